/* Absolute addresses in the code of templates: SET @x = "https://…", {{ x | default: 'https://…' }},
 * {{my.url:default=https://…}},
 * <%= link_to "x", "https://…" %>.
 *
 * A string is one if it begins with a scheme and "://" and holds no blank. What is put into it (#{x}, ${x}, {x}, $x, %s), or
 * behind it by an operator, a filter or a function that joins, is not known, and a mask stands for it; one whose host is not
 * known for that is no link, nor is a scheme alone ('https://' . $host). What is compared, looked for or taken away is never
 * sent: strings beside comparisons, in conditions, and in the functions of a table below; of those that replace, the last
 * argument is sent. A value where nobody clicks is no link (is_idle). Tested in tests/unit/content/test_code_link.c. */
#include "content/code_link.h"

#include "base/ascii.h"
#include "base/buffer.h"
#include "content/code_text.h"
#include "content/layer_cut.h"
#include "content/text_link.h"

enum { CALLS = 16, ATTRIBUTE_BYTES = 1024 };

/* What a function, a filter or a word of a condition does with the strings behind it. In lower case. */
enum word_effect { WORD_NONE, WORD_SEARCHES, WORD_REPLACES, WORD_JOINS };

static const char *const searching[] = {
    "remove",    "remove_first", "remove_last",  "split",      "explode",    "startswith", "starts_with", "endswith",
    "ends_with", "contains",     "includes",     "include?",   "start_with", "end_with",   "indexof",     "index",
    "strpos",    "match",        "matches",      "test",       "ltrim",      "rtrim",      "lstrip",      "rstrip",
    "trimstart", "hasprefix",    "trimprefix",   "equals",     "eq",         "ne",         "is",          "isnt",
    "in",        "delete",       "removeprefix", "trimsuffix", "hassuffix",  "preg_match", "compare",     NULL};
static const char *const replacing[] = {
    "replace",    "replace_first", "replace_last", "str_replace", "gsub",           "sub",        "preg_replace",
    "replaceall", "regex_replace", "regexreplace", "replacelist", "regexp_replace", "strreplace", NULL};
static const char *const joining[] = {"concat",  "join", "append",       "prepend",  "printf",   "sprintf", "format",     "add",
                                      "urljoin", "cat",  "formatstring", "url_join", "vsprintf", "print",   "str_concat", NULL};
static const char *const conditions[] = {"if",   "elsif",  "elseif", "elif",  "unless",  "when",
                                         "case", "switch", "while",  "until", "ifequal", NULL};
static const char *const condition_ends[] = {"then", "else", "do", NULL};

static enum word_effect effect_of(struct slice word)
{
    if (slice_is_any_nocase(word, searching))
        return WORD_SEARCHES;
    if (slice_is_any_nocase(word, replacing))
        return WORD_REPLACES;
    return slice_is_any_nocase(word, joining) ? WORD_JOINS : WORD_NONE;
}

static bool is_comparison(const struct code_token *t)
{
    static const char *const signs[] = {"===", "!==", "==", "!=", "<>", "=~", "<", ">", "eq", "ne", "contains", "in", "is", NULL};
    return (t->kind == CODE_SIGN || t->kind == CODE_WORD) && slice_is_any_nocase(t->text, signs);
}

/* Where the reading of a tag is. */
struct place {
    const struct place_of_text *from;
    struct span tag;
    struct code_token before;      /* the token before this one */
    enum word_effect calls[CALLS]; /* of the open parentheses */
    uint32_t depth;
    enum word_effect filter; /* behind a "|" and its name, or of the tag's first word */
    bool filter_comes;       /* the next word names one */
    bool condition;
};

static enum word_effect effect_here(const struct place *p)
{
    if (p->depth > 0 && p->depth <= CALLS && p->calls[p->depth - 1] != WORD_NONE)
        return p->calls[p->depth - 1];
    return p->filter;
}

static void read_sign(struct place *p, const struct code_token *t)
{
    int c = t->text.data[0];
    if (c == '(') {
        if (p->depth < CALLS)
            p->calls[p->depth] = p->before.kind == CODE_WORD ? effect_of(p->before.text) : WORD_NONE;
        p->depth++;
    } else if (c == ')') {
        p->depth -= p->depth > 0;
        p->condition = p->condition && p->depth > 0;
    } else if (c == '|' && t->text.size == 1) {
        p->filter = WORD_NONE;
        p->filter_comes = true;
    } else if (c == ';' || c == '{') {
        p->condition = false;
    }
    if (c == ';' || (c == '=' && t->text.size == 1))
        p->filter = WORD_NONE;
}

/* A new line is a new statement, unless parentheses are open. */
static void read_gap(struct place *p, const struct code_token *t)
{
    struct slice text = p->from->document->layer.text;
    if (p->depth > 0 || slice_find_byte(slice_sub(text, p->before.end, t->span.start), 0, '\n') == SLICE_NONE)
        return;
    p->condition = false;
    p->filter = WORD_NONE;
}

static void read_word(struct place *p, const struct code_token *t)
{
    bool in_call = p->before.kind == CODE_SIGN && p->before.text.data[0] == '(';
    if (in_call && p->depth > 0 && p->depth <= CALLS && p->calls[p->depth - 1] == WORD_NONE)
        p->calls[p->depth - 1] = effect_of(t->text); /* Handlebars and Go: (eq url "…") */
    if (p->filter_comes)
        p->filter = effect_of(t->text);
    p->filter_comes = false;
    if (slice_is_any_nocase(t->text, conditions))
        p->condition = true;
    else if (slice_is_any_nocase(t->text, condition_ends))
        p->condition = false;
}

/* True for the "." that joins strings or calls a method; in Go it is an argument: {{ TrackLink "https://…" . }} */
static bool is_joining_dot(const struct code_token *literal, const struct code_token *dot, struct slice text)
{
    int behind = slice_at(text, dot->end);
    return dot->text.data[0] == '.' && (dot->span.start == literal->end || ascii_is_space(behind) || behind == '$');
}

/* True if the address goes on behind the tag that the string ends. */
static bool goes_on_behind(const struct place *p)
{
    struct slice masked = p->from->document->masked;
    int behind = slice_at(masked, p->tag.end);
    return slice_at(masked, p->tag.start) == MASK_BYTE &&
           (ascii_is_alnum(behind) || behind == MASK_BYTE || behind == '.' || behind == '-');
}

/* Whether something is put behind the string: by what follows it in the code, or behind the tag. */
static bool goes_on(const struct place *p, const struct code_token *t, const struct code_token *next, struct code_reader after)
{
    static const char *const operators[] = {"+", "~", "&", "%", "->", NULL};
    static const char *const filters[] = {"append", "add", "format", "concat", "replace", "replace_first", "cat", "join", NULL};
    struct code_token second = code_next(&after);
    bool sign = next->kind == CODE_SIGN, closes = sign && next->text.data[0] == ')';
    bool more = second.kind != CODE_END && second.text.data[0] != ')';
    if (sign && more && (slice_is_any_nocase(next->text, operators) || is_joining_dot(t, next, p->from->document->layer.text)))
        return true;
    if (sign && next->text.data[0] == '|')
        return slice_is_any_nocase(second.text, filters);
    bool last = p->depth > 0 && (next->kind == CODE_END || closes);
    if (effect_here(p) == WORD_JOINS && !last)
        return true;
    return next->kind == CODE_END && goes_on_behind(p);
}

/* Behind "{x}", "{{ x }}". */
static size_t braces_end(struct slice s, size_t at)
{
    size_t close = slice_find_byte(s, at, '}');
    size_t end = close == SLICE_NONE ? s.size : close + 1;
    while (slice_at(s, end) == '}')
        end++;
    return end;
}

/* Behind "$x". */
static size_t variable_end(struct slice s, size_t at)
{
    size_t end = at + 1;
    if (!ascii_is_alpha(slice_at(s, end)) && slice_at(s, end) != '_')
        return at;
    while (ascii_is_word(slice_at(s, end)))
        end++;
    return end;
}

/* Behind "%%x%%", "%s", "%1$s"; an escape "%20" is none. */
static size_t percent_end(struct slice s, size_t at)
{
    size_t end = at + 1;
    if (slice_at(s, end) == '%') {
        size_t close = slice_find(s, at + 2, SLICE("%%"));
        return close == SLICE_NONE ? s.size : close + 2;
    }
    if (ascii_hex(slice_at(s, end)) >= 0 && ascii_hex(slice_at(s, at + 2)) >= 0)
        return at;
    while (ascii_is_digit(slice_at(s, end)) || slice_at(s, end) == '$')
        end++;
    int letter = slice_at(s, end);
    return letter > 0 && slice_find_byte(SLICE("sdvqgi@"), 0, (unsigned char)letter) != SLICE_NONE ? end + 1 : at;
}

/* The end of what is put into the string at the place, or the same place. */
static size_t interpolation_end(struct slice s, size_t at)
{
    int c = s.data[at], next = slice_at(s, at + 1);
    if (c == '{' || ((c == '#' || c == '$' || c == '@') && next == '{'))
        return braces_end(s, at);
    if (c == '$')
        return variable_end(s, at);
    return c == '%' ? percent_end(s, at) : at;
}

/* The string as a layer, with masks for what is not known. False for one that is no address. */
static bool make_address(const struct place_of_text *from, const struct code_token *t, bool open, struct layer *out)
{
    struct arena *arena = from->content->arena;
    struct buffer text;
    buffer_init(&text, arena, t->text.size + 1);
    for (size_t at = 0; at < t->text.size;) {
        size_t end = interpolation_end(t->text, at);
        buffer_fill(&text, MASK_BYTE, end - at);
        if (end == at)
            buffer_byte(&text, t->text.data[end++]);
        at = end;
    }
    for (size_t i = 0; i < text.size; i++)
        if (text.data[i] <= ' ' && text.data[i] != MASK_BYTE)
            return false;
    *out = (struct layer){.parent = &from->document->layer};
    if (!source_map_identity(&out->map, arena, (uint32_t)text.size, t->span.start))
        return false;
    uint32_t size = (uint32_t)text.size;
    if (open && !source_map_add(&out->map, arena, 1, (struct map_run){size, t->span.end, 1, 0}))
        return false;
    buffer_fill(&text, MASK_BYTE, open);
    out->text = buffer_slice(&text);
    return !text.failed;
}

/* True if a host stands there, and all of it. */
static bool has_host(struct slice address)
{
    size_t start = slice_find(address, 0, SLICE("://")) + 3, end = start;
    while (end < address.size && slice_find_byte(SLICE("/\\?#"), 0, address.data[end]) == SLICE_NONE)
        end++;
    return end > start && slice_find_byte(slice_sub(address, 0, end), start, MASK_BYTE) == SLICE_NONE;
}

static void read_literal(const struct place *p, const struct code_token *t, struct code_reader after)
{
    struct code_reader rest = after;
    struct code_token next = code_next(&rest);
    enum word_effect effect = effect_here(p);
    struct layer address;
    if (!text_link_is_web(t->text) || p->condition || is_comparison(&p->before) || is_comparison(&next))
        return;
    bool more = next.kind == CODE_STRING || next.kind == CODE_WORD || (next.kind == CODE_SIGN && next.text.data[0] == ',');
    if (effect == WORD_SEARCHES || (effect == WORD_REPLACES && more))
        return;
    bool open = t->kind == CODE_STRING && goes_on(p, t, &next, rest);
    if (make_address(p->from, t, open, &address) && has_host(address.text))
        link_add(p->from, &address, LINK_IN_CODE, false);
}

static void read_tag(const struct place_of_text *from, struct span tag)
{
    struct code_reader reader;
    struct code_token t = {.kind = CODE_SIGN, .text = SLICE("|")};
    struct place p = {.from = from, .tag = tag, .before = t, .filter_comes = true};
    if (!code_begin(&reader, from->document->layer.text, tag))
        return;
    while ((t = code_next(&reader)).kind != CODE_END) {
        read_gap(&p, &t);
        if (t.kind == CODE_STRING || t.kind == CODE_ADDRESS)
            read_literal(&p, &t, reader);
        else if (t.kind == CODE_WORD)
            read_word(&p, &t);
        else
            read_sign(&p, &t);
        p.before = t;
    }
}

/* The name of the attribute that the place is the value of, or in it; empty if it seems to be in none. */
static struct slice attribute_around(struct slice text, size_t at)
{
    size_t least = at > ATTRIBUTE_BYTES ? at - ATTRIBUTE_BYTES : 0;
    while (at > least && !strchr("<>=\"'", text.data[at - 1]))
        at--;
    if (at > least && (text.data[at - 1] == '"' || text.data[at - 1] == '\''))
        at--;
    if (at == 0 || text.data[at - 1] != '=')
        return (struct slice){0};
    size_t end = --at;
    while (at > 0 && (ascii_is_alnum(text.data[at - 1]) || text.data[at - 1] == '-'))
        at--;
    return slice_sub(text, at, end);
}

/* True for a value that nobody clicks and no client loads: in a comment, or in an attribute for people or programs. What is set
 * there is sent elsewhere. */
static bool is_idle(const struct document *document, const struct placeholder *placeholder, struct span comment)
{
    static const char *const names[] = {"title", "alt", "class", "id", "name", "value", "label", "summary", "placeholder", NULL};
    struct slice name = attribute_around(document->masked, placeholder->span.start);
    if (placeholder->kind == PLACEHOLDER_CONTROL)
        return false;
    return span_contains(comment, placeholder->span.start) || slice_is_any_nocase(name, names) ||
           slice_starts_nocase(name, SLICE("data-")) || slice_starts_nocase(name, SLICE("aria-"));
}

/* Moves the range on to the first comment of the HTML that ends behind the place. A conditional comment is none. */
static void find_comment(struct slice text, struct span *comment, uint32_t at)
{
    while (comment->end <= at) {
        size_t start = slice_find(text, comment->end, SLICE("<!--"));
        size_t end = start == SLICE_NONE ? SLICE_NONE : slice_find(text, start, SLICE("-->"));
        start = start == SLICE_NONE ? text.size : start;
        comment->end = end == SLICE_NONE ? UINT32_MAX : (uint32_t)end + 3;
        comment->start = slice_starts(slice_from(text, start), SLICE("<!--[if")) ? comment->end : (uint32_t)start;
    }
}

void code_links_read(const struct place_of_text *from)
{
    const struct document *document = from->document;
    struct span comment = {0, 0};
    for (uint32_t i = 0; i < document->placeholders.count && !from->content->arena->failed; i++) {
        const struct placeholder *placeholder = &document->placeholders.items[i];
        struct slice tag = slice_sub(document->layer.text, placeholder->span.start, placeholder->span.end);
        if (slice_find(tag, 0, SLICE("://")) == SLICE_NONE)
            continue;
        find_comment(document->layer.text, &comment, placeholder->span.start);
        if (!is_idle(document, placeholder, comment))
            read_tag(from, placeholder->span);
    }
}
