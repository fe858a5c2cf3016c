/* assay_rules: loading, errors, what is known of a rule. */
#include <string.h>

#include "api/api.h"
#include "test_api.h"

static struct complaints complaints;
static assay_rules *rules;

static void set_up(void)
{
    complaints_open(&complaints);
    rules = NULL;
}

static void tear_down(void)
{
    assay_rules_free(&rules);
    ck_assert_ptr_null(rules);
    complaints_close(&complaints);
}

static assay_status load(const char *yaml, int lint)
{
    assay_rule_file file = {"rules.yaml", yaml, slice_cstr(yaml).size};
    assay_rules_options options = ASSAY_RULES_OPTIONS_INIT;
    options.no_default_rules = 1;
    options.files = &file;
    options.file_count = 1;
    options.lint = lint;
    options.on_diagnostic = complain;
    options.user = &complaints;
    return assay_rules_load(&options, &rules);
}

START_TEST(loads_the_shipped_rules)
{
    ck_assert_int_eq(assay_rules_load(NULL, &rules), ASSAY_OK);
    ck_assert_uint_ge(assay_rules_count(rules), 12);
    for (size_t i = 0; i < assay_rules_count(rules); i++) {
        assay_rule_info info = ASSAY_RULE_INFO_INIT;
        size_t index = 0;
        ck_assert_int_eq(assay_rules_get(rules, i, &info), ASSAY_OK);
        ck_assert_msg(info.shipped && info.line > 0, "%s", info.id);
        ck_assert_int_eq(assay_rules_find(rules, info.id, &index), ASSAY_OK);
        ck_assert_uint_eq(index, i);
        expect_part(info.id, slice_cstr(info.source), "id: ");
    }
}
END_TEST

START_TEST(knows_a_rule)
{
    assay_rule_info info = ASSAY_RULE_INFO_INIT;
    ck_assert_int_eq(load(two_rules, 0), ASSAY_OK);
    ck_assert_uint_eq(assay_rules_count(rules), 2);
    ck_assert_int_eq(assay_rules_get(rules, 0, &info), ASSAY_OK);
    ck_assert_str_eq(info.id, "LINK_INTRANET");
    ck_assert_str_eq(info.title, "Link to the intranet");
    ck_assert_str_eq(info.pack, "mine");
    ck_assert_str_eq(info.category, "broken");
    ck_assert_str_eq(info.severity, "template warn, rendered error");
    ck_assert_str_eq(info.score, "0");
    ck_assert_str_eq(info.condition, "link");
    ck_assert_str_eq(info.tags, "links hosts");
    ck_assert_str_eq(info.why, "Nobody outside can open it.");
    ck_assert_str_eq(info.fix, "Use a public name.");
    ck_assert_str_eq(info.references, "rfc:1034\nrfc:1035");
    ck_assert_str_eq(info.providers, "aol, reject, grade C, 2016-08 (historic), a page");
    ck_assert_str_eq(info.file, "rules.yaml");
    ck_assert_uint_eq(info.line, 5);
    ck_assert(!info.shipped && !info.helper);
    ck_assert_uint_eq(info.hit_tests, 1);
    ck_assert_uint_eq(info.miss_tests, 1);
    ck_assert(slice_starts(slice_cstr(info.source), SLICE("  - id: LINK_INTRANET\n")));
    ck_assert(slice_ends_nocase(slice_cstr(info.source), SLICE("- text: 'see http://www.example.com/x'")));

    ck_assert_int_eq(assay_rules_get(rules, 1, &info), ASSAY_OK);
    ck_assert_str_eq(info.severity, "warn");
    ck_assert_str_eq(info.score, "0.75 each, at most 1.5");
    ck_assert(slice_starts(slice_cstr(info.source), SLICE("  - title: A prize\n    id: WORD_PRIZE\n")));
    ck_assert(slice_ends_nocase(slice_cstr(info.source), SLICE("- text: 'nothing'")));
    ck_assert_int_eq(assay_rules_get(rules, 2, &info), ASSAY_END);
    ck_assert_ptr_null(info.id);
}
END_TEST

START_TEST(finds_former_ids)
{
    size_t index = 9;
    ck_assert_int_eq(load(two_rules, 0), ASSAY_OK);
    ck_assert_int_eq(assay_rules_find(rules, "WORD_AWARD", &index), ASSAY_OK);
    ck_assert_uint_eq(index, 1);
    ck_assert_int_eq(assay_rules_find(rules, "NO_SUCH_RULE", &index), ASSAY_END);
}
END_TEST

START_TEST(shows_errors)
{
    ck_assert_int_eq(load("pack: mine\nversion: 1\nrules:\n  - id: A\n    severty: error\n", 0), ASSAY_BAD_RULES);
    ck_assert_ptr_null(rules);
    ck_assert_uint_ge(complaints.count, 2);
    struct slice text = buffer_slice(&complaints.rendered);
    expect_part("excerpt", text,
                "  --> rules.yaml:5:5\n"
                "   |\n"
                " 5 |     severty: error\n"
                "   |     ^^^^^^^\n"
                "   = ");
    expect_part("codes", buffer_slice(&complaints.codes), "unknown-key ");
    expect_part("help", text, "   = help: did you mean `severity`?\n");
}
END_TEST

START_TEST(obeys_limits)
{
    static const char *const limits[] = {"rule_file_bytes=10", "rule_file_byte=3"};
    assay_rule_file file = {"rules.yaml", two_rules, slice_cstr(two_rules).size};
    assay_rules_options options = ASSAY_RULES_OPTIONS_INIT;
    options.no_default_rules = 1;
    options.files = &file;
    options.file_count = 1;
    options.limits = limits;
    options.limit_count = COUNT(limits);
    options.on_diagnostic = complain;
    options.user = &complaints;
    ck_assert_int_eq(assay_rules_load(&options, &rules), ASSAY_BAD_RULES);
    expect_part("file", buffer_slice(&complaints.codes), "file-too-large ");
    expect_part("name", buffer_slice(&complaints.rendered), "did you mean `rule_file_bytes`?");
}
END_TEST

START_TEST(wants_rules)
{
    assay_rules_options options = ASSAY_RULES_OPTIONS_INIT;
    options.no_default_rules = 1;
    options.on_diagnostic = complain;
    options.user = &complaints;
    ck_assert_int_eq(assay_rules_load(&options, &rules), ASSAY_BAD_RULES);
    expect_part("no rules", buffer_slice(&complaints.rendered), "error[no-rules]: ");
    ck_assert_ptr_null(complaints.last.file);
    ck_assert_uint_eq(complaints.last.line, 0);
}
END_TEST

START_TEST(lints_when_asked)
{
    static const char untested[] = "pack: mine\nversion: 1\nrules:\n  - id: WORD_A\n    title: T\n    category: spam\n"
                                   "    severity: warn\n    text: {match: 'word'}\n    why: W\n    fix: F\n";
    ck_assert_int_eq(load(untested, 0), ASSAY_OK);
    ck_assert_uint_eq(complaints.count, 0);
    assay_rules_free(&rules);
    ck_assert_int_eq(load(untested, 1), ASSAY_BAD_RULES);
    expect_part("lint", buffer_slice(&complaints.codes), "test-missing ");
}
END_TEST

START_TEST(refuses_bad_arguments)
{
    assay_rules_options options = ASSAY_RULES_OPTIONS_INIT;
    assay_rule_info info = ASSAY_RULE_INFO_INIT;
    size_t index;
    ck_assert_int_eq(assay_rules_load(NULL, NULL), ASSAY_BAD_ARGUMENT);
    options.size--;
    ck_assert_int_eq(assay_rules_load(&options, &rules), ASSAY_BAD_ARGUMENT);
    options.size++;
    options.file_count = 1;
    ck_assert_int_eq(assay_rules_load(&options, &rules), ASSAY_BAD_ARGUMENT);
    ck_assert_int_eq(load(two_rules, 0), ASSAY_OK);
    ck_assert_int_eq(assay_rules_get(NULL, 0, &info), ASSAY_BAD_ARGUMENT);
    ck_assert_int_eq(assay_rules_get(rules, 0, NULL), ASSAY_BAD_ARGUMENT);
    info.size = 1;
    ck_assert_int_eq(assay_rules_get(rules, 0, &info), ASSAY_BAD_ARGUMENT);
    ck_assert_int_eq(assay_rules_find(rules, NULL, &index), ASSAY_BAD_ARGUMENT);
    ck_assert_uint_eq(assay_rules_count(NULL), 0);
    assay_rules_free(NULL);
}
END_TEST

/* Rule files in other styles: the id's text, and the rule's lines. */
static const struct {
    const char *row, *file, *id, *source;
} styles[] = {
    {"dash at the margin", "rules:\n- id: A\n  x: 1\n- id: B\n", "A", "- id: A\n  x: 1"},
    {"last", "rules:\n- id: A\n- id: B\n  x: 1\n\n# end\n", "B", "- id: B\n  x: 1"},
    {"id in the middle", "rules:\n  - x:\n      - y\n    id: A\n    z: 1\n  - id: B\n", "A",
     "  - x:\n      - y\n    id: A\n    z: 1"},
    {"list at the keys' column", "rules:\n- x:\n  - y\n  id: A\n", "A", "- x:\n  - y\n  id: A"},
    {"dash alone", "rules:\n-\n  id: A\n  z: 1\n", "A", "-\n  id: A\n  z: 1"},
    {"comment inside", "rules:\n- id: A\n# why\n  z: 1\n- id: B\n", "A", "- id: A\n# why\n  z: 1"},
    {"block text", "rules:\n- id: A\n  why: |\n    one\n\n    two\n- id: B\n", "A", "- id: A\n  why: |\n    one\n\n    two"},
    {"another part follows", "rules:\n  - id: A\n    z: 1\nlists: {}\n", "A", "  - id: A\n    z: 1"},
    {"in one line", "rules: [{id: A}]\n", "A", "rules: [{id: A}]"},
    {"no line end", "rules:\n- id: A", "A", "- id: A"},
};

START_TEST(finds_the_lines_of_a_rule)
{
    struct source source;
    source_init(&source, SLICE("rules.yaml"), slice_cstr(styles[_i].file));
    size_t id = slice_find(source.bytes, 0, slice_cstr(styles[_i].id));
    struct place place = {&source, {(uint32_t)id, (uint32_t)id + 1}};
    struct slice found = rule_source(place);
    ck_assert_msg(slice_equal(found, slice_cstr(styles[_i].source)), "%s: <%.*s>", styles[_i].row, SLICE_ARG(found));
}
END_TEST

/* But for the tests the rules are the same, places included. */
START_TEST(leaves_shipped_tests_unread)
{
    assay_rules_options lean = ASSAY_RULES_OPTIONS_INIT;
    assay_rules *all, *some;
    uint32_t tests = 0;
    lean.no_shipped_tests = 1;
    ck_assert_int_eq(assay_rules_load(NULL, &all), ASSAY_OK);
    ck_assert_int_eq(assay_rules_load(&lean, &some), ASSAY_OK);
    ck_assert_uint_eq(assay_rules_count(some), assay_rules_count(all));
    for (size_t i = 0; i < assay_rules_count(all); i++) {
        assay_rule_info a = ASSAY_RULE_INFO_INIT, b = ASSAY_RULE_INFO_INIT;
        ck_assert_int_eq(assay_rules_get(all, i, &a), ASSAY_OK);
        ck_assert_int_eq(assay_rules_get(some, i, &b), ASSAY_OK);
        ck_assert_str_eq(a.id, b.id);
        ck_assert_uint_eq(a.line, b.line);
        const char *const texts[][2] = {{a.title, b.title},
                                        {a.severity, b.severity},
                                        {a.score, b.score},
                                        {a.tags, b.tags},
                                        {a.why, b.why},
                                        {a.fix, b.fix},
                                        {a.condition, b.condition},
                                        {a.references, b.references},
                                        {a.providers, b.providers},
                                        {a.source, b.source}};
        for (size_t k = 0; k < COUNT(texts); k++)
            ck_assert_msg(strcmp(texts[k][0], texts[k][1]) == 0, "%s: <%s> <%s>", a.id, texts[k][0], texts[k][1]);
        ck_assert_uint_eq(b.hit_tests + b.miss_tests, 0);
        tests += a.hit_tests;
    }
    ck_assert_uint_gt(tests, 100);
    assay_rules_free(&some);
    assay_rules_free(&all);
}
END_TEST

START_TEST(knows_versions)
{
    assay_data_info info = ASSAY_DATA_INFO_INIT;
    ck_assert_str_eq(assay_version(), PACKAGE_VERSION);
    ck_assert_int_eq(assay_data_versions(&info), ASSAY_OK);
    ck_assert_int_ge(info.unicode[0], '0');
    ck_assert_int_le(info.unicode[0], '9');
    ck_assert_int_eq(assay_data_versions(NULL), ASSAY_BAD_ARGUMENT);
    for (int status = ASSAY_OK; status <= ASSAY_IO; status++)
        ck_assert_str_ne(assay_status_text((assay_status)status), "");
    ck_assert_str_eq(assay_status_text((assay_status)99), "unknown status");
}
END_TEST

TCase *rules_tests(void)
{
    TCase *tests = tcase_create("rules");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, loads_the_shipped_rules);
    tcase_add_test(tests, knows_a_rule);
    tcase_add_test(tests, finds_former_ids);
    tcase_add_test(tests, shows_errors);
    tcase_add_test(tests, obeys_limits);
    tcase_add_test(tests, wants_rules);
    tcase_add_test(tests, lints_when_asked);
    tcase_add_test(tests, refuses_bad_arguments);
    tcase_add_loop_test(tests, finds_the_lines_of_a_rule, 0, COUNT(styles));
    tcase_add_test(tests, leaves_shipped_tests_unread);
    tcase_add_test(tests, knows_versions);
    return tests;
}
