/* Pages for people: about a rule, and about what it found or did not find in a message. Tested in tests/cases. */
#include "report/explain.h"

#include "api/api.h"
#include "report/rule_page.h"

#define PAGE_MEMORY 268435456

static bool page_is_good(const assay_page *page)
{
    return page && page->size == sizeof *page && page->write;
}

static assay_status deliver(const assay_page *page, const struct buffer *text)
{
    if (text->failed)
        return ASSAY_NO_MEMORY;
    struct slice bytes = buffer_slice(text);
    return page->write(page->user, bytes.data, bytes.size) == 0 ? ASSAY_OK : ASSAY_IO;
}

static struct rule_page page_of(const struct assay_rules *rules, uint32_t rule)
{
    const assay_rule_info *info = &rules->infos[rule];
    return (struct rule_page){.set = &rules->set,
                              .rule = rule,
                              .severity = slice_cstr(info->severity),
                              .score = slice_cstr(info->score),
                              .source = slice_cstr(info->source),
                              .line = info->line};
}

assay_status assay_explain_rule(const assay_rules *rules, const char *id, const assay_page *page)
{
    if (!rules || !id || !page_is_good(page))
        return ASSAY_BAD_ARGUMENT;
    uint32_t rule = ruleset_find(&rules->set, slice_cstr(id));
    if (rule == INDEX_NONE)
        return ASSAY_END;
    struct arena arena;
    struct buffer text;
    arena_init(&arena, PAGE_MEMORY);
    buffer_init(&text, &arena, SIZE_MAX);
    const struct report_style style = {.width = page->width, .ascii = page->ascii};
    const struct rule_page about = page_of(rules, rule);
    report_rule_page(&text, &about, &style);
    assay_status status = deliver(page, &text);
    arena_free(&arena);
    return status;
}

assay_status assay_explain_result(assay_result *result, const char *id, const assay_page *page)
{
    if (!result || !id || !page_is_good(page) || !result->file.outcome)
        return ASSAY_BAD_ARGUMENT;
    const struct policy *policy = result->outcome.policy;
    uint32_t rule = ruleset_find(policy->rules, slice_cstr(id));
    if (rule == INDEX_NONE)
        return ASSAY_END;
    struct arena arena;
    struct buffer text;
    struct trace trace;
    arena_init(&arena, PAGE_MEMORY);
    buffer_init(&text, &arena, SIZE_MAX);
    const struct report_style style = {.width = page->width, .ascii = page->ascii};
    struct matcher *matcher = matcher_new(&arena, &policy->rules->patterns, &policy->limits);
    bool traced = matcher && trace_message(&trace, policy, matcher, &result->content, rule, &arena);
    if (traced)
        report_explain(&text, &trace, &result->file, &style);
    assay_status status = traced && !arena.failed ? deliver(page, &text) : ASSAY_NO_MEMORY;
    matcher_free(&matcher);
    arena_free(&arena);
    return status;
}

/* --- documents --- */

struct documents {
    struct arena arena; /* of the document that is being written */
    assay_document_callback *add;
    void *user;
    assay_status status;
};

static void begin_document(struct documents *d, struct buffer *text)
{
    arena_init(&d->arena, PAGE_MEMORY);
    buffer_init(text, &d->arena, SIZE_MAX);
}

static void end_document(struct documents *d, const struct buffer *text, const char *name)
{
    struct slice bytes = buffer_slice(text);
    if (text->failed)
        d->status = ASSAY_NO_MEMORY;
    else if (d->status == ASSAY_OK && d->add(d->user, name, bytes.data, bytes.size) != 0)
        d->status = ASSAY_IO;
    arena_free(&d->arena);
}

static void write_documents(struct documents *d, const struct assay_rules *rules, const struct rule_page *pages)
{
    struct buffer text;
    begin_document(d, &text);
    report_rule_index(&text, &rules->set, pages);
    end_document(d, &text, "index.md");
    begin_document(d, &text);
    report_vocabulary(&text, &rules->set);
    end_document(d, &text, "vocabulary.md");
    for (uint32_t i = 0; i < rules->set.rules.count && d->status == ASSAY_OK; i++) {
        if (rules->set.rules.items[i].helper)
            continue;
        begin_document(d, &text);
        report_rule_markdown(&text, &pages[i]);
        struct slice name = arena_printf(&d->arena, "%s.md", rules->infos[i].id);
        end_document(d, &text, name.data ? (const char *)name.data : "");
    }
}

assay_status assay_rules_docs(const assay_rules *rules, assay_document_callback *add, void *user)
{
    if (!rules || !add)
        return ASSAY_BAD_ARGUMENT;
    struct arena arena;
    arena_init(&arena, PAGE_MEMORY);
    struct documents d = {.add = add, .user = user, .status = ASSAY_OK};
    struct rule_page *pages = arena_new_array(&arena, struct rule_page, rules->set.rules.count);
    for (uint32_t i = 0; pages && i < rules->set.rules.count; i++)
        pages[i] = page_of(rules, i);
    if (pages)
        write_documents(&d, rules, pages);
    else
        d.status = ASSAY_NO_MEMORY;
    arena_free(&arena);
    return d.status;
}
