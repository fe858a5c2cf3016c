/* YAML: libyaml's events into nodes.
 *
 * Nodes under construction stand on a stack of frames; nothing recurses. libyaml's marks count characters, sources count
 * bytes: a cursor moves along the file with the marks, which advance almost always.
 * Limits: yaml_depth, yaml_nodes, YAML_MAX_KEYS, YAML_MAX_ERRORS. Tested in tests/unit/data/test_yaml.c. */
#include "data/yaml.h"

#include <string.h>
#include <yaml.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "data/text.h"
#include "data/yaml_problem.h"

struct frame {
    struct yaml_node *node;
    struct yaml_node *last;      /* child */
    const struct yaml_node *key; /* mapping: of the value that comes next; sequence: its own key */
    bool drop;                   /* the value that comes next belongs to a key that was refused */
};

struct builder {
    struct arena *arena;
    const struct source *source;
    const struct limits *limits;
    struct diagnostics *diagnostics;
    uint32_t first_error;
    size_t index, offset; /* the cursor: characters and bytes from the file's beginning */
    VEC(struct frame) frames;
    struct yaml_node *root;
    uint64_t nodes;
    uint32_t documents;
};

const struct yaml_node *yaml_get(const struct yaml_node *mapping, const char *key)
{
    if (mapping->kind != YAML_MAPPING)
        return NULL;
    for (const struct yaml_node *node = mapping->first; node; node = node->next)
        if (slice_is(node->key->text, key))
            return node;
    return NULL;
}

static struct place place_at(const struct builder *b, struct span span)
{
    return (struct place){b->source, span};
}

static bool is_continuation(int byte)
{
    return (byte & 0xC0) == 0x80;
}

/* Moves the cursor by eight characters where they are ASCII and lie before that one. */
static bool skip_ascii(struct builder *b, size_t index)
{
    uint64_t word;
    if (index - b->index < sizeof word || b->source->bytes.size - b->offset < sizeof word)
        return false;
    memcpy(&word, b->source->bytes.data + b->offset, sizeof word);
    if (word & UINT64_C(0x8080808080808080))
        return false;
    b->index += sizeof word;
    b->offset += sizeof word;
    return true;
}

/* The byte where the character of that number begins. */
static uint32_t byte_offset(struct builder *b, size_t index)
{
    struct slice bytes = b->source->bytes;
    while (b->index < index && b->offset < bytes.size) {
        if (skip_ascii(b, index))
            continue;
        b->offset++;
        while (b->offset < bytes.size && is_continuation(bytes.data[b->offset]))
            b->offset++;
        b->index++;
    }
    while (b->index > index && b->offset > 0) {
        b->offset--;
        while (b->offset > 0 && is_continuation(bytes.data[b->offset]))
            b->offset--;
        b->index--;
    }
    return (uint32_t)b->offset;
}

static struct span event_span(struct builder *b, const yaml_event_t *event)
{
    uint32_t start = byte_offset(b, event->start_mark.index);
    return (struct span){start, byte_offset(b, event->end_mark.index)};
}

static struct frame *top_frame(const struct builder *b)
{
    return b->frames.count ? &b->frames.items[b->frames.count - 1] : NULL;
}

/* --- keys --- */

static bool refuse_key(struct builder *b, struct span span, const char *found)
{
    struct diagnostic *d = diagnostic_error(b->diagnostics, DIAGNOSTIC_YAML_KEY, place_at(b, span), "%s cannot be a key", found);
    diagnostic_hint(b->diagnostics, d, "expected: a name, as in `name: value`");
    return false;
}

static bool refuse_merge(struct builder *b, struct span span)
{
    struct diagnostic *d =
        diagnostic_error(b->diagnostics, DIAGNOSTIC_YAML_MERGE, place_at(b, span), "merge keys are not accepted");
    diagnostic_hint(b->diagnostics, d, "help: write out what it would merge; every rule says all of itself in one place");
    return false;
}

static bool refuse_duplicate(struct builder *b, const struct yaml_node *key, const struct yaml_node *first)
{
    struct position at = source_position(b->source, first->span.start, COLUMN_CODE_POINTS);
    struct diagnostic *d = diagnostic_error(b->diagnostics, DIAGNOSTIC_YAML_DUPLICATE_KEY, place_at(b, key->span),
                                            "the key `%.*s` is there twice", SLICE_ARG(key->text));
    diagnostic_hint(b->diagnostics, d, "help: the first one is in line %llu; keep one of them", (unsigned long long)at.line);
    return false;
}

/* Whether a value may stand under this key. */
static bool key_is_good(struct builder *b, const struct yaml_node *mapping, const struct yaml_node *key)
{
    if (key->kind == YAML_REFUSED)
        return false;
    if (key->kind != YAML_SCALAR)
        return refuse_key(b, (struct span){key->span.start, key->span.start + 1},
                          key->kind == YAML_MAPPING ? "a mapping" : "a list");
    if (key->style == YAML_PLAIN && slice_is(key->text, "<<"))
        return refuse_merge(b, key->span);
    if (key->text.size == 0)
        return refuse_key(b, key->span, "nothing");
    if (key->style == YAML_BLOCK || slice_find_byte(key->text, 0, '\n') != SLICE_NONE)
        return refuse_key(b, key->span, "a text of several lines");
    for (const struct yaml_node *other = mapping->first; other; other = other->next)
        if (slice_equal(other->key->text, key->text))
            return refuse_duplicate(b, key, other->key);
    return true;
}

/* --- nodes --- */

static void append_child(struct frame *frame, struct yaml_node *node)
{
    if (frame->last)
        frame->last->next = node;
    else
        frame->node->first = node;
    frame->last = node;
    frame->node->count++;
}

/* Puts the node where it belongs: the root, a key, a value or an item. */
static void attach(struct builder *b, struct yaml_node *node)
{
    struct frame *frame = top_frame(b);
    if (!frame) {
        b->root = node;
        return;
    }
    if (frame->node->span.end < node->span.end)
        frame->node->span.end = node->span.end;
    if (frame->node->kind == YAML_MAPPING && !frame->key) {
        frame->key = node;
        frame->drop = !key_is_good(b, frame->node, node);
        return;
    }
    node->key = frame->key;
    if (!frame->drop)
        append_child(frame, node);
    if (frame->node->kind == YAML_MAPPING) {
        frame->key = NULL;
        frame->drop = false;
    }
}

static bool refuse_size(struct builder *b, struct span span, uint64_t limit, const char *what)
{
    struct diagnostic *d = diagnostic_error(b->diagnostics, DIAGNOSTIC_YAML_SIZE, place_at(b, span), "more than %llu %s",
                                            (unsigned long long)limit, what);
    diagnostic_hint(b->diagnostics, d, "help: split it");
    return false;
}

/* A new node in its place; null when there is no room for it. */
static struct yaml_node *add_node(struct builder *b, enum yaml_kind kind, struct span span)
{
    struct frame *frame = top_frame(b);
    if (++b->nodes > b->limits->yaml_nodes) {
        refuse_size(b, span, b->limits->yaml_nodes, "nodes in one file");
        return NULL;
    }
    if (frame && frame->node->kind == YAML_MAPPING && frame->node->count >= YAML_MAX_KEYS) {
        refuse_size(b, span, YAML_MAX_KEYS, "keys in one mapping");
        return NULL;
    }
    struct yaml_node *node = arena_new(b->arena, struct yaml_node);
    if (!node)
        return NULL;
    node->kind = kind;
    node->span = span;
    return node;
}

/* The anchor or the tag of a node: the word before its value that begins with that byte. */
static struct span property_span(const struct builder *b, struct span node, unsigned char first)
{
    struct slice bytes = b->source->bytes;
    size_t start = slice_find_byte(bytes, node.start, first), end = start;
    if (start == SLICE_NONE)
        return node;
    while (end < bytes.size && !ascii_is_space(bytes.data[end]) &&
           slice_find_byte(SLICE(",[]{}"), 0, bytes.data[end]) == SLICE_NONE)
        end++;
    return (struct span){(uint32_t)start, (uint32_t)end};
}

static void check_properties(struct builder *b, struct span node, const yaml_char_t *anchor, const yaml_char_t *tag)
{
    if (anchor) {
        struct span span = property_span(b, node, '&');
        struct slice text = text_shown(slice_sub(b->source->bytes, span.start, span.end));
        struct diagnostic *d = diagnostic_error(b->diagnostics, DIAGNOSTIC_YAML_ALIAS, place_at(b, span),
                                                "the anchor `%.*s` is not accepted", SLICE_ARG(text));
        diagnostic_hint(b->diagnostics, d, "help: take it out, and write the value again where it is needed");
    }
    if (tag) {
        struct span span = property_span(b, node, '!');
        struct slice text = text_shown(slice_sub(b->source->bytes, span.start, span.end));
        struct diagnostic *d = diagnostic_error(b->diagnostics, DIAGNOSTIC_YAML_TAG, place_at(b, span),
                                                "the tag `%.*s` is not accepted", SLICE_ARG(text));
        diagnostic_hint(b->diagnostics, d, "help: take it out; what type a value has follows from its key");
    }
}

/* Of aliases side by side in a list the first is enough to say. */
static bool take_alias(struct builder *b, const yaml_event_t *event)
{
    struct span span = event_span(b, event);
    const struct frame *frame = top_frame(b);
    if (!frame || frame->node->kind != YAML_SEQUENCE || !frame->last || frame->last->kind != YAML_REFUSED) {
        struct diagnostic *d = diagnostic_error(b->diagnostics, DIAGNOSTIC_YAML_ALIAS, place_at(b, span),
                                                "the alias `*%.60s` is not accepted", (const char *)event->data.alias.anchor);
        diagnostic_hint(b->diagnostics, d, "help: write the value itself; a text that begins with `*` needs quotes");
    }
    struct yaml_node *node = add_node(b, YAML_REFUSED, span);
    if (node)
        attach(b, node);
    return node != NULL;
}

/* Where the text stands in the file as it is, the file's own bytes are taken. */
static struct slice scalar_text(struct builder *b, const yaml_event_t *event, enum yaml_style style, struct span span)
{
    struct slice text = slice_make(event->data.scalar.value, event->data.scalar.length);
    uint32_t quote = style == YAML_QUOTED ? 1 : 0;
    struct slice raw = slice_sub(b->source->bytes, span.start + quote, span.end - quote);
    return slice_equal(raw, text) ? raw : arena_copy(b->arena, text);
}

static enum yaml_style scalar_style(yaml_scalar_style_t style)
{
    switch (style) {
    case YAML_ANY_SCALAR_STYLE:
    case YAML_PLAIN_SCALAR_STYLE: return YAML_PLAIN;
    case YAML_SINGLE_QUOTED_SCALAR_STYLE:
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: return YAML_QUOTED;
    case YAML_LITERAL_SCALAR_STYLE:
    case YAML_FOLDED_SCALAR_STYLE: break;
    }
    return YAML_BLOCK;
}

static bool take_scalar(struct builder *b, const yaml_event_t *event)
{
    struct span span = event_span(b, event);
    check_properties(b, span, event->data.scalar.anchor, event->data.scalar.tag);
    enum yaml_style style = scalar_style(event->data.scalar.style);
    /* libyaml ends a block scalar where the next thing begins. */
    while (style == YAML_BLOCK && span.end > span.start + 1 && ascii_is_space(slice_at(b->source->bytes, span.end - 1)))
        span.end--;
    struct yaml_node *node = add_node(b, YAML_SCALAR, span);
    if (!node)
        return false;
    node->style = style;
    node->text = scalar_text(b, event, style, span);
    attach(b, node);
    return true;
}

static bool open_collection(struct builder *b, enum yaml_kind kind, bool flow, struct span span)
{
    if (b->frames.count >= b->limits->yaml_depth) {
        struct diagnostic *d = diagnostic_error(b->diagnostics, DIAGNOSTIC_YAML_DEPTH, place_at(b, span),
                                                "nested more than %llu levels deep", (unsigned long long)b->limits->yaml_depth);
        diagnostic_hint(b->diagnostics, d, "help: nothing in a rule needs so many levels; look for a bracket that is not closed");
        return false;
    }
    struct yaml_node *node = add_node(b, kind, span);
    if (!node)
        return false;
    node->style = flow ? YAML_PLAIN : YAML_BLOCK;
    attach(b, node);
    struct frame *frame = vec_push(b->arena, &b->frames);
    if (!frame)
        return false;
    *frame = (struct frame){.node = node, .key = kind == YAML_SEQUENCE ? node->key : NULL};
    return true;
}

static bool take_sequence_start(struct builder *b, const yaml_event_t *event)
{
    struct span span = event_span(b, event);
    check_properties(b, span, event->data.sequence_start.anchor, event->data.sequence_start.tag);
    return open_collection(b, YAML_SEQUENCE, event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE, span);
}

static bool take_mapping_start(struct builder *b, const yaml_event_t *event)
{
    struct span span = event_span(b, event);
    check_properties(b, span, event->data.mapping_start.anchor, event->data.mapping_start.tag);
    return open_collection(b, YAML_MAPPING, event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE, span);
}

/* A block ends where its last child does, not where the next thing begins. */
static bool take_end(struct builder *b, const yaml_event_t *event)
{
    struct frame *frame = top_frame(b);
    if (!frame)
        return false;
    struct yaml_node *node = frame->node;
    if (node->style != YAML_BLOCK)
        node->span.end = event_span(b, event).end;
    b->frames.count--;
    struct frame *outer = top_frame(b);
    if (outer && outer->node->span.end < node->span.end)
        outer->node->span.end = node->span.end;
    return true;
}

static bool take_document(struct builder *b, const yaml_event_t *event)
{
    struct span span = event_span(b, event);
    if (event->data.document_start.tag_directives.start != event->data.document_start.tag_directives.end) {
        struct diagnostic *d =
            diagnostic_error(b->diagnostics, DIAGNOSTIC_YAML_TAG, place_at(b, span), "%%TAG directives are not accepted");
        diagnostic_hint(b->diagnostics, d, "help: take it out; what type a value has follows from its key");
    }
    if (b->documents++ == 0)
        return true;
    if (b->root)
        b->root->cut = true;
    struct diagnostic *d =
        diagnostic_error(b->diagnostics, DIAGNOSTIC_YAML_DOCUMENTS, place_at(b, span), "a second document begins here");
    diagnostic_hint(b->diagnostics, d, "help: one file holds one document; put the second one into a file of its own");
    return false;
}

static bool take_nothing(struct builder *b, const yaml_event_t *event)
{
    (void)b;
    return event->type != YAML_STREAM_END_EVENT;
}

/* False: reading ends. */
static bool take_event(struct builder *b, const yaml_event_t *event)
{
    static bool (*const takers[])(struct builder *, const yaml_event_t *) = {
        [YAML_NO_EVENT] = take_nothing,           [YAML_STREAM_START_EVENT] = take_nothing,
        [YAML_STREAM_END_EVENT] = take_nothing,   [YAML_DOCUMENT_START_EVENT] = take_document,
        [YAML_DOCUMENT_END_EVENT] = take_nothing, [YAML_ALIAS_EVENT] = take_alias,
        [YAML_SCALAR_EVENT] = take_scalar,        [YAML_SEQUENCE_START_EVENT] = take_sequence_start,
        [YAML_SEQUENCE_END_EVENT] = take_end,     [YAML_MAPPING_START_EVENT] = take_mapping_start,
        [YAML_MAPPING_END_EVENT] = take_end,
    };
    if (!takers[event->type](b, event) || b->arena->failed)
        return false;
    if (b->diagnostics->errors - b->first_error < YAML_MAX_ERRORS)
        return true;
    diagnostic_error(b->diagnostics, DIAGNOSTIC_YAML_SYNTAX, place_at(b, event_span(b, event)),
                     "too many errors; the rest of the file was not read");
    return false;
}

/* --- the file --- */

static void syntax_error(struct builder *b, const yaml_parser_t *parser)
{
    if (parser->error == YAML_MEMORY_ERROR) {
        b->arena->failed = true;
        return;
    }
    const struct yaml_problem *known = yaml_problem_find(parser->problem);
    size_t index = known->place == AT_CONTEXT ? parser->context_mark.index : parser->problem_mark.index;
    uint32_t offset = parser->error == YAML_READER_ERROR ? (uint32_t)parser->problem_offset : byte_offset(b, index);
    struct slice bytes = b->source->bytes;
    struct span span = {offset, offset};
    if (offset < bytes.size && !ascii_is_space(bytes.data[offset]))
        span.end += utf8_decode(bytes, offset).length;
    known = yaml_problem_refine(known, offset > 0 ? slice_at(bytes, offset - 1) : -1, slice_at(bytes, offset));
    struct diagnostic *d = diagnostic_error(b->diagnostics, DIAGNOSTIC_YAML_SYNTAX, place_at(b, span), "%s", known->message);
    if (known->hint && known->place == SINCE_LINE)
        diagnostic_hint(b->diagnostics, d, "help: %s in line %llu", known->hint,
                        (unsigned long long)parser->context_mark.line + 1);
    else if (known->hint)
        diagnostic_hint(b->diagnostics, d, "help: %s", known->hint);
}

static bool encoding_error(struct builder *b, size_t offset, const char *message)
{
    uint32_t at = (uint32_t)offset;
    struct diagnostic *d =
        diagnostic_error(b->diagnostics, DIAGNOSTIC_YAML_ENCODING, place_at(b, (struct span){at, at + 1}), "%s", message);
    diagnostic_hint(b->diagnostics, d, "help: save the file as UTF-8");
    return false;
}

static bool check_encoding(struct builder *b)
{
    struct slice bytes = b->source->bytes;
    if (slice_starts(bytes, SLICE("\xFF\xFE")) || slice_starts(bytes, SLICE("\xFE\xFF")))
        return encoding_error(b, 0, "the file is UTF-16, not UTF-8");
    size_t valid = utf8_valid_prefix(bytes);
    size_t nul = slice_find_byte(bytes, 0, 0);
    if (nul < valid)
        return encoding_error(b, nul, "the file holds a NUL byte, so it is no text in UTF-8");
    if (valid < bytes.size)
        return encoding_error(b, valid, "a byte that is not UTF-8");
    return true;
}

/* libyaml would count a byte order mark as a character only where it is not told the encoding; it is left out here. */
static void read_events(struct builder *b, yaml_parser_t *parser)
{
    struct slice text = b->source->bytes;
    if (slice_starts(text, SLICE("\xEF\xBB\xBF"))) {
        b->offset = 3;
        text = slice_from(text, 3);
    }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(parser, text.data, text.size);
    bool more = true;
    while (more) {
        yaml_event_t event;
        if (!yaml_parser_parse(parser, &event)) {
            syntax_error(b, parser);
            break;
        }
        more = take_event(b, &event);
        yaml_event_delete(&event);
    }
}

struct yaml_node *yaml_read(struct arena *arena, const struct source *source, const struct limits *limits,
                            struct diagnostics *diagnostics)
{
    struct builder b = {
        .arena = arena, .source = source, .limits = limits, .diagnostics = diagnostics, .first_error = diagnostics->errors};
    if (!check_encoding(&b))
        return NULL;
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser)) {
        arena->failed = true;
        return NULL;
    }
    read_events(&b, &parser);
    yaml_parser_delete(&parser);
    for (uint32_t i = 0; i < b.frames.count; i++)
        b.frames.items[i].node->cut = true;
    if (!b.root && !arena->failed && diagnostics->errors == b.first_error) {
        struct diagnostic *d = diagnostic_error(diagnostics, DIAGNOSTIC_YAML_EMPTY, place_at(&b, (struct span){0, 0}),
                                                "there is nothing in the file but blanks and comments");
        diagnostic_hint(diagnostics, d, "expected: keys with values, `key: value`");
    }
    return b.root;
}

/* A single-quoted scalar in one line: only a doubled quote is longer in the file than in the text. */
static bool quoted_span(struct slice raw, size_t from, size_t to, struct span *out)
{
    if (slice_at(raw, 0) != '\'' || slice_find_byte(raw, 0, '\n') != SLICE_NONE || slice_find_byte(raw, 0, '\r') != SLICE_NONE)
        return false;
    size_t at = 1, text = 0, start = 0;
    for (; text < to && at + 1 < raw.size; text++) {
        if (text == from)
            start = at;
        at += raw.data[at] == '\'' ? 2 : 1;
    }
    if (text < to)
        return false;
    *out = (struct span){(uint32_t)(from < to ? start : at), (uint32_t)at};
    return true;
}

struct span yaml_text_span(const struct source *source, const struct yaml_node *scalar, size_t from, size_t to)
{
    struct slice raw = slice_sub(source->bytes, scalar->span.start, scalar->span.end);
    to = to > scalar->text.size ? scalar->text.size : to;
    from = from > to ? to : from;
    /* The text of a plain or quoted scalar is the file's own bytes where they are the same. */
    uint32_t quote = scalar->style == YAML_QUOTED ? 1 : 0;
    if (scalar->style != YAML_BLOCK && raw.size == scalar->text.size + 2u * quote &&
        slice_equal(slice_sub(raw, quote, raw.size - quote), scalar->text))
        return (struct span){scalar->span.start + quote + (uint32_t)from, scalar->span.start + quote + (uint32_t)to};
    struct span inside;
    if (scalar->style == YAML_QUOTED && quoted_span(raw, from, to, &inside))
        return (struct span){scalar->span.start + inside.start, scalar->span.start + inside.end};
    return scalar->span;
}
