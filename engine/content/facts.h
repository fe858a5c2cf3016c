/* What is known of the whole message: numbers and texts by name, for `message:` (message_fields.c says what each is). What stands
 * in a conditional comment is in none of the counts but that of domains. Tested in tests/unit/content. */
#ifndef ASSAY_CONTENT_FACTS_H
#define ASSAY_CONTENT_FACTS_H

#include "base/slice.h"

struct facts {
    uint64_t visible_characters, visible_words, hidden_characters, hidden_words, subject_characters, preheader_characters;
    uint64_t html_bytes, text_bytes, attachment_bytes, size;
    uint32_t links, domains, domains_only_in_text, elements, forms, scripts, conditional_comments;
    uint32_t images, images_without_alt, remote_images, embedded_images, linked_images, tracking_pixels;
    uint32_t attachments, parts, placeholders, anomalies;
    double image_area;  /* of images that say both sizes, in square pixels */
    double image_share; /* 0 to 1: of the area that images and text would take */
    const struct slice *text_scripts;
    uint32_t text_script_count;
    struct slice main_text_script; /* empty if there is no letter */
    bool has_headers, has_subject, has_html, has_text, has_html_root, has_base;
    bool open_markup;     /* a placeholder may bring markup (content/open_text.h): what is counted of it is a lower bound */
    bool open_text;       /* a plain text is nothing but placeholders, which may bring addresses */
    bool open_host;       /* a link's host depends on a placeholder */
    bool open_image;      /* where an image is loaded from depends on a placeholder */
    bool open_image_size; /* how large an image is does */
    bool open_pixel;      /* whether an image is a tracking pixel does */
    bool open_attributes; /* which attributes an image has does */
};

struct content;
/* Counts everything that is known once all parts were read. */
void facts_count(struct content *content);
/* Its part for images. */
void facts_count_images(struct content *content);

#endif
