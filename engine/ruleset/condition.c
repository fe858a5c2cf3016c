/* Conditions on texts, header fields and anomalies. Tested in tests/unit/ruleset and tests/diag. */
#include <math.h>

#include "base/ascii.h"
#include "data/text.h"
#include "ruleset/load.h"

/* --- patterns --- */

static void note_use(struct loader *l, const struct yaml_node *node, uint32_t number)
{
    struct pattern_use *use = vec_push(&l->set->arena, &l->set->pattern_uses);
    if (use)
        *use = (struct pattern_use){number, load_place(l, node->span)};
}

static bool bad_pattern(struct loader *l, const struct yaml_node *node, struct span span, const struct pattern_error *error)
{
    if (l->set->arena.failed)
        return false;
    enum diagnostic_code code = error->unsafe ? DIAGNOSTIC_UNSAFE_PATTERN : DIAGNOSTIC_BAD_PATTERN;
    struct diagnostic *d = load_error(l, code, span, "the pattern cannot be used: %s", error->message);
    if (!error->unsafe && node->style == YAML_QUOTED && slice_at(l->reader.source->bytes, node->span.start) == '"')
        load_hint(l, d, "help: write patterns in single quotes, where a backslash is a backslash");
    else
        load_hint(l, d,
                  error->unsafe
                      ? "help: rules must be harmless and must stop; write the pattern without it"
                      : "help: patterns have the syntax of PCRE2, where a backslash makes ( [ { . ? * + stand for themselves");
    return false;
}

bool load_pattern(struct loader *l, const struct yaml_node *node, unsigned flags, uint32_t *out_number)
{
    struct pattern_error error = {.offset = 0};
    if (node->text.size == 0) {
        struct diagnostic *d =
            load_error(l, DIAGNOSTIC_BAD_PATTERN, node->span, "the pattern is empty, it would match everywhere");
        load_hint(l, d, "help: write what to look for");
        return false;
    }
    if (pattern_add(&l->set->patterns, node->text, flags, out_number, &error)) {
        note_use(l, node, *out_number);
        return true;
    }
    struct span span = yaml_text_span(l->reader.source, node, error.offset, (size_t)error.offset + 1);
    return bad_pattern(l, node, span, &error);
}

static void add_pattern_number(struct loader *l, struct condition *out, uint32_t number)
{
    uint32_t *to = vec_push(&l->set->arena, &l->set->pattern_numbers);
    if (to)
        *to = number;
    out->patterns.count++;
}

static void load_pattern_list(struct loader *l, const struct yaml_node *list, unsigned flags, struct condition *out)
{
    for (const struct yaml_node *item = list->first; item && !schema_full(&l->reader); item = item->next) {
        uint32_t number = 0;
        /* What is no text was complained about with the list. */
        if (item->kind == YAML_SCALAR && load_pattern(l, item, flags, &number))
            add_pattern_number(l, out, number);
    }
}

typedef VEC(struct slice) word_list;

static void add_word(struct loader *l, struct slice word, word_list *words)
{
    struct slice *to = vec_push(&l->set->arena, words);
    if (to)
        *to = word;
}

/* A word, or the words of "@name"; false with an error. */
static bool read_word(struct loader *l, const struct yaml_node *node, word_list *words)
{
    if (load_is_list_name(node)) {
        const struct named_list *list = load_named_list(l, node);
        for (uint32_t i = 0; list && i < list->values.count; i++)
            add_word(l, list->values.items[i], words);
        return list != NULL;
    }
    if (slice_trim(node->text).size == 0) {
        load_error(l, DIAGNOSTIC_BAD_VALUE, node->span, "an empty word");
        return false;
    }
    add_word(l, node->text, words);
    return true;
}

static void load_words(struct loader *l, const struct yaml_node *node, struct condition *out)
{
    struct schema_texts texts = {NULL, 0};
    word_list words = {0};
    struct pattern_error error = {.offset = 0};
    uint32_t number = 0;
    bool named = load_is_list_name(node), good = true;
    if (!named && !schema_texts(&l->reader, node, &texts))
        return;
    for (const struct yaml_node *item = named ? node : node->first; item; item = named ? NULL : item->next)
        good = read_word(l, item, &words) && good;
    if (!good)
        return;
    if (!pattern_add_words(&l->set->patterns, words.items, words.count, &number, &error)) {
        bad_pattern(l, node, node->span, &error);
        return;
    }
    note_use(l, node, number);
    add_pattern_number(l, out, number);
}

/* --- how many --- */

static void load_count(struct loader *l, const struct yaml_node *node, struct count_test *out)
{
    *out = (struct count_test){.given = true, .above = -INFINITY, .below = INFINITY};
    if (node->kind == YAML_MAPPING) {
        struct count_keys keys = {-INFINITY, INFINITY};
        if (!schema_read(&l->reader, &count_schema, node, &keys))
            return;
        out->above = keys.above;
        out->below = keys.below;
        if (node->count == 0 && !node->cut) {
            struct diagnostic *d = load_error(l, DIAGNOSTIC_BAD_VALUE, node->span, "`count` has no bounds");
            load_hint(l, d, "expected: a whole number, or a mapping such as {above: 2}");
        }
        return;
    }
    double exact = 0;
    if (!schema_number(&l->reader, node, 0, 1e9, &exact))
        return;
    if (exact > floor(exact))
        schema_wrong_type(&l->reader, node, "a whole number", "count: {above: 2}");
    out->above = exact - 1;
    out->below = exact + 1;
}

/* --- text and header --- */

static const char *const pattern_keys[] = {"match", "any", "all", "words", NULL};

/* The one key that says what to look for; null if there is none. */
static const struct yaml_node *pattern_key(struct loader *l, const struct yaml_node *node, int *out_which)
{
    const struct yaml_node *found = NULL;
    for (const struct yaml_node *value = node->first; value; value = value->next) {
        int which = text_index(pattern_keys, value->key->text);
        if (which < 0)
            continue;
        if (found) {
            struct diagnostic *d = load_error(l, DIAGNOSTIC_BAD_VALUE, value->key->span, "`%s` cannot stand beside `%s`",
                                              pattern_keys[which], pattern_keys[*out_which]);
            load_hint(l, d, "expected: one of match, any, all, words\nhelp: `any` takes several patterns");
            continue;
        }
        found = value;
        *out_which = which;
    }
    return found;
}

/* What the condition looks for. */
static void load_wanted(struct loader *l, const struct yaml_node *what, int which, unsigned flags, struct condition *out)
{
    enum { MATCH, ANY, ALL, WORDS };
    uint32_t number = 0;
    out->all = which == ALL;
    if (what->kind == YAML_SEQUENCE && what->count == 0 && !what->cut)
        load_error(l, DIAGNOSTIC_BAD_VALUE, what->span, "`%s` is an empty list", pattern_keys[which]);
    else if (which == WORDS && what->kind != YAML_MAPPING)
        load_words(l, what, out);
    else if ((which == ANY || which == ALL) && what->kind == YAML_SEQUENCE)
        load_pattern_list(l, what, flags, out);
    else if (which == MATCH && what->kind == YAML_SCALAR && what->text.size > 0 && load_pattern(l, what, flags, &number))
        add_pattern_number(l, out, number);
}

/* False if the condition says neither what to look for nor what not. */
static bool load_patterns(struct loader *l, const struct yaml_node *node, const struct search_keys *keys, struct condition *out)
{
    int which = 0;
    unsigned flags = keys->fold ? PATTERN_FOLD : 0;
    const struct yaml_node *what = pattern_key(l, node, &which);
    const struct yaml_node *negated = yaml_get(node, "not");
    out->patterns.first = l->set->pattern_numbers.count;
    if (what)
        load_wanted(l, what, which, flags, out);
    if (keys->not_match.size > 0)
        load_pattern(l, negated, flags, &out->not_pattern);
    if (keys->count)
        load_count(l, keys->count, &out->count);
    if (negated && !what) {
        struct diagnostic *d = load_error(l, DIAGNOSTIC_MISSING_KEY, negated->key->span, "`not` alone finds nothing");
        load_hint(l, d, "expected: one of match, any, all, words beside it");
    }
    return what || negated;
}

/* What must stand near a hit: read as what is looked for, then put aside. */
static void load_near(struct loader *l, const struct yaml_node *node, unsigned flags, struct condition *out)
{
    struct near_keys keys = {.within = 0};
    struct condition found = {.patterns = {l->set->pattern_numbers.count, 0}};
    int which = 0;
    if (!schema_read(&l->reader, &near_schema, node, &keys))
        return;
    const struct yaml_node *what = pattern_key(l, node, &which);
    if (what) {
        load_wanted(l, what, which, flags, &found);
    } else if (!node->cut) {
        struct diagnostic *d = load_error(l, DIAGNOSTIC_MISSING_KEY, node->key->span, "`near` needs what to look for");
        load_hint(l, d, "expected: one of match, any, words\nhelp: such as `near: {match: 'pattern', within: 100}`");
    }
    out->near = found.patterns;
    out->within = (uint32_t)keys.within;
}

void load_text(struct loader *l, const struct yaml_node *node, struct condition *out)
{
    struct search_keys keys = {.in = VIEW_VISIBLE};
    schema_read(&l->reader, &text_schema, node, &keys);
    out->view = (enum view_id)keys.in;
    bool wanted = load_patterns(l, node, &keys, out);
    if (keys.near)
        load_near(l, keys.near, keys.fold ? PATTERN_FOLD : 0, out);
    if (wanted || node->cut)
        return;
    struct diagnostic *d = load_error(l, DIAGNOSTIC_MISSING_KEY, node->key->span, "a text condition needs what to look for");
    load_hint(l, d, "expected: one of match, any, all, words\nhelp: such as `text: {match: 'pattern'}`");
}

/* RFC 5322, 3.6.8: printable ASCII but the colon. */
static bool header_name_valid(struct slice name)
{
    for (size_t i = 0; i < name.size; i++)
        if (name.data[i] <= ' ' || name.data[i] >= 0x7F || name.data[i] == ':')
            return false;
    return name.size > 0;
}

static void check_missing(struct loader *l, const struct yaml_node *node, const struct condition *out)
{
    const struct yaml_node *missing = yaml_get(node, "missing");
    if (!missing || missing->kind != YAML_SCALAR)
        return;
    if (slice_is(missing->text, "false")) {
        struct diagnostic *d = load_error(l, DIAGNOSTIC_BAD_VALUE, missing->span, "`missing` can only be true");
        load_hint(l, d, "help: a condition with a `name` alone holds where there is such a field");
    }
    for (const struct yaml_node *other = node->first; other && out->missing; other = other->next) {
        if (other == missing || slice_is(other->key->text, "name"))
            continue;
        struct diagnostic *d = load_error(l, DIAGNOSTIC_BAD_VALUE, other->key->span, "`%.*s` cannot stand beside `missing`",
                                          SLICE_ARG(other->key->text));
        load_hint(l, d, "help: a field that is not there has nothing to look at");
    }
}

void load_header(struct loader *l, const struct yaml_node *node, struct condition *out)
{
    struct search_keys keys = {.of = -1};
    schema_read(&l->reader, &header_schema, node, &keys);
    const struct yaml_node *name = yaml_get(node, "name");
    if (keys.name.size > 0 && !header_name_valid(keys.name)) {
        struct diagnostic *d = load_error(l, DIAGNOSTIC_BAD_VALUE, name->span, "`%.*s` cannot be the name of a header field",
                                          SLICE_ARG(text_shown(keys.name)));
        load_hint(l, d, "expected: printable ASCII without blanks and colon, such as List-Unsubscribe");
    }
    bool list = slice_starts_nocase(keys.name, SLICE("List-"));
    out->header_name = keys.name;
    out->of = keys.of >= 0 ? (enum header_of)keys.of : list ? HEADER_OF_RAW : HEADER_OF_TEXT;
    out->missing = keys.missing;
    load_patterns(l, node, &keys, out);
    check_missing(l, node, out);
    out->present_is_enough = out->patterns.count == 0 && !out->missing && !out->count.given;
}

/* --- anomaly --- */

void load_anomaly(struct loader *l, const struct yaml_node *node, struct condition *out)
{
    const char *names[ANOMALY_COUNT + 1] = {NULL};
    for (int i = 0; i < ANOMALY_COUNT; i++)
        names[i] = anomaly_text((enum anomaly_kind)i);
    const struct yaml_node *item = node->kind == YAML_SEQUENCE ? node->first : node;
    if (!item && !node->cut)
        load_error(l, DIAGNOSTIC_BAD_VALUE, node->span, "`anomaly` is an empty list");
    while (item && !schema_full(&l->reader)) {
        int kind = 0;
        if (schema_choice(&l->reader, item, names, &kind))
            out->anomalies[kind / 64] |= UINT64_C(1) << kind % 64;
        item = item == node ? NULL : item->next;
    }
}
