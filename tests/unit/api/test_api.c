/* Runs the tests of the room api. */
#include "test_api.h"

#include <stdlib.h>

const char two_rules[] = "pack: mine\n"
                         "version: 1\n"
                         "rules:\n"
                         "  # the first\n"
                         "  - id: LINK_INTRANET\n"
                         "    title: Link to the intranet\n"
                         "    category: broken\n"
                         "    severity: {template: warn, rendered: error}\n"
                         "    tags: [links, hosts]\n"
                         "    providers:\n"
                         "      - {name: aol, effect: reject, grade: C, source: a page, date: 2016-08}\n"
                         "    link: {host: intranet}\n"
                         "    message: 'Link goes to {host}'\n"
                         "    why: Nobody outside can open it.\n"
                         "    fix: Use a public name.\n"
                         "    references: ['rfc:1034', 'rfc:1035']\n"
                         "    tests:\n"
                         "      hit:\n"
                         "        - text: 'see http://intranet/x'\n"
                         "      miss:\n"
                         "        - text: 'see http://www.example.com/x'\n"
                         "\n"
                         "  # the second\n"
                         "  - title: A prize\n"
                         "    id: WORD_PRIZE\n"
                         "    replaces: [WORD_AWARD]\n"
                         "    category: spam\n"
                         "    severity: warn\n"
                         "    score: {each: 0.75, max: 1.5}\n"
                         "    text: {match: 'prize'}\n"
                         "    why: It is a word.\n"
                         "    fix: Use another.\n"
                         "    tests:\n"
                         "      hit:\n"
                         "        - text: 'a prize, a prize, a prize'\n"
                         "          at: [prize, prize, prize]\n"
                         "          score: 1.5\n"
                         "      miss:\n"
                         "        - text: 'nothing'\n";

void complaints_open(struct complaints *complaints)
{
    *complaints = (struct complaints){0};
    arena_init(&complaints->arena, SIZE_MAX);
    buffer_init(&complaints->codes, &complaints->arena, SIZE_MAX);
    buffer_init(&complaints->rendered, &complaints->arena, SIZE_MAX);
}

void complaints_close(struct complaints *complaints)
{
    arena_free(&complaints->arena);
}

void complain(void *user, const assay_diagnostic *diagnostic)
{
    struct complaints *complaints = user;
    ck_assert_uint_eq(diagnostic->size, sizeof *diagnostic);
    buffer_printf(&complaints->codes, "%s ", diagnostic->code);
    buffer_text(&complaints->rendered, diagnostic->rendered);
    complaints->last = *diagnostic;
    complaints->count++;
}

assay_rules *load_rules(const char *yaml)
{
    struct complaints complaints;
    assay_rules *rules = NULL;
    assay_rule_file file = {"rules.yaml", yaml, slice_cstr(yaml).size};
    assay_rules_options options = ASSAY_RULES_OPTIONS_INIT;
    complaints_open(&complaints);
    options.no_default_rules = 1;
    options.files = &file;
    options.file_count = 1;
    options.on_diagnostic = complain;
    options.user = &complaints;
    assay_status status = assay_rules_load(&options, &rules);
    ck_assert_msg(status == ASSAY_OK, "%s: %.*s", assay_status_text(status), SLICE_ARG(buffer_slice(&complaints.rendered)));
    complaints_close(&complaints);
    return rules;
}

void expect_part(const char *row, struct slice whole, const char *part)
{
    ck_assert_msg(slice_find(whole, 0, slice_cstr(part)) != SLICE_NONE, "%s: <%s> is not in <%.*s>", row, part,
                  SLICE_ARG(slice_sub(whole, 0, 2000)));
}

int main(void)
{
    Suite *suite = suite_create("api");
    suite_add_tcase(suite, rules_tests());
    suite_add_tcase(suite, rule_tests_tests());
    suite_add_tcase(suite, policy_tests());
    suite_add_tcase(suite, scan_tests());
    suite_add_tcase(suite, inventory_tests());
    suite_add_tcase(suite, report_tests());
    suite_add_tcase(suite, explain_tests());
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
