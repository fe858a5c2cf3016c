/* Text as it flows on a page: white space collapsed as CSS does with `white-space: normal`, line breaks between blocks, and for
 * every byte where it came from. Tested in tests/unit/content. */
#ifndef ASSAY_CONTENT_FLOW_H
#define ASSAY_CONTENT_FLOW_H

#include "base/buffer.h"
#include "message/source_map.h"

enum flow_gap { GAP_NONE, GAP_SPACE, GAP_BREAK };

struct flow {
    struct arena *arena;
    struct buffer text;
    struct source_map map;
    enum flow_gap gap; /* what stands before the next text, unless it would come first in a line */
    struct span blank; /* where a GAP_SPACE came from; empty: from nowhere */
    size_t enough;     /* more text than so many bytes is not taken */
    bool failed;
};

/* A piece of text from the HTML: `literal` text is the bytes of the origin one to one; other text is one unit for all of it. */
struct flow_piece {
    struct slice text;
    struct span origin;
    bool literal;
};

void flow_init(struct flow *flow, struct arena *arena, size_t enough);
/* Adds text, white space collapsed. */
void flow_text(struct flow *flow, struct flow_piece piece);
/* Adds text as it is (<pre>). */
void flow_keep(struct flow *flow, struct flow_piece piece);
/* What follows begins a line, or is at least set apart by a space. */
void flow_break(struct flow *flow);
void flow_space(struct flow *flow);
/* The text so far as a layer over `parent`; the flow must not be used after it. False: no memory. */
bool flow_finish(struct flow *flow, const struct layer *parent, struct layer *out);

#endif
