/* Texts and decimal numbers. */
#include "data/text.h"

#include "test_data.h"

static const struct {
    const char *text;
    enum decimal_status status;
    double value;
    int64_t thousandths;
    uint32_t places;
} decimals[] = {
    {"0", DECIMAL_OK, 0, 0, 0},
    {"12", DECIMAL_OK, 12, 12000, 0},
    {"-1.5", DECIMAL_OK, -1.5, -1500, 1},
    {"+0.25", DECIMAL_OK, 0.25, 250, 2},
    {"1.200", DECIMAL_OK, 1.2, 1200, 1},
    {"0.0004", DECIMAL_OK, 0.0004, 4, 4},
    {"123456789012345", DECIMAL_OK, 123456789012345.0, 123456789012345000, 0},
    {"1234567890123456", DECIMAL_LONG, 0, 0, 0},
    {"0.1234567890123456", DECIMAL_LONG, 0, 0, 0},
    {"", DECIMAL_NONE, 0, 0, 0},
    {"-", DECIMAL_NONE, 0, 0, 0},
    {"abc", DECIMAL_NONE, 0, 0, 0},
    {"12 34", DECIMAL_NONE, 0, 0, 0},
    {"1,5", DECIMAL_NONE, 0, 0, 0},
    {"2016-08", DECIMAL_OTHER_FORM, 0, 0, 0},
    {".nan", DECIMAL_NOT_FINITE, 0, 0, 0},
    {"-.INF", DECIMAL_NOT_FINITE, 0, 0, 0},
    {"inf", DECIMAL_NOT_FINITE, 0, 0, 0},
    {"0x1F", DECIMAL_OTHER_FORM, 0, 0, 0},
    {"010", DECIMAL_OTHER_FORM, 0, 0, 0},
    {"0o10", DECIMAL_OTHER_FORM, 0, 0, 0},
    {"1e3", DECIMAL_OTHER_FORM, 0, 0, 0},
    {"1_000", DECIMAL_OTHER_FORM, 0, 0, 0},
    {".5", DECIMAL_OTHER_FORM, 0, 0, 0},
    {"5.", DECIMAL_OTHER_FORM, 0, 0, 0},
    {"1.2.3", DECIMAL_OTHER_FORM, 0, 0, 0},
};

START_TEST(reading_decimals)
{
    struct decimal decimal = {0};
    const char *row = decimals[_i].text;
    ck_assert_msg(decimal_parse(slice_cstr(row), &decimal) == decimals[_i].status, "%s", row);
    if (decimals[_i].status != DECIMAL_OK)
        return;
    ck_assert_msg(decimal.value >= decimals[_i].value && decimal.value <= decimals[_i].value, "%s: %.17g", row, decimal.value);
    ck_assert_msg(decimal.places == decimals[_i].places, "%s: %u places", row, (unsigned)decimal.places);
    if (decimal.places <= 3)
        ck_assert_msg(decimal.thousandths == decimals[_i].thousandths, "%s", row);
}
END_TEST

START_TEST(lists_of_texts)
{
    static const char *const names[] = {"one", "other", NULL};
    struct arena arena;
    arena_init(&arena, 1 << 16);
    ck_assert_uint_eq(text_count(names), 2);
    ck_assert_int_eq(text_index(names, SLICE("other")), 1);
    ck_assert_int_eq(text_index(names, SLICE("othe")), -1);
    expect_text("joined", text_join(&arena, names, 2), "one, other");
    arena_free(&arena);
}
END_TEST

START_TEST(shown_texts_are_short)
{
    expect_text("first line", text_shown(SLICE("one\ntwo")), "one");
    struct slice umlauts =
        SLICE("\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4"
              "\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4x\xC3\xA4\xC3\xA4");
    ck_assert_uint_eq(text_shown(umlauts).size, 47);
}
END_TEST

TCase *text_tests(void)
{
    TCase *tests = tcase_create("text");
    tcase_add_loop_test(tests, reading_decimals, 0, (int)COUNT(decimals));
    tcase_add_test(tests, lists_of_texts);
    tcase_add_test(tests, shown_texts_are_short);
    return tests;
}
