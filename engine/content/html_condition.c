/* Conditional comments, as Outlook for Windows reads them ([MS-OI29500] and Internet Explorer's): <!--[if mso]>…<![endif]-->.
 *
 * To every other client such a comment is nothing, so its text is in no view. What is inside is still read, because what is wrong
 * there is wrong for the readers of Outlook: its elements, images and links are kept, marked `conditional`, with their places. It
 * is read by itself: what it opens and does not close (half a table is usual) does not reach what follows. A comment counts if
 * its condition names `mso` and does not negate it; conditions on old browsers and <!--[if !mso]>, which nobody reads, do not.
 * The other form, <!--[if !mso]><!-->…<!--<![endif]--> or <![if !mso]>…<![endif]>, only has marks around what is plainly visible.
 * Tested in tests/unit/content/test_conditions.c. */
#include "base/ascii.h"
#include "content/html_reader.h"

/* The name at the place, or the byte. */
static size_t word_end(struct slice text, size_t at)
{
    if (!ascii_is_alpha(slice_at(text, at)))
        return at + 1;
    while (ascii_is_alpha(slice_at(text, at)))
        at++;
    return at;
}

/* True if an operand of the condition names mso without a negation before it. */
static bool names_outlook(struct slice condition)
{
    bool negated = false;
    for (size_t at = 0, end; at < condition.size; at = end) {
        int c = condition.data[at];
        end = word_end(condition, at);
        if (slice_equal_nocase(slice_sub(condition, at, end), SLICE("mso")) && !negated)
            return true;
        if (c == '!')
            negated = true;
        else if (c == '|' || c == '&')
            negated = false;
    }
    return false;
}

/* The range of the comment's text that Outlook reads as HTML; false if there is none. */
static bool find_inside(struct slice comment, struct span *out)
{
    size_t close = slice_find(comment, 0, SLICE("]>"));
    if (!slice_starts_nocase(comment, SLICE("[if")) || close == SLICE_NONE)
        return false;
    if (!names_outlook(slice_sub(comment, sizeof "[if" - 1, close)))
        return false;
    size_t end = slice_find_nocase(comment, close, SLICE("<![endif]"));
    *out = (struct span){(uint32_t)close + 2, (uint32_t)(end == SLICE_NONE ? comment.size : end)};
    return end != SLICE_NONE;
}

/* The reader of comments, made once: there may be many of them. */
static struct html_reader *inner_of(struct html_reader *r)
{
    struct html_tokenizer *tokenizer =
        r->inner ? r->inner->tokenizer : html_tokenizer_new(r->arena, r->input, r->content->message->limits);
    if (!r->inner)
        r->inner = arena_new(r->arena, struct html_reader);
    if (!r->inner || !tokenizer)
        return NULL;
    r->inner->from = r->from;
    r->inner->content = r->content;
    r->inner->arena = r->arena;
    r->inner->input = r->input;
    r->inner->tokenizer = tokenizer;
    r->inner->cascade = r->cascade;
    r->inner->conditional = true;
    r->inner->stack.arena = r->arena;
    r->inner->stack.limit = r->stack.limit;
    r->inner->stack.root = &style_on_anything;
    return r->inner;
}

void html_read_condition(struct html_reader *r, const struct html_token *comment)
{
    struct span inside;
    uint32_t start = comment->span.start + (uint32_t)(sizeof "<!--" - 1);
    struct slice text = slice_sub(r->input->text, start, comment->span.end);
    if (r->conditional || slice_at(text, 0) != '[' || !find_inside(text, &inside))
        return;
    struct html_reader *inner = inner_of(r);
    if (!inner)
        return;
    html_tokenizer_within(inner->tokenizer, (struct span){start + inside.start, start + inside.end});
    inner->stack.open.count = 0;
    inner->stack.over = 0;
    inner->anchors.count = 0;
    inner->in_anchor = inner->after_pre = inner->in_sheet = false;
    inner->base = inner->bar = INDEX_NONE;
    inner->around_linked = r->in_anchor;
    inner->around = html_stack_effect(&r->stack);
    inner->around_depth = r->stack.open.count + (uint32_t)r->stack.over;
    r->content->facts.conditional_comments++;
    open_text_init(&inner->open_text, r->from->document);
    html_read_tokens(inner);
}
