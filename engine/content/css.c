/* Lists of declarations (CSS Syntax 5.4.4). Nothing is built of the text but the declarations themselves; a block inside a list
 * (nested rules) ends with its bracket and says nothing. Tested in tests/unit/content/test_css.c. */
#include "content/css.h"

#include "base/ascii.h"
#include "base/buffer.h"
#include "base/utf8.h"
#include "content/css_internal.h"

struct slice css_without_comments(struct arena *arena, struct slice text)
{
    struct buffer out;
    if (slice_find(text, 0, SLICE("/*")) == SLICE_NONE)
        return text;
    buffer_init(&out, arena, text.size);
    for (size_t at = 0; at < text.size;) {
        size_t open = slice_find(text, at, SLICE("/*"));
        buffer_append(&out, slice_sub(text, at, open));
        if (open == SLICE_NONE)
            break;
        buffer_byte(&out, ' ');
        size_t close = slice_find(text, open + 2, SLICE("*/"));
        at = close == SLICE_NONE ? text.size : close + 2;
    }
    return buffer_slice(&out);
}

/* Where a string ends that begins at start: behind its quote, or at the end of the line. */
static size_t string_end(struct slice text, size_t start)
{
    for (size_t i = start + 1; i < text.size; i++) {
        if (text.data[i] == text.data[start])
            return i + 1;
        if (text.data[i] == '\n' || text.data[i] == '\r')
            return i;
        i += text.data[i] == '\\';
    }
    return text.size;
}

size_t css_find(struct slice text, size_t start, const char *stops)
{
    uint32_t depth = 0;
    for (size_t i = start; i < text.size; i++) {
        unsigned char c = text.data[i];
        if (ascii_is_alnum(c) || c == '-')
            continue;
        if (depth == 0 && c != 0 && strchr(stops, c))
            return i;
        if (c == '"' || c == '\'')
            i = string_end(text, i) - 1;
        else if (c == '(' || c == '[')
            depth++;
        else if ((c == ')' || c == ']') && depth > 0)
            depth--;
        else if (c == '\\')
            i++;
    }
    return text.size;
}

size_t css_escape(struct slice text, size_t at, uint32_t *out)
{
    uint32_t code = 0;
    size_t digits = 0;
    for (at++; digits < 6 && ascii_hex(slice_at(text, at)) >= 0; at++, digits++)
        code = code << 4 | (uint32_t)ascii_hex(text.data[at]);
    if (digits == 0) {
        struct utf8_step c = at < text.size ? utf8_decode(text, at) : (struct utf8_step){0xFFFD, 0, false};
        *out = c.code_point;
        return at + c.length;
    }
    bool bad = code == 0 || code == MASK_BYTE || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000);
    *out = bad ? 0xFFFD : code;
    if (slice_starts(slice_from(text, at), SLICE("\r\n")))
        return at + 2;
    return at + ascii_is_space(slice_at(text, at));
}

struct slice css_unescape(struct arena *arena, struct slice text)
{
    struct buffer out;
    if (slice_find_byte(text, 0, '\\') == SLICE_NONE)
        return text;
    buffer_init(&out, arena, text.size * 4);
    for (size_t i = 0; i < text.size;) {
        uint32_t code;
        if (text.data[i] != '\\') {
            buffer_byte(&out, text.data[i++]);
            continue;
        }
        bool last = i + 1 == text.size;
        i = css_escape(text, i, &code);
        if (!last)
            buffer_code_point(&out, code);
    }
    return buffer_slice(&out);
}

struct slice css_next_word(struct slice value, size_t *at)
{
    while (*at < value.size && (ascii_is_space(value.data[*at]) || value.data[*at] == ','))
        ++*at;
    size_t start = *at;
    *at = css_find(value, start, " \t\n\r\f\v,");
    return slice_sub(value, start, *at);
}

/* Takes `!important` off the value. */
static bool take_important(struct slice *value)
{
    size_t mark = slice_find_byte(*value, 0, '!');
    if (mark == SLICE_NONE || !slice_equal_nocase(slice_trim(slice_from(*value, mark + 1)), SLICE("important")))
        return false;
    *value = slice_trim(slice_sub(*value, 0, mark));
    return true;
}

bool css_next(struct slice list, size_t *at, struct css_pair *out)
{
    while (*at < list.size) {
        size_t end = css_find(list, *at, ";{");
        struct slice whole = slice_sub(list, *at, end);
        size_t colon = slice_find_byte(whole, 0, ':');
        bool block = slice_at(list, end) == '{';
        *at = block ? css_find(list, end + 1, "}") + 1 : end + 1;
        if (block || slice_trim(whole).size == 0)
            continue;
        *out = (struct css_pair){.name = slice_trim(slice_sub(whole, 0, colon))};
        out->value = colon == SLICE_NONE ? SLICE("") : slice_trim(slice_from(whole, colon + 1));
        return true;
    }
    return false;
}

/* A placeholder may bring declarations: any colour. */
static void add_anything(struct css_reader *reader)
{
    static const enum css_property colours[] = {CSS_COLOUR, CSS_BACKGROUND_COLOUR};
    for (size_t i = 0; i < sizeof colours / sizeof *colours; i++) {
        struct css_declaration *declaration = vec_push(reader->arena, reader->out);
        if (declaration)
            *declaration = (struct css_declaration){.property = colours[i], .value.kind = CSS_UNKNOWN};
    }
}

void css_read(struct arena *arena, struct slice list, css_declarations *out)
{
    struct css_reader reader = {.arena = arena, .out = out};
    struct css_pair pair;
    for (size_t at = 0; css_next(list, &at, &pair);) {
        if (slice_find_byte(pair.name, 0, MASK_BYTE) != SLICE_NONE)
            add_anything(&reader);
        struct slice value = slice_trim(css_unescape(arena, pair.value));
        reader.important = take_important(&value);
        css_read_value(&reader, css_unescape(arena, pair.name), value);
    }
}

/* How a property hides. The others do by a number of CSS_TINY or less. */
enum hiding { BY_SIZE, BY_KEYWORD, BY_PLACE, BY_OPACITY, BY_COLOUR };

static enum hiding hiding_of(enum css_property property)
{
    static const unsigned char hidings[CSS_PROPERTY_COUNT] = {
        [CSS_BACKGROUND_COLOUR] = BY_COLOUR,
        [CSS_BACKGROUND_IMAGE] = BY_COLOUR,
        [CSS_COLOUR] = BY_COLOUR,
        [CSS_CLIP] = BY_KEYWORD,
        [CSS_CLIP_PATH] = BY_KEYWORD,
        [CSS_DISPLAY] = BY_KEYWORD,
        [CSS_OVERFLOW] = BY_KEYWORD,
        [CSS_POSITION] = BY_KEYWORD,
        [CSS_VISIBILITY] = BY_KEYWORD,
        [CSS_BOTTOM] = BY_PLACE,
        [CSS_LEFT] = BY_PLACE,
        [CSS_RIGHT] = BY_PLACE,
        [CSS_TOP] = BY_PLACE,
        [CSS_TEXT_INDENT] = BY_PLACE,
        [CSS_MARGIN_TOP] = BY_PLACE,
        [CSS_MARGIN_RIGHT] = BY_PLACE,
        [CSS_MARGIN_BOTTOM] = BY_PLACE,
        [CSS_MARGIN_LEFT] = BY_PLACE,
        [CSS_OPACITY] = BY_OPACITY,
    };
    return (enum hiding)hidings[property];
}

bool css_is_at_most(struct css_value value, float most)
{
    return value.kind == CSS_NUMBER && value.number <= most;
}

bool css_is_colour(enum css_property property)
{
    return hiding_of(property) == BY_COLOUR;
}

static bool hides(const struct css_declaration *declaration)
{
    const struct css_value *value = &declaration->value;
    enum css_keyword keyword = value->kind == CSS_KEYWORD ? value->keyword : CSS_BLOCK;
    switch (hiding_of(declaration->property)) {
    case BY_SIZE: return css_is_at_most(*value, CSS_TINY) || (value->kind == CSS_FACTOR && value->number < 0.5f);
    case BY_KEYWORD:
        return keyword == CSS_NONE || keyword == CSS_HIDDEN || keyword == CSS_NOTHING || keyword == CSS_MOVED ||
               keyword == CSS_POSITIONED;
    case BY_PLACE: return css_is_at_most(*value, -1);
    case BY_OPACITY: return css_is_at_most(*value, 0.5f);
    case BY_COLOUR: return false;
    }
    return false;
}

bool css_soften(struct css_declaration *declaration)
{
    if (hides(declaration))
        return false;
    if (css_is_colour(declaration->property) || declaration->property == CSS_DISPLAY)
        declaration->value.kind = CSS_UNKNOWN;
    return true;
}
