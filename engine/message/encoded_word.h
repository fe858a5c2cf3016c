/* Encoded words: =?charset?B|Q?text?= (RFC 2047, and the language of RFC 2231). */
#ifndef ASSAY_MESSAGE_ENCODED_WORD_H
#define ASSAY_MESSAGE_ENCODED_WORD_H

#include "message/record.h"
#include "message/sink.h"

/* True if an encoded word may be in the text. */
bool encoded_words_possible(struct slice text);
/* Puts the text with its encoded words decoded; parents count in the text. Each word is one unit; white space between two words
 * has no derived text. Characters that are cut by the ends of adjacent words make these words one unit together. A word that
 * cannot be decoded stays as it is and is recorded. */
void encoded_words_decode(struct sink *out, struct slice text, struct recorder *recorder);

#endif
