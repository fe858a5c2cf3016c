/* Fields: finding them by name. */
#include "data/field.h"

#include "test_data.h"

static void get_nothing(const void *record, struct value *out)
{
    (void)record;
    value_set_missing(out);
}

START_TEST(finding_by_name)
{
    static const struct field fields[] = {{"host", FIELD_TEXT, NULL, get_nothing, "a"},
                                          {"host.kind", FIELD_TEXT, NULL, get_nothing, "b"}};
    static const struct field_table table = {"link", fields, COUNT(fields)};
    ck_assert_ptr_eq(field_find(&table, SLICE("host")), &fields[0]);
    ck_assert_ptr_eq(field_find(&table, SLICE("host.kind")), &fields[1]);
    static const char *const unknown[] = {"", "hos", "host.", "HOST", "host.kinds"};
    for (size_t i = 0; i < COUNT(unknown); i++)
        ck_assert_msg(!field_find(&table, slice_cstr(unknown[i])), "%s", unknown[i]);
}
END_TEST

START_TEST(reasons_have_texts)
{
    ck_assert_str_eq(unknown_reason_text(UNKNOWN_PLACEHOLDER), "placeholder");
    ck_assert_str_eq(unknown_reason_text(UNKNOWN_BUDGET), "budget");
}
END_TEST

TCase *field_tests(void)
{
    TCase *tests = tcase_create("field");
    tcase_add_test(tests, finding_by_name);
    tcase_add_test(tests, reasons_have_texts);
    return tests;
}
