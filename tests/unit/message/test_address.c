/* Address fields: mailboxes, groups, comments, names, and where they came from. */
#include "message/address.h"

#include <string.h>

#include "test_message.h"

static const struct {
    const char *in, *out; /* name<address>domain, separated by | */
    const char *anomalies;
} rows[] = {
    {"a@example.com", "<a@example.com>example.com", ""},
    {"A B <a@example.com>", "A B<a@example.com>example.com", ""},
    {"\"A, B\" <a@example.com>", "A, B<a@example.com>example.com", ""},
    {"\"A \\\"B\\\"\" <a@example.com>", "A \"B\"<a@example.com>example.com", ""},
    {"A  B\t\"C\"  D<a@example.com>", "A B C D<a@example.com>example.com", ""},
    {"A. B. <a@example.com>", "A. B.<a@example.com>example.com", ""},
    {"a@example.org <a@example.com>", "a@example.org<a@example.com>example.com", ""},
    {"a@example.com (A (B) C)", "A (B) C<a@example.com>example.com", ""},
    {"a@example.com (A \\) C)", "A ) C<a@example.com>example.com", ""},
    {"A (B) <a@example.com>", "A<a@example.com>example.com", ""},
    {"a@example.com, B <b@example.org>", "<a@example.com>example.com|B<b@example.org>example.org", ""},
    {"Team: a@example.com, b@example.com;", "<a@example.com>example.com|<b@example.com>example.com", ""},
    {"Team: a@example.com;, b@example.com", "<a@example.com>example.com|<b@example.com>example.com", ""},
    {"\"T: x\": a@example.com;", "<a@example.com>example.com", ""},
    {"Undisclosed recipients:;", "", ""},
    {"One: a@example.com; Two: b@example.com; c@example.com",
     "<a@example.com>example.com|<b@example.com>example.com|<c@example.com>example.com", ""},
    {"=?utf-8?Q?caf=C3=A9?= <a@example.com>",
     "caf\xC3\xA9"
     "<a@example.com>example.com",
     ""},
    {"=?utf-8?Q?a?= =?utf-8?Q?b?= <a@example.com>", "ab<a@example.com>example.com", ""},
    {"=?utf-8?Q?a=2Cb?=<a@example.com>", "a,b<a@example.com>example.com", "encoded-word-attached"},
    {"a@example.com (=?utf-8?Q?A?=)", "A<a@example.com>example.com", ""},
    {"\"=?utf-8?Q?a=2Cb?=\" <a@example.com>", "a,b<a@example.com>example.com", "encoded-word-quoted"},
    {"< a@example.com >", "<a@example.com>example.com", ""},
    {"a . b (c) @ example.com", "c<a.b@example.com>example.com", ""},
    {"<@relay.example,@two.example:a@example.com>", "<a@example.com>example.com", "address-route"},
    {"A <@relay.example : a@example.com>", "A<a@example.com>example.com", "address-route"},
    {"\"a b\"@example.com", "<\"a b\"@example.com>example.com", ""},
    {"\"a@b\"@example.com", "<\"a@b\"@example.com>example.com", ""},
    {"\"a..b\"@example.com", "<\"a..b\"@example.com>example.com", ""},
    {"a.\"b@c\"@example.com", "<a.\"b@c\"@example.com>example.com", ""},
    {"a@[IPv6:2001:db8::1]", "<a@[IPv6:2001:db8::1]>[IPv6:2001:db8::1]", ""},
    {"a@[192.0.2.1], b@example.com", "<a@[192.0.2.1]>[192.0.2.1]|<b@example.com>example.com", ""},
    {"A <a@[192.0.2.1]>", "A<a@[192.0.2.1]>[192.0.2.1]", ""},
    {"{{ user.name | default: \"a, <b>\" }} <{{ user.id }}@example.com>",
     "{{ user.name | default: \"a, <b>\" }}<{{ user.id }}@example.com>example.com", ""},
    {"{{ user }}", "", ""},
    {"{{ user }}, a@example.com", "<a@example.com>example.com", ""},
    {"A <a@example.com>, , ,", "A<a@example.com>example.com", "address-empty"},
    {", a@example.com", "<a@example.com>example.com", "address-empty"},
    {"a@example.com,", "<a@example.com>example.com", "address-empty"},
    {"T: a@example.com,;", "<a@example.com>example.com", "address-empty"},
    {"T: , a@example.com;", "<a@example.com>example.com", "address-empty"},
    {"", "", "address-empty"},
    {"<>", "", "address-empty"},
    {"A <>", "", "address-empty"},
    {"A <>, a@example.com", "<a@example.com>example.com", "address-empty"},
    {"nobody", "", "address-invalid"},
    {"a@", "", "address-invalid"},
    {"@example.com", "", "address-invalid"},
    {"A (x)", "", "address-invalid"},
    {"bad, a@example.com", "<a@example.com>example.com", "address-invalid"},
    {"A B c@example.com", "A B<c@example.com>example.com", "address-invalid"},
    {"a@example.com B", "B<a@example.com>example.com", "address-invalid"},
    {"A <a b@example.com>", "", "address-invalid"},
    {"A <a@example.com> <b@example.com>", "A<a@example.com>example.com", "address-invalid"},
    {"A <a@example.com> <b@example.com> B", "A B<a@example.com>example.com", "address-invalid"},
    {"<<a@example.com>>", "<a@example.com>example.com", "address-invalid"},
    {"<Undisclosed recipients:;>", "", "address-invalid"},
    {"a@example.com>", "<a@example.com>example.com", "address-invalid"},
    {"a@example.com; b@example.com", "<a@example.com>example.com|<b@example.com>example.com", "address-invalid"},
    {"T: a@example.com;;", "<a@example.com>example.com", "address-invalid"},
    {"T: U: a@example.com;", "<a@example.com>example.com", "address-invalid"},
    {"A <a@example.com", "A<a@example.com>example.com", "address-angle-unclosed"},
    {"A <a@example.com, b@example.com", "A<a@example.com>example.com|<b@example.com>example.com", "address-angle-unclosed"},
    {"T: A <a@example.com; b@example.com", "A<a@example.com>example.com|<b@example.com>example.com", "address-angle-unclosed"},
    {"\"A <a@example.com>", "A<a@example.com>example.com", "address-quote-unclosed"},
    {"A (b <a@example.com>", "A b<a@example.com>example.com", "address-comment-unclosed"},
    {"a@example.com (A", "A<a@example.com>example.com", "address-comment-unclosed"},
    {"T: a@example.com", "<a@example.com>example.com", "address-group-unclosed"},
    {"T: a@example.com, b@example.com", "<a@example.com>example.com|<b@example.com>example.com", "address-group-unclosed"},
    {"a@b@example.com", "<a@b@example.com>example.com", "address-at-count"},
    {"A <a@b@example.com>", "A<a@b@example.com>example.com", "address-at-count"},
    {".a@example.com", "<.a@example.com>example.com", "address-dot"},
    {"a.@example.com", "<a.@example.com>example.com", "address-dot"},
    {"a..b@example.com", "<a..b@example.com>example.com", "address-dot"},
    {"a@.example.com", "<a@.example.com>.example.com", "address-dot"},
    {"a@example.com.", "<a@example.com.>example.com.", "address-dot"},
    {"a@example..com", "<a@example..com>example..com", "address-dot"},
    {"a.b@mail.example.com", "<a.b@mail.example.com>mail.example.com", ""},
    {"j\xC3\xBC"
     "rgen@example.com",
     "<j\xC3\xBC"
     "rgen@example.com>example.com",
     "address-not-ascii header-8bit"},
    {"A <a@b\xC3\xBC"
     "cher.example>",
     "A<a@b\xC3\xBC"
     "cher.example>b\xC3\xBC"
     "cher.example",
     "address-not-ascii header-8bit"},
    {"J\xC3\xBC"
     "rgen <a@example.com>",
     "J\xC3\xBC"
     "rgen<a@example.com>example.com",
     "header-8bit"},
    {"A <=?utf-8?Q?a?=@example.com>", "A<=?utf-8?Q?a?=@example.com>example.com", "encoded-word-in-address encoded-word-attached"},
    {"=?utf-8?Q?a=40example.com?=", "", "encoded-word-in-address address-invalid"},
    {"=?utf-8?Q?A_=3Ca=40example.com=3E?=", "", "encoded-word-in-address address-invalid"},
    {"=?utf-8?Q?Shop?=", "", "address-invalid"},
    {"A\" <a@example.com>", "A<a@example.com>example.com", "address-quote-unclosed"},
    {"a@[192.0.2.1", "<a@[192.0.2.1>[192.0.2.1", ""},
};

static void parse_from(struct parsed *p, struct slice value)
{
    struct arena arena;
    struct buffer in;
    arena_init(&arena, TEST_MEMORY);
    buffer_init(&in, &arena, 600000);
    buffer_text(&in, "Subject: x\nFrom: ");
    buffer_append(&in, value);
    buffer_text(&in, "\n\nbody");
    parse(p, buffer_slice(&in));
    arena_free(&arena);
}

START_TEST(reading)
{
    struct parsed p;
    address_list list;
    struct buffer got;
    parse_from(&p, slice_cstr(rows[_i].in));
    const struct header_field *field = message_field(&p.message, SLICE("From"), 0);
    expect_anomalies(rows[_i].in, &p.message, rows[_i].anomalies);
    uint32_t before = p.message.anomalies.count;
    ck_assert(message_addresses(&p.message, field, &list));
    buffer_init(&got, &p.arena, 1000);
    for (uint32_t i = 0; i < list.count; i++) {
        const struct address *a = &list.items[i];
        buffer_printf(&got, "%s%.*s<%.*s>%.*s", i ? "|" : "", SLICE_ARG(a->display_name.text), SLICE_ARG(a->address.text),
                      SLICE_ARG(a->domain.text));
        ck_assert_ptr_eq(a->address.parent, &field->unfolded.layer);
        expect_sound(rows[_i].in, &a->display_name);
        expect_sound(rows[_i].in, &a->address);
        expect_sound(rows[_i].in, &a->domain);
    }
    expect_text(rows[_i].in, buffer_slice(&got), rows[_i].out);
    ck_assert_msg(p.message.anomalies.count == before, "%s: recorded again", rows[_i].in);
    parse_end(&p);
}
END_TEST

START_TEST(truncation)
{
    struct slice in = slice_cstr(rows[_i].in);
    for (size_t size = 0; size < in.size; size++) {
        struct parsed p;
        address_list list;
        parse_from(&p, slice_sub(in, 0, size));
        ck_assert(message_addresses(&p.message, message_field(&p.message, SLICE("From"), 0), &list));
        parse_end(&p);
    }
}
END_TEST

START_TEST(origins)
{
    struct parsed p;
    address_list list;
    parse_from(&p, SLICE("\"A \\\"B\\\"\"\n  C <a (x) .b\n @example.com>"));
    ck_assert(message_addresses(&p.message, message_field(&p.message, SLICE("From"), 0), &list));
    ck_assert_uint_eq(list.count, 1);
    expect_origin("name", &p.message, &list.items[0].display_name, "B", "B");
    expect_origin("name with escapes", &p.message, &list.items[0].display_name, "\"B\" C", "\"B\\\"\"\n  C");
    expect_origin("address", &p.message, &list.items[0].address, "a.b@example.com", "a (x) .b\n @example.com");
    expect_origin("domain", &p.message, &list.items[0].domain, "example.com", "example.com");
    parse_end(&p);
}
END_TEST

static const struct {
    const char *in, *name, *place;
} place_rows[] = {
    {"a@example.com, ,b@example.com", "address-empty", ","},
    {"a@example.com, A <>, b@example.com", "address-empty", "<>"},
    {"a@example.com, nobody here , b@example.com", "address-invalid", "nobody here"},
    {"A <a@example.com> <b@example.com>, b@example.com", "address-invalid", "A <a@example.com> <b@example.com>"},
    {"a@example.com; b@example.com", "address-invalid", ";"},
    {"A <a@example.com , b@example.com", "address-angle-unclosed", "<a@example.com"},
    {"b@example.com, \"A <a@example.com>", "address-quote-unclosed", "\""},
    {"b@example.com (a (b) c", "address-comment-unclosed", "("},
    {"b@example.com, My team: a@example.com", "address-group-unclosed", "My team:"},
    {"A <@relay.example,@b.example:a@example.com>", "address-route", "@relay.example,@b.example:"},
    {"A <a@b@example.com>", "address-at-count", "a@b@example.com"},
    {"A <a..b@example.com>", "address-dot", ".."},
    {"A <a@example.com.>", "address-dot", "."},
    {"A <a@b\xC3\xBC.example>", "address-not-ascii", "a@b\xC3\xBC.example"},
    {"\"x =?utf-8?Q?a?= y\" <a@example.com>", "encoded-word-quoted", "=?utf-8?Q?a?="},
    {"A <=?utf-8?Q?a?=@example.com>", "encoded-word-in-address", "=?utf-8?Q?a?="},
    {"=?utf-8?Q?a?=\n =?utf-8?Q?=40b?=", "encoded-word-in-address", "=?utf-8?Q?a?="},
};

START_TEST(places)
{
    struct parsed p;
    parse_from(&p, slice_cstr(place_rows[_i].in));
    const struct anomaly *found = NULL;
    for (uint32_t i = 0; i < p.message.anomalies.count; i++)
        if (strcmp(anomaly_text(p.message.anomalies.items[i].kind), place_rows[_i].name) == 0)
            found = &p.message.anomalies.items[i];
    ck_assert_msg(found, "%s: no %s", place_rows[_i].in, place_rows[_i].name);
    struct span span = layer_to_file(found->layer, found->span);
    expect_text(place_rows[_i].in, slice_sub(p.message.file.text, span.start, span.end), place_rows[_i].place);
    parse_end(&p);
}
END_TEST

/* Time in proportion to the text, whatever it does not close. */
START_TEST(long_fields)
{
    static const char *const beginnings[] = {"(", "\"", "[", "<", ":", ",", ";", "=?utf-8?Q?", "\"\\", "@", "a.", "(a"};
    struct arena arena;
    struct buffer in;
    struct parsed p;
    arena_init(&arena, TEST_MEMORY);
    buffer_init(&in, &arena, 500000);
    while (in.size < 400000)
        buffer_text(&in, beginnings[_i]);
    buffer_byte(&in, ')');
    parse_from(&p, buffer_slice(&in));
    parse_end(&p);
    arena_free(&arena);
}
END_TEST

TCase *address_tests(void)
{
    TCase *tests = tcase_create("address");
    tcase_add_loop_test(tests, reading, 0, COUNT(rows));
    tcase_add_loop_test(tests, truncation, 0, COUNT(rows));
    tcase_add_loop_test(tests, places, 0, COUNT(place_rows));
    tcase_add_loop_test(tests, long_fields, 0, 12);
    tcase_add_test(tests, origins);
    return tests;
}
