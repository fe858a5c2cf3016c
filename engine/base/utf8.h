/* UTF-8 by RFC 3629: no surrogates, no overlong forms, nothing over U+10FFFF. Tested in tests/unit/base. */
#ifndef ASSAY_BASE_UTF8_H
#define ASSAY_BASE_UTF8_H

#include "base/slice.h"

#define UTF8_REPLACEMENT 0xFFFDu

/* One step of decoding. */
struct utf8_step {
    uint32_t code_point; /* UTF8_REPLACEMENT when not valid */
    uint32_t length;     /* bytes consumed: 1 to 4; for an invalid sequence its maximal subpart (WHATWG Encoding) */
    bool valid;
};

/* Decodes at offset, which must be inside s. */
struct utf8_step utf8_decode(struct slice s, size_t offset);
/* Writes 1 to 4 bytes and returns how many; what cannot be encoded becomes U+FFFD. */
size_t utf8_encode(uint32_t code_point, unsigned char out[4]);
bool utf8_is_valid(struct slice s);
/* Offset of the first byte that is not part of valid UTF-8, or s.size. Fast on ASCII. */
size_t utf8_valid_prefix(struct slice s);
/* Code points in s; each byte that is not valid UTF-8 counts one. */
size_t utf8_count(struct slice s);
/* The largest offset <= offset that does not lie inside a sequence. */
size_t utf8_floor(struct slice s, size_t offset);
/* Columns that a terminal gives the code point: 0 (combining, zero width), 1 or 2 (East Asian wide, emoji). */
int utf8_width(uint32_t code_point);
/* True for what may not reach a terminal as it is: C0, DEL, C1, bidi controls and isolates, zero-width and other
 * default-ignorable format characters, surrogates, U+FEFF. Tab and LF count too. */
bool utf8_is_unprintable(uint32_t code_point);

#endif
