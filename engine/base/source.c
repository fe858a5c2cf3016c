/* Sources: the index of line beginnings, and positions from it by binary search.
 *
 * Without an index a source counts as one line. Finding a column walks the line from its beginning, ASCII at 32 bytes a step.
 * Tested in tests/unit/base/test_source.c. */
#include "base/source.h"

#include "base/utf8.h"

void source_init(struct source *source, struct slice name, struct slice bytes)
{
    *source = (struct source){.name = name, .bytes = bytes};
}

/* The unit of UTF-16 at the offset, or -1. */
static int read_unit(const struct source *source, size_t at)
{
    int first = slice_at(source->bytes, at), second = slice_at(source->bytes, at + 1);
    if (second < 0)
        return -1;
    return source->units == UNITS_UTF16_LE ? first | second << 8 : first << 8 | second;
}

/* As scan_lines, of a text in UTF-16. */
static size_t scan_utf16_lines(const struct source *source, uint32_t *starts)
{
    size_t count = 1;
    if (starts)
        starts[0] = 0;
    for (size_t at = 0; at < source->bytes.size; at += 2) {
        int unit = read_unit(source, at);
        if (unit != '\n' && (unit != '\r' || read_unit(source, at + 2) == '\n'))
            continue;
        if (starts)
            starts[count] = (uint32_t)at + 2;
        count++;
    }
    return count;
}

/* Counts the lines of the text and, when `starts` is not null, notes where each begins. The end of the last line end begins a
 * line too, so that the end of a file has a position. */
static size_t scan_lines(const struct source *source, uint32_t *starts)
{
    struct slice text = source->bytes;
    if (source->units != UNITS_BYTES)
        return scan_utf16_lines(source, starts);
    size_t count = 0, at = 0, lf = 0;
    for (;;) {
        if (starts)
            starts[count] = (uint32_t)at;
        count++;
        if (count == 1 || lf < at) {
            size_t found = slice_find_byte(text, at, '\n');
            lf = found == SLICE_NONE ? text.size : found;
        }
        size_t cr = slice_find_byte(slice_sub(text, 0, lf), at, '\r');
        if (cr != SLICE_NONE && cr + 1 < lf)
            at = cr + 1;
        else if (lf < text.size)
            at = lf + 1;
        else if (cr != SLICE_NONE)
            at = text.size;
        else
            return count;
    }
}

bool source_index(struct source *source, struct arena *arena)
{
    if (source->line_starts)
        return true;
    if (source->bytes.size >= UINT32_MAX)
        return false;
    bool little = slice_starts(source->bytes, SLICE("\xFF\xFE")), big = slice_starts(source->bytes, SLICE("\xFE\xFF"));
    source->units = little ? UNITS_UTF16_LE : big ? UNITS_UTF16_BE : UNITS_BYTES;
    size_t count = scan_lines(source, NULL);
    uint32_t *starts = arena_new_array(arena, uint32_t, count);
    if (!starts)
        return false;
    scan_lines(source, starts);
    source->line_starts = starts;
    source->line_count = (uint32_t)count;
    return true;
}

/* The index of the line that holds the offset. */
static uint32_t find_line(const struct source *source, uint32_t offset)
{
    uint32_t low = 0, high = source->line_count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (source->line_starts[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static uint32_t line_start(const struct source *source, uint32_t line)
{
    return line < source->line_count ? source->line_starts[line] : 0;
}

/* Code units of UTF-16: code points over U+FFFF, which have four bytes in UTF-8, count two. */
static size_t count_utf16(struct slice text)
{
    size_t count = utf8_count(text);
    for (size_t at = 0; at < text.size; at++)
        if (text.data[at] >= 0xF0) {
            struct utf8_step step = utf8_decode(text, at);
            count += step.valid;
        }
    return count;
}

static size_t count_units(struct slice text, enum column_unit unit)
{
    switch (unit) {
    case COLUMN_CODE_POINTS: return utf8_count(text);
    case COLUMN_UTF16: return count_utf16(text);
    case COLUMN_BYTES: break;
    }
    return text.size;
}

struct position source_position(const struct source *source, uint32_t offset, enum column_unit unit)
{
    if (offset > source->bytes.size)
        offset = (uint32_t)source->bytes.size;
    uint32_t line = find_line(source, offset);
    uint32_t start = line_start(source, line);
    struct slice rest = slice_from(source->bytes, start);
    size_t length = offset - start;
    if (unit != COLUMN_BYTES)
        length = utf8_floor(rest, length);
    return (struct position){
        .offset = source->base_offset + offset,
        .line = source->base_line + line + 1,
        .column = count_units(slice_sub(rest, 0, length), unit) + 1,
    };
}

struct slice source_line(const struct source *source, uint32_t offset, uint32_t *out_start)
{
    uint32_t line = find_line(source, offset);
    size_t start = line_start(source, line);
    bool last = line + 1 >= source->line_count;
    size_t end = last ? source->bytes.size : source->line_starts[line + 1];
    if (!last && source->units == UNITS_BYTES) {
        end -= slice_at(source->bytes, end - 1) == '\n';
        end -= end > start && slice_at(source->bytes, end - 1) == '\r';
    } else if (!last) {
        end -= read_unit(source, end - 2) == '\n' ? 2 : 0;
        end -= end > start && read_unit(source, end - 2) == '\r' ? 2 : 0;
    }
    *out_start = (uint32_t)start;
    return slice_sub(source->bytes, start, end);
}
