/* Punycode, RFC 3492: sections 5 (parameters), 6.1 (bias), 6.2 (decoding), 6.3 (encoding). Deltas are kept in 64 bits; text of at
 * most PUNYCODE_MOST code points cannot overflow them. Tested in tests/unit/content/test_idna.c. */
#include "content/punycode.h"

#include <string.h>

#include "base/ascii.h"

enum { BASE = 36, TMIN = 1, TMAX = 26, SKEW = 38, DAMP = 700, INITIAL_BIAS = 72, INITIAL_N = 0x80, LAST_CODE_POINT = 0x10FFFF };

static uint64_t adapt(uint64_t delta, uint64_t count, bool first)
{
    uint64_t k = 0;
    delta = first ? delta / DAMP : delta / 2;
    delta += delta / count;
    for (; delta > (BASE - TMIN) * TMAX / 2; k += BASE)
        delta /= BASE - TMIN;
    return k + (BASE - TMIN + 1) * delta / (delta + SKEW);
}

static uint64_t threshold(uint64_t k, uint64_t bias)
{
    if (k <= bias + TMIN)
        return TMIN;
    return k >= bias + TMAX ? TMAX : k - bias;
}

static int digit_value(int c)
{
    if (ascii_is_digit(c))
        return c - '0' + 26;
    return ascii_is_alpha(c) ? ascii_lower(c) - 'a' : -1;
}

static void append_number(struct buffer *out, uint64_t number, uint64_t bias)
{
    for (uint64_t k = BASE;; k += BASE) {
        uint64_t t = threshold(k, bias);
        uint64_t digit = number < t ? number : t + (number - t) % (BASE - t);
        buffer_byte(out, (int)(digit < 26 ? 'a' + digit : '0' + digit - 26));
        if (number < t)
            return;
        number = (number - t) / (BASE - t);
    }
}

bool punycode_encode(struct buffer *out, const uint32_t *text, size_t size)
{
    uint64_t n = INITIAL_N, delta = 0, bias = INITIAL_BIAS;
    size_t basic = 0;
    if (size > PUNYCODE_MOST)
        return false;
    for (size_t i = 0; i < size; i++) {
        if (text[i] < INITIAL_N) {
            buffer_byte(out, (int)text[i]);
            basic++;
        }
    }
    if (basic > 0)
        buffer_byte(out, '-');
    for (size_t done = basic; done < size; n++, delta++) {
        uint64_t next = UINT32_MAX;
        for (size_t i = 0; i < size; i++)
            if (text[i] >= n && text[i] < next)
                next = text[i];
        delta += (next - n) * (done + 1);
        n = next;
        for (size_t i = 0; i < size; i++) {
            delta += text[i] < n;
            if (text[i] != n)
                continue;
            append_number(out, delta, bias);
            bias = adapt(delta, done + 1, done == basic);
            delta = 0;
            done++;
        }
    }
    return true;
}

/* Reads one number at *offset; false if it does not end, or is more than any delta can be. */
static bool read_number(struct slice encoded, size_t *offset, uint64_t bias, uint64_t *out)
{
    uint64_t weight = 1;
    *out = 0;
    for (uint64_t k = BASE;; k += BASE) {
        int digit = digit_value(slice_at(encoded, (*offset)++));
        uint64_t t = threshold(k, bias);
        if (digit < 0)
            return false;
        *out += (uint64_t)digit * weight;
        if (*out > UINT32_MAX)
            return false;
        if ((uint64_t)digit < t)
            return true;
        weight *= BASE - t;
    }
}

size_t punycode_decode(struct slice encoded, uint32_t out[PUNYCODE_MOST])
{
    uint64_t n = INITIAL_N, at = 0, bias = INITIAL_BIAS;
    size_t basic = 0;
    if (encoded.size > PUNYCODE_MOST)
        return 0;
    for (size_t i = 0; i < encoded.size; i++)
        if (encoded.data[i] == '-')
            basic = i;
    for (size_t i = 0; i < basic; i++)
        out[i] = encoded.data[i];
    size_t count = basic, offset = basic > 0 ? basic + 1 : 0;
    for (; offset < encoded.size; at++, count++) {
        uint64_t delta;
        if (count == PUNYCODE_MOST || !read_number(encoded, &offset, bias, &delta))
            return 0;
        at += delta;
        bias = adapt(delta, count + 1, count == basic);
        n += at / (count + 1);
        at %= count + 1;
        if (n > LAST_CODE_POINT || (n >= 0xD800 && n <= 0xDFFF))
            return 0;
        memmove(out + at + 1, out + at, (count - at) * sizeof *out);
        out[at] = (uint32_t)n;
    }
    return count;
}
