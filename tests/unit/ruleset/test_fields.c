/* Tests of fields: the tree they become, and what does not fit their types. */
#include "test_ruleset.h"

#include "base/buffer.h"

static void load_condition_text(struct loaded *l, const char *condition)
{
    struct arena arena;
    arena_init(&arena, 1 << 16);
    struct slice text = arena_printf(&arena, HEAD "  - id: A\n" REST "    %s\n", condition);
    load_rules_text(l, (const char *)text.data);
    arena_free(&arena);
}

static void show_values(struct buffer *out, const struct ruleset *set, const struct field_test *test)
{
    for (uint32_t i = 0; i < test->values.count; i++) {
        const struct test_value *value = &set->values.items[test->values.first + i];
        if (test->field->type == FIELD_NUMBER)
            buffer_printf(out, " %g", value->number);
        else if (test->field->type == FIELD_BOOL)
            buffer_printf(out, " %s", value->truth ? "true" : "false");
        else
            buffer_printf(out, " %.*s", SLICE_ARG(value->text));
    }
}

/* The tree as text, by depth first; checks the way up too. */
static void show(struct buffer *out, const struct ruleset *set, uint32_t index, uint32_t parent)
{
    static const char *const ops[] = {"all", "not", "is", "matches", "above", "below", "unknown", "missing", "differs", "under"};
    const struct field_test *test = &set->field_tests.items[index];
    ck_assert_uint_eq(test->parent, parent);
    buffer_printf(out, "(%s", ops[test->op]);
    if (test->field)
        buffer_printf(out, " %s", test->field->name);
    show_values(out, set, test);
    if (test->op == TEST_ABOVE || test->op == TEST_BELOW)
        buffer_printf(out, " %g", test->bound);
    if (test->other)
        buffer_printf(out, " %s", test->other->name);
    for (uint32_t i = 0; i < test->children.count; i++)
        show(out, set, set->field_children.items[test->children.first + i], index);
    buffer_text(out, ")");
}

static const struct {
    const char *condition, *tree;
} trees[] = {
    {"link: {host.kind: single-label, not: {bare: true}}", "(all(is host.kind single-label)(not(all(is bare true))))"},
    {"link: {host: [a, B], length: 3}", "(all(is host a B)(is length 3))"},
    {"link: {length: {above: 10, below: 20.5}}", "(all(all(above length 10)(below length 20.5)))"},
    {"link: {host: {not: a}}", "(all(not(is host a)))"},
    {"link: {host: {not: {matches: 'x', missing: true}}}", "(all(not(all(matches host)(missing host))))"},
    {"link: {host: {is: unknown}, text.host: {differs-from: host}}", "(all(unknown host)(differs text.host host))"},
    {"link: {not: {not: {bare: false}, scheme: http}}", "(all(not(all(not(all(is bare false)))(is scheme http))))"},
    {"link: {host: {under: [Example.COM, b.test]}}", "(all(under host example.com b.test))"},
    {"link: {problems: [userinfo, control]}", "(all(is problems userinfo control))"},
    {"link: {host.kind: {not: [loopback, invalid]}}", "(all(not(is host.kind loopback invalid)))"},
    {"part: {type: text/html}", "(all(is type text/html))"},
    {"message: {links: {above: 3}, has-html: true}", "(all(above links 3)(is has-html true))"},
};

START_TEST(trees_of_tests)
{
    struct loaded l;
    struct buffer out;
    load_condition_text(&l, trees[_i].condition);
    expect_codes(trees[_i].condition, &l, "");
    buffer_init(&out, &l.arena, 1 << 12);
    uint32_t root = l.set.rules.items[0].condition.test;
    show(&out, &l.set, root, root);
    expect_text(trees[_i].condition, buffer_slice(&out), trees[_i].tree);
    loaded_free(&l);
}
END_TEST

static const struct {
    const char *condition, *codes, *marked;
} rows[] = {
    {"link: {hots: a}", "unknown-field", "hots"},
    {"link: {}", "bad-field-test", "{}"},
    {"link: [bare]", "wrong-type", "[bare]"},
    {"link: {bare: yes}", "bad-field-test", "yes"},
    {"link: {bare: {matches: x}}", "bad-field-test", "matches"},
    {"link: {host: {above: 1}}", "bad-field-test", "above"},
    {"link: {length: many}", "bad-field-test", "many"},
    {"link: {length: {above: .inf}}", "out-of-range", ".inf"},
    {"link: {length: {matches: x}}", "bad-field-test", "matches"},
    {"link: {length: {under: example.com}}", "bad-field-test", "under"},
    {"link: {host: {under: []}}", "bad-field-test", "[]"},
    {"link: {host: {under: '@shorteners'}}", "unknown-list", "'@shorteners'"},
    {"link: {host.kind: single-lable}", "bad-value", "single-lable"},
    {"link: {host: []}", "bad-field-test", "[]"},
    {"link: {host: {}}", "bad-field-test", "{}"},
    {"link: {host: '@shorteners'}", "unknown-list", "'@shorteners'"},
    {"link: {host: [a, '@shorteners']}", "unknown-list", "'@shorteners'"},
    {"link: {host: {is: known}}", "bad-value", "known"},
    {"link: {host: {missing: false}}", "bad-value", "false"},
    {"link: {host: {differs-from: hots}}", "unknown-field", "hots"},
    {"link: {host: {differs-from: length}}", "bad-field-test", "length"},
    {"link: {host: {differs-from: host}}", "bad-field-test", "host"},
    {"link: {host: {matches: 'a('}}", "bad-pattern", ""},
    {"link: {host: {matchs: a}}", "unknown-key", "matchs"},
    {"link: {not: bare}", "wrong-type", "bare"},
    {"link: {host: {matches: [a]}}", "wrong-type", "[a]"},
    {"link: {host: }", "wrong-type", ""},
    {"message: {host: a}", "unknown-field", "host"},
    {"link: {hots: a, not: {bare: maybe, length: x}}", "unknown-field bad-field-test bad-field-test", "hots"},
};

START_TEST(what_does_not_fit)
{
    struct loaded l;
    load_condition_text(&l, rows[_i].condition);
    expect_codes(rows[_i].condition, &l, rows[_i].codes);
    expect_marked(rows[_i].condition, &l, rows[_i].marked);
    loaded_free(&l);
}
END_TEST

TCase *field_test_tests(void)
{
    TCase *tests = tcase_create("fields");
    tcase_add_loop_test(tests, trees_of_tests, 0, (int)COUNT(trees));
    tcase_add_loop_test(tests, what_does_not_fit, 0, (int)COUNT(rows));
    return tests;
}
