/* Which hits are one, and how many of them count.
 *
 * The parts of a multipart/alternative say the same thing twice: the n-th hit of a text in one is the n-th hit of the same text
 * in its sibling. Exclusive branches of a template are never there together: of each group the branch with most hits counts.
 * Tested in tests/unit/score and tests/cases. */
#include "base/ascii.h"
#include "base/buffer.h"
#include "base/map.h"
#include "score/evaluate.h"

/* A key that ignores case and how white space is laid out, with two numbers behind it. */
static struct slice numbered_key(struct arena *arena, struct slice key, uint32_t a, uint32_t b)
{
    struct buffer buffer;
    buffer_init(&buffer, arena, key.size + 64);
    bool blank = false;
    for (size_t i = 0; i < key.size; i++) {
        int c = slice_at(key, i);
        if (ascii_is_space(c)) {
            blank = buffer.size > 0;
            continue;
        }
        if (blank)
            buffer_byte(&buffer, ' ');
        blank = false;
        buffer_byte(&buffer, ascii_lower(c));
    }
    const uint32_t numbers[] = {a, b};
    buffer_append(&buffer, slice_make(numbers, sizeof numbers));
    return buffer_slice(&buffer);
}

#define MAX_CHAIN 100 /* nobody writes a hundred alternatives; keeps hostile messages linear */

struct numbering {
    const struct message *message;
    struct arena *arena;
    struct map occurrences; /* key and part -> how often so far, in `counts` */
    VEC(uint32_t) counts;
    struct map nth; /* key and occurrence -> index of the first such hit */
    uint32_t *next; /* per hit: another with the same key and occurrence */
};

/* Which occurrence of its key in its part this hit is, from 0. */
static uint32_t occurrence(struct numbering *n, const struct hit *hit)
{
    struct slice key = numbered_key(n->arena, hit->key, hit->part, 0);
    uint32_t at = map_get(&n->occurrences, key);
    if (at != MAP_NONE)
        return ++n->counts.items[at];
    at = n->counts.count;
    if (vec_push(n->arena, &n->counts))
        map_add(&n->occurrences, key, at);
    return 0;
}

/* The same hit in a sibling alternative, or INDEX_NONE. Hits with one key and occurrence form a chain behind its first. */
static uint32_t find_twin(struct numbering *n, const hit_vec *hits, uint32_t index)
{
    const struct hit *hit = &hits->items[index];
    struct slice key = numbered_key(n->arena, hit->key, occurrence(n, hit), 1);
    uint32_t first = map_get(&n->nth, key);
    n->next[index] = INDEX_NONE;
    if (first == MAP_NONE) {
        map_add(&n->nth, key, index);
        return INDEX_NONE;
    }
    uint32_t tried = 0;
    for (uint32_t i = first; i != INDEX_NONE && tried < MAX_CHAIN; i = n->next[i], tried++)
        if (message_alternatives(n->message, hits->items[i].part, hit->part))
            return i;
    n->next[index] = n->next[first];
    n->next[first] = index;
    return INDEX_NONE;
}

uint32_t hits_number(const struct message *message, struct arena *arena, hit_vec *hits)
{
    struct numbering n = {.message = message, .arena = arena};
    bool alone = message->parts.count < 2 || hits->count < 2;
    map_init(&n.occurrences, arena);
    map_init(&n.nth, arena);
    n.next = alone ? NULL : arena_new_array(arena, uint32_t, hits->count);
    uint32_t numbers = 0;
    for (uint32_t i = 0; i < hits->count; i++) {
        struct hit *hit = &hits->items[i];
        if (hit->role == ROLE_SHOWN && i > 0) {
            hit->number = hits->items[i - 1].number;
            continue;
        }
        uint32_t twin = n.next && hit->key.size > 0 ? find_twin(&n, hits, i) : INDEX_NONE;
        hit->number = twin == INDEX_NONE ? ++numbers : hits->items[twin].number;
    }
    return numbers;
}

static uint32_t document_offset(const struct hit *hit)
{
    if (hit->layer == &hit->document->layer)
        return hit->span.start;
    return source_map_up(&hit->layer->map, hit->span).start;
}

/* Hits of one document: what its branches come to when of each group only the fullest counts. */
struct branch_sum {
    const struct document *document;
    uint32_t *branches; /* per branch: its own hits, then with those of the branches inside */
    uint32_t *groups;   /* per group: its fullest branch */
    uint32_t outside;   /* hits outside of all branches, then the sum */
};

static uint32_t *place_of(struct branch_sum *sum, uint32_t branch)
{
    return branch == INDEX_NONE ? &sum->outside : &sum->branches[branch];
}

/* Branches stand after the one around them, so from the last to the first each is complete when it is met. */
static uint32_t add_up(struct branch_sum *sum)
{
    for (uint32_t i = sum->document->branches.count; i-- > 0;) {
        const struct branch *branch = &sum->document->branches.items[i];
        uint32_t *fullest = &sum->groups[branch->group];
        if (sum->branches[i] <= *fullest)
            continue;
        *place_of(sum, branch->parent) += sum->branches[i] - *fullest;
        *fullest = sum->branches[i];
    }
    return sum->outside;
}

static bool start_sum(struct branch_sum *sum, struct arena *arena, const struct document *document)
{
    uint32_t groups = 0;
    for (uint32_t i = 0; i < document->branches.count; i++)
        if (document->branches.items[i].group >= groups)
            groups = document->branches.items[i].group + 1;
    sum->document = document;
    sum->branches = arena_new_array(arena, uint32_t, document->branches.count);
    sum->groups = arena_new_array(arena, uint32_t, groups);
    return sum->branches && sum->groups;
}

/* Addresses that begin at one place are the variants of one attribute, whose branches exclude each other behind that place. */
static bool is_variant(struct arena *arena, struct map *places, const struct hit *hit)
{
    if (!hit->link)
        return false;
    const uint32_t place[] = {hit->document->part, hit->document->field, document_offset(hit)};
    return !map_add(places, arena_copy(arena, slice_make(place, sizeof place)), hit->number);
}

uint32_t hits_fold_branches(struct arena *arena, const hit_vec *hits)
{
    VEC(struct branch_sum) sums = {0};
    struct map places;
    uint32_t total = 0;
    uint32_t last = 0;
    map_init(&places, arena);
    for (uint32_t i = 0; i < hits->count; i++) {
        const struct hit *hit = &hits->items[i];
        if (hit->number <= last)
            continue; /* a twin of an earlier hit */
        last = hit->number;
        if (!hit->document || hit->document->branches.count == 0) {
            total++;
            continue;
        }
        if (is_variant(arena, &places, hit))
            continue;
        uint32_t at = 0;
        while (at < sums.count && sums.items[at].document != hit->document)
            at++;
        if (at == sums.count && (!vec_push(arena, &sums) || !start_sum(&sums.items[at], arena, hit->document)))
            return total;
        ++*place_of(&sums.items[at], document_branch_at(hit->document, document_offset(hit)));
    }
    for (uint32_t i = 0; i < sums.count; i++)
        total += add_up(&sums.items[i]);
    return total;
}
