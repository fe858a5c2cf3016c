/* Characters that look like others, or like nothing. Tested in tests/unit/content. */
#ifndef ASSAY_CONTENT_CONFUSABLE_H
#define ASSAY_CONTENT_CONFUSABLE_H

#include <stdbool.h>
#include <stdint.h>

/* Blanks beyond ASCII: no-break, em, ideographic and the like. */
bool is_blank_code_point(uint32_t code_point);
/* Zero-width characters, bidi controls, soft hyphens: characters that take no place. */
bool is_invisible(uint32_t code_point);
/* The characters that end a label of a domain name as the full stop does (UTS #46): ideographic, fullwidth and halfwidth ones. */
bool is_label_separator(uint32_t code_point);
/* The one ASCII letter, in lower case, that the letter is confusable with by UTS #39; -1 if there is none. Not for ASCII itself.
 */
int confusable_letter(uint32_t code_point);
/* The ASCII character in lower case that a reader takes it for; itself if there is none, 0 if it is invisible. */
uint32_t confusable_fold(uint32_t code_point);

#endif
