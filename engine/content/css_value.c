/* Values of the properties that can hide text or show it. Lengths come out in pixels of a page of 600 pixels with a font of 16:
 * near enough to know next to nothing from something, and far outside from near. Tested in tests/unit/content/test_css.c. */
#include "base/ascii.h"
#include "content/css_internal.h"
#include "content/css_number.h"

enum { FONT_PIXELS = 16 };

static const struct {
    const char *text;
    enum css_property property;
    enum css_keyword keyword;
} keywords[] = {
    {"none", CSS_DISPLAY, CSS_NONE},
    {"inline", CSS_DISPLAY, CSS_INLINE},
    {"contents", CSS_DISPLAY, CSS_INLINE},
    {"block", CSS_DISPLAY, CSS_BLOCK},
    {"inline-block", CSS_DISPLAY, CSS_BLOCK},
    {"flex", CSS_DISPLAY, CSS_BLOCK},
    {"inline-flex", CSS_DISPLAY, CSS_BLOCK},
    {"grid", CSS_DISPLAY, CSS_BLOCK},
    {"inline-grid", CSS_DISPLAY, CSS_BLOCK},
    {"flow-root", CSS_DISPLAY, CSS_BLOCK},
    {"list-item", CSS_DISPLAY, CSS_BLOCK},
    {"run-in", CSS_DISPLAY, CSS_BLOCK},
    {"table-caption", CSS_DISPLAY, CSS_BLOCK},
    {"table", CSS_DISPLAY, CSS_TABLE},
    {"inline-table", CSS_DISPLAY, CSS_TABLE},
    {"table-cell", CSS_DISPLAY, CSS_TABLE},
    {"table-row", CSS_DISPLAY, CSS_TABLE},
    {"table-row-group", CSS_DISPLAY, CSS_TABLE},
    {"table-header-group", CSS_DISPLAY, CSS_TABLE},
    {"table-footer-group", CSS_DISPLAY, CSS_TABLE},
    {"table-column", CSS_DISPLAY, CSS_TABLE},
    {"table-column-group", CSS_DISPLAY, CSS_TABLE},
    {"initial", CSS_DISPLAY, CSS_INLINE},
    {"hidden", CSS_VISIBILITY, CSS_HIDDEN},
    {"collapse", CSS_VISIBILITY, CSS_HIDDEN},
    {"visible", CSS_VISIBILITY, CSS_VISIBLE},
    {"initial", CSS_VISIBILITY, CSS_VISIBLE},
    {"hidden", CSS_OVERFLOW, CSS_HIDDEN},
    {"clip", CSS_OVERFLOW, CSS_HIDDEN},
    {"visible", CSS_OVERFLOW, CSS_VISIBLE},
    {"auto", CSS_OVERFLOW, CSS_VISIBLE},
    {"scroll", CSS_OVERFLOW, CSS_VISIBLE},
    {"initial", CSS_OVERFLOW, CSS_VISIBLE},
    {"static", CSS_POSITION, CSS_IN_PLACE},
    {"initial", CSS_POSITION, CSS_IN_PLACE},
    {"relative", CSS_POSITION, CSS_MOVED},
    {"sticky", CSS_POSITION, CSS_MOVED},
    {"absolute", CSS_POSITION, CSS_POSITIONED},
    {"fixed", CSS_POSITION, CSS_POSITIONED},
};

static const struct {
    const char *name;
    float pixels;
} units[] = {
    {"px", 1},   {"em", FONT_PIXELS}, {"%", 6},      {"pt", 4 / 3.0f}, {"rem", FONT_PIXELS},
    {"in", 96},  {"cm", 37.8f},       {"mm", 3.78f}, {"q", 0.945f},    {"pc", 16},
    {"ex", 8},   {"ch", 8},           {"vw", 6},     {"vh", 8},        {"vmin", 6},
    {"vmax", 8},
};

static const struct css_value unknown = {.kind = CSS_UNKNOWN};

static struct css_value number_value(enum css_kind kind, float number)
{
    return (struct css_value){.kind = kind, .number = number};
}

static struct css_value keyword_value(enum css_keyword keyword)
{
    return (struct css_value){.kind = CSS_KEYWORD, .keyword = keyword};
}

static void add(struct css_reader *reader, enum css_property property, struct css_value value)
{
    struct css_declaration *declaration = vec_push(reader->arena, reader->out);
    if (declaration)
        *declaration = (struct css_declaration){property, reader->important, value};
}

bool css_number_read(struct slice *text, struct css_number *out)
{
    bool minus = slice_at(*text, 0) == '-', found = false;
    size_t i = minus || slice_at(*text, 0) == '+';
    float value = 0, scale = 1;
    for (; ascii_is_digit(slice_at(*text, i)); i++, found = true)
        value = value < 1e9f ? value * 10 + (float)(text->data[i] - '0') : value;
    for (i += slice_at(*text, i) == '.'; ascii_is_digit(slice_at(*text, i)); i++, found = true) {
        scale /= 10;
        value += scale * (float)(text->data[i] - '0');
    }
    size_t end = i;
    while (ascii_is_alpha(slice_at(*text, end)) || slice_at(*text, end) == '%')
        end++;
    *out = (struct css_number){minus ? -value : value, slice_sub(*text, i, end)};
    *text = slice_from(*text, end);
    return found;
}

static bool is_inherit(struct slice value)
{
    return slice_equal_nocase(value, SLICE("inherit")) || slice_equal_nocase(value, SLICE("unset"));
}

/* A number with a unit, or 0. */
static bool read_number(struct slice value, struct css_number *out)
{
    return css_number_read(&value, out) && value.size == 0;
}

static struct css_value length_of(struct slice value)
{
    struct css_number number;
    if (!read_number(value, &number))
        return unknown;
    if (number.unit.size == 0)
        return number.value > 0 || number.value < 0 ? unknown : number_value(CSS_NUMBER, 0);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (slice_equal_nocase(number.unit, slice_cstr(units[i].name)))
            return number_value(CSS_NUMBER, number.value * units[i].pixels);
    return unknown;
}

static struct css_value font_size_of(struct slice value)
{
    static const char *const absolute[] = {"medium",  "small",    "large",   "x-small", "xx-small",
                                           "x-large", "xx-large", "initial", NULL};
    static const char *const relative[] = {"em", "%", "ex", "ch"};
    static const float factors[] = {1, 0.01f, 0.5f, 0.5f};
    struct css_number number;
    bool numeric = read_number(value, &number);
    for (size_t i = 0; numeric && i < sizeof relative / sizeof *relative; i++)
        if (slice_equal_nocase(number.unit, slice_cstr(relative[i])))
            return number_value(CSS_FACTOR, number.value * factors[i]);
    if (!numeric && slice_is_any_nocase(value, absolute))
        return number_value(CSS_NUMBER, FONT_PIXELS);
    if (is_inherit(value) || slice_equal_nocase(value, SLICE("larger")) || slice_equal_nocase(value, SLICE("smaller")))
        return number_value(CSS_FACTOR, 1);
    return length_of(value);
}

static void read_length(struct css_reader *reader, enum css_property property, struct slice value)
{
    add(reader, property, length_of(value));
}

static void read_inherited_length(struct css_reader *reader, enum css_property property, struct slice value)
{
    add(reader, property, is_inherit(value) ? number_value(CSS_INHERITED, 0) : length_of(value));
}

static void read_font_size(struct css_reader *reader, enum css_property property, struct slice value)
{
    add(reader, property, font_size_of(value));
}

/* Of `font` the first word that is a size, and what stands behind its slash. A number without a unit is a weight. */
static void read_font(struct css_reader *reader, enum css_property property, struct slice value)
{
    struct slice word;
    for (size_t at = 0; word = css_next_word(value, &at), word.size > 0;) {
        size_t slash = slice_find_byte(word, 0, '/');
        struct css_value size = font_size_of(slice_sub(word, 0, slash));
        if (size.kind == CSS_UNKNOWN)
            continue;
        add(reader, property, size);
        add(reader, CSS_LINE_HEIGHT, slash == SLICE_NONE ? unknown : length_of(slice_from(word, slash + 1)));
        return;
    }
    add(reader, property, unknown);
}

static void read_opacity(struct css_reader *reader, enum css_property property, struct slice value)
{
    struct css_number number;
    if (!read_number(value, &number) || (number.unit.size > 0 && !slice_equal(number.unit, SLICE("%"))))
        add(reader, property, unknown);
    else
        add(reader, property, number_value(CSS_NUMBER, number.unit.size > 0 ? number.value / 100 : number.value));
}

static void read_keyword(struct css_reader *reader, enum css_property property, struct slice value)
{
    if (property == CSS_VISIBILITY && is_inherit(value)) {
        add(reader, property, number_value(CSS_INHERITED, 0));
        return;
    }
    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
        if (keywords[i].property == property && slice_equal_nocase(value, slice_cstr(keywords[i].text))) {
            add(reader, property, keyword_value(keywords[i].keyword));
            return;
        }
    if (slice_find_byte(value, 0, MASK_BYTE) != SLICE_NONE || is_inherit(value) || slice_find_byte(value, 0, '(') != SLICE_NONE)
        add(reader, property, unknown);
}

/* One to four values: top, right, bottom, left. The four properties stand in that order. */
static void read_sides(struct css_reader *reader, enum css_property property, struct slice value)
{
    static const unsigned char from[4][4] = {{0, 0, 0, 0}, {0, 1, 0, 1}, {0, 1, 2, 1}, {0, 1, 2, 3}};
    struct css_value sides[4] = {unknown, unknown, unknown, unknown};
    struct slice word;
    unsigned count = 0;
    for (size_t at = 0; count < 4 && (word = css_next_word(value, &at), word.size > 0); count++)
        sides[count] = length_of(word);
    for (unsigned i = 0; i < 4; i++)
        add(reader, (enum css_property)(property + i), sides[from[count > 0 ? count - 1 : 0][i]]);
}

static void read_colour(struct css_reader *reader, enum css_property property, struct slice value)
{
    struct css_value out = {.kind = CSS_COLOURED};
    bool text = property == CSS_COLOUR;
    if (text && (is_inherit(value) || slice_equal_nocase(value, SLICE("currentcolor"))))
        out.kind = CSS_INHERITED;
    else if (slice_equal_nocase(value, SLICE("initial")))
        out.colour = text ? CSS_BLACK : 0;
    else if (!css_colour_read(value, &out.colour))
        out = unknown;
    add(reader, property, out);
}

static enum css_keyword image_of(struct slice value)
{
    bool none = slice_equal_nocase(value, SLICE("none")) || slice_equal_nocase(value, SLICE("initial"));
    return none ? CSS_NOTHING : CSS_SOMETHING;
}

static void read_image(struct css_reader *reader, enum css_property property, struct slice value)
{
    add(reader, property, keyword_value(image_of(value)));
}

/* Of `background` the colour, and whether there is an image: a function that is no colour. */
static void read_background(struct css_reader *reader, enum css_property property, struct slice value)
{
    struct css_value colour = {.kind = CSS_COLOURED, .colour = 0}, image = keyword_value(CSS_NOTHING);
    struct slice word;
    for (size_t at = 0; word = css_next_word(value, &at), word.size > 0;) {
        css_colour found;
        bool open = slice_find_byte(word, 0, MASK_BYTE) != SLICE_NONE || is_inherit(word) || slice_at(word, 0) == '#';
        if (css_colour_read(word, &found))
            colour.colour = found;
        else if (open || slice_starts_nocase(word, SLICE("rgb")) || slice_starts_nocase(word, SLICE("hsl")))
            colour = unknown;
        else if (slice_find_byte(word, 0, '(') != SLICE_NONE)
            image = keyword_value(CSS_SOMETHING);
    }
    add(reader, property, colour);
    add(reader, CSS_BACKGROUND_IMAGE, image);
}

/* True if all numbers are equal pairs: rect(1px, 1px, 1px, 1px), polygon(0 0, 0 0), circle(0); or inset of half and more. */
static bool leaves_nothing(struct slice value)
{
    size_t open = slice_find_byte(value, 0, '(');
    struct slice name = slice_sub(value, 0, open), word;
    bool inset = slice_equal_nocase(name, SLICE("inset")), first = true;
    struct css_value before = unknown;
    if (open == SLICE_NONE || slice_at(value, value.size - 1) != ')')
        return false;
    struct slice inside = slice_sub(value, open + 1, value.size - 1);
    for (size_t at = 0; word = css_next_word(inside, &at), word.size > 0; first = false) {
        struct css_value length = length_of(word);
        struct css_number half;
        if (length.kind != CSS_NUMBER)
            return false;
        if (inset)
            return read_number(word, &half) && slice_equal(half.unit, SLICE("%")) && half.value >= 50;
        if (!first && (length.number > before.number || length.number < before.number))
            return false;
        before = length;
    }
    return !first && (slice_equal_nocase(name, SLICE("rect")) || css_is_at_most(before, 0));
}

static void read_clip(struct css_reader *reader, enum css_property property, struct slice value)
{
    add(reader, property, keyword_value(leaves_nothing(value) ? CSS_NOTHING : CSS_SOMETHING));
}

/* Sorted by name. */
static const struct {
    const char *name;
    void (*read)(struct css_reader *reader, enum css_property property, struct slice value);
    enum css_property property;
} properties[] = {
    {"background", read_background, CSS_BACKGROUND_COLOUR},
    {"background-color", read_colour, CSS_BACKGROUND_COLOUR},
    {"background-image", read_image, CSS_BACKGROUND_IMAGE},
    {"bottom", read_length, CSS_BOTTOM},
    {"clip", read_clip, CSS_CLIP},
    {"clip-path", read_clip, CSS_CLIP_PATH},
    {"color", read_colour, CSS_COLOUR},
    {"display", read_keyword, CSS_DISPLAY},
    {"font", read_font, CSS_FONT_SIZE},
    {"font-size", read_font_size, CSS_FONT_SIZE},
    {"height", read_length, CSS_HEIGHT},
    {"left", read_length, CSS_LEFT},
    {"line-height", read_inherited_length, CSS_LINE_HEIGHT},
    {"margin", read_sides, CSS_MARGIN_TOP},
    {"margin-bottom", read_length, CSS_MARGIN_BOTTOM},
    {"margin-left", read_length, CSS_MARGIN_LEFT},
    {"margin-right", read_length, CSS_MARGIN_RIGHT},
    {"margin-top", read_length, CSS_MARGIN_TOP},
    {"max-height", read_length, CSS_MAX_HEIGHT},
    {"max-width", read_length, CSS_MAX_WIDTH},
    {"min-height", read_length, CSS_MIN_HEIGHT},
    {"min-width", read_length, CSS_MIN_WIDTH},
    {"opacity", read_opacity, CSS_OPACITY},
    {"overflow", read_keyword, CSS_OVERFLOW},
    {"overflow-x", read_keyword, CSS_OVERFLOW},
    {"overflow-y", read_keyword, CSS_OVERFLOW},
    {"padding", read_sides, CSS_PADDING_TOP},
    {"padding-bottom", read_length, CSS_PADDING_BOTTOM},
    {"padding-left", read_length, CSS_PADDING_LEFT},
    {"padding-right", read_length, CSS_PADDING_RIGHT},
    {"padding-top", read_length, CSS_PADDING_TOP},
    {"position", read_keyword, CSS_POSITION},
    {"right", read_length, CSS_RIGHT},
    {"text-indent", read_inherited_length, CSS_TEXT_INDENT},
    {"top", read_length, CSS_TOP},
    {"visibility", read_keyword, CSS_VISIBILITY},
    {"width", read_length, CSS_WIDTH},
};

void css_read_value(struct css_reader *reader, struct slice name, struct slice value)
{
    size_t low = 0, high = sizeof properties / sizeof *properties;
    unsigned char lower[20];
    if (name.size > sizeof lower || value.size == 0)
        return;
    for (size_t i = 0; i < name.size; i++)
        lower[i] = (unsigned char)ascii_lower(name.data[i]);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = slice_compare(slice_make(lower, name.size), slice_cstr(properties[middle].name));
        if (order == 0) {
            properties[middle].read(reader, properties[middle].property, value);
            return;
        }
        if (order > 0)
            low = middle + 1;
        else
            high = middle;
    }
}
