/* The text report: whole texts, and what must hold of any. */
#include "base/excerpt.h"
#include "base/utf8.h"
#include "fixture.h"

static struct fixture f;
static const struct report_style plain = {.ascii = true};

static void set_up(void)
{
    fixture_open(&f);
}

static void tear_down(void)
{
    fixture_close(&f);
}

static const char *draw(const struct report_style *style)
{
    report_text_file(&f.out, &f.file, style);
    return fixture_output(&f);
}

START_TEST(shows_a_pass_in_a_line)
{
    expect_text(draw(&plain), "news/july.html                                  html - rendered - 61 bytes  PASS\n");
    f.message.syntax = TEMPLATE_BRACES;
    f.file.size = 2 * 1024 * 1024 + 300 * 1024;
    fixture_skipped(&f, fixture_rule(&f, "A", CATEGORY_SPAM, "", ""), UNKNOWN_NO_HEADERS);
    expect_text(draw(&plain), "news/july.html               html - rendered - braces - 2.2 MB - 1 skipped  PASS\n");
    ck_assert(slice_find(slice_cstr(draw(&(struct report_style){0})), 0, SLICE("html \xC2\xB7 rendered")) != SLICE_NONE);
}
END_TEST

START_TEST(shows_everything_of_a_pass_when_asked)
{
    fixture_skipped(&f, fixture_rule(&f, "NEEDS_HEADERS", CATEGORY_SPAM, "", ""), UNKNOWN_NO_HEADERS);
    expect_text(draw(&(struct report_style){.ascii = true, .all = true}),
                "news/july.html                                        html - rendered - 61 bytes\n"
                "\n"
                "  skipped: NEEDS_HEADERS (no-headers)\n"
                "  PASS: score 0.000 of 5.000\n\n");
}
END_TEST

START_TEST(shows_a_finding)
{
    uint32_t rule = fixture_rule(&f, "LINK_HOST_SINGLE_LABEL", CATEGORY_REJECT_RISK,
                                 "Outside your network intranet does not exist, so the link is broken for every recipient.",
                                 "Use the full public name.");
    fixture_evidence(&f, "aol", GRADE_C, "2016-08");
    fixture_evidence(&f, "gmail", GRADE_A, "2025");
    struct finding *finding = fixture_finding(&f, rule, SEVERITY_ERROR, 0, "Link goes to intranet, a name without a domain");
    fixture_location(&f, finding, ROLE_TARGET, "http://intranet/x", 0, NULL);
    fixture_location(&f, finding, ROLE_SHOWN, "news", 0, NULL);
    f.outcome.verdict = VERDICT_FAIL;
    f.outcome.failed_by_severity = true;
    expect_text(draw(&plain), "news/july.html                                        html - rendered - 61 bytes\n"
                              "\n"
                              "news/july.html:2:10: error: Link goes to intranet, a name without a domain\n"
                              "    [LINK_HOST_SINGLE_LABEL]\n"
                              " 2 | <a href=\"http://intranet/x\">news</a>\n"
                              "   |          ^^^^^^^^^^^^^^^^^\n"
                              "news/july.html:2:29: shown: news\n"
                              "    why: Outside your network intranet does not exist, so the link is broken for\n"
                              "         every recipient.\n"
                              "    fix: Use the full public name.\n"
                              "    provider: aol may refuse the message (reports only, 2016-08, perhaps no\n"
                              "         longer): a page\n"
                              "    provider: gmail may refuse the message (its own page, 2025): a page\n"
                              "\n"
                              "  FAIL: 1 error; score 0.000 of 5.000\n\n");
}
END_TEST

START_TEST(adds_points_up)
{
    uint32_t a = fixture_rule(&f, "RULE_A", CATEGORY_SPAM, "", "");
    uint32_t b = fixture_rule(&f, "RULE_B", CATEGORY_SPAM, "", "");
    uint32_t c = fixture_rule(&f, "RULE_C", CATEGORY_SPAM, "", "");
    fixture_finding(&f, a, SEVERITY_WARN, 1500, "a");
    fixture_finding(&f, b, SEVERITY_NONE, -333, "b");
    fixture_finding(&f, c, SEVERITY_INFO, 0, "c");
    f.outcome.verdict = VERDICT_WARN;
    f.policy.fail_millipoints = MILLIPOINTS_NONE;
    expect_text(draw(&plain), "news/july.html                                        html - rendered - 61 bytes\n"
                              "\n"
                              "news/july.html: warning: a [RULE_A +1.500]\n\n"
                              "news/july.html: note: b [RULE_B -0.333]\n\n"
                              "news/july.html: info: c [RULE_C]\n\n"
                              "     +1.500  RULE_A\n"
                              "     -0.333  RULE_B\n"
                              "  score 1.167\n"
                              "  WARN: 1 warning\n\n");
}
END_TEST

START_TEST(shows_decoded_mail)
{
    fixture_text(&f, "Subject: =?x?\n\naHR0cDovL2ludHJhbmV0L3g=\n");
    fixture_mail(&f, "text/plain", TRANSFER_BASE64, 14, "News \xF0\x9F\x98\x80");
    f.message.parts.items[0].path = SLICE("1.2");
    f.file.message_number = 3;
    f.message.source.base_line = 100;
    struct finding *finding = fixture_finding(&f, fixture_rule(&f, "A", CATEGORY_BROKEN, "", ""), SEVERITY_ERROR, 0, "m");
    fixture_location(&f, finding, ROLE_TARGET, "aHR0cDovL2ludHJhbmV0L3g=", 0, "http://intranet/x");
    fixture_location(&f, finding, ROLE_MATCH, "=?x?", 0, "News");
    f.outcome.verdict = VERDICT_FAIL;
    f.outcome.failed_by_severity = f.outcome.failed_by_score = true;
    f.outcome.complete = false;
    expect_text(draw(&plain), "news/july.html (message 3)                             mbox - pre-mta - 40 bytes\n"
                              "  Subject: News \\u{1F600}\n"
                              "\n"
                              "news/july.html:103:1: error: m [A]\n"
                              " 103 | aHR0cDovL2ludHJhbmV0L3g=\n"
                              "     | ^^^^^^^^^^^^^^^^^^^^^^^^\n"
                              "    reads: http://intranet/x (part 1.2, text/plain, base64)\n"
                              "news/july.html:101:10: also: News\n"
                              "\n"
                              "  FAIL: 1 error; score 0.000 reaches the fail limit 5.000; not everything was\n"
                              "    looked at; score 0.000 of 5.000\n\n");
}
END_TEST

START_TEST(says_header_for_headers)
{
    fixture_text(&f, "Subject: =?utf-8?q?intranet?=\n\nx\n");
    fixture_mail(&f, "text/plain", TRANSFER_BASE64, 30, "intranet");
    struct finding *finding = fixture_finding(&f, fixture_rule(&f, "A", CATEGORY_BROKEN, "", ""), SEVERITY_WARN, 0, "m");
    fixture_location(&f, finding, ROLE_MATCH, "=?utf-8?q?intranet?=", 0, "intranet");
    ck_assert(slice_find(slice_cstr(draw(&plain)), 0, SLICE("    reads: intranet (header)\n")) != SLICE_NONE);
}
END_TEST

/* Hits in all, locations kept, all shown or not, what is said of the rest. */
static const struct {
    uint32_t count;
    int kept;
    bool all;
    const char *said;
} folds[] = {
    {5, 5, false, ""},
    {6, 6, false, "    and 1 more; --all shows it\n"},
    {17, 17, false, "    and 12 more; --all shows them\n"},
    {500, 20, false, "    and 495 more; --all shows 15 of them\n"},
    {20, 20, true, ""},
    {500, 20, true, "    and 480 more\n"},
};

START_TEST(folds_many_hits)
{
    struct finding *finding = fixture_finding(&f, fixture_rule(&f, "A", CATEGORY_BROKEN, "", ""), SEVERITY_WARN, 0, "m");
    for (int i = 0; i < folds[_i].kept; i++)
        fixture_location(&f, finding, ROLE_MATCH, "p", 0, NULL);
    finding->count = folds[_i].count;
    struct slice text = slice_cstr(draw(&(struct report_style){.ascii = true, .all = folds[_i].all}));
    struct slice said = slice_cstr(folds[_i].said);
    ck_assert_msg(slice_find(text, 0, said) != SLICE_NONE, "%s", folds[_i].said);
    ck_assert_msg(said.size || slice_find(text, 0, SLICE(" more")) == SLICE_NONE, "%u hits", (unsigned)folds[_i].count);
    size_t lines = 0;
    for (size_t at = 0; (at = slice_find(text, at, SLICE(": also: p\n"))) != SLICE_NONE; at++)
        lines++;
    ck_assert_uint_eq(lines, (folds[_i].all ? (size_t)folds[_i].kept : 5) - 1);
}
END_TEST

START_TEST(shows_what_was_not_looked_at)
{
    fixture_problem(&f, "limit-mime_depth", "parts deeper than 100 levels were not read", true, 14);
    fixture_problem(&f, "no-memory", "there was no memory", false, 0);
    uint32_t rule = fixture_rule(&f, "A", CATEGORY_SPAM, "", "");
    fixture_skipped(&f, rule, UNKNOWN_NO_HEADERS);
    fixture_skipped(&f, rule, UNKNOWN_LIMIT);
    fixture_skipped(&f, rule, UNKNOWN_NO_HEADERS);
    f.outcome.verdict = VERDICT_INCOMPLETE;
    expect_text(draw(&plain), "news/july.html                                        html - rendered - 61 bytes\n"
                              "\n"
                              "news/july.html:2:2: not looked at: parts deeper than 100 levels were not read\n"
                              "    [limit-mime_depth]\n"
                              "news/july.html: not looked at: there was no memory [no-memory]\n"
                              "\n"
                              "  skipped: 2 rules need headers, 1 reached a limit\n"
                              "  INCOMPLETE: not everything was looked at; score 0.000 of 5.000\n\n");
}
END_TEST

START_TEST(shows_the_unreadable)
{
    f.file = (struct report_file){
        .path = SLICE("gone.eml"), .verdict = VERDICT_ERROR, .code = "unreadable", .reason = SLICE("no such file")};
    expect_text(draw(&plain), "gone.eml: ERROR: no such file\n");
    f.file.verdict = VERDICT_INCOMPLETE;
    f.file.code = "limit-message_bytes";
    expect_text(draw(&plain), "gone.eml: INCOMPLETE: no such file [limit-message_bytes]\n");
}
END_TEST

/* --- hostile texts --- */

static const char *const hostile[] = {
    "\x1B[2J",
    "\x1B]8;;http://example.com\x1B\\",
    "a\r\nb\tc",
    "\xC2\x9B"
    "31m",
    "\xE2\x80\xAE"
    "lmth.exe",
    "\xE2\x81\xA6x\xE2\x80\x8B",
    "\xFF\xFE\x80",
    "::error file=x::boo",
    "##[error]boo",
    "\xEF\xBB\xBF"
    "bom",
    "%s%n",
};

/* All strings that a report shows are this one. */
static void fill_with(const char *text)
{
    f.file.path = slice_cstr(text);
    fixture_text(&f, arena_cstr(&f.arena, arena_printf(&f.arena, "%s <p>%s</p>", text, text)));
    fixture_mail(&f, text, TRANSFER_BASE64, 0, text);
    f.message.parts.items[0].path = slice_cstr(text);
    uint32_t rule = fixture_rule(&f, text, CATEGORY_REJECT_RISK, text, text);
    fixture_evidence(&f, text, GRADE_B, text);
    struct finding *finding = fixture_finding(&f, rule, SEVERITY_ERROR, 250, text);
    fixture_location(&f, finding, ROLE_TARGET, "p", 0, text);
    fixture_location(&f, finding, ROLE_MATCH, "p", 0, text);
    fixture_problem(&f, "charset-unknown", text, true, 1);
    fixture_skipped(&f, rule, UNKNOWN_NO_HEADERS);
    f.outcome.verdict = VERDICT_FAIL;
}

static void expect_harmless(const char *row, const char *text, bool ascii)
{
    struct slice all = slice_cstr(text);
    bool line_begins = true;
    for (size_t at = 0; at < all.size;) {
        struct utf8_step step = utf8_decode(all, at);
        ck_assert_msg(step.valid, "<%s>: not UTF-8", row);
        bool bad = step.code_point != '\n' && utf8_is_unprintable(step.code_point);
        ck_assert_msg(!bad, "<%s>: U+%04X gets through", row, (unsigned)step.code_point);
        ck_assert_msg(!ascii || step.code_point < 0x80, "<%s>: U+%04X is not ASCII", row, (unsigned)step.code_point);
        bool command = slice_starts(slice_from(all, at), SLICE("::")) || slice_starts(slice_from(all, at), SLICE("##"));
        ck_assert_msg(!line_begins || !command, "<%s>: a line is a command:\n%.200s", row, text + (at > 100 ? at - 100 : 0));
        line_begins = step.code_point == '\n' || (line_begins && step.code_point == ' ');
        at += step.length;
    }
}

START_TEST(escapes_everything)
{
    fill_with(hostile[_i]);
    expect_harmless(hostile[_i], draw(&plain), true);
    expect_harmless(hostile[_i], draw(&(struct report_style){0}), false);
    expect_harmless(hostile[_i], draw(&(struct report_style){.all = true, .width = 40}), false);
}
END_TEST

START_TEST(never_begins_a_line_with_a_command)
{
    struct buffer words;
    buffer_init(&words, &f.arena, SIZE_MAX);
    for (int i = 0; i < 60; i++)
        buffer_text(&words, i % 2 ? "::warning::boo " : "##[error]boo ");
    fill_with(arena_cstr(&f.arena, buffer_slice(&words)));
    expect_harmless("many words", draw(&plain), true);
}
END_TEST

START_TEST(bounds_the_length_of_lines)
{
    struct buffer word;
    buffer_init(&word, &f.arena, SIZE_MAX);
    buffer_fill(&word, 'x', 70000);
    fill_with(arena_cstr(&f.arena, buffer_slice(&word)));
    f.file.path = SLICE("a.eml");
    f.message.parts.items[0].type = SLICE("text/html");
    f.message.parts.items[0].path = SLICE("1");
    f.rules.rules.items[0].id = SLICE("RULE_A");
    struct slice text = slice_cstr(draw(&plain));
    for (size_t start = 0; start < text.size;) {
        size_t end = slice_find_byte(text, start, '\n');
        ck_assert_msg(end - start <= 80, "a line of %zu columns", end - start);
        start = end + 1;
    }
}
END_TEST

START_TEST(colours_only_when_asked)
{
    fill_with("x");
    ck_assert(slice_find_byte(slice_cstr(draw(&plain)), 0, 0x1B) == SLICE_NONE);
    const char *colored = draw(&(struct report_style){.ascii = true, .color = true});
    ck_assert(slice_find(slice_cstr(colored), 0, SLICE("\x1B[1;31merror\x1B[0m")) != SLICE_NONE);
}
END_TEST

/* The text without what stands between ESC and m. */
static const char *without_colours(const char *text)
{
    struct buffer out;
    bool inside = false;
    buffer_init(&out, &f.arena, SIZE_MAX);
    for (; *text; text++) {
        inside = inside || *text == 0x1B;
        if (!inside)
            buffer_byte(&out, *text);
        inside = inside && *text != 'm';
    }
    return arena_cstr(&f.arena, buffer_slice(&out));
}

START_TEST(colours_change_no_text)
{
    fill_with("some words of text that are long enough to be wrapped, and so on and so forth, and a little longer");
    for (unsigned width = 40; width < 120; width += 13) {
        const char *without = draw(&(struct report_style){.width = width});
        const char *colored = draw(&(struct report_style){.width = width, .color = true});
        expect_text(without_colours(colored), without);
    }
}
END_TEST

/* Words longer than a line, and text without blanks: no line is wider, but one that begins with a long path. */
static const char *const wide[] = {
    "https://www.example.com/a/very/long/path/that/does/not/end/and/does/not/end/and/goes/on/and/on?a=1&b=2",
    "\xE6\x9D\xB1\xE4\xBA\xAC\xE3\x81\x8B\xE3\x82\x89\xE5\xA4\xA7\xE9\x98\xAA\xE3\x81\xBE\xE3\x81\xA7\xE8\x87\xAA"
    "\xE8\xBB\xA2\xE8\xBB\x8A\xE3\x81\xA7\xE8\xA1\x8C\xE3\x81\x8D\xE3\x81\xBE\xE3\x81\x99\xE5\xA4\x8F\xE3\x81\xAE"
    "\xE6\x97\x85\xE8\xA1\x8C\xE3\x81\xAE\xE3\x81\x8A\xE7\x9F\xA5\xE3\x82\x89\xE3\x81\x9B\xE3\x81\xA7\xE3\x81\x99",
    "e\xCC\x81\xCC\x82 o\xCC\x88o\xCC\x88o\xCC\x88 \xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80 \xE2\x80\xAE\x1B[2J",
};

START_TEST(keeps_to_its_width)
{
    fill_with(wide[_i]);
    f.file.path = SLICE("a.eml");
    for (unsigned width = 40; width <= 100; width += 5) {
        for (int ascii = 0; ascii < 2; ascii++) {
            struct slice text = slice_cstr(draw(&(struct report_style){.width = width, .ascii = ascii}));
            for (size_t start = 0; start < text.size;) {
                size_t end = slice_find_byte(text, start, '\n');
                struct slice line = slice_sub(text, start, end);
                ck_assert_msg(excerpt_width(line, false) <= width, "width %u: <%.*s>", width, SLICE_ARG(line));
                start = end + 1;
            }
        }
    }
}
END_TEST

START_TEST(survives_lack_of_memory)
{
    fill_with("some words of text that are long enough to be wrapped, and so on and so forth, and a little longer");
    for (uint64_t n = 1; n < 60; n++) {
        struct arena small;
        struct buffer out;
        arena_init(&small, SIZE_MAX);
        small.fail_at = n;
        buffer_init(&out, &small, SIZE_MAX);
        report_text_file(&out, &f.file, &plain);
        ck_assert_msg(small.allocations < n || small.failed, "allocation %llu", (unsigned long long)n);
        arena_free(&small);
    }
}
END_TEST

TCase *text_tests(void)
{
    TCase *tests = tcase_create("text");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, shows_a_pass_in_a_line);
    tcase_add_test(tests, shows_everything_of_a_pass_when_asked);
    tcase_add_test(tests, shows_a_finding);
    tcase_add_test(tests, adds_points_up);
    tcase_add_test(tests, shows_decoded_mail);
    tcase_add_test(tests, says_header_for_headers);
    tcase_add_loop_test(tests, folds_many_hits, 0, COUNT(folds));
    tcase_add_test(tests, shows_what_was_not_looked_at);
    tcase_add_test(tests, shows_the_unreadable);
    tcase_add_loop_test(tests, escapes_everything, 0, COUNT(hostile));
    tcase_add_test(tests, never_begins_a_line_with_a_command);
    tcase_add_test(tests, bounds_the_length_of_lines);
    tcase_add_test(tests, colours_only_when_asked);
    tcase_add_test(tests, colours_change_no_text);
    tcase_add_loop_test(tests, keeps_to_its_width, 0, COUNT(wide));
    tcase_add_test(tests, survives_lack_of_memory);
    return tests;
}
