/* The index of all rules, and the words of the rule language, as Markdown. Tested in tests/cases. */
#include "content/element.h"
#include "report/rule_page.h"

static void cell(struct buffer *out, struct slice text)
{
    buffer_byte(out, ' ');
    markdown_text(out, text);
    buffer_text(out, " |");
}

static void index_row(struct buffer *out, const struct rule_page *page)
{
    const struct rule *rule = &page->set->rules.items[page->rule];
    buffer_printf(out, "| [%.*s](%.*s.md) |", SLICE_ARG(rule->id), SLICE_ARG(rule->id));
    cell(out, slice_cstr(category_text(rule->category)));
    cell(out, page->severity);
    cell(out, page->score);
    cell(out, rule->title);
    buffer_byte(out, '\n');
}

void report_rule_index(struct buffer *out, const struct ruleset *set, const struct rule_page *pages)
{
    buffer_text(out, "# Rules\n\nThe words that rules are written with: [vocabulary](vocabulary.md).\n");
    for (uint32_t p = 0; p < set->packs.count; p++) {
        bool begun = false;
        for (uint32_t i = 0; i < set->rules.count; i++) {
            const struct rule *rule = &set->rules.items[i];
            if (rule->helper || !slice_equal(rule->pack, set->packs.items[p]))
                continue;
            if (!begun)
                buffer_printf(out, "\n## %.*s\n\n| rule | category | severity | score | what it finds |\n|---|---|---|---|---|\n",
                              SLICE_ARG(rule->pack));
            begun = true;
            index_row(out, &pages[i]);
        }
    }
}

static void field_row(struct buffer *out, const struct field *field)
{
    static const char *const types[] = {[FIELD_BOOL] = "true or false",
                                        [FIELD_NUMBER] = "number",
                                        [FIELD_TEXT] = "text",
                                        [FIELD_CHOICE] = "one of",
                                        [FIELD_LIST] = "list"};
    buffer_printf(out, "| `%s` | %s", field->name, types[field->type]);
    for (int i = 0; field->choices && field->choices[i]; i++)
        buffer_printf(out, "%s `%s`", i ? "," : field->type == FIELD_LIST ? " of" : "", field->choices[i]);
    buffer_text(out, " |");
    cell(out, slice_cstr(field->doc));
    buffer_byte(out, '\n');
}

static void write_fields(struct buffer *out)
{
    static const enum condition_kind kinds[] = {CONDITION_LINK, CONDITION_IMAGE, CONDITION_ELEMENT, CONDITION_PART,
                                                CONDITION_MESSAGE};
    for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
        const struct field_table *table = condition_fields(kinds[k]);
        buffer_printf(out, "\n## Fields of `%s`\n\n| field | type | what it is |\n|---|---|---|\n", condition_name(kinds[k]));
        for (size_t i = 0; i < table->count; i++)
            field_row(out, &table->fields[i]);
    }
}

static void name_row(struct buffer *out, const char *name, const char *doc)
{
    buffer_printf(out, "| `%s` |", name);
    cell(out, slice_cstr(doc));
    buffer_byte(out, '\n');
}

static void write_lists(struct buffer *out, const struct ruleset *set)
{
    if (set->lists.count > 0)
        buffer_text(out, "\n## Named lists\n");
    for (uint32_t i = 0; i < set->lists.count; i++) {
        const struct named_list *list = &set->lists.items[i];
        buffer_printf(out, "\n### `@%.*s`\n\n", SLICE_ARG(list->name));
        markdown_text(out, list->why);
        if (list->source.size) {
            buffer_text(out, " Source: ");
            markdown_text(out, list->source);
            buffer_printf(out, "%s%.*s.", list->date.size ? ", " : "", SLICE_ARG(list->date));
        }
        buffer_text(out, "\n\n");
        for (uint32_t v = 0; v < list->values.count; v++) {
            buffer_text(out, v ? ", " : "");
            markdown_text(out, list->values.items[v]);
        }
        buffer_byte(out, '\n');
    }
}

void report_vocabulary(struct buffer *out, const struct ruleset *set)
{
    buffer_text(out, "# Vocabulary\n\nThe names that rules may use, from the tables that the program itself reads.\n");
    buffer_text(out, "\n## Views of `text`\n\n| view | what it holds |\n|---|---|\n");
#define X(name, text, doc) name_row(out, text, doc);
    VIEWS(X)
#undef X
    write_fields(out);
    buffer_text(out, "\n## Anomalies\n\n| anomaly | what it is |\n|---|---|\n");
    for (int i = 0; i < ANOMALY_COUNT; i++)
        name_row(out, anomaly_text((enum anomaly_kind)i), anomaly_doc((enum anomaly_kind)i));
    write_lists(out, set);
    buffer_text(out, "\n## Limits\n\n| limit | default | why |\n|---|---|---|\n");
#define X(field, value, unit, reason)                                                                                            \
    buffer_printf(out, "| `" #field "` | %llu %s |", (unsigned long long)(value), unit);                                         \
    cell(out, SLICE(reason));                                                                                                    \
    buffer_byte(out, '\n');
    LIMITS(X)
#undef X
}
