/* From addresses in a document to the links of a message. Tested in tests/unit/content. */
#ifndef ASSAY_CONTENT_LINK_H
#define ASSAY_CONTENT_LINK_H

#include "content/content.h"

/* The text part that is being read. */
struct place_of_text {
    struct content *content;
    const struct document *document;
    uint32_t part;
};

/* Adds the address as a link; its white space is trimmed. `bare`: a name without a scheme in plain text. */
void link_add(const struct place_of_text *from, const struct layer *address, enum link_context context, bool bare);
/* Adds an attribute's value: one link, or one for each branch that a template may choose. */
void link_add_value(const struct place_of_text *from, const struct layer *value, struct span value_span,
                    enum link_context context);
/* Adds what stands where nothing but an address belongs, if it reads as one: with a scheme, or with "www." in front. `span`: the
 * value in the document. */
void link_add_uri(const struct place_of_text *from, const struct layer *value, struct span span, enum link_context context);
/* The layer's text with each byte of its control tags as LINK_CONTROL, which is in no UTF-8; the text itself if it has none. */
enum { LINK_CONTROL = 0xFF };
struct slice link_marked_controls(const struct place_of_text *from, const struct layer *layer);
/* Sets what the reader is shown of the link: the layer, and the host that it names. */
void link_show(struct content *content, struct link *link, const struct layer *shown);
/* Adds the addresses that clients make clickable in plain text, within the range of the layer's text. */
void link_add_text(const struct place_of_text *from, const struct layer *text, struct span range);
/* The same for another kind of place; `names`: also names without a scheme and without "www." in front. */
void link_add_written(const struct place_of_text *from, const struct layer *text, struct span range, enum link_context context,
                      bool names);
/* Adds a problem that the text around the address has. */
void link_object(struct content *content, struct link *link, enum url_problem problem);
/* Gives the relative links from `first` on, which are those of one document, the base that they stand on: their own, or else
 * `base`, an index in content.links or INDEX_NONE. */
void link_resolve(struct content *content, uint32_t first, uint32_t base);
/* Sets `count` of all links. */
void link_count(struct content *content);
/* Records that a limit was reached at a range of the document, and that links may be missing. */
void link_limit(const struct place_of_text *from, const char *limit, struct span where);

#endif
