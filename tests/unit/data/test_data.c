/* Runs the tests of the room data. */
#include "test_data.h"

#include <stdlib.h>

#include "base/buffer.h"

void expect_text(const char *row, struct slice got, const char *expected)
{
    ck_assert_msg(slice_equal(got, slice_cstr(expected)), "%s: got <%.*s>, expected <%s>", row, SLICE_ARG(got), expected);
}

void expect_codes(const char *row, const struct diagnostics *diagnostics, const char *expected)
{
    struct buffer codes;
    buffer_init(&codes, diagnostics->arena, SIZE_MAX);
    for (uint32_t i = 0; i < diagnostics->list.count; i++) {
        buffer_text(&codes, i > 0 ? " " : "");
        buffer_text(&codes, diagnostic_code_text(diagnostics->list.items[i].code));
    }
    expect_text(row, buffer_slice(&codes), expected);
}

int main(void)
{
    TCase *(*const cases[])(void) = {field_tests, json_tests, schema_tests, sha256_tests, text_tests, yaml_tests};
    Suite *suite = suite_create("data");
    for (size_t i = 0; i < COUNT(cases); i++)
        suite_add_tcase(suite, cases[i]());
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
