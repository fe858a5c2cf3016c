/* From what the rules came to, to findings, a sum and a verdict. Tested in tests/unit/score and tests/cases. */
#include "score/score.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "data/sha256.h"
#include "score/evaluate.h"

#define X(name, text) [ROLE_##name] = text,
const char *location_role_text(enum location_role role)
{
    static const char *const texts[] = {X(TARGET, "target") X(SHOWN, "shown") X(MATCH, "match") X(PLACE, "place")};
    return texts[role];
}
#undef X

const char *verdict_text(enum verdict verdict)
{
    static const char *const texts[] = {
        [VERDICT_PASS] = "pass",   [VERDICT_WARN] = "warn",      [VERDICT_FAIL] = "fail", [VERDICT_INCOMPLETE] = "incomplete",
        [VERDICT_ERROR] = "error", [VERDICT_SKIPPED] = "skipped"};
    return texts[verdict];
}

/* The points at x: linear between the two nearest of the scale's points, constant outside. */
static int64_t scale_points(const struct scale_point *points, uint32_t count, double x)
{
    if (count == 0)
        return 0;
    if (x <= points[0].x)
        return points[0].millipoints;
    for (uint32_t i = 1; i < count; i++) {
        const struct scale_point *a = &points[i - 1];
        const struct scale_point *b = &points[i];
        if (x > b->x)
            continue;
        double part = (x - a->x) / (b->x - a->x);
        return (int64_t)lround(a->millipoints + part * (b->millipoints - a->millipoints));
    }
    return points[count - 1].millipoints;
}

/* Why the points of a rule are not known: a scale on a fact that depends on a placeholder. */
static enum unknown_reason points_unknown(const struct evaluation *e, uint32_t rule)
{
    const struct score *score = &e->rules->rules.items[rule].score;
    struct value v = {0};
    if (score->kind != SCORE_SCALE || e->policy->overrides[rule].has_score)
        return UNKNOWN_NONE;
    score->fact->get(e->content, &v);
    return v.state == VALUE_UNKNOWN ? v.reason : UNKNOWN_NONE;
}

/* The points of a rule that fired. */
static int64_t rule_points(struct evaluation *e, uint32_t rule)
{
    const struct rule_override *override = &e->policy->overrides[rule];
    if (override->has_score)
        return override->millipoints;
    const struct score *score = &e->rules->rules.items[rule].score;
    if (score->kind == SCORE_FIXED)
        return score->millipoints;
    if (score->kind == SCORE_SCALE) {
        struct value v = {0};
        score->fact->get(e->content, &v);
        return v.state == VALUE_KNOWN
                   ? scale_points(&e->rules->scale_points.items[score->scale.first], score->scale.count, v.number)
                   : 0;
    }
    int64_t sum = (int64_t)e->results[rule].count.low * score->millipoints;
    bool over = score->millipoints < 0 ? sum < score->max_millipoints : sum > score->max_millipoints;
    return over ? score->max_millipoints : sum;
}

/* --- findings --- */

/* The first hits of one rule, those that are one side by side. Each has at least one place: later ones would not be shown. */
static void add_hits(struct evaluation *e, const struct rule_result *result, hit_vec *out)
{
    for (uint32_t number = 1; number <= result->hit_count && out->count < 2 * FINDING_MAX_LOCATIONS; number++)
        for (uint32_t i = 0; i < result->hits.count && out->count < 2 * FINDING_MAX_LOCATIONS; i++) {
            struct hit *place = result->hits.items[i].number == number ? vec_push(e->arena, out) : NULL;
            if (place)
                *place = result->hits.items[i];
        }
}

/* The hits that a rule points with: its own, or those of the rules that made a meta true, down to rules that have hits. */
static void gather_hits(struct evaluation *e, uint32_t rule, hit_vec *out)
{
    bool *seen = arena_new_array(e->arena, bool, e->rules->rules.count);
    rule_list work = {0};
    uint32_t *first = vec_push(e->arena, &work);
    if (!seen || !first)
        return;
    *first = rule;
    for (uint32_t i = 0; i < work.count; i++) {
        const struct rule_result *result = &e->results[work.items[i]];
        add_hits(e, result, out);
        for (uint32_t s = 0; s < result->sources.count; s++) {
            uint32_t source = result->sources.items[s];
            uint32_t *place = seen[source] ? NULL : vec_push(e->arena, &work);
            if (place)
                *place = source;
            seen[source] = true;
        }
    }
}

static void add_locations(struct evaluation *e, struct finding *finding)
{
    const struct rule *rule = &e->rules->rules.items[finding->rule];
    struct slice message = rule->message.size > 0 ? rule->message : rule->title;
    bool meta = rule->condition.kind == CONDITION_META;
    hit_vec hits = {0};
    gather_hits(e, finding->rule, &hits);
    for (uint32_t i = 0; i < hits.count && finding->locations.count < FINDING_MAX_LOCATIONS; i++) {
        if (meta)
            hits.items[i].number = 1;
        struct location location;
        if (!locate(e, &hits.items[i], &location))
            continue;
        location.message = render_text(e, finding->rule, meta ? NULL : &hits.items[i], message);
        struct location *place = vec_push(e->arena, &finding->locations);
        if (place)
            *place = location;
    }
    const struct hit *first = !meta && hits.count > 0 ? &hits.items[0] : NULL;
    finding->message = render_text(e, finding->rule, first, message);
    finding->why = render_text(e, finding->rule, first, rule->why);
    finding->fix = render_text(e, finding->rule, first, rule->fix);
}

/* What stays the same when lines move: the rule, and the text that it found first. */
static void fingerprint(const struct evaluation *e, struct finding *finding)
{
    struct slice id = e->rules->rules.items[finding->rule].id;
    struct slice text = finding->locations.count > 0 ? finding->locations.items[0].text : (struct slice){0};
    struct sha256 hash;
    sha256_init(&hash);
    sha256_update(&hash, id);
    sha256_update(&hash, SLICE("\0"));
    sha256_update(&hash, text);
    char hex[65];
    sha256_finish(&hash, hex);
    snprintf(finding->fingerprint, sizeof finding->fingerprint, "%.32s", hex);
}

static void add_finding(struct evaluation *e, struct outcome *out, uint32_t rule)
{
    struct finding *finding = vec_push(e->arena, &out->findings);
    if (!finding)
        return;
    *finding = (struct finding){.rule = rule, .severity = policy_severity(e->policy, rule, e->stage)};
    finding->millipoints = rule_points(e, rule);
    finding->historic = policy_historic(e->policy, rule);
    finding->count = e->results[rule].hit_count > 0 ? e->results[rule].hit_count : 1;
    add_locations(e, finding);
    fingerprint(e, finding);
    out->millipoints += finding->millipoints;
}

/* Says that a limit or the budget kept something from a rule; a limit of the message itself has been recorded already. */
static void add_incomplete(struct evaluation *e, struct outcome *out, uint32_t rule, enum unknown_reason reason, bool whole)
{
    bool budget = reason == UNKNOWN_BUDGET;
    bool fired = number_is_true(e->results[rule].truth);
    struct slice id = e->rules->rules.items[rule].id;
    out->complete = false;
    if (budget || whole)
        message_problem(e->content->message, budget ? "limit-rule_steps" : "limit-match",
                        arena_printf(e->arena, "Rule %.*s %s; %s", SLICE_ARG(id),
                                     budget ? "used up its steps" : "could not be completed within its limits",
                                     fired ? "there may be more than was found" : "whether it holds is not known"),
                        NULL, (struct span){0, 0});
}

/* What became of one rule. What fired may yet have hits that were not looked for: its count and points lack them. */
static void add_rule(struct evaluation *e, struct outcome *out, uint32_t rule, bool whole)
{
    const struct rule_result *result = &e->results[rule];
    enum unknown_reason unknown = points_unknown(e, rule);
    bool fired = number_is_true(result->truth) && unknown == UNKNOWN_NONE;
    enum unknown_reason reason = fired ? result->count.reason : result->truth.reason;
    if (number_is_false(result->truth))
        return;
    if (reason == UNKNOWN_NONE)
        reason = unknown;
    if (fired)
        add_finding(e, out, rule);
    if (reason == UNKNOWN_LIMIT || reason == UNKNOWN_BUDGET) {
        add_incomplete(e, out, rule, reason, whole);
        return;
    }
    struct skipped_rule *skipped = fired ? NULL : vec_push(e->arena, &out->skipped);
    if (skipped)
        *skipped = (struct skipped_rule){rule, reason};
}

/* Worst first: severity, points, place, order of the rules. */
static int by_weight(const void *a, const void *b)
{
    const struct finding *x = a;
    const struct finding *y = b;
    if (x->severity != y->severity)
        return x->severity > y->severity ? -1 : 1;
    if (x->millipoints != y->millipoints)
        return x->millipoints > y->millipoints ? -1 : 1;
    uint32_t at_x = x->locations.count > 0 ? x->locations.items[0].hull.start : UINT32_MAX;
    uint32_t at_y = y->locations.count > 0 ? y->locations.items[0].hull.start : UINT32_MAX;
    if (at_x != at_y)
        return at_x < at_y ? -1 : 1;
    return x->rule < y->rule ? -1 : x->rule > y->rule;
}

/* --- verdict --- */

/* A high score counts only if two packs, GTUBE or a rule of the user's own speak for it: one misfire breaks no build. */
static bool score_is_supported(const struct outcome *out)
{
    struct slice pack = {0};
    for (uint32_t i = 0; i < out->findings.count; i++) {
        const struct finding *f = &out->findings.items[i];
        const struct rule *rule = &out->rules->rules.items[f->rule];
        if (f->millipoints <= 0)
            continue;
        if (!rule->builtin || slice_equal(rule->id, SLICE(RULE_GTUBE)) || (pack.size > 0 && !slice_equal(pack, rule->pack)))
            return true;
        pack = rule->pack;
    }
    return false;
}

static void judge(struct outcome *out)
{
    const struct policy *policy = out->policy;
    enum severity worst = SEVERITY_NONE;
    for (uint32_t i = 0; i < out->findings.count; i++)
        if (out->findings.items[i].severity > worst)
            worst = out->findings.items[i].severity;
    out->failed_by_severity = policy->fail_on != SEVERITY_NONE && worst >= policy->fail_on;
    out->failed_by_score =
        policy->fail_millipoints != MILLIPOINTS_NONE && out->millipoints >= policy->fail_millipoints && score_is_supported(out);
    bool warned =
        worst >= SEVERITY_WARN || (policy->warn_millipoints != MILLIPOINTS_NONE && out->millipoints >= policy->warn_millipoints);
    if (out->failed_by_severity || out->failed_by_score)
        out->verdict = VERDICT_FAIL;
    else if (!out->complete)
        out->verdict = VERDICT_INCOMPLETE;
    else
        out->verdict = warned ? VERDICT_WARN : VERDICT_PASS;
}

bool score_message(struct outcome *out, const struct policy *policy, struct matcher *matcher, struct content *content)
{
    const struct ruleset *rules = policy->rules;
    *out = (struct outcome){
        .rules = rules, .policy = policy, .content = content, .stage = content->message->stage, .complete = true};
    struct evaluation e = {
        .rules = rules, .policy = policy, .matcher = matcher, .content = content, .arena = content->arena, .stage = out->stage};
    matcher_reset(matcher);
    bool evaluated = evaluate(&e);
    bool whole = content->message->complete;
    for (uint32_t i = 0; evaluated && i < rules->rules.count; i++)
        if (policy_applies(policy, i, out->stage))
            add_rule(&e, out, i, whole);
    if (out->findings.count > 1)
        qsort(out->findings.items, out->findings.count, sizeof *out->findings.items, by_weight);
    if (!content->message->complete || e.arena->failed)
        out->complete = false;
    judge(out);
    return evaluated && !e.arena->failed;
}
