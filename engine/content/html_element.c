/* Elements and images: what is kept of each start tag. A <script> counts if a client of the web would run it. Nothing is copied:
 * attributes are the tokenizer's slices. Tested in tests/unit/content/test_elements.c. */
#include "base/ascii.h"
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
                                        "text/livescript"};
    const struct html_attribute *type = html_attribute_find(token, SLICE("type"));
    struct slice value = type ? slice_trim(type->value.text) : SLICE("");
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (slice_equal_nocase(value, slice_cstr(types[i])))
            return true;
    return value.size == 0 || slice_starts_nocase(value, SLICE("text/javascript1."));
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

/* The digits at the beginning, with a fraction, and where they end; SLICE_NONE: there are none. */
static size_t read_number(struct slice text, double *out)
{
    double scale = 1;
    size_t at = 0, digits = 0;
    bool fraction = false;
    for (*out = 0; at < text.size; at++) {
        int c = text.data[at];
        if (c == '.' && !fraction) {
            fraction = true;
        } else if (ascii_is_digit(c)) {
            scale = fraction ? scale / 10 : scale;
            *out = fraction ? *out + scale * (c - '0') : *out * 10 + (c - '0');
            digits++;
        } else {
            break;
        }
    }
    return digits > 0 ? at : SLICE_NONE;
}

/* A length in CSS pixels. An attribute needs no unit (WHATWG HTML 2.3.4.4); whatever follows its digits but "%" is ignored. */
static bool read_pixels(struct slice text, bool attribute, double *out)
{
    text = slice_trim(text);
    size_t end = read_number(text, out);
    if (end == SLICE_NONE || *out > MAX_PIXELS)
        return false;
    struct slice unit = slice_trim(slice_from(text, end));
    if (attribute)
        return slice_at(unit, 0) != '%';
    if (slice_equal_nocase(unit, SLICE("pt"))) {
        *out = *out * 96 / 72;
        return true;
    }
    return slice_equal_nocase(unit, SLICE("px")) || (unit.size == 0 && *out <= 0);
}

/* The size by the style, or else by the attribute. Where the style only says a percentage, the attribute says how large the image
 * is where it has the room. */
static bool read_size(const struct html_token *token, struct slice name, double *out)
{
    const struct html_attribute *style = html_attribute_find(token, SLICE("style"));
    const struct html_attribute *attribute = html_attribute_find(token, name);
    struct css_pair pair;
    bool found = false;
    for (size_t at = 0; style && css_next(style->value.text, &at, &pair);)
        if (slice_equal_nocase(pair.name, name))
            found = read_pixels(slice_trim(slice_sub(pair.value, 0, slice_find_byte(pair.value, 0, '!'))), false, out);
    return found || (attribute && read_pixels(attribute->value.text, true, out));
}

static bool is_image(const struct html_token *token)
{
    if (slice_equal(token->name, SLICE("input"))) {
        const struct html_attribute *type = html_attribute_find(token, SLICE("type"));
        return type && slice_equal_nocase(slice_trim(type->value.text), SLICE("image"));
    }
    return slice_equal(token->name, SLICE("img")) || slice_equal(token->name, SLICE("image"));
}

/* The link that the image is loaded from; a background is none. */
static uint32_t image_link(const struct content *content, uint32_t first_link)
{
    for (uint32_t i = first_link; i < content->links.count; i++)
        if (content->links.items[i].context == LINK_IN_IMG)
            return i;
    return INDEX_NONE;
}

static void keep_image(struct html_reader *r, const struct html_start *start)
{
    const struct html_attribute *alt = html_attribute_find(start->token, SLICE("alt"));
    struct image *image = vec_push(r->arena, &r->content->images);
    if (!image)
        return;
    image->element = r->content->elements.count - 1;
    image->link = image_link(r->content, start->first_link);
    image->linked = r->in_anchor || r->around_linked;
    image->has_alt = alt != NULL;
    if (alt)
        image->alt = html_attribute_value(r, alt);
    image->has_width = read_size(start->token, SLICE("width"), &image->width);
    image->has_height = read_size(start->token, SLICE("height"), &image->height);
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
