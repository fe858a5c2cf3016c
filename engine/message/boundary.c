/* Boundary lines. Behind the boundary only white space may follow, as senders and relays add it; a boundary that another one
 * begins with is thus not taken for it. Tested in tests/unit/message/test_mime.c. */
#include "message/boundary.h"

#include "base/ascii.h"

uint32_t boundary_match(const struct frames *frames, struct slice line, bool *out_closing)
{
    if (!slice_starts(line, SLICE("--")))
        return UINT32_MAX;
    while (line.size > 2 && ascii_is_blank(line.data[line.size - 1]))
        line.size--;
    line = slice_from(line, 2);
    for (uint32_t i = frames->open.count; i > frames->first; i--) {
        struct slice boundary = frames->open.items[i - 1].boundary;
        if (!slice_starts(line, boundary))
            continue;
        struct slice rest = slice_from(line, boundary.size);
        *out_closing = slice_equal(rest, SLICE("--"));
        if (rest.size == 0 || *out_closing)
            return i - 1;
    }
    return UINT32_MAX;
}
