/* Dates: of RFC 5322, of those that do not keep to it, and of RFC 3339. */
#include "message/date.h"

#include <inttypes.h>

#include "test_message.h"

enum { NEW_2024 = 1704067200 }; /* 2024-01-01T00:00:00Z, a Monday */

static const struct {
    const char *in;
    enum date_form form;
    int64_t seconds;
} field_rows[] = {
    {"Mon, 01 Jan 2024 00:00:00 +0000", DATE_VALID, NEW_2024},
    {"Mon, 1 Jan 2024 00:00 -0000", DATE_VALID, NEW_2024},
    {"1 Jan 2024 02:30:07 +0230", DATE_VALID, NEW_2024 + 7},
    {"Sun, 31 Dec 2023 19:00:00 -0500 (EST)", DATE_VALID, NEW_2024},
    {"MON,1 JAN 2024 00:00:00 GMT", DATE_VALID, NEW_2024},
    {"Mon, 01 Jan 2024 00:00:60 +0000", DATE_VALID, NEW_2024 + 60},
    {"Thu, 29 Feb 2024 00:00:00 +0000", DATE_VALID, NEW_2024 + 59 * 86400},
    {"Thu, 1 Jan 1970 00:00:00 +0000", DATE_VALID, 0},
    {"Wed, 31 Dec 1969 23:59:59 +0000", DATE_VALID, -1},
    {"Fri, 31 Dec 9999 23:59:59 +0000", DATE_VALID, 253402300799},
    /* obsolete: RFC 5322 4.3 */
    {"31 Dec 23 19:00:00 EST", DATE_VALID, NEW_2024},
    {"31 Dec 23 20:00:00 EDT", DATE_VALID, NEW_2024},
    {"31 Dec 23 18:00:00 CST", DATE_VALID, NEW_2024},
    {"31 Dec 23 19:00:00 CDT", DATE_VALID, NEW_2024},
    {"31 Dec 23 17:00:00 MST", DATE_VALID, NEW_2024},
    {"31 Dec 23 18:00:00 MDT", DATE_VALID, NEW_2024},
    {"31 Dec 23 16:00:00 PST", DATE_VALID, NEW_2024},
    {"31 Dec 23 17:00:00 PDT", DATE_VALID, NEW_2024},
    {"1 Jan 24 00:00:00 UT", DATE_VALID, NEW_2024},
    {"1 Jan 24 00:00:00 Z", DATE_VALID, NEW_2024},
    {"1 Jan 24 00:00:00 a", DATE_VALID, NEW_2024},
    {"1 Jan 70 00:00:00 UT", DATE_VALID, 0},
    {"1 Jan 070 00:00:00 UT", DATE_VALID, 0},
    {"Mon (first (1\\)) day) , 1 (day) Jan 2024 00 : 00:00 (x) +0000", DATE_VALID, NEW_2024},
    /* read, but not by RFC 5322 */
    {"Mon, 01 Jan 2024 00:00:00", DATE_LENIENT, NEW_2024},
    {"Mon, 01 Jan 2024 00:00:00 J", DATE_LENIENT, NEW_2024},
    {"Mon, 01 Jan 2024 00:00:00 CET", DATE_LENIENT, NEW_2024},
    {"Mon, 01 Jan 2024 00:00:00 +000", DATE_LENIENT, NEW_2024},
    {"Mon, 01 Jan 2024 00:00:00 + 0000", DATE_LENIENT, NEW_2024},
    {"Mon, 01 Jan 2024 02:00:00 +0160", DATE_LENIENT, NEW_2024},
    {"Mon, 01 Jan 2024 02:00:00+0200", DATE_LENIENT, NEW_2024},
    {"Mon, 01 Jan 2024 02:00:00 +02:00", DATE_LENIENT, NEW_2024},
    {"Mon, 01 Jan 2024 02:00:00 +2", DATE_LENIENT, NEW_2024},
    {"Mon, 01 Jan 2024 02:00:00 GMT+0200", DATE_LENIENT, NEW_2024},
    {"Mon, 01 Jan 2024 02:00:00 GMT+0200 (CEST)", DATE_LENIENT, NEW_2024},
    {"Mon 01 Jan 2024 00:00:00 +0000", DATE_LENIENT, NEW_2024},
    {"Monday, 01 Jan 2024 00:00:00 +0000", DATE_LENIENT, NEW_2024},
    {"Mon, 1 January 2024 00:00:00 +0000", DATE_LENIENT, NEW_2024},
    {"Mon, 1-Jan-2024 00:00:00 GMT", DATE_LENIENT, NEW_2024},
    {"Mon, 1 Jan 2024 0:0:0 +0000", DATE_LENIENT, NEW_2024},
    {"Mon, 1 Jan 2024 12:00:00 AM +0000", DATE_LENIENT, NEW_2024},
    {"Mon, 1 Jan 2024 1:00:00 PM +0000", DATE_LENIENT, NEW_2024 + 13 * 3600},
    {"Mon Jan  1 00:00:00 2024", DATE_LENIENT, NEW_2024},
    {"Mon Jan 01 00:00:00 +0000 2024", DATE_LENIENT, NEW_2024},
    {"Mon Jan 01 01:00:00 EST 2024", DATE_LENIENT, NEW_2024 + 6 * 3600},
    {"2024-01-01T00:00:00.000Z", DATE_LENIENT, NEW_2024},
    {"2024-01-01 02:00:00 +0200", DATE_LENIENT, NEW_2024},
    {"1 Jan 2024", DATE_LENIENT, NEW_2024},
    {"Mon, 01 Jan 2024 00:00:00 +0000 x", DATE_LENIENT, NEW_2024},
    {"Mon, 01 Jan 2024 00:00:00 +0000 (UTC", DATE_LENIENT, NEW_2024},
    {"Mon, 1 Jan 2 00:00:00 +0000", DATE_LENIENT, 0},
    /* not to be read */
    {"", DATE_UNREADABLE, 0},
    {"today", DATE_UNREADABLE, 0},
    {"01/02/2024 10:00:00", DATE_UNREADABLE, 0},
    {"Mon, 32 Jan 2024 00:00:00 +0000", DATE_UNREADABLE, 0},
    {"Mon, 0 Jan 2024 00:00:00 +0000", DATE_UNREADABLE, 0},
    {"Wed, 29 Feb 2023 00:00:00 +0000", DATE_UNREADABLE, 0},
    {"Mon, 1 Jan 2024 24:00:00 +0000", DATE_UNREADABLE, 0},
    {"Mon, 1 Jan 2024 00:60:00 +0000", DATE_UNREADABLE, 0},
    {"Mon, 1 Jan 2024 00:00:61 +0000", DATE_UNREADABLE, 0},
    {"Mon, 1 Jan 20240 00:00:00 +0000", DATE_UNREADABLE, 0},
    {"Mon, 1 Jan 99999999999 00:00:00 +0000", DATE_UNREADABLE, 0},
    {"Mon, 1 Jan 00:00:00 +0000", DATE_UNREADABLE, 0},
    {"1 2 3 4 Jan 2024 00:00:00 +0000", DATE_UNREADABLE, 0},
    {"Mon, 1 Jan 2024 00:x", DATE_UNREADABLE, 0},
    {"(Mon, 01 Jan 2024 00:00:00 +0000)", DATE_UNREADABLE, 0},
};

START_TEST(fields)
{
    const char *in = field_rows[_i].in;
    struct date date = date_read(slice_cstr(in));
    int64_t seconds = field_rows[_i].seconds;
    ck_assert_msg(date.form == field_rows[_i].form, "%s: form %d", in, (int)date.form);
    if (seconds || date.form == DATE_VALID)
        ck_assert_msg(date.seconds == seconds, "%s: %" PRId64 " and not %" PRId64, in, date.seconds, seconds);
}
END_TEST

START_TEST(weekdays)
{
    static const struct {
        const char *in;
        bool wrong;
    } rows[] = {
        {"Mon, 1 Jan 2024 00:00:00 +0000", false},     {"Tue, 1 Jan 2024 00:00:00 +0000", true},
        {"1 Jan 2024 00:00:00 +0000", false},          {"Mon, 1 Jan 2024 00:00:00 +1200", false},
        {"Sun, 31 Dec 2023 23:00:00 -0500", false},    {"Thu, 1 Jan 1970 00:00:00 +0000", false},
        {"Wed, 31 Dec 1969 00:00:00 +0000", false},    {"Sat, 1 Jan 0000 00:00:00 +0000", false},
        {"Sunday, 1 January 2024 00:00:00 GMT", true}, {"Xyz, 1 Jan 2024 00:00:00 +0000", false},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        ck_assert_msg(date_read(slice_cstr(rows[i].in)).weekday_wrong == rows[i].wrong, "%s", rows[i].in);
}
END_TEST

START_TEST(times)
{
    static const struct {
        const char *in;
        bool valid;
        int64_t seconds;
    } rows[] = {
        {"2024-01-01T00:00:00Z", true, NEW_2024},
        {"2024-01-01t00:00:00z", true, NEW_2024},
        {"2024-01-01 00:00:00Z", true, NEW_2024},
        {"2024-01-01T00:00Z", true, NEW_2024},
        {"2024-01-01T00:00:00.999999999999Z", true, NEW_2024},
        {"2024-01-01T05:30:00+05:30", true, NEW_2024},
        {"2023-12-31T16:00:00-08:00", true, NEW_2024},
        {"2024-01-01", true, NEW_2024},
        {" 1704067200\n", true, NEW_2024},
        {"0", true, 0},
        {"-1", true, -1},
        {"999999999999", true, 999999999999},
        {"1000000000000", false, 0},
        {"", false, 0},
        {"-", false, 0},
        {"now", false, 0},
        {"1e9", false, 0},
        {"2024-01-01T00:00:00", false, 0},
        {"2024-01-01T00:00:00 Z", false, 0},
        {"2024-01-01(x)00:00:00Z", false, 0},
        {"2024 -01-01", false, 0},
        {"2024-1-1", false, 0},
        {"2024-13-01", false, 0},
        {"2024-02-30T00:00:00Z", false, 0},
        {"2024-01-01T24:00:00Z", false, 0},
        {"2024-01-01T00:00:00+0000", false, 0},
        {"2024-01-01T00:00:00+24:00", false, 0},
        {"2024-01-01T00:00:00+00:60", false, 0},
        {"2024-01-01T00:00:00ZZ", false, 0},
        {"2024-01-01T00:00:00Zx", false, 0},
        {"2024-01-01Z", false, 0},
        {"Mon, 01 Jan 2024 00:00:00 +0000", false, 0},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        int64_t seconds = 0;
        bool valid = date_read_iso(slice_cstr(rows[i].in), &seconds);
        ck_assert_msg(valid == rows[i].valid, "%s: %d", rows[i].in, valid);
        if (valid)
            ck_assert_msg(seconds == rows[i].seconds, "%s: %" PRId64, rows[i].in, seconds);
    }
}
END_TEST

START_TEST(cut_anywhere)
{
    static const char *const rows[] = {"Sun, 31 Dec 2023 19:00:00 -0500 (EST (x))", "2024-01-01T00:00:00.000+00:00",
                                       "((((((((((((((((", "1 1 1 1:1:1:1:1 1 + - 1 Jan Jan\\", "2:"};
    for (size_t i = 0; i < COUNT(rows); i++)
        for (size_t end = 0; end <= slice_cstr(rows[i]).size; end++) {
            int64_t seconds;
            struct slice tight = tight_copy(slice_make(rows[i], end));
            date_read(tight);
            date_read_iso(tight, &seconds);
            tight_free(tight);
        }
    struct arena arena;
    struct buffer many;
    arena_init(&arena, TEST_MEMORY);
    buffer_init(&many, &arena, 1000);
    buffer_text(&many, "Mon, 1 Jan 2024 00:00:00 +0000");
    buffer_fill(&many, ';', 500);
    ck_assert_int_eq(date_read(buffer_slice(&many)).form, DATE_LENIENT);
    arena_free(&arena);
}
END_TEST

START_TEST(of_messages)
{
    static const struct {
        const char *header;
        bool known;
        const char *anomalies;
    } rows[] = {
        {"Date: Mon, 1 Jan 2024 00:00:00 +0000", true, ""},
        {"Date: Mon, 1\r\n Jan 2024\r\n\t00:00:00 +0000", true, ""},
        {"Date: Mon, 1 Jan 2024 00:00:00", true, "date-invalid"},
        {"Date: Tue, 1 Jan 2024 00:00:00 +0000", true, "date-weekday"},
        {"Date: soon", false, "date-invalid"},
        {"Date:", false, "date-invalid"},
        {"Date: {{ now }}", false, ""},
        {"X-Date: soon", false, ""},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct parsed p;
        struct arena arena;
        struct buffer in;
        arena_init(&arena, TEST_MEMORY);
        buffer_init(&in, &arena, 1000);
        buffer_printf(&in, "From: a@example.com\r\n%s\r\n\r\n", rows[i].header);
        parse(&p, buffer_slice(&in));
        expect_anomalies(rows[i].header, &p.message, rows[i].anomalies);
        ck_assert_msg(p.message.has_date == rows[i].known, "%s", rows[i].header);
        if (rows[i].known)
            ck_assert_msg(p.message.date == NEW_2024, "%s: %" PRId64, rows[i].header, p.message.date);
        parse_end(&p);
        arena_free(&arena);
    }
}
END_TEST

START_TEST(clocks)
{
    struct message_options options = {.has_now = true, .now = NEW_2024};
    struct parsed p;
    parse_with(&p, SLICE("From: a@example.com\n\n"), &options);
    ck_assert(p.message.has_now && p.message.now == NEW_2024 && !p.message.has_date);
    parse_end(&p);
    parse(&p, SLICE("From: a@example.com\n\n"));
    ck_assert(!p.message.has_now);
    parse_end(&p);
}
END_TEST

TCase *date_tests(void)
{
    TCase *tests = tcase_create("date");
    tcase_add_loop_test(tests, fields, 0, (int)COUNT(field_rows));
    tcase_add_test(tests, weekdays);
    tcase_add_test(tests, times);
    tcase_add_test(tests, cut_anywhere);
    tcase_add_test(tests, of_messages);
    tcase_add_test(tests, clocks);
    return tests;
}
