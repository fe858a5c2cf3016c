/* Reading code without knowing its language: what the languages of templates have in common.
 *
 * A string stands in quotes (", ', `, or the entities of these in an attribute) and in one line; a quote that does not close is a
 * sign like any other, such as the apostrophe in a comment. Inside a string a backslash escapes the next character, and what
 * #{ } or ${ } hold is code that may have quotes of its own. An address without quotes is one token. Comments: slash and star,
 * two slashes, and # in tags that begin with "<". Tested in tests/unit/content/test_code_link.c. */
#include "content/code_text.h"

#include "base/ascii.h"
#include "content/text_link.h"
#include "message/placeholder.h"

/* Tags that are comments as a whole. */
static bool is_comment(struct slice tag)
{
    static const char *const openings[] = {"{{!", "{#", "<%#", "<%--", "{*", "@*", "{% #", "{%- #"};
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++)
        if (slice_starts(tag, slice_cstr(openings[i])))
            return true;
    size_t word = 2;
    while (ascii_is_space(slice_at(tag, word)) || slice_at(tag, word) == '-')
        word++;
    return slice_starts(tag, SLICE("{%")) && slice_equal(keyword_word(tag, word), SLICE("comment"));
}

/* Bytes of the closing delimiter. */
static uint32_t closer_size(struct slice tag)
{
    static const char *const closers[] = {"]%%", "=%%", "}}}", "}}", "%}", "%>", "?>", "|*", "%%"};
    for (size_t i = 0; i < sizeof closers / sizeof *closers; i++)
        if (slice_ends_nocase(tag, slice_cstr(closers[i])))
            return (uint32_t)strlen(closers[i]);
    return tag.size > 1 ? 1 : 0;
}

bool code_begin(struct code_reader *reader, struct slice text, struct span tag)
{
    struct slice all = slice_sub(text, tag.start, tag.end);
    *reader = (struct code_reader){.text = slice_sub(text, 0, tag.end - closer_size(all)), .at = tag.start + 1};
    reader->script = slice_at(all, 0) == '<';
    return !is_comment(all);
}

static const char *const quotes[CODE_QUOTES] = {"\"", "'", "`", "&quot;", "&#34;", "&#39;", "&apos;"};

/* Which quote stands at the place; CODE_QUOTES if none does. */
static size_t quote_at(struct slice s, size_t at)
{
    size_t i = 0;
    while (i < CODE_QUOTES && !slice_starts(slice_from(s, at), slice_cstr(quotes[i])))
        i++;
    return i;
}

/* The quote that closes the one at `open`, or SLICE_NONE. One that was not closed is not looked for again in its line. */
static size_t string_end(struct code_reader *r, size_t open, size_t kind)
{
    struct slice s = r->text, quote = slice_cstr(quotes[kind]);
    size_t at = open + quote.size;
    if (open < r->unclosed[kind])
        return SLICE_NONE;
    for (; at < s.size && s.data[at] != '\n'; at++) {
        struct slice rest = slice_from(s, at);
        if (slice_starts(rest, quote))
            return at;
        bool code = slice_starts(rest, SLICE("#{")) || slice_starts(rest, SLICE("${"));
        size_t close = code ? slice_find_byte(slice_sub(s, 0, at + 200), at, '}') : SLICE_NONE;
        if (close != SLICE_NONE && slice_find_byte(slice_sub(s, at, close), 0, '\n') == SLICE_NONE)
            at = close;
        else if (s.data[at] == '\\')
            at++;
    }
    r->unclosed[kind] = (uint32_t)(at < s.size ? at : s.size);
    return SLICE_NONE;
}

static size_t skip_comment(struct code_reader *r, size_t at)
{
    struct slice rest = slice_from(r->text, at);
    if (slice_starts(rest, SLICE("/*"))) {
        size_t close = slice_find(r->text, at + 2, SLICE("*/"));
        return close == SLICE_NONE ? r->text.size : close + 2;
    }
    bool hash = r->script && slice_starts(rest, SLICE("# ")) && ascii_is_space(slice_at(r->text, at - 1));
    if (!slice_starts(rest, SLICE("//")) && !hash)
        return at;
    size_t line_end = slice_find_byte(r->text, at, '\n');
    return line_end == SLICE_NONE ? r->text.size : line_end;
}

static void skip_gap(struct code_reader *r)
{
    size_t at = r->at, before = SLICE_NONE;
    while (at != before) {
        before = at;
        while (ascii_is_space(slice_at(r->text, at)))
            at++;
        at = skip_comment(r, at);
    }
    r->at = (uint32_t)at;
}

/* Where an address without quotes ends. */
static size_t address_end(struct slice s, size_t at)
{
    int depth = 0;
    for (; at < s.size; at++) {
        int c = s.data[at];
        depth += (c == '{') - (c == '}');
        bool inside = depth > 0 && c != '\n';
        if (!inside && (c <= ' ' || c >= 0x7F || quote_at(s, at) < CODE_QUOTES ||
                        slice_find_byte(SLICE("|),;<>"), 0, (unsigned char)c) != SLICE_NONE))
            break;
    }
    return at;
}

static struct code_token make(struct code_reader *r, enum code_kind kind, size_t start, size_t end)
{
    struct code_token token = {.kind = kind, .span = {(uint32_t)start, (uint32_t)end}, .end = (uint32_t)end};
    token.text = slice_sub(r->text, start, end);
    r->at = token.end;
    return token;
}

static size_t sign_size(struct slice s, size_t at)
{
    static const char *const signs[] = {"===", "!==", "==", "!=", "<>", "=~", "||", "&&", "->", "=>"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (slice_starts(slice_from(s, at), slice_cstr(signs[i])))
            return strlen(signs[i]);
    return 1;
}

struct code_token code_next(struct code_reader *r)
{
    struct slice s = r->text;
    skip_gap(r);
    size_t at = r->at, end = at, kind = quote_at(s, at);
    if (at >= s.size)
        return make(r, CODE_END, s.size, s.size);
    size_t close = kind < CODE_QUOTES ? string_end(r, at, kind) : SLICE_NONE;
    if (close != SLICE_NONE) {
        size_t quote = strlen(quotes[kind]);
        struct code_token token = make(r, CODE_STRING, at + quote, close);
        r->at = token.end = (uint32_t)(close + quote);
        return token;
    }
    while (ascii_is_word(slice_at(s, end)))
        end++;
    if (end > at && text_link_is_web(slice_from(s, at)))
        return make(r, CODE_ADDRESS, at, address_end(s, at));
    return end > at ? make(r, CODE_WORD, at, end) : make(r, CODE_SIGN, at, at + sign_size(s, at));
}
