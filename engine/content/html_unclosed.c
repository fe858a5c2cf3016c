/* Attributes whose closing quote is missing: <a href="http://example.com/>one</a> <a href="…">. The value runs on to the next
 * quote and swallows what is between; to a client that is all one address.
 *
 * Known by what follows: the quote that ends the value sticks to what its writer meant to be inside (no white space, slash or ">"
 * behind it), and the value holds a whole ">…<x" or ends like the name of an attribute. In an address, or where there is no other
 * quote to the end, ">…<x" is enough. What was swallowed is read once more, for its links alone: nobody sees it. Tested in
 * tests/unit/content/test_unclosed.c. */
#include "base/ascii.h"
#include "content/html_link_table.h"
#include "content/html_reader.h"
#include "content/layer_cut.h"

/* Inside a value that runs on another may begin, in the other kind of quotes. Deeper ones are not looked for. */
enum { MOST_LEVELS = 4 };

/* True if a tag ends and, unless the input ends, another begins behind it. */
static bool holds_tags(struct slice value, bool to_the_end)
{
    size_t close = slice_find_byte(value, 0, '>'), open = slice_find_byte(value, 0, '<');
    if (close == SLICE_NONE || open < close)
        return false;
    for (; open != SLICE_NONE; open = slice_find_byte(value, open + 1, '<')) {
        int c = slice_at(value, open + 1);
        if (ascii_is_alpha(c) || c == '/' || c == '!')
            return true;
    }
    return to_the_end;
}

/* True if it ends in " name=". */
static bool ends_in_name(struct slice value)
{
    size_t at = value.size;
    if (slice_at(value, --at) != '=')
        return false;
    while (at > 0 && (ascii_is_word(value.data[at - 1]) || value.data[at - 1] == '-' || value.data[at - 1] == ':'))
        at--;
    return at + 1 < value.size && at > 0 && ascii_is_space(value.data[at - 1]);
}

/* The length of what an address at the beginning of the value takes: up to a blank, a quotation mark or the end of the tag. */
static uint32_t address_length(struct slice value)
{
    size_t at = 0;
    while (ascii_is_space(slice_at(value, at)))
        at++;
    for (int c; c = slice_at(value, at), c >= 0 && !ascii_is_space(c) && c != '>' && c != '"' && c != '\'';)
        at++;
    return (uint32_t)at;
}

/* Where the value that runs on should end; UINT32_MAX: it does not. */
static uint32_t end_of_value(struct slice input, const struct html_token *token, const struct html_attribute *attribute)
{
    struct slice value = slice_sub(input, attribute->value_span.start, attribute->value_span.end);
    int next = slice_at(input, attribute->value_span.end + (size_t)1);
    bool to_the_end = attribute->value_span.end >= token->span.end;
    bool sticks = next >= 0 && !ascii_is_space(next) && next != '>' && next != '/';
    if (attribute->quote == 0 || value.size == 0 || (!(sticks && ends_in_name(value)) && !holds_tags(value, to_the_end)))
        return UINT32_MAX;
    const struct link_attribute *row = link_attribute_find(attribute->name, token->name);
    if (!sticks && !to_the_end && (!row || row->form != LINK_FORM_ADDRESS))
        return UINT32_MAX;
    return attribute->value_span.start + address_length(value);
}

uint32_t html_unclosed_at(struct slice input, const struct html_token *token)
{
    uint32_t cut = UINT32_MAX;
    for (uint32_t i = 0; i < token->attributes.count && cut == UINT32_MAX; i++)
        cut = end_of_value(input, token, &token->attributes.items[i]);
    for (uint32_t i = 0; i < token->duplicates.count && token->duplicates.items[i].name_span.start < cut; i++) {
        uint32_t other = end_of_value(input, token, &token->duplicates.items[i]);
        cut = other < cut ? other : cut;
    }
    return cut;
}

/* The reader of texts inside the reader's text, made once for each level. */
static struct html_reader *aside_of(struct html_reader *r)
{
    struct html_reader *aside = r->aside ? r->aside : arena_new(r->arena, struct html_reader);
    if (!aside)
        return NULL;
    r->aside = aside;
    if (!aside->tokenizer)
        aside->tokenizer = html_tokenizer_new(r->arena, r->input, r->content->message->limits);
    if (!aside->tokenizer)
        return NULL;
    aside->from = r->from;
    aside->content = r->content;
    aside->arena = r->arena;
    aside->conditional = r->conditional;
    aside->level = r->level + 1;
    aside->base = aside->bar = INDEX_NONE;
    aside->in_sheet = false;
    return aside;
}

void html_read_aside(struct html_reader *r, const struct layer *text)
{
    struct layer *input = arena_new(r->arena, struct layer);
    struct html_reader *aside = r->level < MOST_LEVELS ? aside_of(r) : NULL;
    if (!input || !aside)
        return;
    struct html_token token = {.type = HTML_TEXT};
    *input = *text;
    aside->input = input;
    html_tokenizer_over(aside->tokenizer, input);
    while (!r->arena->failed && token.type != HTML_END) {
        html_tokenizer_next(aside->tokenizer, &token);
        html_read_sheet(aside, &token);
        if (token.type == HTML_START_TAG)
            html_read_links(aside, &token);
    }
    html_read_unfinished(aside);
    struct span where;
    const char *limit = html_tokenizer_limit(aside->tokenizer, &where);
    if (limit && !aside->limit_reported)
        link_limit(r->from, limit, (struct span){html_place(aside, where.start), html_place(aside, where.end)});
    aside->limit_reported = limit != NULL;
}

void html_read_swallowed(struct html_reader *r, const struct html_token *token, uint32_t cut)
{
    struct layer tag, rest;
    struct span swallowed = {token->name_span.end - token->span.start, cut - token->span.start};
    if (layer_cut(&tag, r->arena, r->input, token->span) && layer_without(&rest, r->arena, &tag, &swallowed, 1))
        html_read_aside(r, &rest);
}

void html_read_unfinished(struct html_reader *r)
{
    const struct html_token *token = html_tokenizer_unfinished(r->tokenizer);
    if (token && html_unclosed_at(r->input->text, token) != UINT32_MAX)
        html_read_links(r, token);
}
