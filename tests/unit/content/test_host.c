/* Kinds of hosts, and registrable domains. */
#include "content/host.h"

#include <string.h>

#include "reading.h"
#include "suites.h"

static const struct {
    const char *host, *written, *kind, *domain;
} rows[] = {
    {"", "", "none", ""},
    {"www.iana.org", NULL, "domain", "iana.org"},
    {"www.iana.org.", NULL, "domain", "iana.org"},
    {"a.b.co.uk", NULL, "domain", "b.co.uk"},
    {"intranet", NULL, "single-label", ""},
    {"mail", NULL, "single-label", ""},
    {"com", NULL, "single-label", ""},
    {"localhost", NULL, "loopback", ""},
    {"a.localhost", NULL, "loopback", "a.localhost"},
    {"127.0.0.1", NULL, "loopback", ""},
    {"127.255.0.1", NULL, "loopback", ""},
    {"0.0.0.0", NULL, "loopback", ""},
    {"[::1]", NULL, "loopback", ""},
    {"[::ffff:7f00:1]", NULL, "loopback", ""},
    {"10.1.2.3", NULL, "private-address", ""},
    {"0.1.2.3", NULL, "private-address", ""},
    {"224.0.0.1", NULL, "private-address", ""},
    {"239.255.255.255", NULL, "private-address", ""},
    {"240.0.0.1", NULL, "private-address", ""},
    {"255.255.255.255", NULL, "private-address", ""},
    {"223.255.255.255", NULL, "public-address", ""},
    {"[::]", NULL, "loopback", ""},
    {"[::127.0.0.1]", NULL, "loopback", ""},
    {"[::7f00:1]", NULL, "loopback", ""},
    {"[::ffff:10.0.0.1]", NULL, "private-address", ""},
    {"[64:ff9b::10.0.0.1]", NULL, "private-address", ""},
    {"[64:ff9b::808:808]", NULL, "public-address", ""},
    {"[64:ff9b:1::808:808]", NULL, "private-address", ""},
    {"[64:ff9b:0:1::a00:1]", NULL, "public-address", ""},
    {"[2002:a00:1::1]", NULL, "private-address", ""},
    {"[2002:808:808::1]", NULL, "public-address", ""},
    {"[2002:c000:207::1]", NULL, "documentation", ""},
    {"[::8.8.8.8]", NULL, "public-address", ""},
    {"[::1:7f00:1]", NULL, "public-address", ""},
    {"172.31.255.255", NULL, "private-address", ""},
    {"172.32.0.0", NULL, "public-address", ""},
    {"192.168.0.1", NULL, "private-address", ""},
    {"100.64.0.1", NULL, "private-address", ""},
    {"100.128.0.1", NULL, "public-address", ""},
    {"169.254.1.1", NULL, "private-address", ""},
    {"[fe80::1]", NULL, "private-address", ""},
    {"[fd12::1]", NULL, "private-address", ""},
    {"8.8.8.8", NULL, "public-address", ""},
    {"8.8.8.8", "8.8.8.8.", "public-address", ""},
    {"[2606:4700::1]", NULL, "public-address", ""},
    {"192.168.1.1", "3232235777", "obfuscated-address", ""},
    {"8.8.8.8", "0x08.8.8.8", "obfuscated-address", ""},
    {"server.local", NULL, "private-suffix", "server.local"},
    {"a.b.internal", NULL, "private-suffix", "b.internal"},
    {"x.intranet", NULL, "private-suffix", "x.intranet"},
    {"x.private", NULL, "private-suffix", "x.private"},
    {"x.lan", NULL, "private-suffix", "x.lan"},
    {"x.corp", NULL, "private-suffix", "x.corp"},
    {"x.home", NULL, "private-suffix", "x.home"},
    {"x.mail", NULL, "private-suffix", "x.mail"},
    {"x.localdomain", NULL, "private-suffix", "x.localdomain"},
    {"nas.home.arpa", NULL, "private-suffix", "home.arpa"},
    {"x.test", NULL, "private-suffix", "x.test"},
    {"x.invalid", NULL, "private-suffix", "x.invalid"},
    {"x.onion", NULL, "private-suffix", "x.onion"},
    {"example.com", NULL, "documentation", "example.com"},
    {"www.Example.NET", NULL, "documentation", "Example.NET"},
    {"notexample.com", NULL, "domain", "notexample.com"},
    {"shop.example", NULL, "documentation", "shop.example"},
    {"192.0.2.7", NULL, "documentation", ""},
    {"198.51.100.7", NULL, "documentation", ""},
    {"[2001:db8::7]", NULL, "documentation", ""},
    {"_dns.resolver.arpa", NULL, "private-suffix", "resolver.arpa"},
    {"192.88.99.1", NULL, "private-address", ""},
    {"192.88.98.1", NULL, "public-address", ""},
    {"198.19.255.1", NULL, "private-address", ""},
    {"198.20.0.1", NULL, "public-address", ""},
    {"233.252.0.7", NULL, "documentation", ""},
    {"233.252.1.7", NULL, "private-address", ""},
    {"[100::1]", NULL, "private-address", ""},
    {"[100:0:0:1::1]", NULL, "private-address", ""},
    {"[100:0:0:2::1]", NULL, "public-address", ""},
    {"[2001:2::1]", NULL, "private-address", ""},
    {"[2001:2:1::1]", NULL, "public-address", ""},
    {"[3fff::1]", NULL, "documentation", ""},
    {"[5f00::1]", NULL, "private-address", ""},
    {"xn--h1alffa9f.xn--p1ai", NULL, "domain", "xn--h1alffa9f.xn--p1ai"},
    {"www.xn--fiqs8s", NULL, "domain", "www.xn--fiqs8s"},
    {"www.xn--p1ax", NULL, "unknown-suffix", "www.xn--p1ax"},
    {"www.company.nosuchtld", NULL, "unknown-suffix", "company.nosuchtld"},
    {"co.uk", NULL, "public-suffix", ""},
    {"github.io", NULL, "domain", ""},
    {"a.github.io", NULL, "domain", "a.github.io"},
    {"x.com.ck", NULL, "domain", "x.com.ck"},
    {"com.ck", NULL, "public-suffix", ""},
    {"a..b.com", NULL, "invalid", ""},
    {".", NULL, "invalid", ""},
    {"1.2.3.999", NULL, "invalid", ""},
    {"xn--bcher-kva.de", NULL, "domain", "xn--bcher-kva.de"},
};

START_TEST(kinds)
{
    struct slice host = slice_cstr(rows[_i].host);
    enum host_kind kind = host_classify(host, rows[_i].written ? slice_cstr(rows[_i].written) : host);
    expect(rows[_i].host, "kind", host_kind_texts[kind], rows[_i].kind);
    struct slice domain = host_registrable(host);
    ck_assert_msg(slice_equal(domain, slice_cstr(rows[_i].domain)), "%s: domain is <%.*s>", rows[_i].host, SLICE_ARG(domain));
    ck_assert_msg(domain.size == 0 || (domain.data >= host.data && domain.data + domain.size <= host.data + host.size),
                  "%s: the domain is no part of the host", rows[_i].host);
}
END_TEST

static const struct {
    const char *tail, *kind;
} tail_rows[] = {
    {"", "unknown"},
    {".", "unknown"},
    {"internal", "unknown"},
    {".internal", "private-suffix"},
    {".INTERNAL.", "private-suffix"},
    {"x.example.local", "private-suffix"},
    {"ocal", "unknown"},
    {"x.localhost", "loopback"},
    {"-localhost", "unknown"},
    {".localhost.localdomain", "loopback"},
    {"home.arpa", "unknown"},
    {".home.arpa", "private-suffix"},
    {".nosuchtld", "unknown-suffix"},
    {"nosuchtld", "unknown"},
    {".example.com", "unknown"},
    {".example", "unknown"},
    {".com", "unknown"},
    {".co.uk", "unknown"},
    {".0.0.1", "unknown"},
    {".a b.internal", "unknown"},
    {"..internal", "unknown"},
    {"x\u00FC.internal", "private-suffix"},
    {".\u00FC.internal", "unknown"},
};

START_TEST(tails)
{
    enum host_kind kind = host_classify_tail(slice_cstr(tail_rows[_i].tail));
    expect(tail_rows[_i].tail, "kind", host_kind_texts[kind], tail_rows[_i].kind);
}
END_TEST

/* A label has at most 63 bytes, a name 253. */
START_TEST(lengths)
{
    char name[320];
    memset(name, 'a', sizeof name);
    for (size_t i = 63; i < sizeof name; i += 64)
        name[i] = '.';
    ck_assert_int_eq(host_classify(slice_make(name, 127), slice_make(name, 127)), HOST_UNKNOWN_SUFFIX);
    ck_assert_int_eq(host_classify(slice_make(name, 253), slice_make(name, 253)), HOST_UNKNOWN_SUFFIX);
    ck_assert_int_eq(host_classify(slice_make(name, 254), slice_make(name, 254)), HOST_INVALID);
    name[63] = 'a';
    ck_assert_int_eq(host_classify(slice_make(name, 127), slice_make(name, 127)), HOST_INVALID);
    ck_assert_uint_eq(host_registrable(slice_make(name, 254)).size, 0);
}
END_TEST

START_TEST(date)
{
    struct arena arena;
    arena_init(&arena, 1 << 16);
    struct slice text = host_suffix_list_date(&arena);
    ck_assert(text.size == 0 || (text.size == 10 && text.data[4] == '-' && text.data[7] == '-' && text.data[0] == '2'));
    arena_free(&arena);
}
END_TEST

Suite *host_suite(void)
{
    Suite *suite = suite_create("host");
    TCase *tests = tcase_create("host");
    tcase_add_loop_test(tests, kinds, 0, (int)COUNT(rows));
    tcase_add_loop_test(tests, tails, 0, (int)COUNT(tail_rows));
    tcase_add_test(tests, lengths);
    tcase_add_test(tests, date);
    suite_add_tcase(suite, tests);
    return suite;
}
