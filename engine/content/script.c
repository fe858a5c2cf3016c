/* The script of a character, and how a name is written. Text is mostly ASCII; the rest is searched for. Tested in
 * tests/unit/content/test_script.c. */
#include "content/script.h"

#include "base/ascii.h"
#include "base/utf8.h"

#define X(name, text, lower) text,
const char *const script_texts[] = {SCRIPTS(X) NULL};
#undef X
#define X(name, text, lower) lower,
const char *const writing_texts[] = {SCRIPTS(X) "other", "han-bopomofo", "japanese", "korean", "common", "mixed", NULL};
#undef X

#define EVERY_SCRIPT   UINT64_MAX
#define BIT(script)    ((uint64_t)1 << (script))
#define WITH_LATIN     (BIT(SCRIPT_HAN_BOPOMOFO) | BIT(SCRIPT_JAPANESE) | BIT(SCRIPT_KOREAN))
#define LIST_OF_SCRIPT (BIT(SCRIPT_COUNT) - 1)

const struct character *character_of(uint32_t code_point)
{
    size_t low = 0, high = character_range_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (character_ranges[middle] >> CHARACTER_INDEX_BITS > code_point)
            high = middle;
        else
            low = middle;
    }
    return &characters[character_ranges[low] & (BIT(CHARACTER_INDEX_BITS) - 1)];
}

enum script script_of(uint32_t code_point)
{
    if (code_point < 0x80)
        return ascii_is_alpha((int)code_point) ? SCRIPT_LATIN : SCRIPT_COUNT;
    const struct character *character = character_of(code_point);
    return character->letter ? (enum script)character->script : SCRIPT_COUNT;
}

static enum writing lowest(uint64_t set)
{
    unsigned bit = 0;
    while (!(set >> bit & 1))
        bit++;
    return (enum writing)bit;
}

enum writing writing_of(struct slice label)
{
    /* Of all characters, and of those that cannot be Latin. */
    uint64_t all = EVERY_SCRIPT, foreign = EVERY_SCRIPT;
    bool ascii = true;
    for (size_t i = 0; i < label.size;) {
        struct utf8_step step = utf8_decode(label, i);
        uint64_t set = script_sets[character_of(step.code_point)->script_set];
        ascii = ascii && step.code_point < 0x80;
        all &= set;
        foreign &= set & BIT(SCRIPT_LATIN) ? EVERY_SCRIPT : set;
        i += step.length;
    }
    if (ascii)
        return WRITING_LATIN;
    if (all == EVERY_SCRIPT)
        return WRITING_COMMON;
    if (all)
        return lowest(all);
    if (!(foreign & WITH_LATIN))
        return WRITING_MIXED;
    return lowest(foreign);
}
