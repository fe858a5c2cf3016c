/* Lines of a text, whatever ends them: LF, CR LF, or a CR that no LF follows. */
#ifndef ASSAY_MESSAGE_LINES_H
#define ASSAY_MESSAGE_LINES_H

#include "base/slice.h"

struct line {
    uint32_t start, end; /* without the line end */
    uint32_t next;       /* after the line end */
};

struct line_reader {
    struct slice text;
    uint32_t next; /* where the next line begins; may be moved */
};

void line_reader_init(struct line_reader *reader, struct slice text, uint32_t start);
/* The line at `next`, which is not moved; false at the end of the text. Takes time in proportion to the line. */
bool line_peek(struct line_reader *reader, struct line *out);
/* The same, and moves on behind it. */
bool line_read(struct line_reader *reader, struct line *out);
struct slice line_text(const struct line_reader *reader, const struct line *line);

#endif
