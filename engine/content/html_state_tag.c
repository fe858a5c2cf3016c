/* States of tags and their attributes (sections 13.2.5.6 to 8 and 32 to 40).
 *
 * Tested in tests/unit/content/test_html_token.c and tests/interop/html5lib_tokenizer.c. */
#include "content/html_make.h"

/* A tag that the input ends in is dropped. */
static void end_in_tag(struct html_tokenizer *t)
{
    html_error(t, "eof-in-tag");
    html_end(t, t->mark);
}

static void error_to(struct html_tokenizer *t, const char *code, enum html_state state)
{
    html_error(t, code);
    t->state = state;
}

static void begin_tag(struct html_tokenizer *t, enum html_token_type type)
{
    html_begin(t, type);
    t->state = STATE_TAG_NAME;
}

static void begin_bogus_comment(struct html_tokenizer *t, const char *code)
{
    html_begin(t, HTML_COMMENT);
    error_to(t, code, STATE_BOGUS_COMMENT);
}

void html_state_tag_open(struct html_tokenizer *t)
{
    int c = html_peek(t);
    if (ascii_is_alpha(c))
        begin_tag(t, HTML_START_TAG);
    else if (c == '/')
        html_consume_to(t, STATE_END_TAG_OPEN);
    else if (c == '!')
        html_consume_to(t, STATE_MARKUP_DECLARATION_OPEN);
    else if (c == '?')
        begin_bogus_comment(t, "unexpected-question-mark-instead-of-tag-name");
    else
        error_to(t, c < 0 ? "eof-before-tag-name" : "invalid-first-character-of-tag-name", STATE_DATA);
}

void html_state_end_tag_open(struct html_tokenizer *t)
{
    int c = html_peek(t);
    if (ascii_is_alpha(c)) {
        begin_tag(t, HTML_END_TAG);
    } else if (c == '>') {
        html_error(t, "missing-end-tag-name");
        html_consume_to(t, STATE_DATA);
        html_flush(t, t->mark, t->position);
    } else if (c < 0) {
        error_to(t, "eof-before-tag-name", STATE_DATA);
    } else {
        begin_bogus_comment(t, "invalid-first-character-of-tag-name");
    }
}

void html_state_tag_name(struct html_tokenizer *t)
{
    html_scan(t, STOP_TAG_NAME);
    int c = html_peek(t);
    if (c == 0) {
        html_error(t, "unexpected-null-character");
        html_consume(t);
        return;
    }
    html_end_tag_name(t);
    switch (c) {
    case -1: end_in_tag(t); break;
    case '/': html_consume_to(t, STATE_SELF_CLOSING_START_TAG); break;
    case '>': html_emit_tag(t); break;
    default: html_consume_to(t, STATE_BEFORE_ATTRIBUTE_NAME); break;
    }
}

void html_state_before_attribute_name(struct html_tokenizer *t)
{
    html_skip_space(t);
    switch (html_peek(t)) {
    case -1:
    case '/':
    case '>': t->state = STATE_AFTER_ATTRIBUTE_NAME; break;
    case '=':
        html_error(t, "unexpected-equals-sign-before-attribute-name");
        html_begin_attribute(t);
        html_consume(t);
        break;
    default: html_begin_attribute(t); break;
    }
}

void html_state_attribute_name(struct html_tokenizer *t)
{
    html_scan(t, STOP_ATTRIBUTE_NAME);
    switch (html_peek(t)) {
    case 0:
        html_error(t, "unexpected-null-character");
        html_consume(t);
        break;
    case '"':
    case '\'':
    case '<':
        html_error(t, "unexpected-character-in-attribute-name");
        html_consume(t);
        break;
    case '=':
        html_end_attribute_name(t);
        html_consume_to(t, STATE_BEFORE_VALUE);
        break;
    default:
        html_end_attribute_name(t);
        t->state = STATE_AFTER_ATTRIBUTE_NAME;
        break;
    }
}

void html_state_after_attribute_name(struct html_tokenizer *t)
{
    html_skip_space(t);
    switch (html_peek(t)) {
    case -1: end_in_tag(t); break;
    case '/': html_consume_to(t, STATE_SELF_CLOSING_START_TAG); break;
    case '=': html_consume_to(t, STATE_BEFORE_VALUE); break;
    case '>': html_emit_tag(t); break;
    default: html_begin_attribute(t); break;
    }
}

void html_state_before_value(struct html_tokenizer *t)
{
    html_skip_space(t);
    int c = html_peek(t);
    bool quoted = c == '"' || c == '\'';
    if (c == '>') {
        html_error(t, "missing-attribute-value");
        html_emit_tag(t);
        return;
    }
    t->state = c == '"' ? STATE_VALUE_DOUBLE_QUOTED : c == '\'' ? STATE_VALUE_SINGLE_QUOTED : STATE_VALUE_UNQUOTED;
    if (quoted)
        html_consume(t);
    html_begin_value(t, quoted ? c : 0);
}

static void read_quoted(struct html_tokenizer *t, enum html_stop stops)
{
    html_scan(t, stops);
    switch (html_peek(t)) {
    case -1:
        html_keep_unfinished(t);
        end_in_tag(t);
        break;
    case '&': html_begin_reference(t); break;
    case 0:
    case '\n': html_value_special(t); break;
    default:
        html_end_value(t);
        html_consume_to(t, STATE_AFTER_VALUE_QUOTED);
        break;
    }
}

void html_state_value_double_quoted(struct html_tokenizer *t)
{
    read_quoted(t, STOP_DOUBLE_QUOTED);
}

void html_state_value_single_quoted(struct html_tokenizer *t)
{
    read_quoted(t, STOP_SINGLE_QUOTED);
}

void html_state_value_unquoted(struct html_tokenizer *t)
{
    html_scan(t, STOP_UNQUOTED);
    switch (html_peek(t)) {
    case -1: end_in_tag(t); break;
    case 0: html_value_special(t); break;
    case '&': html_begin_reference(t); break;
    case '>':
        html_end_value(t);
        html_emit_tag(t);
        break;
    case '\t':
    case '\n':
    case '\f':
    case ' ':
        html_end_value(t);
        html_consume_to(t, STATE_BEFORE_ATTRIBUTE_NAME);
        break;
    default:
        html_error(t, "unexpected-character-in-unquoted-attribute-value");
        html_consume(t);
        break;
    }
}

void html_state_after_value_quoted(struct html_tokenizer *t)
{
    int c = html_peek(t);
    if (c < 0)
        end_in_tag(t);
    else if (c == '/')
        html_consume_to(t, STATE_SELF_CLOSING_START_TAG);
    else if (c == '>')
        html_emit_tag(t);
    else if (html_is_space(c))
        html_consume_to(t, STATE_BEFORE_ATTRIBUTE_NAME);
    else
        error_to(t, "missing-whitespace-between-attributes", STATE_BEFORE_ATTRIBUTE_NAME);
}

void html_state_self_closing_start_tag(struct html_tokenizer *t)
{
    int c = html_peek(t);
    if (c == '>') {
        t->token.self_closing = true;
        html_emit_tag(t);
    } else if (c < 0) {
        end_in_tag(t);
    } else {
        error_to(t, "unexpected-solidus-in-tag", STATE_BEFORE_ATTRIBUTE_NAME);
    }
}
