/* Inside the room `ruleset`: what the readers of rules share while files are loaded. */
#ifndef ASSAY_RULESET_LOAD_H
#define ASSAY_RULESET_LOAD_H

#include "data/schema.h"
#include "ruleset/keys.h"
#include "ruleset/ruleset.h"

#define LOAD_MAX_ERRORS 1000 /* in all files; then the rest is not looked at, and that is said */

/* A rule or a tag that a meta names, to be found when all files are read. */
struct reference {
    struct place place;
    struct slice name;
    uint32_t rule; /* whose meta */
    uint32_t index;
    enum {
        REFERENCE_NODE, /* index in expression: its rule */
        REFERENCE_LIST, /* index in rule_references */
        REFERENCE_TAG,  /* index in expression: its rules */
    } target;
};

struct loader {
    struct ruleset *set;
    const struct limits *limits;
    struct schema_reader reader; /* of the file that is being read */
    struct slice pack;
    bool builtin;
    bool unread;   /* a part of the files was not read: what a reference names may stand there */
    uint32_t rule; /* index of the rule that is being read */
    VEC(struct reference) references;
};

extern const char *const category_choices[], *const severity_choices[], *const profile_choices[], *const stage_choices[],
                                                                                                      *const effect_choices[];

/* The tables: docs/rules.md and the schema for editors are made of them. */
extern const struct schema file_schema, rule_schema, severity_schema, score_schema, provider_schema, tests_schema, test_schema,
    text_schema, header_schema, count_schema, near_schema, field_test_schema, list_schema;

/* Where a node stands. */
struct place load_place(const struct loader *loader, struct span span);
/* An error at a place in the file that is being read. */
#define load_error(loader, code, span, ...)                                                                                      \
    diagnostic_error((loader)->reader.diagnostics, (code), load_place((loader), (span)), __VA_ARGS__)
#define load_hint(loader, diagnostic, ...) diagnostic_hint((loader)->reader.diagnostics, (diagnostic), __VA_ARGS__)

/* Reads the mapping `lists` of a file; all files' before the first rule. */
void load_lists(struct loader *loader, const struct yaml_node *lists);
/* Adds the values that come from no file; complains of lists that there are not. */
void load_list_values(struct loader *loader);
/* Complains of lists that were only added to. */
void check_lists(struct loader *loader);
/* Reads one rule of the list `rules`. */
void load_rule(struct loader *loader, const struct yaml_node *node);
/* Whether an id has the form of one. */
bool rule_id_valid(struct slice id);
/* A copy of the texts in set->slices. */
struct range load_slices(struct loader *loader, struct schema_texts texts);

/* The parts of a rule. All report what is wrong. */
void load_severity(struct loader *loader, const struct yaml_node *node, struct rule *rule);
void load_score(struct loader *loader, const struct yaml_node *node, struct rule *rule);
void load_providers(struct loader *loader, const struct yaml_node *node, struct rule *rule);
void load_tests(struct loader *loader, const struct yaml_node *node, struct rule *rule);
/* Checks the names in braces of a text that is shown with a hit. */
void load_names(struct loader *loader, const struct yaml_node *text, enum condition_kind kind);

/* Conditions. */
void load_text(struct loader *loader, const struct yaml_node *node, struct condition *out);
void load_header(struct loader *loader, const struct yaml_node *node, struct condition *out);
/* Tests of the fields that belong to out->kind. */
void load_fields(struct loader *loader, const struct yaml_node *node, struct condition *out);
void load_anomaly(struct loader *loader, const struct yaml_node *node, struct condition *out);
void load_meta(struct loader *loader, const struct yaml_node *node, struct condition *out);

/* Compiles a pattern that stands in the file as this text; false with an error. */
bool load_pattern(struct loader *loader, const struct yaml_node *node, unsigned flags, uint32_t *out_number);
/* True for "@name". */
bool load_is_list_name(const struct yaml_node *node);
/* The list that "@name" means; null with an error that suggests one. */
const struct named_list *load_named_list(struct loader *loader, const struct yaml_node *node);
/* The names of a field table, for suggestions; null when there is no memory. */
const char **load_field_names(struct arena *arena, const struct field_table *table);
/* The field of that name; null with an error that suggests one. */
const struct field *load_field(struct loader *loader, const struct field_table *table, struct slice name, struct span span);

/* When all files are read: fills in what the references name, and orders the rules. */
void load_resolve(struct loader *loader);
void load_order(struct loader *loader);

/* The rules that a rule's condition names, one after the other; INDEX_NONE at the end. `*cursor` begins zeroed. */
struct edge_cursor {
    uint32_t node, item;
};
uint32_t rule_next_edge(const struct ruleset *set, const struct rule *rule, struct edge_cursor *cursor);

#endif
