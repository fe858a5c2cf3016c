/* Places on the page that "#…" links name: an id, or the name of an anchor (WHATWG HTML 7.4.6.4), in the same document. "#top"
 * and
 * "#" are always there. What a placeholder may bring is not known. */
#include "base/ascii.h"
#include "content/link_judge.h"
#include "content/url_parts.h"
#include "message/document.h"

static bool is_on_page(const struct link *link)
{
    return slice_at(link->url.text, 0) == '#' && link->context != LINK_IN_CSS && link->context != LINK_IN_TEXT;
}

/* What makes two names different that stand in two documents: the number of the part comes first. */
static struct slice key_of(struct arena *arena, uint32_t part, struct slice name)
{
    return arena_printf(arena, "%u %.*s", (unsigned)part, SLICE_ARG(name));
}

/* All names of places, each with its part. False if some are not known. */
static bool find_names(struct content *content, struct map *names)
{
    bool known = !content->elements_limited && !content->facts.open_markup;
    for (uint32_t i = 0; i < content->elements.count; i++) {
        const struct element *element = &content->elements.items[i];
        const struct layer *id = element_attribute(content, element, SLICE("id"));
        const struct layer *name = element_attribute(content, element, SLICE("name"));
        for (int k = 0; k < 2; k++) {
            const struct layer *value = k == 0 ? id : name;
            if (!value)
                continue;
            known = known && slice_find_byte(value->text, 0, MASK_BYTE) == SLICE_NONE;
            map_add(names, key_of(content->arena, element->part, value->text), i);
        }
    }
    return known && !content->arena->failed;
}

void link_find_fragments(struct content *content)
{
    struct map names;
    bool asked = false, known = false;
    map_init(&names, content->arena);
    for (uint32_t i = 0; i < content->links.count; i++) {
        struct link *link = &content->links.items[i];
        struct slice name = slice_from(link->url.text, 1);
        bool invalid = false;
        if (!is_on_page(link) || name.size == 0 || slice_equal_nocase(name, SLICE("top")))
            continue;
        if (!asked)
            known = find_names(content, &names);
        asked = true;
        struct slice decoded = url_percent_decode(content->arena, name, &invalid);
        bool there = map_get(&names, key_of(content->arena, link->part, name)) != MAP_NONE ||
                     map_get(&names, key_of(content->arena, link->part, decoded)) != MAP_NONE;
        bool open = !known || slice_find_byte(name, 0, MASK_BYTE) != SLICE_NONE;
        link->fragment = there ? FRAGMENT_THERE : open ? FRAGMENT_UNKNOWN : FRAGMENT_MISSING;
    }
}
