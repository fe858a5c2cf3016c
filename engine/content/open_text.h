/* Text of templates that may yet become markup: what is counted in the rest is a lower bound then. Tested in tests/unit/content.
 *
 * A value placeholder between the tags of an HTML part may bring markup if it says so (it is not escaped, or includes another
 * text: a table in open_text.c), or if it has a place for itself: between two tags of blocks, or the ends of the part, there is
 * nothing but placeholders and white space. One within a sentence ("Dear {{ first_name }},") becomes text. So does one in a
 * script, a style sheet or a title. */
#ifndef ASSAY_CONTENT_OPEN_TEXT_H
#define ASSAY_CONTENT_OPEN_TEXT_H

#include "content/html_token.h"
#include "message/document.h"

struct open_text {
    const struct document *document;
    uint32_t next;    /* placeholder of the document that was not looked at */
    bool begun;       /* the tag before the text is one of a block */
    bool placeholder; /* since that tag there was one */
    bool other;       /* or something else */
    bool found;       /* text that may become markup */
};

void open_text_init(struct open_text *state, const struct document *document);
/* Looks at the next token, HTML_END included; `seen`: text at its place is text of the page. */
void open_text_read(struct open_text *state, const struct html_token *token, bool seen);
/* True if the document is nothing but placeholders and white space. */
bool open_text_is_all(const struct document *document);

#endif
