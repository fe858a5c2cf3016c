/* Header fields: found line by line, unfolded, and decoded, each with its map.
 *
 * Nothing is rejected. A line that is no field is skipped, with its continuations, if the next one has the name of a known field;
 * else the header ends before it, as mail servers do it (they put an empty line there). Limits: header_fields in a message,
 * field_bytes of one field that are decoded. Tested in tests/unit/message/test_header.c. */
#include "message/header.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "message/charset.h"
#include "message/encoded_word.h"
#include "message/placeholder.h"

enum { LONGEST_NAME = 77, MOST_SKIPPED = 20, LONGEST_FIELD = 65536 };

static bool is_name_byte(int c)
{
    return c > ' ' && c < 0x7F && c != ':';
}

enum header_line header_classify(struct slice line, size_t *out_colon)
{
    size_t at = 0;
    if (line.size == 0)
        return HEADER_LINE_EMPTY;
    if (ascii_is_blank(line.data[0]))
        return HEADER_LINE_FOLD;
    while (is_name_byte(slice_at(line, at)))
        at++;
    bool named = at > 0;
    while (ascii_is_blank(slice_at(line, at)))
        at++;
    *out_colon = at;
    return named && slice_at(line, at) == ':' ? HEADER_LINE_FIELD : HEADER_LINE_OTHER;
}

/* The end of what would be a name if it had no forbidden characters: one word or two before the first colon; 0 if there is none.
 */
static size_t odd_name_end(struct slice line)
{
    size_t colon = slice_find_byte(slice_sub(line, 0, LONGEST_NAME), 0, ':');
    size_t blanks = 0;
    if (colon == SLICE_NONE)
        return 0;
    size_t end = slice_trim(slice_sub(line, 0, colon)).size;
    for (size_t i = 0; i < end; i++)
        blanks += ascii_is_blank(line.data[i]);
    return blanks < 2 ? end : 0;
}

bool header_line_is_odd(struct slice line)
{
    size_t colon;
    switch (header_classify(line, &colon)) {
    case HEADER_LINE_FOLD: return slice_trim(line).size > 0;
    case HEADER_LINE_OTHER: return line.data[0] == ':' || odd_name_end(line) > 0;
    case HEADER_LINE_EMPTY:
    case HEADER_LINE_FIELD: break;
    }
    return false;
}

bool header_name_known(struct slice name)
{
    static const char *const beginnings[] = {"x-",   "content-",        "list-", "resent-",
                                             "arc-", "authentication-", "dkim-", "received"};
    static const char *const names[] = {
        "from",          "to",           "cc",           "bcc",
        "sender",        "reply-to",     "subject",      "date",
        "message-id",    "references",   "in-reply-to",  "mime-version",
        "return-path",   "delivered-to", "envelope-to",  "errors-to",
        "priority",      "importance",   "precedence",   "user-agent",
        "comments",      "keywords",     "organization", "auto-submitted",
        "feedback-id",   "thread-topic", "thread-index", "domainkey-signature",
        "bimi-selector", "mailing-list", "newsgroups",   NULL,
    };
    for (size_t i = 0; i < sizeof beginnings / sizeof beginnings[0]; i++)
        if (slice_starts_nocase(name, slice_cstr(beginnings[i])))
            return true;
    return slice_is_any_nocase(name, names);
}

bool header_is_from_line(struct slice line)
{
    if (!slice_starts(line, SLICE("From ")) || !ascii_is_alnum(slice_at(line, line.size - 1)))
        return false;
    /* The time, with a sender before it. */
    for (size_t colon = slice_find_byte(line, 8, ':'); colon != SLICE_NONE; colon = slice_find_byte(line, colon + 1, ':'))
        if (ascii_is_digit(line.data[colon - 1]) && ascii_is_digit(slice_at(line, colon + 1)))
            return true;
    return false;
}

/* A header being read. */
struct block {
    struct message *message;
    uint32_t part;
    struct line_reader *lines;
    struct recorder recorder;
    struct span field; /* the field that is open; empty: none */
    size_t colon;      /* in its first line */
    bool skipping;     /* no field is open, but a line that is none and may be continued */
};

/* Unfolds the body: line ends go, the white space after them stays. One that needs no change is not copied. */
static void unfold(struct block *b, struct header_field *field)
{
    struct slice text = b->lines->text;
    struct slice body = slice_trim(slice_sub(text, field->body.start, field->body.end));
    uint32_t start = body.size ? (uint32_t)slice_offset(text, body) : field->body.start;
    const struct layer *parent = b->recorder.layer;
    struct layer *layer = &field->unfolded.layer;
    if (body.size > b->message->limits->field_bytes) {
        body = slice_sub(body, 0, (size_t)b->message->limits->field_bytes);
        message_limit_reached(b->message, "field_bytes", parent, field->raw);
    }
    bool folded = slice_find_byte(body, 0, '\n') != SLICE_NONE || slice_find_byte(body, 0, '\r') != SLICE_NONE;
    if (!folded && charset_keeps(charset_find(SLICE("utf-8")), body)) {
        *layer = (struct layer){.text = body, .parent = parent};
        source_map_identity(&layer->map, b->message->arena, (uint32_t)body.size, start);
        return;
    }
    struct sink out;
    struct line_reader lines;
    struct line line;
    sink_init(&out, b->message->arena, UINT32_MAX);
    line_reader_init(&lines, body, 0);
    while (line_read(&lines, &line)) {
        b->recorder.base = start + line.start;
        charset_repair(&out, line_text(&lines, &line), start + line.start, ANOMALY_HEADER_NOT_UTF8, &b->recorder);
    }
    b->recorder.base = 0;
    sink_layer(&out, layer, parent);
}

/* True for the fields that hold text and nothing else (RFC 5322, "unstructured"). */
static bool header_is_text(struct slice name)
{
    static const char *const names[] = {"subject", "comments", "content-description", "organization", "thread-topic", NULL};
    return slice_is_any_nocase(name, names);
}

/* The unfolded text with its encoded words decoded. */
static void decode_words(struct block *b, struct header_field *field)
{
    const struct layer *unfolded = &field->unfolded.layer;
    struct layer *text = &field->text.layer;
    *text = *unfolded;
    if (!encoded_words_possible(unfolded->text))
        return;
    struct sink out;
    struct recorder recorder = b->recorder;
    recorder.map = &unfolded->map;
    sink_init(&out, b->message->arena, UINT32_MAX);
    encoded_words_decode(&out, unfolded->text, header_is_text(field->name) ? WORDS_IN_TEXT : WORDS_IN_STRUCTURE, &recorder);
    text->text = buffer_slice(&out.out);
    text->map = (struct source_map){0};
    source_map_compose(&text->map, b->message->arena, &unfolded->map, &out.map);
}

/* Records what is wrong with the bytes of a field. */
static void check_field(struct block *b, struct span raw)
{
    const unsigned char *bytes = b->lines->text.data;
    bool has_8bit = false;
    for (uint32_t i = raw.start; i < raw.end; i++) {
        int c = bytes[i];
        has_8bit = has_8bit || c > 0x7F;
        if (ascii_is_control(c) && c != '\t' && c != '\r' && c != '\n')
            record_anomaly(&b->recorder, ANOMALY_HEADER_CONTROL, i, i + 1);
    }
    if (has_8bit)
        record_anomaly(&b->recorder, ANOMALY_HEADER_8BIT, raw.start, raw.end);
    if (span_length(raw) > LONGEST_FIELD)
        record_anomaly(&b->recorder, ANOMALY_HEADER_TOO_LONG, raw.start, raw.end);
}

/* Adds the open field. */
static void close_field(struct block *b)
{
    struct message *message = b->message;
    struct slice text = b->lines->text;
    struct span raw = b->field;
    if (span_length(raw) == 0)
        return;
    b->field.end = b->field.start;
    if (message->fields.count >= message->limits->header_fields) {
        if (!problem_recorded(message, "limit-header_fields"))
            message_limit_reached(message, "header_fields", b->recorder.layer, raw);
        return;
    }
    struct header_field *field = vec_push(message->arena, &message->fields);
    if (!field)
        return;
    uint32_t colon = raw.start + (uint32_t)b->colon;
    field->name = slice_trim(slice_sub(text, raw.start, colon));
    field->raw = raw;
    field->body = (struct span){colon + 1, raw.end};
    field->part = b->part;
    message->parts.items[b->part].field_count++;
    if (field->name.size < b->colon)
        record_anomaly(&b->recorder, ANOMALY_HEADER_NAME_SPACE, raw.start + field->name.size, colon);
    check_field(b, raw);
    unfold(b, field);
    decode_words(b, field);
    uint32_t index = message->fields.count - 1;
    struct document *documents[] = {&field->unfolded, &field->text};
    for (size_t i = 0; i < sizeof documents / sizeof documents[0]; i++) {
        documents[i]->part = b->part;
        documents[i]->field = index;
        placeholders_find(message, documents[i], i == 1 ? &b->recorder : NULL);
    }
}

/* True if the next line that is no continuation is a field that mail is known to have. */
static bool known_field_follows(const struct block *b, const struct line *line)
{
    struct line_reader ahead = *b->lines;
    struct line next;
    size_t colon;
    enum header_line kind = HEADER_LINE_FOLD;
    ahead.next = line->next;
    for (int i = 0; kind == HEADER_LINE_FOLD && i < MOST_SKIPPED; i++) {
        if (!line_read(&ahead, &next))
            return false;
        kind = header_classify(line_text(&ahead, &next), &colon);
    }
    return kind == HEADER_LINE_FIELD && header_name_known(slice_trim(slice_sub(line_text(&ahead, &next), 0, colon)));
}

/* Records what a line is that is no field. */
static void record_line(struct block *b, const struct line *line, enum header_line kind)
{
    struct slice text = line_text(b->lines, line);
    enum anomaly_kind anomaly = ANOMALY_HEADER_LINE_INVALID;
    uint32_t end = line->end;
    size_t name = odd_name_end(text);
    if (kind == HEADER_LINE_FOLD) {
        anomaly = ANOMALY_HEADER_FOLD_FIRST;
    } else if (header_is_from_line(text) || (text.data[0] == '>' && header_is_from_line(slice_from(text, 1)))) {
        anomaly = ANOMALY_HEADER_FROM_LINE;
    } else if (slice_at(slice_trim(text), 0) == ':') {
        anomaly = ANOMALY_HEADER_NAME_EMPTY;
    } else if (name) {
        anomaly = ANOMALY_HEADER_NAME_INVALID;
        end = line->start + (uint32_t)name;
    }
    record_anomaly(&b->recorder, anomaly, line->start, end);
}

/* Takes one line; false if the header ends before it. */
static bool take_line(struct block *b, const struct line *line)
{
    struct slice text = line_text(b->lines, line);
    size_t colon = 0;
    enum header_line kind = header_classify(text, &colon);
    bool folds = kind == HEADER_LINE_FOLD;
    if (kind == HEADER_LINE_FIELD) {
        close_field(b);
        b->field = (struct span){line->start, line->end};
        b->colon = colon;
        b->skipping = false;
    } else if (folds && span_length(b->field)) {
        b->field.end = line->end;
        if (slice_trim(text).size == 0)
            record_anomaly(&b->recorder, ANOMALY_HEADER_FOLD_EMPTY, line->start, line->end);
    } else if (!folds || !b->skipping) {
        /* What begins as a boundary belongs to the body. */
        if (slice_starts(text, SLICE("--")) || !known_field_follows(b, line))
            return false;
        record_line(b, line, kind);
        close_field(b);
        b->skipping = true;
    }
    return true;
}

void header_read(struct message *message, uint32_t part, struct line_reader *lines, const struct frames *frames)
{
    struct part *own = &message->parts.items[part];
    struct block b = {.message = message, .part = part, .lines = lines};
    b.recorder = (struct recorder){.message = message, .layer = own->layer, .part = part};
    own->first_field = message->fields.count;
    own->header = (struct span){lines->next, lines->next};
    struct line line;
    struct span last = own->header; /* the line that ended it, or the last one there was */
    bool ended = false, closing;
    while (!ended && line_peek(lines, &line)) {
        ended = line.start == line.end;
        if (!ended && boundary_match(frames, line_text(lines, &line), &closing) != UINT32_MAX)
            break;
        last = (struct span){line.start, line.end};
        if (!ended && !take_line(&b, &line))
            break;
        lines->next = line.next;
        if (!ended)
            own->header.end = line.next;
    }
    close_field(&b);
    if (!ended)
        record_anomaly(&b.recorder, ANOMALY_HEADER_END_MISSING, last.start, last.end);
    own->body = (struct span){lines->next, lines->next};
}

const struct header_field *header_find(const struct message *message, const struct part *part, struct slice name)
{
    for (uint32_t i = 0; i < part->field_count; i++) {
        const struct header_field *field = &message->fields.items[part->first_field + i];
        if (slice_equal_nocase(field->name, name))
            return field;
    }
    return NULL;
}
