/* assay_report: formats, counting, writers that fail. */
#include "test_api.h"

static struct arena arena;
static struct buffer written;
static assay_rules *rules;
static assay_policy *policy;
static assay_scanner *scanner;

static int take(void *user, const void *data, size_t data_size)
{
    buffer_append(user, slice_make(data, data_size));
    return 0;
}

static int refuse(void *user, const void *data, size_t data_size)
{
    (void)user;
    (void)data;
    return data_size > 0;
}

static void set_up(void)
{
    arena_init(&arena, SIZE_MAX);
    buffer_init(&written, &arena, SIZE_MAX);
    rules = load_rules(two_rules);
    ck_assert_int_eq(assay_policy_new(rules, NULL, &policy), ASSAY_OK);
    ck_assert_int_eq(assay_scanner_new(policy, &scanner), ASSAY_OK);
}

static void tear_down(void)
{
    assay_scanner_free(&scanner);
    assay_policy_free(&policy);
    assay_rules_free(&rules);
    arena_free(&arena);
}

static assay_report new_report(const char *format)
{
    assay_report report = ASSAY_REPORT_INIT;
    report.format = format;
    report.policy = policy;
    report.write = take;
    report.user = &written;
    report.ascii = 1;
    return report;
}

static assay_result *score(const char *text)
{
    assay_input input = ASSAY_INPUT_INIT;
    assay_result *result = NULL;
    input.name = "mail";
    input.data = text;
    input.data_size = slice_cstr(text).size;
    ck_assert_int_eq(assay_scan_begin(scanner, &input), ASSAY_OK);
    ck_assert_int_eq(assay_scan_next(scanner, &result), ASSAY_OK);
    return result;
}

static void report_three(assay_report *report)
{
    static const char *const texts[] = {"Hello.\n", "A prize, a prize, a prize, a prize.\n", "http://intranet/x\n"};
    ck_assert_int_eq(assay_report_begin(report), ASSAY_OK);
    for (size_t i = 0; i < COUNT(texts); i++) {
        assay_result *result = score(texts[i]);
        ck_assert_int_eq(assay_report_add(report, result), ASSAY_OK);
        assay_result_free(&result);
    }
    ck_assert_int_eq(assay_report_end(report), ASSAY_OK);
}

START_TEST(writes_text)
{
    assay_report report = new_report(NULL);
    report_three(&report);
    struct slice text = buffer_slice(&written);
    expect_part("link first", text, "mail    ");
    ck_assert(slice_find(text, 0, SLICE("mail:1:1: error: Link goes to intranet [LINK_INTRANET]\n")) <
              slice_find(text, 0, SLICE("[WORD_PRIZE +1.500]")));
    expect_part("points", text, "     +1.500  WORD_PRIZE\n  score 1.500 of 5.000\n  WARN: 1 warning\n");
    expect_part("total", text, "3 messages: 1 failed, 1 with warnings, 1 passed\n");
    ck_assert_uint_eq(report.files, 3);
    ck_assert_uint_eq(report.passed, 1);
    ck_assert_uint_eq(report.warned, 1);
    ck_assert_uint_eq(report.failed, 1);
}
END_TEST

START_TEST(writes_json)
{
    assay_report report = new_report("json");
    report_three(&report);
    struct slice text = buffer_slice(&written);
    expect_part("rule set", text,
                "\"ruleset\": {\n    \"rules\": 2,\n    \"packs\": [\n      \"mine\"\n    ],\n    \"sha256\": \"");
    expect_part("summary", text,
                "\"summary\": {\n    \"files\": 3,\n    \"passed\": 1,\n    \"warned\": 1,\n    \"failed\": 1,\n");
}
END_TEST

START_TEST(writes_json_lines)
{
    assay_report report = new_report("jsonl");
    report_three(&report);
    struct slice text = buffer_slice(&written);
    size_t lines = 0;
    for (size_t at = 0; at < text.size; lines++) {
        ck_assert(slice_starts(slice_from(text, at), SLICE("{\"path\": \"mail\", \"kind\": \"text\", ")));
        at = slice_find_byte(text, at, '\n') + 1;
    }
    ck_assert_uint_eq(lines, 3);
}
END_TEST

START_TEST(stops_when_the_writer_does)
{
    static const char *const formats[] = {"text", "json", "jsonl"};
    assay_result *result = score("A prize.\n");
    for (size_t i = 0; i < COUNT(formats); i++) {
        assay_report report = new_report(formats[i]);
        ck_assert_int_eq(assay_report_begin(&report), ASSAY_OK);
        report.write = refuse;
        bool waits = i == 0; /* text is written at the end */
        ck_assert_int_eq(assay_report_add(&report, result), waits ? ASSAY_OK : ASSAY_IO);
        if (waits)
            ck_assert_int_eq(assay_report_end(&report), ASSAY_IO);
        assay_report_abandon(&report);
        ck_assert_ptr_null(report.state);
    }
    assay_result_free(&result);
}
END_TEST

/* A report may be begun again, and given up; nothing is left in memory (AddressSanitizer looks). */
START_TEST(begins_anew)
{
    assay_report report = new_report(NULL);
    assay_result *result = score("A prize.\n");
    ck_assert_int_eq(assay_report_begin(&report), ASSAY_OK);
    ck_assert_int_eq(assay_report_add(&report, result), ASSAY_OK);
    ck_assert_int_eq(assay_report_begin(&report), ASSAY_OK);
    ck_assert_uint_eq(report.files, 0);
    report.format = "json";
    ck_assert_int_eq(assay_report_add(&report, result), ASSAY_BAD_ARGUMENT);
    assay_report_abandon(&report);
    ck_assert_int_eq(assay_report_add(&report, result), ASSAY_BAD_ARGUMENT);
    assay_result_free(&result);
}
END_TEST

START_TEST(says_nothing_of_good_mail_when_quiet)
{
    assay_report report = new_report(NULL);
    report.quiet = 1;
    assay_result *result = score("Hello.\n");
    ck_assert_int_eq(assay_report_begin(&report), ASSAY_OK);
    ck_assert_int_eq(assay_report_add(&report, result), ASSAY_OK);
    ck_assert_int_eq(assay_report_add(&report, result), ASSAY_OK);
    ck_assert_int_eq(assay_report_end(&report), ASSAY_OK);
    ck_assert_uint_eq(written.size, 0);
    assay_result_free(&result);
    report_three(&report);
    expect_part("total", buffer_slice(&written), "3 messages: 1 failed, 1 with warnings, 1 passed\n");
    ck_assert(slice_find(buffer_slice(&written), 0, SLICE("  verdict ")) == SLICE_NONE);
}
END_TEST

START_TEST(groups_by_rule)
{
    assay_report report = new_report(NULL);
    report.group_by = "rule";
    report_three(&report);
    expect_part("rule", buffer_slice(&written), "[WORD_PRIZE]\n    4 hits in 1 message\n");
}
END_TEST

START_TEST(refuses_bad_arguments)
{
    assay_report report = new_report("xml");
    ck_assert_int_eq(assay_report_begin(&report), ASSAY_BAD_ARGUMENT);
    report = new_report("text");
    report.size--;
    ck_assert_int_eq(assay_report_begin(&report), ASSAY_BAD_ARGUMENT);
    report = new_report("text");
    report.write = NULL;
    ck_assert_int_eq(assay_report_begin(&report), ASSAY_BAD_ARGUMENT);
    report = new_report("text");
    report.policy = NULL;
    ck_assert_int_eq(assay_report_begin(&report), ASSAY_BAD_ARGUMENT);
    ck_assert_int_eq(assay_report_begin(NULL), ASSAY_BAD_ARGUMENT);
    report = new_report("text");
    report.group_by = "colour";
    ck_assert_int_eq(assay_report_begin(&report), ASSAY_BAD_ARGUMENT);
    report = new_report("text");
    ck_assert_int_eq(assay_report_add(&report, NULL), ASSAY_BAD_ARGUMENT);
    ck_assert_int_eq(assay_report_end(&report), ASSAY_BAD_ARGUMENT);
    assay_report_abandon(&report);
    assay_report_abandon(NULL);
}
END_TEST

TCase *report_tests(void)
{
    TCase *tests = tcase_create("report");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, writes_text);
    tcase_add_test(tests, writes_json);
    tcase_add_test(tests, writes_json_lines);
    tcase_add_test(tests, stops_when_the_writer_does);
    tcase_add_test(tests, begins_anew);
    tcase_add_test(tests, says_nothing_of_good_mail_when_quiet);
    tcase_add_test(tests, groups_by_rule);
    tcase_add_test(tests, refuses_bad_arguments);
    return tests;
}
