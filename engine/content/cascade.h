/* The cascade (CSS Cascading 4): of what attributes, style sheets and the attribute `style` declare for an element, what counts.
 * Importance, then style attribute before sheets before other attributes, then specificity, then order. No tree: ancestors are
 * looked up in the stack of open elements. Time is bounded by the limit css_steps. Tested in tests/unit/content/test_style.c. */
#ifndef ASSAY_CONTENT_CASCADE_H
#define ASSAY_CONTENT_CASCADE_H

#include "content/css_sheet.h"
#include "content/html_stack.h"
#include "content/html_token.h"

struct cascade {
    struct arena *arena;
    const struct limits *limits;
    struct css_sheet sheet;
    struct css_value link;         /* the colour of links: the body's, or else each client's own */
    uint64_t steps;                /* selectors and ancestors looked at */
    css_declarations declarations; /* room for those of one element */
    struct css_value values[CSS_PROPERTY_COUNT];
    uint64_t priorities[CSS_PROPERTY_COUNT];
};

/* Reads the <style> elements of the HTML text, wherever they stand, but not those in comments. */
void cascade_init(struct cascade *cascade, struct arena *arena, struct slice html, const struct limits *limits);
/* What the start tag's element does with what it inherits from those that are open. */
struct style_change cascade_read(struct cascade *cascade, const struct html_stack *stack, const struct html_token *token,
                                 const struct html_tag *tag, struct css_subject *out_subject);
/* The name of a limit that was reached, so that styles are missing; null if none. */
const char *cascade_limit(const struct cascade *cascade);

#endif
