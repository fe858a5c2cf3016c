/* Parameters of structured fields. An unquoted value may hold anything but a semicolon, as mail does.
 *
 * More than LARGEST_LIST parameters in one field are not read, and recorded. Tested in tests/unit/message/test_parameter.c. */
#include "message/parameter.h"

#include "base/ascii.h"
#include "base/buffer.h"
#include "message/charset.h"
#include "message/encoded_word.h"

enum { LARGEST_LIST = 1000 };

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

static struct slice read_quoted(struct reader *r)
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
    if (here(r) != '"')
        record_anomaly(r->recorder, ANOMALY_PARAMETER_INVALID, start, r->text.size);
    r->at++;
    skip_space(r);
    return buffer_slice(&out);
}

/* True if the value is one that has to be in quotes. */
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
    if (here(r) == '=') {
        r->at++;
        skip_space(r);
        bool quoted = here(r) == '"';
        out->value = quoted ? read_quoted(r) : read_plain(r, ';', ';');
        struct slice rest = read_plain(r, ';', ';');
        valid = valid && rest.size == 0 && (quoted || !has_blank(out->value));
    }
    out->span = (struct span){(uint32_t)start, (uint32_t)(r->at < r->text.size ? r->at : r->text.size)};
    if (!valid)
        record_anomaly(r->recorder, ANOMALY_PARAMETER_INVALID, out->span.start, out->span.end);
    return named;
}

void parameter_read(struct parameter_list *out, struct slice text, struct arena *arena, struct recorder *recorder)
{
    struct reader r = {.text = text, .arena = arena, .recorder = recorder};
    *out = (struct parameter_list){0};
    skip_space(&r);
    size_t start = r.at;
    while (here(&r) >= 0 && here(&r) != ';' && !ascii_is_space(here(&r)))
        r.at++;
    out->value = slice_sub(text, start, r.at);
    skip_space(&r);
    if (here(&r) >= 0 && here(&r) != ';')
        record_anomaly(recorder, ANOMALY_PARAMETER_INVALID, r.at, r.at); /* the semicolon is missing */
    while (here(&r) >= 0 && out->items.count < LARGEST_LIST) {
        struct parameter parameter;
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

/* Bytes with %XX undone. */
static void append_escaped(struct buffer *out, struct slice value)
{
    for (size_t i = 0; i < value.size; i++) {
        int high = ascii_hex(slice_at(value, i + 1)), low = ascii_hex(slice_at(value, i + 2));
        bool escape = value.data[i] == '%' && high >= 0 && low >= 0;
        buffer_byte(out, escape ? high << 4 | low : value.data[i]);
        i += escape ? 2 : 0;
    }
}

/* Cuts charset'language' off the value and returns the charset. */
static struct slice cut_charset(struct slice *value)
{
    size_t first = slice_find_byte(*value, 0, '\'');
    size_t second = first == SLICE_NONE ? SLICE_NONE : slice_find_byte(*value, first + 1, '\'');
    if (second == SLICE_NONE)
        return slice_make(NULL, 0);
    struct slice charset = slice_sub(*value, 0, first);
    *value = slice_from(*value, second + 1);
    return charset;
}

/* Puts the pieces name*0, name*1, … or the one value name* together. */
static struct slice join(const struct parameter_list *list, struct slice name, const struct parameter *first, struct arena *arena)
{
    struct slice charset = {0};
    struct buffer bytes;
    buffer_init(&bytes, arena, UINT32_MAX);
    struct form form = name_form(first->name, name);
    for (const struct parameter *item = first; item;) {
        struct slice value = item->value;
        bool extended = name_form(item->name, name).extended;
        if (item == first && extended)
            charset = cut_charset(&value);
        if (extended)
            append_escaped(&bytes, value);
        else
            buffer_append(&bytes, value);
        form.number++;
        item = form.piece ? find(list, name, form) : NULL;
    }
    return charset_text(arena, charset, buffer_slice(&bytes));
}

static void check_duplicates(const struct parameter_list *list, const struct parameter *first, struct recorder *recorder)
{
    for (uint32_t i = 0; i < list->items.count; i++) {
        const struct parameter *item = &list->items.items[i];
        if (item != first && slice_equal_nocase(item->name, first->name))
            record_anomaly(recorder, ANOMALY_PARAMETER_DUPLICATE, item->span.start, item->span.end);
    }
}

struct slice parameter_get(const struct parameter_list *list, struct slice name, struct arena *arena, struct recorder *recorder)
{
    const struct parameter *item = find(list, name, (struct form){.extended = true});
    if (!item)
        item = find(list, name, (struct form){.piece = true});
    const struct parameter *plain = find(list, name, (struct form){0});
    if (item || plain)
        check_duplicates(list, item ? item : plain, recorder);
    if (item)
        return join(list, name, item, arena);
    if (!plain || !encoded_words_possible(plain->value))
        return plain ? plain->value : slice_make(NULL, 0);
    struct sink out;
    struct recorder quiet = {0};
    sink_init(&out, arena, UINT32_MAX);
    encoded_words_decode(&out, plain->value, WORDS_IN_STRUCTURE, &quiet);
    return buffer_slice(&out.out);
}
