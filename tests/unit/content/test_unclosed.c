/* Attributes whose closing quote is missing. */
#include "base/buffer.h"
#include "reading.h"
#include "suites.h"

/* Each link as context:target at its offset in the file, "?" before those whose quote is missing. */
static const struct {
    const char *html, *links;
} rows[] = {
    {"<a href=\"http://a>x</a> <a href=\"http://b\">y</a>", "?a:http://a@9 a:http://b@33"},
    {"<a href=\"http://a>x</a> <img alt=\"\" src='http://b'> <a class=\"c\" href=\"d\">", "?a:http://a@9 img:http://b@41 a:d@71"},
    {"<a href=\"http://a target=\"_blank\">x</a>", "?a:http://a@9"},
    {"<a class=\"b href=\"http://a\">x</a>", "a:http://a@18"},
    {"<img alt=\"our new logo src=\"http://a\">", "img:http://a@28"},
    {"<img src='a b='c' style='background:url(d)'>", "?img:a@10 css:d@40"},
    {"<a href=\"http://a>x</a><p>y", "?a:http://a@9"},
    {"<a href=\"http://a>x</a><a href='b'>y", "?a:http://a@9 a:b@32"},
    {"<a href='http://a>x</a> it's <b>", "?a:http://a@9"},
    {"<a href=\"&amp;>x</a><a href=\"b\">", "?a:&@9 a:b@29"},
    {"<a href=\"a>1</a><a href='b>2</a><a href=\"c\"><a href='d'>", "?a:a@9 ?a:b@25 a:c@41 a:d@53"},
    {"<p style=\"color:red>x</p><p style=\"background:url(a)\">", "css:a@50"},
    {"<!--[if mso]><a href=\"a>x</a><a href=\"b\"><![endif]-->", "?a:a@22 a:b@38"},
    {"<a href='x{% if a %}y' {% endif %}title='b'>", "a:xy@9"},
    /* closed */
    {"<a href=\"http://a/?q=a>b\">x</a>", "a:http://a/?q=a>b@9"},
    {"<a href=\"http://a/?q=<b>c</b>\">x</a>", "a:http://a/?q=<b>c</b>@9"},
    {"<a href=\"http://a/?q=a>b< c\">x</a>", "a:http://a/?q=a>b< c@9"},
    {"<a href=\"http://a b=\" c=\"d\">x</a>", "a:http://a b=@9"},
    {"<a title=\"see > <a href='http://b'>\" href=\"a\">x</a>", "a:a@43"},
    {"<a title=\"5 > 3\"href=\"a\">x</a>", "a:a@22"},
    {"<a href=\"http://a", ""},
    {"<a href=\"http://a x", ""},
    {"<a href='{{ a }}'{{ b }}>x</a>", "a:@@9"},
};

START_TEST(found)
{
    struct reading r;
    struct buffer out;
    reading_make(&r, READ_HTML, rows[_i].html);
    buffer_init(&out, &r.arena, 4096);
    for (uint32_t i = 0; i < r.content.links.count; i++) {
        const struct link *link = &r.content.links.items[i];
        const char *mark = link->url.problems >> URL_QUOTE_UNCLOSED & 1 ? "?" : "";
        struct span all = {0, (uint32_t)link->target.text.size};
        buffer_printf(&out, "%s%s%s:%s@%u", i > 0 ? " " : "", mark, link_context_texts[link->context],
                      show(&r.arena, link->target.text), (unsigned)layer_to_file(&link->target, all).start);
        expect_pieces(&r, rows[_i].html, &link->target, all);
    }
    expect(rows[_i].html, "links", arena_cstr(&r.arena, buffer_slice(&out)), rows[_i].links);
    reading_free(&r);
}
END_TEST

Suite *unclosed_suite(void)
{
    Suite *suite = suite_create("unclosed");
    TCase *tests = tcase_create("unclosed");
    tcase_add_loop_test(tests, found, 0, (int)COUNT(rows));
    suite_add_tcase(suite, tests);
    return suite;
}
