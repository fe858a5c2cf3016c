/* Normalization Form C (UAX #15): taking apart, marks in their order, composing. Hangul is computed (Unicode Standard, 3.12).
 * Tested in tests/unit/content/test_idna.c. */
#include "content/nfc.h"

#include "content/script.h"

enum {
    HANGUL = 0xAC00,
    HANGUL_COUNT = 11172,
    LEAD = 0x1100,
    LEAD_COUNT = 19,
    VOWEL = 0x1161,
    VOWEL_COUNT = 21,
    TAIL = 0x11A7, /* one before the first: an index of 0 is no tail */
    TAIL_COUNT = 28
};

static bool within(uint32_t code_point, uint32_t first, uint32_t count)
{
    return code_point - first < count;
}

static unsigned combining_class(uint32_t code_point)
{
    return code_point < 0x300 ? 0 : character_of(code_point)->combining_class;
}

static const struct composite *find_composite(uint32_t code_point)
{
    size_t low = 0, high = composite_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (composites[middle].composite == code_point)
            return &composites[middle];
        if (composites[middle].composite < code_point)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* At most 4 parts: three composites are the deepest there are. Returns how many were written. */
static size_t take_apart(uint32_t code_point, uint32_t out[4])
{
    uint32_t parts[4];
    size_t count = 0;
    if (within(code_point, HANGUL, HANGUL_COUNT)) {
        uint32_t index = code_point - HANGUL, tail = index % TAIL_COUNT;
        out[0] = LEAD + index / TAIL_COUNT / VOWEL_COUNT;
        out[1] = VOWEL + index / TAIL_COUNT % VOWEL_COUNT;
        out[2] = TAIL + tail;
        return tail ? 3 : 2;
    }
    const struct composite *composite = code_point < 0xC0 ? NULL : find_composite(code_point);
    for (; composite && count < 3; composite = find_composite(code_point)) {
        parts[count++] = composite->second;
        code_point = composite->first;
    }
    out[0] = code_point;
    for (size_t i = 0; i < count; i++)
        out[1 + i] = parts[count - 1 - i];
    return count + 1;
}

/* The marks behind one another in [start, end) in the order of their classes; equal ones stay as they are. */
static void order(uint32_t *text, size_t start, size_t end)
{
    for (size_t i = start + 1; i < end; i++) {
        uint32_t moved = text[i];
        unsigned class = combining_class(moved);
        size_t to = i;
        for (; to > start && combining_class(text[to - 1]) > class; to--)
            text[to] = text[to - 1];
        text[to] = moved;
    }
}

static bool order_all(uint32_t *text, size_t size)
{
    for (size_t i = 0; i < size;) {
        size_t end = i;
        while (end < size && combining_class(text[end]) > 0)
            end++;
        if (end - i > NFC_MARKS)
            return false;
        order(text, i, end);
        i = end + 1;
    }
    return true;
}

/* The one code point for the two, or 0. */
static uint32_t compose(uint32_t first, uint32_t second)
{
    if (within(first, LEAD, LEAD_COUNT) && within(second, VOWEL, VOWEL_COUNT))
        return HANGUL + ((first - LEAD) * VOWEL_COUNT + second - VOWEL) * TAIL_COUNT;
    if (within(first, HANGUL, HANGUL_COUNT) && (first - HANGUL) % TAIL_COUNT == 0 && within(second, TAIL + 1, TAIL_COUNT - 1))
        return first + second - TAIL;
    size_t low = 0, high = composite_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct composite *row = &composites[composites_by_parts[middle]];
        if (row->first == first && row->second == second)
            return row->composite;
        if (row->first < first || (row->first == first && row->second < second))
            low = middle + 1;
        else
            high = middle;
    }
    return 0;
}

bool nfc_compose(uint32_t *text, size_t *size, uint32_t *work)
{
    size_t length = 0, starter = 0, written = 0;
    unsigned before = 0; /* the class of what was written last, behind the starter */
    for (size_t i = 0; i < *size; i++)
        length += take_apart(text[i], work + length);
    if (!order_all(work, length))
        return false;
    for (size_t i = 0; i < length; i++) {
        unsigned class = combining_class(work[i]);
        bool blocked = written == 0 || (written - starter > 1 && before >= class);
        uint32_t composed = blocked || combining_class(text[starter]) > 0 ? 0 : compose(text[starter], work[i]);
        if (composed) {
            text[starter] = composed;
            continue;
        }
        if (class == 0)
            starter = written;
        before = class;
        text[written++] = work[i];
    }
    *size = written;
    return true;
}
