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
    ck_assert_uint_eq(character_ranges[0] >> CHARACTER_INDEX_BITS, 0);
    for (size_t i = 1; i < character_range_count; i++)
        ck_assert_msg(character_ranges[i - 1] >> CHARACTER_INDEX_BITS < character_ranges[i] >> CHARACTER_INDEX_BITS, "row %zu",
                      i);
    for (size_t i = 1; i < look_alike_count; i++)
        ck_assert_msg(look_alikes[i - 1].code_point < look_alikes[i].code_point, "row %zu", i);
    for (size_t i = 1; i < composite_count; i++)
        ck_assert_msg(composites[i - 1].composite < composites[i].composite, "row %zu", i);
    for (size_t i = 1; i < idna_mapping_count; i++) {
        const struct idna_mapping *row = &idna_mappings[i - 1];
        ck_assert_msg(row->first + (row->count - 1u) * row->step < idna_mappings[i].first, "row %zu", i);
    }
    ck_assert_ptr_null(script_texts[SCRIPT_COUNT]);
    ck_assert_ptr_null(writing_texts[WRITING_COUNT]);
    ck_assert_str_eq(writing_texts[WRITING_MIXED], "mixed");
    ck_assert_str_eq(writing_texts[WRITING_OTHER], "other");
}
END_TEST

static const struct {
    const char *label;
    enum writing writing;
} label_rows[] = {
    {"", WRITING_LATIN},
    {"www-1", WRITING_LATIN},
    {"m\u00FCnchen", WRITING_LATIN},
    {"\u043F\u0440\u0438\u043C\u0435\u0440-24", WRITING_CYRILLIC},
    {"\u03BA\u03CC\u03C3\u03BC\u03BF\u03C2", WRITING_GREEK},
    {"\u6771\u4EAC", WRITING_HAN},
    {"\u3072\u3089\u6771\u30AB\u30FC", WRITING_JAPANESE},
    {"\u6771\u4EACtokyo", WRITING_HAN},
    {"\u3072\u3089tokyo", WRITING_HIRAGANA},
    {"\u3072\u6771tokyo", WRITING_JAPANESE},
    {"\u3072\u3089", WRITING_HIRAGANA},
    {"\uD55C\u6F22", WRITING_KOREAN},
    {"\uD55C\u6F22seoul", WRITING_KOREAN},
    {"\u3105\u6F22a", WRITING_HAN_BOPOMOFO},
    {"\u3105\u3042", WRITING_MIXED},
    {"\uD55C\u3042", WRITING_MIXED},
    {"ex\u0430mple", WRITING_MIXED},
    {"\u03B1\u0430", WRITING_MIXED},
    {"\u0915a", WRITING_MIXED},
    {"\u2665-1", WRITING_COMMON},
    {"\u0915\u0964", WRITING_DEVANAGARI}, /* the danda is of many scripts of India */
    {"\u0915\u093E\u0301", WRITING_DEVANAGARI},
    {"\U00010400", WRITING_OTHER},
};

START_TEST(labels)
{
    enum writing writing = writing_of(slice_cstr(label_rows[_i].label));
    expect(label_rows[_i].label, "writing", writing_texts[writing], writing_texts[label_rows[_i].writing]);
}
END_TEST

Suite *script_suite(void)
{
    Suite *suite = suite_create("script");
    TCase *tests = tcase_create("script");
    tcase_add_loop_test(tests, letters, 0, (int)COUNT(rows));
    tcase_add_test(tests, sorted);
    tcase_add_loop_test(tests, labels, 0, (int)COUNT(label_rows));
    suite_add_tcase(suite, tests);
    return suite;
}
