/* The tokenizer's driver: reading characters, running states until there is a token, and what stands in for tree construction.
 *
 * Limits: the input is cut at 4 GB, tags per input and attributes per tag as limits.h says. The states lie in html_state_*.c.
 * Tested in tests/unit/content/test_html_token.c and tests/interop/html5lib_tokenizer.c. */
#include "content/html_make.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

enum {
    STOP_QUOTED = STOP_DOUBLE_QUOTED | STOP_SINGLE_QUOTED,
    STOP_TEXT = STOP_DATA | STOP_RAWTEXT | STOP_PLAINTEXT | STOP_ESCAPED,
    STOP_IN_TAG = STOP_TAG_NAME | STOP_ATTRIBUTE_NAME,
    STOP_AT_SPACE = STOP_IN_TAG | STOP_UNQUOTED | STOP_SPACE,
};

/* For each byte the sets that it is in. CR is white space here: it ends as LF. */
static const unsigned short stop_sets[256] = {
    [0] = STOP_TEXT | STOP_IN_TAG | STOP_QUOTED | STOP_UNQUOTED | STOP_COMMENT | STOP_DECLARATION,
    ['\t'] = STOP_AT_SPACE,
    ['\n'] = STOP_AT_SPACE,
    ['\f'] = STOP_AT_SPACE,
    ['\r'] = STOP_AT_SPACE | STOP_TEXT | STOP_QUOTED | STOP_CDATA,
    [' '] = STOP_AT_SPACE,
    ['"'] = STOP_DOUBLE_QUOTED | STOP_ATTRIBUTE_NAME | STOP_UNQUOTED,
    ['&'] = STOP_DATA | STOP_QUOTED | STOP_UNQUOTED,
    ['\''] = STOP_SINGLE_QUOTED | STOP_ATTRIBUTE_NAME | STOP_UNQUOTED,
    ['-'] = STOP_ESCAPED | STOP_COMMENT,
    ['/'] = STOP_IN_TAG,
    ['<'] = STOP_DATA | STOP_RAWTEXT | STOP_ESCAPED | STOP_ATTRIBUTE_NAME | STOP_UNQUOTED | STOP_COMMENT,
    ['='] = STOP_ATTRIBUTE_NAME | STOP_UNQUOTED,
    ['>'] = STOP_IN_TAG | STOP_UNQUOTED | STOP_DECLARATION,
    [']'] = STOP_CDATA,
    ['`'] = STOP_UNQUOTED,
};

static void (*const state_functions[])(struct html_tokenizer *) = {
#define X(name, function) html_state_##function,
    HTML_STATES(X)
#undef X
};

void html_consume(struct html_tokenizer *t)
{
    if (t->position >= t->input.size)
        return;
    bool pair = t->input.data[t->position] == '\r' && slice_at(t->input, t->position + (size_t)1) == '\n';
    t->position += pair ? 2 : 1;
}

void html_scan(struct html_tokenizer *t, enum html_stop stops)
{
    const unsigned char *data = t->input.data;
    size_t size = t->input.size;
    size_t at = t->position;
    while (at < size && !(stop_sets[data[at]] & stops))
        at++;
    t->position = (uint32_t)at;
}

void html_skip_space(struct html_tokenizer *t)
{
    while (html_is_space(html_peek(t)))
        t->position++;
}

struct html_tokenizer *html_tokenizer_new(struct arena *arena, const struct layer *input, const struct limits *limits)
{
    struct html_tokenizer *t = arena_new(arena, struct html_tokenizer);
    if (!t)
        return NULL;
    t->arena = arena;
    t->layer = input;
    t->input = slice_sub(input->text, 0, UINT32_MAX);
    t->limits = limits;
    t->unfinished.type = HTML_END;
    buffer_init(&t->value, arena, SIZE_MAX);
    return t;
}

void html_tokenizer_over(struct html_tokenizer *t, const struct layer *input)
{
    t->layer = input;
    html_tokenizer_within(t, (struct span){0, (uint32_t)slice_sub(input->text, 0, UINT32_MAX).size});
}

const struct html_token *html_tokenizer_unfinished(const struct html_tokenizer *t)
{
    return t->unfinished.type == HTML_START_TAG ? &t->unfinished : NULL;
}

void html_tokenizer_within(struct html_tokenizer *t, struct span range)
{
    t->input = slice_sub(t->layer->text, 0, range.end);
    t->position = t->text_start = t->errors_searched = range.start;
    t->state = STATE_DATA;
    t->run = (struct span){0, 0};
    t->token_ready = false;
    t->foreign = 0;
    t->last_start_tag = SLICE("");
    t->unfinished = (struct html_token){.type = HTML_END};
}

void html_tokenizer_start_in(struct html_tokenizer *t, enum html_state_start state, struct slice last_start_tag)
{
    static const enum html_state states[] = {
        [HTML_DATA] = STATE_DATA,           [HTML_RCDATA] = STATE_RCDATA,
        [HTML_RAWTEXT] = STATE_RAWTEXT,     [HTML_SCRIPT_DATA] = STATE_SCRIPT_DATA,
        [HTML_PLAINTEXT] = STATE_PLAINTEXT, [HTML_CDATA_SECTION] = STATE_CDATA_SECTION,
    };
    t->state = states[state];
    t->last_start_tag = last_start_tag;
    t->bare = true;
}

void html_tokenizer_next(struct html_tokenizer *t, struct html_token *out)
{
    while (span_length(t->run) == 0 && !t->token_ready)
        state_functions[t->state](t);
    html_stream_errors(t);
    if (span_length(t->run) > 0) {
        *out = (struct html_token){.type = HTML_TEXT, .span = t->run, .text = html_input(t, t->run), .literal = true};
        t->run = (struct span){0, 0};
        return;
    }
    *out = t->token;
    t->token_ready = t->token.type == HTML_END;
}

const char *html_tokenizer_limit(const struct html_tokenizer *t, struct span *out_where)
{
    *out_where = t->limit_where;
    return t->limit;
}

const struct html_error *html_tokenizer_errors(const struct html_tokenizer *t, uint32_t *out_count)
{
    *out_count = t->errors.count;
    return t->errors.items;
}

/* Elements whose content is not markup. */
static const struct {
    const char *name;
    enum html_state state;
} content_states[] = {
    {"iframe", STATE_RAWTEXT},      {"noembed", STATE_RAWTEXT},    {"noframes", STATE_RAWTEXT},
    {"plaintext", STATE_PLAINTEXT}, {"script", STATE_SCRIPT_DATA}, {"style", STATE_RAWTEXT},
    {"textarea", STATE_RCDATA},     {"title", STATE_RCDATA},       {"xmp", STATE_RAWTEXT},
};

/* Start tags that close all foreign elements (section 13.2.6.5), and foreignObject, whose content is HTML. */
static const char *const closing_foreign[] = {
    "b",      "big",           "blockquote", "body", "br",    "center", "code", "dd",  "div",  "dl", "dt",    "em",
    "embed",  "foreignobject", "h1",         "h2",   "h3",    "h4",     "h5",   "h6",  "head", "hr", "i",     "img",
    "li",     "listing",       "menu",       "meta", "nobr",  "ol",     "p",    "pre", "ruby", "s",  "small", "span",
    "strike", "strong",        "sub",        "sup",  "table", "tt",     "u",    "ul",  "var",
};

static bool closes_foreign(struct slice name)
{
    for (size_t i = 0; i < COUNT(closing_foreign); i++)
        if (slice_equal(name, slice_cstr(closing_foreign[i])))
            return true;
    return false;
}

static enum html_state content_state(struct slice name)
{
    for (size_t i = 0; i < COUNT(content_states); i++)
        if (slice_equal(name, slice_cstr(content_states[i].name)))
            return content_states[i].state;
    return STATE_DATA;
}

/* Foreign elements are counted, not kept: what stands in a place where HTML is allowed inside them (foreignObject) is taken for
 * the end of all of them. */
void html_follow_tag(struct html_tokenizer *t)
{
    struct slice name = t->token.name;
    bool opens_foreign = slice_equal(name, SLICE("svg")) || slice_equal(name, SLICE("math"));
    if (t->token.type == HTML_END_TAG) {
        t->foreign -= opens_foreign && t->foreign > 0;
        return;
    }
    if (t->foreign > 0 && closes_foreign(name))
        t->foreign = 0;
    if (opens_foreign)
        t->foreign += !t->token.self_closing;
    else if (t->foreign == 0)
        t->state = content_state(name);
}
