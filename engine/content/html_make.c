/* Making tokens from the input: names, texts and values are the input's own bytes unless something in them changes.
 *
 * What has to be written anew is kept in pieces of the arena that several texts share, so that it takes memory in proportion to
 * the input. Tested in tests/unit/content/test_html_token.c. */
#include "content/html_make.h"

#include <string.h>

enum {
    ROOM = 4096,      /* bytes taken from the arena at once */
    LARGE_TEXT = 512, /* from here on a text has its own */
};

static const struct slice line_feed = {(const unsigned char *)"\n", 1};
static const struct slice replacement = {(const unsigned char *)"\xEF\xBF\xBD", 3};

struct slice html_input(const struct html_tokenizer *t, struct span span)
{
    return slice_sub(t->input, span.start, span.end);
}

/* Room for `size` bytes, or null. */
static unsigned char *take_room(struct html_tokenizer *t, size_t size)
{
    if (size >= LARGE_TEXT)
        return arena_alloc(t->arena, size);
    if (size > t->room_left) {
        t->room = arena_alloc(t->arena, ROOM);
        t->room_left = t->room ? ROOM : 0;
    }
    if (!t->room)
        return NULL;
    unsigned char *taken = t->room;
    t->room += size;
    t->room_left -= size;
    return taken;
}

struct slice html_keep(struct html_tokenizer *t, struct slice s)
{
    unsigned char *copy = take_room(t, s.size);
    if (!copy)
        return slice_make(NULL, 0);
    if (s.size)
        memcpy(copy, s.data, s.size);
    return slice_make(copy, s.size);
}

/* The text with its line ends and NULs as they must be, and in lower case if `lower`. */
static struct slice rewrite(struct html_tokenizer *t, struct slice s, bool lower)
{
    size_t nulls = 0;
    for (size_t i = 0; i < s.size; i++)
        nulls += s.data[i] == 0;
    size_t size = s.size + nulls * (replacement.size - 1);
    unsigned char *out = take_room(t, size);
    if (!out)
        return slice_make(NULL, 0);
    size_t end = 0;
    for (size_t i = 0; i < s.size; i++) {
        int c = s.data[i];
        if (c == 0) {
            memcpy(out + end, replacement.data, replacement.size);
            end += replacement.size;
        } else if (c != '\r') {
            out[end++] = (unsigned char)(lower ? ascii_lower(c) : c);
        } else if (slice_at(s, i + 1) != '\n') {
            out[end++] = '\n';
        }
    }
    return slice_make(out, end);
}

struct slice html_text(struct html_tokenizer *t, struct span span)
{
    struct slice s = html_input(t, span);
    bool changes = s.size && (memchr(s.data, '\r', s.size) || memchr(s.data, 0, s.size));
    return changes ? rewrite(t, s, false) : s;
}

struct slice html_name(struct html_tokenizer *t, struct span span)
{
    struct slice s = html_input(t, span);
    bool changes = false;
    for (size_t i = 0; i < s.size; i++)
        changes |= s.data[i] == 0 || ascii_is_upper(s.data[i]);
    return changes ? rewrite(t, s, true) : s;
}

void html_flush(struct html_tokenizer *t, uint32_t end, uint32_t resume)
{
    if (t->text_start < end)
        t->run = (struct span){t->text_start, end};
    t->text_start = resume;
}

/* A new token, with the room that the one before had for attributes. */
static struct html_token blank_token(const struct html_tokenizer *t, enum html_token_type type, struct span span)
{
    struct html_token token = {.type = type, .span = span, .attributes = t->token.attributes, .duplicates = t->token.duplicates};
    token.attributes.count = token.duplicates.count = 0;
    return token;
}

void html_unit_in_text(struct html_tokenizer *t, struct slice text, uint32_t start)
{
    html_flush(t, start, t->position);
    t->token = blank_token(t, HTML_TEXT, (struct span){start, t->position});
    t->token.text = text;
    t->token_ready = true;
}

/* Whether the CR at the position stands before a LF, which is then text as it is while the CR is left out. */
static bool before_line_feed(const struct html_tokenizer *t)
{
    return slice_at(t->input, t->position + (size_t)1) == '\n';
}

void html_text_special(struct html_tokenizer *t, bool null_stays)
{
    uint32_t start = t->position;
    if (t->input.data[start] == 0) {
        html_error(t, "unexpected-null-character");
        t->position++;
        if (!null_stays)
            html_unit_in_text(t, replacement, start);
    } else if (before_line_feed(t)) {
        t->position++;
        html_flush(t, start, t->position);
    } else {
        t->position++;
        html_unit_in_text(t, line_feed, start);
    }
}

void html_end(struct html_tokenizer *t, uint32_t text_end)
{
    t->mark = text_end;
    t->position = (uint32_t)t->input.size;
    html_begin(t, HTML_END);
    t->token.span.start = t->position;
    html_emit(t);
}

void html_begin(struct html_tokenizer *t, enum html_token_type type)
{
    t->token = blank_token(t, type, (struct span){t->mark, t->mark});
    t->piece_start = t->position;
}

void html_emit(struct html_tokenizer *t)
{
    t->token.span.end = t->position;
    html_flush(t, t->mark, t->position);
    t->token_ready = true;
    t->state = STATE_DATA;
}

void html_emit_comment(struct html_tokenizer *t, uint32_t end)
{
    t->token.text = html_text(t, (struct span){t->piece_start, end});
    html_emit(t);
}

void html_end_tag_name(struct html_tokenizer *t)
{
    t->token.name_span = (struct span){t->piece_start, t->position};
    t->token.name = html_name(t, t->token.name_span);
}

void html_begin_attribute(struct html_tokenizer *t)
{
    t->piece_start = t->position;
    t->state = STATE_ATTRIBUTE_NAME;
}

/* FNV-1a. Names of one tag are compared each with each; by their hashes that is quick. */
static uint32_t name_hash(struct slice name)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < name.size; i++)
        hash = (hash ^ name.data[i]) * 16777619u;
    return hash;
}

static bool has_attribute(const struct html_tokenizer *t, struct slice name, uint32_t hash)
{
    for (uint32_t i = 0; i < t->token.attributes.count; i++)
        if (t->name_hashes.items[i] == hash && slice_equal(t->token.attributes.items[i].name, name))
            return true;
    return false;
}

/* The next attribute of the tag, or the next duplicate; null: one too many, or no memory. */
static struct html_attribute *add_attribute(struct html_tokenizer *t, struct slice name, struct span where)
{
    uint32_t hash = name_hash(name);
    bool duplicate = has_attribute(t, name, hash);
    uint32_t count = duplicate ? t->token.duplicates.count : t->token.attributes.count;
    if (duplicate)
        html_error(t, "duplicate-attribute");
    if (count >= t->limits->html_attributes) {
        if (!t->limit) {
            t->limit = "html_attributes";
            t->limit_where = where;
        }
        return NULL;
    }
    if (duplicate)
        return vec_push(t->arena, &t->token.duplicates);
    t->name_hashes.count = count;
    uint32_t *kept_hash = vec_push(t->arena, &t->name_hashes);
    if (!kept_hash)
        return NULL;
    *kept_hash = hash;
    return vec_push(t->arena, &t->token.attributes);
}

void html_end_attribute_name(struct html_tokenizer *t)
{
    struct span span = {t->piece_start, t->position};
    struct slice name = html_name(t, span);
    t->attribute = add_attribute(t, name, span);
    if (t->attribute)
        *t->attribute = (struct html_attribute){
            .name = name,
            .name_span = span,
            .value.parent = t->layer,
            .value_span = {span.end, span.end},
        };
}

static void clear_value(struct html_tokenizer *t)
{
    t->value.size = 0;
    t->value_map.runs.count = 0;
    t->value_map.derived_size = 0;
}

void html_begin_value(struct html_tokenizer *t, int quote)
{
    t->value_start = t->piece_start = t->position;
    clear_value(t);
    if (t->attribute)
        t->attribute->quote = quote;
}

/* Adds the input from piece_start to `end` as it is. */
static void add_piece(struct html_tokenizer *t, uint32_t end)
{
    if (t->piece_start < end)
        source_map_identity(&t->value_map, t->arena, end - t->piece_start, t->piece_start);
    buffer_append(&t->value, html_input(t, (struct span){t->piece_start, end}));
}

void html_unit_in_value(struct html_tokenizer *t, struct slice text, uint32_t start)
{
    add_piece(t, start);
    struct map_run origin = {
        .parent = start,
        .derived_unit = (uint32_t)text.size,
        .parent_unit = t->position - start,
    };
    source_map_add(&t->value_map, t->arena, origin.derived_unit, origin);
    buffer_append(&t->value, text);
    t->piece_start = t->position;
}

void html_value_special(struct html_tokenizer *t)
{
    uint32_t start = t->position;
    if (t->input.data[start] == 0) {
        html_error(t, "unexpected-null-character");
        t->position++;
        html_unit_in_value(t, replacement, start);
    } else if (before_line_feed(t)) {
        add_piece(t, start);
        t->piece_start = ++t->position;
    } else {
        t->position++;
        html_unit_in_value(t, line_feed, start);
    }
}

/* The map that was built, in memory of its own and no larger than it must be. */
static struct source_map keep_map(struct html_tokenizer *t)
{
    struct source_map map = {.derived_size = t->value_map.derived_size};
    uint32_t count = t->value_map.runs.count;
    if (count > 0)
        map.runs.items = arena_new_array(t->arena, struct map_run, count);
    if (!map.runs.items)
        return (struct source_map){0};
    memcpy(map.runs.items, t->value_map.runs.items, count * sizeof *map.runs.items);
    map.runs.count = map.runs.capacity = count;
    return map;
}

void html_end_value(struct html_tokenizer *t)
{
    struct html_attribute *attribute = t->attribute;
    if (!attribute)
        return;
    bool built = t->piece_start > t->value_start;
    attribute->value_span = (struct span){t->value_start, t->position};
    if (built) {
        add_piece(t, t->position);
        attribute->value.text = html_keep(t, buffer_slice(&t->value));
    } else {
        attribute->value.text = html_input(t, attribute->value_span);
        source_map_identity(&t->value_map, t->arena, span_length(attribute->value_span), t->value_start);
    }
    attribute->value.map = keep_map(t);
}

/* An attribute without a value still has a place. */
static void place_empty_values(struct html_tokenizer *t, struct html_attribute *attributes, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (attributes[i].value.map.runs.count > 0)
            continue;
        clear_value(t);
        source_map_identity(&t->value_map, t->arena, 0, attributes[i].value_span.start);
        attributes[i].value.map = keep_map(t);
    }
}

/* The errors of an end tag that carries what only start tags may have; drops it. */
static void check_end_tag(struct html_tokenizer *t)
{
    if (t->token.attributes.count > 0)
        html_error(t, "end-tag-with-attributes");
    if (t->token.self_closing)
        html_error(t, "end-tag-with-trailing-solidus");
    t->token.attributes.count = t->token.duplicates.count = 0;
    t->token.self_closing = false;
}

void html_keep_unfinished(struct html_tokenizer *t)
{
    if (!t->attribute || t->token.type != HTML_START_TAG)
        return;
    html_end_value(t);
    place_empty_values(t, t->token.attributes.items, t->token.attributes.count);
    place_empty_values(t, t->token.duplicates.items, t->token.duplicates.count);
    t->unfinished = t->token;
    t->unfinished.span.end = t->position;
}

void html_emit_tag(struct html_tokenizer *t)
{
    bool start = t->token.type == HTML_START_TAG;
    if (!start)
        check_end_tag(t);
    place_empty_values(t, t->token.attributes.items, t->token.attributes.count);
    place_empty_values(t, t->token.duplicates.items, t->token.duplicates.count);
    html_consume(t);
    html_emit(t);
    if (++t->tags > t->limits->html_tags) {
        t->limit = "html_tags";
        t->limit_where = t->token.span;
        html_end(t, t->mark);
        return;
    }
    if (start)
        t->last_start_tag = t->token.name;
    if (!t->bare)
        html_follow_tag(t);
}

void html_begin_reference(struct html_tokenizer *t)
{
    t->return_state = t->state;
    t->reference_start = t->position;
    t->reference_code = 0;
    html_consume_to(t, STATE_REFERENCE);
}
