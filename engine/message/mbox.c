/* Messages of an mbox (RFC 4155): from one "From " line to the next one that stands at the beginning or after an empty line.
 *
 * Quoting (">From ") stays in the bytes; texts are read without it (part_text.c). Tested in tests/unit/message/test_sniff.c. */
#include "message/mbox.h"

#include "base/ascii.h"
#include "message/header.h"
#include "message/lines.h"

enum { MOST_DIGITS = 10 };

/* True if the line begins a message: a "From " line with a field after it. */
static bool begins_message(const struct line_reader *lines, const struct line *line)
{
    struct line_reader ahead = *lines;
    struct line next;
    size_t colon;
    ahead.next = line->next;
    if (!header_is_from_line(line_text(lines, line)) || !line_peek(&ahead, &next))
        return false;
    struct slice text = line_text(&ahead, &next);
    return header_classify(text, &colon) == HEADER_LINE_FIELD || slice_starts(text, SLICE(">From "));
}

bool mbox_detect(struct slice file)
{
    struct line_reader lines;
    struct line line;
    line_reader_init(&lines, slice_sub(file, 0, 4096), 0);
    return line_peek(&lines, &line) && begins_message(&lines, &line);
}

/* The number of a Content-Length; false if it is none. */
static bool read_number(struct slice text, uint64_t *out)
{
    size_t at = 0;
    text = slice_trim(text);
    *out = 0;
    for (; at < MOST_DIGITS && ascii_is_digit(slice_at(text, at)); at++)
        *out = *out * 10 + (uint64_t)(text.data[at] - '0');
    return at > 0 && at == text.size;
}

/* The Content-Length in the header at the reader's place, which is moved to where the body begins. */
static bool read_length(struct line_reader *lines, uint64_t *out)
{
    struct line line;
    size_t colon;
    bool found = false;
    while (line_read(lines, &line) && line.start < line.end) {
        struct slice text = line_text(lines, &line);
        if (!found && header_classify(text, &colon) == HEADER_LINE_FIELD &&
            slice_equal_nocase(slice_trim(slice_sub(text, 0, colon)), SLICE("Content-Length")))
            found = read_number(slice_from(text, colon + 1), out);
    }
    return found;
}

bool mbox_length_holds(struct slice message)
{
    struct line_reader lines;
    uint64_t length;
    line_reader_init(&lines, message, 0);
    return read_length(&lines, &length) && length == message.size - lines.next;
}

/* Follows the Content-Length of the message at the reader's place. If it leads to the next message or to the end, the reader is
 * moved there, and *out_end is the message's. */
static bool follow_length(struct line_reader *lines, uint32_t *out_end)
{
    struct line_reader ahead = *lines;
    struct line line;
    uint64_t length;
    if (!read_length(&ahead, &length) || length > ahead.text.size - ahead.next)
        return false;
    uint32_t end = ahead.next + (uint32_t)length;
    line_reader_init(&ahead, ahead.text, end);
    while (line_peek(&ahead, &line) && line.start == line.end)
        ahead.next = line.next;
    if (line_peek(&ahead, &line) && !begins_message(&ahead, &line))
        return false;
    /* It does not end inside a line. */
    if (end > lines->next && slice_at(ahead.text, end - 1) != '\n' && slice_at(ahead.text, end - 1) != '\r' && end == line.start)
        return false;
    *out_end = end;
    lines->next = ahead.next;
    return true;
}

bool mbox_next(struct slice file, size_t *offset, struct slice *out_message)
{
    struct line_reader lines;
    struct line line;
    struct slice rest = slice_sub(file, *offset, *offset + UINT32_MAX - 1);
    line_reader_init(&lines, rest, 0);
    if (!line_read(&lines, &line))
        return false;
    uint32_t start = begins_message(&lines, &line) ? line.next : 0;
    uint32_t end = start;
    bool after_empty = false;
    lines.next = start;
    bool next = follow_length(&lines, &end);
    while (!next && line_peek(&lines, &line)) {
        next = after_empty && begins_message(&lines, &line);
        if (next)
            break;
        after_empty = line.start == line.end;
        /* An empty line belongs to the message unless the next message follows it. */
        lines.next = line.next;
        if (!after_empty)
            end = line.next;
    }
    *out_message = slice_sub(rest, start, next ? end : lines.next);
    *offset += lines.next;
    return true;
}
