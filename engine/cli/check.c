/* mailassay check. Tested in tests/cases.
 *
 * A file is read whole, scored, reported and forgotten before the next. What cannot be read is named on standard error and stands
 * in the report; the other files are scored all the same. */
#include "cli/cli.h"

#define FILE_BYTES 2147483647 /* of an mbox; messages have the limit message_bytes */

struct check {
    struct cli *cli;
    assay_rules *rules;
    assay_policy *policy;
    assay_scanner *scanner;
    assay_report report;
};

static int write_report(void *user, const void *data, size_t data_size)
{
    struct cli *cli = user;
    return cli_output(cli, slice_make(data, data_size)) ? 0 : 1;
}

static bool make_policy(struct check *check)
{
    const struct arguments *arguments = &check->cli->arguments;
    const text_list *overrides = &arguments->values[OPTION_OVERRIDE];
    const text_list *limits = &arguments->values[OPTION_LIMIT];
    assay_policy_options policy = ASSAY_POLICY_OPTIONS_INIT;
    policy.profile = option_value(arguments, OPTION_PROFILE);
    policy.stage = option_value(arguments, OPTION_STAGE);
    policy.provider = option_value(arguments, OPTION_PROVIDER);
    policy.fail_on = option_value(arguments, OPTION_FAIL_ON);
    policy.fail_score = option_value(arguments, OPTION_FAIL_SCORE);
    policy.warn_score = option_value(arguments, OPTION_WARN_SCORE);
    policy.overrides = overrides->items;
    policy.override_count = overrides->count;
    policy.limits = limits->items;
    policy.limit_count = limits->count;
    policy.on_diagnostic = cli_diagnostic;
    policy.user = check->cli;
    assay_status status = assay_policy_new(check->rules, &policy, &check->policy);
    if (status == ASSAY_OK)
        status = assay_scanner_new(check->policy, &check->scanner);
    if (status == ASSAY_BAD_POLICY)
        cli_raise(check->cli, EXIT_USAGE);
    else if (status != ASSAY_OK)
        cli_internal(check->cli, status);
    return status == ASSAY_OK;
}

/* The options that are about the report. */
static void read_options(struct check *check)
{
    struct cli *cli = check->cli;
    const struct arguments *arguments = &cli->arguments;
    check->report.format = option_value(arguments, OPTION_FORMAT);
    check->report.write = write_report;
    check->report.user = cli;
    check->report.width = option_number(arguments, OPTION_WIDTH);
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

static bool add_result(struct check *check, assay_result **result)
{
    assay_summary summary = ASSAY_SUMMARY_INIT;
    bool allowed = option_given(&check->cli->arguments, OPTION_ALLOW_INCOMPLETE);
    assay_status status = assay_result_summary(*result, &summary);
    if (status == ASSAY_OK)
        status = assay_report_add(&check->report, *result);
    if (summary.verdict == ASSAY_FAIL)
        cli_raise(check->cli, EXIT_FAILS);
    if (summary.verdict == ASSAY_UNREADABLE || (!summary.complete && !allowed))
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
    if (!report_status(check, assay_scan_begin(check->scanner, &input)))
        return false;
    for (;;) {
        assay_result *result;
        assay_status status = assay_scan_next(check->scanner, &result);
        if (status == ASSAY_END)
            return true;
        if (!result)
            return report_status(check, status);
        if (!add_result(check, &result))
            return false;
    }
}

static bool check_file(struct check *check, const char *path)
{
    struct arena arena;
    struct slice bytes;
    arena_init(&arena, SIZE_MAX);
    const char *reason = cli_read(check->cli, &arena, path, FILE_BYTES, &bytes);
    bool go_on = reason ? check_unreadable(check, path, reason) : check_messages(check, path, bytes);
    arena_free(&arena);
    return go_on;
}

void command_check(struct cli *cli)
{
    static const text_list none = {0};
    struct check check = {.cli = cli, .report = ASSAY_REPORT_INIT};
    read_options(&check);
    check.rules = cli_rules(cli, &none, false);
    if (check.rules && make_policy(&check)) {
        check.report.policy = check.policy;
        bool go_on = report_status(&check, assay_report_begin(&check.report));
        for (uint32_t i = 0; go_on && i < cli->arguments.operands.count; i++)
            go_on = check_file(&check, cli->arguments.operands.items[i]);
        if (go_on)
            report_status(&check, assay_report_end(&check.report));
    }
    assay_report_abandon(&check.report);
    assay_scanner_free(&check.scanner);
    assay_policy_free(&check.policy);
    assay_rules_free(&check.rules);
}
