/* Structured fields of the form `value; name=value; …`: Content-Type, Content-Disposition, Content-Transfer-Encoding
 * (RFC 2045 5.1, RFC 2183, RFC 2231). */
#ifndef ASSAY_MESSAGE_PARAMETER_H
#define ASSAY_MESSAGE_PARAMETER_H

#include "message/record.h"

struct parameter {
    struct slice name;  /* as written, with the marks of RFC 2231 */
    struct slice value; /* quotes and escapes undone */
    struct span span;   /* in the field's text */
    struct span origin; /* of the value alone; quotes not included */
};

struct parameter_list {
    struct slice value; /* up to the first white space or semicolon */
    VEC(struct parameter) items;
};

/* Reads the text of a field (unfolded). What cannot be read is left out and recorded. */
void parameter_read(struct parameter_list *out, struct slice text, struct arena *arena, struct recorder *recorder);
/* The value of a parameter, put together from its pieces and decoded (RFC 2231, or encoded words as many senders write them);
 * empty if there is none. */
struct slice parameter_get(const struct parameter_list *list, struct slice name, struct arena *arena, struct recorder *recorder);

/* The parameter that parameter_get begins with, or null. */
const struct parameter *parameter_find(const struct parameter_list *list, struct slice name);

#endif
