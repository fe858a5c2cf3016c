/* Conditions: what a rule looks for. All are flat: ranges refer to arrays of the rule set (ruleset.h). */
#ifndef ASSAY_RULESET_CONDITION_H
#define ASSAY_RULESET_CONDITION_H

#include "content/content.h"
#include "content/element.h"

#define NEAR_MOST            1000 /* characters */
#define EXPRESSION_MAX_STACK 64   /* values that a meta may hold at once; more is refused when it is loaded */

struct range {
    uint32_t first, count;
};

/* --- tests of fields: a small tree, flat in field_tests --- */
enum field_op {
    TEST_ALL,     /* all children hold */
    TEST_NOT,     /* its one child does not hold */
    TEST_EQUALS,  /* the field is one of `values` (texts without regard to ASCII case; bool and number by value) */
    TEST_MATCHES, /* `pattern` is found in it */
    TEST_ABOVE,   /* number > bound */
    TEST_BELOW,   /* number < bound */
    TEST_UNKNOWN, /* the value is unknown */
    TEST_MISSING, /* there is no value */
    TEST_DIFFERS, /* from field `other`; both must be there */
    TEST_UNDER,   /* the name of a host is one of `values`, or lies below one of them */
};
struct field_test {
    enum field_op op;
    uint32_t parent;       /* index of the TEST_ALL or TEST_NOT it stands in; itself for a root */
    struct range children; /* TEST_ALL, TEST_NOT: indices in field_children */
    const struct field *field;
    bool coarse;               /* the field is the same for all links of a class */
    bool of_address;           /* it is a piece of a link's address */
    const struct field *other; /* TEST_DIFFERS */
    struct range values;       /* TEST_EQUALS, TEST_UNDER: in values */
    const struct map *names;   /* TEST_UNDER: the same, in lower case */
    uint32_t pattern;          /* TEST_MATCHES */
    double bound;              /* TEST_ABOVE, TEST_BELOW */
};
struct test_value {
    struct slice text;
    double number;
    bool truth;
};

/* --- conditions --- */
enum condition_kind {
    CONDITION_TEXT,
    CONDITION_HEADER,
    CONDITION_LINK,
    CONDITION_IMAGE,
    CONDITION_ELEMENT,
    CONDITION_PART,
    CONDITION_MESSAGE,
    CONDITION_ANOMALY,
    CONDITION_META
};
/* The fields that conditions of this kind test; null for the others. */
const struct field_table *condition_fields(enum condition_kind kind);
/* What a rule file calls them: "text", "link". */
const char *condition_name(enum condition_kind kind);
enum header_of { HEADER_OF_TEXT, HEADER_OF_RAW, HEADER_OF_ADDRESS, HEADER_OF_DOMAIN, HEADER_OF_DISPLAY_NAME };

/* How many hits make it hold; without one, at least one. `count: 3` is exactly 3; {above: n}, {below: n}. */
struct count_test {
    bool given;
    double above, below; /* exclusive bounds; -INFINITY, INFINITY where open */
};

struct condition {
    enum condition_kind kind;
    /* text, header */
    enum view_id view;
    struct slice header_name;
    enum header_of of;
    bool missing;           /* header: {missing: true}: there is no such field */
    bool present_is_enough; /* header without pattern, missing or count: true if there is such a field */
    struct range patterns;  /* in pattern_numbers; `match` and `words` give one, `any` and `all` several */
    bool all;               /* each pattern must have a hit */
    uint32_t not_pattern;   /* INDEX_NONE: none */
    struct count_test count;
    struct range near; /* text: in pattern_numbers; a hit counts only with a hit of one of these near it */
    uint32_t within;   /* how near: characters between the two */
    /* link, image, element, part, message */
    uint32_t test; /* root in field_tests */
    /* anomaly */
    uint64_t anomalies[ANOMALY_COUNT / 64 + 1]; /* bit set of enum anomaly_kind */
    /* meta */
    struct range expression; /* in expression, reverse Polish */
};

/* --- metas --- */
enum expression_op {
    EX_NUMBER,
    EX_RULE /* 1, 0 or unknown */,
    EX_COUNT_HITS /* count(A) */,
    EX_COUNT_RULES /* count(A, B, C): how many of `rules` fired */,
    EX_ANY /* any(tag:x): resolved to `rules` when loaded */,
    EX_AND,
    EX_OR,
    EX_NOT,
    EX_ADD,
    EX_SUBTRACT,
    EX_MULTIPLY,
    EX_DIVIDE,
    EX_NEGATE,
    EX_LESS,
    EX_LESS_EQUAL,
    EX_GREATER,
    EX_GREATER_EQUAL,
    EX_EQUAL
};
struct expression_node {
    enum expression_op op;
    double number;
    uint32_t rule;
    struct range rules; /* in rule_references */
};

#endif
