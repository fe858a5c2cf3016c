/* Sources: lines and columns, against a plain count, and windows into a larger file. Spans. */
#include "base/source.h"

#include "test_base.h"

static const struct slice name = {(const unsigned char *)"x.eml", 5};

/* The line of an offset, counted byte by byte as the header says. */
static uint64_t plain_line(struct slice text, size_t offset, size_t *out_start)
{
    uint64_t line = 1;
    *out_start = 0;
    for (size_t i = 0; i < offset; i++) {
        int c = slice_at(text, i);
        if (c == '\n' || (c == '\r' && slice_at(text, i + 1) != '\n')) {
            line++;
            *out_start = i + 1;
        }
    }
    return line;
}

START_TEST(lines)
{
    static const char *const rows[] = {
        "",
        "a",
        "a\nb",
        "a\r\nb\r\n",
        "a\rb\rc",
        "\n\n\n",
        "\r\r\r",
        "\r\n\r\n",
        "\n\r\n\r",
        "a\r\r\nb",
        "one\ntwo\r\nthree\rfour\n\r\rfive",
        "no end\nafter",
        "\r\n",
        "\n",
        "\r",
        "a\n\rb\rc\nd\re",
    };
    for (size_t row = 0; row < COUNT(rows); row++) {
        struct slice text = tight_copy(slice_cstr(rows[row]));
        struct arena arena;
        arena_init(&arena, 1024 * 1024);
        struct source source;
        source_init(&source, name, text);
        ck_assert(source_index(&source, &arena));
        for (size_t at = 0; at <= text.size; at++) {
            size_t start;
            uint64_t line = plain_line(text, at, &start);
            struct position got = source_position(&source, (uint32_t)at, COLUMN_BYTES);
            ck_assert_msg(got.line == line && got.column == at - start + 1 && got.offset == at, "row %zu, offset %zu: %d:%d", row,
                          at, (int)got.line, (int)got.column);
            uint32_t line_start;
            struct slice shown = source_line(&source, (uint32_t)at, &line_start);
            ck_assert_msg(line_start == start, "row %zu, offset %zu: line starts at %u", row, at, line_start);
            ck_assert_msg(slice_find_byte(shown, 0, '\n') == SLICE_NONE && slice_find_byte(shown, 0, '\r') == SLICE_NONE,
                          "row %zu, offset %zu: the line has its end", row, at);
            ck_assert_msg(start + shown.size >= at || slice_at(text, at) == '\n', "row %zu, offset %zu: short", row, at);
        }
        arena_free(&arena);
        tight_free(text);
    }
}
END_TEST

#define BYTES(literal) literal, sizeof(literal) - 1

/* Lines of UTF-16 end in units; in the other bytes of a unit CR and LF mean nothing. */
static const struct {
    const char *text;
    size_t size;
    uint32_t starts[5], ends[5], lines;
} utf16_rows[] = {
    {BYTES("\xFF\xFE"
           "a\0\r\0\n\0b\0"),
     {0, 8},
     {4, 10},
     2},
    {BYTES("\xFE\xFF"
           "\0a\0\r\0\n\0b"),
     {0, 8},
     {4, 10},
     2},
    {BYTES("\xFF\xFE"
           "\r\0\r\0\n\0\n\0a\0"),
     {0, 4, 8, 10},
     {2, 4, 8, 12},
     4},
    {BYTES("\xFF\xFE"
           "\n\n\r\r\0\n\n\0"),
     {0, 10},
     {8, 10},
     2},
    {BYTES("\xFE\xFF"
           "\n\0\0\n\0"),
     {0, 6},
     {4, 7},
     2},
    {BYTES("\xFF\xFE"
           "a\0\r"),
     {0},
     {5},
     1},
    {BYTES("\xFF\xFE"), {0}, {2}, 1},
    {BYTES("\xFE\xFF"
           "\0\r"),
     {0, 4},
     {2, 4},
     2},
};
#undef BYTES

START_TEST(utf16_lines)
{
    for (size_t row = 0; row < COUNT(utf16_rows); row++) {
        struct slice text = tight_copy(slice_make(utf16_rows[row].text, utf16_rows[row].size));
        struct arena arena;
        arena_init(&arena, 1024 * 1024);
        struct source source;
        source_init(&source, name, text);
        ck_assert(source_index(&source, &arena));
        ck_assert_msg(source.line_count == utf16_rows[row].lines, "row %zu: %u lines", row, source.line_count);
        for (uint32_t at = 0, line = 0; at <= text.size; at++) {
            while (line + 1 < utf16_rows[row].lines && utf16_rows[row].starts[line + 1] <= at)
                line++;
            struct position got = source_position(&source, at, COLUMN_BYTES);
            ck_assert_msg(got.offset == at && got.line == line + 1 && got.column == at - utf16_rows[row].starts[line] + 1,
                          "row %zu, offset %u: %d:%d", row, at, (int)got.line, (int)got.column);
            uint32_t start;
            struct slice shown = source_line(&source, at, &start);
            ck_assert_msg(start == utf16_rows[row].starts[line] && start + shown.size == utf16_rows[row].ends[line],
                          "row %zu, offset %u: line at %u of %zu bytes", row, at, start, shown.size);
        }
        arena_free(&arena);
        tight_free(text);
    }
}
END_TEST

START_TEST(columns)
{
    static const struct {
        uint32_t offset;
        uint64_t bytes, code_points, utf16;
    } rows[] = {
        /* first line: a, e with acute, emoji, b */
        {0, 1, 1, 1},
        {1, 2, 2, 2},
        {2, 3, 2, 2},
        {3, 4, 3, 3},
        {5, 6, 3, 3},
        {7, 8, 4, 5},
        {8, 9, 5, 6},
        /* second line: two bytes that are not UTF-8, c */
        {9, 1, 1, 1},
        {10, 2, 2, 2},
        {11, 3, 3, 3},
        {12, 4, 4, 4},
        {999, 4, 4, 4},
    };
    struct arena arena;
    arena_init(&arena, 1024 * 1024);
    struct source source;
    source_init(&source, name,
                SLICE("a\xC3\xA9\xF0\x9F\x98\x80"
                      "b\n\xE2\x82"
                      "c"));
    ck_assert(source_index(&source, &arena));
    for (size_t i = 0; i < COUNT(rows); i++) {
        const uint64_t expected[] = {rows[i].bytes, rows[i].code_points, rows[i].utf16};
        const enum column_unit units[] = {COLUMN_BYTES, COLUMN_CODE_POINTS, COLUMN_UTF16};
        for (size_t u = 0; u < COUNT(units); u++) {
            uint64_t got = source_position(&source, rows[i].offset, units[u]).column;
            ck_assert_msg(got == expected[u], "offset %u, unit %zu: column %d", rows[i].offset, u, (int)got);
        }
    }
    arena_free(&arena);
}
END_TEST

START_TEST(a_window_into_a_file)
{
    struct arena arena;
    arena_init(&arena, 1024 * 1024);
    struct source source;
    source_init(&source, name, SLICE("one\ntwo\n"));
    source.base_offset = UINT64_C(5000000000);
    source.base_line = 70;
    ck_assert(source_index(&source, &arena));
    struct position got = source_position(&source, 5, COLUMN_BYTES);
    ck_assert_uint_eq(got.offset, UINT64_C(5000000005));
    ck_assert_uint_eq(got.line, 72);
    ck_assert_uint_eq(got.column, 2);
    arena_free(&arena);
}
END_TEST

START_TEST(without_memory_there_is_one_line)
{
    struct arena arena;
    arena_init(&arena, 1024 * 1024);
    arena.fail_at = 1;
    struct source source;
    source_init(&source, name, SLICE("one\ntwo\n"));
    ck_assert(!source_index(&source, &arena));
    struct position got = source_position(&source, 5, COLUMN_CODE_POINTS);
    ck_assert_uint_eq(got.line, 1);
    ck_assert_uint_eq(got.column, 6);
    uint32_t start;
    ck_assert_uint_eq(source_line(&source, 5, &start).size, 8);
    ck_assert_uint_eq(start, 0);
    arena_free(&arena);
    ck_assert(source_index(&source, &arena));
    ck_assert_uint_eq(source.line_count, 3);
    uint64_t allocations = arena.allocations;
    ck_assert(source_index(&source, &arena));
    ck_assert_uint_eq(arena.allocations, allocations);
    arena_free(&arena);
}
END_TEST

START_TEST(an_empty_source)
{
    struct arena arena;
    arena_init(&arena, 1024);
    struct source source;
    source_init(&source, name, slice_make(NULL, 0));
    ck_assert(source_index(&source, &arena));
    ck_assert_uint_eq(source_position(&source, 3, COLUMN_UTF16).column, 1);
    uint32_t start = 1;
    ck_assert_uint_eq(source_line(&source, 0, &start).size, 0);
    ck_assert_uint_eq(start, 0);
    arena_free(&arena);
}
END_TEST

START_TEST(spans)
{
    struct span a = {2, 5}, b = {5, 7}, c = {4, 6};
    ck_assert_uint_eq(span_length(a), 3);
    ck_assert(span_contains(a, 2) && span_contains(a, 4) && !span_contains(a, 5) && !span_contains(a, 1));
    ck_assert(!span_overlaps(a, b) && span_overlaps(a, c) && span_overlaps(c, b));
    struct span hull = span_hull(b, a);
    ck_assert(hull.start == 2 && hull.end == 7);
}
END_TEST

TCase *source_tests(void)
{
    TCase *tests = tcase_create("source");
    tcase_add_test(tests, lines);
    tcase_add_test(tests, utf16_lines);
    tcase_add_test(tests, columns);
    tcase_add_test(tests, a_window_into_a_file);
    tcase_add_test(tests, without_memory_there_is_one_line);
    tcase_add_test(tests, an_empty_source);
    tcase_add_test(tests, spans);
    return tests;
}
