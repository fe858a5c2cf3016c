/* The elements and images of HTML parts: what is kept of start tags, in their order.
 *
 * The contents of a conditional comment for Outlook (content/html_condition.h) are elements and images as well, marked
 * `conditional`. Tested in tests/unit/content. */
#ifndef ASSAY_CONTENT_ELEMENT_H
#define ASSAY_CONTENT_ELEMENT_H

#include "base/vec.h"
#include "data/field.h"
#include "message/document.h"

struct content;

/* One element of an HTML part: its start tag. Attributes are those that a browser keeps (the first of each name). */
struct element {
    struct slice tag; /* lower case */
    const struct document *document;
    uint32_t part;
    struct span span;                          /* of the start tag, in the document */
    uint32_t first_attribute, attribute_count; /* in content.attribute_names and content.attribute_values */
    unsigned hidden;                           /* HIDE_… of content/hidden.h: why a reader does not see what is inside */
    uint32_t depth;                            /* open elements around it */
    bool unseen;                               /* not content of the page at all: in a script, a title, a template */
    bool conditional;                          /* in a conditional comment: for Outlook alone */
};

/* One image: img, input type=image, an image in SVG. Backgrounds are none: what stands on them is read without them. */
struct image {
    uint32_t element; /* index in content.elements */
    uint32_t link;    /* index in content.links, or INDEX_NONE: no address */
    bool linked;      /* stands inside a link */
    bool has_alt;
    struct layer alt;
    bool has_width, has_height; /* in CSS pixels, by attribute or style; a percentage is none */
    double width, height;
};

/* The value of an attribute (masks in it; parent: &element->document->layer), or null if the element has none of that name. */
const struct layer *element_attribute(const struct content *content, const struct element *element, struct slice name);
/* True if a placeholder stands where the name of an attribute would. */
bool element_has_open_name(const struct content *content, const struct element *element);
/* True if nothing hides the element from a reader: no style, and no comment. */
bool element_is_visible(const struct element *element);

/* The same for an image, which a font size of 0 and a text colour do not hide. */
bool image_is_visible(const struct content *content, const struct image *image);

/* What is known of an image; it may depend on a placeholder. */
enum image_answer { IMAGE_NO, IMAGE_YES, IMAGE_UNKNOWN };
/* True if a size may come out of a placeholder. */
bool image_has_open_size(const struct content *content, const struct image *image);
/* Loaded over the network when the mail is opened. */
enum image_answer image_is_remote(const struct content *content, const struct image *image);
/* Part of the mail: a cid: or data: URL. */
enum image_answer image_is_embedded(const struct content *content, const struct image *image);
/* A tracking pixel: remote, and either at most 3 pixels wide and high as far as it says, or hidden without a greater size.
 * An image that is hidden and large is one that phones get instead of another. */
enum image_answer image_is_pixel(const struct content *content, const struct image *image);

/* What rules test on each element (`element:`) and image (`image:`). Both point into the content's vecs. */
struct element_record {
    const struct content *content;
    const struct element *element;
};
struct image_record {
    const struct content *content;
    const struct image *image;
};
extern const struct field_table element_fields;
extern const struct field_table image_fields;

#endif
