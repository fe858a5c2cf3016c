/* An arena: memory that lives as long as one message or one rule set, and is freed at once.
 *
 * Memory is zeroed and aligned for any type. An arena has a cap; past it, or when the system has no memory, an
 * allocation returns null and the arena stays failed: later allocations fail too, so a room may check `failed` once
 * when it is done instead of after every step (it must still not write through a null pointer). Never exits, never aborts.
 * One thread at a time. Tested in tests/unit/base, where `fail_at` makes the n-th allocation fail. */
#ifndef ASSAY_BASE_ARENA_H
#define ASSAY_BASE_ARENA_H

#include "base/slice.h"

struct arena_block;

struct arena {
    struct arena_block *blocks; /* newest first */
    size_t used;                /* bytes taken from the system */
    size_t limit;               /* cap on `used` */
    uint64_t allocations;       /* how many were asked for */
    uint64_t fail_at;           /* 0, or the number of the allocation that is made to fail */
    bool failed;                /* sticky */
};

void arena_init(struct arena *arena, size_t limit);
/* Frees everything; the arena may be used again. A zeroed arena is accepted. */
void arena_free(struct arena *arena);
/* `size` zeroed bytes, or null. A size of 0 gives a valid pointer. */
void *arena_alloc(struct arena *arena, size_t size);
/* count * size bytes with an overflow check. */
void *arena_alloc_array(struct arena *arena, size_t count, size_t size);
/* Makes the block at `old` larger: in place when it was the last one, else by copying. `old` may be null. */
void *arena_grow(struct arena *arena, void *old, size_t old_size, size_t new_size);
/* A copy of the bytes, followed by a NUL that does not count; the empty slice on failure. */
struct slice arena_copy(struct arena *arena, struct slice s);
/* The same with its ASCII letters in lower case. */
struct slice arena_copy_lower(struct arena *arena, struct slice s);
/* The copy as a C string, or null. */
const char *arena_cstr(struct arena *arena, struct slice s);
struct slice arena_printf(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

#define arena_new(arena, type)              ((type *)arena_alloc((arena), sizeof(type)))
#define arena_new_array(arena, type, count) ((type *)arena_alloc_array((arena), (count), sizeof(type)))

#endif
