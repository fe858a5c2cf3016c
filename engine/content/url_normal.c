/* The URL serializer of the WHATWG URL Standard: percent-encode sets, dot segments, default ports. Masks are carried through.
 * Tested in tests/unit/content/test_url.c. */
#include "base/ascii.h"
#include "base/buffer.h"
#include "content/url_parts.h"
#include "message/document.h"

/* Percent-encode sets: beside C0 controls and everything over U+007E, these. */
#define SET_OPAQUE   ""
#define SET_FRAGMENT " \"<>`"
#define SET_QUERY    " \"#<>"
#define SET_SPECIAL  " \"#<>'"
#define SET_PATH     " \"#<>?^`{}"
#define SET_USERINFO " \"#<>?^`{}/:;=@[\\]|"

static void encode(struct buffer *out, struct slice text, struct slice set)
{
    for (size_t i = 0; i < text.size; i++) {
        unsigned char c = text.data[i];
        bool escape = (c < ' ' && c != MASK_BYTE) || c > '~' || slice_find_byte(set, 0, c) != SLICE_NONE;
        if (escape)
            buffer_printf(out, "%%%02X", c);
        else
            buffer_byte(out, c);
    }
}

/* 1 for ".", 2 for "..", also with escaped dots; else 0. */
static int dots(struct slice segment)
{
    int count = 0;
    for (size_t i = 0; i < segment.size; count++) {
        if (segment.data[i] == '.')
            i++;
        else if (slice_starts_nocase(slice_from(segment, i), SLICE("%2e")))
            i += 3;
        else
            return 0;
    }
    return count <= 2 ? count : 0;
}

static void remove_segment(struct buffer *out, size_t path_start)
{
    while (out->size > path_start && out->data[out->size - 1] != '/')
        out->size--;
    if (out->size > path_start)
        out->size--;
}

static void write_path(struct buffer *out, struct slice path)
{
    size_t path_start = out->size, start = 0;
    if (slice_at(path, 0) == '/' || slice_at(path, 0) == '\\')
        start = 1;
    for (;;) {
        size_t end = start;
        while (end < path.size && path.data[end] != '/' && path.data[end] != '\\')
            end++;
        bool last = end == path.size;
        struct slice segment = slice_sub(path, start, end);
        int count = dots(segment);
        if (count == 2)
            remove_segment(out, path_start);
        if (count == 0 || last)
            buffer_byte(out, '/');
        if (count == 0)
            encode(out, segment, SLICE(SET_PATH));
        if (last)
            return;
        start = end + 1;
    }
}

static bool is_default_port(struct slice scheme, uint32_t port)
{
    static const struct {
        const char *scheme;
        uint32_t port;
    } defaults[] = {{"http", 80}, {"https", 443}, {"ftp", 21}, {"ws", 80}, {"wss", 443}};
    for (size_t i = 0; i < sizeof defaults / sizeof *defaults; i++)
        if (defaults[i].port == port && slice_equal(scheme, slice_cstr(defaults[i].scheme)))
            return true;
    return false;
}

static struct slice part(const struct url_parts *parts, struct span span)
{
    return slice_sub(parts->clean, span.start, span.end);
}

static void write_userinfo(struct buffer *out, struct slice userinfo)
{
    size_t colon = slice_find_byte(userinfo, 0, ':');
    encode(out, slice_sub(userinfo, 0, colon), SLICE(SET_USERINFO));
    if (colon != SLICE_NONE && colon + 1 < userinfo.size) {
        buffer_byte(out, ':');
        encode(out, slice_from(userinfo, colon + 1), SLICE(SET_USERINFO));
    }
    if (userinfo.size > 0 && !(userinfo.size == 1 && colon == 0))
        buffer_byte(out, '@');
}

static void write_authority(struct buffer *out, const struct url *url, const struct url_parts *parts)
{
    buffer_text(out, "//");
    write_userinfo(out, part(parts, parts->userinfo));
    if (url->host_unknown) {
        buffer_append(out, slice_sub(parts->clean, parts->host.start, parts->path.start));
        return;
    }
    buffer_append(out, url->host);
    if (url->has_port && !is_default_port(parts->scheme, url->port))
        buffer_printf(out, ":%u", (unsigned)url->port);
}

/* Bytes that the normalised form can take at most. */
static size_t largest(const struct url *url, const struct url_parts *parts)
{
    return parts->scheme.size + url->host.size + 3 * parts->clean.size + 16;
}

static bool has_no_normal_form(const struct url *url)
{
    uint32_t broken = 1u << URL_HOST_EMPTY | 1u << URL_HOST_INVALID | 1u << URL_PORT_INVALID;
    return url->relative || (url->problems & broken) != 0;
}

bool url_normalise(struct url *url, struct arena *arena, const struct url_parts *parts)
{
    struct buffer out;
    if (has_no_normal_form(url))
        return true;
    if (parts->scheme.size == 0) {
        url->normalised = parts->clean;
        return true;
    }
    buffer_init(&out, arena, largest(url, parts));
    buffer_reserve(&out, parts->scheme.size + parts->clean.size + 16);
    buffer_append(&out, parts->scheme);
    buffer_byte(&out, ':');
    if (parts->special) {
        write_authority(&out, url, parts);
        write_path(&out, part(parts, parts->path));
    } else {
        encode(&out, part(parts, parts->path), SLICE(SET_OPAQUE));
    }
    if (url->has_query) {
        buffer_byte(&out, '?');
        encode(&out, part(parts, parts->query), parts->special ? SLICE(SET_SPECIAL) : SLICE(SET_QUERY));
    }
    if (url->has_fragment) {
        buffer_byte(&out, '#');
        encode(&out, part(parts, parts->fragment), SLICE(SET_FRAGMENT));
    }
    url->normalised = buffer_slice(&out);
    return !out.failed;
}
