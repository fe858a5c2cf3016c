/* The tree of parts: structure, paths, roles, and what is wrong with it. */
#include "message/boundary.h"

#include <string.h>

#include "test_message.h"

#define TOP    "From: a@example.com\nMIME-Version: 1.0\n"
#define MIXED  "Content-Type: multipart/mixed; boundary=b\n"
#define HTML   "Content-Type: text/html\n\n"
#define REPORT "Content-Type: multipart/report; boundary=b\n"
#define TEN    "0123456789"
#define LONG   TEN TEN TEN TEN TEN TEN TEN

/* Each part as path:type=body, separated by |; of multiparts and messages only path:type. */
static const struct {
    const char *name, *in, *tree, *anomalies;
} rows[] = {
    {"no MIME", TOP "\nbody\n", ":text/plain=body\n", ""},
    {"simple", TOP MIXED "\n--b\n\none\n--b\n" HTML "two\n--b--\n", ":multipart/mixed|1:text/plain=one|2:text/html=two", ""},
    {"preamble and epilogue", TOP MIXED "\npre\n--b\n\none\n--b--\nepi\n--b\nnot a part", ":multipart/mixed|1:text/plain=one",
     "boundary-after-close multipart-epilogue"},
    {"epilogue of blanks", TOP MIXED "\n--b\n\none\n--b--\n \n\n", ":multipart/mixed|1:text/plain=one", ""},
    {"white space after the boundary", TOP MIXED "\n--b \t\n\none\n--b-- \n", ":multipart/mixed|1:text/plain=one", ""},
    {"no boundary but alike", TOP MIXED "\n--b\n\none\n--bc\n--b-\n --b\n--b--\n",
     ":multipart/mixed|1:text/plain=one\n--bc\n--b-\n --b", "boundary-look-alike"},
    {"empty part", TOP MIXED "\n--b\n\n--b\n\n\n--b--", ":multipart/mixed|1:text/plain=|2:text/plain=", ""},
    {"part without empty line", TOP MIXED "\n--b\nContent-Type: text/html\n--b--",
     ":multipart/mixed|1:text/html=", "header-end-missing"},
    {"header without empty line", TOP MIXED "--b\nContent-Type: text/html\n\none\n--b--\n", ":multipart/mixed|1:text/html=one",
     "header-end-missing"},
    {"nested",
     TOP MIXED "\n--b\nContent-Type: multipart/alternative; boundary=\"b2\"\n\n--b2\n\none\n--b2\n" HTML
               "two\n--b2--\n--b\n\nthree\n--b--\n",
     ":multipart/mixed|1:multipart/alternative|1.1:text/plain=one|1.2:text/html=two|2:text/plain=three", ""},
    {"nested with a boundary that begins alike",
     TOP MIXED "\n--b\nContent-Type: multipart/related; boundary=bb\n\n--bb\n\none\n--bb--\n--b--\n",
     ":multipart/mixed|1:multipart/related|1.1:text/plain=one", ""},
    {"outer boundary ends the inner",
     TOP MIXED "\n--b\nContent-Type: multipart/related; boundary=c\n\n--c\n\none\n--b\n\ntwo\n--b--\n",
     ":multipart/mixed|1:multipart/related|1.1:text/plain=one|2:text/plain=two", "boundary-unclosed"},
    {"unclosed", TOP MIXED "\n--b\n\none\n", ":multipart/mixed|1:text/plain=one\n", "boundary-unclosed"},
    {"not found", TOP MIXED "\nbody\n", ":text/plain=body\n", "boundary-not-found"},
    {"no boundary parameter", TOP "Content-Type: multipart/mixed\n\none\n", ":text/plain=one\n", "boundary-missing"},
    {"message", TOP MIXED "\n--b\nContent-Type: message/rfc822\n\nSubject: in\nFrom: x@example.com\n\ninner\n--b--\n",
     ":multipart/mixed|1:message/rfc822|1.1:text/plain=inner", ""},
    {"message with multipart",
     TOP MIXED
     "\n--b\nContent-Type: message/rfc822\n\nSubject: in\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=c\n\n"
     "--c\n\none\n--c\n\ntwo\n--c--\n--b\n\nthree\n--b--\n",
     ":multipart/mixed|1:message/rfc822|1:multipart/mixed|1.1:text/plain=one|1.2:text/plain=two|2:text/plain=three", ""},
    {"message in message at the root",
     TOP "Content-Type: message/rfc822\n\nSubject: in\nMIME-Version: 1.0\nContent-Type: message/rfc822\n\nSubject: in\n\ninner",
     ":message/rfc822|1:message/rfc822|1.1:text/plain=inner", ""},
    {"digest", TOP "Content-Type: multipart/digest; boundary=b\n\n--b\n\nSubject: in\n\ninner\n--b--\n",
     ":multipart/digest|1:message/rfc822|1.1:text/plain=inner", ""},
    {"encoded message",
     TOP MIXED
     "\n--b\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nU3ViamVjdDogaW4KCmlubmVyCg==\n--b\n\nlast\n--b--",
     ":multipart/mixed|1:message/rfc822|1.1:text/plain=inner\n|2:text/plain=last", "message-encoded"},
    {"encoded multipart", TOP MIXED "Content-Transfer-Encoding: base64\n\n--b\n\none\n--b--\n",
     ":multipart/mixed|1:text/plain=one", "multipart-encoded"},
    {"bad type", TOP "Content-Type: nonsense\n\nbody", ":text/plain=body", "content-type-invalid"},
    {"type without semicolon", TOP "Content-Type: text/html charset=utf-8\n\nbody", ":text/html=body", "parameter-invalid"},
    {"two types", TOP "Content-Type: text/html\nContent-Type: text/plain\n\nbody", ":text/html=body", "content-type-duplicate"},
    {"no version", "From: a@example.com\nContent-Type: text/html\n\nbody", ":text/html=body", "mime-version-missing"},
    {"unknown encoding", TOP "Content-Transfer-Encoding: x-odd\n\nbody", ":text/plain=body", "encoding-unknown"},
    {"same boundary inside", TOP MIXED "\n--b\n" MIXED "\n--b\n\none\n--b--\n--b--\n",
     ":multipart/mixed|1:multipart/mixed|1.1:text/plain=one", "boundary-nested"},
    {"no parts", TOP MIXED "\n--b--\n", ":multipart/mixed", "multipart-empty"},
    {"boundary of 71", TOP "Content-Type: multipart/mixed; boundary=" LONG "1\n\n--" LONG "1\n\none\n--" LONG "1--\n",
     ":multipart/mixed|1:text/plain=one", "boundary-invalid"},
    {"boundary of 70", TOP "Content-Type: multipart/mixed; boundary=" LONG "\n\n--" LONG "\n\none\n--" LONG "--\n",
     ":multipart/mixed|1:text/plain=one", ""},
    {"boundary with a brace", TOP "Content-Type: multipart/mixed; boundary=\"{b}\"\n\n--{b}\n\none\n--{b}--\n",
     ":multipart/mixed|1:text/plain=one", "boundary-invalid"},
    {"boundary with a blank at its end", TOP "Content-Type: multipart/mixed; boundary=\"b \"\n\n--b \n\none\n--b--\n",
     ":multipart/mixed|1:text/plain=one", "boundary-invalid"},
    {"partial", TOP "Content-Type: message/partial; id=x; number=1\n\nbody", ":message/partial=body", "message-partial"},
    {"external", TOP "Content-Type: message/external-body; access-type=url\n\nbody", ":message/external-body=body",
     "message-external"},
    {"status", TOP "Content-Type: message/delivery-status\n\nbody", ":message/delivery-status=body", ""},
    {"version with a comment", "MIME-Version: 1.0 (a (b))\nContent-Type: text/html\n\nbody", ":text/html=body", ""},
    {"another version", "MIME-Version: 2.0\nContent-Type: text/html\n\nbody", ":text/html=body", "mime-version-invalid"},
    {"a mistaken encoding", TOP "Content-Transfer-Encoding: 8-bit\n\nbody", ":text/plain=body", "encoding-unknown"},
    {"two encodings", TOP "Content-Transfer-Encoding: 7bit\nContent-Transfer-Encoding: 8bit\n\nbody", ":text/plain=body",
     "encoding-duplicate"},
    {"report", TOP REPORT "\n--b\n\none\n--b\nContent-Type: message/rfc822\n\nFrom: x@example.com\n\ninner\n--b--\n",
     ":multipart/report|1:text/plain=one|2:message/rfc822|2.1:text/plain=inner", ""},
    {"report of a header",
     TOP REPORT "\n--b\n\none\n--b\nContent-Type: text/rfc822-headers\n\nFrom: x@example.com\n"
                "MIME-Version: 1.0\n" MIXED "\n--b--\n",
     ":multipart/report|1:text/plain=one|2:text/rfc822-headers|2.1:multipart/mixed=", ""},
    {"header in no report", TOP MIXED "\n--b\nContent-Type: text/rfc822-headers\n\nFrom: x@example.com\n--b--\n",
     ":multipart/mixed|1:text/rfc822-headers=From: x@example.com", ""},
};

static void print_tree(struct buffer *out, const struct message *message)
{
    for (uint32_t i = 0; i < message->parts.count; i++) {
        const struct part *part = &message->parts.items[i];
        buffer_printf(out, "%s%.*s:%.*s", i ? "|" : "", SLICE_ARG(part->path), SLICE_ARG(part->type));
        if (part->role == PART_LEAF)
            buffer_printf(out, "=%.*s", SLICE_ARG(slice_sub(part->layer->text, part->body.start, part->body.end)));
        ck_assert_msg(part->parent == INDEX_NONE || part->parent < i, "part %u comes before its parent", i);
        ck_assert_msg(part->body.start <= part->body.end, "part %u ends before it begins", i);
    }
}

/* The text with another line end, where `end` is not LF. */
static struct slice with_line_ends(struct arena *arena, const char *text, const char *end)
{
    struct buffer out;
    buffer_init(&out, arena, 100000);
    for (; *text; text++)
        buffer_append(&out, *text == '\n' ? slice_cstr(end) : slice_make(text, 1));
    return buffer_slice(&out);
}

START_TEST(trees)
{
    static const char *const ends[] = {"\n", "\r\n", "\r"};
    for (size_t i = 0; i < COUNT(ends); i++) {
        struct arena arena;
        struct parsed p;
        struct buffer tree;
        arena_init(&arena, TEST_MEMORY);
        buffer_init(&tree, &arena, 10000);
        parse(&p, with_line_ends(&arena, rows[_i].in, ends[i]));
        print_tree(&tree, &p.message);
        bool decoded = strcmp(rows[_i].name, "encoded message") == 0;
        struct slice expected = with_line_ends(&arena, rows[_i].tree, decoded ? "\n" : ends[i]);
        ck_assert_msg(slice_equal(buffer_slice(&tree), expected), "%s: <%.*s>", rows[_i].name, SLICE_ARG(buffer_slice(&tree)));
        p.message.anomaly_counts[ANOMALY_BARE_CR] = 0;
        expect_anomalies(rows[_i].name, &p.message, rows[_i].anomalies);
        ck_assert_msg(p.message.kind == KIND_EML && p.message.has_headers, "%s", rows[_i].name);
        parse_end(&p);
        arena_free(&arena);
    }
}
END_TEST

START_TEST(truncation)
{
    size_t size = strlen(rows[_i].in);
    for (size_t cut = 0; cut < size; cut++) {
        struct parsed p;
        parse(&p, slice_make(rows[_i].in, cut));
        for (uint32_t i = 0; i < p.message.parts.count; i++) {
            const struct part *part = &p.message.parts.items[i];
            ck_assert_msg(part->body.start <= part->body.end && part->body.end <= part->layer->text.size,
                          "%s: part %u of %zu bytes", rows[_i].name, i, cut);
        }
        parse_end(&p);
    }
}
END_TEST

START_TEST(descriptions)
{
    struct parsed p;
    parse(&p, SLICE(TOP MIXED
                    "\n--b\nContent-Type: TEXT/HTML; charset=\"UTF-8\"; name=page.html\nContent-Disposition: inline\n\none\n"
                    "--b\nContent-Type: text/plain\nContent-Disposition: Attachment; filename=\"Invoice.PDF.EXE\"\n\ntwo\n"
                    "--b\nContent-Type: application/pdf; name=\"dir.d/noext\"\nContent-Transfer-Encoding: BASE64\n\n"
                    "aGVsbG8=\n--b--\n"));
    const struct part *html = &p.message.parts.items[1], *attached = &p.message.parts.items[2], *pdf = &p.message.parts.items[3];
    expect_text("type", html->type, "text/html");
    expect_text("charset", html->charset, "utf-8");
    expect_text("name", html->filename, "page.html");
    expect_text("disposition", html->disposition, "inline");
    ck_assert(html->is_text && !html->attachment && html->document);
    expect_text("disposition", attached->disposition, "attachment");
    expect_text("extension", attached->extension, "exe");
    ck_assert(!attached->is_text && attached->attachment && !attached->document);
    ck_assert_int_eq(pdf->encoding, TRANSFER_BASE64);
    ck_assert_uint_eq(pdf->decoded_size, 5);
    ck_assert_uint_eq(pdf->extension.size, 0);
    ck_assert_uint_eq(html->decoded_size, 3);
    ck_assert_uint_eq(pdf->depth, 1);
    parse_end(&p);
}
END_TEST

START_TEST(alternatives)
{
    struct parsed p;
    parse(&p, SLICE(TOP MIXED "\n--b\nContent-Type: multipart/alternative; boundary=c\n\n--c\n\none\n--c\n"
                              "Content-Type: multipart/related; boundary=d\n\n--d\n" HTML "two\n--d\n\nthree\n--d--\n--c--\n"
                              "--b\n\nfour\n--b--\n"));
    /* 0 mixed, 1 alternative, 2 one, 3 related, 4 two, 5 three, 6 four */
    static const struct {
        uint32_t a, b;
        bool expected;
    } pairs[] = {{2, 4, true},  {4, 2, true},  {2, 3, true},  {2, 5, true},  {4, 5, false},
                 {2, 6, false}, {1, 2, false}, {0, 4, false}, {4, 4, false}, {3, 4, false}};
    ck_assert_uint_eq(p.message.parts.count, 7);
    for (size_t i = 0; i < COUNT(pairs); i++)
        ck_assert_msg(message_alternatives(&p.message, pairs[i].a, pairs[i].b) == pairs[i].expected, "%u and %u", pairs[i].a,
                      pairs[i].b);
    parse_end(&p);
}
END_TEST

static void expect_problem(const struct parsed *p, const char *code)
{
    ck_assert_msg(!p->message.complete && p->message.problems.count == 1, "%u problems", p->message.problems.count);
    ck_assert_str_eq(p->message.problems.items[0].code, code);
}

START_TEST(reaching_limits)
{
    struct limits limits = limits_default;
    struct message_options options = {.limits = &limits};
    struct arena arena;
    struct buffer in;
    struct parsed p;
    arena_init(&arena, TEST_MEMORY);
    buffer_init(&in, &arena, 1000000);
    buffer_text(&in, TOP);
    for (int i = 0; i < 200; i++)
        buffer_printf(&in, "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i);
    parse_with(&p, buffer_slice(&in), &options);
    expect_problem(&p, "limit-mime_depth");
    ck_assert_uint_eq(p.message.parts.count, 101);
    parse_end(&p);

    in.size = 0;
    buffer_text(&in, TOP MIXED "\n");
    for (int i = 0; i < 30; i++)
        buffer_text(&in, "--b\n\nx\n");
    limits.mime_parts = 10;
    parse_with(&p, buffer_slice(&in), &options);
    expect_problem(&p, "limit-mime_parts");
    ck_assert_uint_eq(p.message.parts.count, 10);
    parse_end(&p);

    in.size = 0;
    buffer_text(&in, TOP);
    for (int i = 0; i < 300; i++)
        buffer_text(&in, "Content-Type: message/rfc822\n\n");
    parse(&p, buffer_slice(&in));
    expect_problem(&p, "limit-mime_depth");
    parse_end(&p);
    arena_free(&arena);
}
END_TEST

TCase *mime_tests(void)
{
    TCase *tests = tcase_create("mime");
    tcase_add_loop_test(tests, trees, 0, COUNT(rows));
    tcase_add_loop_test(tests, truncation, 0, COUNT(rows));
    tcase_add_test(tests, descriptions);
    tcase_add_test(tests, alternatives);
    tcase_add_test(tests, reaching_limits);
    return tests;
}
