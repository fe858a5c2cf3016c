/* Text in the format "flowed" (RFC 3676): lines that a client puts together again. Tested in tests/unit/content. */
#ifndef ASSAY_CONTENT_FLOWED_H
#define ASSAY_CONTENT_FLOWED_H

#include "message/source_map.h"

/* Adds the ranges of the text that are no text once its lines flow: soft line breaks with the quote marks that follow them, and
 * the blanks that stuff lines. `delete_space`: also the blank before each soft line break (DelSp=yes). False: no memory. */
bool flowed_skipped(span_list *out, struct arena *arena, struct slice text, bool delete_space);

#endif
