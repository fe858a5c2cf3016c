/* Punycode (RFC 3492) of labels as DNS has them. Tested in tests/unit/content/test_idna.c. */
#ifndef ASSAY_CONTENT_PUNYCODE_H
#define ASSAY_CONTENT_PUNYCODE_H

#include "base/buffer.h"

/* The algorithm is quadratic, so it is for labels only. DNS has 63 bytes for one. */
enum { PUNYCODE_MOST = 128 };

/* Appends the text, without "xn--". False if it is longer than PUNYCODE_MOST. */
bool punycode_encode(struct buffer *out, const uint32_t *text, size_t size);
/* Reads what stands behind "xn--". Returns how many code points were written to `out`, which has room for PUNYCODE_MOST; 0 if it
 * is no Punycode, or longer than that. */
size_t punycode_decode(struct slice encoded, uint32_t out[PUNYCODE_MOST]);

#endif
