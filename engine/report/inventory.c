/* Collecting addresses. Tested in tests/unit/report. */
#include "report/inventory.h"

#include <stdlib.h>

struct inventory *inventory_new(struct arena *arena, const struct report_style *style, struct slice since, bool json)
{
    struct inventory *inventory = arena_new(arena, struct inventory);
    if (!inventory)
        return NULL;
    *inventory = (struct inventory){.arena = arena, .style = *style, .since = arena_copy(arena, since), .json = json};
    map_init(&inventory->urls, arena);
    map_init(&inventory->names, arena);
    buffer_init(&inventory->notes, arena, SIZE_MAX);
    return arena->failed ? NULL : inventory;
}

/* What the addresses are put together by; `*out_host`: whether that is a host. */
static struct slice group_name(struct arena *arena, const struct link *link, bool *out_host)
{
    const struct url *url = &link->url;
    *out_host = !url->host_unknown && url->host.size > 0;
    if (*out_host)
        return link->domain.size > 0 ? link->domain : url->host;
    if (url->host_unknown || (url->scheme.size == 0 && url->placeholder))
        return SLICE("(placeholder)");
    if (link->host_kind == HOST_INVALID)
        return SLICE("(invalid host)");
    if (url->scheme.size > 0)
        return arena_printf(arena, "%.*s:", SLICE_ARG(url->scheme));
    return SLICE("(relative)");
}

/* The index of the link's domain; INDEX_NONE without memory. */
static uint32_t find_domain(struct inventory *inventory, const struct link *link)
{
    bool is_host;
    struct slice name = group_name(inventory->arena, link, &is_host);
    uint32_t index = map_get(&inventory->names, name);
    if (index != MAP_NONE)
        return index;
    struct inventory_domain *domain = vec_push(inventory->arena, &inventory->domains);
    if (!domain)
        return INDEX_NONE;
    *domain = (struct inventory_domain){.name = arena_copy(inventory->arena, name),
                                        .is_host = is_host,
                                        .kind = link->host_kind,
                                        .first = INDEX_NONE,
                                        .last = INDEX_NONE};
    map_add(&inventory->names, domain->name, inventory->domains.count - 1);
    return inventory->domains.count - 1;
}

/* A new address, of a domain that may be new. */
static uint32_t add_address(struct inventory *inventory, const struct report_file *file, const struct link *link,
                            struct slice url)
{
    uint32_t index = inventory->addresses.count;
    uint32_t group = find_domain(inventory, link);
    struct inventory_address *address = vec_push(inventory->arena, &inventory->addresses);
    if (!address || group == INDEX_NONE)
        return INDEX_NONE;
    *address = (struct inventory_address){.url = arena_copy(inventory->arena, url), .domain = group, .next = INDEX_NONE};
    map_add(&inventory->urls, address->url, index);
    struct inventory_domain *domain = &inventory->domains.items[group];
    if (domain->first == INDEX_NONE)
        domain->first = index;
    else
        inventory->addresses.items[domain->last].next = index;
    domain->last = index;
    domain->own = domain->own || report_host_listed(file, link, SLICE("own-domains")) > 0;
    return index;
}

/* One more place; true for the first on that side. */
static bool count_place(struct inventory_seen *seen, uint32_t file)
{
    seen->messages += seen->last_file != file + 1;
    seen->last_file = file + 1;
    return seen->places++ == 0;
}

/* The object of a place that may be shown at the end: on the new side of what the old side has not, on the old side the first. */
static struct slice keep_json(struct inventory *inventory, const struct inventory_address *address, enum inventory_side side,
                              const struct report_file *file, const struct report_link *link)
{
    bool wanted = side == SIDE_NEW ? address->sides[SIDE_OLD].places == 0 : address->sides[SIDE_OLD].places == 1;
    if (!inventory->json || inventory->since.size == 0 || !wanted)
        return SLICE("");
    struct buffer text;
    buffer_init(&text, inventory->arena, SIZE_MAX);
    inventory_json_place(&text, file, link);
    return buffer_slice(&text);
}

static void add_link(struct inventory *inventory, const struct report_file *file, const struct report_link *link,
                     struct slice url, enum inventory_side side)
{
    uint32_t file_index = inventory->files.count - 1;
    uint32_t index = map_get(&inventory->urls, url);
    if (index == MAP_NONE)
        index = add_address(inventory, file, link->link, url);
    struct inventory_place *place = vec_push(inventory->arena, &inventory->places);
    if (!place || index == INDEX_NONE)
        return;
    struct inventory_address *address = &inventory->addresses.items[index];
    struct inventory_seen *seen = &address->sides[side];
    struct inventory_domain *domain = &inventory->domains.items[address->domain];
    struct inventory_seen *of_domain = &domain->sides[side];
    uint32_t place_index = inventory->places.count - 1;
    domain->tracker = domain->tracker || report_is_tracker(file, link->link);
    count_place(of_domain, file_index);
    if (count_place(seen, file_index)) {
        of_domain->addresses++;
        seen->first = place_index;
    } else {
        inventory->places.items[seen->last].next = place_index;
    }
    seen->last = place_index;
    *place = (struct inventory_place){file_index, INDEX_NONE, link->at.line, link->at.column, link->link->context, {0}};
    place->json = keep_json(inventory, address, side, file, link);
}

/* What was not looked at, as text for the end. */
static void note(struct inventory *inventory, const struct report_file *file)
{
    struct text_report report = text_open(&inventory->notes, file, &inventory->style);
    if (!inventory->style.quiet)
        text_not_read(&report);
}

void inventory_add(struct inventory *inventory, const struct report_file *file, enum inventory_side side)
{
    struct inventory_file *kept = vec_push(inventory->arena, &inventory->files);
    enum verdict verdict = report_verdict(file);
    struct arena work;
    size_t count;
    if (!kept)
        return;
    *kept = (struct inventory_file){arena_copy(inventory->arena, file->path), file->message_number, side};
    inventory->messages[side]++;
    inventory->unreadable += verdict == VERDICT_ERROR;
    inventory->skipped += verdict == VERDICT_SKIPPED;
    inventory->incomplete += verdict != VERDICT_ERROR && !report_complete(file);
    note(inventory, file);
    arena_init(&work, SIZE_MAX);
    const struct report_link *links = report_links(file, &work, &count);
    for (size_t i = 0; i < count && !inventory->arena->failed; i++)
        add_link(inventory, file, &links[i], report_link_url(&work, links[i].link), side);
    arena_free(&work);
}

/* --- what is to be shown --- */

static bool has(const struct inventory_seen *sides, enum inventory_side side, bool difference)
{
    enum inventory_side other = side == SIDE_NEW ? SIDE_OLD : SIDE_NEW;
    return sides[side].places > 0 && !(difference && sides[other].places > 0);
}

bool inventory_has(const struct inventory_address *address, enum inventory_side side, bool difference)
{
    return has(address->sides, side, difference);
}

uint64_t inventory_count(const struct inventory *inventory, enum inventory_side side, bool difference)
{
    uint64_t count = 0;
    for (uint32_t i = 0; i < inventory->addresses.count; i++)
        count += inventory_has(&inventory->addresses.items[i], side, difference);
    return count;
}

/* Hosts first; then by places, most first, and by name. One side alone counts, for the other one has none or is not asked for. */
static int by_weight(const void *a, const void *b)
{
    const struct inventory_domain *x = *(const struct inventory_domain *const *)a;
    const struct inventory_domain *y = *(const struct inventory_domain *const *)b;
    uint64_t x_places = x->sides[SIDE_NEW].places + x->sides[SIDE_OLD].places;
    uint64_t y_places = y->sides[SIDE_NEW].places + y->sides[SIDE_OLD].places;
    if (x->is_host != y->is_host)
        return x->is_host ? -1 : 1;
    if (x_places != y_places)
        return x_places > y_places ? -1 : 1;
    return slice_compare(x->name, y->name);
}

const struct inventory_domain **inventory_domains(const struct inventory *inventory, struct arena *arena,
                                                  enum inventory_side side, bool difference, size_t *out_count)
{
    const struct inventory_domain **list = arena_new_array(arena, const struct inventory_domain *, inventory->domains.count);
    *out_count = 0;
    for (uint32_t i = 0; list && i < inventory->domains.count; i++) {
        const struct inventory_domain *domain = &inventory->domains.items[i];
        if (has(domain->sides, side, difference) && (domain->is_host || !difference))
            list[(*out_count)++] = domain;
    }
    if (*out_count > 1)
        qsort(list, *out_count, sizeof(*list), by_weight);
    return list;
}
