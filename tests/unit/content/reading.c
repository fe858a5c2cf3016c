/* Reading a message for a test, and the property that texts come from where their maps say. */
#include "reading.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"

void reading_make_bytes(struct reading *r, enum reading_kind kind, struct slice bytes)
{
    static const int kinds[] = {[READ_HTML] = KIND_HTML + 1, [READ_TEXT] = KIND_TEXT + 1, [READ_EML] = KIND_EML + 1};
    struct message_options options = {.kind = kinds[kind], .whole = true};
    memset(r, 0, sizeof *r);
    arena_init(&r->arena, (size_t)64 << 20);
    source_init(&r->source, SLICE("test"), bytes);
    ck_assert(message_parse(&r->message, &r->arena, &r->source, &options));
    ck_assert(content_read(&r->content, &r->message));
}

void reading_make(struct reading *r, enum reading_kind kind, const char *bytes)
{
    reading_make_bytes(r, kind, slice_cstr(bytes));
}

void reading_free(struct reading *r)
{
    arena_free(&r->arena);
}

static void append_shown(struct buffer *out, struct slice text)
{
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] != MASK_BYTE)
            buffer_byte(out, text.data[i]);
        else if (i == 0 || text.data[i - 1] != MASK_BYTE)
            buffer_byte(out, '@');
    }
}

const char *show(struct arena *arena, struct slice text)
{
    struct buffer out;
    buffer_init(&out, arena, SIZE_MAX);
    append_shown(&out, text);
    return arena_cstr(arena, buffer_slice(&out));
}

const char *show_view(struct reading *r, enum view_id id)
{
    const struct view *view = content_view(&r->content, id);
    struct buffer out;
    buffer_init(&out, &r->arena, SIZE_MAX);
    for (uint32_t i = 0; i < view->segments.count; i++) {
        buffer_text(&out, i > 0 ? " | " : "");
        append_shown(&out, view->segments.items[i].layer.text);
    }
    return arena_cstr(&r->arena, buffer_slice(&out));
}

void expect(const char *row, const char *what, const char *got, const char *expected)
{
    ck_assert_msg(strcmp(got, expected) == 0, "%s: %s is <%s>, not <%s>", row, what, got, expected);
}

void expect_pieces(struct reading *r, const char *row, const struct layer *layer, struct span range)
{
    span_list pieces = {0};
    ck_assert(source_map_pieces(&layer->map, range, &r->arena, &pieces));
    for (uint32_t i = 0; i < pieces.count; i++) {
        struct span piece = pieces.items[i];
        struct span file = layer_to_file(layer->parent, piece);
        struct span back = layer_from_file(layer->parent, file);
        ck_assert_msg(file.start < file.end && file.end <= r->message.file.text.size, "%s: no bytes in the file", row);
        ck_assert_msg(back.start <= piece.start && back.end >= piece.end, "%s: the file's bytes lead elsewhere", row);
    }
}

static const char *show_value(struct arena *arena, const struct field *field, const struct value *value)
{
    struct buffer out;
    buffer_init(&out, arena, 4096);
    if (value->state == VALUE_MISSING)
        return "-";
    if (value->state == VALUE_UNKNOWN)
        return arena_cstr(arena, arena_printf(arena, "?%s", unknown_reason_text(value->reason)));
    switch (field->type) {
    case FIELD_BOOL: buffer_text(&out, value->truth ? "true" : "false"); break;
    case FIELD_NUMBER: buffer_printf(&out, "%g", value->number); break;
    case FIELD_LIST:
        for (uint32_t i = 0; i < value->list_count; i++)
            buffer_printf(&out, "%s%.*s", i > 0 ? "," : "", SLICE_ARG(value->list[i]));
        break;
    case FIELD_TEXT:
    case FIELD_CHOICE: buffer_append(&out, value->text); break;
    }
    return arena_cstr(arena, buffer_slice(&out));
}

void expect_field(struct arena *arena, const struct field_table *table, const char *name, const void *record, const char *row,
                  const char *expected)
{
    const struct field *field = field_find(table, slice_cstr(name));
    struct value value;
    ck_assert_msg(field, "no field %s", name);
    memset(&value, 0, sizeof value);
    field->get(record, &value);
    expect(row, name, show_value(arena, field, &value), expected);
}

static const char *show_links(struct reading *r)
{
    struct buffer out;
    buffer_init(&out, &r->arena, SIZE_MAX);
    for (uint32_t i = 0; i < r->content.links.count; i++) {
        const struct link *link = &r->content.links.items[i];
        buffer_printf(&out, "%s%s:%s", i > 0 ? " " : "", link_context_texts[link->context], show(&r->arena, link->target.text));
        if (link->has_shown)
            buffer_printf(&out, "[%s]", show(&r->arena, link->shown.text));
        buffer_append(&out, link->shown_host);
    }
    return arena_cstr(&r->arena, buffer_slice(&out));
}

void expect_links(enum reading_kind kind, const char *bytes, const char *links)
{
    struct reading r;
    reading_make(&r, kind, bytes);
    expect(bytes, "links", show_links(&r), links);
    for (uint32_t i = 0; i < r.content.links.count; i++) {
        const struct link *link = &r.content.links.items[i];
        ck_assert_msg(link->target.parent == &link->document->layer, "%s: parent", bytes);
        expect_pieces(&r, bytes, &link->target, (struct span){0, (uint32_t)link->target.text.size});
        expect_pieces(&r, bytes, &link->shown, (struct span){0, (uint32_t)link->shown.text.size});
    }
    reading_free(&r);
}

void expect_places(enum reading_kind kind, const char *bytes, const char *places)
{
    struct reading r;
    struct buffer out;
    reading_make(&r, kind, bytes);
    buffer_init(&out, &r.arena, SIZE_MAX);
    for (uint32_t i = 0; i < r.content.links.count; i++) {
        const struct link *link = &r.content.links.items[i];
        struct span file = layer_to_file(&link->target, (struct span){0, (uint32_t)link->target.text.size});
        buffer_text(&out, i > 0 ? " | " : "");
        buffer_append(&out, slice_sub(r.message.file.text, file.start, file.end));
    }
    expect(bytes, "places", arena_cstr(&r.arena, buffer_slice(&out)), places);
    reading_free(&r);
}
