/* What is shown of links that are clicked: a range of the visible text; an image's alternative text stands in where there is
 * none. Addresses that are written out in the text count as well, outside of anchors. Tested in tests/unit/content/test_links.c.
 */
#include "content/html_reader.h"
#include "content/layer_cut.h"

void html_close_anchor(struct html_reader *r, bool now)
{
    if (!r->in_anchor)
        return;
    struct anchor *anchor = &r->anchors.items[r->anchors.count - 1];
    if (!now && r->stack.open.count > anchor->depth)
        return;
    anchor->visible.end = (uint32_t)r->visible.text.size;
    r->in_anchor = false;
}

bool html_open_anchor(struct html_reader *r, uint32_t first_link)
{
    uint32_t i = first_link;
    while (i < r->own_end && r->content->links.items[i].context != LINK_IN_A)
        i++;
    struct anchor *anchor = i < r->own_end && !r->in_anchor ? vec_push(r->arena, &r->anchors) : NULL;
    if (!anchor)
        return false;
    uint32_t at = (uint32_t)r->visible.text.size;
    *anchor = (struct anchor){first_link, r->own_end - first_link, .visible = {at, at}, .depth = r->stack.open.count};
    r->in_anchor = true;
    return true;
}

static void show_anchors(struct html_reader *r, const struct layer *visible)
{
    for (uint32_t i = 0; i < r->anchors.count; i++) {
        const struct anchor *anchor = &r->anchors.items[i];
        struct layer cut, shown;
        if (!layer_cut(&cut, r->arena, visible, anchor->visible) || !layer_trim(&shown, r->arena, &cut))
            return;
        const struct layer *what = shown.text.size == 0 && anchor->alt.text.size > 0 ? &anchor->alt : &shown;
        for (uint32_t k = 0; k < anchor->link_count; k++) {
            struct link *link = &r->content->links.items[anchor->first_link + k];
            if (link->context == LINK_IN_A)
                link_show(r->content, link, what);
        }
    }
}

/* Addresses that are written out, between the anchors. */
static void add_text_links(struct html_reader *r, const struct layer *visible)
{
    uint32_t start = 0;
    for (uint32_t i = 0; i < r->anchors.count; i++) {
        link_add_text(r->from, visible, (struct span){start, r->anchors.items[i].visible.start});
        start = r->anchors.items[i].visible.end;
    }
    link_add_text(r->from, visible, (struct span){start, (uint32_t)visible->text.size});
}

void html_finish_anchors(struct html_reader *r, const struct layer *visible)
{
    show_anchors(r, visible);
    if (!r->conditional)
        add_text_links(r, visible);
}
