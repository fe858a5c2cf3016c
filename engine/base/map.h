/* A hash map from byte strings to 32-bit numbers (usually an index into a vec), inside an arena.
 *
 * Keys are not copied: they must live as long as the map. Iteration is by the vec that the numbers index, so that the
 * order never depends on hashing. Tested in tests/unit/base. */
#ifndef ASSAY_BASE_MAP_H
#define ASSAY_BASE_MAP_H

#include "base/arena.h"

struct map_entry;

struct map {
    struct arena *arena;
    struct map_entry *entries;
    uint32_t count;
    uint32_t capacity;
};

#define MAP_NONE UINT32_MAX

void map_init(struct map *map, struct arena *arena);
/* Adds the key; false if it is there already (its value stays) or there is no memory (arena->failed tells). */
bool map_add(struct map *map, struct slice key, uint32_t value);
/* The value, or MAP_NONE. */
uint32_t map_get(const struct map *map, struct slice key);

#endif
