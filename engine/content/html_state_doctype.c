/* States of a DOCTYPE (sections 13.2.5.53 to 68).
 *
 * Tested in tests/unit/content/test_html_token.c and tests/interop/html5lib_tokenizer.c. */
#include "content/html_make.h"

/* The DOCTYPE ends at the ">" at the position, or at the end of the input; `code`: with that error, and in quirks mode. */
static void end_doctype(struct html_tokenizer *t, const char *code)
{
    if (code) {
        html_error(t, code);
        t->token.force_quirks = true;
    }
    html_consume(t);
    html_emit(t);
}

static void end_in_doctype(struct html_tokenizer *t)
{
    end_doctype(t, "eof-in-doctype");
}

void html_state_doctype(struct html_tokenizer *t)
{
    int c = html_peek(t);
    if (c < 0) {
        end_in_doctype(t);
        return;
    }
    if (!html_is_space(c) && c != '>')
        html_error(t, "missing-whitespace-before-doctype-name");
    t->state = STATE_BEFORE_DOCTYPE_NAME;
}

void html_state_before_doctype_name(struct html_tokenizer *t)
{
    html_skip_space(t);
    switch (html_peek(t)) {
    case -1: end_in_doctype(t); break;
    case '>': end_doctype(t, "missing-doctype-name"); break;
    default:
        t->piece_start = t->position;
        t->state = STATE_DOCTYPE_NAME;
        break;
    }
}

void html_state_doctype_name(struct html_tokenizer *t)
{
    html_scan(t, STOP_DECLARATION | STOP_SPACE);
    int c = html_peek(t);
    if (c == 0) {
        html_error(t, "unexpected-null-character");
        html_consume(t);
        return;
    }
    html_end_tag_name(t);
    if (c < 0)
        end_in_doctype(t);
    else if (c == '>')
        end_doctype(t, NULL);
    else
        t->state = STATE_AFTER_DOCTYPE_NAME;
}

static void error_to_bogus(struct html_tokenizer *t, const char *code)
{
    html_error(t, code);
    t->token.force_quirks = true;
    t->state = STATE_BOGUS_DOCTYPE;
}

void html_state_after_doctype_name(struct html_tokenizer *t)
{
    html_skip_space(t);
    struct slice rest = slice_from(t->input, t->position);
    bool public = slice_starts_nocase(rest, SLICE("PUBLIC"));
    int c = html_peek(t);
    if (c < 0) {
        end_in_doctype(t);
    } else if (c == '>') {
        end_doctype(t, NULL);
    } else if (public || slice_starts_nocase(rest, SLICE("SYSTEM"))) {
        t->position += 6;
        t->state = public ? STATE_AFTER_PUBLIC_KEYWORD : STATE_AFTER_SYSTEM_KEYWORD;
    } else {
        error_to_bogus(t, "invalid-character-sequence-after-doctype-name");
    }
}

/* The states before an identifier, which differ in where white space leads, in what is an error, and in which identifier a
 * quote begins. */
struct before_id {
    enum html_state space;
    enum html_state double_quoted, single_quoted;
    const char *at_quote; /* error, or null */
    const char *at_end;   /* error of a ">", or null */
    const char *at_other;
};

static void read_before_id(struct html_tokenizer *t, const struct before_id *row)
{
    int c = html_peek(t);
    if (c < 0) {
        end_in_doctype(t);
    } else if (html_is_space(c)) {
        html_consume_to(t, row->space);
    } else if (c == '>') {
        end_doctype(t, row->at_end);
    } else if (c == '"' || c == '\'') {
        if (row->at_quote)
            html_error(t, row->at_quote);
        html_consume_to(t, c == '"' ? row->double_quoted : row->single_quoted);
        t->piece_start = t->position;
    } else {
        error_to_bogus(t, row->at_other);
    }
}

#define PUBLIC_QUOTES STATE_PUBLIC_ID_DOUBLE_QUOTED, STATE_PUBLIC_ID_SINGLE_QUOTED
#define SYSTEM_QUOTES STATE_SYSTEM_ID_DOUBLE_QUOTED, STATE_SYSTEM_ID_SINGLE_QUOTED

void html_state_after_public_keyword(struct html_tokenizer *t)
{
    static const struct before_id row = {
        STATE_BEFORE_PUBLIC_ID,
        PUBLIC_QUOTES,
        "missing-whitespace-after-doctype-public-keyword",
        "missing-doctype-public-identifier",
        "missing-quote-before-doctype-public-identifier",
    };
    read_before_id(t, &row);
}

void html_state_before_public_id(struct html_tokenizer *t)
{
    static const struct before_id row = {
        STATE_BEFORE_PUBLIC_ID,
        PUBLIC_QUOTES,
        NULL,
        "missing-doctype-public-identifier",
        "missing-quote-before-doctype-public-identifier",
    };
    read_before_id(t, &row);
}

void html_state_after_public_id(struct html_tokenizer *t)
{
    static const struct before_id row = {
        STATE_BETWEEN_IDS,
        SYSTEM_QUOTES,
        "missing-whitespace-between-doctype-public-and-system-identifiers",
        NULL,
        "missing-quote-before-doctype-system-identifier",
    };
    read_before_id(t, &row);
}

void html_state_between_ids(struct html_tokenizer *t)
{
    static const struct before_id row = {
        STATE_BETWEEN_IDS, SYSTEM_QUOTES, NULL, NULL, "missing-quote-before-doctype-system-identifier",
    };
    read_before_id(t, &row);
}

void html_state_after_system_keyword(struct html_tokenizer *t)
{
    static const struct before_id row = {
        STATE_BEFORE_SYSTEM_ID,
        SYSTEM_QUOTES,
        "missing-whitespace-after-doctype-system-keyword",
        "missing-doctype-system-identifier",
        "missing-quote-before-doctype-system-identifier",
    };
    read_before_id(t, &row);
}

void html_state_before_system_id(struct html_tokenizer *t)
{
    static const struct before_id row = {
        STATE_BEFORE_SYSTEM_ID,
        SYSTEM_QUOTES,
        NULL,
        "missing-doctype-system-identifier",
        "missing-quote-before-doctype-system-identifier",
    };
    read_before_id(t, &row);
}

static void end_id(struct html_tokenizer *t, bool public)
{
    struct slice id = html_text(t, (struct span){t->piece_start, t->position});
    if (public) {
        t->token.public_id = id;
        t->token.has_public_id = true;
    } else {
        t->token.system_id = id;
        t->token.has_system_id = true;
    }
}

static void read_id(struct html_tokenizer *t, int quote, bool public)
{
    html_scan(t, STOP_DECLARATION | (quote == '"' ? STOP_DOUBLE_QUOTED : STOP_SINGLE_QUOTED));
    int c = html_peek(t);
    if (c == 0)
        html_error(t, "unexpected-null-character");
    if (c >= 0 && c != quote && c != '>') {
        t->position++;
        return;
    }
    end_id(t, public);
    if (c == quote)
        html_consume_to(t, public ? STATE_AFTER_PUBLIC_ID : STATE_AFTER_SYSTEM_ID);
    else if (c == '>')
        end_doctype(t, public ? "abrupt-doctype-public-identifier" : "abrupt-doctype-system-identifier");
    else
        end_in_doctype(t);
}

void html_state_public_id_double_quoted(struct html_tokenizer *t)
{
    read_id(t, '"', true);
}

void html_state_public_id_single_quoted(struct html_tokenizer *t)
{
    read_id(t, '\'', true);
}

void html_state_system_id_double_quoted(struct html_tokenizer *t)
{
    read_id(t, '"', false);
}

void html_state_system_id_single_quoted(struct html_tokenizer *t)
{
    read_id(t, '\'', false);
}

void html_state_after_system_id(struct html_tokenizer *t)
{
    html_skip_space(t);
    int c = html_peek(t);
    if (c < 0) {
        end_in_doctype(t);
    } else if (c == '>') {
        end_doctype(t, NULL);
    } else {
        html_error(t, "unexpected-character-after-doctype-system-identifier");
        t->state = STATE_BOGUS_DOCTYPE;
    }
}

void html_state_bogus_doctype(struct html_tokenizer *t)
{
    html_scan(t, STOP_DECLARATION);
    if (html_peek(t) == 0) {
        html_error(t, "unexpected-null-character");
        html_consume(t);
    } else {
        end_doctype(t, NULL);
    }
}
