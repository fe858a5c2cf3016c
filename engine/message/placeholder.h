/* Placeholders of template languages: which bytes of a document are not text yet. */
#ifndef ASSAY_MESSAGE_PLACEHOLDER_H
#define ASSAY_MESSAGE_PLACEHOLDER_H

#include "message/record.h"

/* Fills document->placeholders, ->branches and ->masked from its layer. A tag that does not close is recorded if `recorder` is
 * given, whose layer is the document's parent. */
void placeholders_find(struct message *message, struct document *document, const struct recorder *recorder);
/* Adds the document's tags to the counts. */
void placeholders_count(const struct document *document, uint32_t counts[TEMPLATE_COUNT]);

/* What a tag is by its first word, and what it does to the branches. */
enum tag_action {
    TAG_VALUE,   /* becomes text */
    TAG_CONTROL, /* becomes nothing */
    TAG_OPEN,    /* begins a group of branches, and its first one */
    TAG_PLAIN,   /* begins a block that always stands */
    TAG_MIDDLE,  /* ends a branch, begins the next of its group */
    TAG_CLOSE,   /* ends branch and group */
    TAG_COMMENT, /* nothing up to the end tag is text */
    TAG_RAW,     /* nothing up to the end tag is a tag */
};

enum tag_block { BLOCK_ANY, BLOCK_IF, BLOCK_UNLESS, BLOCK_CASE, BLOCK_FOR, BLOCK_SECTION };

struct keyword {
    enum template_syntax syntax;
    const char *word; /* lower case */
    enum tag_action action;
    enum tag_block block;
};

/* The keyword, case-insensitively; null if it is none. */
const struct keyword *keyword_find(enum template_syntax syntax, struct slice word);
/* The same for a tag {{ }} of Go, which minds the case. {{ else }} is Handlebars' too. */
const struct keyword *keyword_find_go(struct slice word);
/* The inside of {{ }}, without the marks for white space beside it: Handlebars has {{~ ~}}, Go and Jinja have {{- -}}. */
struct slice mustache_content(struct slice text, struct span tag);
/* The word at the place: letters, digits, underscores. */
struct slice keyword_word(struct slice text, size_t at);
/* Makes control tags of Go's {{ if x }} and its {{ end }}, which are known by each other: one without the other is a value of
 * that name. False when there is no memory. */
bool go_blocks_find(struct document *document, struct arena *arena);
/* Fills document->branches from its control tags, and records blocks without end or beginning; the recorder's offsets count in
 * the document. False when there is no memory. */
bool branches_find(struct document *document, struct arena *arena, struct recorder *recorder);

#endif
