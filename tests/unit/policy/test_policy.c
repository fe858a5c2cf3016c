/* The room policy: numbers, overrides, and which findings count. */
#include <check.h>
#include <stdlib.h>

#include "policy/policy.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])
#define ALL_BITS     UINT32_MAX

/* --- a rule set made by hand --- */

enum { BROKEN, REJECT_OLD, REJECT_NEW, SPAM, HELPER, BY_STAGE, BY_PROFILE, BY_STAGES, RULE_COUNT };

static struct provider providers[] = {
    {.name = {(const unsigned char *)"aol", 3}, .date = {(const unsigned char *)"2016-08", 7}},
    {.name = {(const unsigned char *)"gmail", 5}, .date = {(const unsigned char *)"2025-02-01", 10}},
    {.name = {(const unsigned char *)"aol", 3}, .date = {(const unsigned char *)"2019", 4}},
};
static struct rule rules[RULE_COUNT];
static struct ruleset set;
static struct policy policy;
static struct arena arena;
static struct diagnostics diagnostics;

static struct rule rule(const char *id, enum category category, enum severity severity)
{
    struct rule made = {.id = slice_cstr(id), .category = category, .profiles = ALL_BITS, .stages = ALL_BITS};
    for (int stage = 0; stage < STAGE_COUNT; stage++)
        made.severity[stage] = severity;
    return made;
}

static void set_up(void)
{
    rules[BROKEN] = rule("LINK_BROKEN", CATEGORY_BROKEN, SEVERITY_ERROR);
    rules[REJECT_OLD] = rule("REJECT_OLD", CATEGORY_REJECT_RISK, SEVERITY_ERROR);
    rules[REJECT_OLD].providers = (struct range){0, 1};
    rules[REJECT_NEW] = rule("REJECT_NEW", CATEGORY_REJECT_RISK, SEVERITY_ERROR);
    rules[REJECT_NEW].providers = (struct range){1, 2};
    rules[SPAM] = rule("SPAM_WORDS", CATEGORY_SPAM, SEVERITY_NONE);
    rules[SPAM].score.millipoints = 1000;
    rules[HELPER] = rule("__HELPER", CATEGORY_SPAM, SEVERITY_WARN);
    rules[HELPER].helper = true;
    rules[BY_STAGE] = rule("BY_STAGE", CATEGORY_BROKEN, SEVERITY_ERROR);
    rules[BY_STAGE].severity[STAGE_TEMPLATE] = rules[BY_STAGE].severity[STAGE_PARTIAL] = SEVERITY_NONE;
    rules[BY_PROFILE] = rule("BY_PROFILE", CATEGORY_HYGIENE, SEVERITY_INFO);
    rules[BY_PROFILE].profiles = 1u << PROFILE_INTERNAL;
    rules[BY_STAGES] = rule("BY_STAGES", CATEGORY_HYGIENE, SEVERITY_INFO);
    rules[BY_STAGES].stages = 1u << STAGE_DELIVERED;
    set = (struct ruleset){0};
    ck_assert(ruleset_init(&set));
    set.rules.items = rules;
    set.rules.count = RULE_COUNT;
    set.providers.items = providers;
    set.providers.count = COUNT(providers);
    map_init(&set.ids, &set.arena);
    for (uint32_t i = 0; i < RULE_COUNT; i++)
        ck_assert(map_add(&set.ids, rules[i].id, i));
    ck_assert(map_add(&set.ids, SLICE("LINK_FORMER"), BROKEN));
    ck_assert(policy_init(&policy, &set));
    arena_init(&arena, SIZE_MAX);
    diagnostics_init(&diagnostics, &arena);
}

static void tear_down(void)
{
    policy_free(&policy);
    arena_free(&arena);
    ruleset_free(&set);
}

/* --- numbers and words --- */

static const struct {
    const char *text;
    bool good;
    int64_t points;
} numbers[] = {
    {"0", true, 0},
    {"5", true, 5000},
    {"1.5", true, 1500},
    {"-0.25", true, -250},
    {"2.375", true, 2375},
    {"1000", true, 1000000},
    {"-1000", true, -1000000},
    {"1000.001", false, 0},
    {"1.2345", false, 0},
    {"", false, 0},
    {"-", false, 0},
    {"abc", false, 0},
    {".nan", false, 0},
    {"1e3", false, 0},
    {"1,5", false, 0},
    {" 1", false, 0},
    {"1.5x", false, 0},
    {"99999999999999999999", false, 0},
};

START_TEST(reads_numbers)
{
    int64_t points = 7;
    bool good = millipoints_read(slice_cstr(numbers[_i].text), &points);
    ck_assert_msg(good == numbers[_i].good, "<%s>: %d", numbers[_i].text, good);
    ck_assert_msg(points == (good ? numbers[_i].points : 7), "<%s>: %lld", numbers[_i].text, (long long)points);
}
END_TEST

START_TEST(reads_words)
{
    enum severity severity = SEVERITY_ERROR;
    enum profile profile = PROFILE_MARKETING;
    enum stage stage = STAGE_TEMPLATE;
    ck_assert(severity_read(SLICE("info"), &severity) && severity == SEVERITY_INFO);
    ck_assert(!severity_read(SLICE("none"), &severity) && !severity_read(SLICE("Warn"), &severity));
    ck_assert(profile_read(SLICE("internal"), &profile) && profile == PROFILE_INTERNAL);
    ck_assert(!profile_read(SLICE(""), &profile));
    ck_assert(stage_read(SLICE("pre-mta"), &stage) && stage == STAGE_PRE_MTA);
    ck_assert(!stage_read(SLICE("premta"), &stage));
}
END_TEST

START_TEST(has_defaults)
{
    ck_assert_int_eq(policy.profile, PROFILE_MARKETING);
    ck_assert_int_eq(policy.stage, 0);
    ck_assert_int_eq(policy.fail_millipoints, 5000);
    ck_assert_int_eq(policy.warn_millipoints, 3000);
    ck_assert_int_eq(policy.fail_on, SEVERITY_ERROR);
    ck_assert_uint_eq(policy.provider.size, 0);
    ck_assert_uint_eq(policy.limits.mime_depth, limits_default.mime_depth);
}
END_TEST

/* --- overrides --- */

static const struct {
    const char *text;
    bool good;
    enum diagnostic_code code;
    const char *hint; /* a part of it */
} overrides[] = {
    {"LINK_BROKEN=off", true, DIAGNOSTIC_BAD_OVERRIDE, ""},
    {"LINK_FORMER=off", true, DIAGNOSTIC_BAD_OVERRIDE, ""},
    {"LINK_BROKEN.severity=warn", true, DIAGNOSTIC_BAD_OVERRIDE, ""},
    {"LINK_BROKEN.score=1.5", true, DIAGNOSTIC_BAD_OVERRIDE, ""},
    {" LINK_BROKEN.score = -2 ", true, DIAGNOSTIC_BAD_OVERRIDE, ""},
    {"LINK_BROKEM=off", false, DIAGNOSTIC_UNKNOWN_RULE, "did you mean `LINK_BROKEN`"},
    {"NOTHING_LIKE_IT=off", false, DIAGNOSTIC_UNKNOWN_RULE, "rules list"},
    {"LINK_BROKEN=on", false, DIAGNOSTIC_BAD_OVERRIDE, "RULE=off"},
    {"LINK_BROKEN", false, DIAGNOSTIC_BAD_OVERRIDE, "RULE=off"},
    {"=off", false, DIAGNOSTIC_BAD_OVERRIDE, "RULE=off"},
    {"", false, DIAGNOSTIC_BAD_OVERRIDE, "RULE=off"},
    {"LINK_BROKEN.severity=fatal", false, DIAGNOSTIC_BAD_OVERRIDE, "info, warn, error"},
    {"LINK_BROKEN.score=much", false, DIAGNOSTIC_BAD_OVERRIDE, "three decimals"},
    {"LINK_BROKEN.color=red", false, DIAGNOSTIC_BAD_OVERRIDE, "RULE.score"},
    {"__HELPER=off", false, DIAGNOSTIC_BAD_OVERRIDE, "rules that use it"},
};

START_TEST(reads_overrides)
{
    struct slice text = slice_cstr(overrides[_i].text);
    bool good = policy_override(&policy, text, &diagnostics);
    ck_assert_msg(good == overrides[_i].good, "<%s>: %d", overrides[_i].text, good);
    ck_assert_msg(diagnostics.list.count == !good, "<%s>: %u diagnostics", overrides[_i].text, diagnostics.list.count);
    if (good)
        return;
    const struct diagnostic *d = &diagnostics.list.items[0];
    ck_assert_msg(d->code == overrides[_i].code, "<%s>: %s", overrides[_i].text, diagnostic_code_text(d->code));
    ck_assert_msg(slice_find(d->hint, 0, slice_cstr(overrides[_i].hint)) != SLICE_NONE, "<%s>: %.*s", overrides[_i].text,
                  SLICE_ARG(d->hint));
}
END_TEST

START_TEST(applies_overrides)
{
    ck_assert(policy_override(&policy, SLICE("LINK_FORMER=off"), &diagnostics));
    ck_assert(!policy_applies(&policy, BROKEN, STAGE_RENDERED));
    ck_assert(policy_override(&policy, SLICE("SPAM_WORDS.severity=info"), &diagnostics));
    ck_assert_int_eq(policy_severity(&policy, SPAM, STAGE_TEMPLATE), SEVERITY_INFO);
    ck_assert(policy_override(&policy, SLICE("SPAM_WORDS.score=0.5"), &diagnostics));
    ck_assert(policy.overrides[SPAM].has_score && policy.overrides[SPAM].millipoints == 500);
    ck_assert_int_eq(policy_severity(&policy, BY_STAGE, STAGE_TEMPLATE), SEVERITY_NONE);
    ck_assert(policy_override(&policy, SLICE("BY_STAGE.severity=warn"), &diagnostics));
    ck_assert_int_eq(policy_severity(&policy, BY_STAGE, STAGE_TEMPLATE), SEVERITY_WARN);
    ck_assert(policy_override(&policy, SLICE("REJECT_OLD.severity=error"), &diagnostics));
    ck_assert_int_eq(policy_severity(&policy, REJECT_OLD, STAGE_RENDERED), SEVERITY_ERROR);
}
END_TEST

/* --- which findings count --- */

static const struct {
    const char *row;
    uint32_t rule;
    enum profile profile;
    const char *provider;
    enum stage stage;
    bool applies;
} counting[] = {
    {"plain", BROKEN, PROFILE_MARKETING, "", STAGE_TEMPLATE, true},
    {"points without severity", SPAM, PROFILE_MARKETING, "", STAGE_TEMPLATE, true},
    {"helper", HELPER, PROFILE_MARKETING, "", STAGE_RENDERED, false},
    {"severity begins later, and no points", BY_STAGE, PROFILE_MARKETING, "", STAGE_PARTIAL, false},
    {"severity has begun", BY_STAGE, PROFILE_MARKETING, "", STAGE_RENDERED, true},
    {"other profile", BY_PROFILE, PROFILE_MARKETING, "", STAGE_RENDERED, false},
    {"its profile", BY_PROFILE, PROFILE_INTERNAL, "", STAGE_RENDERED, true},
    {"other stage", BY_STAGES, PROFILE_MARKETING, "", STAGE_PRE_MTA, false},
    {"its stage", BY_STAGES, PROFILE_MARKETING, "", STAGE_DELIVERED, true},
    {"broken for every provider", BROKEN, PROFILE_MARKETING, "gmail", STAGE_RENDERED, true},
    {"of nobody in particular", SPAM, PROFILE_MARKETING, "gmail", STAGE_RENDERED, true},
    {"of another provider", REJECT_OLD, PROFILE_MARKETING, "gmail", STAGE_RENDERED, false},
    {"of this provider", REJECT_NEW, PROFILE_MARKETING, "GMail", STAGE_RENDERED, true},
    {"of this one among others", REJECT_NEW, PROFILE_MARKETING, "aol", STAGE_RENDERED, true},
};

START_TEST(counts_findings)
{
    policy.profile = counting[_i].profile;
    if (*counting[_i].provider)
        ck_assert(policy_provider(&policy, slice_cstr(counting[_i].provider), &diagnostics));
    bool applies = policy_applies(&policy, counting[_i].rule, counting[_i].stage);
    ck_assert_msg(applies == counting[_i].applies, "%s: %d", counting[_i].row, applies);
}
END_TEST

START_TEST(refuses_providers)
{
    ck_assert(!policy_provider(&policy, SLICE("gmial"), &diagnostics));
    ck_assert_uint_eq(diagnostics.errors, 1);
    ck_assert(slice_find(diagnostics.list.items[0].hint, 0, SLICE("`gmail`")) != SLICE_NONE);
    ck_assert_uint_eq(policy.provider.size, 0);
}
END_TEST

static const struct {
    const char *date;
    bool historic;
} dates[] = {
    {"2016-08", true}, {"2021-10", true}, {"2021-11", false}, {"2021-11-30", false},
    {"2021", false},   {"2020", true},    {"2026-11", false},
};

START_TEST(knows_history)
{
    struct provider provider = {.date = slice_cstr(dates[_i].date)};
    ck_assert_msg(provider_is_historic(&provider) == dates[_i].historic, "%s", dates[_i].date);
}
END_TEST

START_TEST(softens_history)
{
    ck_assert(policy_historic(&policy, REJECT_OLD));
    ck_assert(!policy_historic(&policy, REJECT_NEW));
    ck_assert(!policy_historic(&policy, BROKEN));
    ck_assert_int_eq(policy_severity(&policy, REJECT_OLD, STAGE_RENDERED), SEVERITY_WARN);
    ck_assert_int_eq(policy_severity(&policy, REJECT_NEW, STAGE_RENDERED), SEVERITY_ERROR);
    rules[BROKEN].providers = (struct range){0, 1};
    ck_assert_int_eq(policy_severity(&policy, BROKEN, STAGE_RENDERED), SEVERITY_ERROR);
}
END_TEST

START_TEST(survives_lack_of_memory)
{
    static const char *const texts[] = {"LINK_BROKEM=off", "LINK_BROKEN.score=x"};
    for (uint64_t n = 1; n < 40; n++) {
        struct arena small;
        struct diagnostics few;
        arena_init(&small, SIZE_MAX);
        small.fail_at = n;
        diagnostics_init(&few, &small);
        for (size_t i = 0; i < COUNT(texts); i++)
            ck_assert(!policy_override(&policy, slice_cstr(texts[i]), &few));
        ck_assert(!policy_provider(&policy, SLICE("gmial"), &few));
        ck_assert_uint_eq(few.errors, 3);
        arena_free(&small);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("policy");
    TCase *tests = tcase_create("policy");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, reads_numbers, 0, COUNT(numbers));
    tcase_add_test(tests, reads_words);
    tcase_add_test(tests, has_defaults);
    tcase_add_loop_test(tests, reads_overrides, 0, COUNT(overrides));
    tcase_add_test(tests, applies_overrides);
    tcase_add_loop_test(tests, counts_findings, 0, COUNT(counting));
    tcase_add_test(tests, refuses_providers);
    tcase_add_loop_test(tests, knows_history, 0, COUNT(dates));
    tcase_add_test(tests, softens_history);
    tcase_add_test(tests, survives_lack_of_memory);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
