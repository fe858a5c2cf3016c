/* Parts that are read for their addresses alone, and parts that "cid:" names. */
#include "reading.h"
#include "suites.h"

#define ALTERNATIVES(part)                                                                                                       \
    "MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nHello\n" part        \
    "\n--b\nContent-Type: text/html\n\n<p>Hello</p>\n--b--\n"
#define AMP "--b\nContent-Type: text/x-amp-html\n\n"

static const struct {
    const char *part, *links;
} rows[] = {
    {ALTERNATIVES(AMP "<html amp4email><style amp4email-boilerplate>body{visibility:hidden}</style><script async src=x></script>"
                      "<a href='http://intranet/a'>Go</a><a href='#top'>t</a>http://a.example/"),
     "resource:x a:http://intranet/a"},
    {ALTERNATIVES(AMP "<a href='{{url}}'>x</a><a href='https://{{host}}/'>x</a><a href='http://intranet/{{id}}/x?{{q}}'>x</a>"),
     "a:http://intranet/"},
    {ALTERNATIVES("--b\nContent-Type: text/watch-html\n\n<a href='http://intranet/w'>x</a>"), "a:http://intranet/w"},
    {ALTERNATIVES("--b\nContent-Type: text/enriched\n\n<bold>http://intranet/e</bold>"), "text:http://intranet/e"},
    {ALTERNATIVES("--b\nContent-Type: text/rtf\n\n{\\rtf http://intranet/r}"), ""},
    {ALTERNATIVES("--b\nContent-Type: text/x-amp-html\nContent-Disposition: attachment\n\n<a href='http://intranet/a'>x</a>"),
     ""},
};

/* The text of the part is in no view, its elements are counted nowhere, its placeholders are no template's. */
START_TEST(aside)
{
    struct reading r;
    expect_links(READ_EML, rows[_i].part, rows[_i].links);
    reading_make(&r, READ_EML, rows[_i].part);
    expect(rows[_i].part, "visible", show_view(&r, VIEW_VISIBLE), "Hello | Hello");
    expect(rows[_i].part, "hidden", show_view(&r, VIEW_HIDDEN), "");
    expect_field(&r.arena, &message_fields, "scripts", &r.content, rows[_i].part, "0");
    expect_field(&r.arena, &message_fields, "placeholders", &r.content, rows[_i].part, "0");
    ck_assert_uint_eq(r.message.syntax, TEMPLATE_NONE);
    for (uint32_t i = 0; i < r.content.links.count; i++)
        ck_assert_uint_eq(r.content.links.items[i].part, 2);
    reading_free(&r);
}
END_TEST

#define RELATED(id, html)                                                                                                        \
    "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n" html                    \
    "\n--b\nContent-Type: image/png\n" id "\n\nx\n--b--\n"

static const struct {
    enum reading_kind kind;
    const char *bytes, *attached;
} cid_rows[] = {
    {READ_EML, RELATED("Content-ID: <logo@example.com>", "<img src='cid:logo@example.com'>"), "true"},
    {READ_EML, RELATED("Content-ID: <Logo%1@example.com>", "<img src='CID:logo%251%40Example.com'>"), "true"},
    {READ_EML, RELATED("Content-Id:\n logo", "<img src=' cid:logo '>"), "true"},
    {READ_EML, RELATED("Content-ID: <a> (logo)", "<img src='cid:a'>"), "true"},
    {READ_EML, RELATED("Content-ID: <logo@example.com>", "<img src='cid:logo'>"), "false"},
    {READ_EML, RELATED("X: y", "<img src='cid:'>"), "false"},
    {READ_EML, RELATED("X: y", "<img src='cid:{{ logo }}'>"), "?placeholder"},
    {READ_EML, RELATED("X: y", "<img src='logo.png'>"), "-"},
    {READ_EML, RELATED("X: y", "<img src='{{ logo }}'>"), "-"},
    {READ_HTML, "<img src='cid:logo'>", "?no-headers"},
    {READ_EML,
     "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<img src='cid:logo'>\n"
     "--b\nContent-Type: text/plain; charset=x-none\n\n\xFF\n--b--\n",
     "?limit"},
};

START_TEST(attached)
{
    struct reading r;
    reading_make(&r, cid_rows[_i].kind, cid_rows[_i].bytes);
    ck_assert_uint_eq(r.content.links.count, 1);
    expect_field(&r.arena, &link_fields, "attached", &r.content.links.items[0], cid_rows[_i].bytes, cid_rows[_i].attached);
    reading_free(&r);
}
END_TEST

Suite *aside_suite(void)
{
    Suite *suite = suite_create("aside");
    TCase *tests = tcase_create("aside");
    tcase_add_loop_test(tests, aside, 0, (int)COUNT(rows));
    tcase_add_loop_test(tests, attached, 0, (int)COUNT(cid_rows));
    suite_add_tcase(suite, tests);
    return suite;
}
