/* Guessing the kind of an input. Tested in tests/unit/message/test_sniff.c. */
#include "message/sniff.h"

#include <string.h>

#include "base/ascii.h"
#include "message/charset.h"
#include "message/header.h"
#include "message/lines.h"

/* Templates may begin with a page of code before their first tag. */
enum { HTML_WINDOW = 16384 };

uint32_t sniff_mail_start(struct slice file)
{
    struct line_reader lines;
    struct line line;
    size_t mark;
    const struct charset *charset = charset_of_mark(file, &mark);
    line_reader_init(&lines, file, charset && charset->kind == CHARSET_UTF8 ? (uint32_t)mark : 0);
    if (line_peek(&lines, &line)) {
        struct slice text = line_text(&lines, &line);
        size_t colon;
        bool field = header_classify(text, &colon) == HEADER_LINE_FIELD;
        if (!field && (slice_starts(text, SLICE("From ")) || slice_starts(text, SLICE(">From "))))
            lines.next = line.next;
    }
    return lines.next;
}

/* Two fields are a header, or one that mail is known to have; behind a first line that is a field gone wrong, two of these. */
static bool begins_with_header(struct slice file)
{
    struct line_reader lines;
    struct line line;
    size_t colon, fields = 0, known = 0, wanted = 1;
    line_reader_init(&lines, file, sniff_mail_start(file));
    if (line_peek(&lines, &line) && header_line_is_odd(line_text(&lines, &line))) {
        wanted = 2;
        lines.next = line.next;
    }
    while (fields < 2 && line_read(&lines, &line)) {
        struct slice text = line_text(&lines, &line);
        enum header_line kind = header_classify(text, &colon);
        if (kind == HEADER_LINE_FOLD && fields > 0)
            continue;
        /* An address (https://…) is no field. */
        if (kind != HEADER_LINE_FIELD || slice_starts(slice_from(text, colon + 1), SLICE("//")))
            return false;
        known += header_name_known(slice_trim(slice_sub(text, 0, colon)));
        if (known == wanted)
            return true;
        fields++;
    }
    return fields == 2 && wanted == 1;
}

/* The elements of HTML, obsolete ones too, and the roots of what becomes HTML. `first`: the tag stands at the beginning of the
 * text. A word that somebody may put between angle brackets in a plain text ("<time>") is a tag only there. */
static bool is_html_name(struct slice name, bool first)
{
    static const char *const names[] = {
        "a",        "abbr",       "acronym",    "applet",  "b",        "base",     "basefont", "bdi",      "bdo",    "bgsound",
        "big",      "blink",      "blockquote", "body",    "br",       "button",   "canvas",   "center",   "col",    "colgroup",
        "datalist", "dd",         "del",        "dfn",     "dir",      "div",      "dl",       "dt",       "em",     "embed",
        "fieldset", "figcaption", "font",       "footer",  "form",     "frameset", "h1",       "h2",       "h3",     "h4",
        "h5",       "h6",         "head",       "header",  "hgroup",   "hr",       "html",     "i",        "iframe", "img",
        "input",    "ins",        "kbd",        "li",      "link",     "main",     "map",      "marquee",  "math",   "meta",
        "mjml",     "nav",        "nobr",       "noembed", "noframes", "noscript", "ol",       "optgroup", "p",      "plaintext",
        "pre",      "rb",         "rp",         "rt",      "rtc",      "ruby",     "s",        "samp",     "script", "section",
        "small",    "span",       "strike",     "strong",  "style",    "sub",      "sup",      "svg",      "table",  "tbody",
        "td",       "textarea",   "tfoot",      "th",      "thead",    "title",    "tr",       "tt",       "u",      "ul",
        "wbr",      "xml",        "xmp",        NULL};
    static const char *const words[] = {"address", "area",     "article",  "aside",  "audio",  "caption", "cite",   "code",
                                        "data",    "details",  "dialog",   "figure", "frame",  "image",   "keygen", "label",
                                        "legend",  "listing",  "mark",     "menu",   "meter",  "object",  "option", "output",
                                        "param",   "picture",  "progress", "q",      "search", "select",  "slot",   "source",
                                        "summary", "template", "time",     "track",  "var",    "video",   NULL};
    return slice_is_any_nocase(name, names) || (first && slice_is_any_nocase(name, words));
}

/* True if a tag, doctype or comment begins at the `<`; `first`: nothing is before it. */
static bool is_tag(struct slice text, size_t at, bool first)
{
    struct slice rest = slice_from(text, at + 1);
    if (slice_starts_nocase(rest, SLICE("!doctype")) || slice_starts(rest, SLICE("!--")))
        return true;
    if (slice_at(rest, 0) == '/' || slice_at(rest, 0) == '?')
        rest = slice_from(rest, 1);
    size_t size = 0;
    while (ascii_is_alnum(slice_at(rest, size)))
        size++;
    int end = slice_at(rest, size);
    return (ascii_is_space(end) || end == '>' || end == '/') && is_html_name(slice_sub(rest, 0, size), first);
}

static bool has_tag(struct slice text)
{
    size_t first = slice_offset(text, slice_trim(text));
    for (size_t at = slice_find_byte(text, 0, '<'); at != SLICE_NONE; at = slice_find_byte(text, at + 1, '<'))
        if (is_tag(text, at, at == first))
            return true;
    return false;
}

/* UTF-16 or UTF-32 with its NUL bytes left out, which is enough to see ASCII. */
static struct slice narrow(struct slice text, struct arena *arena)
{
    unsigned char *bytes = arena_alloc(arena, text.size);
    size_t size = 0;
    for (size_t i = 0; bytes && i < text.size; i++)
        if (text.data[i])
            bytes[size++] = text.data[i];
    return slice_make(bytes, size);
}

enum message_kind sniff_kind(struct slice file, struct arena *arena)
{
    size_t mark;
    const struct charset *charset = charset_of_mark(file, &mark);
    struct slice window = slice_sub(file, mark, HTML_WINDOW);
    if (charset && charset->kind != CHARSET_UTF8)
        window = narrow(window, arena);
    else if (begins_with_header(file))
        return KIND_EML;
    return has_tag(window) ? KIND_HTML : KIND_TEXT;
}
