/* The text report of several messages: order, what is shown once, groups, tables, bounded memory. */
#include "fixture.h"

static struct fixture f;
static struct arena run_arena;
static struct report_run *run;
static struct report_counts counts;
static struct report_style style;
static uint32_t rule_a, rule_b;

static void begin_run(void)
{
    run = report_run_new(&run_arena, &f.rules, &style);
    ck_assert_ptr_nonnull(run);
}

static void set_up(void)
{
    fixture_open(&f);
    arena_init(&run_arena, SIZE_MAX);
    counts = (struct report_counts){0};
    style = (struct report_style){.ascii = true};
    rule_a = fixture_rule(&f, "RULE_A", CATEGORY_BROKEN, "Why of A", "Fix of A");
    rule_b = fixture_rule(&f, "RULE_B", CATEGORY_SPAM, "Why of B", "Fix of B");
}

static void tear_down(void)
{
    report_run_free(run);
    run = NULL;
    arena_free(&run_arena);
    fixture_close(&f);
}

/* Adds the message as it stands, under another name, and makes it a good one again. */
static void add(const char *path, enum verdict verdict)
{
    f.file.path = slice_cstr(path);
    f.outcome.verdict = verdict;
    f.outcome.failed_by_severity = verdict == VERDICT_FAIL;
    report_run_add(run, &f.out, &f.file);
    counts.files++;
    counts.failed += verdict == VERDICT_FAIL;
    counts.warned += verdict == VERDICT_WARN;
    counts.passed += verdict == VERDICT_PASS;
    counts.skipped += verdict == VERDICT_SKIPPED;
    counts.unreadable += verdict == VERDICT_ERROR;
    f.outcome.findings.count = 0;
    f.outcome.millipoints = 0;
}

static void find(uint32_t rule, enum severity severity, int64_t millipoints, int hits)
{
    struct finding *finding = fixture_finding(&f, rule, severity, millipoints, "m");
    for (int i = 0; i < hits; i++)
        fixture_location(&f, finding, ROLE_MATCH, "p", 0, NULL);
}

static void add_without_message(const char *path, enum verdict verdict, const char *reason)
{
    struct report_file mail = f.file;
    f.file = (struct report_file){.verdict = verdict, .reason = slice_cstr(reason)};
    add(path, verdict);
    f.file = mail;
}

static const char *end_run(void)
{
    report_run_end(run, &f.out, &counts);
    return fixture_output(&f);
}

static void expect_order(const char *text, const char *const *parts, size_t count)
{
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        size_t next = slice_find(slice_cstr(text), at, slice_cstr(parts[i]));
        ck_assert_msg(next != SLICE_NONE, "<%s> is not there, or too early, in\n%s", parts[i], text);
        at = next + 1;
    }
}

static size_t times(const char *text, const char *part)
{
    size_t count = 0;
    for (size_t at = 0; (at = slice_find(slice_cstr(text), at, slice_cstr(part))) != SLICE_NONE; at++)
        count++;
    return count;
}

START_TEST(shows_one_message_as_it_is)
{
    begin_run();
    add("good.html", VERDICT_PASS);
    expect_text(end_run(), "good.html                                       html - rendered - 61 bytes  PASS\n");
}
END_TEST

START_TEST(counts_what_passes)
{
    begin_run();
    add("a.html", VERDICT_PASS);
    add("b.html", VERDICT_PASS);
    expect_text(end_run(), "2 messages: 2 passed\n");
}
END_TEST

START_TEST(shows_what_passes_when_asked)
{
    style.all = true;
    begin_run();
    add("a.html", VERDICT_PASS);
    add("b.html", VERDICT_PASS);
    ck_assert_uint_eq(times(end_run(), "  PASS: score 0.000 of 5.000\n"), 2);
}
END_TEST

/* Verdict, score, errors, order of input. */
START_TEST(shows_the_worst_first)
{
    begin_run();
    find(rule_b, SEVERITY_WARN, 0, 1);
    add("warn-1", VERDICT_WARN);
    add_without_message("skipped", VERDICT_SKIPPED, "this is a web page");
    find(rule_a, SEVERITY_ERROR, 0, 1);
    add("fail-1", VERDICT_FAIL);
    add("incomplete", VERDICT_INCOMPLETE);
    find(rule_a, SEVERITY_ERROR, 0, 1);
    find(rule_b, SEVERITY_ERROR, 0, 1);
    add("fail-2", VERDICT_FAIL);
    find(rule_b, SEVERITY_ERROR, 6000, 1);
    add("fail-3", VERDICT_FAIL);
    find(rule_b, SEVERITY_WARN, 0, 1);
    add("warn-2", VERDICT_WARN);
    add_without_message("gone", VERDICT_ERROR, "no such file");
    static const char *const order[] = {
        "fail-3 ", "fail-2 ",  "fail-1 ", "gone: ERROR: no such file\n\n", "incomplete ", "warn-1 ",
        "warn-2 ", "skipped:", "rule",    "8 messages: 3 failed, 1 unread"};
    expect_order(end_run(), order, COUNT(order));
}
END_TEST

START_TEST(explains_a_rule_once)
{
    begin_run();
    find(rule_b, SEVERITY_WARN, 0, 1);
    add("warn", VERDICT_WARN);
    find(rule_b, SEVERITY_ERROR, 0, 1);
    find(rule_a, SEVERITY_ERROR, 0, 1);
    add("fail", VERDICT_FAIL);
    const char *text = end_run();
    static const char *const order[] = {"fail:1:2: error: m [RULE_B]", "why: Why of B", "Fix of A",
                                        "warn:1:2: warning: m [RULE_B]"};
    expect_order(text, order, COUNT(order));
    ck_assert_uint_eq(times(text, "Why of B"), 1);
}
END_TEST

START_TEST(ends_with_tables)
{
    begin_run();
    find(rule_a, SEVERITY_ERROR, 0, 7);
    add("news/a.html", VERDICT_FAIL);
    find(rule_a, SEVERITY_WARN, 0, 1);
    find(rule_b, SEVERITY_WARN, 3500, 1);
    f.file.message_number = 12;
    add("in.mbox", VERDICT_WARN);
    f.file.message_number = 0;
    add("good.html", VERDICT_PASS);
    const char *text = end_run();
    size_t at = slice_find(slice_cstr(text), 0, SLICE("  verdict"));
    ck_assert(at != SLICE_NONE);
    expect_text(text + at, "  verdict  score  errors  warnings  message\n"
                           "  FAIL     0.000       1         0  news/a.html\n"
                           "  WARN     3.500       0         2  in.mbox (message 12)\n"
                           "\n"
                           "  rule    severity     hits  messages\n"
                           "  RULE_A  error           8         2\n"
                           "  RULE_B  warning         1         1\n"
                           "\n"
                           "3 messages: 1 failed, 1 with warnings, 1 passed\n");
}
END_TEST

START_TEST(folds_the_table_of_messages)
{
    style.all = _i == 1;
    begin_run();
    for (int i = 0; i < 12; i++) {
        find(rule_a, SEVERITY_WARN, 0, 1);
        add("a.html", VERDICT_WARN);
    }
    const char *text = end_run();
    ck_assert_uint_eq(times(text, "  WARN     0.000       0         1  a.html\n"), style.all ? 12 : 10);
    ck_assert_uint_eq(times(text, "    and 2 more; --all shows them\n"), style.all ? 0 : 1);
}
END_TEST

START_TEST(folds_what_was_skipped)
{
    begin_run();
    for (int i = 0; i < 8; i++)
        add_without_message("page.html", VERDICT_SKIPPED, "this is a web page");
    const char *text = end_run();
    ck_assert_uint_eq(times(text, "page.html: SKIPPED: this is a web page\n"), 5);
    ck_assert_uint_eq(times(text, "3 more messages were skipped; --all shows them\n"), 1);
}
END_TEST

START_TEST(says_little_when_quiet)
{
    style.quiet = true;
    begin_run();
    find(rule_b, SEVERITY_INFO, 0, 1);
    add("info", VERDICT_PASS);
    add_without_message("page.html", VERDICT_SKIPPED, "this is a web page");
    find(rule_a, SEVERITY_ERROR, 0, 1);
    find(rule_b, SEVERITY_INFO, 0, 1);
    fixture_skipped(&f, rule_b, UNKNOWN_NO_HEADERS);
    add("fail", VERDICT_FAIL);
    expect_text(end_run(), "fail                                                  html - rendered - 61 bytes\n"
                           "\n"
                           "fail:1:2: error: m [RULE_A]\n"
                           " 1 | <p>Hello</p>\n"
                           "   |  ^\n"
                           "    why: Why of A\n"
                           "    fix: Fix of A\n"
                           "\n"
                           "  FAIL: 1 error; score 0.000 of 5.000\n"
                           "\n"
                           "3 messages: 1 failed, 1 passed, 1 skipped\n");
}
END_TEST

START_TEST(says_nothing_when_quiet_and_all_is_well)
{
    style.quiet = true;
    begin_run();
    for (int i = 0; i <= _i; i++)
        add("good", VERDICT_PASS);
    expect_text(end_run(), "");
}
END_TEST

START_TEST(groups_by_rule)
{
    style.by_rule = true;
    begin_run();
    find(rule_b, SEVERITY_WARN, 0, 1);
    find(rule_a, SEVERITY_INFO, 0, 7);
    add("a.html", VERDICT_WARN);
    find(rule_a, SEVERITY_ERROR, 0, 2);
    add("b.html", VERDICT_FAIL);
    add_without_message("gone", VERDICT_ERROR, "no such file");
    expect_text(end_run(), "error: A title [RULE_A]\n"
                           "    9 hits in 2 messages\n"
                           "    why: Why of A\n"
                           "    fix: Fix of A\n"
                           "a.html:1:2: m\n"
                           " 1 | <p>Hello</p>\n"
                           "   |  ^\n"
                           "a.html:1:2: also: p\n"
                           "a.html:1:2: also: p\n"
                           "a.html:1:2: also: p\n"
                           "a.html:1:2: also: p\n"
                           "    and 2 more; --all shows them\n"
                           "b.html:1:2: m\n"
                           "b.html:1:2: also: p\n"
                           "\n"
                           "warning: A title [RULE_B]\n"
                           "    1 hit in 1 message\n"
                           "    why: Why of B\n"
                           "    fix: Fix of B\n"
                           "a.html:1:2: m\n"
                           " 1 | <p>Hello</p>\n"
                           "   |  ^\n"
                           "\n"
                           "gone: ERROR: no such file\n"
                           "\n"
                           "  verdict  score  errors  warnings  message\n"
                           "  FAIL     0.000       1         0  b.html\n"
                           "  ERROR                             gone\n"
                           "  WARN     0.000       0         1  a.html\n"
                           "\n"
                           "3 messages: 1 failed, 1 unreadable, 1 with warnings\n");
}
END_TEST

START_TEST(shows_one_message_by_rule_as_it_is)
{
    find(rule_a, SEVERITY_ERROR, 0, 1);
    f.file.path = SLICE("a.html");
    f.outcome.verdict = VERDICT_FAIL;
    f.outcome.failed_by_severity = true;
    report_text_file(&f.out, &f.file, &style);
    const char *alone = fixture_output(&f);
    const char *without_last = arena_cstr(&f.arena, slice_sub(slice_cstr(alone), 0, slice_cstr(alone).size - 1));
    style.by_rule = true;
    begin_run();
    add("a.html", VERDICT_FAIL);
    expect_text(end_run(), without_last);
}
END_TEST

/* Texts of several megabytes, in a run that may keep 64 KB. */
START_TEST(keeps_no_more_than_allowed)
{
    style.kept_bytes = 65536;
    style.by_rule = _i == 1;
    begin_run();
    size_t written = 0;
    for (int i = 0; i < 3000; i++) {
        find(rule_a, i % 2 ? SEVERITY_WARN : SEVERITY_ERROR, 0, 1);
        add(i % 2 ? "warn" : "fail", i % 2 ? VERDICT_WARN : VERDICT_FAIL);
        written += f.out.size;
        const char *text = fixture_output(&f);
        struct slice out = slice_cstr(text);
        if (out.size) {
            size_t warned = slice_find(out, 0, SLICE("\nwarn "));
            ck_assert(slice_find(out, warned, SLICE("\nfail ")) == SLICE_NONE);
            ck_assert_uint_eq(times(text, "This much text is not kept in memory: worst first begins again here.\n"), 1);
        }
        ck_assert_uint_le(run_arena.used, 4 << 20);
    }
    const char *text = end_run();
    if (style.by_rule) {
        ck_assert_uint_eq(written, 0);
        ck_assert_uint_eq(times(text, " more messages; this much text is not kept in memory\n"), 1);
        ck_assert_uint_lt(slice_cstr(text).size, 200000);
    } else {
        ck_assert_uint_gt(written, 200000);
    }
    ck_assert_uint_eq(times(text, "\n3000 messages: 1500 failed, 1500 with warnings\n"), 1);
}
END_TEST

static void add_everything(void)
{
    find(rule_a, SEVERITY_ERROR, 250, 7);
    fixture_problem(&f, "limit-hits", "too many", true, 3);
    add("a.html", VERDICT_FAIL);
    find(rule_a, SEVERITY_WARN, 0, 1);
    find(rule_b, SEVERITY_WARN, 0, 1);
    add("b.html", VERDICT_WARN);
    add_without_message("gone", VERDICT_ERROR, "no such file");
    report_run_end(run, &f.out, &counts);
}

/* The same bytes, the same report; a lack of memory is told and never a crash. */
START_TEST(survives_lack_of_memory)
{
    style.by_rule = _i == 1;
    begin_run();
    add_everything();
    const char *whole = fixture_output(&f);
    f.message.problems.count = 0;
    for (uint64_t n = 2; n < 80; n++) {
        report_run_free(run);
        arena_free(&run_arena);
        counts = (struct report_counts){0};
        run_arena.fail_at = n;
        run = report_run_new(&run_arena, &f.rules, &style);
        if (!run)
            continue;
        add_everything();
        f.message.problems.count = 0;
        if (!f.out.failed)
            expect_text(fixture_output(&f), whole);
        else
            ck_assert(run_arena.failed);
        f.out.failed = false;
        f.out.size = 0;
    }
}
END_TEST

TCase *run_tests(void)
{
    TCase *tests = tcase_create("run");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, shows_one_message_as_it_is);
    tcase_add_test(tests, counts_what_passes);
    tcase_add_test(tests, shows_what_passes_when_asked);
    tcase_add_test(tests, shows_the_worst_first);
    tcase_add_test(tests, explains_a_rule_once);
    tcase_add_test(tests, ends_with_tables);
    tcase_add_loop_test(tests, folds_the_table_of_messages, 0, 2);
    tcase_add_test(tests, folds_what_was_skipped);
    tcase_add_test(tests, says_little_when_quiet);
    tcase_add_loop_test(tests, says_nothing_when_quiet_and_all_is_well, 0, 3);
    tcase_add_test(tests, groups_by_rule);
    tcase_add_test(tests, shows_one_message_by_rule_as_it_is);
    tcase_add_loop_test(tests, keeps_no_more_than_allowed, 0, 2);
    tcase_add_loop_test(tests, survives_lack_of_memory, 0, 2);
    return tests;
}
