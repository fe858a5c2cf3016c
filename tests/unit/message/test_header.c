/* Header blocks and fields: where they end, unfolding, decoding, origins. */
#include "message/header.h"

#include "test_message.h"

START_TEST(blocks)
{
    static const struct {
        const char *in;
        uint32_t fields;
        const char *body, *anomalies;
    } rows[] = {
        {"From: a@example.com\n\nbody", 1, "body", ""},
        {"From: a@example.com\r\n\r\nbody", 1, "body", ""},
        {"From: a@example.com\r\rbody", 1, "body", "bare-cr"},
        {"From: a@example.com\nSubject: x\n y\n\nbody", 2, "body", ""},
        {"From: a@example.com", 1, "", "header-end-missing"},
        {"From: a@example.com\nno field\n\nbody", 1, "no field\n\nbody", "header-end-missing"},
        {"From: a@example.com\nno field\nSubject: x\n\nbody", 2, "body", "header-line-invalid"},
        {"From: a@example.com\nno field\nNote: x\n\nbody", 1, "no field\nNote: x\n\nbody", "header-end-missing"},
        {"From : a@example.com\n\nbody", 1, "body", "header-name-space"},
        {"From: a@example.com\nSubject: x\n \t\n y\n\nbody", 2, "body", "header-fold-empty"},
        {"From a@example.com Mon Jan  1 00:00:00 2024\nFrom: a@example.com\n\nbody", 1, "body", ""},
        {">From a@example.com\nFrom: a@example.com\n\nbody", 1, "body", ""},
        {"\xEF\xBB\xBF"
         "From: a@example.com\n\nbody",
         1, "body", ""},
        {"From: a@example.com\nSubject: caf\xC3\xA9\n\nbody", 2, "body", "header-8bit"},
        {"From: a@example.com\nSubject: caf\xE9\n\nbody", 2, "body", "header-8bit header-not-utf8"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct parsed p;
        parse(&p, slice_cstr(rows[i].in));
        const struct part *root = &p.message.parts.items[0];
        ck_assert_msg(root->field_count == rows[i].fields, "%s: %u fields", rows[i].in, root->field_count);
        expect_text(rows[i].in, slice_sub(p.message.file.text, root->body.start, root->body.end), rows[i].body);
        expect_anomalies(rows[i].in, &p.message, rows[i].anomalies);
        parse_end(&p);
    }
}
END_TEST

START_TEST(fields)
{
    static const struct {
        const char *in, *unfolded, *text;
    } rows[] = {
        {"Subject: plain", "plain", "plain"},
        {"Subject:\t plain \t", "plain", "plain"},
        {"Subject:", "", ""},
        {"Subject:  ", "", ""},
        {"Subject: a\r\n b", "a b", "a b"},
        {"Subject: a\n \tb\n c", "a \tb c", "a \tb c"},
        {"Subject: a\r b", "a b", "a b"},
        {"Subject:\n a", "a", "a"},
        {"Subject: =?utf-8?Q?a?=\r\n =?utf-8?Q?b?=", "=?utf-8?Q?a?= =?utf-8?Q?b?=", "ab"},
        {"Subject: caf\xC3\xA9", "caf\xC3\xA9", "caf\xC3\xA9"},
        {"Subject: a\xE9\xFF"
         "b",
         "a\xEF\xBF\xBD\xEF\xBF\xBD"
         "b",
         "a\xEF\xBF\xBD\xEF\xBF\xBD"
         "b"},
        {"Subject: a\x1A"
         "b",
         "a\xEF\xBF\xBD"
         "b",
         "a\xEF\xBF\xBD"
         "b"},
        {"SUBJECT : x", "x", "x"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct parsed p;
        struct buffer in;
        struct arena arena;
        arena_init(&arena, TEST_MEMORY);
        buffer_init(&in, &arena, 1000);
        buffer_printf(&in, "From: x@example.com\r\n%s\r\n\r\n", rows[i].in);
        parse(&p, buffer_slice(&in));
        const struct header_field *field = message_field(&p.message, SLICE("subject"), 0);
        ck_assert_ptr_nonnull(field);
        expect_text(rows[i].in, field->unfolded.layer.text, rows[i].unfolded);
        expect_text(rows[i].in, field->text.layer.text, rows[i].text);
        expect_sound(rows[i].in, &field->unfolded.layer);
        expect_sound(rows[i].in, &field->text.layer);
        struct slice raw = slice_sub(p.message.file.text, field->raw.start, field->raw.end);
        expect_text(rows[i].in, raw, rows[i].in);
        ck_assert_uint_eq(field->text.field, 1);
        parse_end(&p);
        arena_free(&arena);
    }
}
END_TEST

START_TEST(origins)
{
    struct parsed p;
    parse(&p, SLICE("From: x@example.com\r\nSubject: see\r\n intra\r\n net =?utf-8?Q?caf=C3=A9?=\r\n =?utf-8?Q?bar?= z\r\n\r\n"));
    const struct header_field *field = message_field(&p.message, SLICE("Subject"), 0);
    expect_text("text", field->text.layer.text,
                "see intra net caf\xC3\xA9"
                "bar z");
    expect_origin("folded", &p.message, &field->text.layer, "intra net", "intra\r\n net");
    expect_origin("word", &p.message, &field->text.layer, "caf", "=?utf-8?Q?caf=C3=A9?=");
    expect_origin("second word", &p.message, &field->text.layer, "bar", "=?utf-8?Q?bar?=");
    expect_origin("between", &p.message, &field->text.layer,
                  "\xC3\xA9"
                  "b",
                  "=?utf-8?Q?caf=C3=A9?=\r\n =?utf-8?Q?bar?=");
    expect_origin("unfolded", &p.message, &field->unfolded.layer, "caf", "caf");
    parse_end(&p);
}
END_TEST

START_TEST(looking_for_fields)
{
    struct parsed p;
    parse(&p, SLICE("Received: 1\nFrom: a@example.com\nreceived: 2\nRECEIVED: 3\n\n"));
    ck_assert_ptr_null(message_field(&p.message, SLICE("To"), 0));
    expect_text("first", message_field(&p.message, SLICE("Received"), 0)->text.layer.text, "1");
    expect_text("third", message_field(&p.message, SLICE("Received"), 2)->text.layer.text, "3");
    ck_assert_ptr_null(message_field(&p.message, SLICE("Received"), 3));
    parse_end(&p);
}
END_TEST

START_TEST(reaching_limits)
{
    struct limits limits = limits_default;
    struct message_options options = {.limits = &limits};
    struct parsed p;
    limits.header_fields = 2;
    parse_with(&p, SLICE("From: a\nTo: b\nCc: c\nSubject: d\n\nbody"), &options);
    ck_assert_uint_eq(p.message.fields.count, 2);
    ck_assert_uint_eq(p.message.problems.count, 1);
    ck_assert_str_eq(p.message.problems.items[0].code, "limit-header_fields");
    ck_assert(!p.message.complete);
    parse_end(&p);
    limits.header_fields = 10;
    limits.field_bytes = 5;
    parse_with(&p, SLICE("From: a\nSubject: 12345678\n\nbody"), &options);
    expect_text("cut", message_field(&p.message, SLICE("Subject"), 0)->text.layer.text, "12345");
    ck_assert_uint_eq(p.message.problems.count, 1);
    ck_assert_str_eq(p.message.problems.items[0].code, "limit-field_bytes");
    parse_end(&p);
}
END_TEST

TCase *header_tests(void)
{
    TCase *tests = tcase_create("header");
    tcase_add_test(tests, blocks);
    tcase_add_test(tests, fields);
    tcase_add_test(tests, origins);
    tcase_add_test(tests, looking_for_fields);
    tcase_add_test(tests, reaching_limits);
    return tests;
}
