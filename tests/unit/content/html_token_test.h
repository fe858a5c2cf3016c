/* What the tests of the HTML tokenizer share: tokens written as one line of text, and their test cases. */
#ifndef ASSAY_TEST_HTML_TOKEN_TEST_H
#define ASSAY_TEST_HTML_TOKEN_TEST_H

#include <check.h>

#include "content/html_token.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

/* A row's input: a literal, which may hold NUL. */
#define BYTES(literal) (const unsigned char *)("" literal), sizeof(literal) - 1

#define FFFD "\xEF\xBF\xBD"

struct token_row {
    const unsigned char *input;
    size_t size;
    const char *tokens; /* as show_all writes them */
    const char *errors;
};

/* Fails unless the input gives these tokens and errors. */
void check_token_row(const struct token_row *row);
/* Appends one token:
 *     [text]  {text that is one unit}  <tag a="x" b='y' c=z d=>  <br/>  </tag>  <!--comment-->  <!D name P"public" S"system" Q>
 * NUL is written as \0. */
void show_token(struct buffer *out, const struct html_token *token);
/* Reads all tokens into one line each after the other, and the errors as "code@offset code@offset". */
void show_all(struct html_tokenizer *tokenizer, struct buffer *tokens, struct buffer *errors);

TCase *html_token_markup_tests(void);
TCase *html_token_text_tests(void);
TCase *html_token_place_tests(void);

#endif
