/* JSON (RFC 8259): a writer into a buffer.
 *
 * Keys stand in the order in which they are written. Numbers are integers or integer thousandths, so that output depends on no
 * floating point and no locale. Strings come out as valid UTF-8: what is not becomes U+FFFD. Whoever writes must balance what it
 * opens. Tested in tests/unit/data/test_json.c. */
#ifndef ASSAY_DATA_JSON_H
#define ASSAY_DATA_JSON_H

#include "base/buffer.h"

#define JSON_MAX_DEPTH 63

struct json {
    struct buffer *out; /* its `failed` tells of a lack of memory */
    bool pretty;        /* indented by two blanks; else all in one line */
    bool after_key;
    unsigned depth;
    uint64_t used; /* bit n: something was written at depth n */
};

void json_init(struct json *json, struct buffer *out, bool pretty);
void json_object_begin(struct json *json);
void json_object_end(struct json *json);
void json_array_begin(struct json *json);
void json_array_end(struct json *json);
void json_key(struct json *json, const char *key);
void json_string(struct json *json, struct slice text);
void json_cstring(struct json *json, const char *text);
void json_integer(struct json *json, int64_t number);
/* 1500 is written 1.500. */
void json_thousandths(struct json *json, int64_t number);
void json_bool(struct json *json, bool truth);
void json_null(struct json *json);

/* The text in quotes, escaped. */
void json_escape(struct buffer *out, struct slice text);

#endif
