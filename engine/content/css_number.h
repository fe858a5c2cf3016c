/* Numbers of CSS, with their unit. Tested in tests/unit/content/test_css.c. */
#ifndef ASSAY_CONTENT_CSS_NUMBER_H
#define ASSAY_CONTENT_CSS_NUMBER_H

#include "base/slice.h"

struct css_number {
    float value;
    struct slice unit; /* letters or %; may be empty */
};

/* The number at the beginning of *text, which is moved behind it and its unit. False if there is none. */
bool css_number_read(struct slice *text, struct css_number *out);

#endif
