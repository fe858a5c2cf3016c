/* The names in braces that a rule's message may use: "Link goes to {host}". Tested in tests/unit/ruleset. */
#include "data/text.h"
#include "ruleset/load.h"

static const char *const hit_names[] = {"match", "count", NULL};
static const char *const header_names[] = {"match", "count", "name", NULL};
static const char *const anomaly_names[] = {"anomaly", NULL};
static const char *const meta_names[] = {"count", NULL};

/* By kind of condition: fixed names, or the fields of a table. */
static const struct {
    const char *const *names;
    const struct field_table *fields;
} known[] = {
    [CONDITION_TEXT] = {hit_names, NULL},          [CONDITION_HEADER] = {header_names, NULL},
    [CONDITION_LINK] = {NULL, &link_fields},       [CONDITION_PART] = {NULL, &part_fields},
    [CONDITION_MESSAGE] = {NULL, &message_fields}, [CONDITION_ANOMALY] = {anomaly_names, NULL},
    [CONDITION_META] = {meta_names, NULL},
};

bool rule_message_name_known(enum condition_kind kind, struct slice name)
{
    return known[kind].fields ? field_find(known[kind].fields, name) != NULL : text_index(known[kind].names, name) >= 0;
}

static void unknown_name(struct loader *l, enum condition_kind kind, struct span span, struct slice name)
{
    struct arena *arena = &l->set->arena;
    const struct field_table *fields = known[kind].fields;
    const char *const *names = fields ? load_field_names(arena, fields) : known[kind].names;
    struct slice what =
        arena_printf(arena, "the message names `{%.*s}`, which its condition does not have", SLICE_ARG(text_shown(name)));
    if (names)
        schema_unknown(&l->reader, DIAGNOSTIC_BAD_MESSAGE, span, name, (const char *)what.data,
                       (struct schema_names){names, fields ? fields->count : text_count(names)});
}

void load_message(struct loader *l, const struct yaml_node *node, const struct rule *rule)
{
    struct slice text = node->text;
    size_t open = slice_find_byte(text, 0, '{');
    while (open != SLICE_NONE) {
        size_t close = slice_find_byte(text, open, '}');
        if (close == SLICE_NONE)
            return;
        struct slice name = slice_sub(text, open + 1, close);
        if (!rule_message_name_known(rule->condition.kind, name))
            unknown_name(l, rule->condition.kind, yaml_text_span(l->reader.source, node, open, close + 1), name);
        open = slice_find_byte(text, close, '{');
    }
}
