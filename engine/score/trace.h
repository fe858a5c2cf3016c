/* What the evaluation of some rules looked at, for `explain`: kept by the same code that scores, while it evaluates.
 *
 * Events stand in the order in which they happened. Those of one rule stand together. A test comes before the tests inside it; a
 * record comes behind its tests. Tested in tests/cases. */
#ifndef ASSAY_SCORE_TRACE_H
#define ASSAY_SCORE_TRACE_H

#include "score/evaluate.h"

enum trace_kind {
    TRACE_TEXT,    /* a text that patterns were looked for in: place */
    TRACE_PATTERN, /* a pattern in one text: pattern, hits, kept, reason */
    TRACE_NOT,     /* the same for a `not`, until it was found */
    TRACE_TEST,    /* a test of a field: test, depth, value, truth */
    TRACE_RECORD,  /* the record that the tests before it were about: place, truth */
    TRACE_NODE,    /* a node of a meta's expression: node, truth (its value) */
};

struct trace_event {
    enum trace_kind kind;
    struct number truth;
    struct hit place;
    bool placeholder; /* TRACE_TEXT: one stands in it */
    uint32_t pattern; /* in the rule set's pattern_set */
    uint32_t hits;    /* found */
    uint32_t kept;    /* of these, with company (`near`) */
    enum unknown_reason reason;
    const struct field_test *test;
    uint32_t depth;
    struct value value;
    const struct expression_node *node;
};

struct trace {
    struct evaluation evaluation; /* with the results of all rules that were evaluated */
    uint32_t rule;                /* the one that is explained */
    bool *wanted;                 /* per rule: the one, and what its meta refers to, and so on */
    struct range *events;         /* per rule */
    VEC(struct trace_event) list;
    uint32_t depth; /* of tests, while they are looked at */
};

/* Evaluates the message as score_message does, and keeps what was looked at for this rule and those that it refers to. Memory
 * from the arena. False: no memory. */
bool trace_message(struct trace *out, const struct policy *policy, struct matcher *matcher, struct content *content,
                   uint32_t rule, struct arena *arena);

/* Keeps an event; null, and nothing is kept, when nobody asked for this rule. */
struct trace_event *trace_add(struct evaluation *e, enum trace_kind kind);
/* A record whose tests were kept. */
void trace_record(struct evaluation *e, const struct hit *place, struct number truth);

#endif
