/* Runs the tests of the room report. */
#include <stdlib.h>

#include "fixture.h"

int main(void)
{
    Suite *suite = suite_create("report");
    suite_add_tcase(suite, text_tests());
    suite_add_tcase(suite, json_tests());
    suite_add_tcase(suite, run_tests());
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
