/* The addresses that CSS loads: url(), src(), image-set() and @import. Tested in tests/unit/content/test_css_link.c. */
#ifndef ASSAY_CONTENT_CSS_LINK_H
#define ASSAY_CONTENT_CSS_LINK_H

#include "content/link.h"

enum css_at_rule { CSS_AT_OTHER, CSS_AT_IMPORT, CSS_AT_NAMES /* @namespace and @document name addresses, and load none */ };

/* Reads a text of CSS, a style sheet or declarations, as tokens (CSS Syntax 4.3) and stops at addresses. Zeroed but for the text,
 * it begins. */
struct css_address_reader {
    struct slice text; /* LINK_CONTROL for control tags */
    size_t at;
    enum css_at_rule at_rule; /* whose prelude is being read */
    uint32_t depth;           /* open parentheses */
    uint64_t takes_strings;   /* a bit for each of the innermost ones: strings inside are addresses */
};

/* The next address, in its quotes or parentheses but without them, escapes as they are. False at the end. */
bool css_address_next(struct css_address_reader *reader, struct span *out);
/* Adds all addresses of the CSS as links. References to a part of the same document and empty addresses load nothing. */
void css_read_links(const struct place_of_text *from, const struct layer *css);

#endif
