/* A small folding of look-alikes: Cyrillic and Greek letters that have the shape of Latin ones, fullwidth forms (U+FF01 to
 * U+FF5E) and mathematical letters (U+1D400 to U+1D6A3, runs of 26). Shapes follow Unicode's confusables (UTS #39); only what
 * occurs in mail is here. Tested in tests/unit/content/test_views.c. */
#include "content/confusable.h"

#include <stddef.h>

#include "base/ascii.h"

struct look_alike {
    uint16_t code_point;
    char letter;
};

/* In ascending order. */
static const struct look_alike look_alikes[] = {
    {0x0391, 'a'}, {0x0392, 'b'}, {0x0395, 'e'}, {0x0396, 'z'}, {0x0397, 'h'}, {0x0399, 'i'}, {0x039A, 'k'}, {0x039C, 'm'},
    {0x039D, 'n'}, {0x039F, 'o'}, {0x03A1, 'p'}, {0x03A4, 't'}, {0x03A5, 'y'}, {0x03A7, 'x'}, {0x03B1, 'a'}, {0x03B3, 'y'},
    {0x03B9, 'i'}, {0x03BA, 'k'}, {0x03BD, 'v'}, {0x03BF, 'o'}, {0x03C1, 'p'}, {0x03C5, 'u'}, {0x03C7, 'x'}, {0x03F2, 'c'},
    {0x03F3, 'j'}, {0x03F9, 'c'}, {0x0405, 's'}, {0x0406, 'i'}, {0x0408, 'j'}, {0x0410, 'a'}, {0x0412, 'b'}, {0x0415, 'e'},
    {0x041A, 'k'}, {0x041C, 'm'}, {0x041D, 'h'}, {0x041E, 'o'}, {0x0420, 'p'}, {0x0421, 'c'}, {0x0422, 't'}, {0x0423, 'y'},
    {0x0425, 'x'}, {0x0430, 'a'}, {0x0435, 'e'}, {0x043A, 'k'}, {0x043E, 'o'}, {0x0440, 'p'}, {0x0441, 'c'}, {0x0443, 'y'},
    {0x0445, 'x'}, {0x0455, 's'}, {0x0456, 'i'}, {0x0458, 'j'}, {0x04AE, 'y'}, {0x04AF, 'y'}, {0x04BA, 'h'}, {0x04BB, 'h'},
    {0x04C0, 'i'}, {0x04CF, 'l'}, {0x0501, 'd'}, {0x051B, 'q'}, {0x051C, 'w'}, {0x051D, 'w'},
};

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

static uint32_t fold_letter(uint32_t code_point)
{
    size_t low = 0, high = sizeof look_alikes / sizeof *look_alikes;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (look_alikes[middle].code_point == code_point)
            return (uint32_t)look_alikes[middle].letter;
        if (look_alikes[middle].code_point < code_point)
            low = middle + 1;
        else
            high = middle;
    }
    return code_point;
}

uint32_t confusable_fold(uint32_t code_point)
{
    if (code_point < 0x80)
        return (uint32_t)ascii_lower((int)code_point);
    if (code_point >= 0xFF01 && code_point <= 0xFF5E)
        return (uint32_t)ascii_lower((int)(code_point - 0xFF01 + '!'));
    if (code_point >= 0x1D400 && code_point <= 0x1D6A3)
        return 'a' + (code_point - 0x1D400) % 26;
    if (is_blank_code_point(code_point))
        return ' ';
    if (is_invisible(code_point))
        return 0;
    return fold_letter(code_point);
}
