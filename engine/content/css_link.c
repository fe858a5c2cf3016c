/* Tokens of CSS, as far as addresses need them. Bad URLs (unquoted, with blanks or quotes inside) and bad strings (with a line
 * end) load nothing, but a URL or a string that the text ends in is complete (CSS Syntax 4.3.5, 4.3.6). A placeholder in an
 * address is a part of it. Of parentheses nested deeper than 64 no strings are taken. One pass. Tested in
 * tests/unit/content/test_css_link.c. */
#include "content/css_link.h"

#include "base/ascii.h"
#include "base/buffer.h"
#include "content/css.h"
#include "content/layer_cut.h"

static bool is_newline(int c)
{
    return c == '\n' || c == '\r' || c == '\f';
}

static bool is_gap(int c)
{
    return ascii_is_space(c) || c == LINK_CONTROL;
}

static bool is_escape(struct slice text, size_t at)
{
    return slice_at(text, at) == '\\' && !is_newline(slice_at(text, at + 1));
}

static size_t skip_space(struct slice text, size_t at)
{
    while (is_gap(slice_at(text, at)))
        at++;
    return at;
}

static size_t escape_end(struct slice text, size_t at)
{
    uint32_t code;
    return css_escape(text, at, &code);
}

/* The end of a name, or of a number with its unit. */
static size_t word_end(struct slice text, size_t at)
{
    for (;;) {
        int c = slice_at(text, at);
        if (is_escape(text, at))
            at = escape_end(text, at);
        else if (ascii_is_word(c) || c == '-' || (c >= 0x80 && c != LINK_CONTROL))
            at++;
        else
            return at;
    }
}

/* Compares a name with its escapes decoded; longer ones than `name` can be written are none. */
static bool is_name(struct slice word, const char *name)
{
    size_t at = 0;
    for (; *name; name++) {
        uint32_t code = slice_at(word, at) < 0 ? 0 : word.data[at];
        at = code == '\\' ? css_escape(word, at, &code) : at + 1;
        if (code >= 0x80 || ascii_lower((int)code) != *name)
            return false;
    }
    return at == word.size;
}

static bool is_any(struct slice word, const char *const *names)
{
    while (*names && !is_name(word, *names))
        names++;
    return *names != NULL;
}

static void open_bracket(struct css_address_reader *r, bool takes_strings)
{
    r->depth++;
    r->takes_strings = r->takes_strings << 1 | takes_strings;
}

static void close_bracket(struct css_address_reader *r)
{
    r->depth -= r->depth > 0;
    r->takes_strings >>= 1;
}

/* Behind the string that begins at the place; false: it is a bad one. */
static bool read_string(struct css_address_reader *r, struct span *out)
{
    int quote = slice_at(r->text, r->at);
    size_t start = ++r->at;
    for (int c; c = slice_at(r->text, r->at), c >= 0 && c != quote;) {
        if (is_newline(c))
            return false;
        if (is_escape(r->text, r->at))
            r->at = escape_end(r->text, r->at);
        else
            r->at += c != '\\' ? 1 : slice_starts(slice_from(r->text, r->at + 1), SLICE("\r\n")) ? 3 : 2;
    }
    *out = (struct span){(uint32_t)start, (uint32_t)r->at};
    r->at += r->at < r->text.size;
    return true;
}

/* What cannot stand in a URL without quotes; masks can. */
static bool is_bad(int c)
{
    bool control = (c >= 0 && c <= 8) || c == '\v' || (c >= 0x0E && c <= 0x1F) || c == 0x7F;
    return c == '"' || c == '\'' || c == '(' || (control && c != MASK_BYTE);
}

/* Behind the URL without quotes whose first character is at the place. */
static bool read_url(struct css_address_reader *r, struct span *out)
{
    bool good = true, ended = false;
    size_t start = r->at, end = start;
    for (int c; c = slice_at(r->text, r->at), c >= 0 && c != ')';) {
        bool space = ascii_is_space(c);
        good = good && !is_bad(c) && (c != '\\' || is_escape(r->text, r->at)) && (space || !ended || c == LINK_CONTROL);
        ended = ended || space;
        r->at = is_escape(r->text, r->at) ? escape_end(r->text, r->at) : r->at + 1;
        end = ended ? end : r->at;
    }
    *out = (struct span){(uint32_t)start, (uint32_t)end};
    r->at += r->at < r->text.size;
    return good;
}

/* A name, and what it begins. True if that is an address. */
static bool read_word(struct css_address_reader *r, struct span *out)
{
    static const char *const with_strings[] = {"url", "src", "image", "image-set", "-webkit-image-set", NULL};
    bool number = ascii_is_digit(slice_at(r->text, r->at));
    size_t end = word_end(r->text, r->at);
    struct slice word = slice_sub(r->text, r->at, end);
    r->at = end;
    if (slice_at(r->text, end) != '(')
        return false;
    r->at++;
    bool known = !number && is_any(word, with_strings);
    size_t inside = skip_space(r->text, r->at);
    int c = slice_at(r->text, inside);
    if (!known || !is_name(word, "url") || c == '"' || c == '\'') {
        open_bracket(r, known && r->at_rule != CSS_AT_NAMES);
        return false;
    }
    r->at = inside;
    return read_url(r, out) && r->at_rule != CSS_AT_NAMES;
}

static void read_at_rule(struct css_address_reader *r)
{
    static const char *const names[] = {"namespace", "document", "-moz-document", NULL};
    size_t start = ++r->at;
    r->at = word_end(r->text, start);
    struct slice word = slice_sub(r->text, start, r->at);
    r->at_rule = is_name(word, "import") ? CSS_AT_IMPORT : is_any(word, names) ? CSS_AT_NAMES : CSS_AT_OTHER;
}

static void skip_comment(struct css_address_reader *r)
{
    size_t end = slice_find(r->text, r->at + 2, SLICE("*/"));
    r->at = end == SLICE_NONE ? r->text.size : end + 2;
}

/* A string that is an address: in one of the functions, or the first thing that @import names. */
static bool read_quoted(struct css_address_reader *r, struct span *out)
{
    bool import = r->at_rule == CSS_AT_IMPORT && r->depth == 0;
    bool wanted = import || (r->depth > 0 && r->takes_strings & 1);
    bool good = read_string(r, out);
    if (import)
        r->at_rule = CSS_AT_OTHER;
    if (!good)
        r->takes_strings &= ~UINT64_C(1);
    return good && wanted;
}

/* A character that begins nothing with an address in it. */
static void read_other(struct css_address_reader *r, int c)
{
    r->at++;
    switch (c) {
    case '(': open_bracket(r, false); break;
    case ')': close_bracket(r); break;
    case '#': r->at = word_end(r->text, r->at); break;
    case ';':
    case '{':
    case '}':
        r->at_rule = CSS_AT_OTHER;
        r->depth = 0;
        break;
    default: break;
    }
}

bool css_address_next(struct css_address_reader *r, struct span *out)
{
    for (int c; c = slice_at(r->text, r->at), c >= 0;) {
        bool found = false;
        if (c == '"' || c == '\'')
            found = read_quoted(r, out);
        else if (ascii_is_word(c) || c == '-' || (c >= 0x80 && c != LINK_CONTROL) || is_escape(r->text, r->at))
            found = read_word(r, out);
        else if (c == '@')
            read_at_rule(r);
        else if (c == '/' && slice_at(r->text, r->at + 1) == '*')
            skip_comment(r);
        else
            read_other(r, c);
        if (found)
            return true;
    }
    return false;
}

/* The address with its escapes decoded; a line end behind a backslash is nothing. */
static bool decode(struct layer *out, struct arena *arena, const struct layer *css, struct span where)
{
    struct slice text = slice_sub(css->text, 0, where.end);
    struct source_map inner = {0};
    struct buffer decoded;
    if (slice_find_byte(text, where.start, '\\') == SLICE_NONE)
        return layer_cut(out, arena, css, where);
    buffer_init(&decoded, arena, SIZE_MAX);
    for (size_t at = where.start, end; at < where.end; at = end) {
        size_t size = decoded.size;
        end = slice_find_byte(text, at, '\\');
        if (end != at) {
            end = end == SLICE_NONE ? where.end : end;
            buffer_append(&decoded, slice_sub(text, at, end));
            source_map_identity(&inner, arena, (uint32_t)(end - at), (uint32_t)at);
        } else if (!is_escape(text, at)) {
            end = at + (slice_starts(slice_from(text, at + 1), SLICE("\r\n")) ? 3 : 2);
        } else {
            uint32_t code;
            end = css_escape(text, at, &code);
            buffer_code_point(&decoded, code);
            struct map_run unit = {.parent = (uint32_t)at, .parent_unit = (uint32_t)(end - at)};
            unit.derived_unit = (uint32_t)(decoded.size - size);
            source_map_add(&inner, arena, unit.derived_unit, unit);
        }
    }
    *out = (struct layer){.text = buffer_slice(&decoded), .parent = css->parent};
    return !decoded.failed && source_map_compose(&out->map, arena, &css->map, &inner);
}

void css_read_links(const struct place_of_text *from, const struct layer *css)
{
    struct arena *arena = from->content->arena;
    struct css_address_reader reader = {.text = link_marked_controls(from, css)};
    struct layer address;
    struct span where;
    while (!arena->failed && css_address_next(&reader, &where)) {
        if (!decode(&address, arena, css, where))
            return;
        struct slice text = slice_trim(address.text);
        struct span all = {0, (uint32_t)address.text.size};
        if (text.size > 0 && slice_at(text, 0) != '#')
            link_add_value(from, &address, source_map_up(&address.map, all), LINK_IN_CSS);
    }
}
