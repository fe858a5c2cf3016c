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
    {"<https://www.example.com/a/\nb/c> x", "https://www.example.com/a/\nb/c"},
    {"<https://www.example.com/a?\r\n  b\r\n\tc>", "https://www.example.com/a?\r\n  b\r\n\tc"},
    {"<https://www.example.com\nnext>", "https://www.example.com"},
    {"<https://www.example.com/a\n>", "https://www.example.com/a"},
    {"<https://www.example.com/a\n> b>", "https://www.example.com/a"},
    {"<https://www.example.com/a\n\nb>", "https://www.example.com/a"},
    {"<https://www.example.com/a\nhttps://www.example.net/b>", "https://www.example.com/a https://www.example.net/b"},
    {"<https://www.example.com/a the shop>", "https://www.example.com/a"},
    {"<https://www.example.com/a,b.>", "https://www.example.com/a,b."},
    {"https://www.example.com/a\nb", "https://www.example.com/a"},
    {"<URL:https://www.example.com/a.\nb> <URL:x>", "https://www.example.com/a.\nb"},
    {"URL:http://intranet/x", "http://intranet/x"},
    {"[text](https://www.example.com/x) ![i](http://example.com/i.png)", "https://www.example.com/x http://example.com/i.png"},
    {"*https://www.example.com/x* _https://www.example.com/y_ **http://example.com/**",
     "https://www.example.com/x https://www.example.com/y http://example.com/"},
    {"~~http://example.com/a~~ my_http://example.com/ http://example.com/a_", "http://example.com/a http://example.com/a_"},
    {"'http://example.com/a','http://example.com/it's'", "http://example.com/a http://example.com/it's"},
    {"http://example.com/a,http://example.net/b;https://example.org",
     "http://example.com/a http://example.net/b https://example.org"},
    {"http://example.com,and http://www,example.com/", "http://example.com http://www,example.com/"},
    {"http://example.com/a,b;c", "http://example.com/a,b;c"},
    {"|http://example.com|b| http://example.com/a|b", "http://example.com http://example.com/a|b"},
    {"http://example.com/( http://example.com/a)b", "http://example.com/ http://example.com/a"},
    {"\xE3\x80\x8Chttp://example.com/a\xE3\x80\x8D\xEF\xBC\x88http://example.com/b\xEF\xBC\x89",
     "http://example.com/a http://example.com/b"},
    {"http://example.com/a\xEF\xBC\x9Fhttp://example.com/b\xE3\x80\x95", "http://example.com/a http://example.com/b"},
    {"http://example.com\xE3\x82\x92 http://www.example.com/\xE3\x82\x92",
     "http://example.com http://www.example.com/\xE3\x82\x92"},
    {"http://shop.com\xC3\xA9"
     "die.example/ http://example.\xE3\x81\xBF\xE3\x82\x93\xE3\x81\xAA/",
     "http://shop.com\xC3\xA9"
     "die.example/ http://example.\xE3\x81\xBF\xE3\x82\x93\xE3\x81\xAA/"},
    {"http://example.com/a \xE2\x80\x93 http://example.com/b\xE2\x80\x93", "http://example.com/a http://example.com/b"},
    {"http://exam\xE2\x80\x8Bple.com/a\xE2\x80\xAE"
     "b",
     "http://exam\xE2\x80\x8Bple.com/a\xE2\x80\xAE"
     "b"},
    {"http:/www.example.com/a http//www.example.com/b http:\\\\www.example.com\\c http:www.example.com",
     "http:/www.example.com/a http//www.example.com/b http:\\\\www.example.com\\c http:www.example.com"},
    {"http:/https: the http//https schemes, http:/x http:80 http:\\", ""},
    {"hxxp://www.example.com/x hxxps://example.com www[.]example[.]com example[.]com/x example(.)com", ""},
    {"slack://www.example.com/x git+ssh://git@example.com", ""},
    {"Website: http://\nMore: https:// \n> http://\n", "http:// https:// http://"},
    {"<http://> [a](https://) http:// www.example.com", "http:// https:// http:// ~www.example.com"},
    {"It begins with http:// or https://.\nNot ftp://\n\"http://\" and (http://)", ""},
    {"file:///C:/a.txt FILE://server/share file:\\\\server\\share file:x",
     "file:///C:/a.txt FILE://server/share file:\\\\server\\share"},
    {"on \\\\server\\share\\a.doc, or <\\\\server\\share>", "\\\\server\\share\\a.doc \\\\server\\share"},
    {"\\\\hline\\\\x \\\\HKLM\\a \\\\d\\w a\\\\server\\share \\\\server\\\\share \\\\\\server\\share \\\\server\\ C:\\dir\\file",
     ""},
    {"tel:+12025550123 sms:+1-202-555-0123. tel:020 7946 Tel:+1 tel:+44 20 tel:+1202", "tel:+12025550123 sms:+1-202-555-0123"},
    {"javascript:alert(1) data:text/html,x", ""},
    {"ana@www.example.com intranet 10.1.2.3 192.168.0.1/admin", ""},
    {"http://{\x1A}x\x1A", "http://{@}x@"},
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
