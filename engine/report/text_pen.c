/* The text report's pen: escaping, cutting, wrapping, colours. Tested in tests/unit/report. */
#include "base/ascii.h"
#include "report/text.h"

/* Columns of the longest word that is shown whole: an address may have 64 KB. */
#define MOST_WORD    200
#define LABEL_INDENT 4
/* Where less room than this is left of a line behind a path, its text begins on the next one. */
#define LEAST_TEXT 20

void text_put(const struct text_report *report, const char *literal)
{
    buffer_text(report->out, literal);
}

const char *paint_on(const struct text_report *report, enum paint paint)
{
    static const char *const codes[PAINT_COUNT] = {
        [PAINT_ERROR] = "\x1B[1;31m", [PAINT_WARN] = "\x1B[1;33m", [PAINT_INFO] = "\x1B[1;36m",
        [PAINT_STRONG] = "\x1B[1m",   [PAINT_GOOD] = "\x1B[1;32m", [PAINT_FAINT] = "\x1B[2m",
    };
    return report->style->color && paint < PAINT_COUNT ? codes[paint] : "";
}

const char *paint_off(const struct text_report *report)
{
    return report->style->color ? "\x1B[0m" : "";
}

void text_escaped(const struct text_report *report, struct slice text, enum paint painted)
{
    if (painted == PAINT_COUNT) {
        excerpt_escape(report->out, text, report->style->ascii);
        return;
    }
    text_put(report, paint_on(report, painted));
    excerpt_escape(report->out, text, report->style->ascii);
    text_put(report, paint_off(report));
}

static struct slice ellipsis_of(const struct text_report *report)
{
    return report->style->ascii ? SLICE("...") : SLICE("\xE2\x80\xA6");
}

/* The text in two pieces with an ellipsis between them: `tail` columns are for the end. */
static size_t cut(const struct text_report *report, struct slice text, size_t columns, size_t tail)
{
    bool ascii = report->style->ascii;
    if (excerpt_fit(text, columns, ascii) == text.size) {
        excerpt_escape(report->out, text, ascii);
        return excerpt_width(text, ascii);
    }
    size_t ellipsis = ascii ? 3 : 1;
    size_t room = columns > ellipsis + tail ? columns - ellipsis - tail : 0;
    struct slice head = slice_sub(text, 0, excerpt_fit(text, room, ascii));
    struct slice end = slice_from(text, text.size - excerpt_fit_end(text, tail, ascii));
    excerpt_escape(report->out, head, ascii);
    buffer_append(report->out, ellipsis_of(report));
    excerpt_escape(report->out, end, ascii);
    return excerpt_width(head, ascii) + ellipsis + excerpt_width(end, ascii);
}

size_t text_cut(const struct text_report *report, struct slice text, size_t columns)
{
    return cut(report, text, columns, 0);
}

size_t text_middle(const struct text_report *report, struct slice text, size_t columns)
{
    return cut(report, text, columns, columns / 3);
}

/* GitHub and Azure read "::", "##[" and "##vso[" at the beginning of a line, blanks aside, as commands. */
bool text_is_command(struct slice text)
{
    return slice_starts(text, SLICE("::")) || slice_starts(text, SLICE("##"));
}

/* Where the pen is while words are set. */
struct line {
    size_t column, indent;
    bool begins; /* nothing but blanks stands in it */
};

static void break_line(const struct text_report *report, struct line *line)
{
    buffer_byte(report->out, '\n');
    buffer_fill(report->out, ' ', line->indent);
    line->column = line->indent;
    line->begins = true;
}

/* Sets a word, over several lines if it is longer than one. */
static void set_word(const struct text_report *report, struct line *line, struct slice word)
{
    bool ascii = report->style->ascii;
    while (word.size > 0) {
        if (line->begins && text_is_command(word)) {
            buffer_byte(report->out, '\\');
            line->column++;
        }
        size_t room = report->width > line->column ? report->width - line->column : 0;
        size_t fits = excerpt_fit(word, room, ascii);
        if (fits == 0 && line->begins)
            fits = word.size; /* no line can take it */
        struct slice piece = slice_sub(word, 0, fits);
        excerpt_escape(report->out, piece, ascii);
        line->column += excerpt_width(piece, ascii);
        line->begins = line->begins && fits == 0;
        word = slice_from(word, fits);
        if (word.size > 0)
            break_line(report, line);
    }
}

void text_wrapped(const struct text_report *report, struct slice text, size_t column, size_t indent)
{
    struct line line = {column, indent, column == 0};
    bool ascii = report->style->ascii;
    bool blank = false; /* one is due before the next word */
    for (size_t at = 0;;) {
        while (ascii_is_space(slice_at(text, at)))
            at++;
        size_t end = at;
        while (end < text.size && !ascii_is_space(slice_at(text, end)))
            end++;
        if (end == at)
            break;
        struct slice word = slice_sub(text, at, end);
        struct slice shown = slice_sub(word, 0, excerpt_fit(word, MOST_WORD, ascii));
        size_t room = report->width > line.column + blank ? report->width - line.column - blank : 0;
        if (blank && excerpt_fit(shown, room, ascii) < shown.size)
            break_line(report, &line);
        else if (blank) {
            buffer_byte(report->out, ' ');
            line.column++;
        }
        set_word(report, &line, shown);
        if (shown.size < word.size)
            set_word(report, &line, ellipsis_of(report));
        blank = true;
        at = end;
    }
    buffer_byte(report->out, '\n');
}

void text_whole(const struct text_report *report, struct slice text, size_t column)
{
    struct line line = {column, column, true};
    set_word(report, &line, text);
    buffer_byte(report->out, '\n');
}

void text_labelled(const struct text_report *report, const char *label, struct slice text)
{
    if (text.size == 0)
        return;
    size_t column = LABEL_INDENT + slice_cstr(label).size + 2;
    buffer_fill(report->out, ' ', LABEL_INDENT);
    text_put(report, paint_on(report, PAINT_STRONG));
    text_put(report, label);
    text_put(report, paint_off(report));
    text_put(report, ": ");
    text_wrapped(report, text, column, LABEL_INDENT + 5); /* as after "why: " */
}

size_t text_path(const struct text_report *report)
{
    struct slice path = report->file->path;
    size_t columns = excerpt_width(path, report->style->ascii);
    if (text_is_command(path)) {
        text_put(report, "./");
        columns += 2;
    }
    excerpt_escape(report->out, path, report->style->ascii);
    return columns;
}

size_t text_name(const struct text_report *report, size_t column, size_t indent)
{
    struct buffer name;
    buffer_init(&name, report->out->arena, SIZE_MAX);
    if (text_is_command(report->file->path))
        buffer_text(&name, "./");
    buffer_append(&name, report->file->path);
    if (report->file->message_number)
        buffer_printf(&name, " (message %u)", (unsigned)report->file->message_number);
    text_put(report, paint_on(report, PAINT_STRONG));
    struct line line = {column, indent, false};
    set_word(report, &line, buffer_slice(&name));
    text_put(report, paint_off(report));
    return line.column;
}

/* Ends the line if the path left too little of it. */
static size_t go_on(const struct text_report *report, size_t column)
{
    if (column + LEAST_TEXT <= report->width) {
        buffer_byte(report->out, ' ');
        return column + 1;
    }
    struct line line = {column, LABEL_INDENT, false};
    break_line(report, &line);
    return line.column;
}

size_t text_place(const struct text_report *report, uint32_t offset)
{
    struct position at = source_position(&report->file->message->source, offset, COLUMN_CODE_POINTS);
    struct buffer place;
    buffer_init(&place, report->out->arena, SIZE_MAX);
    buffer_printf(&place, ":%llu:%llu:", (unsigned long long)at.line, (unsigned long long)at.column);
    text_put(report, paint_on(report, PAINT_STRONG));
    size_t columns = text_path(report) + place.size;
    buffer_append(report->out, buffer_slice(&place));
    text_put(report, paint_off(report));
    return go_on(report, columns);
}

size_t text_no_place(const struct text_report *report)
{
    text_put(report, paint_on(report, PAINT_STRONG));
    size_t columns = text_path(report) + 1;
    text_put(report, ":");
    text_put(report, paint_off(report));
    return go_on(report, columns);
}

void text_counted(const struct text_report *report, uint64_t count, size_t indent, const char *one, const char *many)
{
    struct buffer line;
    buffer_init(&line, report->out->arena, SIZE_MAX);
    buffer_printf(&line, "%llu %s", (unsigned long long)count, count == 1 ? one : many);
    buffer_fill(report->out, ' ', indent);
    text_wrapped(report, buffer_slice(&line), indent, indent);
}

void text_more(const struct text_report *report, uint64_t count, uint64_t kept)
{
    if (count == 0)
        return;
    buffer_fill(report->out, ' ', LABEL_INDENT);
    buffer_printf(report->out, "and %llu more", (unsigned long long)count);
    if (!report->style->all && kept >= count)
        text_put(report, count == 1 ? "; --all shows it" : "; --all shows them");
    else if (!report->style->all && kept > 0)
        buffer_printf(report->out, "; --all shows %llu of them", (unsigned long long)kept);
    text_put(report, "\n");
}

size_t text_severity(const struct text_report *report, enum severity severity)
{
    static const struct {
        const char *text;
        enum paint paint;
    } levels[SEVERITY_COUNT] = {
        [SEVERITY_NONE] = {"note", PAINT_STRONG},
        [SEVERITY_INFO] = {"info", PAINT_INFO},
        [SEVERITY_WARN] = {"warning", PAINT_WARN},
        [SEVERITY_ERROR] = {"error", PAINT_ERROR},
    };
    text_escaped(report, slice_cstr(levels[severity].text), levels[severity].paint);
    return slice_cstr(levels[severity].text).size;
}

size_t text_verdict(const struct text_report *report, enum verdict verdict)
{
    static const struct {
        const char *text;
        enum paint paint;
    } verdicts[] = {
        [VERDICT_PASS] = {"PASS", PAINT_GOOD},    [VERDICT_WARN] = {"WARN", PAINT_WARN},
        [VERDICT_FAIL] = {"FAIL", PAINT_ERROR},   [VERDICT_INCOMPLETE] = {"INCOMPLETE", PAINT_ERROR},
        [VERDICT_ERROR] = {"ERROR", PAINT_ERROR}, [VERDICT_SKIPPED] = {"SKIPPED", PAINT_INFO},
    };
    text_escaped(report, slice_cstr(verdicts[verdict].text), verdicts[verdict].paint);
    return slice_cstr(verdicts[verdict].text).size;
}
