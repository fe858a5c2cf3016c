/* The arena: blocks from malloc, handed out from front to back, freed together.
 *
 * An array of a megabyte or more that grows out of its block takes the block with it, if nothing else is in there.
 *
 * Blocks start at 16 KB and grow with what is in use, so that a small message costs one or two of them. Memory is zeroed when
 * it is handed out, not when the block is taken. Under AddressSanitizer what is not handed out is poisoned and allocations are
 * kept apart, so that an overrun inside a block is found as in malloc'ed memory. Tested in tests/unit/base/test_arena.c. */
#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_POISONS
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define ARENA_POISONS
#endif

#ifdef ARENA_POISONS
#include <sanitizer/asan_interface.h>
enum { GAP = 16 };
#else
#define ASAN_POISON_MEMORY_REGION(address, size)   ((void)(address), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(address, size) ((void)(address), (void)(size))
enum { GAP = 0 };
#endif

enum {
    ALIGNMENT = _Alignof(max_align_t),
    FIRST_BLOCK = 16 * 1024,
    LARGEST_STEP = 4 * 1024 * 1024,
    LARGE_ARRAY = 1024 * 1024,
};

struct arena_block {
    struct arena_block *next;
    size_t size; /* of data */
    size_t fill; /* where the last allocation ends */
    _Alignas(max_align_t) unsigned char data[];
};

void arena_init(struct arena *arena, size_t limit)
{
    *arena = (struct arena){.limit = limit};
}

void arena_free(struct arena *arena)
{
    for (struct arena_block *block = arena->blocks, *next; block; block = next) {
        next = block->next;
        ASAN_UNPOISON_MEMORY_REGION(block->data, block->size);
        free(block);
    }
    arena_init(arena, arena->limit);
}

/* Counts the request; false when it has to fail. */
static bool request(struct arena *arena)
{
    arena->allocations++;
    if (arena->allocations == arena->fail_at)
        arena->failed = true;
    return !arena->failed;
}

static void *out_of_memory(struct arena *arena)
{
    arena->failed = true;
    return NULL;
}

static size_t block_start(const struct arena_block *block)
{
    return (block->fill + GAP + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

/* Bytes that can still be handed out. */
static size_t block_room(const struct arena_block *block)
{
    size_t start = block_start(block);
    return start < block->size ? block->size - start : 0;
}

static struct arena_block *add_block(struct arena *arena, size_t size)
{
    size_t available = arena->limit > arena->used ? arena->limit - arena->used : 0;
    size_t overhead = sizeof(struct arena_block) + GAP + ALIGNMENT;
    if (available < overhead || size > available - overhead)
        return NULL;
    size_t total = arena->used < LARGEST_STEP ? arena->used : LARGEST_STEP;
    if (total < FIRST_BLOCK)
        total = FIRST_BLOCK;
    if (total < size + overhead)
        total = size + overhead;
    if (total > available)
        total = available;
    struct arena_block *block = malloc(total);
    if (!block)
        return NULL;
    *block = (struct arena_block){.size = total - sizeof *block};
    ASAN_POISON_MEMORY_REGION(block->data, block->size);
    arena->used += total;
    return block;
}

/* Keeps the block with most room in front, so that one large allocation does not end the use of a fresh block. */
static void link_block(struct arena *arena, struct arena_block *block)
{
    struct arena_block *front = arena->blocks;
    if (front && block_room(front) > block_room(block)) {
        block->next = front->next;
        front->next = block;
    } else {
        block->next = front;
        arena->blocks = block;
    }
}

/* `size` bytes that are not zeroed yet. */
static unsigned char *take(struct arena *arena, size_t size)
{
    struct arena_block *block = arena->blocks;
    bool fresh = !block || block_start(block) > block->size || size > block_room(block);
    if (fresh)
        block = add_block(arena, size);
    if (!block)
        return out_of_memory(arena);
    size_t start = block_start(block);
    block->fill = start + size;
    if (fresh)
        link_block(arena, block);
    ASAN_UNPOISON_MEMORY_REGION(block->data + start, size);
    return block->data + start;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    unsigned char *memory = request(arena) ? take(arena, size) : NULL;
    return memory ? memset(memory, 0, size) : NULL;
}

void *arena_alloc_array(struct arena *arena, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        return out_of_memory(arena);
    return arena_alloc(arena, count * size);
}

/* Whether the block in front ends with these bytes and has room to make them larger. */
static bool grows_in_place(const struct arena_block *block, const unsigned char *old, size_t old_size, size_t new_size)
{
    return block && old >= block->data && old + old_size == block->data + block->fill &&
           new_size - old_size <= block->size - block->fill;
}

/* Where the pointer to the block stands that holds these bytes and nothing else; null: there is none. */
static struct arena_block **own_block(struct arena *arena, const unsigned char *old, size_t old_size)
{
    struct arena_block **place = &arena->blocks;
    while (*place && ((const unsigned char *)*place > old || (*place)->data + (*place)->size <= old))
        place = &(*place)->next;
    bool own = *place && old == (*place)->data + GAP && old_size + GAP == (*place)->fill;
    return own ? place : NULL;
}

/* Makes a block larger that holds one large array alone, so that the array leaves none of its former selves behind. */
static unsigned char *grow_block(struct arena *arena, struct arena_block **place, size_t new_size)
{
    struct arena_block *block = *place;
    size_t overhead = sizeof *block + GAP + ALIGNMENT, before = sizeof *block + block->size;
    if (new_size > arena->limit || arena->limit - new_size < overhead ||
        arena->used - before > arena->limit - new_size - overhead)
        return NULL;
    ASAN_UNPOISON_MEMORY_REGION(block->data, block->size);
    struct arena_block *grown = realloc(block, new_size + overhead);
    if (!grown)
        return NULL;
    *place = grown;
    grown->size = new_size + overhead - sizeof *grown;
    grown->fill = GAP + new_size;
    arena->used += new_size + overhead - before;
    return grown->data + GAP;
}

void *arena_grow(struct arena *arena, void *old, size_t old_size, size_t new_size)
{
    if (!old)
        return arena_alloc(arena, new_size);
    if (new_size <= old_size)
        return old;
    if (!request(arena))
        return NULL;
    unsigned char *memory = old;
    struct arena_block **own = old_size >= LARGE_ARRAY ? own_block(arena, old, old_size) : NULL;
    if (grows_in_place(arena->blocks, old, old_size, new_size)) {
        arena->blocks->fill += new_size - old_size;
        ASAN_UNPOISON_MEMORY_REGION(memory, new_size);
    } else if (!own || !(memory = grow_block(arena, own, new_size))) {
        memory = take(arena, new_size);
        if (!memory)
            return NULL;
        memcpy(memory, old, old_size);
    }
    memset(memory + old_size, 0, new_size - old_size);
    return memory;
}

struct slice arena_copy(struct arena *arena, struct slice s)
{
    unsigned char *copy = s.size < SIZE_MAX ? arena_alloc(arena, s.size + 1) : out_of_memory(arena);
    if (!copy)
        return slice_make(NULL, 0);
    if (s.size)
        memcpy(copy, s.data, s.size);
    return slice_make(copy, s.size);
}

struct slice arena_copy_lower(struct arena *arena, struct slice s)
{
    unsigned char *copy = s.size < SIZE_MAX ? arena_alloc(arena, s.size + 1) : out_of_memory(arena);
    if (!copy)
        return slice_make(NULL, 0);
    for (size_t i = 0; i < s.size; i++)
        copy[i] = (unsigned char)ascii_lower(s.data[i]);
    return slice_make(copy, s.size);
}

const char *arena_cstr(struct arena *arena, struct slice s)
{
    return (const char *)arena_copy(arena, s).data;
}

struct slice arena_printf(struct arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    size_t size = length > 0 ? (size_t)length : 0;
    char *text = arena_alloc(arena, size + 1);
    if (!text)
        return slice_make(NULL, 0);
    va_start(arguments, format);
    vsnprintf(text, size + 1, format, arguments);
    va_end(arguments);
    return slice_make(text, size);
}
