/* Inline styles that hide text. */
#include "content/css.h"

#include "reading.h"
#include "suites.h"

static const struct {
    const char *style;
    unsigned set, clear;
} rows[] = {
    {"", 0, 0},
    {"color:red", 0, 0},
    {"display:none", HIDE_DISPLAY, 0},
    {"DISPLAY : None ;", HIDE_DISPLAY, 0},
    {"color:red;display:none", HIDE_DISPLAY, 0},
    {"display:none!important", HIDE_DISPLAY, 0},
    {"display:none ! IMPORTANT; display:block", HIDE_DISPLAY, 0},
    {"display:none; display:block", 0, 0},
    {"dis/**/play:none", 0, 0},
    {"/* a;b */display:/* c */none", HIDE_DISPLAY, 0},
    {"background:url(a;b);display:none", HIDE_DISPLAY, 0},
    {"font-family:\"a;b\";display:none", HIDE_DISPLAY, 0},
    {"content:';display:none", 0, 0},
    {"display", 0, 0},
    {"visibility:hidden", HIDE_VISIBILITY, 0},
    {"visibility:collapse", HIDE_VISIBILITY, 0},
    {"visibility:visible", 0, HIDE_VISIBILITY},
    {"opacity:0", HIDE_OPACITY, 0},
    {"opacity:0.0", HIDE_OPACITY, 0},
    {"opacity:.01", 0, 0},
    {"opacity:1", 0, 0},
    {"font-size:0", HIDE_FONT, 0},
    {"font-size:0px", HIDE_FONT, 0},
    {"font-size:0.0em", HIDE_FONT, 0},
    {"font-size:13px", 0, HIDE_FONT},
    {"font-size:1em", 0, 0},
    {"font-size:100%", 0, 0},
    {"font-size:small", 0, HIDE_FONT},
    {"font-size:larger", 0, 0},
    {"font:0/0 a", HIDE_FONT, 0},
    {"font:bold 12px/1.5 Arial", 0, HIDE_FONT},
    {"font:700 0 Arial", HIDE_FONT, 0},
    {"font-size:0;font:12px Arial", 0, HIDE_FONT},
    {"max-height:0", 0, 0},
    {"max-height:0;overflow:hidden", HIDE_SIZE, 0},
    {"height:0px;overflow:hidden", HIDE_SIZE, 0},
    {"width:0;overflow:clip", HIDE_SIZE, 0},
    {"width:0;overflow:auto", 0, 0},
    {"height:10px;overflow:hidden", 0, 0},
    {"mso-hide:all", 0, 0},
    {"display:\x1A\x1A", 0, 0},
    {"max-height:0\x1A;overflow:hidden", 0, 0},
};

START_TEST(effects)
{
    struct arena arena;
    arena_init(&arena, 1 << 16);
    struct css_effect effect = css_read(&arena, slice_cstr(rows[_i].style));
    ck_assert_msg(effect.set == rows[_i].set, "%s: sets %u", rows[_i].style, effect.set);
    ck_assert_msg(effect.clear == rows[_i].clear, "%s: clears %u", rows[_i].style, effect.clear);
    arena_free(&arena);
}
END_TEST

Suite *css_suite(void)
{
    Suite *suite = suite_create("css");
    TCase *tests = tcase_create("css");
    tcase_add_loop_test(tests, effects, 0, (int)COUNT(rows));
    suite_add_tcase(suite, tests);
    return suite;
}
