/* Where in HTML a client follows or loads an address, and where it does not. */
#include "base/buffer.h"
#include "content/html_link_table.h"
#include "reading.h"
#include "suites.h"

/* Each link as context:target, in order; "!" before those for Outlook alone, a shown text in brackets. */
static const struct {
    const char *html, *links;
} rows[] = {
    /* attributes of one address */
    {"<a href=u ping='v w'>x</a>", "a:u[x] resource:v resource:w"},
    {"<area href=u ping=v alt=x>", "area:u[x] resource:v"},
    {"<form action=u><button formaction=v>x</button><input type=submit formaction=w></form>", "form:u form:v form:w"},
    {"<video src=u poster=v><source src=w><track src=x></video><audio src=y></audio><bgsound src=z>",
     "media:u img:v media:w media:x media:y media:z"},
    {"<table background=u><tr><td background=v><body background=w>", "background:u background:v background:w"},
    {"<object data=u classid='clsid:1' codebase='http://a.example/x'></object>", "media:u resource:http://a.example/x"},
    {"<object archive='a.jar //b.example/b.jar http://c.example/'></object>",
     "resource://b.example/b.jar resource:http://c.example/"},
    {"<applet code=A.class archive='a.jar,http://c.example/c.jar'></applet>", "resource:http://c.example/c.jar"},
    {"<param name=Movie value=u><param name=FileName value=v><param name=quality value=high>", "media:u media:v"},
    {"<link rel='shortcut ICON' href=u><link rel=preload as=image imagesrcset='v 1x, w 2x'>", "resource:u resource:v resource:w"},
    {"<link rel=canonical href=u><link rel=File-List href=v><link href=w><link rel=alternate href=x>", ""},
    {"<script src=u></script>", "resource:u"},
    {"<img usemap=#map src=u><img usemap=map><img usemap='http://a.example/'>", "img:u resource:http://a.example/"},
    {"<iframe src=u srcdoc='<a href=\"http://intranet/&amp;amp;\">x</a>'></iframe>", "frame:u a:http://intranet/&"},
    {"<HTML><IMG SRC = u /><a\thref\n=\nv/>x", "img:u a:v/[x]"},
    {"<a title='a>b' href='u'>x", "a:u[x]"},
    {"<noscript><a href=u>x</a></noscript><template><a href=v>y</a></template>", "a:u[x] a:v[]"},
    /* what is no address, or not loaded */
    {"<textarea><a href=u></textarea><title><a href=u></title><xmp><a href=u></xmp><!-- <a href=u> -->", ""},
    {"<html manifest=u xmlns='http://www.w3.org/1999/xhtml' xmlns:v='urn:schemas-microsoft-com:vml'>", ""},
    {"<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0//EN' 'http://intranet/x.dtd'>", ""},
    {"<blockquote cite=u><q cite=u></q><img longdesc=u alt='http://intranet/' title='http://intranet/'>", ""},
    {"<meta property='og:image' content='http://intranet/'><meta name=msapplication-TileImage content=u>", ""},
    {"<a data-saferedirecturl=u data-src=v {{ x }}=w>x</a>", ""},
    {"<plaintext><a href=u>", ""},
    /* refresh */
    {"<meta http-equiv=Refresh content='5; url=http://intranet/'>", "refresh:http://intranet/"},
    {"<meta content=\"0;URL='u'x\" http-equiv=refresh>", "refresh:u"},
    {"<meta http-equiv=refresh content=5><meta http-equiv=refresh content='5;'><meta http-equiv=refresh content='u'>", ""},
    {"<meta http-equiv=refresh content='{{ s }}; url={{ u }}'>", "refresh:@"},
    /* srcset */
    {"<img srcset='a.png 1x, b.png 2x' src=c.png>", "img:a.png img:b.png img:c.png"},
    {"<picture><source srcset=\"a,b.png 100w,c.png\"></picture>", "img:a,b.png img:c.png"},
    {"<img srcset='data:image/png;base64,AA== 1x, u&amp;v 2x'>", "img:data:image/png;base64,AA== img:u&v"},
    {"<img srcset='{{ a }} 1x, http://b.example/{{ c }}.png 2x'>", "img:@ img:http://b.example/@.png"},
    {"<img srcset='{% if a %}u 1x{% else %}v 1x{% endif %}, {% if a %}w{% else %}x{% endif %} 2x'>", "img:u img:v img:w img:x"},
    {"<img srcset='u {% if a %}2x{% else %}3x{% endif %}, v'>", "img:u img:v"},
    {"<img srcset=' , '>", ""},
    /* SVG */
    {"<svg><a xlink:href=u><text>x</text></a><image href=v /><use href=#w /><use xlink:href='x.svg#y' /></svg>",
     "a:u[x] img:v img:x.svg#y"},
    {"<svg><filter><feImage href=u /></filter><rect fill='url(#a)' filter=\"url('http://b.example/#c')\" /></svg>",
     "img:u css:http://b.example/#c"},
    /* VML */
    {"<v:rect href=u><v:fill src=v o:href=w /><w:anchorlock/>x</v:rect><v:line href=y></v:line><v:imagedata o:href=z />",
     "a:u[x] background:v background:w a:y[] img:z"},
    /* MJML and Inky */
    {"<mjml><mj-body background-url=u><mj-button href=v>x</mj-button><mj-image src=w href=y alt=z /> t</mj-body></mjml>",
     "background:u a:v[x] img:w a:y[z]"},
    {"<mj-head><mj-font name=f href=u /><mj-attributes><mj-all href=v /></mj-attributes><mj-include path=w /></mj-head>",
     "resource:u a:v[]"},
    {"<mj-carousel left-icon=u><mj-carousel-image src=v thumbnails-src=w /></mj-carousel><mj-accordion icon-wrapped-url=x>",
     "img:u img:v img:w img:x"},
    {"<mj-style inline=inline>p > a { background: url(u) }</mj-style>http://a.example", "css:u text:http://a.example"},
    {"<button href=u>x</button><menu><item href=v>y</item></menu><center>z</center>", "a:u[x] a:v[y]"},
    {"<amp-img src=u srcset='v 1x'></amp-img><amp-list src=w></amp-list><form action-xhr=x></form><amp-anim src=y>",
     "img:u img:v resource:w form:x img:y"},
    /* style sheets */
    {"<style>p{background:url(u)}</style><style type=text/less>p{background:url(v)}</style><p style='background:url(w)'>",
     "css:u css:w"},
    {"<style>@import 'u';", "css:u"},
    {"<!--[if mso]><style>p{background:url(u)}</style><img src=v><![endif]--><!--[if gte mso 9]><xml><o:x/></xml><![endif]-->",
     "!css:u !img:v"},
    {"<a href=u style='background:url(v)'>x</a>", "a:u[x] css:v"},
    {"<img src=u style='background:url(&quot;v&amp;w&quot;)'>", "img:u css:v&w"},
    {"<svg><style><![CDATA[rect { fill: url(u) }]]></style></svg>", "css:u"},
    {"<td style='background:url({{ x }}) {% if a %}url(u){% else %}url(v){% endif %}'>", "css:@ css:u css:v"},
};

static const char *show_links(struct reading *r)
{
    struct buffer out;
    buffer_init(&out, &r->arena, SIZE_MAX);
    for (uint32_t i = 0; i < r->content.links.count; i++) {
        const struct link *link = &r->content.links.items[i];
        buffer_printf(&out, "%s%s%s:%s", i > 0 ? " " : "", link->conditional ? "!" : "", link_context_texts[link->context],
                      show(&r->arena, link->target.text));
        if (link->has_shown)
            buffer_printf(&out, "[%s]", show(&r->arena, link->shown.text));
    }
    return arena_cstr(&r->arena, buffer_slice(&out));
}

START_TEST(found)
{
    struct reading r;
    reading_make(&r, READ_HTML, rows[_i].html);
    expect(rows[_i].html, "links", show_links(&r), rows[_i].links);
    for (uint32_t i = 0; i < r.content.links.count; i++) {
        const struct layer *target = &r.content.links.items[i].target;
        expect_pieces(&r, rows[_i].html, target, (struct span){0, (uint32_t)target->text.size});
    }
    reading_free(&r);
}
END_TEST

/* The bytes of the file that the last link's target is. */
static const struct {
    enum reading_kind kind;
    const char *bytes, *target;
} place_rows[] = {
    {READ_HTML, "<img srcset='a 1x, http://b&amp;c 2x'>", "http://b&amp;c"},
    {READ_HTML, "<p style='background:url(&quot;\\68 ttp://b&quot;)'>", "\\68 ttp://b"},
    {READ_HTML, "<style>p{background:url( h\\74tp://b )}</style>", "h\\74tp://b"},
    {READ_HTML, "<meta http-equiv=refresh content='0;url=&#104;ttp://b'>", "&#104;ttp://b"},
    {READ_HTML, "<iframe srcdoc='<a href=&quot;http://b?x=&amp;amp;&quot;>'>", "http://b?x=&amp;amp;"},
    {READ_EML,
     "Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n<p "
     "style=3D'background:url(http://intra=\nnet/=78)'>",
     "http://intra=\nnet/=78"},
    {READ_EML,
     "Content-Type: text/html\nContent-Transfer-Encoding: base64\n\nPGltZyBzcmNzZXQ9J2EsIGh0dHA6Ly9iIDJ4Jz4=", "IGh0dHA6Ly9i"},
};

START_TEST(places)
{
    struct reading r;
    reading_make(&r, place_rows[_i].kind, place_rows[_i].bytes);
    ck_assert_uint_gt(r.content.links.count, 0);
    const struct link *link = &r.content.links.items[r.content.links.count - 1];
    struct span file = layer_to_file(&link->target, (struct span){0, (uint32_t)link->target.text.size});
    expect(place_rows[_i].bytes, "place", arena_cstr(&r.arena, slice_sub(r.message.file.text, file.start, file.end)),
           place_rows[_i].target);
    reading_free(&r);
}
END_TEST

/* An image is loaded from its `src`, wherever `srcset` stands. */
START_TEST(image_source)
{
    struct reading r;
    reading_make(&r, READ_HTML, "<img srcset='a 1x' src=b><img srcset='c 1x'><img style='background:url(d)'>");
    ck_assert_uint_eq(r.content.images.count, 3);
    const struct link *links = r.content.links.items;
    ck_assert(slice_equal(links[r.content.images.items[0].link].target.text, SLICE("b")));
    ck_assert(slice_equal(links[r.content.images.items[1].link].target.text, SLICE("c")));
    ck_assert_uint_eq(r.content.images.items[2].link, INDEX_NONE);
    reading_free(&r);
}
END_TEST

START_TEST(table_is_sorted)
{
    for (size_t i = 1; i < link_attribute_count; i++)
        ck_assert_msg(slice_compare(slice_cstr(link_attributes[i - 1].attribute), slice_cstr(link_attributes[i].attribute)) <= 0,
                      "%s", link_attributes[i].attribute);
}
END_TEST

Suite *html_links_suite(void)
{
    Suite *suite = suite_create("html_links");
    TCase *tests = tcase_create("html_links");
    tcase_add_loop_test(tests, found, 0, (int)COUNT(rows));
    tcase_add_loop_test(tests, places, 0, (int)COUNT(place_rows));
    tcase_add_test(tests, image_source);
    tcase_add_test(tests, table_is_sorted);
    suite_add_tcase(suite, tests);
    return suite;
}
