/* Parameters of structured fields. An unquoted value may hold anything but a semicolon, as mail does.
 *
 * Of a value in forms of several kinds the one with a charset counts, then the pieces up to the first that is missing, then the
 * plain one, as in mail clients. More than LARGEST_LIST parameters in one field are not read, and recorded; only LARGEST_CHECK of
 * them are compared with each other. Tested in tests/unit/message/test_parameter.c. */
#include "message/parameter.h"

#include "base/ascii.h"
#include "base/buffer.h"
#include "message/charset.h"
#include "message/encoded_word.h"

enum { LARGEST_LIST = 1000, LARGEST_CHECK = 100 };

struct reader {
    struct slice text;
    size_t at;
    struct arena *arena;
    struct recorder *recorder;
};

static int here(const struct reader *r)
{
    return slice_at(r->text, r->at);
}

/* Moves behind the comment that begins here; comments nest (RFC 5322 3.2.2). */
static void skip_comment(struct reader *r)
{
    size_t depth = 0;
    do {
        int c = here(r);
        depth += c == '(';
        depth -= c == ')';
        r->at += c == '\\' ? 2 : 1;
    } while (depth && r->at < r->text.size);
}

static void skip_space(struct reader *r)
{
    while (ascii_is_space(here(r)) || here(r) == '(') {
        if (here(r) == '(')
            skip_comment(r);
        else
            r->at++;
    }
}

/* Up to one of the two bytes or a comment after white space; then the comments are skipped too. Trimmed. */
static struct slice read_plain(struct reader *r, int end1, int end2)
{
    size_t start = r->at;
    while (here(r) >= 0 && here(r) != end1 && here(r) != end2 &&
           !(here(r) == '(' && ascii_is_blank(slice_at(r->text, r->at - 1))))
        r->at++;
    struct slice out = slice_trim(slice_sub(r->text, start, r->at));
    skip_space(r);
    return out;
}

static struct slice read_quoted(struct reader *r, struct span *out_origin)
{
    struct buffer out;
    buffer_init(&out, r->arena, r->text.size);
    size_t start = r->at++;
    while (here(r) >= 0 && here(r) != '"') {
        if (here(r) == '\\' && r->at + 1 < r->text.size)
            r->at++;
        buffer_byte(&out, here(r));
        r->at++;
    }
    *out_origin = (struct span){(uint32_t)start + 1, (uint32_t)(r->at < r->text.size ? r->at : r->text.size)};
    if (here(r) != '"')
        record_anomaly(r->recorder, ANOMALY_PARAMETER_INVALID, start, r->text.size);
    r->at++;
    skip_space(r);
    return buffer_slice(&out);
}

static struct slice read_bare(struct reader *r, struct span *out_origin)
{
    struct slice value = read_plain(r, ';', ';');
    uint32_t start = value.size ? (uint32_t)slice_offset(r->text, value) : (uint32_t)r->at;
    *out_origin = (struct span){start, start + (uint32_t)value.size};
    for (size_t i = 0; i < value.size; i++)
        if (slice_find_byte(SLICE(" \t()<>@,;:\\\"/[]?="), 0, value.data[i]) != SLICE_NONE) {
            record_anomaly(r->recorder, ANOMALY_PARAMETER_UNQUOTED, out_origin->start, out_origin->end);
            break;
        }
    return value;
}

static bool has_blank(struct slice value)
{
    return slice_find_byte(value, 0, ' ') != SLICE_NONE || slice_find_byte(value, 0, '\t') != SLICE_NONE;
}

/* One parameter up to its semicolon; false if it cannot be read at all. */
static bool read_parameter(struct reader *r, struct parameter *out)
{
    size_t start = r->at;
    out->name = read_plain(r, '=', ';');
    bool named = here(r) == '=' && out->name.size && !has_blank(out->name);
    bool valid = named;
    size_t end = r->at;
    if (here(r) == '=') {
        r->at++;
        skip_space(r);
        out->value = here(r) == '"' ? read_quoted(r, &out->origin) : read_bare(r, &out->origin);
        end = r->at;
        valid = read_plain(r, ';', ';').size == 0 && valid;
        end = valid ? end : r->at;
    }
    out->span = (struct span){(uint32_t)start, (uint32_t)(end < r->text.size ? end : r->text.size)};
    while (out->span.end > start && ascii_is_space(r->text.data[out->span.end - 1]))
        out->span.end--;
    if (!valid)
        record_anomaly(r->recorder, ANOMALY_PARAMETER_INVALID, out->span.start, out->span.end);
    return named;
}

static void check_duplicates(const struct parameter_list *list, struct recorder *recorder)
{
    for (uint32_t i = 1; i < list->items.count && i < LARGEST_CHECK; i++)
        for (uint32_t k = 0; k < i; k++)
            if (slice_equal_nocase(list->items.items[i].name, list->items.items[k].name)) {
                record_anomaly(recorder, ANOMALY_PARAMETER_DUPLICATE, list->items.items[i].span.start,
                               list->items.items[i].span.end);
                break;
            }
}

void parameter_read(struct parameter_list *out, struct slice text, struct arena *arena, struct recorder *recorder)
{
    struct reader r = {.text = text, .arena = arena, .recorder = recorder};
    *out = (struct parameter_list){0};
    skip_space(&r);
    size_t start = r.at;
    while (here(&r) >= 0 && here(&r) != ';' && !ascii_is_space(here(&r)))
        r.at++;
    size_t end = r.at;
    out->value = slice_sub(text, start, end);
    skip_space(&r);
    if (here(&r) >= 0 && here(&r) != ';')
        record_anomaly(recorder, ANOMALY_PARAMETER_INVALID, end, r.at); /* the semicolon is missing */
    while (here(&r) >= 0 && out->items.count < LARGEST_LIST) {
        struct parameter parameter = {0};
        if (here(&r) == ';') {
            r.at++;
            skip_space(&r);
            continue;
        }
        if (!read_parameter(&r, &parameter))
            continue;
        struct parameter *item = vec_push(arena, &out->items);
        if (item)
            *item = parameter;
    }
    if (here(&r) >= 0)
        record_anomaly(recorder, ANOMALY_PARAMETER_INVALID, r.at, text.size);
    check_duplicates(out, recorder);
}

/* What follows the base name: "" plain, "*" with charset, "*3" a piece, "*3*" a piece with escapes. */
struct form {
    bool matches;
    bool extended;
    bool piece;
    uint32_t number;
};

static struct form name_form(struct slice full, struct slice name)
{
    struct form form = {.matches = slice_starts_nocase(full, name)};
    struct slice rest = slice_from(full, name.size);
    size_t at = 0;
    if (form.matches && slice_at(rest, 0) == '*') {
        at = 1;
        form.piece = ascii_is_digit(slice_at(rest, 1));
        for (; at < 5 && ascii_is_digit(slice_at(rest, at)); at++)
            form.number = form.number * 10 + (uint32_t)(rest.data[at] - '0');
        form.extended = !form.piece || slice_at(rest, at) == '*';
        at += form.piece && form.extended;
    }
    form.matches = form.matches && at == rest.size;
    return form;
}

static const struct parameter *find(const struct parameter_list *list, struct slice name, struct form wanted)
{
    for (uint32_t i = 0; i < list->items.count; i++) {
        const struct parameter *item = &list->items.items[i];
        struct form form = name_form(item->name, name);
        bool fits = wanted.piece ? form.number == wanted.number : form.extended == wanted.extended;
        if (form.matches && form.piece == wanted.piece && fits)
            return item;
    }
    return NULL;
}

static void record_value(struct recorder *recorder, enum anomaly_kind kind, const struct parameter *item)
{
    record_anomaly(recorder, kind, item->origin.start, item->origin.end);
}

/* Where a byte of the value stands: exactly, unless a backslash before it was undone. */
static struct span value_place(const struct parameter *item, struct slice at, size_t offset)
{
    if (span_length(item->origin) != item->value.size)
        return item->origin;
    uint32_t start = item->origin.start + (uint32_t)(slice_offset(item->value, at) + offset);
    return (struct span){start, start + 1};
}

/* Bytes with %XX undone; `value` is a part of the item's. */
static void append_escaped(struct buffer *out, const struct parameter *item, struct slice value, struct recorder *recorder)
{
    for (size_t i = 0; i < value.size; i++) {
        int high = ascii_hex(slice_at(value, i + 1)), low = ascii_hex(slice_at(value, i + 2));
        bool escape = value.data[i] == '%' && high >= 0 && low >= 0;
        buffer_byte(out, escape ? high << 4 | low : value.data[i]);
        if (value.data[i] == '%' && !escape) {
            struct span place = value_place(item, value, i);
            record_anomaly(recorder, ANOMALY_PARAMETER_PERCENT, place.start, place.end);
        }
        i += escape ? 2 : 0;
    }
}

/* Cuts charset'language' off the value, which must have it, and returns the charset. */
static struct slice cut_charset(const struct parameter *item, struct slice *value, struct recorder *recorder)
{
    size_t first = slice_find_byte(*value, 0, '\'');
    size_t second = first == SLICE_NONE ? SLICE_NONE : slice_find_byte(*value, first + 1, '\'');
    if (second == SLICE_NONE) {
        record_value(recorder, ANOMALY_PARAMETER_INVALID, item);
        return slice_make(NULL, 0);
    }
    struct slice charset = slice_sub(*value, 0, first);
    *value = slice_from(*value, second + 1);
    if (charset.size && !charset_find(charset))
        record_value(recorder, ANOMALY_PARAMETER_CHARSET, item);
    return charset;
}

/* Puts the pieces name*0, name*1, … or the one value name* together. */
static struct slice join(const struct parameter_list *list, struct slice name, const struct parameter *first, struct arena *arena,
                         struct recorder *recorder)
{
    struct slice charset = {0};
    struct buffer bytes;
    buffer_init(&bytes, arena, UINT32_MAX);
    struct form form = name_form(first->name, name);
    for (const struct parameter *item = first; item;) {
        struct slice value = item->value;
        bool extended = name_form(item->name, name).extended;
        if (item == first && extended)
            charset = cut_charset(item, &value, recorder);
        if (extended)
            append_escaped(&bytes, item, value, recorder);
        else
            buffer_append(&bytes, value);
        form.number++;
        item = form.piece ? find(list, name, form) : NULL;
    }
    return charset_text(arena, charset, buffer_slice(&bytes));
}

/* Pieces that are there without the one before, or beside the whole. */
static void check_pieces(const struct parameter_list *list, struct slice name, struct recorder *recorder)
{
    bool whole = find(list, name, (struct form){0}) || find(list, name, (struct form){.extended = true});
    for (uint32_t i = 0; i < list->items.count && i < LARGEST_CHECK; i++) {
        const struct parameter *item = &list->items.items[i];
        struct form form = name_form(item->name, name);
        if (!form.matches || !form.piece)
            continue;
        struct form before = {.piece = true, .number = form.number - 1};
        if (whole)
            record_anomaly(recorder, ANOMALY_PARAMETER_MIXED, item->span.start, item->span.end);
        if (form.number > 0 && !find(list, name, before))
            record_anomaly(recorder, ANOMALY_PARAMETER_GAP, item->span.start, item->span.end);
        whole = false; /* once is enough */
    }
}

const struct parameter *parameter_find(const struct parameter_list *list, struct slice name)
{
    const struct parameter *item = find(list, name, (struct form){.extended = true});
    if (!item)
        item = find(list, name, (struct form){.piece = true});
    return item ? item : find(list, name, (struct form){0});
}

struct slice parameter_get(const struct parameter_list *list, struct slice name, struct arena *arena, struct recorder *recorder)
{
    const struct parameter *item = parameter_find(list, name);
    struct span word;
    check_pieces(list, name, recorder);
    if (!item)
        return slice_make(NULL, 0);
    struct form form = name_form(item->name, name);
    if (form.extended || form.piece)
        return join(list, name, item, arena, recorder);
    if (!encoded_word_find(item->value, 0, &word))
        return item->value;
    struct sink out;
    struct recorder quiet = {0};
    record_value(recorder, ANOMALY_PARAMETER_ENCODED_WORD, item);
    sink_init(&out, arena, UINT32_MAX);
    encoded_words_decode(&out, item->value, WORDS_IN_STRUCTURE, &quiet);
    return buffer_slice(&out.out);
}
