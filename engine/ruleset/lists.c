/* Named lists: texts that stand in one place and are used by rules as "@name".
 *
 * A list is defined once, with `values`; any file, whatever its place in the order, may `add` to it. All lists are read before
 * the first rule is, so that a rule sees a list whole. Tested in tests/unit/ruleset/test_lists.c and tests/diag. */
#include "base/ascii.h"
#include "data/text.h"
#include "ruleset/load.h"

static bool list_name_valid(struct slice name)
{
    for (size_t i = 0; i < name.size; i++)
        if (!ascii_is_lower(name.data[i]) && !ascii_is_digit(name.data[i]) && name.data[i] != '-')
            return false;
    return ascii_is_lower(slice_at(name, 0));
}

/* The list of that name, new where nobody spoke of it yet; null without memory. */
static struct named_list *list_of(struct loader *l, const struct yaml_node *node)
{
    struct ruleset *set = l->set;
    uint32_t index = map_get(&set->list_names, node->key->text);
    if (index != MAP_NONE)
        return &set->lists.items[index];
    struct named_list *list = vec_push(&set->arena, &set->lists);
    if (!list)
        return NULL;
    *list = (struct named_list){.name = node->key->text, .place = load_place(l, node->key->span)};
    map_add(&set->list_names, list->name, set->lists.count - 1);
    return list;
}

static void define_list(struct loader *l, const struct yaml_node *node, const struct list_keys *keys, struct named_list *list)
{
    if (list->defined) {
        struct diagnostic *d =
            load_error(l, DIAGNOSTIC_DUPLICATE_LIST, node->key->span, "there is a list `%.*s` already", SLICE_ARG(list->name));
        struct position at = source_position(list->place.source, list->place.span.start, COLUMN_CODE_POINTS);
        load_hint(l, d, "help: the one at %.*s:%llu; write `add` for `values` to extend it, or choose another name",
                  SLICE_ARG(list->place.source->name), (unsigned long long)at.line);
        return;
    }
    list->defined = true;
    list->place = load_place(l, node->key->span);
    list->builtin = l->builtin;
    list->why = keys->why;
    list->source = keys->source;
    list->date = keys->date;
}

static const char value_hint[] = "expected: a text in one line; a list holds no other lists";

/* Can a list hold it? */
static bool list_value_valid(struct slice value)
{
    for (size_t i = 0; i < value.size; i++)
        if (value.data[i] < ' ' || value.data[i] == 0x7F)
            return false;
    return slice_trim(value).size > 0 && slice_at(value, 0) != '@';
}

static void add_values(struct loader *l, const struct yaml_node *node, struct named_list *list)
{
    struct schema_texts texts = {NULL, 0};
    if (!schema_texts(&l->reader, node, &texts))
        return;
    if (texts.count == 0 && !node->cut && slice_is(node->key->text, "add"))
        load_error(l, DIAGNOSTIC_BAD_VALUE, node->span, "`%.*s` adds nothing", SLICE_ARG(node->key->text));
    const struct yaml_node *item = node->first;
    for (uint32_t i = 0; i < texts.count && item; i++, item = item->next) {
        if (!list_value_valid(texts.items[i])) {
            struct diagnostic *d = load_error(l, DIAGNOSTIC_BAD_VALUE, item->span, "`%.*s` cannot be a value of a list",
                                              SLICE_ARG(text_shown(texts.items[i])));
            load_hint(l, d, "%s", value_hint);
            continue;
        }
        struct slice *to = vec_push(&l->set->arena, &list->values);
        if (to)
            *to = texts.items[i];
    }
}

static void load_list(struct loader *l, const struct yaml_node *node)
{
    struct list_keys keys = {.values = NULL};
    if (!list_name_valid(node->key->text)) {
        struct diagnostic *d = load_error(l, DIAGNOSTIC_BAD_VALUE, node->key->span, "`%.*s` cannot be the name of a list",
                                          SLICE_ARG(text_shown(node->key->text)));
        load_hint(l, d, "expected: small letters, digits and -, a letter first, such as `shorteners`");
        return;
    }
    if (!schema_read(&l->reader, &list_schema, node, &keys))
        return;
    if (!keys.values == !keys.add) {
        struct diagnostic *d =
            load_error(l, keys.add ? DIAGNOSTIC_BAD_VALUE : DIAGNOSTIC_MISSING_KEY, node->key->span,
                       keys.add ? "`values` and `add` cannot stand beside each other" : "the list has no values");
        load_hint(l, d, "expected: `values: [a, b]` for a new list, or `add: [c]` for one that stands elsewhere");
        return;
    }
    struct named_list *list = list_of(l, node);
    if (!list)
        return;
    if (keys.values)
        define_list(l, node, &keys, list);
    add_values(l, keys.values ? keys.values : keys.add, list);
}

void load_lists(struct loader *l, const struct yaml_node *lists)
{
    for (const struct yaml_node *node = lists->first; node && !schema_full(&l->reader); node = node->next)
        load_list(l, node);
}

/* `origin`: what names the list, if it is no file. */
static void unknown_list(struct loader *l, struct place place, struct slice name, struct slice origin)
{
    struct ruleset *set = l->set;
    const char **names = arena_new_array(&set->arena, const char *, set->lists.count);
    size_t count = 0;
    for (uint32_t i = 0; names && i < set->lists.count; i++)
        if (set->lists.items[i].defined)
            names[count++] = arena_cstr(&set->arena, set->lists.items[i].name);
    if (!names || set->arena.failed || l->unread)
        return;
    struct diagnostic *d =
        diagnostic_error(l->reader.diagnostics, DIAGNOSTIC_UNKNOWN_LIST, place, "%.*s%sthere is no list `%.*s`",
                         SLICE_ARG(origin), origin.size ? ": " : "", SLICE_ARG(text_shown(name)));
    const char *meant = diagnostic_did_you_mean(name, names, count);
    if (meant)
        load_hint(l, d, "help: did you mean `%s`?", meant);
    else if (origin.size && count > 0)
        load_hint(l, d, "expected: one of %.*s", SLICE_ARG(text_join(&set->arena, names, count)));
    else
        load_hint(l, d, "help: write it under `lists:` beside `rules:`, as `%.*s: {values: [one, other]}`",
                  SLICE_ARG(text_shown(name)));
}

/* One value that no file gives. */
static void load_list_value(struct loader *l, const struct list_value *value)
{
    static const struct place nowhere = {NULL, {0, 0}};
    struct ruleset *set = l->set;
    uint32_t index = map_get(&set->list_names, value->list);
    if (!list_value_valid(value->value)) {
        struct diagnostic *d =
            diagnostic_error(l->reader.diagnostics, DIAGNOSTIC_BAD_VALUE, nowhere, "%.*s: `%.*s` cannot be a value of a list",
                             SLICE_ARG(value->origin), SLICE_ARG(text_shown(value->value)));
        load_hint(l, d, "%s", value_hint);
    } else if (index == MAP_NONE || !set->lists.items[index].defined) {
        unknown_list(l, nowhere, value->list, value->origin);
    } else {
        struct slice *to = vec_push(&set->arena, &set->lists.items[index].values);
        if (to)
            *to = value->value;
    }
}

void load_list_values(struct loader *l)
{
    for (uint32_t i = 0; i < l->set->list_values.count && !schema_full(&l->reader); i++)
        load_list_value(l, &l->set->list_values.items[i]);
}

void check_lists(struct loader *l)
{
    for (uint32_t i = 0; i < l->set->lists.count && !schema_full(&l->reader); i++)
        if (!l->set->lists.items[i].defined)
            unknown_list(l, l->set->lists.items[i].place, l->set->lists.items[i].name, SLICE(""));
}

bool load_is_list_name(const struct yaml_node *node)
{
    return node->kind == YAML_SCALAR && slice_at(node->text, 0) == '@';
}

const struct named_list *load_named_list(struct loader *l, const struct yaml_node *node)
{
    struct slice name = slice_from(node->text, 1);
    uint32_t index = map_get(&l->set->list_names, name);
    if (index != MAP_NONE && l->set->lists.items[index].defined)
        return &l->set->lists.items[index];
    if (index == MAP_NONE)
        unknown_list(l, load_place(l, node->span), name, SLICE(""));
    return NULL;
}

bool ruleset_lists_host(const struct ruleset *set, struct slice list, struct slice host)
{
    uint32_t index = map_get(&set->list_names, list);
    if (index == MAP_NONE)
        return false;
    if (slice_at(host, host.size - 1) == '.')
        host.size--;
    const struct named_list *named = &set->lists.items[index];
    for (uint32_t i = 0; i < named->values.count; i++) {
        struct slice value = named->values.items[i];
        bool below = host.size > value.size && slice_at(host, host.size - value.size - 1) == '.';
        if (value.size && slice_ends_nocase(host, value) && (below || host.size == value.size))
            return true;
    }
    return false;
}
