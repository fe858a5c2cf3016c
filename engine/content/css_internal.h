/* How values of CSS are read: what css.c (lists of declarations) and css_value.c share. */
#ifndef ASSAY_CONTENT_CSS_INTERNAL_H
#define ASSAY_CONTENT_CSS_INTERNAL_H

#include "content/css.h"
#include "message/document.h"

/* The list that is being read, and the declaration. */
struct css_reader {
    struct arena *arena;
    css_declarations *out;
    bool important;
};

/* Appends what `property: value` says; nothing for another property. The value has no comments, escapes and !important. */
void css_read_value(struct css_reader *reader, struct slice name, struct slice value);
/* The next word of a value at *at, up to white space or a comma outside of parentheses and quotes; empty at the end. */
struct slice css_next_word(struct slice value, size_t *at);

#endif
