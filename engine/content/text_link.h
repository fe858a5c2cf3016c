/* Addresses in plain text. Tested in tests/unit/content. */
#ifndef ASSAY_CONTENT_TEXT_LINK_H
#define ASSAY_CONTENT_TEXT_LINK_H

#include "message/source_map.h"

struct text_link {
    struct span span; /* in the text; without the punctuation that ends the sentence */
    bool bare;        /* "www.example.com", "example.com/path": no scheme is written */
    bool wrapped;     /* line ends, and the blanks behind them, are in the span and none of the address */
};

/* The next address at or after *offset; moves *offset behind it. False if there is none. */
bool text_link_next(struct slice text, size_t *offset, struct text_link *out);
/* True if the text begins with a scheme that an address of the web has, spelt rightly or not, and "://". */
bool text_link_is_web(struct slice text);
/* The address that lies in the span of the layer, without line ends. False: no memory. */
bool text_link_address(struct layer *out, struct arena *arena, const struct layer *text, const struct text_link *link);

#endif
