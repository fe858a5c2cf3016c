/* What the files that read an HTML part share: the state of its reader, and their steps. Tested in tests/unit/content. */
#ifndef ASSAY_CONTENT_HTML_READER_H
#define ASSAY_CONTENT_HTML_READER_H

#include "content/cascade.h"
#include "content/html_text.h"
#include "content/open_text.h"

/* An element that is clicked, with its links: one, or one for each branch that a template may choose. */
struct anchor {
    uint32_t first_link, link_count;
    struct span visible; /* range of the visible text */
    struct layer alt;
    uint32_t depth; /* open elements around it */
};

/* An attribute whose address was taken, and where in the document it makes a duplicate count for nothing. */
struct taken {
    struct slice name;
    struct span reach;
};

struct html_reader {
    const struct place_of_text *from;
    struct content *content;
    struct arena *arena;
    const struct layer *input; /* the masked text of the part */
    struct html_tokenizer *tokenizer;
    struct html_reader *inner; /* of conditional comments, or null */
    struct html_reader *aside; /* of texts inside values, or null */
    struct html_stack stack;
    struct cascade *cascade; /* of the part; conditional comments share it */
    struct flow visible, hidden;
    struct flow *preheader;
    VEC(struct anchor) anchors;
    VEC(struct taken) taken; /* of the tag */
    uint32_t own_end;        /* where the links of the tag end, and those begin that it swallowed */
    struct layer inside;     /* a text of HTML in a value of the tag; empty: none */
    uint32_t source_link;    /* of the image that the tag is, or INDEX_NONE */
    uint32_t base;           /* the link of the first <base>, or INDEX_NONE */
    uint32_t bar;            /* that of the last <mj-navbar>, or INDEX_NONE */
    uint32_t sheet_start;    /* where a style sheet begins, if in_sheet */
    uint32_t level;          /* how many texts inside values the input stands in: then only links are read */
    css_declarations style;  /* of the image */
    struct open_text open_text;
    bool in_sheet;
    bool in_anchor; /* the last anchor is open */
    bool after_pre; /* a line end that comes now is not text */
    bool depth_reported, limit_reported;
    /* What a conditional comment stands in. Its text goes into flows of its own, and on to no view. */
    bool conditional, around_linked;
    unsigned around; /* HIDE_… and TEXT_… */
    uint32_t around_depth;
};

/* The tag that is being read. */
struct html_start {
    const struct html_token *token;
    uint32_t first_link; /* of the tag's links; they are the last ones */
    uint32_t depth;      /* open elements around it */
    unsigned effect;     /* HIDE_… and TEXT_… inside it */
};

/* The attribute of that name, or null. */
const struct html_attribute *html_attribute_find(const struct html_token *token, struct slice name);
/* The value of an attribute as a layer over the document. */
struct layer html_attribute_value(const struct html_reader *r, const struct html_attribute *attribute);

/* html_text.c: reads tokens to the end, and then what was begun. */
void html_read_tokens(struct html_reader *r);

/* The place in the document of an offset in the input. */
uint32_t html_place(const struct html_reader *r, uint32_t offset);

/* html_link.c: the addresses in a start tag's attributes. */
void html_read_links(struct html_reader *r, const struct html_token *token);
/* Given every token: the addresses of a style sheet when it ends. */
void html_read_sheet(struct html_reader *r, const struct html_token *token);

/* html_unclosed.c: where the first value should end that runs on because its closing quote is missing; UINT32_MAX: none does. */
uint32_t html_unclosed_at(struct slice input, const struct html_token *token);
/* The links in what the tag swallowed: it is read as if the value that ends at `cut`, and all before it, were not there. */
void html_read_swallowed(struct html_reader *r, const struct html_token *token, uint32_t cut);
/* The same for a tag that the whole rest of the input stands in, after the last token. */
void html_read_unfinished(struct html_reader *r);
/* The links of a text of HTML inside the reader's input, and nothing else of it. */
void html_read_aside(struct html_reader *r, const struct layer *text);

/* html_anchor.c: opens an anchor if links of the tag from `first_link` on are clicked, and none is open. */
bool html_open_anchor(struct html_reader *r, uint32_t first_link);
/* Closes the anchor that is open: now, after its end tag, or if what is around it was closed. */
void html_close_anchor(struct html_reader *r, bool now);
/* Tells links what they show, and adds addresses that are written out in the text between anchors. */
void html_finish_anchors(struct html_reader *r, const struct layer *visible);

/* html_element.c: keeps the start tag, and the image that it may be; counts what facts count of it. */
void html_keep_element(struct html_reader *r, const struct html_start *start);

/* html_condition.c: reads what is inside a conditional comment for Outlook; other comments are nothing. */
void html_read_condition(struct html_reader *r, const struct html_token *comment);

#endif
