/* Mailboxes of address fields (RFC 5322 3.4), as mail writes them.
 *
 * Words are found in the masked text, so that a placeholder is one word whatever is in it. Display names are words and quoted
 * strings with one space for the white space between, then RFC 2047; without one, a comment behind a bare address is taken.
 * Tested in tests/unit/message/test_address.c. */
#include "message/address.h"

#include "base/ascii.h"
#include "message/encoded_word.h"
#include "message/record.h"
#include "message/sink.h"

enum token { TOKEN_END, TOKEN_SPACE, TOKEN_COMMENT, TOKEN_QUOTED, TOKEN_WORD, TOKEN_SPECIAL };

struct parser {
    struct slice text;   /* what is copied */
    struct slice masked; /* what is read */
    const struct layer *layer;
    struct arena *arena;
    struct recorder recorder;
    address_list *out;
    span_list words;     /* of the mailbox that is open: outside of < > */
    span_list angle;     /* inside */
    struct span comment; /* the last one; empty: none */
    uint32_t start;      /* of the mailbox */
    bool in_angle, has_angle, invalid;
};

/* The end of what a byte opens: a quoted string, a comment (which nest) or an address in brackets. */
static size_t find_end(struct slice text, size_t at, int open, int close)
{
    size_t depth = 0;
    for (; at < text.size; at++) {
        int c = text.data[at];
        if (c == '\\')
            at++;
        else if (c == close && (open != close || depth))
            depth--;
        else if (c == open)
            depth++;
        if (depth == 0)
            return at + 1;
    }
    return SLICE_NONE;
}

static bool is_special(int c)
{
    return c < 0 || c == '<' || c == '>' || c == ',' || c == ';' || c == ':' || c == '(' || c == '"' || ascii_is_space(c);
}

/* The token at *at, which is moved behind it. What does not close goes on to the end. */
static enum token next_token(struct parser *p, size_t *at)
{
    struct slice text = p->masked;
    int c = slice_at(text, *at);
    size_t end = *at + 1;
    enum token token = TOKEN_SPECIAL;
    if (c < 0)
        return TOKEN_END;
    if (ascii_is_space(c)) {
        while (ascii_is_space(slice_at(text, end)))
            end++;
        token = TOKEN_SPACE;
    } else if (c == '(' || c == '"') {
        end = find_end(text, *at, c, c == '(' ? ')' : '"');
        token = c == '(' ? TOKEN_COMMENT : TOKEN_QUOTED;
    } else if (!is_special(c)) {
        token = TOKEN_WORD;
        for (end = *at; end != SLICE_NONE && !is_special(slice_at(text, end));)
            end = text.data[end] == '[' ? find_end(text, end, '[', ']') : end + 1;
    }
    if (end == SLICE_NONE)
        p->invalid = true;
    *at = end < text.size ? end : text.size;
    return token;
}

static void copy(const struct parser *p, struct sink *out, uint32_t start, uint32_t end)
{
    sink_copy(out, slice_sub(p->text, start, end), start);
}

/* Copies a quoted string or a comment without its marks and its backslashes. */
static void copy_inside(const struct parser *p, struct sink *out, struct span span)
{
    uint32_t from = span.start + 1, end = span.end > from ? span.end - 1 : from;
    for (uint32_t at = from; at < end; at++) {
        if (p->text.data[at] != '\\' || at + 1 >= end)
            continue;
        copy(p, out, from, at);
        from = ++at;
    }
    copy(p, out, from, end);
}

/* Decodes encoded words in what was put together, and makes it a layer below the field's. */
static void finish_name(const struct parser *p, const struct sink *raw, struct layer *out)
{
    struct sink decoded;
    struct recorder quiet = {0};
    struct slice text = buffer_slice(&raw->out);
    sink_layer(raw, out, p->layer);
    if (!encoded_words_possible(text))
        return;
    sink_init(&decoded, p->arena, UINT32_MAX);
    encoded_words_decode(&decoded, text, WORDS_IN_STRUCTURE, &quiet);
    *out = (struct layer){.text = buffer_slice(&decoded.out), .parent = p->layer};
    source_map_compose(&out->map, p->arena, &raw->map, &decoded.map);
}

static void make_name(const struct parser *p, struct layer *out)
{
    struct sink raw;
    sink_init(&raw, p->arena, UINT32_MAX);
    if (!p->has_angle && span_length(p->comment))
        copy_inside(p, &raw, p->comment);
    for (uint32_t i = 0; p->has_angle && i < p->words.count; i++) {
        struct span word = p->words.items[i];
        uint32_t before = i ? p->words.items[i - 1].end : word.start;
        if (before < word.start)
            sink_unit(&raw, SLICE(" "), (struct span){before, word.start});
        if (p->text.data[word.start] == '"')
            copy_inside(p, &raw, word);
        else
            copy(p, &raw, word.start, word.end);
    }
    finish_name(p, &raw, out);
}

/* Bare words make an address only where they touch, or at a dot or an @ (RFC 5322 4.4). */
static bool words_join(const struct parser *p, const span_list *words)
{
    for (uint32_t i = 1; i < words->count; i++) {
        struct span left = words->items[i - 1], right = words->items[i];
        int a = slice_at(p->text, left.end - 1), b = slice_at(p->text, right.start);
        if (left.end < right.start && a != '.' && a != '@' && b != '.' && b != '@')
            return false;
    }
    return true;
}

/* A source route (@a,@b:) before the address is left out (RFC 5322 4.4). */
static void skip_route(const struct parser *p, span_list *words)
{
    if (words->count == 0 || slice_at(p->text, words->items[0].start) != '@')
        return;
    for (uint32_t i = 0; i < words->count; i++)
        if (slice_at(p->text, words->items[i].end) == ':') {
            words->items += i + 1;
            words->count -= i + 1;
            return;
        }
}

/* The last @ that is not quoted, in the address; SLICE_NONE if nothing is before or behind it. */
static size_t find_at(struct slice address)
{
    size_t quoted = slice_at(address, 0) == '"' ? find_end(address, 0, '"', '"') : 0;
    size_t at = SLICE_NONE;
    for (size_t i = quoted == SLICE_NONE ? 0 : quoted; i < address.size; i++)
        if (address.data[i] == '@')
            at = i;
    return at != SLICE_NONE && at > 0 && at + 1 < address.size ? at : SLICE_NONE;
}

static bool has_mask(const struct parser *p, const span_list *words)
{
    for (uint32_t i = 0; i < words->count; i++)
        if (slice_find_byte(slice_sub(p->masked, words->items[i].start, words->items[i].end), 0, MASK_BYTE) != SLICE_NONE)
            return true;
    return false;
}

static void reset(struct parser *p, size_t at)
{
    p->words.count = 0;
    p->angle.count = 0;
    p->comment = (struct span){0, 0};
    p->start = (uint32_t)at;
    p->in_angle = p->has_angle = p->invalid = false;
}

/* Records the mailbox once, however often the field is read. */
static void record_invalid(struct parser *p, size_t end)
{
    const struct message *message = p->recorder.message;
    struct span span = source_map_up(p->recorder.map, (struct span){p->start, (uint32_t)end});
    for (uint32_t i = 0; i < message->anomalies.count; i++) {
        const struct anomaly *a = &message->anomalies.items[i];
        if (a->kind == ANOMALY_ADDRESS_INVALID && a->layer == p->recorder.layer && a->span.start == span.start)
            return;
    }
    record_anomaly(&p->recorder, ANOMALY_ADDRESS_INVALID, p->start, end);
}

/* Adds the mailbox that ends before `end`. */
static void finish_mailbox(struct parser *p, size_t end)
{
    span_list words = p->has_angle ? p->angle : p->words;
    if (p->words.count == 0 && !p->has_angle)
        return;
    skip_route(p, &words);
    struct sink address;
    sink_init(&address, p->arena, UINT32_MAX);
    for (uint32_t i = 0; i < words.count; i++)
        copy(p, &address, words.items[i].start, words.items[i].end);
    size_t at = find_at(buffer_slice(&address.out));
    bool unknown = at == SLICE_NONE && has_mask(p, &words);
    if (p->invalid || p->in_angle || at == SLICE_NONE || !words_join(p, &words)) {
        if (!unknown)
            record_invalid(p, end);
        return;
    }
    struct address *added = vec_push(p->arena, p->out);
    if (!added)
        return;
    make_name(p, &added->display_name);
    sink_layer(&address, &added->address, p->layer);
    struct slice domain = slice_from(added->address.text, at + 1);
    struct source_map inner = {0};
    added->domain = (struct layer){.text = domain, .parent = p->layer};
    source_map_identity(&inner, p->arena, (uint32_t)domain.size, (uint32_t)at + 1);
    source_map_compose(&added->domain.map, p->arena, &added->address.map, &inner);
}

static void add_word(struct parser *p, size_t start, size_t end)
{
    struct span *word = vec_push(p->arena, p->in_angle ? &p->angle : &p->words);
    if (word)
        *word = (struct span){(uint32_t)start, (uint32_t)end};
}

static void take_special(struct parser *p, size_t start, size_t end)
{
    int c = p->masked.data[start];
    if (c == '<') {
        p->invalid = p->invalid || p->has_angle;
        p->in_angle = p->has_angle = true;
    } else if (c == '>') {
        p->invalid = p->invalid || !p->in_angle;
        p->in_angle = false;
    } else if (!p->in_angle) {
        if (c != ':') /* what is before a colon is a group's name */
            finish_mailbox(p, start);
        reset(p, end);
    }
}

bool message_addresses(struct message *message, const struct header_field *field, address_list *out)
{
    const struct document *document = &field->unfolded;
    struct parser p = {.text = document->layer.text, .masked = document->masked, .layer = &document->layer, .out = out};
    p.arena = message->arena;
    p.recorder =
        (struct recorder){.message = message, .layer = document->layer.parent, .map = &document->layer.map, .part = field->part};
    size_t at = 0, start = 0;
    enum token token;
    *out = (address_list){0};
    while ((token = next_token(&p, &at)) != TOKEN_END && !message->arena->failed) {
        if (token == TOKEN_COMMENT)
            p.comment = (struct span){(uint32_t)start, (uint32_t)at};
        else if (token == TOKEN_WORD || token == TOKEN_QUOTED)
            add_word(&p, start, at);
        else if (token == TOKEN_SPECIAL)
            take_special(&p, start, at);
        start = at;
    }
    finish_mailbox(&p, at);
    return !message->arena->failed;
}
