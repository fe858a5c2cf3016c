/* Writing systems: the Unicode properties Script and Script_Extensions. Tested in tests/unit/content. */
#ifndef ASSAY_CONTENT_SCRIPT_H
#define ASSAY_CONTENT_SCRIPT_H

#include "base/slice.h"
#include "content/unicode_table.h"

/* The scripts of the living languages that mail is written in, and those whose letters are used to look like Latin ones. */
/* clang-format off */
#define SCRIPTS(X)                                                                                                             \
    X(LATIN, "Latin", "latin") X(CYRILLIC, "Cyrillic", "cyrillic") X(GREEK, "Greek", "greek")                                  \
    X(ARMENIAN, "Armenian", "armenian") X(GEORGIAN, "Georgian", "georgian") X(HEBREW, "Hebrew", "hebrew")                      \
    X(ARABIC, "Arabic", "arabic") X(SYRIAC, "Syriac", "syriac") X(THAANA, "Thaana", "thaana")                                  \
    X(ETHIOPIC, "Ethiopic", "ethiopic") X(DEVANAGARI, "Devanagari", "devanagari") X(BENGALI, "Bengali", "bengali")             \
    X(GURMUKHI, "Gurmukhi", "gurmukhi") X(GUJARATI, "Gujarati", "gujarati") X(ORIYA, "Oriya", "oriya")                         \
    X(TAMIL, "Tamil", "tamil") X(TELUGU, "Telugu", "telugu") X(KANNADA, "Kannada", "kannada")                                  \
    X(MALAYALAM, "Malayalam", "malayalam") X(SINHALA, "Sinhala", "sinhala") X(THAI, "Thai", "thai")                            \
    X(LAO, "Lao", "lao") X(KHMER, "Khmer", "khmer") X(MYANMAR, "Myanmar", "myanmar") X(TIBETAN, "Tibetan", "tibetan")          \
    X(MONGOLIAN, "Mongolian", "mongolian") X(HAN, "Han", "han") X(HIRAGANA, "Hiragana", "hiragana")                            \
    X(KATAKANA, "Katakana", "katakana") X(BOPOMOFO, "Bopomofo", "bopomofo") X(HANGUL, "Hangul", "hangul")                      \
    X(YI, "Yi", "yi") X(CHEROKEE, "Cherokee", "cherokee")                                                                      \
    X(CANADIAN_ABORIGINAL, "Canadian_Aboriginal", "canadian-aboriginal") X(COPTIC, "Coptic", "coptic")                         \
    X(LISU, "Lisu", "lisu") X(TIFINAGH, "Tifinagh", "tifinagh") X(NKO, "Nko", "nko") X(VAI, "Vai", "vai")                      \
    X(RUNIC, "Runic", "runic")
/* clang-format on */

enum script {
#define X(name, text, lower) SCRIPT_##name,
    SCRIPTS(X)
#undef X
        SCRIPT_COUNT
};
/* Their names in Unicode, null-terminated. */
extern const char *const script_texts[];

/* What the tables know of a character. */
const struct character *character_of(uint32_t code_point);
/* The letter's script; SCRIPT_COUNT if it is no letter, or of a script that is not in the list. */
enum script script_of(uint32_t code_point);

/* Sets of scripts (UTS #39, section 5.1): a bit for each script of the list, one for all that are not, and one for each way of
 * writing that uses several. Characters that any script uses have all bits. */
enum { SCRIPT_OTHER = SCRIPT_COUNT, SCRIPT_HAN_BOPOMOFO, SCRIPT_JAPANESE, SCRIPT_KOREAN };

/* How a text is written: what `host.script` says, with these after the scripts' names in lower case. */
enum writing {
#define X(name, text, lower) WRITING_##name,
    SCRIPTS(X)
#undef X
        WRITING_OTHER, /* a script that is not in the list */
    WRITING_HAN_BOPOMOFO,
    WRITING_JAPANESE,
    WRITING_KOREAN,
    WRITING_COMMON, /* only what every script uses: digits, hyphens, signs */
    WRITING_MIXED,  /* scripts that UTS #39 does not take together as "highly restrictive" */
    WRITING_COUNT
};
extern const char *const writing_texts[]; /* null-terminated */

/* How a label is written. One script, as far as Script_Extensions can tell; or Latin with Han and what goes with Han in Japanese,
 * Korean or Bopomofo, which counts as that. What is ASCII counts as Latin; what is not UTF-8 as nothing. */
enum writing writing_of(struct slice label);

#endif
