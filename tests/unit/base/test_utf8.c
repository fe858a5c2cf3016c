/* UTF-8: every code point there and back, invalid sequences, widths. */
#include "base/utf8.h"

#include <string.h>

#include "test_base.h"

START_TEST(every_code_point_survives)
{
    for (uint32_t c = 0; c <= 0x10FFFF; c++) {
        unsigned char bytes[4];
        size_t length = utf8_encode(c, bytes);
        struct slice s = slice_make(bytes, length);
        struct utf8_step step = utf8_decode(s, 0);
        bool surrogate = c >= 0xD800 && c <= 0xDFFF;
        uint32_t expected = surrogate ? UTF8_REPLACEMENT : c;
        if (!step.valid || step.length != length || step.code_point != expected || !utf8_is_valid(s) || utf8_count(s) != 1)
            ck_abort_msg("U+%04X does not survive", c);
    }
    unsigned char bytes[4];
    ck_assert_uint_eq(utf8_encode(0x110000, bytes), 3);
    ck_assert_int_eq(memcmp(bytes, "\xEF\xBF\xBD", 3), 0);
}
END_TEST

/* Lengths of the steps through the bytes, as digits; upper case I before those that are invalid. */
static const struct {
    const char *bytes, *steps;
} subparts[] = {
    {"a", "1"},
    {"\xC3\xA9", "2"},
    {"\x80", "I1"},
    {"\xBF\xBF", "I1I1"},
    {"\xC0\x80", "I1I1"},
    {"\xC1\xBF", "I1I1"},
    {"\xC2", "I1"},
    {"\xC2\x61", "I11"},
    {"\xE0\x80\x80", "I1I1I1"},
    {"\xE0\xA0", "I2"},
    {"\xE2\x82", "I2"},
    {"\xE2\x82\x61", "I21"},
    {"\xE2\x82\xE2\x82\xAC", "I23"},
    {"\xED\x9F\xBF", "3"},
    {"\xED\xA0\x80", "I1I1I1"},
    {"\xEE\x80\x80", "3"},
    {"\xF0\x8F\xBF\xBF", "I1I1I1I1"},
    {"\xF0\x90\x80\x80", "4"},
    {"\xF0\x9F\x98", "I3"},
    {"\xF0\x9F\x98\x61", "I31"},
    {"\xF4\x8F\xBF\xBF", "4"},
    {"\xF4\x90\x80\x80", "I1I1I1I1"},
    {"\xF5\x80", "I1I1"},
    {"\xFE\xFF", "I1I1"},
};

START_TEST(maximal_subparts)
{
    for (size_t i = 0; i < COUNT(subparts); i++) {
        struct slice s = tight_copy(slice_cstr(subparts[i].bytes));
        char steps[32];
        size_t used = 0, valid_prefix = 0;
        bool valid = true;
        for (size_t at = 0; at < s.size;) {
            struct utf8_step step = utf8_decode(s, at);
            ck_assert(step.valid || step.code_point == UTF8_REPLACEMENT);
            valid = valid && step.valid;
            if (!step.valid)
                steps[used++] = 'I';
            steps[used++] = (char)('0' + step.length);
            at += step.length;
            if (valid)
                valid_prefix = at;
        }
        steps[used] = '\0';
        ck_assert_msg(strcmp(steps, subparts[i].steps) == 0, "row %zu: got %s, expected %s", i, steps, subparts[i].steps);
        ck_assert_msg(utf8_valid_prefix(s) == valid_prefix, "row %zu: prefix %zu", i, utf8_valid_prefix(s));
        ck_assert_msg(utf8_is_valid(s) == valid, "row %zu: valid", i);
        tight_free(s);
    }
}
END_TEST

/* A bad or a long sequence at every place of a text that is longer than a step of the fast scan. */
START_TEST(prefix_at_every_place)
{
    for (size_t at = 0; at < 100; at++) {
        unsigned char bytes[100];
        memset(bytes, 'x', sizeof bytes);
        bytes[at] = 0xFF;
        struct slice s = tight_copy(slice_make(bytes, sizeof bytes));
        ck_assert_msg(utf8_valid_prefix(s) == at, "bad byte at %zu", at);
        ck_assert_uint_eq(utf8_count(s), 100);
        tight_free(s);
        s = tight_copy(slice_make(bytes, at));
        ck_assert_msg(utf8_valid_prefix(s) == at, "size %zu", at);
        tight_free(s);
        if (at > 96)
            continue;
        memcpy(bytes + at, "\xF0\x9F\x98\x80", 4);
        s = tight_copy(slice_make(bytes, sizeof bytes));
        ck_assert_msg(utf8_is_valid(s), "emoji at %zu", at);
        ck_assert_msg(utf8_count(s) == 97, "emoji at %zu", at);
        tight_free(s);
    }
}
END_TEST

START_TEST(truncation)
{
    struct slice text = SLICE("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80z");
    static const size_t counts[] = {0, 1, 2, 2, 3, 4, 3, 4, 5, 6, 4, 5};
    static const size_t prefixes[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 11};
    for (size_t size = 0; size <= text.size; size++) {
        struct slice s = tight_copy(slice_sub(text, 0, size));
        ck_assert_msg(utf8_count(s) == counts[size], "size %zu: count %zu", size, utf8_count(s));
        ck_assert_msg(utf8_valid_prefix(s) == prefixes[size], "size %zu: prefix %zu", size, utf8_valid_prefix(s));
        for (size_t at = 0; at <= size; at++)
            ck_assert_uint_le(utf8_floor(s, at), at);
        tight_free(s);
    }
}
END_TEST

START_TEST(rounding_down)
{
    struct slice text = SLICE("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\x80\x80\xE2\x82");
    static const size_t floors[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 11, 12, 13, 14, 14};
    for (size_t at = 0; at < COUNT(floors); at++)
        ck_assert_msg(utf8_floor(text, at) == floors[at], "%zu: %zu", at, utf8_floor(text, at));
    ck_assert_uint_eq(utf8_floor(SLICE(""), 0), 0);
    ck_assert_uint_eq(utf8_floor(SLICE("\x80\x80\x80\x80\x80"), 4), 4);
}
END_TEST

START_TEST(widths)
{
    static const struct {
        uint32_t code_point;
        int width;
    } rows[] = {
        {' ', 1},     {'~', 1},     {0x00, 0},    {0x7F, 0},    {0xE9, 1},    {0x0301, 0},  {0x05D0, 1},   {0x05B0, 0},
        {0x0627, 1},  {0x064B, 0},  {0x0600, 1},  {0x1100, 2},  {0x1161, 0},  {0x200B, 0},  {0x200D, 0},   {0x20AC, 1},
        {0x231A, 2},  {0x2764, 1},  {0xFE0F, 0},  {0x3042, 2},  {0x4E2D, 2},  {0xAC00, 2},  {0xFF21, 2},   {0xFF71, 1},
        {0x1F600, 2}, {0x1F1E6, 1}, {0x1FA77, 2}, {0x1FAFF, 2}, {0x20000, 2}, {0xE0100, 0}, {0x10FFFF, 1}, {0xFFFFFFFF, 1},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        ck_assert_msg(utf8_width(rows[i].code_point) == rows[i].width, "U+%04X", rows[i].code_point);
}
END_TEST

START_TEST(unprintable)
{
    static const struct {
        uint32_t code_point;
        bool unprintable;
    } rows[] = {
        {'\t', true},    {'\n', true},   {0x1B, true},    {' ', false},     {'~', false},    {0x7F, true},      {0x85, true},
        {0x9F, true},    {0xA0, false},  {0xAD, true},    {0x0301, false},  {0x061C, true},  {0x05D0, false},   {0x200A, false},
        {0x200B, true},  {0x200F, true}, {0x2010, false}, {0x2028, true},   {0x202E, true},  {0x202F, false},   {0x2060, true},
        {0x2066, true},  {0x2069, true}, {0x2070, false}, {0x3164, true},   {0xD800, true},  {0xDFFF, true},    {0xE000, false},
        {0xFE0F, false}, {0xFEFF, true}, {0xFFFD, false}, {0x1F600, false}, {0xE0041, true}, {0x10FFFF, false}, {0x110000, true},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        ck_assert_msg(utf8_is_unprintable(rows[i].code_point) == rows[i].unprintable, "U+%04X", rows[i].code_point);
}
END_TEST

TCase *utf8_tests(void)
{
    TCase *tests = tcase_create("utf8");
    tcase_add_test(tests, every_code_point_survives);
    tcase_add_test(tests, maximal_subparts);
    tcase_add_test(tests, prefix_at_every_place);
    tcase_add_test(tests, truncation);
    tcase_add_test(tests, rounding_down);
    tcase_add_test(tests, widths);
    tcase_add_test(tests, unprintable);
    return tests;
}
