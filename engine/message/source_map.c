/* Source maps: runs are appended in order, looked up by binary search, and composed.
 *
 * Both look-ups rely on it that starts and ends of the parent's ranges never go back from one unit to the next.
 * Tested in tests/unit/message/test_source_map.c. */
#include "message/source_map.h"

static uint32_t run_end(const struct source_map *map, uint32_t index)
{
    return index + 1 < map->runs.count ? map->runs.items[index + 1].derived : map->derived_size;
}

static uint32_t run_units(const struct source_map *map, uint32_t index)
{
    const struct map_run *run = &map->runs.items[index];
    return (run_end(map, index) - run->derived) / run->derived_unit;
}

static uint32_t run_parent_end(const struct source_map *map, uint32_t index)
{
    const struct map_run *run = &map->runs.items[index];
    return run->parent + run_units(map, index) * run->parent_unit;
}

uint32_t source_map_run(const struct source_map *map, uint32_t derived)
{
    uint32_t low = 0, high = map->runs.count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (map->runs.items[middle].derived <= derived)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* Where in the parent the unit begins that holds the derived offset. */
static uint32_t unit_parent(const struct map_run *run, uint32_t derived)
{
    return run->parent + (derived - run->derived) / run->derived_unit * run->parent_unit;
}

bool source_map_add(struct source_map *map, struct arena *arena, uint32_t length, struct map_run origin)
{
    struct map_run *last = map->runs.count ? &map->runs.items[map->runs.count - 1] : NULL;
    if (length == 0 && last)
        return true;
    bool anchor = last && last->derived == map->derived_size;
    bool goes_on = last && !anchor && last->derived_unit == origin.derived_unit && last->parent_unit == origin.parent_unit &&
                   run_parent_end(map, map->runs.count - 1) == origin.parent;
    if (!goes_on) {
        if (!anchor)
            last = vec_push(arena, &map->runs);
        if (!last)
            return false;
        *last = origin;
        last->derived = map->derived_size;
    }
    map->derived_size += length;
    return true;
}

bool source_map_identity(struct source_map *map, struct arena *arena, uint32_t length, uint32_t parent)
{
    return source_map_add(map, arena, length, (struct map_run){.parent = parent, .derived_unit = 1, .parent_unit = 1});
}

/* Where in the parent an empty range stands. */
static struct span up_empty(const struct source_map *map, uint32_t derived)
{
    uint32_t at = 0;
    if (map->runs.count) {
        uint32_t last = map->runs.count - 1;
        at = derived < map->derived_size ? unit_parent(&map->runs.items[source_map_run(map, derived)], derived)
                                         : run_parent_end(map, last);
    }
    return (struct span){at, at};
}

/* The parent range of the units of run `index` that the derived range touches. */
static struct span up_run(const struct source_map *map, uint32_t index, struct span derived)
{
    const struct map_run *run = &map->runs.items[index];
    uint32_t end = run_end(map, index);
    uint32_t from = derived.start > run->derived ? derived.start : run->derived;
    uint32_t last = (derived.end < end ? derived.end : end) - 1;
    return (struct span){unit_parent(run, from), unit_parent(run, last) + run->parent_unit};
}

/* The runs that a derived range touches, from the first to the last that has bytes in the parent; false if none has. */
static bool touched_runs(const struct source_map *map, struct span derived, uint32_t *first, uint32_t *last)
{
    *first = source_map_run(map, derived.start);
    *last = source_map_run(map, derived.end - 1);
    while (*first < *last && map->runs.items[*first].parent_unit == 0)
        (*first)++;
    while (*last > *first && map->runs.items[*last].parent_unit == 0)
        (*last)--;
    return map->runs.items[*first].parent_unit != 0;
}

static struct span clamp(const struct source_map *map, struct span derived)
{
    if (derived.end > map->derived_size)
        derived.end = map->derived_size;
    if (derived.start > derived.end)
        derived.start = derived.end;
    return derived;
}

struct span source_map_up(const struct source_map *map, struct span derived)
{
    uint32_t first, last;
    derived = clamp(map, derived);
    if (span_length(derived) == 0 || !touched_runs(map, derived, &first, &last))
        return up_empty(map, derived.start);
    return (struct span){up_run(map, first, derived).start, up_run(map, last, derived).end};
}

bool source_map_pieces(const struct source_map *map, struct span derived, struct arena *arena, span_list *out)
{
    uint32_t first, last;
    derived = clamp(map, derived);
    if (span_length(derived) == 0 || !touched_runs(map, derived, &first, &last))
        return true;
    uint32_t before = out->count;
    for (uint32_t i = first; i <= last; i++) {
        struct span piece = up_run(map, i, derived);
        struct span *open = out->count > before ? &out->items[out->count - 1] : NULL;
        if (span_length(piece) == 0)
            continue;
        if (open && piece.start <= open->end) {
            *open = span_hull(*open, piece);
            continue;
        }
        open = vec_push(arena, out);
        if (!open)
            return false;
        *open = piece;
    }
    return true;
}

/* The first run whose parent range ends after the offset; runs.count if there is none. */
static uint32_t run_ending_after(const struct source_map *map, uint32_t parent)
{
    uint32_t low = 0, high = map->runs.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (run_parent_end(map, middle) > parent)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* How many runs begin in the parent before the offset. */
static uint32_t runs_beginning_before(const struct source_map *map, uint32_t parent)
{
    uint32_t low = 0, high = map->runs.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (map->runs.items[middle].parent < parent)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct span source_map_down(const struct source_map *map, struct span parent)
{
    struct span out = {map->derived_size, map->derived_size};
    uint32_t first = run_ending_after(map, parent.start);
    if (first < map->runs.count) {
        const struct map_run *run = &map->runs.items[first];
        uint32_t unit = parent.start > run->parent ? (parent.start - run->parent) / run->parent_unit : 0;
        out.start = run->derived + unit * run->derived_unit;
    }
    out.end = out.start;
    uint32_t behind = parent.end > parent.start ? runs_beginning_before(map, parent.end) : 0;
    if (behind) {
        const struct map_run *run = &map->runs.items[behind - 1];
        uint32_t units = run_units(map, behind - 1);
        uint32_t touched = run->parent_unit ? (parent.end - 1 - run->parent) / run->parent_unit + 1 : units;
        uint32_t end = run->derived + (touched < units ? touched : units) * run->derived_unit;
        if (end > out.end)
            out.end = end;
    }
    return out;
}

/* A piece of `middle` that was copied as it is: it takes over the units of `outer`, cut at both ends. */
static bool compose_identity(struct source_map *out, struct arena *arena, const struct source_map *outer, struct span middle)
{
    middle = clamp(outer, middle);
    for (uint32_t at = middle.start, i = at < middle.end ? source_map_run(outer, at) : 0; at < middle.end; i++) {
        struct map_run run = outer->runs.items[i];
        uint32_t end = run_end(outer, i) < middle.end ? run_end(outer, i) : middle.end;
        while (at < end) {
            uint32_t inside = (at - run.derived) % run.derived_unit;
            uint32_t length = (end - at) / run.derived_unit * run.derived_unit;
            struct map_run origin = run;
            origin.parent = unit_parent(&run, at);
            if (inside || length == 0) {
                length = run.derived_unit - inside < end - at ? run.derived_unit - inside : end - at;
                origin.derived_unit = length;
            }
            if (!source_map_add(out, arena, length, origin))
                return false;
            at += length;
        }
    }
    return true;
}

/* Units of run `index` of `inner`, one by one. */
static bool compose_units(struct source_map *out, struct arena *arena, const struct source_map *outer,
                          const struct source_map *inner, uint32_t index)
{
    struct map_run run = inner->runs.items[index];
    uint32_t units = run_units(inner, index);
    for (uint32_t i = 0; i < units; i++) {
        uint32_t start = run.parent + i * run.parent_unit;
        struct span parent = source_map_up(outer, (struct span){start, start + run.parent_unit});
        struct map_run origin = {.parent = parent.start, .derived_unit = run.derived_unit, .parent_unit = span_length(parent)};
        if (!source_map_add(out, arena, run.derived_unit, origin))
            return false;
    }
    return true;
}

bool source_map_compose(struct source_map *out, struct arena *arena, const struct source_map *outer,
                        const struct source_map *inner)
{
    if (inner->derived_size == 0) {
        uint32_t at = up_empty(inner, 0).start;
        return source_map_identity(out, arena, 0, source_map_up(outer, (struct span){at, at}).start);
    }
    for (uint32_t i = 0; i < inner->runs.count; i++) {
        const struct map_run *run = &inner->runs.items[i];
        bool identity = run->derived_unit == 1 && run->parent_unit == 1;
        struct span middle = {run->parent, run_parent_end(inner, i)};
        if (identity ? !compose_identity(out, arena, outer, middle) : !compose_units(out, arena, outer, inner, i))
            return false;
    }
    return true;
}

struct span layer_to_file(const struct layer *layer, struct span range)
{
    for (; layer && layer->parent; layer = layer->parent)
        range = source_map_up(&layer->map, range);
    return range;
}

struct span layer_from_file(const struct layer *layer, struct span file)
{
    uint32_t depth = 0;
    for (const struct layer *up = layer; up && up->parent; up = up->parent)
        depth++;
    for (; depth > 0; depth--) {
        const struct layer *step = layer;
        for (uint32_t i = 1; i < depth; i++)
            step = step->parent;
        file = source_map_down(&step->map, file);
    }
    return file;
}
