/* Click trackers: hosts that count a click and then lead on. A sender's service puts one in front of each link, so that the host
 * of a link is not the one that its text shows, without anybody being deceived.
 *
 * A host is taken for one if its registrable domain stands in List-Unsubscribe, or in the d= of a DKIM signature; or if it
 * carries more than half of all links that can be clicked, at least MOST_LINKS, and these hold tokens: each another long run of
 * letters and digits, as no page of a site has. Tested in tests/unit/content/test_link_judge.c. */
#include "base/ascii.h"
#include "content/link_judge.h"

enum { MOST_LINKS = 5, TOKEN_BYTES = 20 };

static bool is_clicked(const struct link *link)
{
    bool place = link->context == LINK_IN_A || link->context == LINK_IN_AREA || link->context == LINK_IN_TEXT;
    return place && link->host_kind == HOST_DOMAIN;
}

/* True if the path or query holds a run of TOKEN_BYTES letters and digits, both among them. */
static bool has_token(const struct url *url)
{
    size_t run = 0, digits = 0, letters = 0;
    for (size_t i = url->path.start; i < url->text.size; i++) {
        int c = url->text.data[i];
        bool in_token = ascii_is_alnum(c) || c == '_' || c == '-';
        run = in_token ? run + 1 : 0;
        digits = in_token ? digits + ascii_is_digit(c) : 0;
        letters = in_token ? letters + ascii_is_alpha(c) : 0;
        if (run >= TOKEN_BYTES && digits > 1 && letters > 1)
            return true;
    }
    return false;
}

struct carrier {
    struct slice host;
    uint32_t links, tokens;
};

/* The host that carries most links, or the empty slice. */
static struct slice most_links(const struct content *content)
{
    VEC(struct carrier) carriers = {0};
    struct map hosts;
    struct carrier best = {.links = 0};
    uint32_t all = 0;
    map_init(&hosts, content->arena);
    for (uint32_t i = 0; i < content->links.count; i++) {
        const struct link *link = &content->links.items[i];
        if (!is_clicked(link))
            continue;
        all++;
        uint32_t at = map_get(&hosts, link->url.host);
        struct carrier *carrier = at == MAP_NONE ? vec_push(content->arena, &carriers) : &carriers.items[at];
        if (!carrier)
            return (struct slice){0};
        if (at == MAP_NONE) {
            *carrier = (struct carrier){.host = link->url.host};
            map_add(&hosts, carrier->host, carriers.count - 1);
        }
        carrier->links++;
        carrier->tokens += link->count <= 2 && has_token(&link->url);
        if (carrier->links > best.links)
            best = *carrier;
        else if (slice_equal(carrier->host, best.host))
            best = *carrier;
    }
    bool tracks = best.links >= MOST_LINKS && best.links * 2 > all && best.tokens * 5 >= best.links * 4;
    return tracks ? best.host : (struct slice){0};
}

/* Adds the registrable domain of a name. */
static void add_domain(struct map *domains, struct slice name)
{
    struct slice domain = host_registrable(name);
    if (domain.size > 0)
        map_add(domains, domain, 0);
}

/* Hosts of the http addresses in List-Unsubscribe. */
static void add_unsubscribe(const struct content *content, struct map *hosts)
{
    const struct header_field *field = NULL;
    while ((field = message_next_field(content->message, SLICE("List-Unsubscribe"), field))) {
        struct slice text = field->unfolded.masked;
        for (size_t at = slice_find_byte(text, 0, '<'); at != SLICE_NONE; at = slice_find_byte(text, at + 1, '<')) {
            struct url url;
            struct slice address = slice_sub(text, at + 1, slice_find_byte(text, at, '>'));
            if (url_parse(&url, content->arena, address) && url.host.size > 0)
                map_add(hosts, url.host, 0);
        }
    }
}

/* The d= of DKIM signatures (RFC 6376 section 3.5). */
static void add_signers(const struct content *content, struct map *domains)
{
    const struct header_field *field = NULL;
    while ((field = message_next_field(content->message, SLICE("DKIM-Signature"), field))) {
        struct slice text = field->unfolded.layer.text;
        for (size_t at = 0; at < text.size;) {
            size_t end = slice_find_byte(text, at, ';');
            struct slice tag = slice_trim(slice_sub(text, at, end));
            size_t equals = slice_find_byte(tag, 0, '=');
            if (slice_equal(slice_trim(slice_sub(tag, 0, equals)), SLICE("d")))
                add_domain(domains, arena_copy_lower(content->arena, slice_trim(slice_from(tag, equals + 1))));
            at = end == SLICE_NONE ? text.size : end + 1;
        }
    }
}

void link_find_trackers(struct content *content)
{
    struct map hosts, domains;
    struct slice carrier = most_links(content);
    map_init(&hosts, content->arena);
    map_init(&domains, content->arena);
    add_unsubscribe(content, &hosts);
    add_signers(content, &domains);
    for (uint32_t i = 0; i < content->links.count; i++) {
        struct link *link = &content->links.items[i];
        bool named = link->url.host.size > 0 && map_get(&hosts, link->url.host) != MAP_NONE;
        bool signs = link->domain.size > 0 && map_get(&domains, link->domain) != MAP_NONE;
        link->tracker = named || signs || (carrier.size > 0 && slice_equal(link->url.host, carrier));
    }
}
