/* The authority of a URL: user name and password, host, port ("authority state" to "file host state" of the URL Standard).
 *
 * A mask in one of them leaves only that one open: http://^@intranet:80/ has a known host and a known port. A mask that
 * could bring an "@" or a "/" of its own is not thought of. Tested in tests/unit/content/test_url.c. */
#include "base/ascii.h"
#include "content/address.h"
#include "content/url_parts.h"
#include "message/document.h"

static struct span span_of(size_t start, size_t end)
{
    return (struct span){(uint32_t)start, (uint32_t)end};
}

/* "logo.png" in two densities: https://^@2x.png has no user name. */
static bool is_density(struct slice clean, size_t at)
{
    return at > 0 && slice_at(clean, at - 1) == MASK_BYTE && ascii_is_digit(slice_at(clean, at + 1)) &&
           slice_starts_nocase(slice_from(clean, at + 2), SLICE("x."));
}

/* The colon before the port, outside of the brackets of IPv6; SLICE_NONE if there is none. */
static size_t find_port(struct slice clean, size_t start, size_t end)
{
    bool bracket = false;
    for (size_t i = start; i < end; i++) {
        int c = clean.data[i];
        bracket = c == '[' || (bracket && c != ']');
        if (c == ':' && !bracket)
            return i;
    }
    return SLICE_NONE;
}

static void split_authority(struct url *url, struct url_parts *parts, struct span authority)
{
    size_t at = authority.start;
    for (size_t i = authority.start; i < authority.end; i++) {
        if (parts->clean.data[i] != '@' || is_density(parts->clean, i))
            continue;
        if (url->has_userinfo)
            url_object(url, URL_AT_SEVERAL);
        url->has_userinfo = true;
        parts->userinfo = span_of(authority.start, i);
        at = i + 1;
    }
    size_t colon = find_port(parts->clean, at, authority.end);
    parts->host = span_of(at, colon == SLICE_NONE ? authority.end : colon);
    parts->port = span_of(colon == SLICE_NONE ? authority.end : colon + 1, authority.end);
    if (url->has_userinfo)
        url_object(url, URL_USERINFO);
    if (colon != SLICE_NONE && parts->port.start == parts->port.end)
        url_object(url, URL_PORT_EMPTY);
}

static void read_port(struct url *url, struct url_parts *parts)
{
    uint32_t number = 0;
    if (parts->port.start == parts->port.end || url_masked(parts, parts->port)) {
        url->port_unknown = url_masked(parts, span_of(parts->host.start, parts->port.end));
        return;
    }
    for (uint32_t i = parts->port.start; i < parts->port.end; i++) {
        int c = parts->clean.data[i];
        if (ascii_is_digit(c))
            number = number * 10 + (uint32_t)(c - '0');
        if (!ascii_is_digit(c) || number > UINT16_MAX) {
            url_object(url, URL_PORT_INVALID);
            parts->failed = true;
            return;
        }
    }
    url->has_port = true;
    url->port = number;
}

/* "https://^.png": the mask holds a path, too. */
static bool is_type_of_file(struct slice label)
{
    static const char *const types[] = {"png", "gif",  "jpg", "jpeg", "webp", "svg",  "bmp",  "ico", "html", "htm", "php",
                                        "asp", "aspx", "jsp", "js",   "css",  "pdf",  "json", "xml", "txt",  "ics", "csv",
                                        "mp3", "mp4",  "doc", "docx", "xls",  "xlsx", "zip",  "vcf", "cgi",  "do",  NULL};
    return slice_is_any_nocase(label, types);
}

/* The labels behind the last mask. */
static bool read_tail_of_host(struct url *url, struct arena *arena, struct slice raw)
{
    size_t mask = raw.size;
    while (raw.data[mask - 1] != MASK_BYTE)
        mask--;
    size_t dot = slice_find_byte(raw, mask, '.');
    struct slice labels = slice_from(raw, dot == SLICE_NONE ? raw.size : dot + 1);
    struct url tail = {.problems = 0};
    url->host_unknown = true;
    if (labels.size == 0 || is_type_of_file(labels) || ipv4_expected(labels))
        return true;
    bool ok = url_read_host(&tail, arena, labels);
    if (!ok || tail.host.size == 0)
        return ok;
    url->problems |= tail.problems;
    url->host_tail = arena_printf(arena, ".%.*s", SLICE_ARG(tail.host));
    return url->host_tail.size > 0;
}

/* Forbidden host code points (URL Standard, 3.1) as far as they can stand in an authority. */
static bool has_forbidden(struct slice host)
{
    for (size_t i = 0; i < host.size; i++)
        if (host.data[i] == 0 || slice_find_byte(SLICE(" #/:<>?@[\\]^|"), 0, host.data[i]) != SLICE_NONE)
            return true;
    return false;
}

/* "Opaque-host parser", and before it what is in brackets. */
static bool read_opaque_host(struct url *url, struct arena *arena, struct url_parts *parts, struct slice raw)
{
    uint16_t address[8];
    bool bracket = slice_at(raw, 0) == '[';
    bool valid =
        bracket ? raw.data[raw.size - 1] == ']' && ipv6_parse(slice_sub(raw, 1, raw.size - 1), address) : !has_forbidden(raw);
    parts->opaque_host = bracket && valid ? ipv6_text(arena, address) : raw;
    parts->failed = parts->failed || !valid;
    if (!valid)
        url_object(url, URL_HOST_INVALID);
    return !arena->failed;
}

static bool read_host(struct url *url, struct arena *arena, struct url_parts *parts, struct slice raw)
{
    bool of_network = url_is_of_network(parts);
    url->has_authority = of_network;
    if (slice_find_byte(raw, 0, MASK_BYTE) != SLICE_NONE) {
        parts->opaque_host = raw;
        return !of_network || read_tail_of_host(url, arena, raw);
    }
    if (raw.size == 0) {
        bool allowed = !parts->special && !url->has_userinfo && !url_has_problem(url, URL_PORT_EMPTY) &&
                       parts->port.start == parts->port.end;
        if (!allowed || of_network)
            url_object(url, URL_HOST_EMPTY);
        parts->failed = parts->failed || !allowed;
        return true;
    }
    if (of_network && !url_read_host(url, arena, raw))
        return false;
    if (!parts->special)
        return read_opaque_host(url, arena, parts, raw);
    parts->failed = parts->failed || url->host.size == 0;
    return true;
}

bool url_read_authority(struct url *url, struct arena *arena, struct url_parts *parts, size_t start)
{
    size_t end = start;
    for (int c; c = slice_at(parts->clean, end), c >= 0 && c != '/' && !(c == '\\' && parts->special) && c != '?' && c != '#';)
        end++;
    split_authority(url, parts, span_of(start, end));
    url_read_tail(url, parts, end);
    parts->has_host = true;
    read_port(url, parts);
    return read_host(url, arena, parts, url_part(parts, parts->host));
}

bool url_read_file_host(struct url *url, struct arena *arena, struct url_parts *parts, size_t start)
{
    size_t end = start;
    for (int c; c = slice_at(parts->clean, end), c >= 0 && !url_is_slash(c) && c != '?' && c != '#';)
        end++;
    struct slice raw = slice_sub(parts->clean, start, end);
    url->has_authority = true;
    if (raw.size == 0 || url_is_drive(raw)) {
        url_read_tail(url, parts, start);
        return true;
    }
    parts->host = span_of(start, end);
    parts->port = parts->userinfo = span_of(end, end);
    url_read_tail(url, parts, end);
    if (!read_host(url, arena, parts, raw))
        return false;
    if (slice_equal(url->host, SLICE("localhost")))
        url->host = (struct slice){0};
    return true;
}
