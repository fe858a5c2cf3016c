/* Messages of an mbox (RFC 4155): from one "From " line to the next one that stands at the beginning or after an empty line.
 *
 * Quoting (">From ") stays as it is. Tested in tests/unit/message/test_sniff.c. */
#include "message/mbox.h"

#include "message/header.h"
#include "message/lines.h"

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
    bool after_empty = false, next = false;
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
