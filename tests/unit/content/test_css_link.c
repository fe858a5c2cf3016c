/* Addresses in CSS: what is loaded, and what only looks like it. */
#include "base/buffer.h"
#include "reading.h"
#include "suites.h"

static const struct {
    const char *css, *links;
} rows[] = {
    {"p{background:url(u)}", "u"},
    {"p{background: URL( 'u' ) , url(\"v\")}", "u v"},
    {"p{background:url(  u\n)}", "u"},
    {"p{background:url(u", "u"},
    {"p{background:url('u", "u"},
    {"p{background:u\\72l(\\68 ttp://a\\2e example)}", "http://a.example"},
    {"p{background:url(\\000068ttp://a.example\\20)}", "http://a.example"},
    {"p{background:url('\\68\nttp://a.ex\\\nample')}", "http://a.example"},
    {"p{background:url(a\\)b)}", "a)b"},
    {"p{background:url(\\E9)}", "\xC3\xA9"},
    {"@import 'u';@import \"v\" print;@import url(w) screen;@IMPORT 'x'", "u v w x"},
    {"@font-face{src:local('http://a'),url(u.woff2)format('woff2'),url(v)}", "u.woff2 v"},
    {"p{background:image-set('u' 1x,url(v) 2x,'w' type('image/png'))}", "u v w"},
    {"p{background:-webkit-image-set(url(u) 1x) src('v')}", "u v"},
    {"p{--x:url(u);cursor:url(v),auto}", "u v"},
    {"@media(x){p{background:url(u)}}@supports(x:url(v)){}", "u v"},
    {"<!-- p{background:url(u)} -->", "u"},
    {"p{background:/* url(v) */url(/*u*/)}", "/*u*/"},
    {"p{background:url(data:image/png;base64,AA==)}", "data:image/png;base64,AA=="},
    /* none */
    {"p{content:'http://intranet/';quotes:\"http://intranet/\"}", ""},
    {"p{content:'url(u)'}", ""},
    {"p{background:url(u v)}", ""},
    {"p{background:url(u'v)}", ""},
    {"p{background:url(u\\\nv)}", ""},
    {"p{background:url('u\nv')}", ""},
    {"p{background:url(),url(''),url( )}", ""},
    {"v\\:*{behavior:url(#default#VML)}p{fill:url('#a')}", ""},
    {"@namespace url(http://www.w3.org/1999/xhtml);@namespace s 'http://www.w3.org/2000/svg';", ""},
    {"@document url(http://intranet/),url-prefix('http://intranet/'){p{background:url(u)}}", "u"},
    {"@charset 'u';@media 'u';@importx 'u';", ""},
    {"p{background:xurl(u);a:1url(u);b:#url(u);c:url (u);d:url}", ""},
    {"p{background:attr(href url)}a[href='http://intranet/']{color:red}", ""},
    {"/* url(u) */", ""},
    {"/* url(u)", ""},
    /* templates */
    {"p{background:url({{ u }})}", "@"},
    {"p{background:url('http://a.example/{{ u }}')}", "http://a.example/@"},
    {"p{background:url({% if a %}u{% else %}v{% endif %})}", "u v"},
    {"p{background:url({% if a %}'u'{% else %}'v'{% endif %})}", "u v"},
    {"{% if a %}p{background:url(u)}{% endif %}", "u"},
};

START_TEST(found)
{
    struct reading r;
    struct buffer html, out;
    struct arena arena;
    arena_init(&arena, 1 << 20);
    buffer_init(&html, &arena, 4096);
    buffer_printf(&html, "<style>%s</style>", rows[_i].css);
    reading_make_bytes(&r, READ_HTML, buffer_slice(&html));
    buffer_init(&out, &r.arena, 4096);
    for (uint32_t i = 0; i < r.content.links.count; i++) {
        const struct link *link = &r.content.links.items[i];
        ck_assert_int_eq(link->context, LINK_IN_CSS);
        buffer_printf(&out, "%s%s", i > 0 ? " " : "", show(&r.arena, link->target.text));
        expect_pieces(&r, rows[_i].css, &link->target, (struct span){0, (uint32_t)link->target.text.size});
    }
    expect(rows[_i].css, "links", arena_cstr(&r.arena, buffer_slice(&out)), rows[_i].links);
    reading_free(&r);
    arena_free(&arena);
}
END_TEST

Suite *css_link_suite(void)
{
    Suite *suite = suite_create("css_link");
    TCase *tests = tcase_create("css_link");
    tcase_add_loop_test(tests, found, 0, (int)COUNT(rows));
    suite_add_tcase(suite, tests);
    return suite;
}
