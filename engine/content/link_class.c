/* Classes of links. A newsletter has hundreds of links that differ in their path alone, and most tests of rules ask for something
 * else: the scheme, the kind of host, the place. Links that agree in all of that are one class, and what a rule says of the
 * coarse fields (link_field_is_coarse) it says of all of them at once.
 *
 * Tested in tests/unit/content/test_link_judge.c, where all links of a class must have the same coarse fields. */
#include "content/link_judge.h"
#include "message/document.h"

enum { LONGEST_SCHEME = 24 };

/* All that the coarse fields are made of; compared as bytes, so it is cleared first. */
struct class_key {
    uint64_t problems;
    uint32_t context, host_kind, nested_kind, fragment;
    uint32_t flags, scheme_size;
    unsigned char scheme[LONGEST_SCHEME];
};

static bool make_key(struct class_key *key, const struct link *link)
{
    const struct url *url = &link->url;
    const bool flags[] = {link->bare,
                          link->conditional,
                          link->tracker,
                          url->relative,
                          url->open,
                          url->has_authority,
                          url->host_unknown,
                          url->placeholder,
                          link->target.text.size == 0,
                          link->nested_count > 0,
                          slice_find_byte(link->target.text, 0, MASK_BYTE) != SLICE_NONE};
    memset(key, 0, sizeof *key);
    key->problems = url->problems;
    key->context = link->context;
    key->host_kind = link->host_kind;
    key->nested_kind = link->nested_kind;
    key->fragment = link->fragment;
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        key->flags |= (uint32_t)flags[i] << i;
    key->scheme_size = (uint32_t)url->scheme.size;
    if (url->scheme.size > 0 && url->scheme.size <= LONGEST_SCHEME)
        memcpy(key->scheme, url->scheme.data, url->scheme.size);
    return url->scheme.size <= LONGEST_SCHEME;
}

void link_find_classes(struct content *content)
{
    struct map known;
    map_init(&known, content->arena);
    for (uint32_t i = 0; i < content->links.count; i++) {
        struct class_key key;
        struct slice bytes = {(const unsigned char *)&key, sizeof key};
        bool shared = make_key(&key, &content->links.items[i]);
        uint32_t at = shared ? map_get(&known, bytes) : MAP_NONE;
        if (at == MAP_NONE) {
            uint32_t *first = vec_push(content->arena, &content->link_classes);
            if (!first)
                return;
            *first = i;
            at = content->link_classes.count - 1;
            if (shared)
                map_add(&known, arena_copy(content->arena, bytes), at);
        }
        content->links.items[i].class_index = at;
    }
}
