/* The matcher: hits, and that they do not depend on where long texts are cut. */
#include <string.h>

#include "base/buffer.h"
#include "match/internal.h"
#include "test_match.h"

static const struct {
    const char *pattern;
    unsigned flags;
    const char *text;
    const char *hits;
} rows[] = {
    {"a", 0, "banana", "1-2 3-4 5-6"},
    {"ana", 0, "banana", "1-4"},
    {"a", 0, "", ""},
    {"A", 0, "aA", "1-2"},
    {"A", PATTERN_FOLD, "aA", "0-1 1-2"},
    {"(?i)A", 0, "aA", "0-1 1-2"},
    {"a*", 0, "baab", "1-3"},
    {"|a", 0, "aa", "0-1 1-2"},
    {"^", 0, "abc", ""},
    {"^.", 0, "ab\ncd\r\nef\rgh", "0-1 3-4 7-8 10-11"},
    {".$", 0, "ab\ncd\r\nef\rgh", "1-2 4-5 8-9 11-12"},
    {".+", 0, "ab\ncd\r\nef", "0-2 3-5 7-9"},
    {"(?s).+", 0, "ab\ncd", "0-5"},
    {"a\\Kb", 0, "abab", "1-2 3-4"},
    {"a\\K", 0, "aa", ""},
    {"(?<=a)b", 0, "abbab", "1-2 4-5"},
    {"b(?=a)", 0, "bba", "1-2"},
    {"\\bfree\\b", 0, "free freed", "0-4"},
    {"\\w+", 0, "na\xC3\xAFve \xD0\xB4\xD0\xB0 \x1A\x1A", "0-6 7-11"},
    {"\\d", 0, "1\xD9\xA3", "0-1 1-3"},
    {".", 0, "\xF0\x9F\x98\x80\xC3\xA9", "0-4 4-6"},
    {"[^a]", 0, "a\xE2\x82\xAC", "1-4"},
    {"\xC3\x89", PATTERN_FOLD, "\xC3\xA9\xC3\x89", "0-2 2-4"},
    {"(a)(?1)", 0, "aaa", "0-2"},
    {"(.)\\1", 0, "abccd", "2-4"},
    {"a|ab", 0, "ab", "0-1"},
};

START_TEST(hits)
{
    struct bench bench;
    bench_open(&bench);
    uint32_t number = bench_pattern(&bench, rows[_i].pattern, rows[_i].flags);
    struct slice text = slice_cstr(rows[_i].text);
    enum match_status status = bench_find(&bench, number, text, 100);
    ck_assert_msg(status == MATCH_COMPLETE, "%s: %s", rows[_i].pattern, match_status_text(status));
    ck_assert_msg(strcmp(bench_hits(&bench), rows[_i].hits) == 0, "%s: %s", rows[_i].pattern, bench_hits(&bench));
    bool found;
    ck_assert_int_eq(matcher_test(bench.matcher, number, text, &found), MATCH_COMPLETE);
    if (!pattern_matches_empty(&bench.set, number))
        ck_assert_msg(found == (rows[_i].hits[0] != 0) || strcmp(rows[_i].pattern, "a\\K") == 0, "%s", rows[_i].pattern);
    bench_close(&bench);
}
END_TEST

START_TEST(a_test_takes_the_empty_match)
{
    struct bench bench;
    bench_open(&bench);
    uint32_t number = bench_pattern(&bench, "^$", 0);
    bool found = false;
    ck_assert_int_eq(matcher_test(bench.matcher, number, slice_make(NULL, 0), &found), MATCH_COMPLETE);
    ck_assert(found);
    ck_assert_int_eq(matcher_test(bench.matcher, number, SLICE("a"), &found), MATCH_COMPLETE);
    ck_assert(!found);
    bench_close(&bench);
}
END_TEST

START_TEST(the_cap_counts_all_hits_of_the_list)
{
    struct bench bench;
    bench_open(&bench);
    uint32_t number = bench_pattern(&bench, "a", 0);
    ck_assert_int_eq(bench_find(&bench, number, SLICE("aaaa"), 3), MATCH_CAPPED);
    ck_assert_str_eq(bench_hits(&bench), "0-1 1-2 2-3");
    ck_assert_int_eq(matcher_find(bench.matcher, number, SLICE("aaaa"), &bench.arena, &bench.hits, 5), MATCH_CAPPED);
    ck_assert_str_eq(bench_hits(&bench), "0-1 1-2 2-3 0-1 1-2");
    bench_close(&bench);
}
END_TEST

/* Long hits: `before` bytes of '-', then 'a', `between` bytes of 'b', 'c', and as much '-' again. */
static const struct {
    const char *pattern;
    uint32_t between;
    enum match_status status;
    uint32_t length; /* of the one hit; 0: none */
} lengths[] = {
    {"ab*c", MATCH_MAX_BYTES - 2, MATCH_COMPLETE, MATCH_MAX_BYTES},
    {"ab*c", MATCH_MAX_BYTES - 1, MATCH_LIMIT, 0},
    {"ab*c", 2 * MATCH_MAX_BYTES, MATCH_LIMIT, 0},
    {"a(?:b*c)?", 2 * MATCH_MAX_BYTES, MATCH_COMPLETE, 1},
    {"a.*[bc]", MATCH_MAX_BYTES, MATCH_LIMIT, 0},
    {"a\\Kb*c", 2 * MATCH_MAX_BYTES, MATCH_LIMIT, 0},
    {"(?<=a)b*?(?<=b)c", MATCH_MAX_BYTES - 1, MATCH_COMPLETE, MATCH_MAX_BYTES},
};

START_TEST(hits_have_at_most_4_kilobytes)
{
    struct bench bench;
    bench_open(&bench);
    uint32_t number = bench_pattern(&bench, lengths[_i].pattern, 0);
    /* A match that reaches behind the chunk is only seen where it begins far enough before its end. */
    uint32_t most = lengths[_i].between < 2 * MATCH_MAX_BYTES ? 80000 : 30000;
    for (uint32_t before = 0; before < most; before += 13001) {
        struct buffer text;
        buffer_init(&text, &bench.arena, 1 << 20);
        buffer_fill(&text, '-', before);
        buffer_byte(&text, 'a');
        buffer_fill(&text, 'b', lengths[_i].between);
        buffer_byte(&text, 'c');
        buffer_fill(&text, '-', before);
        enum match_status status = bench_find(&bench, number, buffer_slice(&text), 100);
        ck_assert_msg(status == lengths[_i].status, "%s: %s", lengths[_i].pattern, match_status_text(status));
        ck_assert_msg(bench.hits.count == (lengths[_i].length > 0), "%s: %u hits", lengths[_i].pattern, bench.hits.count);
        if (bench.hits.count)
            ck_assert_uint_eq(span_length(bench.hits.items[0]), lengths[_i].length);
        bool found = false;
        ck_assert_int_eq(matcher_test(bench.matcher, number, buffer_slice(&text), &found), MATCH_COMPLETE);
        ck_assert(found);
    }
    bench_close(&bench);
}
END_TEST

/* Numbers that look random and are the same everywhere. */
static uint32_t next_number(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

static struct slice random_text(struct bench *bench, uint32_t *state, uint32_t pieces)
{
    static const char *const parts[] = {"a",    "b",    "ab", " ", "\n", "\r\n", "\r", "\xC3\xA9", "\xF0\x9F\x98\x80",
                                        "aaaa", "word", "-"};
    struct buffer text;
    buffer_init(&text, &bench->arena, 1 << 20);
    for (uint32_t i = 0; i < pieces; i++)
        buffer_text(&text, parts[next_number(state) % COUNT(parts)]);
    return buffer_slice(&text);
}

static const char *const cut_patterns[] = {
    "a",          "a+b",     "^\\w+",  "\\w+$",   "\\s+",        "\\s.",    "\\n",       "(?<=\\n)a", "(?<=ab)\\w+",
    "\\bword\\b", "a(?=b)",  "b(?!a)", ".+",      "(?s)a.{60}b", "(a|aa)b", "(.)\\1+",   "\\R",       "\\X",
    "[^a]+",      "(?s).*b", "^$\\n?", "\\Aa|b$", "a\\Kb",       "\\W{2,}", "\xC3\xA9.", "-?a*",      "(?<!\\w)word(?!\\w)",
};

START_TEST(hits_do_not_depend_on_the_chunks)
{
    static const uint32_t chunks[] = {8, 9, 64, 1000, 4096, 65536};
    struct bench bench;
    bench_open(&bench);
    uint32_t number = bench_pattern(&bench, cut_patterns[_i], 0);
    uint32_t state = 7 + (uint32_t)_i;
    for (int round = 0; round < 20; round++) {
        struct slice text = random_text(&bench, &state, 10 + next_number(&state) % 1500);
        matcher_reset(bench.matcher);
        bench.matcher->chunk = 1 << 20;
        ck_assert_int_eq(bench_find(&bench, number, text, 100000), MATCH_COMPLETE);
        const char *whole = bench_hits(&bench);
        for (size_t i = 0; i < COUNT(chunks); i++) {
            bench.matcher->chunk = chunks[i];
            matcher_reset(bench.matcher);
            ck_assert_int_eq(bench_find(&bench, number, text, 100000), MATCH_COMPLETE);
            ck_assert_msg(strcmp(bench_hits(&bench), whole) == 0, "%s with chunks of %u bytes", cut_patterns[_i], chunks[i]);
        }
    }
    bench_close(&bench);
}
END_TEST

START_TEST(long_matches_do_not_depend_on_the_chunks)
{
    static const char *const patterns[] = {"(?s)word.*?-.*-", "(?s)b.*word", "[^-]+", "(?s)(?:ab).{4000,}a", "(?s).+"};
    struct bench bench;
    bench_open(&bench);
    uint32_t number = bench_pattern(&bench, patterns[_i], 0);
    uint32_t state = 99;
    struct slice text = random_text(&bench, &state, 12000);
    bench.matcher->rule_steps = bench.matcher->message_steps = UINT64_MAX;
    bench.matcher->chunk = 1 << 20;
    bench_find(&bench, number, text, 10);
    const char *whole = bench_hits(&bench);
    for (uint32_t chunk = 500; chunk < 20000; chunk = chunk * 3 + 1) {
        bench.matcher->chunk = chunk;
        bench_find(&bench, number, text, 10);
        ck_assert_msg(strcmp(bench_hits(&bench), whole) == 0, "%s with chunks of %u bytes: %s, not %s", patterns[_i], chunk,
                      bench_hits(&bench), whole);
    }
    bench_close(&bench);
}
END_TEST

START_TEST(where_a_text_is_cut_is_no_line_end)
{
    struct bench bench;
    bench_open(&bench);
    struct buffer text;
    buffer_init(&text, &bench.arena, 1 << 20);
    buffer_byte(&text, 'a');
    buffer_fill(&text, 'b', 10000);
    buffer_byte(&text, 'c');
    bench.matcher->chunk = 100;
    uint32_t number = bench_pattern(&bench, "a(?=b*$)", 0);
    ck_assert_int_eq(bench_find(&bench, number, buffer_slice(&text), 10), MATCH_COMPLETE);
    ck_assert_uint_eq(bench.hits.count, 0);
    bench_close(&bench);
}
END_TEST

START_TEST(every_beginning_of_a_text)
{
    struct bench bench;
    bench_open(&bench);
    uint32_t number = bench_pattern(&bench, "(?<=a)\\W+|b\\b|\xF0\x9F\x98\x80$", 0);
    uint32_t state = 3;
    struct slice whole = random_text(&bench, &state, 200);
    bench.matcher->chunk = 16;
    for (size_t size = 0; size <= whole.size; size++) {
        if (size < whole.size && (whole.data[size] & 0xC0) == 0x80)
            continue;
        struct slice text = arena_copy(&bench.arena, slice_sub(whole, 0, size));
        matcher_reset(bench.matcher);
        ck_assert_int_eq(bench_find(&bench, number, text, 1000), MATCH_COMPLETE);
        for (uint32_t i = 0; i < bench.hits.count; i++)
            ck_assert_msg(bench.hits.items[i].end <= size && span_length(bench.hits.items[i]) > 0, "%zu bytes", size);
    }
    bench_close(&bench);
}
END_TEST

TCase *matcher_tests(void)
{
    TCase *tests = tcase_create("matcher");
    tcase_add_loop_test(tests, hits, 0, (int)COUNT(rows));
    tcase_add_test(tests, a_test_takes_the_empty_match);
    tcase_add_test(tests, the_cap_counts_all_hits_of_the_list);
    tcase_add_loop_test(tests, hits_have_at_most_4_kilobytes, 0, (int)COUNT(lengths));
    tcase_add_loop_test(tests, hits_do_not_depend_on_the_chunks, 0, (int)COUNT(cut_patterns));
    tcase_add_loop_test(tests, long_matches_do_not_depend_on_the_chunks, 0, 5);
    tcase_add_test(tests, where_a_text_is_cut_is_no_line_end);
    tcase_add_test(tests, every_beginning_of_a_text);
    return tests;
}
