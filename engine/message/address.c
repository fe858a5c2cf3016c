/* Mailboxes of address fields (RFC 5322 3.4), as mail writes them.
 *
 * Words are found in the masked text, so that a placeholder is one word whatever is in it. Display names are words and quoted
 * strings with one space for the white space between, then RFC 2047; without one, a comment behind a bare address is taken.
 * What does not close is read as mail clients read it: a bracket ends at the comma, a quotation mark or a parenthesis alone is
 * none. Tested in tests/unit/message/test_address.c. */
#include "message/address.h"

#include "base/ascii.h"
#include "message/encoded_word.h"
#include "message/record.h"
#include "message/sink.h"

enum token { TOKEN_END, TOKEN_SPACE, TOKEN_COMMENT, TOKEN_QUOTED, TOKEN_WORD, TOKEN_SPECIAL };

/* What is known of the mailbox that is open. */
struct mailbox {
    uint32_t start;
    span_list words;     /* outside of < > */
    span_list angle;     /* inside */
    struct span comment; /* the last one; empty: none */
    uint32_t open;       /* where the < stands */
    uint32_t colon;      /* the last one inside, which ends a route; 0: none */
    bool in_angle, has_angle;
    bool in_extra; /* inside a second pair of brackets, which is left out */
    bool odd;      /* it breaks the grammar in a way that has no name of its own */
    bool reported; /* what is wrong was recorded by its name */
};

struct parser {
    struct slice text;   /* what is copied */
    struct slice masked; /* what is read */
    const struct layer *layer;
    struct arena *arena;
    struct recorder *recorder; /* null: nothing is recorded */
    address_list *out;
    struct mailbox box;
    struct span group; /* the name of the group that is open; empty: none */
    struct span comma; /* the last separator, if it was a comma and nothing came since; empty: not so */
    bool something;    /* since the last separator, or the end of a group */
    bool quote_broken, comment_broken, literal_broken;
};

static void record(struct parser *p, enum anomaly_kind kind, size_t start, size_t end)
{
    p->box.reported = true;
    if (p->recorder)
        record_anomaly(p->recorder, kind, start, end);
}

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

/* The end of the word at `at`. A bracket that does not close is a character like others. */
static size_t word_end(struct parser *p, size_t at)
{
    while (!is_special(slice_at(p->masked, at))) {
        size_t end = at + 1;
        if (p->masked.data[at] == '[' && !p->literal_broken) {
            end = find_end(p->masked, at, '[', ']');
            p->literal_broken = end == SLICE_NONE;
            end = p->literal_broken ? at + 1 : end;
        }
        at = end;
    }
    return at < p->masked.size ? at : p->masked.size;
}

/* The comment or quoted string at `at`; if it does not close its mark is recorded and counts as white space, and so do all
 * behind it, which keeps the time in proportion to the text. */
static enum token take_pair(struct parser *p, size_t at, size_t *out_end)
{
    bool is_comment = p->masked.data[at] == '(';
    bool *broken = is_comment ? &p->comment_broken : &p->quote_broken;
    size_t end = *broken ? SLICE_NONE : find_end(p->masked, at, is_comment ? '(' : '"', is_comment ? ')' : '"');
    *out_end = end == SLICE_NONE ? at + 1 : end;
    if (end != SLICE_NONE)
        return is_comment ? TOKEN_COMMENT : TOKEN_QUOTED;
    *broken = true;
    record(p, is_comment ? ANOMALY_ADDRESS_COMMENT_UNCLOSED : ANOMALY_ADDRESS_QUOTE_UNCLOSED, at, at + 1);
    return TOKEN_SPACE;
}

/* The token at *at, which is moved behind it. */
static enum token next_token(struct parser *p, size_t *at)
{
    int c = slice_at(p->masked, *at);
    size_t start = *at;
    *at = start + 1;
    if (c < 0)
        return TOKEN_END;
    if (c == '(' || c == '"')
        return take_pair(p, start, at);
    if (ascii_is_space(c)) {
        while (ascii_is_space(slice_at(p->masked, *at)))
            ++*at;
        return TOKEN_SPACE;
    }
    if (is_special(c))
        return TOKEN_SPECIAL;
    *at = word_end(p, start);
    return TOKEN_WORD;
}

/* --- names --- */

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

static void make_name(const struct parser *p, const span_list *words, struct layer *out)
{
    struct sink raw;
    sink_init(&raw, p->arena, UINT32_MAX);
    if (words->count == 0 && !p->box.has_angle && span_length(p->box.comment))
        copy_inside(p, &raw, p->box.comment);
    for (uint32_t i = 0; i < words->count; i++) {
        struct span word = words->items[i];
        uint32_t before = i ? words->items[i - 1].end : word.start;
        if (before < word.start)
            sink_unit(&raw, SLICE(" "), (struct span){before, word.start});
        if (p->text.data[word.start] == '"')
            copy_inside(p, &raw, word);
        else
            copy(p, &raw, word.start, word.end);
    }
    finish_name(p, &raw, out);
}

/* --- addresses --- */

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
static void skip_route(struct parser *p, span_list *words)
{
    uint32_t count = 0;
    if (words->count == 0 || p->text.data[words->items[0].start] != '@' || p->box.colon == 0)
        return;
    while (count < words->count && words->items[count].start < p->box.colon)
        count++;
    record(p, ANOMALY_ADDRESS_ROUTE, words->items[0].start, p->box.colon + 1);
    words->items += count;
    words->count -= count;
}

/* How many @ are neither quoted nor in brackets; *out_last is where the last one stands. */
static uint32_t count_at(struct slice address, size_t *out_last)
{
    uint32_t count = 0;
    bool unclosed = false;
    for (size_t i = 0; i < address.size;) {
        int c = address.data[i];
        size_t end = i + 1;
        if (!unclosed && (c == '"' || c == '['))
            end = find_end(address, i, c, c == '[' ? ']' : '"');
        unclosed = unclosed || end == SLICE_NONE;
        if (c == '@') {
            *out_last = i;
            count++;
        }
        i = end == SLICE_NONE ? i + 1 : end;
    }
    return count;
}

static bool has_mask(const struct parser *p, const span_list *words)
{
    for (uint32_t i = 0; i < words->count; i++)
        if (slice_find_byte(slice_sub(p->masked, words->items[i].start, words->items[i].end), 0, MASK_BYTE) != SLICE_NONE)
            return true;
    return false;
}

/* Records at a place in the address. */
static void record_in(struct parser *p, const struct layer *address, enum anomaly_kind kind, size_t start, size_t end)
{
    struct span span = source_map_up(&address->map, (struct span){(uint32_t)start, (uint32_t)end});
    record(p, kind, span.start, span.end);
}

/* Dots at an end of part [start, end) of the address, or two in a row. */
static void check_dots(struct parser *p, const struct layer *address, size_t start, size_t end)
{
    struct slice text = slice_sub(address->text, 0, end);
    if (slice_at(text, start) == '"' || slice_at(text, start) == '[')
        return;
    for (size_t dot = slice_find_byte(text, start, '.'); dot != SLICE_NONE; dot = slice_find_byte(text, dot + 1, '.')) {
        bool doubled = slice_at(text, dot + 1) == '.';
        if (dot == start || dot + 1 == end || doubled)
            record_in(p, address, ANOMALY_ADDRESS_DOT, dot, dot + 1 + doubled);
    }
}

static void check_address(struct parser *p, const struct layer *address, uint32_t count, size_t at)
{
    struct slice text = address->text;
    struct span word;
    if (count > 1)
        record_in(p, address, ANOMALY_ADDRESS_AT_COUNT, 0, text.size);
    check_dots(p, address, 0, at);
    check_dots(p, address, at + 1, text.size);
    for (size_t i = 0; i < text.size; i++)
        if (text.data[i] >= 0x80) {
            record_in(p, address, ANOMALY_ADDRESS_NOT_ASCII, 0, text.size);
            break;
        }
    if (encoded_word_find(text, 0, &word))
        record_in(p, address, ANOMALY_ENCODED_WORD_IN_ADDRESS, word.start, word.end);
}

/* An address that is hidden in an encoded word. */
static void check_hidden(struct parser *p, const struct sink *address)
{
    struct layer raw, decoded;
    struct span word;
    sink_layer(address, &raw, p->layer);
    finish_name(p, address, &decoded);
    if (encoded_word_find(raw.text, 0, &word) && slice_find_byte(decoded.text, 0, '@') != SLICE_NONE)
        record_in(p, &raw, ANOMALY_ENCODED_WORD_IN_ADDRESS, word.start, word.end);
}

/* Encoded words do not belong in quoted strings (RFC 2047 5). */
static void check_quoted(struct parser *p, size_t start, size_t end)
{
    struct slice text = slice_sub(p->text, 0, end);
    struct span word;
    for (size_t at = start; p->recorder && encoded_word_find(text, at, &word); at = word.end)
        record_anomaly(p->recorder, ANOMALY_ENCODED_WORD_QUOTED, word.start, word.end);
}

/* --- mailboxes --- */

/* Without brackets the words are the address; where they are too many, the last one with an @ is it, and the others the name. */
static void split_words(struct parser *p, span_list *name, span_list *address)
{
    *name = p->box.words;
    *address = p->box.angle;
    if (p->box.has_angle)
        return;
    *address = *name;
    *name = (span_list){0};
    uint32_t last = address->count;
    while (last > 0 && slice_find_byte(slice_sub(p->text, address->items[last - 1].start, address->items[last - 1].end), 0,
                                       '@') == SLICE_NONE)
        last--;
    if (last == 0 || words_join(p, address))
        return;
    p->box.odd = true;
    for (uint32_t i = 0; i < p->box.words.count; i++) {
        struct span *word = i + 1 == last ? NULL : vec_push(p->arena, name);
        if (word)
            *word = p->box.words.items[i];
    }
    *address = (span_list){.items = p->box.words.items + last - 1, .count = 1};
}

static void add_mailbox(struct parser *p, const struct sink *address, const span_list *name, size_t at)
{
    struct address *added = vec_push(p->arena, p->out);
    if (!added)
        return;
    make_name(p, name, &added->display_name);
    sink_layer(address, &added->address, p->layer);
    struct slice domain = slice_from(added->address.text, at + 1);
    struct source_map inner = {0};
    added->domain = (struct layer){.text = domain, .parent = p->layer};
    source_map_identity(&inner, p->arena, (uint32_t)domain.size, (uint32_t)at + 1);
    source_map_compose(&added->domain.map, p->arena, &added->address.map, &inner);
}

/* Adds the mailbox whose words were found. */
static void read_mailbox(struct parser *p, size_t end)
{
    span_list name, words;
    struct sink sink;
    struct layer address;
    size_t at = SLICE_NONE;
    split_words(p, &name, &words);
    skip_route(p, &words);
    sink_init(&sink, p->arena, UINT32_MAX);
    for (uint32_t i = 0; i < words.count; i++)
        copy(p, &sink, words.items[i].start, words.items[i].end);
    sink_layer(&sink, &address, p->layer);
    uint32_t count = count_at(address.text, &at);
    bool readable = count > 0 && at > 0 && at + 1 < address.text.size && words_join(p, &words);
    if (!readable && has_mask(p, &words))
        return;
    if (!readable)
        check_hidden(p, &sink);
    if (!readable || (p->box.odd && !p->box.reported))
        record(p, ANOMALY_ADDRESS_INVALID, p->box.start, end);
    if (!readable)
        return;
    check_address(p, &address, count, at);
    add_mailbox(p, &sink, &name, at);
}

/* Ends the mailbox before `end`, and begins the next one at `next`. */
static void end_mailbox(struct parser *p, size_t end, size_t next)
{
    while (end > p->box.start && ascii_is_space(p->text.data[end - 1]))
        end--;
    if (p->box.in_angle)
        record(p, ANOMALY_ADDRESS_ANGLE_UNCLOSED, p->box.open, end);
    if (p->box.has_angle && p->box.angle.count == 0)
        record(p, ANOMALY_ADDRESS_EMPTY, p->box.open, end);
    else if (p->box.has_angle || p->box.words.count)
        read_mailbox(p, end);
    while (ascii_is_space(slice_at(p->text, next)))
        next++;
    p->box.words.count = p->box.angle.count = 0;
    p->box = (struct mailbox){.start = (uint32_t)next, .words = p->box.words, .angle = p->box.angle};
}

/* A comma with nothing before it; also the one before the end, of the field or of a group. */
static void check_empty(struct parser *p, size_t start, bool is_comma)
{
    if (!p->something && is_comma)
        record(p, ANOMALY_ADDRESS_EMPTY, start, start + 1);
    else if (!p->something && span_length(p->comma))
        record(p, ANOMALY_ADDRESS_EMPTY, p->comma.start, p->comma.end);
    p->comma = (struct span){(uint32_t)start, (uint32_t)start + is_comma};
}

static void take_separator(struct parser *p, size_t start, size_t end)
{
    bool is_comma = p->masked.data[start] == ',';
    bool ends_group = !is_comma && span_length(p->group);
    end_mailbox(p, start, end);
    check_empty(p, start, is_comma);
    if (!is_comma && !ends_group)
        record(p, ANOMALY_ADDRESS_INVALID, start, end);
    p->box.reported = false;
    p->something = ends_group;
    if (ends_group)
        p->group = (struct span){0, 0};
}

/* A colon: inside brackets it ends a route, else what is before it is a group's name. */
static void take_colon(struct parser *p, size_t start, size_t end)
{
    if (p->box.in_angle) {
        p->box.colon = (uint32_t)start;
        return;
    }
    if (span_length(p->group) || p->box.has_angle)
        record(p, ANOMALY_ADDRESS_INVALID, start, end);
    else
        p->group = (struct span){p->box.start, (uint32_t)end};
    p->box.words.count = 0;
    p->box.has_angle = false;
    end_mailbox(p, end, end);
    p->something = false;
    p->comma = (struct span){0, 0};
}

/* Of two addresses in brackets the first one counts. */
static void take_angle(struct parser *p, size_t start)
{
    struct mailbox *box = &p->box;
    if (p->masked.data[start] == '>') {
        box->odd = box->odd || !(box->in_angle || box->in_extra);
        box->in_angle = box->in_extra = false;
        return;
    }
    p->something = true;
    box->odd = box->odd || box->has_angle;
    box->in_extra = box->has_angle && !box->in_angle;
    box->in_angle = !box->in_extra;
    if (!box->has_angle)
        box->open = (uint32_t)start;
    box->has_angle = true;
}

static void take_special(struct parser *p, size_t start, size_t end)
{
    const span_list *angle = &p->box.angle;
    int c = p->masked.data[start];
    bool in_route = angle->count && p->text.data[angle->items[0].start] == '@' && !p->box.colon;
    if (c == '<' || c == '>')
        take_angle(p, start);
    else if (c == ':')
        take_colon(p, start, end);
    /* In brackets a comma stands between the hosts of a route, and a semicolon has no meaning; else they were left open. */
    else if (!p->box.in_angle || (c == ',' ? !in_route : span_length(p->group) > 0))
        take_separator(p, start, end);
}

static void take_word(struct parser *p, enum token token, size_t start, size_t end)
{
    if (p->box.in_extra)
        return;
    struct span *word = vec_push(p->arena, p->box.in_angle ? &p->box.angle : &p->box.words);
    if (word)
        *word = (struct span){(uint32_t)start, (uint32_t)end};
    p->something = true;
    if (token == TOKEN_QUOTED)
        check_quoted(p, start, end);
}

static void finish(struct parser *p)
{
    size_t end = p->text.size;
    bool nothing = end == 0 && p->recorder;
    end_mailbox(p, end, end);
    if (!p->something && span_length(p->comma))
        record(p, ANOMALY_ADDRESS_EMPTY, p->comma.start, p->comma.end);
    if (span_length(p->group))
        record(p, ANOMALY_ADDRESS_GROUP_UNCLOSED, p->group.start, p->group.end);
    if (nothing)
        record(p, ANOMALY_ADDRESS_EMPTY, 0, 0);
}

static bool read_field(struct message *message, const struct header_field *field, struct recorder *recorder, address_list *out)
{
    const struct document *document = &field->unfolded;
    struct parser p = {.text = document->layer.text, .masked = document->masked, .layer = &document->layer};
    size_t at = 0, start = 0;
    enum token token;
    p.arena = message->arena;
    p.recorder = recorder;
    p.out = out;
    *out = (address_list){0};
    while ((token = next_token(&p, &at)) != TOKEN_END && !message->arena->failed) {
        if (token == TOKEN_COMMENT)
            p.box.comment = (struct span){(uint32_t)start, (uint32_t)at};
        else if (token == TOKEN_WORD || token == TOKEN_QUOTED)
            take_word(&p, token, start, at);
        else if (token == TOKEN_SPECIAL)
            take_special(&p, start, at);
        start = at;
    }
    finish(&p);
    return !message->arena->failed;
}

bool message_addresses(struct message *message, const struct header_field *field, address_list *out)
{
    return read_field(message, field, NULL, out);
}

void addresses_check(struct message *message, const struct header_field *field)
{
    const struct layer *layer = &field->unfolded.layer;
    struct recorder recorder = {.message = message, .layer = layer->parent, .map = &layer->map, .part = field->part};
    address_list list;
    if (layer->text.size || !slice_equal_nocase(field->name, SLICE("bcc"))) /* that one may be empty */
        read_field(message, field, &recorder, &list);
}
