/* assay_scanner and assay_result: single messages, mboxes, limits, lives of handles. */
#include <stdio.h>

#include "api/api.h"
#include "test_api.h"

static assay_rules *rules;
static assay_policy *policy;
static assay_scanner *scanner;

static void open_scanner(const char *limit)
{
    const char *const limits[] = {limit};
    assay_policy_options options = ASSAY_POLICY_OPTIONS_INIT;
    options.limits = limits;
    options.limit_count = limit ? 1 : 0;
    rules = load_rules(two_rules);
    ck_assert_int_eq(assay_policy_new(rules, &options, &policy), ASSAY_OK);
    ck_assert_int_eq(assay_scanner_new(policy, &scanner), ASSAY_OK);
}

static void tear_down(void)
{
    assay_scanner_free(&scanner);
    assay_policy_free(&policy);
    assay_rules_free(&rules);
}

static void begin(const char *text)
{
    assay_input input = ASSAY_INPUT_INIT;
    input.name = "mail";
    input.data = text;
    input.data_size = slice_cstr(text).size;
    ck_assert_int_eq(assay_scan_begin(scanner, &input), ASSAY_OK);
}

static assay_summary summarise(const assay_result *result)
{
    assay_summary summary = ASSAY_SUMMARY_INIT;
    ck_assert_int_eq(assay_result_summary(result, &summary), ASSAY_OK);
    return summary;
}

START_TEST(scores_a_message)
{
    open_scanner(NULL);
    assay_result *result = NULL;
    begin("Subject: x\n\nA prize: http://intranet/x\n");
    ck_assert_int_eq(assay_scan_next(scanner, &result), ASSAY_OK);
    assay_summary summary = summarise(result);
    ck_assert_int_eq(summary.verdict, ASSAY_FAIL);
    ck_assert_int_eq(summary.score, 750);
    ck_assert_int_eq(summary.complete, 1);
    ck_assert_uint_eq(summary.errors, 1);
    ck_assert_uint_eq(summary.warnings, 1);
    ck_assert_uint_eq(summary.infos, 0);
    ck_assert_uint_eq(summary.message, 0);
    ck_assert_str_eq(summary.kind, "eml");
    ck_assert_str_eq(summary.stage, "pre-mta");
    assay_result *second = result;
    ck_assert_int_eq(assay_scan_next(scanner, &second), ASSAY_END);
    ck_assert_ptr_null(second);
    assay_scanner_free(&scanner);
    ck_assert_int_eq(summarise(result).verdict, ASSAY_FAIL);
    assay_result_free(&result);
    ck_assert_ptr_null(result);
}
END_TEST

START_TEST(scores_an_empty_file)
{
    open_scanner(NULL);
    assay_result *result = NULL;
    begin("");
    ck_assert_int_eq(assay_scan_next(scanner, &result), ASSAY_OK);
    ck_assert_int_eq(summarise(result).verdict, ASSAY_PASS);
    assay_result_free(&result);
    ck_assert_int_eq(assay_scan_next(scanner, &result), ASSAY_END);
}
END_TEST

/* Three messages; the lines end in LF, CR LF and CR. */
static const char mbox[] = "From a@example.com Mon Nov  2 10:00:00 2026\n"
                           "Subject: one\n\nhttp://intranet/1\n\n"
                           "From b@example.com Mon Nov  2 10:00:00 2026\r\n"
                           "Subject: two\r\n\r\nnothing\r\n\r\n"
                           "From c@example.com Mon Nov  2 10:00:00 2026\n"
                           "Subject: three\n\nhttp://intranet/3\n";

START_TEST(reads_an_mbox)
{
    static const struct {
        assay_verdict verdict;
        uint64_t line;
    } expected[] = {{ASSAY_FAIL, 4}, {ASSAY_PASS, 0}, {ASSAY_FAIL, 14}};
    open_scanner(NULL);
    assay_result *result = NULL;
    begin(mbox);
    for (uint32_t i = 0; i < COUNT(expected); i++) {
        ck_assert_int_eq(assay_scan_next(scanner, &result), ASSAY_OK);
        assay_summary summary = summarise(result);
        ck_assert_uint_eq(summary.message, i + 1);
        ck_assert_str_eq(summary.kind, "mbox");
        ck_assert_msg(summary.verdict == expected[i].verdict, "message %u: %d", (unsigned)i + 1, (int)summary.verdict);
        if (expected[i].line) {
            const struct location *location = &result->outcome.findings.items[0].locations.items[0];
            struct position at = source_position(&result->message.source, location->hull.start, COLUMN_CODE_POINTS);
            ck_assert_uint_eq(at.line, expected[i].line);
            ck_assert_uint_eq(at.column, 1);
            struct slice there = slice_sub(slice_cstr(mbox), at.offset, at.offset + 16);
            ck_assert_msg(slice_equal(there, SLICE("http://intranet/")), "message %u: <%.*s>", (unsigned)i + 1, SLICE_ARG(there));
        }
        assay_result_free(&result);
    }
    ck_assert_int_eq(assay_scan_next(scanner, &result), ASSAY_END);
}
END_TEST

START_TEST(says_too_large)
{
    open_scanner("message_bytes=20");
    assay_result *result = NULL;
    begin("Subject: x\n\nA prize: http://intranet/x\n");
    ck_assert_int_eq(assay_scan_next(scanner, &result), ASSAY_TOO_LARGE);
    assay_summary summary = summarise(result);
    ck_assert_int_eq(summary.verdict, ASSAY_INCOMPLETE);
    ck_assert_int_eq(summary.complete, 0);
    ck_assert_ptr_null(summary.kind);
    ck_assert_str_eq(result->file.code, "limit-message_bytes");
    assay_result_free(&result);
}
END_TEST

START_TEST(says_no_memory)
{
    open_scanner("memory_bytes=1");
    assay_result *result = NULL;
    begin("Subject: x\n\nA prize: http://intranet/x\n");
    ck_assert_int_eq(assay_scan_next(scanner, &result), ASSAY_NO_MEMORY);
    ck_assert_int_eq(summarise(result).verdict, ASSAY_INCOMPLETE);
    assay_result_free(&result);
}
END_TEST

/* Whatever memory there is: a result, and what it says is whole or nothing. */
START_TEST(survives_any_memory_limit)
{
    for (unsigned bytes = 1; bytes < 600000; bytes += bytes < 40000 ? 1000 : 20000) {
        char limit[40];
        snprintf(limit, sizeof limit, "memory_bytes=%u", bytes);
        open_scanner(limit);
        assay_result *result = NULL;
        begin("Subject: =?utf-8?q?x?=\nContent-Type: text/html\n\n<p>A prize: <a href=http://intranet/x>x</a>\n");
        assay_status status = assay_scan_next(scanner, &result);
        ck_assert_ptr_nonnull(result);
        ck_assert_msg(status == ASSAY_OK || status == ASSAY_NO_MEMORY, "%u: %s", bytes, assay_status_text(status));
        ck_assert_int_eq(summarise(result).verdict, status == ASSAY_OK ? ASSAY_FAIL : ASSAY_INCOMPLETE);
        assay_result_free(&result);
        tear_down();
    }
}
END_TEST

START_TEST(makes_unreadable_results)
{
    open_scanner(NULL);
    assay_result *result = NULL;
    ck_assert_int_eq(assay_result_unreadable(scanner, "gone.eml", "no such file", &result), ASSAY_OK);
    assay_summary summary = summarise(result);
    ck_assert_int_eq(summary.verdict, ASSAY_UNREADABLE);
    ck_assert_int_eq(summary.complete, 0);
    assay_result_free(&result);
    ck_assert_int_eq(assay_result_unreadable(scanner, NULL, "x", &result), ASSAY_BAD_ARGUMENT);
}
END_TEST

START_TEST(refuses_bad_arguments)
{
    open_scanner(NULL);
    assay_input input = ASSAY_INPUT_INIT;
    assay_result *result = NULL;
    ck_assert_int_eq(assay_scan_next(scanner, &result), ASSAY_END); /* nothing was begun */
    ck_assert_int_eq(assay_scan_begin(NULL, &input), ASSAY_BAD_ARGUMENT);
    ck_assert_int_eq(assay_scan_begin(scanner, NULL), ASSAY_BAD_ARGUMENT);
    input.data_size = 3;
    ck_assert_int_eq(assay_scan_begin(scanner, &input), ASSAY_BAD_ARGUMENT);
    ck_assert_int_eq(assay_scan_next(scanner, NULL), ASSAY_BAD_ARGUMENT);
    ck_assert_int_eq(assay_scan_next(NULL, &result), ASSAY_BAD_ARGUMENT);
    ck_assert_int_eq(assay_result_summary(NULL, NULL), ASSAY_BAD_ARGUMENT);
    assay_scanner *other = NULL;
    ck_assert_int_eq(assay_scanner_new(NULL, &other), ASSAY_BAD_ARGUMENT);
    assay_scanner_free(NULL);
    assay_result_free(NULL);
}
END_TEST

static const struct {
    const char *text;
    int mail;
} beginnings[] = {
    {"From: a@example.com\nSubject: x\n\n", 1},
    {"X-One: 1\nX-Own:\n folded\nfrom: a@example.com\r\nDate: x", 1},
    {"From a@example.com Sat Jan  3 01:05:34 1998\nFrom: a@example.com\nTo: b@example.com\n", 1},
    {"\xEF\xBB\xBFSubject: x\nTo: b@example.com\n", 1},
    {"Subject: x\n\nTo: b@example.com\n", 0},
    {"Subject: x\nnothing\nTo: b@example.com\n", 0},
    {"all: program\n\tcc x.c\nclean:\n\trm x\n", 0},
    {" folded\nSubject: x\nTo: b@example.com\n", 0},
    {"<p>Subject: x\nTo: b@example.com\n", 0},
    {"", 0},
};

START_TEST(tells_mail_from_other_files)
{
    struct slice text = slice_cstr(beginnings[_i].text);
    ck_assert_msg(assay_begins_as_mail(text.data, text.size) == beginnings[_i].mail, "row %d", _i);
    for (size_t size = 0; size < text.size; size++)
        assay_begins_as_mail(text.data, size);
    ck_assert_int_eq(assay_begins_as_mail(NULL, 0), 0);
}
END_TEST

TCase *scan_tests(void)
{
    TCase *tests = tcase_create("scan");
    tcase_add_checked_fixture(tests, NULL, tear_down);
    tcase_add_test(tests, scores_a_message);
    tcase_add_test(tests, scores_an_empty_file);
    tcase_add_test(tests, reads_an_mbox);
    tcase_add_test(tests, says_too_large);
    tcase_add_test(tests, says_no_memory);
    tcase_add_test(tests, survives_any_memory_limit);
    tcase_add_test(tests, makes_unreadable_results);
    tcase_add_test(tests, refuses_bad_arguments);
    tcase_add_loop_test(tests, tells_mail_from_other_files, 0, sizeof beginnings / sizeof beginnings[0]);
    return tests;
}
