/* Small things about texts that readers of data need. Tested in tests/unit/data/test_text.c. */
#ifndef ASSAY_DATA_TEXT_H
#define ASSAY_DATA_TEXT_H

#include "base/arena.h"

/* True if s is this text. */
static inline bool slice_is(struct slice s, const char *text)
{
    size_t i = 0;
    while (i < s.size && text[i] != '\0' && s.data[i] == (unsigned char)text[i])
        i++;
    return i == s.size && text[i] == '\0';
}

/* The index of s in a null-terminated array, or -1. */
int text_index(const char *const *texts, struct slice s);
/* How many there are in a null-terminated array. */
size_t text_count(const char *const *texts);
/* "a, b, c"; an empty text on failure. */
struct slice text_join(struct arena *arena, const char *const *texts, size_t count);
/* The first line of s, shortened for a message. */
struct slice text_shown(struct slice s);

enum decimal_status {
    DECIMAL_OK,
    DECIMAL_NONE,       /* no number */
    DECIMAL_NOT_FINITE, /* .nan, .inf */
    DECIMAL_OTHER_FORM, /* hexadecimal, octal, an exponent, a bare point: a number elsewhere */
    DECIMAL_LONG,       /* more than 15 digits: could not be kept exactly */
};

struct decimal {
    double value;        /* the nearest */
    int64_t thousandths; /* exact if `places` is at most 3 */
    uint32_t places;     /* digits after the point that are not trailing zeros */
};

/* Reads -12.345: an optional sign, digits, optionally a point and digits; whatever the locale. */
enum decimal_status decimal_parse(struct slice s, struct decimal *out);

#endif
