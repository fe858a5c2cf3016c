/* Reading lines, by searches for both line ends in short stretches: neither looks far ahead for what is not there, so that many
 * readers on one text take no longer than one. Tested in tests/unit/message/test_lines.c. */
#include "message/lines.h"

enum { STRETCH = 256 };

void line_reader_init(struct line_reader *reader, struct slice text, uint32_t start)
{
    *reader = (struct line_reader){.text = text, .next = start};
}

/* The first CR or LF at or after `at`, or the end of the text. */
static uint32_t find_end(struct slice text, size_t at)
{
    for (; at < text.size; at += STRETCH) {
        struct slice stretch = slice_sub(text, at, at + STRETCH);
        size_t lf = slice_find_byte(stretch, 0, '\n');
        size_t cr = slice_find_byte(slice_sub(stretch, 0, lf), 0, '\r');
        size_t first = cr < lf ? cr : lf;
        if (first != SLICE_NONE)
            return (uint32_t)(at + first);
    }
    return (uint32_t)text.size;
}

bool line_peek(struct line_reader *reader, struct line *out)
{
    if (reader->next >= reader->text.size)
        return false;
    uint32_t end = find_end(reader->text, reader->next), next = end;
    if (slice_at(reader->text, next) == '\r')
        next++;
    if (slice_at(reader->text, next) == '\n')
        next++;
    *out = (struct line){reader->next, end, next};
    return true;
}

bool line_read(struct line_reader *reader, struct line *out)
{
    bool more = line_peek(reader, out);
    if (more)
        reader->next = out->next;
    return more;
}

struct slice line_text(const struct line_reader *reader, const struct line *line)
{
    return slice_sub(reader->text, line->start, line->end);
}
