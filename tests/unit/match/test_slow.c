/* What lint says of patterns that can be slow, and that it keeps silent about the others. */
#include <string.h>

#include "test_match.h"

#define NESTED   "an unbounded repeat stands inside"
#define ADJACENT "two unbounded repeats"
#define CHOICE   "an unbounded repeat of a choice"
#define LITERAL  "no fixed text of it must occur"

static const struct {
    const char *pattern;
    const char *reason; /* how it begins; null: none */
} rows[] = {
    {"(a+)+b", NESTED},
    {"(?:a*)*b", NESTED},
    {"(a+)*?b", NESTED},
    {"(a{2,})+b", NESTED},
    {"((a+)b?)+c", NESTED},
    {"(?:(?:\\w+)\\s*)+!", NESTED},
    {"(.*,)+x", NESTED},
    {"([a-z]+[^0-9])*x", NESTED},
    {"(?<n>\\d+)+x", NESTED},
    {"(?x) ( a + ) + b", NESTED},
    {"(?:\\w+\\s)+!", NULL},
    {"(?:\\w+\\.)+com", NULL},
    {"(?>a+)+b", NULL},
    {"(a++)+b", NULL},
    {"(a+)++b", NULL},
    {"(a+){3}b", NULL},
    {"(?:[a-z]+[0-9]+)+!", NULL},
    {"(?=(a+)+)b", NESTED},
    {"(a|aa)+b", CHOICE},
    {"(\\w|\\d)+x", CHOICE},
    {"(?:[[:alpha:]]|_|b)*x", CHOICE},
    {"(?:foo|fob)+", NULL},
    {"(?:.|\\n)+x", NULL},
    {"x+x+y", ADJACENT},
    {"\\s*\\s+a", ADJACENT},
    {".*a?.*b", ADJACENT},
    {"(x+)x+y", ADJACENT},
    {"x+(x+)y", ADJACENT},
    {"x+(?:yx|x+z)a", ADJACENT},
    {"x*(?:y)?x*z", ADJACENT},
    {"x+(?:x)+y", ADJACENT},
    {"\\x78+x+y", ADJACENT},
    {"[\\x70-\\x7A]+x+y", ADJACENT},
    {"[^a]+[^b]+y", ADJACENT},
    {"\\Qx\\E+x+y", ADJACENT},
    {"x+yx+z", NULL},
    {"\\s+\\S+a", NULL},
    {"x++x+y", NULL},
    {"x+(?=x+)y", NULL},
    {"\\p{L}+\\p{L}+a", NULL},
    {"[^\\p{L}]+[^\\p{N}]+a", NULL},
    {"\\w+\\s+", LITERAL},
    {"\\s+$", LITERAL},
    {"[a-z]{20}", LITERAL},
    {"foo|\\d+", LITERAL},
    {"(?:foo)?\\d", LITERAL},
    {"(?=foo)\\w", LITERAL},
    {"[\\x{200B}\\x{200C}]+\\s", LITERAL},
    {"\\x{200B}+", NULL},
    {"\\w+\\x{200B}{2,}", NULL},
    {"\\w\xE2\x82\xAC", NULL},
    {"\\w(?:\xE2\x82\xAC|\\x{A3})", NULL},
    {"\\d\xE2\x82\xAC?", LITERAL},
    {"foo|bar", NULL},
    {"(?:foo|bar)\\d", NULL},
    {"^\\s*\\d", NULL},
    {"\\A\\d", NULL},
    {"\\$\\d+", NULL},
    {"(?i)free\\s+(?:money|gift)", NULL},
    {"(?#x+x+)b", NULL},
    {"\\Q(a+)+\\E", NULL},
    {"[(a+)+]b", NULL},
    {"(a)?(?(1)(b+)+|c)", NULL},
};

START_TEST(reasons)
{
    struct bench bench;
    bench_open(&bench);
    const char *reason = pattern_slow_reason(&bench.set, bench_pattern(&bench, rows[_i].pattern, 0));
    const char *expected = rows[_i].reason;
    bool same = expected ? reason && strncmp(reason, expected, strlen(expected)) == 0 : !reason;
    ck_assert_msg(same, "%s: %s", rows[_i].pattern, reason ? reason : "no reason");
    bench_close(&bench);
}
END_TEST

START_TEST(deep_patterns_are_not_judged)
{
    struct bench bench;
    bench_open(&bench);
    char text[400];
    memset(text, '(', 150);
    memcpy(text + 150, "a+", 2);
    memset(text + 152, ')', 150);
    memcpy(text + 302, "+b", 3);
    ck_assert_ptr_null(pattern_slow_reason(&bench.set, bench_pattern(&bench, text, 0)));
    bench_close(&bench);
}
END_TEST

TCase *slow_tests(void)
{
    TCase *tests = tcase_create("slow");
    tcase_add_loop_test(tests, reasons, 0, (int)COUNT(rows));
    tcase_add_test(tests, deep_patterns_are_not_judged);
    return tests;
}
