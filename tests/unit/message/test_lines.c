/* Lines and finders. */
#include "message/lines.h"

#include <string.h>

#include "message/finder.h"
#include "test_message.h"

START_TEST(line_ends)
{
    static const struct {
        const char *text, *lines; /* the lines, each between | */
    } rows[] = {
        {"", "|"},           {"a", "|a|"},         {"a\n", "|a|"},         {"a\nb", "|a|b|"},    {"a\r\nb\r\n", "|a|b|"},
        {"a\rb\r", "|a|b|"}, {"\n\r\n\r", "||||"}, {"a\r\r\nb", "|a||b|"}, {"a\n\rb", "|a||b|"}, {"a\r\n\nb\rc\n", "|a||b|c|"},
    };
    char got[64];
    size_t size = 0;
    got[size++] = '|';
    struct line_reader lines;
    struct line line;
    struct slice text = slice_cstr(rows[_i].text);
    line_reader_init(&lines, text, 0);
    uint32_t next = 0;
    while (line_read(&lines, &line)) {
        ck_assert_msg(line.start == next, "row %d: a line begins at %u", _i, line.start);
        next = line.next;
        struct slice content = line_text(&lines, &line);
        memcpy(got + size, content.data, content.size);
        size += content.size;
        got[size++] = '|';
    }
    ck_assert_uint_eq(next, text.size);
    expect_text(rows[_i].text, slice_make(got, size), rows[_i].lines);
}
END_TEST

START_TEST(peeking)
{
    struct line_reader lines;
    struct line first, again;
    line_reader_init(&lines, SLICE("skip\none\r\ntwo"), 5);
    ck_assert(line_peek(&lines, &first) && line_peek(&lines, &again));
    ck_assert_uint_eq(first.start, again.start);
    expect_text("first", line_text(&lines, &first), "one");
    lines.next = first.next;
    ck_assert(line_read(&lines, &again));
    expect_text("second", line_text(&lines, &again), "two");
    ck_assert(!line_read(&lines, &again));
}
END_TEST

START_TEST(finding)
{
    struct finder finder = {.needle = SLICE("ab")};
    struct slice text = SLICE("..ab..ab.");
    static const struct {
        size_t at, hit;
    } steps[] = {{0, 2}, {1, 2}, {2, 2}, {3, 6}, {6, 6}, {7, SLICE_NONE}, {8, SLICE_NONE}, {0, 2}};
    for (size_t i = 0; i < COUNT(steps); i++)
        ck_assert_msg(finder_next(&finder, text, steps[i].at) == steps[i].hit, "step %zu", i);
}
END_TEST

TCase *lines_tests(void)
{
    TCase *tests = tcase_create("lines");
    tcase_add_loop_test(tests, line_ends, 0, 10);
    tcase_add_test(tests, peeking);
    tcase_add_test(tests, finding);
    return tests;
}
