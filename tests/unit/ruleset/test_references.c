/* References between rules: unknown ones, circles, the order of evaluation. */
#include "test_ruleset.h"

#define META(id, expression) "  - id: " id "\n    meta: " expression "\n" REST
#define LEAF(id)             "  - id: " id "\n    tags: [leaf]\n    text: {match: aaaa}\n" REST

static const struct {
    const char *rules, *codes, *message;
} rows[] = {
    {META("A", "B") META("B", "C") LEAF("C"), "", NULL},
    {META("A", "LEAFF") LEAF("LEAF"), "unknown-rule", "there is no rule `LEAFF`"},
    {META("A", "count(B, X) > 1") LEAF("B"), "unknown-rule", "there is no rule `X`"},
    {META("A", "any(tag:none)") LEAF("B"), "unknown-rule", "no other rule has the tag `none`"},
    {META("A", "A"), "meta-cycle", "this rule refers to itself: A -> A"},
    {META("A", "B") META("B", "not C") META("C", "count(A) > 1"), "meta-cycle", "this rule refers to itself: A -> B -> C -> A"},
    {META("X", "A") META("A", "B") META("B", "A"), "meta-cycle", "this rule refers to itself: A -> B -> A"},
    {"  - id: NEW\n    replaces: [OLD]\n    text: {match: aaaa}\n" REST META("A", "OLD"), "", NULL},
    {"  - id: NEW\n    replaces: [OLD]\n    meta: A\n" REST META("A", "OLD"), "meta-cycle",
     "this rule refers to itself: NEW -> A -> NEW"},
    {"  - id: A\n    tags: [leaf]\n    meta: any(tag:leaf)\n" REST LEAF("B"), "", NULL},
};

START_TEST(references)
{
    struct loaded l;
    struct arena arena;
    arena_init(&arena, 1 << 16);
    struct slice text = arena_printf(&arena, HEAD "%s", rows[_i].rules);
    load_rules_text(&l, (const char *)text.data);
    expect_codes(rows[_i].rules, &l, rows[_i].codes);
    if (rows[_i].message)
        expect_text(rows[_i].rules, l.diagnostics.list.items[0].message, rows[_i].message);
    loaded_free(&l);
    arena_free(&arena);
}
END_TEST

START_TEST(metas_come_after_what_they_refer_to)
{
    struct loaded l;
    load_rules_text(&l, HEAD META("A", "B and E") META("B", "count(C, D) > 1") LEAF("C") META("D", "any(tag:leaf)") LEAF("E"));
    expect_codes("order", &l, "");
    ck_assert_uint_eq(l.set.evaluation_order.count, 5);
    static const uint32_t order[] = {2, 4, 3, 1, 0};
    for (uint32_t i = 0; i < 5; i++)
        ck_assert_uint_eq(l.set.evaluation_order.items[i], order[i]);
    loaded_free(&l);
}
END_TEST

/* What a part of a file that was not read may hold is not said to be missing. */
static const struct {
    const char *row, *first, *second, *codes;
} unread[] = {
    {"syntax", HEAD META("A", "B") "\tx", NULL, "yaml-syntax"},
    {"a tag", HEAD META("A", "any(tag:x)") "\tx", NULL, "yaml-syntax"},
    {"a list of rules", HEAD META("A", "count(B, C) > 1") "\tx", NULL, "yaml-syntax"},
    {"another file", HEAD META("A", "B"), HEAD LEAF("C") "\tx", "yaml-syntax"},
    {"the file before", "\xFF", HEAD META("A", "B"), "yaml-encoding"},
    {"depth", HEAD META("A", "B") "  - [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", NULL, "yaml-depth"},
    {"a second document", HEAD META("A", "B") "---\n", NULL, "yaml-documents"},
    {"a newer version", HEAD META("A", "B"), "pack: x\nversion: 9\n", "version-newer"},
    {"what was read has its other errors", HEAD META("A", "B and") "\tx", NULL, "bad-expression yaml-syntax"},
    {"a file that was read to its end", HEAD META("A", "B") "    tags: [&x y]\n", NULL, "unknown-rule yaml-alias"},
};

START_TEST(references_into_what_was_not_read)
{
    struct loaded l;
    const char *const files[] = {unread[_i].first, unread[_i].second};
    load_text_files(&l, files, unread[_i].second ? 2 : 1, false);
    expect_codes(unread[_i].row, &l, unread[_i].codes);
    ck_assert_msg(!l.good, "%s", unread[_i].row);
    loaded_free(&l);
}
END_TEST

TCase *reference_tests(void)
{
    TCase *tests = tcase_create("references");
    tcase_add_loop_test(tests, references, 0, (int)COUNT(rows));
    tcase_add_loop_test(tests, references_into_what_was_not_read, 0, (int)COUNT(unread));
    tcase_add_test(tests, metas_come_after_what_they_refer_to);
    return tests;
}
