/* assay_policy: options, all of what is wrong with them, limits. */
#include "api/api.h"
#include "test_api.h"

static struct complaints complaints;
static assay_rules *rules;
static assay_policy *policy;

static void set_up(void)
{
    complaints_open(&complaints);
    rules = load_rules(two_rules);
    policy = NULL;
}

static void tear_down(void)
{
    assay_policy_free(&policy);
    ck_assert_ptr_null(policy);
    assay_rules_free(&rules);
    complaints_close(&complaints);
}

static assay_policy_options listening(void)
{
    assay_policy_options options = ASSAY_POLICY_OPTIONS_INIT;
    options.on_diagnostic = complain;
    options.user = &complaints;
    return options;
}

START_TEST(takes_options)
{
    static const char *const overrides[] = {"WORD_AWARD.score=2", "LINK_INTRANET=off"};
    static const char *const limits[] = {"mime_depth=7", "hits=5", "hits=0"};
    assay_policy_options options = listening();
    options.profile = "internal";
    options.stage = "delivered";
    options.provider = "AOL";
    options.fail_on = "never";
    options.fail_score = "none";
    options.warn_score = "1.25";
    options.now = "2024-01-01T00:00:00Z";
    options.overrides = overrides;
    options.override_count = COUNT(overrides);
    options.limits = limits;
    options.limit_count = COUNT(limits);
    ck_assert_int_eq(assay_policy_new(rules, &options, &policy), ASSAY_OK);
    const struct policy *made = &policy->policy;
    ck_assert_int_eq(made->profile, PROFILE_INTERNAL);
    ck_assert_int_eq(made->stage, STAGE_DELIVERED + 1);
    ck_assert(slice_equal(made->provider, SLICE("aol")));
    ck_assert_int_eq(made->fail_on, SEVERITY_NONE);
    ck_assert_int_eq(made->fail_millipoints, MILLIPOINTS_NONE);
    ck_assert_int_eq(made->warn_millipoints, 1250);
    ck_assert(made->has_now);
    ck_assert_int_eq(made->now, 1704067200);
    ck_assert_int_eq(made->overrides[1].millipoints, 2000);
    ck_assert(made->overrides[0].off);
    ck_assert_uint_eq(made->limits.mime_depth, 7);
    ck_assert_uint_eq(made->limits.hits, limits_default.hits);
    ck_assert_uint_eq(complaints.count, 0);
}
END_TEST

START_TEST(has_defaults)
{
    ck_assert_int_eq(assay_policy_new(rules, NULL, &policy), ASSAY_OK);
    ck_assert_int_eq(policy->policy.fail_millipoints, 5000);
    ck_assert_int_eq(policy->policy.fail_on, SEVERITY_ERROR);
    ck_assert(!policy->policy.has_now);
}
END_TEST

START_TEST(complains_of_everything_at_once)
{
    static const char *const overrides[] = {"WORD_PRICE=off", "WORD_PRIZE=on"};
    static const char *const limits[] = {"mime_dept=7", "hits", "hits=many", "message_bytes=9999999999",
                                         "hits=99999999999999999999"};
    assay_policy_options options = listening();
    options.profile = "marketng";
    options.stage = "ready";
    options.provider = "aoll";
    options.fail_on = "eror";
    options.fail_score = "lots";
    options.warn_score = "1.2345";
    options.now = "noon";
    options.overrides = overrides;
    options.override_count = COUNT(overrides);
    options.limits = limits;
    options.limit_count = COUNT(limits);
    ck_assert_int_eq(assay_policy_new(rules, &options, &policy), ASSAY_BAD_POLICY);
    ck_assert_ptr_null(policy);
    ck_assert_uint_eq(complaints.count, 14);
    struct slice text = buffer_slice(&complaints.rendered);
    expect_part("profile", text,
                "error[bad-value]: there is no profile `marketng`\n   = expected: one of marketing, transactional, internal\n"
                "   = help: did you mean `marketing`?\n");
    expect_part("stage", text,
                "there is no stage `ready`\n   = expected: one of template, partial, rendered, pre-mta, delivered\n");
    expect_part("provider", text, "did you mean `aol`?");
    expect_part("fail_on", text, "did you mean `error`?");
    expect_part("score", text, "the score to warn at `1.2345` cannot be read");
    expect_part("now", text,
                "the time `noon` cannot be read\n   = expected: a time such as 2026-11-23T12:00:00Z (RFC 3339), or seconds since "
                "1970\n");
    expect_part("override", text, "did you mean `WORD_PRIZE`?");
    expect_part("limit", text, "did you mean `mime_depth`?");
    expect_part("limit", text, "error[out-of-range]: the limit `message_bytes` is at most 1073741824 bytes");
}
END_TEST

START_TEST(refuses_bad_arguments)
{
    static const char *const nothing[] = {NULL};
    assay_policy_options options = ASSAY_POLICY_OPTIONS_INIT;
    ck_assert_int_eq(assay_policy_new(NULL, NULL, &policy), ASSAY_BAD_ARGUMENT);
    ck_assert_int_eq(assay_policy_new(rules, NULL, NULL), ASSAY_BAD_ARGUMENT);
    options.size++;
    ck_assert_int_eq(assay_policy_new(rules, &options, &policy), ASSAY_BAD_ARGUMENT);
    options.size--;
    options.limit_count = 1;
    ck_assert_int_eq(assay_policy_new(rules, &options, &policy), ASSAY_BAD_ARGUMENT);
    options.limits = nothing;
    ck_assert_int_eq(assay_policy_new(rules, &options, &policy), ASSAY_BAD_ARGUMENT);
    assay_policy_free(NULL);
}
END_TEST

START_TEST(names_limits)
{
    const char *name, *reason;
    uint64_t value;
    size_t count = 0;
    while (assay_limit_name(count, &name, &value, &reason) == ASSAY_OK) {
        struct limits limits = limits_default;
        ck_assert_msg(limits_set(&limits, slice_cstr(name), 1), "%s", name);
        ck_assert_msg(value > 0 && *reason, "%s", name);
        count++;
    }
    ck_assert_ptr_null(name);
    ck_assert_uint_ge(count, 20);
    ck_assert_int_eq(assay_limit_name(0, NULL, &value, &reason), ASSAY_BAD_ARGUMENT);
}
END_TEST

TCase *policy_tests(void)
{
    TCase *tests = tcase_create("policy");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, takes_options);
    tcase_add_test(tests, has_defaults);
    tcase_add_test(tests, complains_of_everything_at_once);
    tcase_add_test(tests, refuses_bad_arguments);
    tcase_add_test(tests, names_limits);
    return tests;
}
