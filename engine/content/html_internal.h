/* What the files of the HTML tokenizer share: its state, and the few things that a state may do.
 *
 * A state looks at the next character (html_peek), goes past it (html_consume) or leaves it to the state that it sets. Nothing
 * goes back. Text is not collected: `text_start` is where the text that was not yet given out begins, so that a "<" that turns
 * out to be text simply stays in it. Tested in tests/unit/content and by tests/interop/html5lib_tokenizer.c. */
#ifndef ASSAY_CONTENT_HTML_INTERNAL_H
#define ASSAY_CONTENT_HTML_INTERNAL_H

#include "base/ascii.h"
#include "content/html_token.h"

/* The states of section 13.2.5 in its order: name, and the end of its function's name. */
/* clang-format off */
#define HTML_STATES(X)                                                                                                          \
    X(DATA, data) X(RCDATA, rcdata) X(RAWTEXT, rawtext) X(SCRIPT_DATA, script_data) X(PLAINTEXT, plaintext)                     \
    X(TAG_OPEN, tag_open) X(END_TAG_OPEN, end_tag_open) X(TAG_NAME, tag_name)                                                   \
    X(RCDATA_LESS_THAN, rcdata_less_than) X(RCDATA_END_TAG_OPEN, rcdata_end_tag_open)                                           \
    X(RCDATA_END_TAG_NAME, rcdata_end_tag_name) X(RAWTEXT_LESS_THAN, rawtext_less_than)                                         \
    X(RAWTEXT_END_TAG_OPEN, rawtext_end_tag_open) X(RAWTEXT_END_TAG_NAME, rawtext_end_tag_name)                                 \
    X(SCRIPT_LESS_THAN, script_less_than) X(SCRIPT_END_TAG_OPEN, script_end_tag_open)                                           \
    X(SCRIPT_END_TAG_NAME, script_end_tag_name) X(SCRIPT_ESCAPE_START, script_escape_start)                                     \
    X(SCRIPT_ESCAPE_START_DASH, script_escape_start_dash) X(SCRIPT_ESCAPED, script_escaped)                                     \
    X(SCRIPT_ESCAPED_DASH, script_escaped_dash) X(SCRIPT_ESCAPED_DASH_DASH, script_escaped_dash_dash)                           \
    X(SCRIPT_ESCAPED_LESS_THAN, script_escaped_less_than) X(SCRIPT_ESCAPED_END_TAG_OPEN, script_escaped_end_tag_open)           \
    X(SCRIPT_ESCAPED_END_TAG_NAME, script_escaped_end_tag_name)                                                                 \
    X(SCRIPT_DOUBLE_ESCAPE_START, script_double_escape_start) X(SCRIPT_DOUBLE_ESCAPED, script_double_escaped)                   \
    X(SCRIPT_DOUBLE_ESCAPED_DASH, script_double_escaped_dash)                                                                   \
    X(SCRIPT_DOUBLE_ESCAPED_DASH_DASH, script_double_escaped_dash_dash)                                                         \
    X(SCRIPT_DOUBLE_ESCAPED_LESS_THAN, script_double_escaped_less_than)                                                         \
    X(SCRIPT_DOUBLE_ESCAPE_END, script_double_escape_end)                                                                       \
    X(BEFORE_ATTRIBUTE_NAME, before_attribute_name) X(ATTRIBUTE_NAME, attribute_name)                                           \
    X(AFTER_ATTRIBUTE_NAME, after_attribute_name) X(BEFORE_VALUE, before_value) X(VALUE_DOUBLE_QUOTED, value_double_quoted)     \
    X(VALUE_SINGLE_QUOTED, value_single_quoted) X(VALUE_UNQUOTED, value_unquoted) X(AFTER_VALUE_QUOTED, after_value_quoted)     \
    X(SELF_CLOSING_START_TAG, self_closing_start_tag) X(BOGUS_COMMENT, bogus_comment)                                           \
    X(MARKUP_DECLARATION_OPEN, markup_declaration_open) X(COMMENT_START, comment_start)                                         \
    X(COMMENT_START_DASH, comment_start_dash) X(COMMENT, comment) X(COMMENT_LESS_THAN, comment_less_than)                       \
    X(COMMENT_LESS_THAN_BANG, comment_less_than_bang) X(COMMENT_LESS_THAN_BANG_DASH, comment_less_than_bang_dash)               \
    X(COMMENT_LESS_THAN_BANG_DASH_DASH, comment_less_than_bang_dash_dash) X(COMMENT_END_DASH, comment_end_dash)                 \
    X(COMMENT_END, comment_end) X(COMMENT_END_BANG, comment_end_bang)                                                           \
    X(DOCTYPE, doctype) X(BEFORE_DOCTYPE_NAME, before_doctype_name) X(DOCTYPE_NAME, doctype_name)                               \
    X(AFTER_DOCTYPE_NAME, after_doctype_name) X(AFTER_PUBLIC_KEYWORD, after_public_keyword)                                     \
    X(BEFORE_PUBLIC_ID, before_public_id) X(PUBLIC_ID_DOUBLE_QUOTED, public_id_double_quoted)                                   \
    X(PUBLIC_ID_SINGLE_QUOTED, public_id_single_quoted)                                                                         \
    X(AFTER_PUBLIC_ID, after_public_id) X(BETWEEN_IDS, between_ids) X(AFTER_SYSTEM_KEYWORD, after_system_keyword)               \
    X(BEFORE_SYSTEM_ID, before_system_id) X(SYSTEM_ID_DOUBLE_QUOTED, system_id_double_quoted)                                   \
    X(SYSTEM_ID_SINGLE_QUOTED, system_id_single_quoted) X(AFTER_SYSTEM_ID, after_system_id) X(BOGUS_DOCTYPE, bogus_doctype)     \
    X(CDATA_SECTION, cdata_section) X(CDATA_BRACKET, cdata_bracket) X(CDATA_END, cdata_end)                                     \
    X(REFERENCE, reference) X(NAMED_REFERENCE, named_reference) X(AMBIGUOUS_AMPERSAND, ambiguous_ampersand)                     \
    X(NUMERIC_REFERENCE, numeric_reference) X(HEXADECIMAL_START, hexadecimal_start) X(DECIMAL_START, decimal_start)             \
    X(HEXADECIMAL, hexadecimal) X(DECIMAL, decimal) X(NUMERIC_END, numeric_end)
/* clang-format on */

enum html_state {
#define X(name, function) STATE_##name,
    HTML_STATES(X)
#undef X
};

struct html_tokenizer {
    struct arena *arena;
    const struct layer *layer;
    struct slice input;
    const struct limits *limits;
    bool bare; /* no tree construction is stood in for */

    enum html_state state;
    uint32_t position;    /* of the next character */
    uint32_t text_start;  /* text from here on was not given out */
    uint32_t mark;        /* the "<" of the markup that is being read */
    uint32_t piece_start; /* of the name, comment or identifier that is being read; of the part of a value not yet copied */
    struct html_token token;
    struct html_token unfinished; /* of type HTML_END: none */
    struct span run;              /* text to give out before the token; empty: none */
    bool token_ready;

    struct html_attribute *attribute; /* being read; null: one too many */
    VEC(uint32_t) name_hashes;        /* of the tag's attributes, without duplicates */
    uint32_t value_start;
    struct buffer value; /* built so far, if it cannot be the input's bytes */
    struct source_map value_map;

    enum html_state return_state;
    uint32_t reference_start;
    uint32_t reference_code;

    struct slice last_start_tag;
    uint32_t foreign; /* open <svg> and <math> */
    uint64_t tags;
    const char *limit;
    struct span limit_where;
    VEC(struct html_error) errors;
    uint32_t errors_searched; /* the input stream's own errors were looked for up to here */
    unsigned char *room;      /* for texts that are not the input's bytes */
    size_t room_left;
};

#define X(name, function) void html_state_##function(struct html_tokenizer *t);
HTML_STATES(X)
#undef X

/* Sets of bytes where html_scan stops. */
enum html_stop {
    STOP_DATA = 1,            /* & < NUL CR */
    STOP_RAWTEXT = 2,         /* < NUL CR */
    STOP_PLAINTEXT = 4,       /* NUL CR */
    STOP_CDATA = 8,           /* ] CR */
    STOP_ESCAPED = 16,        /* - < NUL CR */
    STOP_TAG_NAME = 32,       /* white space / > NUL */
    STOP_ATTRIBUTE_NAME = 64, /* white space / > = " ' < NUL */
    STOP_DOUBLE_QUOTED = 128, /* " & NUL CR */
    STOP_SINGLE_QUOTED = 256, /* ' & NUL CR */
    STOP_UNQUOTED = 512,      /* white space & > " ' < = ` NUL */
    STOP_COMMENT = 1024,      /* < - NUL */
    STOP_DECLARATION = 2048,  /* > NUL */
    STOP_SPACE = 4096,        /* white space */
};

/* The next character: its first byte, CR as LF; -1 at the end. */
static inline int html_peek(const struct html_tokenizer *t)
{
    int c = t->position < t->input.size ? t->input.data[t->position] : -1;
    return c == '\r' ? '\n' : c;
}
/* White space as the standard means it, CR gone. */
static inline bool html_is_space(int c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\f';
}
/* Goes past the next character (its first byte), if there is one. */
void html_consume(struct html_tokenizer *t);
/* Goes on to the next byte of the set, or the end. */
void html_scan(struct html_tokenizer *t, enum html_stop stops);
void html_skip_space(struct html_tokenizer *t);
/* The state after consuming the next character. */
static inline void html_consume_to(struct html_tokenizer *t, enum html_state state)
{
    html_consume(t);
    t->state = state;
}

/* Records a parse error at the next character. */
void html_error(struct html_tokenizer *t, const char *code);
/* Records the errors that the input stream has by itself in [errors_searched, position). */
void html_stream_errors(struct html_tokenizer *t);

#endif
