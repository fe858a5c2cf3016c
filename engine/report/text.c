/* The text report: the frame around the findings. Tested in tests/unit/report.
 *
 * The layout of one message: path and what it is; Subject; findings, worst first; what was not looked at; skipped rules; points
 * that add up; the verdict on a line of its own, the last of the block. */
#include "report/text.h"

#define LEAST_WIDTH   40
#define DEFAULT_WIDTH 80
#define REASON_COUNT  (UNKNOWN_BUDGET + 1)

static struct text_report open_report(struct buffer *out, const struct report_file *file, const struct report_style *style)
{
    unsigned width = style->width ? style->width : DEFAULT_WIDTH;
    return (struct text_report){out, file, style, width < LEAST_WIDTH ? LEAST_WIDTH : width};
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
static struct slice describe(const struct text_report *report)
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
    if (file->message || file->size)
        append_size(&line, file->size);
    if (file->outcome && file->outcome->skipped.count)
        buffer_printf(&line, "%s%u skipped", separator, (unsigned)file->outcome->skipped.count);
    return buffer_slice(&line);
}

/* The path on the left, what it is on the right; `tail` (a literal) after it. */
static void draw_head(const struct text_report *report, const char *tail)
{
    struct buffer number;
    buffer_init(&number, report->out->arena, SIZE_MAX);
    if (report->file->message_number)
        buffer_printf(&number, " (message %u)", (unsigned)report->file->message_number);
    struct slice what = describe(report);
    bool ascii = report->style->ascii;
    size_t used = excerpt_width(report->file->path, ascii) + number.size + excerpt_width(what, false) + slice_cstr(tail).size;
    text_path(report, PAINT_STRONG);
    buffer_append(report->out, buffer_slice(&number));
    if (what.size)
        buffer_fill(report->out, ' ', used + 2 < report->width ? report->width - used : 2);
    buffer_append(report->out, what);
    text_put(report, tail);
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

static void draw_enclosed(const struct text_report *report)
{
    const struct message *message = report->file->message;
    struct slice enclosed = message ? message_enclosed(message) : (struct slice){0};
    if (enclosed.size == 0)
        return;
    text_put(report, "  scored: the ");
    text_put(report, message->headers_only ? "header of the message" : "message");
    buffer_printf(report->out, " that this report encloses, part %.*s\n", SLICE_ARG(enclosed));
}

/* --- what was not looked at --- */

static void draw_problems(const struct text_report *report)
{
    const struct message *message = report->file->message;
    for (uint32_t i = 0; message && i < message->problems.count; i++) {
        const struct problem *problem = &message->problems.items[i];
        struct buffer line;
        buffer_init(&line, report->out->arena, SIZE_MAX);
        buffer_append(&line, problem->message);
        buffer_printf(&line, " (%s", problem->code);
        struct span place;
        if (report_problem_place(problem, &place)) {
            struct position at = source_position(&message->source, place.start, COLUMN_CODE_POINTS);
            buffer_printf(&line, " at %llu:%llu", (unsigned long long)at.line, (unsigned long long)at.column);
        }
        buffer_text(&line, ")");
        text_put(report, "  not looked at: ");
        text_wrapped(report, buffer_slice(&line), 17, 4);
    }
}

static void list_skipped(const struct text_report *report)
{
    const struct outcome *outcome = report->file->outcome;
    for (uint32_t i = 0; i < outcome->skipped.count; i++) {
        const struct skipped_rule *skipped = &outcome->skipped.items[i];
        text_put(report, "  skipped: ");
        text_escaped(report, outcome->rules->rules.items[skipped->rule].id, PAINT_COUNT);
        buffer_printf(report->out, " (%s)\n", unknown_reason_text(skipped->reason));
    }
}

static void draw_skipped(const struct text_report *report)
{
    const struct outcome *outcome = report->file->outcome;
    if (!outcome || outcome->skipped.count == 0)
        return;
    if (report->style->all) {
        list_skipped(report);
        return;
    }
    uint32_t counts[REASON_COUNT] = {0};
    for (uint32_t i = 0; i < outcome->skipped.count; i++)
        counts[outcome->skipped.items[i].reason]++;
    const char *separator = "  skipped: ";
    for (int reason = 0; reason < REASON_COUNT; reason++) {
        if (counts[reason] == 0)
            continue;
        buffer_printf(report->out, "%s%u rule%s (%s)", separator, (unsigned)counts[reason], counts[reason] == 1 ? "" : "s",
                      unknown_reason_text((enum unknown_reason)reason));
        separator = ", ";
    }
    text_put(report, "\n");
}

/* --- points and verdict --- */

static void draw_points(const struct text_report *report)
{
    const struct outcome *outcome = report->file->outcome;
    for (uint32_t i = 0; i < outcome->findings.count; i++) {
        const struct finding *finding = &outcome->findings.items[i];
        if (finding->millipoints == 0)
            continue;
        buffer_printf(report->out, "  %9s  ", report_points(finding->millipoints, true).text);
        text_escaped(report, outcome->rules->rules.items[finding->rule].id, PAINT_COUNT);
        text_put(report, "\n");
    }
    buffer_printf(report->out, "  score %s", report_points(outcome->millipoints, false).text);
    if (outcome->policy->fail_millipoints != MILLIPOINTS_NONE)
        buffer_printf(report->out, " of %s", report_points(outcome->policy->fail_millipoints, false).text);
    text_put(report, "\n");
}

static void draw_verdict(const struct text_report *report)
{
    static const struct {
        const char *text;
        enum paint paint;
    } verdicts[] = {
        [VERDICT_PASS] = {"PASS", PAINT_GOOD},    [VERDICT_WARN] = {"WARN", PAINT_WARN},
        [VERDICT_FAIL] = {"FAIL", PAINT_ERROR},   [VERDICT_INCOMPLETE] = {"INCOMPLETE", PAINT_ERROR},
        [VERDICT_ERROR] = {"ERROR", PAINT_ERROR}, [VERDICT_SKIPPED] = {"SKIPPED", PAINT_INFO},
    };
    const struct outcome *outcome = report->file->outcome;
    enum verdict verdict = report_verdict(report->file);
    text_put(report, "  ");
    text_escaped(report, slice_cstr(verdicts[verdict].text), verdicts[verdict].paint);
    if (outcome && verdict == VERDICT_FAIL)
        buffer_printf(report->out, " (%s%s%s)%s", outcome->failed_by_severity ? "severity" : "",
                      outcome->failed_by_severity && outcome->failed_by_score ? ", " : "",
                      outcome->failed_by_score ? "score" : "", outcome->complete ? "" : ", and not looked at completely");
    text_put(report, "\n\n");
}

static void draw_reason(const struct text_report *report)
{
    if (report->file->outcome || report->file->reason.size == 0)
        return;
    text_put(report, "  ");
    text_wrapped(report, report->file->reason, 2, 4);
}

void report_text_file(struct buffer *out, const struct report_file *file, const struct report_style *style)
{
    struct text_report report = open_report(out, file, style);
    const struct outcome *outcome = file->outcome;
    if (outcome && outcome->verdict == VERDICT_PASS && outcome->findings.count == 0 && !style->all) {
        draw_head(&report, "  PASS");
        return;
    }
    draw_head(&report, "");
    draw_subject(&report);
    draw_enclosed(&report);
    text_put(&report, "\n");
    for (uint32_t i = 0; outcome && i < outcome->findings.count; i++)
        text_finding(&report, &outcome->findings.items[i]);
    draw_reason(&report);
    draw_problems(&report);
    draw_skipped(&report);
    if (outcome)
        draw_points(&report);
    draw_verdict(&report);
}

void report_text_end(struct buffer *out, const struct report_counts *counts)
{
    const struct {
        uint64_t count;
        const char *text;
    } parts[] = {{counts->failed, "failed"},        {counts->incomplete, "incomplete"}, {counts->unreadable, "unreadable"},
                 {counts->warned, "with warnings"}, {counts->passed, "passed"},         {counts->skipped, "skipped"}};
    if (counts->files < 2)
        return;
    buffer_printf(out, "%llu messages", (unsigned long long)counts->files);
    const char *separator = ": ";
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (parts[i].count == 0)
            continue;
        buffer_printf(out, "%s%llu %s", separator, (unsigned long long)parts[i].count, parts[i].text);
        separator = ", ";
    }
    buffer_text(out, "\n");
}
