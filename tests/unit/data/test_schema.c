/* Schemas: typed values, and what is said of those that do not fit. */
#include "data/schema.h"

#include <stddef.h>

#include "test_data.h"

struct target {
    struct slice text;
    bool flag;
    double number;
    int32_t points;
    int choice;
    struct schema_texts texts;
    uint32_t set;
    const struct yaml_node *node;
};

static const char *const choices[] = {"one", "two", "three", NULL};

#define AT(member) .target = offsetof(struct target, member)
static const struct schema_key keys[] = {
    {.name = "text", .type = SCHEMA_TEXT, .required = true, AT(text), .example = "text: words"},
    {.name = "flag", .type = SCHEMA_BOOL, AT(flag)},
    {.name = "number", .type = SCHEMA_NUMBER, AT(number), .least = 0, .most = 10},
    {.name = "whole", .type = SCHEMA_NUMBER, .whole = true, AT(number), .least = 0, .most = 10},
    {.name = "points", .type = SCHEMA_POINTS, AT(points), .least = -5, .most = 5},
    {.name = "choice", .type = SCHEMA_CHOICE, AT(choice), .choices = choices},
    {.name = "texts", .type = SCHEMA_TEXTS, AT(texts)},
    {.name = "set", .type = SCHEMA_SET, AT(set), .choices = choices},
    {.name = "node", .type = SCHEMA_NODE, AT(node), .forms = FORM_LIST, .expected = "a list of things"},
    {.name = "later", .type = SCHEMA_REFUSED, .doc = "it comes later"},
};
static const struct schema schema = {"a thing", keys, COUNT(keys)};

struct reading {
    struct arena arena;
    struct source source;
    struct diagnostics diagnostics;
    struct target target;
    bool good;
};

static void read_thing(struct reading *r, const char *yaml, uint64_t fail_at)
{
    *r = (struct reading){.good = false};
    arena_init(&r->arena, 1 << 20);
    r->arena.fail_at = fail_at;
    diagnostics_init(&r->diagnostics, &r->arena);
    source_init(&r->source, SLICE("test.yaml"), slice_cstr(yaml));
    const struct yaml_node *root = yaml_read(&r->arena, &r->source, &limits_default, &r->diagnostics);
    struct schema_reader reader = {.arena = &r->arena, .source = &r->source, .diagnostics = &r->diagnostics, .most_errors = 100};
    r->good = root && schema_read(&reader, &schema, root, &r->target);
}

START_TEST(all_types)
{
    struct reading r;
    read_thing(&r, "{text: x, flag: true, number: 2.5, points: -1.25, choice: two, texts: [a, '1'], set: [three, one], node: []}",
               0);
    ck_assert(r.good && r.diagnostics.list.count == 0);
    expect_text("text", r.target.text, "x");
    ck_assert(r.target.flag);
    ck_assert_double_eq(r.target.number, 2.5);
    ck_assert_int_eq(r.target.points, -1250);
    ck_assert_int_eq(r.target.choice, 1);
    ck_assert_uint_eq(r.target.texts.count, 2);
    expect_text("second text", r.target.texts.items[1], "1");
    ck_assert_uint_eq(r.target.set, 5);
    ck_assert_ptr_nonnull(r.target.node);
    arena_free(&r.arena);
}
END_TEST

static const struct {
    const char *yaml, *codes, *message, *hint;
} rows[] = {
    {"[text]", "wrong-type", "a thing is a mapping, not a list", "expected: keys with values, such as `text: ...`"},
    {"{flag: true}", "missing-key", "a thing needs the key `text`", "help: add `text: words`"},
    {"{txet: x}", "unknown-key", "unknown key `txet` in a thing",
     "expected: one of text, flag, number, whole, points, choice, texts, set, node\nhelp: did you mean `text`?"},
    {"{text: [x]}", "wrong-type", "`text` wants a text, not a list", "help: write it as `text: words`"},
    {"{text: no}", "wrong-type", "`text` wants a text, not the plain word `no`",
     "help: a word that YAML takes for something else needs quotes: 'no'"},
    {"{text: }", "wrong-type", "`text` wants a text, not nothing", "help: write it as `text: words`"},
    {"{text: ''}", "bad-value", "`text` is an empty text", "help: write it as `text: words`"},
    {"{text: x, flag: yes}", "wrong-type", "`flag` wants true or false, not the plain word `yes`", ""},
    {"{text: x, flag: 'true'}", "wrong-type", "`flag` wants true or false, not the text `true`", ""},
    {"{text: x, number: '1'}", "wrong-type", "`number` wants a number, not the text `1`", ""},
    {"{text: x, number: 11}", "out-of-range", "`number` is `11`, outside its range", "expected: a number from 0 to 10"},
    {"{text: x, number: .inf}", "out-of-range", "`number` is `.inf`, which is not finite", "expected: a number from 0 to 10"},
    {"{text: x, number: 0x10}", "wrong-type", "`number` wants a decimal number such as 12 or 0.5, not the number `0x10`", ""},
    {"{text: x, whole: 1.5}", "wrong-type", "`whole` wants a whole number, not the number `1.5`", ""},
    {"{text: x, points: 0.0001}", "bad-value", "`points` has 4 decimals, three are kept",
     "help: round it yourself; points are never rounded silently"},
    {"{text: x, choice: tow}", "bad-value", "`choice` cannot be `tow`",
     "expected: one of one, two, three\nhelp: did you mean `two`?"},
    {"{text: x, choice: [one]}", "wrong-type", "`choice` wants one of one, two, three, not a list", ""},
    {"{text: x, texts: a}", "wrong-type", "`texts` wants a list of texts, such as [a, b], not the text `a`", ""},
    {"{text: x, texts: [a, {b: c}]}", "wrong-type", "`texts` wants a text, not a mapping", ""},
    {"{text: x, set: [one, four]}", "bad-value", "`set` cannot be `four`", "expected: one of one, two, three"},
    {"{text: x, node: a}", "wrong-type", "`node` wants a list of things, not the text `a`", ""},
    {"{text: x, later: a}", "unknown-key", "the key `later` is not in this version", "help: it comes later"},
    {"{txt: no, flag: on, later: 1}", "unknown-key wrong-type unknown-key", "unknown key `txt` in a thing",
     "expected: one of text, flag, number, whole, points, choice, texts, set, node\nhelp: did you mean `text`?"},
};

START_TEST(complaints)
{
    struct reading r;
    const char *row = rows[_i].yaml;
    read_thing(&r, row, 0);
    ck_assert_msg(!r.good, "%s", row);
    expect_codes(row, &r.diagnostics, rows[_i].codes);
    expect_text(row, r.diagnostics.list.items[0].message, rows[_i].message);
    expect_text(row, r.diagnostics.list.items[0].hint, rows[_i].hint);
    arena_free(&r.arena);
}
END_TEST

START_TEST(every_allocation_may_fail)
{
    for (size_t i = 0; i < COUNT(rows); i++) {
        bool failed = true;
        for (uint64_t fail_at = 1; failed; fail_at++) {
            struct reading r;
            read_thing(&r, rows[i].yaml, fail_at);
            failed = r.arena.failed;
            ck_assert_msg(!r.good, "%s", rows[i].yaml);
            arena_free(&r.arena);
        }
    }
}
END_TEST

TCase *schema_tests(void)
{
    TCase *tests = tcase_create("schema");
    tcase_add_test(tests, all_types);
    tcase_add_loop_test(tests, complaints, 0, (int)COUNT(rows));
    tcase_add_test(tests, every_allocation_may_fail);
    return tests;
}
