/* States of markup declarations and comments (sections 13.2.5.41 to 52). The text of a comment is always one piece of the
 * input, so that a state only has to say where it ends.
 *
 * Tested in tests/unit/content/test_html_token.c and tests/interop/html5lib_tokenizer.c. */
#include "content/html_make.h"

/* Ends the comment at the character at the position, if there is one; `tail` bytes before it do not belong to the text. */
static void end_comment(struct html_tokenizer *t, uint32_t tail)
{
    uint32_t end = t->position - tail;
    html_consume(t);
    html_emit_comment(t, end);
}

static void end_with_error(struct html_tokenizer *t, const char *code, uint32_t tail)
{
    html_error(t, code);
    end_comment(t, tail);
}

void html_state_bogus_comment(struct html_tokenizer *t)
{
    html_scan(t, STOP_DECLARATION);
    if (html_peek(t) == 0) {
        html_error(t, "unexpected-null-character");
        html_consume(t);
    } else {
        end_comment(t, 0);
    }
}

static void open_cdata(struct html_tokenizer *t)
{
    uint32_t size = sizeof "[CDATA[" - 1;
    if (t->foreign > 0) {
        t->position += size;
        html_flush(t, t->mark, t->position);
        t->state = STATE_CDATA_SECTION;
        return;
    }
    html_begin(t, HTML_COMMENT);
    t->position += size - 1;
    html_error(t, "cdata-in-html-content");
    html_consume_to(t, STATE_BOGUS_COMMENT);
}

void html_state_markup_declaration_open(struct html_tokenizer *t)
{
    struct slice rest = slice_from(t->input, t->position);
    if (slice_starts(rest, SLICE("--"))) {
        t->position += 2;
        html_begin(t, HTML_COMMENT);
        t->state = STATE_COMMENT_START;
    } else if (slice_starts_nocase(rest, SLICE("DOCTYPE"))) {
        t->position += 7;
        html_begin(t, HTML_DOCTYPE);
        t->state = STATE_DOCTYPE;
    } else if (slice_starts(rest, SLICE("[CDATA["))) {
        open_cdata(t);
    } else {
        html_error(t, "incorrectly-opened-comment");
        html_begin(t, HTML_COMMENT);
        t->state = STATE_BOGUS_COMMENT;
    }
}

void html_state_comment_start(struct html_tokenizer *t)
{
    switch (html_peek(t)) {
    case '-': html_consume_to(t, STATE_COMMENT_START_DASH); break;
    case '>': end_with_error(t, "abrupt-closing-of-empty-comment", 0); break;
    default: t->state = STATE_COMMENT; break;
    }
}

void html_state_comment_start_dash(struct html_tokenizer *t)
{
    switch (html_peek(t)) {
    case -1: end_with_error(t, "eof-in-comment", 1); break;
    case '-': html_consume_to(t, STATE_COMMENT_END); break;
    case '>': end_with_error(t, "abrupt-closing-of-empty-comment", 1); break;
    default: t->state = STATE_COMMENT; break;
    }
}

void html_state_comment(struct html_tokenizer *t)
{
    html_scan(t, STOP_COMMENT);
    switch (html_peek(t)) {
    case -1: end_with_error(t, "eof-in-comment", 0); break;
    case '-': html_consume_to(t, STATE_COMMENT_END_DASH); break;
    case '<': html_consume_to(t, STATE_COMMENT_LESS_THAN); break;
    default:
        html_error(t, "unexpected-null-character");
        html_consume(t);
        break;
    }
}

void html_state_comment_less_than(struct html_tokenizer *t)
{
    switch (html_peek(t)) {
    case '!': html_consume_to(t, STATE_COMMENT_LESS_THAN_BANG); break;
    case '<': html_consume(t); break;
    default: t->state = STATE_COMMENT; break;
    }
}

static void read_dash(struct html_tokenizer *t, enum html_state dash, enum html_state other)
{
    if (html_peek(t) == '-')
        html_consume_to(t, dash);
    else
        t->state = other;
}

void html_state_comment_less_than_bang(struct html_tokenizer *t)
{
    read_dash(t, STATE_COMMENT_LESS_THAN_BANG_DASH, STATE_COMMENT);
}

void html_state_comment_less_than_bang_dash(struct html_tokenizer *t)
{
    read_dash(t, STATE_COMMENT_LESS_THAN_BANG_DASH_DASH, STATE_COMMENT_END_DASH);
}

void html_state_comment_less_than_bang_dash_dash(struct html_tokenizer *t)
{
    int c = html_peek(t);
    if (c >= 0 && c != '>')
        html_error(t, "nested-comment");
    t->state = STATE_COMMENT_END;
}

void html_state_comment_end_dash(struct html_tokenizer *t)
{
    if (html_peek(t) < 0)
        end_with_error(t, "eof-in-comment", 1);
    else
        read_dash(t, STATE_COMMENT_END, STATE_COMMENT);
}

void html_state_comment_end(struct html_tokenizer *t)
{
    switch (html_peek(t)) {
    case -1: end_with_error(t, "eof-in-comment", 2); break;
    case '!': html_consume_to(t, STATE_COMMENT_END_BANG); break;
    case '-': html_consume(t); break;
    case '>': end_comment(t, 2); break;
    default: t->state = STATE_COMMENT; break;
    }
}

void html_state_comment_end_bang(struct html_tokenizer *t)
{
    switch (html_peek(t)) {
    case -1: end_with_error(t, "eof-in-comment", 3); break;
    case '>': end_with_error(t, "incorrectly-closed-comment", 3); break;
    default: read_dash(t, STATE_COMMENT_END_DASH, STATE_COMMENT); break;
    }
}
