/* Fills in a rule's message, why and fix: "Link goes to {host}" for one hit. Names were checked when the rule was loaded; what
 * has no value is left empty, what a placeholder keeps unknown shows the placeholder. Tested in tests/unit/score. */
#include "base/buffer.h"
#include "score/evaluate.h"

#define MESSAGE_MAX_BYTES 2000
#define VALUE_MAX_BYTES   200

/* Shortened at a code point, with an ellipsis. */
static void append_short(struct buffer *out, struct slice text)
{
    size_t end = text.size;
    if (end > VALUE_MAX_BYTES)
        for (end = VALUE_MAX_BYTES; end > 0 && (slice_at(text, end) & 0xC0) == 0x80; end--)
            ;
    buffer_append(out, slice_sub(text, 0, end));
    if (end < text.size)
        buffer_text(out, "\xE2\x80\xA6");
}

static void append_list(struct buffer *out, const struct value *v)
{
    for (uint32_t i = 0; i < v->list_count; i++) {
        if (i > 0)
            buffer_text(out, ", ");
        append_short(out, v->list[i]);
    }
}

static void append_value(struct buffer *out, const struct field *field, const struct value *v)
{
    switch (field->type) {
    case FIELD_BOOL: buffer_text(out, v->truth ? "true" : "false"); break;
    case FIELD_NUMBER: number_append(out, v->number); break;
    case FIELD_TEXT:
    case FIELD_CHOICE: append_short(out, v->text); break;
    case FIELD_LIST: append_list(out, v); break;
    }
}

static void append_field(struct evaluation *e, struct buffer *out, const struct field *field, const void *record,
                         const struct hit *hit)
{
    struct value v = {0};
    field->get(record, &v);
    if (v.state == VALUE_KNOWN)
        append_value(out, field, &v);
    else if (v.state == VALUE_UNKNOWN && hit && hit->link)
        append_short(out, unmasked_text(e->arena, &hit->link->target, hit->link->document,
                                        (struct span){0, (uint32_t)hit->link->target.text.size}));
    else if (v.state == VALUE_UNKNOWN && hit && hit->element)
        append_short(out, unmasked_text(e->arena, hit->layer, hit->document, hit->span));
}

const void *hit_record(const struct evaluation *e, enum condition_kind kind, const struct hit *hit, union record *room)
{
    if (kind == CONDITION_MESSAGE)
        return e->content;
    if (!hit)
        return NULL;
    switch (kind) {
    case CONDITION_LINK: return hit->link;
    case CONDITION_IMAGE: room->image = (struct image_record){e->content, hit->image}; return hit->image ? room : NULL;
    case CONDITION_ELEMENT: room->element = (struct element_record){e->content, hit->element}; return hit->element ? room : NULL;
    case CONDITION_PART:
        room->part = (struct part_record){e->content->message, &e->content->message->parts.items[hit->part]};
        return room;
    case CONDITION_TEXT:
    case CONDITION_HEADER:
    case CONDITION_MESSAGE:
    case CONDITION_ANOMALY:
    case CONDITION_META: break;
    }
    return NULL;
}

static void append_name(struct evaluation *e, struct buffer *out, uint32_t rule, const struct hit *hit, struct slice name)
{
    const struct condition *c = &e->rules->rules.items[rule].condition;
    if (slice_equal(name, SLICE("match"))) {
        if (hit)
            append_short(out, unmasked_text(e->arena, hit->layer, hit->document, hit->span));
        return;
    }
    if (slice_equal(name, SLICE("name"))) {
        append_short(out, hit && hit->field ? hit->field->name : c->header_name);
        return;
    }
    if (slice_equal(name, SLICE("anomaly"))) {
        buffer_text(out, hit ? anomaly_doc(hit->anomaly) : "");
        return;
    }
    if (slice_equal(name, SLICE("count")) && c->kind != CONDITION_LINK) {
        buffer_printf(out, "%u", e->results[rule].hit_count);
        return;
    }
    union record room;
    const void *record = hit_record(e, c->kind, hit, &room);
    const struct field *field = record ? field_find(condition_fields(c->kind), name) : NULL;
    if (field)
        append_field(e, out, field, record, hit);
}

struct slice render_text(struct evaluation *e, uint32_t rule, const struct hit *hit, struct slice text)
{
    if (slice_find_byte(text, 0, '{') == SLICE_NONE)
        return text;
    struct buffer out;
    buffer_init(&out, e->arena, text.size + MESSAGE_MAX_BYTES);
    size_t at = 0;
    while (at < text.size) {
        size_t open = slice_find_byte(text, at, '{');
        size_t close = open == SLICE_NONE ? SLICE_NONE : slice_find_byte(text, open, '}');
        if (close == SLICE_NONE) {
            buffer_append(&out, slice_from(text, at));
            break;
        }
        buffer_append(&out, slice_sub(text, at, open));
        append_name(e, &out, rule, hit, slice_sub(text, open + 1, close));
        at = close + 1;
    }
    return buffer_slice(&out);
}
