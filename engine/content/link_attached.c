/* Links "cid:" and the parts that they name (RFC 2392): the address, percent-decoded, is the Content-ID without its angle
 * brackets. Case is not minded, as not all clients do. Any part of what is scored counts, whatever it is related to. Nothing is
 * known where there is no header to hold the parts, or not all parts were read. Tested in
 * tests/unit/content/test_aside.c. */
#include "content/link_judge.h"
#include "content/url_parts.h"
#include "message/header.h"

static bool add_ids(struct map *ids, const struct content *content)
{
    const struct message *message = content->message;
    map_init(ids, content->arena);
    for (uint32_t i = message->scored_part; i < message->scored_end; i++) {
        struct slice id = message->parts.items[i].content_id;
        if (id.size > 0)
            map_add(ids, arena_copy_lower(content->arena, id), i);
    }
    return !content->arena->failed;
}

static enum link_attached find(const struct content *content, const struct map *ids, const struct link *link)
{
    const struct message *message = content->message;
    struct slice text = link->url.text;
    bool invalid = false;
    if (link->url.placeholder)
        return ATTACHED_OPEN;
    struct slice id = url_percent_decode(content->arena, slice_from(text, sizeof "cid:" - 1), &invalid);
    if (map_get(ids, arena_copy_lower(content->arena, id)) != MAP_NONE)
        return ATTACHED_THERE;
    if (!message->has_headers)
        return ATTACHED_NO_HEADERS;
    return message->complete && !message->headers_only ? ATTACHED_MISSING : ATTACHED_LIMIT;
}

void link_find_attached(struct content *content)
{
    struct map ids;
    if (!add_ids(&ids, content))
        return;
    for (uint32_t i = 0; i < content->links.count; i++) {
        struct link *link = &content->links.items[i];
        if (slice_equal(link->url.scheme, SLICE("cid")))
            link->attached = find(content, &ids, link);
    }
}
