/* Schemas: what a mapping may hold, as a table of typed keys.
 *
 * One table says of each key its name, type, range, choices, an example and one line of documentation. Reading a file, guessing
 * what a misspelt key meant, and (from `inner`, `forms` and `doc`) the schema for editors and the manual all come from it.
 * Everything wrong is reported with its place, what was found, what was expected and an example; nothing stops at the first.
 * Tested in tests/unit/data/test_schema.c. */
#ifndef ASSAY_DATA_SCHEMA_H
#define ASSAY_DATA_SCHEMA_H

#include "data/yaml.h"

/* How a key is read, and what its target is. */
enum schema_type {
    SCHEMA_TEXT,    /* struct slice */
    SCHEMA_BOOL,    /* bool */
    SCHEMA_NUMBER,  /* double */
    SCHEMA_POINTS,  /* int32_t: thousandths; more than three decimals are an error */
    SCHEMA_CHOICE,  /* int: index in `choices` */
    SCHEMA_TEXTS,   /* struct schema_texts */
    SCHEMA_SET,     /* uint32_t: bit set of the indices in `choices` that a list names */
    SCHEMA_NODE,    /* const struct yaml_node *: its owner reads it further */
    SCHEMA_REFUSED, /* known, but not in this version: `doc` says what to do instead */
};

struct schema_texts {
    const struct slice *items;
    uint32_t count;
};

struct schema_names {
    const char *const *names;
    size_t count;
};

/* Kinds of nodes that a SCHEMA_NODE may be. */
enum schema_form {
    FORM_SCALAR = 1 << YAML_SCALAR,
    FORM_LIST = 1 << YAML_SEQUENCE,
    FORM_MAPPING = 1 << YAML_MAPPING,
};

struct schema;

struct schema_key {
    const char *name;
    enum schema_type type;
    bool required;
    bool may_be_empty;          /* SCHEMA_TEXT */
    bool whole;                 /* SCHEMA_NUMBER: no decimals */
    unsigned forms;             /* SCHEMA_NODE */
    size_t target;              /* offset in the struct that is read into */
    const char *const *choices; /* null-terminated */
    double least, most;         /* SCHEMA_NUMBER, SCHEMA_POINTS (in points) */
    const struct schema *inner; /* SCHEMA_NODE: what a mapping, or each mapping in a list, holds */
    const char *expected;       /* SCHEMA_NODE: its form in words */
    const char *example;        /* "score: 1.5" */
    const char *doc;            /* one line */
};

struct schema {
    const char *name; /* "a rule" */
    const struct schema_key *keys;
    size_t count;
};

struct schema_reader {
    struct arena *arena;
    const struct source *source;
    struct diagnostics *diagnostics;
    uint32_t most_errors; /* when diagnostics->errors is there, no more is looked for */
    const char *example;  /* of the key that is being read; null between keys */
};

/* Reads all keys of the mapping into the struct at `target`; what is not there is left as it is. False if something was wrong. */
bool schema_keys(const struct schema_reader *reader, const struct schema *schema, const struct yaml_node *mapping, void *target);
/* Reports required keys that are not there. */
bool schema_require(const struct schema_reader *reader, const struct schema *schema, const struct yaml_node *mapping);
/* Both; also when the node is no mapping at all. */
bool schema_read(const struct schema_reader *reader, const struct schema *schema, const struct yaml_node *node, void *target);

/* Single values, with the same complaints. */
bool schema_text(const struct schema_reader *reader, const struct yaml_node *node, struct slice *out);
bool schema_bool(const struct schema_reader *reader, const struct yaml_node *node, bool *out);
bool schema_number(const struct schema_reader *reader, const struct yaml_node *node, double least, double most, double *out);
bool schema_points(const struct schema_reader *reader, const struct yaml_node *node, double least, double most, int32_t *out);
bool schema_choice(const struct schema_reader *reader, const struct yaml_node *node, const char *const *choices, int *out);
/* A list of texts. */
bool schema_texts(const struct schema_reader *reader, const struct yaml_node *node, struct schema_texts *out);

/* Complaints that owners of a SCHEMA_NODE share. All return false. */
bool schema_wrong_type(const struct schema_reader *reader, const struct yaml_node *node, const char *expected,
                       const char *example);
/* `word` at span is none of the names; `what` is the whole message, null when there was no memory for it. */
bool schema_unknown(const struct schema_reader *reader, enum diagnostic_code code, struct span span, struct slice word,
                    const char *what, struct schema_names names);
/* True when so much is wrong that looking for more does not help. */
bool schema_full(const struct schema_reader *reader);
/* What a node is, for messages: "a list", "the text `abc`". */
struct slice schema_found(const struct schema_reader *reader, const struct yaml_node *node);
/* The name that a node goes by in messages: its key, or "this". */
struct slice schema_name(const struct yaml_node *node);

#endif
