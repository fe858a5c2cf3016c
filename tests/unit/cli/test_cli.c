/* Runs the tests of the room cli. */
#include "test_cli.h"

#include <stdlib.h>

int count_arguments(const char *const *arguments)
{
    int count = 0;
    while (count < MAX_ARGUMENTS && arguments[count])
        count++;
    return count;
}

int main(void)
{
    Suite *suite = suite_create("cli");
    suite_add_tcase(suite, options_tests());
    suite_add_tcase(suite, terminal_tests());
    suite_add_tcase(suite, run_tests());
    suite_add_tcase(suite, files_tests());
    suite_add_tcase(suite, git_tests());
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
