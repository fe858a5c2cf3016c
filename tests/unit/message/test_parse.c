/* Whole messages: layers in layers, truncation at every byte, lack of memory at every allocation, hostile sizes. */
#include <stdlib.h>
#include <string.h>

#include "message/address.h"

#include "test_message.h"

#define TOP "From: =?utf-8?Q?A_B?= <a@example.com>\r\nTo: b@example.com\r\nMIME-Version: 1.0\r\n"

/* The content of the encoded message: "Subject: in", "MIME-Version: 1.0", base64, "see http://intranet/x now". */
static const char *const samples[] = {
    TOP "Subject: =?iso-8859-1?Q?caf=E9?=\r\n =?utf-8?B?w6k=?=\r\n\r\nhello {{ name }}\r\n",
    TOP "Content-Type: multipart/alternative; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n\r\ncaf=C3=A9 intra=\r\nnet {% if x %}a{% else %}b{% endif %}\r\n"
        "--b\r\nContent-Type: text/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: "
        "base64\r\n\r\nPHA+Y2Fm6TwvcD4=\r\n--b--\r\n",
    TOP "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n"
        "Content-Transfer-Encoding: base64\r\n\r\nU3ViamVjdDogaW4KTUlNRS1WZXJzaW9uOiAxLjAKQ29udGVudC1UcmFuc2Zl\r\n"
        "ci1FbmNvZGluZzogYmFzZTY0CgpjMlZsSUdoMGRIQTZMeTlwYm5SeVlXNWxk\r\nQzk0SUc1dmR3PT0K\r\n--b\r\n"
        "Content-Type: text/plain; charset=iso-2022-jp\r\n\r\na\x1B$B$\"$$\x1B(Bb\r\n--b--\r\n",
    TOP "Content-Type: text/plain; charset=utf-16\r\nContent-Transfer-Encoding: base64\r\n\r\n//5oAGkA\r\nIQA9wiA=\r\n",
    TOP "Content-Type: text/plain; charset*0*=us-as'cii'k; name=\"x\"\r\n\r\n%%[ IF x ]%%*|A|*${b}<%= c %>{{!-- --}}",
};

static void expect_all_sound(const struct message *message, const char *name)
{
    for (uint32_t i = 0; i < message->fields.count; i++) {
        expect_sound(name, &message->fields.items[i].unfolded.layer);
        expect_sound(name, &message->fields.items[i].text.layer);
    }
    for (uint32_t i = 0; i < message->parts.count; i++)
        if (message->parts.items[i].document)
            expect_sound(name, &message->parts.items[i].document->layer);
}

START_TEST(sound)
{
    struct parsed p;
    parse(&p, slice_cstr(samples[_i]));
    expect_all_sound(&p.message, samples[_i]);
    ck_assert_ptr_eq(p.message.parts.items[0].layer, &p.message.file);
    parse_end(&p);
}
END_TEST

START_TEST(truncation)
{
    for (size_t size = strlen(samples[_i]); size-- > 0;) {
        struct parsed p;
        parse(&p, slice_make(samples[_i], size));
        for (uint32_t i = 0; i < p.message.parts.count; i++) {
            const struct part *part = &p.message.parts.items[i];
            ck_assert_msg(part->body.end <= part->layer->text.size, "part %u of %zu bytes", i, size);
        }
        if (size % 7 == 0)
            expect_all_sound(&p.message, "truncated");
        parse_end(&p);
    }
}
END_TEST

START_TEST(two_layers)
{
    struct parsed p;
    parse(&p, slice_cstr(samples[2]));
    ck_assert_uint_eq(p.message.parts.count, 4);
    const struct part *inner = &p.message.parts.items[2];
    expect_text("path", inner->path, "1.1");
    ck_assert_ptr_eq(inner->layer->parent, &p.message.file);
    expect_text("decoded twice", inner->document->layer.text, "see http://intranet/x now");
    size_t at = slice_find(inner->document->layer.text, 0, SLICE("intranet"));
    struct span middle = source_map_up(&inner->document->layer.map, (struct span){(uint32_t)at, (uint32_t)at + 8});
    expect_text("middle", slice_sub(inner->layer->text, middle.start, middle.end), "Ly9pbnRyYW5ldC94");
    expect_origin("file", &p.message, &inner->document->layer, "intranet", "QTZMeTlwYm5SeVlXNWxk\r\nQzk0");
    parse_end(&p);
}
END_TEST

/* Each allocation fails once; what is there afterwards can be read, and says that memory was lacking. */
START_TEST(lack_of_memory)
{
    bool failed = true;
    struct slice bytes = slice_cstr(samples[_i]);
    for (uint64_t n = 1; failed; n++) {
        struct arena arena;
        struct source source;
        struct message message;
        arena_init(&arena, TEST_MEMORY);
        arena.fail_at = n;
        source_init(&source, SLICE("test"), bytes);
        bool done = message_parse(&message, &arena, &source, NULL);
        failed = arena.failed;
        if (done && failed) {
            ck_assert_msg(!message.complete && message.problems.count > 0, "allocation %d is not reported", (int)n);
            ck_assert_str_eq(message.problems.items[message.problems.count - 1].code, "no-memory");
        }
        if (done) {
            address_list list;
            const struct header_field *from = message_field(&message, SLICE("From"), 0);
            if (from)
                ck_assert(message_addresses(&message, from, &list) == !arena.failed);
            for (uint32_t i = 0; i < message.parts.count; i++) {
                const struct document *document = message.parts.items[i].document;
                if (document)
                    document_has_value(document, (struct span){0, (uint32_t)document->layer.text.size});
            }
        }
        ck_assert_msg(done || failed, "allocation %d", (int)n);
        arena_free(&arena);
    }
}
END_TEST

/* Inputs that are cheap to send and dear to read; each is to take no longer than its size allows. */
START_TEST(hostile)
{
    static const struct {
        const char *begin, *repeated;
    } rows[] = {
        {"", "{{"},
        {"", "{{{ "},
        {"", "{{!--"},
        {"", "{% raw %}"},
        {"", "{% comment %}"},
        {"", "{% if x %}"},
        {"", "{{#a}}{{/b}}"},
        {"", "<%"},
        {"", "%%="},
        {"", "%%["},
        {"", "*|a"},
        {"", "${a"},
        {"", "<"},
        {"Subject: ", "=?u?q?x"},
        {"Subject: ", "=?utf-8?q?=C3?= "},
        {"Subject: ", "\n "},
        {"From: ", "("},
        {"From: ", "<"},
        {"From: ", "\"a\" "},
        {"From: ", "a,"},
        {"From: ", "["},
        {"Content-Type: text/plain; ", "a=b;"},
        {"Content-Type: text/plain; ", "name*0=b;"},
        {"Content-Type: text/plain; ", "(a"},
        {"", "A: b\n"},
        {"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n", "--b\n"},
        {"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n",
         "Content-Type: multipart/mixed; boundary=b\n\n--b\n"},
        {"MIME-Version: 1.0\nContent-Type: message/rfc822\n\n", "Content-Type: message/rfc822\n\n"},
        {"MIME-Version: 1.0\nContent-Transfer-Encoding: base64\n\n", "*"},
        {"MIME-Version: 1.0\nContent-Transfer-Encoding: base64\n\n", "YWJj="},
        {"MIME-Version: 1.0\nContent-Transfer-Encoding: quoted-printable\n\n", "="},
        {"MIME-Version: 1.0\nContent-Transfer-Encoding: quoted-printable\n\n", " "},
        {"MIME-Version: 1.0\nContent-Type: text/plain; charset=iso-2022-jp\n\n", "\x1B$B"},
        {"MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-7\n\n", "+AAA"},
        {"MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n", "\xFF"},
        {"\r", "\r"},
        {"\r\r", "a\r\r"},
    };
    struct arena arena;
    struct buffer in;
    struct parsed p;
    arena_init(&arena, TEST_MEMORY);
    buffer_init(&in, &arena, 1000000);
    buffer_text(&in, rows[_i].begin);
    for (size_t i = 0; i < 20000; i++)
        buffer_text(&in, rows[_i].repeated);
    parse(&p, buffer_slice(&in));
    ck_assert_uint_ge(p.message.parts.count, 1);
    parse_end(&p);
    arena_free(&arena);
}
END_TEST

enum { HOSTILE = 37 };

START_TEST(message_limit)
{
    struct limits limits = limits_default;
    struct message_options options = {.limits = &limits};
    struct parsed p;
    limits.message_bytes = 30;
    parse_with(&p, SLICE("From: a@example.com\n\nhello, what follows is not read"), &options);
    expect_text("cut", p.message.parts.items[0].document->layer.text, "hello, wh");
    ck_assert_uint_eq(p.message.problems.count, 1);
    ck_assert_str_eq(p.message.problems.items[0].code, "limit-message_bytes");
    parse_end(&p);
}
END_TEST

#define PART     "--b\n"
#define STATUS   PART "Content-Type: message/delivery-status\n\nStatus: 5.0.0\n\n"
#define ORIGINAL PART "Content-Type: message/rfc822\n\nSubject: original\nReceived: x\n\ninner\n"
#define RETURNED PART "Content-Type: text/rfc822-headers\n\nSubject: original\n\n"
#define SAYS(of) "Subject: outer\nMIME-Version: 1.0\nContent-Type: multipart/" of "; boundary=b\n\n" PART "\nfailed\n"

/* What is scored, by its Subject, and where it stands. */
START_TEST(what_is_scored)
{
    static const struct {
        const char *in, *subject, *enclosed;
        bool headers_only;
    } rows[] = {
        {SAYS("report") STATUS ORIGINAL "--b--\n", "original", "3", false},
        {SAYS("report") ORIGINAL "--b--\n", "original", "2", false},
        {SAYS("report") STATUS RETURNED "--b--\n", "original", "3", true},
        {SAYS("mixed") STATUS ORIGINAL "--b--\n", "original", "3", false},
        {SAYS("mixed") STATUS RETURNED "--b--\n", "original", "3", true},
        {SAYS("report") STATUS ORIGINAL ORIGINAL "--b--\n", "original", "3", false},
        {SAYS("report") STATUS "--b--\n", "outer", "", false},
        {SAYS("mixed") ORIGINAL "--b--\n", "outer", "", false},
        {SAYS("mixed") RETURNED "--b--\n", "outer", "", false},
        {"Subject: list\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=l\n\n--l\n" SAYS("report") STATUS ORIGINAL
         "--b--\n--l\n\nfooter\n--l--\n",
         "original", "1.3", false},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct parsed p;
        parse(&p, slice_cstr(rows[i].in));
        const struct header_field *subject = message_field(&p.message, SLICE("subject"), 0);
        ck_assert_ptr_nonnull(subject);
        expect_text(rows[i].in, subject->text.layer.text, rows[i].subject);
        expect_text(rows[i].in, message_enclosed(&p.message), rows[i].enclosed);
        ck_assert_msg(p.message.headers_only == rows[i].headers_only, "%s", rows[i].in);
        ck_assert_msg(message_scores(&p.message, 0) == !rows[i].enclosed[0], "%s", rows[i].in);
        for (size_t size = 0; size < p.source.bytes.size; size++) {
            struct parsed cut;
            parse(&cut, slice_sub(p.source.bytes, 0, size));
            ck_assert(cut.message.scored_part < cut.message.scored_end);
            parse_end(&cut);
        }
        parse_end(&p);
    }
}
END_TEST

TCase *parse_tests(void)
{
    TCase *tests = tcase_create("parse");
    tcase_add_loop_test(tests, sound, 0, COUNT(samples));
    tcase_add_loop_test(tests, truncation, 0, COUNT(samples));
    tcase_add_test(tests, two_layers);
    tcase_add_loop_test(tests, lack_of_memory, 0, COUNT(samples));
    tcase_add_loop_test(tests, hostile, 0, HOSTILE);
    tcase_add_test(tests, message_limit);
    tcase_add_test(tests, what_is_scored);
    return tests;
}
