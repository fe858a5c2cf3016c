/* Runs the tests of the room content. */
#include <stdlib.h>

#include "suites.h"

int main(void)
{
    SRunner *runner = srunner_create(html_token_suite());
    srunner_add_suite(runner, url_suite());
    srunner_add_suite(runner, url_problem_suite());
    srunner_add_suite(runner, host_suite());
    srunner_add_suite(runner, idna_suite());
    srunner_add_suite(runner, host_name_suite());
    srunner_add_suite(runner, text_link_suite());
    srunner_add_suite(runner, css_suite());
    srunner_add_suite(runner, html_text_suite());
    srunner_add_suite(runner, links_suite());
    srunner_add_suite(runner, link_judge_suite());
    srunner_add_suite(runner, html_links_suite());
    srunner_add_suite(runner, srcset_suite());
    srunner_add_suite(runner, css_link_suite());
    srunner_add_suite(runner, unclosed_suite());
    srunner_add_suite(runner, base_suite());
    srunner_add_suite(runner, views_suite());
    srunner_add_suite(runner, fields_suite());
    srunner_add_suite(runner, open_text_suite());
    srunner_add_suite(runner, elements_suite());
    srunner_add_suite(runner, conditions_suite());
    srunner_add_suite(runner, script_suite());
    srunner_add_suite(runner, flowed_suite());
    srunner_add_suite(runner, robust_suite());
    srunner_add_suite(runner, spans_suite());
    srunner_add_suite(runner, style_suite());
    srunner_add_suite(runner, header_link_suite());
    srunner_add_suite(runner, calendar_suite());
    srunner_add_suite(runner, code_link_suite());
    srunner_add_suite(runner, aside_suite());
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
