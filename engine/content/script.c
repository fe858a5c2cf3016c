/* The script of a letter. Text is mostly ASCII; the rest is searched for. Tested in tests/unit/content/test_script.c. */
#include "content/script.h"

#include "base/ascii.h"

enum script script_of(uint32_t code_point)
{
    if (code_point < 0x80)
        return ascii_is_alpha((int)code_point) ? SCRIPT_LATIN : SCRIPT_COUNT;
    size_t low = 0, high = script_range_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct script_range *range = &script_ranges[middle];
        if (code_point > range->last)
            low = middle + 1;
        else if (code_point < range->first)
            high = middle;
        else
            return (enum script)range->script;
    }
    return SCRIPT_COUNT;
}
