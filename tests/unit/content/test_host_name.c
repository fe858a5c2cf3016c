/* How hosts are written, what they look like, what was meant, and what the URL parser objects to in them. */
#include "content/host_name.h"

#include "base/buffer.h"
#include "content/host.h"
#include "content/url.h"
#include "reading.h"
#include "suites.h"

/* The script and the look-alike of a host, as it would be written in an address. "-": no look-alike. */
static const struct {
    const char *host, *writing, *like;
} rows[] = {
    {"www.example.com", "latin", "-"},
    {"xn--mnchen-3ya.de", "latin", "-"},
    {"m\u00FCnchen.de", "latin", "-"},
    {"\u0131lgaz.com", "latin", "-"},
    {"www.\u043F\u0440\u0438\u043C\u0435\u0440.\u0440\u0444", "cyrillic", "-"},
    {"\u043F\u0440\u0438\u043C\u0435\u0440.com", "cyrillic", "-"},
    {"\u0440\u043E\u0441\u0441\u0438\u044F.\u0440\u0444", "cyrillic", "-"},
    {"\u0435\u0445\u043E.\u0440\u0444", "cyrillic", "-"},
    {"\u043A\u0438\u0435\u0432.\u0443\u043A\u0440", "cyrillic", "-"},
    {"\u6771\u4EAC.jp", "han", "-"},
    {"\u3068\u3046\u304D\u3087\u3046\u6771\u4EAC.jp", "japanese", "-"},
    {"\u03BA\u03CC\u03C3\u03BC\u03BF\u03C2.gr", "greek", "-"},
    {"\u03BF\u03B4\u03CC\u03C2.com", "greek", "-"},
    {"\u05E9\u05DC\u05D5\u05DD.co.il", "hebrew", "-"},
    {"\u0627\u0647.com", "arabic", "-"},
    {"\u2665.net", "common", "-"},
    {"\u0441\u0430\u04CF\u04CF.com", "cyrillic", "call.com"},
    {"xn--80a7ay5aa.com", "cyrillic", "call.com"},
    {"shop.\u0441\u0430\u04CF\u04CF.co.uk", "cyrillic", "call.co.uk"},
    {"www.ex\u0430mple.com.", "mixed", "example.com"},
    {"www.\u0261arden.com", "latin", "garden.com"},
    {"\u0441\u0430\u04CF\u04CF.com.example.net", "latin", "-"},
    {"\u0585\u0578\u056C\u056B\u0576.com", "armenian", "-"},
    {"\u0441\u0430\u04CF\u04CF", "cyrillic", "call"},
    {"1-\u043E\u0441\u043E.com", "cyrillic", "1-oco.com"},
};

static void parse(struct url *url, struct arena *arena, const char *host)
{
    arena_init(arena, 1 << 22);
    ck_assert(url_parse(url, arena, arena_printf(arena, "http://%s/", host)));
}

START_TEST(names)
{
    struct arena arena;
    struct url url;
    parse(&url, &arena, rows[_i].host);
    struct slice domain = host_registrable(url.host);
    struct slice like = host_confusable_with(&arena, url.host_unicode, domain);
    expect(rows[_i].host, "writing", writing_texts[host_writing(url.host_unicode, domain)], rows[_i].writing);
    expect(rows[_i].host, "like", like.size > 0 ? show(&arena, like) : "-", rows[_i].like);
    arena_free(&arena);
}
END_TEST

/* Each problem, and its innocent twin. `valid`: a client asks for that host. */
static const struct {
    const char *host, *problems, *ascii;
} problem_rows[] = {
    {"www..example.com", "host-label-empty", "www..example.com"},
    {".example.com", "host-label-empty", ".example.com"},
    {"example.com..", "host-label-empty trailing-dot", "example.com.."},
    {".", "host-label-empty trailing-dot", "."},
    {"www.example.com.", "trailing-dot", "www.example.com."},
    {"a_b.example.com", "host-underscore", "a_b.example.com"},
    {"a-b.example.com", "", "a-b.example.com"},
    {"-a.example.com", "host-hyphen", "-a.example.com"},
    {"a-.example.com", "host-hyphen", "a-.example.com"},
    {"a--b.example.com", "", "a--b.example.com"},
    {"xn--0.example.com", "host-punycode", "xn--0.example.com"},
    {"xn--mnchen-3ya.example.com", "", "xn--mnchen-3ya.example.com"},
    {"xn--mnchen-3ya\u00FC.example.com", "host-invalid host-punycode", ""},
    {"XN--1UG.example.com", "host-idna", "xn--1ug.example.com"},
    {"a\u2025b.example.com", "host-invalid host-idna", ""},
    {"a\u2665b.example.com", "", "xn--ab-t0x.example.com"},
    {"%FF.example.com", "host-invalid host-encoded host-idna", ""},
    {"ex\u0430mple.example.com", "host-mixed-script", "xn--exmple-4nf.example.com"},
    {"xn--exmple-4nf.example.com", "host-mixed-script", "xn--exmple-4nf.example.com"},
    {"\u043F\u0440\u0438\u0432\u0435\u0442.example.com", "", "xn--b1agh1afp.example.com"},
    {"\u6771\u4EACtokyo.example.com", "", "xn--tokyo-w91hq39l.example.com"},
    {"exam\u200Bple.com", "invisible host-invisible", "example.com"},
    {"exam%E2%80%8Bple.com", "host-encoded host-invisible", "example.com"},
    {"exam\u00ADple.com", "invisible host-invisible", "example.com"},
    {"exam\u202Eple.com", "invisible host-invalid host-idna host-invisible", ""},
    {"exam\u200Cple.com", "invisible host-invalid host-idna host-invisible", ""},
    {"\u0646\u0627\u0645\u0647\u200C\u0627\u06CC.com", "", "xn--mgba3gch31f060k.com"},
    {"\u2764\uFE0F.example.com", "", "xn--qei.example.com"},
    {"u\u200Bser@example.com", "invisible host-invisible userinfo", "example.com"},
    {"user@example.com", "userinfo", "example.com"},
    {"example.123", "host-invalid host-number", ""},
    {"192.0.2.300", "host-invalid host-number", ""},
    {"192.0.2.3", "", "192.0.2.3"},
    {"\u0661\u0662.example", "host-invalid host-idna", ""}, /* digits of Arabic alone are not written from right to left */
    {"\uFF11\uFF19\uFF12.0.2.\u2460", "", "192.0.2.1"},
    {"\u00AD", "invisible host-invalid host-invisible", ""},
    {"a\uFF0Fb.com", "host-invalid", ""},
    {"a\u2A74b.com", "host-invalid", ""},
};

static const char *problems_text(struct arena *arena, const struct url *url)
{
    struct slice text = SLICE("");
    for (int i = 0; i < URL_PROBLEM_COUNT; i++)
        if (url->problems >> i & 1)
            text = arena_printf(arena, "%.*s%s%s", SLICE_ARG(text), text.size ? " " : "", url_problem_texts[i]);
    return arena_cstr(arena, text);
}

START_TEST(problems)
{
    struct arena arena;
    struct url url;
    parse(&url, &arena, problem_rows[_i].host);
    expect(problem_rows[_i].host, "problems", problems_text(&arena, &url), problem_rows[_i].problems);
    expect(problem_rows[_i].host, "host", show(&arena, url.host), problem_rows[_i].ascii);
    arena_free(&arena);
}
END_TEST

/* Labels of 63 and 64 bytes, names of 253 and 254, written in ASCII and not. */
static const struct {
    unsigned labels, size; /* of labels of `size` letters, and of a last one */
    const char *last, *problems;
} length_rows[] = {
    {1, 63, "com", ""},
    {1, 64, "com", "host-label-long"},
    {1, 512, "com", "host-label-long host-name-long"},
    {3, 63, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", ""},
    {3, 63, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.", "trailing-dot"},
    {3, 63, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "host-name-long"},
    {1, 63, "xn--p1ai", ""},
    {1, 63, "\u0440\u0444", ""},
    {1, 64, "\u0440\u0444", "host-label-long"},
    {5, 63, "\u0440\u0444", "host-name-long"},
    {1, 600, "\u0440\u0444", "host-invalid host-label-long"},
    {100, 63, "\u0440\u0444", "host-invalid host-name-long"},
    {100, 63, "xn--0", "host-name-long"},
};

START_TEST(lengths)
{
    struct arena arena;
    struct url url;
    struct buffer host;
    arena_init(&arena, 1 << 20);
    buffer_init(&host, &arena, SIZE_MAX);
    buffer_text(&host, "http://");
    for (unsigned i = 0; i < length_rows[_i].labels; i++) {
        buffer_fill(&host, 'a', length_rows[_i].size);
        buffer_byte(&host, '.');
    }
    buffer_text(&host, length_rows[_i].last);
    ck_assert(url_parse(&url, &arena, buffer_slice(&host)));
    expect(length_rows[_i].last, "problems", problems_text(&arena, &url), length_rows[_i].problems);
    arena_free(&arena);
}
END_TEST

static const struct {
    const char *host, *meant;
} meant_rows[] = {
    {"www.example.cmo", "www.example.com"},
    {"www.example.cmo.", "www.example.com"},
    {"example.con", "example.com"},
    {"example.ocm", "example.com"},
    {"example.comm", "example.com"},
    {"example.c0m", "example.com"},
    {"example.ogr", "example.org"},
    {"example.nett", "example.net"},
    {"example.dee", "example.de"},
    {"example.co.ukk", "example.co.uk"},
    {"example.cp.ukk", "example.co.uk"},
    {"example.inof", "example.info"},
    {"example.xx", "-"},
    {"example.corpnet", "-"},
    {"example.nosuchtld", "-"},
    {"cmo", "-"},
    {".cmo", "-"},
    {"", "-"},
};

START_TEST(meant)
{
    struct arena arena;
    arena_init(&arena, 1 << 20);
    struct slice text = host_meant(&arena, slice_cstr(meant_rows[_i].host));
    expect(meant_rows[_i].host, "meant", text.size ? show(&arena, text) : "-", meant_rows[_i].meant);
    arena_free(&arena);
}
END_TEST

/* 1 MB without a place to stop. */
START_TEST(hostile)
{
    static const char *const pieces[] = {"a", "\u00FC", ".", "xn--", "\u0301", "-", "%C3%BC", "\u00FC.", "\u200C"};
    struct arena arena;
    struct buffer text;
    struct url url;
    arena_init(&arena, (size_t)1 << 28);
    buffer_init(&text, &arena, SIZE_MAX);
    buffer_text(&text, "http://");
    while (text.size < 1 << 20)
        buffer_text(&text, pieces[_i]);
    ck_assert(url_parse(&url, &arena, buffer_slice(&text)));
    ck_assert(url.problems & (1u << URL_HOST_NAME_LONG | 1u << URL_HOST_LABEL_EMPTY));
    arena_free(&arena);
}
END_TEST

Suite *host_name_suite(void)
{
    Suite *suite = suite_create("host_name");
    TCase *tests = tcase_create("host_name");
    tcase_add_loop_test(tests, names, 0, (int)COUNT(rows));
    tcase_add_loop_test(tests, problems, 0, (int)COUNT(problem_rows));
    tcase_add_loop_test(tests, lengths, 0, (int)COUNT(length_rows));
    tcase_add_loop_test(tests, meant, 0, (int)COUNT(meant_rows));
    tcase_add_loop_test(tests, hostile, 0, 9);
    suite_add_tcase(suite, tests);
    return suite;
}
