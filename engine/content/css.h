/* Inline styles, as far as they hide text. Tested in tests/unit/content. */
#ifndef ASSAY_CONTENT_CSS_H
#define ASSAY_CONTENT_CSS_H

#include "base/arena.h"

/* Ways to hide text. */
enum {
    HIDE_BOX = 1,        /* with all that is inside: display:none, opacity:0, a box without a size */
    HIDE_VISIBILITY = 2, /* inherited; visibility:visible inside shows again */
    HIDE_FONT = 4,       /* font-size:0, inherited; an absolute size inside shows again */
    HIDE_ANY = HIDE_BOX | HIDE_VISIBILITY | HIDE_FONT,
};

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
