/* States inside a script that writes "<!--": there a "<script" hides the next "</script>" (sections 13.2.5.18 to 13.2.5.31,
 * without the end tags, which lie in html_state_text.c). All of it is text.
 *
 * Tested in tests/unit/content/test_html_token.c and tests/interop/html5lib_tokenizer.c. */
#include "content/html_make.h"

/* The two levels of escaping: the states of each. */
struct escaped {
    enum html_state text, dash, dash_dash, less_than;
};

static const struct escaped once = {
    STATE_SCRIPT_ESCAPED,
    STATE_SCRIPT_ESCAPED_DASH,
    STATE_SCRIPT_ESCAPED_DASH_DASH,
    STATE_SCRIPT_ESCAPED_LESS_THAN,
};
static const struct escaped twice = {
    STATE_SCRIPT_DOUBLE_ESCAPED,
    STATE_SCRIPT_DOUBLE_ESCAPED_DASH,
    STATE_SCRIPT_DOUBLE_ESCAPED_DASH_DASH,
    STATE_SCRIPT_DOUBLE_ESCAPED_LESS_THAN,
};

static void escape_start(struct html_tokenizer *t, enum html_state next)
{
    if (html_peek(t) == '-')
        html_consume_to(t, next);
    else
        t->state = STATE_SCRIPT_DATA;
}

void html_state_script_escape_start(struct html_tokenizer *t)
{
    escape_start(t, STATE_SCRIPT_ESCAPE_START_DASH);
}

void html_state_script_escape_start_dash(struct html_tokenizer *t)
{
    escape_start(t, STATE_SCRIPT_ESCAPED_DASH_DASH);
}

static void read_less_than(struct html_tokenizer *t, const struct escaped *level)
{
    t->mark = t->position;
    html_consume_to(t, level->less_than);
}

static void read_escaped(struct html_tokenizer *t, const struct escaped *level)
{
    html_scan(t, STOP_ESCAPED);
    switch (html_peek(t)) {
    case -1:
        html_error(t, "eof-in-script-html-comment-like-text");
        html_end(t, t->position);
        break;
    case '-': html_consume_to(t, level->dash); break;
    case '<': read_less_than(t, level); break;
    default: html_text_special(t, false); break;
    }
}

void html_state_script_escaped(struct html_tokenizer *t)
{
    read_escaped(t, &once);
}

void html_state_script_double_escaped(struct html_tokenizer *t)
{
    read_escaped(t, &twice);
}

static void read_dash(struct html_tokenizer *t, const struct escaped *level)
{
    switch (html_peek(t)) {
    case '-': html_consume_to(t, level->dash_dash); break;
    case '<': read_less_than(t, level); break;
    default: t->state = level->text; break;
    }
}

void html_state_script_escaped_dash(struct html_tokenizer *t)
{
    read_dash(t, &once);
}

void html_state_script_double_escaped_dash(struct html_tokenizer *t)
{
    read_dash(t, &twice);
}

static void read_dash_dash(struct html_tokenizer *t, const struct escaped *level)
{
    if (html_peek(t) == '>')
        html_consume_to(t, STATE_SCRIPT_DATA);
    else
        read_dash(t, level);
}

void html_state_script_escaped_dash_dash(struct html_tokenizer *t)
{
    read_dash_dash(t, &once);
}

void html_state_script_double_escaped_dash_dash(struct html_tokenizer *t)
{
    read_dash_dash(t, &twice);
}

void html_state_script_escaped_less_than(struct html_tokenizer *t)
{
    int c = html_peek(t);
    t->piece_start = t->position;
    if (c == '/')
        html_consume_to(t, STATE_SCRIPT_ESCAPED_END_TAG_OPEN);
    else
        t->state = ascii_is_alpha(c) ? STATE_SCRIPT_DOUBLE_ESCAPE_START : STATE_SCRIPT_ESCAPED;
}

/* After "<" or "</": a whole word "script" leads to one state, everything else to the other. */
static void read_word(struct html_tokenizer *t, enum html_state script, enum html_state other)
{
    while (ascii_is_alpha(html_peek(t)))
        t->position++;
    struct slice word = html_input(t, (struct span){t->piece_start, t->position});
    int c = html_peek(t);
    bool ends = html_is_space(c) || c == '/' || c == '>';
    t->state = ends && slice_equal_nocase(word, SLICE("script")) ? script : other;
}

void html_state_script_double_escape_start(struct html_tokenizer *t)
{
    read_word(t, STATE_SCRIPT_DOUBLE_ESCAPED, STATE_SCRIPT_ESCAPED);
}

void html_state_script_double_escaped_less_than(struct html_tokenizer *t)
{
    if (html_peek(t) != '/') {
        t->state = STATE_SCRIPT_DOUBLE_ESCAPED;
        return;
    }
    html_consume_to(t, STATE_SCRIPT_DOUBLE_ESCAPE_END);
    t->piece_start = t->position;
}

void html_state_script_double_escape_end(struct html_tokenizer *t)
{
    read_word(t, STATE_SCRIPT_ESCAPED, STATE_SCRIPT_DOUBLE_ESCAPED);
}
