/* Colours (CSS Color 4, sections 4 to 6). Components that are not plain numbers or percentages are not understood. Tested in
 * tests/unit/content/test_css.c. */
#include "content/css_colour.h"

#include "base/ascii.h"
#include "content/css_colour_table.h"
#include "content/css_number.h"

static css_colour make(const uint32_t rgb[3], uint32_t alpha)
{
    return rgb[0] << 24 | rgb[1] << 16 | rgb[2] << 8 | alpha;
}

static bool read_named(struct slice text, css_colour *out)
{
    size_t low = 0, high = CSS_NAMED_COLOURS;
    char name[24];
    if (text.size >= sizeof name)
        return false;
    for (size_t i = 0; i < text.size; i++)
        name[i] = (char)ascii_lower(text.data[i]);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = slice_compare(slice_make(name, text.size), slice_cstr(css_named_colours[middle].name));
        if (order == 0) {
            *out = css_named_colours[middle].rgb << 8 | 0xFF;
            return true;
        }
        if (order > 0)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

/* 3, 4, 6 or 8 digits. */
static bool read_hex(struct slice digits, css_colour *out)
{
    bool shortened = digits.size == 3 || digits.size == 4;
    uint32_t value = 0;
    if (!shortened && digits.size != 6 && digits.size != 8)
        return false;
    for (size_t i = 0; i < digits.size; i++) {
        int digit = ascii_hex(digits.data[i]);
        if (digit < 0)
            return false;
        value = value << 4 | (uint32_t)digit;
        if (shortened)
            value = value << 4 | (uint32_t)digit;
    }
    *out = digits.size == 3 || digits.size == 6 ? value << 8 | 0xFF : value;
    return true;
}

/* A component's number: percentages of `whole`. */
static bool read_component(struct slice *rest, float whole, float *out)
{
    struct css_number number;
    while (ascii_is_space(slice_at(*rest, 0)) || slice_at(*rest, 0) == ',' || slice_at(*rest, 0) == '/')
        *rest = slice_from(*rest, 1);
    if (!css_number_read(rest, &number))
        return false;
    bool percent = slice_equal(number.unit, SLICE("%"));
    *out = percent ? number.value * whole / 100 : number.value;
    return percent || number.unit.size == 0 || slice_equal_nocase(number.unit, SLICE("deg"));
}

static uint32_t channel(float value)
{
    return value <= 0 ? 0 : value >= 255 ? 255 : (uint32_t)(value + 0.5f);
}

/* One channel of an HSL colour: its distance in hue from the channel's own says how much of it there is. */
static float hsl_channel(const float hsl[3], float offset)
{
    float k = offset + hsl[0] / 30;
    while (k >= 12)
        k -= 12;
    float chroma = hsl[1] * (hsl[2] < 1 - hsl[2] ? hsl[2] : 1 - hsl[2]);
    float rise = k - 3 < 9 - k ? k - 3 : 9 - k;
    float bound = rise < -1 ? -1 : rise > 1 ? 1 : rise;
    return 255 * (hsl[2] - chroma * bound);
}

static bool is_between(float value, float most)
{
    return value >= 0 && value <= most;
}

static bool read_function(struct slice name, struct slice inside, css_colour *out)
{
    bool hsl = slice_starts_nocase(name, SLICE("hsl"));
    float part[3], alpha = 1;
    uint32_t rgb[3];
    if (!hsl && !slice_starts_nocase(name, SLICE("rgb")))
        return false;
    for (int i = 0; i < 3; i++)
        if (!read_component(&inside, hsl ? 1 : 255, &part[i]))
            return false;
    if (slice_trim(inside).size > 0 && !read_component(&inside, 1, &alpha))
        return false;
    if (hsl && !(is_between(part[0], 360) && is_between(part[1], 1) && is_between(part[2], 1)))
        return false;
    static const float offsets[] = {0, 8, 4};
    for (int i = 0; i < 3; i++)
        rgb[i] = channel(hsl ? hsl_channel(part, offsets[i]) : part[i]);
    *out = make(rgb, channel(alpha * 255));
    return slice_trim(inside).size == 0;
}

bool css_colour_read(struct slice text, css_colour *out)
{
    size_t open = slice_find_byte(text, 0, '(');
    if (slice_at(text, 0) == '#')
        return read_hex(slice_from(text, 1), out);
    if (open != SLICE_NONE)
        return slice_at(text, text.size - 1) == ')' &&
               read_function(slice_sub(text, 0, open), slice_sub(text, open + 1, text.size - 1), out);
    if (slice_equal_nocase(text, SLICE("transparent"))) {
        *out = 0;
        return true;
    }
    return read_named(text, out);
}

bool css_colour_read_attribute(struct slice text, css_colour *out)
{
    text = slice_trim(text);
    if (read_named(text, out))
        return true;
    struct slice digits = slice_from(text, slice_at(text, 0) == '#');
    return (digits.size == 3 || digits.size == 6) && read_hex(digits, out);
}

css_colour css_colour_over(css_colour front, css_colour behind)
{
    uint32_t alpha = front & 0xFF, rgb[3];
    for (int i = 0; i < 3; i++) {
        uint32_t f = front >> (24 - 8 * i) & 0xFF, b = behind >> (24 - 8 * i) & 0xFF;
        rgb[i] = (f * alpha + b * (255 - alpha) + 127) / 255;
    }
    return make(rgb, 0xFF);
}

/* Relative luminance (WCAG 2), 655,350,000 for white. */
static uint64_t luminance(css_colour colour)
{
    return UINT64_C(2126) * css_linear[colour >> 24] + UINT64_C(7152) * css_linear[colour >> 16 & 0xFF] +
           UINT64_C(722) * css_linear[colour >> 8 & 0xFF];
}

bool css_colour_is_lost(css_colour text, css_colour behind)
{
    static const uint64_t flare = 655350000 / 20;
    uint64_t a = luminance(text) + flare, b = luminance(behind) + flare;
    return a > b ? a * 5 < b * 6 : b * 5 < a * 6;
}
