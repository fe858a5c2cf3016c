/* Character references: the named ones of section 13.5, and what the standard makes of numbers (13.2.5.80). */
#ifndef ASSAY_CONTENT_HTML_REFERENCE_H
#define ASSAY_CONTENT_HTML_REFERENCE_H

#include "base/slice.h"

/* The longest name that the text, which begins after "&", begins with, with its ";" if it has one; 0 if there is none.
 * *out_value is then what it stands for, in static memory. */
size_t html_reference_name(struct slice text, struct slice *out_value);
/* The code point that a number stands for; *out_error is the parse error's code, or null. */
uint32_t html_reference_number(uint32_t number, const char **out_error);
bool html_is_noncharacter(uint32_t code_point);

#endif
