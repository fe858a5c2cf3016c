/* The text report: the frame around the findings of one message. Tested in tests/unit/report.
 *
 * The layout: path and what it is; Subject; findings, worst first; addresses; what was not looked at; skipped rules; points that
 * add up; the verdict on a line of its own, the last of the block. What gave no message is one line. */
#include "report/text.h"

#define LEAST_WIDTH   40
#define DEFAULT_WIDTH 80
#define LEAST_REASON  24 /* columns for the reason behind a path, however long that is */
#define REASON_COUNT  (UNKNOWN_BUDGET + 1)

struct text_report text_open(struct buffer *out, const struct report_file *file, const struct report_style *style)
{
    unsigned width = style->width ? style->width : DEFAULT_WIDTH;
    return (struct text_report){.out = out, .file = file, .style = style, .width = width < LEAST_WIDTH ? LEAST_WIDTH : width};
}

/* Is a finding of this severity shown? */
static bool is_shown(const struct text_report *report, const struct finding *finding)
{
    return !report->style->quiet || finding->severity >= SEVERITY_WARN;
}

/* --- the head --- */

static void append_size(struct buffer *out, uint64_t bytes)
{
    const uint64_t kilobyte = 1024, megabyte = 1024 * 1024;
    if (bytes < kilobyte)
        buffer_printf(out, "%llu byte%s", (unsigned long long)bytes, bytes == 1 ? "" : "s");
    else if (bytes < megabyte)
        buffer_printf(out, "%llu KB", (unsigned long long)((bytes + kilobyte / 2) / kilobyte));
    else
        buffer_printf(out, "%llu.%llu MB", (unsigned long long)(bytes / megabyte),
                      (unsigned long long)(bytes % megabyte * 10 / megabyte));
}

/* "html · template · braces · 31 KB". */
static struct slice describe(const struct text_report *report, bool brief)
{
    const struct report_file *file = report->file;
    const char *separator = report->style->ascii ? " - " : " \xC2\xB7 ";
    struct buffer line;
    buffer_init(&line, report->out->arena, SIZE_MAX);
    if (file->message) {
        enum stage stage = file->outcome ? file->outcome->stage : file->message->stage;
        buffer_printf(&line, "%s%s%s%s", report_kind(file), separator, stage_text(stage), separator);
        if (file->message->syntax != TEMPLATE_NONE)
            buffer_printf(&line, "%s%s", template_syntax_text(file->message->syntax), separator);
    }
    append_size(&line, file->size);
    struct slice enclosed = brief ? message_enclosed(file->message) : SLICE("");
    if (enclosed.size)
        buffer_printf(&line, "%spart %.*s", separator, SLICE_ARG(enclosed));
    if (brief && file->outcome && file->outcome->skipped.count)
        buffer_printf(&line, "%s%u skipped", separator, (unsigned)file->outcome->skipped.count);
    return buffer_slice(&line);
}

/* The path on the left, what it is on the right, or below if there is no room; `brief`: with the verdict behind it. */
static void draw_head(const struct text_report *report, bool brief)
{
    struct slice what = describe(report, brief);
    size_t right = excerpt_width(what, false) + (brief ? 6 : 0);
    size_t column = text_name(report, 0, 4);
    if (column + 2 + right <= report->width) {
        buffer_fill(report->out, ' ', report->width - column - right);
    } else {
        text_put(report, "\n");
        buffer_fill(report->out, ' ', 2);
    }
    buffer_append(report->out, what);
    if (brief) {
        text_put(report, "  ");
        text_verdict(report, VERDICT_PASS);
    }
    text_put(report, "\n");
}

static void draw_subject(const struct text_report *report)
{
    struct slice subject;
    if (!report_subject(report->file, &subject))
        return;
    text_put(report, "  Subject: ");
    text_cut(report, subject, report->width - 11);
    text_put(report, "\n");
}

/* Which message is scored, if it is one that the file encloses. */
static void draw_enclosed(const struct text_report *report)
{
    const struct message *message = report->file->message;
    struct slice enclosed = message_enclosed(message);
    struct buffer line;
    if (enclosed.size == 0)
        return;
    buffer_init(&line, report->out->arena, SIZE_MAX);
    buffer_printf(&line, "the %s that this report encloses, part ", message->headers_only ? "header of the message" : "message");
    buffer_append(&line, enclosed);
    text_put(report, "  scored: ");
    text_wrapped(report, buffer_slice(&line), 10, 4);
}

/* --- what was not looked at --- */

/* A message that is not mail has a reason, one that could not be read too: all there is to say of it. The former is nobody's
 * fault, and gets one line. */
static void draw_unread(const struct text_report *report)
{
    const struct report_file *file = report->file;
    struct buffer line;
    size_t column = file->verdict == VERDICT_SKIPPED ? text_path(report) + 2 : text_no_place(report);
    if (file->verdict == VERDICT_SKIPPED)
        text_put(report, ": ");
    column += text_verdict(report, report_verdict(file)) + 2;
    text_put(report, ": ");
    buffer_init(&line, report->out->arena, SIZE_MAX);
    buffer_append(&line, file->reason);
    if (file->code && file->verdict == VERDICT_INCOMPLETE)
        buffer_printf(&line, " [%s]", file->code);
    if (file->verdict != VERDICT_SKIPPED) {
        text_wrapped(report, buffer_slice(&line), column, 4);
        return;
    }
    text_cut(report, buffer_slice(&line), report->width > column + LEAST_REASON ? report->width - column : LEAST_REASON);
    text_put(report, "\n");
}

static void draw_problems(const struct text_report *report)
{
    const struct message *message = report->file->message;
    for (uint32_t i = 0; message && i < message->problems.count; i++) {
        const struct problem *problem = &message->problems.items[i];
        struct span place;
        size_t column = report_problem_place(problem, &place) ? text_place(report, place.start) : text_no_place(report);
        struct buffer line;
        buffer_init(&line, report->out->arena, SIZE_MAX);
        buffer_text(&line, "not looked at: ");
        buffer_append(&line, problem->message);
        buffer_printf(&line, " [%s]", problem->code);
        text_wrapped(report, buffer_slice(&line), column, 4);
    }
}

void text_not_read(const struct text_report *report)
{
    if (report->file->outcome)
        draw_problems(report);
    else
        draw_unread(report);
}

static void list_skipped(const struct text_report *report)
{
    const struct outcome *outcome = report->file->outcome;
    for (uint32_t i = 0; i < outcome->skipped.count; i++) {
        const struct skipped_rule *skipped = &outcome->skipped.items[i];
        struct buffer line;
        buffer_init(&line, report->out->arena, SIZE_MAX);
        buffer_append(&line, outcome->rules->rules.items[skipped->rule].id);
        buffer_printf(&line, " (%s)", unknown_reason_text(skipped->reason));
        text_put(report, "  skipped: ");
        text_wrapped(report, buffer_slice(&line), 11, 11);
    }
}

/* "36 rules depend on a placeholder, 1 needs headers". */
static void draw_skipped(const struct text_report *report)
{
    static const char *const reasons[REASON_COUNT][2] = {
        [UNKNOWN_NONE] = {"is not known", "are not known"},
        [UNKNOWN_PLACEHOLDER] = {"depends on a placeholder", "depend on a placeholder"},
        [UNKNOWN_NO_HEADERS] = {"needs headers", "need headers"},
        [UNKNOWN_PARTIAL] = {"needs a whole message", "need a whole message"},
        [UNKNOWN_NO_CLOCK] = {"needs --now", "need --now"},
        [UNKNOWN_NO_VALUE] = {"has no value", "have no value"},
        [UNKNOWN_LIMIT] = {"reached a limit", "reached a limit"},
        [UNKNOWN_BUDGET] = {"used up its steps", "used up their steps"},
    };
    const struct outcome *outcome = report->file->outcome;
    if (report->style->quiet || outcome->skipped.count == 0)
        return;
    if (report->style->all) {
        list_skipped(report);
        return;
    }
    uint32_t counts[REASON_COUNT] = {0};
    for (uint32_t i = 0; i < outcome->skipped.count; i++)
        counts[outcome->skipped.items[i].reason]++;
    struct buffer line;
    buffer_init(&line, report->out->arena, SIZE_MAX);
    for (int reason = 0; reason < REASON_COUNT; reason++) {
        uint32_t count = counts[reason];
        const char *noun = line.size ? "" : count == 1 ? " rule" : " rules";
        if (count)
            buffer_printf(&line, "%s%u%s %s", line.size ? ", " : "", (unsigned)count, noun, reasons[reason][count != 1]);
    }
    text_put(report, "  skipped: ");
    text_wrapped(report, buffer_slice(&line), 11, 11);
}

/* --- points and verdict --- */

/* "score 2.750 of 5.000". */
static void append_total(struct buffer *line, const struct outcome *outcome)
{
    buffer_printf(line, "%sscore %s", line->size ? "; " : "", report_points(outcome->millipoints, false).text);
    if (outcome->policy->fail_millipoints != MILLIPOINTS_NONE)
        buffer_printf(line, " of %s", report_points(outcome->policy->fail_millipoints, false).text);
}

static bool has_points(const struct outcome *outcome)
{
    uint32_t i = 0;
    while (i < outcome->findings.count && outcome->findings.items[i].millipoints == 0)
        i++;
    return i < outcome->findings.count;
}

/* The rules that have points, and their sum. */
static void draw_points(const struct text_report *report)
{
    const struct outcome *outcome = report->file->outcome;
    for (uint32_t i = 0; i < outcome->findings.count; i++) {
        const struct finding *finding = &outcome->findings.items[i];
        if (finding->millipoints == 0)
            continue;
        buffer_printf(report->out, "  %9s  ", report_points(finding->millipoints, true).text);
        text_cut(report, outcome->rules->rules.items[finding->rule].id, report->width - 13);
        text_put(report, "\n");
    }
    struct buffer line;
    buffer_init(&line, report->out->arena, SIZE_MAX);
    append_total(&line, outcome);
    text_put(report, "  ");
    buffer_append(report->out, buffer_slice(&line));
    text_put(report, "\n");
}

/* "1 error, 2 warnings": the findings of this severity and above. */
static void append_findings(struct buffer *line, const struct outcome *outcome, enum severity least)
{
    static const char *const names[SEVERITY_COUNT] = {
        [SEVERITY_INFO] = "info", [SEVERITY_WARN] = "warning", [SEVERITY_ERROR] = "error"};
    unsigned counts[SEVERITY_COUNT] = {0};
    for (uint32_t i = 0; i < outcome->findings.count; i++)
        counts[outcome->findings.items[i].severity]++;
    for (int severity = SEVERITY_ERROR; severity >= (int)least && severity > SEVERITY_NONE; severity--)
        if (counts[severity])
            buffer_printf(line, "%s%u %s%s", line->size ? ", " : "", counts[severity], names[severity],
                          counts[severity] == 1 ? "" : "s");
}

static void append_score(struct buffer *line, const struct outcome *outcome, int64_t limit, const char *which)
{
    buffer_printf(line, "%sscore %s reaches the %s limit %s", line->size ? "; " : "",
                  report_points(outcome->millipoints, false).text, which, report_points(limit, false).text);
}

/* Something that counts towards the verdict, behind what stands there already. */
static void append_reason(struct buffer *line, const char *reason)
{
    buffer_printf(line, "%s%s", line->size ? "; " : "", reason);
}

static bool reaches(const struct outcome *outcome, int64_t limit)
{
    return limit != MILLIPOINTS_NONE && outcome->millipoints >= limit;
}

/* Why the verdict is what it is. */
static struct slice describe_verdict(const struct text_report *report)
{
    const struct outcome *outcome = report->file->outcome;
    const struct policy *policy = outcome->policy;
    bool warns = outcome->verdict == VERDICT_WARN || outcome->verdict == VERDICT_INCOMPLETE;
    struct buffer line;
    buffer_init(&line, report->out->arena, SIZE_MAX);
    if (outcome->failed_by_severity)
        append_findings(&line, outcome, policy->fail_on);
    else if (warns)
        append_findings(&line, outcome, SEVERITY_WARN);
    if (outcome->failed_by_score)
        append_score(&line, outcome, policy->fail_millipoints, "fail");
    else if (warns && reaches(outcome, policy->warn_millipoints))
        append_score(&line, outcome, policy->warn_millipoints, "warn");
    if (!outcome->failed_by_score && reaches(outcome, policy->fail_millipoints))
        append_reason(&line, "the points of one pack alone do not fail a message");
    if (!outcome->complete)
        append_reason(&line, "not everything was looked at");
    if (!has_points(outcome))
        append_total(&line, outcome);
    return buffer_slice(&line);
}

static void draw_verdict(const struct text_report *report)
{
    text_put(report, "  ");
    size_t column = 2 + text_verdict(report, report_verdict(report->file));
    struct slice reasons = describe_verdict(report);
    if (reasons.size)
        text_put(report, ": ");
    text_wrapped(report, reasons, column + 2, 4);
}

bool text_is_good(const struct text_report *report)
{
    const struct outcome *outcome = report->file->outcome;
    if (!outcome || outcome->verdict != VERDICT_PASS || report->style->all || report->style->list_links)
        return false;
    uint32_t i = 0;
    while (i < outcome->findings.count && outcome->findings.items[i].severity < SEVERITY_WARN)
        i++;
    return i == outcome->findings.count;
}

/* A line that says PASS is all there is to say. */
static bool is_brief(const struct text_report *report)
{
    return text_is_good(report) && report->file->outcome->findings.count == 0;
}

void text_message(const struct text_report *report, bool findings)
{
    const struct outcome *outcome = report->file->outcome;
    if (!outcome) {
        draw_unread(report);
        return;
    }
    if (is_brief(report)) {
        draw_head(report, true);
        return;
    }
    draw_head(report, false);
    draw_subject(report);
    draw_enclosed(report);
    text_put(report, "\n");
    for (uint32_t i = 0; findings && i < outcome->findings.count; i++)
        if (is_shown(report, &outcome->findings.items[i]))
            text_finding(report, &outcome->findings.items[i]);
    if (report->style->list_links)
        text_links(report);
    draw_problems(report);
    if (report->file->message && report->file->message->problems.count)
        text_put(report, "\n");
    draw_skipped(report);
    if (has_points(outcome))
        draw_points(report);
    draw_verdict(report);
    text_put(report, "\n");
}

void report_text_file(struct buffer *out, const struct report_file *file, const struct report_style *style)
{
    struct text_report report = text_open(out, file, style);
    text_message(&report, true);
}
