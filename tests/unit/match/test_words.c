/* Word lists: whole words, case folding, white space, marks, the longest first. */
#include <string.h>

#include "test_match.h"

enum { MAX_WORDS = 5 };

static const struct {
    const char *name;
    const char *words[MAX_WORDS];
    const char *text;
    const char *hits;
} rows[] = {
    {"one word", {"free"}, "free Free FREE", "0-4 5-9 10-14"},
    {"no part of a word",
     {"free"},
     "freedom carefree free_ free2 \xC3\xA9"
     "free free\xC3\xA9",
     ""},
    {"beside punctuation", {"free"}, "(free) \"free\"-free.", "1-5 8-12 14-18"},
    {"phrase over white space", {"act now"}, "act now act  \n now act\xC2\xA0now actnow", "0-7 8-18 19-27"},
    {"white space of the list", {"  act \t\n now "}, "act now", "0-7"},
    {"the longest first", {"click", "click here", "click here now"}, "click here now, click here, click it", "0-14 16-26 28-33"},
    {"longest that is a word", {"click", "click here"}, "click hereby", "0-5"},
    {"order does not matter", {"click here", "a", "click"}, "a click here click", "0-1 2-12 13-18"},
    {"special characters", {"100%", "$$$", "c++", "a.b", "[x]"}, "100% $$$ c++ a.b a-b [x] x", "0-4 5-8 9-12 13-16 21-24"},
    {"quoting", {"\\E(?C)", "\\d"}, "\\E(?C) \\d 5", "0-6 7-9"},
    {"doubles", {"free", "Free", "FREE", "free"}, "free", "0-4"},
    {"letters with marks", {"gr\xC3\xBC\xC3\x9F"}, "GR\xC3\x9C\xE1\xBA\x9E GR\xC3\x9CSS gr\xC3\xBC\xC3\x9F", "0-7 15-21"},
    {"the dotted capital I is another letter", {"iphone"}, "\xC4\xB0phone IPHONE \xC4\xB1phone", "8-14"},
    {"the Kelvin sign is a K", {"kilo"}, "\xE2\x84\xAAilo KILO", "0-6 7-11"},
    {"Greek and Cyrillic",
     {"\xCE\xA3\xCE\x9F\xCE\xA3", "\xD0\xB4\xD0\xB0"},
     "\xCF\x83\xCE\xBF\xCF\x82 \xD0\x94\xD0\x90",
     "0-6 7-11"},
    {"combining marks belong to the word",
     {"cafe", "e"},
     "cafe\xCC\x81 e\xCC\x81"
     "e cafe",
     "12-16"},
    {"a mask is no letter", {"hi"}, "\x1A\x1Ahi\x1A", "2-4"},
    {"groups of one letter", {"a", "ab", "abc", "b", "\xC3\xA9"}, "abc ab a b \xC3\xA9 abcd", "0-3 4-6 7-8 9-10 11-13"},
    {"nothing else", {"free"}, "", ""},
};

static uint32_t add_row(struct bench *bench, int i)
{
    struct slice words[MAX_WORDS];
    uint32_t count = 0;
    for (; count < MAX_WORDS && rows[i].words[count]; count++)
        words[count] = slice_cstr(rows[i].words[count]);
    uint32_t number = 0;
    struct pattern_error error;
    ck_assert_msg(pattern_add_words(&bench->set, words, count, &number, &error), "%s: %s", rows[i].name, error.message);
    return number;
}

START_TEST(words_are_found)
{
    struct bench bench;
    bench_open(&bench);
    uint32_t number = add_row(&bench, _i);
    enum match_status status = bench_find(&bench, number, slice_cstr(rows[_i].text), 100);
    ck_assert_msg(status == MATCH_COMPLETE, "%s: %s", rows[_i].name, match_status_text(status));
    ck_assert_msg(strcmp(bench_hits(&bench), rows[_i].hits) == 0, "%s: %s", rows[_i].name, bench_hits(&bench));
    ck_assert_uint_eq(add_row(&bench, _i), number);
    ck_assert_ptr_null(pattern_slow_reason(&bench.set, number));
    bench_close(&bench);
}
END_TEST

START_TEST(bad_lists_are_refused)
{
    static const struct {
        const char *word;
        const char *message;
    } bad[] = {{"", "a word of the list is empty"},
               {" \n ", "a word of the list is empty"},
               {"\xC3", "a word of the list is not UTF-8"}};
    struct bench bench;
    bench_open(&bench);
    struct pattern_error error;
    uint32_t number;
    for (size_t i = 0; i < COUNT(bad); i++) {
        struct slice words[] = {SLICE("free"), slice_cstr(bad[i].word)};
        ck_assert(!pattern_add_words(&bench.set, words, 2, &number, &error));
        ck_assert_str_eq(error.message, bad[i].message);
    }
    ck_assert(!pattern_add_words(&bench.set, NULL, 0, &number, &error));
    ck_assert_str_eq(error.message, "the list has no words");
    struct slice huge = bench_run(&bench, 1 << 20, 'a', 'b');
    ck_assert(!pattern_add_words(&bench.set, &huge, 1, &number, &error));
    ck_assert_str_eq(error.message, "the list of words is too long");
    huge.size = 60000;
    ck_assert(!pattern_add_words(&bench.set, &huge, 1, &number, &error));
    ck_assert_str_eq(error.message, "regular expression is too large");
    bench_close(&bench);
}
END_TEST

START_TEST(long_lists_cost_steps)
{
    struct bench bench;
    bench_open(&bench);
    struct slice words[1000];
    for (unsigned i = 0; i < COUNT(words); i++)
        words[i] = arena_printf(&bench.arena, "%c%c%u", 'a' + i % 26, 'a' + i % 11, i);
    uint32_t number;
    struct pattern_error error;
    ck_assert_msg(pattern_add_words(&bench.set, words, COUNT(words), &number, &error), "%s", error.message);
    for (unsigned i = 0; i < COUNT(words); i++) {
        ck_assert_int_eq(bench_find(&bench, number, words[i], 10), MATCH_COMPLETE);
        ck_assert_msg(bench.hits.count == 1 && bench.hits.items[0].end == words[i].size, "%.*s", SLICE_ARG(words[i]));
    }
    matcher_reset(bench.matcher);
    struct slice text = bench_run(&bench, 1 << 20, ' ', 'a');
    ck_assert_int_eq(bench_find(&bench, number, text, 10), MATCH_COMPLETE);
    ck_assert_uint_lt(matcher_steps(bench.matcher), 100);
    bench_close(&bench);
}
END_TEST

TCase *words_tests(void)
{
    TCase *tests = tcase_create("words");
    tcase_add_loop_test(tests, words_are_found, 0, (int)COUNT(rows));
    tcase_add_test(tests, bad_lists_are_refused);
    tcase_add_test(tests, long_lists_cost_steps);
    return tests;
}
