/* Excerpts: columns of wide, combining, hidden and right-to-left text, long lines, several marks. */
#include "base/excerpt.h"

#include <string.h>

#include "base/utf8.h"
#include "test_base.h"

static struct arena arena;

static void set_up(void)
{
    arena_init(&arena, 64 * 1024 * 1024);
}

static void tear_down(void)
{
    arena_free(&arena);
}

static struct slice draw(struct slice text, const struct span *spans, size_t count, struct excerpt_style style)
{
    struct source source;
    source_init(&source, SLICE("x"), text);
    ck_assert(source_index(&source, &arena));
    struct buffer out;
    buffer_init(&out, &arena, SIZE_MAX);
    excerpt_draw(&out, &source, spans, count, &style);
    ck_assert(!out.failed);
    return buffer_slice(&out);
}

struct row {
    const char *name, *text;
    struct span span;
    const char *expected;
};

START_TEST(one_mark)
{
    static const struct row rows[] = {
        {"plain", "see http://intranet/x", {4, 21}, "1 | see http://intranet/x\n  |     ^^^^^^^^^^^^^^^^^\n"},
        {"second line", "one\r\ntwo\r\n", {6, 8}, "2 | two\n  |  ^^\n"},
        {"empty span", "abc", {1, 1}, "1 | abc\n  |  ^\n"},
        {"behind the text", "abc\n", {3, 3}, "1 | abc\n  |    ^\n"},
        {"on the line end", "abc\r\nd", {4, 5}, "1 | abc\n  |    ^\n"},
        {"end of the file", "abc\n", {4, 4}, "2 |\n  | ^\n"},
        {"empty file", "", {0, 0}, "1 |\n  | ^\n"},
        {"goes on", "abc\ndef", {1, 6}, "1 | abc\n  |  ^^\n"},
        {"wide", "\xE4\xB8\xAD\xE6\x96\x87 x", {3, 6}, "1 | \xE4\xB8\xAD\xE6\x96\x87 x\n  |   ^^\n"},
        {"emoji before", "\xF0\x9F\x98\x80 hit", {5, 8}, "1 | \xF0\x9F\x98\x80 hit\n  |    ^^^\n"},
        {"middle of a sequence", "a\xF0\x9F\x98\x80z", {3, 4}, "1 | a\xF0\x9F\x98\x80z\n  |  ^^\n"},
        {"combining before", "e\xCC\x81 x", {4, 5}, "1 | e\xCC\x81 x\n  |   ^\n"},
        {"only the combining one", "e\xCC\x81 x", {1, 3}, "1 | e\xCC\x81 x\n  | ^\n"},
        {"combining first", "\xCC\x81x", {2, 3}, "1 | \\u{0301}x\n  |         ^\n"},
        {"variation selector", "\xE2\x9D\xA4\xEF\xB8\x8F x", {7, 8}, "1 | \xE2\x9D\xA4\xEF\xB8\x8F x\n  |   ^\n"},
        {"Hebrew", "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D x", {2, 4}, "1 | \xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D x\n  |  ^\n"},
        {"tab", "\tx\ty", {3, 4}, "1 |  x y\n  |    ^\n"},
        {"control", "a\x1B[31mb", {1, 2}, "1 | a\\x1B[31mb\n  |  ^^^^\n"},
        {"bidi override",
         "a\xE2\x80\xAE"
         "b",
         {4, 5},
         "1 | a\\u{202E}b\n  |          ^\n"},
        {"zero width",
         "a\xE2\x80\x8B"
         "b",
         {1, 4},
         "1 | a\\u{200B}b\n  |  ^^^^^^^^\n"},
        {"C1",
         "\xC2\x9B"
         "a",
         {2, 3},
         "1 | \\u{009B}a\n  |         ^\n"},
        {"not UTF-8",
         "\xE2\x82"
         "a",
         {1, 2},
         "1 | \\xE2\\x82a\n  |     ^^^^\n"},
        {"soft hyphen",
         "a\xC2\xAD"
         "b",
         {3, 4},
         "1 | a\\u{00AD}b\n  |          ^\n"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct slice text = tight_copy(slice_cstr(rows[i].text));
        expect_text(rows[i].name, draw(text, &rows[i].span, 1, (struct excerpt_style){0}), rows[i].expected);
        tight_free(text);
    }
}
END_TEST

START_TEST(ascii_only)
{
    static const struct row rows[] = {
        {"accent", "caf\xC3\xA9 x", {6, 7}, "1 | caf\\u{00E9} x\n  |             ^\n"},
        {"emoji", "\xF0\x9F\x98\x80", {0, 4}, "1 | \\u{1F600}\n  | ^^^^^^^^^\n"},
        {"combining", "e\xCC\x81 x", {4, 5}, "1 | e\\u{0301} x\n  |           ^\n"},
        {"not UTF-8", "\xFFx", {1, 2}, "1 | \\xFFx\n  |     ^\n"},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        expect_text(rows[i].name, draw(slice_cstr(rows[i].text), &rows[i].span, 1, (struct excerpt_style){.ascii = true}),
                    rows[i].expected);
}
END_TEST

START_TEST(several_marks_and_style)
{
    static const struct span apart[] = {{0, 3}, {4, 7}, {8, 9}};
    struct slice text = SLICE("one two x\nfour\n");
    expect_text("apart", draw(text, apart, 3, (struct excerpt_style){0}), "1 | one two x\n  | ^^^ ^^^ ^\n");
    expect_text("colour", draw(text, apart, 2, (struct excerpt_style){.mark_on = "<", .mark_off = ">"}),
                "1 | one two x\n  | <^^^> <^^^>\n");
    expect_text("indent", draw(text, apart, 1, (struct excerpt_style){.indent = 3}), "   1 | one two x\n     | ^^^\n");
    static const struct span overlapping[] = {{0, 7}, {1, 2}, {4, 9}};
    expect_text("overlapping", draw(text, overlapping, 3, (struct excerpt_style){0}), "1 | one two x\n  | ^^^^^^^^^\n");
    static const struct span lines[] = {{4, 7}, {9, 9}, {10, 14}};
    expect_text("other lines", draw(text, lines, 3, (struct excerpt_style){0}), "1 | one two x\n  |     ^^^  ^\n");
    ck_assert_uint_eq(draw(text, lines, 0, (struct excerpt_style){0}).size, 0);
}
END_TEST

START_TEST(line_numbers_of_a_window)
{
    struct source source;
    source_init(&source, SLICE("x"), SLICE("a\nbc\n"));
    source.base_line = 997;
    ck_assert(source_index(&source, &arena));
    struct buffer out;
    buffer_init(&out, &arena, SIZE_MAX);
    excerpt_draw(&out, &source, &(struct span){3, 4}, 1, &(struct excerpt_style){.indent = 1});
    expect_text("window", buffer_slice(&out), " 999 | bc\n     |  ^\n");
}
END_TEST

/* 26 letters, ten times. */
static struct slice alphabet(void)
{
    struct buffer text;
    buffer_init(&text, &arena, SIZE_MAX);
    for (int i = 0; i < 10; i++)
        buffer_text(&text, "abcdefghijklmnopqrstuvwxyz");
    return buffer_slice(&text);
}

START_TEST(long_lines)
{
    static const struct {
        const char *name;
        struct span span;
        bool ascii;
        const char *expected;
    } rows[] = {
        {"at the beginning",
         {2, 5},
         false,
         "1 | abcdefghijklmnopqrstuvwxyzabcd"
         "\xE2\x80\xA6\n"
         "  |   ^^^\n"},
        {"in the middle",
         {130, 132},
         false,
         "1 | \xE2\x80\xA6"
         "nopqrstuvwxyzabcdefghijklmnop"
         "\xE2\x80\xA6\n"
         "  |               ^^\n"},
        {"at the end",
         {258, 260},
         false,
         "1 | \xE2\x80\xA6"
         "wxyzabcdefghijklmnopqrstuvwxyz\n"
         "  |                              ^^\n"},
        {"behind the end",
         {260, 260},
         false,
         "1 | \xE2\x80\xA6"
         "wxyzabcdefghijklmnopqrstuvwxyz\n"
         "  |                                ^\n"},
        {"longer than the place",
         {130, 255},
         false,
         "1 | \xE2\x80\xA6"
         "abcdefghijklmnopqrstuvwxyzabc"
         "\xE2\x80\xA6\n"
         "  |  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"},
        {"ascii",
         {130, 132},
         true,
         "1 | ...pqrstuvwxyzabcdefghijklmn...\n"
         "  |               ^^\n"},
    };
    struct slice text = alphabet();
    for (size_t i = 0; i < COUNT(rows); i++)
        expect_text(rows[i].name, draw(text, &rows[i].span, 1, (struct excerpt_style){.width = 36, .ascii = rows[i].ascii}),
                    rows[i].expected);
}
END_TEST

/* What is drawn never is wider than asked for, and always has a caret, wherever the mark stands and the text is cut. */
START_TEST(width_holds_everywhere)
{
    struct slice pieces[] = {SLICE("a"),        SLICE("\xE4\xB8\xAD"), SLICE("e\xCC\x81"),    SLICE("\xF0\x9F\x98\x80"),
                             SLICE("\xE2\x82"), SLICE("\x07"),         SLICE("\xE2\x80\xAE"), SLICE("\xCC\x81\xCC\x81\xCC\x81")};
    struct buffer text;
    buffer_init(&text, &arena, SIZE_MAX);
    for (size_t i = 0; i < 200; i++)
        buffer_append(&text, pieces[(i * i + i / 7) % COUNT(pieces)]);
    for (uint32_t size = 0; size <= text.size; size++) {
        struct slice line = tight_copy(slice_sub(buffer_slice(&text), 0, size));
        struct span span = {size * 7 % (size + 1), size * 7 % (size + 1) + size % 5};
        bool ascii = size % 2;
        struct slice drawn = draw(line, &span, 1, (struct excerpt_style){.width = 40, .ascii = ascii});
        size_t end = slice_find_byte(drawn, 0, '\n');
        ck_assert_msg(utf8_is_valid(drawn), "size %u: not UTF-8", size);
        ck_assert_msg(excerpt_width(slice_sub(drawn, 0, end), false) <= 40, "size %u: too wide", size);
        ck_assert_msg(drawn.size - end <= 42, "size %u: marks too wide", size);
        ck_assert_msg(slice_find_byte(drawn, end, '^') != SLICE_NONE, "size %u: no caret", size);
        tight_free(line);
    }
}
END_TEST

START_TEST(a_line_of_combining_characters_is_cut)
{
    struct buffer text;
    buffer_init(&text, &arena, SIZE_MAX);
    buffer_text(&text, "z");
    for (int i = 0; i < 100000; i++)
        buffer_text(&text, "\xCC\x81");
    struct slice drawn = draw(buffer_slice(&text), &(struct span){100001, 100003}, 1, (struct excerpt_style){0});
    ck_assert_uint_lt(drawn.size, 1000);
    ck_assert_uint_ne(slice_find_byte(drawn, 0, '^'), SLICE_NONE);
}
END_TEST

START_TEST(escaping)
{
    static const struct {
        const char *text, *escaped, *ascii;
        size_t width;
    } rows[] = {
        {"", "", "", 0},
        {"plain text", "plain text", "plain text", 10},
        {"a\tb\n", "a b\\x0A", "a b\\x0A", 7},
        {"\xE4\xB8\xAD", "\xE4\xB8\xAD", "\\u{4E2D}", 2},
        {"\xF0\x9F\x98\x80\xE2\x80\x8D", "\xF0\x9F\x98\x80\\u{200D}", "\\u{1F600}\\u{200D}", 10},
        {"\x7F\x80\xC2\x80", "\\x7F\\x80\\u{0080}", "\\x7F\\x80\\u{0080}", 16},
        {"\xEF\xBB\xBF", "\\u{FEFF}", "\\u{FEFF}", 8},
        {"back\\slash", "back\\slash", "back\\slash", 10},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct slice text = slice_cstr(rows[i].text);
        struct buffer out;
        buffer_init(&out, &arena, SIZE_MAX);
        excerpt_escape(&out, text, false);
        expect_text(rows[i].escaped, buffer_slice(&out), rows[i].escaped);
        ck_assert_msg(excerpt_width(text, false) == rows[i].width, "row %zu: width %zu", i, excerpt_width(text, false));
        buffer_init(&out, &arena, SIZE_MAX);
        excerpt_escape(&out, text, true);
        expect_text(rows[i].ascii, buffer_slice(&out), rows[i].ascii);
        ck_assert_uint_eq(excerpt_width(text, true), strlen(rows[i].ascii));
    }
}
END_TEST

START_TEST(lack_of_memory)
{
    struct slice text = alphabet();
    for (uint64_t n = 1; n <= 5; n++) {
        struct arena small;
        arena_init(&small, 1024 * 1024);
        small.fail_at = n;
        struct source source;
        source_init(&source, SLICE("x"), text);
        source_index(&source, &small);
        struct buffer out;
        buffer_init(&out, &small, SIZE_MAX);
        excerpt_draw(&out, &source, &(struct span){100, 104}, 1, &(struct excerpt_style){0});
        ck_assert_int_eq(out.failed, small.failed);
        ck_assert_int_eq(small.failed, n <= 4);
        arena_free(&small);
    }
}
END_TEST

/* Text, columns, ASCII: bytes of it that fit from its beginning and from its end. */
static const struct {
    const char *text;
    size_t columns;
    bool ascii;
    size_t head, tail;
} fits[] = {
    {"", 5, false, 0, 0},
    {"abc", 0, false, 0, 0},
    {"abcdef", 4, false, 4, 4},
    {"abcdef", 6, true, 6, 6},
    {"\xE6\x9D\xB1\xE4\xBA\xAC", 3, false, 3, 3}, /* two wide characters */
    {"ae\xCC\x81o", 2, false, 4, 4},              /* a mark stays with its letter */
    {"a\x1B"
     "b",
     4, false, 1, 1},                    /* an escape has four columns and is not cut */
    {"\xC3\xA4\xC3\xB6", 9, true, 2, 2}, /* \u{00E4} has eight */
};

START_TEST(fitting)
{
    struct slice text = slice_cstr(fits[_i].text);
    ck_assert_uint_eq(excerpt_fit(text, fits[_i].columns, fits[_i].ascii), fits[_i].head);
    ck_assert_uint_eq(excerpt_fit_end(text, fits[_i].columns, fits[_i].ascii), fits[_i].tail);
}
END_TEST

TCase *excerpt_tests(void)
{
    TCase *tests = tcase_create("excerpt");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, one_mark);
    tcase_add_test(tests, ascii_only);
    tcase_add_test(tests, several_marks_and_style);
    tcase_add_test(tests, line_numbers_of_a_window);
    tcase_add_test(tests, long_lines);
    tcase_add_test(tests, width_holds_everywhere);
    tcase_add_test(tests, a_line_of_combining_characters_is_cut);
    tcase_add_test(tests, escaping);
    tcase_add_loop_test(tests, fitting, 0, sizeof fits / sizeof fits[0]);
    tcase_add_test(tests, lack_of_memory);
    return tests;
}
