/* Rules: their keys beside the condition. */
#include "test_ruleset.h"

#include "base/buffer.h"

#define CONDITION "    text: {match: aaaa}\n"
#define TESTS     "    tests: {hit: [{text: aaaa}], miss: [{text: b}]}\n"

static const struct {
    const char *severity;
    enum severity expected[STAGE_COUNT]; /* template, partial, rendered, pre-mta, delivered */
} severities[] = {
    {"error", {SEVERITY_ERROR, SEVERITY_ERROR, SEVERITY_ERROR, SEVERITY_ERROR, SEVERITY_ERROR}},
    {"none", {SEVERITY_NONE, SEVERITY_NONE, SEVERITY_NONE, SEVERITY_NONE, SEVERITY_NONE}},
    {"{template: warn, rendered: error}", {SEVERITY_WARN, SEVERITY_WARN, SEVERITY_ERROR, SEVERITY_ERROR, SEVERITY_ERROR}},
    {"{rendered: warn}", {SEVERITY_NONE, SEVERITY_NONE, SEVERITY_WARN, SEVERITY_WARN, SEVERITY_WARN}},
    {"{delivered: info}", {SEVERITY_NONE, SEVERITY_NONE, SEVERITY_NONE, SEVERITY_NONE, SEVERITY_INFO}},
    {"{partial: info}", {SEVERITY_NONE, SEVERITY_INFO, SEVERITY_NONE, SEVERITY_NONE, SEVERITY_NONE}},
    {"{template: error, partial: info, pre-mta: warn}",
     {SEVERITY_ERROR, SEVERITY_INFO, SEVERITY_ERROR, SEVERITY_WARN, SEVERITY_WARN}},
    {"{rendered: error, delivered: none}", {SEVERITY_NONE, SEVERITY_NONE, SEVERITY_ERROR, SEVERITY_ERROR, SEVERITY_NONE}},
};

START_TEST(severity_by_stage)
{
    struct loaded l;
    struct buffer text;
    struct arena arena;
    arena_init(&arena, 1 << 16);
    buffer_init(&text, &arena, 1 << 12);
    buffer_printf(&text,
                  HEAD "  - id: A\n" CONDITION "    title: t\n    category: broken\n    severity: %s\n    why: w\n    fix: f\n%c",
                  severities[_i].severity, 0);
    load_rules_text(&l, (const char *)text.data);
    expect_codes(severities[_i].severity, &l, "");
    for (int stage = 0; stage < STAGE_COUNT; stage++)
        ck_assert_msg(l.set.rules.items[0].severity[stage] == severities[_i].expected[stage], "%s at stage %d",
                      severities[_i].severity, stage);
    loaded_free(&l);
    arena_free(&arena);
}
END_TEST

START_TEST(a_whole_rule)
{
    struct loaded l;
    load_rules_text(
        &l,
        HEAD "  - id: LINK_X\n    replaces: [OLD_X]\n    title: t {host}\n    category: reject-risk\n    severity: error\n"
             "    score: -0.125\n    tags: [links, 'lang:en']\n    profiles: [transactional]\n    stages: [rendered, delivered]\n"
             "    providers: [{name: gmail, effect: defer, grade: B, source: s, date: 2026-01-31}]\n    link: {bare: true}\n"
             "    why: w\n    fix: f\n    references: ['rfc:1']\n    tests:\n      hit:\n"
             "        - {html: h, at: [a, b], score: 1.5, stage: template, profile: internal}\n      miss: [{eml: e}]\n");
    expect_codes("whole", &l, "");
    const struct rule *rule = &l.set.rules.items[0];
    ck_assert(!rule->helper && !rule->builtin);
    ck_assert_int_eq(rule->category, CATEGORY_REJECT_RISK);
    ck_assert_int_eq(rule->score.millipoints, -125);
    ck_assert_uint_eq(rule->profiles, 1u << PROFILE_TRANSACTIONAL);
    ck_assert_uint_eq(rule->stages, 1u << STAGE_RENDERED | 1u << STAGE_DELIVERED);
    expect_text("tag", l.set.slices.items[rule->tags.first + 1], "lang:en");
    expect_text("former id", l.set.slices.items[rule->replaces.first], "OLD_X");
    const struct provider *provider = &l.set.providers.items[rule->providers.first];
    expect_text("effect", provider->effect, "defer");
    expect_text("date", provider->date, "2026-01-31");
    ck_assert_int_eq(provider->grade, GRADE_B);
    ck_assert_uint_eq(rule->tests.count, 2);
    const struct rule_test *test = &l.set.tests.items[rule->tests.first];
    ck_assert(test->hit && test->has_at && test->has_score && test->form == RULE_TEST_HTML);
    expect_text("second at", l.set.slices.items[test->at.first + 1], "b");
    ck_assert_int_eq(test->millipoints, 1500);
    ck_assert_int_eq(test->stage, STAGE_TEMPLATE + 1);
    ck_assert_int_eq(test->profile, PROFILE_INTERNAL + 1);
    ck_assert(!test[1].hit && !test[1].has_at && test[1].stage == 0 && test[1].form == RULE_TEST_EML);
    loaded_free(&l);
}
END_TEST

START_TEST(defaults)
{
    struct loaded l;
    load_rules_text(&l, HEAD "  - id: A\n" CONDITION REST "  - id: __H\n" CONDITION);
    expect_codes("defaults", &l, "");
    const struct rule *rule = l.set.rules.items;
    ck_assert_uint_eq(rule->profiles, (1u << PROFILE_COUNT) - 1);
    ck_assert_uint_eq(rule->stages, (1u << STAGE_COUNT) - 1);
    ck_assert_int_eq(rule->score.millipoints, 0);
    ck_assert(rule[1].helper && rule[1].severity[0] == SEVERITY_NONE);
    ck_assert_uint_eq(rule->condition.not_pattern, INDEX_NONE);
    loaded_free(&l);
}
END_TEST

START_TEST(scores)
{
    struct loaded l;
    load_rules_text(&l, HEAD "  - id: A\n    score: {each: 0.5, max: 2}\n" CONDITION REST
                             "  - id: B\n    score: {each: -0.5}\n" CONDITION REST
                             "  - id: C\n    score: {scale: [[0, 0], [10, 1.5]], on: links}\n" CONDITION REST);
    expect_codes("scores", &l, "");
    const struct rule *rule = l.set.rules.items;
    ck_assert(rule[0].score.kind == SCORE_EACH && rule[0].score.millipoints == 500 && rule[0].score.max_millipoints == 2000);
    ck_assert(rule[1].score.kind == SCORE_EACH && rule[1].score.max_millipoints == INT32_MIN);
    ck_assert(rule[2].score.kind == SCORE_SCALE && rule[2].score.scale.count == 2);
    ck_assert_ptr_eq(rule[2].score.fact, field_find(&message_fields, SLICE("links")));
    ck_assert_int_eq(l.set.scale_points.items[1].millipoints, 1500);
    loaded_free(&l);
}
END_TEST

/* One rule with these lines beside its id, its condition and what it needs. */
static const struct {
    const char *lines, *codes, *marked;
} rows[] = {
    {"    score: 1.2345\n", "bad-value", "1.2345"},
    {"    score: .nan\n", "out-of-range", ".nan"},
    {"    score: 1000.001\n", "out-of-range", "1000.001"},
    {"    score: '1'\n", "wrong-type", "'1'"},
    {"    score: [1]\n", "wrong-type", "[1]"},
    {"    score: {max: 2}\n", "bad-value", "{max: 2}"},
    {"    score: {each: 1, max: -1}\n", "bad-value", "-1"},
    {"    score: {each: 1, scale: [[0, 1], [1, 2]], on: links}\n", "bad-value", "{each: 1, scale: [[0, 1], [1, 2]], on: links}"},
    {"    score: {scale: [[0, 1], [1, 2]]}\n", "bad-value", "[[0, 1], [1, 2]]"},
    {"    score: {scale: [[0, 1]], on: links}\n", "bad-value", "[[0, 1]]"},
    {"    score: {scale: [[1, 1], [1, 2]], on: links}\n", "bad-value", "1"},
    {"    score: {scale: [[1, 1], [2]], on: links}\n", "wrong-type", "[2]"},
    {"    score: {scale: [[1, 1], [2, 2]], on: linkz}\n", "unknown-field", "linkz"},
    {"    score: {scale: [[1, 1], [2, 2]], on: has-html}\n", "bad-field-test", "has-html"},
    {"    profiles: [marketting]\n", "bad-value", "marketting"},
    {"    stages: rendered\n", "wrong-type", "rendered"},
    {"    tags: ['a b']\n", "bad-value", "'a b'"},
    {"    replaces: [old]\n", "bad-rule-id", "old"},
    {"    replaces: [A]\n", "duplicate-rule", "A"},
    {"    providers: [{name: x, effect: reject, grade: A, source: s, date: 2026-13}]\n", "bad-value", "2026-13"},
    {"    providers: [{name: x, effect: reject, grade: A, source: s, date: 26}]\n", "bad-value", "26"},
    {"    providers: [{name: x, effect: bounce, grade: A, source: s, date: 2026}]\n", "bad-value", "bounce"},
    {"    providers: [{name: x, effect: reject, grade: A, source: s}]\n", "missing-key", "name"},
    {"    message: '{match} {count} {nam}'\n", "bad-message", "{nam}"},
    {"    tests: {hit: [{text: x, html: y}]}\n", "bad-value", "html"},
    {"    tests: {hit: [{at: [x]}]}\n", "missing-key", "{at: [x]}"},
    {"    tests: {miss: [{text: x, at: [x]}]}\n", "bad-value", "at"},
    {"    tests: {hit: [{text: x, config: {}}]}\n", "unknown-key", "config"},
    {"    tests: {hits: [{text: x}]}\n", "unknown-key", "hits"},
    {"    link: {bare: true}\n", "many-conditions", "link"},
    {"    image: {width: 1}\n", "many-conditions", "image"},
    {"    severty: warn\n", "unknown-key", "severty"},
};

START_TEST(what_is_wrong_is_said)
{
    struct loaded l;
    struct arena arena;
    arena_init(&arena, 1 << 16);
    struct slice text = arena_printf(&arena, HEAD "  - id: A\n" CONDITION REST "%s", rows[_i].lines);
    load_rules_text(&l, (const char *)text.data);
    expect_codes(rows[_i].lines, &l, rows[_i].codes);
    expect_marked(rows[_i].lines, &l, rows[_i].marked);
    loaded_free(&l);
    arena_free(&arena);
}
END_TEST

/* What braces may hold is the same in all that is shown with a hit. */
static const struct {
    const char *text, *marked, *hint; /* null: it is good; how the hint begins */
} braces[] = {
    {"{match} and {count}", NULL, NULL},
    {"an open { alone", NULL, NULL},
    {"a closing } alone", NULL, NULL},
    {"{match} {nam}", "{nam}", "expected: one of match, count"},
    {"{host.kind}", "{host.kind}", "expected: one of match, count"},
    {"see {{ host }} there", "{{ host }}", "expected: {name}, the name one of match, count\nhelp: braces"},
    {"see {% if x %}", "{% if x %}", "expected: {name}"},
    {"see {{{a b}}} {c", "{{{a b}}}", "expected: {name}"},
    {"see {}", "{}", "expected: {name}"},
    {"see { match }", "{ match }", "expected: {name}"},
};

START_TEST(names_in_braces)
{
    for (size_t shown = 0; shown < 4; shown++) {
        struct loaded l;
        struct arena arena;
        const char *texts[] = {"t", "w", "f", "m"};
        texts[shown] = braces[_i].text;
        arena_init(&arena, 1 << 16);
        struct slice text = arena_printf(&arena,
                                         HEAD "  - id: A\n" CONDITION "    category: spam\n    severity: warn\n"
                                              "    title: '%s'\n    why: '%s'\n    fix: '%s'\n    %s: '%s'\n",
                                         texts[0], texts[1], texts[2], shown == 3 ? "message" : "# no message", texts[3]);
        load_rules_text(&l, (const char *)text.data);
        expect_codes((const char *)text.data, &l, braces[_i].marked ? "bad-message" : "");
        if (braces[_i].marked) {
            expect_marked((const char *)text.data, &l, braces[_i].marked);
            struct slice hint = l.diagnostics.list.items[0].hint;
            ck_assert_msg(slice_starts(hint, slice_cstr(braces[_i].hint)), "%s: %.*s", braces[_i].text, SLICE_ARG(hint));
        }
        loaded_free(&l);
        arena_free(&arena);
    }
}
END_TEST

static const struct {
    const char *rule, *codes;
} needs[] = {
    {"  - title: t\n    category: spam\n    severity: warn\n    why: w\n    fix: f\n" CONDITION, "missing-key"},
    {"  - id: A\n" CONDITION, "missing-key missing-key missing-key missing-key missing-key"},
    {"  - id: A\n" REST, "no-condition"},
    {"  - id: __A\n", "no-condition"},
    {"  - id: __A\n    score: 1\n    severity: warn\n" CONDITION, "bad-value bad-value"},
    {"  - id: a\n" REST CONDITION, "bad-rule-id"},
    {"  - id: _A\n" REST CONDITION, "bad-rule-id"},
    {"  - id: A-B\n" REST CONDITION, "bad-rule-id"},
    {"  - id: A2345678901234567890123456789012345678901\n" REST CONDITION, "bad-rule-id"},
    {"  - id: A234567890123456789012345678901234567890\n" REST CONDITION, ""},
    {"  - id: A\n    severty: warn\n    title: t\n    category: spam\n    why: w\n    fix: f\n" CONDITION, "unknown-key"},
    {"  - id: A\n    image: {}\n" REST, "bad-field-test"},
    {"  - id: A\n    image: {alt: {missing: true}}\n    message: '{src}'\n" REST, ""},
    {"  - id: A\n    element: {tag: form, attribute.action: x}\n    message: '{tag} {attribute.action}'\n" REST, ""},
    {"  - id: A\n    element: {src: x}\n" REST, "unknown-field"},
};

START_TEST(what_a_rule_needs)
{
    struct loaded l;
    struct arena arena;
    arena_init(&arena, 1 << 16);
    struct slice text = arena_printf(&arena, HEAD "%s", needs[_i].rule);
    load_rules_text(&l, (const char *)text.data);
    expect_codes(needs[_i].rule, &l, needs[_i].codes);
    loaded_free(&l);
    arena_free(&arena);
}
END_TEST

static const struct {
    const char *score;
    bool too_much;
} limits[] = {
    {"3", false},
    {"3.001", true},
    {"-3.001", true},
    {"{each: 4, max: 3}", false},
    {"{each: 1}", true},
    {"{scale: [[0, 0], [1, 3.5]], on: links}", true},
    {"{each: 1, max: 4}", true},
};

START_TEST(shipped_rules_score_within_their_limit)
{
    struct arena arena;
    arena_init(&arena, 1 << 16);
    struct slice text = arena_printf(&arena, HEAD "  - id: A\n" CONDITION REST TESTS "    score: %s\n", limits[_i].score);
    const char *const file = (const char *)text.data;
    for (int builtin = 0; builtin < 2; builtin++) {
        struct loaded l;
        load_text_files(&l, &file, 1, builtin);
        expect_codes(limits[_i].score, &l, builtin && limits[_i].too_much ? "score-limit" : "");
        loaded_free(&l);
    }
    arena_free(&arena);
}
END_TEST

START_TEST(names_have_texts)
{
    ck_assert_str_eq(category_text(CATEGORY_REJECT_RISK), "reject-risk");
    ck_assert_str_eq(severity_text(SEVERITY_WARN), "warn");
    ck_assert_str_eq(profile_text(PROFILE_INTERNAL), "internal");
}
END_TEST

TCase *rule_tests(void)
{
    TCase *tests = tcase_create("rules");
    tcase_add_loop_test(tests, severity_by_stage, 0, (int)COUNT(severities));
    tcase_add_test(tests, a_whole_rule);
    tcase_add_test(tests, defaults);
    tcase_add_test(tests, scores);
    tcase_add_loop_test(tests, what_is_wrong_is_said, 0, (int)COUNT(rows));
    tcase_add_loop_test(tests, names_in_braces, 0, (int)COUNT(braces));
    tcase_add_loop_test(tests, what_a_rule_needs, 0, (int)COUNT(needs));
    tcase_add_loop_test(tests, shipped_rules_score_within_their_limit, 0, (int)COUNT(limits));
    tcase_add_test(tests, names_have_texts);
    return tests;
}
