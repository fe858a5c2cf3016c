/* Header blocks and their fields (RFC 5322, section 2.2). */
#ifndef ASSAY_MESSAGE_HEADER_H
#define ASSAY_MESSAGE_HEADER_H

#include "message/boundary.h"
#include "message/lines.h"
#include "message/record.h"

enum header_line {
    HEADER_LINE_EMPTY, /* nothing at all: the end */
    HEADER_LINE_FIELD, /* name, perhaps white space, colon */
    HEADER_LINE_FOLD,  /* begins with white space */
    HEADER_LINE_OTHER,
};

/* What a line in a header block is; for a field also where its colon stands. */
enum header_line header_classify(struct slice line, size_t *out_colon);
/* True for a line that looks like a field that went wrong: a continuation of nothing, or something odd before a colon. */
bool header_line_is_odd(struct slice line);
/* True for the names of fields that mail has: in RFCs, or with one of the usual beginnings. */
bool header_name_known(struct slice name);
/* True for the line that begins a message in an mbox. */
bool header_is_from_line(struct slice line);

/* Reads the header block of parts[part] at the reader's place, and moves the reader to where the body begins. Stops also at a
 * boundary, and at a line that is no field unless a field with a known name follows it. */
void header_read(struct message *message, uint32_t part, struct line_reader *lines, const struct frames *frames);
/* The first field of that name in the part's own header, or null. */
const struct header_field *header_find(const struct message *message, const struct part *part, struct slice name);

#endif
