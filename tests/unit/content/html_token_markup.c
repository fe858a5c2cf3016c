/* The HTML tokenizer's tags, attributes, comments and DOCTYPEs: one row for each thing that a state can do. */
#include "html_token_test.h"

static const struct token_row tags[] = {
    {BYTES("<p>a</p>"), "<p>[a]</p>", ""},
    {BYTES("<DIV>x</DiV>"), "<div>[x]</div>", ""},
    {BYTES("a < b"), "[a < b]", "invalid-first-character-of-tag-name@3"},
    {BYTES("a<"), "[a<]", "eof-before-tag-name@2"},
    {BYTES("a</"), "[a</]", "eof-before-tag-name@3"},
    {BYTES("a</>b"), "[a][b]", "missing-end-tag-name@3"},
    {BYTES("</ x>b"), "<!-- x-->[b]", "invalid-first-character-of-tag-name@2"},
    {BYTES("<?x y?>b"), "<!--?x y?-->[b]", "unexpected-question-mark-instead-of-tag-name@1"},
    {BYTES("a<b"), "[a]", "eof-in-tag@3"},
    {BYTES("a<b c"), "[a]", "eof-in-tag@5"},
    {BYTES("<a\0b>"), "<a" FFFD "b>", "unexpected-null-character@2"},
    {BYTES("<br/>"), "<br/>", ""},
    {BYTES("<br / >"), "<br>", "unexpected-solidus-in-tag@5"},
    {BYTES("<br/"), "", "eof-in-tag@4"},
    {BYTES("<a/b>"), "<a b=>", "unexpected-solidus-in-tag@3"},
    {BYTES("</p a=1>"), "</p>", "end-tag-with-attributes@7"},
    {BYTES("</p/>"), "</p>", "end-tag-with-trailing-solidus@4"},
    {BYTES("<\xC3\xA9>"), "[<\xC3\xA9>]", "invalid-first-character-of-tag-name@1"},
    {BYTES("<p\r\n>"), "<p>", ""},
    {BYTES("<<p>"), "[<]<p>", "invalid-first-character-of-tag-name@1"},
    {BYTES("<\x1A\x1A>"), "[<\x1A\x1A>]", "invalid-first-character-of-tag-name@1"},
    {BYTES("<p \x1A\x1A a>"), "<p \x1A\x1A= a=>", ""},
    {BYTES("<\x1A"
           "a>"),
     "[<\x1A"
     "a>]",
     "invalid-first-character-of-tag-name@1"},
};

static const struct token_row attributes[] = {
    {BYTES("<a b=\"c\" d='e' f=g h>"), "<a b=\"c\" d='e' f=g h=>", ""},
    {BYTES("<a B = \"C\" >"), "<a b=\"C\">", ""},
    {BYTES("<a b c = d>"), "<a b= c=d>", ""},
    {BYTES("<a b\n=\r\nc>"), "<a b=c>", ""},
    {BYTES("<a b=\"\">"), "<a b=\"\">", ""},
    {BYTES("<a b=>"), "<a b=>", "missing-attribute-value@5"},
    {BYTES("<a =b>"), "<a =b=>", "unexpected-equals-sign-before-attribute-name@3"},
    {BYTES("<a b=1 b=2 B>"), "<a b=1>", "duplicate-attribute@8 duplicate-attribute@12"},
    {BYTES("<a b=1 b=&lt>"), "<a b=1>", "duplicate-attribute@8 missing-semicolon-after-character-reference@12"},
    {BYTES("<a b\"'<c>"), "<a b\"'<c=>",
     "unexpected-character-in-attribute-name@4 unexpected-character-in-attribute-name@5 "
     "unexpected-character-in-attribute-name@6"},
    {BYTES("<a b\0c>"), "<a b" FFFD "c=>", "unexpected-null-character@4"},
    {BYTES("<a b='1'c>"), "<a b='1' c=>", "missing-whitespace-between-attributes@8"},
    {BYTES("<a b='1'/>"), "<a b='1'/>", ""},
    {BYTES("<a b=c/>"), "<a b=c/>", ""},
    {BYTES("<a b=c/ d>"), "<a b=c/ d=>", ""},
    {BYTES("<a b=x\"'<=`>"), "<a b=x\"'<=`>",
     "unexpected-character-in-unquoted-attribute-value@6 unexpected-character-in-unquoted-attribute-value@7 "
     "unexpected-character-in-unquoted-attribute-value@8 unexpected-character-in-unquoted-attribute-value@9 "
     "unexpected-character-in-unquoted-attribute-value@10"},
    {BYTES("<a b=\"x"), "", "eof-in-tag@7"},
    {BYTES("<a b='x"), "", "eof-in-tag@7"},
    {BYTES("<a b=x"), "", "eof-in-tag@6"},
    {BYTES("<a b="), "", "eof-in-tag@5"},
    {BYTES("<a b='x'"), "", "eof-in-tag@8"},
    {BYTES("<a b='x\ry\r\nz\r'>"), "<a b='x\ny\nz\n'>", ""},
    {BYTES("<a b='\r\n'>"), "<a b='\n'>", ""},
    {BYTES("<a b=\"\0\">"), "<a b=\"" FFFD "\">", "unexpected-null-character@6"},
    {BYTES("<a b=\0>"), "<a b=" FFFD ">", "unexpected-null-character@5"},
    {BYTES("<a b='&amp;&lt;x&gt'>"), "<a b='&<x>'>", "missing-semicolon-after-character-reference@19"},
    {BYTES("<a b='?a&copy=1&copy2&copy;'>"), "<a b='?a&copy=1&copy2\xC2\xA9'>", ""},
    {BYTES("<a b=&#65;&#x42>"), "<a b=AB>", "missing-semicolon-after-character-reference@15"},
    {BYTES("<a b=&>"), "<a b=&>", ""},
    {BYTES("<a b=&nosuch;>"), "<a b=&nosuch;>", "unknown-named-character-reference@12"},
    {BYTES("<a b='&lt;' c='&gt;'>"), "<a b='<' c='>'>", ""},
};

static const struct token_row comments[] = {
    {BYTES("a<!--b-->c"), "[a]<!--b-->[c]", ""},
    {BYTES("<!---->"), "<!---->", ""},
    {BYTES("<!-->x"), "<!---->[x]", "abrupt-closing-of-empty-comment@4"},
    {BYTES("<!--->x"), "<!---->[x]", "abrupt-closing-of-empty-comment@5"},
    {BYTES("<!---a-->"), "<!---a-->", ""},
    {BYTES("<!--a--->"), "<!--a--->", ""},
    {BYTES("<!--a--!>x"), "<!--a-->[x]", "incorrectly-closed-comment@8"},
    {BYTES("<!--a--!-->"), "<!--a--!-->", ""},
    {BYTES("<!--a--!b-->"), "<!--a--!b-->", ""},
    {BYTES("<!--a--b-->"), "<!--a--b-->", ""},
    {BYTES("<!--a-b-->"), "<!--a-b-->", ""},
    {BYTES("<!--a<!--b-->"), "<!--a<!--b-->", "nested-comment@9"},
    {BYTES("<!--a<!-->"), "<!--a<!-->", ""},
    {BYTES("<!--<!-b<!c<d<<-->"), "<!--<!-b<!c<d<<-->", ""},
    {BYTES("<!--"), "<!---->", "eof-in-comment@4"},
    {BYTES("<!---"), "<!---->", "eof-in-comment@5"},
    {BYTES("<!--a"), "<!--a-->", "eof-in-comment@5"},
    {BYTES("<!--a-"), "<!--a-->", "eof-in-comment@6"},
    {BYTES("<!--a--"), "<!--a-->", "eof-in-comment@7"},
    {BYTES("<!--a--!"), "<!--a-->", "eof-in-comment@8"},
    {BYTES("<!--a<!--"), "<!--a<!-->", "eof-in-comment@9"},
    {BYTES("<!--a\r\nb\rc\0-->"), "<!--a\nb\nc" FFFD "-->", "unexpected-null-character@10"},
    {BYTES("<!a>b"), "<!--a-->[b]", "incorrectly-opened-comment@2"},
    {BYTES("<!a\0"), "<!--a" FFFD "-->", "incorrectly-opened-comment@2 unexpected-null-character@3"},
    {BYTES("<!"), "<!---->", "incorrectly-opened-comment@2"},
    {BYTES("<![CDATA[a]]>"), "<!--[CDATA[a]]-->", "cdata-in-html-content@8"},
    {BYTES("<![endif]-->"), "<!--[endif]---->", "incorrectly-opened-comment@2"},
};

static const struct token_row doctypes[] = {
    {BYTES("<!DOCTYPE html>"), "<!D html>", ""},
    {BYTES("<!doctypeHTML >"), "<!D html>", "missing-whitespace-before-doctype-name@9"},
    {BYTES("<!DOCTYPE a\0>"), "<!D a" FFFD ">", "unexpected-null-character@11"},
    {BYTES("<!DOCTYPE>"), "<!D  Q>", "missing-doctype-name@9"},
    {BYTES("<!DOCTYPE"), "<!D  Q>", "eof-in-doctype@9"},
    {BYTES("<!DOCTYPE "), "<!D  Q>", "eof-in-doctype@10"},
    {BYTES("<!DOCTYPE a"), "<!D a Q>", "eof-in-doctype@11"},
    {BYTES("<!DOCTYPE a "), "<!D a Q>", "eof-in-doctype@12"},
    {BYTES("<!DOCTYPE a b>"), "<!D a Q>", "invalid-character-sequence-after-doctype-name@12"},
    {BYTES("<!DOCTYPE a b\0"), "<!D a Q>", "invalid-character-sequence-after-doctype-name@12 unexpected-null-character@13"},
    {BYTES("<!DOCTYPE a PUBLIC \"p\" \"s\">"), "<!D a P\"p\" S\"s\">", ""},
    {BYTES("<!DOCTYPE a public 'p''s' >"), "<!D a P\"p\" S\"s\">",
     "missing-whitespace-between-doctype-public-and-system-identifiers@22"},
    {BYTES("<!DOCTYPE a PUBLIC'p'>"), "<!D a P\"p\">", "missing-whitespace-after-doctype-public-keyword@18"},
    {BYTES("<!DOCTYPE a PUBLIC 'p' >"), "<!D a P\"p\">", ""},
    {BYTES("<!DOCTYPE a PUBLIC>"), "<!D a Q>", "missing-doctype-public-identifier@18"},
    {BYTES("<!DOCTYPE a PUBLIC >"), "<!D a Q>", "missing-doctype-public-identifier@19"},
    {BYTES("<!DOCTYPE a PUBLIC x>"), "<!D a Q>", "missing-quote-before-doctype-public-identifier@19"},
    {BYTES("<!DOCTYPE a PUBLIC"), "<!D a Q>", "eof-in-doctype@18"},
    {BYTES("<!DOCTYPE a PUBLIC \"p>"), "<!D a P\"p\" Q>", "abrupt-doctype-public-identifier@21"},
    {BYTES("<!DOCTYPE a PUBLIC \"p\r\nq\0"), "<!D a P\"p\nq" FFFD "\" Q>", "unexpected-null-character@24 eof-in-doctype@25"},
    {BYTES("<!DOCTYPE a PUBLIC 'p' x>"), "<!D a P\"p\" Q>", "missing-quote-before-doctype-system-identifier@23"},
    {BYTES("<!DOCTYPE a PUBLIC 'p'x>"), "<!D a P\"p\" Q>", "missing-quote-before-doctype-system-identifier@22"},
    {BYTES("<!DOCTYPE a SYSTEM \"s\">"), "<!D a S\"s\">", ""},
    {BYTES("<!DOCTYPE a SYSTEM's'>"), "<!D a S\"s\">", "missing-whitespace-after-doctype-system-keyword@18"},
    {BYTES("<!DOCTYPE a SYSTEM>"), "<!D a Q>", "missing-doctype-system-identifier@18"},
    {BYTES("<!DOCTYPE a SYSTEM 's>"), "<!D a S\"s\" Q>", "abrupt-doctype-system-identifier@21"},
    {BYTES("<!DOCTYPE a SYSTEM 's' x>b"), "<!D a S\"s\">[b]", "unexpected-character-after-doctype-system-identifier@23"},
    {BYTES("<!DOCTYPE a SYSTEM \"s\""), "<!D a S\"s\" Q>", "eof-in-doctype@22"},
};

START_TEST(reads_tags)
{
    check_token_row(&tags[_i]);
}
END_TEST

START_TEST(reads_attributes)
{
    check_token_row(&attributes[_i]);
}
END_TEST

START_TEST(reads_comments)
{
    check_token_row(&comments[_i]);
}
END_TEST

START_TEST(reads_doctypes)
{
    check_token_row(&doctypes[_i]);
}
END_TEST

TCase *html_token_markup_tests(void)
{
    TCase *tests = tcase_create("markup");
    tcase_add_loop_test(tests, reads_tags, 0, COUNT(tags));
    tcase_add_loop_test(tests, reads_attributes, 0, COUNT(attributes));
    tcase_add_loop_test(tests, reads_comments, 0, COUNT(comments));
    tcase_add_loop_test(tests, reads_doctypes, 0, COUNT(doctypes));
    return tests;
}
