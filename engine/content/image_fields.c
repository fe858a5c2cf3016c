/* The fields of images. Tested in tests/unit/content/test_elements.c. */
#include "base/utf8.h"
#include "content/content.h"
#include "content/hidden.h"

static const struct image *image_of(const void *record)
{
    return ((const struct image_record *)record)->image;
}

static struct element_record element_of(const void *record)
{
    const struct image_record *r = record;
    return (struct element_record){r->content, &r->content->elements.items[r->image->element]};
}

/* A field of the image's element. */
static void set_of_element(const void *record, struct value *out, const char *name)
{
    struct element_record element = element_of(record);
    field_find(&element_fields, slice_cstr(name))->get(&element, out);
}

/* A field of its link; without one, what is known of the address. */
static void set_of_link(const void *record, struct value *out, const char *name)
{
    const struct image_record *r = record;
    if (r->image->link != INDEX_NONE) {
        field_find(&link_fields, slice_cstr(name))->get(&r->content->links.items[r->image->link], out);
        return;
    }
    set_of_element(record, out, "attribute.src");
    if (out->state == VALUE_KNOWN)
        value_set_unknown(out, UNKNOWN_LIMIT);
}

static void get_src(const void *record, struct value *out)
{
    set_of_link(record, out, "url");
}

static void get_scheme(const void *record, struct value *out)
{
    set_of_link(record, out, "scheme");
}

static void get_host(const void *record, struct value *out)
{
    set_of_link(record, out, "host");
}

static void get_domain(const void *record, struct value *out)
{
    set_of_link(record, out, "host.domain");
}

/* A size that is not said may stand in a placeholder. */
static void set_size(const void *record, struct value *out, bool known, double size)
{
    const struct image_record *r = record;
    if (known)
        value_set_number(out, size);
    else if (image_has_open_size(r->content, r->image))
        value_set_unknown(out, UNKNOWN_PLACEHOLDER);
    else
        value_set_missing(out);
}

static void get_width(const void *record, struct value *out)
{
    set_size(record, out, image_of(record)->has_width, image_of(record)->width);
}

static void get_height(const void *record, struct value *out)
{
    set_size(record, out, image_of(record)->has_height, image_of(record)->height);
}

static void get_area(const void *record, struct value *out)
{
    const struct image *image = image_of(record);
    set_size(record, out, image->has_width && image->has_height, image->width * image->height);
}

static void get_alt(const void *record, struct value *out)
{
    const struct image *image = image_of(record);
    if (image->has_alt && slice_find_byte(image->alt.text, 0, MASK_BYTE) != SLICE_NONE)
        value_set_unknown(out, UNKNOWN_PLACEHOLDER);
    else if (image->has_alt)
        value_set_text(out, image->alt.text);
    else
        set_of_element(record, out, "attribute.alt");
}

static void get_alt_length(const void *record, struct value *out)
{
    get_alt(record, out);
    if (out->state == VALUE_KNOWN)
        value_set_number(out, (double)utf8_count(slice_trim(out->text)));
}

static void get_linked(const void *record, struct value *out)
{
    value_set_bool(out, image_of(record)->linked);
}

static void get_visible(const void *record, struct value *out)
{
    value_set_bool(out, image_is_visible(((const struct image_record *)record)->content, image_of(record)));
}

static void get_conditional(const void *record, struct value *out)
{
    set_of_element(record, out, "conditional");
}

static void get_pixel(const void *record, struct value *out)
{
    const struct image_record *r = record;
    enum image_answer answer = image_is_pixel(r->content, r->image);
    value_set_bool(out, answer == IMAGE_YES);
    if (answer == IMAGE_UNKNOWN)
        value_set_unknown(out, UNKNOWN_PLACEHOLDER);
}

static void get_data(const void *record, struct value *out)
{
    set_of_link(record, out, "scheme");
    if (out->state != VALUE_UNKNOWN)
        value_set_bool(out, out->state == VALUE_KNOWN && slice_equal(out->text, SLICE("data")));
}

static const struct field fields[] = {
    {"src", FIELD_TEXT, NULL, get_src, "its address, without white space around it; missing if there is none"},
    {"scheme", FIELD_TEXT, NULL, get_scheme, "of the address, in lower case; missing if none is written"},
    {"host", FIELD_TEXT, NULL, get_host, "of the address, as clients read it"},
    {"domain", FIELD_TEXT, NULL, get_domain, "the registrable domain of the host"},
    {"width", FIELD_NUMBER, NULL, get_width,
     "in CSS pixels, by style or attribute; missing if neither says it, or as a percentage"},
    {"height", FIELD_NUMBER, NULL, get_height, "the same for its height"},
    {"area", FIELD_NUMBER, NULL, get_area, "width times height; missing if one of them is"},
    {"alt", FIELD_TEXT, NULL, get_alt, "the alternative text; missing without the attribute, empty for decoration"},
    {"alt-length", FIELD_NUMBER, NULL, get_alt_length, "characters of the alternative text, without white space around it"},
    {"linked", FIELD_BOOL, NULL, get_linked, "stands inside a link"},
    {"visible", FIELD_BOOL, NULL, get_visible, "nothing hides it, and it is content of the page for every client"},
    {"conditional", FIELD_BOOL, NULL, get_conditional, "stands in a conditional comment, for Outlook alone"},
    {"pixel", FIELD_BOOL, NULL, get_pixel,
     "a tracking pixel: loaded from elsewhere, and at most 3 pixels wide and high, or hidden with no greater size said"},
    {"data", FIELD_BOOL, NULL, get_data, "its bytes are in the address: a data: URL"},
};

const struct field_table image_fields = {"image", fields, sizeof fields / sizeof *fields};
