/* A reader of pattern text: PCRE2 syntax cut into tokens, for the checks that PCRE2 does not make.
 *
 * It understands enough to know what stands outside classes, quotations and comments, and which ASCII characters an item surely
 * takes. What it does not understand it gives an empty set; on text that PCRE2 refuses its answers mean nothing. */
#ifndef ASSAY_MATCH_READER_H
#define ASSAY_MATCH_READER_H

#include "base/slice.h"

#define READER_MAX_DEPTH 256        /* over PCRE2's own limit of nested parentheses */
#define READER_MANY      UINT32_MAX /* no upper bound */

/* ASCII characters, one bit each. */
struct ascii_set {
    uint64_t bits[2];
};

static inline struct ascii_set set_or(struct ascii_set a, struct ascii_set b)
{
    return (struct ascii_set){{a.bits[0] | b.bits[0], a.bits[1] | b.bits[1]}};
}
static inline struct ascii_set set_and(struct ascii_set a, struct ascii_set b)
{
    return (struct ascii_set){{a.bits[0] & b.bits[0], a.bits[1] & b.bits[1]}};
}
static inline struct ascii_set set_not(struct ascii_set a)
{
    return (struct ascii_set){{~a.bits[0], ~a.bits[1]}};
}
static inline bool set_meets(struct ascii_set a, struct ascii_set b)
{
    return ((a.bits[0] & b.bits[0]) | (a.bits[1] & b.bits[1])) != 0;
}

enum token_kind {
    TOKEN_END,
    TOKEN_ITEM,   /* takes text: `set`, `literal`, and the repeat */
    TOKEN_ANCHOR, /* ^ or \A */
    TOKEN_EMPTY,  /* another assertion, an option, a verb */
    TOKEN_OPEN,   /* `group` */
    TOKEN_CLOSE,  /* with the group's repeat */
    TOKEN_BAR,
};

enum group_kind {
    GROUP_PLAIN,
    GROUP_ATOMIC,
    GROUP_LOOK,        /* look-ahead or look-behind */
    GROUP_CONDITIONAL, /* what stands in its first parentheses is no text */
};

struct token {
    enum token_kind kind;
    struct ascii_set set;
    bool literal;
    enum group_kind group;
    uint32_t min, max; /* of the repeat; 1, 1 without one */
    bool possessive;
};

struct reader {
    struct slice text;
    size_t at;
    size_t token_start;
    uint32_t depth;
    bool quoted;                     /* inside \Q…\E */
    bool extended[READER_MAX_DEPTH]; /* (?x), by depth */
    const char *refusal;             /* set when a token is one that we do not accept: why, as a sentence */
    size_t refused_at;
};

void reader_init(struct reader *reader, struct slice text);
struct token reader_next(struct reader *reader);

#endif
