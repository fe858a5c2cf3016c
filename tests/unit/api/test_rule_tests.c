/* assay_rules_test: every form of input, and what is said when a test fails. */
#include "test_api.h"

static struct complaints complaints;
static struct arena arena;

static void set_up(void)
{
    complaints_open(&complaints);
    arena_init(&arena, SIZE_MAX);
}

static void tear_down(void)
{
    arena_free(&arena);
    complaints_close(&complaints);
}

/* A rule with this condition and these tests, both YAML in flow style. */
static assay_rules *rules_with(const char *more, const char *condition, const char *tests)
{
    return load_rules(arena_cstr(&arena, arena_printf(&arena,
                                                      "pack: mine\nversion: 1\nrules:\n"
                                                      "  - id: RULE_A\n    title: A rule\n    category: hygiene\n"
                                                      "    %s\n    %s\n    why: W\n    fix: F\n    tests: %s\n",
                                                      more, condition, tests)));
}

#define WORD    "text: {match: 'prize'}"
#define SUBJECT "text: {in: subject, match: 'prize'}"
#define FIELD   "header: {name: X-Prize}"
#define WARN    "severity: warn"

static const struct {
    const char *row, *more, *condition, *tests;
    uint32_t passed, failed;
    const char *said; /* a part of the diagnostics */
} rows[] = {
    {"text", WARN, WORD, "{hit: [{text: 'a prize'}], miss: [{text: 'nothing'}]}", 2, 0, ""},
    {"html", WARN, WORD, "{hit: [{html: '<p>a pri<b>ze</b></p>'}], miss: [{html: '<p title=prize>x</p>'}]}", 2, 0, ""},
    {"subject", WARN, SUBJECT, "{hit: [{subject: 'Your prize'}], miss: [{subject: 'News'}, {text: 'prize'}]}", 3, 0, ""},
    {"headers", WARN, FIELD, "{hit: [{headers: 'X-Prize: 1'}], miss: [{headers: 'X-Price: 1'}]}", 2, 0, ""},
    {"eml", WARN, WORD, "{hit: [{eml: \"Subject: x\\n\\na prize\\n\"}], miss: [{eml: \"Subject: prize\\n\\nx\\n\"}]}", 2, 0, ""},
    {"at", WARN, WORD, "{hit: [{text: 'prize, prize', at: [prize, prize]}]}", 1, 0, ""},
    {"at differs", WARN, WORD, "{hit: [{text: 'a prize', at: [prise]}]}", 0, 1,
     "error[test-failed]: test of RULE_A: it marks other texts\n"},
    {"at differs, how", WARN, WORD, "{hit: [{text: 'a prize', at: [prise, x]}]}", 0, 1,
     "= expected: `prise`, `x`\n    = found: `prize`\n"},
    {"score", "severity: warn\n    score: 0.25", WORD, "{hit: [{text: 'a prize', score: 0.25}]}", 1, 0, ""},
    {"score differs", "severity: warn\n    score: 0.25", WORD, "{hit: [{text: 'a prize', score: 1}]}", 0, 1,
     "= expected: 1.000\n    = found: 0.250\n"},
    {"no hit", WARN, WORD, "{hit: [{text: 'nothing'}]}", 0, 1, "a hit was expected\n"},
    {"hit", WARN, WORD, "{miss: [{text: 'a prize'}]}", 0, 1, "no hit was expected\n"},
    {"hit, where", WARN, WORD, "{miss: [{text: 'a prize'}]}", 0, 1, "= found: `prize`\n"},
    {"skipped", WARN, FIELD, "{hit: [{text: 'x'}]}", 0, 1, "= found: the rule was skipped (no-headers)\n"},
    {"stage", "severity: warn\n    stages: [rendered]", WORD,
     "{hit: [{text: 'a prize'}], miss: [{text: 'a prize', stage: template}]}", 2, 0, ""},
    {"stage that does not count", "severity: warn\n    stages: [rendered]", WORD, "{hit: [{text: 'a prize', stage: template}]}",
     0, 1, "does not apply at stage template"},
    {"first profile", "severity: warn\n    profiles: [internal]", WORD, "{hit: [{text: 'a prize'}]}", 1, 0, ""},
    {"times", WARN, "text: {match: prize, count: 3}",
     "{hit: [{text: 'prize ', times: 3}], miss: [{text: 'prize ', times: 2}, {text: 'prize '}]}", 3, 0, ""},
    {"now", WARN, "message: {date-ahead-hours: {above: 3}}",
     "{hit: [{headers: 'Date: Mon, 02 Feb 2026 10:00:00 +0000', now: 2026-02-01}], "
     "miss: [{headers: 'Date: Mon, 02 Feb 2026 10:00:00 +0000', now: '2026-02-02T09:00:00Z'}, "
     "{headers: 'Date: Mon, 02 Feb 2026 10:00:00 +0000'}]}",
     3, 0, ""},
    {"profile", "severity: warn\n    profiles: [internal]", WORD, "{miss: [{text: 'a prize', profile: marketing}]}", 1, 0, ""},
};

START_TEST(tests_rules)
{
    uint32_t passed = 9, failed = 9;
    assay_rules *rules = rules_with(rows[_i].more, rows[_i].condition, rows[_i].tests);
    assay_status status = assay_rules_test(rules, NULL, complain, &complaints, &passed, &failed);
    struct slice said = buffer_slice(&complaints.rendered);
    ck_assert_msg(passed == rows[_i].passed && failed == rows[_i].failed, "%s: %u passed, %u failed\n%.*s", rows[_i].row,
                  (unsigned)passed, (unsigned)failed, SLICE_ARG(said));
    ck_assert_msg(status == (failed ? ASSAY_TEST_FAILED : ASSAY_OK), "%s: %s", rows[_i].row, assay_status_text(status));
    expect_part(rows[_i].row, said, rows[_i].said);
    ck_assert_msg((said.size == 0) == (failed == 0), "%s: <%.*s>", rows[_i].row, SLICE_ARG(said));
    assay_rules_free(&rules);
}
END_TEST

START_TEST(tests_one_rule)
{
    uint32_t passed, failed;
    assay_rules *rules = load_rules(two_rules);
    ck_assert_int_eq(assay_rules_test(rules, NULL, complain, &complaints, &passed, &failed), ASSAY_OK);
    ck_assert_uint_eq(passed, 4);
    ck_assert_int_eq(assay_rules_test(rules, "WORD_AWARD", complain, &complaints, &passed, &failed), ASSAY_OK);
    ck_assert_uint_eq(passed, 2);
    ck_assert_int_eq(assay_rules_test(rules, "NO_SUCH_RULE", complain, &complaints, &passed, &failed), ASSAY_BAD_ARGUMENT);
    ck_assert_int_eq(assay_rules_test(NULL, NULL, NULL, NULL, &passed, &failed), ASSAY_BAD_ARGUMENT);
    assay_rules_free(&rules);
}
END_TEST

START_TEST(tests_helpers)
{
    static const char helper[] = "pack: mine\nversion: 1\nrules:\n"
                                 "  - id: __PRIZE\n    title: T\n    category: spam\n    text: {match: 'prize'}\n"
                                 "    tests: {hit: [{text: 'a prize'}], miss: [{text: 'x'}]}\n"
                                 "  - id: RULE_A\n    title: T\n    category: spam\n    severity: warn\n    why: W\n    fix: F\n"
                                 "    meta: __PRIZE\n    tests: {hit: [{text: 'a prize'}], miss: [{text: 'x'}]}\n";
    uint32_t passed, failed;
    assay_rules *rules = load_rules(helper);
    assay_status status = assay_rules_test(rules, NULL, complain, &complaints, &passed, &failed);
    ck_assert_msg(status == ASSAY_OK, "%.*s", SLICE_ARG(buffer_slice(&complaints.rendered)));
    ck_assert_uint_eq(passed, 4);
    assay_rules_free(&rules);
}
END_TEST

TCase *rule_tests_tests(void)
{
    TCase *tests = tcase_create("rule tests");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, tests_rules, 0, COUNT(rows));
    tcase_add_test(tests, tests_one_rule);
    tcase_add_test(tests, tests_helpers);
    return tests;
}
