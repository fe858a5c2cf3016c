/* Runs the tests of the room match. */
#include "test_match.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/utf8.h"

void bench_open(struct bench *bench)
{
    *bench = (struct bench){.matcher = NULL};
    arena_init(&bench->set_arena, (size_t)1 << 28);
    arena_init(&bench->arena, (size_t)1 << 30);
    pattern_set_init(&bench->set, &bench->set_arena);
    bench->matcher = matcher_new(&bench->arena, &bench->set, &limits_default);
    ck_assert_ptr_nonnull(bench->matcher);
}

void bench_close(struct bench *bench)
{
    matcher_free(&bench->matcher);
    ck_assert_ptr_null(bench->matcher);
    arena_free(&bench->arena);
    arena_free(&bench->set_arena);
}

uint32_t bench_pattern(struct bench *bench, const char *pattern, unsigned flags)
{
    uint32_t number = UINT32_MAX;
    struct pattern_error error;
    bool added = pattern_add(&bench->set, slice_cstr(pattern), flags, &number, &error);
    ck_assert_msg(added, "%s: %s", pattern, error.message);
    return number;
}

enum match_status bench_find(struct bench *bench, uint32_t number, struct slice text, uint32_t cap)
{
    ck_assert_msg(utf8_is_valid(text), "a text of the test is not UTF-8");
    bench->hits.count = 0;
    matcher_begin_rule(bench->matcher);
    return matcher_find(bench->matcher, number, text, &bench->arena, &bench->hits, cap);
}

const char *bench_hits(struct bench *bench)
{
    struct buffer out;
    buffer_init(&out, &bench->arena, 1 << 20);
    for (uint32_t i = 0; i < bench->hits.count; i++)
        buffer_printf(&out, i ? " %u-%u" : "%u-%u", bench->hits.items[i].start, bench->hits.items[i].end);
    buffer_byte(&out, 0);
    return (const char *)out.data;
}

struct slice bench_run(struct bench *bench, size_t size, int byte, int last)
{
    unsigned char *text = arena_alloc(&bench->arena, size);
    ck_assert_ptr_nonnull(text);
    memset(text, byte, size);
    text[size - 1] = (unsigned char)last;
    return slice_make(text, size);
}

int main(void)
{
    TCase *(*const cases[])(void) = {pattern_tests, slow_tests,   words_tests, matcher_tests,
                                     budget_tests,  memory_tests, gate_tests};
    Suite *suite = suite_create("match");
    for (size_t i = 0; i < COUNT(cases); i++)
        suite_add_tcase(suite, cases[i]());
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
