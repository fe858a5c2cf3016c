/* The arena: zeroing, alignment, growth, its cap, and allocations that are made to fail. */
#include "base/arena.h"

#include <string.h>

#include "test_base.h"

enum { MEGABYTE = 1024 * 1024 };

static bool is_filled(const unsigned char *bytes, size_t size, int byte)
{
    for (size_t i = 0; i < size; i++)
        if (bytes[i] != byte)
            return false;
    return true;
}

static bool is_zero(const unsigned char *bytes, size_t size)
{
    return is_filled(bytes, size, 0);
}

START_TEST(memory_is_zeroed_aligned_and_apart)
{
    struct arena arena;
    arena_init(&arena, 64 * MEGABYTE);
    static const size_t sizes[] = {0, 1, 7, 16, 17, 1000, 16384, 3, 100000, 5, 1, 2000000, 31};
    unsigned char *memory[COUNT(sizes)];
    for (size_t i = 0; i < COUNT(sizes); i++) {
        memory[i] = arena_alloc(&arena, sizes[i]);
        ck_assert_ptr_nonnull(memory[i]);
        ck_assert_msg((uintptr_t)memory[i] % _Alignof(max_align_t) == 0, "size %zu is not aligned", sizes[i]);
        ck_assert_msg(is_zero(memory[i], sizes[i]), "size %zu is not zeroed", sizes[i]);
        memset(memory[i], (int)i + 1, sizes[i]);
    }
    for (size_t i = 0; i < COUNT(sizes); i++)
        ck_assert_msg(is_filled(memory[i], sizes[i], (int)i + 1), "size %zu was overwritten", sizes[i]);
    ck_assert_uint_eq(arena.allocations, COUNT(sizes));
    arena_free(&arena);
    ck_assert_uint_eq(arena.used, 0);
    ck_assert_ptr_nonnull(arena_alloc(&arena, 10));
    arena_free(&arena);
}
END_TEST

START_TEST(a_zeroed_arena_can_be_freed)
{
    struct arena arena = {0};
    arena_free(&arena);
    arena_free(&arena);
    ck_assert_ptr_null(arena.blocks);
}
END_TEST

START_TEST(small_use_takes_little)
{
    struct arena arena;
    arena_init(&arena, 64 * MEGABYTE);
    arena_alloc(&arena, 100);
    ck_assert_uint_le(arena.used, 16 * 1024);
    for (int i = 0; i < 1000; i++)
        ck_assert_ptr_nonnull(arena_alloc(&arena, 1000));
    ck_assert_uint_le(arena.used, 3 * MEGABYTE);
    /* A large allocation does not end the use of the block in front. */
    size_t used = arena.used;
    arena_alloc(&arena, 8 * MEGABYTE);
    used = arena.used - used;
    ck_assert_uint_le(used, 9 * MEGABYTE);
    used = arena.used;
    arena_alloc(&arena, 100);
    ck_assert_uint_eq(arena.used, used);
    arena_free(&arena);
}
END_TEST

START_TEST(the_cap_holds_and_failure_stays)
{
    static const size_t limits[] = {0, 1, 100, 5000, 16384, 20000, 100000};
    for (size_t i = 0; i < COUNT(limits); i++) {
        struct arena arena;
        arena_init(&arena, limits[i]);
        size_t given = 0;
        while (arena_alloc(&arena, 64)) {
            given += 64;
            ck_assert_msg(given <= limits[i] && arena.used <= limits[i], "limit %zu: %zu given", limits[i], given);
        }
        ck_assert(arena.failed);
        ck_assert_msg(given * 4 >= limits[i] || limits[i] < 1000, "limit %zu: only %zu given", limits[i], given);
        ck_assert_ptr_null(arena_alloc(&arena, 1));
        ck_assert_ptr_null(arena_grow(&arena, NULL, 0, 1));
        ck_assert_uint_eq(arena_copy(&arena, SLICE("x")).size, 0);
        ck_assert_ptr_null(arena_cstr(&arena, SLICE("x")));
        arena_free(&arena);
        ck_assert(!arena.failed);
    }
}
END_TEST

START_TEST(overflow_is_failure)
{
    struct arena arena;
    arena_init(&arena, SIZE_MAX);
    ck_assert_ptr_null(arena_alloc_array(&arena, SIZE_MAX / 2, 3));
    ck_assert(arena.failed);
    arena_free(&arena);
    ck_assert_ptr_null(arena_alloc(&arena, SIZE_MAX));
    ck_assert(arena.failed);
    arena_free(&arena);
    ck_assert_ptr_nonnull(arena_alloc_array(&arena, SIZE_MAX, 0));
    arena_free(&arena);
}
END_TEST

START_TEST(growing)
{
    struct arena arena;
    arena_init(&arena, 64 * MEGABYTE);
    unsigned char *memory = arena_grow(&arena, NULL, 0, 10);
    ck_assert_ptr_nonnull(memory);
    memset(memory, 'a', 10);
    unsigned char *grown = arena_grow(&arena, memory, 10, 100);
    ck_assert_msg(grown == memory, "the last allocation grows in place");
    ck_assert(is_zero(grown + 10, 90));
    memset(grown + 10, 'b', 90);
    unsigned char *other = arena_alloc(&arena, 8);
    memset(other, 'x', 8);
    memory = arena_grow(&arena, grown, 100, 200);
    ck_assert_msg(memory != grown, "another allocation stands behind it");
    ck_assert(is_zero(memory + 100, 100));
    ck_assert_ptr_eq(arena_grow(&arena, memory, 200, 50), memory);
    for (size_t size = 200; size < MEGABYTE; size *= 2)
        memory = arena_grow(&arena, memory, size, size * 2);
    for (size_t i = 0; i < 100; i++)
        ck_assert_int_eq(memory[i], i < 10 ? 'a' : 'b');
    ck_assert(is_zero(memory + 100, MEGABYTE - 100));
    ck_assert_int_eq(memcmp(other, "xxxxxxxx", 8), 0);
    arena_free(&arena);
}
END_TEST

START_TEST(text_ends_with_a_nul)
{
    struct arena arena;
    arena_init(&arena, MEGABYTE);
    struct slice copy = arena_copy(&arena, SLICE("example"));
    expect_text("copy", copy, "example");
    ck_assert_int_eq(copy.data[copy.size], 0);
    expect_text("lower", arena_copy_lower(&arena, SLICE("WWW.Example\xC3\x84")), "www.example\xC3\x84");
    ck_assert_str_eq(arena_cstr(&arena, slice_sub(SLICE("example.com"), 8, 11)), "com");
    ck_assert_str_eq(arena_cstr(&arena, slice_make(NULL, 0)), "");
    expect_text("printf", arena_printf(&arena, "%s has %d", "example.com", 3), "example.com has 3");
    expect_text("printf of nothing", arena_printf(&arena, "%s", ""), "");
    arena_free(&arena);
}
END_TEST

START_TEST(any_allocation_can_fail)
{
    for (uint64_t n = 1; n <= 5; n++) {
        struct arena arena;
        arena_init(&arena, MEGABYTE);
        arena.fail_at = n;
        uint64_t failed = 0;
        void *block = arena_alloc(&arena, 16);
        failed += !block;
        failed += !arena_grow(&arena, block, block ? 16 : 0, 32);
        failed += !arena_copy(&arena, SLICE("x")).data;
        failed += !arena_printf(&arena, "%d", 1).data;
        ck_assert_msg(failed == (n > 4 ? 0 : 5 - n), "allocation %d: %d failed", (int)n, (int)failed);
        ck_assert_int_eq(arena.failed, n <= 4);
        arena_free(&arena);
    }
}
END_TEST

TCase *arena_tests(void)
{
    TCase *tests = tcase_create("arena");
    tcase_add_test(tests, memory_is_zeroed_aligned_and_apart);
    tcase_add_test(tests, a_zeroed_arena_can_be_freed);
    tcase_add_test(tests, small_use_takes_little);
    tcase_add_test(tests, the_cap_holds_and_failure_stays);
    tcase_add_test(tests, overflow_is_failure);
    tcase_add_test(tests, growing);
    tcase_add_test(tests, text_ends_with_a_nul);
    tcase_add_test(tests, any_allocation_can_fail);
    return tests;
}
