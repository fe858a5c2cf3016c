/* Scores one message that lies in memory and prints what was found.
 *
 *     cc score-buffer.c $(pkg-config --cflags --libs mailassay) */
#include <mailassay.h>
#include <stdio.h>

static int print(void *user, const void *data, size_t data_size)
{
    return fwrite(data, 1, data_size, user) == data_size ? 0 : 1;
}

int main(void)
{
    static const char message[] = "Subject: News\n\nSee http://intranet/x\n";
    assay_rules *rules = NULL;
    assay_policy *policy = NULL;
    assay_scanner *scanner = NULL;
    assay_result *result = NULL;
    assay_report report = ASSAY_REPORT_INIT;
    assay_input input = ASSAY_INPUT_INIT;
    input.name = "news.eml";
    input.data = message;
    input.data_size = sizeof message - 1;

    assay_status status = assay_rules_load(NULL, &rules); /* null: the shipped rules */
    if (status == ASSAY_OK)
        status = assay_policy_new(rules, NULL, &policy); /* null: the defaults */
    if (status == ASSAY_OK)
        status = assay_scanner_new(policy, &scanner);
    if (status == ASSAY_OK)
        status = assay_scan_begin(scanner, &input);
    if (status == ASSAY_OK)
        status = assay_scan_next(scanner, &result);
    if (status == ASSAY_OK) {
        report.policy = policy;
        report.write = print;
        report.user = stdout;
        assay_report_begin(&report);
        assay_report_add(&report, result);
        status = assay_report_end(&report);
    }
    if (status != ASSAY_OK)
        fprintf(stderr, "%s\n", assay_status_text(status));

    assay_result_free(&result);
    assay_scanner_free(&scanner);
    assay_policy_free(&policy);
    assay_rules_free(&rules);
    return status == ASSAY_OK ? 0 : 1;
}
