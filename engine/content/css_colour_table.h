/* Tables for content/css_colour.h. */
#ifndef ASSAY_CONTENT_CSS_COLOUR_TABLE_H
#define ASSAY_CONTENT_CSS_COLOUR_TABLE_H

#include <stdint.h>

struct css_named_colour {
    const char *name; /* lower case */
    uint32_t rgb;
};

enum { CSS_NAMED_COLOURS = 148 };
extern const struct css_named_colour css_named_colours[CSS_NAMED_COLOURS];
/* A channel of sRGB (0..255) as light (0..65535). */
extern const uint16_t css_linear[256];

#endif
