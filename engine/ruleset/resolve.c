/* When all files are read: references between rules, circles among them, and the order of evaluation.
 *
 * The walk keeps its own stack; nothing recurses. Tested in tests/unit/ruleset/test_references.c and tests/diag. */
#include "base/buffer.h"
#include "data/text.h"
#include "ruleset/load.h"

enum { SHOWN_IDS = 12 };

/* --- references --- */

/* What stands in a part of a file that was not read is not known, so nobody is told that it is missing. */
static void unknown_rule(struct loader *l, const struct reference *reference)
{
    struct ruleset *set = l->set;
    if (l->unread)
        return;
    const char **names = arena_new_array(&set->arena, const char *, set->rules.count);
    for (uint32_t i = 0; names && i < set->rules.count; i++) {
        names[i] = arena_cstr(&set->arena, set->rules.items[i].id);
        if (!names[i])
            return;
    }
    struct diagnostic *d = diagnostic_error(l->reader.diagnostics, DIAGNOSTIC_UNKNOWN_RULE, reference->place,
                                            "there is no rule `%.*s`", SLICE_ARG(reference->name));
    const char *meant = names ? diagnostic_did_you_mean(reference->name, names, set->rules.count) : NULL;
    if (meant)
        diagnostic_hint(l->reader.diagnostics, d, "help: did you mean `%s`?", meant);
    else
        diagnostic_hint(l->reader.diagnostics, d, "help: load the file that has it too, or write the rule");
}

static bool has_tag(const struct ruleset *set, const struct rule *rule, struct slice tag)
{
    for (uint32_t i = 0; i < rule->tags.count; i++)
        if (slice_equal(set->slices.items[rule->tags.first + i], tag))
            return true;
    return false;
}

/* All rules with the tag but the one that asks. */
static void resolve_tag(struct loader *l, const struct reference *reference)
{
    struct ruleset *set = l->set;
    struct range rules = {set->rule_references.count, 0};
    for (uint32_t i = 0; i < set->rules.count; i++) {
        if (i == reference->rule || !has_tag(set, &set->rules.items[i], reference->name))
            continue;
        uint32_t *to = vec_push(&set->arena, &set->rule_references);
        if (!to)
            return;
        *to = i;
        rules.count++;
    }
    set->expression.items[reference->index].rules = rules;
    if (rules.count > 0 || l->unread)
        return;
    struct diagnostic *d = diagnostic_error(l->reader.diagnostics, DIAGNOSTIC_UNKNOWN_RULE, reference->place,
                                            "no other rule has the tag `%.*s`", SLICE_ARG(reference->name));
    diagnostic_hint(l->reader.diagnostics, d, "help: a tag stands in the `tags` of the rules that are meant");
}

void load_resolve(struct loader *l)
{
    struct ruleset *set = l->set;
    for (uint32_t i = 0; i < l->references.count && !schema_full(&l->reader); i++) {
        const struct reference *reference = &l->references.items[i];
        if (reference->target == REFERENCE_TAG) {
            resolve_tag(l, reference);
            continue;
        }
        uint32_t rule = map_get(&set->ids, reference->name);
        if (rule == MAP_NONE)
            unknown_rule(l, reference);
        else if (reference->target == REFERENCE_NODE)
            set->expression.items[reference->index].rule = rule;
        else
            set->rule_references.items[reference->index] = rule;
    }
}

/* --- order --- */

uint32_t rule_next_edge(const struct ruleset *set, const struct rule *rule, struct edge_cursor *cursor)
{
    const struct range *range = &rule->condition.expression;
    while (cursor->node < range->count) {
        const struct expression_node *node = &set->expression.items[range->first + cursor->node];
        if ((node->op == EX_COUNT_RULES || node->op == EX_ANY) && cursor->item < node->rules.count)
            return set->rule_references.items[node->rules.first + cursor->item++];
        cursor->node++;
        cursor->item = 0;
        if (node->op == EX_RULE || node->op == EX_COUNT_HITS)
            return node->rule;
    }
    return INDEX_NONE;
}

struct visit {
    uint32_t rule;
    struct edge_cursor cursor;
};

enum visit_state { NOT_VISITED, ON_STACK, VISITED };

struct walk {
    VEC(struct visit) stack;
    struct loader *loader;
    unsigned char *states; /* one per rule */
};

static void enter(struct walk *w, uint32_t rule)
{
    struct visit *visit = vec_push(&w->loader->set->arena, &w->stack);
    if (!visit)
        return;
    *visit = (struct visit){.rule = rule};
    w->states[rule] = ON_STACK;
}

static void leave(struct walk *w)
{
    struct ruleset *set = w->loader->set;
    uint32_t rule = w->stack.items[--w->stack.count].rule;
    uint32_t *to = vec_push(&set->arena, &set->evaluation_order);
    w->states[rule] = VISITED;
    if (to)
        *to = rule;
}

/* The rules from where it stands on the stack make a circle. */
static void report_cycle(struct walk *w, uint32_t rule)
{
    struct ruleset *set = w->loader->set;
    struct buffer path;
    uint32_t first = w->stack.count;
    while (first > 0 && w->stack.items[first - 1].rule != rule)
        first--;
    buffer_init(&path, &set->arena, SIZE_MAX);
    for (uint32_t i = first - 1; i < w->stack.count && i < first + SHOWN_IDS; i++) {
        buffer_append(&path, set->rules.items[w->stack.items[i].rule].id);
        buffer_text(&path, " -> ");
    }
    buffer_text(&path, w->stack.count >= first + SHOWN_IDS ? "... -> " : "");
    buffer_append(&path, set->rules.items[rule].id);
    struct slice text = buffer_slice(&path);
    struct diagnostics *to = w->loader->reader.diagnostics;
    struct diagnostic *d = diagnostic_error(to, DIAGNOSTIC_META_CYCLE, set->rules.items[rule].place,
                                            "this rule refers to itself: %.*s", SLICE_ARG(text));
    diagnostic_hint(to, d, "help: take one of these references out");
}

static void walk_from(struct walk *w, uint32_t root)
{
    struct ruleset *set = w->loader->set;
    if (w->states[root] == NOT_VISITED)
        enter(w, root);
    while (w->stack.count > 0 && !schema_full(&w->loader->reader)) {
        struct visit *visit = &w->stack.items[w->stack.count - 1];
        uint32_t next = rule_next_edge(set, &set->rules.items[visit->rule], &visit->cursor);
        if (next == INDEX_NONE)
            leave(w);
        else if (w->states[next] == NOT_VISITED)
            enter(w, next);
        else if (w->states[next] == ON_STACK)
            report_cycle(w, next);
    }
}

void load_order(struct loader *l)
{
    struct walk w = {.loader = l};
    w.states = arena_alloc(&l->set->arena, l->set->rules.count);
    for (uint32_t i = 0; w.states && i < l->set->rules.count && !schema_full(&l->reader); i++)
        walk_from(&w, i);
}
