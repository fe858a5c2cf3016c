/* UTF-8: decoding, validation, widths and what must not reach a terminal.
 *
 * Runs of ASCII are skipped 32 bytes at a time. Tested in tests/unit/base/test_utf8.c. */
#include "base/utf8.h"

#include <string.h>

#include "base/utf8_table.h"

/* What may follow a first byte: how many bytes in all, and the range of the second one (RFC 3629, section 4). */
struct lead {
    unsigned char first, last; /* first bytes of this kind */
    unsigned char length;
    unsigned char low, high; /* of the second byte */
};

static const struct lead leads[] = {
    {0xC2, 0xDF, 2, 0x80, 0xBF}, {0xE0, 0xE0, 3, 0xA0, 0xBF}, {0xE1, 0xEC, 3, 0x80, 0xBF}, {0xED, 0xED, 3, 0x80, 0x9F},
    {0xEE, 0xEF, 3, 0x80, 0xBF}, {0xF0, 0xF0, 4, 0x90, 0xBF}, {0xF1, 0xF3, 4, 0x80, 0xBF}, {0xF4, 0xF4, 4, 0x80, 0x8F},
};

static const struct lead *find_lead(int byte)
{
    for (size_t i = 0; i < sizeof leads / sizeof leads[0]; i++)
        if (byte >= leads[i].first && byte <= leads[i].last)
            return &leads[i];
    return NULL;
}

static bool is_continuation(int byte)
{
    return byte >= 0x80 && byte <= 0xBF;
}

static struct utf8_step invalid_step(uint32_t length)
{
    return (struct utf8_step){UTF8_REPLACEMENT, length, false};
}

struct utf8_step utf8_decode(struct slice s, size_t offset)
{
    int byte = slice_at(s, offset);
    if (byte >= 0 && byte < 0x80)
        return (struct utf8_step){(uint32_t)byte, 1, true};
    const struct lead *lead = find_lead(byte);
    if (!lead)
        return invalid_step(1);
    int second = slice_at(s, offset + 1);
    if (second < lead->low || second > lead->high)
        return invalid_step(1);
    uint32_t code_point = (uint32_t)byte & (0x7Fu >> lead->length);
    code_point = code_point << 6 | ((uint32_t)second & 0x3F);
    for (uint32_t i = 2; i < lead->length; i++) {
        int next = slice_at(s, offset + i);
        if (!is_continuation(next))
            return invalid_step(i);
        code_point = code_point << 6 | ((uint32_t)next & 0x3F);
    }
    return (struct utf8_step){code_point, lead->length, true};
}

size_t utf8_encode(uint32_t code_point, unsigned char out[4])
{
    if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF))
        code_point = UTF8_REPLACEMENT;
    if (code_point < 0x80) {
        out[0] = (unsigned char)code_point;
        return 1;
    }
    size_t length = code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
    for (size_t i = length - 1; i > 0; i--, code_point >>= 6)
        out[i] = (unsigned char)(0x80 | (code_point & 0x3F));
    out[0] = (unsigned char)((0xF00u >> length & 0xFF) | code_point);
    return length;
}

/* The first byte at or after `at` that is not ASCII, or s.size. */
static size_t skip_ascii(struct slice s, size_t at)
{
    while (s.size - at >= 32) {
        uint64_t words[4];
        memcpy(words, s.data + at, sizeof words);
        if ((words[0] | words[1] | words[2] | words[3]) & UINT64_C(0x8080808080808080))
            break;
        at += sizeof words;
    }
    while (at < s.size && s.data[at] < 0x80)
        at++;
    return at;
}

size_t utf8_valid_prefix(struct slice s)
{
    size_t at = 0;
    while ((at = skip_ascii(s, at)) < s.size) {
        struct utf8_step step = utf8_decode(s, at);
        if (!step.valid)
            break;
        at += step.length;
    }
    return at;
}

bool utf8_is_valid(struct slice s)
{
    return utf8_valid_prefix(s) == s.size;
}

size_t utf8_count(struct slice s)
{
    size_t count = 0, at = 0;
    while (at < s.size) {
        size_t ascii_end = skip_ascii(s, at);
        count += ascii_end - at;
        at = ascii_end;
        if (at < s.size) {
            struct utf8_step step = utf8_decode(s, at);
            count += step.valid ? 1 : step.length;
            at += step.length;
        }
    }
    return count;
}

size_t utf8_floor(struct slice s, size_t offset)
{
    if (offset >= s.size)
        return s.size;
    for (size_t back = 1; back <= 3 && back <= offset && is_continuation(s.data[offset - back + 1]); back++) {
        struct utf8_step step = utf8_decode(s, offset - back);
        if (step.valid && step.length > back)
            return offset - back;
    }
    return offset;
}

int utf8_width(uint32_t code_point)
{
    if (code_point >= 0x20 && code_point < 0x7F)
        return 1;
    size_t low = 0, high = utf8_width_table_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (utf8_width_table[middle].last < code_point)
            low = middle + 1;
        else
            high = middle;
    }
    bool inside = low < utf8_width_table_count && utf8_width_table[low].first <= code_point;
    return inside ? (int)utf8_width_table[low].width : 1;
}

/* Variation selectors are left out: they choose between shapes of what stands before them, as in many emoji. */
static const uint32_t unprintable_ranges[][2] = {
    {0x0000, 0x001F},       /* C0 */
    {0x007F, 0x009F},       /* DEL, C1 */
    {0x00AD, 0x00AD},       /* soft hyphen */
    {0x034F, 0x034F},       /* combining grapheme joiner */
    {0x061C, 0x061C},       /* Arabic letter mark */
    {0x115F, 0x1160},       /* Hangul fillers */
    {0x17B4, 0x17B5},       /* Khmer inherent vowels */
    {0x180E, 0x180E},       /* Mongolian vowel separator */
    {0x200B, 0x200F},       /* zero-width space and joiners, directional marks */
    {0x2028, 0x202E},       /* line and paragraph separator, bidi embeddings and overrides */
    {0x2060, 0x206F},       /* word joiner, invisible operators, bidi isolates, deprecated controls */
    {0x3164, 0x3164},       /* Hangul filler */
    {0xD800, 0xDFFF},       /* surrogates */
    {0xFEFF, 0xFEFF},       /* byte order mark */
    {0xFFA0, 0xFFA0},       /* half-width Hangul filler */
    {0xFFF0, 0xFFFB},       /* reserved ignorables, interlinear annotation */
    {0x1BCA0, 0x1BCA3},     /* shorthand format controls */
    {0x1D173, 0x1D17A},     /* musical format controls */
    {0xE0000, 0xE00FF},     /* tags */
    {0xE01F0, 0xE0FFF},     /* reserved ignorables */
    {0x110000, 0xFFFFFFFF}, /* not Unicode */
};

bool utf8_is_unprintable(uint32_t code_point)
{
    for (size_t i = 0; i < sizeof unprintable_ranges / sizeof unprintable_ranges[0]; i++)
        if (code_point <= unprintable_ranges[i][1])
            return code_point >= unprintable_ranges[i][0];
    return false;
}
