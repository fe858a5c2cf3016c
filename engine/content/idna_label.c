/* What UTS #46 asks of a label: valid characters, joiners in their place, the Bidi rule.
 *
 * Labels are short (idna.c sees to that), so looking back over transparent characters from each joiner is no trap. Tested in
 * tests/unit/content/test_idna.c. */
#include "content/idna_internal.h"

enum { ZWNJ = 0x200C, ZWJ = 0x200D, VIRAMA = 9 };

const struct idna_mapping *idna_mapping_of(uint32_t code_point)
{
    size_t low = 0, high = idna_mapping_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (idna_mappings[middle].first > code_point)
            high = middle;
        else
            low = middle + 1;
    }
    if (low == 0)
        return NULL;
    const struct idna_mapping *row = &idna_mappings[low - 1];
    uint32_t behind = code_point - row->first;
    return behind % row->step == 0 && behind / row->step < row->count ? row : NULL;
}

/* RFC 5892, A.1: (L or D) T* ZWNJ T* (R or D). */
static bool joins_both(const uint32_t *label, size_t size, size_t at)
{
    size_t before = at, after = at + 1;
    while (before > 0 && character_of(label[before - 1])->joining == JOINING_TRANSPARENT)
        before--;
    while (after < size && character_of(label[after])->joining == JOINING_TRANSPARENT)
        after++;
    if (before == 0 || after == size)
        return false;
    int left = character_of(label[before - 1])->joining, right = character_of(label[after])->joining;
    return (left == JOINING_LEFT || left == JOINING_DUAL) && (right == JOINING_RIGHT || right == JOINING_DUAL);
}

static bool joiner_valid(const uint32_t *label, size_t size, size_t at)
{
    if (at > 0 && character_of(label[at - 1])->combining_class == VIRAMA)
        return true;
    return label[at] == ZWNJ && joins_both(label, size, at);
}

bool idna_label_valid(const uint32_t *label, size_t size)
{
    if (size > 0 && character_of(label[0])->mark)
        return false;
    for (size_t i = 0; i < size; i++) {
        bool joiner = label[i] == ZWNJ || label[i] == ZWJ;
        if (label[i] < 0x80)
            continue;
        if (character_of(label[i])->status == IDNA_DISALLOWED || idna_mapping_of(label[i]))
            return false;
        if (joiner && !joiner_valid(label, size, i))
            return false;
    }
    return true;
}

static unsigned bidi_bit(uint32_t code_point)
{
    return 1u << character_of(code_point)->bidi;
}

#define BIT(class)    (1u << BIDI_##class)
#define RIGHT_TO_LEFT (BIT(R) | BIT(AL) | BIT(AN))
#define NEUTRAL       (BIT(EN) | BIT(ES) | BIT(CS) | BIT(ET) | BIT(ON) | BIT(BN) | BIT(NSM))

bool idna_is_rtl(const uint32_t *label, size_t size)
{
    unsigned classes = 0;
    for (size_t i = 0; i < size; i++)
        classes |= bidi_bit(label[i]);
    return classes & RIGHT_TO_LEFT;
}

bool idna_bidi_valid(const uint32_t *label, size_t size)
{
    unsigned classes = 0, last = 0;
    if (size == 0)
        return true;
    for (size_t i = 0; i < size; i++) {
        unsigned class = bidi_bit(label[i]);
        classes |= class;
        last = class == BIT(NSM) ? last : class;
    }
    switch (character_of(label[0])->bidi) {
    case BIDI_R:
    case BIDI_AL:
        return !(classes & ~(RIGHT_TO_LEFT | NEUTRAL)) && (last & (RIGHT_TO_LEFT | BIT(EN))) &&
               (classes & (BIT(EN) | BIT(AN))) != (BIT(EN) | BIT(AN));
    case BIDI_L: return !(classes & ~(BIT(L) | NEUTRAL)) && (last & (BIT(L) | BIT(EN)));
    default: return false;
    }
}
