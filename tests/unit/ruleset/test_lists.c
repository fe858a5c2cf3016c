/* Named lists: defining, extending, using them; and what must stand near a hit. */
#include "test_ruleset.h"

#define LISTS "pack: x\nversion: 1\nlists:\n"
#define RULE  "rules:\n  - id: A\n" REST

static const struct {
    const char *first, *second; /* files; null: none */
    const char *codes;
} rows[] = {
    {LISTS "  a: {why: w, source: s, date: 2026-11, values: [b, c]}\n" RULE "    link: {host: '@a'}\n", NULL, ""},
    {LISTS "  a: {values: [b]}\n", NULL, ""},
    {LISTS "  a: {values: [b]}\n" RULE "    link: {host: ['@a', d]}\n", NULL, ""},
    {LISTS "  a: {values: [b]}\n" RULE "    link: {not: {host: '@a'}}\n", NULL, ""},
    {LISTS "  a: {values: [b]}\n" RULE "    text: {words: '@a'}\n", NULL, ""},
    {LISTS "  a: {values: [b]}\n" RULE "    text: {match: b, near: {words: ['@a', c], within: 9}}\n", NULL, ""},
    {LISTS "  a: {values: [single-label]}\n" RULE "    link: {host.kind: '@a'}\n", NULL, ""},
    {LISTS "  a: {add: [c]}\n", LISTS "  a: {values: [b]}\n", ""},
    {HEAD "  - id: A\n" REST "    link: {host: '@a'}\n", LISTS "  a: {values: [b]}\n", ""},
    {LISTS "  a: {add: [c]}\n", NULL, "unknown-list"},
    {LISTS "  a: {values: [b]}\n", LISTS "  a: {values: [c]}\n", "duplicate-list"},
    {LISTS "  a: {values: [b], add: [c]}\n", NULL, "bad-value"},
    {LISTS "  a: {why: w}\n", NULL, "missing-key"},
    {LISTS "  a: {values: [b]}\n", LISTS "  a: {add: []}\n", "bad-value"},
    {LISTS "  a: {values: []}\n" RULE "    link: {host: {under: '@a'}}\n", NULL, ""},
    {LISTS "  a: {values: ['@b']}\n", NULL, "bad-value"},
    {LISTS "  a: {values: ['  ']}\n", NULL, "bad-value"},
    {LISTS "  A: {values: [b]}\n", NULL, "bad-value"},
    {LISTS "  a: [b]\n", NULL, "wrong-type"},
    {LISTS "  a: {values: [b]}\n" RULE "    link: {host: '@b'}\n", NULL, "unknown-list"},
    {LISTS "  a: {values: [b]}\n" RULE "    text: {words: ['@b']}\n", NULL, "unknown-list"},
    {LISTS "  a: {values: [b]}\n" RULE "    link: {port: '@a'}\n", NULL, "bad-field-test"},
    {LISTS "  a: {values: [b]}\n" RULE "    link: {host.kind: '@a'}\n", NULL, "bad-value"},
    {"pack: x\nversion: 1\n", NULL, "missing-key"},
};

START_TEST(loading)
{
    struct loaded l;
    const char *const files[] = {rows[_i].first, rows[_i].second};
    load_text_files(&l, files, rows[_i].second ? 2 : 1, false);
    expect_codes(rows[_i].first, &l, rows[_i].codes);
    loaded_free(&l);
}
END_TEST

/* A list is whole for every rule, also for one that stands before the file that adds to it. */
START_TEST(whole_lists)
{
    struct loaded l;
    const char *const files[] = {LISTS "  a: {why: w, values: [b]}\n" RULE "    link: {host: ['@a', z]}\n",
                                 LISTS "  a: {add: [c, d]}\n"};
    load_text_files(&l, files, 2, false);
    expect_codes("lists", &l, "");
    ck_assert_uint_eq(l.set.lists.count, 1);
    expect_text("why", l.set.lists.items[0].why, "w");
    static const char *const values[] = {"b", "c", "d", "z"};
    const struct field_test *test = &l.set.field_tests.items[1];
    ck_assert_uint_eq(test->values.count, COUNT(values));
    for (uint32_t i = 0; i < COUNT(values); i++)
        expect_text("value", l.set.values.items[test->values.first + i].text, values[i]);
    loaded_free(&l);
}
END_TEST

START_TEST(unknown_name)
{
    struct loaded l;
    load_rules_text(&l, LISTS "  shorteners: {values: [b]}\n" RULE "    link: {host: '@shortners'}\n");
    expect_codes("unknown", &l, "unknown-list");
    expect_marked("unknown", &l, "'@shortners'");
    expect_text("hint", l.diagnostics.list.items[0].hint, "help: did you mean `shorteners`?");
    loaded_free(&l);
}
END_TEST

/* A value that no file gives; `said`: the only diagnostic and its hint. */
static const struct {
    const char *list, *value, *said, *hint;
} value_rows[] = {
    {"shorteners", "c", NULL, NULL},
    {"shortners", "c", "--x: there is no list `shortners`", "help: did you mean `shorteners`?"},
    {"quite-other", "c", "--x: there is no list `quite-other`", "expected: one of shorteners"},
    {"shorteners", " ", "--x: ` ` cannot be a value of a list", "expected: a text in one line; a list holds no other lists"},
    {"shorteners", "@b", "--x: `@b` cannot be a value of a list", "expected: a text in one line; a list holds no other lists"},
    {"shorteners", "a\nb", "--x: `a` cannot be a value of a list", "expected: a text in one line; a list holds no other lists"},
};

START_TEST(values_from_elsewhere)
{
    struct rule_file files[] = {{.name = SLICE("a.yaml")}};
    struct arena arena;
    struct diagnostics diagnostics;
    struct ruleset set;
    char plain[65], added[65];
    arena_init(&arena, SIZE_MAX);
    diagnostics_init(&diagnostics, &arena);
    ck_assert(ruleset_init(&set));
    files[0].bytes = SLICE(LISTS "  shorteners: {values: [b]}\n" RULE "    link: {host: '@shorteners'}\n");
    ruleset_sha256(&set, plain);
    ruleset_add_value(
        &set, &(const struct list_value){slice_cstr(value_rows[_i].list), slice_cstr(value_rows[_i].value), SLICE("--x")});
    ruleset_sha256(&set, added);
    ck_assert_str_ne(plain, added);
    bool good = ruleset_load(&set, files, 1, &limits_default, &diagnostics);
    ck_assert(good == !value_rows[_i].said);
    ck_assert_uint_eq(diagnostics.list.count, good ? 0 : 1);
    if (good) {
        ck_assert_uint_eq(set.lists.items[0].values.count, 2);
        ck_assert(ruleset_lists_host(&set, SLICE("shorteners"), SLICE("c")));
    } else {
        expect_text("message", diagnostics.list.items[0].message, value_rows[_i].said);
        expect_text("hint", diagnostics.list.items[0].hint, value_rows[_i].hint);
    }
    ruleset_free(&set);
    arena_free(&arena);
}
END_TEST

START_TEST(hosts_in_lists)
{
    struct loaded l;
    load_rules_text(&l, LISTS "  own: {values: [Example.com, b]}\n");
    static const struct {
        const char *list, *host;
        bool there;
    } hosts[] = {
        {"own", "example.com", true},
        {"own", "www.example.com", true},
        {"own", "www.example.com.", true},
        {"own", "badexample.com", false},
        {"own", "example.com.org", false},
        {"own", "com", false},
        {"own", "", false},
        {"own", "a.b", true},
        {"other", "example.com", false},
    };
    for (size_t i = 0; i < COUNT(hosts); i++)
        ck_assert_msg(ruleset_lists_host(&l.set, slice_cstr(hosts[i].list), slice_cstr(hosts[i].host)) == hosts[i].there, "%s",
                      hosts[i].host);
    loaded_free(&l);
}
END_TEST

static const struct {
    const char *condition, *codes;
} near_rows[] = {
    {"text: {match: a, near: {match: b, within: 0}}", ""},
    {"text: {all: [a, c], near: {any: [b, d], within: 1000}, case: fold}", ""},
    {"text: {match: a, near: {match: b}}", "missing-key"},
    {"text: {match: a, near: {within: 10}}", "missing-key"},
    {"text: {near: {match: b, within: 10}}", "missing-key"},
    {"text: {match: a, near: {match: b, within: 1001}}", "out-of-range"},
    {"text: {match: a, near: {match: b, within: -1}}", "out-of-range"},
    {"text: {match: a, near: {match: b, within: 1.5}}", "wrong-type"},
    {"text: {match: a, near: {match: b, any: [c], within: 1}}", "bad-value"},
    {"text: {match: a, near: {all: [b], within: 1}}", "unknown-key"},
    {"text: {match: a, near: b}", "wrong-type"},
    {"header: {name: Subject, match: a, near: {match: b, within: 1}}", "unknown-key"},
};

START_TEST(near)
{
    struct loaded l;
    struct arena arena;
    arena_init(&arena, 1 << 16);
    struct slice text = arena_printf(&arena, HEAD "  - id: A\n" REST "    %s\n", near_rows[_i].condition);
    load_rules_text(&l, (const char *)text.data);
    expect_codes(near_rows[_i].condition, &l, near_rows[_i].codes);
    loaded_free(&l);
    arena_free(&arena);
}
END_TEST

START_TEST(near_patterns)
{
    struct loaded l;
    load_rules_text(&l, HEAD "  - id: A\n" REST "    text: {match: a, near: {any: [b, c], within: 12}}\n");
    expect_codes("near", &l, "");
    const struct condition *c = &l.set.rules.items[0].condition;
    ck_assert_uint_eq(c->patterns.count, 1);
    ck_assert_uint_eq(c->near.count, 2);
    ck_assert_uint_eq(c->within, 12);
    expect_text("near", pattern_text(&l.set.patterns, l.set.pattern_numbers.items[c->near.first + 1]), "c");
    loaded_free(&l);
}
END_TEST

TCase *list_tests(void)
{
    TCase *tests = tcase_create("lists");
    tcase_add_loop_test(tests, loading, 0, (int)COUNT(rows));
    tcase_add_test(tests, whole_lists);
    tcase_add_test(tests, unknown_name);
    tcase_add_loop_test(tests, values_from_elsewhere, 0, (int)COUNT(value_rows));
    tcase_add_test(tests, hosts_in_lists);
    tcase_add_loop_test(tests, near, 0, (int)COUNT(near_rows));
    tcase_add_test(tests, near_patterns);
    return tests;
}
