/* Excerpts: one line of a source with marks under it.
 *
 * A line is a row of cells: a character with the zero-width ones that follow it, or one escape. Cells are measured from the
 * first mark outwards, so that a line of megabytes costs no more than one of 80 bytes. A cell takes in at most 32 bytes of
 * combining characters; the next one is shown as an escape. Text that runs from right to left is shown in logical order.
 * Tested in tests/unit/base/test_excerpt.c. */
#include "base/excerpt.h"

#include <stdio.h>

#include "base/utf8.h"

enum { DEFAULT_WIDTH = 80, LEAST_WIDTH = 24, CLUSTER_BYTES = 32 };

/* One code point, or one byte that is not UTF-8. */
struct unit {
    uint32_t code_point;
    uint32_t length;
    bool valid;
};

struct cell {
    size_t end; /* in the text */
    size_t width;
    bool escaped; /* its first unit is */
};

/* A part of a line, and the marks on it. */
struct window {
    struct slice line;
    size_t from, to;
    bool ascii;
};

static struct unit read_unit(struct slice text, size_t at)
{
    struct utf8_step step = utf8_decode(text, at);
    if (!step.valid)
        return (struct unit){slice_at(text, at) >= 0 ? text.data[at] : 0, 1, false};
    return (struct unit){step.code_point == '\t' ? ' ' : step.code_point, step.length, true};
}

static bool is_plain(struct unit unit, bool ascii)
{
    return unit.valid && !utf8_is_unprintable(unit.code_point) && (!ascii || unit.code_point < 0x80);
}

/* True for what can join the cell before it. */
static bool is_joining(struct unit unit, bool ascii)
{
    return is_plain(unit, ascii) && utf8_width(unit.code_point) == 0;
}

/* The escape of a unit, as text; returns its length. */
static size_t format_escape(struct unit unit, char out[16])
{
    bool byte = !unit.valid || unit.code_point < 0x80;
    int length = snprintf(out, 16, byte ? "\\x%02X" : "\\u{%04X}", (unsigned)unit.code_point);
    return length > 0 ? (size_t)length : 0;
}

/* The cell at an offset inside the text. A zero-width character has nothing to join at the beginning of a cell. */
static struct cell read_cell(struct slice text, size_t at, bool ascii)
{
    struct unit first = read_unit(text, at);
    struct cell cell = {.end = at + first.length};
    cell.escaped = !is_plain(first, ascii) || utf8_width(first.code_point) == 0;
    char escape[16];
    cell.width = cell.escaped ? format_escape(first, escape) : (size_t)utf8_width(first.code_point);
    while (cell.end < text.size && cell.end - at < CLUSTER_BYTES) {
        struct unit next = read_unit(text, cell.end);
        if (!is_joining(next, ascii))
            break;
        cell.end += next.length;
    }
    return cell;
}

static void draw_cell(struct buffer *out, struct slice text, size_t at, struct cell cell)
{
    struct unit first = read_unit(text, at);
    char escape[16];
    if (cell.escaped)
        buffer_append(out, slice_make(escape, format_escape(first, escape)));
    else
        buffer_code_point(out, first.code_point);
    buffer_append(out, slice_sub(text, at + first.length, cell.end));
}

void excerpt_escape(struct buffer *out, struct slice text, bool ascii)
{
    for (size_t at = 0; at < text.size;) {
        struct cell cell = read_cell(text, at, ascii);
        draw_cell(out, text, at, cell);
        at = cell.end;
    }
}

size_t excerpt_width(struct slice text, bool ascii)
{
    size_t width = 0;
    for (size_t at = 0; at < text.size;) {
        struct cell cell = read_cell(text, at, ascii);
        width += cell.width;
        at = cell.end;
    }
    return width;
}

/* Goes on from `at`, over whole cells that fit `*columns`, not past `end`; takes the columns off. */
static size_t walk_forward(const struct window *window, size_t at, size_t end, size_t *columns)
{
    while (at < end) {
        struct cell cell = read_cell(window->line, at, window->ascii);
        if (cell.width > *columns)
            break;
        *columns -= cell.width;
        at = cell.end;
    }
    return at;
}

/* Where the cell begins that ends at `end`, which is not 0. */
static size_t cell_before(const struct window *window, size_t end)
{
    size_t at = end;
    do {
        at = utf8_floor(window->line, at - 1);
    } while (at > 0 && end - at < CLUSTER_BYTES && is_joining(read_unit(window->line, at), window->ascii));
    return at;
}

static size_t walk_back(const struct window *window, size_t at, size_t columns)
{
    while (at > 0) {
        size_t before = cell_before(window, at);
        struct cell cell = read_cell(window->line, before, window->ascii);
        if (cell.width > columns)
            break;
        columns -= cell.width;
        at = before;
    }
    return at;
}

size_t excerpt_fit(struct slice text, size_t columns, bool ascii)
{
    const struct window window = {.line = text, .ascii = ascii};
    return walk_forward(&window, 0, text.size, &columns);
}

size_t excerpt_fit_end(struct slice text, size_t columns, bool ascii)
{
    const struct window window = {.line = text, .ascii = ascii};
    return text.size - walk_back(&window, text.size, columns);
}

/* Chooses what to show of a line in so many columns: all, else its beginning if the first mark lies there, else the mark with as
 * much before it as after it. */
static void choose_window(struct window *window, struct span mark, size_t columns)
{
    size_t size = window->line.size, left = columns;
    window->from = 0;
    window->to = walk_forward(window, 0, size, &left);
    if (window->to == size)
        return;
    size_t ellipsis = window->ascii ? 3 : 1;
    left = columns - ellipsis;
    window->to = walk_forward(window, 0, size, &left);
    if (mark.end <= window->to)
        return;
    size_t room = columns - 2 * ellipsis;
    size_t after_mark = room;
    walk_forward(window, mark.start, mark.end, &after_mark);
    window->from = walk_back(window, mark.start, after_mark / 2);
    left = room;
    window->to = walk_forward(window, window->from, size, &left);
    if (window->to == size)
        window->from = walk_back(window, size, columns - ellipsis);
}

static void draw_text(struct buffer *out, const struct window *window)
{
    const char *ellipsis = window->ascii ? "..." : "\xE2\x80\xA6";
    if (window->from > 0)
        buffer_text(out, ellipsis);
    for (size_t at = window->from; at < window->to;) {
        struct cell cell = read_cell(window->line, at, window->ascii);
        draw_cell(out, window->line, at, cell);
        at = cell.end;
    }
    if (window->to < window->line.size)
        buffer_text(out, ellipsis);
}

/* The line of marks while it is drawn: blanks wait until a mark follows them. */
struct marks {
    struct buffer *out;
    const struct excerpt_style *style;
    size_t blanks;
    bool on;
};

static void switch_marks(struct marks *marks, bool on)
{
    const char *text = on ? marks->style->mark_on : marks->style->mark_off;
    if (marks->on != on && text)
        buffer_text(marks->out, text);
    marks->on = on;
}

static void draw_marks(struct marks *marks, size_t columns, bool marked)
{
    if (!marked) {
        switch_marks(marks, false);
        marks->blanks += columns;
        return;
    }
    buffer_fill(marks->out, ' ', marks->blanks);
    marks->blanks = 0;
    switch_marks(marks, true);
    buffer_fill(marks->out, '^', columns);
}

/* Goes through the sorted spans along with the cells. */
struct cursor {
    const struct span *spans; /* offsets in the source */
    size_t count;
    size_t next;
    size_t reach; /* the furthest end of those passed */
};

/* Whether a mark lies on [start, end) of the source; an empty span marks what begins where it stands. */
static bool is_marked(struct cursor *cursor, size_t start, size_t end)
{
    for (; cursor->next < cursor->count && cursor->spans[cursor->next].start < end; cursor->next++) {
        struct span span = cursor->spans[cursor->next];
        size_t span_end = span.end > span.start ? span.end : (size_t)span.start + 1;
        if (span_end > cursor->reach)
            cursor->reach = span_end;
    }
    return start < cursor->reach;
}

static void draw_mark_line(struct marks *marks, const struct window *window, size_t line_start, struct cursor cursor)
{
    size_t line_end = line_start + window->line.size;
    if (window->from > 0)
        marks->blanks += window->ascii ? 3 : 1;
    for (size_t at = window->from; at < window->to;) {
        struct cell cell = read_cell(window->line, at, window->ascii);
        draw_marks(marks, cell.width, is_marked(&cursor, line_start + at, line_start + cell.end));
        at = cell.end;
    }
    /* Spans that begin behind the text: at the line's end, or in it. */
    bool behind = cursor.next < cursor.count && cursor.spans[cursor.next].start >= line_end;
    if (behind && window->to == window->line.size)
        draw_marks(marks, 1, true);
    switch_marks(marks, false);
}

/* How many of the spans begin on the line of the first. */
static size_t count_on_line(const struct source *source, const struct span *spans, size_t count)
{
    uint32_t start, other;
    size_t on_line = 1;
    source_line(source, spans[0].start, &start);
    while (on_line < count && (source_line(source, spans[on_line].start, &other), other == start))
        on_line++;
    return on_line;
}

void excerpt_draw(struct buffer *out, const struct source *source, const struct span *spans, size_t count,
                  const struct excerpt_style *style)
{
    if (count == 0)
        return;
    uint32_t start;
    struct window window = {.line = source_line(source, spans[0].start, &start), .ascii = style->ascii};
    char number[24];
    uint64_t line = source_position(source, spans[0].start, COLUMN_BYTES).line;
    int digits = snprintf(number, sizeof number, "%llu", (unsigned long long)line);
    size_t gutter = style->indent + (digits > 0 ? (size_t)digits : 0);
    size_t width = style->width ? style->width : DEFAULT_WIDTH;
    /* Besides the gutter: " | ", and a column for a mark behind the text. */
    size_t columns = width > gutter + 4 + LEAST_WIDTH ? width - gutter - 4 : LEAST_WIDTH;
    size_t size = window.line.size;
    size_t mark_start = spans[0].start - start < size ? utf8_floor(window.line, spans[0].start - start) : size;
    size_t mark_end = spans[0].end > spans[0].start ? spans[0].end - start : mark_start;
    struct span mark = {(uint32_t)mark_start, (uint32_t)(mark_end < size ? mark_end : size)};
    choose_window(&window, mark, columns);

    buffer_fill(out, ' ', style->indent);
    buffer_printf(out, "%s |%s", number, size ? " " : "");
    draw_text(out, &window);
    buffer_byte(out, '\n');
    buffer_fill(out, ' ', gutter);
    buffer_text(out, " | ");
    struct marks marks = {.out = out, .style = style};
    draw_mark_line(&marks, &window, start, (struct cursor){spans, count_on_line(source, spans, count), 0, 0});
    buffer_byte(out, '\n');
}
