/* Elements and images: what is kept of each start tag. A <script> counts if a client of the web would run it. Nothing is copied:
 * attributes are the tokenizer's slices. Tested in tests/unit/content/test_elements.c. */
#include "content/css_number.h"
#include "content/html_reader.h"

/* Larger numbers are no sizes. */
enum { MAX_PIXELS = 100000 };

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
                                        "text/livescript",
                                        NULL};
    const struct html_attribute *type = html_attribute_find(token, SLICE("type"));
    struct slice value = type ? slice_trim(type->value.text) : SLICE("");
    return slice_is_any_nocase(value, types) || value.size == 0 || slice_starts_nocase(value, SLICE("text/javascript1."));
}

static void count_facts(struct html_reader *r, const struct html_token *token)
{
    struct facts *facts = &r->content->facts;
    facts->elements++;
    facts->has_html_root = facts->has_html_root || slice_equal(token->name, SLICE("html"));
    facts->forms += slice_equal(token->name, SLICE("form"));
    facts->scripts += slice_equal(token->name, SLICE("script")) && is_executable(token);
}

static void keep_attributes(struct html_reader *r, const struct html_token *token)
{
    for (uint32_t i = 0; i < token->attributes.count; i++) {
        struct slice *name = vec_push(r->arena, &r->content->attribute_names);
        struct layer *value = vec_push(r->arena, &r->content->attribute_values);
        if (!name || !value)
            return;
        *name = token->attributes.items[i].name;
        *value = html_attribute_value(r, &token->attributes.items[i]);
    }
}

/* A size in CSS pixels by the style, or else by the attribute, where whatever follows the number but "%" is ignored (WHATWG HTML
 * 2.3.4.4). Where the style only says a percentage, the attribute says how large the image is where it has the room. */
static bool read_size(const struct html_reader *r, const struct html_token *token, enum css_property property, double *out)
{
    const struct html_attribute *attribute = html_attribute_find(token, property == CSS_WIDTH ? SLICE("width") : SLICE("height"));
    struct css_number number = {.value = -1};
    struct slice text = attribute ? slice_trim(attribute->value.text) : SLICE("");
    if (!css_number_read(&text, &number) || slice_at(number.unit, 0) == '%')
        number.value = -1;
    for (uint32_t i = 0; i < r->style.count; i++)
        if (r->style.items[i].property == property && r->style.items[i].value.kind == CSS_NUMBER)
            number.value = r->style.items[i].value.number;
    *out = (double)number.value;
    return *out >= 0 && *out <= MAX_PIXELS;
}

static bool is_image(const struct html_token *token)
{
    if (slice_equal(token->name, SLICE("input"))) {
        const struct html_attribute *type = html_attribute_find(token, SLICE("type"));
        return type && slice_equal_nocase(slice_trim(type->value.text), SLICE("image"));
    }
    return slice_equal(token->name, SLICE("img")) || slice_equal(token->name, SLICE("image"));
}

/* The link that the image is loaded from: of `src`, or else the first candidate of `srcset`; a background is none. */
static uint32_t image_link(const struct html_reader *r, uint32_t first_link)
{
    for (uint32_t i = first_link; i < r->own_end && r->source_link == INDEX_NONE; i++)
        if (r->content->links.items[i].context == LINK_IN_IMG)
            return i;
    return r->source_link;
}

static void keep_image(struct html_reader *r, const struct html_start *start)
{
    const struct html_attribute *alt = html_attribute_find(start->token, SLICE("alt"));
    const struct html_attribute *style = html_attribute_find(start->token, SLICE("style"));
    struct image *image = vec_push(r->arena, &r->content->images);
    if (!image)
        return;
    image->element = r->content->elements.count - 1;
    image->link = image_link(r, start->first_link);
    image->linked = r->in_anchor || r->around_linked;
    image->has_alt = alt != NULL;
    if (alt)
        image->alt = html_attribute_value(r, alt);
    r->style.count = 0;
    if (style)
        css_read(r->arena, css_without_comments(r->arena, style->value.text), &r->style);
    image->has_width = read_size(r, start->token, CSS_WIDTH, &image->width);
    image->has_height = read_size(r, start->token, CSS_HEIGHT, &image->height);
}

void html_keep_element(struct html_reader *r, const struct html_start *start)
{
    struct content *content = r->content;
    const struct html_token *token = start->token;
    struct element *element = vec_push(r->arena, &content->elements);
    if (!r->conditional)
        count_facts(r, token);
    if (!element)
        return;
    unsigned effect = start->effect | r->around;
    if (is_image(token))
        effect &= ~(unsigned)HIDE_TEXT_ONLY;
    *element = (struct element){
        .tag = token->name,
        .document = r->from->document,
        .part = r->from->part,
        .span = token->span,
        .first_attribute = content->attribute_names.count,
        .attribute_count = token->attributes.count,
        .hidden = effect & HIDE_ANY,
        .unseen = (effect & TEXT_UNSEEN) != 0,
        .depth = start->depth + r->around_depth,
        .conditional = r->conditional,
    };
    keep_attributes(r, token);
    if (r->arena->failed)
        content->elements.count--;
    else if (is_image(token))
        keep_image(r, start);
}
