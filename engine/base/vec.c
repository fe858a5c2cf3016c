/* Growth of typed arrays: doubling, from eight items on. Tested in tests/unit/base/test_vec.c. */
#include "base/vec.h"

enum { FIRST_ITEMS = 8 };

void *vec_grow(struct arena *arena, void *items, uint32_t count, uint32_t *capacity, size_t item_size)
{
    if (count < *capacity)
        return items;
    uint32_t wanted = count < FIRST_ITEMS ? FIRST_ITEMS : count > UINT32_MAX / 2 ? UINT32_MAX : count * 2;
    if (wanted == count || wanted > SIZE_MAX / item_size) {
        arena->failed = true;
        return items;
    }
    void *grown = arena_grow(arena, items, *capacity * item_size, wanted * item_size);
    if (!grown)
        return items;
    *capacity = wanted;
    return grown;
}
