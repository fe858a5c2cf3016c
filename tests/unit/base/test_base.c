/* Runs the tests of the room base. */
#include "test_base.h"

#include <stdlib.h>
#include <string.h>

struct slice tight_copy(struct slice s)
{
    unsigned char *copy = malloc(s.size ? s.size : 1);
    ck_assert_ptr_nonnull(copy);
    if (s.size)
        memcpy(copy, s.data, s.size);
    return slice_make(copy, s.size);
}

void tight_free(struct slice s)
{
    union {
        const unsigned char *borrowed;
        unsigned char *own;
    } data = {s.data};
    free(data.own);
}

void expect_text(const char *row, struct slice got, const char *expected)
{
    ck_assert_msg(slice_equal(got, slice_cstr(expected)), "%s: got <%.*s>, expected <%s>", row, SLICE_ARG(got), expected);
}

int main(void)
{
    TCase *(*const cases[])(void) = {
        arena_tests, buffer_tests, diagnostic_tests, excerpt_tests, io_tests,  limits_tests,
        map_tests,   slice_tests,  source_tests,     utf8_tests,    vec_tests,
    };
    Suite *suite = suite_create("base");
    for (size_t i = 0; i < COUNT(cases); i++)
        suite_add_tcase(suite, cases[i]());
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
