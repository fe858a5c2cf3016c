/* The HTML tokenizer: the states of the WHATWG HTML standard, section 13.2.5, one function per state; no tree, no recursion.
 *
 * Input is valid UTF-8 in memory (for conformance tests also surrogates as WTF-8). Every token says which input bytes it came
 * from. Input stream preprocessing (13.2.3.5) is done on the fly: CR LF and CR come out as LF. Text comes out in runs: either
 * bytes of the input as they are, or what a character reference (or CR, or a replaced NUL) became. Of CR LF the LF is text as it
 * is, and the CR belongs to no token. A NUL that stays (in data and CDATA sections) is text as it is. U+001A, which masks
 * placeholders, is a character like any other.
 *
 * Without a tree the states that tree construction would choose are chosen here: after <title>, <textarea> RCDATA; after <style>,
 * <xmp>, <iframe>, <noembed>, <noframes> RAWTEXT; after <script> script data; after <plaintext> PLAINTEXT. Foreign content is
 * followed only as far as CDATA sections in <svg> and <math> need it: open ones are counted, their elements are not kept, and a
 * start tag that closes foreign elements, or <foreignObject>, ends all of them.
 *
 * Slices and the maps of values point into the input or the arena and stay valid as long as these. Time and memory are linear in
 * the input, whatever it is. Tested in tests/unit/content, and by the html5lib tests. */
#ifndef ASSAY_CONTENT_HTML_TOKEN_H
#define ASSAY_CONTENT_HTML_TOKEN_H

#include "base/buffer.h"
#include "base/limits.h"
#include "message/source_map.h"

enum html_token_type { HTML_TEXT, HTML_START_TAG, HTML_END_TAG, HTML_COMMENT, HTML_DOCTYPE, HTML_END };

struct html_attribute {
    struct slice name; /* lower case */
    struct span name_span;
    struct layer value;     /* character references decoded; its parent is the tokenizer's input layer */
    struct span value_span; /* without quotes, in the input; empty if there is no value */
    int quote;              /* '"', '\'' or 0 */
};

struct html_token {
    enum html_token_type type;
    struct span span;  /* in the input */
    struct slice text; /* HTML_TEXT, HTML_COMMENT: decoded; a text run that is input as it is points into the input */
    bool literal;      /* HTML_TEXT: text is the input's bytes [span), one to one; else one unit for all of span */
    struct slice name; /* tag or doctype name, lower case */
    struct span name_span;
    VEC(struct html_attribute) attributes; /* of a start tag, duplicates dropped; the array is valid until the next token */
    VEC(struct html_attribute) duplicates; /* those: a browser ignores them, but in a template they may be the ones that stay */
    bool self_closing;
    struct slice public_id, system_id; /* doctype */
    bool has_public_id, has_system_id, force_quirks;
};

/* A parse error, by the standard's code ("unexpected-null-character"). */
struct html_error {
    const char *code;
    uint32_t offset;
};

enum html_state_start { HTML_DATA, HTML_RCDATA, HTML_RAWTEXT, HTML_SCRIPT_DATA, HTML_PLAINTEXT, HTML_CDATA_SECTION };

struct html_tokenizer; /* made by html_tokenizer_new, lives in the arena */

/* Begins to read layer->text. `on_limit` in the tokenizer's result is told by html_tokenizer_limit. Null: no memory. */
struct html_tokenizer *html_tokenizer_new(struct arena *arena, const struct layer *input, const struct limits *limits);
/* Begins anew, to read only this range of the input as if the rest were not there; places are still those in the input, and tags
 * count on. What was given out before stays valid, but for the arrays of attributes. */
void html_tokenizer_within(struct html_tokenizer *tokenizer, struct span range);
/* Begins anew with another input. */
void html_tokenizer_over(struct html_tokenizer *tokenizer, const struct layer *input);
/* After HTML_END: the start tag that the input ended in, inside a value in quotes, which is its last; clients drop it. Null: it
 * did not end so. */
const struct html_token *html_tokenizer_unfinished(const struct html_tokenizer *tokenizer);
/* For tests: another first state, and the name of the last start tag (for the "appropriate end tag" check). From then on tree
 * construction is not stood in for: a start tag changes no state, there is no foreign content, and U+001A is the control
 * character that the standard takes it for. To be called before the first token. */
void html_tokenizer_start_in(struct html_tokenizer *tokenizer, enum html_state_start state, struct slice last_start_tag);
/* The next token into *out; HTML_END at the end, again and again. Text comes in runs as long as they can be. */
void html_tokenizer_next(struct html_tokenizer *tokenizer, struct html_token *out);
/* The name of a limit that was reached ("html_tags", "html_attributes"), and where; null if none. Reading goes on after a limit
 * on attributes (more attributes of that tag are dropped) and ends at a limit on tags, which is then the one told. */
const char *html_tokenizer_limit(const struct html_tokenizer *tokenizer, struct span *out_where);
/* Parse errors so far, in the order of their places; at most 1,000 are kept. */
const struct html_error *html_tokenizer_errors(const struct html_tokenizer *tokenizer, uint32_t *out_count);

#endif
