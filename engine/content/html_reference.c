/* Character references, looked up by binary search in the generated table. Tested in tests/unit/content/test_html_token.c. */
#include "content/html_reference.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "content/html_entity_table.h"

enum { LONGEST_WITHOUT_SEMICOLON = 6 };

/* Windows-1252 in place of the C1 controls; 0 where it has none. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
};

/* The entity of exactly that name, which has no ";", or null. */
static const struct html_entity *find_entity(struct slice name)
{
    size_t low = 0;
    size_t high = html_entity_table_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct html_entity *entity = &html_entity_table[middle];
        int order = slice_compare(name, slice_make(html_entity_names + entity->name, entity->name_size));
        if (order == 0)
            return entity;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

/* No name has a character that is neither letter nor digit before its ";", so that only a whole word can be one with ";". */
size_t html_reference_name(struct slice text, struct slice *out_value)
{
    size_t size = 0;
    while (size <= HTML_ENTITY_LONGEST && ascii_is_alnum(slice_at(text, size)))
        size++;
    size_t taken = size + 1;
    const struct html_entity *found = slice_at(text, size) == ';' ? find_entity(slice_sub(text, 0, size)) : NULL;
    if (size > LONGEST_WITHOUT_SEMICOLON)
        size = LONGEST_WITHOUT_SEMICOLON;
    for (; !found && size > 1; size--) {
        const struct html_entity *entity = find_entity(slice_sub(text, 0, size));
        if (entity && entity->without_semicolon)
            found = entity;
        taken = size;
    }
    if (!found)
        return 0;
    *out_value = slice_make(found->value, found->value_size);
    return taken;
}

bool html_is_noncharacter(uint32_t code_point)
{
    return (code_point >= 0xFDD0 && code_point <= 0xFDEF) || (code_point & 0xFFFE) == 0xFFFE;
}

uint32_t html_reference_number(uint32_t number, const char **out_error)
{
    *out_error = NULL;
    if (number == 0)
        *out_error = "null-character-reference";
    else if (number > 0x10FFFF)
        *out_error = "character-reference-outside-unicode-range";
    else if (number >= 0xD800 && number <= 0xDFFF)
        *out_error = "surrogate-character-reference";
    if (*out_error)
        return UTF8_REPLACEMENT;
    bool control = number < 0x20 ? number != '\t' && number != '\n' && number != '\f' : number >= 0x7F && number <= 0x9F;
    if (html_is_noncharacter(number))
        *out_error = "noncharacter-character-reference";
    else if (control)
        *out_error = "control-character-reference";
    bool replaced = number >= 0x80 && number <= 0x9F && windows_1252[number - 0x80];
    return replaced ? windows_1252[number - 0x80] : number;
}
