/* Folding of look-alikes: letters that have the shape of Latin ones (the confusables of UTS #39, from unicode_table.c), and what
 * Unicode itself calls another form of an ASCII character. Tested in tests/unit/content/test_views.c. */
#include "content/confusable.h"

#include <stddef.h>

#include "base/ascii.h"
#include "content/idna_internal.h"

/* Like enough for who reads a word of text, but not confusable by UTS #39. */
static const struct look_alike likenesses[] = {{0x03BA, 'k'}, {0x03C7, 'x'}, {0x043A, 'k'}, {0x04BA, 'h'}};

struct range {
    uint32_t first, last;
};

/* Both in ascending order. */
static const struct range blanks[] = {
    {0xA0, 0xA0}, {0x1680, 0x1680}, {0x2000, 0x200A}, {0x2028, 0x2029}, {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000},
};
static const struct range invisibles[] = {
    {0xAD, 0xAD},     {0x34F, 0x34F},   {0x61C, 0x61C},   {0x115F, 0x1160},   {0x17B4, 0x17B5},
    {0x180B, 0x180F}, {0x200B, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x206F},   {0x3164, 0x3164},
    {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}, {0xFFA0, 0xFFA0}, {0xE0000, 0xE0FFF},
};

static bool in_ranges(const struct range *ranges, size_t count, uint32_t code_point)
{
    for (size_t i = 0; i < count && code_point >= ranges[i].first; i++)
        if (code_point <= ranges[i].last)
            return true;
    return false;
}

bool is_blank_code_point(uint32_t code_point)
{
    return in_ranges(blanks, sizeof blanks / sizeof *blanks, code_point);
}

bool is_invisible(uint32_t code_point)
{
    return in_ranges(invisibles, sizeof invisibles / sizeof *invisibles, code_point);
}

bool is_label_separator(uint32_t code_point)
{
    return code_point == 0x3002 || code_point == 0xFF0E || code_point == 0xFF61;
}

static int find(const struct look_alike *rows, size_t high, uint32_t code_point)
{
    size_t low = 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (rows[middle].code_point == code_point)
            return rows[middle].letter;
        if (rows[middle].code_point < code_point)
            low = middle + 1;
        else
            high = middle;
    }
    return -1;
}

int confusable_letter(uint32_t code_point)
{
    return find(look_alikes, look_alike_count, code_point);
}

/* The one ASCII character that NFKC_Casefold makes of it: fullwidth, mathematical, circled letters and the like. */
static int compatible(uint32_t code_point)
{
    const struct idna_mapping *mapping = idna_mapping_of(code_point);
    if (!mapping || mapping->size != 1)
        return -1;
    int32_t mapped = (int32_t)code_point + mapping->value;
    return mapped < 0x80 ? mapped : -1;
}

uint32_t confusable_fold(uint32_t code_point)
{
    if (code_point < 0x80)
        return (uint32_t)ascii_lower((int)code_point);
    if (is_blank_code_point(code_point))
        return ' ';
    if (is_invisible(code_point))
        return 0;
    int letter = confusable_letter(code_point);
    if (letter < 0)
        letter = compatible(code_point);
    if (letter < 0)
        letter = find(likenesses, sizeof likenesses / sizeof *likenesses, code_point);
    return letter < 0 ? code_point : (uint32_t)letter;
}
