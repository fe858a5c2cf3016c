/* Files inside parts: uuencoded ones in texts, and what TNEF holds. */
#include <stdlib.h>

#include "message/tnef.h"
#include "test_message.h"

#define TOP  "From: a@example.com\nMIME-Version: 1.0\n"
#define DATA "#86)C\n`\nend\n" /* abc */

/* Each file as path:name:extension:bytes, separated by |; and the text that is left. */
static const struct {
    const char *name, *in, *files, *text, *anomalies;
} rows[] = {
    {"one", TOP "\nsee\nbegin 644 a.TXT\n" DATA "bye\n", "1.1:a.TXT:txt:3", "see\nbye\n", "uuencode"},
    {"two", TOP "\nbegin 644 a\n" DATA "and\nbegin 0644 b.gif\n" DATA, "1.1:a::3|1.2:b.gif:gif:3", "and\n", "uuencode"},
    {"long line", TOP "\nbegin 600 a b\n5:&5L;&\\L(&AE;&QO+\"!H96QL;RX \n`\nend\n", "1.1:a b::21", "", "uuencode"},
    {"no end", TOP "\nbegin 644 a\n#86)C\nbye, all of you\n", "1.1:a::3", "bye, all of you\n", "uuencode uuencode-invalid"},
    {"end of the text", TOP "\nbegin 644 a\n#86)C", "1.1:a::3", "", "uuencode uuencode-invalid"},
    {"prose", TOP "\nbegin 644 apples\nare many\n", "", "begin 644 apples\nare many\n", ""},
    {"no mode", TOP "\nbegin here a\n" DATA, "", "begin here a\n" DATA, ""},
    {"no name", TOP "\nbegin 644 \n" DATA, "", "begin 644 \n" DATA, ""},
    {"html", TOP "Content-Type: text/html\n\nbegin 644 a\n" DATA, "", "begin 644 a\n" DATA, ""},
    {"in base64", TOP "Content-Transfer-Encoding: base64\n\nYmVnaW4gNjQ0IGEKIzg2KUMKYAplbmQKYnllCg==\n", "1.1:a::3", "bye\n",
     "uuencode"},
    {"as an encoding", TOP "Content-Transfer-Encoding: x-uuencode\n\nbegin 644 a\n" DATA, "", "abc", "encoding-unknown"},
};

static void list_files(struct buffer *out, const struct message *message)
{
    for (uint32_t i = 0; i < message->parts.count; i++) {
        const struct part *part = &message->parts.items[i];
        if (part->origin == PART_OF_MIME)
            continue;
        ck_assert(part->attachment && !part->is_text && part->field_count == 0);
        buffer_printf(out, "%s%.*s:%.*s:%.*s:%u", out->size ? "|" : "", SLICE_ARG(part->path), SLICE_ARG(part->filename),
                      SLICE_ARG(part->extension), (unsigned)part->decoded_size);
    }
}

START_TEST(uuencode)
{
    struct parsed p;
    struct buffer files;
    parse(&p, slice_cstr(rows[_i].in));
    buffer_init(&files, &p.arena, 1000);
    list_files(&files, &p.message);
    expect_text(rows[_i].name, buffer_slice(&files), rows[_i].files);
    const struct document *document = p.message.parts.items[0].document;
    expect_text(rows[_i].name, document->layer.text, rows[_i].text);
    expect_sound(rows[_i].name, &document->layer);
    expect_anomalies(rows[_i].name, &p.message, rows[_i].anomalies);
    parse_end(&p);
}
END_TEST

/* A stream of TNEF: one attribute of the message, then attachments. */
static void put_number(struct buffer *out, uint32_t number, int bytes)
{
    for (int i = 0; i < bytes; i++)
        buffer_byte(out, (int)(number >> 8 * i & 0xFF));
}

static void put_attribute(struct buffer *out, int level, uint32_t id, struct slice data)
{
    put_number(out, (uint32_t)level, 1);
    put_number(out, id, 4);
    put_number(out, (uint32_t)data.size, 4);
    buffer_append(out, data);
    put_number(out, 0, 2);
}

#define LONG_NAME                                                                                                                \
    "\x03\0\0\0"                                                                                                                 \
    "\x03\0\x05\x37\x01\0\0\0"                                                                                                   \
    "\x1F\0\x01\x80"                                                                                                             \
    "0123456789abcdef\x01\0\0\0\x03\0\0\0xyz\0"                                                                                  \
    "\x01\0\0\0\x02\0\0\0q\0\0\0"                                                                                                \
    "\x1F\0\x07\x37\x01\0\0\0\x0E\0\0\0\xE9\0t\0\x3D\xD8\0\xDE.\0h\0\0\0\0\0"

static struct slice make_tnef(struct arena *arena)
{
    struct buffer out;
    buffer_init(&out, arena, 10000);
    put_number(&out, 0x223E9F78, 4);
    put_number(&out, 1, 2);
    put_attribute(&out, 1, 0x00089006, SLICE("\0\0\1\0"));
    put_attribute(&out, 2, 0x00069002, SLICE("01234567890123"));
    put_attribute(&out, 2, 0x00018010, SLICE("SHORT~1.DOC\0"));
    put_attribute(&out, 2, 0x0006800F, SLICE("the file"));
    put_attribute(&out, 2, 0x00069002, SLICE("01234567890123"));
    put_attribute(&out, 2, 0x0006800F, SLICE("page"));
    put_attribute(&out, 2, 0x00069005, SLICE(LONG_NAME));
    return buffer_slice(&out);
}

static struct slice make_mail(struct arena *arena, struct slice tnef, const char *type)
{
    struct buffer out;
    buffer_init(&out, arena, 10000);
    buffer_printf(&out, TOP "Content-Type: %s\nContent-Transfer-Encoding: binary\n\n", type);
    buffer_append(&out, tnef);
    return buffer_slice(&out);
}

START_TEST(tnef)
{
    static const struct {
        const char *type;
        size_t cut;
        const char *files;
        bool good;
    } mails[] = {
        {"application/ms-tnef", 0, "1.1:SHORT~1.DOC:doc:8|1.2:\xC3\xA9t\xF0\x9F\x98\x80.h:h:4", true},
        {"application/octet-stream; name=Winmail.dat", 0, "1.1:SHORT~1.DOC:doc:8|1.2:\xC3\xA9t\xF0\x9F\x98\x80.h:h:4", true},
        {"application/ms-tnef", 1, "1.1:SHORT~1.DOC:doc:8|1.2:::4", false},
        {"application/octet-stream", 0, "", true},
    };
    for (size_t i = 0; i < COUNT(mails); i++) {
        struct arena arena;
        struct parsed p;
        struct buffer files;
        arena_init(&arena, TEST_MEMORY);
        struct slice stream = make_tnef(&arena);
        parse(&p, make_mail(&arena, slice_sub(stream, 0, stream.size - mails[i].cut), mails[i].type));
        buffer_init(&files, &p.arena, 1000);
        list_files(&files, &p.message);
        expect_text(mails[i].type, buffer_slice(&files), mails[i].files);
        ck_assert_uint_eq(p.message.anomaly_counts[ANOMALY_TNEF], mails[i].files[0] != 0);
        ck_assert_uint_eq(p.message.anomaly_counts[ANOMALY_TNEF_INVALID], !mails[i].good);
        parse_end(&p);
        arena_free(&arena);
    }
}
END_TEST

START_TEST(truncated_tnef)
{
    struct arena arena;
    arena_init(&arena, TEST_MEMORY);
    struct slice stream = make_tnef(&arena);
    for (size_t size = 0; size <= stream.size; size++) {
        struct slice cut = tight_copy(slice_sub(stream, 0, size));
        tnef_list files = {0};
        uint32_t bad;
        bool read = tnef_read(cut, &arena, &files, &bad);
        ck_assert_msg(!read || files.count <= 2, "%zu", size);
        ck_assert_uint_le(bad, size);
        tight_free(cut);
    }
    arena_free(&arena);
}
END_TEST

START_TEST(truncated_texts)
{
    struct slice whole = slice_cstr(rows[_i].in);
    for (size_t size = 0; size < whole.size; size++) {
        struct parsed p;
        parse(&p, slice_sub(whole, 0, size));
        parse_end(&p);
    }
}
END_TEST

START_TEST(no_memory)
{
    struct slice in = slice_cstr(rows[1].in);
    bool done = false;
    for (uint64_t fail = 1; !done && fail < 10000; fail++) {
        struct arena arena;
        struct source source;
        struct message message;
        arena_init(&arena, TEST_MEMORY);
        arena.fail_at = fail;
        source_init(&source, SLICE("test"), in);
        bool parsed = message_parse(&message, &arena, &source, NULL);
        done = parsed && !arena.failed;
        ck_assert_msg(done || !parsed || !message.complete, "%u", (unsigned)fail);
        arena_free(&arena);
    }
    ck_assert(done);
}
END_TEST

START_TEST(limited)
{
    struct limits limits = limits_default;
    struct message_options options = {.limits = &limits};
    struct parsed p;
    limits.mime_parts = 2;
    parse_with(&p, slice_cstr(rows[1].in), &options);
    ck_assert_uint_eq(p.message.parts.count, 2);
    ck_assert(!p.message.complete);
    ck_assert_str_eq(p.message.problems.items[0].code, "limit-mime_parts");
    parse_end(&p);
}
END_TEST

TCase *file_tests(void)
{
    TCase *tests = tcase_create("files");
    tcase_add_loop_test(tests, uuencode, 0, COUNT(rows));
    tcase_add_loop_test(tests, truncated_texts, 0, COUNT(rows));
    tcase_add_test(tests, tnef);
    tcase_add_test(tests, truncated_tnef);
    tcase_add_test(tests, no_memory);
    tcase_add_test(tests, limited);
    return tests;
}
