/* Inside of IDNA: what one label, as code points, must be like. Tested through idna.h. */
#ifndef ASSAY_CONTENT_IDNA_INTERNAL_H
#define ASSAY_CONTENT_IDNA_INTERNAL_H

#include <stdbool.h>

#include "content/script.h"

/* How the code point is mapped; null: as it is. */
const struct idna_mapping *idna_mapping_of(uint32_t code_point);
/* Validity criteria 6 to 8 of UTS #46: no mark in front, only valid characters, joiners where they join (RFC 5892, A.1, A.2). */
bool idna_label_valid(const uint32_t *label, size_t size);
/* True if the label has a character that is written from right to left. */
bool idna_is_rtl(const uint32_t *label, size_t size);
/* The Bidi rule, RFC 5893, section 2; an empty label has nothing against it. */
bool idna_bidi_valid(const uint32_t *label, size_t size);

#endif
