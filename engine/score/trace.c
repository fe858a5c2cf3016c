/* Keeping what an evaluation looks at. Tested in tests/cases. */
#include "score/trace.h"

struct trace_event *trace_add(struct evaluation *e, enum trace_kind kind)
{
    if (!e->trace || !e->traced)
        return NULL;
    struct trace_event *event = vec_push(e->arena, &e->trace->list);
    if (event)
        *event = (struct trace_event){.kind = kind, .depth = e->trace->depth};
    return event;
}

void trace_record(struct evaluation *e, const struct hit *place, struct number truth)
{
    struct trace_event *event = trace_add(e, TRACE_RECORD);
    if (!event)
        return;
    event->place = *place;
    event->truth = truth;
}

bool trace_message(struct trace *out, const struct policy *policy, struct matcher *matcher, struct content *content,
                   uint32_t rule, struct arena *arena)
{
    uint32_t count = policy->rules->rules.count;
    *out = (struct trace){
        .rule = rule, .wanted = arena_new_array(arena, bool, count), .events = arena_new_array(arena, struct range, count)};
    out->evaluation = (struct evaluation){.rules = policy->rules,
                                          .policy = policy,
                                          .matcher = matcher,
                                          .content = content,
                                          .arena = arena,
                                          .stage = content->message->stage,
                                          .trace = out};
    if (!out->wanted || !out->events)
        return false;
    out->wanted[rule] = true;
    matcher_reset(matcher);
    return evaluate(&out->evaluation);
}
