/* Unit tests of the room `score`: ranges as three-valued logic, and the folding of hits. What rules come to on whole messages is
 * pinned in tests/cases. */
#include <check.h>
#include <math.h>
#include <stdlib.h>

#include "score/evaluate.h"
#include "score/suites.h"

/* --- truth tables --- */

static const struct number truths[] = {{0, 0, UNKNOWN_NONE}, {0, 1, UNKNOWN_PLACEHOLDER}, {1, 1, UNKNOWN_NONE}};

static int value(struct number n)
{
    return number_is_true(n) ? 2 : number_is_unknown(n) ? 1 : 0;
}

START_TEST(logic_is_kleenes)
{
    int a = _i / 3;
    int b = _i % 3;
    ck_assert_int_eq(value(number_and(truths[a], truths[b])), a < b ? a : b);
    ck_assert_int_eq(value(number_or(truths[a], truths[b])), a > b ? a : b);
    ck_assert_int_eq(value(number_not(truths[a])), 2 - a);
    ck_assert_int_eq(value(number_to_truth(truths[a])), a);
}
END_TEST

static const struct {
    const char *name;
    struct number a;
    enum comparison how;
    struct number b;
    int want;
} comparisons[] = {
    {"2 > 1", {2, 2, UNKNOWN_NONE}, COMPARE_GREATER, {1, 1, UNKNOWN_NONE}, 2},
    {"1 > 1", {1, 1, UNKNOWN_NONE}, COMPARE_GREATER, {1, 1, UNKNOWN_NONE}, 0},
    {"1 >= 1", {1, 1, UNKNOWN_NONE}, COMPARE_GREATER_EQUAL, {1, 1, UNKNOWN_NONE}, 2},
    {"[1, inf] >= 1", {1, INFINITY, UNKNOWN_PLACEHOLDER}, COMPARE_GREATER_EQUAL, {1, 1, UNKNOWN_NONE}, 2},
    {"[1, inf] >= 2", {1, INFINITY, UNKNOWN_PLACEHOLDER}, COMPARE_GREATER_EQUAL, {2, 2, UNKNOWN_NONE}, 1},
    {"[3, inf] < 3", {3, INFINITY, UNKNOWN_PLACEHOLDER}, COMPARE_LESS, {3, 3, UNKNOWN_NONE}, 0},
    {"[0, inf] < 3", {0, INFINITY, UNKNOWN_PLACEHOLDER}, COMPARE_LESS, {3, 3, UNKNOWN_NONE}, 1},
    {"[0, 2] <= 2", {0, 2, UNKNOWN_PLACEHOLDER}, COMPARE_LESS_EQUAL, {2, 2, UNKNOWN_NONE}, 2},
    {"2 == 2", {2, 2, UNKNOWN_NONE}, COMPARE_EQUAL, {2, 2, UNKNOWN_NONE}, 2},
    {"2 == 3", {2, 2, UNKNOWN_NONE}, COMPARE_EQUAL, {3, 3, UNKNOWN_NONE}, 0},
    {"[1, 3] == 2", {1, 3, UNKNOWN_PLACEHOLDER}, COMPARE_EQUAL, {2, 2, UNKNOWN_NONE}, 1},
    {"[3, 4] == 2", {3, 4, UNKNOWN_PLACEHOLDER}, COMPARE_EQUAL, {2, 2, UNKNOWN_NONE}, 0},
};

START_TEST(comparisons_of_ranges)
{
    int got = value(number_compare(comparisons[_i].a, comparisons[_i].how, comparisons[_i].b));
    ck_assert_msg(got == comparisons[_i].want, "%s: %d instead of %d", comparisons[_i].name, got, comparisons[_i].want);
}
END_TEST

START_TEST(arithmetic_of_ranges)
{
    struct number open = {1, INFINITY, UNKNOWN_PLACEHOLDER};
    struct number two = number_known(2);
    ck_assert(number_add(open, two).low >= 3 && isinf(number_add(open, two).high));
    ck_assert(number_subtract(two, open).high <= 1 && isinf(number_subtract(two, open).low));
    ck_assert(number_is_false(number_multiply(open, number_known(0))));
    ck_assert(number_is_unknown(number_subtract(open, open)));
    ck_assert_int_eq(number_divide(two, number_known(0)).reason, UNKNOWN_NO_VALUE);
    ck_assert(number_is_unknown(number_divide(two, (struct number){0, 3, UNKNOWN_PLACEHOLDER})));
    struct number quotient = number_divide(number_known(6), (struct number){2, 3, UNKNOWN_PLACEHOLDER});
    ck_assert(quotient.low >= 1.999 && quotient.low <= 2.001 && quotient.high >= 2.999 && quotient.high <= 3.001);
}
END_TEST

static const struct {
    double value;
    const char *text;
} shown[] = {{0, "0"},          {2, "2"},      {-3, "-3"},       {0.5, "0.5"}, {-0.25, "-0.25"},
             {1.0049, "1.005"}, {0.0004, "0"}, {10.01, "10.01"}, {600, "600"}, {123456.05, "123456.05"}};

START_TEST(values_as_text)
{
    struct arena arena;
    struct buffer out;
    arena_init(&arena, 4096);
    buffer_init(&out, &arena, SIZE_MAX);
    number_append(&out, shown[_i].value);
    ck_assert_msg(slice_equal(buffer_slice(&out), slice_cstr(shown[_i].text)), "%s: %.*s", shown[_i].text,
                  SLICE_ARG(buffer_slice(&out)));
    arena_free(&arena);
}
END_TEST

START_TEST(the_gravest_reason_stays)
{
    struct number placeholder = number_unknown_truth(UNKNOWN_PLACEHOLDER);
    struct number budget = number_unknown_truth(UNKNOWN_BUDGET);
    ck_assert_int_eq(number_and(placeholder, budget).reason, UNKNOWN_BUDGET);
    ck_assert_int_eq(number_or(budget, placeholder).reason, UNKNOWN_BUDGET);
    ck_assert_int_eq(number_and(placeholder, number_truth(false)).reason, UNKNOWN_NONE);
}
END_TEST

/* --- folding of branches --- */

/* Two groups: {0-10 | 10-20} with {12-14 | 14-16} inside the second. */
static struct document branching(struct arena *arena)
{
    static const struct branch branches[] = {
        {{0, 10}, 0, INDEX_NONE}, {{10, 20}, 0, INDEX_NONE}, {{12, 14}, 1, 1}, {{14, 16}, 1, 1}};
    struct document document = {.part = 0};
    for (size_t i = 0; i < sizeof branches / sizeof *branches; i++) {
        struct branch *place = vec_push(arena, &document.branches);
        ck_assert_ptr_nonnull(place);
        *place = branches[i];
    }
    return document;
}

static const struct {
    const char *name;
    uint32_t at[8];
    uint32_t count, want;
} folds[] = {
    {"no hit", {0}, 0, 0},
    {"outside", {25, 26}, 2, 2},
    {"first arm only", {1, 2}, 2, 2},
    {"fuller second arm", {1, 10, 11}, 3, 2},
    {"inner arms exclude each other", {12, 14}, 2, 1},
    {"inner arm and its outer arm add", {11, 12, 14, 15}, 4, 3},
    {"first arm against inner arms", {1, 2, 3, 12, 14}, 5, 3},
    {"outside adds", {1, 12, 25}, 3, 2},
};

START_TEST(branches_fold)
{
    struct arena arena;
    arena_init(&arena, 1 << 20);
    struct document document = branching(&arena);
    hit_vec hits = {0};
    for (uint32_t i = 0; i < folds[_i].count; i++) {
        struct span span = {folds[_i].at[i], folds[_i].at[i] + 1};
        struct hit *place = vec_push(&arena, &hits);
        ck_assert_ptr_nonnull(place);
        *place = (struct hit){.layer = &document.layer, .span = span, .document = &document, .number = i + 1};
    }
    uint32_t got = hits_fold_branches(&arena, &hits);
    ck_assert_msg(got == folds[_i].want, "%s: %u instead of %u", folds[_i].name, got, folds[_i].want);
    arena_free(&arena);
}
END_TEST

static Suite *number_suite(void)
{
    Suite *suite = suite_create("score");
    TCase *tcase = tcase_create("numbers and hits");
    tcase_add_loop_test(tcase, logic_is_kleenes, 0, 9);
    tcase_add_loop_test(tcase, comparisons_of_ranges, 0, (int)(sizeof comparisons / sizeof *comparisons));
    tcase_add_test(tcase, arithmetic_of_ranges);
    tcase_add_loop_test(tcase, values_as_text, 0, (int)(sizeof shown / sizeof *shown));
    tcase_add_test(tcase, the_gravest_reason_stays);
    tcase_add_loop_test(tcase, branches_fold, 0, (int)(sizeof folds / sizeof *folds));
    suite_add_tcase(suite, tcase);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(number_suite());
    srunner_add_suite(runner, message_suite());
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
