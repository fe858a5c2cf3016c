/* The multiparts that are open, and the lines that separate their parts (RFC 2046 5.1.1). */
#ifndef ASSAY_MESSAGE_BOUNDARY_H
#define ASSAY_MESSAGE_BOUNDARY_H

#include "base/span.h"
#include "base/vec.h"

struct frame {
    uint32_t part;
    struct slice boundary;
    uint32_t children;
    bool seen; /* its boundary occurred */
};

struct frames {
    VEC(struct frame) open; /* outer before inner */
    uint32_t first;         /* frames before this one belong to another layer */
};

/* How a line ends or goes on with a multipart. */
enum boundary_line {
    BOUNDARY_NONE,
    BOUNDARY_NEXT,       /* a part begins */
    BOUNDARY_CLOSE,      /* the multipart ends */
    BOUNDARY_LOOKS_ALIKE /* it begins as a boundary, but goes on otherwise */
};

/* What the line is to a multipart of that boundary. */
enum boundary_line boundary_classify(struct slice line, struct slice boundary);
/* The innermost open multipart that the line ends or goes on with, as an index into `open`; UINT32_MAX if none. */
uint32_t boundary_match(const struct frames *frames, struct slice line, bool *out_closing);
/* True if the line looks like the boundary of an open multipart, and is none of any. */
bool boundary_looks_alike(const struct frames *frames, struct slice line);

#endif
