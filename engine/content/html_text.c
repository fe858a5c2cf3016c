/* What a reader sees of an HTML part.
 *
 * Visible text is one segment for the part, each run of hidden text is one of its own, and so is each alternative text. Links
 * come from the attributes of the table below, and from what is written out in the visible text outside of <a>. Of attributes
 * with the same name the first counts, but in a template also each that may stand without those before it. What a link shows is a
 * range of the visible text; an image's alternative text stands in where there is none. Comments, and with them conditional
 * comments, are not text. Limits: html_tags, html_attributes, html_depth, each recorded once for a part. Tested in
 * tests/unit/content/test_html_text.c. */
#include "content/html_text.h"

#include "content/html_stack.h"
#include "content/html_token.h"
#include "content/layer_cut.h"
#include "content/open_text.h"

/* An <a> with its links: one, or one for each branch that a template may choose. */
struct anchor {
    uint32_t first_link, link_count;
    struct span visible; /* range of the visible text */
    struct layer alt;
    uint32_t depth; /* open elements around it */
};

/* An attribute whose address was taken, and where in the document it makes a duplicate count for nothing. */
struct taken {
    struct slice name;
    struct span reach;
};

struct reader {
    const struct place_of_text *from;
    struct content *content;
    struct arena *arena;
    struct html_stack stack;
    struct flow visible, hidden;
    struct flow *preheader;
    VEC(struct anchor) anchors;
    VEC(struct taken) taken; /* of the tag */
    struct open_text open_text;
    bool in_anchor; /* the last anchor is open */
    bool after_pre; /* a line end that comes now is not text */
    bool depth_reported;
};

static const struct {
    const char *tag, *attribute;
    enum link_context context;
} link_attributes[] = {
    {"a", "href", LINK_IN_A},         {"area", "href", LINK_IN_AREA},   {"link", "href", LINK_IN_RESOURCE},
    {"base", "href", LINK_IN_BASE},   {"img", "src", LINK_IN_IMG},      {"image", "src", LINK_IN_IMG},
    {"input", "src", LINK_IN_IMG},    {"video", "src", LINK_IN_MEDIA},  {"audio", "src", LINK_IN_MEDIA},
    {"source", "src", LINK_IN_MEDIA}, {"embed", "src", LINK_IN_MEDIA},  {"iframe", "src", LINK_IN_FRAME},
    {"frame", "src", LINK_IN_FRAME},  {"form", "action", LINK_IN_FORM}, {NULL, "background", LINK_IN_BACKGROUND},
};

void view_limit(struct content *content, unsigned views)
{
    for (unsigned i = 0; i < VIEW_COUNT; i++)
        content->views[i].limited = content->views[i].limited || views >> i & 1;
}

void view_add(const struct place_of_text *from, enum view_id view, const struct layer *layer)
{
    if (layer->text.size == 0)
        return;
    struct segment *segment = vec_push(from->content->arena, &from->content->views[view].segments);
    if (!segment)
        return;
    bool masked = slice_find_byte(layer->text, 0, MASK_BYTE) != SLICE_NONE;
    *segment = (struct segment){*layer, from->document, from->part, masked};
}

static const struct html_attribute *find_attribute(const struct html_token *token, const char *name)
{
    for (uint32_t i = 0; i < token->attributes.count; i++)
        if (slice_equal(token->attributes.items[i].name, slice_cstr(name)))
            return &token->attributes.items[i];
    return NULL;
}

/* The value of an attribute as a layer over the document that outlives the token. */
static bool keep_value(struct reader *r, const struct html_attribute *attribute, struct layer *out)
{
    *out = (struct layer){.parent = &r->from->document->layer};
    if (attribute->value.text.size == 0) {
        uint32_t at = attribute->value_span.start > 0 ? attribute->value_span.start : attribute->name_span.end;
        return source_map_identity(&out->map, r->arena, 0, at);
    }
    struct layer copy = attribute->value;
    copy.text = arena_copy(r->arena, copy.text);
    copy.parent = out->parent;
    return copy.text.size > 0 && layer_cut(out, r->arena, &copy, (struct span){0, (uint32_t)copy.text.size});
}

static void close_hidden(struct reader *r)
{
    struct layer layer;
    if (r->hidden.text.size == 0)
        return;
    if (flow_finish(&r->hidden, &r->from->document->layer, &layer))
        view_add(r->from, VIEW_HIDDEN, &layer);
    flow_init(&r->hidden, r->arena, SIZE_MAX);
}

/* Closes the anchor that is open, after its end tag or where what is around it was closed. */
static void close_anchor(struct reader *r, bool now)
{
    if (!r->in_anchor)
        return;
    struct anchor *anchor = &r->anchors.items[r->anchors.count - 1];
    if (!now && r->stack.open.count > anchor->depth)
        return;
    anchor->visible.end = (uint32_t)r->visible.text.size;
    r->in_anchor = false;
}

/* The line breaks, or is set apart, at the beginning and at the end of the element. */
static void set_apart(struct reader *r, const struct html_tag *tag, unsigned effect)
{
    unsigned flags = tag ? tag->flags & (TAG_BLOCK | TAG_CELL) : 0;
    if (flags == 0 || effect & TEXT_UNSEEN)
        return;
    void (*gap)(struct flow *) = flags & TAG_BLOCK ? flow_break : flow_space;
    if (!(effect & HIDE_GONE))
        gap(&r->visible);
    if (effect & HIDE_ANY)
        gap(&r->hidden);
    if (r->preheader)
        flow_space(r->preheader);
}

static struct css_effect style_of(struct reader *r, const struct html_token *token)
{
    const struct html_attribute *style = find_attribute(token, "style");
    struct css_effect effect = style ? css_read(r->arena, style->value.text) : (struct css_effect){0};
    if (find_attribute(token, "hidden") && !effect.displays)
        effect.set |= HIDE_ATTRIBUTE;
    return effect;
}

static void open_anchor(struct reader *r, uint32_t first_link)
{
    uint32_t count = r->content->links.count - first_link;
    struct anchor *anchor = count > 0 ? vec_push(r->arena, &r->anchors) : NULL;
    if (!anchor)
        return;
    uint32_t at = (uint32_t)r->visible.text.size;
    *anchor = (struct anchor){.first_link = first_link, .link_count = count, .visible = {at, at}, .depth = r->stack.open.count};
    r->in_anchor = true;
}

static void read_alt(struct reader *r, const struct html_token *token, uint32_t first_link)
{
    const struct html_attribute *attribute = find_attribute(token, "alt");
    struct layer alt;
    if (!attribute || attribute->value.text.size == 0 || !keep_value(r, attribute, &alt))
        return;
    view_add(r->from, VIEW_ALT, &alt);
    if (slice_equal(token->name, SLICE("area"))) {
        for (uint32_t i = first_link; i < r->content->links.count; i++)
            link_show(r->content, &r->content->links.items[i], &alt);
    } else if (r->in_anchor) {
        struct anchor *anchor = &r->anchors.items[r->anchors.count - 1];
        if (anchor->alt.text.size == 0 && !(html_stack_effect(&r->stack) & HIDE_ANY))
            anchor->alt = alt;
    }
}

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
static void read_link(struct reader *r, const struct html_token *token, const struct html_attribute *attribute)
{
    const struct document *document = r->from->document;
    enum link_context context;
    struct layer value;
    struct taken *taken = is_link(token, attribute->name, &context) ? vec_push(r->arena, &r->taken) : NULL;
    if (!taken || !keep_value(r, attribute, &value))
        return;
    uint32_t branch = document_branch_at(document, attribute->name_span.start);
    struct span all = {0, (uint32_t)document->masked.size};
    *taken = (struct taken){attribute->name, branch == INDEX_NONE ? all : document->branches.items[branch].span};
    link_add_value(r->from, &value, attribute->value_span, context);
}

/* True if an attribute of that name is always there when the duplicate is. */
static bool is_ignored(const struct reader *r, const struct html_attribute *duplicate)
{
    for (uint32_t i = 0; i < r->taken.count; i++)
        if (slice_equal(r->taken.items[i].name, duplicate->name) &&
            span_contains(r->taken.items[i].reach, duplicate->name_span.start))
            return true;
    return false;
}

static void read_links(struct reader *r, const struct html_token *token)
{
    r->taken.count = 0;
    for (uint32_t i = 0; i < token->attributes.count; i++)
        read_link(r, token, &token->attributes.items[i]);
    for (uint32_t i = 0; i < token->duplicates.count; i++)
        if (!is_ignored(r, &token->duplicates.items[i]))
            read_link(r, token, &token->duplicates.items[i]);
}

/* A script that browsers would run: no type, or one of JavaScript's (WHATWG HTML 4.12.1). */
static bool is_executable(const struct html_token *token)
{
    static const char *const types[] = {"module",
                                        "text/javascript",
                                        "application/javascript",
                                        "application/x-javascript",
                                        "text/x-javascript",
                                        "application/ecmascript",
                                        "application/x-ecmascript",
                                        "text/ecmascript",
                                        "text/x-ecmascript",
                                        "text/jscript",
                                        "text/livescript"};
    const struct html_attribute *type = find_attribute(token, "type");
    struct slice value = type ? slice_trim(type->value.text) : SLICE("");
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (slice_equal_nocase(value, slice_cstr(types[i])))
            return true;
    return value.size == 0 || slice_starts_nocase(value, SLICE("text/javascript1."));
}

static void count_facts(struct reader *r, const struct html_token *token)
{
    struct facts *facts = &r->content->facts;
    facts->has_html_root = facts->has_html_root || slice_equal(token->name, SLICE("html"));
    facts->forms += slice_equal(token->name, SLICE("form"));
    facts->images += slice_equal(token->name, SLICE("img")) || slice_equal(token->name, SLICE("image"));
    facts->scripts += slice_equal(token->name, SLICE("script")) && is_executable(token);
}

/* Opens the element, unless it has no content. Returns the effect inside it. */
static unsigned open_element(struct reader *r, const struct html_token *token, const struct html_tag *tag)
{
    struct css_effect style = style_of(r, token);
    bool empty = tag ? (tag->flags & TAG_VOID) != 0 : token->self_closing;
    if (empty)
        return (html_stack_effect(&r->stack) & ~style.clear) | style.set;
    if (!html_stack_open(&r->stack, token->name, tag, style) && !r->depth_reported) {
        r->depth_reported = true;
        view_limit(r->content, 1u << VIEW_VISIBLE | 1u << VIEW_HIDDEN | 1u << VIEW_SKELETON);
        message_limit_reached(r->content->message, "html_depth", &r->from->document->layer, token->span);
    }
    return html_stack_effect(&r->stack);
}

static void start_tag(struct reader *r, const struct html_token *token)
{
    const struct html_tag *tag = html_tag_find(token->name);
    bool is_a = slice_equal(token->name, SLICE("a"));
    uint32_t first_link = r->content->links.count;
    unsigned before = html_stack_effect(&r->stack);
    if (is_a) {
        close_anchor(r, true);
        html_stack_close(&r->stack, token->name, tag);
    }
    html_stack_imply(&r->stack, tag);
    close_anchor(r, false);
    count_facts(r, token);
    read_links(r, token);
    if (is_a)
        open_anchor(r, first_link);
    unsigned effect = open_element(r, token, tag);
    if (before & HIDE_ANY && !(effect & HIDE_ANY))
        close_hidden(r);
    read_alt(r, token, first_link);
    set_apart(r, tag, effect);
    r->after_pre = tag && tag->flags & TAG_KEPT;
}

static void end_tag(struct reader *r, const struct html_token *token)
{
    const struct html_tag *tag = html_tag_find(token->name);
    unsigned before = html_stack_effect(&r->stack);
    set_apart(r, tag, before);
    if (slice_equal(token->name, SLICE("a")))
        close_anchor(r, true);
    html_stack_close(&r->stack, token->name, tag);
    close_anchor(r, false);
    unsigned after = html_stack_effect(&r->stack);
    if (before & HIDE_ANY && !(after & HIDE_ANY))
        close_hidden(r);
}

static void read_text(struct reader *r, const struct html_token *token, bool after_pre)
{
    struct flow_piece piece = {token->text, token->span, token->literal};
    unsigned effect = html_stack_effect(&r->stack);
    struct flow *flow = effect & HIDE_ANY ? &r->hidden : &r->visible;
    if (effect & TEXT_UNSEEN)
        return;
    if (after_pre && slice_at(piece.text, 0) == '\n' && (piece.literal || piece.text.size == 1)) {
        piece.text = slice_from(piece.text, 1);
        piece.origin.start += piece.literal ? 1 : 0;
    }
    if (effect & TEXT_KEPT)
        flow_keep(flow, piece);
    else
        flow_text(flow, piece);
    if (r->preheader)
        flow_text(r->preheader, piece);
}

static void report_limit(struct reader *r, const struct html_tokenizer *tokenizer)
{
    struct span where;
    const char *limit = html_tokenizer_limit(tokenizer, &where);
    if (!limit)
        return;
    view_limit(r->content, 1u << VIEW_VISIBLE | 1u << VIEW_HIDDEN | 1u << VIEW_ALT | 1u << VIEW_PREHEADER | 1u << VIEW_SKELETON);
    link_limit(r->from, limit, where);
}

static void show_anchors(struct reader *r, const struct layer *visible)
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
static void add_text_links(struct reader *r, const struct layer *visible)
{
    uint32_t start = 0;
    for (uint32_t i = 0; i < r->anchors.count; i++) {
        link_add_text(r->from, visible, (struct span){start, r->anchors.items[i].visible.start});
        start = r->anchors.items[i].visible.end;
    }
    link_add_text(r->from, visible, (struct span){start, (uint32_t)visible->text.size});
}

static void finish(struct reader *r)
{
    struct layer visible;
    close_anchor(r, true);
    close_hidden(r);
    if (!flow_finish(&r->visible, &r->from->document->layer, &visible))
        return;
    show_anchors(r, &visible);
    add_text_links(r, &visible);
    view_add(r->from, VIEW_VISIBLE, &visible);
}

void html_read(const struct place_of_text *from, struct flow *preheader)
{
    struct content *content = from->content;
    struct reader r = {.from = from, .content = content, .arena = content->arena, .preheader = preheader};
    open_text_init(&r.open_text, from->document);
    const struct limits *limits = content->message->limits;
    struct layer masked;
    r.stack = (struct html_stack){.arena = r.arena, .limit = limits->html_depth};
    flow_init(&r.visible, r.arena, SIZE_MAX);
    flow_init(&r.hidden, r.arena, SIZE_MAX);
    struct html_tokenizer *tokenizer =
        layer_masked(&masked, r.arena, from->document) ? html_tokenizer_new(r.arena, &masked, limits) : NULL;
    if (!tokenizer)
        return;
    struct html_token token = {.type = HTML_TEXT};
    while (!r.arena->failed && (html_tokenizer_next(tokenizer, &token), token.type != HTML_END)) {
        bool after_pre = r.after_pre;
        r.after_pre = false;
        open_text_read(&r.open_text, &token, (html_stack_effect(&r.stack) & TEXT_UNSEEN) == 0);
        if (token.type == HTML_START_TAG)
            start_tag(&r, &token);
        else if (token.type == HTML_END_TAG)
            end_tag(&r, &token);
        else if (token.type == HTML_TEXT)
            read_text(&r, &token, after_pre);
    }
    open_text_read(&r.open_text, &token, true);
    content->facts.open_markup = content->facts.open_markup || r.open_text.found;
    report_limit(&r, tokenizer);
    finish(&r);
}
