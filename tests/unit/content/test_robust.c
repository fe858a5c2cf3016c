/* Limits, lack of memory, and input that ends anywhere. */
#include <string.h>

#include "base/buffer.h"
#include "reading.h"
#include "suites.h"

static const char whole[] =
    "<html><style media=screen><!-- /* x */ @media (min-width:1px) { .p\\41 , u + p > a:hover{ color:RGB(1 2% 3/4) !important } "
    "}\n"
    "#i b.c *:first-child[x='}'], td p{display:n\\6fne;background:url(x) #fff;margin:-1px 2em;clip:rect(0 0 0 0)}--></style>\n"
    "<body style='font:0/0 a' link=red><table bgcolor=#000><tr><td style=\"display:none;/* x */\">pre&nbsp;&zwnj;</td><td>\n"
    "<p>Hello {{ name }},<b> see</b> <a href='https://{{ host }}/x?u=http%3A%2F%2Fexample.net'>this &amp; "
    "<img src=\"http://[::1]/a.png\" alt='caf\xC3\xA9'></a>{% if a %}<a href='{% if b %}http://0x7f.1/{% else %}"
    "htp://x{% endif %}'>www.example.com</a>{% endif %}<pre>\n http://exam\xE2\x80\x8Bple.com/.)</pre>"
    "<a {% if c %}href=x{% else %}href='http://a\xE3\x80\x82"
    "b/'{% endif %}>http://c\xE3\x80\x82"
    "d\xE3\x80\x82</a>{{{ e }}}<!--[if (gte mso 9)|(IE)]><TD style='width:9px'><v:rect HREF='http://intranet/&amp;'>B<b>u"
    "y</v:rect><img src='cid:x' width=1 alt='{{ f }}'><![endif]--><!--[if !mso]><!--><ruby>g<rp>(<rt>h</ruby><!--<![endif]-->"
    "<input type=image class='i j' src=//k.example style='height:1px/**/;width:{{ l }}'><svg><image href=m /></svg>"
    "<base href=http://intranet/><img srcset='n&amp; 1x, {% if o %}p{% else %}q{% endif %} 2x' style='background:url(\\68 "
    "tt&amp;)'>"
    "<iframe srcdoc='<a href=r style=\"a:url(s\\t)\">'></iframe><style>@import 't';p{b:image-set('u' 1x)}</style>"
    "<meta http-equiv=refresh content='1;url={% if v %}w{% endif %}x'><a href=\"y&amp;>z</a><a href='b>c</a><i class=\"d\">";

static const char mail[] = "Subject: =?utf-8?B?R3LDvMOfZQ==?=\nContent-Type: multipart/alternative; boundary=b\n\n--b\n\n"
                           "see http://intranet/x\n--b\nContent-Type: text/html; charset=utf-16le\n"
                           "Content-Transfer-Encoding: base64\n\nPABhACAAaAByAGUAZgA9AGgAdAB0AHAAOgAvAC8AYQA+AGIA\n--b--\n";

static const char flowed[] =
    "Subject: x\r\nContent-Type: text/plain; format=flowed; delsp=yes\r\n\r\n> see http://intra \r\n> net/x {{ a "
    "}} \r\n>> b \r\n c \r\n-- \r\n\xD0\xB1";

static const struct {
    enum reading_kind kind;
    const char *bytes;
    size_t size;
} inputs[] = {{READ_HTML, whole, sizeof whole - 1}, {READ_EML, mail, sizeof mail - 1}, {READ_EML, flowed, sizeof flowed - 1}};

static void read_fields(const struct field_table *table, const void *record)
{
    for (size_t i = 0; i < table->count; i++) {
        struct value value = {0};
        table->fields[i].get(record, &value);
        ck_assert_msg(value.state != VALUE_KNOWN || value.list_count == 0 || value.list, "%s: no list", table->fields[i].name);
    }
}

static void read_records(const struct reading *r)
{
    for (uint32_t i = 0; i < r->content.elements.count; i++)
        read_fields(&element_fields, &(struct element_record){&r->content, &r->content.elements.items[i]});
    for (uint32_t i = 0; i < r->content.images.count; i++)
        read_fields(&image_fields, &(struct image_record){&r->content, &r->content.images.items[i]});
    read_fields(&message_fields, &r->content);
}

static void read_all(struct reading *r)
{
    for (int id = 0; id < VIEW_COUNT; id++) {
        const struct view *view = content_view(&r->content, (enum view_id)id);
        for (uint32_t i = 0; i < view->segments.count; i++) {
            const struct layer *layer = &view->segments.items[i].layer;
            ck_assert_uint_eq(layer->map.derived_size, layer->text.size);
            expect_pieces(r, view_texts[id], layer, (struct span){0, (uint32_t)layer->text.size});
        }
    }
    for (uint32_t i = 0; i < r->content.links.count; i++) {
        const struct layer *target = &r->content.links.items[i].target;
        ck_assert_uint_eq(target->map.derived_size, target->text.size);
        expect_pieces(r, "link", target, (struct span){0, (uint32_t)target->text.size});
    }
    read_records(r);
}

START_TEST(truncated)
{
    for (size_t size = 0; size <= inputs[_i].size; size++) {
        struct arena copy;
        struct reading r;
        arena_init(&copy, 1 << 20);
        unsigned char *bytes = arena_alloc(&copy, size);
        ck_assert_ptr_nonnull(bytes);
        memcpy(bytes, inputs[_i].bytes, size);
        reading_make_bytes(&r, inputs[_i].kind, slice_make(bytes, size));
        read_all(&r);
        reading_free(&r);
        arena_free(&copy);
    }
}
END_TEST

START_TEST(without_memory)
{
    bool done = false;
    for (uint64_t n = 1; !done && n < 100000; n++) {
        struct message_options options = {.kind = inputs[_i].kind == READ_HTML ? KIND_HTML + 1 : KIND_EML + 1};
        struct reading r;
        memset(&r, 0, sizeof r);
        arena_init(&r.arena, (size_t)64 << 20);
        source_init(&r.source, SLICE("test"), slice_make(inputs[_i].bytes, inputs[_i].size));
        ck_assert(message_parse(&r.message, &r.arena, &r.source, &options));
        r.arena.fail_at = r.arena.allocations + n;
        bool ok = content_read(&r.content, &r.message);
        for (int id = 0; id < VIEW_COUNT; id++)
            ck_assert_ptr_nonnull(content_view(&r.content, (enum view_id)id));
        read_records(&r);
        done = ok && !r.arena.failed;
        ck_assert_msg(ok || r.arena.failed, "allocation %u: refused with memory", (unsigned)n);
        arena_free(&r.arena);
    }
    ck_assert(done);
}
END_TEST

static const struct {
    const char *name;
    uint64_t value;
    const char *html, *problem;
    bool visible_limited, links_limited;
} limit_rows[] = {
    {"links", 2, "http://a.example http://b.example", NULL, false, false},
    {"links", 2, "http://a.example http://b.example http://c.example http://d.example", "limit-links", false, true},
    {"url_bytes", 16, "<a href='http://a.example/123456'>x</a>", "limit-url_bytes", false, true},
    {"url_bytes", 16, "<img src='data:image/png;base64,123456'>", NULL, false, false},
    {"html_depth", 2, "<div><div>x</div></div>", NULL, false, false},
    {"html_depth", 2, "<div><div><div>x</div></div></div>", "limit-html_depth", true, false},
    {"html_tags", 2, "<b><i>x", NULL, false, false},
    {"html_tags", 2, "<b><i><u><s>x", "limit-html_tags", true, true},
    {"html_tags", 2, "<!--[if mso]><b><i><![endif]--><b>x", NULL, false, false},
    {"html_tags", 2, "<!--[if mso]><b><i><![endif]--><!--[if mso]><u><![endif]--><!--[if mso]><u><![endif]-->", "limit-html_tags",
     true, true},
    {"html_attributes", 2, "<a b c>x", NULL, false, false},
    {"html_attributes", 2, "<a b c href=d>x", "limit-html_attributes", true, true},
    {"css_selectors", 2, "<style>a,b{color:red}i{content:x}</style>x", NULL, false, false},
    {"css_selectors", 2, "<style>a,b,i{color:red}</style>x", "limit-css_selectors", true, false},
    {"css_steps", 2, "<style>.a{color:red}</style><p class=a>x", NULL, false, false},
    {"css_steps", 2, "<style>.a{color:red}</style><p class=a>x<p class=a>y", "limit-css_steps", true, false},
};

START_TEST(reached)
{
    struct limits limits = limits_default;
    struct reading r;
    const char *row = limit_rows[_i].html;
    memset(&r, 0, sizeof r);
    ck_assert(limits_set(&limits, slice_cstr(limit_rows[_i].name), limit_rows[_i].value));
    struct message_options options = {.limits = &limits, .kind = KIND_HTML + 1};
    arena_init(&r.arena, (size_t)64 << 20);
    source_init(&r.source, SLICE("test"), slice_cstr(row));
    ck_assert(message_parse(&r.message, &r.arena, &r.source, &options));
    ck_assert(content_read(&r.content, &r.message));
    ck_assert_msg(r.message.problems.count == (limit_rows[_i].problem ? 1 : 0), "%s: %u problems", row, r.message.problems.count);
    ck_assert_msg(r.message.complete == !limit_rows[_i].problem, "%s: complete", row);
    if (limit_rows[_i].problem)
        expect(row, "problem", r.message.problems.items[0].code, limit_rows[_i].problem);
    ck_assert_msg(r.content.views[VIEW_VISIBLE].limited == limit_rows[_i].visible_limited, "%s: visible", row);
    ck_assert_msg(r.content.links_limited == limit_rows[_i].links_limited, "%s: links", row);
    reading_free(&r);
}
END_TEST

/* Elements over the depth limit do not close the ones that were kept. */
START_TEST(over_depth)
{
    struct limits limits = limits_default;
    struct reading r;
    memset(&r, 0, sizeof r);
    ck_assert(limits_set(&limits, SLICE("html_depth"), 1));
    struct message_options options = {.limits = &limits, .kind = KIND_HTML + 1};
    arena_init(&r.arena, (size_t)1 << 20);
    source_init(&r.source, SLICE("test"), SLICE("<div hidden><div>a</div>b</div>c"));
    ck_assert(message_parse(&r.message, &r.arena, &r.source, &options));
    ck_assert(content_read(&r.content, &r.message));
    expect("over_depth", "hidden", show_view(&r, VIEW_HIDDEN), "a\nb");
    expect("over_depth", "visible", show_view(&r, VIEW_VISIBLE), "c");
    reading_free(&r);
}
END_TEST

/* Deep nesting and long lists take time in proportion to their length. */
START_TEST(hostile)
{
    static const char *const pieces[] = {"<div>",
                                         "<b>",
                                         "<p>",
                                         "<a href=x>",
                                         "</b>",
                                         "<table><td>",
                                         "(http://a.b/)))",
                                         "a.",
                                         "&amp;",
                                         "<p hidden>x",
                                         "<!--[if mso]><A href=x>y<![endif]-->",
                                         "<!--[if mso]>",
                                         "[if mso]><![endif]",
                                         "<img width=1>",
                                         "<a href=\"x>y</a>",
                                         "<a href=\"x>y</a><a href='z>",
                                         "<p title=\"x> <a href='y\"z>",
                                         "<style>@import'x';",
                                         "<i srcdoc='<iframe srcdoc=\"",
                                         "<iframe srcdoc='<img srcset=\"x\">'>",
                                         "<base href=http://intranet/><a href=x>"};
    struct arena copy;
    struct reading r;
    struct slice piece = slice_cstr(pieces[_i]);
    size_t count = 300000 / piece.size;
    arena_init(&copy, 4 << 20);
    unsigned char *bytes = arena_alloc(&copy, count * piece.size);
    ck_assert_ptr_nonnull(bytes);
    for (size_t i = 0; i < count; i++)
        memcpy(bytes + i * piece.size, piece.data, piece.size);
    reading_make_bytes(&r, READ_HTML, slice_make(bytes, count * piece.size));
    reading_free(&r);
    arena_free(&copy);
}
END_TEST

/* Style sheets against elements: what two lists could cost multiplied is bounded by limits. */
static const struct {
    const char *before, *rule, *between, *element;
    uint32_t count;
} style_rows[] = {
    {"<style>", ".a{color:red}", "</style>", "<p class=a>x", 100000},
    {"<style>", ".b .a{color:red}", "</style><i class=b>", "<p class=a>x", 100000},
    {"<style>", ".y .z .a{color:red}", "</style><i class=y><i class=z>", "<i class='a y z'>x", 50000},
    {"<style>", "*{display:block;opacity:1;width:1px}", "</style>", "<p>x", 100000},
    {"<style>", "a ", "{color:red}</style>", "<a>x", 100000},
    {"<style>", "a,", "{color:red}</style>", "<a>x", 100000},
    {"<style>", "@media(a){", "}", "x", 100000},
    {"<style>", "a{b:'(", "", "", 100000},
    {"<style>", "{", "", "}", 100000},
    {"", "<style></style>", "", "<!--", 100000},
    {"<p style='", "font:1 1 1;", "", "{", 100000},
    {"<p style='", "a:url(b);", "", "", 100000},
    {"<p style='", "url(", "", "", 100000},
    {"<p style='", "a(\"", "", ")", 100000},
    {"<p style='a:url(\"", "\\62 ", "", "", 100000},
    {"<img srcset='", "a 1x,", "", "", 100000},
    {"<img srcset='", "(", "{% if a %}", "b{% if c %}", 50000},
    {"<p class='", "a ", "'>x<style>.a{color:red}</style>", "<p class=a>x", 100000},
};

START_TEST(hostile_styles)
{
    struct arena copy;
    struct reading r;
    struct buffer html;
    arena_init(&copy, (size_t)64 << 20);
    buffer_init(&html, &copy, SIZE_MAX);
    buffer_text(&html, style_rows[_i].before);
    for (uint32_t i = 0; i < style_rows[_i].count; i++)
        buffer_text(&html, style_rows[_i].rule);
    buffer_text(&html, style_rows[_i].between);
    for (uint32_t i = 0; i < style_rows[_i].count; i++)
        buffer_text(&html, style_rows[_i].element);
    ck_assert(!html.failed);
    reading_make_bytes(&r, READ_HTML, buffer_slice(&html));
    reading_free(&r);
    arena_free(&copy);
}
END_TEST

Suite *robust_suite(void)
{
    Suite *suite = suite_create("robust");
    TCase *tests = tcase_create("robust");
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, truncated, 0, (int)COUNT(inputs));
    tcase_add_loop_test(tests, without_memory, 0, (int)COUNT(inputs));
    tcase_add_loop_test(tests, reached, 0, (int)COUNT(limit_rows));
    tcase_add_test(tests, over_depth);
    tcase_add_loop_test(tests, hostile, 0, 21);
    tcase_add_loop_test(tests, hostile_styles, 0, (int)COUNT(style_rows));
    suite_add_tcase(suite, tests);
    return suite;
}
