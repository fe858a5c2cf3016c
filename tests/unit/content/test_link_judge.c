/* What is known of links only from inside their addresses, or from the other links: nested addresses, trackers, places on the
 * page, domains of the plain text. */
#include <stdio.h>

#include "base/buffer.h"
#include "reading.h"
#include "suites.h"

/* The fields of the first link, in the order of the columns; see expect_field. */
static const struct {
    const char *address, *nested, *host, *kind;
} nested[] = {
    {"https://www.example.com/x", "false", "-", "-"},
    {"https://click.example.com/?u=https%3A%2F%2Fwww.example.org%2Fx", "true", "www.example.org", "documentation"},
    {"https://click.example.com/?u=https://www.example.org/x", "true", "www.example.org", "documentation"},
    {"https://click.example.com/?u=http%3A%2F%2Fintranet%2Fx&b=2", "true", "intranet", "single-label"},
    {"https://click.example.com/?u=http%253A%252F%252Flocalhost%253A3000%252F", "true", "localhost", "loopback"},
    {"https://click.example.com/?u=http://intranet&v=http://www.example.org/", "true", "intranet", "single-label"},
    {"https://click.example.com/r/http://10.0.0.7/x", "true", "10.0.0.7", "private-address"},
    {"https://click.example.com#u=http%3a//wiki.corp/", "true", "wiki.corp", "private-suffix"},
    {"https://a.example.com/?u=https://b.example.com/?u=http://intranet/", "true", "intranet", "single-label"},
    {"https://a.example.com/?u=http://intranet/?u=https://b.example.com/", "true", "intranet", "single-label"},
    {"mailto:?body=See%20http%3A%2F%2Fintranet%2Fx", "true", "intranet", "single-label"},
    {"https://click.example.com/?u=http://", "false", "-", "-"},
    {"https://click.example.com/?u=http%3A%2F%2F", "false", "-", "-"},
    {"https://www.example.com/how-http-works", "false", "-", "-"},
    {"https://www.example.com/?q=xhttp://intranet/", "false", "-", "-"},
    {"https://www.example.com/?q=https:intranet", "false", "-", "-"},
    {"https://www.example.com/%68ttp://intranet/", "true", "intranet", "single-label"},
    {"data:text/plain,http://intranet/", "false", "-", "-"},
    {"https://click.example.com/?u=http://{{ host }}/x", "true", "?placeholder", "?placeholder"},
    {"https://click.example.com/?u={{ url }}", "?placeholder", "?placeholder", "?placeholder"},
    {"https://click.example.com/{{ id }}?u=http%3A%2F%2Fintranet%2F", "true", "intranet", "single-label"},
};

START_TEST(addresses_inside)
{
    struct reading r;
    struct buffer out;
    char bytes[512];
    snprintf(bytes, sizeof bytes, "<a href=\"%s\">x</a>", nested[_i].address);
    reading_make(&r, READ_HTML, bytes);
    buffer_init(&out, &r.arena, SIZE_MAX);
    ck_assert_uint_eq(r.content.links.count, 1);
    const struct link *link = &r.content.links.items[0];
    expect_field(&r.arena, &link_fields, "nested", link, nested[_i].address, nested[_i].nested);
    expect_field(&r.arena, &link_fields, "nested.host", link, nested[_i].address, nested[_i].host);
    expect_field(&r.arena, &link_fields, "nested.kind", link, nested[_i].address, nested[_i].kind);
    reading_free(&r);
}
END_TEST

/* However deep they lie in each other, and however often they are encoded. */
START_TEST(many_inside)
{
    struct reading r;
    struct arena arena;
    struct buffer plain, encoded;
    arena_init(&arena, 1 << 24);
    buffer_init(&plain, &arena, SIZE_MAX);
    buffer_init(&encoded, &arena, SIZE_MAX);
    buffer_text(&plain, "<a href=\"");
    for (int i = 0; i < 2000; i++)
        buffer_text(&plain, "https://www.example.com/?u=");
    buffer_text(&plain, "\">x</a>");
    buffer_text(&encoded, "<a href=\"https://www.example.com/?u=http");
    for (int i = 0; i < 2000; i++)
        buffer_text(&encoded, "%2525252525252525");
    buffer_text(&encoded, "3A//intranet\">x</a>");
    reading_make_bytes(&r, READ_HTML, buffer_slice(&plain));
    ck_assert_uint_eq(r.content.links.items[0].nested_count, 100);
    reading_free(&r);
    reading_make_bytes(&r, READ_HTML, buffer_slice(&encoded));
    ck_assert_uint_eq(r.content.links.items[0].nested_count, 0);
    reading_free(&r);
    arena_free(&arena);
}
END_TEST

#define TOKEN(n) "https://go.example.net/c/0a1b2c3d4e5f6a7b8c9d" n
#define CLICK(n) "<a href='" TOKEN(n) "'>x</a> "

/* The tracker field of the first link. */
static const struct {
    enum reading_kind kind;
    const char *bytes, *tracker;
} trackers[] = {
    {READ_HTML, CLICK("1") CLICK("2") CLICK("3") CLICK("4") CLICK("5"), "false"}, /* example.net is a host of documentation */
    {READ_HTML, "<a href='https://www.site.co/a'>a</a>", "false"},
    {READ_HTML, "<a href='https://{{ h }}/a'>a</a>", "?placeholder"},
    {READ_EML,
     "From: a@example.com\nList-Unsubscribe: <mailto:u@example.com>,\n <https://go.site.co/u>\n\nhttps://go.site.co/x\n", "true"},
    {READ_EML, "From: a@example.com\nList-Unsubscribe: <https://go.site.org/u>\n\nhttps://r.site.co/x\n", "false"},
    {READ_EML, "From: a@example.com\nDKIM-Signature: v=1; bh=x; d = Mail.Site.co; s=x\n\nhttps://r.site.co/x\n", "true"},
    {READ_EML, "From: a@example.com\nDKIM-Signature: v=1; d=site.org\n\nhttps://r.site.co/x\n", "false"},
};

START_TEST(tracked)
{
    struct reading r;
    reading_make(&r, trackers[_i].kind, trackers[_i].bytes);
    ck_assert_uint_ge(r.content.links.count, 1);
    uint32_t last = r.content.links.count - 1;
    expect_field(&r.arena, &link_fields, "tracker", &r.content.links.items[last], trackers[_i].bytes, trackers[_i].tracker);
    reading_free(&r);
}
END_TEST

/* A host with most links is a tracker if these hold tokens, each another one. */
START_TEST(most_links)
{
    static const struct {
        const char *path;
        int own, others;
        bool numbered;
        const char *tracker;
    } sites[] = {
        {"c/0a1b2c3d4e5f6a7b8c9d", 5, 4, true, "true"},  {"c/0a1b2c3d4e5f6a7b8c9d", 5, 5, true, "false"},
        {"c/0a1b2c3d4e5f6a7b8c9d", 4, 0, true, "false"}, {"c/0a1b2c3d4e5f6a7b8c9d", 6, 0, false, "false"},
        {"offers-of-the-week/", 6, 0, true, "false"},
    };
    struct reading r;
    struct arena arena;
    struct buffer out;
    arena_init(&arena, 1 << 20);
    buffer_init(&out, &arena, SIZE_MAX);
    for (int i = 0; i < sites[_i].own; i++)
        buffer_printf(&out, "<a href='https://go.site.co/%s%d'>x</a>", sites[_i].path, sites[_i].numbered ? i : 0);
    for (int i = 0; i < sites[_i].others; i++)
        buffer_printf(&out, "<a href='https://www.other.org/%d'>x</a>", i);
    reading_make_bytes(&r, READ_HTML, buffer_slice(&out));
    expect_field(&r.arena, &link_fields, "tracker", &r.content.links.items[0], sites[_i].path, sites[_i].tracker);
    reading_free(&r);
    arena_free(&arena);
}
END_TEST

static const struct {
    const char *bytes, *there;
} fragments[] = {
    {"<a href='#a'>x</a><p id=a>y</p>", "true"},
    {"<a href='#a'>x</a><a name=a>y</a>", "true"},
    {"<a href='#a%20b'>x</a><p id='a b'>y</p>", "true"},
    {"<a href='#A'>x</a><p id=a>y</p>", "false"},
    {"<a href='#a'>x</a>", "false"},
    {"<a href='#'>x</a>", "-"},
    {"<a href='#top'>x</a>", "-"},
    {"<a href='https://www.example.com/#a'>x</a>", "-"},
    {"<a href='#{{ a }}'>x</a>", "?placeholder"},
    {"<a href='#a'>x</a><p id='{{ b }}'>y</p>", "?placeholder"},
    {"<a href='#a'>x</a>{{{ b }}}", "?placeholder"},
};

START_TEST(places_on_the_page)
{
    struct reading r;
    reading_make(&r, READ_HTML, fragments[_i].bytes);
    expect_field(&r.arena, &link_fields, "fragment.there", &r.content.links.items[0], fragments[_i].bytes, fragments[_i].there);
    reading_free(&r);
}
END_TEST

#define ALTERNATIVES(text, html)                                                                                                 \
    "From: a@example.com\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n--b\n\n" text                    \
    "\n--b\nContent-Type: text/html\n\n" html "\n--b--\n"

static const struct {
    const char *bytes, *count;
} alternatives[] = {
    {ALTERNATIVES("https://www.a.co/", "<a href='https://go.a.co/'>x</a>"), "0"},
    {ALTERNATIVES("https://www.a.co/ https://b.co/ https://b.co/2", "<a href='https://go.a.co/'>x</a>"), "1"},
    {ALTERNATIVES("https://www.a.co/", "<img src='https://www.a.co/x.png'>"), "0"},
    {ALTERNATIVES("https://www.a.co/", "<a href='https://{{ h }}/'>x</a>"), "?placeholder"},
    {"From: a@example.com\n\nhttps://www.a.co/\n", "0"},
};

START_TEST(domains_of_the_text)
{
    struct reading r;
    reading_make(&r, READ_EML, alternatives[_i].bytes);
    expect_field(&r.arena, &message_fields, "domains-only-in-text", &r.content, alternatives[_i].bytes, alternatives[_i].count);
    reading_free(&r);
}
END_TEST

/* All links of a class have the same coarse fields. */
START_TEST(classes)
{
    struct reading r;
    reading_make(
        &r, READ_HTML,
        "<base href='https://www.example.com/'><a href='https://www.example.com/a'>x</a><a href='https://www.example.com/b'>y</a>"
        "<img src='https://www.example.com/c'><a href='http://intranet/'>x</a><a href='http://intranet2/'>x</a>"
        "<a href='mailto:a@example.com'>x</a><a href='https://{{ h }}/'>x</a><a href='https://www.example.com/{{ h }}'>x</a>"
        "<a href='{{ h }}'>x</a><a href='#a'>x</a><a href='#b'>x</a><p id=a>y</p><a href='/x'>x</a><a href=''>x</a>"
        "<a href='//www.example.com/'>x</a><a href='https://www.example.com/?u=http://intranet/'>x</a>"
        "<a href='https://www.example.com/?u=https://www.example.org/'>x</a><a href='http://a b/'>x</a>"
        "<a href='a-scheme-that-is-longer-than-others:x'>x</a><!--[if mso]><a "
        "href='https://www.example.com/b'>y</a><![endif]-->");
    ck_assert_uint_gt(r.content.links.count, 18);
    ck_assert_uint_lt(r.content.link_classes.count, r.content.links.count);
    for (uint32_t i = 0; i < r.content.links.count; i++) {
        const struct link *link = &r.content.links.items[i];
        const struct link *first = &r.content.links.items[r.content.link_classes.items[link->class_index]];
        for (size_t k = 0; k < link_fields.count; k++) {
            struct value a = {0}, b = {0};
            if (!link_field_is_coarse(&link_fields.fields[k]))
                continue;
            link_fields.fields[k].get(link, &a);
            link_fields.fields[k].get(first, &b);
            ck_assert_int_eq(a.state, b.state);
            ck_assert_int_eq(a.reason, b.reason);
            ck_assert(a.truth == b.truth && slice_equal(a.text, b.text));
            ck_assert_uint_eq(a.list_count, b.list_count);
            for (uint32_t n = 0; n < a.list_count; n++)
                ck_assert(slice_equal(a.list[n], b.list[n]));
        }
    }
    reading_free(&r);
}
END_TEST

Suite *link_judge_suite(void)
{
    Suite *suite = suite_create("link_judge");
    TCase *tests = tcase_create("links");
    tcase_add_loop_test(tests, addresses_inside, 0, (int)COUNT(nested));
    tcase_add_test(tests, many_inside);
    tcase_add_test(tests, classes);
    tcase_add_loop_test(tests, tracked, 0, (int)COUNT(trackers));
    tcase_add_loop_test(tests, most_links, 0, 5);
    tcase_add_loop_test(tests, places_on_the_page, 0, (int)COUNT(fragments));
    tcase_add_loop_test(tests, domains_of_the_text, 0, (int)COUNT(alternatives));
    suite_add_tcase(suite, tests);
    return suite;
}
