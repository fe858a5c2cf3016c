/* A text report of many messages: what of each is kept until the order is known, and how it is then put together.
 *
 * Of a message is kept what will be shown of it, in pieces: an explanation is a piece of its own, as it is shown at the first
 * message that has its rule, and most messages share its bytes. A message that passes, with infos at most, is only counted.
 * Grouped by rule, the places are kept under their rules instead.
 *
 * Limits: the style's kept_bytes of texts; MOST_ROWS rows of messages. Tested in tests/unit/report. */
#include <stdlib.h>

#include "report/text_totals.h"

#define KEPT_BYTES   67108864
#define MOST_ROWS    100000
#define MOST_SKIPPED 5 /* messages that are not mail, shown unless all are asked for */

struct piece {
    uint32_t rule; /* whose explanation this is, or INDEX_NONE */
    struct slice text;
};

struct kept_message {
    struct message_row row; /* without a path */
    uint32_t first_piece, piece_count;
};

/* One rule over all messages so far. */
struct tally {
    struct rule_row row;
    bool explained; /* its explanation has been written */
    struct slice explanation;
    VEC(struct slice) places;
    uint64_t unkept; /* messages whose places there was no room for */
};

struct report_run {
    struct arena *arena; /* for what stays: tallies, rows */
    struct arena kept;   /* for what is given up when it is written */
    struct report_style style;
    const struct ruleset *rules;
    struct tally *tallies; /* one per rule */
    message_rows rows;
    uint64_t unlisted; /* messages that would be further rows */
    VEC(struct piece) pieces;
    VEC(struct kept_message) messages;
    struct slice alone; /* the first message, as it is shown if no other comes */
    uint64_t count, skipped, unkept;
    uint64_t folded; /* messages that pass, with infos that are not shown */
};

struct report_run *report_run_new(struct arena *arena, const struct ruleset *rules, const struct report_style *style)
{
    struct report_run *run = arena_new(arena, struct report_run);
    if (!run)
        return NULL;
    run->arena = arena;
    run->style = *style;
    run->style.kept_bytes = style->kept_bytes ? style->kept_bytes : KEPT_BYTES;
    run->rules = rules;
    run->tallies = arena_new_array(arena, struct tally, rules->rules.count);
    arena_init(&run->kept, SIZE_MAX);
    return run->tallies ? run : NULL;
}

void report_run_free(struct report_run *run)
{
    if (run)
        arena_free(&run->kept);
}

/* --- keeping --- */

static bool is_shown(const struct report_run *run, const struct finding *finding)
{
    return !run->style.quiet || finding->severity >= SEVERITY_WARN;
}

static void keep_row(struct report_run *run, const struct report_file *file)
{
    struct message_row row = message_row_of(file, run->count);
    if (row.verdict == VERDICT_PASS || row.verdict == VERDICT_SKIPPED)
        return;
    struct message_row *place = run->rows.count < MOST_ROWS ? vec_push(run->arena, &run->rows) : NULL;
    run->unlisted += !place;
    if (!place)
        return;
    row.path = arena_copy(run->arena, row.path);
    *place = row;
}

/* Counts a finding, and keeps the explanation of the first one of its rule. */
static void tally(struct report_run *run, const struct text_report *scratch, const struct finding *finding)
{
    struct tally *t = &run->tallies[finding->rule];
    if (t->row.messages == 0) {
        size_t start = scratch->out->size;
        text_explanation(scratch, finding);
        t->explanation = arena_copy(run->arena, slice_from(buffer_slice(scratch->out), start));
        t->row.rule = finding->rule;
    }
    t->row.messages++;
    t->row.hits += finding->count;
    if (finding->severity > t->row.severity)
        t->row.severity = finding->severity;
}

/* Keeps a stretch of text; an explanation as the rule's own bytes where it says the same. */
static void keep_piece(struct report_run *run, struct slice text, uint32_t rule)
{
    struct piece *piece = text.size ? vec_push(&run->kept, &run->pieces) : NULL;
    if (!piece)
        return;
    piece->rule = rule;
    if (rule != INDEX_NONE && slice_equal(text, run->tallies[rule].explanation))
        piece->text = run->tallies[rule].explanation;
    else
        piece->text = arena_copy(&run->kept, text);
}

/* Draws the message and keeps it in pieces. */
static void keep_message(struct report_run *run, struct text_report *scratch, bool findings)
{
    explanation_list explanations = {0};
    size_t at = scratch->out->size;
    scratch->explanations = &explanations;
    text_message(scratch, findings);
    scratch->explanations = NULL;
    struct slice text = buffer_slice(scratch->out);
    struct kept_message *message = vec_push(&run->kept, &run->messages);
    if (!message)
        return;
    message->row = message_row_of(scratch->file, run->count);
    message->row.path = SLICE("");
    message->first_piece = run->pieces.count;
    for (uint32_t i = 0; i < explanations.count; i++) {
        const struct explanation *e = &explanations.items[i];
        keep_piece(run, slice_sub(text, at, e->start), INDEX_NONE);
        keep_piece(run, slice_sub(text, e->start, e->end), e->rule);
        at = e->end;
    }
    keep_piece(run, slice_from(text, at), INDEX_NONE);
    message->piece_count = run->pieces.count - message->first_piece;
}

/* Keeps the finding's places under its rule, with an excerpt of the rule's first one. */
static void keep_places(struct report_run *run, struct text_report *scratch, const struct finding *finding)
{
    struct tally *t = &run->tallies[finding->rule];
    size_t start = scratch->out->size;
    if (run->kept.used > run->style.kept_bytes) {
        t->unkept++;
        return;
    }
    text_finding_places(scratch, finding, t->row.messages == 1);
    struct slice *place = vec_push(&run->kept, &t->places);
    if (place)
        *place = arena_copy(&run->kept, slice_from(buffer_slice(scratch->out), start));
}

/* Is there something to say of the message besides its findings? */
static bool has_more(const struct report_run *run, const struct report_file *file)
{
    const struct outcome *outcome = file->outcome;
    return !outcome || !outcome->complete || outcome->failed_by_score || run->style.all || run->style.list_links;
}

/* True if the message is one of those that are only counted. */
static bool is_left_out(struct report_run *run, const struct text_report *scratch)
{
    enum verdict verdict = report_verdict(scratch->file);
    if (verdict == VERDICT_SKIPPED && !run->style.quiet && !run->style.all)
        return run->skipped++ >= MOST_SKIPPED;
    if (run->style.quiet)
        return verdict == VERDICT_PASS || verdict == VERDICT_SKIPPED;
    if (run->style.by_rule)
        return !has_more(run, scratch->file);
    bool good = text_is_good(scratch);
    run->folded += good && scratch->file->outcome->findings.count > 0;
    return good;
}

static void keep(struct report_run *run, struct text_report *scratch)
{
    const struct outcome *outcome = scratch->file->outcome;
    keep_row(run, scratch->file);
    for (uint32_t i = 0; outcome && i < outcome->findings.count; i++) {
        const struct finding *finding = &outcome->findings.items[i];
        if (!is_shown(run, finding) || finding->rule >= run->rules->rules.count)
            continue;
        tally(run, scratch, finding);
        if (run->style.by_rule)
            keep_places(run, scratch, finding);
    }
    if (is_left_out(run, scratch))
        return;
    if (run->style.by_rule && run->kept.used > run->style.kept_bytes)
        run->unkept++;
    else
        keep_message(run, scratch, !run->style.by_rule);
}

/* --- writing --- */

static int by_message(const void *a, const void *b)
{
    const struct kept_message *x = a;
    const struct kept_message *y = b;
    return message_row_compare(&x->row, &y->row);
}

/* Writes the messages that are kept, worst first, and forgets them. */
static void write_messages(struct report_run *run, struct buffer *out)
{
    if (run->messages.count > 1)
        qsort(run->messages.items, run->messages.count, sizeof *run->messages.items, by_message);
    bool in_lines = false; /* the last was a line, not a block with an empty line behind it */
    for (uint32_t i = 0; i < run->messages.count; i++) {
        const struct kept_message *message = &run->messages.items[i];
        bool block = message->row.scored;
        if (block && in_lines)
            buffer_text(out, "\n");
        in_lines = !block;
        for (uint32_t k = 0; k < message->piece_count; k++) {
            const struct piece *piece = &run->pieces.items[message->first_piece + k];
            bool *explained = piece->rule == INDEX_NONE ? NULL : &run->tallies[piece->rule].explained;
            if (!explained || !*explained)
                buffer_append(out, piece->text);
            if (explained)
                *explained = true;
        }
    }
    if (in_lines)
        buffer_text(out, "\n");
    run->messages.count = run->messages.capacity = 0;
    run->messages.items = NULL;
    run->pieces.count = run->pieces.capacity = 0;
    run->pieces.items = NULL;
}

/* Writes what is kept when it has become too much; what comes then is sorted anew. */
static void write_batch(struct report_run *run, struct buffer *out)
{
    struct text_report report = text_open(out, NULL, &run->style);
    write_messages(run, out);
    arena_free(&run->kept);
    text_wrapped(&report, SLICE("This much text is not kept in memory: worst first begins again here."), 0, 0);
    text_put(&report, "\n");
}

/* A rule, its reasons, and all its places. */
static void write_rule(const struct report_run *run, struct buffer *out, const struct rule_row *row)
{
    struct text_report report = text_open(out, NULL, &run->style);
    const struct tally *t = &run->tallies[row->rule];
    const struct rule *rule = &run->rules->rules.items[row->rule];
    struct buffer title;
    buffer_init(&title, out->arena, SIZE_MAX);
    buffer_append(&title, rule->title);
    buffer_text(&title, " [");
    buffer_append(&title, rule->id);
    buffer_text(&title, "]");
    size_t column = text_severity(&report, row->severity) + 2;
    text_put(&report, ": ");
    text_wrapped(&report, buffer_slice(&title), column, 4);
    buffer_printf(out, "    %llu hit%s in %llu message%s\n", (unsigned long long)row->hits, row->hits == 1 ? "" : "s",
                  (unsigned long long)row->messages, row->messages == 1 ? "" : "s");
    buffer_append(out, t->explanation);
    for (uint32_t i = 0; i < t->places.count; i++)
        buffer_append(out, t->places.items[i]);
    if (t->unkept)
        text_counted(&report, t->unkept, 4, "more message; this much text is not kept in memory",
                     "more messages; this much text is not kept in memory");
    text_put(&report, "\n");
}

static int by_rule(const void *a, const void *b)
{
    return rule_row_compare(a, b);
}

/* The rules that fired, worst first. */
static struct rule_row *fired_rules(const struct report_run *run, struct arena *arena, size_t *out_count)
{
    struct rule_row *rows = arena_new_array(arena, struct rule_row, run->rules->rules.count);
    *out_count = 0;
    for (uint32_t i = 0; rows && i < run->rules->rules.count; i++)
        if (run->tallies[i].row.messages)
            rows[(*out_count)++] = run->tallies[i].row;
    if (rows && *out_count > 1)
        qsort(rows, *out_count, sizeof *rows, by_rule);
    return rows;
}

void report_run_add(struct report_run *run, struct buffer *out, const struct report_file *file)
{
    struct buffer text;
    buffer_init(&text, out->arena, SIZE_MAX);
    struct text_report scratch = text_open(&text, file, &run->style);
    keep(run, &scratch);
    enum verdict verdict = report_verdict(file);
    if (run->count == 0 && !(run->style.quiet && (verdict == VERDICT_PASS || verdict == VERDICT_SKIPPED))) {
        size_t start = text.size;
        text_message(&scratch, true);
        run->alone = arena_copy(run->arena, slice_from(buffer_slice(&text), start));
    }
    run->count++;
    if (!run->style.by_rule && run->kept.used > run->style.kept_bytes)
        write_batch(run, out);
    out->failed = out->failed || text.failed || run->arena->failed || run->kept.failed;
}

/* How many messages are not shown, and why. */
static void write_left_out(const struct report_run *run, const struct text_report *report)
{
    const struct {
        uint64_t count;
        const char *one, *many;
    } lines[] = {
        {run->folded, "message passes with infos only; --all shows it", "messages pass with infos only; --all shows them"},
        {run->skipped > MOST_SKIPPED ? run->skipped - MOST_SKIPPED : 0, "more message was skipped; --all shows it",
         "more messages were skipped; --all shows them"},
        {run->unkept, "more message: this much text is not kept in memory",
         "more messages: this much text is not kept in memory"},
    };
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        if (lines[i].count == 0)
            continue;
        text_counted(report, lines[i].count, 0, lines[i].one, lines[i].many);
        text_put(report, "\n");
    }
}

void report_run_end(struct report_run *run, struct buffer *out, const struct report_counts *counts)
{
    struct text_report report = text_open(out, NULL, &run->style);
    if (run->count < 2) {
        /* The verdict is the last line: without the empty one that parts messages. */
        bool parted = run->alone.size > 1 && slice_at(run->alone, run->alone.size - 2) == '\n';
        buffer_append(out, slice_sub(run->alone, 0, run->alone.size - parted));
        return;
    }
    size_t count;
    struct rule_row *rules = fired_rules(run, out->arena, &count);
    for (size_t i = 0; run->style.by_rule && i < count; i++)
        write_rule(run, out, &rules[i]);
    write_messages(run, out);
    write_left_out(run, &report);
    if (!run->style.quiet) {
        text_message_table(&report, &run->rows, run->unlisted);
        if (!run->style.by_rule && (count > 1 || run->folded))
            text_rule_table(&report, run->rules, rules, count);
    }
    if (!run->style.quiet || counts->passed + counts->skipped < counts->files)
        text_totals(&report, counts);
}
