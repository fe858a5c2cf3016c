/* The gate: what is taken for a literal, and that it never keeps out what matches. */
#include "match/gate.h"

#include "base/buffer.h"
#include "match/internal.h"
#include "test_match.h"

static const struct {
    const char *pattern, *literals;
} rows[] = {
    {"offer", "offer"},
    {"OfFer", "offer"},
    {"of", ""},
    {"limited offer", "limited offer"},
    {"abcd?efgh", "efgh"},
    {"abcdx*efg", "abcd"},
    {"abcd+efg", "abcd"},
    {"abc.defg", "defg"},
    {"abc|defg", "abc defg"},
    {"abc|de", ""},
    {"(?:abc|defg)x", "abc defg"},
    {"(abc|defg)?xyz", "xyz"},
    {"(?:abc|de)longer", "longer"},
    {"(?=abcdef)ghi", "ghi"},
    {"(?<!abcdef)ghi", "ghi"},
    {"(?!abcdef)", ""},
    {"(?(?=a)bcd|efg)", ""},
    {"abc(*ACCEPT)defgh", ""},
    {"\\Qa.c\\Exyz", ""},
    {"(?x) a b c # comment xyz\n d", ""},
    {"(?x) a b c \\# d", "abc#d"},
    {"(?ix) ab c [ x] | de f", "abc def"},
    {"(?xx)[a b]cde", ""},
    {"(?i-x)abc", "abc"},
    {"abc(?-i:def)", "abc"},
    {"foo\\X'abc|def'", ""},
    {"foo\\N'abc|def'", ""},
    {"(f)(foo)\\1<abc|def>", ""},
    {"abcd\\E?", ""},
    {"abcd\\Q\\E*", ""},
    {"[\\E]foo|bar]", ""},
    {"abc\\\\Efgh", "abc\\efgh"},
    {"abc{,3}xyz", ""},
    {"[Aa]bcd", "bcd"},
    {"a\\.bcd", "a.bcd"},
    {"\\bword\\b", "word"},
    {"(?i)kiss", "kiss"},
    {"a{3}bcd", "bcd"},
    {"(?:abc){2,}", "abc"},
    {"(?:abc){0,3}", ""},
    {"m\xC3\xBCssen", "ssen"},
    {"", ""},
};

START_TEST(literals)
{
    struct arena arena;
    struct buffer out;
    arena_init(&arena, 1 << 20);
    buffer_init(&out, &arena, SIZE_MAX);
    struct literal_set set = gate_literals(&arena, slice_cstr(rows[_i].pattern));
    for (uint32_t i = 0; i < set.count; i++)
        buffer_printf(&out, "%s%.*s", i ? " " : "", SLICE_ARG(set.items[i]));
    ck_assert_msg(slice_equal(buffer_slice(&out), slice_cstr(rows[_i].literals)), "%s: <%.*s>", rows[_i].pattern,
                  SLICE_ARG(buffer_slice(&out)));
    arena_free(&arena);
}
END_TEST

static const char *const texts[] = {
    "A limited offer, abcdefgh, abcdxxefg; ABC, defg: abcdddefg.",
    "m\xC3\xBCssen, K\xC5\xBF, \xE2\x84\xAAiss, ki\xC5\xBFs, \xE2\x84\xAAI\xC5\xBF\xC5\xBF",
    "abc",
    "ab",
    "",
    "a.cxyz a.bcd bbcd aaabcd abcabcabc xyz longer delonger ghi word words OFFER LIMITED OFFER",
    "of fer\nof\nfer abc\x1A\x1A\x1A",
    "defg ghi abcdefghi def' ]foo bar] ffoofdef> foo'abc",
};

static void compare(struct bench *bench, uint32_t number, struct slice text, const char *row)
{
    struct buffer with, without;
    buffer_init(&with, &bench->arena, SIZE_MAX);
    buffer_init(&without, &bench->arena, SIZE_MAX);
    matcher_reset(bench->matcher);
    bench->matcher->no_gate = false;
    enum match_status status = bench_find(bench, number, text, 1000);
    buffer_text(&with, bench_hits(bench));
    bench->matcher->no_gate = true;
    ck_assert_msg(bench_find(bench, number, text, 1000) == status, "%s: another status", row);
    buffer_text(&without, bench_hits(bench));
    ck_assert_msg(slice_equal(buffer_slice(&with), buffer_slice(&without)), "%s in <%.*s>: <%.*s>, without a gate <%.*s>", row,
                  SLICE_ARG(slice_sub(text, 0, 100)), SLICE_ARG(buffer_slice(&with)), SLICE_ARG(buffer_slice(&without)));
}

/* Every pattern in every text, in each case, alone and inside a text that is long enough to be kept. */
START_TEST(same_hits)
{
    struct bench bench;
    bench_open(&bench);
    for (unsigned flags = 0; flags <= PATTERN_FOLD; flags++) {
        struct pattern_error error;
        uint32_t number;
        if (!pattern_add(&bench.set, slice_cstr(rows[_i].pattern), flags, &number, &error))
            continue;
        for (size_t t = 0; t < COUNT(texts); t++) {
            struct buffer text;
            compare(&bench, number, slice_cstr(texts[t]), rows[_i].pattern);
            buffer_init(&text, &bench.arena, SIZE_MAX);
            buffer_fill(&text, '-', GATE_KEPT_BYTES + t);
            buffer_text(&text, texts[t]);
            buffer_fill(&text, '-', 10);
            compare(&bench, number, buffer_slice(&text), rows[_i].pattern);
        }
    }
    bench_close(&bench);
}
END_TEST

/* The same text is read once; another one in its place after a reset is read anew. More texts than are kept do no harm. */
START_TEST(keeps_texts)
{
    struct bench bench;
    bench_open(&bench);
    uint32_t number = bench_pattern(&bench, "needle", 0);
    unsigned char *bytes = arena_alloc(&bench.arena, 4096);
    ck_assert_ptr_nonnull(bytes);
    for (int i = 0; i < 4096; i++)
        bytes[i] = 'x';
    struct slice text = slice_make(bytes, 4096);
    bench_find(&bench, number, text, 10);
    ck_assert_uint_eq(bench.matcher->kept_count, 1);
    bench_find(&bench, number, text, 10);
    ck_assert_uint_eq(bench.matcher->kept_count, 1);
    ck_assert_uint_eq(matcher_steps(bench.matcher), 0);
    for (size_t size = 1500; size < 1500 + GATE_KEPT + 10; size++)
        bench_find(&bench, number, slice_sub(text, 0, size), 10);
    ck_assert_uint_eq(bench.matcher->kept_count, GATE_KEPT);
    for (int i = 0; i < 6; i++)
        bytes[100 + i] = (unsigned char)"needle"[i];
    matcher_reset(bench.matcher);
    bench_find(&bench, number, text, 10);
    ck_assert_str_eq(bench_hits(&bench), "100-106");
    bench_close(&bench);
}
END_TEST

TCase *gate_tests(void)
{
    TCase *tests = tcase_create("gate");
    tcase_add_loop_test(tests, literals, 0, (int)COUNT(rows));
    tcase_add_loop_test(tests, same_hits, 0, (int)COUNT(rows));
    tcase_add_test(tests, keeps_texts);
    return tests;
}
