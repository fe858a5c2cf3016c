/* Looks for <style> ahead of the tokenizer, so that a sheet at the end is known at the beginning: only the starts of tags and
 * comments are looked at. A "<style" inside an attribute's value would be taken for one. Tested in
 * tests/unit/content/test_style.c. */
#include "content/style_elements.h"

#include "base/ascii.h"

/* Elements whose content is text, <style> first. */
static const char *const raw_names[] = {"style", "script", "title", "textarea", "xmp", "iframe", "noembed", "noframes"};

/* The raw element that begins behind "<", or null. */
static const char *raw_name(struct slice rest)
{
    for (size_t i = 0; i < sizeof raw_names / sizeof *raw_names; i++) {
        struct slice name = slice_cstr(raw_names[i]);
        int after = slice_at(rest, name.size);
        if (slice_starts_nocase(rest, name) && (ascii_is_space(after) || after == '>' || after == '/'))
            return raw_names[i];
    }
    return NULL;
}

/* The end of a start tag: its > outside of quotes. */
static size_t tag_end(struct slice html, size_t at)
{
    int quote = 0;
    for (; at < html.size; at++) {
        int c = html.data[at];
        if (quote != 0)
            quote = c == quote ? 0 : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '>')
            return at;
    }
    return html.size;
}

/* Where the end tag begins. */
static size_t content_end(struct slice html, size_t at, struct slice name)
{
    while ((at = slice_find(html, at, SLICE("</"))) != SLICE_NONE) {
        int after = slice_at(html, at + 2 + name.size);
        if (slice_starts_nocase(slice_from(html, at + 2), name) && (ascii_is_space(after) || after == '>' || after == '/'))
            return at;
        at += 2;
    }
    return html.size;
}

/* Where what follows a comment begins, from inside of it. */
static size_t comment_end(struct slice html, size_t at)
{
    if (slice_at(html, at) == '>')
        return at + 1;
    if (slice_starts(slice_from(html, at), SLICE("->")))
        return at + 2;
    size_t end = slice_find(html, at, SLICE("-->"));
    return end == SLICE_NONE ? html.size : end + 3;
}

bool style_element_next(struct slice html, size_t *at, struct style_element *out)
{
    while ((*at = slice_find_byte(html, *at, '<')) != SLICE_NONE) {
        static const char starts[] = "!sStTxXiInN";
        int c = slice_at(html, ++*at);
        if (c <= 0 || !strchr(starts, c))
            continue;
        struct slice rest = slice_from(html, *at);
        const char *name = raw_name(rest);
        if (slice_starts(rest, SLICE("!--")))
            *at = comment_end(html, *at + 3);
        if (!name)
            continue;
        size_t open = *at + strlen(name), start = tag_end(html, open), end = content_end(html, start, slice_cstr(name));
        *at = end;
        *out = (struct style_element){slice_sub(html, open, start), slice_sub(html, start + 1, end)};
        if (name == raw_names[0])
            return true;
    }
    return false;
}

static size_t skip_space(struct slice text, size_t at)
{
    while (ascii_is_space(slice_at(text, at)))
        at++;
    return at;
}

struct slice style_element_attribute(const struct style_element *element, struct slice name)
{
    struct slice text = element->attributes;
    for (size_t at = 0; (at = slice_find_nocase(text, at, name)) != SLICE_NONE;) {
        bool begins = at > 0 && ascii_is_space(slice_at(text, at - 1));
        at = skip_space(text, at + name.size);
        if (!begins || slice_at(text, at) != '=')
            continue;
        at = skip_space(text, at + 1);
        int quote = slice_at(text, at);
        if (quote == '"' || quote == '\'')
            return slice_sub(text, at + 1, slice_find_byte(text, at + 1, (unsigned char)quote));
        size_t end = at;
        while (end < text.size && !ascii_is_space(text.data[end]))
            end++;
        return slice_sub(text, at, end);
    }
    return (struct slice){0};
}
