/* What names need to know of Unicode's characters: the tables behind idna.h, script.h and confusable.h. */
#ifndef ASSAY_CONTENT_UNICODE_TABLE_H
#define ASSAY_CONTENT_UNICODE_TABLE_H

#include <stddef.h>
#include <stdint.h>

/* Whether a character may stand in a name once names are mapped (UTS #46); what is mapped or ignored counts as valid. */
enum idna_status { IDNA_DISALLOWED, IDNA_VALID };

/* The property Bidi_Class as far as RFC 5893 asks for it. */
enum bidi_class {
    BIDI_OTHER,
    BIDI_L,
    BIDI_R,
    BIDI_AL,
    BIDI_AN,
    BIDI_EN,
    BIDI_ES,
    BIDI_CS,
    BIDI_ET,
    BIDI_ON,
    BIDI_BN,
    BIDI_NSM
};

/* The property Joining_Type as far as RFC 5892 asks for it. */
enum joining_type { JOINING_NONE, JOINING_DUAL, JOINING_LEFT, JOINING_RIGHT, JOINING_TRANSPARENT };

struct character {
    uint8_t status; /* enum idna_status */
    uint8_t bidi;
    uint8_t joining;
    uint8_t combining_class; /* Canonical_Combining_Class; 9: virama */
    uint8_t mark;            /* General_Category is M */
    uint8_t letter;          /* General_Category is L */
    uint8_t script;          /* enum script; SCRIPT_COUNT: none of them */
    uint8_t script_set;      /* index in script_sets */
};

/* Ranges of characters in ascending order, from U+0000; each ends where the next begins. A row: the first character in the upper
 * 21 bits, below them the index of what all of them are. */
enum { CHARACTER_INDEX_BITS = 11 };
extern const uint32_t character_ranges[];
extern const size_t character_range_count;
extern const struct character characters[];
/* Script_Extensions, as bits; what they mean stands in script.h. */
extern const uint64_t script_sets[];

/* NFKC_Casefold with the exceptions of UTS #46, of characters that it changes: `count` ones from `first` on, each `step` behind
 * the last. size 0: they are left out. 1: `value` is added to each. Else the text is `size` bytes at `value` in idna_texts. */
struct idna_mapping {
    uint32_t first;
    uint16_t count;
    uint8_t step, size;
    int32_t value;
};
extern const struct idna_mapping idna_mappings[];
extern const size_t idna_mapping_count;
extern const unsigned char idna_texts[];

/* Primary composites (Unicode Standard, 3.11) but those of Hangul: by themselves, and as indices by their two parts. */
struct composite {
    uint32_t composite, first, second;
};
extern const struct composite composites[];
extern const uint16_t composites_by_parts[];
extern const size_t composite_count;

/* Letters written from left to right that are confusable with one ASCII letter (UTS #39), in lower case. Not those of Latin that
 * languages in use have, such as the dotless i. */
struct look_alike {
    uint32_t code_point;
    char letter;
};
extern const struct look_alike look_alikes[];
extern const size_t look_alike_count;

#endif
