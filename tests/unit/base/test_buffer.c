/* Buffers: appending, the cap, what stays after a failure. */
#include "base/buffer.h"

#include "test_base.h"

static struct arena arena;

static void set_up(void)
{
    arena_init(&arena, 16 * 1024 * 1024);
}

static void tear_down(void)
{
    arena_free(&arena);
}

START_TEST(appending)
{
    struct buffer buffer;
    buffer_init(&buffer, &arena, 1000);
    ck_assert_uint_eq(buffer_slice(&buffer).size, 0);
    buffer_text(&buffer, "one");
    buffer_text(&buffer, NULL);
    buffer_byte(&buffer, ' ');
    buffer_append(&buffer, SLICE("two"));
    buffer_append(&buffer, slice_make(NULL, 0));
    buffer_fill(&buffer, '.', 3);
    buffer_fill(&buffer, '!', 0);
    buffer_printf(&buffer, "%s-%03d", "example.com", 7);
    buffer_printf(&buffer, "%s", "");
    expect_text("appended", buffer_slice(&buffer), "one two...example.com-007");
    ck_assert(!buffer.failed);
}
END_TEST

START_TEST(code_points)
{
    struct buffer buffer;
    buffer_init(&buffer, &arena, 1000);
    static const uint32_t points[] = {'a', 0xE9, 0x20AC, 0x1F600, 0xD800, 0x110000};
    for (size_t i = 0; i < COUNT(points); i++)
        buffer_code_point(&buffer, points[i]);
    expect_text("code points", buffer_slice(&buffer), "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\xEF\xBF\xBD\xEF\xBF\xBD");
}
END_TEST

START_TEST(the_cap)
{
    for (size_t limit = 0; limit < 200; limit++) {
        struct buffer buffer;
        buffer_init(&buffer, &arena, limit);
        for (size_t i = 0; i < limit; i++)
            buffer_byte(&buffer, 'x');
        ck_assert_msg(!buffer.failed && buffer.size == limit, "limit %zu: full at %zu", limit, buffer.size);
        buffer_append(&buffer, slice_make(NULL, 0));
        ck_assert_msg(!buffer.failed, "limit %zu: nothing was appended", limit);
        buffer_byte(&buffer, 'y');
        ck_assert_msg(buffer.failed && buffer.size == limit, "limit %zu: overfull", limit);
        ck_assert(!buffer_reserve(&buffer, 0));
    }
    ck_assert(!arena.failed);
}
END_TEST

START_TEST(formatted_text_fills_to_the_cap)
{
    struct buffer buffer;
    buffer_init(&buffer, &arena, 5);
    buffer_printf(&buffer, "%d", 12345);
    expect_text("exactly", buffer_slice(&buffer), "12345");
    ck_assert(!buffer.failed);
    buffer_init(&buffer, &arena, 5);
    buffer_printf(&buffer, "%d", 12);
    buffer_printf(&buffer, "%d", 1234);
    buffer_printf(&buffer, "%d", 3);
    expect_text("what came before stays, what comes after is dropped", buffer_slice(&buffer), "12");
    ck_assert(buffer.failed);
}
END_TEST

START_TEST(no_limit)
{
    struct buffer buffer;
    buffer_init(&buffer, &arena, SIZE_MAX);
    for (int i = 0; i < 100000; i++)
        buffer_byte(&buffer, i & 0xFF);
    ck_assert_uint_eq(buffer.size, 100000);
    for (int i = 0; i < 100000; i++)
        ck_assert_int_eq(buffer.data[i], i & 0xFF);
    ck_assert(!buffer_reserve(&buffer, SIZE_MAX));
    ck_assert(buffer.failed);
}
END_TEST

START_TEST(lack_of_memory)
{
    for (uint64_t n = 1; n <= 4; n++) {
        struct arena small;
        arena_init(&small, 1024 * 1024);
        small.fail_at = n;
        struct buffer buffer;
        buffer_init(&buffer, &small, SIZE_MAX);
        for (int i = 0; i < 300; i++)
            buffer_byte(&buffer, 'x');
        if (small.failed)
            ck_assert_msg(buffer.failed && buffer.size < 300, "allocation %d", (int)n);
        else
            ck_assert_msg(!buffer.failed && buffer.size == 300, "allocation %d", (int)n);
        ck_assert(buffer.size == 0 || buffer.data[buffer.size - 1] == 'x');
        arena_free(&small);
    }
}
END_TEST

TCase *buffer_tests(void)
{
    TCase *tests = tcase_create("buffer");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, appending);
    tcase_add_test(tests, code_points);
    tcase_add_test(tests, the_cap);
    tcase_add_test(tests, formatted_text_fills_to_the_cap);
    tcase_add_test(tests, no_limit);
    tcase_add_test(tests, lack_of_memory);
    return tests;
}
