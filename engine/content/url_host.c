/* The host parser of the WHATWG URL Standard, for schemes whose hosts are names of the network.
 *
 * An ASCII name costs nothing for IDNA, unless a label begins with xn--. Clients take such a name as it is, even where its
 * Punycode is wrong; any other name that IDNA objects to they refuse. Names of more than NAME_MOST bytes, which DNS cannot have,
 * are not put through IDNA. Tested in tests/unit/content/test_url.c and test_host_name.c. */
#include "base/ascii.h"
#include "base/buffer.h"
#include "base/utf8.h"
#include "content/address.h"
#include "content/confusable.h"
#include "content/host_name.h"
#include "content/idna.h"
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

/* In bytes; what DNS has room for, see host.c, is far less. */
enum { NAME_MOST = 4096, DNS_LABEL = 63, DNS_NAME = 253 };

/* Text of some scripts needs them: a joiner or a variation selector behind a character
 * that is not ASCII. */
bool url_shows_nothing(uint32_t before, uint32_t code_point)
{
    bool joins = code_point == 0x200C || code_point == 0x200D || (code_point >= 0xFE00 && code_point <= 0xFE0F);
    return is_invisible(code_point) && !(joins && before >= 0x80 && !is_invisible(before));
}

void url_find_invisible(struct url *url, struct slice text)
{
    uint32_t before = 0;
    for (size_t i = 0; i < text.size;) {
        struct utf8_step step = utf8_decode(text, i);
        if (url_shows_nothing(before, step.code_point))
            url_object(url, URL_HOST_INVISIBLE);
        before = step.code_point;
        i += step.length;
    }
}

static void object_to_idna(struct url *url, const struct idna_name *name)
{
    if (name->problems & IDNA_CHARACTER)
        url_object(url, URL_HOST_IDNA);
    if (name->problems & IDNA_PUNYCODE)
        url_object(url, URL_HOST_PUNYCODE);
    if (name->problems & IDNA_LABEL_LONG)
        url_object(url, URL_HOST_LABEL_LONG);
}

/* Domain to ASCII; the empty slice if that fails. */
static struct slice to_ascii(struct url *url, struct arena *arena, struct slice domain)
{
    bool ascii = slice_is_ascii(domain);
    struct slice lower = ascii ? arena_copy_lower(arena, domain) : (struct slice){0};
    struct idna_name name;
    url->host_unicode = lower;
    if (ascii && (domain.size > NAME_MOST || !idna_has_a_label(domain)))
        return lower;
    if (domain.size > NAME_MOST) {
        url_object(url, URL_HOST_NAME_LONG);
        return lower;
    }
    if (!idna_read(&name, arena, domain))
        return (struct slice){0};
    object_to_idna(url, &name);
    url->host_unicode = name.unicode;
    if (ascii)
        return lower;
    return name.problems ? (struct slice){0} : name.ascii;
}

static struct slice read_name(struct url *url, struct arena *arena, struct slice raw)
{
    bool invalid = false;
    struct slice decoded = url_percent_decode(arena, raw, &invalid);
    struct slice name = to_ascii(url, arena, decoded);
    bool valid = name.size > 0;
    url_find_invisible(url, decoded);
    for (size_t i = 0; valid && i < name.size; i++)
        valid = !is_forbidden(name.data[i]);
    if (valid)
        return name;
    url_object(url, URL_HOST_INVALID);
    url->host_unicode = (struct slice){0};
    return (struct slice){0};
}

static void judge_label(struct url *url, struct slice label, struct slice name)
{
    bool last = label.data + label.size == name.data + name.size;
    if (label.size == 0 && !(last && name.size > 1))
        url_object(url, URL_HOST_LABEL_EMPTY);
    if (label.size > DNS_LABEL)
        url_object(url, URL_HOST_LABEL_LONG);
    if (slice_find_byte(label, 0, '_') != SLICE_NONE)
        url_object(url, URL_HOST_UNDERSCORE);
    if (slice_at(label, 0) == '-' || slice_at(label, label.size - 1) == '-')
        url_object(url, URL_HOST_HYPHEN);
}

/* What DNS, registries or readers object to in a name that clients accept. */
static void judge_name(struct url *url, struct slice name)
{
    for (size_t start = 0; start <= name.size;) {
        size_t end = slice_find_byte(name, start, '.');
        end = end == SLICE_NONE ? name.size : end;
        judge_label(url, slice_sub(name, start, end), name);
        start = end + 1;
    }
    if (name.data[name.size - 1] == '.')
        url_object(url, URL_TRAILING_DOT);
    if (name.size - (name.data[name.size - 1] == '.') > DNS_NAME)
        url_object(url, URL_HOST_NAME_LONG);
    if (host_mixes_scripts(url->host_unicode))
        url_object(url, URL_HOST_MIXED_SCRIPT);
}

static struct slice read_ipv4(struct url *url, struct arena *arena, struct slice name)
{
    uint32_t address;
    if (!ipv4_parse(name, &address)) {
        url_object(url, URL_HOST_INVALID);
        url_object(url, URL_HOST_NUMBER);
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
        url->host_unicode = url->host = read_ipv6(url, arena, raw);
        return !arena->failed;
    }
    if (slice_find_byte(raw, 0, '%') != SLICE_NONE)
        url_object(url, URL_HOST_ENCODED);
    url->host = read_name(url, arena, raw);
    if (url->host.size > 0)
        judge_name(url, url->host);
    if (url->host.size > 0 && ipv4_expected(url->host))
        url->host_unicode = url->host = read_ipv4(url, arena, url->host);
    return !arena->failed;
}
