/* Slices: checked access, comparison and search.
 *
 * Searching tries every place where the first byte of the needle stands, which is right for the short needles that mail needs.
 * Tested in tests/unit/base/test_slice.c. */
#include "base/slice.h"

#include <string.h>

#include "base/ascii.h"

struct slice slice_cstr(const char *text)
{
    return slice_make(text, text ? strlen(text) : 0);
}

bool slice_equal_nocase(struct slice a, struct slice b)
{
    if (a.size != b.size)
        return false;
    for (size_t i = 0; i < a.size; i++)
        if (ascii_lower(a.data[i]) != ascii_lower(b.data[i]))
            return false;
    return true;
}

bool slice_is_any_nocase(struct slice s, const char *const *texts)
{
    while (*texts && !slice_equal_nocase(s, slice_cstr(*texts)))
        texts++;
    return *texts != NULL;
}

int slice_compare(struct slice a, struct slice b)
{
    size_t shorter = a.size < b.size ? a.size : b.size;
    int order = shorter ? memcmp(a.data, b.data, shorter) : 0;
    return order ? order : (a.size > b.size) - (a.size < b.size);
}

bool slice_starts(struct slice s, struct slice prefix)
{
    return prefix.size <= s.size && slice_equal(slice_sub(s, 0, prefix.size), prefix);
}

bool slice_starts_nocase(struct slice s, struct slice prefix)
{
    return prefix.size <= s.size && slice_equal_nocase(slice_sub(s, 0, prefix.size), prefix);
}

bool slice_ends_nocase(struct slice s, struct slice suffix)
{
    return suffix.size <= s.size && slice_equal_nocase(slice_from(s, s.size - suffix.size), suffix);
}

size_t slice_find_byte(struct slice s, size_t start, unsigned char byte)
{
    if (start >= s.size)
        return SLICE_NONE;
    const unsigned char *hit = memchr(s.data + start, byte, s.size - start);
    return hit ? (size_t)(hit - s.data) : SLICE_NONE;
}

size_t slice_find(struct slice s, size_t start, struct slice needle)
{
    if (needle.size == 0)
        return start <= s.size ? start : SLICE_NONE;
    if (needle.size > s.size)
        return SLICE_NONE;
    /* The first byte can stand no later than where the whole needle still fits. */
    struct slice places = slice_sub(s, 0, s.size - needle.size + 1);
    size_t at = slice_find_byte(places, start, needle.data[0]);
    while (at != SLICE_NONE && memcmp(s.data + at, needle.data, needle.size) != 0)
        at = slice_find_byte(places, at + 1, needle.data[0]);
    return at;
}

size_t slice_find_nocase(struct slice s, size_t start, struct slice needle)
{
    if (needle.size == 0)
        return start <= s.size ? start : SLICE_NONE;
    int first = ascii_lower(needle.data[0]);
    for (size_t at = start; at < s.size && s.size - at >= needle.size; at++)
        if (ascii_lower(s.data[at]) == first && slice_equal_nocase(slice_sub(s, at, at + needle.size), needle))
            return at;
    return SLICE_NONE;
}

struct slice slice_trim(struct slice s)
{
    size_t start = 0, end = s.size;
    while (start < end && ascii_is_space(s.data[start]))
        start++;
    while (end > start && ascii_is_space(s.data[end - 1]))
        end--;
    return slice_sub(s, start, end);
}

size_t slice_offset(struct slice whole, struct slice part)
{
    return part.data ? (size_t)(part.data - whole.data) : 0;
}

bool slice_is_ascii(struct slice s)
{
    unsigned char all = 0;
    for (size_t i = 0; i < s.size; i++)
        all |= s.data[i];
    return all < 0x80;
}
