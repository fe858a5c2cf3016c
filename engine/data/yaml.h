/* YAML: one file in, a tree of nodes with marks out.
 *
 * Rule files and configurations are data that people write by hand, so this accepts the part of YAML that they need: one
 * document of scalars, sequences and mappings in UTF-8. Anchors, aliases, tags, merge keys, duplicate keys, keys that are not
 * names and second documents are refused with a diagnostic each, and reading goes on. Depth and number of nodes are
 * checked as libyaml reports them, before it looks further (it is quadratic in nesting).
 *
 * Every scalar stays text; what type it is meant to have is decided by who reads it (schema.h).
 * Tested in tests/unit/data/test_yaml.c and tests/diag. */
#ifndef ASSAY_DATA_YAML_H
#define ASSAY_DATA_YAML_H

#include "base/diagnostic.h"
#include "base/limits.h"

#define YAML_MAX_KEYS   1000 /* in one mapping: looking for duplicates is quadratic */
#define YAML_MAX_ERRORS 100  /* in one file: then reading stops, and says so */

enum yaml_kind {
    YAML_SCALAR,
    YAML_SEQUENCE,
    YAML_MAPPING,
    YAML_REFUSED, /* an alias: it was complained about, and what it stood for is not known */
};

enum yaml_style { YAML_PLAIN, YAML_QUOTED, YAML_BLOCK /* also for collections that are not in brackets */ };

struct yaml_node {
    enum yaml_kind kind;
    enum yaml_style style;
    struct span span;               /* in the source's bytes, quotes and brackets included */
    struct slice text;              /* scalar: decoded; a part of the source where it stands there as it is */
    const struct yaml_node *key;    /* its key in a mapping; an item of a sequence has the key of its sequence */
    struct yaml_node *first, *next; /* values of the mapping or items of the sequence, in order */
    uint32_t count;
    bool cut; /* reading ended inside it, or for the root before the file's end: more may have been meant */
};

/* The root, or null if there is none. Nodes and texts live in the arena, which must not outlive the source's bytes. Whether
 * all went well is told by diagnostics->errors. A lack of memory sets arena->failed. */
struct yaml_node *yaml_read(struct arena *arena, const struct source *source, const struct limits *limits,
                            struct diagnostics *diagnostics);
/* The value of that key, or null. */
const struct yaml_node *yaml_get(const struct yaml_node *mapping, const char *key);
/* Where bytes [from, to) of a scalar's text stand in the source; the whole scalar where escapes or folding keep that from being
 * told. */
struct span yaml_text_span(const struct source *source, const struct yaml_node *scalar, size_t from, size_t to);

#endif
