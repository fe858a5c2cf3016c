/* Links of HTML: the attributes that html_link_table.c names, and the style sheets in the text. Of attributes with the same name
 * the first counts, but in a template also each that may stand without those before it. Where a quote is missing
 * (html_unclosed.c), an address ends where its writer meant it to, and what it swallowed is read by itself. Tested in
 * tests/unit/content/test_html_links.c. */
#include "base/ascii.h"
#include "content/css_link.h"
#include "content/html_link_table.h"
#include "content/html_reader.h"
#include "content/layer_cut.h"
#include "content/srcset.h"

/* True if a word of the attribute's value is one of the words. */
static bool has_word(const struct html_token *token, struct slice name, const char *const *words)
{
    const struct html_attribute *attribute = html_attribute_find(token, name);
    struct slice value = attribute ? attribute->value.text : SLICE("");
    struct span word;
    for (size_t at = 0; address_list_next(value, false, &at, &word);)
        if (slice_is_any_nocase(slice_sub(value, word.start, word.end), words))
            return true;
    return false;
}

/* "http://…", "//…"; with a placeholder in front of it, it may be. */
static bool is_absolute(struct slice value)
{
    size_t end = 0;
    value = slice_trim(value);
    while (ascii_is_alpha(slice_at(value, end)))
        end++;
    return slice_at(value, 0) == MASK_BYTE || slice_starts(slice_from(value, end), end > 0 ? SLICE("://") : SLICE("//"));
}

static bool applies(const struct link_attribute *row, const struct html_token *token, struct slice value)
{
    static const char *const loaded[] = {"stylesheet",
                                         "icon",
                                         "apple-touch-icon",
                                         "apple-touch-icon-precomposed",
                                         "mask-icon",
                                         "preload",
                                         "modulepreload",
                                         "prefetch",
                                         "dns-prefetch",
                                         "preconnect",
                                         "prerender",
                                         "manifest",
                                         NULL};
    static const char *const films[] = {"movie", "src", "url", "data", "filename", NULL};
    static const char *const refresh[] = {"refresh", NULL};
    switch (row->when) {
    case LINK_ALWAYS: return true;
    case LINK_IF_ABSOLUTE: return row->form != LINK_FORM_ADDRESS || is_absolute(value);
    case LINK_IF_OUTSIDE: return slice_at(slice_trim(value), 0) != '#';
    case LINK_IF_LOADED: return has_word(token, SLICE("rel"), loaded);
    case LINK_IF_REFRESH: return has_word(token, SLICE("http-equiv"), refresh);
    case LINK_IF_FILM: return has_word(token, SLICE("name"), films);
    }
    return false;
}

static void add_address(const struct html_reader *r, const struct layer *value, struct span range, enum link_context context)
{
    struct layer address = *value;
    bool whole = span_length(range) == value->text.size;
    if (whole || layer_cut(&address, r->arena, value, range))
        link_add_value(r->from, &address, source_map_up(&address.map, (struct span){0, span_length(range)}), context);
}

/* The next address in a value that may hold several. */
static bool next_address(enum link_form form, struct slice value, size_t *at, struct span *out)
{
    if (form == LINK_FORM_SRCSET)
        return srcset_next(value, at, out);
    if (form == LINK_FORM_REFRESH)
        return *at == 0 && (*at = value.size, refresh_address(value, out));
    return address_list_next(value, form == LINK_FORM_COMMAS, at, out);
}

static void add_links(struct html_reader *r, const struct layer *value, const struct link_attribute *row)
{
    struct span range = {0, (uint32_t)value->text.size};
    if (row->form == LINK_FORM_ADDRESS) {
        add_address(r, value, range, row->context);
    } else if (row->form == LINK_FORM_STYLE) {
        if (slice_find_byte(value->text, 0, '(') != SLICE_NONE)
            css_read_links(r->from, value);
    } else if (row->form == LINK_FORM_HTML) {
        r->inside = *value;
    } else {
        struct slice text = link_marked_controls(r->from, value);
        for (size_t at = 0; !r->arena->failed && next_address(row->form, text, &at, &range);)
            if (row->when != LINK_IF_ABSOLUTE || is_absolute(slice_sub(text, range.start, range.end)))
                add_address(r, value, range, row->context);
    }
}

/* Keeps that the attribute was read. It is there whenever the branch is there that it stands in. */
static void take(struct html_reader *r, const struct html_attribute *attribute)
{
    const struct document *document = r->from->document;
    struct taken *taken = vec_push(r->arena, &r->taken);
    uint32_t branch = document_branch_at(document, html_place(r, attribute->name_span.start));
    struct span all = {0, (uint32_t)document->masked.size};
    if (taken)
        *taken = (struct taken){attribute->name, branch == INDEX_NONE ? all : document->branches.items[branch].span};
}

/* True if an attribute of that name is always there when the duplicate is. */
static bool is_ignored(const struct html_reader *r, const struct html_attribute *duplicate)
{
    for (uint32_t i = 0; i < r->taken.count; i++)
        if (slice_equal(r->taken.items[i].name, duplicate->name) &&
            span_contains(r->taken.items[i].reach, html_place(r, duplicate->name_span.start)))
            return true;
    return false;
}

static void mark_unclosed(struct content *content, uint32_t first)
{
    for (uint32_t i = first; i < content->links.count; i++)
        link_object(content, &content->links.items[i], URL_QUOTE_UNCLOSED);
}

/* Adds the attribute's links, if it holds any. A value that runs on ends at `cut`. */
static void read_attribute(struct html_reader *r, const struct html_token *token, const struct html_attribute *attribute,
                           uint32_t cut)
{
    const struct link_attribute *row = link_attribute_find(attribute->name, token->name);
    if (!row || !applies(row, token, attribute->value.text))
        return;
    uint32_t first = r->content->links.count;
    struct layer value = html_attribute_value(r, attribute);
    take(r, attribute);
    if (attribute->value_span.end <= cut) {
        add_links(r, &value, row);
    } else if (row->form == LINK_FORM_ADDRESS) {
        struct span in_text = source_map_down(&attribute->value.map, (struct span){attribute->value_span.start, cut});
        add_address(r, &value, in_text, row->context);
        mark_unclosed(r->content, first);
    }
    if (row->context == LINK_IN_IMG && r->source_link == INDEX_NONE && row->form == LINK_FORM_ADDRESS &&
        r->content->links.count > first)
        r->source_link = first;
}

static void note_bases(struct html_reader *r, const struct html_token *token, uint32_t first)
{
    bool base = slice_equal(token->name, SLICE("base")), bar = slice_equal(token->name, SLICE("mj-navbar"));
    bool item = slice_equal(token->name, SLICE("mj-navbar-link"));
    uint32_t found = INDEX_NONE;
    for (uint32_t i = first; i < r->own_end && (base || bar || item); i++) {
        struct link *link = &r->content->links.items[i];
        if (link->context == LINK_IN_BASE && found == INDEX_NONE)
            found = i;
        if (item && link->context == LINK_IN_A)
            link->base = r->bar;
    }
    if (base && !r->conditional && r->level == 0 && r->base == INDEX_NONE)
        r->base = found;
    if (bar)
        r->bar = found;
}

void html_read_links(struct html_reader *r, const struct html_token *token)
{
    uint32_t first = r->content->links.count;
    uint32_t cut = html_unclosed_at(r->input->text, token);
    r->taken.count = 0;
    r->source_link = INDEX_NONE;
    r->inside = (struct layer){0};
    for (uint32_t i = 0; i < token->attributes.count && token->attributes.items[i].name_span.start < cut; i++)
        read_attribute(r, token, &token->attributes.items[i], cut);
    for (uint32_t i = 0; i < token->duplicates.count && token->duplicates.items[i].name_span.start < cut; i++)
        if (!is_ignored(r, &token->duplicates.items[i]))
            read_attribute(r, token, &token->duplicates.items[i], cut);
    for (uint32_t i = first; i < r->content->links.count; i++)
        r->content->links.items[i].conditional = r->conditional;
    r->own_end = r->content->links.count;
    note_bases(r, token, first);
    if (r->inside.text.size > 0)
        html_read_aside(r, &r->inside);
    if (cut != UINT32_MAX)
        html_read_swallowed(r, token, cut);
}

static bool is_style_sheet(const struct html_token *token)
{
    static const char *const css[] = {"text/css", NULL};
    if (!slice_equal(token->name, SLICE("style")) && !slice_equal(token->name, SLICE("mj-style")))
        return false;
    const struct html_attribute *type = html_attribute_find(token, SLICE("type"));
    return !type || slice_trim(type->value.text).size == 0 || slice_is_any_nocase(slice_trim(type->value.text), css);
}

void html_read_sheet(struct html_reader *r, const struct html_token *token)
{
    struct layer css;
    if (token->type == HTML_TEXT || token->type == HTML_COMMENT || token->type == HTML_DOCTYPE)
        return;
    uint32_t first = r->content->links.count;
    if (r->in_sheet && layer_cut(&css, r->arena, r->input, (struct span){r->sheet_start, token->span.start}))
        css_read_links(r->from, &css);
    for (uint32_t i = first; i < r->content->links.count; i++)
        r->content->links.items[i].conditional = r->conditional;
    r->in_sheet = token->type == HTML_START_TAG && is_style_sheet(token);
    r->sheet_start = token->span.end;
}
