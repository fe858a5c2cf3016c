/* Runs the tests of the room ruleset. */
#include "test_ruleset.h"

#include <stdlib.h>

#include "base/buffer.h"

void load_text_files(struct loaded *l, const char *const *texts, size_t count, bool builtin)
{
    struct rule_file files[8];
    *l = (struct loaded){.good = false};
    arena_init(&l->arena, (size_t)1 << 28);
    diagnostics_init(&l->diagnostics, &l->arena);
    ck_assert(ruleset_init(&l->set));
    for (size_t i = 0; i < count; i++)
        files[i] = (struct rule_file){SLICE("rules.yaml"), slice_cstr(texts[i]), builtin, false};
    l->good = ruleset_load(&l->set, files, count, &limits_default, &l->diagnostics);
}

void load_rules_text(struct loaded *l, const char *text)
{
    load_text_files(l, &text, 1, false);
}

void loaded_free(struct loaded *l)
{
    ruleset_free(&l->set);
    arena_free(&l->arena);
}

void expect_text(const char *row, struct slice got, const char *expected)
{
    ck_assert_msg(slice_equal(got, slice_cstr(expected)), "%s: got <%.*s>, expected <%s>", row, SLICE_ARG(got), expected);
}

void expect_codes(const char *row, struct loaded *l, const char *expected)
{
    struct buffer codes;
    diagnostics_sort(&l->diagnostics);
    buffer_init(&codes, &l->arena, SIZE_MAX);
    for (uint32_t i = 0; i < l->diagnostics.list.count; i++) {
        buffer_text(&codes, i > 0 ? " " : "");
        buffer_text(&codes, diagnostic_code_text(l->diagnostics.list.items[i].code));
    }
    expect_text(row, buffer_slice(&codes), expected);
}

void expect_marked(const char *row, const struct loaded *l, const char *expected)
{
    const struct diagnostic *first = &l->diagnostics.list.items[0];
    expect_text(row, slice_sub(first->source->bytes, first->span.start, first->span.end), expected);
}

int main(void)
{
    TCase *(*const cases[])(void) = {condition_tests, expression_tests, field_test_tests, file_tests, hostile_tests,
                                     lint_tests,      list_tests,       reference_tests,  rule_tests};
    Suite *suite = suite_create("ruleset");
    for (size_t i = 0; i < COUNT(cases); i++)
        suite_add_tcase(suite, cases[i]());
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
