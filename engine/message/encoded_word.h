/* Encoded words: =?charset?B|Q?text?= (RFC 2047, and the language of RFC 2231). */
#ifndef ASSAY_MESSAGE_ENCODED_WORD_H
#define ASSAY_MESSAGE_ENCODED_WORD_H

#include "message/record.h"
#include "message/sink.h"

/* True if an encoded word may be in the text. */
bool encoded_words_possible(struct slice text);
/* The first encoded word at or behind `at` that can be read. */
bool encoded_word_find(struct slice text, size_t at, struct span *out);
/* What may touch a word without being wrong: nothing but white space, or also quotes and the brackets of comments. */
enum word_place { WORDS_IN_TEXT, WORDS_IN_STRUCTURE };

/* Puts the text with its encoded words decoded; parents count in the text. Each word is one unit; white space between two words
 * has no derived text. Words that share a character, which their ends cut, are one unit together. Line ends become spaces.
 * A word that cannot be decoded stays as it is; one in a charset that is not known is read as by charset_guess. */
void encoded_words_decode(struct sink *out, struct slice text, enum word_place place, struct recorder *recorder);

#endif
