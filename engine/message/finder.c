/* Searching with a memory. Tested in tests/unit/message/test_lines.c. */
#include "message/finder.h"

size_t finder_next(struct finder *finder, struct slice text, size_t at)
{
    bool known = finder->used && finder->from <= at && finder->hit >= at;
    if (!known)
        *finder = (struct finder){finder->needle, at, slice_find(text, at, finder->needle), true};
    return finder->hit;
}
