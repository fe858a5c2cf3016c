/* The fields of parts that rules test. */
#include "test_message.h"

static void expect_value(const struct part_record *record, const char *name, const char *expected)
{
    const struct field *field = field_find(&part_fields, slice_cstr(name));
    struct value value;
    ck_assert_msg(field != NULL, "%s", name);
    field->get(record, &value);
    struct arena arena;
    arena_init(&arena, TEST_MEMORY);
    struct slice got = value.text;
    if (value.state == VALUE_MISSING)
        got = SLICE("missing");
    else if (field->type == FIELD_NUMBER)
        got = arena_printf(&arena, "%g", value.number);
    else if (field->type == FIELD_BOOL)
        got = value.truth ? SLICE("true") : SLICE("false");
    expect_text(name, got, expected);
    arena_free(&arena);
}

START_TEST(values)
{
    static const struct {
        const char *name, *root, *attached;
    } rows[] = {
        {"type", "multipart/mixed", "application/pdf"},
        {"charset", "missing", "missing"},
        {"encoding", "7bit", "base64"},
        {"filename", "missing", "Bill.PDF"},
        {"extension", "missing", "pdf"},
        {"disposition", "missing", "attachment"},
        {"depth", "0", "1"},
        {"path", "", "1"},
        {"attachment", "false", "true"},
        {"text", "false", "false"},
    };
    struct parsed p;
    parse(&p, SLICE("From: a@example.com\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
                    "Content-Type: application/pdf\nContent-Disposition: attachment; filename=Bill.PDF\n"
                    "Content-Transfer-Encoding: base64\n\naGVsbG8=\n--b--\n"));
    struct part_record root = {&p.message, &p.message.parts.items[0]}, attached = {&p.message, &p.message.parts.items[1]};
    for (size_t i = 0; i < COUNT(rows); i++) {
        expect_value(&root, rows[i].name, rows[i].root);
        expect_value(&attached, rows[i].name, rows[i].attached);
    }
    expect_value(&attached, "size", "5");
    parse_end(&p);
}
END_TEST

START_TEST(table)
{
    ck_assert_str_eq(part_fields.name, "part");
    for (size_t i = 0; i < part_fields.count; i++) {
        const struct field *field = &part_fields.fields[i];
        ck_assert_msg(field->get && field->doc && field_find(&part_fields, slice_cstr(field->name)) == field, "%s", field->name);
        ck_assert_msg((field->type == FIELD_CHOICE) == (field->choices != NULL), "%s", field->name);
    }
}
END_TEST

TCase *field_tests(void)
{
    TCase *tests = tcase_create("fields");
    tcase_add_test(tests, values);
    tcase_add_test(tests, table);
    return tests;
}
