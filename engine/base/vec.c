/* Growth of typed arrays: doubling, from eight items on; by a half once they are large, and memory counts more than copying.
 * Tested in tests/unit/base/test_vec.c. */
#include "base/vec.h"

enum { FIRST_ITEMS = 8, LARGE_BYTES = 4 * 1024 * 1024 };

void *vec_grow(struct arena *arena, void *items, uint32_t count, uint32_t *capacity, size_t item_size)
{
    if (count < *capacity)
        return items;
    uint32_t more = count * (uint64_t)item_size >= LARGE_BYTES ? count / 2 : count;
    uint32_t wanted = count < FIRST_ITEMS ? FIRST_ITEMS : count > UINT32_MAX - more ? UINT32_MAX : count + more;
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
