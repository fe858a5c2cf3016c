/* Which placeholders may bring markup. One pass beside the tokens, in proportion to the text. Tested in
 * tests/unit/content/test_open_text.c. */
#include "content/open_text.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "content/confusable.h"
#include "content/html_stack.h"
#include "message/placeholder.h"

/* Tags that are not escaped, or that include another text: how they begin, and a word (in lower case) that comes first in them,
 * or first behind a "|"; null: any. */
static const struct {
    const char *opening, *word;
} markup_tags[] = {
    {"{{{", NULL},
    {"{{&", NULL},
    {"{{>", NULL},
    {"{{", "raw"},
    {"{{", "safe"},
    {"{{", "include"},
    {"{{", "partial"},
    {"{{", "render"},
    {"{{", "yield"},
    {"{{", "content_blocks"},
    {"{%", "component"},
    {"{%", "content"},
    {"{%", "dnd_area"},
    {"{%", "embed"},
    {"{%", "include"},
    {"{%", "include_relative"},
    {"{%", "module"},
    {"{%", "partial"},
    {"{%", "render"},
    {"{%", "section"},
    {"{%", "widget_block"},
    {"<%-", NULL},
    {"<%==", NULL},
    {"<%=", "include"},
    {"<%=", "partial"},
    {"<%=", "raw"},
    {"<%=", "render"},
    {"<%=", "yield"},
    {"%%=", "contentarea"},
    {"%%=", "contentareabyname"},
    {"%%=", "contentblockbyid"},
    {"%%=", "contentblockbykey"},
    {"%%=", "contentblockbyname"},
    {"%%=", "treatascontent"},
};

/* The first word at or after the place. */
static struct slice first_word(struct slice tag, size_t at)
{
    while (at < tag.size && tag.data[at] != '|' && !ascii_is_word(tag.data[at]))
        at++;
    return keyword_word(tag, at);
}

static bool has_word(struct slice tag, size_t at, const char *word)
{
    while (at != SLICE_NONE) {
        if (slice_equal_nocase(first_word(tag, at), slice_cstr(word)))
            return true;
        at = slice_find_byte(tag, at, '|');
        at += at != SLICE_NONE;
    }
    return false;
}

static bool brings_markup(struct slice tag)
{
    for (size_t i = 0; i < sizeof markup_tags / sizeof *markup_tags; i++) {
        struct slice opening = slice_cstr(markup_tags[i].opening);
        if (slice_starts(tag, opening) && (!markup_tags[i].word || has_word(tag, opening.size, markup_tags[i].word)))
            return true;
    }
    return false;
}

/* Finds whether there are placeholders, and whether there is what is neither a placeholder nor white space. */
static void look_at_text(struct open_text *state, struct slice text)
{
    for (size_t at = 0; at < text.size && !(state->other && state->placeholder);) {
        struct utf8_step step = {text.data[at], 1, true};
        if (step.code_point >= 0x80)
            step = utf8_decode(text, at);
        bool white = step.code_point < 0x80 ? ascii_is_space((int)step.code_point) : is_blank_code_point(step.code_point);
        state->placeholder = state->placeholder || step.code_point == MASK_BYTE;
        state->other = state->other || (!white && step.code_point != MASK_BYTE);
        at += step.length;
    }
}

/* Looks for a placeholder that brings markup, by its form, within the range. */
static void look_at_tags(struct open_text *state, struct span range)
{
    const struct document *document = state->document;
    while (state->next < document->placeholders.count && document->placeholders.items[state->next].span.start < range.end) {
        const struct placeholder *placeholder = &document->placeholders.items[state->next++];
        struct slice tag = slice_sub(document->layer.text, placeholder->span.start, placeholder->span.end);
        if (placeholder->span.start >= range.start && placeholder->kind == PLACEHOLDER_VALUE && brings_markup(tag))
            state->found = true;
    }
}

static bool is_boundary(const struct html_token *token)
{
    const struct html_tag *tag = html_tag_find(token->name);
    return tag && tag->flags & (TAG_BLOCK | TAG_CELL | TAG_UNSEEN) && !(tag->flags & TAG_VOID);
}

void open_text_init(struct open_text *state, const struct document *document)
{
    *state = (struct open_text){.document = document, .begun = true};
}

void open_text_read(struct open_text *state, const struct html_token *token, bool seen)
{
    if (state->found || state->document->placeholders.count == 0)
        return;
    if (token->type == HTML_TEXT) {
        if (seen) {
            look_at_text(state, token->text);
            look_at_tags(state, token->span);
        }
    } else if (token->type != HTML_COMMENT && token->type != HTML_DOCTYPE) {
        bool boundary = token->type == HTML_END || is_boundary(token);
        state->found = boundary && state->begun && state->placeholder && !state->other;
        state->begun = boundary;
        state->placeholder = state->other = false;
    }
}

bool open_text_is_all(const struct document *document)
{
    struct open_text state = {.document = document};
    look_at_text(&state, document->masked);
    return state.placeholder && !state.other;
}
