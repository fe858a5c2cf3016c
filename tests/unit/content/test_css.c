/* Colours, numbers and words of CSS values, and how what is read stays in proportion to the text. */
#include "content/css.h"

#include "reading.h"
#include "suites.h"

static const struct {
    const char *text;
    bool valid;
    css_colour colour;
} colour_rows[] = {
    {"black", true, 0x000000FF},
    {"RebeccaPurple", true, 0x663399FF},
    {"aliceblue", true, 0xF0F8FFFF},
    {"yellowgreen", true, 0x9ACD32FF},
    {"transparent", true, 0},
    {"#abc", true, 0xAABBCCFF},
    {"#abcd", true, 0xAABBCCDD},
    {"#A1b2C3", true, 0xA1B2C3FF},
    {"#A1b2C3d4", true, 0xA1B2C3D4},
    {"rgb(1,2,3)", true, 0x010203FF},
    {"RGB( 1 , 2 , 300 )", true, 0x0102FFFF},
    {"rgb(1 2 3 / 50%)", true, 0x01020380},
    {"rgba(10%, 20%, 100%, .5)", true, 0x1A33FF80},
    {"hsl(0,100%,50%)", true, 0xFF0000FF},
    {"hsl(120deg 100% 50%)", true, 0x00FF00FF},
    {"hsla(240,100%,50%,0)", true, 0x0000FF00},
    {"hsl(60,100%,25%)", true, 0x808000FF},
    {"", false, 0},
    {"#", false, 0},
    {"#ab", false, 0},
    {"#abcde", false, 0},
    {"#abcg", false, 0},
    {"abc", false, 0},
    {"rgb(1,2)", false, 0},
    {"rgb(1,2,3", false, 0},
    {"rgb(1,2,3) x", false, 0},
    {"rgb(1px,2,3)", false, 0},
    {"hsl(900,100%,50%)", false, 0},
    {"lab(1 2 3)", false, 0},
    {"averyveryverylongnameofacolour", false, 0},
};

START_TEST(colours)
{
    css_colour colour = 0;
    bool valid = css_colour_read(slice_cstr(colour_rows[_i].text), &colour);
    ck_assert_msg(valid == colour_rows[_i].valid, "%s: valid", colour_rows[_i].text);
    ck_assert_msg(!valid || colour == colour_rows[_i].colour, "%s: %08X", colour_rows[_i].text, (unsigned)colour);
}
END_TEST

static const struct {
    const char *text, *behind;
    bool lost;
} contrast_rows[] = {
    {"#fff", "#fff", true},  {"#fff", "#f5f5f5", true}, {"#ebebeb", "#fff", true}, {"#eaeaea", "#fff", false},
    {"#888", "#999", false}, {"#ddd", "#fff", false},   {"#000", "#111", true},    {"#000", "#222", false},
    {"#00f", "#000", false}, {"#ff0", "#fff", true},    {"red", "green", false},   {"red", "white", false},
    {"#777", "#777", true},  {"#0000ee", "#00f", true}, {"#ffffe0", "#fff", true},
};

START_TEST(contrasts)
{
    css_colour text = 0, behind = 0;
    ck_assert(css_colour_read(slice_cstr(contrast_rows[_i].text), &text));
    ck_assert(css_colour_read(slice_cstr(contrast_rows[_i].behind), &behind));
    ck_assert_msg(css_colour_is_lost(text, behind) == contrast_rows[_i].lost, "%s on %s", contrast_rows[_i].text,
                  contrast_rows[_i].behind);
    ck_assert_msg(css_colour_is_lost(behind, text) == contrast_rows[_i].lost, "%s on %s", contrast_rows[_i].behind,
                  contrast_rows[_i].text);
}
END_TEST

static const struct {
    const char *text, *unescaped;
} escape_rows[] = {
    {"", ""},
    {"none", "none"},
    {"n\\6fne", "none"},
    {"n\\6f ne", "none"},
    {"\\00006eone", "none"},
    {"a\\:b", "a:b"},
    {"a\\", "a"},
    {"\\0", "\xEF\xBF\xBD"},
    {"\\d800", "\xEF\xBF\xBD"},
    {"\\ffffff", "\xEF\xBF\xBD"},
    {"\\1a", "\xEF\xBF\xBD"},
    {"\\e9t", "\xC3\xA9t"},
};

START_TEST(escapes)
{
    struct arena arena;
    arena_init(&arena, 1 << 16);
    const char *got = arena_cstr(&arena, css_unescape(&arena, slice_cstr(escape_rows[_i].text)));
    expect(escape_rows[_i].text, "without escapes", got, escape_rows[_i].unescaped);
    arena_free(&arena);
}
END_TEST

Suite *css_suite(void)
{
    Suite *suite = suite_create("css");
    TCase *tests = tcase_create("css");
    tcase_add_loop_test(tests, colours, 0, (int)COUNT(colour_rows));
    tcase_add_loop_test(tests, contrasts, 0, (int)COUNT(contrast_rows));
    tcase_add_loop_test(tests, escapes, 0, (int)COUNT(escape_rows));
    suite_add_tcase(suite, tests);
    return suite;
}
