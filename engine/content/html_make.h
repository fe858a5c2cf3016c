/* How the states of the HTML tokenizer make tokens: text that is given out, names, attributes and values. */
#ifndef ASSAY_CONTENT_HTML_MAKE_H
#define ASSAY_CONTENT_HTML_MAKE_H

#include "content/html_internal.h"

/* The bytes of the input as they are. */
struct slice html_input(const struct html_tokenizer *t, struct span span);
/* The same with CR LF and CR as LF and NUL as U+FFFD; the input's own bytes where nothing changes. Lives as long as the arena. */
struct slice html_text(struct html_tokenizer *t, struct span span);
/* The same in lower case. */
struct slice html_name(struct html_tokenizer *t, struct span span);
/* A copy that lives as long as the arena; the empty slice when there is no memory. */
struct slice html_keep(struct html_tokenizer *t, struct slice s);

/* Gives out the text up to `end`; the next text begins at `resume`. */
void html_flush(struct html_tokenizer *t, uint32_t end, uint32_t resume);
/* A CR or NUL in text, at the position: CR becomes LF; a NUL is an error, and stays if `null_stays`. */
void html_text_special(struct html_tokenizer *t, bool null_stays);
/* The text up to `text_end`, then the token HTML_END. */
void html_end(struct html_tokenizer *t, uint32_t text_end);

/* Begins a token at the mark; of a tag, the name begins at the position. */
void html_begin(struct html_tokenizer *t, enum html_token_type type);
/* The text before the mark, then the token, which ends at the position. Goes on in the data state. */
void html_emit(struct html_tokenizer *t);
/* The same for a tag, after consuming its ">", with what tree construction would do to the tokenizer. */
void html_emit_tag(struct html_tokenizer *t);
/* Keeps the tag whose value in quotes the input ends in. */
void html_keep_unfinished(struct html_tokenizer *t);
/* The comment whose text is [piece_start, end). */
void html_emit_comment(struct html_tokenizer *t, uint32_t end);
/* The name of the tag goes from piece_start to the position. */
void html_end_tag_name(struct html_tokenizer *t);

/* An attribute whose name begins at the position. */
void html_begin_attribute(struct html_tokenizer *t);
void html_end_attribute_name(struct html_tokenizer *t);
/* A value that begins at the position, in quotes or (0) not. */
void html_begin_value(struct html_tokenizer *t, int quote);
void html_end_value(struct html_tokenizer *t);
/* A CR or NUL in a value, at the position. */
void html_value_special(struct html_tokenizer *t);

/* `text` stands for the input's [start, position), in text or in a value, whichever the state belongs to. */
void html_unit_in_text(struct html_tokenizer *t, struct slice text, uint32_t start);
void html_unit_in_value(struct html_tokenizer *t, struct slice text, uint32_t start);
/* Consumes "&"; what it becomes goes to the state that is set now. */
void html_begin_reference(struct html_tokenizer *t);

/* What the tag that was read does to the tokenizer in tree construction. */
void html_follow_tag(struct html_tokenizer *t);

#endif
