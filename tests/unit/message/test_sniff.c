/* Guessing what an input is; messages of an mbox. */
#include "message/mbox.h"
#include "message/sniff.h"

#include "test_message.h"

START_TEST(kinds_and_stages)
{
    static const struct {
        const char *in;
        enum message_kind kind;
        enum stage stage;
    } rows[] = {
        {"From: a@example.com\n\nbody", KIND_EML, STAGE_PRE_MTA},
        {"Received: x\nFrom: a@example.com\n\nbody", KIND_EML, STAGE_DELIVERED},
        {"Subject: {{ x }}\n\n{{ y }}", KIND_EML, STAGE_PRE_MTA},
        {"Foo: 1\nBar: 2\n\nbody", KIND_EML, STAGE_PRE_MTA},
        {"Foo: 1\n two\nBar: 2\n\nbody", KIND_EML, STAGE_PRE_MTA},
        {"From MAILER Mon Jan  1 00:00:00 2024\nX-A: 1\n\n", KIND_EML, STAGE_PRE_MTA},
        {"From -\nFrom: a@example.com\n\n", KIND_EML, STAGE_PRE_MTA},
        {"\xEF\xBB\xBFSubject: x\n\n", KIND_EML, STAGE_PRE_MTA},
        {"Subject : x\n\n", KIND_EML, STAGE_PRE_MTA},
        {" folded\nFrom: x\nTo: y\n\nbody", KIND_EML, STAGE_PRE_MTA},
        {"X-\xC3\xA9: 1\nFrom: x\nTo: y\n\nbody", KIND_EML, STAGE_PRE_MTA},
        {": 1\nFrom: x\nTo: y\n\nbody", KIND_EML, STAGE_PRE_MTA},
        {" folded\nFrom: x\nNote: y\n\nbody", KIND_TEXT, STAGE_RENDERED},
        {" folded\n\nFrom: x\nTo: y\n\nbody", KIND_TEXT, STAGE_RENDERED},
        {"They wrote to us:\nFrom: x\nTo: y\n\nbody", KIND_TEXT, STAGE_RENDERED},
        {"Note: 1\n\nbody", KIND_TEXT, STAGE_RENDERED},
        {"https://example.com/\nFrom: x\n", KIND_TEXT, STAGE_RENDERED},
        {"Dear friend,\nFrom: x\n", KIND_TEXT, STAGE_RENDERED},
        {"\nFrom: x\n", KIND_TEXT, STAGE_RENDERED},
        {"", KIND_TEXT, STAGE_RENDERED},
        {"hello", KIND_TEXT, STAGE_RENDERED},
        {"hello {{ name }}", KIND_TEXT, STAGE_TEMPLATE},
        {"Write to <a@example.com> or <https://example.com/>", KIND_TEXT, STAGE_RENDERED},
        {"1 < 2 and <b", KIND_TEXT, STAGE_RENDERED},
        {"<!DOCTYPE html>", KIND_HTML, STAGE_RENDERED},
        {"<!doctype HTML><p>{{ x }}", KIND_HTML, STAGE_TEMPLATE},
        {"\xEF\xBB\xBF <html>", KIND_HTML, STAGE_RENDERED},
        {"text <b>bold</b>", KIND_HTML, STAGE_PARTIAL},
        {"%%[ SET @a = 1 ]%%\n<TABLE WIDTH=1>", KIND_HTML, STAGE_PARTIAL},
        {"a<br/>b", KIND_HTML, STAGE_PARTIAL},
        {"<area shape=rect>", KIND_HTML, STAGE_PARTIAL},
        {"\n <VIDEO>x</video>", KIND_HTML, STAGE_PARTIAL},
        {"\xEF\xBB\xBF<picture>\n", KIND_HTML, STAGE_PARTIAL},
        {"text <fieldset>", KIND_HTML, STAGE_PARTIAL},
        {"text <del>x</del>", KIND_HTML, STAGE_PARTIAL},
        {"We meet at <time> in <address>.", KIND_TEXT, STAGE_RENDERED},
        {"<name> is invited", KIND_TEXT, STAGE_RENDERED},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct parsed p;
        parse(&p, slice_cstr(rows[i].in));
        ck_assert_msg(p.message.kind == rows[i].kind, "%s: kind %d", rows[i].in, (int)p.message.kind);
        ck_assert_msg(p.message.stage == rows[i].stage, "%s: %s", rows[i].in, stage_text(p.message.stage));
        ck_assert_msg(p.message.has_headers == (rows[i].kind == KIND_EML), "%s", rows[i].in);
        parse_end(&p);
    }
}
END_TEST

START_TEST(options_win)
{
    struct parsed p;
    struct message_options options = {.kind = KIND_HTML + 1, .stage = STAGE_PARTIAL + 1};
    parse_with(&p, SLICE("From: a@example.com\n\nbody"), &options);
    ck_assert_int_eq(p.message.kind, KIND_HTML);
    ck_assert_int_eq(p.message.stage, STAGE_PARTIAL);
    expect_text("whole", p.message.parts.items[0].document->layer.text, "From: a@example.com\n\nbody");
    parse_end(&p);
    options = (struct message_options){.kind = KIND_EML + 1};
    parse_with(&p, SLICE("no header"), &options);
    ck_assert(!p.message.has_headers);
    ck_assert_int_eq(p.message.stage, STAGE_RENDERED);
    expect_text("body", p.message.parts.items[0].document->layer.text, "no header");
    parse_end(&p);
}
END_TEST

#define FROM "From a@example.com Mon Jan  1 00:00:00 2024\n"

START_TEST(mboxes)
{
    static const struct {
        const char *in;
        bool is_mbox;
        const char *messages; /* separated by | */
    } rows[] = {
        {FROM "A: 1\n\none\n\n" FROM "B: 2\n\ntwo\n", true, "A: 1\n\none\n|B: 2\n\ntwo\n"},
        {FROM "A: 1\n\none\n" FROM "B: 2\n", true, "A: 1\n\none\n" FROM "B: 2\n"},
        {FROM "A: 1\n\n>From x\n\nFrom here on it is 10:30\nprose\n", true,
         "A: 1\n\n>From x\n\nFrom here on it is 10:30\nprose\n"},
        {FROM "A: 1\n\none\n\n\n" FROM "B: 2\n\n", true, "A: 1\n\none\n|B: 2\n\n"},
        {"From a@example.com Mon Jan  1 00:00:00 2024\r\nA: 1\r\n\r\none\r\n\r\nFrom b Mon Jan  1 00:00:00 2024\r\nB: 2\r\n",
         true, "A: 1\r\n\r\none\r\n|B: 2\r\n"},
        {FROM "Content-Length: 45\n\n\n" FROM FROM "B: 2\n\ntwo\n", true, "Content-Length: 45\n\n\n" FROM "|B: 2\n\ntwo\n"},
        {FROM "Content-Length: 4\n\none\n\n\n" FROM "B: 2\n", true, "Content-Length: 4\n\none\n|B: 2\n"},
        {FROM "content-length : 4\n\none\n", true, "content-length : 4\n\none\n"},
        {FROM "Content-Length: 3\n\none\ntwo\n\n" FROM "B: 2\n", true, "Content-Length: 3\n\none\ntwo\n|B: 2\n"},
        {FROM "Content-Length: 99999999999999999999\n\none\n\n" FROM "B: 2\n", true,
         "Content-Length: 99999999999999999999\n\none\n|B: 2\n"},
        {FROM "Content-Length: 400\n\none\n\n" FROM "B: 2\n", true, "Content-Length: 400\n\none\n|B: 2\n"},
        {FROM "Content-Length: x\n\none\n", true, "Content-Length: x\n\none\n"},
        {"From the desk of\nA: 1\n", false, "From the desk of\nA: 1\n"},
        {FROM "prose\n", false, FROM "prose\n"},
        {FROM, false, FROM},
        {"A: 1\n\none\n", false, "A: 1\n\none\n"},
        {"", false, ""},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct slice file = slice_cstr(rows[i].in), message;
        size_t offset = 0, before = 0;
        struct arena arena;
        struct buffer got;
        arena_init(&arena, TEST_MEMORY);
        buffer_init(&got, &arena, 10000);
        ck_assert_msg(mbox_detect(file) == rows[i].is_mbox, "%s", rows[i].in);
        while (mbox_next(file, &offset, &message)) {
            ck_assert_msg(offset > before, "%s: stands still", rows[i].in);
            buffer_text(&got, before ? "|" : "");
            buffer_append(&got, message);
            before = offset;
        }
        ck_assert_uint_eq(offset, file.size);
        expect_text(rows[i].in, buffer_slice(&got), rows[i].messages);
        arena_free(&arena);
    }
}
END_TEST

/* What an mbox has quoted is read without the quoting, with its way back; and lengths that do not hold are recorded. */
START_TEST(quoting)
{
    static const struct {
        const char *in, *text;
        bool wrong;
    } rows[] = {
        {"A: 1\n\nx\n>From a\n>>From b\n> From c\n>Fromage\n", "x\nFrom a\n>From b\n> From c\n>Fromage\n", false},
        {"A: 1\n\n>From a", "From a", false},
        {"A: 1\n\n>From a\r\n\r>From b", "From a\r\n\rFrom b", false},
        {"A: 1\nContent-Transfer-Encoding: quoted-printable\n\n>From a=3D=\n>From b\n", "From a=From b\n", false},
        {"A: 1\nContent-Length: 8\n\n>From a\n", ">From a\n", false},
        {"A: 1\nContent-Length: 9\n\n>From a\n", "From a\n", true},
        {"A: 1\nContent-Length: x\n\n>From a\n", "From a\n", true},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct parsed p;
        struct message_options options = {.kind = KIND_EML + 1, .mbox = true};
        parse_with(&p, slice_cstr(rows[i].in), &options);
        const struct layer *layer = &p.message.parts.items[0].document->layer;
        expect_text(rows[i].in, layer->text, rows[i].text);
        expect_sound(rows[i].in, layer);
        ck_assert_msg((p.message.anomaly_counts[ANOMALY_MBOX_LENGTH] > 0) == rows[i].wrong, "%s", rows[i].in);
        parse_end(&p);
        parse(&p, slice_cstr(rows[i].in));
        ck_assert_uint_eq(p.message.anomaly_counts[ANOMALY_MBOX_LENGTH], 0);
        if (i != 3)
            ck_assert(slice_find(p.message.parts.items[0].document->layer.text, 0, SLICE(">From a")) != SLICE_NONE);
        parse_end(&p);
    }
}
END_TEST

TCase *sniff_tests(void)
{
    TCase *tests = tcase_create("sniff");
    tcase_add_test(tests, kinds_and_stages);
    tcase_add_test(tests, options_win);
    tcase_add_test(tests, mboxes);
    tcase_add_test(tests, quoting);
    return tests;
}
