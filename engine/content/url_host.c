/* The host parser of the WHATWG URL Standard, for schemes whose hosts are names of the network.
 *
 * A host that is not ASCII is kept as UTF-8 with its ASCII letters in lower case. Of IDNA (UTS #46) only this is done: what
 * separates labels becomes a dot, because without it every such name would seem to be one label. Tested in
 * tests/unit/content/test_url.c. */
#include "base/ascii.h"
#include "base/buffer.h"
#include "base/utf8.h"
#include "content/address.h"
#include "content/confusable.h"
#include "content/url_parts.h"

struct slice url_percent_decode(struct arena *arena, struct slice text, bool *invalid)
{
    struct buffer out;
    if (slice_find_byte(text, 0, '%') == SLICE_NONE)
        return text;
    buffer_init(&out, arena, text.size);
    buffer_reserve(&out, text.size);
    for (size_t i = 0; i < text.size; i++) {
        int high = text.data[i] == '%' ? ascii_hex(slice_at(text, i + 1)) : -1;
        int low = high >= 0 ? ascii_hex(slice_at(text, i + 2)) : -1;
        *invalid = *invalid || (text.data[i] == '%' && low < 0);
        buffer_byte(&out, low < 0 ? text.data[i] : high << 4 | low);
        i += low < 0 ? 0 : 2;
    }
    return buffer_slice(&out);
}

/* Forbidden domain code points. */
static bool is_forbidden(int c)
{
    return ascii_is_control(c) || (c >= 0 && slice_find_byte(SLICE(" #/:<>?@[\\]^|%"), 0, (unsigned char)c) != SLICE_NONE);
}

static struct slice read_ipv6(struct url *url, struct arena *arena, struct slice raw)
{
    uint16_t address[8];
    if (raw.data[raw.size - 1] == ']' && ipv6_parse(slice_sub(raw, 1, raw.size - 1), address))
        return ipv6_text(arena, address);
    url_object(url, URL_HOST_INVALID);
    return (struct slice){0};
}

static struct slice read_name(struct url *url, struct arena *arena, struct slice raw)
{
    bool invalid = false;
    struct slice decoded = url_percent_decode(arena, raw, &invalid);
    unsigned char *bytes = arena_alloc(arena, decoded.size);
    bool valid = bytes != NULL;
    size_t size = 0;
    for (size_t i = 0; valid && i < decoded.size;) {
        struct utf8_step step = utf8_decode(decoded, i);
        bool dot = is_label_separator(step.code_point);
        valid = step.valid && !is_forbidden(decoded.data[i]);
        if (dot)
            bytes[size++] = '.';
        for (size_t k = i; !dot && k < i + step.length; k++)
            bytes[size++] = (unsigned char)ascii_lower(decoded.data[k]);
        i += step.length;
    }
    if (valid && size > 0)
        return slice_make(bytes, size);
    url_object(url, URL_HOST_INVALID);
    return (struct slice){0};
}

static struct slice read_ipv4(struct url *url, struct arena *arena, struct slice name)
{
    uint32_t address;
    if (!ipv4_parse(name, &address)) {
        url_object(url, URL_HOST_INVALID);
        return (struct slice){0};
    }
    struct slice canonical = ipv4_text(arena, address);
    bool dot = name.data[name.size - 1] == '.';
    if (!slice_equal(slice_sub(name, 0, name.size - dot), canonical))
        url_object(url, URL_IPV4_NON_DECIMAL);
    return canonical;
}

bool url_read_host(struct url *url, struct arena *arena, struct slice raw)
{
    if (raw.data[0] == '[') {
        url->host = read_ipv6(url, arena, raw);
        return !arena->failed;
    }
    if (slice_find_byte(raw, 0, '%') != SLICE_NONE)
        url_object(url, URL_HOST_ENCODED);
    struct slice name = read_name(url, arena, raw);
    if (name.size > 0 && name.data[name.size - 1] == '.')
        url_object(url, URL_TRAILING_DOT);
    url->host = name.size > 0 && ipv4_expected(name) ? read_ipv4(url, arena, name) : name;
    return !arena->failed;
}
