/* What a reader sees of HTML: visible and hidden text, alternative texts, and where each character comes from. */
#include "base/utf8.h"
#include "reading.h"
#include "suites.h"

static const struct {
    const char *html, *visible, *hidden;
} rows[] = {
    {"", "", ""},
    {"Hello", "Hello", ""},
    {"  a \n\t b  ", "a b", ""},
    {"V<b>i</b>agra", "Viagra", ""},
    {"a <b> b</b>", "a b", ""},
    {"a<!-- x -->b<!--[if mso]>c<![endif]-->d", "abd", ""},
    {"<p>a</p><p>b</p>", "a\nb", ""},
    {"<p> a <p> b ", "a\nb", ""},
    {"a<br>b<br/><br>c", "a\nb\nc", ""},
    {"a</br>b", "a\nb", ""},
    {"<div><div>a</div></div>b", "a\nb", ""},
    {"<table><tr><td>a</td><td>b</td></tr><tr><td>c", "a b\nc", ""},
    {"<table><tr><td>a<td>b<tr><td>c</table>d", "a b\nc\nd", ""},
    {"<ul><li>a<li>b</ul>c", "a\nb\nc", ""},
    {"<ol><li><p>a</p><ul><li>b</li></ul></li><li>c</li></ol>", "a\nb\nc", ""},
    {"<dl><dt>a<dd>b<dt>c</dl>d", "a\nb\nc\nd", ""},
    {"<table><caption>c</caption><thead><tr><th>a<th>b<tbody><tr><td>1<td>2", "c\na b\n1 2", ""},
    {"<table><tr><td><table><tr><td>a<td>b</table><td>c", "a b\nc", ""},
    {"<table><tr><td><p>a</p></td><td>b</td></tr></table>", "a\nb", ""},
    {"a<hr>b<hr/>c", "a\nb\nc", ""},
    {"<select><option>a<option>b</select>c", "a\nb\nc", ""},
    {"<select><optgroup label=x><option>a</optgroup></select>", "a", ""},
    {"exam<wbr>ple", "example", ""},
    {"exam&shy;ple",
     "exam\xC2\xAD"
     "ple",
     ""},
    {"<ruby>a<rp>(</rp><rt>b</rt><rp>)</rp></ruby>c", "abc", ""},
    {"<ruby>a<rp>(<rt>b<rp>)</ruby>c", "abc", ""},
    {"<noscript><p>a</p></noscript>b", "a\nb", ""},
    {"<head><noscript><style>s</style></noscript></head>b", "b", ""},
    {"<datalist><option>a</datalist>b", "b", ""},
    {"<video><p>a</p></video>b", "a\nb", ""},
    {"a&amp;b&nbsp;c&#x41;",
     "a&b\xC2\xA0"
     "cA",
     ""},
    {"a&#32;&#10; b", "a b", ""},
    {"a&unknown;b &lt;c&gt;", "a&unknown;b <c>", ""},
    {"<pre>\n a\n  b\n</pre>c", " a\n  b\nc", ""},
    {"<textarea>a  <b></textarea>c", "a  <b>\nc", ""},
    {"<html><head><title>t</title><style>s{}</style></head><body>b<script>x<y</script></body></html>", "b", ""},
    {"<template>t</template><noscript>n</noscript><iframe>i</iframe>", "n", ""},
    {"<title>a<b>c</title>d", "d", ""},
    {"a<span hidden>b</span>c", "ac", "b"},
    {"a<div hidden>b</div>c", "ac", "b"},
    {"a<div style='display:none'>b<b>c</b></div>d", "ad", "bc"},
    {"<p hidden>a</p><p hidden>b</p>", "", "a | b"},
    {"<div style=display:none><p>a</p><p>b</p></div>", "", "a\nb"},
    {"<div style='visibility:hidden'>a<i style='visibility:visible'>b</i>c</div>", "b", "a | c"},
    {"<div style='opacity:0'>a<i style='opacity:1'>b</i></div>", "", "ab"},
    {"<td style='font-size:0'><p style='font-size:12px'>a</p><p style='font-size:1em'>b</p></td>c", "a\nc", "b"},
    {"<div style='font-size:0'><span style='font-size:9pt'>a</span></div><div style='font-size:0'><span style='font-size:9pt'>b",
     "a\nb", ""},
    {"<div hidden style='display:block'>a</div>", "a", ""},
    {"<br style='display:none'>a", "a", ""},
    {"<div style='display:none'><br>a</div>b", "b", "a"},
    {"<div style='display:none'>a</span>b</div>c", "c", "ab"},
    {"<span style='display:none'>a<div>b</span>c</div>d</span>e", "e", "a\nbc\nd"},
    {"<div style='display:none'><b>a<div>b</b>c</div>d</div>e", "e", "a\nbc\nd"},
    {"<p style='display:none'>a<p>b", "b", "a"},
    {"<li style='display:none'>a<li>b", "b", "a"},
    {"<table><tr><td style='display:none'>a<td>b<tr style='display:none'><td>c<tr><td>d</table>", "b\nd", "a | c"},
    {"<div style='display:none'><table><td></div>a</table>b</div>c", "c", "a\nb"},
    {"<div style='display:none'><input><img>a</div>b", "b", "a"},
    {"<div style='display:none'><x-y/>a</div>b", "b", "a"},
    {"<x-y style='display:none'/>a", "a", ""},
    {"<x-y style='display:none'>a</x-y>b", "b", "a"},
    {"<span style='display:none'/>a</span>b", "b", "a"},
    {"<body style='display:none'>a</body>b", "", "a\nb"},
    {"Hello {{ name }}!", "Hello @!", ""},
    {"a{% if x %}b{% else %}c{% endif %}d", "a b c d", ""},
    {"<b {{ attributes }}>a</b><p style='display:none' {{ x }}>b</p>", "a", "b"},
    {"<p {% if x %}hidden{% endif %}>a</p>b", "b", "a"},
};

/* Every character that is not a break was made from the bytes that its map names. */
static void check_origins(struct reading *r, const char *row, const struct segment *segment)
{
    struct slice text = segment->layer.text;
    ck_assert_msg(segment->layer.parent == &segment->document->layer, "%s: parent", row);
    for (size_t at = 0; at < text.size;) {
        uint32_t length = utf8_decode(text, at).length;
        struct span here = {(uint32_t)at, (uint32_t)at + length};
        struct span up = source_map_up(&segment->layer.map, here);
        struct slice origin = slice_sub(segment->document->masked, up.start, up.end);
        struct slice character = slice_sub(text, at, at + length);
        bool same = slice_equal(origin, character) || slice_at(origin, 0) == '&';
        bool blank = length == 1 && (text.data[at] == ' ' || text.data[at] == '\n') && slice_trim(origin).size == 0;
        ck_assert_msg(same || blank, "%s: byte %u comes from <%.*s>", row, (unsigned)at, SLICE_ARG(origin));
        expect_pieces(r, row, &segment->layer, here);
        at += length;
    }
}

START_TEST(seen)
{
    struct reading r;
    reading_make(&r, READ_HTML, rows[_i].html);
    expect(rows[_i].html, "visible", show_view(&r, VIEW_VISIBLE), rows[_i].visible);
    expect(rows[_i].html, "hidden", show_view(&r, VIEW_HIDDEN), rows[_i].hidden);
    for (int id = VIEW_VISIBLE; id <= VIEW_HIDDEN; id++)
        for (uint32_t i = 0; i < r.content.views[id].segments.count; i++)
            check_origins(&r, rows[_i].html, &r.content.views[id].segments.items[i]);
    reading_free(&r);
}
END_TEST

START_TEST(split_word)
{
    struct reading r;
    reading_make(&r, READ_HTML, "x V<b>i</b>agra");
    const struct layer *layer = &r.content.views[VIEW_VISIBLE].segments.items[0].layer;
    span_list pieces = {0};
    ck_assert(source_map_pieces(&layer->map, (struct span){2, 8}, &r.arena, &pieces));
    ck_assert_uint_eq(pieces.count, 3);
    ck_assert_uint_eq(pieces.items[0].start, 2);
    ck_assert_uint_eq(pieces.items[1].start, 6);
    ck_assert_uint_eq(pieces.items[2].end, 15);
    reading_free(&r);
}
END_TEST

START_TEST(blanks)
{
    struct reading r;
    reading_make(&r, READ_HTML, "a \n b <i> </i>c");
    const struct layer *layer = &r.content.views[VIEW_VISIBLE].segments.items[0].layer;
    struct span first = source_map_up(&layer->map, (struct span){1, 2});
    struct span second = source_map_up(&layer->map, (struct span){3, 4});
    ck_assert(first.start == 1 && first.end == 4);
    ck_assert(second.start == 5 && second.end == 6);
    reading_free(&r);
}
END_TEST

static const struct {
    const char *html, *alt;
} alt_rows[] = {
    {"<img alt='a b'><img alt=''><img><area alt=c>", "a b | c"},
    {"<img alt='Hi {{ name }} &amp; co'>", "Hi @ & co"},
};

START_TEST(alternative)
{
    struct reading r;
    reading_make(&r, READ_HTML, alt_rows[_i].html);
    expect(alt_rows[_i].html, "alt", show_view(&r, VIEW_ALT), alt_rows[_i].alt);
    reading_free(&r);
}
END_TEST

Suite *html_text_suite(void)
{
    Suite *suite = suite_create("html_text");
    TCase *tests = tcase_create("html_text");
    tcase_add_loop_test(tests, seen, 0, (int)COUNT(rows));
    tcase_add_test(tests, split_word);
    tcase_add_test(tests, blanks);
    tcase_add_loop_test(tests, alternative, 0, (int)COUNT(alt_rows));
    suite_add_tcase(suite, tests);
    return suite;
}
