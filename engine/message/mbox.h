/* Files that hold several messages (RFC 4155). */
#ifndef ASSAY_MESSAGE_MBOX_H
#define ASSAY_MESSAGE_MBOX_H

#include "base/slice.h"

/* True if the file is an mbox: it begins with a "From " line (RFC 4155). */
bool mbox_detect(struct slice file);
/* The next message of an mbox: the bytes after its "From " line up to the next one (not the empty line before it), or as many as
 * its Content-Length says if that leads to the next one or to the end of the file.
 * `*offset` begins at 0 and is moved on; false at the end. */
bool mbox_next(struct slice file, size_t *offset, struct slice *out_message);
/* True if the message has a Content-Length that is the length of its body. */
bool mbox_length_holds(struct slice message);

#endif
