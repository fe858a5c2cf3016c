/* The views that are texts as they are: the subject, the decoded parts, the file. Tested in tests/unit/content/test_views.c. */
#include "content/view.h"

#include "base/buffer.h"
#include "base/utf8.h"
#include "content/layer_cut.h"

void view_subject(struct content *content)
{
    const struct header_field *subject = message_field(content->message, SLICE("subject"), 0);
    struct layer masked;
    if (!subject || !layer_masked(&masked, content->arena, &subject->text))
        return;
    struct place_of_text from = {content, &subject->text, subject->part};
    view_add(&from, VIEW_SUBJECT, &masked);
}

void view_raw(struct content *content)
{
    struct message *message = content->message;
    for (uint32_t i = message->scored_part; i < message->scored_end; i++) {
        const struct part *part = &message->parts.items[i];
        struct layer masked;
        if (!part_is_readable(part) || !part->document || !layer_masked(&masked, content->arena, part->document))
            continue;
        struct place_of_text from = {content, part->document, i};
        view_add(&from, VIEW_RAW, &masked);
    }
}

/* Where text ends that can be shown as it is: before bytes that are not UTF-8, and before U+001A, which means a mask. */
static size_t plain_end(struct slice bytes, size_t start)
{
    size_t end = start + utf8_valid_prefix(slice_from(bytes, start));
    size_t mask = slice_find_byte(slice_sub(bytes, 0, end), start, MASK_BYTE);
    return mask == SLICE_NONE ? end : mask;
}

/* `base`: where the bytes begin in the parent. */
static bool replace_invalid(struct layer *out, struct arena *arena, struct slice bytes, uint32_t base)
{
    struct buffer text;
    buffer_init(&text, arena, bytes.size * 3);
    buffer_reserve(&text, bytes.size);
    for (size_t at = 0; at < bytes.size;) {
        size_t end = plain_end(bytes, at);
        buffer_append(&text, slice_sub(bytes, at, end));
        if (!source_map_identity(&out->map, arena, (uint32_t)(end - at), base + (uint32_t)at))
            return false;
        at = end;
        if (at == bytes.size)
            break;
        uint32_t length = utf8_decode(bytes, at).length;
        buffer_code_point(&text, UTF8_REPLACEMENT);
        if (!source_map_add(&out->map, arena, 3, (struct map_run){0, base + (uint32_t)at, 3, length}))
            return false;
        at += length;
    }
    out->text = buffer_slice(&text);
    return !text.failed;
}

void view_source(struct content *content)
{
    const struct message *message = content->message;
    const struct part *scored = &message->parts.items[message->scored_part];
    const struct layer *parent = message->scored_part ? scored->layer : &message->file;
    struct span span = {0, (uint32_t)parent->text.size};
    if (message->scored_part)
        span = (struct span){scored->header.start, scored->body.end};
    struct slice bytes = slice_sub(parent->text, span.start, span.end);
    struct layer layer = {.text = bytes, .parent = parent};
    bool plain = plain_end(bytes, 0) == bytes.size;
    if (!(plain ? source_map_identity(&layer.map, content->arena, (uint32_t)bytes.size, span.start)
                : replace_invalid(&layer, content->arena, bytes, span.start)))
        return;
    struct place_of_text from = {content, NULL, INDEX_NONE};
    view_add(&from, VIEW_SOURCE, &layer);
}
