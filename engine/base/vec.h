/* Typed arrays that grow inside an arena. VEC(type) declares one; zeroed is empty.
 *
 *     VEC(struct span) spans = {0};
 *     struct span *s = vec_push(arena, &spans);   // zeroed item, or null when there is no memory
 *
 * Items move when the array grows: keep indices, not pointers. Tested in tests/unit/base. */
#ifndef ASSAY_BASE_VEC_H
#define ASSAY_BASE_VEC_H

#include "base/arena.h"

#define VEC(type)                                                                                                                \
    struct {                                                                                                                     \
        type *items;                                                                                                             \
        uint32_t count;                                                                                                          \
        uint32_t capacity;                                                                                                       \
    }

/* For vec_push alone: the items with room for one more, `*capacity` updated; the old items on failure. */
void *vec_grow(struct arena *arena, void *items, uint32_t count, uint32_t *capacity, size_t item_size);

#define vec_push(arena, v)                                                                                                       \
    (((v)->items = vec_grow((arena), (v)->items, (v)->count, &(v)->capacity, sizeof *(v)->items)),                               \
     (v)->count < (v)->capacity ? &(v)->items[(v)->count++] : NULL)

#endif
