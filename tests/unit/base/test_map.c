/* The map: adding, finding, many keys, lack of memory. */
#include "base/map.h"

#include "test_base.h"

enum { MANY = 20000 };

START_TEST(adding_and_finding)
{
    struct arena arena;
    arena_init(&arena, 1024 * 1024);
    struct map map;
    map_init(&map, &arena);
    ck_assert_uint_eq(map_get(&map, SLICE("a")), MAP_NONE);
    ck_assert(map_add(&map, SLICE("a"), 0));
    ck_assert(map_add(&map, SLICE("A"), 1));
    ck_assert(map_add(&map, SLICE(""), 2));
    ck_assert(map_add(&map, SLICE("a\0"), 3));
    ck_assert_msg(!map_add(&map, SLICE("a"), 9), "the key is there already");
    ck_assert_uint_eq(map_get(&map, SLICE("a")), 0);
    ck_assert_uint_eq(map_get(&map, SLICE("A")), 1);
    ck_assert_uint_eq(map_get(&map, slice_make(NULL, 0)), 2);
    ck_assert_uint_eq(map_get(&map, SLICE("a\0")), 3);
    ck_assert_uint_eq(map_get(&map, SLICE("b")), MAP_NONE);
    ck_assert_uint_eq(map.count, 4);
    ck_assert(!arena.failed);
    arena_free(&arena);
}
END_TEST

START_TEST(many_keys)
{
    struct arena arena;
    arena_init(&arena, 64 * 1024 * 1024);
    struct map map;
    map_init(&map, &arena);
    for (uint32_t i = 0; i < MANY; i++)
        ck_assert_msg(map_add(&map, arena_printf(&arena, "host%u.example.com", i), i), "key %u", i);
    ck_assert_uint_eq(map.count, MANY);
    for (uint32_t i = 0; i < MANY; i++)
        ck_assert_msg(map_get(&map, arena_printf(&arena, "host%u.example.com", i)) == i, "key %u", i);
    ck_assert_uint_eq(map_get(&map, SLICE("host20000.example.com")), MAP_NONE);
    arena_free(&arena);
}
END_TEST

START_TEST(lack_of_memory_keeps_the_keys)
{
    static const char *const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    for (uint64_t n = 1; n <= 4; n++) {
        struct arena arena;
        arena_init(&arena, 1024 * 1024);
        arena.fail_at = n;
        struct map map;
        map_init(&map, &arena);
        uint32_t added = 0;
        for (uint32_t i = 0; i < 52; i++)
            added += map_add(&map, slice_make(letters + i, 1), i);
        ck_assert_msg((added < 52) == arena.failed, "allocation %d: %u added", (int)n, added);
        for (uint32_t i = 0; i < 52; i++)
            ck_assert_uint_eq(map_get(&map, slice_make(letters + i, 1)), i < added ? i : MAP_NONE);
        arena_free(&arena);
    }
}
END_TEST

TCase *map_tests(void)
{
    TCase *tests = tcase_create("map");
    tcase_add_test(tests, adding_and_finding);
    tcase_add_test(tests, many_keys);
    tcase_add_test(tests, lack_of_memory_keeps_the_keys);
    return tests;
}
