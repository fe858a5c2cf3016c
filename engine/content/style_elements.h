/* The <style> elements of a text of HTML. Tested in tests/unit/content/test_style.c. */
#ifndef ASSAY_CONTENT_STYLE_ELEMENTS_H
#define ASSAY_CONTENT_STYLE_ELEMENTS_H

#include "base/slice.h"

struct style_element {
    struct slice attributes; /* of the start tag, as written */
    struct slice text;
};

/* The next one at *at; false if there is none. Comments, and elements whose content is text, are gone past. */
bool style_element_next(struct slice html, size_t *at, struct style_element *out);
/* The value of an attribute there; the empty slice if there is none. */
struct slice style_element_attribute(const struct style_element *element, struct slice name);

#endif
