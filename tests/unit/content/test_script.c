/* Scripts of letters, and the table's order. */
#include "content/script.h"
#include "reading.h"
#include "suites.h"

static const struct {
    uint32_t code_point;
    enum script script;
} rows[] = {
    {'a', SCRIPT_LATIN},       {'Z', SCRIPT_LATIN},       {'0', SCRIPT_COUNT},        {'[', SCRIPT_COUNT},
    {0xC3, SCRIPT_LATIN},      {0xD7, SCRIPT_COUNT},      {0x3B1, SCRIPT_GREEK},      {0x431, SCRIPT_CYRILLIC},
    {0x5D0, SCRIPT_HEBREW},    {0x627, SCRIPT_ARABIC},    {0x905, SCRIPT_DEVANAGARI}, {0xE01, SCRIPT_THAI},
    {0x3042, SCRIPT_HIRAGANA}, {0x30AB, SCRIPT_KATAKANA}, {0x65E5, SCRIPT_HAN},       {0x20000, SCRIPT_HAN},
    {0xAC00, SCRIPT_HANGUL},   {0x13A0, SCRIPT_CHEROKEE}, {0x1F600, SCRIPT_COUNT},    {0x301, SCRIPT_COUNT},
    {0xFF21, SCRIPT_LATIN},    {0x2014, SCRIPT_COUNT},    {0x10FFFF, SCRIPT_COUNT},
};

START_TEST(letters)
{
    ck_assert_msg(script_of(rows[_i].code_point) == rows[_i].script, "U+%04X", (unsigned)rows[_i].code_point);
}
END_TEST

START_TEST(sorted)
{
    for (size_t i = 0; i < script_range_count; i++) {
        ck_assert_msg(script_ranges[i].first <= script_ranges[i].last, "row %zu", i);
        ck_assert_msg(i == 0 || script_ranges[i - 1].last < script_ranges[i].first, "row %zu", i);
        ck_assert_msg(script_ranges[i].script < SCRIPT_COUNT, "row %zu", i);
    }
    ck_assert_ptr_null(script_texts[SCRIPT_COUNT]);
}
END_TEST

Suite *script_suite(void)
{
    Suite *suite = suite_create("script");
    TCase *tests = tcase_create("script");
    tcase_add_loop_test(tests, letters, 0, (int)COUNT(rows));
    tcase_add_test(tests, sorted);
    suite_add_tcase(suite, tests);
    return suite;
}
