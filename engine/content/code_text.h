/* The code of one template tag, as words, strings and signs. Shared by code_link.c and code_text.c. */
#ifndef ASSAY_CONTENT_CODE_TEXT_H
#define ASSAY_CONTENT_CODE_TEXT_H

#include "base/slice.h"
#include "base/span.h"

enum { CODE_QUOTES = 7 };

enum code_kind {
    CODE_END,
    CODE_WORD,    /* a name or a number */
    CODE_STRING,  /* in quotes; its span is what is between them */
    CODE_ADDRESS, /* http://… without quotes */
    CODE_SIGN,    /* anything else: one byte, or one of the comparisons of two and three */
};

struct code_token {
    enum code_kind kind;
    struct span span;  /* in the text */
    struct slice text; /* the bytes of span */
    uint32_t end;      /* behind it, the quote included */
};

struct code_reader {
    struct slice text; /* the document up to the end of the code */
    uint32_t at;
    bool script;                    /* a # begins a comment */
    uint32_t unclosed[CODE_QUOTES]; /* for each quote: up to where it is known to close nothing */
};

/* Begins to read the tag (delimiters included). False if it is a comment. */
bool code_begin(struct code_reader *reader, struct slice text, struct span tag);
/* The next token; comments and blanks are skipped. */
struct code_token code_next(struct code_reader *reader);

#endif
