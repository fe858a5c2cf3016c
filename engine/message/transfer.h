/* Content transfer encodings (RFC 2045, section 6). */
#ifndef ASSAY_MESSAGE_TRANSFER_H
#define ASSAY_MESSAGE_TRANSFER_H

#include "message/record.h"
#include "message/sink.h"

/* The encoding of that name (case-insensitive) or of a mistake for it that clients understand, or TRANSFER_UNKNOWN. */
enum transfer_encoding transfer_find(struct slice name);
const char *transfer_text(enum transfer_encoding encoding);
/* The same as an array that ends with a null pointer. */
extern const char *const transfer_texts[];

/* True if the encoding changes bytes. */
bool transfer_encodes(enum transfer_encoding encoding);
/* Decodes `in`, which begins at `base` of its layer, into a sink; parents count in the layer. Never stops early: what is no
 * base64 is left out, what is no quoted-printable stays as it is, both are recorded. */
void transfer_decode(struct sink *out, enum transfer_encoding encoding, struct slice in, uint32_t base,
                     struct recorder *recorder);

#endif
