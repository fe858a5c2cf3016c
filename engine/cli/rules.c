/* mailassay rules lint, test, list and show. Tested in tests/cases and tests/diag. */
#include "base/diagnostic.h"
#include "base/excerpt.h"
#include "cli/cli.h"

static const text_list none = {0};

static const char *plural(uint64_t count)
{
    return count == 1 ? "" : "s";
}

void command_lint(struct cli *cli)
{
    assay_rules *rules = cli_rules(cli, &cli->arguments.operands, true);
    if (!rules)
        return;
    struct buffer line;
    buffer_init(&line, &cli->arena, SIZE_MAX);
    size_t count = assay_rules_count(rules);
    buffer_printf(&line, "%zu rule%s, no errors, %u warning%s\n", count, plural(count), (unsigned)cli->warnings,
                  plural(cli->warnings));
    cli_output(cli, buffer_slice(&line));
    assay_rules_free(&rules);
}

bool cli_find_rule(struct cli *cli, const assay_rules *rules, const char *id, size_t *out_index)
{
    if (assay_rules_find(rules, id, out_index) == ASSAY_OK)
        return true;
    size_t count = assay_rules_count(rules);
    const char **ids = arena_new_array(&cli->arena, const char *, count);
    const char *meant = NULL;
    if (ids) {
        for (size_t i = 0; i < count; i++) {
            assay_rule_info info = ASSAY_RULE_INFO_INIT;
            assay_rules_get(rules, i, &info);
            ids[i] = info.id;
        }
        meant = diagnostic_did_you_mean(slice_cstr(id), ids, count);
    }
    cli_complain(cli, "there is no rule `%s`%s%s%s", id, meant ? "; did you mean `" : "", meant ? meant : "", meant ? "`?" : "");
    cli_raise(cli, EXIT_USAGE);
    return false;
}

/* Passed and failed tests. */
struct tally {
    uint64_t passed, failed;
};

static bool run_tests(struct cli *cli, const assay_rules *rules, const char *id, struct tally *tally)
{
    uint32_t passed, failed;
    assay_status status = assay_rules_test(rules, id, cli_diagnostic, cli, &passed, &failed);
    tally->passed += passed;
    tally->failed += failed;
    if (status == ASSAY_TEST_FAILED)
        cli_raise(cli, EXIT_FAILS);
    else if (status != ASSAY_OK)
        cli_internal(cli, status);
    return status == ASSAY_OK || status == ASSAY_TEST_FAILED;
}

static bool run_named_tests(struct cli *cli, const assay_rules *rules, struct tally *tally)
{
    const text_list *ids = &cli->arguments.operands;
    size_t index;
    for (uint32_t i = 0; i < ids->count; i++) {
        if (!cli_find_rule(cli, rules, ids->items[i], &index) || !run_tests(cli, rules, ids->items[i], tally))
            return false;
    }
    return ids->count > 0 || run_tests(cli, rules, NULL, tally);
}

void command_test(struct cli *cli)
{
    assay_rules *rules = cli_rules(cli, &none, false);
    struct tally tally = {0};
    if (rules && run_named_tests(cli, rules, &tally)) {
        struct buffer line;
        buffer_init(&line, &cli->arena, SIZE_MAX);
        uint64_t tests = tally.passed + tally.failed;
        buffer_printf(&line, "%llu test%s: %llu passed, %llu failed\n", (unsigned long long)tests, plural(tests),
                      (unsigned long long)tally.passed, (unsigned long long)tally.failed);
        cli_output(cli, buffer_slice(&line));
    }
    assay_rules_free(&rules);
}

/* One cell of a table, filled up to its width. */
static void append_cell(const struct cli *cli, struct buffer *out, const char *text, size_t width)
{
    size_t used = excerpt_width(slice_cstr(text), cli->ascii);
    excerpt_escape(out, slice_cstr(text), cli->ascii);
    buffer_fill(out, ' ', (used < width ? width - used : 0) + 2);
}

static void list_rules(struct cli *cli, const assay_rules *rules)
{
    enum { ID_WIDTH = 32, CATEGORY_WIDTH = 11, SEVERITY_WIDTH = 8, SCORE_WIDTH = 6 };
    bool all = option_given(&cli->arguments, OPTION_ALL);
    assay_rule_info info = ASSAY_RULE_INFO_INIT;
    struct buffer out;
    buffer_init(&out, &cli->arena, SIZE_MAX);
    for (size_t i = 0; assay_rules_get(rules, i, &info) == ASSAY_OK; i++) {
        if (info.helper && !all)
            continue;
        append_cell(cli, &out, info.id, ID_WIDTH);
        append_cell(cli, &out, info.category, CATEGORY_WIDTH);
        append_cell(cli, &out, info.severity, SEVERITY_WIDTH);
        append_cell(cli, &out, info.score, SCORE_WIDTH);
        excerpt_escape(&out, slice_cstr(info.title), cli->ascii);
        buffer_byte(&out, '\n');
    }
    cli_output(cli, buffer_slice(&out));
}

void command_list(struct cli *cli)
{
    assay_rules *rules = cli_rules(cli, &none, false);
    if (rules)
        list_rules(cli, rules);
    assay_rules_free(&rules);
}

static void show_rule(const struct cli *cli, struct buffer *out, const assay_rule_info *info)
{
    const struct {
        const char *label, *text;
    } lines[] = {
        {"pack", info->pack},           {"category", info->category}, {"severity", info->severity}, {"score", info->score},
        {"condition", info->condition}, {"tags", info->tags},         {"why", info->why},           {"fix", info->fix},
        {"evidence", info->providers},  {"see", info->references},
    };
    enum { LABEL_WIDTH = 9 };
    append_cell(cli, out, info->id, 0);
    cli_append_lines(cli, out, info->title, 0);
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        if (!lines[i].text || !*lines[i].text)
            continue;
        buffer_fill(out, ' ', 2);
        append_cell(cli, out, lines[i].label, LABEL_WIDTH);
        struct slice text = slice_cstr(lines[i].text);
        size_t end = slice_find_byte(text, 0, '\n');
        excerpt_escape(out, slice_sub(text, 0, end), cli->ascii);
        buffer_byte(out, '\n');
        if (end != SLICE_NONE)
            cli_append_lines(cli, out, lines[i].text + end + 1, LABEL_WIDTH + 4);
    }
    buffer_printf(out, "  tests      %u hit, %u miss\n  %s ", (unsigned)info->hit_tests, (unsigned)info->miss_tests,
                  info->shipped ? "shipped in" : "read from");
    excerpt_escape(out, slice_cstr(info->file), cli->ascii);
    buffer_printf(out, ":%llu\n\n", (unsigned long long)info->line);
    cli_append_lines(cli, out, info->source, 0);
}

static void show_rules(struct cli *cli, const assay_rules *rules)
{
    const text_list *ids = &cli->arguments.operands;
    struct buffer out;
    size_t index;
    buffer_init(&out, &cli->arena, SIZE_MAX);
    for (uint32_t i = 0; i < ids->count; i++) {
        assay_rule_info info = ASSAY_RULE_INFO_INIT;
        if (!cli_find_rule(cli, rules, ids->items[i], &index) || assay_rules_get(rules, index, &info) != ASSAY_OK)
            continue;
        if (out.size)
            buffer_byte(&out, '\n');
        show_rule(cli, &out, &info);
    }
    cli_output(cli, buffer_slice(&out));
}

void command_show(struct cli *cli)
{
    assay_rules *rules = cli_rules(cli, &none, false);
    if (rules)
        show_rules(cli, rules);
    assay_rules_free(&rules);
}
