/* mailassay check. Tested in tests/cases. */
#include "cli/output.h"
#include "cli/read.h"

struct check {
    struct reading reading;
    struct files files;
    struct output output;
    assay_report report;
};

/* The options that are about the report. */
static void read_options(struct check *check)
{
    const struct cli *cli = check->reading.cli;
    const struct arguments *arguments = &cli->arguments;
    check->report.format = option_value(arguments, OPTION_FORMAT);
    check->report.write = output_write;
    check->report.user = &check->output;
    check->report.width = output_width(&check->output);
    check->report.color = cli->color;
    check->report.ascii = cli->ascii;
    check->report.all = option_given(arguments, OPTION_ALL);
    check->report.quiet = option_given(arguments, OPTION_QUIET);
    check->report.list_links = option_given(arguments, OPTION_LIST_LINKS);
    check->report.group_by = option_value(arguments, OPTION_GROUP_BY);
}

static bool add_result(void *user, const char *name, assay_result *result)
{
    struct check *check = user;
    struct cli *cli = check->reading.cli;
    assay_summary summary = ASSAY_SUMMARY_INIT;
    (void)name;
    assay_status status = assay_result_summary(result, &summary);
    if (status == ASSAY_OK)
        status = assay_report_add(&check->report, result);
    if (summary.verdict == ASSAY_FAIL && !option_given(&cli->arguments, OPTION_REPORT_ONLY))
        cli_raise(cli, EXIT_FAILS);
    reading_raise(cli, &summary);
    return reading_status(cli, status);
}

/* "3 messages: 1 fails, 2 pass", for those who do not see the report. */
static void say_where(struct check *check)
{
    const assay_report *report = &check->report;
    const struct {
        uint64_t count;
        const char *what;
    } counts[] = {
        {report->unreadable, "unreadable"}, {report->failed, "failed"}, {report->incomplete, "incomplete"},
        {report->warned, "with warnings"},  {report->passed, "passed"}, {report->skipped, "skipped"},
    };
    struct buffer text;
    buffer_init(&text, &check->output.arena, SIZE_MAX);
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        if (counts[i].count)
            buffer_printf(&text, "%s%llu %s", text.size ? ", " : ": ", (unsigned long long)counts[i].count, counts[i].what);
    }
    cli_complain(check->reading.cli, "%llu message%s%.*s; the report is in `%s`", (unsigned long long)report->files,
                 report->files == 1 ? "" : "s", SLICE_ARG(buffer_slice(&text)), check->output.path);
}

static void finish(struct check *check)
{
    struct cli *cli = check->reading.cli;
    bool quiet = option_given(&cli->arguments, OPTION_QUIET);
    if (output_finish(&check->output) && check->output.path && !quiet)
        say_where(check);
    if (!quiet)
        files_say_left_out(cli, &check->files);
}

static void check_files(struct check *check)
{
    struct cli *cli = check->reading.cli;
    check->report.policy = check->reading.policy;
    reading_progress(&check->reading, check->files.list.count);
    bool go_on = reading_status(cli, assay_report_begin(&check->report));
    for (uint32_t i = 0; go_on && i < check->files.list.count; i++)
        go_on = reading_file(&check->reading, &check->files.list.items[i]);
    if (go_on && reading_status(cli, assay_report_end(&check->report)))
        finish(check);
}

void command_check(struct cli *cli)
{
    struct check check = {.reading = {.cli = cli, .take = add_result}, .report = ASSAY_REPORT_INIT};
    check.reading.user = &check;
    output_init(&check.output, cli);
    read_options(&check);
    /* All that is wrong is said in one run. */
    bool ready = reading_begin(&check.reading);
    ready = files_collect(cli, &check.files) && ready;
    if (output_possible(&check.output, &check.files) && ready)
        check_files(&check);
    assay_report_abandon(&check.report);
    reading_end(&check.reading);
    output_free(&check.output);
}
