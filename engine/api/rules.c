/* assay_rules: loading, and what is known of each rule. Tested in tests/unit/api. */
#include "api/api.h"
#include "ruleset/builtin.h"

#define HANDLE_MEMORY     268435456
#define DIAGNOSTIC_MEMORY 67108864

static const struct place NO_PLACE = {0};

static bool options_are_good(const assay_rules_options *options)
{
    if (options->size != sizeof *options || (options->file_count && !options->files) ||
        any_null(options->limits, options->limit_count) || (options->list_value_count && !options->list_values))
        return false;
    for (size_t i = 0; i < options->list_value_count; i++)
        if (!options->list_values[i].list || !options->list_values[i].value)
            return false;
    for (size_t i = 0; i < options->file_count; i++) {
        if (options->files[i].data_size && !options->files[i].data)
            return false;
    }
    return true;
}

/* The shipped packs, if wanted, then the caller's files. Null: no memory. */
static const struct rule_file *list_files(struct arena *arena, const assay_rules_options *options, size_t *out_count)
{
    size_t shipped = options->no_default_rules ? 0 : builtin_file_count;
    struct rule_file *files = arena_new_array(arena, struct rule_file, shipped + options->file_count);
    if (!files)
        return NULL;
    for (size_t i = 0; i < shipped; i++)
        files[i] = (struct rule_file){.name = slice_cstr(builtin_files[i].path),
                                      .bytes = slice_make(builtin_files[i].data, builtin_files[i].size),
                                      .builtin = true,
                                      .no_tests = options->no_shipped_tests && !options->lint};
    for (size_t i = 0; i < options->file_count; i++) {
        const assay_rule_file *file = &options->files[i];
        files[shipped + i] = (struct rule_file){.name = slice_cstr(file->name ? file->name : "rules"),
                                                .bytes = slice_make(file->data, file->data_size)};
    }
    *out_count = shipped + options->file_count;
    return files;
}

static assay_status load(struct assay_rules *rules, const assay_rules_options *options, struct diagnostics *diagnostics)
{
    size_t count;
    const struct rule_file *files = list_files(diagnostics->arena, options, &count);
    if (!files)
        return ASSAY_NO_MEMORY;
    struct limits limits = limits_default;
    limits_read(&limits, options->limits, options->limit_count, diagnostics);
    for (size_t i = 0; i < options->list_value_count; i++) {
        const assay_list_value *value = &options->list_values[i];
        const struct list_value copy = {slice_cstr(value->list), slice_cstr(value->value),
                                        slice_cstr(value->origin ? value->origin : "a list value")};
        ruleset_add_value(&rules->set, &copy);
    }
    bool loaded = ruleset_load(&rules->set, files, count, &limits, diagnostics);
    if (loaded && options->lint)
        ruleset_lint(&rules->set, diagnostics);
    if (loaded && diagnostics->errors == 0 && rules->set.rules.count == 0)
        diagnostic_error(diagnostics, DIAGNOSTIC_NO_RULES, NO_PLACE, "there are no rules");
    if (diagnostics->errors)
        return ASSAY_BAD_RULES;
    return loaded && rule_infos_make(rules) ? ASSAY_OK : ASSAY_NO_MEMORY;
}

assay_status assay_rules_load(const assay_rules_options *options, assay_rules **out_rules)
{
    static const assay_rules_options defaults = ASSAY_RULES_OPTIONS_INIT;
    if (!out_rules)
        return ASSAY_BAD_ARGUMENT;
    *out_rules = NULL;
    if (!options)
        options = &defaults;
    if (!options_are_good(options))
        return ASSAY_BAD_ARGUMENT;
    struct assay_rules *rules = handle_new(sizeof *rules, HANDLE_MEMORY);
    if (!rules)
        return ASSAY_NO_MEMORY;
    struct arena arena;
    struct diagnostics diagnostics;
    arena_init(&arena, DIAGNOSTIC_MEMORY);
    diagnostics_init(&diagnostics, &arena);
    assay_status status = ruleset_init(&rules->set) ? load(rules, options, &diagnostics) : ASSAY_NO_MEMORY;
    diagnostics_deliver(&diagnostics, (struct diagnostic_target){options->on_diagnostic, options->user});
    arena_free(&arena);
    if (status == ASSAY_OK)
        *out_rules = rules;
    else
        assay_rules_free(&rules);
    return status;
}

void assay_rules_free(assay_rules **rules)
{
    if (!rules || !*rules)
        return;
    ruleset_free(&(*rules)->set);
    handle_free(*rules);
    *rules = NULL;
}

size_t assay_rules_count(const assay_rules *rules)
{
    return rules ? rules->set.rules.count : 0;
}

assay_status assay_rules_get(const assay_rules *rules, size_t index, assay_rule_info *out_info)
{
    if (!rules || !out_info || out_info->size != sizeof *out_info)
        return ASSAY_BAD_ARGUMENT;
    *out_info = (assay_rule_info)ASSAY_RULE_INFO_INIT;
    if (index >= rules->set.rules.count)
        return ASSAY_END;
    *out_info = rules->infos[index];
    return ASSAY_OK;
}

assay_status assay_rules_find(const assay_rules *rules, const char *id, size_t *out_index)
{
    if (!out_index)
        return ASSAY_BAD_ARGUMENT;
    *out_index = 0;
    if (!rules || !id)
        return ASSAY_BAD_ARGUMENT;
    uint32_t index = ruleset_find(&rules->set, slice_cstr(id));
    if (index == INDEX_NONE)
        return ASSAY_END;
    *out_index = index;
    return ASSAY_OK;
}
