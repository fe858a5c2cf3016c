/* mailassay explain: a rule's page, or why it did or did not fire in files. Tested in tests/cases. */
#include <unistd.h>

#include "cli/read.h"

struct explain {
    struct reading reading;
    const char *id;
    assay_page page;
    bool begun; /* something was written */
};

static int write_page(void *user, const void *data, size_t data_size)
{
    struct explain *explain = user;
    struct cli *cli = explain->reading.cli;
    bool good = !explain->begun || cli_output(cli, SLICE("\n"));
    explain->begun = true;
    return good && cli_output(cli, slice_make(data, data_size)) ? 0 : 1;
}

static bool explain_result(void *user, const char *path, assay_result *result)
{
    struct explain *explain = user;
    struct cli *cli = explain->reading.cli;
    assay_summary summary = ASSAY_SUMMARY_INIT;
    assay_status status = assay_result_summary(result, &summary);
    if (status == ASSAY_OK && !summary.stage) {
        if (summary.verdict != ASSAY_UNREADABLE)
            cli_complain(cli, "`%s` was not scored: %s", path,
                         summary.verdict == ASSAY_SKIPPED ? "it is no mail" : "it could not be read within its limits");
        cli_raise(cli, EXIT_INPUT);
        return true;
    }
    if (status == ASSAY_OK)
        status = assay_explain_result(result, explain->id, &explain->page);
    return reading_status(cli, status);
}

static void explain_files(struct explain *explain)
{
    struct cli *cli = explain->reading.cli;
    struct files files = {0};
    bool good = files_collect(cli, &files);
    for (uint32_t i = 0; good && i < files.list.count; i++)
        good = reading_file(&explain->reading, &files.list.items[i]);
    if (good)
        files_say_left_out(cli, &files);
}

void command_explain(struct cli *cli)
{
    struct arguments *arguments = &cli->arguments;
    struct explain explain = {.reading = {.cli = cli, .take = explain_result}, .page = ASSAY_PAGE_INIT};
    unsigned width = option_number(arguments, OPTION_WIDTH);
    size_t index;
    /* The first operand is the rule, the others are files. */
    explain.id = arguments->operands.items[0];
    arguments->operands.items++;
    arguments->operands.count--;
    explain.reading.user = &explain;
    explain.page.write = write_page;
    explain.page.user = &explain;
    explain.page.width = width ? width : terminal_report_width(terminal_columns(STDOUT_FILENO));
    explain.page.ascii = cli->ascii;
    if (reading_begin(&explain.reading) && cli_find_rule(cli, explain.reading.rules, explain.id, &index)) {
        if (arguments->operands.count > 0 || option_given(arguments, OPTION_FILES_FROM))
            explain_files(&explain);
        else
            reading_status(cli, assay_explain_rule(explain.reading.rules, explain.id, &explain.page));
    }
    reading_end(&explain.reading);
}
