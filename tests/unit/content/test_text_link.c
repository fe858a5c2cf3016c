/* Addresses in plain text. */
#include "content/text_link.h"

#include "base/buffer.h"
#include "reading.h"
#include "suites.h"

/* What is found, joined by blanks; a bare address has a '~' in front. */
static const struct {
    const char *text, *found;
} rows[] = {
    {"", ""},
    {"no address here.", ""},
    {"see http://intranet/x", "http://intranet/x"},
    {"see HTTPS://www.example.com/ now", "HTTPS://www.example.com/"},
    {"(see http://example.com/a).", "http://example.com/a"},
    {"http://example.com/a_(b) and", "http://example.com/a_(b)"},
    {"(http://example.com/a_(b))", "http://example.com/a_(b)"},
    {"[x](http://example.com/)[y]", "http://example.com/"},
    {"{http://example.com/{a}}", "http://example.com/{a}"},
    {"<http://example.com/>", "http://example.com/"},
    {"\"http://example.com/\"", "http://example.com/"},
    {"'http://example.com/'", "http://example.com/"},
    {"http://example.com/, http://example.net/!", "http://example.com/ http://example.net/"},
    {"http://example.com/...", "http://example.com/"},
    {"http://example.com/\xE2\x80\x9D", "http://example.com/"},
    {"http://example.com/\xC2\xA0x", "http://example.com/"},
    {"http://example.com/\xE2\x80\x8B", "http://example.com/"},
    {"http://[::1]/x]", "http://[::1]/x"},
    {"ftp://example.com/x", "ftp://example.com/x"},
    {"mailto:info@example.com.", "mailto:info@example.com"},
    {"Write to info@example.com", ""},
    {"http:// is a scheme", ""},
    {"xhttp://example.com/x", ""},
    {"htp://example.com/x", "htp://example.com/x"},
    {"htttps://example.com", "htttps://example.com"},
    {"http://http://example.com", "http://http://example.com"},
    {"\xE8\xA7\x81http://example.com/\xE3\x80\x82", "http://example.com/"},
    {"http://www\xE3\x80\x82"
     "example\xEF\xBC\x8E"
     "co\xEF\xBD\xA1"
     "uk/x",
     "http://www\xE3\x80\x82"
     "example\xEF\xBC\x8E"
     "co\xEF\xBD\xA1"
     "uk/x"},
    {"http://example.com\xE3\x80\x82\xE8\xA7\x81", "http://example.com"},
    {"http://example.com\xEF\xBD\xA1", "http://example.com"},
    {"http://example.com\xEF\xBC\x8E next", "http://example.com"},
    {"http://example.com/a\xE3\x80\x82"
     "b",
     "http://example.com/a"},
    {"http://example.com?a\xE3\x80\x82"
     "b",
     "http://example.com?a"},
    {"www.example.com, please", "~www.example.com"},
    {"WWW.EXAMPLE.COM", "~WWW.EXAMPLE.COM"},
    {"awww.what", ""},
    {"example.com/path and example.com", "~example.com/path ~example.com"},
    {"at Example.com:8080.", "~Example.com:8080"},
    {"bbc.co.uk", "~bbc.co.uk"},
    {"server.local and x.nosuchtld", ""},
    {"co.uk", ""},
    {"readme.md, setup.py and run.sh", ""},
    {"readme.md/x", "~readme.md/x"},
    {"9.am or 10.pm", ""},
    {"1.50 or 3.14.15", ""},
    {"the end.It goes on. e.g. this, i.e. that", ""},
    {"ASP.NET", ""},
    {"a_example.com x-example.com -example.com", "~x-example.com"},
    {"example.com(x)", ""},
    {"{{ x }}"
     "\x1A"
     "example.com",
     ""},
    {"http://\x1A\x1A/x", "http://@/x"},
    {"http://example.com\x1A", "http://example.com@"},
    {"www.\x1A.com", "~www.@.com"},
};

START_TEST(addresses)
{
    struct arena arena;
    struct buffer got;
    struct text_link link;
    struct slice text = slice_cstr(rows[_i].text);
    arena_init(&arena, 1 << 20);
    buffer_init(&got, &arena, 4096);
    for (size_t offset = 0; text_link_next(text, &offset, &link);) {
        ck_assert_msg(offset == link.span.end, "%s: offset", rows[_i].text);
        buffer_printf(&got, "%s%s%s", got.size > 0 ? " " : "", link.bare ? "~" : "",
                      show(&arena, slice_sub(text, link.span.start, link.span.end)));
    }
    expect(rows[_i].text, "found", arena_cstr(&arena, buffer_slice(&got)), rows[_i].found);
    arena_free(&arena);
}
END_TEST

Suite *text_link_suite(void)
{
    Suite *suite = suite_create("text_link");
    TCase *tests = tcase_create("text_link");
    tcase_add_loop_test(tests, addresses, 0, (int)COUNT(rows));
    suite_add_tcase(suite, tests);
    return suite;
}
