/* The URL parser of the WHATWG URL Standard (section 4.4), for URLs as they stand in mail.
 *
 * The standard describes a machine that goes character by character; here the same decisions are taken on ranges: where the
 * scheme ends, how many slashes follow, where the authority ends. What has no scheme is relative; without a base it has a host
 * all the same if it begins with two slashes. A mask can become any text, so a mask where the scheme would be leaves everything
 * after it open. Linear in the length of the text. Tested in tests/unit/content/test_url.c and tests/interop/whatwg_url.c. */
#include "content/url.h"

#include "base/ascii.h"
#include "content/url_parts.h"
#include "message/document.h"

#define X(name, text, doc) text,
const char *const url_problem_texts[] = {URL_PROBLEMS(X) NULL};
#undef X

bool url_is_special(struct slice scheme)
{
    static const char *const special_schemes[] = {"http", "https", "ftp", "ws", "wss", "file", NULL};
    return slice_is_any_nocase(scheme, special_schemes);
}

bool url_is_of_network(const struct url_parts *parts)
{
    static const char *const schemes[] = {"webcal", "webcals", "feed",  "sftp",  "ftps", "ssh",  "telnet", "gopher",
                                          "rtsp",   "rtmp",    "ldap",  "ldaps", "irc",  "ircs", "nntp",   "nntps",
                                          "git",    "svn",     "smb",   "nfs",   "afp",  "imap", "imaps",  "pop3",
                                          "smtp",   "smtps",   "rsync", "vnc",   NULL};
    return parts->special || slice_is_any_nocase(parts->scheme, schemes);
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
    return slice_find_byte(url_part(parts, range), 0, MASK_BYTE) != SLICE_NONE;
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

size_t url_name_length(struct slice s, size_t offset)
{
    if (!ascii_is_alpha(slice_at(s, offset)))
        return 0;
    size_t end = offset;
    for (int c; c = slice_at(s, end), ascii_is_alnum(c) || c == '+' || c == '-' || c == '.';)
        end++;
    return end - offset;
}

bool url_is_www(struct slice s)
{
    int next = slice_at(s, 4);
    return slice_starts_nocase(s, SLICE("www.")) && (ascii_is_alnum(next) || next >= 0x80 || next == MASK_BYTE);
}

bool url_is_drive(struct slice s)
{
    return s.size == 2 && ascii_is_alpha(s.data[0]) && (s.data[1] == ':' || s.data[1] == '|');
}

void url_read_tail(struct url *url, struct url_parts *parts, size_t start)
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

/* What neither begins with a slash nor names a host: how much of it is the base's depends on what is there. */
static void read_reference(struct url *url, struct url_parts *parts, size_t start)
{
    url_read_tail(url, parts, start);
    if (parts->path.start < parts->path.end)
        parts->inherit = INHERIT_FOLDER;
    else
        parts->inherit = url->has_query ? INHERIT_PATH : INHERIT_QUERY;
}

static size_t count_slashes(const struct url_parts *parts, size_t start)
{
    size_t end = start;
    for (int c; c = slice_at(parts->clean, end), c == '/' || (c == '\\' && parts->special);)
        end++;
    return end - start;
}

/* The authority behind slashes. For a special scheme any number of slashes of either kind counts as two. */
static bool read_slashes(struct url *url, struct arena *arena, struct url_parts *parts, size_t start)
{
    size_t slashes = count_slashes(parts, start);
    if (!parts->special)
        return url_read_authority(url, arena, parts, start + 2);
    if (slashes != 2)
        url_object(url, URL_SLASHES);
    return url_read_authority(url, arena, parts, start + slashes);
}

/* "Relative state" and "relative slash state". */
static bool read_relative(struct url *url, struct arena *arena, struct url_parts *parts, size_t start)
{
    size_t slashes = count_slashes(parts, start);
    if (slashes >= 2)
        return read_slashes(url, arena, parts, start);
    if (slashes == 0) {
        read_reference(url, parts, start);
        return true;
    }
    parts->inherit = INHERIT_HOST;
    url_read_tail(url, parts, start);
    return true;
}

/* True if the text begins with a drive letter that is a whole segment. */
static bool starts_with_drive(struct slice s)
{
    int next = slice_at(s, 2);
    return url_is_drive(slice_sub(s, 0, 2)) && (next < 0 || url_is_slash(next) || next == '?' || next == '#');
}

/* "File state" and "file slash state". */
static bool read_file(struct url *url, struct arena *arena, struct url_parts *parts, size_t start)
{
    size_t slashes = count_slashes(parts, start);
    bool from_base = parts->base && slice_equal(parts->scheme, parts->base->scheme);
    bool drive = starts_with_drive(slice_from(parts->clean, start + (slashes == 1)));
    parts->has_host = true;
    url->has_authority = !url->relative;
    if (!url->relative && slashes < 2)
        url_object(url, URL_SLASHES);
    if (slashes >= 2)
        return url_read_file_host(url, arena, parts, start + 2);
    if (from_base && slashes == 0) {
        read_reference(url, parts, start);
        if (parts->inherit == INHERIT_FOLDER && drive)
            parts->inherit = INHERIT_HOST;
        return true;
    }
    url_read_tail(url, parts, start);
    if (from_base)
        parts->inherit = drive ? INHERIT_HOST : INHERIT_DRIVE;
    return true;
}

/* Without a base that could say more. */
static bool read_relative_alone(struct url *url, struct arena *arena, struct url_parts *parts, const struct url *base)
{
    parts->special = true;
    parts->failed = true;
    if (count_slashes(parts, 0) >= 2)
        return read_slashes(url, arena, parts, 0);
    url_read_tail(url, parts, 0);
    bool on_page = parts->path.start == parts->path.end && !url->has_query;
    url->open = url->host_unknown = url->port_unknown = base && base->open && !on_page;
    return true;
}

static bool read_without_scheme(struct url *url, struct arena *arena, struct url_parts *parts, const struct url *base)
{
    url->relative = true;
    if (!parts->base)
        return read_relative_alone(url, arena, parts, base);
    parts->scheme = parts->base->scheme;
    parts->special = url_is_special(parts->scheme);
    parts->has_host = parts->base->canonical.has_host;
    if (parts->base->canonical.opaque_path) {
        url_read_tail(url, parts, 0);
        parts->inherit = INHERIT_QUERY;
        parts->opaque_path = true;
        parts->failed = slice_at(parts->clean, 0) != '#';
        parts->scheme = parts->failed ? (struct slice){0} : parts->scheme;
        return true;
    }
    if (slice_equal(parts->scheme, SLICE("file")))
        return read_file(url, arena, parts, 0);
    return read_relative(url, arena, parts, 0);
}

/* What follows the colon of a scheme. */
static bool read_with_scheme(struct url *url, struct arena *arena, struct url_parts *parts, size_t start)
{
    bool two = slice_starts(slice_from(parts->clean, start), SLICE("//"));
    parts->special = url_is_special(parts->scheme);
    if (slice_equal(parts->scheme, SLICE("file")))
        return read_file(url, arena, parts, start);
    if (parts->special && !two && parts->base && slice_equal(parts->scheme, parts->base->scheme)) {
        url_object(url, URL_SLASHES);
        parts->has_host = true;
        return read_relative(url, arena, parts, start);
    }
    if (parts->special || two)
        return read_slashes(url, arena, parts, start);
    parts->opaque_path = slice_at(parts->clean, start) != '/';
    url_read_tail(url, parts, start);
    return true;
}

static bool read_scheme(struct url *url, struct arena *arena, struct url_parts *parts, const struct url *base)
{
    size_t length = url_name_length(parts->clean, 0);
    int next = slice_at(parts->clean, length);
    if (base && base->normalised.size > 0 && !base->open)
        parts->base = base;
    if (next == MASK_BYTE && !url_is_www(parts->clean)) {
        url->open = url->host_unknown = url->port_unknown = true;
        url_read_tail(url, parts, 0);
        return true;
    }
    if (length == 0 || next != ':')
        return read_without_scheme(url, arena, parts, base);
    parts->scheme = arena_copy_lower(arena, slice_sub(parts->clean, 0, length));
    return parts->scheme.size > 0 && read_with_scheme(url, arena, parts, length + 1);
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

static void fill_places(struct url *out, const struct url_parts *parts)
{
    out->userinfo = place(parts, parts->userinfo);
    out->host_span = place(parts, parts->host);
    out->port_span = place(parts, parts->port);
    out->path = place(parts, parts->path);
    out->query = place(parts, parts->query);
    out->fragment = place(parts, parts->fragment);
}

/* What applications make of what follows their scheme is their business: all of it counts as path, and no part of it as wrong.
 * What a parser took for the host behind a mistyped scheme is none. */
static void hide_authority(struct url *out, const struct url_parts *parts)
{
    uint64_t of_authority = URL_BIT(HOST_INVALID) | URL_BIT(HOST_EMPTY) | URL_BIT(PORT_INVALID) | URL_BIT(PORT_EMPTY) |
                            URL_BIT(USERINFO) | URL_BIT(AT_SEVERAL);
    struct span nowhere = place(parts, span_of(parts->path.start, parts->path.start));
    if (url_has_problem(out, URL_SCHEME_TYPO))
        out->host = (struct slice){0};
    if (parts->scheme.size == 0 || out->relative || url_is_of_network(parts))
        return;
    out->problems &= ~of_authority;
    out->userinfo = out->host_span = out->port_span = nowhere;
    out->has_userinfo = out->has_port = out->port_unknown = false;
    out->port = 0;
    out->path = place(parts, span_of(parts->scheme.size + 1, parts->path.end));
}

static void fill_from_base(struct url *out, const struct url_parts *parts)
{
    const struct url *base = parts->base;
    out->resolved = base && !parts->failed && (out->relative || parts->inherit != INHERIT_NOTHING);
    if (!out->resolved || parts->inherit == INHERIT_NOTHING)
        return;
    out->host = base->host;
    out->host_tail = base->host_tail;
    out->host_unknown = base->host_unknown;
    out->port = base->port;
    out->has_port = base->has_port;
    out->port_unknown = base->port_unknown;
}

static bool parse(struct url *out, struct arena *arena, struct slice text, const struct url *base, bool bare)
{
    struct url_parts parts = {.text = trim(text)};
    *out = (struct url){.text = parts.text};
    if (parts.text.size < text.size)
        url_object(out, URL_WHITE_SPACE);
    out->placeholder = slice_find_byte(parts.text, 0, MASK_BYTE) != SLICE_NONE;
    bool ok = clean_text(out, arena, &parts);
    if (ok && bare) {
        parts.bare = parts.special = true;
        parts.scheme = SLICE("http");
        ok = url_read_authority(out, arena, &parts, 0);
    } else if (ok) {
        ok = read_scheme(out, arena, &parts, base);
        out->scheme = parts.scheme;
    }
    fill_places(out, &parts);
    fill_from_base(out, &parts);
    url_read_problems(out, &parts);
    ok = ok && url_normalise(out, arena, &parts);
    hide_authority(out, &parts);
    return ok;
}

bool url_parse(struct url *out, struct arena *arena, struct slice text)
{
    return parse(out, arena, text, NULL, false);
}

bool url_resolve(struct url *out, struct arena *arena, struct slice text, const struct url *base)
{
    return parse(out, arena, text, base, false);
}

bool url_parse_bare(struct url *out, struct arena *arena, struct slice text)
{
    return parse(out, arena, text, NULL, true);
}
