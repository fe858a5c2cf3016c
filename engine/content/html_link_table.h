/* Which attributes of HTML hold addresses that a client follows or loads. Tested in tests/unit/content/test_html_links.c. */
#ifndef ASSAY_CONTENT_HTML_LINK_TABLE_H
#define ASSAY_CONTENT_HTML_LINK_TABLE_H

#include "content/content.h"

/* How addresses are written in the value. */
enum link_form {
    LINK_FORM_ADDRESS, /* the value is one */
    LINK_FORM_BLANKS,  /* several, with white space between them */
    LINK_FORM_COMMAS,  /* several, with commas between them */
    LINK_FORM_SRCSET,  /* candidates (WHATWG HTML 4.8.4.2.1) */
    LINK_FORM_REFRESH, /* a time and an address (WHATWG HTML 4.2.5.3) */
    LINK_FORM_STYLE,   /* declarations of CSS, or one value */
    LINK_FORM_HTML,    /* a document (srcdoc) */
};

/* When it is an address at all. */
enum link_when {
    LINK_ALWAYS,
    LINK_IF_ABSOLUTE, /* elsewhere it may be a name: only what has a scheme and slashes, or begins with two slashes */
    LINK_IF_OUTSIDE,  /* not a fragment, which is a part of the same document */
    LINK_IF_LOADED,   /* the attribute rel says so */
    LINK_IF_REFRESH,  /* the attribute http-equiv says so */
    LINK_IF_FILM,     /* the attribute name says so */
};

struct link_attribute {
    const char *attribute, *tag; /* the tag may end in "*"; null: every tag */
    enum link_context context;
    enum link_form form;
    enum link_when when;
};

/* The row for the attribute of that tag, both in lower case; null: it holds no address. */
const struct link_attribute *link_attribute_find(struct slice attribute, struct slice tag);
/* All rows, sorted by attribute. */
extern const struct link_attribute link_attributes[];
extern const size_t link_attribute_count;

#endif
