/* Anomalies: names, places, and how many are kept. */
#include "message/record.h"

#include <string.h>

#include "test_message.h"

START_TEST(names)
{
    for (int i = 0; i < ANOMALY_COUNT; i++) {
        const char *name = anomaly_text((enum anomaly_kind)i);
        ck_assert_msg(name[0] && anomaly_doc((enum anomaly_kind)i)[0], "%d", i);
        for (int k = 0; k < i; k++)
            ck_assert_msg(strcmp(name, anomaly_text((enum anomaly_kind)k)) != 0, "%s twice", name);
    }
    ck_assert_str_eq(anomaly_text(ANOMALY_BARE_CR), "bare-cr");
}
END_TEST

START_TEST(places)
{
    static const struct {
        const char *in;
        enum anomaly_kind kind;
        const char *raw;
    } rows[] = {
        {"From: a@example.com\nno field\nTo: b@example.com\n\n", ANOMALY_HEADER_LINE_INVALID, "no field"},
        {"From: a@example.com, bad\n\n", ANOMALY_ADDRESS_INVALID, "bad"},
        {"From: a@example.com\nSubject: x =?utf-8?Q?=C3?=\n\n", ANOMALY_ENCODED_WORD_INVALID, "=?utf-8?Q?=C3?="},
        {"From: a@example.com\nMIME-Version: 1.0\nContent-Type: text/plain;\n a; b=c\n\n", ANOMALY_PARAMETER_INVALID, "a"},
        {"From: a@example.com\nContent-Transfer-Encoding: quoted-printable\nMIME-Version: 1.0\n\na=zz",
         ANOMALY_QUOTED_PRINTABLE_INVALID, "="},
        {"From: a@example.com\nContent-Transfer-Encoding: base64\nMIME-Version: 1.0\n\nYWJj*YWJj", ANOMALY_BASE64_INVALID, "*"},
        {"From: a@example.com\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\nMIME-Version: "
         "1.0\n\nYWL/",
         ANOMALY_CHARSET_INVALID, "YWL/"},
        {"From: a@example.com\n\nx {{ y", ANOMALY_PLACEHOLDER_UNCLOSED, "{{"},
        {"From: a@example.com\nX: {{ y\n\n", ANOMALY_PLACEHOLDER_UNCLOSED, "{{"},
        {"From: a@example.com\n\na\rb", ANOMALY_BARE_CR, "\r"},
        {"From: a@example.com\n\na\r\nb", ANOMALY_MIXED_LINE_ENDS, "\r\n"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct parsed p;
        parse(&p, slice_cstr(rows[i].in));
        ck_assert_msg(p.message.anomalies.count == 1, "%s: %u anomalies", rows[i].in, p.message.anomalies.count);
        const struct anomaly *anomaly = &p.message.anomalies.items[0];
        ck_assert_msg(anomaly->kind == rows[i].kind, "%s: %s", rows[i].in, anomaly_text(anomaly->kind));
        struct span file = layer_to_file(anomaly->layer, anomaly->span);
        expect_text(rows[i].in, slice_sub(p.message.file.text, file.start, file.end), rows[i].raw);
        parse_end(&p);
    }
}
END_TEST

START_TEST(long_lines_and_nul_bytes)
{
    static const struct {
        const char *begin;
        size_t length;
        bool too_long;
    } rows[] = {
        {"From: a@example.com\r\n\r\n", 998, false}, {"From: a@example.com\r\n\r\n", 999, true}, {"<html>\n", 999, false}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct parsed p;
        struct arena arena;
        struct buffer in;
        arena_init(&arena, TEST_MEMORY);
        buffer_init(&in, &arena, 10000);
        buffer_text(&in, rows[i].begin);
        buffer_fill(&in, 'x', rows[i].length - 1);
        buffer_byte(&in, 0);
        parse(&p, buffer_slice(&in));
        expect_anomalies(rows[i].begin, &p.message, rows[i].too_long ? "line-too-long nul-byte" : "nul-byte");
        parse_end(&p);
        arena_free(&arena);
    }
}
END_TEST

START_TEST(at_most_so_many)
{
    struct parsed p;
    struct arena arena;
    struct buffer in;
    arena_init(&arena, TEST_MEMORY);
    buffer_init(&in, &arena, 10000);
    for (int i = 0; i < 500; i++)
        buffer_text(&in, "a\r");
    buffer_byte(&in, 0);
    parse(&p, buffer_slice(&in));
    ck_assert_uint_eq(p.message.anomaly_counts[ANOMALY_BARE_CR], 500);
    ck_assert_uint_eq(p.message.anomalies.count, ANOMALY_LIMIT + 1);
    ck_assert_int_eq(p.message.anomalies.items[ANOMALY_LIMIT].kind, ANOMALY_NUL_BYTE);
    parse_end(&p);
    arena_free(&arena);
}
END_TEST

TCase *anomaly_tests(void)
{
    TCase *tests = tcase_create("anomaly");
    tcase_add_test(tests, names);
    tcase_add_test(tests, places);
    tcase_add_test(tests, long_lines_and_nul_bytes);
    tcase_add_test(tests, at_most_so_many);
    return tests;
}
