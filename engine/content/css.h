/* Inline styles, as far as they hide text. Tested in tests/unit/content. */
#ifndef ASSAY_CONTENT_CSS_H
#define ASSAY_CONTENT_CSS_H

#include "base/arena.h"
#include "content/hidden.h"

/* What an element's style does with what it inherits. */
struct css_effect {
    unsigned set, clear; /* of HIDE_… */
    bool displays;       /* `display` is given, and not as none */
};

struct css_declaration {
    struct slice name, value; /* as written, trimmed; `!important` taken off the value */
    bool important;
};

/* The next declaration of a style attribute at *offset; false at the end. The text must be free of comments. */
bool css_next(struct slice style, size_t *offset, struct css_declaration *out);
/* The style attribute's effect. */
struct css_effect css_read(struct arena *arena, struct slice style);

#endif
