/* The policy: defaults, overrides of single rules, and the questions that score asks of it.
 *
 * Limits: one override per rule; a later one of the same rule adds to or replaces the earlier. Tested in tests/unit/policy. */
#include "policy/policy.h"

#include "base/ascii.h"
#include "data/text.h"
#include "message/date.h"

#define POLICY_MEMORY 16777216

bool policy_init(struct policy *policy, const struct ruleset *rules)
{
    *policy = (struct policy){
        .rules = rules,
        .profile = PROFILE_MARKETING,
        .fail_millipoints = 5000,
        .warn_millipoints = 3000,
        .fail_on = SEVERITY_ERROR,
        .limits = limits_default,
    };
    arena_init(&policy->arena, POLICY_MEMORY);
    policy->overrides = arena_new_array(&policy->arena, struct rule_override, rules->rules.count);
    return policy->overrides != NULL;
}

void policy_free(struct policy *policy)
{
    arena_free(&policy->arena);
    *policy = (struct policy){0};
}

/* --- words and numbers --- */

bool millipoints_read(struct slice text, int64_t *out_millipoints)
{
    struct decimal number;
    if (decimal_parse(text, &number) != DECIMAL_OK || number.places > 3)
        return false;
    if (number.thousandths > MILLIPOINTS_MAX || number.thousandths < -MILLIPOINTS_MAX)
        return false;
    *out_millipoints = number.thousandths;
    return true;
}

#define X(name, word) word,
bool severity_read(struct slice text, enum severity *out_severity)
{
    static const char *const texts[] = {SEVERITIES(X) NULL};
    int index = text_index(texts, text);
    if (index <= SEVERITY_NONE)
        return false;
    *out_severity = (enum severity)index;
    return true;
}

bool profile_read(struct slice text, enum profile *out_profile)
{
    static const char *const texts[] = {PROFILES(X) NULL};
    int index = text_index(texts, text);
    if (index < 0)
        return false;
    *out_profile = (enum profile)index;
    return true;
}

bool stage_read(struct slice text, enum stage *out_stage)
{
    static const char *const texts[] = {STAGES(X) NULL};
    int index = text_index(texts, text);
    if (index < 0)
        return false;
    *out_stage = (enum stage)index;
    return true;
}
#undef X

/* --- what the user asked for --- */

static const struct place NO_PLACE = {0};

static bool bad_override(struct diagnostics *diagnostics, struct slice text, const char *what, const char *hint)
{
    struct diagnostic *d =
        diagnostic_error(diagnostics, DIAGNOSTIC_BAD_OVERRIDE, NO_PLACE, "override `%.*s`: %s", SLICE_ARG(text), what);
    diagnostic_hint(diagnostics, d, "%s", hint);
    return false;
}

static bool unknown_rule(const struct policy *policy, struct slice id, struct diagnostics *diagnostics)
{
    uint32_t count = policy->rules->rules.count;
    struct diagnostic *d =
        diagnostic_error(diagnostics, DIAGNOSTIC_UNKNOWN_RULE, NO_PLACE, "there is no rule `%.*s` to override", SLICE_ARG(id));
    const char **ids = arena_new_array(diagnostics->arena, const char *, count);
    const char *meant = NULL;
    if (ids) {
        for (uint32_t i = 0; i < count; i++)
            ids[i] = arena_cstr(diagnostics->arena, policy->rules->rules.items[i].id);
        if (!diagnostics->arena->failed)
            meant = diagnostic_did_you_mean(id, ids, count);
    }
    if (meant)
        diagnostic_hint(diagnostics, d, "help: did you mean `%s`?", meant);
    else
        diagnostic_hint(diagnostics, d, "help: `mailassay rules list` names all rules");
    return false;
}

/* The one or two names in front of the "=": the rule, and what of it. */
struct override_target {
    struct slice id, key;
    bool has_key;
};

static struct override_target split_target(struct slice text)
{
    size_t dot = slice_find_byte(text, 0, '.');
    if (dot == SLICE_NONE)
        return (struct override_target){.id = text};
    return (struct override_target){.id = slice_sub(text, 0, dot), .key = slice_from(text, dot + 1), .has_key = true};
}

#define FORM_HINT "expected: RULE=off, RULE.severity=info|warn|error or RULE.score=NUMBER"

bool policy_override(struct policy *policy, struct slice text, struct diagnostics *diagnostics)
{
    size_t equals = slice_find_byte(text, 0, '=');
    if (equals == SLICE_NONE || equals == 0)
        return bad_override(diagnostics, text, "it does not name a rule and a value", FORM_HINT);
    struct override_target target = split_target(slice_trim(slice_sub(text, 0, equals)));
    struct slice value = slice_trim(slice_from(text, equals + 1));
    uint32_t rule = ruleset_find(policy->rules, target.id);
    if (rule == INDEX_NONE)
        return unknown_rule(policy, target.id, diagnostics);
    if (policy->rules->rules.items[rule].helper)
        return bad_override(diagnostics, text, "a helper has no finding of its own", "help: override the rules that use it");

    struct rule_override *override = &policy->overrides[rule];
    if (!target.has_key) {
        if (!slice_is(value, "off"))
            return bad_override(diagnostics, text, "a rule can only be switched off", FORM_HINT);
        override->off = true;
        return true;
    }
    if (slice_is(target.key, "severity")) {
        if (!severity_read(value, &override->severity))
            return bad_override(diagnostics, text, "there is no such severity", "expected: one of info, warn, error");
        override->has_severity = true;
        return true;
    }
    if (slice_is(target.key, "score")) {
        int64_t points;
        if (!millipoints_read(value, &points))
            return bad_override(diagnostics, text, "the score cannot be read",
                                "expected: a number from -1000 to 1000 with at most three decimals, such as 1.5");
        override->millipoints = (int32_t)points;
        override->has_score = true;
        return true;
    }
    return bad_override(diagnostics, text, "only `severity` and `score` can be overridden", FORM_HINT);
}

bool policy_provider(struct policy *policy, struct slice name, struct diagnostics *diagnostics)
{
    uint32_t count = policy->rules->providers.count;
    for (uint32_t i = 0; i < count; i++) {
        if (slice_equal_nocase(policy->rules->providers.items[i].name, name)) {
            policy->provider = policy->rules->providers.items[i].name;
            return true;
        }
    }
    struct diagnostic *d =
        diagnostic_error(diagnostics, DIAGNOSTIC_BAD_VALUE, NO_PLACE, "no rule knows the provider `%.*s`", SLICE_ARG(name));
    const char **names = arena_new_array(diagnostics->arena, const char *, count);
    if (names == NULL)
        return false;
    for (uint32_t i = 0; i < count; i++)
        names[i] = arena_cstr(diagnostics->arena, policy->rules->providers.items[i].name);
    const char *meant = diagnostics->arena->failed ? NULL : diagnostic_did_you_mean(name, names, count);
    if (meant)
        diagnostic_hint(diagnostics, d, "help: did you mean `%s`?", meant);
    return false;
}

bool policy_now(struct policy *policy, struct slice text, struct diagnostics *diagnostics)
{
    policy->has_now = date_read_iso(text, &policy->now);
    if (policy->has_now)
        return true;
    struct diagnostic *d =
        diagnostic_error(diagnostics, DIAGNOSTIC_BAD_VALUE, NO_PLACE, "the time `%.*s` cannot be read", SLICE_ARG(text));
    diagnostic_hint(diagnostics, d, "expected: a time such as 2026-11-23T12:00:00Z (RFC 3339), or seconds since 1970");
    return false;
}

bool policy_filled_later(struct policy *policy, struct slice tag, struct diagnostics *diagnostics)
{
    tag = slice_trim(tag);
    if (tag.size == 0) {
        struct diagnostic *d =
            diagnostic_error(diagnostics, DIAGNOSTIC_BAD_VALUE, NO_PLACE, "a tag that is filled in later is blank");
        diagnostic_hint(diagnostics, d, "expected: a tag such as `*|UNSUB|*` or `{{unsubscribe*}}`, or the name of a syntax");
        return false;
    }
    struct slice *to = vec_push(&policy->arena, &policy->filled_later);
    if (to)
        *to = arena_copy(&policy->arena, tag);
    return !policy->arena.failed;
}

/* --- what score asks --- */

/* Digits [start, start + count) of a date as a number; -1 if they are none. */
static int date_number(struct slice date, size_t start, size_t count)
{
    int number = 0;
    for (size_t i = start; i < start + count; i++) {
        if (!ascii_is_digit(slice_at(date, i)))
            return -1;
        number = number * 10 + (slice_at(date, i) - '0');
    }
    return number;
}

/* Months since the year 0; a date without a month counts as its year's last. */
static int date_months(struct slice date)
{
    int year = date_number(date, 0, 4);
    int month = date_number(date, 5, 2);
    return year < 0 ? 0 : year * 12 + (month < 0 ? 12 : month);
}

bool provider_is_historic(const struct provider *provider)
{
    return date_months(SLICE(POLICY_RELEASE_MONTH)) - date_months(provider->date) > POLICY_HISTORIC_YEARS * 12;
}

bool policy_historic(const struct policy *policy, uint32_t rule)
{
    struct range range = policy->rules->rules.items[rule].providers;
    for (uint32_t i = 0; i < range.count; i++) {
        if (!provider_is_historic(&policy->rules->providers.items[range.first + i]))
            return false;
    }
    return range.count > 0;
}

/* Is the provider asked for, or nobody in particular, known to penalise it? What is broken is broken everywhere. */
static bool provider_cares(const struct policy *policy, const struct rule *rule)
{
    if (policy->provider.size == 0 || rule->category == CATEGORY_BROKEN || rule->providers.count == 0)
        return true;
    for (uint32_t i = 0; i < rule->providers.count; i++) {
        if (slice_equal_nocase(policy->rules->providers.items[rule->providers.first + i].name, policy->provider))
            return true;
    }
    return false;
}

enum severity policy_severity(const struct policy *policy, uint32_t index, enum stage stage)
{
    const struct rule *rule = &policy->rules->rules.items[index];
    if (policy->overrides[index].has_severity)
        return policy->overrides[index].severity;
    enum severity severity = rule->severity[stage];
    if (severity == SEVERITY_ERROR && rule->category == CATEGORY_REJECT_RISK && policy_historic(policy, index))
        return SEVERITY_WARN;
    return severity;
}

/* With neither a severity at this stage nor points there is nothing to say. */
static bool matters(const struct policy *policy, uint32_t index, enum stage stage)
{
    const struct rule_override *override = &policy->overrides[index];
    const struct score *score = &policy->rules->rules.items[index].score;
    bool points = override->has_score ? override->millipoints != 0 : score->kind != SCORE_FIXED || score->millipoints != 0;
    return points || policy_severity(policy, index, stage) != SEVERITY_NONE;
}

enum policy_refusal policy_refuses(const struct policy *policy, uint32_t index, enum stage stage)
{
    const struct rule *rule = &policy->rules->rules.items[index];
    if (rule->helper)
        return REFUSAL_HELPER;
    if (policy->no_findings || policy->overrides[index].off)
        return REFUSAL_OFF;
    if (!(rule->profiles >> policy->profile & 1u))
        return REFUSAL_PROFILE;
    if (!(rule->stages >> stage & 1u))
        return REFUSAL_STAGE;
    if (!matters(policy, index, stage))
        return REFUSAL_NOTHING;
    return provider_cares(policy, rule) ? REFUSAL_NONE : REFUSAL_PROVIDER;
}

bool policy_applies(const struct policy *policy, uint32_t index, enum stage stage)
{
    return policy_refuses(policy, index, stage) == REFUSAL_NONE;
}
