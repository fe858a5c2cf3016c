/* An attribute's value with control tags in it: {% if a %}http://one{% else %}http://two{% endif %}.
 *
 * A control tag becomes nothing, and of branches that exclude each other one is there. The value gives one link with the first
 * branch of every group, and one more for each other branch, so that every branch is read at least once. At most 64 branches of
 * one value are told apart; with more the limit on links is reported. Tested in tests/unit/content/test_links.c. */
#include "base/buffer.h"
#include "content/layer_cut.h"
#include "content/link.h"

enum { BRANCHES = 64 };

struct choice {
    const struct place_of_text *from;
    const struct layer *value;
    VEC(struct span) controls; /* in the value's text */
    const struct branch *branches;
    uint32_t count;
    uint32_t first; /* index of the first in the document */
};

static bool add_span(struct choice *choice, struct span in_document)
{
    struct span *place = vec_push(choice->from->content->arena, &choice->controls);
    if (place)
        *place = source_map_down(&choice->value->map, in_document);
    return place != NULL;
}

static void find_controls(struct choice *choice, struct span value)
{
    const struct document *document = choice->from->document;
    uint32_t low = 0, high = document->placeholders.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (document->placeholders.items[middle].span.end <= value.start)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < document->placeholders.count && document->placeholders.items[low].span.start < value.end; low++)
        if (document->placeholders.items[low].kind == PLACEHOLDER_CONTROL)
            add_span(choice, document->placeholders.items[low].span);
}

/* The branches that lie in the value as a whole. They are adjacent in the document's table. */
static void find_branches(struct choice *choice, struct span value)
{
    const struct document *document = choice->from->document;
    uint32_t low = 0, high = document->branches.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (document->branches.items[middle].span.start < value.start)
            low = middle + 1;
        else
            high = middle;
    }
    choice->first = low;
    while (low < document->branches.count && document->branches.items[low].span.end <= value.end)
        low++;
    choice->count = low - choice->first;
    choice->branches = document->branches.items ? document->branches.items + choice->first : NULL;
    if (choice->count > BRANCHES) {
        choice->count = BRANCHES;
        link_limit(choice->from, "links", value);
    }
}

/* The branches that must be there for branch `index` to be there, as bits. */
static uint64_t with_parents(const struct choice *choice, uint32_t index)
{
    uint64_t bits = 0;
    while (index >= choice->first && index - choice->first < choice->count) {
        bits |= (uint64_t)1 << (index - choice->first);
        index = choice->branches[index - choice->first].parent;
    }
    return bits;
}

/* True if branch i is there when the branches of `wanted` are, and otherwise the first of each group. */
static bool is_kept(const struct choice *choice, uint32_t i, uint64_t wanted)
{
    bool first = true;
    if (wanted >> i & 1)
        return true;
    for (uint32_t k = 0; k < choice->count; k++) {
        if (k == i || choice->branches[k].group != choice->branches[i].group)
            continue;
        if (wanted >> k & 1)
            return false;
        first = first && k > i;
    }
    return first;
}

/* Adds the link that the value is without control tags and without the branches that are not kept. */
static void add_variant(const struct choice *choice, uint64_t wanted, enum link_context context)
{
    struct arena *arena = choice->from->content->arena;
    struct span *without = arena_new_array(arena, struct span, choice->controls.count + choice->count);
    struct layer variant;
    uint32_t count = 0, control = 0;
    if (!without)
        return;
    for (uint32_t i = 0; i < choice->count; i++) {
        struct span branch = source_map_down(&choice->value->map, choice->branches[i].span);
        if (is_kept(choice, i, wanted))
            continue;
        while (control < choice->controls.count && choice->controls.items[control].start <= branch.start)
            without[count++] = choice->controls.items[control++];
        without[count++] = branch;
    }
    while (control < choice->controls.count)
        without[count++] = choice->controls.items[control++];
    if (layer_without(&variant, arena, choice->value, without, count))
        link_add(choice->from, &variant, context, false);
}

struct slice link_marked_controls(const struct place_of_text *from, const struct layer *layer)
{
    struct choice choice = {.from = from, .value = layer};
    find_controls(&choice, source_map_up(&layer->map, (struct span){0, (uint32_t)layer->text.size}));
    if (choice.controls.count == 0)
        return layer->text;
    struct buffer marked;
    size_t at = 0;
    buffer_init(&marked, from->content->arena, layer->text.size);
    buffer_reserve(&marked, layer->text.size);
    for (uint32_t i = 0; i < choice.controls.count; i++) {
        struct span control = choice.controls.items[i];
        buffer_append(&marked, slice_sub(layer->text, at, control.start));
        buffer_fill(&marked, LINK_CONTROL, span_length(control));
        at = control.end;
    }
    buffer_append(&marked, slice_from(layer->text, at));
    return marked.failed ? layer->text : buffer_slice(&marked);
}

void link_add_value(const struct place_of_text *from, const struct layer *value, struct span value_span,
                    enum link_context context)
{
    struct choice choice = {.from = from, .value = value};
    find_controls(&choice, value_span);
    if (choice.controls.count == 0) {
        link_add(from, value, context, false);
        return;
    }
    find_branches(&choice, value_span);
    add_variant(&choice, 0, context);
    for (uint32_t i = 0; i < choice.count; i++)
        if (!is_kept(&choice, i, 0))
            add_variant(&choice, with_parents(&choice, choice.first + i), context);
}
