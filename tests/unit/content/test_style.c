/* Why the text X of a piece of HTML is hidden. Each reason has innocent twins beside it. */
#include "content/style.h"

#include "content/cascade.h"
#include "reading.h"
#include "suites.h"

struct row {
    const char *html, *reasons;
};

static const struct row inline_rows[] = {
    {"X", ""},
    {"<p>X", ""},
    /* display */
    {"<p style='display:none'>X", "display"},
    {"<p style='DISPLAY : None ;'>X", "display"},
    {"<p style='color:red;display:none'>X", "display"},
    {"<p style='display:none'><b style='display:block'>X", "display"},
    {"<p style='display:none'></p>X", ""},
    {"<p style='display:block'>X", ""},
    {"<p style='display:none!important'>X", "display"},
    {"<p style='display:none ! IMPORTANT; display:block'>X", "display"},
    {"<p style='display:none; display:block'>X", ""},
    {"<p style='display:none; display:foo'>X", "display"},
    {"<p style='display:none; display:none\\9'>X", "display"},
    {"<p style='display:n\\6fne'>X", "display"},
    {"<p style='d\\69 splay:none'>X", "display"},
    {"<p style='dis/**/play:none'>X", ""},
    {"<p style='/* a;b */display:/* c */none'>X", "display"},
    {"<p style='background:url(a;b);display:none'>X", "display"},
    {"<p style='font-family:\"a;b\";display:none'>X", "display"},
    {"<p style=\"content:';display:none\">X", ""},
    {"<p style='display'>X", ""},
    {"<p style='mso-hide:all'>X", ""},
    {"<p style='*display:none'>X", ""},
    {"<p style='display:var(--x)'>X", ""},
    {"<p style='display:\x1A\x1A'>X", ""},
    {"<p style='display:none\x1A'>X", ""},
    /* visibility */
    {"<p style='visibility:hidden'>X", "visibility"},
    {"<p style='visibility:collapse'>X", "visibility"},
    {"<p style='visibility:hidden'><b style='visibility:visible'>X", ""},
    {"<p style='visibility:hidden'><b style='visibility:inherit'>X", "visibility"},
    {"<p style='visibility:visible'>X", ""},
    {"<p style='visibility:\x1A'>X", ""},
    /* opacity */
    {"<p style='opacity:0'>X", "opacity"},
    {"<p style='opacity:0.1'>X", "opacity"},
    {"<p style='opacity:5%'>X", "opacity"},
    {"<p style='opacity:.2'>X", ""},
    {"<p style='opacity:.3'><b style='opacity:.3'>X", "opacity"},
    {"<p style='opacity:.5'><b style='opacity:.5'>X", ""},
    {"<p style='opacity:0'><b style='opacity:1'>X", "opacity"},
    {"<p style='opacity:1'>X", ""},
    /* font */
    {"<p style='font-size:0'>X", "font"},
    {"<p style='font-size:0px'>X", "font"},
    {"<p style='font-size:0.0em'>X", "font"},
    {"<p style='font-size:2px'>X", "font"},
    {"<p style='font-size:1pt'>X", "font"},
    {"<p style='font-size:0.1em'>X", "font"},
    {"<p style='font-size:5px'>X", ""},
    {"<p style='font-size:3pt'>X", ""},
    {"<p style='font-size:1.5rem'>X", ""},
    {"<p style='font-size:1'>X", ""},
    {"<p style='font:0/0 a'>X", "font"},
    {"<p style='font:700 0 Arial'>X", "font"},
    {"<p style='font:bold 12px/1.5 Arial'>X", ""},
    {"<p style='font-size:0;font:12px Arial'>X", ""},
    {"<td style='font-size:0'><p>X", "font"},
    {"<td style='font-size:0'><p style='font-size:13px'>X", ""},
    {"<td style='font-size:0'><p style='font-size:small'>X", ""},
    {"<td style='font-size:0'><p style='font-size:100%'>X", "font"},
    {"<td style='font-size:0'><p style='font-size:larger'>X", "font"},
    {"<td style='font-size:0'><font size=2>X", ""},
    {"<p style='font-size:1px'><b style='font-size:3em'>X", ""},
    {"<p style='font-size:0'><b style='font-size:\x1A'>X", ""},
    {"<p style='font-size:0\x1A'>X", ""},
    {"<p style='font-size:calc(0px)'>X", ""},
    /* size */
    {"<div style='height:0px;overflow:hidden'>X", "size"},
    {"<div style='max-height:0;overflow:hidden'>X", "size"},
    {"<div style='width:0;overflow:clip'>X", "size"},
    {"<div style='max-width:1px;overflow:hidden'>X", "size"},
    {"<div style='width:0;overflow:auto'>X", ""},
    {"<div style='max-height:0'>X", ""},
    {"<div style='height:10px;overflow:hidden'>X", ""},
    {"<div style='height:0;padding-bottom:50%;overflow:hidden'>X", ""},
    {"<div style='height:0;padding:0 0 20px;overflow:hidden'>X", ""},
    {"<div style='height:0;padding:0 20px;overflow:hidden'>X", "size"},
    {"<div style='height:0;min-height:20px;overflow:hidden'>X", ""},
    {"<div style='height:0;height:auto;overflow:hidden'>X", ""},
    {"<div style='max-height:0;max-height:none;overflow:hidden'>X", ""},
    {"<span style='max-height:0;overflow:hidden'>X", ""},
    {"<span style='max-height:0;overflow:hidden;display:block'>X", "size"},
    {"<span style='max-height:0;overflow:hidden;position:absolute'>X", "size"},
    {"<td style='height:0;overflow:hidden'>X", ""},
    {"<td style='height:0;overflow:hidden;display:block'>X", "size"},
    {"<div style='max-height:0\x1A;overflow:hidden'>X", ""},
    {"<div style='line-height:0;overflow:hidden'>X", "size"},
    {"<div style='line-height:0'>X", ""},
    {"<div style='overflow:hidden'><p style='line-height:0'>X", "size"},
    {"<div style='line-height:0;overflow:hidden'><p style='line-height:1.5'>X", ""},
    {"<div style='line-height:0;height:50px;overflow:hidden'>X", ""},
    /* clip */
    {"<p style='position:absolute;clip:rect(0 0 0 0)'>X", "clip"},
    {"<p style='position:absolute;clip:rect(1px, 1px, 1px, 1px)'>X", "clip"},
    {"<p style='position:absolute;clip:rect(0,100px,20px,0)'>X", ""},
    {"<p style='clip:rect(0 0 0 0)'>X", ""},
    {"<p style='clip-path:inset(50%)'>X", "clip"},
    {"<p style='clip-path:inset(100%)'>X", "clip"},
    {"<p style='clip-path:circle(0)'>X", "clip"},
    {"<p style='clip-path:polygon(0 0, 0 0, 0 0, 0 0)'>X", "clip"},
    {"<p style='clip-path:inset(10%)'>X", ""},
    {"<p style='clip-path:circle(40%)'>X", ""},
    {"<p style='clip-path:inset(\x1A)'>X", ""},
    /* off-screen */
    {"<p style='position:absolute;left:-9999px'>X", "off-screen"},
    {"<p style='position:fixed;top:-999em'>X", "off-screen"},
    {"<p style='position:relative;left:-9999px'>X", "off-screen"},
    {"<p style='position:absolute;right:-9999px'>X", "off-screen"},
    {"<p style='left:-9999px'>X", ""},
    {"<p style='position:absolute;left:-10px'>X", ""},
    {"<p style='position:absolute;left:9999px'>X", ""},
    {"<p style='text-indent:-9999px'>X", "off-screen"},
    {"<p style='text-indent:-9999px'><b style='text-indent:0'>X", ""},
    {"<p style='text-indent:-20px'>X", ""},
    {"<p style='margin-left:-9999px'>X", "off-screen"},
    {"<p style='margin:-9999px 0 0'>X", "off-screen"},
    {"<p style='margin:0 0 0 -9999px'>X", "off-screen"},
    {"<p style='margin:0 -20px'>X", ""},
    {"<p style='margin-left:-\x1Apx'>X", ""},
    /* attribute */
    {"<p hidden>X", "attribute"},
    {"<p hidden style='display:block'>X", ""},
    {"<p hidden style='display:none'>X", "display"},
    {"<p hidden style='color:red'>X", "attribute"},
    {"<p aria-hidden=true>X", ""},
    /* several */
    {"<div style='display:none;font-size:1px;color:#fff;max-height:0;opacity:0;overflow:hidden;mso-hide:all'>X",
     "display opacity font colour"},
    {"<div style='visibility:hidden;opacity:0'><p hidden>X", "visibility opacity attribute"},
};

static const struct row colour_rows[] = {
    {"<p style='color:white'>X", "colour"},
    {"<p style='color:#FFF'>X", "colour"},
    {"<p style='color:#fefefe'>X", "colour"},
    {"<p style='color:rgb(255,255,255)'>X", "colour"},
    {"<p style='color:rgb(100% 100% 100%)'>X", "colour"},
    {"<p style='color:hsl(0,0%,100%)'>X", "colour"},
    {"<p style='color:rgba(0,0,0,0.02)'>X", "colour"},
    {"<p style='color:#0000'>X", "colour"},
    {"<p style='color:transparent'>X", "colour"},
    {"<p style='color:#ccc'>X", ""},
    {"<p style='color:rgba(0,0,0,.5)'>X", ""},
    {"<p style='color:hsl(0,100%,50%)'>X", ""},
    {"<p style='color:foo'>X", ""},
    {"<p style='color:rgb(255,255)'>X", ""},
    {"<p style='color:rgb(255,255,255,1,1)'>X", ""},
    {"<p style='color:\x1A'>X", ""},
    {"<p style='color:#fff\x1A'>X", ""},
    {"<p style='color:#fff;\x1A'>X", ""},
    {"<font color=white>X", "colour"},
    {"<font color=FFFFFF>X", "colour"},
    {"<font color='#ffffff'>X", "colour"},
    {"<font color=red>X", ""},
    {"<font color='\x1A'>X", ""},
    {"<p color=white>X", ""},
    {"<table bgcolor=black><td><font color=white>X", ""},
    {"<table bgcolor=black><td>X", "colour"},
    {"<table bgcolor=black><td bgcolor=white>X", ""},
    {"<table bgcolor=black><td bgcolor='\x1A'>X", ""},
    {"<table bgcolor=black><td style='background:#fff'>X", ""},
    {"<table bgcolor=black><td style='background:#fff url(x.png) no-repeat'><font color=white>X", ""},
    {"<table bgcolor=black><td style='background:none'>X", "colour"},
    {"<table bgcolor=black><td style='background-color:transparent'>X", "colour"},
    {"<table bgcolor=black><td style='background-color:rgba(255,255,255,.9)'>X", ""},
    {"<table background='x.png' bgcolor=black><td>X", ""},
    {"<table background='x.png'><td bgcolor=black>X", "colour"},
    {"<td style='background-image:linear-gradient(red,blue)'><font color=white>X", ""},
    {"<td style='background:linear-gradient(#fff,#fff)'><font color=white>X", ""},
    {"<td style='background:url(x);background-image:none'><font color=white>X", "colour"},
    {"<td style='background:\x1A'><font color=white>X", ""},
    {"<td style='background:var(--x)'><font color=white>X", ""},
    {"<body text=white>X", "colour"},
    {"<body text=white bgcolor=navy>X", ""},
    {"<body text=white><table bgcolor=navy><td>X", ""},
    {"<p style='color:#fff'><b style='color:inherit'>X", "colour"},
    {"<p style='color:#fff'><b style='color:initial'>X", ""},
    {"<p style='color:#fff'><b style='color:#000'>X", ""},
    {"<p style='color:#fff'><a name=x>X", "colour"},
    {"<p style='color:#fff'><a href=x>X", ""},
    {"<p style='color:#fff'><a href=x style='color:inherit'>X", "colour"},
    {"<td bgcolor='#0000ee'><a href=x>X", ""},
    {"<td bgcolor='#0000ee'><a href=x style='color:#fff'>X", ""},
    {"<body link=white><a href=x>X", "colour"},
    {"<body link='\x1A'><a href=x>X", ""},
    {"<div style='position:absolute;color:#fff'>X", ""},
    {"<div style='position:relative;color:#fff'>X", "colour"},
    {"<div style='position:relative;top:-40px;color:#fff'>X", ""},
    {"<div style='margin-top:-40px;color:#fff'>X", ""},
    {"<div style='margin-top:-40px;color:#fff;background:#fff'>X", "colour"},
    {"<b style='color:#fff'>a<div>b</b>X", ""},
    {"<b style='color:#fff'>a<div>X</b>b", "colour"},
    {"<td bgcolor=black><b style='color:#fff'><i>a</b>X", "colour"},
};

static const struct row sheet_rows[] = {
    {"<style>.a{display:none}</style><p class=a>X", "display"},
    {"<style>.a{display:none}</style><p class='b a c'>X", "display"},
    {"<style>.a{display:none}</style><p class=ab>X", ""},
    {"<style>.a{display:none}</style><p class=A>X", ""},
    {"<style>#a{display:none}</style><p id=a>X", "display"},
    {"<style>#a{display:none}</style><p class=a>X", ""},
    {"<style>P{display:none}</style><p>X", "display"},
    {"<style>p{display:none}</style><pre>X", ""},
    {"<style>*{font-size:0}</style><p>X", "font"},
    {"<style>p.a{display:none}</style><p class=a>X", "display"},
    {"<style>p.a{display:none}</style><div class=a>X", ""},
    {"<style>.a.b{display:none}</style><p class='b a'>X", "display"},
    {"<style>.a.b{display:none}</style><p class='a'>X", ""},
    {"<style>p#i.a{display:none}</style><p id=i class='a'>X", "display"},
    {"<style>h1, .a ,h2{display:none}</style><p class=a>X", "display"},
    {"<style>.a .b{display:none}</style><div class=a><i><p class=b>X", "display"},
    {"<style>.a .b{display:none}</style><div class=a></div><p class=b>X", ""},
    {"<style>.a .b .c{display:none}</style><div class=b><div class=a><p class=c>X", ""},
    {"<style>.a .b .c{display:none}</style><div class=a><div class=b><p class=c>X", "display"},
    {"<style>table td p{display:none}</style><table><tr><td><p>X", "display"},
    {"<style>.a *{display:none}</style><div class=a><p>X", "display"},
    /* the order of things */
    {"<style>.a{display:none}.a{display:block}</style><p class=a>X", ""},
    {"<style>.a{display:block}.a{display:none}</style><p class=a>X", "display"},
    {"<style>#i{display:none}.a{display:block}p{display:block}</style><p id=i class=a>X", "display"},
    {"<style>p.a{display:none}.a{display:block}</style><p class=a>X", "display"},
    {"<style>.a{display:none!important}#i{display:block}</style><p id=i class=a>X", "display"},
    {"<style>.a{display:none}</style><p class=a style='display:block'>X", ""},
    {"<style>.a{display:none!important}</style><p class=a style='display:block'>X", "display"},
    {"<style>.a{display:none!important}</style><p class=a style='display:block!important'>X", ""},
    {"<style>.a{color:#fff}</style><font color=red class=a>X", "colour"},
    {"<style>p{display:none}</style><style>p{display:block}</style><p>X", ""},
    {"<p class=a>X</p><style>.a{display:none}</style>", "display"},
    {"<p class=a>X</p><style>.b{display:none}</style>", ""},
    /* what is a style sheet */
    {"<style><!-- .a{display:none} --></style><p class=a>X", "display"},
    {"<style>/* } */.a{display:/**/none}</style><p class=a>X", "display"},
    {"<style>@import 'x.css'; .a{display:none}</style><p class=a>X", "display"},
    {"<style>@charset 'x';@font-face{font-family:x;src:url(y)} .a{display:none}</style><p class=a>X", "display"},
    {"<style>@font-face{.a{display:none}}</style><p class=a>X", ""},
    {"<style>@keyframes k{from{opacity:0}to{opacity:1}}.a{display:none}</style><p class=a>X", "display"},
    {"<style>.a{content:'}';display:none}</style><p class=a>X", "display"},
    {"<style>.a{display:none</style><p class=a>X", "display"},
    {"<style>} .a{display:none}</style><p class=a>X", ""},
    {"<style>.b{}; .a{display:none}</style><p class=a>X", ""},
    {"<style>.b{color:red;.a{display:none}}</style><p class=a>X", ""},
    {"<style>.\\61{display:none}</style><p class=a>X", "display"},
    {"<style>.sm\\:a{display:none}</style><p class=sm:a>X", "display"},
    {"<style type='text/css' media=screen>.a{display:none}</style><p class=a>X", "display"},
    {"<style type=text/x-other>.a{display:none}</style><p class=a>X", ""},
    {"<style media='print'>.a{display:none}</style><p class=a>X", ""},
    {"<style data-media='print'>.a{display:none}</style><p class=a>X", "display"},
    {"<!--<style>.a{display:none}</style>--><p class=a>X", ""},
    {"<!--[if mso]><style>.a{display:none}</style><![endif]--><p class=a>X", ""},
    {"<!--[if !mso]><!--><style>.a{display:none}</style><!--<![endif]--><p class=a>X", "display"},
    {"<script>'<style>.a{display:none}</style>'</script><p class=a>X", ""},
    {"<title><style></title><p class=a>X", ""},
    {"<styles>.a{display:none}</styles><p class=a>X", ""},
    /* what holds only sometimes may show, and hides nothing */
    {"<style>@media screen{.a{display:none}}</style><p class=a>X", "display"},
    {"<style>@media all , print{.a{display:none}}</style><p class=a>X", "display"},
    {"<style>@media only screen{.a{display:none}}.b{color:red}</style><p class=a>X", "display"},
    {"<style>@media print{.a{display:none}}</style><p class=a>X", ""},
    {"<style>@media screen and (max-width:600px){.a{display:none}}</style><p class=a>X", ""},
    {"<style>@media (max-width:600px){.b{color:red}}.a{display:none}</style><p class=a>X", "display"},
    {"<style>@media screen{@media (max-width:600px){.a{display:none}}}</style><p class=a>X", ""},
    {"<style>@supports (display:grid){.a{display:none}}</style><p class=a>X", ""},
    {"<style>.a{display:none}@media (max-width:600px){.a{display:block}}</style><p class=a>X", ""},
    {"<style>@media (max-width:600px){.a{display:block!important}}</style><p class=a style='display:none'>X", ""},
    {"<style>@media (max-width:600px){.a{display:block}}</style><p class=a style='display:none'>X", "display"},
    {"<style>@media (max-width:600px){.a{max-height:none!important}}</style>"
     "<div class=a style='max-height:0;overflow:hidden'>X",
     ""},
    {"<style>@media (max-width:600px){.a{font-size:12px!important}}</style><div class=a style='font-size:0'>X", ""},
    {"<style>@media (max-width:600px){.a{width:100%!important}}</style><div class=a style='display:none'>X", "display"},
    {"<style>@media print{.a{display:block!important}}</style><div class=a style='display:none'>X", "display"},
    {"<style>@media (max-width:600px){.a{color:#000!important}}</style><div class=a style='color:#fff'>X", ""},
    {"<style>@media (prefers-color-scheme:dark){.a{color:#fff!important}}</style><div class=a>X", ""},
    {"<style>@media (prefers-color-scheme:dark){.a{background:#000!important}}</style><div class=a style='color:#fff'>X",
     "colour"},
    {"<style>@media (prefers-color-scheme:dark){.a{display:block!important}}</style><div class=a style='display:none'>X", ""},
    /* selectors that are understood in part, or not */
    {"<style>.a:hover{display:none}</style><p class=a>X", ""},
    {"<style>.a::before{display:none}</style><p class=a>X", ""},
    {"<style>.a{display:none}.a:hover{display:block}</style><p class=a>X", "display"},
    {"<style>.a:first-child{display:none}</style><p class=a>X", ""},
    {"<style>.a{display:none}.a:first-child{display:block}</style><p class=a>X", ""},
    {"<style>.a{display:none}.b:first-child{display:block}</style><p class=a>X", "display"},
    {"<style>.a:not(.b){display:none}</style><p class=a>X", ""},
    {"<style>a:link{color:#fff}</style><a href=x>X", "colour"},
    {"<style>p[class=a]{display:none}</style><p class=a>X", ""},
    {"<style>.a>.b{display:none}</style><div class=a><p class=b>X", ""},
    {"<style>.b{display:none}.a>.b{display:block}</style><div class=a><p class=b>X", ""},
    {"<style>.b{display:none}u + #m .b{display:block!important}</style><div id=m><p class=b>X", ""},
    {"<style>.b{display:none}.a ~ .c{display:block!important}</style><div class=a></div><p class=b>X", "display"},
    {"<style>.b{display:none}#c:checked ~ .b{display:block}</style><input id=c><p class=b>X", ""},
    {"<style>svg|p{display:none}</style><p>X", ""},
    {"<style>.{display:none}</style><p>X", ""},
    {"<style>.\x1A{display:none}</style><p class='\x1A'>X", ""},
    {"<style>.a{display:\x1A}</style><p class=a>X", ""},
    {"<style>\x1A</style><p style='color:#fff'>X", ""},
    {"<style>\x1A</style><p style='color:#fff;background:#fff'>X", "colour"},
};

static const char *show_reasons(struct arena *arena, unsigned reasons)
{
    struct buffer out;
    buffer_init(&out, arena, SIZE_MAX);
    for (int i = 0; i < HIDE_COUNT; i++)
        if (reasons >> i & 1) {
            buffer_text(&out, out.size > 0 ? " " : "");
            buffer_text(&out, hide_texts[i]);
        }
    return arena_cstr(arena, buffer_slice(&out));
}

static void open_element(struct cascade *cascade, struct html_stack *stack, const struct html_token *token)
{
    const struct html_tag *tag = html_tag_find(token->name);
    struct css_subject subject;
    html_stack_imply(stack, tag);
    struct style_change change = cascade_read(cascade, stack, token, tag, &subject);
    if (!tag || !(tag->flags & TAG_VOID))
        html_stack_open(stack, tag, &subject, &change);
}

static void check_row(const struct row *row)
{
    struct arena arena;
    struct cascade cascade;
    struct html_token token;
    arena_init(&arena, (size_t)1 << 24);
    struct layer layer = {.text = slice_cstr(row->html)};
    struct html_stack stack = {.arena = &arena, .limit = 100};
    struct html_tokenizer *tokenizer = html_tokenizer_new(&arena, &layer, &limits_default);
    cascade_init(&cascade, &arena, layer.text, &limits_default);
    const char *reasons = "no text";
    while (html_tokenizer_next(tokenizer, &token), token.type != HTML_END) {
        if (token.type == HTML_START_TAG)
            open_element(&cascade, &stack, &token);
        else if (token.type == HTML_END_TAG)
            html_stack_close(&stack, token.name, html_tag_find(token.name));
        else if (token.type == HTML_TEXT && slice_find_byte(token.text, 0, 'X') != SLICE_NONE)
            reasons = show_reasons(&arena, html_stack_effect(&stack) & HIDE_ANY);
    }
    expect(row->html, "reasons", reasons, row->reasons);
    ck_assert(!arena.failed);
    arena_free(&arena);
}

START_TEST(of_attributes)
{
    check_row(&inline_rows[_i]);
}
END_TEST

START_TEST(of_colour)
{
    check_row(&colour_rows[_i]);
}
END_TEST

START_TEST(of_sheets)
{
    check_row(&sheet_rows[_i]);
}
END_TEST

Suite *style_suite(void)
{
    Suite *suite = suite_create("style");
    TCase *tests = tcase_create("style");
    tcase_add_loop_test(tests, of_attributes, 0, (int)COUNT(inline_rows));
    tcase_add_loop_test(tests, of_colour, 0, (int)COUNT(colour_rows));
    tcase_add_loop_test(tests, of_sheets, 0, (int)COUNT(sheet_rows));
    suite_add_tcase(suite, tests);
    return suite;
}
