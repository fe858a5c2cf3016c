/* Pieces of layers: the map of a piece is an identity over its range, composed with the layer's map, so that a range that cuts a
 * unit keeps the unit's origin. Tested in tests/unit/content/test_views.c. */
#include "content/layer_cut.h"

#include "base/buffer.h"

bool layer_masked(struct layer *out, struct arena *arena, const struct document *document)
{
    *out = (struct layer){.text = document->masked, .parent = &document->layer};
    return source_map_identity(&out->map, arena, (uint32_t)document->masked.size, 0);
}

/* The usual case, in the memory of one run: the range lies inside a run of single bytes. False: it does not, or no memory. */
static bool cut_run(struct source_map *out, struct arena *arena, const struct source_map *map, struct span range)
{
    uint32_t at = source_map_run(map, range.start);
    const struct map_run *run = at < map->runs.count ? &map->runs.items[at] : NULL;
    uint32_t end = at + 1 < map->runs.count ? map->runs.items[at + 1].derived : map->derived_size;
    if (!run || run->derived_unit != 1 || run->parent_unit != 1 || range.end > end || range.start >= range.end)
        return false;
    struct map_run *cut = arena_new(arena, struct map_run);
    if (!cut)
        return false;
    *cut = (struct map_run){.parent = run->parent + range.start - run->derived, .derived_unit = 1, .parent_unit = 1};
    out->runs.items = cut;
    out->runs.count = out->runs.capacity = 1;
    out->derived_size = range.end - range.start;
    return true;
}

bool layer_cut(struct layer *out, struct arena *arena, const struct layer *layer, struct span range)
{
    struct layer cut = {.text = slice_sub(layer->text, range.start, range.end), .parent = layer->parent};
    struct source_map inner = {0};
    bool ok = cut_run(&cut.map, arena, &layer->map, (struct span){range.start, range.start + (uint32_t)cut.text.size}) ||
              (source_map_identity(&inner, arena, (uint32_t)cut.text.size, range.start) &&
               source_map_compose(&cut.map, arena, &layer->map, &inner));
    *out = cut;
    return ok;
}

bool layer_without(struct layer *out, struct arena *arena, const struct layer *layer, const struct span *without, size_t count)
{
    struct buffer text;
    struct source_map inner = {0};
    struct layer result = {.parent = layer->parent};
    uint32_t start = 0;
    buffer_init(&text, arena, layer->text.size);
    buffer_reserve(&text, layer->text.size);
    for (size_t i = 0; i <= count; i++) {
        uint32_t end = i < count ? without[i].start : (uint32_t)layer->text.size;
        struct slice piece = slice_sub(layer->text, start, end);
        buffer_append(&text, piece);
        if (!source_map_identity(&inner, arena, (uint32_t)piece.size, start))
            return false;
        start = i < count && without[i].end > start ? without[i].end : start;
    }
    result.text = buffer_slice(&text);
    if (text.failed || !source_map_compose(&result.map, arena, &layer->map, &inner))
        return false;
    *out = result;
    return true;
}

bool layer_trim(struct layer *out, struct arena *arena, const struct layer *layer)
{
    struct slice trimmed = slice_trim(layer->text);
    uint32_t start = trimmed.size > 0 ? (uint32_t)slice_offset(layer->text, trimmed) : 0;
    return layer_cut(out, arena, layer, (struct span){start, start + (uint32_t)trimmed.size});
}
