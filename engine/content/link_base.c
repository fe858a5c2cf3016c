/* Relative links and their base (WHATWG HTML 2.4.3, "document base URL"): the first <base> of a document with an address counts
 * for all of its links, those before it too. A base that is relative itself, or not of the web, or that does not parse, is none.
 * "#…" is taken for a place in the message, as mail clients do. Tested in tests/unit/content/test_base.c. */
#include "content/link.h"

static bool is_base(const struct link *link)
{
    static const char *const schemes[] = {"http", "https", "ftp", NULL};
    return slice_is_any_nocase(link->url.scheme, schemes) && link->url.has_authority && link->host_kind != HOST_INVALID;
}

static void resolve(const struct content *content, struct link *link)
{
    const struct link *base = &content->links.items[link->base];
    link->base_unknown = base->url.host_unknown;
    link->resolved = !base->url.host_unknown && is_base(base);
    if (link->url.has_authority || (!link->resolved && !link->base_unknown))
        return;
    link->host_kind = base->host_kind;
    link->domain = base->domain;
    link->url.host = base->url.host;
}

void link_resolve(struct content *content, uint32_t first, uint32_t base)
{
    for (uint32_t i = first; i < content->links.count; i++) {
        struct link *link = &content->links.items[i];
        if (!link->url.relative || link->url.host_unknown || !link->leads_elsewhere || link->context == LINK_IN_BASE)
            continue;
        if (link->base == INDEX_NONE)
            link->base = base;
        if (link->base != INDEX_NONE)
            resolve(content, link);
    }
}
