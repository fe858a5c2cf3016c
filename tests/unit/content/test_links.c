/* Links of HTML and plain text: where they stand, what they show, which bytes they are. */
#include <stdio.h>

#include "reading.h"
#include "suites.h"

/* Each link as context:target, in order; a shown text in brackets, a shown host behind it. */
static const struct {
    enum reading_kind kind;
    const char *bytes, *links;
} rows[] = {
    {READ_HTML, "<a href='http://intranet/x'>news</a>", "a:http://intranet/x[news]"},
    {READ_HTML, "<a href=http://example.com/?a=1&amp;b=2>x</a>", "a:http://example.com/?a=1&b=2[x]"},
    {READ_HTML, "<a href='  http://example.com/ '>x</a>", "a:http://example.com/[x]"},
    {READ_HTML, "<a href>x</a><a>y</a><a href=''>z</a>", "a:[x] a:[z]"},
    {READ_HTML, "<a href=#top>x</a>", "a:#top[x]"},
    {READ_HTML, "<a href=http://a.example> b <b>c</b>\n</a>", "a:http://a.example[b c]"},
    {READ_HTML, "<a href=u><img alt=logo></a>", "a:u[logo]"},
    {READ_HTML, "<a href=u>t<img alt=logo></a>", "a:u[t]"},
    {READ_HTML, "<a href=u><span hidden>t</span></a>", "a:u[]"},
    {READ_HTML, "<a href=u>a<a href=v>b</a>c", "a:u[a] a:v[b]"},
    {READ_HTML, "<table><td><a href=u>a</td><td>b</td></table>", "a:u[a]"},
    {READ_HTML, "<a href=u>www.example.com/x</a>", "a:u[www.example.com/x]www.example.com"},
    {READ_HTML, "<a href=u>Go to https://intranet/x now</a>", "a:u[Go to https://intranet/x now]intranet"},
    {READ_HTML, "<a href=u>Only 9.99, see report.md</a>", "a:u[Only 9.99, see report.md]"},
    {READ_HTML, "<a href=u>http://example.com</a> http://example.net",
     "a:u[http://example.com]example.com text:http://example.net"},
    {READ_HTML, "http://exam<b>ple.com/</b>x", "text:http://example.com/x"},
    {READ_HTML, "<p hidden>http://example.com/</p>", ""},
    {READ_HTML, "<map><area href=u alt='a'></map>", "area:u[a]"},
    {READ_HTML, "<base href=u><link rel=stylesheet href=v><img src=w><input src=x><form action=y><body background=z>",
     "base:u resource:v img:w img:x form:y background:z"},
    {READ_HTML, "<video src=a></video><audio src=b></audio><source src=c><embed src=d><iframe src=e></iframe><frame src=f>",
     "media:a media:b media:c media:d frame:e frame:f"},
    {READ_HTML, "<div href=a src=b></div>", ""},
    {READ_HTML, "<!-- <a href=a>x</a> -->", ""},
    {READ_HTML, "<script>'<a href=a>'</script>", ""},
    {READ_HTML, "<a href='{{ url }}'>x</a>", "a:@[x]"},
    {READ_HTML, "<a href='{{ base }}/x'>{{ name }}</a>", "a:@/x[@]"},
    {READ_HTML, "<a {{ a }} href='https://{{ host }}/x' {{ b }}>x</a>", "a:https://@/x[x]"},
    {READ_HTML, "<a href={{ url }}>x</a>", "a:@[x]"},
    {READ_HTML, "<a {{ href }}>x</a>", ""},
    {READ_HTML, "<a href='{% if a %}http://a.example{% else %}http://b.example{% endif %}'>x</a>",
     "a:http://a.example[x] a:http://b.example[x]"},
    {READ_HTML, "<a href='http://a.example/{% if a %}b{% endif %}c'>x</a>", "a:http://a.example/bc[x]"},
    {READ_HTML, "<a href='{% if a %}{% if b %}1{% else %}2{% endif %}{% else %}3{% endif %}'>x</a>", "a:1[x] a:2[x] a:3[x]"},
    {READ_HTML, "<a href='{% if a %}1{% endif %}{% if b %}2{% else %}3{% endif %}'>x</a>", "a:12[x] a:13[x]"},
    {READ_HTML, "<a {% if a %}href='1'{% else %}href='2'{% endif %}>x</a>", "a:1[x] a:2[x]"},
    {READ_HTML, "<a {% if a %}href='1'{% elsif b %}HREF=2&amp;{% else %}href{% endif %}>x</a>", "a:1[x] a:2&[x] a:[x]"},
    {READ_HTML, "<a {% if a %}href='1' href='2'{% else %}href='3' href='4'{% endif %}>x</a>", "a:1[x] a:3[x]"},
    {READ_HTML, "<a {% if a %}href='1'{% endif %} href='2' href='3'>x</a>", "a:1[x] a:2[x]"},
    {READ_HTML, "<a href='1' {% if a %}href='2'{% endif %}>x</a>", "a:1[x]"},
    {READ_HTML, "<a {% if a %}{% if b %}href=1{% endif %} href=2{% else %}{% if c %}href=3{% endif %}{% endif %}>x</a>",
     "a:1[x] a:2[x] a:3[x]"},
    {READ_HTML, "<a {% if a %}title=1{% else %}title=2{% endif %} href=3>x</a>", "a:3[x]"},
    {READ_HTML, "{% if a %}<a href='1'>{% else %}<a href='2'>{% endif %}x</a>", "a:1[] a:2[x]"},
    {READ_HTML, "<img {% if a %}src=1{% else %}src=2{% endif %} background=3>", "img:1 background:3 img:2"},
    {READ_HTML, "<a href='1' href='2'>x</a>", "a:1[x]"},
    {READ_TEXT, "see http://intranet/x, or www.example.com.\n", "text:http://intranet/x text:www.example.com"},
    {READ_TEXT, "http://{{ host }}/x {{ url }}", "text:http://@/x"},
};

START_TEST(found)
{
    expect_links(rows[_i].kind, rows[_i].bytes, rows[_i].links);
}
END_TEST

/* The bytes of the file that a link's target is. */
static const struct {
    enum reading_kind kind;
    const char *bytes, *target;
} place_rows[] = {
    {READ_HTML, "<a href='http://intranet/x'>", "http://intranet/x"},
    {READ_HTML, "<a href=' http://a&amp;b '>", "http://a&amp;b"},
    {READ_HTML, "<a href='http://exam\nple.com/'>", "http://exam\nple.com/"},
    {READ_HTML, "http://intra<b>net</b>/x", "http://intra<b>net</b>/x"},
    {READ_HTML, "<a href='{{ base }}/x'>", "{{ base }}/x"},
    {READ_TEXT, "see http://intranet/x.", "http://intranet/x"},
    {READ_EML, "Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n<a href=3D'http://intra=\nnet/=78'>",
     "http://intra=\nnet/=78"},
};

START_TEST(places)
{
    struct reading r;
    reading_make(&r, place_rows[_i].kind, place_rows[_i].bytes);
    ck_assert_uint_eq(r.content.links.count, 1);
    const struct link *link = &r.content.links.items[0];
    struct span all = {0, (uint32_t)link->target.text.size};
    struct span file = layer_to_file(&link->target, all);
    expect(place_rows[_i].bytes, "place", arena_cstr(&r.arena, slice_sub(r.message.file.text, file.start, file.end)),
           place_rows[_i].target);
    reading_free(&r);
}
END_TEST

/* An empty address stands where it would be written. */
START_TEST(empty_place)
{
    struct reading r;
    reading_make(&r, READ_HTML, "<p><a href=\"\">x</a>");
    struct span file = layer_to_file(&r.content.links.items[0].target, (struct span){0, 0});
    ck_assert_uint_eq(file.start, 12);
    ck_assert_uint_eq(file.end, 12);
    reading_free(&r);
}
END_TEST

static const struct {
    const char *html;
    uint32_t first, second;
} count_rows[] = {
    {"<a href='http://example.com'>a</a><a href='HTTP://EXAMPLE.com:80/'>b</a>", 2, 2},
    {"<a href='http://example.com/a'>a</a><a href='http://example.com/b'>b</a>", 1, 1},
    {"<a href='x'>a</a><a href='x'>b</a>", 2, 2},
    {"<a href='{{ one }}'>a</a><a href='{{ two }}'>b</a>", 1, 1},
    {"<a href='{{ one }}'>a</a><a href='{{ one }}'>b</a>", 2, 2},
    {"http://www.example.com/ www.example.com", 2, 2},
};

START_TEST(counts)
{
    struct reading r;
    reading_make(&r, READ_HTML, count_rows[_i].html);
    ck_assert_uint_eq(r.content.links.count, 2);
    ck_assert_msg(r.content.links.items[0].count == count_rows[_i].first, "%s: first", count_rows[_i].html);
    ck_assert_msg(r.content.links.items[1].count == count_rows[_i].second, "%s: second", count_rows[_i].html);
    reading_free(&r);
}
END_TEST

static const struct {
    const char *url;
    enum host_kind kind;
    bool elsewhere;
} kind_rows[] = {
    {"http://intranet/", HOST_SINGLE_LABEL, true},
    {"http://www.iana.org/", HOST_DOMAIN, true},
    {"http://0x7f.1/", HOST_OBFUSCATED_ADDRESS, true},
    {"http://127.0.0.1/", HOST_LOOPBACK, true},
    {"http://127.0.\n0.1/", HOST_LOOPBACK, true},
    {"http://www\xE3\x80\x82"
     "iana\xEF\xBC\x8E"
     "org/",
     HOST_DOMAIN, true},
    {"http://127\xE3\x80\x82"
     "0.0.1/",
     HOST_LOOPBACK, true},
    {"http://intranet\xE3\x80\x82/", HOST_SINGLE_LABEL, true},
    {"http://b\xC3\xBC"
     "cher/",
     HOST_SINGLE_LABEL, true},
    {"http://[::ffff:10.0.0.1]/", HOST_PRIVATE_ADDRESS, true},
    {"http://%3127.0.0.1/", HOST_OBFUSCATED_ADDRESS, true},
    {"http://exa mple.com/", HOST_INVALID, true},
    {"http://", HOST_INVALID, true},
    {"http://{{ h }}/", HOST_UNKNOWN, true},
    {"{{ url }}", HOST_UNKNOWN, true},
    {"mailto:a@intranet", HOST_NONE, false},
    {"tel:123", HOST_NONE, false},
    {"#top", HOST_NONE, false},
    {"", HOST_NONE, false},
    {"page.html", HOST_NONE, true},
    {"//intranet/x", HOST_SINGLE_LABEL, true},
};

START_TEST(kinds)
{
    struct reading r;
    char html[128];
    snprintf(html, sizeof html, "<a href='%s'>x</a>", kind_rows[_i].url);
    reading_make(&r, READ_HTML, html);
    const struct link *link = &r.content.links.items[0];
    ck_assert_msg(link->host_kind == kind_rows[_i].kind, "%s: %s", html, host_kind_texts[link->host_kind]);
    ck_assert_msg(link->leads_elsewhere == kind_rows[_i].elsewhere, "%s: leads_elsewhere", html);
    reading_free(&r);
}
END_TEST

Suite *links_suite(void)
{
    Suite *suite = suite_create("links");
    TCase *tests = tcase_create("links");
    tcase_add_loop_test(tests, found, 0, (int)COUNT(rows));
    tcase_add_loop_test(tests, places, 0, (int)COUNT(place_rows));
    tcase_add_test(tests, empty_place);
    tcase_add_loop_test(tests, counts, 0, (int)COUNT(count_rows));
    tcase_add_loop_test(tests, kinds, 0, (int)COUNT(kind_rows));
    suite_add_tcase(suite, tests);
    return suite;
}
