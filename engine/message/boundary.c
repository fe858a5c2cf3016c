/* Boundary lines. Behind the boundary only white space may follow, as senders and relays add it; a boundary that another one
 * begins with is thus not taken for it. Tested in tests/unit/message/test_mime.c. */
#include "message/boundary.h"

#include "base/ascii.h"

enum boundary_line boundary_classify(struct slice line, struct slice boundary)
{
    if (!slice_starts(line, SLICE("--")))
        return BOUNDARY_NONE;
    while (line.size > 2 && ascii_is_blank(line.data[line.size - 1]))
        line.size--;
    line = slice_from(line, 2);
    if (!slice_starts(line, boundary))
        return BOUNDARY_NONE;
    struct slice rest = slice_from(line, boundary.size);
    if (rest.size == 0)
        return BOUNDARY_NEXT;
    return slice_equal(rest, SLICE("--")) ? BOUNDARY_CLOSE : BOUNDARY_LOOKS_ALIKE;
}

uint32_t boundary_match(const struct frames *frames, struct slice line, bool *out_closing)
{
    if (!slice_starts(line, SLICE("--")))
        return UINT32_MAX;
    for (uint32_t i = frames->open.count; i > frames->first; i--) {
        enum boundary_line kind = boundary_classify(line, frames->open.items[i - 1].boundary);
        *out_closing = kind == BOUNDARY_CLOSE;
        if (kind == BOUNDARY_NEXT || kind == BOUNDARY_CLOSE)
            return i - 1;
    }
    return UINT32_MAX;
}

bool boundary_looks_alike(const struct frames *frames, struct slice line)
{
    bool alike = false;
    if (!slice_starts(line, SLICE("--")))
        return false;
    for (uint32_t i = frames->open.count; i > frames->first && !alike; i--)
        alike = boundary_classify(line, frames->open.items[i - 1].boundary) == BOUNDARY_LOOKS_ALIKE;
    return alike;
}
