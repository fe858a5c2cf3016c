/* Tests of fields: link, part and message conditions. Each test is checked against the type of its field.
 *
 * Nesting (`not` in `not`) is as deep as a rule file may be: yaml_depth caps the recursion here.
 * Tested in tests/unit/ruleset/test_fields.c and tests/diag. */
#include "data/text.h"
#include "ruleset/load.h"

/* Where a test that is read belongs: its parent, and its place in field_children; both INDEX_NONE for a root. */
struct slot {
    uint32_t parent, child;
};

static const char *const type_texts[] = {[FIELD_BOOL] = "true or false",
                                         [FIELD_NUMBER] = "a number",
                                         [FIELD_TEXT] = "a text",
                                         [FIELD_CHOICE] = "a name",
                                         [FIELD_LIST] = "a list of texts"};

const char **load_field_names(struct arena *arena, const struct field_table *table)
{
    const char **names = arena_new_array(arena, const char *, table->count);
    for (size_t i = 0; names && i < table->count; i++)
        names[i] = table->fields[i].name;
    return names;
}

const struct field *load_field(struct loader *l, const struct field_table *table, struct slice name, struct span span)
{
    const struct field *field = field_find(table, name);
    if (field)
        return field;
    struct arena *arena = &l->set->arena;
    const char **names = load_field_names(arena, table);
    struct slice what = arena_printf(arena, "unknown field `%.*s` of a %s", SLICE_ARG(text_shown(name)), table->name);
    if (names)
        schema_unknown(&l->reader, DIAGNOSTIC_UNKNOWN_FIELD, span, name, (const char *)what.data,
                       (struct schema_names){names, table->count});
    return NULL;
}

/* --- the tree --- */

/* A test in its slot; INDEX_NONE when there is no memory. */
static uint32_t add_test(struct loader *l, struct slot slot, enum field_op op, const struct field *field)
{
    struct ruleset *set = l->set;
    uint32_t index = set->field_tests.count;
    struct field_test *test = vec_push(&set->arena, &set->field_tests);
    if (!test)
        return INDEX_NONE;
    test->op = op;
    test->field = field;
    test->of_address = field && link_field_is_of_address(field);
    test->coarse = field && link_field_is_coarse(field) && op != TEST_DIFFERS;
    test->parent = slot.parent == INDEX_NONE ? index : slot.parent;
    if (slot.child < set->field_children.count)
        set->field_children.items[slot.child] = index;
    return index;
}

/* A test with room for its children; *out is the slot of the first. */
static bool add_parent(struct loader *l, struct slot slot, enum field_op op, uint32_t count, struct slot *out)
{
    struct ruleset *set = l->set;
    uint32_t index = add_test(l, slot, op, NULL);
    *out = (struct slot){index, set->field_children.count};
    if (index == INDEX_NONE)
        return false;
    set->field_tests.items[index].children = (struct range){set->field_children.count, count};
    for (uint32_t i = 0; i < count; i++)
        vec_push(&set->arena, &set->field_children);
    return !set->arena.failed;
}

/* --- tests of one field --- */

static bool bad_test(struct loader *l, const struct yaml_node *node, const struct field *field, const char *why)
{
    if (node->kind == YAML_REFUSED)
        return false;
    struct diagnostic *d = load_error(l, DIAGNOSTIC_BAD_FIELD_TEST, node->span, "`%s` %s", field->name, why);
    struct slice choices =
        field->choices ? text_join(&l->set->arena, field->choices, text_count(field->choices)) : slice_make(NULL, 0);
    if (choices.size > 0)
        load_hint(l, d, "expected: one of %.*s", SLICE_ARG(choices));
    else
        load_hint(l, d, "expected: %s (%s: %s)", type_texts[field->type], field->name, field->doc);
    return false;
}

/* True if the field can have the value; else an error at the node, which gives it or names a list that does. */
static bool is_choice(struct loader *l, const struct field *field, const struct yaml_node *node, struct slice value)
{
    for (int i = 0; field->choices && field->choices[i]; i++)
        if (slice_equal_nocase(value, slice_cstr(field->choices[i])))
            return true;
    if (!field->choices)
        return true;
    struct slice what = arena_printf(&l->set->arena, "`%s` is never `%.*s`", field->name, SLICE_ARG(text_shown(value)));
    return schema_unknown(&l->reader, DIAGNOSTIC_BAD_VALUE, node->span, value, (const char *)what.data,
                          (struct schema_names){field->choices, text_count(field->choices)});
}

/* One value that a field may be equal to. */
static bool read_test_value(struct loader *l, const struct field *field, const struct yaml_node *node, struct test_value *out)
{
    struct decimal decimal;
    bool plain = node->kind == YAML_SCALAR && node->style == YAML_PLAIN;
    switch (field->type) {
    case FIELD_BOOL:
        if (!plain || (!slice_is(node->text, "true") && !slice_is(node->text, "false")))
            return bad_test(l, node, field, "is true or false, and cannot be compared with this");
        out->truth = slice_is(node->text, "true");
        return true;
    case FIELD_NUMBER:
        if (!plain || decimal_parse(node->text, &decimal) != DECIMAL_OK)
            return bad_test(l, node, field, "is a number, and cannot be compared with this");
        out->number = decimal.value;
        return true;
    case FIELD_TEXT:
    case FIELD_CHOICE:
    case FIELD_LIST: break;
    }
    return schema_text(&l->reader, node, &out->text) && is_choice(l, field, node, out->text);
}

/* The values of "@name", each as if it stood here. */
static void read_list_values(struct loader *l, const struct field *field, const struct yaml_node *node)
{
    if (field->type == FIELD_BOOL || field->type == FIELD_NUMBER) {
        bad_test(l, node, field, "is no text, and cannot be in a list of texts");
        return;
    }
    const struct named_list *list = load_named_list(l, node);
    for (uint32_t i = 0; list && i < list->values.count && !schema_full(&l->reader); i++) {
        struct test_value value = {.text = list->values.items[i]};
        struct test_value *to = is_choice(l, field, node, value.text) ? vec_push(&l->set->arena, &l->set->values) : NULL;
        if (to)
            *to = value;
    }
}

/* The values that a field may be equal to: one, a list, "@list", or a list with such names in it. */
static struct range read_values(struct loader *l, const struct field *field, const struct yaml_node *node)
{
    struct ruleset *set = l->set;
    const struct yaml_node *item = node->kind == YAML_SEQUENCE ? node->first : node;
    struct range values = {set->values.count, 0};
    if (!item && !node->cut)
        bad_test(l, node, field, "cannot be any of an empty list");
    while (item && !schema_full(&l->reader)) {
        struct test_value value = {.number = 0};
        struct test_value *to = NULL;
        if (load_is_list_name(item))
            read_list_values(l, field, item);
        else if (read_test_value(l, field, item, &value))
            to = vec_push(&set->arena, &set->values);
        if (to)
            *to = value;
        item = item == node ? NULL : item->next;
    }
    values.count = set->values.count - values.first;
    return values;
}

static void read_equals(struct loader *l, const struct field *field, const struct yaml_node *node, struct slot slot)
{
    struct range values = read_values(l, field, node);
    uint32_t test = add_test(l, slot, TEST_EQUALS, field);
    if (test != INDEX_NONE)
        l->set->field_tests.items[test].values = values;
}

struct test_context {
    const struct field_table *table;
    const struct field *field;
};

static void read_matches(struct loader *l, const struct test_context *c, const struct yaml_node *node, struct slot slot)
{
    uint32_t number = 0;
    if (c->field->type == FIELD_BOOL || c->field->type == FIELD_NUMBER) {
        bad_test(l, node->key, c->field, "is no text, and no pattern can match it");
        return;
    }
    struct slice text;
    bool good = schema_text(&l->reader, node, &text) && load_pattern(l, node, 0, &number);
    uint32_t test = good ? add_test(l, slot, TEST_MATCHES, c->field) : INDEX_NONE;
    if (test != INDEX_NONE)
        l->set->field_tests.items[test].pattern = number;
}

/* The values in lower case, to be found by each part of a host that begins at a label. */
static const struct map *map_names(struct ruleset *set, struct range values)
{
    struct map *names = arena_new(&set->arena, struct map);
    if (!names)
        return NULL;
    map_init(names, &set->arena);
    for (uint32_t i = 0; i < values.count; i++) {
        struct slice *value = &set->values.items[values.first + i].text;
        *value = arena_copy_lower(&set->arena, *value);
        map_add(names, *value, i);
    }
    return names;
}

static void read_under(struct loader *l, const struct test_context *c, const struct yaml_node *node, struct slot slot)
{
    if (c->field->type != FIELD_TEXT) {
        bad_test(l, node->key, c->field, "is no text, and can be under no name");
        return;
    }
    struct range values = read_values(l, c->field, node);
    const struct map *names = map_names(l->set, values);
    uint32_t test = add_test(l, slot, TEST_UNDER, c->field);
    if (test == INDEX_NONE || !names)
        return;
    l->set->field_tests.items[test].values = values;
    l->set->field_tests.items[test].names = names;
}

static void read_bound(struct loader *l, const struct test_context *c, const struct yaml_node *node, struct slot slot,
                       enum field_op op)
{
    double bound = 0;
    if (c->field->type != FIELD_NUMBER) {
        bad_test(l, node->key, c->field, "is no number, and can be neither above nor below one");
        return;
    }
    bool good = schema_number(&l->reader, node, -1e12, 1e12, &bound);
    uint32_t test = good ? add_test(l, slot, op, c->field) : INDEX_NONE;
    if (test != INDEX_NONE)
        l->set->field_tests.items[test].bound = bound;
}

static void read_above(struct loader *l, const struct test_context *c, const struct yaml_node *node, struct slot slot)
{
    read_bound(l, c, node, slot, TEST_ABOVE);
}

static void read_below(struct loader *l, const struct test_context *c, const struct yaml_node *node, struct slot slot)
{
    read_bound(l, c, node, slot, TEST_BELOW);
}

static void read_is(struct loader *l, const struct test_context *c, const struct yaml_node *node, struct slot slot)
{
    static const char *const states[] = {"unknown", NULL};
    int state = 0;
    if (schema_choice(&l->reader, node, states, &state))
        add_test(l, slot, TEST_UNKNOWN, c->field);
}

static void read_missing(struct loader *l, const struct test_context *c, const struct yaml_node *node, struct slot slot)
{
    bool missing = false;
    if (!schema_bool(&l->reader, node, &missing))
        return;
    if (!missing) {
        struct diagnostic *d = load_error(l, DIAGNOSTIC_BAD_VALUE, node->span, "`missing` can only be true");
        load_hint(l, d, "help: that there is a value is `not: {missing: true}`");
    }
    add_test(l, slot, TEST_MISSING, c->field);
}

/* Texts with texts, numbers with numbers; of a list it would not be clear which. */
static bool comparable(const struct field *a, const struct field *b)
{
    bool a_text = a->type == FIELD_TEXT || a->type == FIELD_CHOICE, b_text = b->type == FIELD_TEXT || b->type == FIELD_CHOICE;
    return a->type != FIELD_LIST && a != b && (a->type == b->type || (a_text && b_text));
}

static void read_differs(struct loader *l, const struct test_context *c, const struct yaml_node *node, struct slot slot)
{
    struct slice name;
    if (!schema_text(&l->reader, node, &name))
        return;
    const struct field *other = load_field(l, c->table, name, node->span);
    if (!other)
        return;
    if (!comparable(c->field, other)) {
        bad_test(l, node, c->field, "cannot be compared with this field");
        return;
    }
    uint32_t test = add_test(l, slot, TEST_DIFFERS, c->field);
    if (test != INDEX_NONE)
        l->set->field_tests.items[test].other = other;
}

static void read_field(struct loader *l, const struct test_context *c, const struct yaml_node *node, struct slot slot);

static void read_not(struct loader *l, const struct test_context *c, const struct yaml_node *node, struct slot slot)
{
    struct slot inner;
    if (add_parent(l, slot, TEST_NOT, 1, &inner))
        read_field(l, c, node, inner);
}

static const struct field_op_key {
    const char *name;
    void (*read)(struct loader *, const struct test_context *, const struct yaml_node *, struct slot);
} field_op_keys[] = {
    {"matches", read_matches}, {"under", read_under},          {"above", read_above},     {"below", read_below},
    {"is", read_is},           {"differs-from", read_differs}, {"missing", read_missing}, {"not", read_not},
};

/* A mapping of tests, all of which must hold. */
static void read_ops(struct loader *l, const struct test_context *c, const struct yaml_node *node, struct slot slot)
{
    struct field_test_keys keys;
    if (node->count == 0 && !node->cut)
        bad_test(l, node, c->field, "has an empty test");
    /* The schema complains of what is unknown or of the wrong form; what is good is read below. */
    if (!schema_read(&l->reader, &field_test_schema, node, &keys))
        return;
    struct slot inner = slot;
    if (node->count > 1 && !add_parent(l, slot, TEST_ALL, node->count, &inner))
        return;
    for (const struct yaml_node *test = node->first; test && !schema_full(&l->reader); test = test->next) {
        for (size_t i = 0; i < sizeof field_op_keys / sizeof field_op_keys[0]; i++)
            if (slice_is(test->key->text, field_op_keys[i].name))
                field_op_keys[i].read(l, c, test, inner);
        inner.child++;
    }
}

static void read_field(struct loader *l, const struct test_context *c, const struct yaml_node *node, struct slot slot)
{
    if (node->kind == YAML_MAPPING)
        read_ops(l, c, node, slot);
    else
        read_equals(l, c->field, node, slot);
}

/* --- maps of fields --- */

static void read_map(struct loader *l, const struct field_table *table, const struct yaml_node *map, struct slot slot);

static void read_entry(struct loader *l, const struct field_table *table, const struct yaml_node *node, struct slot slot)
{
    struct slot inner;
    if (slice_is(node->key->text, "not")) {
        if (node->kind != YAML_MAPPING)
            schema_wrong_type(&l->reader, node, "a mapping of fields to tests", "not: {bare: true}");
        else if (add_parent(l, slot, TEST_NOT, 1, &inner))
            read_map(l, table, node, inner);
        return;
    }
    struct test_context c = {table, load_field(l, table, node->key->text, node->key->span)};
    if (c.field)
        read_field(l, &c, node, slot);
}

static void read_map(struct loader *l, const struct field_table *table, const struct yaml_node *map, struct slot slot)
{
    struct slot inner;
    if (map->count == 0 && !map->cut) {
        struct diagnostic *d = load_error(l, DIAGNOSTIC_BAD_FIELD_TEST, map->span, "there is no test in it");
        load_hint(l, d, "expected: a mapping of fields to tests");
    }
    if (!add_parent(l, slot, TEST_ALL, map->count, &inner))
        return;
    for (const struct yaml_node *node = map->first; node && !schema_full(&l->reader); node = node->next) {
        read_entry(l, table, node, inner);
        inner.child++;
    }
}

void load_fields(struct loader *l, const struct yaml_node *node, struct condition *out)
{
    out->test = l->set->field_tests.count;
    read_map(l, condition_fields(out->kind), node, (struct slot){INDEX_NONE, INDEX_NONE});
}
