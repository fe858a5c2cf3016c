/* Texts and decimal numbers. Tested in tests/unit/data/test_text.c. */
#include "data/text.h"

#include "base/ascii.h"
#include "base/buffer.h"
#include "base/utf8.h"

enum { SHOWN_BYTES = 48, MAX_DIGITS = 15 };

int text_index(const char *const *texts, struct slice s)
{
    for (int i = 0; texts[i]; i++)
        if (slice_is(s, texts[i]))
            return i;
    return -1;
}

size_t text_count(const char *const *texts)
{
    size_t count = 0;
    while (texts[count])
        count++;
    return count;
}

struct slice text_join(struct arena *arena, const char *const *texts, size_t count)
{
    struct buffer out;
    buffer_init(&out, arena, SIZE_MAX);
    for (size_t i = 0; i < count; i++) {
        buffer_text(&out, i > 0 ? ", " : "");
        buffer_text(&out, texts[i]);
    }
    return buffer_slice(&out);
}

struct slice text_shown(struct slice s)
{
    s = slice_sub(s, 0, slice_find_byte(s, 0, '\n'));
    return s.size > SHOWN_BYTES ? slice_sub(s, 0, utf8_floor(s, SHOWN_BYTES)) : s;
}

/* What other notations take for numbers, to say so instead of "a text". */
static enum decimal_status other_form(struct slice s)
{
    static const char *const not_finite[] = {".nan", ".inf", "nan", "inf", "infinity", NULL};
    if (slice_is_any_nocase(s, not_finite))
        return DECIMAL_NOT_FINITE;
    bool digit = false;
    for (size_t i = 0; i < s.size; i++) {
        int c = s.data[i];
        if (ascii_hex(c) < 0 && slice_find_byte(SLICE("xXoO_.+-"), 0, (unsigned char)c) == SLICE_NONE)
            return DECIMAL_NONE;
        digit = digit || ascii_is_digit(c);
    }
    int first = slice_at(s, 0);
    return digit && (ascii_is_digit(first) || first == '.') ? DECIMAL_OTHER_FORM : DECIMAL_NONE;
}

static size_t count_digits(struct slice s, size_t at)
{
    size_t end = at;
    while (ascii_is_digit(slice_at(s, end)))
        end++;
    return end - at;
}

static int64_t append_digits(int64_t number, struct slice digits)
{
    for (size_t i = 0; i < digits.size; i++)
        number = number * 10 + (digits.data[i] - '0');
    return number;
}

enum decimal_status decimal_parse(struct slice s, struct decimal *out)
{
    static const double powers[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    bool negative = slice_at(s, 0) == '-';
    struct slice digits = slice_from(s, negative || slice_at(s, 0) == '+' ? 1 : 0);
    struct slice whole = slice_sub(digits, 0, count_digits(digits, 0));
    bool point = slice_at(digits, whole.size) == '.';
    struct slice part = slice_from(digits, whole.size + 1);
    /* 010 is eight to some and ten to others. */
    bool octal = whole.size > 1 && whole.data[0] == '0';
    size_t places = point ? count_digits(part, 0) : 0;
    if (whole.size == 0 || octal || (point ? places == 0 || places < part.size : whole.size < digits.size))
        return other_form(digits);
    while (places > 0 && part.data[places - 1] == '0')
        places--;
    if (whole.size + places > MAX_DIGITS)
        return DECIMAL_LONG;
    int64_t number = append_digits(append_digits(0, whole), slice_sub(part, 0, places));
    if (negative)
        number = -number;
    out->places = (uint32_t)places;
    out->value = (double)number / powers[places];
    for (; places < 3; places++)
        number *= 10;
    out->thousandths = number;
    return DECIMAL_OK;
}
