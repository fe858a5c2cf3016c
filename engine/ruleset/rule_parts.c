/* The parts of a rule beside its condition: severity by stage, score, providers, tests, and the names in its message.
 * Tested in tests/unit/ruleset and tests/diag. */
#include "base/ascii.h"
#include "data/text.h"
#include "message/date.h"
#include "ruleset/load.h"

/* --- severity --- */

/* A stage that is not named takes the nearest earlier one that is; `partial` reads as `template`. */
static void resolve_severity(const int *named, enum severity *out)
{
    static const enum stage order[] = {STAGE_TEMPLATE, STAGE_RENDERED, STAGE_PRE_MTA, STAGE_DELIVERED};
    enum severity last = SEVERITY_NONE;
    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
        if (named[order[i]] >= 0)
            last = (enum severity)named[order[i]];
        out[order[i]] = last;
    }
    out[STAGE_PARTIAL] = named[STAGE_PARTIAL] >= 0 ? (enum severity)named[STAGE_PARTIAL] : out[STAGE_TEMPLATE];
}

void load_severity(struct loader *l, const struct yaml_node *node, struct rule *rule)
{
    int named[STAGE_COUNT] = {0};
    if (node->kind == YAML_MAPPING) {
        for (int i = 0; i < STAGE_COUNT; i++)
            named[i] = -1;
        if (schema_read(&l->reader, &severity_schema, node, named))
            resolve_severity(named, rule->severity);
        return;
    }
    if (schema_choice(&l->reader, node, severity_choices, &named[0]))
        for (int i = 0; i < STAGE_COUNT; i++)
            rule->severity[i] = (enum severity)named[0];
}

/* --- score --- */

static void bad_score(struct loader *l, const struct yaml_node *node, const char *message)
{
    struct diagnostic *d = load_error(l, DIAGNOSTIC_BAD_VALUE, node->span, "%s", message);
    load_hint(l, d, "expected: a number, {each: 0.5, max: 2} or {scale: [[0.2, 0], [0.8, 1.5]], on: links}");
}

static bool load_scale_point(struct loader *l, const struct yaml_node *node, double *last)
{
    const struct yaml_node *x = node->first;
    struct scale_point point = {0};
    if (node->kind != YAML_SEQUENCE || node->count != 2)
        return schema_wrong_type(&l->reader, node, "pairs [x, points]", "scale: [[0.2, 0], [0.8, 1.5]]");
    if (!schema_number(&l->reader, x, -1e12, 1e12, &point.x) ||
        !schema_points(&l->reader, x->next, -1000, 1000, &point.millipoints))
        return false;
    if (point.x <= *last) {
        bad_score(l, x, "the x of a scale must rise from pair to pair");
        return false;
    }
    *last = point.x;
    struct scale_point *to = vec_push(&l->set->arena, &l->set->scale_points);
    if (to)
        *to = point;
    return true;
}

static void load_scale(struct loader *l, const struct yaml_node *node, const struct score_keys *keys, struct score *score)
{
    double last = -1e13;
    bool good = true;
    score->kind = SCORE_SCALE;
    score->scale.first = l->set->scale_points.count;
    for (const struct yaml_node *pair = keys->scale->first; pair && !schema_full(&l->reader); pair = pair->next)
        good &= load_scale_point(l, pair, &last);
    score->scale.count = l->set->scale_points.count - score->scale.first;
    if (good && score->scale.count < 2)
        bad_score(l, keys->scale, "a scale needs two pairs or more");
    const struct yaml_node *on = yaml_get(node, "on");
    if (!on) {
        bad_score(l, keys->scale, "a scale needs the fact that it is `on`");
        return;
    }
    if (keys->on.size == 0)
        return;
    score->fact = load_field(l, &message_fields, keys->on, on->span);
    if (score->fact && score->fact->type != FIELD_NUMBER)
        load_error(l, DIAGNOSTIC_BAD_FIELD_TEST, on->span, "`%.*s` is no number, so no scale can be on it", SLICE_ARG(keys->on));
}

static void load_score_mapping(struct loader *l, const struct yaml_node *node, struct score *score)
{
    struct score_keys keys = {.scale = NULL};
    const struct yaml_node *each = yaml_get(node, "each"), *max = yaml_get(node, "max");
    if (!schema_read(&l->reader, &score_schema, node, &keys))
        return;
    if (keys.scale && !each && !max) {
        load_scale(l, node, &keys, score);
        return;
    }
    if (!each || keys.scale || keys.on.size > 0) {
        bad_score(l, node, "a score is either `each`, with or without `max`, or a `scale` with its `on`");
        return;
    }
    score->kind = SCORE_EACH;
    score->millipoints = keys.each;
    score->max_millipoints = max ? keys.max : keys.each < 0 ? INT32_MIN : INT32_MAX;
    if (max && (keys.each < 0) != (keys.max < 0))
        bad_score(l, max, "`max` and `each` must have the same sign");
}

static bool over_limit(int32_t millipoints)
{
    return millipoints > RULE_MAX_MILLIPOINTS || millipoints < -RULE_MAX_MILLIPOINTS;
}

/* The user's own rules may score what they like. */
static void check_limit(struct loader *l, const struct yaml_node *node, const struct rule *rule)
{
    const struct score *score = &rule->score;
    bool over = over_limit(score->kind == SCORE_EACH ? score->max_millipoints : score->millipoints);
    for (uint32_t i = 0; i < score->scale.count && !l->set->arena.failed; i++)
        over = over || over_limit(l->set->scale_points.items[score->scale.first + i].millipoints);
    if (!over || !l->builtin || slice_is(rule->id, RULE_GTUBE))
        return;
    struct diagnostic *d = load_error(l, DIAGNOSTIC_SCORE_LIMIT, node->span, "a shipped rule scores more than %d.000 points",
                                      RULE_MAX_MILLIPOINTS / 1000);
    load_hint(l, d, "help: one misfire may break no build; lower it, or give `each` a `max`");
}

void load_score(struct loader *l, const struct yaml_node *node, struct rule *rule)
{
    uint32_t errors = l->reader.diagnostics->errors;
    if (node->kind == YAML_MAPPING)
        load_score_mapping(l, node, &rule->score);
    else
        schema_points(&l->reader, node, -1000, 1000, &rule->score.millipoints);
    if (l->reader.diagnostics->errors == errors)
        check_limit(l, node, rule);
}

/* --- providers --- */

/* YYYY, YYYY-MM or YYYY-MM-DD. */
static bool date_valid(struct slice date)
{
    static const char form[] = "dddd-dd-dd";
    if (date.size != 4 && date.size != 7 && date.size != 10)
        return false;
    for (size_t i = 0; i < date.size; i++)
        if (form[i] == 'd' ? !ascii_is_digit(date.data[i]) : date.data[i] != '-')
            return false;
    int month = date.size > 4 ? (date.data[5] - '0') * 10 + date.data[6] - '0' : 1;
    int day = date.size > 7 ? (date.data[8] - '0') * 10 + date.data[9] - '0' : 1;
    return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

void load_providers(struct loader *l, const struct yaml_node *node, struct rule *rule)
{
    rule->providers.first = l->set->providers.count;
    for (const struct yaml_node *item = node->first; item && !schema_full(&l->reader); item = item->next) {
        struct provider_keys keys = {.effect = 0};
        bool good = schema_read(&l->reader, &provider_schema, item, &keys);
        if (keys.date.size > 0 && !date_valid(keys.date)) {
            struct diagnostic *d = load_error(l, DIAGNOSTIC_BAD_VALUE, yaml_get(item, "date")->span, "`%.*s` is not a date",
                                              SLICE_ARG(text_shown(keys.date)));
            load_hint(l, d, "expected: YYYY, YYYY-MM or YYYY-MM-DD, such as 2026-01");
        }
        struct provider *provider = good ? vec_push(&l->set->arena, &l->set->providers) : NULL;
        if (!provider)
            continue;
        *provider = (struct provider){
            .name = keys.name, .source = keys.source, .date = keys.date, .grade = (enum provider_grade)keys.grade};
        provider->effect = slice_cstr(effect_choices[keys.effect]);
    }
    rule->providers.count = l->set->providers.count - rule->providers.first;
}

/* --- tests --- */

static const char *const input_keys[] = {"html", "text", "subject", "headers", "eml", NULL};

static void load_test_input(struct loader *l, const struct yaml_node *node, const struct test_keys *keys, struct rule_test *test)
{
    const struct yaml_node *first = NULL;
    for (const struct yaml_node *value = node->first; value; value = value->next) {
        int form = text_index(input_keys, value->key->text);
        if (form < 0)
            continue;
        if (first) {
            struct diagnostic *d =
                load_error(l, DIAGNOSTIC_BAD_VALUE, value->key->span, "`%s` cannot stand beside `%.*s` in one test",
                           input_keys[form], SLICE_ARG(first->key->text));
            load_hint(l, d, "expected: one of html, text, subject, headers, eml\nhelp: `eml` gives a whole message");
            continue;
        }
        first = value;
        test->form = (unsigned)form;
        test->input = keys->input[form];
    }
    if (first || node->cut)
        return;
    struct diagnostic *d = load_error(l, DIAGNOSTIC_MISSING_KEY, node->span, "a test needs an input");
    load_hint(l, d, "expected: one of html, text, subject, headers, eml");
}

static void load_test_now(struct loader *l, const struct yaml_node *node, const struct test_keys *keys, struct rule_test *test)
{
    const struct yaml_node *now = yaml_get(node, "now");
    test->has_now = now && date_read_iso(keys->now, &test->now);
    if (!now || test->has_now || node->cut)
        return;
    struct diagnostic *d = load_error(l, DIAGNOSTIC_BAD_VALUE, now->span, "the time `%.*s` cannot be read", SLICE_ARG(keys->now));
    load_hint(l, d, "expected: a time such as 2026-11-23T12:00:00Z (RFC 3339), or seconds since 1970");
}

static void load_test(struct loader *l, const struct yaml_node *node, bool hit)
{
    struct test_keys keys = {.stage = -1, .profile = -1, .times = 1};
    struct rule_test test = {.hit = hit, .place = load_place(l, node->span)};
    if (schema_read(&l->reader, &test_schema, node, &keys))
        load_test_input(l, node, &keys, &test);
    const struct yaml_node *at = yaml_get(node, "at");
    if (at && !hit) {
        struct diagnostic *d = load_error(l, DIAGNOSTIC_BAD_VALUE, at->key->span, "a miss marks nothing, so it has no `at`");
        load_hint(l, d, "help: move the test to `hit`, or take `at` out");
    }
    test.has_at = at != NULL;
    test.at = load_slices(l, keys.at);
    test.has_score = yaml_get(node, "score") != NULL;
    test.millipoints = keys.score;
    test.stage = keys.stage + 1;
    test.profile = keys.profile + 1;
    test.times = (uint32_t)keys.times;
    load_test_now(l, node, &keys, &test);
    struct rule_test *to = vec_push(&l->set->arena, &l->set->tests);
    if (to)
        *to = test;
}

void load_tests(struct loader *l, const struct yaml_node *node, struct rule *rule)
{
    struct tests_keys keys = {NULL, NULL};
    schema_read(&l->reader, &tests_schema, node, &keys);
    rule->tests.first = l->set->tests.count;
    for (const struct yaml_node *test = keys.hit ? keys.hit->first : NULL; test && !schema_full(&l->reader); test = test->next)
        load_test(l, test, true);
    for (const struct yaml_node *test = keys.miss ? keys.miss->first : NULL; test && !schema_full(&l->reader); test = test->next)
        load_test(l, test, false);
    rule->tests.count = l->set->tests.count - rule->tests.first;
}
