/* Conditions on texts, header fields and anomalies. */
#include <math.h>

#include "test_ruleset.h"

static void load_condition_text(struct loaded *l, const char *condition)
{
    struct arena arena;
    arena_init(&arena, 1 << 16);
    struct slice text = arena_printf(&arena, HEAD "  - id: A\n" REST "    %s\n", condition);
    load_rules_text(l, (const char *)text.data);
    arena_free(&arena);
}

START_TEST(texts)
{
    struct loaded l;
    load_condition_text(&l, "text: {in: subject, all: ['a+b', c], not: d, count: 3, case: fold}");
    expect_codes("text", &l, "");
    const struct condition *c = &l.set.rules.items[0].condition;
    ck_assert(c->kind == CONDITION_TEXT && c->view == VIEW_SUBJECT && c->all && c->patterns.count == 2);
    expect_text("pattern", pattern_text(&l.set.patterns, l.set.pattern_numbers.items[c->patterns.first]), "a+b");
    ck_assert_uint_ne(c->not_pattern, INDEX_NONE);
    ck_assert(c->count.given && c->count.above < 3 && c->count.above >= 2 && c->count.below > 3 && c->count.below <= 4);
    loaded_free(&l);
}
END_TEST

START_TEST(words_and_bounds)
{
    struct loaded l;
    load_condition_text(&l, "text: {words: [act now, win], count: {above: 2}}");
    expect_codes("words", &l, "");
    const struct condition *c = &l.set.rules.items[0].condition;
    ck_assert(c->view == VIEW_VISIBLE && !c->all && c->patterns.count == 1 && c->not_pattern == INDEX_NONE);
    ck_assert(c->count.above >= 2 && c->count.above <= 2 && isinf(c->count.below));
    loaded_free(&l);
}
END_TEST

static const struct {
    const char *condition;
    enum header_of of;
    bool missing, enough;
    uint32_t patterns;
} headers[] = {
    {"header: {name: Subject}", HEADER_OF_TEXT, false, true, 0},
    {"header: {name: List-Unsubscribe}", HEADER_OF_RAW, false, true, 0},
    {"header: {name: list-id, of: text}", HEADER_OF_TEXT, false, true, 0},
    {"header: {name: From, of: display-name, match: x}", HEADER_OF_DISPLAY_NAME, false, false, 1},
    {"header: {name: From, missing: true}", HEADER_OF_TEXT, true, false, 0},
    {"header: {name: From, count: {above: 1}}", HEADER_OF_TEXT, false, false, 0},
};

START_TEST(header_fields)
{
    struct loaded l;
    load_condition_text(&l, headers[_i].condition);
    expect_codes(headers[_i].condition, &l, "");
    const struct condition *c = &l.set.rules.items[0].condition;
    ck_assert_msg(c->kind == CONDITION_HEADER && c->of == headers[_i].of && c->missing == headers[_i].missing &&
                      c->present_is_enough == headers[_i].enough && c->patterns.count == headers[_i].patterns,
                  "%s", headers[_i].condition);
    loaded_free(&l);
}
END_TEST

START_TEST(anomalies)
{
    struct loaded l;
    load_condition_text(&l, "anomaly: [bare-cr, nul-byte]");
    expect_codes("anomaly", &l, "");
    const uint64_t *found = l.set.rules.items[0].condition.anomalies;
    for (unsigned kind = 0; kind < ANOMALY_COUNT; kind++)
        ck_assert_msg((found[kind / 64] >> kind % 64 & 1) == (kind == ANOMALY_BARE_CR || kind == ANOMALY_NUL_BYTE), "%s",
                      anomaly_text(kind));
    loaded_free(&l);
}
END_TEST

static const struct {
    const char *condition, *codes, *marked;
} rows[] = {
    {"text: abc", "wrong-type", "abc"},
    {"text: {}", "missing-key", "text"},
    {"text: {in: body, match: x}", "bad-value", "body"},
    {"text: {match: x, any: [y]}", "bad-value", "any"},
    {"text: {any: []}", "bad-value", "[]"},
    {"text: {any: [x, 'y(']}", "bad-pattern", ""},
    {"text: {match: 'a(b'}", "bad-pattern", ""},
    {"text: {match: ''}", "bad-value", "''"},
    {"text: {match: '\\C'}", "unsafe-pattern", "\\"},
    {"text: {match: no}", "wrong-type", "no"},
    {"text: {words: '@names'}", "unknown-list", "'@names'"},
    {"text: {words: [a, '@names']}", "unknown-list", "'@names'"},
    {"text: {words: ['']}", "bad-value", "''"},
    {"text: {not: x}", "missing-key", "not"},
    {"text: {match: x, near: y}", "wrong-type", "y"},
    {"text: {match: x, count: -1}", "out-of-range", "-1"},
    {"text: {match: x, count: 1.5}", "wrong-type", "1.5"},
    {"text: {match: x, count: {}}", "bad-value", "{}"},
    {"text: {match: x, count: {over: 1}}", "unknown-key", "over"},
    {"text: {match: x, case: Fold}", "bad-value", "Fold"},
    {"header: {match: x}", "missing-key", "match"},
    {"header: {name: 'a b'}", "bad-value", "'a b'"},
    {"header: {name: 'a:'}", "bad-value", "'a:'"},
    {"header: {name: From, of: domains}", "bad-value", "domains"},
    {"header: {name: From, missing: yes}", "wrong-type", "yes"},
    {"header: {name: From, missing: false}", "bad-value", "false"},
    {"header: {name: From, missing: true, match: x}", "bad-value", "match"},
    {"anomaly: []", "bad-value", "[]"},
    {"anomaly: bare-cra", "bad-value", "bare-cra"},
    {"anomaly: [bare-cr, [x]]", "wrong-type", "[x]"},
};

START_TEST(what_is_wrong_is_said)
{
    struct loaded l;
    load_condition_text(&l, rows[_i].condition);
    expect_codes(rows[_i].condition, &l, rows[_i].codes);
    expect_marked(rows[_i].condition, &l, rows[_i].marked);
    loaded_free(&l);
}
END_TEST

static const struct {
    enum condition_kind kind;
    const char *name;
    bool known;
} names[] = {
    {CONDITION_TEXT, "match", true},     {CONDITION_TEXT, "name", false},    {CONDITION_HEADER, "name", true},
    {CONDITION_LINK, "host", true},      {CONDITION_LINK, "match", false},   {CONDITION_PART, "type", true},
    {CONDITION_MESSAGE, "links", true},  {CONDITION_MESSAGE, "host", false}, {CONDITION_ANOMALY, "anomaly", true},
    {CONDITION_ANOMALY, "count", false}, {CONDITION_META, "count", true},    {CONDITION_META, "match", false},
};

START_TEST(names_in_messages)
{
    ck_assert_msg(rule_message_name_known(names[_i].kind, slice_cstr(names[_i].name)) == names[_i].known, "%d %s",
                  (int)names[_i].kind, names[_i].name);
}
END_TEST

TCase *condition_tests(void)
{
    TCase *tests = tcase_create("conditions");
    tcase_add_test(tests, texts);
    tcase_add_test(tests, words_and_bounds);
    tcase_add_loop_test(tests, header_fields, 0, (int)COUNT(headers));
    tcase_add_test(tests, anomalies);
    tcase_add_loop_test(tests, what_is_wrong_is_said, 0, (int)COUNT(rows));
    tcase_add_loop_test(tests, names_in_messages, 0, (int)COUNT(names));
    return tests;
}
