/* The hash map: open addressing with linear probing, at most three quarters full.
 *
 * The hash is FNV-1a with a last mixing step, because the table uses only its low bits. It has no secret: who chooses the
 * keys can make them collide, so the number of keys must be limited where they come from outside.
 * Tested in tests/unit/base/test_map.c. */
#include "base/map.h"

enum { FIRST_ENTRIES = 16 };

struct map_entry {
    struct slice key;
    uint32_t hash; /* 0: the entry is free */
    uint32_t value;
};

static uint32_t hash_key(struct slice key)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < key.size; i++)
        hash = (hash ^ key.data[i]) * 16777619u;
    hash ^= hash >> 15;
    return hash ? hash : 1;
}

void map_init(struct map *map, struct arena *arena)
{
    *map = (struct map){.arena = arena};
}

/* The entry that has the key, or the free one where it belongs. There is always a free one. */
static struct map_entry *find_entry(struct map_entry *entries, uint32_t capacity, struct slice key, uint32_t hash)
{
    uint32_t at = hash & (capacity - 1);
    while (entries[at].hash && (entries[at].hash != hash || !slice_equal(entries[at].key, key)))
        at = (at + 1) & (capacity - 1);
    return &entries[at];
}

static bool make_room(struct map *map)
{
    if (map->count < map->capacity / 4 * 3)
        return true;
    if (map->capacity > UINT32_MAX / 2) {
        map->arena->failed = true;
        return false;
    }
    uint32_t capacity = map->capacity ? map->capacity * 2 : FIRST_ENTRIES;
    struct map_entry *entries = arena_new_array(map->arena, struct map_entry, capacity);
    if (!entries)
        return false;
    for (uint32_t i = 0; i < map->capacity; i++) {
        const struct map_entry *old = &map->entries[i];
        if (old->hash)
            *find_entry(entries, capacity, old->key, old->hash) = *old;
    }
    map->entries = entries;
    map->capacity = capacity;
    return true;
}

bool map_add(struct map *map, struct slice key, uint32_t value)
{
    if (!make_room(map))
        return false;
    uint32_t hash = hash_key(key);
    struct map_entry *entry = find_entry(map->entries, map->capacity, key, hash);
    if (entry->hash)
        return false;
    *entry = (struct map_entry){key, hash, value};
    map->count++;
    return true;
}

uint32_t map_get(const struct map *map, struct slice key)
{
    if (map->count == 0)
        return MAP_NONE;
    const struct map_entry *entry = find_entry(map->entries, map->capacity, key, hash_key(key));
    return entry->hash ? entry->value : MAP_NONE;
}
