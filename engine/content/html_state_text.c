/* States of text: data, RCDATA, RAWTEXT, script data and PLAINTEXT, the end tags that leave them, and CDATA sections
 * (sections 13.2.5.1 to 13.2.5.5, 9 to 17 and 69 to 71). Text is not copied: see html_internal.h.
 *
 * Tested in tests/unit/content/test_html_token.c and tests/interop/html5lib_tokenizer.c. */
#include "content/html_make.h"

/* Text up to a "<", which may begin markup in the state `less_than`; references are seen where the stops have "&". */
static void read_text(struct html_tokenizer *t, enum html_stop stops, enum html_state less_than)
{
    html_scan(t, stops);
    switch (html_peek(t)) {
    case -1: html_end(t, t->position); break;
    case '&': html_begin_reference(t); break;
    case '<':
        t->mark = t->position;
        html_consume_to(t, less_than);
        break;
    default: html_text_special(t, t->state == STATE_DATA); break;
    }
}

void html_state_data(struct html_tokenizer *t)
{
    read_text(t, STOP_DATA, STATE_TAG_OPEN);
}

void html_state_rcdata(struct html_tokenizer *t)
{
    read_text(t, STOP_DATA, STATE_RCDATA_LESS_THAN);
}

void html_state_rawtext(struct html_tokenizer *t)
{
    read_text(t, STOP_RAWTEXT, STATE_RAWTEXT_LESS_THAN);
}

void html_state_script_data(struct html_tokenizer *t)
{
    read_text(t, STOP_RAWTEXT, STATE_SCRIPT_LESS_THAN);
}

void html_state_plaintext(struct html_tokenizer *t)
{
    read_text(t, STOP_PLAINTEXT, STATE_PLAINTEXT);
}

static void less_than(struct html_tokenizer *t, enum html_state end_tag_open, enum html_state text)
{
    if (html_peek(t) == '/')
        html_consume_to(t, end_tag_open);
    else
        t->state = text;
}

void html_state_rcdata_less_than(struct html_tokenizer *t)
{
    less_than(t, STATE_RCDATA_END_TAG_OPEN, STATE_RCDATA);
}

void html_state_rawtext_less_than(struct html_tokenizer *t)
{
    less_than(t, STATE_RAWTEXT_END_TAG_OPEN, STATE_RAWTEXT);
}

void html_state_script_less_than(struct html_tokenizer *t)
{
    if (html_peek(t) == '!')
        html_consume_to(t, STATE_SCRIPT_ESCAPE_START);
    else
        less_than(t, STATE_SCRIPT_END_TAG_OPEN, STATE_SCRIPT_DATA);
}

static void end_tag_open(struct html_tokenizer *t, enum html_state end_tag_name, enum html_state text)
{
    if (ascii_is_alpha(html_peek(t))) {
        html_begin(t, HTML_END_TAG);
        t->state = end_tag_name;
    } else {
        t->state = text;
    }
}

void html_state_rcdata_end_tag_open(struct html_tokenizer *t)
{
    end_tag_open(t, STATE_RCDATA_END_TAG_NAME, STATE_RCDATA);
}

void html_state_rawtext_end_tag_open(struct html_tokenizer *t)
{
    end_tag_open(t, STATE_RAWTEXT_END_TAG_NAME, STATE_RAWTEXT);
}

void html_state_script_end_tag_open(struct html_tokenizer *t)
{
    end_tag_open(t, STATE_SCRIPT_END_TAG_NAME, STATE_SCRIPT_DATA);
}

void html_state_script_escaped_end_tag_open(struct html_tokenizer *t)
{
    end_tag_open(t, STATE_SCRIPT_ESCAPED_END_TAG_NAME, STATE_SCRIPT_ESCAPED);
}

/* An appropriate end tag token has the name of the last start tag; anything else is text. */
static void end_tag_name(struct html_tokenizer *t, enum html_state text)
{
    while (ascii_is_alpha(html_peek(t)))
        t->position++;
    struct slice name = html_input(t, (struct span){t->piece_start, t->position});
    int c = html_peek(t);
    bool ends = html_is_space(c) || c == '/' || c == '>';
    if (!ends || !slice_equal_nocase(name, t->last_start_tag)) {
        t->state = text;
        return;
    }
    html_end_tag_name(t);
    if (c == '>')
        html_emit_tag(t);
    else
        html_consume_to(t, c == '/' ? STATE_SELF_CLOSING_START_TAG : STATE_BEFORE_ATTRIBUTE_NAME);
}

void html_state_rcdata_end_tag_name(struct html_tokenizer *t)
{
    end_tag_name(t, STATE_RCDATA);
}

void html_state_rawtext_end_tag_name(struct html_tokenizer *t)
{
    end_tag_name(t, STATE_RAWTEXT);
}

void html_state_script_end_tag_name(struct html_tokenizer *t)
{
    end_tag_name(t, STATE_SCRIPT_DATA);
}

void html_state_script_escaped_end_tag_name(struct html_tokenizer *t)
{
    end_tag_name(t, STATE_SCRIPT_ESCAPED);
}

void html_state_cdata_section(struct html_tokenizer *t)
{
    html_scan(t, STOP_CDATA);
    switch (html_peek(t)) {
    case -1:
        html_error(t, "eof-in-cdata");
        html_end(t, t->position);
        break;
    case ']':
        t->mark = t->position;
        html_consume_to(t, STATE_CDATA_BRACKET);
        break;
    default: html_text_special(t, true); break;
    }
}

void html_state_cdata_bracket(struct html_tokenizer *t)
{
    if (html_peek(t) == ']')
        html_consume_to(t, STATE_CDATA_END);
    else
        t->state = STATE_CDATA_SECTION;
}

void html_state_cdata_end(struct html_tokenizer *t)
{
    switch (html_peek(t)) {
    case ']':
        t->mark++;
        html_consume(t);
        break;
    case '>':
        html_consume_to(t, STATE_DATA);
        html_flush(t, t->mark, t->position);
        break;
    default: t->state = STATE_CDATA_SECTION; break;
    }
}
