/* Vecs: growth, zeroed items, lack of memory. */
#include "base/vec.h"

#include "test_base.h"

struct item {
    uint32_t number;
    uint32_t zero;
};

START_TEST(pushing)
{
    struct arena arena;
    arena_init(&arena, 16 * 1024 * 1024);
    VEC(struct item) items = {0};
    VEC(char) letters = {0};
    for (uint32_t i = 0; i < 5000; i++) {
        struct item *item = vec_push(&arena, &items);
        ck_assert_ptr_nonnull(item);
        ck_assert_msg(item->number == 0 && item->zero == 0, "item %u is not zeroed", i);
        item->number = i;
        char *letter = vec_push(&arena, &letters);
        ck_assert_ptr_nonnull(letter);
        *letter = (char)('a' + i % 26);
    }
    ck_assert_uint_eq(items.count, 5000);
    for (uint32_t i = 0; i < 5000; i++)
        ck_assert_msg(items.items[i].number == i && letters.items[i] == (char)('a' + i % 26), "item %u", i);
    arena_free(&arena);
}
END_TEST

START_TEST(lack_of_memory_keeps_the_items)
{
    for (uint64_t n = 1; n <= 4; n++) {
        struct arena arena;
        arena_init(&arena, 1024 * 1024);
        arena.fail_at = n;
        VEC(uint32_t) numbers = {0};
        uint32_t pushed = 0;
        for (uint32_t i = 0; i < 40; i++) {
            uint32_t *number = vec_push(&arena, &numbers);
            if (number)
                *number = pushed++;
        }
        ck_assert_uint_eq(numbers.count, pushed);
        ck_assert_msg((pushed < 40) == arena.failed, "allocation %d: %u pushed", (int)n, pushed);
        for (uint32_t i = 0; i < pushed; i++)
            ck_assert_uint_eq(numbers.items[i], i);
        arena_free(&arena);
    }
}
END_TEST

START_TEST(a_full_count_fails)
{
    struct arena arena;
    arena_init(&arena, 1024);
    uint32_t capacity = UINT32_MAX;
    char item = 'x';
    ck_assert_ptr_eq(vec_grow(&arena, &item, UINT32_MAX, &capacity, 1), &item);
    ck_assert(arena.failed);
    ck_assert_uint_eq(capacity, UINT32_MAX);
    arena_free(&arena);
}
END_TEST

TCase *vec_tests(void)
{
    TCase *tests = tcase_create("vec");
    tcase_add_test(tests, pushing);
    tcase_add_test(tests, lack_of_memory_keeps_the_items);
    tcase_add_test(tests, a_full_count_fails);
    return tests;
}
