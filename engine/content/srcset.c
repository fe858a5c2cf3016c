/* Splitting srcset, lists of addresses, and the content of a refresh. One pass; nothing is built. Tested in
 * tests/unit/content/test_srcset.c. */
#include "content/srcset.h"

#include "base/ascii.h"
#include "content/link.h"

static bool is_gap(int c)
{
    return ascii_is_space(c) || c == LINK_CONTROL;
}

static size_t skip_space(struct slice value, size_t at)
{
    while (is_gap(slice_at(value, at)))
        at++;
    return at;
}

static struct span span_of(size_t start, size_t end)
{
    return (struct span){(uint32_t)start, (uint32_t)end};
}

/* "2x", "300w", ".5x": a number and a letter. */
static bool is_descriptor(struct slice value, size_t at)
{
    size_t start = at;
    for (int c; c = slice_at(value, at), ascii_is_digit(c) || c == '.' || c == '-' || c == MASK_BYTE;)
        at++;
    int unit = ascii_lower(slice_at(value, at)), after = slice_at(value, at + 1);
    return at > start && (unit == 'x' || unit == 'w' || unit == 'h') && (after < 0 || is_gap(after) || after == ',');
}

/* Where the descriptors end that begin at the place: behind a comma outside of parentheses, or at a control tag behind which
 * another candidate stands, as in {% if a %}one.png 1x{% else %}two.png 1x{% endif %}. */
static size_t descriptors_end(struct slice value, size_t at)
{
    bool inside = false;
    for (; at < value.size; at++) {
        int c = value.data[at];
        if (c == ',' && !inside)
            return at + 1;
        inside = c == '(' || (inside && c != ')');
        if (c != LINK_CONTROL)
            continue;
        size_t next = skip_space(value, at);
        if (next < value.size && value.data[next] != ',' && !is_descriptor(value, next))
            return next;
        at = next - 1;
    }
    return at;
}

bool srcset_next(struct slice value, size_t *at, struct span *out)
{
    size_t start = *at;
    while (is_gap(slice_at(value, start)) || slice_at(value, start) == ',')
        start++;
    size_t end = start;
    while (end < value.size && !ascii_is_space(value.data[end]))
        end++;
    size_t url_end = end;
    while (url_end > start && value.data[url_end - 1] == ',')
        url_end--;
    *at = url_end < end ? end : descriptors_end(value, end);
    *out = span_of(start, url_end);
    return start < value.size;
}

bool address_list_next(struct slice value, bool commas, size_t *at, struct span *out)
{
    size_t start = *at;
    while (is_gap(slice_at(value, start)) || (commas && slice_at(value, start) == ','))
        start++;
    size_t end = start;
    while (end < value.size && (commas ? value.data[end] != ',' : !ascii_is_space(value.data[end])))
        end++;
    *at = end;
    *out = span_of(start, end);
    return start < value.size;
}

/* Behind "url=", or where it would begin. */
static size_t skip_name(struct slice value, size_t at)
{
    if (!slice_starts_nocase(slice_from(value, at), SLICE("url")))
        return at;
    size_t equals = skip_space(value, at + 3);
    return slice_at(value, equals) == '=' ? skip_space(value, equals + 1) : at;
}

bool refresh_address(struct slice value, struct span *out)
{
    size_t time = skip_space(value, 0), at = time;
    for (int c; c = slice_at(value, at), ascii_is_digit(c) || c == '.' || c == MASK_BYTE;)
        at++;
    size_t gap = skip_space(value, at);
    int c = slice_at(value, gap);
    if (at == time || (gap == at && c != ';' && c != ','))
        return false;
    at = skip_name(value, skip_space(value, c == ';' || c == ',' ? gap + 1 : gap));
    int quote = slice_at(value, at);
    bool quoted = quote == '"' || quote == '\'';
    size_t end = quoted ? slice_find_byte(value, at + 1, (unsigned char)quote) : SLICE_NONE;
    *out = span_of(at + quoted, end == SLICE_NONE ? value.size : end);
    return out->start < out->end;
}
