/* Scores one message that lies in memory and prints what was found. The status is 0, or 1 if the message fails.
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
    assay_summary summary = ASSAY_SUMMARY_INIT;
    assay_report report = ASSAY_REPORT_INIT;
    assay_input input = ASSAY_INPUT_INIT;
    input.name = "news.eml";
    input.data = message;
    input.data_size = sizeof message - 1;
    report.write = print;
    report.user = stdout;

    int good = assay_rules_load(NULL, &rules) == ASSAY_OK /* null: the shipped rules */
               && assay_policy_new(rules, NULL, &policy) == ASSAY_OK && assay_scanner_new(policy, &scanner) == ASSAY_OK &&
               assay_scan_begin(scanner, &input) == ASSAY_OK && assay_scan_next(scanner, &result) == ASSAY_OK &&
               assay_result_summary(result, &summary) == ASSAY_OK;
    report.policy = policy;
    if (good && assay_report_begin(&report) == ASSAY_OK && assay_report_add(&report, result) == ASSAY_OK)
        assay_report_end(&report);

    assay_result_free(&result);
    assay_scanner_free(&scanner);
    assay_policy_free(&policy);
    assay_rules_free(&rules);
    return good && summary.verdict != ASSAY_FAIL ? 0 : 1;
}
