/* The names in braces that a rule's message, why and fix may use: "Link goes to {host}". Tested in tests/unit/ruleset. */
#include "base/ascii.h"
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
    [CONDITION_LINK] = {NULL, &link_fields},       [CONDITION_IMAGE] = {NULL, &image_fields},
    [CONDITION_ELEMENT] = {NULL, &element_fields}, [CONDITION_PART] = {NULL, &part_fields},
    [CONDITION_MESSAGE] = {NULL, &message_fields}, [CONDITION_ANOMALY] = {anomaly_names, NULL},
    [CONDITION_META] = {meta_names, NULL},
};

const struct field_table *condition_fields(enum condition_kind kind)
{
    return known[kind].fields;
}

bool rule_message_name_known(enum condition_kind kind, struct slice name)
{
    return known[kind].fields ? field_find(known[kind].fields, name) != NULL : text_index(known[kind].names, name) >= 0;
}

/* What names may stand in braces; null items when there is no memory. */
static struct schema_names names_of(struct loader *l, enum condition_kind kind)
{
    const struct field_table *fields = known[kind].fields;
    if (!fields)
        return (struct schema_names){known[kind].names, text_count(known[kind].names)};
    return (struct schema_names){load_field_names(&l->set->arena, fields), fields->count};
}

static bool has_form_of_name(struct slice name)
{
    for (size_t i = 0; i < name.size; i++)
        if (!ascii_is_word(name.data[i]) && name.data[i] != '.' && name.data[i] != '-')
            return false;
    return name.size > 0;
}

static void not_a_name(struct loader *l, struct schema_names names, struct span span, struct slice found)
{
    struct slice all = text_join(&l->set->arena, names.names, names.count);
    struct diagnostic *d =
        load_error(l, DIAGNOSTIC_BAD_MESSAGE, span, "`%.*s` is no name in braces", SLICE_ARG(text_shown(found)));
    load_hint(l, d,
              "expected: {name}, the name one of %.*s\nhelp: braces stand for nothing else here; speak of a placeholder in words",
              SLICE_ARG(all));
}

/* Where the braces that open there end: with the last of several closing ones. */
static size_t braces_end(struct slice text, size_t open)
{
    size_t end = slice_find_byte(text, open, '}');
    while (end != SLICE_NONE && slice_at(text, open + 1) == '{' && slice_at(text, end + 1) == '}')
        end++;
    return end == SLICE_NONE ? SLICE_NONE : end + 1;
}

void load_names(struct loader *l, const struct yaml_node *node, enum condition_kind kind)
{
    struct slice text = node->text;
    size_t end = 0;
    for (size_t open; (open = slice_find_byte(text, end, '{')) != SLICE_NONE;) {
        end = braces_end(text, open);
        if (end == SLICE_NONE)
            return;
        struct slice found = slice_sub(text, open, end), name = slice_sub(text, open + 1, end - 1);
        if (rule_message_name_known(kind, name))
            continue;
        struct span span = yaml_text_span(l->reader.source, node, open, end);
        struct schema_names names = names_of(l, kind);
        struct slice what = arena_printf(&l->set->arena, "`%.*s` names `%.*s`, which the rule's condition does not have",
                                         SLICE_ARG(schema_name(node)), SLICE_ARG(text_shown(found)));
        if (!names.names)
            return;
        if (has_form_of_name(name))
            schema_unknown(&l->reader, DIAGNOSTIC_BAD_MESSAGE, span, name, (const char *)what.data, names);
        else
            not_a_name(l, names, span, found);
    }
}
