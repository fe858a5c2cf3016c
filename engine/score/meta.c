/* Metas: expressions over other rules, as a stack machine on ranges. Beside its number each item carries the rules that made it
 * so, for a meta points where these point: those under a `not` do not count. Tested in tests/unit/score. */
#include "score/trace.h"

struct item {
    struct number number;
    rule_list sources;
};

struct machine {
    struct evaluation *e;
    struct item stack[EXPRESSION_MAX_STACK];
    uint32_t depth;
};

static void add_source(struct machine *m, rule_list *list, uint32_t rule)
{
    uint32_t *place = vec_push(m->e->arena, list);
    if (place)
        *place = rule;
}

static void join_sources(struct machine *m, struct item *into, const struct item *from)
{
    for (uint32_t i = 0; i < from->sources.count; i++)
        add_source(m, &into->sources, from->sources.items[i]);
}

/* How many of several rules fired, and which. */
static struct item count_rules(struct machine *m, struct range rules)
{
    struct item sum = {.number = number_known(0)};
    for (uint32_t i = 0; i < rules.count; i++) {
        uint32_t rule = m->e->rules->rule_references.items[rules.first + i];
        sum.number = number_add(sum.number, m->e->results[rule].truth);
        if (number_is_true(m->e->results[rule].truth))
            add_source(m, &sum.sources, rule);
    }
    return sum;
}

static struct item operand(struct machine *m, const struct expression_node *node)
{
    struct item item = {.number = number_known(node->number)};
    if (node->op == EX_NUMBER)
        return item;
    if (node->op == EX_COUNT_RULES)
        return count_rules(m, node->rules);
    if (node->op == EX_ANY) {
        item = count_rules(m, node->rules);
        item.number = number_to_truth(item.number);
        return item;
    }
    const struct rule_result *result = &m->e->results[node->rule];
    item.number = node->op == EX_RULE ? result->truth : result->count;
    if (number_is_true(result->truth))
        add_source(m, &item.sources, node->rule);
    return item;
}

static struct number calculate(enum expression_op op, struct number a, struct number b)
{
    switch (op) {
    case EX_AND: return number_and(a, b);
    case EX_OR: return number_or(a, b);
    case EX_ADD: return number_add(a, b);
    case EX_SUBTRACT: return number_subtract(a, b);
    case EX_MULTIPLY: return number_multiply(a, b);
    case EX_DIVIDE: return number_divide(a, b);
    case EX_LESS: return number_compare(a, COMPARE_LESS, b);
    case EX_LESS_EQUAL: return number_compare(a, COMPARE_LESS_EQUAL, b);
    case EX_GREATER: return number_compare(a, COMPARE_GREATER, b);
    case EX_GREATER_EQUAL: return number_compare(a, COMPARE_GREATER_EQUAL, b);
    case EX_EQUAL: return number_compare(a, COMPARE_EQUAL, b);
    case EX_NUMBER:
    case EX_RULE:
    case EX_COUNT_HITS:
    case EX_COUNT_RULES:
    case EX_ANY:
    case EX_NOT:
    case EX_NEGATE: break;
    }
    return number_unknown_truth(UNKNOWN_NO_VALUE);
}

static void step(struct machine *m, const struct expression_node *node)
{
    if (node->op == EX_NOT || node->op == EX_NEGATE) {
        struct item *top = &m->stack[m->depth - 1];
        if (node->op == EX_NEGATE) {
            top->number = number_subtract(number_known(0), top->number);
            return;
        }
        top->number = number_not(top->number);
        top->sources.count = 0;
        return;
    }
    if (node->op <= EX_ANY) {
        m->stack[m->depth++] = operand(m, node);
        return;
    }
    struct item *a = &m->stack[m->depth - 2];
    struct item *b = &m->stack[m->depth - 1];
    bool either = node->op == EX_OR;
    if (either && !number_is_true(a->number))
        a->sources.count = 0;
    if (!either || number_is_true(b->number))
        join_sources(m, a, b);
    a->number = calculate(node->op, a->number, b->number);
    m->depth--;
}

void condition_meta(struct evaluation *e, const struct condition *c, struct rule_result *out)
{
    struct machine *m = arena_new(e->arena, struct machine);
    if (!m)
        return;
    m->e = e;
    for (uint32_t i = 0; i < c->expression.count; i++) {
        const struct expression_node *node = &e->rules->expression.items[c->expression.first + i];
        bool pushes = node->op <= EX_ANY;
        if (pushes ? m->depth >= EXPRESSION_MAX_STACK : m->depth < (node->op == EX_NOT || node->op == EX_NEGATE ? 1u : 2u))
            break;
        step(m, node);
        struct trace_event *event = trace_add(e, TRACE_NODE);
        if (event) {
            event->node = node;
            event->truth = m->stack[m->depth - 1].number;
        }
    }
    out->truth = m->depth == 1 ? number_to_truth(m->stack[0].number) : number_unknown_truth(UNKNOWN_NO_VALUE);
    out->count = out->truth;
    if (m->depth == 1)
        out->sources = m->stack[0].sources;
}
