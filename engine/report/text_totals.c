/* Tables and totals of several messages. Tested in tests/unit/report. */
#include "report/text_totals.h"

#include <stdlib.h>

#define MOST_ROWS    10 /* of a table, unless all are asked for */
#define LEAST_NAME   24 /* columns for a message's name, or a line of it */
#define COUNT_WIDTHS 18 /* "  errors  warnings" */

struct message_row message_row_of(const struct report_file *file, uint64_t index)
{
    const struct outcome *outcome = file->outcome;
    struct message_row row = {.verdict = report_verdict(file),
                              .scored = outcome != NULL,
                              .millipoints = outcome ? outcome->millipoints : 0,
                              .index = index,
                              .path = file->path,
                              .message_number = file->message_number};
    for (uint32_t i = 0; outcome && i < outcome->findings.count; i++) {
        row.errors += outcome->findings.items[i].severity == SEVERITY_ERROR;
        row.warnings += outcome->findings.items[i].severity == SEVERITY_WARN;
    }
    return row;
}

int message_row_compare(const struct message_row *a, const struct message_row *b)
{
    static const int ranks[] = {
        [VERDICT_FAIL] = 0, [VERDICT_ERROR] = 1, [VERDICT_INCOMPLETE] = 2,
        [VERDICT_WARN] = 3, [VERDICT_PASS] = 4,  [VERDICT_SKIPPED] = 5,
    };
    if (ranks[a->verdict] != ranks[b->verdict])
        return ranks[a->verdict] < ranks[b->verdict] ? -1 : 1;
    if (a->millipoints != b->millipoints)
        return a->millipoints > b->millipoints ? -1 : 1;
    if (a->errors != b->errors)
        return a->errors > b->errors ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

int rule_row_compare(const struct rule_row *a, const struct rule_row *b)
{
    if (a->severity != b->severity)
        return a->severity > b->severity ? -1 : 1;
    if (a->messages != b->messages)
        return a->messages > b->messages ? -1 : 1;
    if (a->hits != b->hits)
        return a->hits > b->hits ? -1 : 1;
    return a->rule < b->rule ? -1 : a->rule > b->rule;
}

static int by_message(const void *a, const void *b)
{
    return message_row_compare(a, b);
}

static void pad(const struct text_report *report, size_t taken, size_t columns)
{
    buffer_fill(report->out, ' ', columns > taken ? columns - taken : 0);
}

/* How wide the columns are; counts of errors and warnings only where there is room for them. */
struct columns {
    size_t verdict, score;
    bool counts;
    size_t name; /* where the names begin */
};

static struct columns measure(const struct text_report *report, const struct message_row *rows, size_t count)
{
    struct columns columns = {.verdict = 7, .score = 5};
    for (size_t i = 0; i < count; i++) {
        size_t score = slice_cstr(report_points(rows[i].millipoints, false).text).size;
        columns.verdict = rows[i].verdict == VERDICT_INCOMPLETE ? 10 : columns.verdict;
        columns.score = score > columns.score ? score : columns.score;
    }
    size_t used = 2 + columns.verdict + 2 + columns.score + 2;
    columns.counts = used + COUNT_WIDTHS + LEAST_NAME <= report->width;
    used += columns.counts ? COUNT_WIDTHS : 0;
    columns.name = used;
    return columns;
}

static void draw_message(const struct text_report *report, const struct message_row *row, const struct columns *columns)
{
    const struct report_file file = {.path = row->path, .message_number = row->message_number};
    struct text_report line = *report;
    line.file = &file;
    text_put(report, "  ");
    pad(report, text_verdict(report, row->verdict), columns->verdict);
    buffer_printf(report->out, "  %*s", (int)columns->score, row->scored ? report_points(row->millipoints, false).text : "");
    if (columns->counts && row->scored)
        buffer_printf(report->out, "  %6u  %8u", (unsigned)row->errors, (unsigned)row->warnings);
    else if (columns->counts)
        buffer_fill(report->out, ' ', COUNT_WIDTHS);
    text_put(report, "  ");
    text_name(&line, columns->name, columns->name);
    text_put(report, "\n");
}

void text_message_table(const struct text_report *report, message_rows *rows, uint64_t unlisted)
{
    if (rows->count < 2)
        return;
    qsort(rows->items, rows->count, sizeof *rows->items, by_message);
    uint32_t shown = report->style->all || rows->count <= MOST_ROWS ? rows->count : MOST_ROWS;
    struct columns columns = measure(report, rows->items, shown);
    buffer_printf(report->out, "  %-*s  %*s%s  message\n", (int)columns.verdict, "verdict", (int)columns.score, "score",
                  columns.counts ? "  errors  warnings" : "");
    for (uint32_t i = 0; i < shown; i++)
        draw_message(report, &rows->items[i], &columns);
    text_more(report, rows->count - shown + unlisted, rows->count - shown);
    text_put(report, "\n");
}

static void draw_rule(const struct text_report *report, const struct ruleset *rules, const struct rule_row *row, size_t width)
{
    text_put(report, "  ");
    pad(report, text_cut(report, rules->rules.items[row->rule].id, width), width + 2);
    pad(report, text_severity(report, row->severity), 8);
    buffer_printf(report->out, "  %7llu  %8llu\n", (unsigned long long)row->hits, (unsigned long long)row->messages);
}

void text_rule_table(const struct text_report *report, const struct ruleset *rules, const struct rule_row *rows, size_t count)
{
    size_t shown = report->style->all || count <= MOST_ROWS ? count : MOST_ROWS;
    size_t width = 4, most = report->width - 31;
    for (size_t i = 0; i < shown; i++) {
        size_t own = excerpt_width(rules->rules.items[rows[i].rule].id, report->style->ascii);
        width = own > width ? own : width;
    }
    width = width > most ? most : width;
    text_put(report, "  rule");
    pad(report, 4, width + 2);
    text_put(report, "severity     hits  messages\n");
    for (size_t i = 0; i < shown; i++)
        draw_rule(report, rules, &rows[i], width);
    text_more(report, count - shown, count - shown);
    text_put(report, "\n");
}

void text_totals(const struct text_report *report, const struct report_counts *counts)
{
    const struct {
        uint64_t count;
        const char *text;
    } parts[] = {{counts->failed, "failed"},        {counts->unreadable, "unreadable"}, {counts->incomplete, "incomplete"},
                 {counts->warned, "with warnings"}, {counts->passed, "passed"},         {counts->skipped, "skipped"}};
    struct buffer line;
    buffer_init(&line, report->out->arena, SIZE_MAX);
    buffer_printf(&line, "%llu message%s", (unsigned long long)counts->files, counts->files == 1 ? "" : "s");
    const char *separator = ": ";
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (parts[i].count == 0)
            continue;
        buffer_printf(&line, "%s%llu %s", separator, (unsigned long long)parts[i].count, parts[i].text);
        separator = ", ";
    }
    text_wrapped(report, buffer_slice(&line), 0, 4);
}
