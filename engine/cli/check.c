/* mailassay check. Tested in tests/cases.
 *
 * A file is read whole, scored, reported and forgotten before the next. What cannot be read is named on standard error and stands
 * in the report; the other files are scored all the same. A report that goes to a file is kept until it is whole. */
#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/files.h"

struct check {
    struct cli *cli;
    struct files files;
    const char *output; /* the file for the report; null: standard output */
    struct arena arena; /* of `kept` */
    struct buffer kept; /* a report that goes to a file */
    assay_rules *rules;
    assay_policy *policy;
    assay_scanner *scanner;
    assay_report report;
    uint32_t done; /* files */
};

static int write_report(void *user, const void *data, size_t data_size)
{
    struct check *check = user;
    if (!check->output)
        return cli_output(check->cli, slice_make(data, data_size)) ? 0 : 1;
    buffer_append(&check->kept, slice_make(data, data_size));
    if (!check->kept.failed)
        return 0;
    cli_internal(check->cli, ASSAY_NO_MEMORY);
    return 1;
}

static bool make_policy(struct check *check)
{
    check->policy = cli_policy(check->cli, check->rules);
    assay_status status = check->policy ? assay_scanner_new(check->policy, &check->scanner) : ASSAY_OK;
    if (status != ASSAY_OK)
        cli_internal(check->cli, status);
    return check->scanner != NULL;
}

/* The options that are about the report. */
static void read_options(struct check *check)
{
    struct cli *cli = check->cli;
    const struct arguments *arguments = &cli->arguments;
    check->report.format = option_value(arguments, OPTION_FORMAT);
    check->report.write = write_report;
    check->report.user = check;
    unsigned columns = check->output ? 0 : terminal_columns(STDOUT_FILENO);
    unsigned width = option_number(arguments, OPTION_WIDTH);
    check->report.width = width ? width : terminal_report_width(columns);
    check->report.color = cli->color;
    check->report.ascii = cli->ascii;
    check->report.all = option_given(arguments, OPTION_ALL);
    check->report.quiet = option_given(arguments, OPTION_QUIET);
    check->report.list_links = option_given(arguments, OPTION_LIST_LINKS);
    check->report.group_by = option_value(arguments, OPTION_GROUP_BY);
}

/* False when the run cannot go on: the report took no more, or there is no memory. */
static bool report_status(struct check *check, assay_status status)
{
    if (status != ASSAY_OK && status != ASSAY_IO)
        cli_internal(check->cli, status);
    return status == ASSAY_OK;
}

static void show_progress(struct check *check, const char *path, uint64_t message)
{
    const struct progress_state state = {.done = check->done, .files = check->files.list.count, .message = message, .path = path};
    progress_show(&check->cli->progress, &state);
}

static bool add_result(struct check *check, assay_result **result)
{
    const struct arguments *arguments = &check->cli->arguments;
    assay_summary summary = ASSAY_SUMMARY_INIT;
    assay_status status = assay_result_summary(*result, &summary);
    if (status == ASSAY_OK)
        status = assay_report_add(&check->report, *result);
    if (summary.verdict == ASSAY_FAIL && !option_given(arguments, OPTION_REPORT_ONLY))
        cli_raise(check->cli, EXIT_FAILS);
    if (summary.verdict == ASSAY_UNREADABLE || (!summary.complete && !option_given(arguments, OPTION_ALLOW_INCOMPLETE)))
        cli_raise(check->cli, EXIT_INPUT);
    assay_result_free(result);
    return report_status(check, status);
}

static bool check_unreadable(struct check *check, const char *path, const char *reason)
{
    assay_result *result;
    cli_unreadable(check->cli, path, reason);
    if (!report_status(check, assay_result_unreadable(check->scanner, path, reason, &result)))
        return false;
    return add_result(check, &result);
}

static bool check_messages(struct check *check, const char *path, struct slice bytes)
{
    assay_input input = ASSAY_INPUT_INIT;
    input.name = path;
    input.data = bytes.data;
    input.data_size = bytes.size;
    input.kind = option_value(&check->cli->arguments, OPTION_KIND);
    if (!report_status(check, assay_scan_begin(check->scanner, &input)))
        return false;
    for (uint64_t message = 1;; message++) {
        assay_result *result;
        show_progress(check, path, message > 1 ? message : 0);
        assay_status status = assay_scan_next(check->scanner, &result);
        if (status == ASSAY_END)
            return true;
        if (!result)
            return report_status(check, status);
        if (!add_result(check, &result))
            return false;
    }
}

static bool check_file(struct check *check, const struct file *file)
{
    struct arena arena;
    struct slice bytes;
    const char *stdin_name = option_value(&check->cli->arguments, OPTION_STDIN_NAME);
    bool is_stdin = slice_equal(slice_cstr(file->path), SLICE("-"));
    const char *name = is_stdin && stdin_name ? stdin_name : file->path;
    arena_init(&arena, SIZE_MAX);
    const char *reason = file->reason ? file->reason : cli_read(check->cli, &arena, file->path, CLI_FILE_BYTES, &bytes);
    /* A file may well be empty; of a pipe it means that the command before it failed. */
    if (!reason && is_stdin && bytes.size == 0)
        reason = "nothing came from standard input";
    bool go_on = reason ? check_unreadable(check, name, reason) : check_messages(check, name, bytes);
    arena_free(&arena);
    check->done++;
    return go_on;
}

/* Before the work begins: could the report be written? Not over a file that is to be checked. */
static bool can_output(struct check *check)
{
    struct stat target, file;
    if (!check->output)
        return true;
    if (!io_can_write_file(&check->arena, check->output)) {
        cli_unwritable(check->cli, check->output, errno);
        cli_raise(check->cli, EXIT_USAGE);
        return false;
    }
    if (stat(check->output, &target) != 0 || !S_ISREG(target.st_mode))
        return true;
    for (uint32_t i = 0; i < check->files.list.count; i++) {
        if (stat(check->files.list.items[i].path, &file) == 0 && file.st_dev == target.st_dev && file.st_ino == target.st_ino) {
            cli_complain(check->cli, "`%s` is to be checked, so the report must not replace it", check->output);
            cli_raise(check->cli, EXIT_USAGE);
            return false;
        }
    }
    return true;
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
    buffer_init(&text, &check->arena, SIZE_MAX);
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        if (counts[i].count)
            buffer_printf(&text, "%s%llu %s", text.size ? ", " : ": ", (unsigned long long)counts[i].count, counts[i].what);
    }
    cli_complain(check->cli, "%llu message%s%.*s; the report is in `%s`", (unsigned long long)report->files,
                 report->files == 1 ? "" : "s", SLICE_ARG(buffer_slice(&text)), check->output);
}

static void finish(struct check *check)
{
    bool quiet = option_given(&check->cli->arguments, OPTION_QUIET);
    progress_erase(&check->cli->progress);
    if (check->output && !io_write_file(&check->arena, check->output, buffer_slice(&check->kept))) {
        cli_unwritable(check->cli, check->output, errno);
        cli_raise(check->cli, EXIT_INTERNAL);
    } else if (check->output && !quiet) {
        say_where(check);
    }
    if (!quiet)
        files_say_left_out(check->cli, &check->files);
}

static void check_files(struct check *check)
{
    const struct environment *environment = &check->cli->environment;
    bool quiet = option_given(&check->cli->arguments, OPTION_QUIET);
    check->report.policy = check->policy;
    progress_begin(&check->cli->progress, !quiet && environment_can_erase(environment, isatty(STDERR_FILENO) == 1),
                   check->cli->ascii);
    bool go_on = report_status(check, assay_report_begin(&check->report));
    for (uint32_t i = 0; go_on && i < check->files.list.count; i++)
        go_on = check_file(check, &check->files.list.items[i]);
    if (go_on && report_status(check, assay_report_end(&check->report)))
        finish(check);
}

void command_check(struct cli *cli)
{
    static const text_list none = {0};
    struct check check = {.cli = cli, .output = cli_output_file(cli), .report = ASSAY_REPORT_INIT};
    arena_init(&check.arena, SIZE_MAX);
    buffer_init(&check.kept, &check.arena, SIZE_MAX);
    read_options(&check);
    check.rules = cli_rules(cli, &none, false);
    /* All that is wrong is said in one run. */
    bool ready = check.rules && make_policy(&check);
    ready = files_collect(cli, &check.files) && ready;
    if (can_output(&check) && ready)
        check_files(&check);
    assay_report_abandon(&check.report);
    assay_scanner_free(&check.scanner);
    assay_policy_free(&check.policy);
    assay_rules_free(&check.rules);
    arena_free(&check.arena);
}
