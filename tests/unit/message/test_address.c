/* Address fields: mailboxes, groups, comments, names, and where they came from. */
#include "message/address.h"

#include "test_message.h"

static const struct {
    const char *in, *out; /* name<address>domain, separated by | */
    bool invalid;
} rows[] = {
    {"a@example.com", "<a@example.com>example.com", false},
    {"A B <a@example.com>", "A B<a@example.com>example.com", false},
    {"\"A, B\" <a@example.com>", "A, B<a@example.com>example.com", false},
    {"\"A \\\"B\\\"\" <a@example.com>", "A \"B\"<a@example.com>example.com", false},
    {"A  B\t\"C\"  D<a@example.com>", "A B C D<a@example.com>example.com", false},
    {"a@example.com (A (B) C)", "A (B) C<a@example.com>example.com", false},
    {"a@example.com, B <b@example.org>", "<a@example.com>example.com|B<b@example.org>example.org", false},
    {"Team: a@example.com, b@example.com;", "<a@example.com>example.com|<b@example.com>example.com", false},
    {"Undisclosed recipients:;", "", false},
    {"One: a@example.com; Two: b@example.com; c@example.com",
     "<a@example.com>example.com|<b@example.com>example.com|<c@example.com>example.com", false},
    {"=?utf-8?Q?caf=C3=A9?= <a@example.com>", "caf\xC3\xA9<a@example.com>example.com", false},
    {"\"=?utf-8?Q?a=2Cb?=\" <a@example.com>", "a,b<a@example.com>example.com", false},
    {"< a@example.com >", "<a@example.com>example.com", false},
    {"a . b (c) @ example.com", "c<a.b@example.com>example.com", false},
    {"<@relay.example,@two.example:a@example.com>", "<a@example.com>example.com", false},
    {"\"a b\"@example.com", "<\"a b\"@example.com>example.com", false},
    {"\"a@b\"@example.com", "<\"a@b\"@example.com>example.com", false},
    {"a@[IPv6:2001:db8::1]", "<a@[IPv6:2001:db8::1]>[IPv6:2001:db8::1]", false},
    {"a@[192.0.2.1], b@example.com", "<a@[192.0.2.1]>[192.0.2.1]|<b@example.com>example.com", false},
    {"A <a@example.com>, , ,", "A<a@example.com>example.com", false},
    {"", "", false},
    {"{{ user.name | default: \"a, <b>\" }} <{{ user.id }}@example.com>",
     "{{ user.name | default: \"a, <b>\" }}<{{ user.id }}@example.com>example.com", false},
    {"{{ user }}", "", false},
    {"nobody", "", true},
    {"a@", "", true},
    {"@example.com", "", true},
    {"<>", "", true},
    {"A B c@example.com", "", true},
    {"A <a@example.com> <b@example.com>", "", true},
    {"A <a@example.com", "", true},
    {"a@example.com>", "", true},
    {"\"A <a@example.com>", "", true},
    {"bad, a@example.com", "<a@example.com>example.com", true},
};

static void parse_from(struct parsed *p, struct slice value)
{
    struct arena arena;
    struct buffer in;
    arena_init(&arena, TEST_MEMORY);
    buffer_init(&in, &arena, 1000);
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
    uint32_t before = p.message.anomaly_counts[ANOMALY_ADDRESS_INVALID];
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
    ck_assert_msg((before > 0) == rows[_i].invalid, "%s", rows[_i].in);
    ck_assert_msg(p.message.anomaly_counts[ANOMALY_ADDRESS_INVALID] == before, "%s: recorded again", rows[_i].in);
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

TCase *address_tests(void)
{
    TCase *tests = tcase_create("address");
    tcase_add_loop_test(tests, reading, 0, COUNT(rows));
    tcase_add_loop_test(tests, truncation, 0, COUNT(rows));
    tcase_add_test(tests, origins);
    return tests;
}
