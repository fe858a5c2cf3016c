/* What a bare HTML is: a whole page or a fragment of one, mail or a page of the web. And what is no text at all. */
#ifndef ASSAY_MESSAGE_PAGE_H
#define ASSAY_MESSAGE_PAGE_H

#include "base/slice.h"

/* True if a root of HTML (a doctype, html, body, or mjml of MJML) stands in the text outside comments. */
bool page_has_root(struct slice html);
/* True if a browser would run a script of the page, and nothing in it is a mark of mail. */
bool page_is_web(struct slice html);
/* What the file is by its first bytes, such as "a PDF document", if that is neither mail nor text; else null. */
const char *page_binary(struct slice file);

#endif
