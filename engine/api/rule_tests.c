/* The tests inside rules: each input is made a message, scored by its rule alone, and compared with what the test says.
 *
 * A helper has no findings; while it is tested it counts as a rule. Tested in tests/unit/api. */
#include "api/api.h"

#define TEST_MEMORY       536870912
#define DIAGNOSTIC_MEMORY 67108864

/* One test while it runs. */
struct test_run {
    const struct ruleset *set;
    uint32_t rule;
    const struct rule_test *test;
    struct diagnostics *diagnostics;
    bool failed;
};

static const struct rule *rule_of(const struct test_run *run)
{
    return &run->set->rules.items[run->rule];
}

/* --- what is expected, and what was found --- */

static struct slice quote_list(struct arena *arena, const struct slice *texts, uint32_t count)
{
    struct buffer out;
    buffer_init(&out, arena, SIZE_MAX);
    for (uint32_t i = 0; i < count; i++) {
        buffer_text(&out, i ? ", `" : "`");
        buffer_append(&out, texts[i]);
        buffer_byte(&out, '`');
    }
    if (count == 0)
        buffer_text(&out, "nothing");
    return buffer_slice(&out);
}

static void __attribute__((format(printf, 3, 4))) fail(struct test_run *run, struct slice hint, const char *format, ...)
{
    va_list arguments;
    struct buffer text;
    buffer_init(&text, run->diagnostics->arena, SIZE_MAX);
    va_start(arguments, format);
    buffer_vprintf(&text, format, arguments);
    va_end(arguments);
    run->failed = true;
    struct diagnostic *d = diagnostic_error(run->diagnostics, DIAGNOSTIC_TEST_FAILED, run->test->place, "test of %.*s: %.*s",
                                            SLICE_ARG(rule_of(run)->id), SLICE_ARG(buffer_slice(&text)));
    if (hint.size)
        diagnostic_hint(run->diagnostics, d, "%.*s", SLICE_ARG(hint));
}

static void fail_without_finding(struct test_run *run, const struct outcome *outcome)
{
    struct arena *arena = run->diagnostics->arena;
    for (uint32_t i = 0; i < outcome->skipped.count; i++) {
        if (outcome->skipped.items[i].rule == run->rule) {
            const char *reason = unknown_reason_text(outcome->skipped.items[i].reason);
            fail(run, arena_printf(arena, "found: the rule was skipped (%s)", reason), "a hit was expected");
            return;
        }
    }
    if (!policy_applies(outcome->policy, run->rule, outcome->stage)) {
        fail(run,
             arena_printf(arena, "found: the rule does not apply at stage %s for profile %s", stage_text(outcome->stage),
                          profile_text(outcome->policy->profile)),
             "a hit was expected");
        return;
    }
    fail(run, SLICE("found: nothing"), "a hit was expected");
}

static void check_places(struct test_run *run, const struct finding *finding)
{
    struct arena *arena = run->diagnostics->arena;
    const struct slice *expected = run->set->slices.items + run->test->at.first;
    uint32_t count = finding->locations.count;
    struct slice *found = arena_new_array(arena, struct slice, count);
    if (!found)
        return;
    bool same = count == run->test->at.count;
    for (uint32_t i = 0; i < count; i++) {
        found[i] = finding->locations.items[i].text;
        same = same && slice_equal(found[i], expected[i]);
    }
    if (same)
        return;
    struct slice wanted = quote_list(arena, expected, run->test->at.count);
    struct slice got = quote_list(arena, found, count);
    fail(run, arena_printf(arena, "expected: %.*s\nfound: %.*s", SLICE_ARG(wanted), SLICE_ARG(got)), "it marks other texts");
}

static void check_score(struct test_run *run, const struct finding *finding)
{
    if (finding->millipoints == run->test->millipoints)
        return;
    struct slice hint =
        arena_printf(run->diagnostics->arena, "expected: %s\nfound: %s", report_points(run->test->millipoints, false).text,
                     report_points(finding->millipoints, false).text);
    fail(run, hint, "it scores differently");
}

static void check_outcome(struct test_run *run, const struct outcome *outcome)
{
    const struct finding *finding = NULL;
    for (uint32_t i = 0; i < outcome->findings.count; i++) {
        if (outcome->findings.items[i].rule == run->rule)
            finding = &outcome->findings.items[i];
    }
    if (!run->test->hit && finding) {
        struct slice text = finding->locations.count ? finding->locations.items[0].text : finding->message;
        fail(run, arena_printf(run->diagnostics->arena, "found: `%.*s`", SLICE_ARG(text)), "no hit was expected");
    } else if (run->test->hit && !finding) {
        fail_without_finding(run, outcome);
    } else if (run->test->hit && finding) {
        if (run->test->has_at)
            check_places(run, finding);
        if (run->test->has_score)
            check_score(run, finding);
    }
}

/* --- the message --- */

/* The input as often as the test wants it, so that a large one need not be written out. */
static struct slice repeat(struct arena *arena, struct slice text, uint32_t times)
{
    struct buffer out;
    if (times == 1)
        return text;
    buffer_init(&out, arena, SIZE_MAX);
    buffer_reserve(&out, text.size * times);
    for (uint32_t i = 0; i < times; i++)
        buffer_append(&out, text);
    return buffer_slice(&out);
}

static struct slice make_input(struct arena *arena, const struct rule_test *test, struct message_options *options)
{
    struct slice input = repeat(arena, test->input, test->times);
    const char *line_end = slice_at(input, input.size - 1) == '\n' ? "" : "\n";
    options->kind = KIND_EML + 1;
    if (!options->stage && test->form != RULE_TEST_HTML && test->form != RULE_TEST_TEXT)
        options->stage = STAGE_PRE_MTA + 1;
    switch (test->form) {
    case RULE_TEST_HTML: options->kind = KIND_HTML + 1; return input;
    case RULE_TEST_TEXT: options->kind = KIND_TEXT + 1; return input;
    case RULE_TEST_SUBJECT: return arena_printf(arena, "Subject: %.*s\n\nText.\n", SLICE_ARG(input));
    case RULE_TEST_HEADERS: return arena_printf(arena, "%.*s%s\nText.\n", SLICE_ARG(input), line_end);
    case RULE_TEST_EML: break;
    }
    return input;
}

static enum profile first_profile(const struct rule *rule)
{
    for (int profile = 0; profile < PROFILE_COUNT; profile++) {
        if (rule->profiles >> profile & 1u)
            return (enum profile)profile;
    }
    return PROFILE_MARKETING;
}

/* A policy under which nothing but the rule has findings, at the test's stage and profile. */
static bool set_policy(struct policy *policy, const struct ruleset *set, const struct test_run *run)
{
    if (!policy_init(policy, set))
        return false;
    for (uint32_t i = 0; i < set->rules.count; i++)
        policy->overrides[i].off = i != run->rule;
    policy->stage = run->test->stage;
    policy->has_now = run->test->has_now;
    policy->now = run->test->now;
    policy->profile = run->test->profile ? (enum profile)(run->test->profile - 1) : first_profile(rule_of(run));
    return true;
}

/* The set again, the rule under test no helper in it but a rule whose findings count at every stage. */
static bool open_helper(struct arena *arena, const struct test_run *run, struct ruleset *out)
{
    *out = *run->set;
    out->rules.items = arena_new_array(arena, struct rule, out->rules.count);
    if (!out->rules.items)
        return false;
    for (uint32_t i = 0; i < out->rules.count; i++)
        out->rules.items[i] = run->set->rules.items[i];
    out->rules.items[run->rule].helper = false;
    for (int stage = 0; stage < STAGE_COUNT; stage++)
        out->rules.items[run->rule].severity[stage] = SEVERITY_INFO;
    return true;
}

static assay_status score_test(struct test_run *run, struct arena *arena, const struct policy *policy)
{
    struct message_options options = {
        .limits = &policy->limits, .stage = policy->stage, .whole = true, .has_now = policy->has_now, .now = policy->now};
    struct policy at_stage = *policy;
    struct slice input = make_input(arena, run->test, &options);
    at_stage.stage = options.stage;
    struct assay_result *result = arena_new(arena, struct assay_result);
    if (!result)
        return ASSAY_NO_MEMORY;
    source_init(&result->source, SLICE("test"), input);
    assay_status status = result_score(result, &at_stage, &options);
    if (status == ASSAY_OK)
        check_outcome(run, &result->outcome);
    else if (status == ASSAY_TOO_LARGE)
        fail(run, SLICE(""), "its message is larger than the limit message_bytes");
    arena_free(&result->work);
    return status == ASSAY_NO_MEMORY ? ASSAY_NO_MEMORY : ASSAY_OK;
}

static assay_status run_test(struct test_run *run)
{
    struct arena arena;
    arena_init(&arena, TEST_MEMORY);
    struct ruleset opened;
    const struct ruleset *set = run->set;
    bool ready = true;
    if (rule_of(run)->helper) {
        ready = open_helper(&arena, run, &opened);
        set = &opened;
    }
    struct policy policy = {0};
    assay_status status = ready && set_policy(&policy, set, run) ? score_test(run, &arena, &policy) : ASSAY_NO_MEMORY;
    policy_free(&policy);
    arena_free(&arena);
    return status;
}

static assay_status run_rule(const struct ruleset *set, uint32_t rule, struct diagnostics *diagnostics, uint32_t counts[2])
{
    struct range tests = set->rules.items[rule].tests;
    for (uint32_t i = 0; i < tests.count; i++) {
        struct test_run run = {.set = set, .rule = rule, .test = &set->tests.items[tests.first + i], .diagnostics = diagnostics};
        assay_status status = run_test(&run);
        if (status != ASSAY_OK)
            return status;
        counts[run.failed]++;
    }
    return ASSAY_OK;
}

assay_status assay_rules_test(const assay_rules *rules, const char *id, assay_diagnostic_callback *on_diagnostic, void *user,
                              uint32_t *out_passed, uint32_t *out_failed)
{
    if (!out_passed || !out_failed)
        return ASSAY_BAD_ARGUMENT;
    *out_passed = *out_failed = 0;
    if (!rules)
        return ASSAY_BAD_ARGUMENT;
    uint32_t first = 0, end = rules->set.rules.count;
    if (id) {
        first = ruleset_find(&rules->set, slice_cstr(id));
        if (first == INDEX_NONE)
            return ASSAY_BAD_ARGUMENT;
        end = first + 1;
    }
    struct arena arena;
    struct diagnostics diagnostics;
    arena_init(&arena, DIAGNOSTIC_MEMORY);
    diagnostics_init(&diagnostics, &arena);
    uint32_t counts[2] = {0};
    assay_status status = ASSAY_OK;
    for (uint32_t rule = first; rule < end && status == ASSAY_OK; rule++)
        status = run_rule(&rules->set, rule, &diagnostics, counts);
    diagnostics_deliver(&diagnostics, (struct diagnostic_target){on_diagnostic, user});
    if (status == ASSAY_OK && arena.failed)
        status = ASSAY_NO_MEMORY;
    arena_free(&arena);
    *out_passed = counts[0];
    *out_failed = counts[1];
    return status == ASSAY_OK && counts[1] ? ASSAY_TEST_FAILED : status;
}
