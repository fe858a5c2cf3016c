/* The words of template languages that make no text.
 *
 * In {% %} every word that is not here and does not begin with "end" makes text: {% unsubscribe_url %}, {% include %}.
 * Tested in tests/unit/message/test_placeholder.c. */
#include "base/ascii.h"
#include "message/placeholder.h"

static const struct keyword keywords[] = {
    {TEMPLATE_BRACES, "if", TAG_OPEN, BLOCK_IF},
    {TEMPLATE_BRACES, "ifequal", TAG_OPEN, BLOCK_IF},
    {TEMPLATE_BRACES, "elsif", TAG_MIDDLE, BLOCK_IF},
    {TEMPLATE_BRACES, "elif", TAG_MIDDLE, BLOCK_IF},
    {TEMPLATE_BRACES, "elseif", TAG_MIDDLE, BLOCK_IF},
    {TEMPLATE_BRACES, "else", TAG_MIDDLE, BLOCK_ANY},
    {TEMPLATE_BRACES, "endif", TAG_CLOSE, BLOCK_IF},
    {TEMPLATE_BRACES, "endifequal", TAG_CLOSE, BLOCK_IF},
    {TEMPLATE_BRACES, "unless", TAG_OPEN, BLOCK_UNLESS},
    {TEMPLATE_BRACES, "endunless", TAG_CLOSE, BLOCK_UNLESS},
    {TEMPLATE_BRACES, "case", TAG_OPEN, BLOCK_CASE},
    {TEMPLATE_BRACES, "switch", TAG_OPEN, BLOCK_CASE},
    {TEMPLATE_BRACES, "when", TAG_MIDDLE, BLOCK_CASE},
    {TEMPLATE_BRACES, "endcase", TAG_CLOSE, BLOCK_CASE},
    {TEMPLATE_BRACES, "endswitch", TAG_CLOSE, BLOCK_CASE},
    {TEMPLATE_BRACES, "for", TAG_OPEN, BLOCK_FOR},
    {TEMPLATE_BRACES, "empty", TAG_MIDDLE, BLOCK_FOR},
    {TEMPLATE_BRACES, "endfor", TAG_CLOSE, BLOCK_FOR},
    {TEMPLATE_BRACES, "end", TAG_CLOSE, BLOCK_ANY},
    {TEMPLATE_BRACES, "comment", TAG_COMMENT, BLOCK_ANY},
    {TEMPLATE_BRACES, "raw", TAG_RAW, BLOCK_ANY},
    {TEMPLATE_BRACES, "verbatim", TAG_RAW, BLOCK_ANY},
    {TEMPLATE_BRACES, "assign", TAG_CONTROL, BLOCK_ANY},
    {TEMPLATE_BRACES, "autoescape", TAG_CONTROL, BLOCK_ANY},
    {TEMPLATE_BRACES, "block", TAG_CONTROL, BLOCK_ANY},
    {TEMPLATE_BRACES, "blocktrans", TAG_CONTROL, BLOCK_ANY},
    {TEMPLATE_BRACES, "blocktranslate", TAG_CONTROL, BLOCK_ANY},
    {TEMPLATE_BRACES, "break", TAG_CONTROL, BLOCK_ANY},
    {TEMPLATE_BRACES, "capture", TAG_CONTROL, BLOCK_ANY},
    {TEMPLATE_BRACES, "continue", TAG_CONTROL, BLOCK_ANY},
    {TEMPLATE_BRACES, "do", TAG_CONTROL, BLOCK_ANY},
    {TEMPLATE_BRACES, "extends", TAG_CONTROL, BLOCK_ANY},
    {TEMPLATE_BRACES, "filter", TAG_CONTROL, BLOCK_ANY},
    {TEMPLATE_BRACES, "from", TAG_CONTROL, BLOCK_ANY},
    {TEMPLATE_BRACES, "import", TAG_CONTROL, BLOCK_ANY},
    {TEMPLATE_BRACES, "layout", TAG_CONTROL, BLOCK_ANY},
    {TEMPLATE_BRACES, "liquid", TAG_CONTROL, BLOCK_ANY},
    {TEMPLATE_BRACES, "load", TAG_CONTROL, BLOCK_ANY},
    {TEMPLATE_BRACES, "macro", TAG_CONTROL, BLOCK_ANY},
    {TEMPLATE_BRACES, "set", TAG_CONTROL, BLOCK_ANY},
    {TEMPLATE_BRACES, "spaceless", TAG_CONTROL, BLOCK_ANY},
    {TEMPLATE_BRACES, "tablerow", TAG_CONTROL, BLOCK_ANY},
    {TEMPLATE_BRACES, "with", TAG_CONTROL, BLOCK_ANY},
    {TEMPLATE_ERB, "if", TAG_OPEN, BLOCK_IF},
    {TEMPLATE_ERB, "unless", TAG_OPEN, BLOCK_UNLESS},
    {TEMPLATE_ERB, "case", TAG_OPEN, BLOCK_CASE},
    {TEMPLATE_ERB, "elsif", TAG_MIDDLE, BLOCK_IF},
    {TEMPLATE_ERB, "elseif", TAG_MIDDLE, BLOCK_IF},
    {TEMPLATE_ERB, "else", TAG_MIDDLE, BLOCK_ANY},
    {TEMPLATE_ERB, "when", TAG_MIDDLE, BLOCK_CASE},
    {TEMPLATE_ERB, "begin", TAG_PLAIN, BLOCK_ANY},
    {TEMPLATE_ERB, "for", TAG_PLAIN, BLOCK_FOR},
    {TEMPLATE_ERB, "while", TAG_PLAIN, BLOCK_FOR},
    {TEMPLATE_ERB, "until", TAG_PLAIN, BLOCK_FOR},
    {TEMPLATE_ERB, "end", TAG_CLOSE, BLOCK_ANY},
    {TEMPLATE_MAILCHIMP, "if", TAG_OPEN, BLOCK_IF},
    {TEMPLATE_MAILCHIMP, "ifnot", TAG_OPEN, BLOCK_IF},
    {TEMPLATE_MAILCHIMP, "interested", TAG_OPEN, BLOCK_IF},
    {TEMPLATE_MAILCHIMP, "elseif", TAG_MIDDLE, BLOCK_IF},
    {TEMPLATE_MAILCHIMP, "else", TAG_MIDDLE, BLOCK_ANY},
    {TEMPLATE_MAILCHIMP, "rssitems", TAG_PLAIN, BLOCK_FOR},
    {TEMPLATE_MAILCHIMP, "feeditems", TAG_PLAIN, BLOCK_FOR},
    {TEMPLATE_MAILCHIMP, "end", TAG_CLOSE, BLOCK_ANY},
    {TEMPLATE_AMPSCRIPT, "if", TAG_OPEN, BLOCK_IF},
    {TEMPLATE_AMPSCRIPT, "elseif", TAG_MIDDLE, BLOCK_IF},
    {TEMPLATE_AMPSCRIPT, "else", TAG_MIDDLE, BLOCK_IF},
    {TEMPLATE_AMPSCRIPT, "endif", TAG_CLOSE, BLOCK_IF},
    {TEMPLATE_AMPSCRIPT, "for", TAG_PLAIN, BLOCK_FOR},
    {TEMPLATE_AMPSCRIPT, "next", TAG_CLOSE, BLOCK_FOR},
};

/* {{ template "x" }} makes text, and is not here. */
static const struct keyword go_keywords[] = {
    {TEMPLATE_BRACES, "if", TAG_OPEN, BLOCK_SECTION},      {TEMPLATE_BRACES, "range", TAG_OPEN, BLOCK_SECTION},
    {TEMPLATE_BRACES, "with", TAG_OPEN, BLOCK_SECTION},    {TEMPLATE_BRACES, "block", TAG_PLAIN, BLOCK_SECTION},
    {TEMPLATE_BRACES, "define", TAG_PLAIN, BLOCK_SECTION}, {TEMPLATE_BRACES, "else", TAG_MIDDLE, BLOCK_SECTION},
    {TEMPLATE_BRACES, "end", TAG_CLOSE, BLOCK_SECTION},
};

const struct keyword *keyword_find(enum template_syntax syntax, struct slice word)
{
    for (size_t i = 0; i < sizeof keywords / sizeof keywords[0]; i++)
        if (keywords[i].syntax == syntax && slice_equal_nocase(word, slice_cstr(keywords[i].word)))
            return &keywords[i];
    return NULL;
}

const struct keyword *keyword_find_go(struct slice word)
{
    for (size_t i = 0; i < sizeof go_keywords / sizeof go_keywords[0]; i++)
        if (slice_equal(word, slice_cstr(go_keywords[i].word)))
            return &go_keywords[i];
    return NULL;
}

struct slice mustache_content(struct slice text, struct span tag)
{
    struct slice content = slice_trim(slice_sub(text, tag.start + 2, tag.end - 2));
    if (slice_at(content, 0) == '~' || (slice_at(content, 0) == '-' && ascii_is_space(slice_at(content, 1))))
        content = slice_trim(slice_from(content, 1));
    int last = slice_at(content, content.size - 1);
    if (last == '~' || (last == '-' && ascii_is_space(slice_at(content, content.size - 2))))
        content = slice_trim(slice_sub(content, 0, content.size - 1));
    return content;
}

struct slice keyword_word(struct slice text, size_t at)
{
    size_t end = at;
    while (ascii_is_word(slice_at(text, end)))
        end++;
    return slice_sub(text, at, end);
}
