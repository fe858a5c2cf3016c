/* A reader of declaration lists (CSS Style Attributes, CSS Syntax 5.4.4), narrow on purpose: it knows the properties that hide
 * text. Escapes in names and values are not decoded; a value that a template fills in hides nothing. mso-hide hides from one
 * client only and is not hiding. Tested in tests/unit/content/test_css.c. */
#include "content/css.h"

#include "base/ascii.h"
#include "base/buffer.h"

#define X(name, text, doc) text,
const char *const hide_texts[] = {HIDE_REASONS(X) NULL};
#undef X

enum property {
    DISPLAY,
    VISIBILITY,
    OPACITY,
    FONT_SIZE,
    OVERFLOW,
    HEIGHT,
    WIDTH,
    MAX_HEIGHT,
    MAX_WIDTH,
    PROPERTY_COUNT,
};

static const char *const property_names[] = {
    [DISPLAY] = "display",     [VISIBILITY] = "visibility", [OPACITY] = "opacity",
    [FONT_SIZE] = "font-size", [OVERFLOW] = "overflow",     [HEIGHT] = "height",
    [WIDTH] = "width",         [MAX_HEIGHT] = "max-height", [MAX_WIDTH] = "max-width",
};

struct values {
    struct slice value[PROPERTY_COUNT];
    bool important[PROPERTY_COUNT];
};

/* Comments become one blank each. */
static struct slice without_comments(struct arena *arena, struct slice style)
{
    struct buffer out;
    if (slice_find(style, 0, SLICE("/*")) == SLICE_NONE)
        return style;
    buffer_init(&out, arena, style.size);
    for (size_t at = 0; at < style.size;) {
        size_t open = slice_find(style, at, SLICE("/*"));
        buffer_append(&out, slice_sub(style, at, open));
        if (open == SLICE_NONE)
            break;
        buffer_byte(&out, ' ');
        size_t close = slice_find(style, open + 2, SLICE("*/"));
        at = close == SLICE_NONE ? style.size : close + 2;
    }
    return buffer_slice(&out);
}

/* Where the declaration at start ends: at a semicolon outside quotes and parentheses. */
static size_t declaration_end(struct slice style, size_t start)
{
    int quote = 0, depth = 0;
    for (size_t i = start; i < style.size; i++) {
        int c = style.data[i];
        if (quote) {
            if (c == quote)
                quote = 0;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '(') {
            depth++;
        } else if (c == ')' && depth > 0) {
            depth--;
        } else if (c == ';' && depth == 0) {
            return i;
        }
    }
    return style.size;
}

bool css_next(struct slice style, size_t *offset, struct css_declaration *out)
{
    while (*offset < style.size) {
        size_t end = declaration_end(style, *offset);
        struct slice whole = slice_sub(style, *offset, end);
        *offset = end + 1;
        size_t colon = slice_find_byte(whole, 0, ':');
        if (colon == SLICE_NONE)
            continue;
        *out = (struct css_declaration){.name = slice_trim(slice_sub(whole, 0, colon))};
        out->value = slice_trim(slice_from(whole, colon + 1));
        size_t mark = slice_find_byte(out->value, 0, '!');
        if (mark != SLICE_NONE && slice_equal_nocase(slice_trim(slice_from(out->value, mark + 1)), SLICE("important"))) {
            out->important = true;
            out->value = slice_trim(slice_sub(out->value, 0, mark));
        }
        return true;
    }
    return false;
}

/* A number with its unit. */
struct length {
    bool valid, zero;
    struct slice unit;
};

static struct length read_length(struct slice value)
{
    struct length out = {.zero = true};
    size_t i = slice_at(value, 0) == '+' || slice_at(value, 0) == '-';
    for (int c; c = slice_at(value, i), ascii_is_digit(c) || c == '.'; i++) {
        out.valid = out.valid || ascii_is_digit(c);
        out.zero = out.zero && (c == '0' || c == '.');
    }
    out.unit = slice_from(value, i);
    for (size_t u = 0; u < out.unit.size; u++)
        out.valid = out.valid && (ascii_is_alpha(out.unit.data[u]) || out.unit.data[u] == '%');
    return out;
}

static bool is_zero(struct slice value)
{
    struct length length = read_length(value);
    return length.valid && length.zero;
}

static bool is_one_of(struct slice value, const char *const *words)
{
    for (; *words; words++)
        if (slice_equal_nocase(value, slice_cstr(*words)))
            return true;
    return false;
}

/* True for a size that does not depend on the parent's. */
static bool is_absolute_size(struct slice value)
{
    static const char *const relative[] = {"em", "ex", "ch", "%", "", NULL};
    static const char *const keywords[] = {"xx-small", "x-small",  "small",     "medium",  "large",
                                           "x-large",  "xx-large", "xxx-large", "initial", NULL};
    struct length length = read_length(value);
    return length.valid ? !length.zero && !is_one_of(length.unit, relative) : is_one_of(value, keywords);
}

/* The size in the shorthand `font`: the first number with a unit, or 0. A number without one is a weight. */
static struct slice size_in_font(struct slice value)
{
    for (size_t at = 0; at < value.size;) {
        size_t end = at;
        for (int c; c = slice_at(value, end), c >= 0 && !ascii_is_space(c) && c != '/';)
            end++;
        struct slice word = slice_sub(value, at, end);
        struct length length = read_length(word);
        if (length.valid && (length.zero || length.unit.size > 0))
            return word;
        at = end + 1;
    }
    return (struct slice){0};
}

static void set(struct values *values, enum property property, struct slice value, bool important)
{
    if (values->important[property] && !important)
        return;
    values->value[property] = value;
    values->important[property] = important;
}

static void read_declaration(struct values *values, const struct css_declaration *d)
{
    if (slice_equal_nocase(d->name, SLICE("font"))) {
        set(values, FONT_SIZE, size_in_font(d->value), d->important);
        return;
    }
    for (size_t i = 0; i < PROPERTY_COUNT; i++)
        if (slice_equal_nocase(d->name, slice_cstr(property_names[i])))
            set(values, (enum property)i, d->value, d->important);
}

static bool is_box_without_size(const struct values *values)
{
    static const char *const cut[] = {"hidden", "clip", NULL};
    return is_one_of(values->value[OVERFLOW], cut) && (is_zero(values->value[HEIGHT]) || is_zero(values->value[WIDTH]) ||
                                                       is_zero(values->value[MAX_HEIGHT]) || is_zero(values->value[MAX_WIDTH]));
}

struct css_effect css_read(struct arena *arena, struct slice style)
{
    struct values values = {0};
    struct css_effect effect = {0};
    struct css_declaration declaration;
    style = without_comments(arena, style);
    for (size_t offset = 0; css_next(style, &offset, &declaration);)
        read_declaration(&values, &declaration);
    bool none = slice_equal_nocase(values.value[DISPLAY], SLICE("none"));
    effect.displays = values.value[DISPLAY].size > 0 && !none;
    effect.set |= (none ? HIDE_DISPLAY : 0u) | (is_zero(values.value[OPACITY]) ? HIDE_OPACITY : 0u);
    effect.set |= is_box_without_size(&values) ? HIDE_SIZE : 0u;
    static const char *const invisible[] = {"hidden", "collapse", NULL};
    if (is_one_of(values.value[VISIBILITY], invisible))
        effect.set |= HIDE_VISIBILITY;
    if (slice_equal_nocase(values.value[VISIBILITY], SLICE("visible")))
        effect.clear |= HIDE_VISIBILITY;
    if (is_zero(values.value[FONT_SIZE]))
        effect.set |= HIDE_FONT;
    if (is_absolute_size(values.value[FONT_SIZE]))
        effect.clear |= HIDE_FONT;
    return effect;
}
