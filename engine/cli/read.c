/* Files into results. A file is read whole and forgotten before the next. What cannot be read is named on standard error and
 * gives a result too; the other files are read all the same. Tested in tests/cases. */
#include "cli/read.h"

#include <unistd.h>

bool reading_status(struct cli *cli, assay_status status)
{
    if (status != ASSAY_OK && status != ASSAY_IO)
        cli_internal(cli, status);
    return status == ASSAY_OK;
}

bool reading_begin(struct reading *reading)
{
    static const text_list none = {0};
    reading->rules = cli_rules(reading->cli, &none, false);
    reading->policy = reading->rules ? cli_policy(reading->cli, reading->rules) : NULL;
    return reading->policy && reading_status(reading->cli, assay_scanner_new(reading->policy, &reading->scanner));
}

void reading_end(struct reading *reading)
{
    assay_scanner_free(&reading->scanner);
    assay_policy_free(&reading->policy);
    assay_rules_free(&reading->rules);
}

void reading_progress(struct reading *reading, uint32_t files)
{
    struct cli *cli = reading->cli;
    bool quiet = option_given(&cli->arguments, OPTION_QUIET);
    reading->files = files;
    progress_begin(&cli->progress, !quiet && environment_can_erase(&cli->environment, isatty(STDERR_FILENO) == 1), cli->ascii);
}

static void show_progress(struct reading *reading, const char *path, uint64_t message)
{
    const struct progress_state state = {.done = reading->done, .files = reading->files, .message = message, .path = path};
    progress_show(&reading->cli->progress, &state);
}

static bool take(struct reading *reading, const char *name, assay_result **result)
{
    bool go_on = reading->take(reading->user, name, *result);
    assay_result_free(result);
    return go_on;
}

bool reading_failed(struct reading *reading, const char *name, const char *reason)
{
    assay_result *result;
    cli_unreadable(reading->cli, name, reason);
    if (!reading_status(reading->cli, assay_result_unreadable(reading->scanner, name, reason, &result)))
        return false;
    return take(reading, name, &result);
}

bool reading_bytes(struct reading *reading, const char *name, struct slice bytes)
{
    assay_input input = ASSAY_INPUT_INIT;
    input.name = name;
    input.data = bytes.data;
    input.data_size = bytes.size;
    input.kind = option_value(&reading->cli->arguments, OPTION_KIND);
    if (!reading_status(reading->cli, assay_scan_begin(reading->scanner, &input)))
        return false;
    for (uint64_t message = 1;; message++) {
        assay_result *result;
        show_progress(reading, name, message > 1 ? message : 0);
        assay_status status = assay_scan_next(reading->scanner, &result);
        if (status == ASSAY_END)
            return true;
        if (!result)
            return reading_status(reading->cli, status);
        if (!take(reading, name, &result))
            return false;
    }
}

bool reading_file(struct reading *reading, const struct file *file)
{
    struct arena arena;
    struct slice bytes;
    const char *stdin_name = option_value(&reading->cli->arguments, OPTION_STDIN_NAME);
    bool is_stdin = slice_equal(slice_cstr(file->path), SLICE("-"));
    const char *name = is_stdin && stdin_name ? stdin_name : file->path;
    arena_init(&arena, SIZE_MAX);
    const char *reason = file->reason ? file->reason : cli_read(reading->cli, &arena, file->path, CLI_FILE_BYTES, &bytes);
    /* A file may well be empty; of a pipe it means that the command before it failed. */
    if (!reason && is_stdin && bytes.size == 0)
        reason = "nothing came from standard input";
    bool go_on = reason ? reading_failed(reading, name, reason) : reading_bytes(reading, name, bytes);
    arena_free(&arena);
    reading->done++;
    return go_on;
}

void reading_raise(struct cli *cli, const assay_summary *summary)
{
    bool allowed = option_given(&cli->arguments, OPTION_ALLOW_INCOMPLETE);
    if (summary->verdict == ASSAY_UNREADABLE || (!summary->complete && !allowed))
        cli_raise(cli, EXIT_INPUT);
}
