/* The table behind script.h. */
#ifndef ASSAY_CONTENT_SCRIPT_TABLE_H
#define ASSAY_CONTENT_SCRIPT_TABLE_H

#include <stddef.h>
#include <stdint.h>

/* The scripts of the living languages that mail is written in, and those whose letters are used to look like Latin ones. */
/* clang-format off */
#define SCRIPTS(X)                                                                                                              \
    X(LATIN, "Latin") X(CYRILLIC, "Cyrillic") X(GREEK, "Greek") X(ARMENIAN, "Armenian") X(GEORGIAN, "Georgian")                 \
    X(HEBREW, "Hebrew") X(ARABIC, "Arabic") X(SYRIAC, "Syriac") X(THAANA, "Thaana") X(ETHIOPIC, "Ethiopic")                     \
    X(DEVANAGARI, "Devanagari") X(BENGALI, "Bengali") X(GURMUKHI, "Gurmukhi") X(GUJARATI, "Gujarati") X(ORIYA, "Oriya")         \
    X(TAMIL, "Tamil") X(TELUGU, "Telugu") X(KANNADA, "Kannada") X(MALAYALAM, "Malayalam") X(SINHALA, "Sinhala")                 \
    X(THAI, "Thai") X(LAO, "Lao") X(KHMER, "Khmer") X(MYANMAR, "Myanmar") X(TIBETAN, "Tibetan") X(MONGOLIAN, "Mongolian")       \
    X(HAN, "Han") X(HIRAGANA, "Hiragana") X(KATAKANA, "Katakana") X(BOPOMOFO, "Bopomofo") X(HANGUL, "Hangul") X(YI, "Yi")       \
    X(CHEROKEE, "Cherokee") X(CANADIAN_ABORIGINAL, "Canadian_Aboriginal") X(COPTIC, "Coptic") X(LISU, "Lisu")                   \
    X(TIFINAGH, "Tifinagh") X(NKO, "Nko") X(VAI, "Vai") X(RUNIC, "Runic")
/* clang-format on */

enum script {
#define X(name, text) SCRIPT_##name,
    SCRIPTS(X)
#undef X
        SCRIPT_COUNT
};
/* Their names in Unicode; null-terminated. */
extern const char *const script_texts[];

struct script_range {
    uint32_t first, last;
    uint32_t script;
};
/* Sorted, disjoint. */
extern const struct script_range script_ranges[];
extern const size_t script_range_count;

#endif
