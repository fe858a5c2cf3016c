/* URLs: components, hosts, the normalised form, bases, placeholders. What is wrong with them: test_url_problem.c. */
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
     "http", "-", "xn--bcher-kva.example", "-", "/", "-", "-", "http://xn--bcher-kva.example/"},
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
    {"foo://User@Host:81/a/../b", "foo", "-", "", "-", "//User@Host:81/a/../b", "-", "-", "foo://User@Host:81/b"},
    {"whatsapp://send?text=a", "whatsapp", "-", "", "-", "//send", "text=a", "-", "whatsapp://send?text=a"},
    {"webcal://Example.com/a", "webcal", "-", "example.com", "-", "/a", "-", "-", "webcal://Example.com/a"},
    {"foo://[2001:DB8::1]", "foo", "-", "", "-", "//[2001:DB8::1]", "-", "-", "foo://[2001:db8::1]"},
    {"foo://a b", "foo", "-", "", "-", "//a b", "-", "-", ""},
    {"foo:/a/./b", "foo", "-", "", "-", "/a/./b", "-", "-", "foo:/a/b"},
    {"foo:/.//a", "foo", "-", "", "-", "/.//a", "-", "-", "foo:/.//a"},
    {"foo:a b ?c", "foo", "-", "", "-", "a b ", "c", "-", "foo:a b%20?c"},
    {"file:c|/x", "file", "-", "", "-", "c|/x", "-", "-", "file:///c:/x"},
    {"file://C:/x/../..", "file", "-", "", "-", "C:/x/../..", "-", "-", "file:///C:/"},
    {"file://localhost/x", "file", "-", "", "-", "/x", "-", "-", "file:///x"},
    {"http:://example.com", "http", "-", "", "-", "//example.com", "-", "-", ""},
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

#define M "\x1A\x1A\x1A"
/* Flags: o open, h host unknown, p port unknown, r relative. */
static const struct {
    const char *text, *flags, *host, *tail, *path;
} mask_rows[] = {
    {"http://" M "/x", "hp", "", "", "/x"},
    {"http://" M ".corp.internal/x", "hp", "", ".corp.internal", "/x"},
    {"http://" M "-shop.Example.com", "hp", "", ".example.com", ""},
    {"http://" M "." M ".%65xample.com", "hp", "", ".example.com", ""},
    {"http://www." M ".example.com./", "hp", "", ".example.com.", "/"},
    {"http://" M "internal/", "hp", "", "", "/"},
    {"http://" M "./", "hp", "", "", "/"},
    {"http://" M ".0.0.1/", "hp", "", "", "/"},
    {"http://" M ".exa mple.com/", "hp", "", "", "/"},
    {"https://" M ".png", "hp", "", "", ""},
    {"https://" M "@2x.png", "hp", "", "", ""},
    {"http://example.com" M, "hp", "", "", ""},
    {"http://" M "@example.com/", "", "example.com", "", "/"},
    {"http://" M ":" M "@example.com/", "", "example.com", "", "/"},
    {"http://me@" M "/", "hp", "", "", "/"},
    {"http://example.com:" M "/", "p", "example.com", "", "/"},
    {"http://example.com:8" M "/", "p", "example.com", "", "/"},
    {"http://" M ":8080/", "h", "", "", "/"},
    {"http://example.com/" M "/x", "", "example.com", "", "/@/x"},
    {"http://example.com/?a=" M, "", "example.com", "", "/"},
    {"http://example.com/%" M, "", "example.com", "", "/%@"},
    {"http://http://" M, "", "http", "", "//@"},
    {M, "ohp", "", "", "@"},
    {M "/x", "ohp", "", "", "@/x"},
    {M "://example.com/x", "ohp", "", "", "@://example.com/x"},
    {M "://" M, "ohp", "", "", "@://@"},
    {M ":99999/", "ohp", "", "", "@:99999/"},
    {"http" M "://intranet/x", "ohp", "", "", "http@://intranet/x"},
    {"www." M "/x", "r", "", "", "www.@/x"},
    {"x/" M, "r", "", "", "x/@"},
    {"/" M, "r", "", "", "/@"},
    {"//" M "/x", "rhp", "", "", "/x"},
    {"#" M, "r", "", "", ""},
    {"mailto:" M, "", "", "", "@"},
    {"whatsapp://" M "/x", "", "", "", "//@/x"},
    {"webcal://" M ".example.com/x", "hp", "", ".example.com", "/x"},
    {"file://" M "/x", "h", "", "", "/x"},
    {"http:" M, "hp", "", "", ""},
};

static const char *show_flags(struct arena *arena, const struct url *url)
{
    return arena_cstr(arena, arena_printf(arena, "%s%s%s%s", url->open ? "o" : "", url->relative ? "r" : "",
                                          url->host_unknown ? "h" : "", url->port_unknown ? "p" : ""));
}

START_TEST(masks)
{
    struct arena arena;
    struct url url;
    arena_init(&arena, 1 << 20);
    const char *row = show(&arena, slice_cstr(mask_rows[_i].text));
    ck_assert(url_parse(&url, &arena, slice_cstr(mask_rows[_i].text)));
    expect(row, "flags", show_flags(&arena, &url), mask_rows[_i].flags);
    expect(row, "host", show(&arena, url.host), mask_rows[_i].host);
    expect(row, "tail", show(&arena, url.host_tail), mask_rows[_i].tail);
    expect(row, "path", component(&arena, &url, true, url.path), mask_rows[_i].path);
    ck_assert_msg(url.placeholder, "%s: placeholder", row);
    ck_assert_msg(!(url.problems & (URL_BIT(CONTROL) | URL_BIT(ESCAPE_INVALID))), "%s: a mask is no mistake", row);
    arena_free(&arena);
}
END_TEST

/* A reference, its base, and what comes out. "-" stands for what does not parse. */
static const struct {
    const char *text, *base, *href, *host, *flags;
} base_rows[] = {
    {"a", "http://example.com/b/c?d#e", "http://example.com/b/a", "example.com", "r"},
    {"../a/./x", "http://example.com/b/c/d", "http://example.com/b/a/x", "example.com", "r"},
    {"../../..", "http://example.com/b", "http://example.com/", "example.com", "r"},
    {"/a", "http://me@example.com:81/b/c", "http://me@example.com:81/a", "example.com", "r"},
    {"//example.net/a", "https://example.com/b", "https://example.net/a", "example.net", "r"},
    {"///example.net/a", "https://example.com/b", "https://example.net/a", "example.net", "r"},
    {"\\a", "http://example.com/b/c", "http://example.com/a", "example.com", "r"},
    {"?q", "http://example.com/b/c?d#e", "http://example.com/b/c?q", "example.com", "r"},
    {"#f", "http://example.com/b/c?d#e", "http://example.com/b/c?d#f", "example.com", "r"},
    {"", "http://example.com/b/c?d#e", "http://example.com/b/c?d", "example.com", "r"},
    {"http:a", "http://example.com/b/c", "http://example.com/b/a", "example.com", ""},
    {"http:/a", "http://example.com/b/c", "http://example.com/a", "example.com", ""},
    {"https:a", "http://example.com/b/c", "https://a/", "a", ""},
    {"http://example.net/", "http://example.com/b/c", "http://example.net/", "example.net", ""},
    {"mailto:a@example.com", "http://example.com/b/c", "mailto:a@example.com", "", ""},
    {"/a", "file:///C:/b", "file:///C:/a", "", "r"},
    {"..", "file:///C:/b", "file:///C:/", "", "r"},
    {"D|/a", "file:///C:/b", "file:///D:/a", "", "r"},
    {"//server/a", "file:///C:/b", "file://server/a", "server", "r"},
    {"a", "foo://host/b/c", "foo://host/b/a", "", "r"},
    {"..//a", "foo:/b/c", "foo:/.//a", "", "r"},
    {"#a", "mailto:b@example.com", "mailto:b@example.com#a", "", "r"},
    {"a", "mailto:b@example.com", "-", "", "r"},
    {"a", "http://exa mple.com/", "-", "", "r"},
    {"a", "/no/base", "-", "", "r"},
    {"a", "http://" M "/b/c", "http://@/b/a", "", "rhp"},
    {"a", "http://" M ".example.com/b/c", "http://@.example.com/b/a", "", "rhp"},
    {"a", "http://example.com/" M "/c", "http://example.com/@/a", "example.com", "r"},
    {"//example.net/a", "http://" M "/b/c", "http://example.net/a", "example.net", "r"},
    {"a", M "/b/", "-", "", "orhp"},
    {"#a", M "/b/", "-", "", "r"},
    {"http://example.net/", M "/b/", "http://example.net/", "example.net", ""},
    {M, "http://example.com/b", "@", "", "ohp"},
    {"x/" M, "http://example.com/b", "http://example.com/x/@", "example.com", "r"},
};

START_TEST(bases)
{
    struct arena arena;
    struct url base, url;
    arena_init(&arena, 1 << 20);
    const char *row = show(&arena, arena_printf(&arena, "%s to %s", base_rows[_i].text, base_rows[_i].base));
    ck_assert(url_parse(&base, &arena, slice_cstr(base_rows[_i].base)));
    ck_assert(url_resolve(&url, &arena, slice_cstr(base_rows[_i].text), &base));
    expect(row, "href", url.normalised.size > 0 ? show(&arena, url.normalised) : "-", base_rows[_i].href);
    expect(row, "host", show(&arena, url.host), base_rows[_i].host);
    expect(row, "flags", show_flags(&arena, &url), base_rows[_i].flags);
    ck_assert_msg(!url.relative || url.resolved == (url.normalised.size > 0), "%s: resolved", row);
    ck_assert_msg(url.path.end <= url.text.size && url.host_span.end <= url.text.size, "%s: not in the text", row);
    arena_free(&arena);
}
END_TEST

/* What a base lends is what it has. */
START_TEST(base_lends)
{
    struct arena arena;
    struct url base, url;
    arena_init(&arena, 1 << 20);
    ck_assert(url_parse(&base, &arena, SLICE("https://" M ".example.com:8080/")));
    ck_assert(url_resolve(&url, &arena, SLICE("a?b"), &base));
    expect("base", "scheme", show(&arena, url.scheme), "https");
    expect("base", "tail", show(&arena, url.host_tail), ".example.com");
    ck_assert(url.has_port && url.port == 8080 && !url.port_unknown && !url.placeholder);
    ck_assert(url_resolve(&url, &arena, SLICE("a"), NULL));
    ck_assert(url.relative && !url.resolved && url.normalised.size == 0 && url.scheme.size == 0);
    arena_free(&arena);
}
END_TEST

/* The components of the serialisation, divided by blanks; "_" for an empty one. */
static const struct {
    const char *text, *components;
} canonical_rows[] = {
    {"HTTP://Me:Pass@Example.com:81/A?b#c", "http Me Pass example.com 81 /A b c"},
    {"http://example.com:80", "http _ _ example.com _ / _ _"},
    {"https://:p@[::1]/", "https _ p [::1] _ / _ _"},
    {"foo://u@Host:9", "foo u _ Host 9 _ _ _"},
    {"foo:/..//x", "foo _ _ _ _ //x _ _"},
    {"mailto:a@example.com?subject=b", "mailto _ _ _ _ a@example.com subject=b _"},
    {"http://" M ":" M "/", "http _ _ @ @ / _ _"},
    {"http://exa mple.com/", "_ _ _ _ _ _ _ _"},
    {M "://x", "_ _ _ _ _ _ _ _"},
};

START_TEST(canonical)
{
    struct arena arena;
    struct url url;
    arena_init(&arena, 1 << 20);
    ck_assert(url_parse(&url, &arena, slice_cstr(canonical_rows[_i].text)));
    const struct url_components *c = &url.canonical;
    const struct span spans[] = {c->scheme, c->username, c->password, c->host, c->port, c->path, c->query, c->fragment};
    const char *got = "";
    for (size_t i = 0; i < COUNT(spans); i++) {
        const char *part = show(&arena, slice_sub(url.normalised, spans[i].start, spans[i].end));
        got = arena_cstr(&arena, arena_printf(&arena, "%s%s%s", got, i > 0 ? " " : "", *part ? part : "_"));
    }
    expect(show(&arena, slice_cstr(canonical_rows[_i].text)), "components", got, canonical_rows[_i].components);
    arena_free(&arena);
}
END_TEST

/* What stands in a span, without the line ends that clients drop. */
static struct slice dropped(struct arena *arena, const struct url *url, struct span span)
{
    struct slice s = slice_sub(url->text, span.start, span.end);
    unsigned char *bytes = arena_alloc(arena, s.size);
    size_t size = 0;
    ck_assert_ptr_nonnull(bytes);
    for (size_t i = 0; i < s.size; i++)
        if (s.data[i] != '\t' && s.data[i] != '\n' && s.data[i] != '\r')
            bytes[size++] = s.data[i];
    return slice_make(bytes, size);
}

/* A line end at any place changes nothing but that it is objected to, and the components stay where they are. */
START_TEST(split)
{
    struct slice text = slice_cstr(parts_rows[_i].text);
    for (size_t at = 0; at <= text.size; at++) {
        struct arena arena;
        struct url whole, url;
        arena_init(&arena, 1 << 20);
        struct slice head = slice_sub(text, 0, at), tail = slice_from(text, at);
        struct slice broken = arena_printf(&arena, "%.*s\r\n%.*s", SLICE_ARG(head), SLICE_ARG(tail));
        ck_assert(url_parse(&whole, &arena, text) && url_parse(&url, &arena, broken));
        ck_assert_msg(slice_equal(url.normalised, whole.normalised) && slice_equal(url.host, whole.host) &&
                          slice_equal(url.scheme, whole.scheme),
                      "%s: differs with a line end at %u", parts_rows[_i].text, (unsigned)at);
        ck_assert((url.problems | URL_BIT(WHITE_SPACE)) == (whole.problems | URL_BIT(WHITE_SPACE)));
        const struct span ours[] = {url.userinfo, url.host_span, url.port_span, url.path, url.query, url.fragment};
        const struct span theirs[] = {whole.userinfo, whole.host_span, whole.port_span, whole.path, whole.query, whole.fragment};
        for (size_t i = 0; i < COUNT(ours); i++)
            ck_assert_msg(slice_equal(dropped(&arena, &url, ours[i]), dropped(&arena, &whole, theirs[i])),
                          "%s: component %u with a line end at %u", parts_rows[_i].text, (unsigned)i, (unsigned)at);
        arena_free(&arena);
    }
}
END_TEST

static const char *const large_pieces[] = {"a/",         "../",       "\xC3\xA4", "@",  ":", "%41",
                                           "http://h/?", "<a class=", "\x1A.",    "1.", "[", "\n"};

/* Big addresses take memory in proportion to their length, and few allocations. */
START_TEST(large)
{
    static const char *const heads[] = {"", "http://", "http://example.com/", "foo:", "file:", "'"};
    for (size_t h = 0; h < COUNT(heads); h++) {
        struct arena arena;
        struct url url;
        struct slice head = slice_cstr(heads[h]), piece = slice_cstr(large_pieces[_i]);
        arena_init(&arena, (size_t)16 << 20);
        unsigned char *bytes = arena_alloc(&arena, 1 << 20);
        ck_assert_ptr_nonnull(bytes);
        memcpy(bytes, head.data, head.size);
        for (size_t i = head.size; i < 1 << 20; i++)
            bytes[i] = piece.data[(i - head.size) % piece.size];
        uint64_t before = arena.allocations;
        ck_assert(url_parse(&url, &arena, slice_make(bytes, 1 << 20)));
        ck_assert_uint_le(arena.allocations - before, 10);
        arena_free(&arena);
    }
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
    tcase_add_loop_test(tests, masks, 0, (int)COUNT(mask_rows));
    tcase_add_loop_test(tests, bases, 0, (int)COUNT(base_rows));
    tcase_add_test(tests, base_lends);
    tcase_add_loop_test(tests, canonical, 0, (int)COUNT(canonical_rows));
    tcase_add_loop_test(tests, split, 0, (int)COUNT(parts_rows));
    tcase_add_loop_test(tests, large, 0, (int)COUNT(large_pieces));
    tcase_add_test(tests, bare);
    tcase_add_loop_test(tests, truncated, 0, (int)COUNT(parts_rows));
    tcase_add_loop_test(tests, without_memory, 0, (int)COUNT(parts_rows));
    suite_add_tcase(suite, tests);
    return suite;
}
