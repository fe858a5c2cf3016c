/* Fields: how the rooms publish what they know to rules, as tables of name, type, getter and one line of documentation.
 *
 * A value is known, missing (there is no such thing: a link without a port) or unknown with a reason (it depends on a
 * placeholder, or was not looked at). `ruleset` checks tests against the tables when it loads a rule; `score` reads values. */
#ifndef ASSAY_DATA_FIELD_H
#define ASSAY_DATA_FIELD_H

#include "base/slice.h"

enum field_type {
    FIELD_BOOL,
    FIELD_NUMBER,
    FIELD_TEXT,
    FIELD_CHOICE, /* a text that is one of `choices` */
    FIELD_LIST,   /* several of `choices`, or any texts where choices is null; a test holds if it holds for one of them */
};

/* Why something is unknown. In reports and `skipped` by this text. */
#define UNKNOWN_REASONS(X)                                                                                                       \
    X(NONE, "none")                                                                                                              \
    X(PLACEHOLDER, "placeholder") /* the text is not known yet */                                                                \
    X(NO_HEADERS, "no-headers")   /* the input has no mail header */                                                             \
    X(PARTIAL, "partial")         /* a fragment: whole-message questions do not apply */                                         \
    X(NO_CLOCK, "no-clock")       /* needs --now */                                                                              \
    X(NO_VALUE, "no-value")       /* a division by zero and the like */                                                          \
    X(LIMIT, "limit")             /* a limit was reached: makes the verdict incomplete */                                        \
    X(BUDGET, "budget")           /* a pattern used up its steps: makes the verdict incomplete */

enum unknown_reason {
#define X(name, text) UNKNOWN_##name,
    UNKNOWN_REASONS(X)
#undef X
};
const char *unknown_reason_text(enum unknown_reason reason);

enum value_state { VALUE_KNOWN, VALUE_MISSING, VALUE_UNKNOWN };

struct value {
    enum value_state state;
    enum unknown_reason reason; /* when unknown */
    bool truth;                 /* FIELD_BOOL */
    double number;              /* FIELD_NUMBER */
    struct slice text;          /* FIELD_TEXT, FIELD_CHOICE; borrowed */
    const struct slice *list;   /* FIELD_LIST; borrowed */
    uint32_t list_count;
};

struct field {
    const char *name; /* "host.kind" */
    enum field_type type;
    const char *const *choices; /* null-terminated; null if any */
    void (*get)(const void *record, struct value *out);
    const char *doc;
};

struct field_table {
    const char *name; /* "link" */
    const struct field *fields;
    size_t count;
};

/* The field of that name, or null. */
const struct field *field_find(const struct field_table *table, struct slice name);

static inline void value_set_text(struct value *v, struct slice text)
{
    *v = (struct value){.state = VALUE_KNOWN, .text = text};
}
static inline void value_set_number(struct value *v, double number)
{
    *v = (struct value){.state = VALUE_KNOWN, .number = number};
}
static inline void value_set_bool(struct value *v, bool truth)
{
    *v = (struct value){.state = VALUE_KNOWN, .truth = truth};
}
static inline void value_set_missing(struct value *v)
{
    *v = (struct value){.state = VALUE_MISSING};
}
static inline void value_set_unknown(struct value *v, enum unknown_reason why)
{
    *v = (struct value){.state = VALUE_UNKNOWN, .reason = why};
}

#endif
