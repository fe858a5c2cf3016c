/* Addresses in plain text. Tested in tests/unit/content. */
#ifndef ASSAY_CONTENT_TEXT_LINK_H
#define ASSAY_CONTENT_TEXT_LINK_H

#include "base/slice.h"
#include "base/span.h"

struct text_link {
    struct span span; /* in the text; without the punctuation that ends the sentence */
    bool bare;        /* "www.example.com", "example.com/path": no scheme is written */
};

/* The next address at or after *offset; moves *offset behind it. False if there is none. */
bool text_link_next(struct slice text, size_t *offset, struct text_link *out);

#endif
