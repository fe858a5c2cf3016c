/* URLs: components, hosts, problems, the normalised form. */
#include "content/url.h"

#include "reading.h"
#include "suites.h"

struct parts_row {
    const char *text, *scheme, *userinfo, *host, *port, *path, *query, *fragment, *normalised;
};

/* "-" stands for a component that is not there. */
static const struct parts_row parts_rows[] = {
    {"http://www.example.com/a/b?c=d#e", "http", "-", "www.example.com", "-", "/a/b", "c=d", "e",
     "http://www.example.com/a/b?c=d#e"},
    {"HTTPS://WWW.Example.COM", "https", "-", "www.example.com", "-", "", "-", "-", "https://www.example.com/"},
    {"  http://example.com/  ", "http", "-", "example.com", "-", "/", "-", "-", "http://example.com/"},
    {"http://exa\nmple.com/a\tb", "http", "-", "example.com", "-", "/a\tb", "-", "-", "http://example.com/ab"},
    {"http://user:pass@example.com:8080/", "http", "user:pass", "example.com", "8080", "/", "-", "-",
     "http://user:pass@example.com:8080/"},
    {"http://a@b@example.com/", "http", "a@b", "example.com", "-", "/", "-", "-", "http://a%40b@example.com/"},
    {"http://@example.com/", "http", "", "example.com", "-", "/", "-", "-", "http://example.com/"},
    {"http://example.com:80/", "http", "-", "example.com", "80", "/", "-", "-", "http://example.com/"},
    {"https://example.com:/", "https", "-", "example.com", "-", "/", "-", "-", "https://example.com/"},
    {"http:\\\\example.com\\a", "http", "-", "example.com", "-", "\\a", "-", "-", "http://example.com/a"},
    {"http:/example.com/a", "http", "-", "example.com", "-", "/a", "-", "-", "http://example.com/a"},
    {"http:example.com", "http", "-", "example.com", "-", "", "-", "-", "http://example.com/"},
    {"http:////example.com", "http", "-", "example.com", "-", "", "-", "-", "http://example.com/"},
    {"http://%77ww.example.com/", "http", "-", "www.example.com", "-", "/", "-", "-", "http://www.example.com/"},
    {"http://0x7f.1/", "http", "-", "127.0.0.1", "-", "/", "-", "-", "http://127.0.0.1/"},
    {"http://3232235777/", "http", "-", "192.168.1.1", "-", "/", "-", "-", "http://192.168.1.1/"},
    {"http://0300.0250.1.1/", "http", "-", "192.168.1.1", "-", "/", "-", "-", "http://192.168.1.1/"},
    {"http://192.168.1.1./", "http", "-", "192.168.1.1", "-", "/", "-", "-", "http://192.168.1.1/"},
    {"http://[2001:DB8::1]:81/", "http", "-", "[2001:db8::1]", "81", "/", "-", "-", "http://[2001:db8::1]:81/"},
    {"http://[::ffff:192.0.2.1]/", "http", "-", "[::ffff:c000:201]", "-", "/", "-", "-", "http://[::ffff:c000:201]/"},
    {"http://[1:0:0:2:0:0:0:3]/", "http", "-", "[1:0:0:2::3]", "-", "/", "-", "-", "http://[1:0:0:2::3]/"},
    {"http://[1:2:3:4:5:6:7:8]/", "http", "-", "[1:2:3:4:5:6:7:8]", "-", "/", "-", "-", "http://[1:2:3:4:5:6:7:8]/"},
    {"http://example.com/a/./b/../c/..", "http", "-", "example.com", "-", "/a/./b/../c/..", "-", "-", "http://example.com/a/"},
    {"http://example.com/../%2E%2e/x y?q=\"'#f g", "http", "-", "example.com", "-", "/../%2E%2e/x y", "q=\"'", "f g",
     "http://example.com/x%20y?q=%22%27#f%20g"},
    {"http://example.com?q", "http", "-", "example.com", "-", "", "q", "-", "http://example.com/?q"},
    {"http://b\xC3\xBC"
     "cher.example/",
     "http", "-",
     "b\xC3\xBC"
     "cher.example",
     "-", "/", "-", "-",
     "http://b\xC3\xBC"
     "cher.example/"},
    {"http://www\xE3\x80\x82"
     "Example\xEF\xBC\x8E"
     "com\xEF\xBD\xA1/",
     "http", "-", "www.example.com.", "-", "/", "-", "-", "http://www.example.com./"},
    {"http://127\xE3\x80\x82"
     "0\xE3\x80\x82"
     "0\xE3\x80\x82"
     "1/",
     "http", "-", "127.0.0.1", "-", "/", "-", "-", "http://127.0.0.1/"},
    {"http://www%E3%80%82"
     "example.com/a\xE3\x80\x82"
     "b",
     "http", "-", "www.example.com", "-",
     "/a\xE3\x80\x82"
     "b",
     "-", "-",
     "http://www.example.com/a%E3%80%82"
     "b"},
    {"mailto:info@example.com?subject=a", "mailto", "-", "", "-", "info@example.com", "subject=a", "-",
     "mailto:info@example.com?subject=a"},
    {"javascript:alert(1)", "javascript", "-", "", "-", "alert(1)", "-", "-", "javascript:alert(1)"},
    {"data:image/png;base64,AAAA", "data", "-", "", "-", "image/png;base64,AAAA", "-", "-", "data:image/png;base64,AAAA"},
    {"file:///etc/x", "file", "-", "", "-", "/etc/x", "-", "-", "file:///etc/x"},
    {"file://server/x", "file", "-", "server", "-", "/x", "-", "-", "file://server/x"},
    {"/a/b?c", "", "-", "", "-", "/a/b", "c", "-", ""},
    {"www.example.com/a", "", "-", "", "-", "www.example.com/a", "-", "-", ""},
    {"//www.example.com/a", "", "-", "www.example.com", "-", "/a", "-", "-", ""},
    {"///www.example.com/a", "", "-", "www.example.com", "-", "/a", "-", "-", ""},
    {"\\\\server\\share", "", "-", "server", "-", "\\share", "-", "-", ""},
    {"#top", "", "-", "", "-", "", "-", "top", ""},
    {"", "", "-", "", "-", "", "-", "-", ""},
};

static const char *component(struct arena *arena, const struct url *url, bool there, struct span span)
{
    return there ? show(arena, slice_sub(url->text, span.start, span.end)) : "-";
}

START_TEST(parts)
{
    const struct parts_row *row = &parts_rows[_i];
    struct arena arena;
    struct url url;
    arena_init(&arena, 1 << 20);
    ck_assert(url_parse(&url, &arena, slice_cstr(row->text)));
    expect(row->text, "scheme", show(&arena, url.scheme), row->scheme);
    expect(row->text, "userinfo", component(&arena, &url, url.has_userinfo, url.userinfo), row->userinfo);
    expect(row->text, "host", show(&arena, url.host), row->host);
    expect(row->text, "port", component(&arena, &url, url.has_port, url.port_span), row->port);
    expect(row->text, "path", component(&arena, &url, true, url.path), row->path);
    expect(row->text, "query", component(&arena, &url, url.has_query, url.query), row->query);
    expect(row->text, "fragment", component(&arena, &url, url.has_fragment, url.fragment), row->fragment);
    expect(row->text, "normalised", show(&arena, url.normalised), row->normalised);
    ck_assert_msg(!url.placeholder && !url.host_unknown, "%s: unknown", row->text);
    arena_free(&arena);
}
END_TEST

static const struct {
    const char *text, *problems;
} problem_rows[] = {
    {"http://www.example.com/a%20b?c#d", ""},
    {" http://example.com/", "white-space"},
    {"http://example.com/a b", "white-space"},
    {"http://example.com/a\nb", "white-space"},
    {"http://example.com/\x01"
     "b",
     "control"},
    {"http://exam\xE2\x80\x8Bple.com/", "invisible"},
    {"http://example.com/\xC2\xA0", "white-space"},
    {"http:\\\\example.com/", "backslash"},
    {"http://example.com\\a", "backslash"},
    {"http://example.com/?a\\b", ""},
    {"http:/example.com", "slashes"},
    {"http:///example.com", "slashes"},
    {"//example.com", ""},
    {"///example.com", "slashes"},
    {"http://http://example.com", "scheme-doubled"},
    {"https://http//example.com", "scheme-doubled"},
    {"http://http/", ""},
    {"htp://example.com", "scheme-typo"},
    {"htpp://example.com", "scheme-typo"},
    {"htpps://example.com", "scheme-typo"},
    {"thtp://example.com", "scheme-typo"},
    {"http//example.com", "scheme-typo"},
    {"https//example.com", "scheme-typo"},
    {"httpss://example.com", "scheme-typo"},
    {"hp://example.com", ""},
    {"ftp://example.com", ""},
    {"sms:12", ""},
    {"http://", "host-empty"},
    {"http://?x", "host-empty"},
    {"http://:80/", "host-empty"},
    {"http://user@/", "host-empty userinfo"},
    {"http://exam ple.com/", "white-space host-invalid"},
    {"http://exa<mple.com/", "host-invalid"},
    {"http://1.2.3.256/", "host-invalid"},
    {"http://1.2.3.4.5/", "host-invalid"},
    {"http://example.09/", "host-invalid"},
    {"http://[::1/", "host-invalid"},
    {"http://[1::2::3]/", "host-invalid"},
    {"http://[12345::]/", "host-invalid"},
    {"http://%00.example.com/", "host-invalid host-encoded"},
    {"http://ex%61mple.com/", "host-encoded"},
    {"http://ex%6mple.com/", "host-invalid host-encoded escape-invalid"},
    {"http://example.com:99999/", "port-invalid"},
    {"http://example.com:8a/", "port-invalid"},
    {"http://me@example.com/", "userinfo"},
    {"http://example.com/100%", "escape-invalid"},
    {"mailto:a@example.com?subject=100%", ""},
    {"http://2130706433/", "ipv4-non-decimal"},
    {"http://127.1/", "ipv4-non-decimal"},
    {"http://127.0.0.01/", "ipv4-non-decimal"},
    {"http://example.com./", "trailing-dot"},
};

START_TEST(problems)
{
    struct arena arena;
    struct url url;
    char got[256] = "";
    size_t size = 0;
    arena_init(&arena, 1 << 20);
    ck_assert(url_parse(&url, &arena, slice_cstr(problem_rows[_i].text)));
    for (int i = 0; i < URL_PROBLEM_COUNT; i++)
        if (url.problems >> i & 1)
            for (const char *c = size > 0 ? " " : "", *text = url_problem_texts[i]; *c || *text;)
                got[size++] = *c ? *c++ : *text++;
    got[size] = '\0';
    expect(problem_rows[_i].text, "problems", got, problem_rows[_i].problems);
    arena_free(&arena);
}
END_TEST

#define M "\x1A\x1A\x1A"
static const struct {
    const char *text, *host, *path;
    bool host_unknown, relative;
} mask_rows[] = {
    {"http://" M "/x", "", "/x", true, false},
    {"http://" M ".example.com/x", "", "/x", true, false},
    {"http://example.com" M, "", "", true, false},
    {"http://" M "@example.com/", "", "/", true, false},
    {"http://example.com:" M "/", "", "/", true, false},
    {"http://example.com/" M "/x", "example.com", "/@/x", false, false},
    {"http://example.com/?a=" M, "example.com", "/", false, false},
    {"http://example.com/%" M, "example.com", "/%@", false, false},
    {M, "", "@", true, false},
    {M "/x", "", "@/x", true, false},
    {M "://example.com/x", "", "@://example.com/x", true, false},
    {"http" M "://intranet/x", "", "http@://intranet/x", true, false},
    {"/" M, "", "/@", false, true},
    {"//" M "/x", "", "/x", true, true},
    {"#" M, "", "", false, true},
    {"mailto:" M, "", "@", false, false},
    {"http:" M, "", "", true, false},
};

START_TEST(masks)
{
    struct arena arena;
    struct url url;
    arena_init(&arena, 1 << 20);
    const char *row = show(&arena, slice_cstr(mask_rows[_i].text));
    ck_assert(url_parse(&url, &arena, slice_cstr(mask_rows[_i].text)));
    expect(row, "host", show(&arena, url.host), mask_rows[_i].host);
    expect(row, "path", component(&arena, &url, true, url.path), mask_rows[_i].path);
    ck_assert_msg(url.host_unknown == mask_rows[_i].host_unknown, "%s: host_unknown", row);
    ck_assert_msg(url.relative == mask_rows[_i].relative, "%s: relative", row);
    ck_assert_msg(url.placeholder, "%s: placeholder", row);
    ck_assert_msg(!(url.problems & (1u << URL_CONTROL | 1u << URL_ESCAPE_INVALID)), "%s: a mask is no mistake", row);
    arena_free(&arena);
}
END_TEST

START_TEST(bare)
{
    struct arena arena;
    struct url url;
    arena_init(&arena, 1 << 20);
    ck_assert(url_parse_bare(&url, &arena, SLICE("www.Example.com:81/x")));
    expect("bare", "scheme", show(&arena, url.scheme), "");
    expect("bare", "host", show(&arena, url.host), "www.example.com");
    expect("bare", "normalised", show(&arena, url.normalised), "http://www.example.com:81/x");
    ck_assert(!url.relative && url.problems == 0 && url.port == 81);
    arena_free(&arena);
}
END_TEST

/* Every beginning of a URL is read without reading behind it, and spans lie in the text. */
START_TEST(truncated)
{
    const char *text = parts_rows[_i].text;
    for (size_t size = 0; size <= slice_cstr(text).size; size++) {
        struct arena arena;
        struct url url;
        arena_init(&arena, 1 << 20);
        ck_assert(url_parse(&url, &arena, arena_copy(&arena, slice_sub(slice_cstr(text), 0, size))));
        ck_assert(url.path.start <= url.path.end && url.path.end <= url.text.size);
        ck_assert(url.fragment.start <= url.fragment.end && url.fragment.end <= url.text.size);
        arena_free(&arena);
    }
}
END_TEST

START_TEST(without_memory)
{
    bool ok = false;
    for (uint64_t n = 1; !ok && n < 1000; n++) {
        struct arena arena;
        struct url url;
        arena_init(&arena, 1 << 20);
        arena.fail_at = n;
        ok = url_parse(&url, &arena, slice_cstr(parts_rows[_i].text));
        ck_assert_msg(ok == !arena.failed, "%s: allocation %u", parts_rows[_i].text, (unsigned)n);
        arena_free(&arena);
    }
    ck_assert(ok);
}
END_TEST

Suite *url_suite(void)
{
    Suite *suite = suite_create("url");
    TCase *tests = tcase_create("url");
    tcase_add_loop_test(tests, parts, 0, (int)COUNT(parts_rows));
    tcase_add_loop_test(tests, problems, 0, (int)COUNT(problem_rows));
    tcase_add_loop_test(tests, masks, 0, (int)COUNT(mask_rows));
    tcase_add_test(tests, bare);
    tcase_add_loop_test(tests, truncated, 0, (int)COUNT(parts_rows));
    tcase_add_loop_test(tests, without_memory, 0, (int)COUNT(parts_rows));
    suite_add_tcase(suite, tests);
    return suite;
}
