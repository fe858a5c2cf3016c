/* The HTML tokenizer's text: references, line ends, NUL, elements whose content is not markup, foreign content. */
#include <string.h>

#include "base/utf8.h"
#include "content/html_entity_table.h"
#include "content/html_reference.h"
#include "html_token_test.h"

static const struct token_row references[] = {
    {BYTES("a&amp;b"), "[a]{&}[b]", ""},
    {BYTES("&lt;&gt;"), "{<}{>}", ""},
    {BYTES("&ltx"), "{<}[x]", "missing-semicolon-after-character-reference@3"},
    {BYTES("&notit;"), "{\xC2\xAC}[it;]", "missing-semicolon-after-character-reference@4"},
    {BYTES("&notin;"), "{\xE2\x88\x89}", ""},
    {BYTES("&notinva;&fjlig;"), "{\xE2\x88\x89}{fj}", ""},
    {BYTES("&nGt;"), "{\xE2\x89\xAB\xE2\x83\x92}", ""},
    {BYTES("&CounterClockwiseContourIntegral;"), "{\xE2\x88\xB3}", ""},
    {BYTES("&CounterClockwiseContourIntegral"), "[&CounterClockwiseContourIntegral]", ""},
    {BYTES("&AMP&AMP;"), "{&}{&}", "missing-semicolon-after-character-reference@4"},
    {BYTES("&zwnj;&AElig"), "{\xE2\x80\x8C}{\xC3\x86}", "missing-semicolon-after-character-reference@12"},
    {BYTES("&"), "[&]", ""},
    {BYTES("& &; &&"), "[& &; &&]", ""},
    {BYTES("&x;"), "[&x;]", "unknown-named-character-reference@2"},
    {BYTES("&x"), "[&x]", ""},
    {BYTES("&#65;&#x41;&#X4a;"), "{A}{A}{J}", ""},
    {BYTES("&#65a"), "{A}[a]", "missing-semicolon-after-character-reference@4"},
    {BYTES("&#;"), "[&#;]", "absence-of-digits-in-numeric-character-reference@2"},
    {BYTES("&#xg"), "[&#xg]", "absence-of-digits-in-numeric-character-reference@3"},
    {BYTES("&#0;"), "{" FFFD "}", "null-character-reference@4"},
    {BYTES("&#x110000;"), "{" FFFD "}", "character-reference-outside-unicode-range@10"},
    {BYTES("&#99999999999999999999;"), "{" FFFD "}", "character-reference-outside-unicode-range@23"},
    {BYTES("&#x10FFFF;"), "{\xF4\x8F\xBF\xBF}", "noncharacter-character-reference@10"},
    {BYTES("&#xFDD0;"), "{\xEF\xB7\x90}", "noncharacter-character-reference@8"},
    {BYTES("&#xD800;"), "{" FFFD "}", "surrogate-character-reference@8"},
    {BYTES("&#128;&#x9f;"), "{\xE2\x82\xAC}{\xC5\xB8}", "control-character-reference@6 control-character-reference@12"},
    {BYTES("&#x81;"), "{\xC2\x81}", "control-character-reference@6"},
    {BYTES("&#13;&#10;"), "{\r}{\n}", "control-character-reference@5"},
    {BYTES("a&#98;<b>&#99;"), "[a]{b}<b>{c}", ""},
};

static const struct token_row characters[] = {
    {BYTES("a\nb\r\nc\rd"), "[a\nb][\nc]{\n}[d]", ""},
    {BYTES("\r\n\r\r\n"), "[\n]{\n}[\n]", ""},
    {BYTES("a\0b"), "[a\\0b]", "unexpected-null-character@1"},
    {BYTES("a\0<b>"), "[a\\0]<b>", "unexpected-null-character@1"},
    {BYTES("\x1A\x1A"), "[\x1A\x1A]", ""},
    {BYTES("\x01 \x7F"), "[\x01 \x7F]", "control-character-in-input-stream@0 control-character-in-input-stream@2"},
    {BYTES("\xC2\x85\xC2\xA0"), "[\xC2\x85\xC2\xA0]", "control-character-in-input-stream@0"},
    {BYTES("\xEF\xB7\x90\xEF\xBF\xBF\xF0\x9F\xBF\xBE" FFFD), "[\xEF\xB7\x90\xEF\xBF\xBF\xF0\x9F\xBF\xBE" FFFD "]",
     "noncharacter-in-input-stream@0 noncharacter-in-input-stream@3 noncharacter-in-input-stream@6"},
    {BYTES("<p \x02></p/>\x03"), "<p \x02=></p>[\x03]",
     "control-character-in-input-stream@3 end-tag-with-trailing-solidus@9 control-character-in-input-stream@10"},
};

static const struct token_row contents[] = {
    {BYTES("<title>a<b>&lt;</b></TITLE>c<i>"), "<title>[a<b>]{<}[</b>]</title>[c]<i>", ""},
    {BYTES("<textarea></a\0></textarea x>"), "<textarea>[</a]{" FFFD "}[>]</textarea>",
     "unexpected-null-character@13 end-tag-with-attributes@27"},
    {BYTES("<title>a</titles></title"), "<title>[a</titles></title]", ""},
    {BYTES("<title>a</></ </title/>"), "<title>[a</></ ]</title>", "end-tag-with-trailing-solidus@22"},
    {BYTES("<style>a&lt;<b></style\n>c"), "<style>[a&lt;<b>]</style>[c]", ""},
    {BYTES("<style>a\0</styl</style>"), "<style>[a]{" FFFD "}[</styl]</style>", "unexpected-null-character@8"},
    {BYTES("<xmp><p></xmp>"), "<xmp>[<p>]</xmp>", ""},
    {BYTES("<iframe><p></iframe>"), "<iframe>[<p>]</iframe>", ""},
    {BYTES("<noembed><p></noembed>"), "<noembed>[<p>]</noembed>", ""},
    {BYTES("<noframes><p></noframes>"), "<noframes>[<p>]</noframes>", ""},
    {BYTES("<noscript><p></noscript>"), "<noscript><p></noscript>", ""},
    {BYTES("<plaintext></plaintext>&lt;\0"), "<plaintext>[</plaintext>&lt;]{" FFFD "}", "unexpected-null-character@27"},
    {BYTES("<script/>a</b></script>"), "<script/>[a</b>]</script>", ""},
    {BYTES("<script><!--a</script>b"), "<script>[<!--a]</script>[b]", ""},
    {BYTES("<script><!--<script>a</script>b</script>c"), "<script>[<!--<script>a</script>b]</script>[c]", ""},
    {BYTES("<script><!--<script>a</script>--></script>c"), "<script>[<!--<script>a</script>-->]</script>[c]", ""},
    {BYTES("<script><!--<script>a-->b</script>c"), "<script>[<!--<script>a-->b]</script>[c]", ""},
    {BYTES("<script><!--<scripts>a</script>c"), "<script>[<!--<scripts>a]</script>[c]", ""},
    {BYTES("<script><!-- a--b-<-></script>c"), "<script>[<!-- a--b-<->]</script>[c]", ""},
    {BYTES("<script><!-->a<!--</script>c"), "<script>[<!-->a<!--]</script>[c]", ""},
    {BYTES("<script><!--<script>--a-<</x</script></script>"), "<script>[<!--<script>--a-<</x</script>]</script>", ""},
    {BYTES("<script><!--a\0\r-"), "<script>[<!--a]{" FFFD "}{\n}[-]",
     "unexpected-null-character@13 eof-in-script-html-comment-like-text@16"},
    {BYTES("<script><!x<!-y</script>"), "<script>[<!x<!-y]</script>", ""},
};

static const struct token_row foreign[] = {
    {BYTES("<svg><![CDATA[a<b>&lt;\0]]>c</svg>"), "<svg>[a<b>&lt;\\0][c]</svg>", ""},
    {BYTES("<math>x<![CDATA[]]]></math>"), "<math>[x][]]</math>", ""},
    {BYTES("<svg><![CDATA[a]b]]c\r\nd"), "<svg>[a]b]]c][\nd]", "eof-in-cdata@23"},
    {BYTES("<svg><![CDATA["), "<svg>", "eof-in-cdata@14"},
    {BYTES("<svg></svg><![CDATA[a]]>"), "<svg></svg><!--[CDATA[a]]-->", "cdata-in-html-content@19"},
    {BYTES("<svg/><![CDATA[a]]>"), "<svg/><!--[CDATA[a]]-->", "cdata-in-html-content@14"},
    {BYTES("<svg><svg></svg><![CDATA[a]]>"), "<svg><svg></svg>[a]", ""},
    {BYTES("</svg><![CDATA[a]]>"), "</svg><!--[CDATA[a]]-->", "cdata-in-html-content@14"},
    {BYTES("<svg><p><![CDATA[a]]>"), "<svg><p><!--[CDATA[a]]-->", "cdata-in-html-content@16"},
    {BYTES("<svg><style><b></style>"), "<svg><style><b></style>", ""},
    {BYTES("<svg><title><g></title>"), "<svg><title><g></title>", ""},
    {BYTES("<svg><foreignObject><style><b></style>"), "<svg><foreignobject><style>[<b>]</style>", ""},
};

START_TEST(reads_references)
{
    check_token_row(&references[_i]);
}
END_TEST

START_TEST(reads_characters)
{
    check_token_row(&characters[_i]);
}
END_TEST

START_TEST(reads_contents)
{
    check_token_row(&contents[_i]);
}
END_TEST

START_TEST(reads_foreign_content)
{
    check_token_row(&foreign[_i]);
}
END_TEST

/* Every name of the table is found, with and without its semicolon as the table says. */
START_TEST(finds_every_name)
{
    unsigned names = 0;
    unsigned without = 0;
    for (size_t i = 0; i < html_entity_table_count; i++) {
        const struct html_entity *entity = &html_entity_table[i];
        struct slice name = slice_make(html_entity_names + entity->name, entity->name_size);
        struct slice value = slice_make(NULL, 0);
        unsigned char text[HTML_ENTITY_LONGEST + 1];
        memcpy(text, name.data, name.size);
        text[name.size] = ';';
        ck_assert_msg(html_reference_name(slice_make(text, name.size + 1), &value) == name.size + 1, "%.*s", SLICE_ARG(name));
        ck_assert_msg(slice_equal(value, slice_make(entity->value, entity->value_size)), "%.*s", SLICE_ARG(name));
        ck_assert_msg(utf8_is_valid(value), "%.*s", SLICE_ARG(name));
        bool whole = html_reference_name(name, &value) == name.size;
        ck_assert_msg(whole == entity->without_semicolon, "%.*s", SLICE_ARG(name));
        names += 1u + entity->without_semicolon;
        without += entity->without_semicolon;
    }
    ck_assert_uint_eq(names, 2231);
    ck_assert_uint_eq(without, 106);
}
END_TEST

TCase *html_token_text_tests(void)
{
    TCase *tests = tcase_create("text");
    tcase_add_loop_test(tests, reads_references, 0, COUNT(references));
    tcase_add_loop_test(tests, reads_characters, 0, COUNT(characters));
    tcase_add_loop_test(tests, reads_contents, 0, COUNT(contents));
    tcase_add_loop_test(tests, reads_foreign_content, 0, COUNT(foreign));
    tcase_add_test(tests, finds_every_name);
    return tests;
}
