/* What of an element's style decides whether its text is seen: what it declares, and what it has with all that it inherits.
 *
 * A canvas without a background is white, text without a colour black. What is behind text is known only as long as nothing but
 * plain colours lies there: a picture, a gradient, an element moved over others make it unknown, and then colour hides nothing.
 * Tested in tests/unit/content/test_style.c. */
#ifndef ASSAY_CONTENT_STYLE_H
#define ASSAY_CONTENT_STYLE_H

#include "content/css.h"
#include "content/hidden.h"

/* What a boolean that is inherited becomes. */
enum style_switch { STYLE_KEEP, STYLE_ON, STYLE_OFF };

/* What an element does with what it inherits. Zeroed: nothing, but for the opacity, which is 1 then. */
struct style_change {
    unsigned boxes;                                          /* HIDE_… that hide with all that is inside */
    enum style_switch invisible, thin_line, indented;        /* visibility:hidden; a line of no height; text-indent far out */
    bool cut;                                                /* what overflows is cut off, and the height is that of the lines */
    bool moved;                                              /* it may lie over something else than the element around it */
    struct css_value opacity, font, colour, behind, picture; /* as declared */
};

struct style {
    unsigned boxes;
    bool invisible, thin_line, indented, cut;
    bool colour_known, behind_known;
    bool lost; /* text cannot be told from what is behind it */
    float opacity;
    float font; /* in pixels; negative: not known */
    css_colour colour, behind;
};

/* Of the root, before any element. */
extern const struct style style_of_root;
/* The same where what is behind is not known. */
extern const struct style style_on_anything;
/* What the declarations that an element has (of each property one, CSS_UNSET if none) say of its style. `display` is that of the
 * element without style. */
struct style_change style_change_of(const struct css_value values[CSS_PROPERTY_COUNT], enum css_keyword display);
/* The style of an element inside one that has the style `parent`. */
struct style style_inside(const struct style *parent, const struct style_change *change);
/* Why text of that style is hidden: HIDE_…, or 0. */
unsigned style_hides(const struct style *style);

#endif
