/* Placeholders: finding the unmistakable tags of template languages, and masking them.
 *
 * A tag is one by both of its delimiters and by what is between; what only looks alike (a lone `{{`, `100%% sure`) is text.
 * Limits: placeholders in a document; LONGEST_TAG and LONGEST_BLOCK bytes of one tag. One pass, in proportion to the text.
 * Tested in tests/unit/message/test_placeholder.c. */
#include "message/placeholder.h"

#include <string.h>

#include "base/ascii.h"
#include "message/finder.h"

enum {
    LONGEST_NAME = 200,
    LONGEST_TAG = 4096,
    LONGEST_BLOCK = 65536, /* code: <% %>, %%[ ]%% */
};

#define CLOSERS(X)                                                                                                               \
    X(MUSTACHE, "}}")                                                                                                            \
    X(TRIPLE, "}}}")                                                                                                             \
    X(LONG_COMMENT, "--}}")                                                                                                      \
    X(NEXT_MUSTACHE, "{{")                                                                                                       \
    X(PERCENT, "%}")                                                                                                             \
    X(HASH, "#}")                                                                                                                \
    X(ERB, "%>")                                                                                                                 \
    X(AMPSCRIPT, "]%%")                                                                                                          \
    X(EXPRESSION, "=%%")                                                                                                         \
    X(END_COMMENT, "endcomment")                                                                                                 \
    X(END_RAW, "endraw")                                                                                                         \
    X(END_VERBATIM, "endverbatim")

enum closer {
#define X(name, text) CLOSE_##name,
    CLOSERS(X)
#undef X
        CLOSER_COUNT
};

struct scanner {
    struct slice text;
    size_t at;
    struct finder closers[CLOSER_COUNT];
    struct recorder *recorder;
    bool asked_braces, braces; /* other tags with braces are in the text */
};

struct tag {
    size_t end;
    size_t resume; /* where to look on; 0: at the end */
    enum template_syntax syntax;
    enum placeholder_kind kind;
};

/* The next closer at or after `from`, or SLICE_NONE if the tag would be longer than `longest`. */
static size_t find_closer(struct scanner *s, enum closer closer, size_t from, size_t longest)
{
    size_t hit = finder_next(&s->closers[closer], s->text, from);
    return hit < s->at + longest ? hit : SLICE_NONE;
}

/* The quote that is open after this character: none (0), or the one that began the string. */
static int next_quote(int quote, int c)
{
    if (quote)
        return c == quote ? 0 : quote;
    return c == '"' || c == '\'' ? c : 0;
}

/* Some languages read strings in tags, and some do not. Where the first closer stands in quotes, the tag ends at one behind it
 * that does not, if there is one on the same line, with no other tag before it; else at the first. */
static size_t skip_quoted(const struct scanner *s, enum closer closer, size_t from, size_t first, struct slice opener)
{
    int quote = 0;
    for (size_t at = from; at < s->at + LONGEST_TAG && at < s->text.size; at++) {
        int c = s->text.data[at];
        struct slice rest = slice_from(s->text, at);
        if (at >= first && !quote && slice_starts(rest, s->closers[closer].needle))
            return at;
        if (at >= first && (c == '\n' || c == '\r' || slice_starts(rest, opener)))
            return first;
        if (quote && c == '\\')
            at++;
        else
            quote = next_quote(quote, c);
    }
    return first;
}

static bool unclosed(struct scanner *s)
{
    record_anomaly(s->recorder, ANOMALY_PLACEHOLDER_UNCLOSED, s->at, s->at + 2);
    return false;
}

static int byte_at(const struct scanner *s, size_t offset)
{
    return slice_at(s->text, s->at + offset);
}

/* True if a {{ begins a tag before `end`; in quotes of its own, as in Go's {{ "{{" }}, it begins none. */
static bool has_mustache(struct scanner *s, size_t from, size_t end)
{
    size_t at = finder_next(&s->closers[CLOSE_NEXT_MUSTACHE], s->text, from);
    while (at < end && next_quote(0, slice_at(s->text, at - 1)) && slice_at(s->text, at + 2) == slice_at(s->text, at - 1))
        at = finder_next(&s->closers[CLOSE_NEXT_MUSTACHE], s->text, at + 2);
    return at < end;
}

/* {{ }}, {{{ }}}, {{!-- --}} */
static bool read_mustache(struct scanner *s, struct tag *out)
{
    out->syntax = TEMPLATE_BRACES;
    if (slice_starts(slice_from(s->text, s->at + 2), SLICE("!--"))) {
        out->kind = PLACEHOLDER_CONTROL;
        out->end = find_closer(s, CLOSE_LONG_COMMENT, s->at + 5, LONGEST_BLOCK);
        if (out->end != SLICE_NONE) {
            out->end += 4;
            return true;
        }
    }
    bool triple = byte_at(s, 2) == '{';
    size_t inner = s->at + (triple ? 3 : 2);
    size_t end = find_closer(s, triple ? CLOSE_TRIPLE : CLOSE_MUSTACHE, inner, LONGEST_TAG);
    if (end == SLICE_NONE || has_mustache(s, inner, end))
        return !triple && unclosed(s); /* {{{ may still be a brace before {{ */
    end = skip_quoted(s, triple ? CLOSE_TRIPLE : CLOSE_MUSTACHE, inner, end, SLICE("{{"));
    struct slice content = mustache_content(s->text, (struct span){(uint32_t)inner - 2, (uint32_t)end + 2});
    if (content.size == 0)
        return false;
    bool control = strchr("#/^!", content.data[0]) || slice_equal(keyword_word(content, 0), SLICE("else"));
    out->kind = control && content.data[0] ? PLACEHOLDER_CONTROL : PLACEHOLDER_VALUE;
    out->end = end + (triple ? 3 : 2);
    return true;
}

/* Makes the tag reach to the end of its end tag, or the search go on there. */
static void skip_to_end_tag(struct scanner *s, const struct keyword *keyword, struct tag *tag)
{
    bool comment = keyword->action == TAG_COMMENT;
    enum closer closer = comment ? CLOSE_END_COMMENT : keyword->word[0] == 'r' ? CLOSE_END_RAW : CLOSE_END_VERBATIM;
    size_t word = finder_next(&s->closers[closer], s->text, tag->end);
    if (word == SLICE_NONE)
        return;
    size_t start = word;
    while (ascii_is_space(slice_at(s->text, start - 1)) || slice_at(s->text, start - 1) == '-')
        start--;
    if (!slice_equal(slice_sub(s->text, start - 2, start), SLICE("{%")))
        return;
    size_t end = finder_next(&s->closers[CLOSE_PERCENT], s->text, word);
    if (comment && end != SLICE_NONE)
        tag->end = end + 2;
    else if (!comment)
        tag->resume = start - 2;
}

/* {% %} */
static bool read_percent(struct scanner *s, struct tag *out)
{
    size_t at = s->at + 2;
    out->syntax = TEMPLATE_BRACES;
    while (ascii_is_space(slice_at(s->text, at)) || slice_at(s->text, at) == '-' || slice_at(s->text, at) == '+')
        at++;
    struct slice word = keyword_word(s->text, at);
    if (word.size == 0 || ascii_is_digit(word.data[0]))
        return false;
    out->end = find_closer(s, CLOSE_PERCENT, at, LONGEST_TAG);
    if (out->end == SLICE_NONE)
        return unclosed(s);
    out->end = skip_quoted(s, CLOSE_PERCENT, at, out->end, SLICE("{%")) + 2;
    const struct keyword *keyword = keyword_find(TEMPLATE_BRACES, word);
    out->kind = keyword || slice_starts(word, SLICE("end")) ? PLACEHOLDER_CONTROL : PLACEHOLDER_VALUE;
    if (keyword && (keyword->action == TAG_COMMENT || keyword->action == TAG_RAW))
        skip_to_end_tag(s, keyword, out);
    return true;
}

/* {# #}, a comment only where other tags show that it is one */
static bool read_hash(struct scanner *s, struct tag *out)
{
    if (!s->asked_braces) {
        size_t value = slice_find(s->text, 0, SLICE("{{")), code = slice_find(s->text, 0, SLICE("{%"));
        s->braces = (value != SLICE_NONE && slice_find(s->text, value, SLICE("}}")) != SLICE_NONE) ||
                    (code != SLICE_NONE && slice_find(s->text, code, SLICE("%}")) != SLICE_NONE);
        s->asked_braces = true;
    }
    size_t end = s->braces ? find_closer(s, CLOSE_HASH, s->at + 2, LONGEST_TAG) : SLICE_NONE;
    *out = (struct tag){.end = end + 2, .syntax = TEMPLATE_BRACES, .kind = PLACEHOLDER_CONTROL};
    return end != SLICE_NONE;
}

/* <% %>, <%= %>, and <%- %> but for Ruby's <%- if … %> */
static bool read_erb(struct scanner *s, struct tag *out)
{
    if (byte_at(s, 2) == '%')
        return false;
    size_t end = find_closer(s, CLOSE_ERB, s->at + 2, LONGEST_BLOCK);
    if (end == SLICE_NONE)
        return unclosed(s);
    struct slice content = slice_trim(slice_sub(s->text, s->at + 3, end));
    bool code = keyword_find(TEMPLATE_ERB, keyword_word(content, 0)) || slice_at(content, 0) == '}';
    bool value = byte_at(s, 2) == '=' || (byte_at(s, 2) == '-' && !code);
    *out = (struct tag){.end = end + 2, .syntax = TEMPLATE_ERB, .kind = value ? PLACEHOLDER_VALUE : PLACEHOLDER_CONTROL};
    return true;
}

/* *|NAME|*, *|NAME:anything|* */
static bool read_mailchimp(struct scanner *s, struct tag *out)
{
    struct slice word = keyword_word(s->text, s->at + 2);
    size_t end = s->at + 2 + word.size;
    if (word.size == 0 || ascii_is_digit(word.data[0]))
        return false;
    if (slice_at(s->text, end) == ':')
        while (end < s->at + LONGEST_NAME && slice_at(s->text, end) >= ' ' && slice_at(s->text, end) != '|')
            end++;
    bool control = keyword_find(TEMPLATE_MAILCHIMP, word);
    *out = (struct tag){.end = end + 2, .syntax = TEMPLATE_MAILCHIMP, .kind = control ? PLACEHOLDER_CONTROL : PLACEHOLDER_VALUE};
    return slice_at(s->text, end) == '|' && slice_at(s->text, end + 1) == '*';
}

/* %%[ ]%%, %%= =%%, %%NAME%% */
static bool read_ampscript(struct scanner *s, struct tag *out)
{
    int mark = byte_at(s, 2);
    *out = (struct tag){.syntax = TEMPLATE_AMPSCRIPT, .kind = mark == '[' ? PLACEHOLDER_CONTROL : PLACEHOLDER_VALUE};
    if (mark == '[' || mark == '=') {
        size_t end = mark == '[' ? find_closer(s, CLOSE_AMPSCRIPT, s->at + 3, LONGEST_BLOCK)
                                 : find_closer(s, CLOSE_EXPRESSION, s->at + 3, LONGEST_TAG);
        if (end == SLICE_NONE)
            return unclosed(s);
        if (mark == '=')
            end = skip_quoted(s, CLOSE_EXPRESSION, s->at + 3, end, SLICE("%%="));
        out->end = end + 3;
        return true;
    }
    size_t end = s->at + 2;
    if (ascii_is_digit(mark))
        return false;
    while (end < s->at + LONGEST_NAME && ascii_is_word(slice_at(s->text, end)))
        end++;
    out->end = end + 2;
    return end > s->at + 2 && slice_at(s->text, end) == '%' && slice_at(s->text, end + 1) == '%';
}

/* ${name…} */
static bool read_dollar(struct scanner *s, struct tag *out)
{
    size_t end = s->at + 2;
    if (!ascii_is_word(byte_at(s, 2)) || ascii_is_digit(byte_at(s, 2)))
        return false;
    while (end < s->at + LONGEST_NAME && slice_at(s->text, end) >= ' ' && slice_at(s->text, end) != '{' &&
           slice_at(s->text, end) != '}')
        end++;
    *out = (struct tag){.end = end + 1, .syntax = TEMPLATE_DOLLAR, .kind = PLACEHOLDER_VALUE};
    return slice_at(s->text, end) == '}';
}

typedef bool tag_reader(struct scanner *, struct tag *);

/* Who reads the tag that two bytes open; null if they open none. */
static tag_reader *reader_of(int first, int second)
{
    switch (first) {
    case '{': return second == '{' ? read_mustache : second == '%' ? read_percent : second == '#' ? read_hash : NULL;
    case '<': return second == '%' ? read_erb : NULL;
    case '*': return second == '|' ? read_mailchimp : NULL;
    case '%': return second == '%' ? read_ampscript : NULL;
    case '$': return second == '{' ? read_dollar : NULL;
    default: return NULL;
    }
}

/* Reads the next tag; false if there is none any more. */
static bool next_tag(struct scanner *s, struct placeholder *out)
{
    static const bool may_open[256] = {['{'] = true, ['<'] = true, ['*'] = true, ['%'] = true, ['$'] = true};
    const unsigned char *text = s->text.data;
    size_t last = s->text.size ? s->text.size - 1 : 0;
    for (; s->at < last; s->at++) {
        size_t at = s->at;
        while (at < last && !may_open[text[at]])
            at++;
        s->at = at;
        tag_reader *read = at < last ? reader_of(text[at], text[at + 1]) : NULL;
        struct tag tag = {0};
        if (!read || !read(s, &tag))
            continue;
        *out = (struct placeholder){{(uint32_t)at, (uint32_t)tag.end}, tag.syntax, tag.kind};
        s->at = tag.resume ? tag.resume : tag.end;
        return true;
    }
    return false;
}

static void mask(struct document *document, struct arena *arena)
{
    document->masked = document->layer.text;
    if (document->placeholders.count == 0)
        return;
    unsigned char *bytes = arena_alloc(arena, document->layer.text.size);
    if (!bytes)
        return;
    memcpy(bytes, document->layer.text.data, document->layer.text.size);
    for (uint32_t i = 0; i < document->placeholders.count; i++) {
        const struct placeholder *p = &document->placeholders.items[i];
        memset(bytes + p->span.start, p->kind == PLACEHOLDER_VALUE ? MASK_BYTE : ' ', span_length(p->span));
    }
    document->masked = slice_make(bytes, document->layer.text.size);
}

void placeholders_find(struct message *message, struct document *document, const struct recorder *recorder)
{
    static const char *const closers[] = {
#define X(name, text) text,
        CLOSERS(X)
#undef X
    };
    struct recorder own = recorder ? *recorder : (struct recorder){0};
    own.map = &document->layer.map;
    struct scanner s = {.text = document->layer.text, .recorder = &own};
    for (size_t i = 0; i < CLOSER_COUNT; i++)
        s.closers[i].needle = slice_cstr(closers[i]);
    struct placeholder found;
    while (next_tag(&s, &found)) {
        if (document->placeholders.count >= message->limits->placeholders) {
            struct span span = source_map_up(&document->layer.map, found.span);
            message_limit_reached(message, "placeholders", document->layer.parent, span);
            break;
        }
        struct placeholder *placeholder = vec_push(message->arena, &document->placeholders);
        if (!placeholder)
            break;
        *placeholder = found;
    }
    go_blocks_find(document, message->arena);
    mask(document, message->arena);
    branches_find(document, message->arena, &own);
}

void placeholders_count(const struct document *document, uint32_t counts[TEMPLATE_COUNT])
{
    for (uint32_t i = 0; i < document->placeholders.count; i++)
        counts[document->placeholders.items[i].syntax]++;
}
