/* What is wrong with how an address is written: characters that RFC 3986 does not want where the URL Standard reads on, schemes
 * that are mistyped, doubled or missing, and markup or quotation marks that have got into it.
 *
 * Each test has an innocent twin in tests/unit/content/test_url.c. What only may be wrong is not said: a relative address is
 * taken for a name of the network if the Public Suffix List knows its suffix and no type of files has the same name. */
#include "base/ascii.h"
#include "base/utf8.h"
#include "content/address.h"
#include "content/confusable.h"
#include "content/host.h"
#include "content/url_parts.h"
#include "message/document.h"

/* --- characters --- */

static bool is_escape(struct slice s, size_t percent)
{
    int first = slice_at(s, percent + 1), second = slice_at(s, percent + 2);
    return first == MASK_BYTE || (ascii_hex(first) >= 0 && (second == MASK_BYTE || ascii_hex(second) >= 0));
}

/* Characters that no component may hold; at the end of the URL also a second "#". */
static bool is_unescaped(const struct url_parts *parts, size_t i)
{
    unsigned char c = parts->clean.data[i];
    return slice_find_byte(SLICE("\"<>^`{|}"), 0, c) != SLICE_NONE || (c == '#' && i >= parts->fragment.start);
}

static void read_ascii(struct url *url, const struct url_parts *parts, size_t i)
{
    int c = parts->clean.data[i];
    if (c == ' ')
        url_object(url, URL_WHITE_SPACE);
    else if (ascii_is_control(c) && c != MASK_BYTE)
        url_object(url, URL_CONTROL);
    else if (!parts->special || ascii_is_alnum(c))
        return;
    else if (c == '\\' && i < parts->path.end)
        url_object(url, URL_BACKSLASH);
    else if (c == '%' && !is_escape(parts->clean, i))
        url_object(url, URL_ESCAPE_INVALID);
    else if (i >= parts->path.start && is_unescaped(parts, i))
        url_object(url, URL_UNESCAPED);
}

static void read_characters(struct url *url, const struct url_parts *parts)
{
    uint32_t before = 0;
    for (size_t i = 0; i < parts->clean.size;) {
        struct utf8_step step = {parts->clean.data[i], 1, true};
        if (step.code_point >= 0x80)
            step = utf8_decode(parts->clean, i);
        if (step.code_point < 0x80)
            read_ascii(url, parts, i);
        else if (is_blank_code_point(step.code_point))
            url_object(url, URL_WHITE_SPACE);
        else if (url_shows_nothing(before, step.code_point))
            url_object(url, URL_INVISIBLE);
        else if (parts->special && i >= parts->path.start && parts->clean.data[0] != '#')
            url_object(url, URL_NON_ASCII); /* a place on the page is nobody's address */
        before = step.code_point;
        i += step.length;
    }
    url_find_invisible(url, url_part(parts, parts->userinfo));
    if (url->host_unknown)
        url_find_invisible(url, url_part(parts, parts->host));
}

/* --- the scheme --- */

/* What stands where a scheme would: letters, also with blanks between them, then punctuation or blanks, then slashes. */
struct opening {
    char letters[8];
    struct slice word;        /* the letters, in lower case */
    bool blanks;              /* are between the letters */
    size_t gap, slashes, end; /* offsets: of what follows the letters, of the slashes, behind the slashes */
};

enum { GAP_BYTES = 3 };

static void read_opening(struct slice s, size_t start, struct opening *out)
{
    size_t i = start, size = 0;
    *out = (struct opening){.blanks = false};
    out->gap = start;
    for (; size < sizeof out->letters && (ascii_is_alnum(slice_at(s, i)) || (slice_at(s, i) == ' ' && i > start)); i++) {
        if (s.data[i] == ' ')
            continue;
        out->blanks = out->blanks || i > out->gap;
        out->letters[size++] = (char)ascii_lower(s.data[i]);
        out->gap = i + 1;
    }
    out->word = slice_make(out->letters, size);
    i = out->gap;
    while (i < s.size && i - out->gap < GAP_BYTES && slice_find_byte(SLICE(" :;.,"), 0, s.data[i]) != SLICE_NONE)
        i++;
    out->slashes = i;
    while (url_is_slash(slice_at(s, i)))
        i++;
    out->end = i;
}

/* True if one insertion, deletion, substitution or transposition makes b of a; both in lower case. */
static bool is_near(struct slice a, struct slice b)
{
    size_t head = 0, tail = 0;
    size_t shorter = a.size < b.size ? a.size : b.size, longer = a.size < b.size ? b.size : a.size;
    while (head < shorter && a.data[head] == b.data[head])
        head++;
    while (tail < shorter - head && a.data[a.size - 1 - tail] == b.data[b.size - 1 - tail])
        tail++;
    if (longer - head - tail <= 1)
        return longer - shorter <= 1;
    return a.size == b.size && a.size - head - tail == 2 && a.data[head] == b.data[head + 1] && a.data[head + 1] == b.data[head];
}

static bool is_http(struct slice word)
{
    return slice_equal(word, SLICE("http")) || slice_equal(word, SLICE("https"));
}

static bool is_near_http(struct slice word)
{
    return !is_http(word) && (is_near(word, SLICE("http")) || is_near(word, SLICE("https")));
}

/* "htp://", "http//", "http;//", "http:://", "http ://", "h ttp://": what stands there means http, and is not "http:". */
static bool is_mistyped_http(struct slice s, const struct opening *opening)
{
    struct slice gap = slice_sub(s, opening->gap, opening->slashes);
    size_t slashes = opening->end - opening->slashes;
    bool colon = slice_equal(gap, SLICE(":"));
    if (opening->blanks)
        return is_http(opening->word) && colon && slashes >= 2;
    if (is_http(opening->word))
        return !colon && slashes >= 2;
    return is_near_http(opening->word) && slashes >= (colon ? 1 : 2);
}

/* "maito:ana@example.com", "mailto;ana@example.com"; but a blank behind the colon is only a blank. */
static bool is_mistyped_mailto(struct slice s, const struct opening *opening)
{
    struct slice gap = slice_sub(s, opening->gap, opening->slashes);
    bool exact = slice_equal(opening->word, SLICE("mailto"));
    bool typo = exact ? slice_at(gap, 0) != ':' : slice_at(gap, 0) == ':' && is_near(opening->word, SLICE("mailto"));
    return typo && !opening->blanks && gap.size > 0 && slice_find_byte(s, opening->end, '@') != SLICE_NONE;
}

/* A mistyped scheme leads a parser astray: what it says of host, port and slashes then means nothing. */
static void read_typo(struct url *url, const struct url_parts *parts, const struct opening *opening)
{
    if (!is_mistyped_http(parts->clean, opening) && !is_mistyped_mailto(parts->clean, opening))
        return;
    url_object(url, URL_SCHEME_TYPO);
    if (!is_http(opening->word) || url->relative)
        return;
    url->problems &=
        ~(URL_BIT(SLASHES) | URL_BIT(HOST_EMPTY) | URL_BIT(HOST_INVALID) | URL_BIT(PORT_EMPTY) | URL_BIT(PORT_INVALID));
    url->host = (struct slice){0};
}

static bool is_name_of_text(struct slice word)
{
    return slice_equal(word, SLICE("mailto")) || slice_equal(word, SLICE("tel")) || slice_equal(word, SLICE("sms"));
}

/* True if what begins at `second` is a scheme once more: "mailto:" behind mailto:, or one with slashes behind one of the web. */
static bool is_again(const struct url_parts *parts, const struct opening *first, const struct opening *second)
{
    struct slice gap = slice_sub(parts->clean, second->gap, second->slashes);
    size_t slashes = second->end - second->slashes;
    bool colon = slice_equal(gap, SLICE(":")), known = url_is_special(second->word);
    if (is_name_of_text(first->word))
        return colon && slice_equal(first->word, second->word);
    if (!parts->special)
        return false;
    if (colon)
        return slashes > 0 && (known || (is_near_http(second->word) && slashes > 1));
    return gap.size == 0 && slashes > 1 && known;
}

/* Another scheme where the host or the address would begin: "http://http://x", "http://https//x", "mailto:mailto:x". */
static void read_doubled(struct url *url, const struct url_parts *parts, const struct opening *first)
{
    struct opening second;
    read_opening(parts->clean, first->end, &second);
    if (second.blanks || (url->relative && (first->word.size > 0 || first->end < 2)) || !is_again(parts, first, &second))
        return;
    url_object(url, URL_SCHEME_DOUBLED);
    url->problems &= ~(URL_BIT(PORT_EMPTY)); /* "http:" is no host */
}

/* "mailto://": RFC 6068 knows no slashes there, nor do RFC 3966 and RFC 5724. */
static void read_slashes(struct url *url, const struct opening *opening)
{
    if (is_name_of_text(opening->word) && !url->relative && opening->slashes < opening->end)
        url_object(url, URL_SLASHES);
}

static void read_only_scheme(struct url *url, const struct url_parts *parts, const struct opening *opening)
{
    bool known = is_name_of_text(opening->word) || (parts->special && !slice_equal(parts->scheme, SLICE("file")));
    if (url->relative || !known || opening->end < parts->clean.size)
        return;
    url_object(url, URL_ONLY_SCHEME);
    url->problems &= ~(URL_BIT(SLASHES));
}

/* --- no scheme --- */

/* Suffixes of the network that are types of files, or of pages that a server makes, too. */
static const char *const types_of_files[] = {"ai", "bz", "cc", "do", "la", "md", "mov", "ms", "pl",
                                             "pm", "ps", "py", "rs", "sb", "sh", "so",  "st", NULL};
/* Those that are hardly anything else. */
static const char *const types_of_archives[] = {"mov", "zip", NULL};

/* The labels of a name at the beginning of s; how long it is. */
static size_t host_length(struct slice s, size_t start)
{
    size_t end = start;
    for (int c; c = slice_at(s, end), ascii_is_alnum(c) || c == '.' || c == '-' || c == '_' || c >= 0x80;)
        end++;
    return end - start;
}

static bool is_known_host(struct slice name)
{
    enum host_kind kind = name.size > 0 ? host_classify(name, name) : HOST_NONE;
    return (kind == HOST_DOMAIN || kind == HOST_DOCUMENTATION) && !ipv4_expected(name);
}

/* True if the name reads as one of the network: under a known suffix, and not the name of a file. */
static bool is_host(struct slice name, bool has_path)
{
    size_t last = name.size;
    while (last > 0 && name.data[last - 1] != '.')
        last--;
    bool two = slice_find_byte(name, 0, '.') + 1 == last;
    if (!has_path && slice_is_any_nocase(slice_from(name, last), two ? types_of_files : types_of_archives))
        return false;
    return is_known_host(name);
}

/* What follows a name is a port, or does not go on with the name. */
static bool ends_host(struct slice s, size_t at)
{
    if (slice_at(s, at) == ':') {
        size_t digits = at + 1;
        while (ascii_is_digit(slice_at(s, at + 1)))
            at++;
        if (++at == digits)
            return false;
    }
    int next = slice_at(s, at);
    return next < 0 || next == '/' || next == '?' || next == '#';
}

/* "example.com:8080/x" and "localhost:3000" have a scheme by the standard, which is none. */
static bool is_host_as_scheme(const struct url_parts *parts)
{
    static const char *const reversed[] = {"com", "org", "net", NULL};
    struct slice first = slice_sub(parts->scheme, 0, slice_find_byte(parts->scheme, 0, '.'));
    if (parts->special || !parts->opaque_path || !ends_host(parts->clean, parts->scheme.size))
        return false;
    if (slice_at(parts->clean, parts->scheme.size + 1) < 0)
        return false;
    return slice_equal(parts->scheme, SLICE("localhost")) ||
           (is_host(parts->scheme, false) && !slice_is_any_nocase(first, reversed));
}

/* "ana@example.com": one "@" between a name and a host, and no path. */
static bool is_mail_address(struct slice s)
{
    size_t at = slice_find_byte(s, 0, '@');
    if (at == SLICE_NONE || at == 0)
        return false;
    for (size_t i = 0; i < at; i++)
        if (!ascii_is_alnum(s.data[i]) && slice_find_byte(SLICE("!#$&'*+-=^_`{|}~."), 0, s.data[i]) == SLICE_NONE)
            return false;
    size_t end = at + 1 + host_length(s, at + 1);
    struct slice host = slice_sub(s, at + 1, end);
    bool density = ascii_is_digit(slice_at(host, 0)) && slice_starts_nocase(slice_from(host, 1), SLICE("x.")); /* logo@2x.ai */
    return (end == s.size || s.data[end] == '?') && !density && is_known_host(host);
}

static void read_missing(struct url *url, const struct url_parts *parts)
{
    struct slice s = parts->clean;
    size_t end = host_length(s, 0);
    if (parts->bare || url->open || url_has_problem(url, URL_SCHEME_TYPO))
        return;
    if (!url->relative ? is_host_as_scheme(parts)
                       : url_is_www(s) || (ends_host(s, end) && is_host(slice_sub(s, 0, end), slice_at(s, end) == '/')))
        url_object(url, URL_SCHEME_MISSING);
    else if (url->relative && is_mail_address(s))
        url_object(url, URL_MAILTO_MISSING);
}

static void read_local_path(struct url *url, const struct url_parts *parts)
{
    struct slice s = parts->clean;
    bool drive = url_is_drive(slice_sub(s, 0, 2)) && slice_at(s, 1) == ':' && url_is_slash(slice_at(s, 2)) &&
                 !slice_starts(slice_from(s, 2), SLICE("//"));
    if (drive || (slice_starts(s, SLICE("\\\\")) && !url_is_slash(slice_at(s, 2)) && s.size > 2))
        url_object(url, URL_LOCAL_PATH);
}

/* --- quotation marks --- */

/* Bytes of a quotation mark at the offset, as it is or percent-encoded, or 0. */
static size_t quote_length(struct slice s, size_t offset)
{
    static const char *const escaped[] = {"%22", "%27", "%60", "%E2%80%98", "%E2%80%99", "%E2%80%9C", "%E2%80%9D", "%E2%80%9E"};
    int c = slice_at(s, offset);
    if (c == '"' || c == '\'' || c == '`')
        return 1;
    for (size_t i = 0; c == '%' && i < sizeof escaped / sizeof *escaped; i++)
        if (slice_starts_nocase(slice_from(s, offset), slice_cstr(escaped[i])))
            return slice_cstr(escaped[i]).size;
    if (c < 0x80)
        return 0;
    struct utf8_step step = utf8_decode(s, offset);
    bool curved = step.code_point >= 0x2018 && step.code_point <= 0x201F;
    return curved || step.code_point == 0xAB || step.code_point == 0xBB ? step.length : 0;
}

/* "https://", "mailto:" or "www." at the offset. */
static bool begins_address(struct slice s, size_t offset)
{
    size_t name = url_name_length(s, offset);
    struct slice rest = slice_from(s, offset + name);
    return slice_starts(rest, SLICE("://"))
               ? name > 0
               : url_is_www(slice_from(s, offset)) ||
                     (is_name_of_text(slice_sub(s, offset, offset + name)) && slice_at(rest, 0) == ':');
}

/* How many bytes of quotation marks open the text, behind an "=" that came along. */
static size_t opening_quotes(struct slice s, size_t *first)
{
    size_t quotes = 0;
    *first = slice_at(s, 0) == '=';
    for (size_t length; (length = quote_length(s, *first)) > 0; *first += length)
        quotes++;
    return quotes;
}

/* A quotation mark at the end that belongs to none before it. */
static bool ends_quoted(struct slice s)
{
    size_t last = s.size > 0 ? utf8_floor(s, s.size - 1) : 0;
    bool lone = slice_at(s, last) == '"' && slice_find_byte(s, 0, '"') == last;
    return last > 0 && (lone || (s.data[last] >= 0x80 && quote_length(s, last) > 0));
}

/* Quotation marks or an opening bracket before what begins an address, or a curved or lone mark at its end. */
static void read_quoted(struct url *url, const struct url_parts *parts)
{
    struct slice s = parts->clean;
    size_t first, quotes = opening_quotes(s, &first);
    int next = slice_at(s, first);
    bool begins = quotes > 0 && (next == MASK_BYTE || next == '/' || next == '#' || begins_address(s, first));
    bool bracket = (next == '<' || next == '(' || next == '[') && begins_address(s, first + 1);
    if (begins || bracket || (parts->special && ends_quoted(s)))
        url_object(url, URL_QUOTED);
}

/* An attribute that elements with an address often have. */
static bool is_attribute(struct slice name)
{
    static const char *const names[] = {"class",   "style",  "target", "title",  "rel",    "alt",      "width",   "height",
                                        "border",  "align",  "id",     "name",   "href",   "src",      "bgcolor", "color",
                                        "valign",  "lang",   "dir",    "hspace", "vspace", "download", "role",    "tabindex",
                                        "loading", "srcset", "type",   "media",  NULL};
    return slice_is_any_nocase(name, names) || slice_starts_nocase(name, SLICE("data-")) ||
           slice_starts_nocase(name, SLICE("aria-"));
}

/* " class=", at the end or with a quotation mark behind it: the quotation mark at `equals + 1` was to open the next value. */
static bool ends_attribute(struct slice s, size_t equals)
{
    size_t start = equals;
    int after = slice_at(s, equals + 1);
    if (after >= 0 && after != '"' && after != '\'')
        return false;
    while (start > 0 && (ascii_is_alnum(s.data[start - 1]) || s.data[start - 1] == '-'))
        start--;
    bool apart = start > 0 && ascii_is_space(s.data[start - 1]);
    return apart && start < equals && is_attribute(slice_sub(s, start, equals));
}

/* "</a>", "<img ": the end of an element, or the beginning of one with attributes, behind a ">". */
static bool is_tag(struct slice s, size_t less)
{
    size_t start = less + 1 + (slice_at(s, less + 1) == '/'), end = start;
    while (ascii_is_alnum(slice_at(s, end)))
        end++;
    int next = slice_at(s, end);
    return end > start && ascii_is_alpha(s.data[start]) && (start > less + 1 ? next == '>' : ascii_is_space(next));
}

static void read_unclosed(struct url *url, const struct url_parts *parts)
{
    static const char *const code[] = {"javascript", "data", "vbscript", NULL};
    struct slice s = parts->text;
    bool tag_opened = false, tag_closed = false; /* the address's own tag ends, if none began in it */
    if (slice_is_any_nocase(parts->scheme, code))
        return;
    for (size_t i = 0; i < s.size; i++) {
        tag_closed = tag_closed || (s.data[i] == '>' && !tag_opened);
        tag_opened = tag_opened || s.data[i] == '<';
        if ((s.data[i] == '=' && ends_attribute(s, i)) || (s.data[i] == '<' && tag_closed && is_tag(s, i))) {
            url_object(url, URL_QUOTE_UNCLOSED);
            return;
        }
    }
}

void url_read_problems(struct url *url, const struct url_parts *parts)
{
    struct opening opening;
    read_characters(url, parts);
    read_unclosed(url, parts);
    if (parts->bare)
        return;
    read_opening(parts->clean, 0, &opening);
    read_typo(url, parts, &opening);
    if (!url->open && !url_has_problem(url, URL_SCHEME_TYPO))
        read_doubled(url, parts, &opening);
    read_slashes(url, &opening);
    read_only_scheme(url, parts, &opening);
    read_missing(url, parts);
    read_local_path(url, parts);
    read_quoted(url, parts);
}
