/* Decoding of parts: transfer encoding, then charset, as one map to the layer in which the part lies.
 *
 * A text that is stored as it reads (7bit or 8bit, valid UTF-8) is not copied. What cannot be decoded as declared is a problem of
 * the message, and looked at all the same, as bytes or by a guessed charset. Limit: text_bytes of one part, before and after the
 * charset. Tested in tests/unit/message/test_part_text.c. */
#include "base/utf8.h"
#include "message/charset.h"
#include "message/header.h"
#include "message/lines.h"
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

/* True for a line that an mbox has quoted: one > or more before "From ". */
static bool is_quoted(struct slice line)
{
    size_t at = 0;
    while (slice_at(line, at) == '>')
        at++;
    return at > 0 && slice_starts(slice_from(line, at), SLICE("From "));
}

/* The body without the quoting of the mbox that it lies in: each such line loses one > (mboxrd). False if it has none. */
static bool unquote(const struct message *message, const struct part *part, struct slice body, struct sink *out)
{
    struct line_reader lines;
    struct line line;
    size_t copied = 0;
    if (!message->mbox_quoted || part->layer != &message->file || slice_find(body, 0, SLICE(">From ")) == SLICE_NONE)
        return false;
    line_reader_init(&lines, body, 0);
    sink_init(out, message->arena, text_limit(message));
    while (line_read(&lines, &line))
        if (is_quoted(line_text(&lines, &line))) {
            sink_copy(out, slice_sub(body, copied, line.start), part->body.start + (uint32_t)copied);
            copied = line.start + 1;
        }
    sink_copy(out, slice_from(body, copied), part->body.start + (uint32_t)copied);
    return true;
}

/* Undoes the transfer encoding into a layer; one that changes nothing gives a part of the parent's bytes. */
static void undo_transfer(struct message *message, uint32_t index, struct layer *out)
{
    struct part *part = &message->parts.items[index];
    struct slice body = slice_sub(part->layer->text, part->body.start, part->body.end);
    struct recorder recorder = recorder_of(message, index);
    struct sink sink, raw;
    bool quoted = unquote(message, part, body, &raw);
    uint32_t base = quoted ? 0 : part->body.start;
    recorder.base = base;
    recorder.map = quoted ? &raw.map : NULL;
    *out = (struct layer){.parent = part->layer};
    if (quoted)
        body = buffer_slice(&raw.out);
    bool full = quoted && raw.full;
    if (transfer_encodes(part->encoding)) {
        sink_init(&sink, message->arena, text_limit(message));
        transfer_decode(&sink, part->encoding, body, base, &recorder);
        out->text = buffer_slice(&sink.out);
        if (quoted)
            source_map_compose(&out->map, message->arena, &raw.map, &sink.map);
        else
            out->map = sink.map;
        part->decoded_size = sink.size;
        full = full || sink.full;
    } else {
        part->decoded_size = body.size;
        full = full || body.size > text_limit(message);
        out->text = slice_sub(body, 0, (size_t)text_limit(message));
        if (quoted)
            out->map = raw.map;
        else
            source_map_identity(&out->map, message->arena, (uint32_t)out->text.size, part->body.start);
    }
    if (full)
        message_limit_reached(message, "text_bytes", part->layer, part->body);
}

const struct layer *part_content(struct message *message, uint32_t index)
{
    struct part *part = &message->parts.items[index];
    struct layer *layer = part->content ? NULL : arena_new(message->arena, struct layer);
    if (layer) {
        undo_transfer(message, index, layer);
        part->content = layer;
    }
    return part->content;
}

/* The content without the files in it. */
static bool cut_files(struct message *message, uint32_t index, struct layer *out)
{
    struct part *parts = message->parts.items;
    const struct layer *content = part_content(message, index);
    struct sink sink;
    uint32_t at = 0, child = index + 1;
    if (!content)
        return false;
    *out = *content;
    if (child >= message->parts.count || parts[child].parent != index || parts[child].origin != PART_OF_UUENCODE)
        return true;
    sink_init(&sink, message->arena, UINT32_MAX);
    for (; child < message->parts.count && parts[child].parent == index; child++) {
        sink_copy(&sink, slice_sub(content->text, at, parts[child].header.start), at);
        at = parts[child].body.end;
    }
    sink_copy(&sink, slice_from(content->text, at), at);
    *out = (struct layer){.text = buffer_slice(&sink.out), .parent = content->parent};
    return source_map_compose(&out->map, message->arena, &content->map, &sink.map);
}

static void problem(struct message *message, uint32_t index, const char *code, const char *what, struct slice name)
{
    const struct part *part = &message->parts.items[index];
    struct slice text = arena_printf(message->arena, "%s of this text is not known: %.*s", what, SLICE_ARG(name));
    message_problem(message, code, text, part->layer, part->body);
}

/* The first byte over 127, or bytes.size. */
static size_t first_8bit(struct slice bytes)
{
    size_t at = 0;
    while (at < bytes.size && bytes.data[at] < 0x80)
        at++;
    return at;
}

/* A label that is not known. Text in ASCII or valid UTF-8 can be read all the same; so can what is labelled as not known. */
static void record_unknown(struct message *message, uint32_t index, struct slice bytes)
{
    const struct part *part = &message->parts.items[index];
    part_record(message, index, ANOMALY_CHARSET_UNKNOWN);
    if (!utf8_is_valid(bytes) && !charset_says_nothing(part->charset))
        problem(message, index, "charset-unknown", "the charset", part->charset);
}

/* The charset that a byte order mark says, if it is one and not two letters; null if none does. */
static const struct charset *by_mark(const struct charset *declared, struct slice bytes, struct recorder *recorder)
{
    size_t mark;
    const struct charset *marked = charset_of_mark(bytes, &mark);
    if (!marked || !declared)
        return marked;
    bool wide = declared->kind == CHARSET_UTF16 || declared->kind == CHARSET_UTF32;
    if (marked->kind != CHARSET_UTF8 && !wide && slice_find_byte(bytes, mark, 0) == SLICE_NONE)
        return NULL;
    if (declared->kind != marked->kind && declared->kind != CHARSET_ASCII)
        record_anomaly(recorder, ANOMALY_CHARSET_MARK, 0, mark);
    return marked;
}

/* The charset to decode by, of what the label and the byte order mark say. As clients do it: a mark of UTF-8 wins, one of UTF-16
 * or UTF-32 where NUL bytes bear it out; US-ASCII with bytes over 127 is text without a label; any other label is believed, also
 * where it is wrong, as that is what readers see. */
static const struct charset *choose_charset(struct message *message, uint32_t index, struct slice bytes,
                                            struct recorder *recorder)
{
    const struct part *part = &message->parts.items[index];
    bool html = slice_equal(part->type, SLICE("text/html"));
    const struct charset *charset = charset_find(part->charset);
    size_t high = first_8bit(bytes);
    if (part->charset.size && !charset)
        record_unknown(message, index, bytes);
    const struct charset *marked = by_mark(charset, bytes, recorder);
    if (marked)
        return marked;
    if (high == bytes.size)
        return charset ? charset : charset_guess(bytes, html);
    if (!part->charset.size && message->kind == KIND_EML)
        record_anomaly(recorder, ANOMALY_CHARSET_MISSING, high, high + utf8_decode(bytes, high).length);
    if (!charset)
        return charset_guess(bytes, html);
    bool ascii = charset->kind == CHARSET_ASCII;
    bool single = charset->kind == CHARSET_WINDOWS_1252 || charset->kind == CHARSET_SINGLE;
    if ((single || ascii) && utf8_is_valid(bytes))
        record_anomaly(recorder, ANOMALY_CHARSET_WRONG, high, bytes.size);
    else if (ascii)
        record_anomaly(recorder, ANOMALY_CHARSET_INVALID, high, high + 1);
    return ascii ? charset_guess(bytes, html) : charset;
}

/* HTML that names another charset than its part, where that makes a difference. */
static void check_meta(const struct message *message, const struct part *part, struct slice bytes, struct recorder *recorder)
{
    const struct charset *charset = charset_find(part->charset);
    struct span span;
    if (!slice_equal(part->type, SLICE("text/html")) || message->kind != KIND_EML || first_8bit(bytes) == bytes.size)
        return;
    const struct charset *meta = charset_of_meta(bytes, &span);
    if (charset && meta && (charset->kind != meta->kind || !slice_equal(slice_cstr(charset->iconv), slice_cstr(meta->iconv))))
        record_anomaly(recorder, ANOMALY_CHARSET_CONFLICT, span.start, span.end);
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
    check_meta(message, part, coded->text, &recorder);
    if (charset->iconv && slice_equal(slice_cstr(charset->iconv), SLICE("UTF-7")))
        part_record(message, index, ANOMALY_CHARSET_UTF_7);
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

/* Bytes that the encoding rules out; the first of them is the place. */
static void check_7bit(struct message *message, uint32_t index)
{
    const struct part *part = &message->parts.items[index];
    struct recorder recorder = recorder_of(message, index);
    if (part->role != PART_LEAF || part->encoding != TRANSFER_7BIT)
        return;
    for (uint32_t at = part->body.start; at < part->body.end; at++)
        if (slice_at(part->layer->text, at) > 0x7F) {
            record_anomaly(&recorder, ANOMALY_ENCODING_8BIT, at, at + utf8_decode(part->layer->text, at).length);
            return;
        }
}

void part_decode(struct message *message, uint32_t index)
{
    struct part *part = &message->parts.items[index];
    check_7bit(message, index);
    if (part->role != PART_LEAF || (!part->is_text && !part_is_aside(part))) {
        if (part->content)
            return;
        if (slice_equal(part->type, SLICE("message/partial")))
            message_problem(message, "message-partial", SLICE("this is a piece of a message; what it holds was not read"),
                            part->layer, part->body);
        bool encoded = part->role != PART_MULTIPART && transfer_encodes(part->encoding);
        part->decoded_size = span_length(part->body);
        if (encoded)
            count_decoded(message, index);
        return;
    }
    struct layer coded;
    struct document *document = arena_new(message->arena, struct document);
    if (!document || !cut_files(message, index, &coded))
        return;
    part = &message->parts.items[index];
    document->part = index;
    document->field = INDEX_NONE;
    undo_charset(message, index, &coded, document);
    if (part->encoding == TRANSFER_UNKNOWN)
        problem(message, index, "encoding-unknown", "the transfer encoding", encoding_name(message, part));
    struct recorder recorder = recorder_of(message, index);
    placeholders_find(message, document, &recorder);
    part->document = document;
}
