/* The URL parser of the WHATWG URL Standard, for URLs as they stand in mail: without a base URL.
 *
 * Special schemes (http, https, ftp, ws, wss, file) are taken apart; all others are opaque: a path, a query, a fragment. What has
 * no scheme is relative; it has a host all the same if it begins with two slashes. A mask can become any text, so a mask where
 * the scheme would be leaves everything after it open, and a mask in the authority leaves the host open.
 * Tested in tests/unit/content/test_url.c. */
#include "content/url.h"

#include "base/ascii.h"
#include "content/url_parts.h"
#include "message/document.h"

#define X(name, text, doc) text,
const char *const url_problem_texts[] = {URL_PROBLEMS(X) NULL};
#undef X

static const char *const special_schemes[] = {"http", "https", "ftp", "ws", "wss", "file", NULL};

static bool is_special(struct slice scheme)
{
    return slice_is_any_nocase(scheme, special_schemes);
}

static bool is_slash(int c)
{
    return c == '/' || c == '\\';
}

static bool is_dropped(int c)
{
    return c == '\t' || c == '\n' || c == '\r';
}

static struct span span_of(size_t start, size_t end)
{
    return (struct span){(uint32_t)start, (uint32_t)end};
}

bool url_masked(const struct url_parts *parts, struct span range)
{
    return slice_find_byte(slice_sub(parts->clean, range.start, range.end), 0, MASK_BYTE) != SLICE_NONE;
}

/* Trims C0 controls and blanks, but no masks. */
static struct slice trim(struct slice text)
{
    size_t start = 0, end = text.size;
    while (start < end && text.data[start] <= ' ' && text.data[start] != MASK_BYTE)
        start++;
    while (end > start && text.data[end - 1] <= ' ' && text.data[end - 1] != MASK_BYTE)
        end--;
    return slice_sub(text, start, end);
}

/* Drops tabs and line ends. */
static bool clean_text(struct url *url, struct arena *arena, struct url_parts *parts)
{
    struct slice text = parts->text;
    size_t dropped = 0;
    for (size_t i = 0; i < text.size; i++)
        dropped += is_dropped(text.data[i]);
    parts->clean = text;
    if (dropped == 0)
        return true;
    url_object(url, URL_WHITE_SPACE);
    unsigned char *bytes = arena_alloc(arena, text.size - dropped);
    uint32_t *origin = arena_new_array(arena, uint32_t, text.size - dropped);
    if (!bytes || !origin)
        return false;
    size_t size = 0;
    for (size_t i = 0; i < text.size; i++) {
        if (is_dropped(text.data[i]))
            continue;
        origin[size] = (uint32_t)i;
        bytes[size++] = text.data[i];
    }
    parts->clean = slice_make(bytes, size);
    parts->origin = origin;
    return true;
}

/* The length of what could be a scheme's name at offset. */
static size_t name_length(struct slice s, size_t offset)
{
    if (!ascii_is_alpha(slice_at(s, offset)))
        return 0;
    size_t end = offset;
    for (int c; c = slice_at(s, end), ascii_is_alnum(c) || c == '+' || c == '-' || c == '.';)
        end++;
    return end - offset;
}

/* True if one insertion, deletion, substitution or transposition makes b of a. */
static bool is_near(struct slice a, struct slice b)
{
    size_t head = 0, tail = 0;
    size_t shorter = a.size < b.size ? a.size : b.size, longer = a.size < b.size ? b.size : a.size;
    while (head < shorter && ascii_lower(a.data[head]) == b.data[head])
        head++;
    while (tail < shorter - head && ascii_lower(a.data[a.size - 1 - tail]) == b.data[b.size - 1 - tail])
        tail++;
    if (longer - head - tail <= 1)
        return longer - shorter <= 1;
    return a.size == b.size && a.size - head - tail == 2 && ascii_lower(a.data[head]) == b.data[head + 1] &&
           ascii_lower(a.data[head + 1]) == b.data[head];
}

/* "htp://", "http//": a name of one edit from http or https, or one of them without its colon. */
static bool is_mistyped(struct slice s, size_t length)
{
    static const struct slice names[] = {{(const unsigned char *)"http", 4}, {(const unsigned char *)"https", 5}};
    struct slice name = slice_sub(s, 0, length), rest = slice_from(s, length);
    bool colon = slice_starts(rest, SLICE(":/"));
    if (!colon && !slice_starts(rest, SLICE("//")))
        return false;
    if (slice_equal_nocase(name, names[0]) || slice_equal_nocase(name, names[1]))
        return !colon;
    return is_near(name, names[0]) || is_near(name, names[1]);
}

/* After "http://": another "http:/", "https//" and the like. */
static bool is_doubled(struct slice s, size_t offset)
{
    size_t length = name_length(s, offset);
    struct slice rest = slice_from(s, offset + length);
    return length > 0 && is_special(slice_sub(s, offset, offset + length)) &&
           (slice_starts(rest, SLICE(":/")) || slice_starts(rest, SLICE("//")));
}

/* Path, query and fragment: the rest of the text. */
static void read_tail(struct url *url, struct url_parts *parts, size_t start)
{
    size_t size = parts->clean.size;
    size_t hash = slice_find_byte(parts->clean, start, '#');
    size_t end = hash == SLICE_NONE ? size : hash;
    size_t question = slice_find_byte(slice_sub(parts->clean, 0, end), start, '?');
    size_t path_end = question == SLICE_NONE ? end : question;
    url->has_query = question != SLICE_NONE;
    url->has_fragment = hash != SLICE_NONE;
    parts->path = span_of(start, path_end);
    parts->query = span_of(url->has_query ? path_end + 1 : path_end, end);
    parts->fragment = span_of(url->has_fragment ? end + 1 : size, size);
}

static void read_port(struct url *url, const struct url_parts *parts)
{
    uint32_t number = 0;
    if (parts->port.start == parts->port.end)
        return;
    for (uint32_t i = parts->port.start; i < parts->port.end; i++) {
        int c = parts->clean.data[i];
        if (ascii_is_digit(c))
            number = number * 10 + (uint32_t)(c - '0');
        if (!ascii_is_digit(c) || number > UINT16_MAX) {
            url_object(url, URL_PORT_INVALID);
            return;
        }
    }
    url->has_port = true;
    url->port = number;
}

/* user:password@host:port, between the slashes and the path. */
static void split_authority(struct url *url, struct url_parts *parts, struct span authority)
{
    size_t at = authority.start, colon = SLICE_NONE;
    bool bracket = false;
    for (size_t i = authority.start; i < authority.end; i++)
        if (parts->clean.data[i] == '@') {
            url->has_userinfo = true;
            parts->userinfo = span_of(authority.start, i);
            at = i + 1;
        }
    for (size_t i = at; i < authority.end && colon == SLICE_NONE; i++) {
        int c = parts->clean.data[i];
        bracket = c == '[' || (bracket && c != ']');
        if (c == ':' && !bracket)
            colon = i;
    }
    parts->host = span_of(at, colon == SLICE_NONE ? authority.end : colon);
    parts->port = span_of(colon == SLICE_NONE ? authority.end : colon + 1, authority.end);
    if (url->has_userinfo)
        url_object(url, URL_USERINFO);
}

static bool read_authority(struct url *url, struct arena *arena, struct url_parts *parts, size_t start)
{
    size_t end = start;
    for (int c; c = slice_at(parts->clean, end), c >= 0 && !is_slash(c) && c != '?' && c != '#';)
        end++;
    struct span authority = span_of(start, end);
    url->has_authority = true;
    split_authority(url, parts, authority);
    read_tail(url, parts, end);
    if (url_masked(parts, authority)) {
        url->host_unknown = true;
        return true;
    }
    read_port(url, parts);
    if (parts->host.start < parts->host.end)
        return url_read_host(url, arena, slice_sub(parts->clean, parts->host.start, parts->host.end));
    if (!slice_equal(parts->scheme, SLICE("file")))
        url_object(url, URL_HOST_EMPTY);
    return true;
}

/* After a special scheme: any number of slashes of either kind counts as two; a file's host may be empty. */
static bool read_special(struct url *url, struct arena *arena, struct url_parts *parts, size_t start)
{
    bool file = slice_equal(parts->scheme, SLICE("file"));
    size_t offset = start;
    while (is_slash(slice_at(parts->clean, offset)) && !(file && offset - start == 2))
        offset++;
    if (offset - start != 2)
        url_object(url, URL_SLASHES);
    if (is_doubled(parts->clean, offset))
        url_object(url, URL_SCHEME_DOUBLED);
    if (file && offset - start < 2) {
        read_tail(url, parts, start);
        url->has_authority = true;
        return true;
    }
    return read_authority(url, arena, parts, offset);
}

static bool read_relative(struct url *url, struct arena *arena, struct url_parts *parts)
{
    size_t slashes = 0;
    while (is_slash(slice_at(parts->clean, slashes)))
        slashes++;
    url->relative = true;
    if (slashes < 2) {
        read_tail(url, parts, 0);
        return true;
    }
    if (slashes > 2)
        url_object(url, URL_SLASHES);
    return read_authority(url, arena, parts, slashes);
}

static bool read_scheme(struct url *url, struct arena *arena, struct url_parts *parts)
{
    size_t length = name_length(parts->clean, 0);
    int next = slice_at(parts->clean, length);
    if (next == MASK_BYTE) {
        url->host_unknown = true;
        read_tail(url, parts, 0);
        return true;
    }
    if (is_mistyped(parts->clean, length))
        url_object(url, URL_SCHEME_TYPO);
    parts->special = true;
    if (length == 0 || next != ':')
        return read_relative(url, arena, parts);
    parts->scheme = arena_copy(arena, slice_sub(parts->clean, 0, length));
    if (parts->scheme.size == 0)
        return false;
    unsigned char *bytes = (unsigned char *)(uintptr_t)parts->scheme.data;
    for (size_t i = 0; i < length; i++)
        bytes[i] = (unsigned char)ascii_lower(bytes[i]);
    url->scheme = parts->scheme;
    parts->special = is_special(parts->scheme);
    if (parts->special)
        return read_special(url, arena, parts, length + 1);
    read_tail(url, parts, length + 1);
    return true;
}

/* A range of the clean text as a range of the text. */
static struct span place(const struct url_parts *parts, struct span s)
{
    if (!parts->origin)
        return s;
    uint32_t end = (uint32_t)parts->text.size;
    uint32_t start = s.start < parts->clean.size ? parts->origin[s.start] : end;
    return (struct span){start, s.start == s.end ? start : parts->origin[s.end - 1] + 1};
}

static bool parse(struct url *out, struct arena *arena, struct slice text, bool bare)
{
    struct url_parts parts = {.text = trim(text)};
    *out = (struct url){.text = parts.text};
    if (parts.text.size < text.size)
        url_object(out, URL_WHITE_SPACE);
    out->placeholder = slice_find_byte(parts.text, 0, MASK_BYTE) != SLICE_NONE;
    bool ok = clean_text(out, arena, &parts);
    if (ok && bare) {
        parts.scheme = SLICE("http");
        parts.special = true;
        ok = read_authority(out, arena, &parts, 0);
    } else if (ok) {
        ok = read_scheme(out, arena, &parts);
    }
    out->userinfo = place(&parts, parts.userinfo);
    out->host_span = place(&parts, parts.host);
    out->port_span = place(&parts, parts.port);
    out->path = place(&parts, parts.path);
    out->query = place(&parts, parts.query);
    out->fragment = place(&parts, parts.fragment);
    url_read_characters(out, &parts);
    return ok && url_normalise(out, arena, &parts);
}

bool url_parse(struct url *out, struct arena *arena, struct slice text)
{
    return parse(out, arena, text, false);
}

bool url_parse_bare(struct url *out, struct arena *arena, struct slice text)
{
    return parse(out, arena, text, true);
}
