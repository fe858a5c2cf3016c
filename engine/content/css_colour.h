/* Colours as CSS and HTML attributes write them, and how far two of them can be told apart. Tested in
 * tests/unit/content/test_css.c. */
#ifndef ASSAY_CONTENT_CSS_COLOUR_H
#define ASSAY_CONTENT_CSS_COLOUR_H

#include "base/slice.h"

/* 0xRRGGBBAA. */
typedef uint32_t css_colour;
#define CSS_BLACK ((css_colour)0x000000FF)
#define CSS_WHITE ((css_colour)0xFFFFFFFF)

/* A colour of CSS: named, #…, rgb(), rgba(), hsl(), hsla(), transparent. False for what is not one of these. */
bool css_colour_read(struct slice text, css_colour *out);
/* A colour of an attribute: named, or 3 or 6 hexadecimal digits with # or without. */
bool css_colour_read_attribute(struct slice text, css_colour *out);
/* The colour in front of an opaque one. */
css_colour css_colour_over(css_colour front, css_colour behind);
/* True if text of the one colour cannot be told from the other, both opaque: a contrast (WCAG 2) of less than 1.2, such as that
 * of #ebebeb on white. WCAG asks for 4.5; text of 1.5 is a strain to read, and still seen. */
bool css_colour_is_lost(css_colour text, css_colour behind);

#endif
