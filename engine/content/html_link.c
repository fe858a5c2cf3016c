/* Links of HTML: the attributes of the table below. Of attributes with the same name the first counts, but in a template also
 * each that may stand without those before it. What a link shows is a range of the visible text; an image's alternative text
 * stands in where there is none. Addresses that are written out count as well, outside of anchors. VML is how Outlook draws
 * buttons and backgrounds. Tested in tests/unit/content/test_links.c. */
#include "content/html_reader.h"
#include "content/layer_cut.h"

static const struct {
    const char *tag, *attribute;
    enum link_context context;
} link_attributes[] = {
    {"a", "href", LINK_IN_A},         {"area", "href", LINK_IN_AREA},       {"link", "href", LINK_IN_RESOURCE},
    {"base", "href", LINK_IN_BASE},   {"img", "src", LINK_IN_IMG},          {"image", "src", LINK_IN_IMG},
    {"input", "src", LINK_IN_IMG},    {"video", "src", LINK_IN_MEDIA},      {"audio", "src", LINK_IN_MEDIA},
    {"source", "src", LINK_IN_MEDIA}, {"embed", "src", LINK_IN_MEDIA},      {"iframe", "src", LINK_IN_FRAME},
    {"frame", "src", LINK_IN_FRAME},  {"form", "action", LINK_IN_FORM},     {NULL, "background", LINK_IN_BACKGROUND},
    {"image", "href", LINK_IN_IMG},   {"image", "xlink:href", LINK_IN_IMG}, {"v:fill", "src", LINK_IN_BACKGROUND},
    {"v:image", "src", LINK_IN_IMG},  {"v:imagedata", "src", LINK_IN_IMG},  {"v:image", "href", LINK_IN_A},
    {"v:oval", "href", LINK_IN_A},    {"v:rect", "href", LINK_IN_A},        {"v:roundrect", "href", LINK_IN_A},
    {"v:shape", "href", LINK_IN_A},
};

static bool is_link(const struct html_token *token, struct slice attribute, enum link_context *out)
{
    for (size_t i = 0; i < sizeof link_attributes / sizeof *link_attributes; i++)
        if (slice_equal(attribute, slice_cstr(link_attributes[i].attribute)) &&
            (!link_attributes[i].tag || slice_equal(token->name, slice_cstr(link_attributes[i].tag)))) {
            *out = link_attributes[i].context;
            return true;
        }
    return false;
}

/* Adds the attribute's links, if it holds an address. It is there whenever the branch is there that it stands in. */
static void read_link(struct html_reader *r, const struct html_token *token, const struct html_attribute *attribute)
{
    const struct document *document = r->from->document;
    enum link_context context;
    struct layer value = html_attribute_value(r, attribute);
    struct taken *taken = is_link(token, attribute->name, &context) ? vec_push(r->arena, &r->taken) : NULL;
    if (!taken)
        return;
    uint32_t branch = document_branch_at(document, attribute->name_span.start);
    struct span all = {0, (uint32_t)document->masked.size};
    *taken = (struct taken){attribute->name, branch == INDEX_NONE ? all : document->branches.items[branch].span};
    link_add_value(r->from, &value, attribute->value_span, context);
}

/* True if an attribute of that name is always there when the duplicate is. */
static bool is_ignored(const struct html_reader *r, const struct html_attribute *duplicate)
{
    for (uint32_t i = 0; i < r->taken.count; i++)
        if (slice_equal(r->taken.items[i].name, duplicate->name) &&
            span_contains(r->taken.items[i].reach, duplicate->name_span.start))
            return true;
    return false;
}

void html_read_links(struct html_reader *r, const struct html_token *token)
{
    uint32_t first = r->content->links.count;
    r->taken.count = 0;
    for (uint32_t i = 0; i < token->attributes.count; i++)
        read_link(r, token, &token->attributes.items[i]);
    for (uint32_t i = 0; i < token->duplicates.count; i++)
        if (!is_ignored(r, &token->duplicates.items[i]))
            read_link(r, token, &token->duplicates.items[i]);
    for (uint32_t i = first; i < r->content->links.count; i++)
        r->content->links.items[i].conditional = r->conditional;
}

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

void html_open_anchor(struct html_reader *r, uint32_t first_link)
{
    uint32_t count = r->content->links.count - first_link;
    struct anchor *anchor = count > 0 ? vec_push(r->arena, &r->anchors) : NULL;
    if (!anchor)
        return;
    uint32_t at = (uint32_t)r->visible.text.size;
    *anchor = (struct anchor){.first_link = first_link, .link_count = count, .visible = {at, at}, .depth = r->stack.open.count};
    r->in_anchor = true;
}

static void show_anchors(struct html_reader *r, const struct layer *visible)
{
    for (uint32_t i = 0; i < r->anchors.count; i++) {
        const struct anchor *anchor = &r->anchors.items[i];
        struct layer cut, shown;
        if (!layer_cut(&cut, r->arena, visible, anchor->visible) || !layer_trim(&shown, r->arena, &cut))
            return;
        for (uint32_t k = 0; k < anchor->link_count; k++)
            link_show(r->content, &r->content->links.items[anchor->first_link + k],
                      shown.text.size == 0 && anchor->alt.text.size > 0 ? &anchor->alt : &shown);
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
