/* The room `ruleset`: rule files in, an immutable, validated rule set out.
 *
 * In:  YAML rule files (rule-language: docs/rules.md), the shipped ones compiled into the binary and the user's own.
 * Out: flat arrays that refer to each other by index; the same form whatever they were built from.
 * Never: accepts what it does not understand, stops at the first error, runs, reads or fetches anything that a rule names.
 *
 * Thread safety: a loaded rule set is never changed and may be shared. Tested in tests/unit/ruleset and tests/diag. */
#ifndef ASSAY_RULESET_RULESET_H
#define ASSAY_RULESET_RULESET_H

#include "base/map.h"
#include "match/match.h"
#include "ruleset/rule.h"

#define RULE_LANGUAGE_VERSION 1

/* Where a pattern was written; for lint. */
struct pattern_use {
    uint32_t pattern;
    struct place place;
};

/* A list of texts that rules refer to as "@name". */
struct named_list {
    struct slice name, why, source, date;
    struct place place; /* of its name in a rule file */
    bool builtin;       /* shipped */
    bool defined;       /* false while a file only added to it */
    VEC(struct slice) values;
};

/* A value for a list that comes from no rule file. */
struct list_value {
    struct slice list, value;
    struct slice origin; /* where it comes from, for diagnostics: "--own-domain" */
};

struct ruleset {
    struct arena arena;
    struct pattern_set patterns;
    VEC(struct rule) rules;         /* packs in the order loaded, rules in file order */
    VEC(uint32_t) evaluation_order; /* metas after what they refer to */
    VEC(struct field_test) field_tests;
    VEC(uint32_t) field_children;
    VEC(struct test_value) values;
    VEC(uint32_t) pattern_numbers;
    VEC(struct pattern_use) pattern_uses; /* all patterns as written, in order */
    VEC(struct expression_node) expression;
    VEC(uint32_t) rule_references;
    VEC(struct scale_point) scale_points;
    VEC(struct provider) providers;
    VEC(struct rule_test) tests;
    VEC(struct slice) slices;
    VEC(struct slice) packs;            /* names, in order of first appearance */
    VEC(struct named_list) lists;       /* in order of first appearance */
    struct map list_names;              /* name -> index in lists */
    VEC(struct list_value) list_values; /* what ruleset_add_value gave */
    struct map ids;                     /* id and former ids -> index */
    VEC(struct source *) sources;       /* the files, kept for diagnostics and for ruleset_sha256 */
};

struct rule_file {
    struct slice name;  /* as shown in diagnostics */
    struct slice bytes; /* copied */
    bool builtin;
    bool no_tests; /* leave its `tests:` unread; for files that are laid out as the shipped ones are */
};

/* Prepares an empty set that owns an arena of its own. */
bool ruleset_init(struct ruleset *set);
void ruleset_free(struct ruleset *set);
/* Before the files are read: has the list hold one more value, whichever file defines it. The texts are copied. */
void ruleset_add_value(struct ruleset *set, const struct list_value *value);
/* Reads the files; all errors of all files go to `diagnostics` (which must not outlive the set: places point into its
 * sources). False if there was an error; the set is then only good for freeing (and for its sources). */
bool ruleset_load(struct ruleset *set, const struct rule_file *files, size_t count, const struct limits *limits,
                  struct diagnostics *diagnostics);
/* The SHA-256 of the files' names and bytes, in order, and of values added to lists; hexadecimal. Worked out anew by each call,
 * for few ask. */
void ruleset_sha256(const struct ruleset *set, char out[65]);
/* Warnings and errors of style: missing tests, slow patterns, rules that can never fire. */
void ruleset_lint(const struct ruleset *set, struct diagnostics *diagnostics);
/* Index of the rule with that id or former id, or INDEX_NONE. */
uint32_t ruleset_find(const struct ruleset *set, struct slice id);

/* Is the host, or a name that it lies under, in the list of that name? False where there is no such list. */
bool ruleset_lists_host(const struct ruleset *set, struct slice list, struct slice host);

/* Texts in a rule's message that stand for values: "{host}", "{match}", "{count}". Per condition kind the names that may occur:
 * text, header: match, count; header also name; link, part, message: the fields; anomaly: anomaly; meta: count. */
bool rule_message_name_known(enum condition_kind kind, struct slice name);

#endif
