/* Slices: clamping, comparison, search. */
#include "base/slice.h"

#include <string.h>

#include "base/ascii.h"
#include "test_base.h"

static const struct slice none;

START_TEST(sub_slices_are_clamped)
{
    static const struct {
        size_t start, end;
        const char *expected;
    } rows[] = {
        {0, 5, "hello"}, {1, 3, "el"}, {0, 99, "hello"}, {5, 5, ""},        {6, 9, ""},
        {3, 1, ""},      {9, 1, ""},   {4, 5, "o"},      {SIZE_MAX, 0, ""}, {0, SIZE_MAX, "hello"},
    };
    struct slice s = SLICE("hello");
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct slice got = slice_sub(s, rows[i].start, rows[i].end);
        ck_assert_msg(slice_equal(got, slice_cstr(rows[i].expected)), "row %zu: got <%.*s>", i, SLICE_ARG(got));
        ck_assert_msg(got.data >= s.data && got.data + got.size <= s.data + s.size, "row %zu lies outside", i);
    }
    ck_assert_uint_eq(slice_from(s, 2).size, 3);
    ck_assert_uint_eq(slice_from(s, 7).size, 0);
    ck_assert_uint_eq(slice_sub(none, 1, 2).size, 0);
    ck_assert_uint_eq(slice_cstr(NULL).size, 0);
}
END_TEST

START_TEST(reads_outside_are_minus_one)
{
    struct slice s = SLICE("a\xFF");
    ck_assert_int_eq(slice_at(s, 0), 'a');
    ck_assert_int_eq(slice_at(s, 1), 0xFF);
    ck_assert_int_eq(slice_at(s, 2), -1);
    ck_assert_int_eq(slice_at(s, SLICE_NONE), -1);
    ck_assert_int_eq(slice_at(none, 0), -1);
}
END_TEST

static int sign(int value)
{
    return (value > 0) - (value < 0);
}

START_TEST(comparison)
{
    static const struct {
        const char *a, *b;
        int order;
        bool equal_nocase;
    } rows[] = {
        {"", "", 0, true},         {"", "a", -1, false},        {"a", "", 1, false},     {"abc", "abc", 0, true},
        {"abc", "abd", -1, false}, {"ab", "abc", -1, false},    {"abc", "ABC", 1, true}, {"[", "{", -1, false},
        {"a\xFF", "a", 1, false},  {"\xC3", "\xE3", -1, false},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct slice a = slice_cstr(rows[i].a), b = slice_cstr(rows[i].b);
        ck_assert_msg(sign(slice_compare(a, b)) == rows[i].order, "%s ? %s", rows[i].a, rows[i].b);
        ck_assert_msg(sign(slice_compare(b, a)) == -rows[i].order, "%s ? %s", rows[i].b, rows[i].a);
        ck_assert_msg(slice_equal(a, b) == (rows[i].order == 0), "%s = %s", rows[i].a, rows[i].b);
        ck_assert_msg(slice_equal_nocase(a, b) == rows[i].equal_nocase, "%s ~ %s", rows[i].a, rows[i].b);
    }
    ck_assert(slice_equal(none, SLICE("")));
    ck_assert(!slice_equal(SLICE("a\0b"), SLICE("a\0c")));
}
END_TEST

START_TEST(beginnings_and_ends)
{
    static const struct {
        const char *text, *part;
        bool starts, starts_nocase, ends_nocase;
    } rows[] = {
        {"https://example.com", "https:", true, true, false},
        {"HTTPS://EXAMPLE.COM", "https:", false, true, false},
        {"www.example.com", ".COM", false, false, true},
        {"com", "example.com", false, false, false},
        {"", "", true, true, true},
        {"a", "", true, true, true},
        {"abab", "ab", true, true, true},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct slice text = slice_cstr(rows[i].text), part = slice_cstr(rows[i].part);
        ck_assert_msg(slice_starts(text, part) == rows[i].starts, "%s: starts", rows[i].text);
        ck_assert_msg(slice_starts_nocase(text, part) == rows[i].starts_nocase, "%s: starts_nocase", rows[i].text);
        ck_assert_msg(slice_ends_nocase(text, part) == rows[i].ends_nocase, "%s: ends_nocase", rows[i].text);
    }
}
END_TEST

START_TEST(search)
{
    static const struct {
        const char *text, *needle;
        size_t start, found, found_nocase;
    } rows[] = {
        {"abcabc", "abc", 0, 0, 0},
        {"abcabc", "abc", 1, 3, 3},
        {"abcabc", "abc", 4, SLICE_NONE, SLICE_NONE},
        {"aab", "ab", 0, 1, 1},
        {"xABab", "ab", 0, 3, 1},
        {"abc", "abcd", 0, SLICE_NONE, SLICE_NONE},
        {"abc", "", 2, 2, 2},
        {"abc", "", 3, 3, 3},
        {"abc", "", 4, SLICE_NONE, SLICE_NONE},
        {"", "a", 0, SLICE_NONE, SLICE_NONE},
        {"abc", "c", 99, SLICE_NONE, SLICE_NONE},
        {"a[b", "{", 0, SLICE_NONE, SLICE_NONE},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct slice text = tight_copy(slice_cstr(rows[i].text)), needle = slice_cstr(rows[i].needle);
        ck_assert_msg(slice_find(text, rows[i].start, needle) == rows[i].found, "row %zu", i);
        ck_assert_msg(slice_find_nocase(text, rows[i].start, needle) == rows[i].found_nocase, "row %zu, nocase", i);
        tight_free(text);
    }
    ck_assert_uint_eq(slice_find_byte(SLICE("a\0b"), 0, 'b'), 2);
    ck_assert_uint_eq(slice_find_byte(SLICE("abc"), 1, 'a'), SLICE_NONE);
    ck_assert_uint_eq(slice_find_byte(none, 0, 'a'), SLICE_NONE);
    ck_assert_uint_eq(slice_find(SLICE("a\0b\0c"), 0, SLICE("\0c")), 3);
}
END_TEST

START_TEST(trimming)
{
    static const char *const rows[][2] = {
        {" \t a b \r\n", "a b"}, {"", ""}, {" \f\v\r\n\t", ""}, {"x", "x"}, {"\xC2\xA0x", "\xC2\xA0x"},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        expect_text(rows[i][0], slice_trim(slice_cstr(rows[i][0])), rows[i][1]);
    struct slice whole = SLICE("  word ");
    ck_assert_uint_eq(slice_offset(whole, slice_trim(whole)), 2);
    ck_assert_uint_eq(slice_offset(whole, none), 0);
}
END_TEST

START_TEST(one_of_several)
{
    static const char *const words[] = {"tea", "Cake", "", NULL}, *const nothing[] = {NULL};
    ck_assert(slice_is_any_nocase(SLICE("TEA"), words));
    ck_assert(slice_is_any_nocase(SLICE("cake"), words));
    ck_assert(slice_is_any_nocase(SLICE(""), words));
    ck_assert(!slice_is_any_nocase(SLICE("te"), words));
    ck_assert(!slice_is_any_nocase(SLICE("teas"), words));
    ck_assert(!slice_is_any_nocase(SLICE(""), nothing));
}
END_TEST

START_TEST(ascii_classes)
{
    for (int c = -1; c < 256; c++) {
        bool upper = c >= 0 && c < 128 && memchr("ABCDEFGHIJKLMNOPQRSTUVWXYZ", c, 26);
        bool digit = c >= 0 && memchr("0123456789", c, 10);
        ck_assert_msg(ascii_is_upper(c) == upper, "upper %d", c);
        ck_assert_msg(ascii_is_digit(c) == digit, "digit %d", c);
        ck_assert_msg(ascii_lower(c) == (upper ? c + ('a' - 'A') : c), "lower %d", c);
        ck_assert_msg(ascii_upper(ascii_lower(c)) == (ascii_is_alpha(c) ? ascii_upper(c) : c), "upper of lower %d", c);
        ck_assert_msg(ascii_is_space(c) == (c >= 0 && memchr(" \t\n\v\f\r", c, 6)), "space %d", c);
        ck_assert_msg((ascii_hex(c) >= 0) == (c >= 0 && memchr("0123456789abcdefABCDEF", c, 22)), "hex %d", c);
    }
    ck_assert_int_eq(ascii_hex('F'), 15);
    ck_assert_int_eq(ascii_hex('a'), 10);
    ck_assert_int_eq(ascii_hex('9'), 9);
}
END_TEST

TCase *slice_tests(void)
{
    TCase *tests = tcase_create("slice");
    tcase_add_test(tests, sub_slices_are_clamped);
    tcase_add_test(tests, reads_outside_are_minus_one);
    tcase_add_test(tests, comparison);
    tcase_add_test(tests, beginnings_and_ends);
    tcase_add_test(tests, search);
    tcase_add_test(tests, trimming);
    tcase_add_test(tests, one_of_several);
    tcase_add_test(tests, ascii_classes);
    return tests;
}
