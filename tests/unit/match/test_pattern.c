/* Patterns: what is refused and where, what is not, numbers, and what can match the empty text. */
#include <string.h>

#include "test_match.h"

static const struct refused {
    const char *pattern;
    uint32_t offset;
    bool unsafe;
    const char *message; /* how it begins */
} refused[] = {
    {"a(?C)b", 1, true, "call-outs"},
    {"a(?C7)b", 1, true, "call-outs"},
    {"(?C'text')", 0, true, "call-outs"},
    {"(?(?C9)(?=a)b|c)", 2, true, "call-outs"},
    {"[a](?C)", 3, true, "call-outs"},
    {"[]a](?C)", 4, true, "call-outs"},
    {"[^]a](?C)", 5, true, "call-outs"},
    {"[[:alpha:]](?C)", 11, true, "call-outs"},
    {"[\\]](?C)", 4, true, "call-outs"},
    {"\\Qa\\E(?C)", 5, true, "call-outs"},
    {"[\\Q]\\E](?C)", 7, true, "call-outs"},
    {"(?#c)(?C)", 5, true, "call-outs"},
    {"(?x)# [\n(?C)", 8, true, "call-outs"},
    {"(?x:# [\n)#(?C)", 10, true, "call-outs"},
    {"\\\\(?C)", 2, true, "call-outs"},
    {"a\\Cb", 1, true, "\\C is"},
    {"a\\Gb", 1, true, "\\G is"},
    {"(*LIMIT_MATCH=9)a", 0, true, "this verb"},
    {"(*LIMIT_HEAP=9)a", 0, true, "this verb"},
    {"(*LIMIT_DEPTH=9)a", 0, true, "this verb"},
    {"(*NO_JIT)a", 0, true, "this verb"},
    {"(*NO_START_OPT)a", 0, true, "this verb"},
    {"(*NO_AUTO_POSSESS)a", 0, true, "this verb"},
    {"(*NO_DOTSTAR_ANCHOR)a", 0, true, "this verb"},
    {"(*NOTEMPTY)a", 0, true, "this verb"},
    {"(*UTF)a", 0, true, "this verb"},
    {"(*UCP)a", 0, true, "this verb"},
    {"(*CRLF)a", 0, true, "this verb"},
    {"(*ANY)a", 0, true, "this verb"},
    {"(*BSR_ANYCRLF)a", 0, true, "this verb"},
    {"a(*COMMIT)b", 1, true, "this verb"},
    {"a(*SKIP)b", 1, true, "this verb"},
    {"a(*SKIP:n)b", 1, true, "this verb"},
    {"ab(", 3, false, "missing closing parenthesis"},
    {"ab)", 2, false, "unmatched closing parenthesis"},
    {"a**b+++", 2, false, "quantifier does not follow"},
    {"a[b", 3, false, "missing terminating ]"},
    {"\\p{Nothing}", 11, false, "unknown property"},
    {"a\xFF", 1, false, "UTF-8 error"},
};

START_TEST(refusals_say_where_and_why)
{
    const struct refused *row = &refused[_i];
    struct bench bench;
    bench_open(&bench);
    uint32_t number;
    struct pattern_error error;
    ck_assert_msg(!pattern_add(&bench.set, slice_cstr(row->pattern), 0, &number, &error), "%s: was not refused", row->pattern);
    ck_assert_msg(strncmp(error.message, row->message, strlen(row->message)) == 0, "%s: %s", row->pattern, error.message);
    ck_assert_msg(error.offset == row->offset, "%s: at %u: %s", row->pattern, error.offset, error.message);
    ck_assert_msg(error.unsafe == row->unsafe, "%s: unsafe is wrong", row->pattern);
    ck_assert_uint_eq(bench.set.patterns.count, 0);
    bench_close(&bench);
}
END_TEST

static const char *const accepted[] = {
    "\\(?C",
    "[(?C)]",
    "[]\\](?C)]",
    "[[:punct:](?C)]",
    "[\\Q](?C)\\E]",
    "\\Q(?C)\\E",
    "(?#(?C)",
    "(?x) a # (?C)",
    "\\\\C",
    "\\Q\\C\\E",
    "[(*COMMIT)]",
    "\\(*COMMIT\\)",
    "a(*FAIL)|b",
    "a(*F)|b",
    "a(*ACCEPT)b",
    "a(*PRUNE)b",
    "a(*THEN:x)b|c",
    "(*pla:a)a",
    "(*atomic:a+)b",
    "(*sr:a+)",
    "(?<name>a)\\k<name>",
    "(?P<n>a)(?P=n)(?P>n)",
    "(?'n'a)\\g{n}\\g'n'\\g1\\g{-1}",
    "(a)(?1)(?+1)(b)(?-1)",
    "(a)?(?(1)b|c)",
    "(?i-s:a)(?^)b",
    "a{,3}a{x}",
    "\\x{1F600}\\x41\\o{101}\\101\\cA\\N{U+41}",
    "\\p{L}\\pL\\P{Greek}\\X\\R\\K",
    "\xE2\x82\xAC+",
};

START_TEST(what_only_looks_unsafe_is_accepted)
{
    struct bench bench;
    bench_open(&bench);
    bench_pattern(&bench, accepted[_i], 0);
    bench_close(&bench);
}
END_TEST

START_TEST(every_beginning_of_a_pattern_is_read_to_its_end)
{
    struct bench bench;
    bench_open(&bench);
    for (size_t i = 0; i < COUNT(accepted) + COUNT(refused); i++) {
        struct slice whole = slice_cstr(i < COUNT(accepted) ? accepted[i] : refused[i - COUNT(accepted)].pattern);
        for (size_t size = 0; size <= whole.size; size++) {
            struct slice text = arena_copy(&bench.arena, slice_sub(whole, 0, size));
            uint32_t number;
            struct pattern_error error;
            if (pattern_add(&bench.set, text, 0, &number, &error))
                pattern_slow_reason(&bench.set, number);
            else
                ck_assert_msg(error.message[0] && error.offset <= size, "%.*s", SLICE_ARG(text));
        }
    }
    bench_close(&bench);
}
END_TEST

START_TEST(a_pattern_has_at_most_16_kilobytes)
{
    struct bench bench;
    bench_open(&bench);
    struct pattern_error error;
    uint32_t number;
    ck_assert(pattern_add(&bench.set, arena_printf(&bench.arena, "(?#%0*d)a", 16384 - 5, 0), 0, &number, &error));
    ck_assert(!pattern_add(&bench.set, arena_printf(&bench.arena, "(?#%0*d)a", 16385 - 5, 0), 0, &number, &error));
    ck_assert(error.unsafe);
    ck_assert(!pattern_add(&bench.set, bench_run(&bench, 10000, '(', '('), 0, &number, &error));
    ck_assert_msg(strncmp(error.message, "parentheses are too deeply nested", 33) == 0, "%s", error.message);
    bench_close(&bench);
}
END_TEST

START_TEST(the_same_pattern_has_one_number)
{
    struct bench bench;
    bench_open(&bench);
    char text[] = "a+b";
    uint32_t first = bench_pattern(&bench, text, 0);
    uint32_t fold = bench_pattern(&bench, text, PATTERN_FOLD);
    text[0] = 'c';
    uint32_t other = bench_pattern(&bench, text, 0);
    ck_assert_uint_eq(first, 0);
    ck_assert_uint_eq(fold, 1);
    ck_assert_uint_eq(other, 2);
    ck_assert_uint_eq(bench_pattern(&bench, "a+b", 0), first);
    ck_assert_uint_eq(bench_pattern(&bench, "a+b", PATTERN_FOLD), fold);
    ck_assert(slice_equal(pattern_text(&bench.set, fold), SLICE("a+b")));
    ck_assert_uint_eq(bench.set.patterns.count, 3);
    bench_close(&bench);
}
END_TEST

START_TEST(patterns_that_match_the_empty_text)
{
    static const struct {
        const char *pattern;
        bool empty;
    } rows[] = {
        {"", true},        {"a*", true}, {"a|", true},  {"^", true},   {"^$", true},      {"(?=a)", true},  {"\\b", true},
        {"(a?){2}", true}, {"a", false}, {"a+", false}, {"^a", false}, {"(?=a)b", false}, {"a|b*c", false},
    };
    struct bench bench;
    bench_open(&bench);
    for (size_t i = 0; i < COUNT(rows); i++) {
        uint32_t number = bench_pattern(&bench, rows[i].pattern, 0);
        ck_assert_msg(pattern_matches_empty(&bench.set, number) == rows[i].empty, "%s", rows[i].pattern);
    }
    bench_close(&bench);
}
END_TEST

TCase *pattern_tests(void)
{
    TCase *tests = tcase_create("pattern");
    tcase_add_loop_test(tests, refusals_say_where_and_why, 0, (int)COUNT(refused));
    tcase_add_loop_test(tests, what_only_looks_unsafe_is_accepted, 0, (int)COUNT(accepted));
    tcase_add_test(tests, every_beginning_of_a_pattern_is_read_to_its_end);
    tcase_add_test(tests, a_pattern_has_at_most_16_kilobytes);
    tcase_add_test(tests, the_same_pattern_has_one_number);
    tcase_add_test(tests, patterns_that_match_the_empty_text);
    return tests;
}
