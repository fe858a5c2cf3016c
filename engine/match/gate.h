/* The gate before PCRE2: which texts a pattern cannot match, told from three letters at a time.
 *
 * Of a pattern a conservative reader takes texts of which each match must hold one; what it does not understand gives none, and
 * such a pattern is always tried. Of a text the set of all its trigrams is kept, hashed, ASCII letters without case; a pattern
 * none of whose texts has all its trigrams there cannot match. So the gate may let through what does not match, and never keeps
 * out what does. U+017F and U+212A, which match s and k without case, are read as these.
 * Tested in tests/unit/match, against the matcher without it. */
#ifndef ASSAY_MATCH_GATE_H
#define ASSAY_MATCH_GATE_H

#include "base/arena.h"
#include "base/slice.h"

#define GATE_LEAST 3 /* bytes of a literal that says something */

struct literal_set {
    const struct slice *items; /* in lower case; each match holds one of them */
    uint32_t count;            /* 0: nothing is known */
};

/* The literals of a pattern that PCRE2 accepts. A lack of memory gives none. */
struct literal_set gate_literals(struct arena *arena, struct slice pattern);

#define GATE_WORDS 2048 /* 64 Ki bits: texts have a few thousand different trigrams */
struct gate_text {
    uint32_t shift; /* of a 32-bit hash, to a bit */
    uint32_t bits[GATE_WORDS];
};

/* Reads the text; *out is overwritten. */
void gate_read(struct gate_text *out, struct slice text);
/* Adds a text to what was read before (a zeroed *out: nothing yet), as if it stood apart. */
void gate_add(struct gate_text *out, struct slice text);
/* False: no match of a pattern with these literals is in the text. */
bool gate_open(const struct gate_text *text, struct literal_set literals);

#endif
