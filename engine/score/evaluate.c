/* Runs the conditions: only of rules that can make a finding, and of the rules that their metas refer to.
 * Tested in tests/unit/score. */
#include "score/evaluate.h"

#include <math.h>

#include "score/trace.h"

typedef void condition_function(struct evaluation *e, const struct condition *c, struct search *out);

static condition_function *const condition_functions[] = {
    [CONDITION_TEXT] = condition_text,       [CONDITION_HEADER] = condition_header,   [CONDITION_LINK] = condition_link,
    [CONDITION_IMAGE] = condition_image,     [CONDITION_ELEMENT] = condition_element, [CONDITION_PART] = condition_part,
    [CONDITION_MESSAGE] = condition_message, [CONDITION_ANOMALY] = condition_anomaly,
};

/* Whether the number of hits is the one that the condition asks for. */
static struct number count_holds(const struct count_test *test, struct number count)
{
    if (!test->given)
        return number_compare(count, COMPARE_GREATER_EQUAL, number_known(1));
    struct number above = number_compare(count, COMPARE_GREATER, number_known(test->above));
    struct number below = number_compare(count, COMPARE_LESS, number_known(test->below));
    return number_and(above, below);
}

/* A fragment, or a message that was not looked at whole, may hold more of anything that is counted; a header without its body
 * of anything that does not stand in a header. */
static enum unknown_reason unseen(const struct evaluation *e, const struct condition *c)
{
    bool in_header = c->kind == CONDITION_HEADER || (c->kind == CONDITION_TEXT && c->view == VIEW_SUBJECT);
    if (!e->content->message->complete)
        return UNKNOWN_LIMIT;
    if (e->content->message->headers_only && !in_header)
        return UNKNOWN_PARTIAL;
    return e->stage == STAGE_PARTIAL ? UNKNOWN_PARTIAL : UNKNOWN_NONE;
}

static void evaluate_rule(struct evaluation *e, uint32_t index)
{
    const struct condition *c = &e->rules->rules.items[index].condition;
    struct rule_result *result = &e->results[index];
    result->done = true;
    e->traced = e->trace && e->trace->wanted[index];
    if (c->kind == CONDITION_META) {
        condition_meta(e, c, result);
        return;
    }
    struct search search = {.more = unseen(e, c), .also = number_truth(true)};
    matcher_begin_rule(e->matcher);
    condition_functions[c->kind](e, c, &search);
    if (search.direct) {
        result->truth = search.also;
        result->count = search.also;
        result->hit_count = number_is_true(search.also) ? 1 : 0;
        return;
    }
    result->hits = search.hits;
    result->hit_count = hits_number(e->content->message, e->arena, &result->hits);
    double seen = hits_fold_branches(e->arena, &result->hits);
    struct number count = number_range(seen, search.more == UNKNOWN_NONE ? seen : INFINITY, search.more);
    result->truth = number_and(count_holds(&c->count, count), search.also);
    if (number_is_false(search.also))
        count = number_known(0);
    else if (number_is_unknown(search.also))
        count = number_range(0, count.high, search.also.reason);
    result->count = count;
}

static void need_all(const struct ruleset *rules, struct range list, bool *needed)
{
    for (uint32_t i = 0; i < list.count; i++)
        needed[rules->rule_references.items[list.first + i]] = true;
}

/* Marks what a meta refers to. */
static void need_references(const struct ruleset *rules, const struct condition *c, bool *needed)
{
    for (uint32_t i = 0; c->kind == CONDITION_META && i < c->expression.count; i++) {
        const struct expression_node *node = &rules->expression.items[c->expression.first + i];
        if (node->op == EX_RULE || node->op == EX_COUNT_HITS)
            needed[node->rule] = true;
        else if (node->op == EX_COUNT_RULES || node->op == EX_ANY)
            need_all(rules, node->rules, needed);
    }
}

bool evaluate(struct evaluation *e)
{
    uint32_t count = e->rules->rules.count;
    e->results = arena_new_array(e->arena, struct rule_result, count);
    bool *needed = arena_new_array(e->arena, bool, count);
    if (!e->results || !needed)
        return false;
    /* From the last to the first: a meta is met before what it refers to. */
    for (uint32_t i = count; i-- > 0;) {
        uint32_t rule = e->rules->evaluation_order.items[i];
        const struct condition *c = &e->rules->rules.items[rule].condition;
        bool wanted = e->trace && e->trace->wanted[rule];
        needed[rule] = needed[rule] || wanted || policy_applies(e->policy, rule, e->stage);
        if (needed[rule])
            need_references(e->rules, c, needed);
        if (wanted)
            need_references(e->rules, c, e->trace->wanted);
    }
    for (uint32_t i = 0; i < count; i++) {
        uint32_t rule = e->rules->evaluation_order.items[i];
        uint32_t first = e->trace ? e->trace->list.count : 0;
        if (needed[rule])
            evaluate_rule(e, rule);
        if (e->trace)
            e->trace->events[rule] = (struct range){first, e->trace->list.count - first};
    }
    return !e->arena->failed;
}
