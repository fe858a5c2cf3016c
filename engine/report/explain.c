/* Why a rule did or did not fire: does it apply, what was looked at, what each look came to. Tested in tests/cases. */
#include "report/explain.h"

#include <math.h>

#include "base/utf8.h"

enum { MOST_TEXTS = 10, MOST_HITS = 20, MOST_RECORDS = 10, MOST_VALUES = 8, MOST_RULES = 12, MOST_TEXT_BYTES = 400 };

/* --- words --- */

struct slice truth_words(struct arena *arena, struct number truth)
{
    if (number_is_unknown(truth))
        return arena_printf(arena, "unknown (%s)", unknown_reason_text(truth.reason));
    return number_is_true(truth) ? SLICE("true") : SLICE("false");
}

struct slice number_words(struct arena *arena, struct number number)
{
    struct buffer out;
    buffer_init(&out, arena, SIZE_MAX);
    if (isinf(number.low))
        return arena_printf(arena, "unknown (%s)", unknown_reason_text(number.reason));
    number_append(&out, number.low);
    if (number.high > number.low) {
        if (isinf(number.high)) {
            buffer_text(&out, " or more");
        } else {
            buffer_text(&out, " to ");
            number_append(&out, number.high);
        }
        buffer_printf(&out, " (%s)", unknown_reason_text(number.reason));
    }
    return buffer_slice(&out);
}

void explain_line(const struct explained *x, size_t indent, size_t hang, struct slice text)
{
    buffer_fill(x->text.out, ' ', indent);
    text_wrapped(&x->text, text, indent, hang);
}

/* A line of what printf makes of it. */
#define SAY(x, indent, hang, ...) explain_line((x), (indent), (hang), arena_printf((x)->arena, __VA_ARGS__))

/* A text in quotes, its middle left out if it is long, in a form that one line can hold. */
static struct slice quoted(struct arena *arena, struct slice text)
{
    if (text.size <= MOST_TEXT_BYTES)
        return arena_printf(arena, "\"%.*s\"", SLICE_ARG(text));
    size_t head = utf8_floor(text, MOST_TEXT_BYTES * 2 / 3), tail = utf8_floor(text, text.size - MOST_TEXT_BYTES / 3);
    return arena_printf(arena, "\"%.*s\" ... \"%.*s\"", SLICE_ARG(slice_sub(text, 0, head)), SLICE_ARG(slice_from(text, tail)));
}

static struct slice place_text(const struct explained *x, const struct hit *place)
{
    return unmasked_text(x->arena, place->layer, place->document, place->span);
}

/* "12:1, part 1.2"; empty for what has no place in the file. */
static struct slice place_words(const struct explained *x, const struct hit *place)
{
    struct evaluation e = x->trace->evaluation;
    struct location location;
    if (!locate(&e, place, &location))
        return SLICE("");
    struct position at = source_position(&x->text.file->message->source, location.hull.start, COLUMN_CODE_POINTS);
    return arena_printf(x->arena, "%llu:%llu", (unsigned long long)at.line, (unsigned long long)at.column);
}

/* --- field tests --- */

static void append_values(struct buffer *out, const struct ruleset *rules, const struct field_test *test)
{
    for (uint32_t i = 0; i < test->values.count; i++) {
        const struct test_value *value = &rules->values.items[test->values.first + i];
        bool last = i + 1 == test->values.count;
        if (i == MOST_VALUES && !last) {
            buffer_printf(out, " or one of %u others", (unsigned)(test->values.count - i));
            return;
        }
        buffer_text(out, i == 0 ? "" : last ? " or " : ", ");
        if (test->field->type == FIELD_BOOL)
            buffer_text(out, value->truth ? "true" : "false");
        else if (test->field->type == FIELD_NUMBER)
            number_append(out, value->number);
        else
            buffer_append(out, value->text.size ? value->text : SLICE("\"\""));
    }
}

static void append_test(struct buffer *out, const struct ruleset *rules, const struct field_test *test)
{
    if (test->op == TEST_ALL || test->op == TEST_NOT) {
        buffer_text(out, test->op == TEST_ALL ? "all of these" : "not these");
        return;
    }
    buffer_text(out, test->field->name);
    switch (test->op) {
    case TEST_EQUALS:
    case TEST_UNDER:
        buffer_text(out, test->op == TEST_UNDER ? " is, or is under, " : " is ");
        append_values(out, rules, test);
        break;
    case TEST_MATCHES:
        buffer_text(out, " matches `");
        buffer_append(out, pattern_text(&rules->patterns, test->pattern));
        buffer_byte(out, '`');
        break;
    case TEST_ABOVE:
    case TEST_BELOW:
        buffer_text(out, test->op == TEST_ABOVE ? " is above " : " is below ");
        number_append(out, test->bound);
        break;
    case TEST_UNKNOWN: buffer_text(out, " is not known"); break;
    case TEST_MISSING: buffer_text(out, " is missing"); break;
    case TEST_DIFFERS: buffer_printf(out, " differs from %s", test->other->name); break;
    case TEST_ALL:
    case TEST_NOT: break;
    }
}

static void append_value(struct buffer *out, struct arena *arena, const struct field *field, const struct value *v)
{
    if (v->state == VALUE_MISSING) {
        buffer_text(out, "missing");
        return;
    }
    if (v->state == VALUE_UNKNOWN) {
        buffer_printf(out, "unknown (%s)", unknown_reason_text(v->reason));
        return;
    }
    switch (field->type) {
    case FIELD_BOOL: buffer_text(out, v->truth ? "true" : "false"); break;
    case FIELD_NUMBER: number_append(out, v->number); break;
    case FIELD_CHOICE: buffer_append(out, v->text); break;
    case FIELD_TEXT: buffer_append(out, quoted(arena, v->text)); break;
    case FIELD_LIST:
        for (uint32_t i = 0; i < v->list_count; i++)
            buffer_printf(out, "%s%.*s", i ? ", " : "", SLICE_ARG(v->list[i]));
        buffer_text(out, v->list_count ? "" : "nothing");
        break;
    }
}

static void explain_test(const struct explained *x, const struct trace_event *event, size_t indent)
{
    struct buffer line;
    buffer_init(&line, x->arena, SIZE_MAX);
    buffer_append(&line, truth_words(x->arena, event->truth));
    buffer_text(&line, ": ");
    append_test(&line, x->trace->evaluation.rules, event->test);
    if (event->test->field && event->test->op != TEST_MISSING && event->test->op != TEST_UNKNOWN) {
        buffer_text(&line, "; it is ");
        append_value(&line, x->arena, event->test->field, &event->value);
    }
    explain_line(x, indent, indent + 2, buffer_slice(&line));
}

/* A record with its tests, which stand from `first` on. */
struct looked {
    const struct trace_event *first, *end; /* `end` is the record itself */
    uint32_t held;                         /* tests that did not fail */
};
typedef VEC(struct looked) looked_list;

/* All of one is that one; behind `not` it is said already. */
static bool says_nothing(const struct trace_event *event)
{
    return event->test->op == TEST_ALL && (event->test->children.count == 1 || (event - 1)->test->op == TEST_NOT);
}

static void explain_tests(const struct explained *x, const struct looked *record, size_t indent)
{
    /* The root joins all others and says what the record's own line says. */
    for (const struct trace_event *event = record->first + 1; event < record->end; event++)
        if (!says_nothing(event))
            explain_test(x, event, indent + 2 * (size_t)(event->depth - 1));
}

static void find_records(const struct explained *x, looked_list *out)
{
    struct range events = x->trace->events[x->rule];
    const struct trace_event *first = NULL;
    uint32_t held = 0;
    for (uint32_t i = 0; i < events.count; i++) {
        const struct trace_event *event = &x->trace->list.items[events.first + i];
        if (event->kind == TRACE_TEST && event->depth == 0) {
            first = event;
            held = 0;
        } else if (event->kind == TRACE_TEST) {
            held += !number_is_false(event->truth);
        }
        struct looked *record = event->kind == TRACE_RECORD ? vec_push(x->arena, out) : NULL;
        if (record)
            *record = (struct looked){first, event, held};
    }
}

static void explain_record(const struct explained *x, const struct looked *record)
{
    const struct hit *place = &record->end->place;
    SAY(x, 4, 6, "%.*s %.*s: %.*s", SLICE_ARG(place_words(x, place)), SLICE_ARG(quoted(x->arena, place_text(x, place))),
        SLICE_ARG(truth_words(x->arena, record->end->truth)));
    explain_tests(x, record, 6);
}

/* Hits first, then what may be one, then what came nearest to it. */
static uint32_t rank(const struct looked *record)
{
    if (number_is_true(record->end->truth))
        return UINT32_MAX;
    return number_is_unknown(record->end->truth) ? UINT32_MAX - 1 : record->held;
}

static void explain_records(const struct explained *x, const char *what)
{
    looked_list records = {0};
    uint32_t counts[2] = {0}; /* true, unknown */
    find_records(x, &records);
    for (uint32_t i = 0; i < records.count; i++) {
        counts[0] += number_is_true(records.items[i].end->truth);
        counts[1] += number_is_unknown(records.items[i].end->truth);
    }
    SAY(x, 2, 4, "looked at %u %s%s: %u true, %u unknown, %u false", (unsigned)records.count, what, records.count == 1 ? "" : "s",
        (unsigned)counts[0], (unsigned)counts[1], (unsigned)(records.count - counts[0] - counts[1]));
    bool *shown = arena_new_array(x->arena, bool, records.count);
    for (uint32_t n = 0; shown && n < records.count && n < MOST_RECORDS; n++) {
        uint32_t best = INDEX_NONE;
        for (uint32_t i = 0; i < records.count; i++)
            if (!shown[i] && (best == INDEX_NONE || rank(&records.items[i]) > rank(&records.items[best])))
                best = i;
        shown[best] = true;
        explain_record(x, &records.items[best]);
    }
    if (records.count > MOST_RECORDS)
        SAY(x, 4, 6, "and %u more", (unsigned)(records.count - MOST_RECORDS));
}

static void explain_facts(const struct explained *x)
{
    struct range events = x->trace->events[x->rule];
    const struct trace_event *first = &x->trace->list.items[events.first];
    const struct looked record = {first, first + events.count, 0};
    explain_line(x, 2, 4, SLICE("facts of the whole message"));
    if (events.count > 0)
        explain_tests(x, &record, 4);
}

/* --- texts --- */

static void explain_text(const struct explained *x, const struct trace_event *event)
{
    struct slice text = place_text(x, &event->place);
    SAY(x, 4, 6, "%.*s %zu characters%s: %.*s", SLICE_ARG(place_words(x, &event->place)), utf8_count(text),
        event->placeholder ? ", with a placeholder" : "", SLICE_ARG(quoted(x->arena, text)));
}

static uint32_t explain_texts(const struct explained *x)
{
    struct range events = x->trace->events[x->rule];
    const struct condition *c = &x->trace->evaluation.rules->rules.items[x->rule].condition;
    uint32_t count = 0;
    for (uint32_t i = 0; i < events.count; i++)
        count += x->trace->list.items[events.first + i].kind == TRACE_TEXT;
    if (c->kind == CONDITION_TEXT)
        SAY(x, 2, 4, "looked in the view `%s`: %u text%s", view_texts[c->view], (unsigned)count, count == 1 ? "" : "s");
    else
        SAY(x, 2, 4, "looked at %u text%s of the fields `%.*s`", (unsigned)count, count == 1 ? "" : "s",
            SLICE_ARG(c->header_name));
    uint32_t shown = 0;
    for (uint32_t i = 0; i < events.count && shown < MOST_TEXTS; i++) {
        const struct trace_event *event = &x->trace->list.items[events.first + i];
        if (event->kind != TRACE_TEXT)
            continue;
        explain_text(x, event);
        shown++;
    }
    if (count > shown)
        SAY(x, 4, 6, "and %u more", (unsigned)(count - shown));
    return count;
}

/* What one pattern came to in all texts. */
static void explain_pattern(const struct explained *x, enum trace_kind kind, uint32_t number)
{
    struct range events = x->trace->events[x->rule];
    const struct evaluation *e = &x->trace->evaluation;
    const struct condition *c = &e->rules->rules.items[x->rule].condition;
    uint32_t hits = 0, kept = 0;
    enum unknown_reason reason = UNKNOWN_NONE;
    for (uint32_t i = 0; i < events.count; i++) {
        const struct trace_event *event = &x->trace->list.items[events.first + i];
        if (event->kind != kind || event->pattern != number)
            continue;
        hits += event->hits;
        kept += event->kept;
        reason = event->reason > reason ? event->reason : reason;
    }
    struct buffer line;
    buffer_init(&line, x->arena, SIZE_MAX);
    buffer_text(&line, kind == TRACE_NOT ? "not " : "");
    buffer_printf(&line, "`%.*s`: ", SLICE_ARG(pattern_text(&e->rules->patterns, number)));
    if (kind == TRACE_NOT)
        buffer_text(&line, hits ? "found, so it does not hold" : "not found");
    else
        buffer_printf(&line, "%u hit%s", (unsigned)hits, hits == 1 ? "" : "s");
    if (c->near.count > 0 && kind == TRACE_PATTERN)
        buffer_printf(&line, ", %u of them near what is asked for", (unsigned)kept);
    if (reason != UNKNOWN_NONE)
        buffer_printf(&line, "; not all was looked at (%s)", unknown_reason_text(reason));
    explain_line(x, 4, 6, buffer_slice(&line));
}

static void explain_patterns(const struct explained *x)
{
    const struct ruleset *rules = x->trace->evaluation.rules;
    const struct condition *c = &rules->rules.items[x->rule].condition;
    if (c->patterns.count == 0)
        return;
    SAY(x, 2, 4, c->all ? "looked for all of" : "looked for");
    for (uint32_t i = 0; i < c->patterns.count; i++)
        explain_pattern(x, TRACE_PATTERN, rules->pattern_numbers.items[c->patterns.first + i]);
    for (uint32_t i = 0; i < c->near.count; i++)
        SAY(x, 4, 6, "with `%.*s` at most %u characters from it",
            SLICE_ARG(pattern_text(&rules->patterns, rules->pattern_numbers.items[c->near.first + i])), (unsigned)c->within);
    if (c->not_pattern != INDEX_NONE)
        explain_pattern(x, TRACE_NOT, c->not_pattern);
}

/* --- anomalies --- */

static void explain_anomalies(const struct explained *x)
{
    const struct evaluation *e = &x->trace->evaluation;
    const struct condition *c = &e->rules->rules.items[x->rule].condition;
    for (int kind = 0; kind < ANOMALY_COUNT; kind++) {
        if (!(c->anomalies[kind / 64] >> kind % 64 & 1))
            continue;
        uint32_t count = 0;
        for (uint32_t i = 0; i < e->content->message->anomalies.count; i++)
            count += e->content->message->anomalies.items[i].kind == (enum anomaly_kind)kind;
        SAY(x, 2, 4, "anomaly %s (%s): %u", anomaly_text((enum anomaly_kind)kind), anomaly_doc((enum anomaly_kind)kind),
            (unsigned)count);
    }
}

/* --- hits and the result --- */

static void explain_hits(const struct explained *x)
{
    const struct rule_result *result = &x->trace->evaluation.results[x->rule];
    uint32_t last = 0;
    if (result->hits.count > 0)
        SAY(x, 2, 4, "hits: %u", (unsigned)result->hit_count);
    for (uint32_t i = 0; i < result->hits.count && i < MOST_HITS; i++) {
        const struct hit *hit = &result->hits.items[i];
        bool same = hit->number <= last;
        struct slice text = quoted(x->arena, place_text(x, hit));
        SAY(x, 4, 6, "%u. %.*s %.*s%s", (unsigned)hit->number, SLICE_ARG(place_words(x, hit)), SLICE_ARG(text),
            !same                     ? ""
            : hit->role == ROLE_SHOWN ? " (what the reader is shown of it)"
                                      : " (the same hit in a sibling alternative)");
        last = hit->number > last ? hit->number : last;
    }
    if (result->hits.count > MOST_HITS)
        SAY(x, 4, 6, "and %u more", (unsigned)(result->hits.count - MOST_HITS));
    if (result->count.low < result->hit_count && number_is_true(result->truth))
        explain_line(x, 4, 6, SLICE("of exclusive branches of the template, only the one with most hits counts"));
}

static void explain_result(const struct explained *x)
{
    const struct rule_result *result = &x->trace->evaluation.results[x->rule];
    const struct condition *c = &x->trace->evaluation.rules->rules.items[x->rule].condition;
    if (c->count.given) {
        struct buffer wanted;
        buffer_init(&wanted, x->arena, SIZE_MAX);
        if (!isinf(c->count.above))
            buffer_printf(&wanted, " above %.0f", c->count.above);
        if (!isinf(c->count.below))
            buffer_printf(&wanted, "%s below %.0f", wanted.size ? " and" : "", c->count.below);
        SAY(x, 2, 4, "count: %.*s; asked for:%.*s", SLICE_ARG(number_words(x->arena, result->count)),
            SLICE_ARG(buffer_slice(&wanted)));
    }
    SAY(x, 2, 4, "result: %.*s", SLICE_ARG(truth_words(x->arena, result->truth)));
}

static const char *const reason_words[] = {
    [UNKNOWN_PLACEHOLDER] = "a placeholder stands for text that is not known yet",
    [UNKNOWN_NO_HEADERS] = "the input has no mail header",
    [UNKNOWN_PARTIAL] = "the input is a fragment, and the rest of the message may hold more",
    [UNKNOWN_NO_CLOCK] = "it depends on the time, which --now can give",
    [UNKNOWN_NO_VALUE] = "a number has no value, such as one divided by zero",
    [UNKNOWN_LIMIT] = "a limit kept something from being looked at",
    [UNKNOWN_BUDGET] = "a pattern used up its steps",
};

static const struct finding *finding_of(const struct explained *x)
{
    const struct outcome *outcome = x->text.file->outcome;
    for (uint32_t i = 0; outcome && i < outcome->findings.count; i++)
        if (outcome->findings.items[i].rule == x->rule)
            return &outcome->findings.items[i];
    return NULL;
}

static void explain_condition(const struct explained *x)
{
    const struct rule_result *result = &x->trace->evaluation.results[x->rule];
    const struct rule *rule = &x->trace->evaluation.rules->rules.items[x->rule];
    switch (rule->condition.kind) {
    case CONDITION_TEXT:
    case CONDITION_HEADER:
        explain_texts(x);
        explain_patterns(x);
        break;
    case CONDITION_MESSAGE: explain_facts(x); break;
    case CONDITION_ANOMALY: explain_anomalies(x); break;
    case CONDITION_META:
        explain_line(x, 2, 4, SLICE("expression"));
        explain_meta(x);
        break;
    case CONDITION_LINK:
    case CONDITION_IMAGE:
    case CONDITION_ELEMENT:
    case CONDITION_PART: explain_records(x, condition_name(rule->condition.kind)); break;
    }
    explain_hits(x);
    explain_result(x);
    if (x->rule == x->trace->rule && number_is_true(result->truth) && !finding_of(x) &&
        policy_applies(x->trace->evaluation.policy, x->rule, x->trace->evaluation.stage))
        explain_line(x, 4, 6, SLICE("its points are on a scale of a fact that is not known, so there is no finding"));
    if (number_is_unknown(result->truth) && reason_words[result->truth.reason])
        SAY(x, 4, 6, "%s; unknown never fires", reason_words[result->truth.reason]);
}

/* --- whether it applies --- */

static struct slice set_words(struct arena *arena, uint32_t set, int count, const char *(*name)(int))
{
    struct buffer out;
    buffer_init(&out, arena, SIZE_MAX);
    for (int i = 0; i < count; i++)
        if (set >> i & 1u)
            buffer_printf(&out, "%s%s", out.size ? ", " : "", name(i));
    return out.size ? buffer_slice(&out) : SLICE("none");
}

static const char *stage_name(int stage)
{
    return stage_text((enum stage)stage);
}

static const char *profile_name(int profile)
{
    return profile_text((enum profile)profile);
}

static void explain_refusal(const struct explained *x, enum policy_refusal refusal)
{
    const struct evaluation *e = &x->trace->evaluation;
    const struct rule *rule = &e->rules->rules.items[x->rule];
    switch (refusal) {
    case REFUSAL_NONE: explain_line(x, 2, 4, SLICE("applies: yes")); break;
    case REFUSAL_HELPER: explain_line(x, 2, 4, SLICE("applies: it is a helper, which has no findings of its own")); break;
    case REFUSAL_OFF: explain_line(x, 2, 4, SLICE("applies: no, an override turns it off")); break;
    case REFUSAL_PROFILE:
        SAY(x, 2, 4, "applies: no, the profile is %s, and it is for %.*s", profile_text(e->policy->profile),
            SLICE_ARG(set_words(x->arena, rule->profiles, PROFILE_COUNT, profile_name)));
        break;
    case REFUSAL_STAGE:
        SAY(x, 2, 4, "applies: no, the stage is %s, and it is for %.*s", stage_text(e->stage),
            SLICE_ARG(set_words(x->arena, rule->stages, STAGE_COUNT, stage_name)));
        break;
    case REFUSAL_NOTHING:
        SAY(x, 2, 4, "applies: no, it has neither a severity at the stage %s nor points", stage_text(e->stage));
        break;
    case REFUSAL_PROVIDER:
        SAY(x, 2, 4, "applies: no, nothing is known of %.*s penalising it", SLICE_ARG(e->policy->provider));
        break;
    }
    if (refusal > REFUSAL_HELPER)
        explain_line(x, 2, 4, SLICE("what follows is what it would come to"));
}

static void explain_head(const struct explained *x)
{
    const struct evaluation *e = &x->trace->evaluation;
    const struct rule *rule = &e->rules->rules.items[x->rule];
    const struct finding *finding = finding_of(x);
    text_path(&x->text);
    if (x->text.file->message_number)
        buffer_printf(x->text.out, " (message %u)", (unsigned)x->text.file->message_number);
    buffer_printf(x->text.out, ": %.*s: %s\n", SLICE_ARG(rule->id), finding ? "fired" : "did not fire");
    explain_line(x, 2, 4, rule->title);
    SAY(x, 2, 4, "stage %s, profile %s", stage_text(e->stage), profile_text(e->policy->profile));
    if (finding)
        SAY(x, 2, 4, "finding: severity %s, %s points", severity_text(finding->severity),
            report_points(finding->millipoints, false).text);
}

static void explain_rule(const struct explained *x)
{
    explain_refusal(x, policy_refuses(x->trace->evaluation.policy, x->rule, x->trace->evaluation.stage));
    explain_condition(x);
}

void report_explain(struct buffer *out, const struct trace *trace, const struct report_file *file,
                    const struct report_style *style)
{
    const struct ruleset *rules = trace->evaluation.rules;
    struct explained x = {
        .text = text_open(out, file, style), .trace = trace, .arena = trace->evaluation.arena, .rule = trace->rule};
    uint32_t others = 0;
    explain_head(&x);
    explain_rule(&x);
    for (uint32_t i = rules->rules.count; i-- > 0;) {
        x.rule = rules->evaluation_order.items[i];
        if (!trace->wanted[x.rule] || x.rule == trace->rule || ++others > MOST_RULES)
            continue;
        SAY(&x, 0, 2, "%.*s, which it refers to", SLICE_ARG(rules->rules.items[x.rule].id));
        explain_rule(&x);
    }
    if (others > MOST_RULES)
        SAY(&x, 0, 2, "and %u more rules, each of which can be explained by itself", (unsigned)(others - MOST_RULES));
}
