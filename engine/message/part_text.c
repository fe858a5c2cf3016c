/* Decoding of parts: transfer encoding, then charset, as one map to the layer in which the part lies.
 *
 * A text that is stored as it reads (7bit or 8bit, valid UTF-8) is not copied. What cannot be decoded as declared is a problem of
 * the message, and looked at all the same, as bytes or by a guessed charset. Limit: text_bytes of one part, before and after the
 * charset. Tested in tests/unit/message/test_part_text.c. */
#include "message/charset.h"
#include "message/header.h"
#include "message/part.h"
#include "message/placeholder.h"
#include "message/transfer.h"

static uint64_t text_limit(const struct message *message)
{
    return message->limits->text_bytes < INT32_MAX ? message->limits->text_bytes : INT32_MAX;
}

static struct recorder recorder_of(struct message *message, uint32_t index)
{
    return (struct recorder){.message = message, .layer = message->parts.items[index].layer, .part = index};
}

/* Undoes the transfer encoding into a layer; one that changes nothing gives a part of the parent's bytes. */
static void undo_transfer(struct message *message, uint32_t index, struct layer *out)
{
    struct part *part = &message->parts.items[index];
    struct slice body = slice_sub(part->layer->text, part->body.start, part->body.end);
    struct recorder recorder = recorder_of(message, index);
    struct sink sink;
    recorder.base = part->body.start;
    bool full;
    if (transfer_encodes(part->encoding)) {
        sink_init(&sink, message->arena, text_limit(message));
        transfer_decode(&sink, part->encoding, body, part->body.start, &recorder);
        sink_layer(&sink, out, part->layer);
        part->decoded_size = sink.size;
        full = sink.full;
    } else {
        part->decoded_size = body.size;
        full = body.size > text_limit(message);
        *out = (struct layer){.text = slice_sub(body, 0, (size_t)text_limit(message)), .parent = part->layer};
        source_map_identity(&out->map, message->arena, (uint32_t)out->text.size, part->body.start);
    }
    if (full)
        message_limit_reached(message, "text_bytes", part->layer, part->body);
}

const struct layer *part_decode_message(struct message *message, uint32_t index)
{
    struct layer *layer = arena_new(message->arena, struct layer);
    if (layer)
        undo_transfer(message, index, layer);
    return layer;
}

static void problem(struct message *message, uint32_t index, const char *code, const char *what, struct slice name)
{
    const struct part *part = &message->parts.items[index];
    struct slice text = arena_printf(message->arena, "%s of this text is not known: %.*s", what, SLICE_ARG(name));
    message_problem(message, code, text, part->layer, part->body);
}

/* The charset to decode by. US-ASCII with bytes over 127 is read as text without a charset. */
static const struct charset *choose_charset(struct message *message, uint32_t index, struct slice bytes,
                                            struct recorder *recorder)
{
    const struct part *part = &message->parts.items[index];
    bool html = slice_equal(part->type, SLICE("text/html"));
    const struct charset *charset = charset_find(part->charset);
    size_t mark;
    if (part->charset.size && !charset) {
        record_anomaly(recorder, ANOMALY_CHARSET_UNKNOWN, 0, bytes.size);
        problem(message, index, "charset-unknown", "the charset", part->charset);
    }
    if (charset && charset->kind == CHARSET_ASCII && !charset_keeps(charset, bytes)) {
        const struct charset *guess = charset_guess(bytes, html);
        for (size_t i = 0; i < bytes.size; i++)
            if (bytes.data[i] > 0x7F) {
                record_anomaly(recorder, ANOMALY_CHARSET_INVALID, i, i + 1);
                break;
            }
        charset = guess;
    }
    const struct charset *marked = charset_of_mark(bytes, &mark);
    bool by_mark = marked && (!charset || marked->kind == CHARSET_UTF8 || charset->kind == CHARSET_UTF16);
    if (by_mark)
        return marked;
    return charset ? charset : charset_guess(bytes, html);
}

/* Decodes the bytes of `coded` into the document; both maps become one. */
static void undo_charset(struct message *message, uint32_t index, const struct layer *coded, struct document *document)
{
    struct recorder recorder = recorder_of(message, index);
    struct arena *arena = message->arena;
    const struct part *part = &message->parts.items[index];
    struct layer *out = &document->layer;
    struct sink sink;
    size_t mark = 0;
    recorder.map = &coded->map;
    const struct charset *charset = choose_charset(message, index, coded->text, &recorder);
    const struct charset *marked = charset_of_mark(coded->text, &mark);
    if (marked != charset)
        mark = 0;
    struct slice bytes = slice_from(coded->text, mark);
    struct source_map inner = {0};
    *out = (struct layer){.text = bytes, .parent = part->layer};
    if (charset_keeps(charset, bytes)) {
        source_map_identity(&inner, arena, (uint32_t)bytes.size, (uint32_t)mark);
    } else {
        sink_init(&sink, arena, text_limit(message));
        recorder.base = (uint32_t)mark;
        if (!charset_decode(&sink, charset, bytes, (uint32_t)mark, &recorder)) {
            problem(message, index, "charset-unknown", "the charset", slice_cstr(charset->name));
            charset_decode(&sink, charset_guess(bytes, false), bytes, (uint32_t)mark, &recorder);
        }
        out->text = buffer_slice(&sink.out);
        inner = sink.map;
        if (sink.full)
            message_limit_reached(message, "text_bytes", part->layer, part->body);
    }
    source_map_compose(&out->map, arena, &coded->map, &inner);
}

/* Counts what an attachment decodes to, and records what is wrong with its encoding. */
static void count_decoded(struct message *message, uint32_t index)
{
    struct part *part = &message->parts.items[index];
    struct slice body = slice_sub(part->layer->text, part->body.start, part->body.end);
    struct recorder recorder = recorder_of(message, index);
    struct sink sink;
    recorder.base = part->body.start;
    sink_init(&sink, message->arena, 0);
    transfer_decode(&sink, part->encoding, body, part->body.start, &recorder);
    part->decoded_size = sink.size;
}

static struct slice encoding_name(const struct message *message, const struct part *part)
{
    const struct header_field *field = header_find(message, part, SLICE("Content-Transfer-Encoding"));
    return field ? field->unfolded.layer.text : slice_make(NULL, 0);
}

void part_decode(struct message *message, uint32_t index)
{
    struct part *part = &message->parts.items[index];
    bool decoded_before = part->role == PART_MESSAGE && part->decoded_size > 0;
    if (decoded_before)
        return;
    if (part->role != PART_LEAF || !part->is_text) {
        bool encoded = part->role != PART_MULTIPART && transfer_encodes(part->encoding);
        part->decoded_size = span_length(part->body);
        if (encoded)
            count_decoded(message, index);
        return;
    }
    struct layer coded;
    struct document *document = arena_new(message->arena, struct document);
    undo_transfer(message, index, &coded);
    if (!document)
        return;
    document->part = index;
    document->field = INDEX_NONE;
    undo_charset(message, index, &coded, document);
    if (part->encoding == TRANSFER_UNKNOWN)
        problem(message, index, "encoding-unknown", "the transfer encoding", encoding_name(message, part));
    struct recorder recorder = recorder_of(message, index);
    placeholders_find(message, document, &recorder);
    part->document = document;
}
