/* The text report's pen: escaping, wrapping, colours. Tested in tests/unit/report. */
#include "base/ascii.h"
#include "base/utf8.h"
#include "report/text.h"

/* Columns of the longest word that is shown whole: an address may have 64 KB. */
#define MOST_WORD 200

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

void text_cut(const struct text_report *report, struct slice text, size_t columns)
{
    bool ascii = report->style->ascii;
    const char *ellipsis = ascii ? "..." : "\xE2\x80\xA6";
    size_t room = columns > 3 ? columns - 3 : 0;
    size_t fits = 0; /* bytes that leave room for the ellipsis */
    size_t width = 0;
    for (size_t at = 0; at < text.size && width <= columns;) {
        size_t next = at + utf8_decode(text, at).length;
        width += excerpt_width(slice_sub(text, at, next), ascii);
        if (width <= room)
            fits = next;
        at = next;
    }
    if (width <= columns) {
        excerpt_escape(report->out, text, ascii);
        return;
    }
    excerpt_escape(report->out, slice_sub(text, 0, fits), ascii);
    text_put(report, ellipsis);
}

/* GitHub and Azure read "::", "##[" and "##vso[" at the beginning of a line, blanks aside, as commands. */
static bool looks_like_command(struct slice text)
{
    return slice_starts(text, SLICE("::")) || slice_starts(text, SLICE("##"));
}

void text_wrapped(const struct text_report *report, struct slice text, size_t column, size_t indent)
{
    bool line_begins = column == 0;
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
        size_t width = excerpt_width(word, report->style->ascii);
        if (width > MOST_WORD)
            width = MOST_WORD;
        if (blank && column + 1 + width > report->width) {
            buffer_byte(report->out, '\n');
            buffer_fill(report->out, ' ', indent);
            column = indent;
            line_begins = true;
            blank = false;
        }
        if (blank)
            buffer_byte(report->out, ' ');
        if (line_begins && looks_like_command(word))
            buffer_byte(report->out, '\\');
        text_cut(report, word, MOST_WORD);
        column += width + blank;
        blank = true;
        line_begins = false;
        at = end;
    }
    buffer_byte(report->out, '\n');
}

void text_path(const struct text_report *report, enum paint painted)
{
    if (looks_like_command(report->file->path))
        text_put(report, "./");
    text_escaped(report, report->file->path, painted);
}

void text_position(const struct text_report *report, uint32_t offset)
{
    struct position at = source_position(&report->file->message->source, offset, COLUMN_CODE_POINTS);
    buffer_printf(report->out, "%llu:%llu", (unsigned long long)at.line, (unsigned long long)at.column);
}
