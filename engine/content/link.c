/* Links: parsed, classified and counted. An address longer than its limit is read as far as the limit goes; a data: URL has no
 * host to be wrong, and no limit. Tested in tests/unit/content/test_links.c. */
#include "content/link.h"

#include "base/ascii.h"
#include "base/map.h"
#include "base/utf8.h"
#include "content/host_name.h"
#include "content/layer_cut.h"
#include "content/link_judge.h"
#include "content/text_link.h"

#define X(name, text) text,
const char *const link_context_texts[] = {LINK_CONTEXTS(X) NULL};
#undef X

void link_limit(const struct place_of_text *from, const char *limit, struct span where)
{
    from->content->links_limited = true;
    message_limit_reached(from->content->message, limit, &from->document->layer, where);
}

/* The registrable domain of a host. A message has many links to few hosts, and the list is slow: each host is looked up once. */
static struct slice domain_of(struct content *content, struct slice host)
{
    uint32_t at = map_get(&content->hosts, host);
    if (at != MAP_NONE)
        return content->domains.items[at];
    struct slice *name = vec_push(content->arena, &content->host_names);
    struct slice *place = name ? vec_push(content->arena, &content->domains) : NULL;
    if (!place || !map_add(&content->hosts, host, content->domains.count - 1))
        return (struct slice){0};
    *name = host;
    *place = host_registrable(host);
    return *place;
}

static void classify(struct content *content, struct link *link)
{
    const struct url *url = &link->url;
    bool disguised = url->problems & (URL_BIT(IPV4_NON_DECIMAL) | URL_BIT(HOST_ENCODED));
    struct slice written = disguised ? slice_sub(url->text, url->host_span.start, url->host_span.end) : url->host;
    uint64_t broken = URL_BIT(HOST_INVALID) | URL_BIT(HOST_EMPTY);
    bool on_page = url->text.size == 0 || url->text.data[0] == '#';
    link->leads_elsewhere = url->has_authority || url->host_unknown || (url->relative && !on_page);
    if (url->host_unknown)
        link->host_kind = HOST_UNKNOWN;
    else if (url->problems & broken)
        link->host_kind = HOST_INVALID;
    else
        link->host_kind = host_classify(url->host, written);
    link->domain = domain_of(content, url->host);
    link->confusable_with = host_confusable_with(content->arena, url->host_unicode, link->domain);
    if (link->host_kind == HOST_UNKNOWN_SUFFIX)
        link->meant = host_meant(content->arena, url->host);
}

/* The texts of the problems, so that a list can be read without memory of one's own. */
static void name_problems(struct arena *arena, struct link *link)
{
    uint32_t count = 0;
    for (uint64_t bits = link->url.problems; bits; bits &= bits - 1)
        count++;
    struct slice *texts = arena_new_array(arena, struct slice, count);
    if (!texts)
        return;
    link->problems = texts;
    link->problem_count = 0;
    for (uint32_t i = 0; i < URL_PROBLEM_COUNT; i++)
        if (link->url.problems >> i & 1)
            texts[link->problem_count++] = slice_cstr(url_problem_texts[i]);
}

/* As much of the address as is read. */
static struct slice within_limit(const struct place_of_text *from, const struct layer *address)
{
    struct slice text = address->text;
    uint64_t limit = from->content->message->limits->url_bytes;
    if (text.size <= limit || slice_starts_nocase(slice_trim(text), SLICE("data:")))
        return text;
    link_limit(from, "url_bytes", source_map_up(&address->map, (struct span){0, (uint32_t)text.size}));
    return slice_sub(text, 0, utf8_floor(text, (size_t)limit));
}

void link_add(const struct place_of_text *from, const struct layer *address, enum link_context context, bool bare)
{
    struct content *content = from->content;
    struct arena *arena = content->arena;
    if (content->links.count >= content->message->limits->links) {
        if (!content->links_limited)
            link_limit(from, "links", source_map_up(&address->map, (struct span){0, (uint32_t)address->text.size}));
        return;
    }
    struct link link = {.document = from->document, .part = from->part, .context = context, .bare = bare, .base = INDEX_NONE};
    struct slice text = within_limit(from, address);
    if (!(bare ? url_parse_bare : url_parse)(&link.url, arena, text))
        return;
    uint32_t start = (uint32_t)slice_offset(address->text, link.url.text);
    uint32_t end = text.size < address->text.size ? (uint32_t)address->text.size : start + (uint32_t)link.url.text.size;
    if (!layer_cut(&link.target, arena, address, (struct span){start, end}))
        return;
    classify(content, &link);
    name_problems(arena, &link);
    link_find_nested(content, &link);
    struct link *place = vec_push(arena, &content->links);
    if (place)
        *place = link;
}

void link_object(struct content *content, struct link *link, enum url_problem problem)
{
    link->url.problems |= (uint64_t)1 << problem;
    name_problems(content->arena, link);
}

/* A scheme with its colon, or what stands in for one. */
static bool has_scheme(struct slice address)
{
    size_t end = 0;
    for (int c; c = slice_at(address, end), ascii_is_alnum(c) || c == '+' || c == '-' || c == '.';)
        end++;
    int next = slice_at(address, end);
    return next == MASK_BYTE ||
           (ascii_is_alpha(slice_at(address, 0)) && (next == ':' || slice_starts(slice_from(address, end), SLICE("//"))));
}

void link_add_uri(const struct place_of_text *from, const struct layer *value, struct span span, enum link_context context)
{
    struct slice address = slice_trim(value->text);
    if (has_scheme(address))
        link_add_value(from, value, span, context);
    else if (slice_starts_nocase(address, SLICE("www.")))
        link_add(from, value, context, true);
}

/* True for a name with neither a scheme nor "www." in front. */
static bool is_name(const struct text_link *found, struct slice text)
{
    return found->bare && !slice_starts_nocase(slice_from(text, found->span.start), SLICE("www."));
}

void link_add_written(const struct place_of_text *from, const struct layer *text, struct span range, enum link_context context,
                      bool names)
{
    struct arena *arena = from->content->arena;
    struct slice window = slice_sub(text->text, range.start, range.end);
    struct text_link found;
    for (size_t offset = 0; !arena->failed && text_link_next(window, &offset, &found);) {
        struct layer address;
        if (!names && is_name(&found, window))
            continue;
        found.span = (struct span){range.start + found.span.start, range.start + found.span.end};
        if (text_link_address(&address, arena, text, &found))
            link_add(from, &address, context, found.bare);
        if (from->content->links.count >= from->content->message->limits->links && from->content->links_limited)
            return;
    }
}

void link_add_text(const struct place_of_text *from, const struct layer *text, struct span range)
{
    link_add_written(from, text, range, LINK_IN_TEXT, true);
}

void link_show(struct content *content, struct link *link, const struct layer *shown)
{
    size_t offset = 0;
    struct text_link found;
    struct url url;
    link->has_shown = true;
    link->shown = *shown;
    if (!text_link_next(shown->text, &offset, &found))
        return;
    struct slice address = slice_sub(shown->text, found.span.start, found.span.end);
    if (!(found.bare ? url_parse_bare : url_parse)(&url, content->arena, address))
        return;
    link->shown_host = url.host;
    link->shown_domain = domain_of(content, url.host);
}

/* What makes two links the same. What a placeholder stands for is told apart by how it is written. */
static struct slice identity(const struct link *link)
{
    struct span all = {0, (uint32_t)link->target.text.size};
    if (link->url.placeholder) {
        struct span written = source_map_up(&link->target.map, all);
        return slice_sub(link->document->layer.text, written.start, written.end);
    }
    return link->url.normalised.size > 0 ? link->url.normalised : link->target.text;
}

void link_count(struct content *content)
{
    struct map first;
    map_init(&first, content->arena);
    for (uint32_t i = 0; i < content->links.count; i++) {
        struct slice key = identity(&content->links.items[i]);
        if (!map_add(&first, key, i) && content->arena->failed)
            return;
        content->links.items[map_get(&first, key)].count++;
    }
    for (uint32_t i = 0; i < content->links.count; i++) {
        uint32_t same = map_get(&first, identity(&content->links.items[i]));
        content->links.items[i].count = content->links.items[same].count;
    }
}
