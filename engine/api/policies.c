/* assay_policy: options as texts in, a policy out; all of what is wrong with them at once. Tested in tests/unit/api. */
#include "api/api.h"
#include "data/text.h"

#define HANDLE_MEMORY     65536
#define DIAGNOSTIC_MEMORY 67108864

static const struct place NO_PLACE = {0};

/* One choice that was misspelt: names what can be chosen, and what was meant. */
static void bad_choice(struct diagnostics *diagnostics, const char *option, const char *value, const char *const *choices)
{
    size_t count = text_count(choices);
    struct slice expected = text_join(diagnostics->arena, choices, count);
    struct diagnostic *d = diagnostic_error(diagnostics, DIAGNOSTIC_BAD_VALUE, NO_PLACE, "there is no %s `%s`", option, value);
    const char *meant = diagnostic_did_you_mean(slice_cstr(value), choices, count);
    diagnostic_hint(diagnostics, d, "expected: one of %.*s%s%s%s", SLICE_ARG(expected), meant ? "\nhelp: did you mean `" : "",
                    meant ? meant : "", meant ? "`?" : "");
}

static void read_profile(struct policy *policy, const char *text, struct diagnostics *diagnostics)
{
#define X(name, word) word,
    static const char *const choices[] = {PROFILES(X) NULL};
#undef X
    if (text && !profile_read(slice_cstr(text), &policy->profile))
        bad_choice(diagnostics, "profile", text, choices);
}

static void read_stage(struct policy *policy, const char *text, struct diagnostics *diagnostics)
{
#define X(name, word) word,
    static const char *const choices[] = {STAGES(X) NULL};
#undef X
    enum stage stage;
    if (!text)
        return;
    if (stage_read(slice_cstr(text), &stage))
        policy->stage = (int)stage + 1;
    else
        bad_choice(diagnostics, "stage", text, choices);
}

static void read_fail_on(struct policy *policy, const char *text, struct diagnostics *diagnostics)
{
    static const char *const choices[] = {"error", "warn", "info", "never", NULL};
    if (!text)
        return;
    if (slice_is(slice_cstr(text), "never"))
        policy->fail_on = SEVERITY_NONE;
    else if (!severity_read(slice_cstr(text), &policy->fail_on))
        bad_choice(diagnostics, "severity to fail on", text, choices);
}

static void read_score(int64_t *points, const char *option, const char *text, struct diagnostics *diagnostics)
{
    if (!text)
        return;
    if (slice_is(slice_cstr(text), "none")) {
        *points = MILLIPOINTS_NONE;
        return;
    }
    if (millipoints_read(slice_cstr(text), points))
        return;
    struct diagnostic *d =
        diagnostic_error(diagnostics, DIAGNOSTIC_BAD_VALUE, NO_PLACE, "the %s `%s` cannot be read", option, text);
    diagnostic_hint(diagnostics, d, "expected: `none`, or a number from -1000 to 1000 with at most three decimals");
}

static void read_options(struct policy *policy, const assay_policy_options *options, struct diagnostics *diagnostics)
{
    read_profile(policy, options->profile, diagnostics);
    read_stage(policy, options->stage, diagnostics);
    read_fail_on(policy, options->fail_on, diagnostics);
    read_score(&policy->fail_millipoints, "score to fail at", options->fail_score, diagnostics);
    read_score(&policy->warn_millipoints, "score to warn at", options->warn_score, diagnostics);
    if (options->provider)
        policy_provider(policy, slice_cstr(options->provider), diagnostics);
    if (options->now)
        policy_now(policy, slice_cstr(options->now), diagnostics);
    policy->no_findings = options->no_findings != 0;
    for (size_t i = 0; i < options->filled_later_count; i++)
        policy_filled_later(policy, slice_cstr(options->filled_later[i]), diagnostics);
    limits_read(&policy->limits, options->limits, options->limit_count, diagnostics);
    for (size_t i = 0; i < options->override_count; i++)
        policy_override(policy, slice_cstr(options->overrides[i]), diagnostics);
}

static assay_status fill(struct assay_policy *handle, const assay_rules *rules, const assay_policy_options *options)
{
    if (!policy_init(&handle->policy, &rules->set))
        return ASSAY_NO_MEMORY;
    struct arena arena;
    struct diagnostics diagnostics;
    arena_init(&arena, DIAGNOSTIC_MEMORY);
    diagnostics_init(&diagnostics, &arena);
    read_options(&handle->policy, options, &diagnostics);
    diagnostics_deliver(&diagnostics, (struct diagnostic_target){options->on_diagnostic, options->user});
    assay_status status = diagnostics.errors ? ASSAY_BAD_POLICY : arena.failed ? ASSAY_NO_MEMORY : ASSAY_OK;
    arena_free(&arena);
    return status;
}

assay_status assay_policy_new(const assay_rules *rules, const assay_policy_options *options, assay_policy **out_policy)
{
    static const assay_policy_options defaults = ASSAY_POLICY_OPTIONS_INIT;
    if (!out_policy)
        return ASSAY_BAD_ARGUMENT;
    *out_policy = NULL;
    if (!options)
        options = &defaults;
    if (!rules || options->size != sizeof *options || any_null(options->overrides, options->override_count) ||
        any_null(options->limits, options->limit_count) || any_null(options->filled_later, options->filled_later_count))
        return ASSAY_BAD_ARGUMENT;
    struct assay_policy *policy = handle_new(sizeof *policy, HANDLE_MEMORY);
    if (!policy)
        return ASSAY_NO_MEMORY;
    assay_status status = fill(policy, rules, options);
    if (status == ASSAY_OK)
        *out_policy = policy;
    else
        assay_policy_free(&policy);
    return status;
}

void assay_policy_free(assay_policy **policy)
{
    if (!policy || !*policy)
        return;
    policy_free(&(*policy)->policy);
    handle_free(*policy);
    *policy = NULL;
}
