/* Memory: every allocation made to fail in turn, and blocks of PCRE2 that do not pile up. */
#include <string.h>

#include "match/internal.h"
#include "test_match.h"

/* Builds a set; false if something was refused. */
static bool build_set(struct pattern_set *set, struct arena *arena)
{
    static const char *const patterns[] = {"a(b)+", "\\w+\\s*(?<n>x)\\k<n>", "[a-z\\x{100}-\\x{200}]+", "a(b)+"};
    const struct slice words[] = {SLICE("free money"), SLICE("\xC3\xA9t\xC3\xA9"), SLICE("free")};
    uint32_t number;
    struct pattern_error error = {.message = ""};
    bool built = true;
    pattern_set_init(set, arena);
    for (size_t i = 0; i < COUNT(patterns); i++)
        built = pattern_add(set, slice_cstr(patterns[i]), 0, &number, &error) && built;
    built = pattern_add_words(set, words, COUNT(words), &number, &error) && built;
    ck_assert_msg(built || strncmp(error.message, "no memory", 9) == 0, "%s", error.message);
    return built;
}

START_TEST(building_a_set_survives_lack_of_memory)
{
    bool built = false;
    uint64_t n = 1;
    for (; !built; n++) {
        struct arena arena;
        struct pattern_set set;
        arena_init(&arena, (size_t)1 << 24);
        arena.fail_at = n;
        built = build_set(&set, &arena);
        ck_assert_msg(built != arena.failed, "allocation %lu", (unsigned long)n);
        ck_assert_uint_le(set.patterns.count, 4);
        arena_free(&arena);
    }
    ck_assert_uint_gt(n, 20);
}
END_TEST

START_TEST(matching_survives_lack_of_memory)
{
    struct bench bench;
    bench_open(&bench);
    ck_assert(build_set(&bench.set, &bench.set_arena));
    uint32_t deep = bench_pattern(&bench, "(a|aa)+$", 0);
    struct slice text = bench_run(&bench, 5000, 'a', 'w');
    enum match_status status = MATCH_NO_MEMORY;
    for (uint64_t n = 1; status == MATCH_NO_MEMORY; n++) {
        struct arena arena;
        arena_init(&arena, (size_t)1 << 26);
        arena.fail_at = n;
        struct matcher *matcher = matcher_new(&arena, &bench.set, &limits_default);
        hit_list hits = {0};
        for (uint32_t i = 0; matcher && i <= deep; i++) {
            status = matcher_find(matcher, i, text, &arena, &hits, 1000);
            bool found;
            if (status != MATCH_NO_MEMORY)
                ck_assert_int_ne(matcher_test(matcher, i, text, &found), MATCH_NO_MEMORY);
        }
        matcher_free(&matcher);
        arena_free(&arena);
    }
    ck_assert_int_eq(status, MATCH_BUDGET);
    bench_close(&bench);
}
END_TEST

START_TEST(frames_of_growing_patterns_do_not_pile_up)
{
    struct bench bench;
    bench_open(&bench);
    char text[1200] = "";
    for (int groups = 0; groups < 300; groups++) {
        memcpy(text + 3 * groups, "(a)", 4);
        uint32_t number = bench_pattern(&bench, text, 0);
        ck_assert_int_eq(bench_find(&bench, number, SLICE("aaaa"), 10), MATCH_COMPLETE);
    }
    ck_assert_uint_lt(bench.arena.used, 400 * 1024);
    bench_close(&bench);
}
END_TEST

START_TEST(temporary_blocks_of_compiling_are_used_again)
{
    struct bench bench;
    bench_open(&bench);
    struct pattern_error error;
    uint32_t number;
    size_t used = 0;
    /* Refused after PCRE2 took its blocks; only the texts and the outlines of patterns stay. */
    for (int i = 0; i < 200; i++) {
        struct slice pattern = arena_printf(&bench.arena, "%0*d(", 3000, i);
        ck_assert(!pattern_add(&bench.set, pattern, 0, &number, &error));
        used = i == 0 ? bench.set_arena.used : used;
    }
    ck_assert_uint_lt(bench.set_arena.used, used + (size_t)200 * 8000);
    bench_close(&bench);
}
END_TEST

TCase *memory_tests(void)
{
    TCase *tests = tcase_create("memory");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, building_a_set_survives_lack_of_memory);
    tcase_add_test(tests, matching_survives_lack_of_memory);
    tcase_add_test(tests, frames_of_growing_patterns_do_not_pile_up);
    tcase_add_test(tests, temporary_blocks_of_compiling_are_used_again);
    return tests;
}
