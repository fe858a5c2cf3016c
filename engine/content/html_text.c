/* What a reader sees of an HTML part.
 *
 * Visible text is one segment for the part, each run of hidden text is one of its own, and so is each alternative text. Links
 * come from the attributes of the table below, and from what is written out in the visible text outside of <a>. Of attributes
 * with the same name the first counts, but in a template also each that may stand without those before it. What a link shows is a
 * range of the visible text; an image's alternative text stands in where there is none. Comments, and with them conditional
 * comments, are not text. Limits: html_tags, html_attributes, html_depth, each recorded once for a part. Tested in
 * tests/unit/content/test_html_text.c. */
#include "content/html_reader.h"
#include "content/layer_cut.h"

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

const struct html_attribute *html_attribute_find(const struct html_token *token, struct slice name)
{
    for (uint32_t i = 0; i < token->attributes.count; i++)
        if (slice_equal(token->attributes.items[i].name, name))
            return &token->attributes.items[i];
    return NULL;
}

struct layer html_attribute_value(const struct html_reader *r, const struct html_attribute *attribute)
{
    struct layer value = {attribute->value.text, attribute->value.map, &r->from->document->layer};
    if (r->level > 0) {
        value.map = (struct source_map){0};
        source_map_compose(&value.map, r->arena, &r->input->map, &attribute->value.map);
    }
    return value;
}

uint32_t html_place(const struct html_reader *r, uint32_t offset)
{
    return r->level > 0 ? source_map_up(&r->input->map, (struct span){offset, offset}).start : offset;
}

static void close_hidden(struct html_reader *r)
{
    struct layer layer;
    if (r->hidden.text.size == 0)
        return;
    if (flow_finish(&r->hidden, &r->from->document->layer, &layer) && !r->conditional)
        view_add(r->from, VIEW_HIDDEN, &layer);
    flow_init(&r->hidden, r->arena, SIZE_MAX);
}

/* The line breaks, or is set apart, at the beginning and at the end of the element. */
static void set_apart(struct html_reader *r, const struct html_tag *tag, unsigned effect)
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

static void read_alt(struct html_reader *r, const struct html_token *token, uint32_t first_link)
{
    const struct html_attribute *attribute = html_attribute_find(token, SLICE("alt"));
    if (!attribute || attribute->value.text.size == 0)
        return;
    struct layer alt = html_attribute_value(r, attribute);
    if (!r->conditional)
        view_add(r->from, VIEW_ALT, &alt);
    if (slice_equal(token->name, SLICE("area"))) {
        for (uint32_t i = first_link; i < r->own_end; i++)
            if (r->content->links.items[i].context == LINK_IN_AREA)
                link_show(r->content, &r->content->links.items[i], &alt);
    } else if (r->in_anchor) {
        struct anchor *anchor = &r->anchors.items[r->anchors.count - 1];
        if (anchor->alt.text.size == 0 && !(html_stack_effect(&r->stack) & HIDE_ANY))
            anchor->alt = alt;
    }
}

/* Opens the element, unless it has no content. Returns the effect inside it. */
static unsigned open_element(struct html_reader *r, const struct html_token *token, const struct html_tag *tag)
{
    struct css_subject subject;
    struct style_change style = cascade_read(r->cascade, &r->stack, token, tag, &subject);
    bool empty = tag ? (tag->flags & TAG_VOID) != 0 : token->self_closing;
    if (empty)
        return html_stack_empty(&r->stack, &style);
    if (!html_stack_open(&r->stack, tag, &subject, &style) && !r->depth_reported) {
        r->depth_reported = true;
        view_limit(r->content, 1u << VIEW_VISIBLE | 1u << VIEW_HIDDEN | 1u << VIEW_SKELETON);
        message_limit_reached(r->content->message, "html_depth", &r->from->document->layer, token->span);
    }
    return html_stack_effect(&r->stack);
}

static void start_tag(struct html_reader *r, const struct html_token *token)
{
    const struct html_tag *tag = html_tag_find(token->name);
    struct html_start start = {.token = token, .first_link = r->content->links.count};
    unsigned before = html_stack_effect(&r->stack);
    if (slice_equal(token->name, SLICE("a"))) {
        html_close_anchor(r, true);
        html_stack_close(&r->stack, token->name, tag);
    }
    html_stack_imply(&r->stack, tag);
    html_close_anchor(r, false);
    html_read_links(r, token);
    bool clicked = html_open_anchor(r, start.first_link);
    start.depth = r->stack.open.count + (uint32_t)r->stack.over;
    start.effect = open_element(r, token, tag);
    if (before & HIDE_ANY && !(start.effect & HIDE_ANY))
        close_hidden(r);
    html_keep_element(r, &start);
    read_alt(r, token, start.first_link);
    if (clicked && token->self_closing && !tag)
        html_close_anchor(r, true);
    set_apart(r, tag, start.effect);
    r->after_pre = tag && tag->flags & TAG_KEPT;
}

static void end_tag(struct html_reader *r, const struct html_token *token)
{
    const struct html_tag *tag = html_tag_find(token->name);
    unsigned before = html_stack_effect(&r->stack);
    set_apart(r, tag, before);
    if (slice_equal(token->name, SLICE("a")))
        html_close_anchor(r, true);
    html_stack_close(&r->stack, token->name, tag);
    html_close_anchor(r, false);
    unsigned after = html_stack_effect(&r->stack);
    if (before & HIDE_ANY && !(after & HIDE_ANY))
        close_hidden(r);
}

static void read_text(struct html_reader *r, const struct html_token *token, bool after_pre)
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

static void report_limit(struct html_reader *r)
{
    struct span where;
    const char *limit = html_tokenizer_limit(r->tokenizer, &where);
    if (!limit || r->limit_reported)
        return;
    r->limit_reported = true;
    view_limit(r->content, 1u << VIEW_VISIBLE | 1u << VIEW_HIDDEN | 1u << VIEW_ALT | 1u << VIEW_PREHEADER | 1u << VIEW_SKELETON);
    r->content->elements_limited = true;
    link_limit(r->from, limit, where);
}

static void report_styles(struct html_reader *r)
{
    const char *limit = cascade_limit(r->cascade);
    if (!limit)
        return;
    view_limit(r->content, 1u << VIEW_VISIBLE | 1u << VIEW_HIDDEN | 1u << VIEW_SKELETON);
    r->content->elements_limited = true;
    message_limit_reached(r->content->message, limit, &r->from->document->layer, (struct span){0, 0});
}

static void finish(struct html_reader *r)
{
    struct layer visible;
    html_close_anchor(r, true);
    close_hidden(r);
    if (!flow_finish(&r->visible, &r->from->document->layer, &visible))
        return;
    html_finish_anchors(r, &visible);
    if (!r->conditional)
        view_add(r->from, VIEW_VISIBLE, &visible);
}

void html_read_tokens(struct html_reader *r)
{
    struct html_token token = {.type = HTML_TEXT};
    flow_init(&r->visible, r->arena, SIZE_MAX);
    flow_init(&r->hidden, r->arena, SIZE_MAX);
    while (!r->arena->failed && (html_tokenizer_next(r->tokenizer, &token), token.type != HTML_END)) {
        bool after_pre = r->after_pre;
        r->after_pre = false;
        open_text_read(&r->open_text, &token, (html_stack_effect(&r->stack) & TEXT_UNSEEN) == 0);
        html_read_sheet(r, &token);
        if (token.type == HTML_START_TAG)
            start_tag(r, &token);
        else if (token.type == HTML_END_TAG)
            end_tag(r, &token);
        else if (token.type == HTML_TEXT)
            read_text(r, &token, after_pre);
        else if (token.type == HTML_COMMENT)
            html_read_condition(r, &token);
    }
    open_text_read(&r->open_text, &token, true);
    html_read_sheet(r, &token);
    html_read_unfinished(r);
    r->content->facts.open_markup = r->content->facts.open_markup || r->open_text.found;
    report_limit(r);
    finish(r);
}

void html_read(const struct place_of_text *from, struct flow *preheader)
{
    struct content *content = from->content;
    const struct limits *limits = content->message->limits;
    struct layer masked;
    if (!layer_masked(&masked, content->arena, from->document))
        return;
    struct html_reader r = {.from = from, .content = content, .arena = content->arena, .input = &masked, .preheader = preheader};
    r.base = r.bar = INDEX_NONE;
    uint32_t first = content->links.count;
    r.stack = (struct html_stack){.arena = r.arena, .limit = limits->html_depth};
    open_text_init(&r.open_text, from->document);
    struct cascade cascade;
    cascade_init(&cascade, r.arena, masked.text, limits);
    r.cascade = &cascade;
    r.tokenizer = html_tokenizer_new(r.arena, &masked, limits);
    if (r.tokenizer)
        html_read_tokens(&r);
    link_resolve(content, first, r.base);
    report_styles(&r);
}
