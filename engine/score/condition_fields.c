/* Conditions on records: links, parts, the whole message; and on anomalies. Field tests are evaluated in three values.
 *
 * Field tests nest as deep as the rule file does (yaml_depth); they are evaluated by recursion of that depth.
 * Tested in tests/unit/score and tests/cases. */
#include "score/trace.h"

static bool equals(const struct field *field, const struct value *v, const struct test_value *want)
{
    switch (field->type) {
    case FIELD_BOOL: return v->truth == want->truth;
    case FIELD_NUMBER: return v->number >= want->number && v->number <= want->number;
    case FIELD_TEXT:
    case FIELD_CHOICE: return slice_equal_nocase(v->text, want->text);
    case FIELD_LIST: break;
    }
    for (uint32_t i = 0; i < v->list_count; i++)
        if (slice_equal_nocase(v->list[i], want->text))
            return true;
    return false;
}

static struct number test_equals(const struct evaluation *e, const struct field_test *t, const struct value *v)
{
    for (uint32_t i = 0; i < t->values.count; i++)
        if (equals(t->field, v, &e->rules->values.items[t->values.first + i]))
            return number_truth(true);
    return number_truth(false);
}

static struct number test_matches(struct evaluation *e, const struct field_test *t, const struct value *v)
{
    const struct slice *texts = t->field->type == FIELD_LIST ? v->list : &v->text;
    uint32_t count = t->field->type == FIELD_LIST ? v->list_count : 1;
    enum unknown_reason more = UNKNOWN_NONE;
    for (uint32_t i = 0; i < count; i++) {
        bool found = false;
        enum unknown_reason reason = match_reason(matcher_test(e->matcher, t->pattern, texts[i], &found));
        if (found)
            return number_truth(true);
        if (reason > more)
            more = reason;
    }
    return more == UNKNOWN_NONE ? number_truth(false) : number_unknown_truth(more);
}

/* The name itself or a part of it behind a dot is one of the names. Looked up by suffix, so that a list may be long. */
static bool is_under(const struct field_test *t, struct slice name)
{
    if (slice_at(name, name.size - 1) == '.')
        name.size--;
    for (size_t at = 0; at < name.size;) {
        if (map_get(t->names, slice_from(name, at)) != MAP_NONE)
            return true;
        size_t dot = slice_find_byte(name, at, '.');
        at = dot == SLICE_NONE ? name.size : dot + 1;
    }
    return false;
}

/* A value that differs from another, texts without regard to ASCII case. Both must be there to differ. */
static struct number test_differs(const struct field_test *t, const struct value *v, const void *record)
{
    struct value other = {0};
    t->other->get(record, &other);
    if (other.state == VALUE_UNKNOWN)
        return number_unknown_truth(other.reason);
    if (other.state == VALUE_MISSING)
        return number_truth(false);
    if (t->field->type == FIELD_NUMBER)
        return number_truth(v->number < other.number || v->number > other.number);
    if (t->field->type == FIELD_BOOL)
        return number_truth(v->truth != other.truth);
    return number_truth(!slice_equal_nocase(v->text, other.text));
}

static struct number test_value(struct evaluation *e, const struct field_test *t, const void *record, const struct value *v)
{
    if (t->op == TEST_UNKNOWN)
        return number_truth(v->state == VALUE_UNKNOWN);
    if (v->state == VALUE_UNKNOWN)
        return number_unknown_truth(v->reason);
    if (t->op == TEST_MISSING)
        return number_truth(v->state == VALUE_MISSING);
    if (v->state == VALUE_MISSING)
        return number_truth(false);
    switch (t->op) {
    case TEST_EQUALS: return test_equals(e, t, v);
    case TEST_MATCHES: return test_matches(e, t, v);
    case TEST_ABOVE: return number_truth(v->number > t->bound);
    case TEST_BELOW: return number_truth(v->number < t->bound);
    case TEST_DIFFERS: return test_differs(t, v, record);
    case TEST_UNDER: return number_truth(is_under(t, v->text));
    case TEST_ALL:
    case TEST_NOT:
    case TEST_UNKNOWN:
    case TEST_MISSING: break;
    }
    return number_truth(false);
}

static struct number field_test_truth(struct evaluation *e, uint32_t test, const void *record);

enum { UNDER_NOT_ASKED, UNDER_NONE, UNDER_SOME };

/* True if a host of the message is under one of the test's names. */
static bool some_host_is_under(struct evaluation *e, const struct field_test *t)
{
    if (!e->under)
        e->under = arena_alloc(e->arena, e->rules->field_tests.count);
    unsigned char *kept = e->under ? &e->under[t - e->rules->field_tests.items] : NULL;
    if (kept && *kept != UNDER_NOT_ASKED)
        return *kept == UNDER_SOME;
    bool some = false;
    for (uint32_t i = 0; i < e->content->host_names.count && !some; i++)
        some = is_under(t, e->content->host_names.items[i]);
    if (kept)
        *kept = some ? UNDER_SOME : UNDER_NONE;
    return some;
}

/* What is the same for all links of the class that this one is the first of: a pattern may match in none of all addresses, and no
 * host may be in a list. What a placeholder may bring stays unknown, also one in the base of the link. */
static struct number coarse_truth(struct evaluation *e, const struct field_test *t, const struct link *first)
{
    bool open = first->url.placeholder || first->host_kind == HOST_UNKNOWN || !t->of_address || !e->addresses;
    if (!open && t->op == TEST_MATCHES && !match_texts_may(e->addresses, &e->rules->patterns, t->pattern))
        return number_truth(false);
    if (!open && t->op == TEST_UNDER && !some_host_is_under(e, t))
        return number_truth(false);
    return number_unknown_truth(UNKNOWN_NO_VALUE);
}

/* Whether all tests inside hold. What cannot change that any more is looked at only for those who ask what it was. */
static struct number test_children(struct evaluation *e, const struct field_test *t, const void *record)
{
    struct number all = number_truth(true);
    for (uint32_t i = 0; i < t->children.count && (e->trace || !number_is_false(all)); i++) {
        uint32_t child = e->rules->field_children.items[t->children.first + i];
        all = number_and(all, field_test_truth(e, child, record));
    }
    return t->op == TEST_NOT ? number_not(all) : all;
}

/* A field test's truth for one record. */
static struct number field_test_truth(struct evaluation *e, uint32_t test, const void *record)
{
    const struct field_test *t = &e->rules->field_tests.items[test];
    bool leaf = t->op != TEST_ALL && t->op != TEST_NOT;
    struct value v = {0};
    if (leaf && e->coarse && !t->coarse)
        return coarse_truth(e, t, record);
    uint32_t kept = trace_add(e, TRACE_TEST) ? e->trace->list.count - 1 : INDEX_NONE;
    if (leaf)
        t->field->get(record, &v);
    if (e->trace)
        e->trace->depth++;
    struct number truth = leaf ? test_value(e, t, record, &v) : test_children(e, t, record);
    if (e->trace)
        e->trace->depth--;
    if (kept != INDEX_NONE) {
        e->trace->list.items[kept].test = t;
        e->trace->list.items[kept].value = v;
        e->trace->list.items[kept].truth = truth;
    }
    return truth;
}

/* True if the test (or one below it) looks at a field whose name begins so. */
static bool field_test_uses(const struct ruleset *rules, uint32_t test, const char *prefix)
{
    const struct field_test *t = &rules->field_tests.items[test];
    struct slice begin = slice_cstr(prefix);
    if (t->op != TEST_ALL && t->op != TEST_NOT)
        return slice_starts(slice_cstr(t->field->name), begin) ||
               (t->op == TEST_DIFFERS && slice_starts(slice_cstr(t->other->name), begin));
    for (uint32_t i = 0; i < t->children.count; i++)
        if (field_test_uses(rules, rules->field_children.items[t->children.first + i], prefix))
            return true;
    return false;
}

struct number record_truth(struct evaluation *e, const struct condition *c, const void *record, struct search *out)
{
    struct number truth = field_test_truth(e, c->test, record);
    if (number_is_unknown(truth))
        search_may_miss(out, truth.reason);
    return truth;
}

static struct hit link_hit(const struct link *link)
{
    struct hit hit = {.layer = &link->target, .document = link->document, .part = link->part, .role = ROLE_TARGET, .link = link};
    hit.span = (struct span){0, (uint32_t)link->target.text.size};
    hit.key = link->url.normalised.size > 0 ? link->url.normalised : link->target.text;
    return hit;
}

static void add_link(struct evaluation *e, const struct link *link, bool with_shown, struct search *out)
{
    struct hit hit = link_hit(link);
    struct hit *h = vec_push(e->arena, &out->hits);
    if (!h)
        return;
    *h = hit;
    if (!with_shown || !link->has_shown || link->shown.text.size == 0)
        return;
    h = vec_push(e->arena, &out->hits);
    if (!h)
        return;
    hit.layer = &link->shown;
    hit.span = (struct span){0, (uint32_t)link->shown.text.size};
    hit.role = ROLE_SHOWN;
    *h = hit;
}

bool search_add(struct evaluation *e, struct search *search, const struct hit *hit)
{
    struct hit *place = search->hits.count < e->policy->limits.hits ? vec_push(e->arena, &search->hits) : NULL;
    if (!place) {
        search_may_miss(search, UNKNOWN_LIMIT);
        return false;
    }
    *place = *hit;
    return true;
}

/* Reads the trigrams of all addresses. */
static void read_addresses(struct evaluation *e)
{
    if (e->addresses)
        return;
    e->addresses = match_texts_new(e->arena);
    for (uint32_t i = 0; e->addresses && i < e->content->links.count; i++) {
        match_texts_add(e->addresses, e->content->links.items[i].url.text);
        match_texts_add(e->addresses, e->content->links.items[i].url.host);
    }
}

/* For each class of links whether one of it may be a hit, by what is the same in a class; null: none may. */
static const bool *open_classes(struct evaluation *e, const struct condition *c)
{
    const struct content *content = e->content;
    bool any = false;
    bool *open = arena_new_array(e->arena, bool, content->link_classes.count);
    e->coarse = !e->trace;
    read_addresses(e);
    for (uint32_t i = 0; open && i < content->link_classes.count; i++) {
        const struct link *first = &content->links.items[content->link_classes.items[i]];
        open[i] = e->trace || !number_is_false(field_test_truth(e, c->test, first));
        any = any || open[i];
    }
    e->coarse = false;
    return any ? open : NULL;
}

void condition_link(struct evaluation *e, const struct condition *c, struct search *out)
{
    bool with_shown = field_test_uses(e->rules, c->test, "text");
    const bool *open = open_classes(e, c);
    for (uint32_t i = 0; open && i < e->content->links.count; i++) {
        const struct link *link = &e->content->links.items[i];
        if (!open[link->class_index])
            continue;
        struct number truth = record_truth(e, c, link, out);
        if (!number_is_true(truth) && !e->trace)
            continue;
        struct hit place = link_hit(link);
        trace_record(e, &place, truth);
        if (!number_is_true(truth))
            continue;
        if (out->hits.count >= e->policy->limits.hits) {
            search_may_miss(out, UNKNOWN_LIMIT);
            return;
        }
        add_link(e, link, with_shown, out);
    }
}

/* Where a part is pointed to: its Content-Type, else the first bytes of its body's line. */
static struct hit part_place(const struct message *message, uint32_t index)
{
    const struct part *part = &message->parts.items[index];
    struct hit hit = {.layer = part->layer, .part = index, .role = ROLE_PLACE};
    hit.span = (struct span){part->body.start, part->body.start};
    for (uint32_t i = part->field_count; i-- > 0;) {
        const struct header_field *field = &message->fields.items[part->first_field + i];
        if (!slice_equal_nocase(field->name, SLICE("content-type")))
            continue;
        hit.layer = &field->unfolded.layer;
        hit.document = &field->unfolded;
        hit.field = field;
        hit.span = (struct span){0, (uint32_t)field->unfolded.layer.text.size};
    }
    return hit;
}

void condition_part(struct evaluation *e, const struct condition *c, struct search *out)
{
    const struct message *message = e->content->message;
    for (uint32_t i = message->scored_part; i < message->scored_end; i++) {
        struct part_record record = {message, &message->parts.items[i]};
        struct number truth = record_truth(e, c, &record, out);
        if (!number_is_true(truth) && !e->trace)
            continue;
        struct hit hit = part_place(message, i);
        trace_record(e, &hit, truth);
        if (number_is_true(truth) && !search_add(e, out, &hit))
            return;
    }
}

void condition_message(struct evaluation *e, const struct condition *c, struct search *out)
{
    out->direct = true;
    out->also = field_test_truth(e, c->test, e->content);
}

void condition_anomaly(struct evaluation *e, const struct condition *c, struct search *out)
{
    const struct message *message = e->content->message;
    for (uint32_t i = 0; i < message->anomalies.count; i++) {
        const struct anomaly *a = &message->anomalies.items[i];
        if (!(c->anomalies[a->kind / 64] >> a->kind % 64 & 1) || !message_scores(message, a->part))
            continue;
        struct hit hit = {.layer = a->layer, .span = a->span, .part = a->part, .role = ROLE_PLACE, .anomaly = a->kind};
        if (!search_add(e, out, &hit))
            return;
    }
}
