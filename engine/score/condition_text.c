/* Conditions on texts: the views, and header fields. Both look for patterns in a list of texts.
 *
 * What was not found may yet be there where a placeholder stands, where a limit kept text out, or where a pattern ran out of
 * its budget: then the count is open above. Tested in tests/unit/score and tests/cases. */
#include <stdlib.h>

#include "base/utf8.h"
#include "message/address.h"
#include "score/trace.h"

#define UTF8_MAX 4 /* bytes of a character */

/* One text to look through, and everything of a hit in it but its span and pattern. */
struct match_target {
    struct slice text;
    struct hit like;  /* everything of a hit but its span and pattern */
    bool placeholder; /* unseen text stands in it */
};

void search_may_miss(struct search *search, enum unknown_reason reason)
{
    if (reason > search->more)
        search->more = reason;
}

enum unknown_reason match_reason(enum match_status status)
{
    switch (status) {
    case MATCH_COMPLETE: return UNKNOWN_NONE;
    case MATCH_BUDGET:
    case MATCH_CLOCK: return UNKNOWN_BUDGET;
    case MATCH_CAPPED:
    case MATCH_LIMIT:
    case MATCH_NO_MEMORY: break;
    }
    return UNKNOWN_LIMIT;
}

/* The patterns of one condition on their way through its texts. */
struct pattern_search {
    struct evaluation *e;
    const struct match_target *targets;
    uint32_t count;
    struct search *out;
    hit_list *near;   /* by target: what must be near a hit, in order; null without such a condition */
    bool *near_known; /* by target: `near` was looked for */
    struct map found; /* target, start and end of each hit, where several patterns may find the same stretch: it is one hit */
};

static bool is_new(struct pattern_search *s, uint32_t target, struct span span)
{
    const uint32_t stretch[] = {target, span.start, span.end};
    struct slice key = slice_make(stretch, sizeof stretch);
    return map_get(&s->found, key) == MAP_NONE && map_add(&s->found, arena_copy(s->e->arena, key), target);
}

static void add_hits(struct pattern_search *s, uint32_t target, const hit_list *found, uint32_t pattern, bool several)
{
    for (uint32_t i = 0; i < found->count; i++) {
        if (several && !is_new(s, target, found->items[i]))
            continue;
        if (s->out->hits.count >= s->e->policy->limits.hits) {
            search_may_miss(s->out, UNKNOWN_LIMIT);
            return;
        }
        struct hit *h = vec_push(s->e->arena, &s->out->hits);
        if (!h)
            return;
        *h = s->targets[target].like;
        h->span = found->items[i];
        h->pattern = pattern;
        h->key = slice_sub(s->targets[target].text, h->span.start, h->span.end);
    }
}

/* --- near --- */

static int by_start(const void *a, const void *b)
{
    const struct span *x = a, *y = b;
    return x->start != y->start ? (x->start < y->start ? -1 : 1) : (x->end > y->end) - (x->end < y->end);
}

/* Looks for what must stand near a hit, once for each text that has one. */
static const hit_list *find_near(struct pattern_search *s, const struct condition *c, uint32_t target)
{
    hit_list *near = &s->near[target];
    uint64_t limit = s->e->policy->limits.hits;
    for (uint32_t i = 0; !s->near_known[target] && i < c->near.count; i++) {
        uint32_t number = s->e->rules->pattern_numbers.items[c->near.first + i];
        uint32_t most = limit < UINT32_MAX - near->count ? near->count + (uint32_t)limit : UINT32_MAX;
        search_may_miss(s->out,
                        match_reason(matcher_find(s->e->matcher, number, s->targets[target].text, s->e->arena, near, most)));
    }
    s->near_known[target] = true;
    if (near->count > 1)
        qsort(near->items, near->count, sizeof *near->items, by_start);
    return near;
}

/* Whether at most so many characters stand between the two; what overlaps is not near but the same. */
static bool is_near(struct slice text, struct span a, struct span b, uint32_t within)
{
    if (a.start < b.end && b.start < a.end)
        return false;
    struct slice between = a.end <= b.start ? slice_sub(text, a.end, b.start) : slice_sub(text, b.end, a.start);
    return between.size <= (size_t)within * UTF8_MAX && utf8_count(between) <= within;
}

/* Keeps of the hits those that have company. */
static void keep_near(struct pattern_search *s, const struct condition *c, uint32_t target, hit_list *found)
{
    const hit_list *near = found->count > 0 ? find_near(s, c, target) : NULL;
    uint32_t reach = c->within * UTF8_MAX + MATCH_MAX_BYTES, kept = 0, first = 0;
    for (uint32_t i = 0; i < found->count; i++) {
        struct span hit = found->items[i];
        bool is = false;
        while (first < near->count && near->items[first].start + reach < hit.start)
            first++;
        for (uint32_t j = first; j < near->count && near->items[j].start <= hit.end + reach && !is; j++)
            is = is_near(s->targets[target].text, hit, near->items[j], c->within);
        if (is)
            found->items[kept++] = hit;
    }
    found->count = kept;
}

/* --- patterns --- */

/* One pattern in all targets: its hits, and whether it is there. */
static struct number search_pattern(struct pattern_search *s, const struct condition *c, uint32_t index)
{
    uint32_t number = s->e->rules->pattern_numbers.items[c->patterns.first + index];
    uint64_t limit = s->e->policy->limits.hits;
    uint32_t most = limit < UINT32_MAX ? (uint32_t)limit : UINT32_MAX;
    bool found_any = false;
    for (uint32_t i = 0; i < s->count; i++) {
        hit_list found = {0};
        enum unknown_reason reason = UNKNOWN_LIMIT;
        if (s->out->hits.count < most)
            reason = match_reason(matcher_find(s->e->matcher, number, s->targets[i].text, s->e->arena, &found, most));
        uint32_t hits = found.count;
        search_may_miss(s->out, reason);
        if (s->near)
            keep_near(s, c, i, &found);
        struct trace_event *event = trace_add(s->e, TRACE_PATTERN);
        if (event) {
            event->pattern = number;
            event->hits = hits;
            event->kept = found.count;
            event->reason = reason;
        }
        found_any = found_any || found.count > 0;
        add_hits(s, i, &found, index, c->patterns.count > 1);
    }
    return found_any ? number_truth(true) : number_range(0, s->out->more == UNKNOWN_NONE ? 0 : 1, s->out->more);
}

/* Whether the `not` pattern is nowhere. */
static struct number search_not(struct evaluation *e, uint32_t number, const struct match_target *targets, uint32_t count,
                                enum unknown_reason more)
{
    for (uint32_t i = 0; i < count; i++) {
        bool found = false;
        enum unknown_reason reason = match_reason(matcher_test(e->matcher, number, targets[i].text, &found));
        struct trace_event *event = trace_add(e, TRACE_NOT);
        if (event) {
            event->pattern = number;
            event->hits = event->kept = found;
            event->reason = reason;
        }
        if (found)
            return number_truth(false);
        if (reason > more)
            more = reason;
    }
    return more == UNKNOWN_NONE ? number_truth(true) : number_unknown_truth(more);
}

static void trace_targets(struct evaluation *e, const struct match_target *targets, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        struct trace_event *event = trace_add(e, TRACE_TEXT);
        if (!event)
            return;
        event->place = targets[i].like;
        event->place.span = (struct span){0, (uint32_t)targets[i].text.size};
        event->placeholder = targets[i].placeholder;
    }
}

/* Finds all hits of the condition's patterns in the texts, and looks for its `not`. */
static void search_patterns(struct evaluation *e, const struct condition *c, const struct match_target *targets, uint32_t count,
                            struct search *out)
{
    for (uint32_t i = 0; i < count; i++)
        if (targets[i].placeholder)
            search_may_miss(out, UNKNOWN_PLACEHOLDER);
    trace_targets(e, targets, count);
    struct pattern_search search = {.e = e, .targets = targets, .count = count, .out = out};
    map_init(&search.found, e->arena);
    if (c->near.count > 0) {
        search.near = arena_new_array(e->arena, hit_list, count);
        search.near_known = arena_new_array(e->arena, bool, count);
        if (!search.near || !search.near_known)
            return;
    }
    enum unknown_reason more = out->more;
    for (uint32_t i = 0; i < c->patterns.count; i++) {
        struct number there = search_pattern(&search, c, i);
        if (c->all)
            out->also = number_and(out->also, there);
    }
    /* Where hits are wanted and there are none, a `not` changes nothing and need not be looked for. */
    if (c->not_pattern != INDEX_NONE && (out->hits.count > 0 || out->more != UNKNOWN_NONE || c->count.given))
        out->also = number_and(out->also, search_not(e, c->not_pattern, targets, count, more));
}

void condition_text(struct evaluation *e, const struct condition *c, struct search *out)
{
    const struct message *message = e->content->message;
    if (c->view == VIEW_SUBJECT && !message->has_headers) {
        search_may_miss(out, UNKNOWN_NO_HEADERS);
        return;
    }
    const struct view *view = content_view(e->content, c->view);
    if (!view || view->limited)
        search_may_miss(out, UNKNOWN_LIMIT);
    if (!view || view->segments.count == 0)
        return;
    struct match_target *targets = arena_new_array(e->arena, struct match_target, view->segments.count);
    if (!targets)
        return;
    for (uint32_t i = 0; i < view->segments.count; i++) {
        const struct segment *s = &view->segments.items[i];
        targets[i].text = s->layer.text;
        targets[i].placeholder = s->placeholder;
        targets[i].like = (struct hit){.layer = &s->layer, .document = s->document, .part = s->part, .role = ROLE_MATCH};
        if (c->view == VIEW_SUBJECT)
            targets[i].like.field = message_field(message, SLICE("subject"), 0);
    }
    search_patterns(e, c, targets, view->segments.count, out);
}

typedef VEC(struct match_target) target_vec;

/* A layer over a field's unfolded text (an address in it), masked where the field is. */
static struct slice masked_copy(struct evaluation *e, const struct layer *layer, const struct document *document)
{
    struct slice copy = arena_copy(e->arena, layer->text);
    unsigned char *bytes = (unsigned char *)(uintptr_t)copy.data;
    for (uint32_t i = 0; i < copy.size; i++) {
        struct span from = source_map_up(&layer->map, (struct span){i, i + 1});
        if (document_has_value(document, from))
            bytes[i] = MASK_BYTE;
    }
    return copy;
}

static void add_target(struct evaluation *e, target_vec *targets, const struct header_field *field, const struct layer *layer,
                       const struct document *document)
{
    struct match_target *t = vec_push(e->arena, targets);
    if (!t)
        return;
    if (layer == &document->layer)
        t->text = document->masked;
    else
        t->text = document->placeholders.count > 0 ? masked_copy(e, layer, document) : layer->text;
    t->placeholder = slice_find_byte(t->text, 0, MASK_BYTE) != SLICE_NONE;
    t->like = (struct hit){.layer = layer, .document = document, .part = field->part, .role = ROLE_MATCH, .field = field};
}

static void add_addresses(struct evaluation *e, target_vec *targets, const struct header_field *field, enum header_of of)
{
    /* The layers are pointed to by hits: they must stay where they are. */
    address_list *addresses = arena_new(e->arena, address_list);
    if (!addresses)
        return;
    message_addresses(e->content->message, field, addresses);
    for (uint32_t i = 0; i < addresses->count; i++) {
        const struct address *a = &addresses->items[i];
        const struct layer *layer = of == HEADER_OF_ADDRESS  ? &a->address
                                    : of == HEADER_OF_DOMAIN ? &a->domain
                                                             : &a->display_name;
        add_target(e, targets, field, layer, &field->unfolded);
    }
}

void condition_header(struct evaluation *e, const struct condition *c, struct search *out)
{
    struct message *message = e->content->message;
    if (!message->has_headers) {
        search_may_miss(out, UNKNOWN_NO_HEADERS);
        return;
    }
    target_vec targets = {0};
    uint32_t fields = 0;
    const struct header_field *field = NULL;
    for (; (field = message_next_field(message, c->header_name, field)) != NULL; fields++) {
        if (c->of == HEADER_OF_TEXT)
            add_target(e, &targets, field, &field->text.layer, &field->text);
        else if (c->of == HEADER_OF_RAW)
            add_target(e, &targets, field, &field->unfolded.layer, &field->unfolded);
        else
            add_addresses(e, &targets, field, c->of);
    }
    if (c->patterns.count == 0)
        trace_targets(e, targets.items, targets.count);
    if (c->missing) {
        bool unseen = fields == 0 && out->more != UNKNOWN_NONE;
        out->direct = true;
        out->also = unseen ? number_unknown_truth(out->more) : number_truth(fields == 0);
        return;
    }
    if (c->patterns.count > 0) {
        search_patterns(e, c, targets.items, targets.count, out);
        return;
    }
    for (uint32_t i = 0; i < targets.count; i++) {
        struct hit *h = vec_push(e->arena, &out->hits);
        if (!h)
            return;
        *h = targets.items[i].like;
        h->span = (struct span){0, (uint32_t)targets.items[i].text.size};
        h->role = ROLE_PLACE;
    }
}
