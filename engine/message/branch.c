/* Branches: the texts between if, else and end, from the control tags of a document.
 *
 * A closing tag is matched with one of the SEARCH_DEPTH innermost blocks; one that fits none of them is ignored. What is never
 * closed goes on to the end of the text. A block inside BRANCH_DEPTH others is one that always stands, so that looking for the
 * branch of an offset takes no more steps than that. Tested in tests/unit/message/test_placeholder.c. */
#include "base/ascii.h"
#include "message/placeholder.h"

enum { SEARCH_DEPTH = 32, BRANCH_DEPTH = 100 };

struct open_block {
    enum template_syntax syntax;
    enum tag_block block;
    uint32_t group; /* INDEX_NONE: a block that always stands */
    uint32_t arm;   /* its branch that is open, or the one around a block that always stands */
};

struct branching {
    struct document *document;
    struct arena *arena;
    VEC(struct open_block) open;
    uint32_t groups;
    struct placeholder tag;
};

/* The innermost branch that is open below `depth` blocks, or INDEX_NONE. */
static uint32_t open_arm(const struct branching *b, uint32_t depth)
{
    return depth ? b->open.items[depth - 1].arm : INDEX_NONE;
}

/* Begins a branch of the innermost open block, behind the tag. */
static void begin_arm(struct branching *b)
{
    struct open_block *block = &b->open.items[b->open.count - 1];
    struct branch *arm = vec_push(b->arena, &b->document->branches);
    block->arm = b->document->branches.count - 1;
    if (arm)
        *arm = (struct branch){
            {b->tag.span.end, (uint32_t)b->document->layer.text.size}, block->group, open_arm(b, b->open.count - 1)};
}

static void open_block(struct branching *b, enum tag_block block, bool exclusive)
{
    struct open_block *top = vec_push(b->arena, &b->open);
    if (!top)
        return;
    *top = (struct open_block){b->tag.syntax, block, INDEX_NONE, open_arm(b, b->open.count - 1)};
    if (!exclusive || b->open.count > BRANCH_DEPTH)
        return;
    top->group = b->groups++;
    begin_arm(b);
}

/* Ends all blocks inside the one that the tag belongs to, and that one's branch, before the tag. False if it belongs to none. */
static bool end_arm(struct branching *b, enum tag_block block)
{
    uint32_t depth = b->open.count;
    uint32_t lowest = depth > SEARCH_DEPTH ? depth - SEARCH_DEPTH : 0;
    while (depth > lowest) {
        const struct open_block *open = &b->open.items[depth - 1];
        if (open->syntax == b->tag.syntax && (block == BLOCK_ANY || open->block == BLOCK_ANY || open->block == block))
            break;
        depth--;
    }
    if (depth == lowest)
        return false;
    for (; b->open.count >= depth; b->open.count--) {
        const struct open_block *open = &b->open.items[b->open.count - 1];
        if (open->group != INDEX_NONE && open->arm < b->document->branches.count)
            b->document->branches.items[open->arm].span.end = b->tag.span.start;
    }
    b->open.count = depth;
    return true;
}

static void apply(struct branching *b, enum tag_action action, enum tag_block block)
{
    if (action == TAG_OPEN || action == TAG_PLAIN) {
        open_block(b, block, action == TAG_OPEN);
    } else if ((action == TAG_MIDDLE || action == TAG_CLOSE) && end_arm(b, block)) {
        if (action == TAG_CLOSE)
            b->open.count--;
        else if (b->open.items[b->open.count - 1].group != INDEX_NONE)
            begin_arm(b);
    }
}

static void apply_word(struct branching *b, struct slice word)
{
    const struct keyword *keyword = keyword_find(b->tag.syntax, word);
    if (keyword)
        apply(b, keyword->action, keyword->block);
}

/* {{#if}}, {{else}}, {{^}}, {{/if}}; `content` begins behind the braces. */
static void apply_mustache(struct branching *b, struct slice content)
{
    bool named = ascii_is_word(slice_at(slice_trim(slice_from(content, 1)), 0));
    switch (slice_at(content, 0)) {
    case '#': apply(b, TAG_OPEN, BLOCK_SECTION); break;
    case '/': apply(b, TAG_CLOSE, BLOCK_SECTION); break;
    case '^': apply(b, named ? TAG_OPEN : TAG_MIDDLE, BLOCK_SECTION); break;
    case '!': break;
    default: apply(b, TAG_MIDDLE, BLOCK_SECTION);
    }
}

static bool has_word(struct slice text, struct slice word)
{
    for (size_t at = slice_find(text, 0, word); at != SLICE_NONE; at = slice_find(text, at + 1, word))
        if (!ascii_is_word(slice_at(text, at - 1)) && !ascii_is_word(slice_at(text, at + word.size)))
            return true;
    return false;
}

/* Ruby's words, and the braces of JavaScript: `if (x) {`, `} else {`, `}`. */
static void apply_erb(struct branching *b, struct slice content)
{
    bool keyword = keyword_find(TEMPLATE_ERB, keyword_word(content, 0)) != NULL;
    if (keyword)
        apply_word(b, keyword_word(content, 0));
    else if (slice_at(content, 0) == '}')
        apply(b, has_word(content, SLICE("else")) ? TAG_MIDDLE : TAG_CLOSE, BLOCK_ANY);
    else if (slice_at(content, content.size - 1) == '{' || has_word(content, SLICE("do")))
        apply(b, TAG_PLAIN, BLOCK_ANY);
}

/* A block of AMPscript may hold many statements; its words outside of strings and variables. */
static void apply_ampscript(struct branching *b, struct slice content)
{
    for (size_t at = 0; at < content.size;) {
        unsigned char c = content.data[at];
        if (c == '"' || c == '\'') {
            size_t end = slice_find_byte(content, at + 1, c);
            at = end == SLICE_NONE ? content.size : end + 1;
        } else if (ascii_is_word(c) || c == '@') {
            struct slice word = keyword_word(content, at + (c == '@'));
            if (c != '@')
                apply_word(b, word);
            at += word.size + (c == '@');
        } else {
            at++;
        }
    }
}

/* The inside of the tag: delimiters and the marks for white space beside them cut off. */
static struct slice tag_content(struct slice text, struct span span)
{
    struct slice content = slice_sub(text, span.start + 2, span.end - 2);
    while (content.size && (ascii_is_space(content.data[0]) || content.data[0] == '-' || content.data[0] == '~' ||
                            content.data[0] == '+' || content.data[0] == '_'))
        content = slice_from(content, 1);
    while (content.size && (ascii_is_space(content.data[content.size - 1]) || content.data[content.size - 1] == '-' ||
                            content.data[content.size - 1] == '~'))
        content = slice_sub(content, 0, content.size - 1);
    return content;
}

static void apply_tag(struct branching *b)
{
    struct slice text = b->document->layer.text;
    struct slice content = tag_content(text, b->tag.span);
    switch (b->tag.syntax) {
    case TEMPLATE_BRACES:
        if (slice_at(text, b->tag.span.start + 1) == '{')
            apply_mustache(b, content);
        else if (slice_at(text, b->tag.span.start + 1) == '%')
            apply_word(b, keyword_word(content, 0));
        break;
    case TEMPLATE_ERB: apply_erb(b, content); break;
    case TEMPLATE_MAILCHIMP: apply_word(b, keyword_word(content, 0)); break;
    case TEMPLATE_AMPSCRIPT: apply_ampscript(b, content); break;
    case TEMPLATE_NONE:
    case TEMPLATE_DOLLAR:
    case TEMPLATE_COUNT: break;
    }
}

bool branches_find(struct document *document, struct arena *arena)
{
    struct branching b = {.document = document, .arena = arena};
    for (uint32_t i = 0; i < document->placeholders.count && !arena->failed; i++) {
        b.tag = document->placeholders.items[i];
        if (b.tag.kind == PLACEHOLDER_CONTROL)
            apply_tag(&b);
    }
    return !arena->failed;
}
