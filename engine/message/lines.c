/* Reading lines by two memchr's, each of which remembers its last hit. Tested in tests/unit/message/test_lines.c. */
#include "message/lines.h"

void line_reader_init(struct line_reader *reader, struct slice text, uint32_t start)
{
    *reader = (struct line_reader){.text = text, .next = start};
    size_t cr = slice_find_byte(text, start, '\r'), lf = slice_find_byte(text, start, '\n');
    reader->cr = (uint32_t)(cr < text.size ? cr : text.size);
    reader->lf = (uint32_t)(lf < text.size ? lf : text.size);
}

/* The first such byte at or after `next`, from the last hit. */
static uint32_t find_again(const struct line_reader *reader, uint32_t hit, unsigned char byte)
{
    if (hit >= reader->next)
        return hit;
    size_t found = slice_find_byte(reader->text, reader->next, byte);
    return (uint32_t)(found < reader->text.size ? found : reader->text.size);
}

bool line_peek(struct line_reader *reader, struct line *out)
{
    if (reader->next >= reader->text.size)
        return false;
    reader->cr = find_again(reader, reader->cr, '\r');
    reader->lf = find_again(reader, reader->lf, '\n');
    uint32_t end = reader->cr < reader->lf ? reader->cr : reader->lf;
    uint32_t next = end + 1;
    if (end == reader->cr && reader->lf == end + 1)
        next++;
    if (next > reader->text.size)
        next = (uint32_t)reader->text.size;
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
