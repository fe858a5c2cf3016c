/* Rule sets: reading files into one, and finding rules in it.
 *
 * All errors of all files are collected: what a file got wrong does not keep the next one, or the references between them, from
 * being checked. Limits: rule_file_bytes, yaml_depth, yaml_nodes, rules, LOAD_MAX_ERRORS.
 * Tested in tests/unit/ruleset and tests/diag. */
#include "ruleset/ruleset.h"

#include <string.h>

#include "base/ascii.h"
#include "data/sha256.h"
#include "data/text.h"
#include "ruleset/load.h"

#define RULESET_MAX_BYTES ((size_t)1 << 30)

bool ruleset_init(struct ruleset *set)
{
    *set = (struct ruleset){.packs.count = 0};
    arena_init(&set->arena, RULESET_MAX_BYTES);
    pattern_set_init(&set->patterns, &set->arena);
    map_init(&set->ids, &set->arena);
    map_init(&set->list_names, &set->arena);
    return !set->arena.failed;
}

void ruleset_free(struct ruleset *set)
{
    arena_free(&set->arena);
    *set = (struct ruleset){.packs.count = 0};
}

void ruleset_add_value(struct ruleset *set, const struct list_value *value)
{
    struct list_value *to = vec_push(&set->arena, &set->list_values);
    if (to)
        *to = (struct list_value){arena_copy(&set->arena, value->list), arena_copy(&set->arena, value->value),
                                  arena_copy(&set->arena, value->origin)};
}

uint32_t ruleset_find(const struct ruleset *set, struct slice id)
{
    return map_get(&set->ids, id);
}

struct place load_place(const struct loader *l, struct span span)
{
    return (struct place){l->reader.source, span};
}

struct range load_slices(struct loader *l, struct schema_texts texts)
{
    struct range range = {l->set->slices.count, texts.count};
    for (uint32_t i = 0; i < texts.count; i++) {
        struct slice *s = vec_push(&l->set->arena, &l->set->slices);
        if (s)
            *s = texts.items[i];
    }
    return range;
}

/* --- files --- */

static struct source *add_source(struct ruleset *set, const struct rule_file *file)
{
    struct source *source = arena_new(&set->arena, struct source);
    struct slice name = arena_copy(&set->arena, file->name), bytes = arena_copy(&set->arena, file->bytes);
    struct source **place = vec_push(&set->arena, &set->sources);
    if (!source || !place || set->arena.failed)
        return NULL;
    source_init(source, name, bytes);
    source_index(source, &set->arena);
    *place = source;
    return source;
}

/* The file for reading without its tests, a third of it: their lines are blank, so that all places stay the same. A key of a rule
 * stands four columns in, what belongs to it further. */
static const struct source *without_tests(struct ruleset *set, const struct source *source)
{
    struct source *out = arena_new(&set->arena, struct source);
    unsigned char *bytes = arena_alloc(&set->arena, source->bytes.size);
    if (!out || !bytes)
        return source;
    *out = *source;
    out->bytes = slice_make(bytes, source->bytes.size);
    bool inside = false;
    for (size_t at = 0, end; at < source->bytes.size; at = end) {
        size_t line_end = slice_find_byte(source->bytes, at, '\n');
        end = line_end == SLICE_NONE ? source->bytes.size : line_end + 1;
        struct slice line = slice_sub(source->bytes, at, end);
        bool deeper = slice_starts(line, SLICE("     ")) || slice_trim(line).size == 0;
        inside = slice_starts(line, SLICE("    tests:")) || (inside && deeper);
        memcpy(bytes + at, line.data, line.size);
        if (inside)
            memset(bytes + at, ' ', line.size - (line_end != SLICE_NONE));
    }
    return out;
}

static bool pack_name_valid(struct slice name)
{
    for (size_t i = 0; i < name.size; i++)
        if (!ascii_is_lower(name.data[i]) && !ascii_is_digit(name.data[i]) && name.data[i] != '-')
            return false;
    return name.size > 0 && ascii_is_lower(name.data[0]);
}

static void load_pack(struct loader *l, const struct yaml_node *root, struct slice name)
{
    const struct yaml_node *node = yaml_get(root, "pack");
    if (node && name.size > 0 && !pack_name_valid(name)) {
        struct diagnostic *d =
            load_error(l, DIAGNOSTIC_BAD_VALUE, node->span, "`%.*s` cannot be the name of a pack", SLICE_ARG(name));
        load_hint(l, d, "expected: small letters, digits and -, such as `pack: my-rules`");
    }
    for (uint32_t i = 0; i < l->set->packs.count; i++)
        if (slice_equal(l->set->packs.items[i], name))
            return;
    struct slice *pack = vec_push(&l->set->arena, &l->set->packs);
    if (pack)
        *pack = name;
}

/* A newer language may have keys and meanings that are not known here: nothing else of the file is looked at. It is one in quotes
 * too. Everything else that may be wrong with a version is left to the schema. */
static bool version_newer(struct loader *l, const struct yaml_node *root)
{
    const struct yaml_node *node = yaml_get(root, "version");
    struct decimal version;
    if (!node || node->kind != YAML_SCALAR || decimal_parse(node->text, &version) != DECIMAL_OK ||
        version.value <= RULE_LANGUAGE_VERSION)
        return false;
    struct diagnostic *d = load_error(l, DIAGNOSTIC_VERSION_NEWER, node->span,
                                      "the file needs version %.15g of the rule language, and this program knows version %d",
                                      version.value, RULE_LANGUAGE_VERSION);
    load_hint(l, d, "help: use a newer mailassay, or rules written for version %d", RULE_LANGUAGE_VERSION);
    return true;
}

static bool too_many(struct loader *l, struct span span)
{
    if (l->set->rules.count >= l->limits->rules) {
        struct diagnostic *d =
            load_error(l, DIAGNOSTIC_OUT_OF_RANGE, span, "more than %llu rules in all", (unsigned long long)l->limits->rules);
        load_hint(l, d, "help: raise the limit with --limit rules=..., or load fewer files");
        return true;
    }
    return schema_full(&l->reader);
}

static void load_rules(struct loader *l, const struct yaml_node *list)
{
    if (list->count == 0 && !list->cut) {
        struct diagnostic *d = load_error(l, DIAGNOSTIC_NO_RULES, list->span, "the list of rules is empty");
        load_hint(l, d, "help: leave the file out, or write a rule that begins with `- id: ...`");
    }
    const struct yaml_node *node = list->first;
    for (; node && !too_many(l, node->span); node = node->next)
        load_rule(l, node);
    l->unread = l->unread || node;
}

/* One file between the two passes: all lists are read before the first rule. */
struct open_file {
    const struct source *source;
    struct file_keys keys;
};

/* A file must have rules or lists. */
static void read_keys(struct loader *l, const struct yaml_node *root, struct file_keys *keys)
{
    struct schema required = file_schema;
    if (root->kind == YAML_MAPPING && yaml_get(root, "lists"))
        required.count--; /* `rules` is the last key */
    schema_keys(&l->reader, &file_schema, root, keys);
    schema_require(&l->reader, &required, root);
}

/* Reads all but the rules. False if a part of the file was not read. */
static bool open_file(struct loader *l, const struct rule_file *file, struct open_file *out)
{
    struct source *source = add_source(l->set, file);
    if (!source)
        return false;
    l->reader.source = out->source = source;
    l->builtin = file->builtin;
    if (file->bytes.size > l->limits->rule_file_bytes) {
        struct diagnostic *d =
            load_error(l, DIAGNOSTIC_FILE_TOO_LARGE, ((struct span){0, 0}), "a rule file of %llu bytes; at most %llu are read",
                       (unsigned long long)file->bytes.size, (unsigned long long)l->limits->rule_file_bytes);
        load_hint(l, d, "help: split it, or raise the limit with --limit rule_file_bytes=...");
        return false;
    }
    const struct source *read = file->no_tests ? without_tests(l->set, source) : source;
    const struct yaml_node *root = yaml_read(&l->set->arena, read, l->limits, l->reader.diagnostics);
    if (!root || version_newer(l, root))
        return false;
    if (root->kind != YAML_MAPPING) {
        schema_read(&l->reader, &file_schema, root, &out->keys);
        return !root->cut;
    }
    read_keys(l, root, &out->keys);
    load_pack(l, root, out->keys.pack);
    if (out->keys.lists)
        load_lists(l, out->keys.lists);
    return !root->cut;
}

static void load_files(struct loader *l, const struct rule_file *files, size_t count)
{
    struct open_file *open = arena_new_array(&l->set->arena, struct open_file, count);
    for (size_t i = 0; open && i < count && !schema_full(&l->reader); i++)
        l->unread = !open_file(l, &files[i], &open[i]) || l->unread;
    load_list_values(l);
    check_lists(l);
    for (size_t i = 0; open && i < count && !schema_full(&l->reader); i++) {
        l->reader.source = open[i].source;
        l->builtin = files[i].builtin;
        l->pack = open[i].keys.pack;
        if (open[i].keys.rules)
            load_rules(l, open[i].keys.rules);
    }
}

static void hash_file(struct sha256 *hash, const struct source *file)
{
    unsigned char size[8];
    for (unsigned i = 0; i < 8; i++)
        size[i] = (unsigned char)((uint64_t)file->bytes.size >> (56 - 8 * i));
    sha256_update(hash, file->name);
    sha256_update(hash, slice_make("", 1));
    sha256_update(hash, slice_make(size, sizeof size));
    sha256_update(hash, file->bytes);
}

void ruleset_sha256(const struct ruleset *set, char out[65])
{
    struct sha256 hash;
    sha256_init(&hash);
    for (uint32_t i = 0; i < set->sources.count; i++)
        hash_file(&hash, set->sources.items[i]);
    for (uint32_t i = 0; i < set->list_values.count; i++) {
        const struct list_value *value = &set->list_values.items[i];
        sha256_update(&hash, value->list);
        sha256_update(&hash, slice_make("", 1));
        sha256_update(&hash, value->value);
        sha256_update(&hash, slice_make("", 1));
    }
    sha256_finish(&hash, out);
}

/* What ends a load early is said: a limit reached is no silence. */
static void check_end(struct loader *l)
{
    struct diagnostics *to = l->reader.diagnostics;
    struct place nowhere = {NULL, {0, 0}};
    if (l->set->arena.failed)
        diagnostic_error(to, DIAGNOSTIC_NO_RULES, nowhere, "there is not enough memory for the rules");
    else if (to->errors >= l->reader.most_errors)
        diagnostic_error(to, DIAGNOSTIC_NO_RULES, nowhere, "too many errors; the rest of the rules was not looked at");
}

bool ruleset_load(struct ruleset *set, const struct rule_file *files, size_t count, const struct limits *limits,
                  struct diagnostics *diagnostics)
{
    uint32_t errors = diagnostics->errors;
    struct loader l = {.set = set, .limits = limits};
    l.reader = (struct schema_reader){.arena = &set->arena, .diagnostics = diagnostics, .most_errors = errors + LOAD_MAX_ERRORS};
    if (count == 0)
        diagnostic_error(diagnostics, DIAGNOSTIC_NO_RULES, (struct place){NULL, {0, 0}}, "there are no rules");
    load_files(&l, files, count);
    load_resolve(&l);
    if (diagnostics->errors == errors)
        load_order(&l);
    check_end(&l);
    return diagnostics->errors == errors;
}
