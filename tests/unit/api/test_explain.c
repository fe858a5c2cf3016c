/* Pages about rules and results, and the manual of the rules. What the pages say is in tests/cases. */
#include <string.h>

#include "api/api.h"
#include "test_api.h"

static const char yaml[] =
    "pack: own\nversion: 1\n"
    "lists: {hosts: {why: 'a | b', source: 'https://example.com/', date: 2026-11, values: [sho.example]}}\n"
    "rules:\n"
    "  - id: __HELPER\n"
    "    text: {match: a}\n"
    "  - id: OWN_RULE\n"
    "    title: 'A <b>title</b> | with [markup](x)'\n"
    "    category: spam\n"
    "    severity: warn\n"
    "    text: {match: '`x`'}\n"
    "    why: w\n"
    "    fix: f\n"
    "    tests: {hit: [{text: \"```\\n`x`\"}], miss: [{subject: y}]}\n";

struct gathered {
    struct arena arena;
    struct buffer names, text;
    unsigned stop_at; /* the document at which the callback stops; 0: none */
    unsigned count;
};

static int gather(void *user, const char *name, const void *data, size_t data_size)
{
    struct gathered *g = user;
    buffer_printf(&g->names, "%s ", name);
    buffer_append(&g->text, slice_make(data, data_size));
    return ++g->count == g->stop_at;
}

static int gather_page(void *user, const void *data, size_t data_size)
{
    return gather(user, "page", data, data_size);
}

static void open_gathered(struct gathered *g, unsigned stop_at)
{
    *g = (struct gathered){.stop_at = stop_at};
    arena_init(&g->arena, SIZE_MAX);
    buffer_init(&g->names, &g->arena, SIZE_MAX);
    buffer_init(&g->text, &g->arena, SIZE_MAX);
}

START_TEST(manual)
{
    static const char *const parts[] = {
        "| [OWN_RULE](OWN_RULE.md) | spam | warn | 0 | A \\<b\\>title\\</b\\> \\| with \\[markup\\](x) |\n",
        "````\n```\n`x`\n````\n",
        "| `host.kind` | one of `",
        "| `attribute.href` | text |",
        "| `bare-cr` |",
        "### `@hosts`\n\na \\| b Source: https://example.com/, 2026-11.\n\nsho.example\n",
        "| `mime_depth` |"};
    struct gathered first, second;
    assay_rules *rules = load_rules(yaml);
    open_gathered(&first, 0);
    open_gathered(&second, 0);
    ck_assert_int_eq(assay_rules_docs(rules, gather, &first), ASSAY_OK);
    ck_assert_int_eq(assay_rules_docs(rules, gather, &second), ASSAY_OK);
    expect_part("names", buffer_slice(&first.names), "index.md vocabulary.md OWN_RULE.md ");
    ck_assert_uint_eq(first.count, 3);
    for (size_t i = 0; i < COUNT(parts); i++)
        ck_assert_msg(slice_find(buffer_slice(&first.text), 0, slice_cstr(parts[i])) != SLICE_NONE, "%s", parts[i]);
    ck_assert(slice_equal(buffer_slice(&first.text), buffer_slice(&second.text)));
    arena_free(&first.arena);
    arena_free(&second.arena);
    assay_rules_free(&rules);
}
END_TEST

START_TEST(manual_stops)
{
    struct gathered g;
    assay_rules *rules = load_rules(yaml);
    open_gathered(&g, 2);
    ck_assert_int_eq(assay_rules_docs(rules, gather, &g), ASSAY_IO);
    ck_assert_uint_eq(g.count, 2);
    ck_assert_int_eq(assay_rules_docs(NULL, gather, &g), ASSAY_BAD_ARGUMENT);
    ck_assert_int_eq(assay_rules_docs(rules, NULL, &g), ASSAY_BAD_ARGUMENT);
    arena_free(&g.arena);
    assay_rules_free(&rules);
}
END_TEST

static assay_result *scan(const assay_rules *rules, assay_policy **policy, const char *text)
{
    assay_scanner *scanner;
    assay_result *result;
    assay_input input = ASSAY_INPUT_INIT;
    input.name = "a.txt";
    input.data = text;
    input.data_size = strlen(text);
    ck_assert_int_eq(assay_policy_new(rules, NULL, policy), ASSAY_OK);
    ck_assert_int_eq(assay_scanner_new(*policy, &scanner), ASSAY_OK);
    ck_assert_int_eq(assay_scan_begin(scanner, &input), ASSAY_OK);
    ck_assert_int_eq(assay_scan_next(scanner, &result), ASSAY_OK);
    assay_scanner_free(&scanner);
    return result;
}

START_TEST(pages)
{
    struct gathered g;
    assay_rules *rules = load_rules(yaml);
    assay_policy *policy;
    assay_result *result = scan(rules, &policy, "Say `x`.\n");
    assay_page page = ASSAY_PAGE_INIT;
    open_gathered(&g, 3);
    ck_assert_int_eq(assay_explain_rule(rules, "OWN_RULE", &page), ASSAY_BAD_ARGUMENT);
    page.write = gather_page;
    page.user = &g;
    ck_assert_int_eq(assay_explain_rule(rules, "OWN_RULE", &page), ASSAY_OK);
    expect_part("rule", buffer_slice(&g.text), "A <b>title</b> | with [markup](x)");
    ck_assert_int_eq(assay_explain_rule(rules, "NONE", &page), ASSAY_END);
    ck_assert_int_eq(assay_explain_result(result, "OWN_RULE", &page), ASSAY_OK);
    expect_part("result", buffer_slice(&g.text), "a.txt: OWN_RULE: fired\n");
    ck_assert_int_eq(assay_explain_result(result, "NONE", &page), ASSAY_END);
    ck_assert_int_eq(assay_explain_result(NULL, "OWN_RULE", &page), ASSAY_BAD_ARGUMENT);
    ck_assert_int_eq(assay_explain_result(result, "__HELPER", &page), ASSAY_IO);
    ck_assert_uint_eq(g.count, 3);
    assay_result_free(&result);
    assay_policy_free(&policy);
    assay_rules_free(&rules);
    arena_free(&g.arena);
}
END_TEST

TCase *explain_tests(void)
{
    TCase *tests = tcase_create("explain");
    tcase_add_test(tests, manual);
    tcase_add_test(tests, manual_stops);
    tcase_add_test(tests, pages);
    return tests;
}
