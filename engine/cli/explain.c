/* mailassay explain: a rule's page, or why it did or did not fire in files. Tested in tests/cases. */
#include <unistd.h>

#include "cli/cli.h"
#include "cli/files.h"

struct explain {
    struct cli *cli;
    const char *id;
    assay_rules *rules;
    assay_policy *policy;
    assay_scanner *scanner;
    assay_page page;
    bool begun; /* something was written */
};

static int write_page(void *user, const void *data, size_t data_size)
{
    struct explain *explain = user;
    bool good = !explain->begun || cli_output(explain->cli, SLICE("\n"));
    explain->begun = true;
    return good && cli_output(explain->cli, slice_make(data, data_size)) ? 0 : 1;
}

/* False when the run cannot go on. */
static bool good_status(struct explain *explain, assay_status status)
{
    if (status != ASSAY_OK && status != ASSAY_IO)
        cli_internal(explain->cli, status);
    return status == ASSAY_OK;
}

static bool explain_result(struct explain *explain, const char *path, assay_result *result)
{
    assay_summary summary = ASSAY_SUMMARY_INIT;
    assay_status status = assay_result_summary(result, &summary);
    if (status == ASSAY_OK && !summary.stage) {
        cli_complain(explain->cli, "`%s` was not scored: %s", path,
                     summary.verdict == ASSAY_SKIPPED ? "it is no mail" : "it could not be read within its limits");
        cli_raise(explain->cli, EXIT_INPUT);
        return true;
    }
    if (status == ASSAY_OK)
        status = assay_explain_result(result, explain->id, &explain->page);
    return good_status(explain, status);
}

static bool explain_messages(struct explain *explain, const char *path, struct slice bytes)
{
    assay_input input = ASSAY_INPUT_INIT;
    input.name = path;
    input.data = bytes.data;
    input.data_size = bytes.size;
    input.kind = option_value(&explain->cli->arguments, OPTION_KIND);
    bool go_on = good_status(explain, assay_scan_begin(explain->scanner, &input));
    while (go_on) {
        assay_result *result;
        assay_status status = assay_scan_next(explain->scanner, &result);
        if (status == ASSAY_END)
            return true;
        go_on = result ? explain_result(explain, path, result) : good_status(explain, status);
        assay_result_free(&result);
    }
    return false;
}

static bool explain_file(struct explain *explain, const struct file *file)
{
    struct arena arena;
    struct slice bytes;
    bool go_on = true;
    const char *stdin_name = option_value(&explain->cli->arguments, OPTION_STDIN_NAME);
    bool is_stdin = slice_equal(slice_cstr(file->path), SLICE("-"));
    arena_init(&arena, SIZE_MAX);
    const char *reason = file->reason ? file->reason : cli_read(explain->cli, &arena, file->path, CLI_FILE_BYTES, &bytes);
    if (reason) {
        cli_unreadable(explain->cli, file->path, reason);
        cli_raise(explain->cli, EXIT_INPUT);
    } else {
        go_on = explain_messages(explain, is_stdin && stdin_name ? stdin_name : file->path, bytes);
    }
    arena_free(&arena);
    return go_on;
}

static void explain_files(struct explain *explain)
{
    struct files files = {0};
    explain->policy = cli_policy(explain->cli, explain->rules);
    bool good = explain->policy && files_collect(explain->cli, &files) &&
                good_status(explain, assay_scanner_new(explain->policy, &explain->scanner));
    for (uint32_t i = 0; good && i < files.list.count; i++)
        good = explain_file(explain, &files.list.items[i]);
    if (good)
        files_say_left_out(explain->cli, &files);
}

void command_explain(struct cli *cli)
{
    static const text_list none = {0};
    struct arguments *arguments = &cli->arguments;
    struct explain explain = {.cli = cli, .page = ASSAY_PAGE_INIT};
    unsigned width = option_number(arguments, OPTION_WIDTH);
    size_t index;
    /* The first operand is the rule, the others are files. */
    explain.id = arguments->operands.items[0];
    arguments->operands.items++;
    arguments->operands.count--;
    explain.page.write = write_page;
    explain.page.user = &explain;
    explain.page.width = width ? width : terminal_report_width(terminal_columns(STDOUT_FILENO));
    explain.page.ascii = cli->ascii;
    explain.rules = cli_rules(cli, &none, false);
    if (explain.rules && cli_find_rule(cli, explain.rules, explain.id, &index)) {
        if (arguments->operands.count > 0 || option_given(arguments, OPTION_FILES_FROM))
            explain_files(&explain);
        else
            good_status(&explain, assay_explain_rule(explain.rules, explain.id, &explain.page));
    }
    assay_scanner_free(&explain.scanner);
    assay_policy_free(&explain.policy);
    assay_rules_free(&explain.rules);
}
