/* One rule: its keys, its id, its condition. Tested in tests/unit/ruleset and tests/diag. */
#include <stddef.h>

#include "base/ascii.h"
#include "data/text.h"
#include "ruleset/load.h"

bool rule_id_valid(struct slice id)
{
    struct slice name = slice_starts(id, SLICE("__")) ? slice_from(id, 2) : id;
    if (id.size > RULE_MAX_ID || !ascii_is_upper(slice_at(name, 0)))
        return false;
    for (size_t i = 0; i < name.size; i++)
        if (!ascii_is_upper(name.data[i]) && !ascii_is_digit(name.data[i]) && name.data[i] != '_')
            return false;
    return true;
}

/* --- ids --- */

static bool check_id(struct loader *l, const struct yaml_node *node)
{
    if (rule_id_valid(node->text))
        return true;
    struct diagnostic *d =
        load_error(l, DIAGNOSTIC_BAD_RULE_ID, node->span, "`%.*s` is not the id of a rule", SLICE_ARG(text_shown(node->text)));
    load_hint(l, d, "expected: capitals, digits and _, a capital first, at most %d of them, such as LINK_HOST_SINGLE_LABEL",
              RULE_MAX_ID);
    return false;
}

/* Makes the id or former id known; the first rule that has it keeps it. */
static void register_id(struct loader *l, const struct yaml_node *node)
{
    struct ruleset *set = l->set;
    if (!check_id(l, node) || map_add(&set->ids, node->text, l->rule) || set->arena.failed)
        return;
    const struct rule *other = &set->rules.items[map_get(&set->ids, node->text)];
    struct diagnostic *d = load_error(l, DIAGNOSTIC_DUPLICATE_RULE, node->span, "the id `%.*s` is taken", SLICE_ARG(node->text));
    if (other->builtin && !l->builtin && other->helper) {
        load_hint(l, d, "help: it is a helper of the shipped rules; helpers cannot be changed, so choose another id");
        return;
    }
    if (other->builtin && !l->builtin) {
        load_hint(l, d, "help: it is a shipped rule; change it with --override %.*s.severity=..., or give yours another id",
                  SLICE_ARG(node->text));
        return;
    }
    struct position at = source_position(other->place.source, other->place.span.start, COLUMN_CODE_POINTS);
    load_hint(l, d, "help: the rule at %.*s:%llu has it; ids are permanent, so give this one another",
              SLICE_ARG(other->place.source->name), (unsigned long long)at.line);
}

static void load_ids(struct loader *l, const struct yaml_node *node)
{
    const struct yaml_node *id = yaml_get(node, "id"), *replaces = yaml_get(node, "replaces");
    if (id && id->kind == YAML_SCALAR)
        register_id(l, id);
    for (const struct yaml_node *former = replaces ? replaces->first : NULL; former; former = former->next)
        if (former->kind == YAML_SCALAR)
            register_id(l, former);
}

/* --- conditions --- */

typedef const struct yaml_node *node_pointer;

static const struct condition_key {
    const char *name;
    enum condition_kind kind;
    size_t target; /* in rule_keys: null where the schema refused its form */
    void (*load)(struct loader *, const struct yaml_node *, struct condition *);
} condition_keys[] = {
    {"text", CONDITION_TEXT, offsetof(struct rule_keys, text), load_text},
    {"header", CONDITION_HEADER, offsetof(struct rule_keys, header), load_header},
    {"link", CONDITION_LINK, offsetof(struct rule_keys, link), load_fields},
    {"image", CONDITION_IMAGE, offsetof(struct rule_keys, image), load_fields},
    {"element", CONDITION_ELEMENT, offsetof(struct rule_keys, element), load_fields},
    {"part", CONDITION_PART, offsetof(struct rule_keys, part), load_fields},
    {"message", CONDITION_MESSAGE, offsetof(struct rule_keys, message), load_fields},
    {"anomaly", CONDITION_ANOMALY, offsetof(struct rule_keys, anomaly), load_anomaly},
    {"meta", CONDITION_META, offsetof(struct rule_keys, meta), load_meta},
};
enum { CONDITION_KEYS = sizeof condition_keys / sizeof condition_keys[0] };

static const struct condition_key *condition_key(const struct yaml_node *node)
{
    for (int i = 0; i < CONDITION_KEYS; i++)
        if (slice_is(node->key->text, condition_keys[i].name))
            return condition_keys[i].kind == CONDITION_MESSAGE && node->kind != YAML_MAPPING ? NULL : &condition_keys[i];
    return NULL;
}

static void no_condition(struct loader *l, const struct yaml_node *rule)
{
    struct span span = rule->first ? rule->first->key->span : rule->span;
    struct diagnostic *d = load_error(l, DIAGNOSTIC_NO_CONDITION, span, "the rule has no condition");
    load_hint(l, d,
              "expected: one of text, header, link, image, element, part, message (with facts), anomaly, meta\nhelp: such as "
              "`text: {match: "
              "'pattern'}`");
}

static void many_conditions(struct loader *l, const struct yaml_node *first, const struct yaml_node *second)
{
    struct diagnostic *d =
        load_error(l, DIAGNOSTIC_MANY_CONDITIONS, second->key->span, "`%.*s` is a second condition beside `%.*s`",
                   SLICE_ARG(second->key->text), SLICE_ARG(first->key->text));
    load_hint(l, d,
              "help: put one of them into a helper such as `id: __MY_HELPER`, and join both in a rule with `meta: __MY_HELPER "
              "and ...`");
}

/* False if there is none. */
static bool load_condition(struct loader *l, const struct yaml_node *rule, const struct rule_keys *keys, struct condition *out)
{
    const struct yaml_node *first = NULL;
    out->not_pattern = INDEX_NONE;
    for (const struct yaml_node *node = rule->first; node; node = node->next) {
        const struct condition_key *key = condition_key(node);
        if (!key)
            continue;
        if (first) {
            many_conditions(l, first, node);
            continue;
        }
        first = node;
        out->kind = key->kind;
        if (key->load && *(const node_pointer *)((const char *)keys + key->target))
            key->load(l, node, out);
    }
    if (!first && !rule->cut)
        no_condition(l, rule);
    return first != NULL;
}

/* --- the rest --- */

static bool tag_valid(struct slice tag)
{
    for (size_t i = 0; i < tag.size; i++)
        if (!ascii_is_word(tag.data[i]) && slice_find_byte(SLICE(".:-"), 0, tag.data[i]) == SLICE_NONE)
            return false;
    return tag.size > 0;
}

static void check_tags(struct loader *l, const struct yaml_node *node, struct schema_texts tags)
{
    const struct yaml_node *tag = node ? node->first : NULL;
    for (uint32_t i = 0; i < tags.count && tag && !schema_full(&l->reader); i++, tag = tag->next) {
        /* What is no text was complained about with the list; where that was cut short, its last text may be none of its own. */
        if (tag_valid(tags.items[i]) || (node->cut && !tag->next) || (tags.items[i].size == 0 && tag->style != YAML_QUOTED))
            continue;
        struct diagnostic *d =
            load_error(l, DIAGNOSTIC_BAD_VALUE, tag->span, "`%.*s` cannot be a tag", SLICE_ARG(text_shown(tag->text)));
        load_hint(l, d, "expected: letters, digits, _, -, . and :, such as links or lang:en");
    }
}

/* A helper says nothing to anybody; what it would say is a mistake. */
static void check_helper(struct loader *l, const struct yaml_node *rule)
{
    static const char *const pointless[] = {"severity", "score", "message", NULL};
    for (int i = 0; pointless[i]; i++) {
        const struct yaml_node *node = yaml_get(rule, pointless[i]);
        if (!node || (i == 2 && node->kind == YAML_MAPPING))
            continue;
        struct diagnostic *d = load_error(l, DIAGNOSTIC_BAD_VALUE, node->key->span, "a helper (`__`) has no `%s`", pointless[i]);
        load_hint(l, d, "help: take it out, or the leading __ from the id");
    }
}

/* What is shown with a hit. A rule without a message says its title. */
static void load_shown(struct loader *l, const struct yaml_node *node, const struct rule_keys *keys, struct rule *rule,
                       bool has_condition)
{
    bool has_message = keys->message && keys->message->kind == YAML_SCALAR;
    if (has_message)
        schema_text(&l->reader, keys->message, &rule->message);
    const struct {
        const char *key;
        struct slice text; /* empty where something was wrong with it */
    } shown[] = {
        {has_message ? "message" : "title", has_message ? rule->message : keys->title}, {"why", keys->why}, {"fix", keys->fix}};
    for (size_t i = 0; i < sizeof shown / sizeof shown[0] && has_condition; i++)
        if (shown[i].text.size > 0)
            load_names(l, yaml_get(node, shown[i].key), rule->condition.kind);
}

static void load_parts(struct loader *l, const struct yaml_node *node, const struct rule_keys *keys, struct rule *rule)
{
    rule->tags = load_slices(l, keys->tags);
    rule->references = load_slices(l, keys->references);
    rule->replaces = load_slices(l, keys->replaces);
    check_tags(l, yaml_get(node, "tags"), keys->tags);
    bool has_condition = load_condition(l, node, keys, &rule->condition);
    if (keys->severity)
        load_severity(l, keys->severity, rule);
    if (keys->score)
        load_score(l, keys->score, rule);
    if (keys->providers)
        load_providers(l, keys->providers, rule);
    if (keys->tests)
        load_tests(l, keys->tests, rule);
    load_shown(l, node, keys, rule, has_condition);
}

static struct rule *add_rule(struct loader *l)
{
    l->rule = l->set->rules.count;
    return vec_push(&l->set->arena, &l->set->rules);
}

void load_rule(struct loader *l, const struct yaml_node *node)
{
    struct rule_keys keys = {.profiles = (1u << PROFILE_COUNT) - 1, .stages = (1u << STAGE_COUNT) - 1};
    struct rule *rule = node->kind == YAML_MAPPING ? add_rule(l) : NULL;
    if (!rule) {
        schema_read(&l->reader, &rule_schema, node, &keys);
        return;
    }
    schema_keys(&l->reader, &rule_schema, node, &keys);
    const struct yaml_node *id = yaml_get(node, "id");
    rule->place = load_place(l, id ? id->span : node->span);
    rule->helper = slice_starts(keys.id, SLICE("__"));
    rule->builtin = l->builtin;
    rule->pack = l->pack;
    rule->id = keys.id;
    rule->title = keys.title;
    rule->why = keys.why;
    rule->fix = keys.fix;
    rule->category = (enum category)keys.category;
    rule->profiles = keys.profiles;
    rule->stages = keys.stages;
    if (rule->helper)
        check_helper(l, node);
    else
        schema_require(&l->reader, &rule_schema, node);
    load_ids(l, node);
    load_parts(l, node, &keys, rule);
}
