/* A document: one decoded text, of a part or of a header field, in valid UTF-8, with its placeholders.
 *
 * `layer.text` is what was decoded; `masked` is the same bytes, but each value placeholder replaced by as many U+001A bytes as
 * it is long and each control tag by as many spaces, so that all offsets hold in both. A U+001A of the input was decoded as
 * U+FFFD: a U+001A in `masked` is always a mask. */
#ifndef ASSAY_MESSAGE_DOCUMENT_H
#define ASSAY_MESSAGE_DOCUMENT_H

#include "message/source_map.h"

#define MASK_BYTE  0x1A
#define INDEX_NONE UINT32_MAX

/* name, text, opening delimiter: for people and for --help. */
#define TEMPLATE_SYNTAXES(X)                                                                                                     \
    X(NONE, "none", "no placeholder")                                                                                            \
    X(BRACES, "braces", "{{ }} and {% %}: Liquid, Jinja, Handlebars, Mustache, Twig, Go")                                        \
    X(ERB, "erb", "<% %>: ERB, EJS, ASP")                                                                                        \
    X(MAILCHIMP, "mailchimp", "*| |*: Mailchimp")                                                                                \
    X(AMPSCRIPT, "ampscript", "%% %%: Marketing Cloud and others")                                                               \
    X(DOLLAR, "dollar", "${ }: FreeMarker, Velocity, Marketo and others")

enum template_syntax {
#define X(name, text, doc) TEMPLATE_##name,
    TEMPLATE_SYNTAXES(X)
#undef X
        TEMPLATE_COUNT
};
const char *template_syntax_text(enum template_syntax syntax);

enum placeholder_kind {
    PLACEHOLDER_VALUE,   /* becomes text that is not known yet: masked by U+001A */
    PLACEHOLDER_CONTROL, /* {% if %}, a comment, an assignment: becomes nothing; masked by spaces */
};

struct placeholder {
    struct span span; /* in layer.text, delimiters included */
    enum template_syntax syntax;
    enum placeholder_kind kind;
};

/* Text between control tags that is there only in some renderings. Branches of one group exclude each other. */
struct branch {
    struct span span;
    uint32_t group;  /* which if…else…end */
    uint32_t parent; /* the branch around it, or INDEX_NONE */
};

struct document {
    struct layer layer;
    struct slice masked;
    VEC(struct placeholder) placeholders; /* in order, disjoint */
    VEC(struct branch) branches;          /* in order of start; outer before inner */
    uint32_t part;                        /* index of the part it belongs to, or whose header it stands in */
    uint32_t field;                       /* index of the header field, or INDEX_NONE */
};

/* The innermost branch that holds offset, or INDEX_NONE. */
uint32_t document_branch_at(const struct document *document, uint32_t offset);
/* True if a value placeholder touches the range. */
bool document_has_value(const struct document *document, struct span range);

#endif
