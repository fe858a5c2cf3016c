/* Addresses inside of addresses: https://click.example.com/?u=https%3A%2F%2Fwww.example.org%2F. Redirectors, click trackers and
 * share links carry them; where such an address is wrong, the whole link is.
 *
 * An address begins with http:// or https://, behind what is no letter or digit; it may be encoded. The text is read as it is,
 * then decoded, again and again as long as that changes it. Limits: NESTED_ENCODINGS times, and NESTED_MOST addresses of one
 * link, so that time is in proportion to its length. A host that a placeholder touches is not known, and says nothing. */
#include "base/ascii.h"
#include "content/link_judge.h"
#include "content/url_parts.h"
#include "message/document.h"

enum { NESTED_ENCODINGS = 8, NESTED_MOST = 100 };

/* Where the next address begins at or after `at`, and its authority; SLICE_NONE if there is none. */
static size_t next_address(struct slice text, size_t at, size_t *authority)
{
    for (;; at += 4) {
        at = slice_find_nocase(text, at, SLICE("http"));
        if (at == SLICE_NONE)
            return SLICE_NONE;
        size_t end = at + 4 + (ascii_lower(slice_at(text, at + 4)) == 's');
        bool begins = at == 0 || !ascii_is_alnum(text.data[at - 1]);
        if (begins && slice_starts(slice_from(text, end), SLICE("://"))) {
            *authority = end + 3;
            return at;
        }
    }
}

/* Where the authority ends: at what no host, port or user name holds, or at the next parameter of the address around it. */
static size_t authority_end(struct slice text, size_t start)
{
    size_t end = start;
    for (int c; c = slice_at(text, end), c > ' ' || c == MASK_BYTE; end++)
        if (slice_find_byte(SLICE("/\\?#&\"'<>(){},;|^`"), 0, (unsigned char)c) != SLICE_NONE)
            break;
    return end;
}

/* A host that nobody outside can reach. */
static bool is_unreachable(enum host_kind kind)
{
    return kind == HOST_SINGLE_LABEL || kind == HOST_LOOPBACK || kind == HOST_PRIVATE_ADDRESS || kind == HOST_PRIVATE_SUFFIX;
}

/* Takes the address over, unless one that nobody can reach was found before: that is the one to be named. */
static void take(struct content *content, struct link *link, struct slice address)
{
    struct url url;
    if (!url_parse(&url, content->arena, address) || url.host_unknown || url.host.size == 0)
        return;
    enum host_kind kind = host_classify(url.host, slice_sub(url.text, url.host_span.start, url.host_span.end));
    if (is_unreachable(link->nested_kind))
        return;
    link->nested_kind = kind;
    link->nested_host = url.host;
}

static void find_in(struct content *content, struct link *link, struct slice text)
{
    size_t authority;
    for (size_t at = next_address(text, 0, &authority); at != SLICE_NONE && link->nested_count < NESTED_MOST;) {
        size_t end = authority_end(text, authority);
        if (end > authority) {
            link->nested_count++;
            take(content, link, slice_sub(text, at, end));
        }
        at = next_address(text, end > at ? end : at + 1, &authority);
    }
}

void link_find_nested(struct content *content, struct link *link)
{
    static const char *const carriers[] = {"http", "https", "mailto", NULL};
    const struct url *url = &link->url;
    struct slice text = slice_from(url->text, url->path.start);
    bool carries = url->scheme.size == 0 || slice_is_any_nocase(url->scheme, carriers);
    if (!carries)
        return;
    for (int i = 0; i <= NESTED_ENCODINGS; i++) {
        bool invalid = false;
        find_in(content, link, text);
        if (slice_find_byte(text, 0, '%') == SLICE_NONE)
            return;
        struct slice decoded = url_percent_decode(content->arena, text, &invalid);
        if (decoded.size == text.size)
            return;
        text = decoded;
    }
}
