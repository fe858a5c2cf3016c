/* Declarations of CSS, as far as they can hide text or show it: of a style attribute, of a rule of a style sheet, or what an
 * attribute such as bgcolor stands for. The cascade (content/cascade.h) finds which of them an element has.
 *
 * What is not understood hides nothing: a value of a known property that cannot be read (calc(), a placeholder) is CSS_UNKNOWN,
 * and that wins over earlier ones like any other value. Only a keyword that does not exist is ignored, as browsers do. Tested in
 * tests/unit/content/test_css.c. */
#ifndef ASSAY_CONTENT_CSS_H
#define ASSAY_CONTENT_CSS_H

#include "base/vec.h"
#include "content/css_colour.h"

/* clang-format off */
#define CSS_PROPERTIES(X)                                                                                                       \
    X(BACKGROUND_COLOUR) X(BACKGROUND_IMAGE) X(BOTTOM) X(CLIP) X(CLIP_PATH) X(COLOUR) X(DISPLAY) X(FONT_SIZE) X(HEIGHT)         \
    X(LEFT) X(LINE_HEIGHT) X(MARGIN_TOP) X(MARGIN_RIGHT) X(MARGIN_BOTTOM) X(MARGIN_LEFT) X(MAX_HEIGHT) X(MAX_WIDTH)             \
    X(MIN_HEIGHT) X(MIN_WIDTH) X(OPACITY) X(OVERFLOW) X(PADDING_TOP) X(PADDING_RIGHT) X(PADDING_BOTTOM) X(PADDING_LEFT)         \
    X(POSITION) X(RIGHT) X(TEXT_INDENT) X(TOP) X(VISIBILITY) X(WIDTH)
/* clang-format on */
enum css_property {
#define X(name) CSS_##name,
    CSS_PROPERTIES(X)
#undef X
        CSS_PROPERTY_COUNT
};

enum css_kind {
    CSS_UNSET,     /* not declared */
    CSS_UNKNOWN,   /* declared, with a value that is not known */
    CSS_INHERITED, /* what the parent has; only of inherited properties */
    CSS_KEYWORD,   /* one of enum css_keyword */
    CSS_NUMBER,    /* CSS pixels; of opacity a number */
    CSS_FACTOR,    /* times the font size of the parent */
    CSS_COLOURED,
};

/* What keywords mean here. */
enum css_keyword {
    CSS_NONE,       /* display */
    CSS_ATTRIBUTE,  /* display, as the attribute `hidden` has it */
    CSS_INLINE,     /* display: height and width do not apply */
    CSS_BLOCK,      /* display: they do */
    CSS_TABLE,      /* display: they are the least, not the most */
    CSS_HIDDEN,     /* visibility; overflow: what is outside of the box is cut off */
    CSS_VISIBLE,    /* visibility, overflow */
    CSS_NOTHING,    /* clip, clip-path: nothing is left; background-image: there is none */
    CSS_SOMETHING,  /* clip, clip-path, background-image */
    CSS_IN_PLACE,   /* position: offsets do not apply */
    CSS_MOVED,      /* position: relative, sticky */
    CSS_POSITIONED, /* position: absolute, fixed */
};

struct css_value {
    enum css_kind kind;
    union {
        enum css_keyword keyword;
        float number;
        css_colour colour;
    };
};

struct css_declaration {
    enum css_property property;
    bool important;
    struct css_value value;
};

typedef VEC(struct css_declaration) css_declarations;

struct css_pair {
    struct slice name, value; /* as written, trimmed */
};

/* A length that leaves next to nothing to be read, in pixels: of a box, a line, a font. */
enum { CSS_TINY = 2 };

/* The text with each comment as one blank, and escapes as they are. */
struct slice css_without_comments(struct arena *arena, struct slice text);
/* Where the next of the stop bytes is that stands outside of quotes and of ( ) and [ ]; the size if there is none. */
size_t css_find(struct slice text, size_t start, const char *stops);
/* The code point of the escape at the backslash; returns where it ends (CSS Syntax 4.3.7). What is no character is U+FFFD. */
size_t css_escape(struct slice text, size_t at, uint32_t *out);
/* The text with its escapes decoded. */
struct slice css_unescape(struct arena *arena, struct slice text);
/* The next declaration of a list at *at; false at the end. What has no colon is a name without a value. */
bool css_next(struct slice list, size_t *at, struct css_pair *out);
/* Appends what the list of declarations says, without comments. */
void css_read(struct arena *arena, struct slice list, css_declarations *out);
/* True for the colour of text, and for what is behind it. */
bool css_is_colour(enum css_property property);
/* What is left of a declaration that holds only sometimes: false if it hides, else perhaps with an unknown value. */
bool css_soften(struct css_declaration *declaration);
/* True if the value is a number of so many pixels at most. */
bool css_is_at_most(struct css_value value, float most);

#endif
