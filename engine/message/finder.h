/* A finder remembers its last hit, so that asking again and again from places that only move forward takes time in proportion
 * to the text, all questions together. */
#ifndef ASSAY_MESSAGE_FINDER_H
#define ASSAY_MESSAGE_FINDER_H

#include "base/slice.h"

struct finder {
    struct slice needle;
    size_t from; /* where the last search began */
    size_t hit;  /* what it found */
    bool used;
};

/* The first place of the needle at or after `at`, or SLICE_NONE. The text must always be the same. */
size_t finder_next(struct finder *finder, struct slice text, size_t at);

#endif
