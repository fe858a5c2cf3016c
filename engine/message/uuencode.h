/* uuencode (POSIX, uuencode): files inside texts, as they were sent before MIME. */
#ifndef ASSAY_MESSAGE_UUENCODE_H
#define ASSAY_MESSAGE_UUENCODE_H

#include "message/lines.h"
#include "message/sink.h"

struct uuencoded {
    struct slice name;
    uint32_t start; /* of its line "begin …" */
    uint32_t data;  /* behind that line */
    uint32_t end;   /* behind its line "end", or where it stops being readable */
    bool whole;     /* its end was found */
};

/* The next file at or after the reader's place, which is moved behind it; false if there is none. A line "begin 644 name" begins
 * a file only if what follows it is a line of uuencode. */
bool uuencode_next(struct line_reader *lines, struct uuencoded *out);
/* Decodes lines of uuencode up to the first that is none; lines that are longer or shorter than they say are read all the same.
 * `in` begins at `base` of its layer, and may begin with the line "begin …". */
void uuencode_decode(struct sink *out, struct slice in, uint32_t base);

#endif
