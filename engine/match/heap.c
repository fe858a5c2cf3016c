/* PCRE2's memory out of an arena, never given back before the arena goes.
 *
 * PCRE2 asks for few blocks and replaces some of them by larger ones: the temporary ones of compiling, and the frames of
 * matching, which it doubles. One spare block serves the first; frames are rounded up to powers of two, so that patterns that
 * need ever a little more find it in the spare. Tested in tests/unit/match/test_memory.c. */
#include <string.h>

#include "match/internal.h"

enum { ROUND_FROM = 16 * 1024 };

struct heap_block {
    size_t capacity;
    _Alignas(max_align_t) unsigned char data[];
};

static size_t block_capacity(size_t size)
{
    if (size < ROUND_FROM || size > SIZE_MAX / 4)
        return size;
    size_t capacity = ROUND_FROM;
    while (capacity < size)
        capacity *= 2;
    return capacity;
}

static void *heap_take(size_t size, void *context)
{
    struct heap *heap = context;
    struct heap_block *block = heap->spare;
    if (block && block->capacity >= size) {
        heap->spare = NULL;
        return block->data;
    }
    size_t capacity = block_capacity(size);
    if (capacity > SIZE_MAX - sizeof *block)
        return NULL;
    block = arena_alloc(heap->arena, sizeof *block + capacity);
    if (!block)
        return NULL;
    block->capacity = capacity;
    return block->data;
}

static void heap_give(void *memory, void *context)
{
    struct heap *heap = context;
    if (!memory)
        return;
    struct heap_block *block = (struct heap_block *)(void *)((unsigned char *)memory - offsetof(struct heap_block, data));
    if (!heap->spare || heap->spare->capacity < block->capacity)
        heap->spare = block;
}

pcre2_general_context *heap_context(struct heap *heap, struct arena *arena)
{
    *heap = (struct heap){.arena = arena};
    return pcre2_general_context_create(heap_take, heap_give, heap);
}
