/* The URL serializer of the WHATWG URL Standard (section 4.5): percent-encode sets, dot segments, default ports, and what comes
 * from the base. Masks are carried through. Tested in tests/unit/content/test_url.c and tests/interop/whatwg_url.c. */
#include "base/ascii.h"
#include "base/buffer.h"
#include "content/url_parts.h"
#include "message/document.h"

/* A percent-encode set (1.3): beside C0 controls and everything over U+007E these characters, a bit for each. */
struct percent_set {
    uint64_t low;  /* U+0000 to U+003F */
    uint64_t high; /* U+0040 to U+007F */
};

#define BIT(c)       ((uint64_t)1 << ((c)&63))
#define QUERY_LOW    (BIT(' ') | BIT('"') | BIT('#') | BIT('<') | BIT('>'))
#define PATH_LOW     (QUERY_LOW | BIT('?'))
#define PATH_HIGH    (BIT('^') | BIT('`') | BIT('{') | BIT('}'))
#define USERINFO_LOW (PATH_LOW | BIT('/') | BIT(':') | BIT(';') | BIT('='))

static const struct percent_set set_control = {0, 0};
static const struct percent_set set_fragment = {BIT(' ') | BIT('"') | BIT('<') | BIT('>'), BIT('`')};
static const struct percent_set set_query = {QUERY_LOW, 0};
static const struct percent_set set_special_query = {QUERY_LOW | BIT('\''), 0};
static const struct percent_set set_path = {PATH_LOW, PATH_HIGH};
static const struct percent_set set_userinfo = {USERINFO_LOW, PATH_HIGH | BIT('@') | BIT('[') | BIT('\\') | BIT(']') | BIT('|')};

static void escape(struct buffer *out, unsigned char c)
{
    static const char digits[] = "0123456789ABCDEF";
    buffer_byte(out, '%');
    buffer_byte(out, digits[c >> 4]);
    buffer_byte(out, digits[c & 15]);
}

static void encode(struct buffer *out, struct slice text, const struct percent_set *set)
{
    size_t start = 0;
    for (size_t i = 0; i < text.size; i++) {
        unsigned char c = text.data[i];
        uint64_t bits = c < 64 ? set->low : set->high;
        bool stays = (c >= ' ' || c == MASK_BYTE) && c <= '~' && !(bits >> (c & 63) & 1);
        if (stays)
            continue;
        buffer_append(out, slice_sub(text, start, i));
        escape(out, c);
        start = i + 1;
    }
    buffer_append(out, slice_from(text, start));
}

static struct span written(const struct buffer *out, size_t start)
{
    return (struct span){(uint32_t)start, (uint32_t)out->size};
}

/* --- the path --- */

/* 1 for ".", 2 for "..", also with escaped dots; else 0. */
static int dots(struct slice segment)
{
    int count = 0;
    for (size_t i = 0; i < segment.size; count++) {
        if (count == 2)
            return 0;
        if (segment.data[i] == '.')
            i++;
        else if (slice_starts_nocase(slice_from(segment, i), SLICE("%2e")))
            i += 3;
        else
            return 0;
    }
    return count;
}

/* "Shorten a URL's path": a drive letter that is all there is stays. */
static void shorten(struct buffer *out, size_t path_start, bool file)
{
    struct slice path = slice_from(buffer_slice(out), path_start);
    if (file && path.size == 3 && url_is_drive(slice_from(path, 1)) && path.data[2] == ':')
        return;
    while (out->size > path_start && out->data[out->size - 1] != '/')
        out->size--;
    if (out->size > path_start)
        out->size--;
}

static void write_segment(struct buffer *out, struct slice segment, bool drive)
{
    buffer_byte(out, '/');
    encode(out, slice_sub(segment, 0, drive ? 1 : segment.size), &set_path);
    if (drive)
        buffer_byte(out, ':');
}

/* Where the segment ends that begins at start. */
static size_t segment_end(struct slice path, size_t start, bool special)
{
    size_t end = start;
    while (end < path.size && path.data[end] != '/' && !(special && path.data[end] == '\\'))
        end++;
    return end;
}

/* "Path state". The path begins at path_start, where what comes from the base may stand already. */
static void write_segments(struct buffer *out, const struct url_parts *parts, size_t path_start)
{
    struct slice path = url_part(parts, parts->path);
    bool file = slice_equal(parts->scheme, SLICE("file"));
    size_t start = slice_at(path, 0) == '/' || (parts->special && slice_at(path, 0) == '\\');
    if (path.size == 0 && !parts->special)
        return;
    for (;;) {
        size_t end = segment_end(path, start, parts->special);
        bool last = end == path.size;
        struct slice segment = slice_sub(path, start, end);
        int count = dots(segment);
        if (count == 2)
            shorten(out, path_start, file);
        if (count == 0)
            write_segment(out, segment, file && out->size == path_start && url_is_drive(segment));
        else if (last)
            buffer_byte(out, '/');
        if (last)
            return;
        start = end + 1;
    }
}

/* A blank that would stand at the end of the address without its query and fragment is escaped. */
static void write_opaque_path(struct buffer *out, const struct url *url, struct slice path)
{
    bool blank = (url->has_query || url->has_fragment) && path.size > 0 && path.data[path.size - 1] == ' ';
    encode(out, slice_sub(path, 0, path.size - blank), &set_control);
    if (blank)
        escape(out, ' ');
}

static struct slice base_part(const struct url_parts *parts, struct span span)
{
    return slice_sub(parts->base->normalised, span.start, span.end);
}

static void write_base_path(struct buffer *out, const struct url_parts *parts, size_t path_start)
{
    struct slice path = base_part(parts, parts->base->canonical.path);
    bool file = slice_equal(parts->scheme, SLICE("file"));
    bool drive = file && path.size >= 3 && url_is_drive(slice_sub(path, 1, 3)) && (path.size == 3 || path.data[3] == '/');
    if (parts->inherit == INHERIT_DRIVE && drive)
        buffer_append(out, slice_sub(path, 0, 3));
    if (parts->inherit < INHERIT_FOLDER)
        return;
    buffer_append(out, path);
    if (parts->inherit == INHERIT_FOLDER)
        shorten(out, path_start, file);
}

/* A path that begins with two slashes would read as a host. */
static void part_from_host(struct buffer *out, struct url *url)
{
    size_t start = url->canonical.path.start;
    if (url->canonical.has_host || out->failed || !slice_starts(slice_from(buffer_slice(out), start), SLICE("//")))
        return;
    buffer_text(out, "/.");
    if (out->failed)
        return;
    memmove(out->data + start + 2, out->data + start, out->size - 2 - start);
    memcpy(out->data + start, "/.", 2);
    url->canonical.path.start += 2;
}

static void write_path(struct buffer *out, struct url *url, const struct url_parts *parts)
{
    size_t start = out->size;
    if (parts->inherit != INHERIT_NOTHING)
        write_base_path(out, parts, start);
    if (parts->opaque_path && parts->inherit == INHERIT_NOTHING)
        write_opaque_path(out, url, url_part(parts, parts->path));
    else if (parts->inherit < INHERIT_PATH)
        write_segments(out, parts, start);
    url->canonical.path.start = (uint32_t)start;
    url->canonical.opaque_path = parts->opaque_path;
    if (!parts->opaque_path)
        part_from_host(out, url);
    url->canonical.path.end = (uint32_t)out->size;
}

/* --- before the path --- */

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

static void write_userinfo(struct buffer *out, struct url_components *canonical, struct slice userinfo)
{
    size_t start = out->size, colon = slice_find_byte(userinfo, 0, ':');
    encode(out, slice_sub(userinfo, 0, colon), &set_userinfo);
    canonical->username = written(out, start);
    start = out->size;
    if (colon != SLICE_NONE && colon + 1 < userinfo.size) {
        buffer_byte(out, ':');
        start = out->size;
        encode(out, slice_from(userinfo, colon + 1), &set_userinfo);
    }
    canonical->password = written(out, start);
    if (canonical->username.start < canonical->password.end)
        buffer_byte(out, '@');
}

static void write_port(struct buffer *out, struct url *url, const struct url_parts *parts)
{
    size_t start = out->size;
    bool masked = url_masked(parts, parts->port);
    if (masked || (url->has_port && !is_default_port(parts->scheme, url->port))) {
        buffer_byte(out, ':');
        start = out->size;
        if (masked)
            buffer_append(out, url_part(parts, parts->port));
        else
            buffer_printf(out, "%u", (unsigned)url->port);
    }
    url->canonical.port = written(out, start);
}

/* Everything before the path that is not the base's. */
static void write_authority(struct buffer *out, struct url *url, const struct url_parts *parts)
{
    struct url_components *canonical = &url->canonical;
    canonical->has_host = parts->has_host;
    if (parts->has_host)
        buffer_text(out, "//");
    canonical->username = canonical->password = canonical->host = canonical->port = written(out, out->size);
    if (!parts->has_host)
        return;
    write_userinfo(out, canonical, url_part(parts, parts->userinfo));
    size_t start = out->size;
    if (parts->special && !url->host_unknown)
        buffer_append(out, url->host);
    else
        encode(out, parts->opaque_host, &set_control);
    canonical->host = written(out, start);
    write_port(out, url, parts);
}

/* Scheme, authority and path. */
static void write_front(struct buffer *out, struct url *url, const struct url_parts *parts)
{
    if (parts->inherit != INHERIT_NOTHING) {
        url->canonical = parts->base->canonical;
        buffer_append(out, slice_sub(parts->base->normalised, 0, url->canonical.port.end));
    } else {
        buffer_append(out, parts->scheme);
        url->canonical.scheme = written(out, 0);
        buffer_byte(out, ':');
        write_authority(out, url, parts);
    }
    write_path(out, url, parts);
}

static void write_query(struct buffer *out, struct url *url, const struct url_parts *parts)
{
    struct url_components *canonical = &url->canonical;
    bool from_base = parts->inherit == INHERIT_QUERY;
    size_t start = out->size;
    canonical->has_query = from_base ? parts->base->canonical.has_query : url->has_query;
    if (canonical->has_query) {
        buffer_byte(out, '?');
        start = out->size;
        if (from_base)
            buffer_append(out, base_part(parts, parts->base->canonical.query));
        else
            encode(out, url_part(parts, parts->query), parts->special ? &set_special_query : &set_query);
    }
    canonical->query = written(out, start);
}

static void write_fragment(struct buffer *out, struct url *url, const struct url_parts *parts)
{
    size_t start = out->size;
    if (url->has_fragment) {
        buffer_byte(out, '#');
        start = out->size;
        encode(out, url_part(parts, parts->fragment), &set_fragment);
    }
    url->canonical.has_fragment = url->has_fragment;
    url->canonical.fragment = written(out, start);
}

bool url_normalise(struct url *url, struct arena *arena, const struct url_parts *parts)
{
    struct buffer out;
    if (parts->failed)
        return true;
    if (url->open) {
        url->normalised = parts->clean;
        return true;
    }
    size_t base = parts->inherit != INHERIT_NOTHING ? parts->base->normalised.size : 0;
    size_t likely = base + parts->scheme.size + url->host.size + parts->clean.size + 16;
    buffer_init(&out, arena, 3 * likely);
    buffer_reserve(&out, likely);
    write_front(&out, url, parts);
    write_query(&out, url, parts);
    write_fragment(&out, url, parts);
    url->normalised = buffer_slice(&out);
    return !out.failed;
}
