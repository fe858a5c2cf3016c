/* Inside the room `ruleset`: what the tables of rule_schema.c read a mapping into, one struct for each. */
#ifndef ASSAY_RULESET_KEYS_H
#define ASSAY_RULESET_KEYS_H

#include "data/schema.h"
#include "ruleset/rule.h"

struct file_keys {
    struct slice pack;
    double version;
    const struct yaml_node *rules, *lists;
};
struct list_keys {
    struct slice why, source, date;
    const struct yaml_node *values, *add;
};
struct rule_keys {
    struct slice id, title, why, fix;
    struct schema_texts replaces, tags, references;
    int category;
    uint32_t profiles, stages;
    const struct yaml_node *severity, *score, *providers, *tests;
    const struct yaml_node *text, *header, *link, *image, *element, *part, *message, *anomaly, *meta;
};
struct score_keys {
    int32_t each, max;
    const struct yaml_node *scale;
    struct slice on;
};
struct provider_keys {
    struct slice name, source, date;
    int effect, grade;
};
struct tests_keys {
    const struct yaml_node *hit, *miss;
};
struct test_keys {
    struct slice input[RULE_TEST_EML + 1];
    struct schema_texts at;
    int32_t score;
    int stage, profile;
    double times;
    struct slice now;
};
/* `text` and `header`. */
struct search_keys {
    int in, of, fold;
    struct slice name, match, not_match;
    struct schema_texts any, all;
    const struct yaml_node *words, *count, *near;
    bool missing;
};
struct near_keys {
    struct slice match;
    struct schema_texts any;
    const struct yaml_node *words;
    double within;
};
struct count_keys {
    double above, below;
};
struct field_test_keys {
    const struct yaml_node *matches, *under, *above, *below, *is, *differs, *missing, *negated;
};

#endif
