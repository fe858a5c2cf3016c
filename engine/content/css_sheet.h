/* The style sheets of a document: rules by the tag, class or id that their last compound selector asks for.
 *
 * Selectors that are understood: type, class, id and universal selectors, compounds of them, and descendants. A selector that is
 * understood in part (attributes, most pseudo-classes, >, +, ~) and a rule that holds only sometimes (@media for some screens,
 * @supports) are `uncertain`: they may show text, and hide none. So text that some clients show and others do not, as in pairs
 * for narrow and wide screens, is not hidden. What no reader at rest sees applied (:hover, ::before, @media print) is left out,
 * and so are colours for dark screens: mail is read on light ones too. A selector with a placeholder matches nothing.
 *
 * Tested in tests/unit/content/test_style.c. */
#ifndef ASSAY_CONTENT_CSS_SHEET_H
#define ASSAY_CONTENT_CSS_SHEET_H

#include "base/limits.h"
#include "content/css.h"

/* What selectors ask of an element. */
struct css_subject {
    uint64_t tag; /* hash of its name */
    struct slice id, classes;
};

/* The kinds of simple selectors; their hashes differ for the same name. */
enum css_simple_kind { CSS_TYPE, CSS_CLASS, CSS_ID };

struct css_simple {
    enum css_simple_kind kind;
    uint64_t hash;
    struct slice name;
};

struct css_compound {
    uint32_t first, count; /* of css_sheet.simples */
};

struct css_selector {
    uint64_t key;                                  /* hash of one simple selector of the last compound; CSS_ANY: there is none */
    uint64_t ancestors;                            /* css_bit of each simple selector of the other compounds */
    uint32_t first_compound, compound_count;       /* from left to right */
    uint32_t first_declaration, declaration_count; /* of css_sheet.declarations */
    uint32_t specificity;
    uint32_t order;
    bool uncertain;
    bool dark; /* for dark screens only */
};
enum { CSS_ANY = 0 };

/* When the rules of a block hold. */
struct css_when {
    bool never, uncertain, dark;
};

struct css_sheet {
    struct arena *arena;
    const struct limits *limits;
    css_declarations declarations;
    VEC(struct css_simple) simples;
    VEC(struct css_compound) compounds;
    VEC(struct css_selector) selectors;
    uint64_t present[64]; /* a bit for each key */
    bool open;            /* a placeholder may bring rules */
    bool limited;         /* the limit css_selectors left some out */
};

uint64_t css_hash(enum css_simple_kind kind, struct slice name);
/* One of 64 bits for a hash: an element inside others that lack a bit of `ancestors` cannot match. */
static inline uint64_t css_bit(uint64_t hash)
{
    return UINT64_C(1) << (hash >> 58);
}
/* The bits of an element. */
uint64_t css_bits(const struct css_subject *subject);
/* The next class in a class attribute at *at; empty at the end. */
struct slice css_next_class(struct slice classes, size_t *at);

/* When rules with these media queries hold (an attribute `media`, or what follows @media). */
struct css_when css_media(struct slice queries);
/* Adds the rules of a style sheet's text. */
void css_sheet_add(struct css_sheet *sheet, struct slice text, struct css_when when);
/* To be called when all are added and before the first search. */
void css_sheet_sort(struct css_sheet *sheet);
/* The first selector that has the key; those that have it too follow. The number of selectors if there is none. */
uint32_t css_sheet_find(const struct css_sheet *sheet, uint64_t key);
/* True if the element is one that the compound asks for. */
bool css_compound_matches(const struct css_sheet *sheet, const struct css_compound *compound, const struct css_subject *subject);

/* Reads one selector into the sheet (out's compounds, key, ancestors, specificity, uncertain). False if it matches nothing. */
bool css_selector_read(struct css_sheet *sheet, struct slice text, struct css_selector *out);

#endif
