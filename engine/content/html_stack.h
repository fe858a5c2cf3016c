/* What is known of HTML's elements, and the stack of open ones: enough of tree construction (WHATWG HTML 13.2.6) to say which
 * text is hidden and where a line breaks. Tested in tests/unit/content. */
#ifndef ASSAY_CONTENT_HTML_STACK_H
#define ASSAY_CONTENT_HTML_STACK_H

#include "base/limits.h"
#include "base/vec.h"
#include "content/css_sheet.h"
#include "content/style.h"

/* Beside HIDE_… what an element does to the text inside. */
enum {
    TEXT_UNSEEN = 1 << 16, /* a script, a style sheet, a title: not text of the page at all */
    TEXT_KEPT = 1 << 17,   /* <pre>: white space is kept */
};

/* Properties of an element. */
enum {
    TAG_VOID = 1,        /* has no content and no end tag */
    TAG_BLOCK = 2,       /* its beginning and end break the line */
    TAG_CELL = 4,        /* is set apart by a space */
    TAG_SCOPE = 8,       /* end tags inside do not close what is open outside */
    TAG_FORMATTING = 16, /* its end tag leaves what was opened inside open */
    TAG_UNSEEN = 32,
    TAG_KEPT = 64,
    TAG_TABLE = 128, /* part of a table: only <table> stops its end tag */
    TAG_ROOT = 256,  /* its end tag is ignored */
};

/* Groups of elements that close each other without an end tag. */
enum {
    GROUP_P = 1,
    GROUP_LI = 2,
    GROUP_DD = 4,
    GROUP_OPTION = 8,
    GROUP_CELL = 16,
    GROUP_ROW = 32,
    GROUP_ROWS = 64,
    GROUP_LIST = 128, /* <ul>, <ol>, <dl>: items are closed no further than here */
    GROUP_TABLE = 256,
    GROUP_SCOPE = 512, /* the table cell, button and the like around */
    GROUP_RUBY = 1024,
};

struct html_tag {
    const char *name;
    uint16_t flags;
    uint16_t groups; /* it belongs to */
    uint16_t closes; /* groups that its start tag closes… */
    uint16_t stops;  /* …up to an element of these */
};

/* The element of that name, or null. */
const struct html_tag *html_tag_find(struct slice name);

struct html_element {
    struct css_subject subject;
    const struct html_tag *tag;
    uint64_t own_bits, bits; /* css_bits of its own, and with those around it */
    struct style_change change;
    struct style style;
    unsigned effect; /* HIDE_… and TEXT_… for the text inside */
};

struct html_stack {
    struct arena *arena;
    uint64_t limit;
    const struct style *root; /* null: style_of_root */
    VEC(struct html_element) open;
    uint64_t over; /* elements over the limit that were opened and not closed */
};

/* The effect for text that comes now. */
unsigned html_stack_effect(const struct html_stack *stack);
/* Closes what the start tag closes without an end tag. */
void html_stack_imply(struct html_stack *stack, const struct html_tag *tag);
/* Opens an element; false if the limit leaves it out. */
bool html_stack_open(struct html_stack *stack, const struct html_tag *tag, const struct css_subject *subject,
                     const struct style_change *change);
/* The effect of an element without content that stands here. If it is an image, HIDE_TEXT_ONLY does not hide it. */
unsigned html_stack_empty(const struct html_stack *stack, const struct style_change *change);
/* css_bits of the open elements. */
uint64_t html_stack_bits(const struct html_stack *stack);
/* Closes the element that an end tag closes, if one is open. */
void html_stack_close(struct html_stack *stack, struct slice name, const struct html_tag *tag);

#endif
