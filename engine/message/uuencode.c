/* Finding and decoding uuencoded files. One pass over the lines. Tested in tests/unit/message/test_files.c. */
#include "message/uuencode.h"

#include "base/ascii.h"

enum {
    MOST_BYTES = 45, /* that a line may hold; its first character says how many it does */
    SLACK = 2,       /* some programs add a checksum, or an x against the stripping of blanks */
};

/* A character's six bits; blank and ` are both 0. */
static uint32_t value(int c)
{
    return (uint32_t)(c - ' ') & 63u;
}

/* How many bytes the line holds: 0 for the last one; -1 if it is no line of uuencode. Blanks at its end may have been stripped.
 */
static int line_bytes(struct slice line)
{
    int c = slice_at(line, 0);
    if (line.size == 0)
        return 0;
    if (c < ' ' || c > '`' || value(c) > MOST_BYTES)
        return -1;
    size_t bytes = value(c), most = 1 + (bytes + 2) / 3 * 4 + SLACK;
    size_t least = bytes ? 2 : 1;
    for (size_t i = 1; i < line.size; i++)
        if (line.data[i] < ' ' || line.data[i] > '`')
            return -1;
    return line.size >= least && line.size <= most ? (int)bytes : -1;
}

/* True for "begin", three or four octal digits, and a name. */
static bool is_begin(struct slice line, struct slice *out_name)
{
    size_t at = 6;
    if (!slice_starts(line, SLICE("begin ")))
        return false;
    while (slice_at(line, at) >= '0' && slice_at(line, at) <= '7')
        at++;
    *out_name = slice_trim(slice_from(line, at));
    return at >= 9 && at <= 10 && slice_at(line, at) == ' ' && out_name->size > 0;
}

/* Reads lines up to the end of the file. */
static void find_end(struct line_reader *lines, struct uuencoded *out)
{
    struct line line;
    out->end = lines->next;
    while (line_peek(lines, &line)) {
        struct slice text = slice_sub(lines->text, line.start, line.end);
        out->whole = slice_equal(slice_trim(text), SLICE("end"));
        if (!out->whole && line_bytes(text) < 0)
            return;
        lines->next = line.next;
        out->end = line.next;
        if (out->whole)
            return;
    }
}

bool uuencode_next(struct line_reader *lines, struct uuencoded *out)
{
    struct line line, next;
    while (line_read(lines, &line)) {
        if (slice_at(lines->text, line.start) != 'b' || !is_begin(line_text(lines, &line), &out->name))
            continue;
        if (!line_peek(lines, &next) || line_bytes(line_text(lines, &next)) <= 0)
            continue;
        out->start = line.start;
        out->data = line.next;
        out->whole = false;
        find_end(lines, out);
        return true;
    }
    return false;
}

/* One line: each four characters are three bytes; the last of them may be fewer. */
static void decode_line(struct sink *out, struct slice line, size_t bytes, uint32_t base)
{
    for (size_t at = 1; bytes > 0 && at < line.size; at += 4) {
        size_t size = bytes < 3 ? bytes : 3, end = at + 4 < line.size ? at + 4 : line.size;
        uint32_t bits = 0;
        for (size_t i = 0; i < 4; i++)
            bits = bits << 6 | (at + i < line.size ? value(line.data[at + i]) : 0);
        unsigned char decoded[3] = {(unsigned char)(bits >> 16 & 0xFF), (unsigned char)(bits >> 8 & 0xFF),
                                    (unsigned char)(bits & 0xFF)};
        sink_unit(out, slice_make(decoded, size), (struct span){base + (uint32_t)at, base + (uint32_t)end});
        bytes -= size;
    }
}

void uuencode_decode(struct sink *out, struct slice in, uint32_t base)
{
    struct line_reader lines;
    struct line line;
    struct slice name;
    line_reader_init(&lines, in, 0);
    if (line_peek(&lines, &line) && is_begin(line_text(&lines, &line), &name))
        lines.next = line.next;
    while (line_read(&lines, &line)) {
        int bytes = line_bytes(line_text(&lines, &line));
        if (bytes < 0)
            return;
        decode_line(out, line_text(&lines, &line), (size_t)bytes, base + line.start);
    }
}
