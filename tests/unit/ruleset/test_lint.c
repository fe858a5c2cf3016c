/* Lint: rules without tests, slow patterns, rules that never fire. */
#include "test_ruleset.h"

#define BARE  "    title: t\n    category: spam\n    why: w\n    fix: f\n"
#define TESTS "    tests: {hit: [{text: a}], miss: [{text: b}]}\n"
#define NAMED "    references: [r]\n"
#define FULL  REST TESTS NAMED

static const struct {
    const char *rule, *codes;
} rows[] = {
    {"  - id: A\n    text: {match: 'abcd'}\n" FULL, ""},
    {"  - id: A\n    text: {match: 'abcd'}\n" REST NAMED, "test-missing"},
    {"  - id: A\n    text: {match: 'abcd'}\n" REST NAMED "    tests: {hit: [{text: a}]}\n", "test-missing"},
    {"  - id: A\n    text: {match: 'abcd'}\n" REST NAMED "    tests: {miss: [{text: a}]}\n", "test-missing"},
    {"  - id: A\n    text: {match: 'abcd'}\n    severity: none\n" BARE NAMED, ""},
    {"  - id: A\n    text: {match: 'abcd'}\n    severity: none\n    score: 1\n" BARE NAMED, "test-missing"},
    {"  - id: A\n    text: {match: 'abcd'}\n    severity: {delivered: info}\n" BARE NAMED, "test-missing"},
    {"  - id: A\n    text: {match: 'abcd'}\n" REST TESTS, "source-missing"},
    {"  - id: A\n    text: {match: 'abcd'}\n" REST TESTS
     "    providers: [{name: a, effect: warn, grade: D, source: s, date: 2026}]\n",
     ""},
    {"  - id: __A\n    text: {match: 'abcd'}\n", ""},
    {"  - id: A\n    text: {match: '(a+)+b'}\n" FULL, "slow-pattern"},
    {"  - id: A\n    text: {match: 'abcd', not: '(a+)+b'}\n" FULL, "slow-pattern"},
    {"  - id: A\n    text: {match: 'abcd', count: {above: 2, below: 3}}\n" FULL, "never-fires"},
    {"  - id: A\n    text: {match: 'abcd', count: {above: 2, below: 4}}\n" FULL, ""},
    {"  - id: A\n    text: {match: 'abcd'}\n    stages: []\n" FULL, "never-fires"},
    {"  - id: A\n    text: {match: 'abcd'}\n    profiles: []\n" FULL, "never-fires"},
    {"  - id: A\n    link: {length: {above: 5, below: 5}}\n" FULL, "never-fires"},
    {"  - id: A\n    link: {length: {above: 5, below: 6}}\n" FULL, ""},
    {"  - id: A\n    link: {host: {missing: true, is: unknown}}\n" FULL, "never-fires"},
    {"  - id: A\n    link: {host: {missing: true, differs-from: text.host}}\n" FULL, "never-fires"},
    {"  - id: A\n    link: {not: {length: {above: 5, below: 5}}}\n" FULL, ""},
    {"  - id: A\n    link: {host: a}\n" FULL "  - id: B\n    link: {host: b}\n" FULL, ""},
    {"  - id: A\n    meta: 1 > 2\n" FULL, "never-fires"},
    {"  - id: A\n    meta: not (1 + 2 * 3 == 7)\n" FULL, "never-fires"},
    {"  - id: A\n    meta: -1 < 0 and 1\n" FULL, ""},
};

START_TEST(findings)
{
    struct loaded l;
    struct arena arena;
    arena_init(&arena, 1 << 16);
    struct slice text = arena_printf(&arena, HEAD "%s", rows[_i].rule);
    load_rules_text(&l, (const char *)text.data);
    expect_codes(rows[_i].rule, &l, "");
    ruleset_lint(&l.set, &l.diagnostics);
    expect_codes(rows[_i].rule, &l, rows[_i].codes);
    loaded_free(&l);
    arena_free(&arena);
}
END_TEST

/* An empty match is told whatever else is said of the pattern. */
START_TEST(empty_matches)
{
    struct loaded l;
    bool told = false;
    load_rules_text(&l, HEAD "  - id: A\n    text: {match: '(abcd)?'}\n" FULL);
    ruleset_lint(&l.set, &l.diagnostics);
    for (uint32_t i = 0; i < l.diagnostics.list.count; i++)
        told = told || l.diagnostics.list.items[i].code == DIAGNOSTIC_BAD_PATTERN;
    ck_assert(told);
    ck_assert_uint_eq(l.diagnostics.errors, 0);
    expect_marked("place", &l, "'(abcd)?'");
    loaded_free(&l);
}
END_TEST

/* What is shipped must name its sources. */
START_TEST(shipped_sources)
{
    struct loaded l;
    const char *text = HEAD "  - id: A\n    text: {match: 'abcd'}\n" REST TESTS "lists: {a: {values: [b]}}\n";
    load_text_files(&l, &text, 1, true);
    expect_codes("load", &l, "");
    ruleset_lint(&l.set, &l.diagnostics);
    expect_codes("lint", &l, "source-missing source-missing");
    ck_assert_uint_eq(l.diagnostics.errors, 2);
    loaded_free(&l);
}
END_TEST

TCase *lint_tests(void)
{
    TCase *tests = tcase_create("lint");
    tcase_add_loop_test(tests, findings, 0, (int)COUNT(rows));
    tcase_add_test(tests, empty_matches);
    tcase_add_test(tests, shipped_sources);
    return tests;
}
