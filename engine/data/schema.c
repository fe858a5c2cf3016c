/* Schemas: reading typed values out of nodes, and saying what is wrong with them. Tested in tests/unit/data/test_schema.c. */
#include "data/schema.h"

#include "data/text.h"

static struct place place_of(const struct schema_reader *r, struct span span)
{
    return (struct place){r->source, span};
}

bool schema_full(const struct schema_reader *r)
{
    return r->diagnostics->errors >= r->most_errors || r->arena->failed;
}

/* --- words for what was found --- */

/* Plain words that YAML 1.1 or 1.2 takes for something else than a text. */
static bool is_ambiguous(const struct yaml_node *node)
{
    static const char *const words[] = {"true", "false", "yes", "no", "on", "off", "null", "~", NULL};
    if (node->style != YAML_PLAIN)
        return false;
    return slice_is_any_nocase(node->text, words) || node->text.size == 0;
}

struct slice schema_found(const struct schema_reader *r, const struct yaml_node *node)
{
    struct decimal ignored;
    if (node->kind == YAML_SEQUENCE)
        return SLICE("a list");
    if (node->kind == YAML_MAPPING)
        return SLICE("a mapping");
    if (node->text.size == 0)
        return node->style == YAML_PLAIN ? SLICE("nothing") : SLICE("an empty text");
    bool number = node->style == YAML_PLAIN && decimal_parse(node->text, &ignored) != DECIMAL_NONE;
    const char *kind = number ? "the number" : is_ambiguous(node) ? "the plain word" : "the text";
    return arena_printf(r->arena, "%s `%.*s`", kind, SLICE_ARG(text_shown(node->text)));
}

struct slice schema_name(const struct yaml_node *node)
{
    return node->key ? text_shown(node->key->text) : SLICE("this");
}

bool schema_wrong_type(const struct schema_reader *r, const struct yaml_node *node, const char *expected, const char *example)
{
    if (node->kind == YAML_REFUSED || node->cut)
        return false;
    struct slice name = schema_name(node), found = schema_found(r, node);
    struct diagnostic *d = diagnostic_error(r->diagnostics, DIAGNOSTIC_WRONG_TYPE, place_of(r, node->span),
                                            "`%.*s` wants %s, not %.*s", SLICE_ARG(name), expected, SLICE_ARG(found));
    if (example || r->example)
        diagnostic_hint(r->diagnostics, d, "help: write it as `%s`", example ? example : r->example);
    return false;
}

bool schema_unknown(const struct schema_reader *r, enum diagnostic_code code, struct span span, struct slice word,
                    const char *what, struct schema_names names)
{
    struct diagnostic *d = diagnostic_error(r->diagnostics, code, place_of(r, span), "%s", what ? what : "");
    struct slice all = text_join(r->arena, names.names, names.count);
    const char *meant = diagnostic_did_you_mean(word, names.names, names.count);
    if (meant)
        diagnostic_hint(r->diagnostics, d, "expected: one of %.*s\nhelp: did you mean `%s`?", SLICE_ARG(all), meant);
    else
        diagnostic_hint(r->diagnostics, d, "expected: one of %.*s", SLICE_ARG(all));
    return false;
}

/* --- values --- */

bool schema_text(const struct schema_reader *r, const struct yaml_node *node, struct slice *out)
{
    if (node->kind != YAML_SCALAR)
        return schema_wrong_type(r, node, "a text", NULL);
    if (node->text.size == 0 && node->style == YAML_PLAIN)
        return schema_wrong_type(r, node, "a text", NULL);
    if (is_ambiguous(node)) {
        struct slice found = schema_found(r, node), name = schema_name(node);
        struct diagnostic *d = diagnostic_error(r->diagnostics, DIAGNOSTIC_WRONG_TYPE, place_of(r, node->span),
                                                "`%.*s` wants a text, not %.*s", SLICE_ARG(name), SLICE_ARG(found));
        diagnostic_hint(r->diagnostics, d, "help: a word that YAML takes for something else needs quotes: '%.*s'",
                        SLICE_ARG(node->text));
        return false;
    }
    *out = node->text;
    return true;
}

bool schema_bool(const struct schema_reader *r, const struct yaml_node *node, bool *out)
{
    bool plain = node->kind == YAML_SCALAR && node->style == YAML_PLAIN;
    if (!plain || (!slice_is(node->text, "true") && !slice_is(node->text, "false")))
        return schema_wrong_type(r, node, "true or false", NULL);
    *out = slice_is(node->text, "true");
    return true;
}

static bool out_of_range(const struct schema_reader *r, const struct yaml_node *node, const char *how, double least, double most)
{
    struct slice name = schema_name(node);
    struct diagnostic *d = diagnostic_error(r->diagnostics, DIAGNOSTIC_OUT_OF_RANGE, place_of(r, node->span),
                                            "`%.*s` is `%.*s`, %s", SLICE_ARG(name), SLICE_ARG(text_shown(node->text)), how);
    diagnostic_hint(r->diagnostics, d, "expected: a number from %.15g to %.15g", least, most);
    return false;
}

static bool read_decimal(const struct schema_reader *r, const struct yaml_node *node, double least, double most,
                         struct decimal *out)
{
    bool plain = node->kind == YAML_SCALAR && node->style == YAML_PLAIN;
    switch (plain ? decimal_parse(node->text, out) : DECIMAL_NONE) {
    case DECIMAL_OK: break;
    case DECIMAL_NONE: return schema_wrong_type(r, node, "a number", NULL);
    case DECIMAL_NOT_FINITE: return out_of_range(r, node, "which is not finite", least, most);
    case DECIMAL_OTHER_FORM: return schema_wrong_type(r, node, "a decimal number such as 12 or 0.5", NULL);
    case DECIMAL_LONG: return out_of_range(r, node, "more than 15 digits", least, most);
    }
    if (out->value < least || out->value > most)
        return out_of_range(r, node, "outside its range", least, most);
    return true;
}

bool schema_number(const struct schema_reader *r, const struct yaml_node *node, double least, double most, double *out)
{
    struct decimal decimal = {0};
    if (!read_decimal(r, node, least, most, &decimal))
        return false;
    *out = decimal.value;
    return true;
}

bool schema_points(const struct schema_reader *r, const struct yaml_node *node, double least, double most, int32_t *out)
{
    struct decimal decimal = {0};
    if (!read_decimal(r, node, least, most, &decimal))
        return false;
    if (decimal.places > 3) {
        struct slice name = schema_name(node);
        struct diagnostic *d =
            diagnostic_error(r->diagnostics, DIAGNOSTIC_BAD_VALUE, place_of(r, node->span),
                             "`%.*s` has %u decimals, three are kept", SLICE_ARG(name), (unsigned)decimal.places);
        diagnostic_hint(r->diagnostics, d, "help: round it yourself; points are never rounded silently");
        return false;
    }
    *out = (int32_t)decimal.thousandths;
    return true;
}

bool schema_choice(const struct schema_reader *r, const struct yaml_node *node, const char *const *choices, int *out)
{
    if (node->kind != YAML_SCALAR || node->text.size == 0) {
        struct slice all = text_join(r->arena, choices, text_count(choices));
        struct slice expected = arena_printf(r->arena, "one of %.*s", SLICE_ARG(all));
        return schema_wrong_type(r, node, expected.data ? (const char *)expected.data : "", NULL);
    }
    int index = text_index(choices, node->text);
    if (index < 0) {
        struct slice what =
            arena_printf(r->arena, "`%.*s` cannot be `%.*s`", SLICE_ARG(schema_name(node)), SLICE_ARG(text_shown(node->text)));
        return schema_unknown(r, DIAGNOSTIC_BAD_VALUE, node->span, node->text, (const char *)what.data,
                              (struct schema_names){choices, text_count(choices)});
    }
    *out = index;
    return true;
}

static bool is_list(const struct schema_reader *r, const struct yaml_node *node, const char *expected)
{
    return node->kind == YAML_SEQUENCE || schema_wrong_type(r, node, expected, NULL);
}

bool schema_texts(const struct schema_reader *r, const struct yaml_node *node, struct schema_texts *out)
{
    if (!is_list(r, node, "a list of texts, such as [a, b]"))
        return false;
    struct slice *items = arena_new_array(r->arena, struct slice, node->count);
    if (!items)
        return false;
    bool good = true;
    uint32_t count = 0;
    for (const struct yaml_node *item = node->first; item && !schema_full(r); item = item->next)
        good &= schema_text(r, item, &items[count++]);
    *out = (struct schema_texts){items, count};
    return good;
}

static bool read_set(const struct schema_reader *r, const struct yaml_node *node, const char *const *choices, uint32_t *out)
{
    if (!is_list(r, node, "a list, such as [a, b]"))
        return false;
    bool good = true;
    *out = 0;
    for (const struct yaml_node *item = node->first; item && !schema_full(r); item = item->next) {
        int index = 0;
        good &= schema_choice(r, item, choices, &index);
        *out |= UINT32_C(1) << index;
    }
    return good;
}

/* --- keys --- */

static bool read_text(const struct schema_reader *r, const struct schema_key *key, const struct yaml_node *node, void *target)
{
    struct slice *out = target;
    if (!schema_text(r, node, out))
        return false;
    if (out->size > 0 || key->may_be_empty)
        return true;
    struct diagnostic *d =
        diagnostic_error(r->diagnostics, DIAGNOSTIC_BAD_VALUE, place_of(r, node->span), "`%s` is an empty text", key->name);
    if (key->example)
        diagnostic_hint(r->diagnostics, d, "help: write it as `%s`", key->example);
    return false;
}

static bool read_number(const struct schema_reader *r, const struct schema_key *key, const struct yaml_node *node, void *target)
{
    double *out = target;
    if (!schema_number(r, node, key->least, key->most, out))
        return false;
    if (!key->whole || slice_find_byte(node->text, 0, '.') == SLICE_NONE)
        return true;
    return schema_wrong_type(r, node, "a whole number", key->example);
}

static bool read_node(const struct schema_reader *r, const struct schema_key *key, const struct yaml_node *node, void *target)
{
    const struct yaml_node **out = target;
    bool empty = node->kind == YAML_SCALAR && node->style == YAML_PLAIN && node->text.size == 0;
    if (empty || !(key->forms & 1u << node->kind))
        return schema_wrong_type(r, node, key->expected, key->example);
    *out = node;
    return true;
}

static bool read_value(const struct schema_reader *r, const struct schema_key *key, const struct yaml_node *node, void *base)
{
    void *target = (char *)base + key->target;
    switch (key->type) {
    case SCHEMA_TEXT: return read_text(r, key, node, target);
    case SCHEMA_BOOL: return schema_bool(r, node, target);
    case SCHEMA_NUMBER: return read_number(r, key, node, target);
    case SCHEMA_POINTS: return schema_points(r, node, key->least, key->most, target);
    case SCHEMA_CHOICE: return schema_choice(r, node, key->choices, target);
    case SCHEMA_TEXTS: return schema_texts(r, node, target);
    case SCHEMA_SET: return read_set(r, node, key->choices, target);
    case SCHEMA_NODE: return read_node(r, key, node, target);
    case SCHEMA_REFUSED: break;
    }
    struct diagnostic *d = diagnostic_error(r->diagnostics, DIAGNOSTIC_UNKNOWN_KEY, place_of(r, node->key->span),
                                            "the key `%s` is not in this version", key->name);
    diagnostic_hint(r->diagnostics, d, "help: %s", key->doc);
    return false;
}

static const struct schema_key *find_key(const struct schema *schema, struct slice name)
{
    for (size_t i = 0; i < schema->count; i++)
        if (slice_is(name, schema->keys[i].name))
            return &schema->keys[i];
    return NULL;
}

static bool unknown_key(const struct schema_reader *r, const struct schema *schema, const struct yaml_node *key)
{
    const char **names = arena_new_array(r->arena, const char *, schema->count);
    if (!names)
        return false;
    size_t count = 0;
    for (size_t i = 0; i < schema->count; i++)
        if (schema->keys[i].type != SCHEMA_REFUSED)
            names[count++] = schema->keys[i].name;
    struct slice what = arena_printf(r->arena, "unknown key `%.*s` in %s", SLICE_ARG(text_shown(key->text)), schema->name);
    return schema_unknown(r, DIAGNOSTIC_UNKNOWN_KEY, key->span, key->text, (const char *)what.data,
                          (struct schema_names){names, count});
}

bool schema_keys(const struct schema_reader *r, const struct schema *schema, const struct yaml_node *mapping, void *target)
{
    bool good = true;
    for (const struct yaml_node *node = mapping->first; node && !schema_full(r); node = node->next) {
        const struct schema_key *key = find_key(schema, node->key->text);
        struct schema_reader inside = *r;
        inside.example = key ? key->example : NULL;
        good &= key ? read_value(&inside, key, node, target) : unknown_key(r, schema, node->key);
    }
    return good && !r->arena->failed;
}

/* A key that is there under a misspelt name was complained about already. */
static bool is_misspelt(const struct schema *schema, const struct yaml_node *mapping, const struct schema_key *key)
{
    for (const struct yaml_node *node = mapping->first; node; node = node->next)
        if (!find_key(schema, node->key->text) && diagnostic_did_you_mean(node->key->text, &key->name, 1))
            return true;
    return false;
}

bool schema_require(const struct schema_reader *r, const struct schema *schema, const struct yaml_node *mapping)
{
    bool good = true;
    /* A mapping that a syntax error cut short may have had them. */
    for (size_t i = 0; i < schema->count && !mapping->cut; i++) {
        const struct schema_key *key = &schema->keys[i];
        if (!key->required || yaml_get(mapping, key->name) || schema_full(r) || is_misspelt(schema, mapping, key))
            continue;
        struct span span = mapping->first ? mapping->first->key->span : mapping->span;
        struct diagnostic *d = diagnostic_error(r->diagnostics, DIAGNOSTIC_MISSING_KEY, place_of(r, span),
                                                "%s needs the key `%s`", schema->name, key->name);
        diagnostic_hint(r->diagnostics, d, "help: add `%s`", key->example ? key->example : key->name);
        good = false;
    }
    return good;
}

bool schema_read(const struct schema_reader *r, const struct schema *schema, const struct yaml_node *node, void *target)
{
    if (node->kind != YAML_MAPPING) {
        if (node->kind == YAML_REFUSED || node->cut)
            return false;
        struct slice found = schema_found(r, node);
        struct diagnostic *d = diagnostic_error(r->diagnostics, DIAGNOSTIC_WRONG_TYPE, place_of(r, node->span),
                                                "%s is a mapping, not %.*s", schema->name, SLICE_ARG(found));
        diagnostic_hint(r->diagnostics, d, "expected: keys with values, such as `%s: ...`", schema->keys[0].name);
        return false;
    }
    bool good = schema_keys(r, schema, node, target);
    return schema_require(r, schema, node) && good;
}
