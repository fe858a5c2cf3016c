/* Branches: the texts between if, else and end, from the control tags of a document.
 *
 * A closing tag is matched with one of the SEARCH_DEPTH innermost blocks; one that fits none of them is ignored. What is never
 * closed goes on to the end of the text. A block inside BRANCH_DEPTH others is one that always stands, so that looking for the
 * branch of an offset takes no more steps than that. In Mustache {{#a}}…{{/a}}{{^a}}…{{/a}} are the two branches of one group.
 * Tested in tests/unit/message/test_placeholder.c. */
#include "base/ascii.h"
#include "message/placeholder.h"

enum { SEARCH_DEPTH = 32, BRANCH_DEPTH = 100 };

struct open_block {
    enum template_syntax syntax;
    enum tag_block block;
    uint32_t group;       /* INDEX_NONE: a block that always stands */
    uint32_t arm;         /* its branch that is open, or the one around a block that always stands */
    struct slice section; /* "#name" or "^name" of Mustache; else empty */
    struct span tag;      /* that opened it */
    bool has_other;       /* a branch for when the first one is not there */
};

struct branching {
    struct document *document;
    struct arena *arena;
    struct recorder *recorder;
    VEC(struct open_block) open;
    uint32_t groups;
    struct placeholder tag;
    struct slice section;     /* what the tag opens: see struct open_block */
    struct open_block closed; /* by the last closing tag, until a block is opened; its group is then INDEX_NONE */
    uint32_t closed_end;      /* where that tag ended */
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

/* True where the tag goes on with the section before it: {{^name}} directly behind {{/name}} of {{#name}}, or the reverse. */
static bool is_other_section(const struct branching *b)
{
    const struct open_block *closed = &b->closed;
    struct slice between = slice_sub(b->document->layer.text, b->closed_end, b->tag.span.start);
    return closed->group != INDEX_NONE && !closed->has_other && closed->section.size > 0 && b->section.size > 0 &&
           closed->section.data[0] != b->section.data[0] &&
           slice_equal(slice_trim(slice_from(closed->section, 1)), slice_trim(slice_from(b->section, 1))) &&
           slice_trim(between).size == 0;
}

static void open_block(struct branching *b, enum tag_block block, bool exclusive)
{
    bool other = is_other_section(b);
    uint32_t group = b->closed.group;
    struct open_block *top = vec_push(b->arena, &b->open);
    b->closed.group = INDEX_NONE;
    if (!top)
        return;
    *top = (struct open_block){b->tag.syntax, block, INDEX_NONE, open_arm(b, b->open.count - 1), b->section, b->tag.span, other};
    if (!exclusive || b->open.count > BRANCH_DEPTH)
        return;
    top->group = other ? group : b->groups++;
    begin_arm(b);
}

/* The blocks inside the `depth` outermost ones will not be closed any more. */
static void record_unclosed(const struct branching *b, uint32_t depth)
{
    for (uint32_t i = depth; i < b->open.count; i++)
        record_anomaly(b->recorder, ANOMALY_BLOCK_UNCLOSED, b->open.items[i].tag.start, b->open.items[i].tag.end);
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
    record_unclosed(b, depth);
    for (; b->open.count >= depth; b->open.count--) {
        const struct open_block *open = &b->open.items[b->open.count - 1];
        if (open->group != INDEX_NONE && open->arm < b->document->branches.count)
            b->document->branches.items[open->arm].span.end = b->tag.span.start;
    }
    b->open.count = depth;
    return true;
}

static void close_block(struct branching *b)
{
    b->closed = b->open.items[--b->open.count];
    b->closed_end = b->tag.span.end;
}

static void apply(struct branching *b, enum tag_action action, enum tag_block block)
{
    if (action == TAG_OPEN || action == TAG_PLAIN) {
        open_block(b, block, action == TAG_OPEN);
    } else if (action == TAG_MIDDLE || action == TAG_CLOSE) {
        if (!end_arm(b, block)) {
            if (action == TAG_CLOSE && block != BLOCK_ANY) /* a bare `end` may close what is no block here */
                record_anomaly(b->recorder, ANOMALY_BLOCK_UNOPENED, b->tag.span.start, b->tag.span.end);
            return;
        }
        struct open_block *top = &b->open.items[b->open.count - 1];
        if (action == TAG_CLOSE) {
            close_block(b);
            return;
        }
        top->has_other = true;
        if (top->group != INDEX_NONE)
            begin_arm(b);
    }
}

static void apply_word(struct branching *b, struct slice word)
{
    const struct keyword *keyword = keyword_find(b->tag.syntax, word);
    if (keyword)
        apply(b, keyword->action, keyword->block);
}

/* {{#if}}, {{else}}, {{^}}, {{/if}}, and Go's words; a slash with a star begins a comment of Go. */
static void apply_mustache(struct branching *b, struct slice content)
{
    int mark = slice_at(content, 0);
    bool named = ascii_is_word(slice_at(slice_trim(slice_from(content, 1)), 0));
    const struct keyword *keyword = keyword_find_go(keyword_word(content, 0));
    if (mark == '#' || (mark == '^' && named)) {
        b->section = content;
        apply(b, TAG_OPEN, BLOCK_SECTION);
    } else if (mark == '^') {
        apply(b, TAG_MIDDLE, BLOCK_SECTION);
    } else if (mark == '/' && slice_at(content, 1) != '*') {
        apply(b, TAG_CLOSE, BLOCK_SECTION);
    } else if (keyword) {
        apply(b, keyword->action, keyword->block);
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
    b->section = slice_sub(text, 0, 0);
    switch (b->tag.syntax) {
    case TEMPLATE_BRACES:
        if (slice_at(text, b->tag.span.start + 1) == '{')
            apply_mustache(b, mustache_content(text, b->tag.span));
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

/* --- Go --- */

/* Can this follow the word of a tag? Nothing follows `end`, the name of a block is a text. */
static bool fits_go(enum tag_action action, struct slice rest)
{
    int first = slice_at(slice_trim(rest), 0);
    if (rest.size == 0)
        return action == TAG_CLOSE;
    if (!ascii_is_space(rest.data[0]))
        return false;
    if (first == '"' || first == '`')
        return action == TAG_OPEN || action == TAG_PLAIN;
    return action == TAG_OPEN && (ascii_is_word(first) || first == '.' || first == '$' || first == '(');
}

/* What {{ content }} may do in Go; null if it is a value. */
static const struct keyword *go_keyword(struct slice content)
{
    const struct keyword *keyword = keyword_find_go(keyword_word(content, 0));
    return keyword && fits_go(keyword->action, slice_from(content, slice_cstr(keyword->word).size)) ? keyword : NULL;
}

bool go_blocks_find(struct document *document, struct arena *arena)
{
    VEC(uint32_t) open = {0};
    struct slice text = document->layer.text;
    for (uint32_t i = 0; i < document->placeholders.count && !arena->failed; i++) {
        struct placeholder *tag = &document->placeholders.items[i];
        bool is_value = tag->syntax == TEMPLATE_BRACES && tag->kind == PLACEHOLDER_VALUE;
        if (!is_value || slice_at(text, tag->span.start + 1) != '{')
            continue;
        const struct keyword *keyword = go_keyword(mustache_content(text, tag->span));
        if (keyword && keyword->action != TAG_CLOSE) {
            uint32_t *opener = vec_push(arena, &open);
            if (opener)
                *opener = i;
        } else if (keyword && open.count > 0) {
            document->placeholders.items[open.items[--open.count]].kind = PLACEHOLDER_CONTROL;
            tag->kind = PLACEHOLDER_CONTROL;
        }
    }
    return !arena->failed;
}

/* --- the walk --- */

bool branches_find(struct document *document, struct arena *arena, struct recorder *recorder)
{
    struct branching b = {.document = document, .arena = arena, .recorder = recorder, .closed.group = INDEX_NONE};
    for (uint32_t i = 0; i < document->placeholders.count && !arena->failed; i++) {
        b.tag = document->placeholders.items[i];
        if (b.tag.kind == PLACEHOLDER_CONTROL)
            apply_tag(&b);
    }
    record_unclosed(&b, 0);
    return !arena->failed;
}
