/* Budgets: hostile patterns come back with a status that says they were stopped, after the same number of steps each time. */
#include "base/buffer.h"
#include "match/internal.h"
#include "test_match.h"

static const struct {
    const char *pattern;
    int byte, last;
} hostile[] = {
    {"x+x+[yz]", 'x', 'w'},    {"x+[yz]", 'x', 'w'},        {"x++[yz]", 'x', 'w'},
    {"(?>x+)[yz]", 'x', 'w'},  {"\\s+$", ' ', 'w'},         {"\\s++$", ' ', 'w'},
    {"(a+)+$", 'a', 'w'},      {"(a|aa)+$", 'a', 'w'},      {"(x+)\\1+[yz]", 'x', 'w'},
    {"(x+x+)+w$|q", 'x', 'w'}, {"^(\\w+\\s?)*$", 'x', '!'}, {"(.*)(.*)(.*)[yz]", 'x', 'w'},
    {".+", 'x', 'x'},          {"x{1000}[yz]", 'x', 'w'},   {"(?<=x{1000})[yz]|x[yz]", 'x', 'w'},
    {"(?R)?[xy]", 'x', 'w'},
};

START_TEST(hostile_patterns_are_stopped)
{
    struct bench bench;
    bench_open(&bench);
    uint32_t number = bench_pattern(&bench, hostile[_i].pattern, 0);
    struct slice text = bench_run(&bench, 1 << 20, hostile[_i].byte, hostile[_i].last);
    enum match_status status = bench_find(&bench, number, text, 100000);
    ck_assert_msg(status == MATCH_BUDGET || status == MATCH_LIMIT, "%s: %s", hostile[_i].pattern, match_status_text(status));
    uint64_t steps = matcher_steps(bench.matcher);
    matcher_reset(bench.matcher);
    ck_assert_uint_eq(matcher_steps(bench.matcher), 0);
    ck_assert_int_eq(bench_find(&bench, number, text, 100000), status);
    ck_assert_msg(matcher_steps(bench.matcher) == steps, "%s: steps differ", hostile[_i].pattern);
    bool found = true;
    matcher_begin_rule(bench.matcher);
    status = matcher_test(bench.matcher, number, text, &found);
    ck_assert_msg(found || status != MATCH_COMPLETE, "%s: said to be absent", hostile[_i].pattern);
    bench_close(&bench);
}
END_TEST

START_TEST(fixed_repeats_that_fail_late_are_paid_for)
{
    struct bench bench;
    bench_open(&bench);
    struct buffer text;
    buffer_init(&text, &bench.arena, 1 << 20);
    for (int i = 0; i < 500; i++) {
        buffer_fill(&text, 'x', 999);
        buffer_byte(&text, 'w');
    }
    uint32_t number = bench_pattern(&bench, "x{1000}", 0);
    ck_assert_int_eq(bench_find(&bench, number, buffer_slice(&text), 10), MATCH_BUDGET);
    bench_close(&bench);
}
END_TEST

START_TEST(hits_before_the_end_of_the_budget_stay)
{
    struct bench bench;
    bench_open(&bench);
    bench.matcher->rule_steps = 1000;
    bench.matcher->message_steps = 2500;
    uint32_t number = bench_pattern(&bench, "w|(?:x+)+$", 0);
    struct slice text = SLICE("w xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx w");
    ck_assert_int_eq(bench_find(&bench, number, text, 10), MATCH_BUDGET);
    ck_assert_str_eq(bench_hits(&bench), "0-1");
    ck_assert_uint_eq(matcher_steps(bench.matcher), 1000);
    ck_assert_int_eq(matcher_find(bench.matcher, number, text, &bench.arena, &bench.hits, 10), MATCH_BUDGET);
    ck_assert_uint_eq(matcher_steps(bench.matcher), 1000);
    ck_assert_int_eq(bench_find(&bench, number, text, 10), MATCH_BUDGET);
    ck_assert_uint_eq(matcher_steps(bench.matcher), 2000);
    ck_assert_int_eq(bench_find(&bench, number, text, 10), MATCH_BUDGET);
    ck_assert_uint_eq(matcher_steps(bench.matcher), 2500);
    bool found;
    matcher_begin_rule(bench.matcher);
    ck_assert_int_eq(matcher_test(bench.matcher, number, SLICE("w"), &found), MATCH_BUDGET);
    ck_assert(!found);
    matcher_reset(bench.matcher);
    ck_assert_int_eq(bench_find(&bench, number, SLICE("w"), 10), MATCH_COMPLETE);
    bench_close(&bench);
}
END_TEST

START_TEST(the_clock_is_the_backstop)
{
    struct bench bench;
    bench_open(&bench);
    bench.matcher->rule_steps = bench.matcher->message_steps = 100000000;
    bench.matcher->step_nanoseconds = 1;
    uint32_t number = bench_pattern(&bench, "(a+)+$", 0);
    struct slice text = bench_run(&bench, 10000, 'a', 'w');
    bench.matcher->rule_time = 2000000000;
    bench.hits.count = 0;
    enum match_status status = matcher_find(bench.matcher, number, text, &bench.arena, &bench.hits, 10);
    ck_assert_msg(status == MATCH_CLOCK, "%s", match_status_text(status));
    ck_assert_uint_lt(matcher_steps(bench.matcher), 10000);
    bench.matcher->message_time = 2000000000;
    ck_assert_int_eq(bench_find(&bench, number, text, 10), MATCH_CLOCK);
    matcher_reset(bench.matcher);
    bench.matcher->rule_steps = 20000;
    bench.matcher->step_nanoseconds = 1000000;
    ck_assert_int_eq(bench_find(&bench, number, text, 10), MATCH_BUDGET);
    bench_close(&bench);
}
END_TEST

START_TEST(the_heap_limit_is_a_result)
{
    struct bench bench;
    bench_open(&bench);
    struct limits limits = limits_default;
    limits.match_heap = 100 * 1024;
    struct matcher *matcher = matcher_new(&bench.arena, &bench.set, &limits);
    uint32_t number = bench_pattern(&bench, "(a|aa)+$", 0);
    struct slice text = bench_run(&bench, 10000, 'a', 'w');
    ck_assert_int_eq(matcher_find(matcher, number, text, &bench.arena, &bench.hits, 10), MATCH_LIMIT);
    bool found;
    ck_assert_int_eq(matcher_test(matcher, number, text, &found), MATCH_LIMIT);
    matcher_free(&matcher);
    bench_close(&bench);
}
END_TEST

START_TEST(every_status_has_a_text)
{
    for (int status = MATCH_COMPLETE; status <= MATCH_NO_MEMORY; status++)
        ck_assert_int_gt(match_status_text((enum match_status)status)[0], 0);
}
END_TEST

TCase *budget_tests(void)
{
    TCase *tests = tcase_create("budget");
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, hostile_patterns_are_stopped, 0, (int)COUNT(hostile));
    tcase_add_test(tests, fixed_repeats_that_fail_late_are_paid_for);
    tcase_add_test(tests, hits_before_the_end_of_the_budget_stay);
    tcase_add_test(tests, the_clock_is_the_backstop);
    tcase_add_test(tests, the_heap_limit_is_a_result);
    tcase_add_test(tests, every_status_has_a_text);
    return tests;
}
