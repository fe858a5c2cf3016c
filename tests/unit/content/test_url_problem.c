/* What is wrong with how URLs are written, and beside each case its innocent twin. */
#include "content/url.h"

#include "reading.h"
#include "suites.h"

/* Problems in the order of the list. */
static const struct {
    const char *text, *problems;
} rows[] = {
    {"http://www.example.com/a%20b?c#d", ""},
    {" http://example.com/", "white-space"},
    {"http://example.com/a b", "white-space"},
    {"http://example.com/a\nb", "white-space"},
    {"http://example.com/\x01"
     "b",
     "control"},
    {"http://exam\xE2\x80\x8Bple.com/", "invisible host-invisible"},
    {"http://example.com/\xC2\xA0", "white-space"},
    {"http:\\\\example.com/", "backslash"},
    {"https:\\\\example.com\\a", "backslash"},
    {"http://example.com\\a", "backslash"},
    {"http://example.com/?a\\b", ""},
    {"foo:a\\b", ""},
    {"http:/example.com", "slashes"},
    {"http:///example.com", "slashes"},
    {"http:example.com", "slashes"},
    {"//example.com", ""},
    {"///example.com", "slashes"},
    {"mailto://ana@example.com", "slashes"},
    {"tel://5550100", "slashes"},
    {"file:///etc/x", ""},
    {"whatsapp://send?text=a", ""},

    {"http://http://example.com", "scheme-doubled"},
    {"https://http//example.com", "scheme-doubled"},
    {"https:https://example.com", "slashes scheme-doubled"},
    {"https://htps://example.com", "scheme-doubled"},
    {"//https://example.com", "scheme-doubled"},
    {"http://http://\x1A\x1A", "scheme-doubled"},
    {"mailto:mailto:ana@example.com", "scheme-doubled"},
    {"https://web.archive.org/web/2020/https://example.com/", ""},
    {"https://example.com/?to=http://http://example.net", ""},
    {"http://http/", ""},
    {"http://https:8080/", ""},
    {"https://\x1A\x1A", ""},
    {"mailto:mailto@example.com", ""},
    {"/https://example.com", ""},

    {"htp://example.com", "scheme-typo"},
    {"htpp://example.com", "scheme-typo"},
    {"htpps://example.com", "scheme-typo"},
    {"hhtps://example.com", "scheme-typo"},
    {"ttps://example.com", "scheme-typo"},
    {"thtp://example.com", "scheme-typo"},
    {"httpss://example.com", "scheme-typo"},
    {"http//example.com", "scheme-typo"},
    {"https//example.com", "scheme-typo"},
    {"http;//example.com", "scheme-typo"},
    {"http.//example.com", "scheme-typo"},
    {"http:://example.com", "scheme-typo"},
    {"http:;//example.com", "scheme-typo"},
    {"http ://example.com", "white-space scheme-typo"},
    {"https //example.com", "white-space scheme-typo"},
    {"ht tps://example.com", "white-space scheme-typo"},
    {"maito:ana@example.com", "scheme-typo"},
    {"mailto;ana@example.com", "scheme-typo"},
    {"hp://example.com", ""},
    {"hxxp://example.com", ""},
    {"ftp://example.com", ""},
    {"sms:12", ""},
    {"https/example.html", ""},
    {"images/http//x", ""},
    {"https://example.com/htp://", ""},
    {"mailbox:ana@example.com", ""},
    {"mailto: ana@example.com", "white-space"},

    {"www.example.com/x", "scheme-missing"},
    {"www.\x1A\x1A.com/x", "scheme-missing"},
    {"example.com", "scheme-missing"},
    {"shop.example.co.uk/path?a#b", "scheme-missing"},
    {"example.com:8080/x", "scheme-missing"},
    {"localhost:3000/x", "scheme-missing"},
    {"jobs.pl/offers", "scheme-missing"},
    {"jobs.pl", ""},
    {"readme.md", ""},
    {"photos.2026.zip", ""},
    {"index.html", ""},
    {"images/example.com", ""},
    {"example.com\x1A", ""},
    {"\x1A.example.com", ""},
    {"localhost/x", ""},
    {"com.example.app:12", ""},
    {"tel:5550100", ""},
    {"example.com:x", ""},
    {"ana@example.com", "mailto-missing"},
    {"ana@example.com?subject=a", "mailto-missing"},
    {"logo@2x.png", ""},
    {"logo@2x.ai", ""},
    {"@ana", ""},
    {"a/ana@example.com", ""},

    {"http://", "only-scheme host-empty"},
    {"https:", "only-scheme host-empty"},
    {"ftp:\\\\", "backslash only-scheme host-empty"},
    {"mailto:", "only-scheme"},
    {"tel:", "only-scheme"},
    {"mailto:?subject=a", ""},
    {"javascript:", ""},
    {"http://\x1A", ""},

    {"C:\\pictures\\logo.png", "local-path"},
    {"c:/pictures/logo.png", "local-path"},
    {"\\\\server\\logo.png", "backslash local-path"},
    {"c:logo", ""},
    {"x://host/", ""},
    {"//server/logo.png", ""},
    {"\\logo.png", "backslash"},

    {"http://?x", "host-empty"},
    {"http://:80/", "host-empty"},
    {"http://user@/", "host-empty userinfo"},
    {"webcal:///x", "host-empty"},
    {"foo:///x", ""},
    {"http://exam ple.com/", "white-space host-invalid"},
    {"http://exa<mple.com/", "host-invalid"},
    {"http://www..example.com/", "host-label-empty"},
    {"http://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example.com/", "host-label-long"},
    {"http://"
     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa."
     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa."
     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/",
     "host-name-long"},
    {"http://my_shop.example.com/", "host-underscore"},
    {"http://my-shop.example.com/a_b-", ""},
    {"http://-shop.example.com/", "host-hyphen"},
    {"http://xn--0.example.com/", "host-punycode"},
    {"http://xn--mnchen-3ya.example.com/", ""},
    {"http://a\xEF\xB7\x90.example.com/", "host-invalid host-idna"},
    {"http://ex\xD0\xB0mple.net/", "host-mixed-script"},
    {"http://1.2.3.256/", "host-invalid host-number"},
    {"http://1.2.3.4.5/", "host-invalid host-number"},
    {"http://example.09/", "host-invalid host-number"},
    {"http://[::1/", "host-invalid"},
    {"http://[1::2::3]/", "host-invalid"},
    {"http://[12345::]/", "host-invalid"},
    {"foo://[x]:y:z/", ""},
    {"http://%00.example.com/", "host-invalid host-encoded"},
    {"http://ex%61mple.com/", "host-encoded"},
    {"http://\x1A.ex%61mple.com/", "host-encoded"},
    {"http://ex%6mple.com/", "host-invalid host-encoded escape-invalid"},

    {"http://example.com:99999/", "port-invalid"},
    {"http://example.com:8a/", "port-invalid"},
    {"http://\x1A:99999/", "port-invalid"},
    {"http://example.com:00080/", ""},
    {"http://example.com:\x1A/", ""},
    {"\x1A:99999/", ""},
    {"http://example.com/a:99999", ""},
    {"http://example.com:/", "port-empty"},
    {"http://\x1A:/", "port-empty"},

    {"http://me@example.com/", "userinfo"},
    {"http://\x1A@example.com/", "userinfo"},
    {"http://a@b@example.com/", "userinfo at-several"},
    {"http://a%40b@example.com/", "userinfo"},
    {"http://example.com/@me", ""},
    {"http://example.com?@me", ""},
    {"http://\x1A@2x.png", ""},
    {"foo://a@b@c", ""},

    {"http://example.com/100%", "escape-invalid"},
    {"mailto:a@example.com?subject=100%", ""},
    {"http://example.com/a|b", "unescaped"},
    {"http://example.com/?a={b}", "unescaped"},
    {"http://example.com/#a#b", "unescaped"},
    {"http://example.com/a%7Cb?c[]=1'(2)", ""},
    {"foo:{a}", ""},
    {"http://example.com/\xC3\xA4", "non-ascii"},
    {"#\xC3\xA4", ""},
    {"http://b\xC3\xBC"
     "cher.example/",
     ""},

    {"\"https://example.com/\"", "unescaped quoted"},
    {"\xE2\x80\x9Chttps://example.com/\xE2\x80\x9D", "non-ascii quoted"},
    {"https://example.com/\xE2\x80\x9D", "non-ascii quoted"},
    {"https://example.com/\"", "unescaped quoted"},
    {"%22https://example.com%22", "quoted"},
    {"=\"https://example.com", "unescaped quoted"},
    {"'\x1A'", "quoted"},
    {"<https://example.com>", "unescaped quoted"},
    {"(www.example.com)", "quoted"},
    {"'tis.html", ""},
    {"[url:home]", ""},
    {"https://example.com/o'", ""},
    {"https://example.com/?q=\"a\"", "unescaped"},

    {"https://example.com/x class=", "white-space quote-unclosed"},
    {"https://example.com/x\n style='a", "white-space quote-unclosed"},
    {"https://example.com/\x1A target=", "white-space quote-unclosed"},
    {"https://example.com/>text</a> <a href=", "white-space unescaped quote-unclosed"},
    {"https://example.com/><img src=", "white-space unescaped quote-unclosed"},
    {"https://example.com/?q=a class=b", "white-space"},
    {"https://example.com/?class=", ""},
    {"https://example.com/?q=my b=", "white-space"},
    {"https://example.com/<id>/x", "unescaped"},
    {"data:image/svg+xml,<svg><g class='a'></g></svg>", "white-space"},
    {"javascript:write('<b>a</b> class=')", "white-space"},

    {"http://2130706433/", "ipv4-non-decimal"},
    {"http://127.1/", "ipv4-non-decimal"},
    {"http://127.0.0.01/", "ipv4-non-decimal"},
    {"http://127.0.0.1/", ""},
    {"http://example.com./", "trailing-dot"},
    {"http://\x1A.example.com./", "trailing-dot"},
};

static const char *names_of(struct arena *arena, uint64_t problems)
{
    const char *names = "";
    for (int i = 0; i < URL_PROBLEM_COUNT; i++)
        if (problems >> i & 1)
            names = arena_cstr(arena, arena_printf(arena, "%s%s%s", names, *names ? " " : "", url_problem_texts[i]));
    return names;
}

START_TEST(problems)
{
    struct arena arena;
    struct url url;
    arena_init(&arena, 1 << 20);
    ck_assert(url_parse(&url, &arena, slice_cstr(rows[_i].text)));
    expect(show(&arena, slice_cstr(rows[_i].text)), "problems", names_of(&arena, url.problems), rows[_i].problems);
    arena_free(&arena);
}
END_TEST

/* A line end at any place, also inside a scheme, hides no problem and adds none but itself, where it divides no words. */
START_TEST(split)
{
    struct slice text = slice_cstr(rows[_i].text);
    const uint64_t on_lines = URL_BIT(WHITE_SPACE) | URL_BIT(QUOTE_UNCLOSED);
    for (size_t at = 0; at <= text.size; at++) {
        struct arena arena;
        struct url whole, url;
        arena_init(&arena, 1 << 20);
        struct slice head = slice_sub(text, 0, at), tail = slice_from(text, at);
        struct slice broken = arena_printf(&arena, "%.*s\n%.*s", SLICE_ARG(head), SLICE_ARG(tail));
        ck_assert(url_parse(&whole, &arena, text) && url_parse(&url, &arena, broken));
        ck_assert_msg((url.problems | on_lines) == (whole.problems | on_lines), "%s: with a line end at %u: %s", rows[_i].text,
                      (unsigned)at, names_of(&arena, url.problems));
        arena_free(&arena);
    }
}
END_TEST

/* Problems fit into the bits, and every one is in a row above. */
START_TEST(all_named)
{
    uint64_t seen = 0;
    ck_assert_int_le(URL_PROBLEM_COUNT, 63);
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct arena arena;
        struct url url;
        arena_init(&arena, 1 << 20);
        ck_assert(url_parse(&url, &arena, slice_cstr(rows[i].text)));
        seen |= url.problems;
        arena_free(&arena);
    }
    ck_assert(seen == ((uint64_t)1 << URL_PROBLEM_COUNT) - 1);
}
END_TEST

/* A name of plain text misses no scheme. */
START_TEST(bare)
{
    struct arena arena;
    struct url url;
    arena_init(&arena, 1 << 20);
    ck_assert(url_parse_bare(&url, &arena, SLICE("example.com/x y")));
    expect("bare", "problems", names_of(&arena, url.problems), "white-space");
    arena_free(&arena);
}
END_TEST

Suite *url_problem_suite(void)
{
    Suite *suite = suite_create("url_problem");
    TCase *tests = tcase_create("url_problem");
    tcase_add_loop_test(tests, problems, 0, (int)COUNT(rows));
    tcase_add_loop_test(tests, split, 0, (int)COUNT(rows));
    tcase_add_test(tests, all_named);
    tcase_add_test(tests, bare);
    suite_add_tcase(suite, tests);
    return suite;
}
