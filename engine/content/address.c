/* IPv4 addresses in all the forms that clients accept, and IPv6 addresses. Tested in tests/unit/content/test_url.c. */
#include "content/address.h"

#include "base/ascii.h"
#include "base/buffer.h"

/* The next piece up to the separator; *offset moves behind it, past the end after the last piece. */
static struct slice next_piece(struct slice s, unsigned char separator, size_t *offset)
{
    size_t end = slice_find_byte(s, *offset, separator);
    end = end == SLICE_NONE ? s.size : end;
    struct slice piece = slice_sub(s, *offset, end);
    *offset = end + 1;
    return piece;
}

/* A number in C's notation; values over 32 bits are cut to more than any part may be. False if it is not one. */
static bool read_number(struct slice part, uint64_t *out)
{
    unsigned radix = 10;
    if (part.size == 0)
        return false;
    if (slice_starts_nocase(part, SLICE("0x"))) {
        radix = 16;
        part = slice_from(part, 2);
    } else if (part.size > 1 && part.data[0] == '0') {
        radix = 8;
        part = slice_from(part, 1);
    }
    *out = 0;
    for (size_t i = 0; i < part.size; i++) {
        int digit = ascii_hex(part.data[i]);
        if (digit < 0 || (unsigned)digit >= radix)
            return false;
        if (*out <= UINT32_MAX)
            *out = *out * radix + (unsigned)digit;
    }
    return true;
}

static struct slice without_last_dot(struct slice host)
{
    return slice_at(host, host.size - 1) == '.' ? slice_sub(host, 0, host.size - 1) : host;
}

bool ipv4_expected(struct slice host)
{
    host = without_last_dot(host);
    size_t start = host.size;
    while (start > 0 && host.data[start - 1] != '.')
        start--;
    struct slice last = slice_from(host, start);
    uint64_t number;
    bool digits = last.size > 0;
    for (size_t i = 0; i < last.size; i++)
        digits = digits && ascii_is_digit(last.data[i]);
    return digits || read_number(last, &number);
}

bool ipv4_parse(struct slice host, uint32_t *out)
{
    uint64_t parts[4];
    unsigned count = 0;
    host = without_last_dot(host);
    for (size_t offset = 0; offset <= host.size;) {
        struct slice part = next_piece(host, '.', &offset);
        if (count == 4 || !read_number(part, &parts[count]))
            return false;
        count++;
    }
    if (count == 0)
        return false;
    uint64_t address = parts[count - 1];
    if (address >= (uint64_t)1 << 8 * (5 - count))
        return false;
    for (unsigned i = 0; i + 1 < count; i++) {
        if (parts[i] > 255)
            return false;
        address |= parts[i] << 8 * (3 - i);
    }
    *out = (uint32_t)address;
    return true;
}

struct slice ipv4_text(struct arena *arena, uint32_t address)
{
    return arena_printf(arena, "%u.%u.%u.%u", (unsigned)(address >> 24), (unsigned)(address >> 16 & 255),
                        (unsigned)(address >> 8 & 255), (unsigned)(address & 255));
}

/* The IPv4 address at the end of an IPv6 one: four decimal numbers without zeros in front. */
static bool read_dotted(struct slice text, uint16_t out[2])
{
    unsigned count = 0;
    for (size_t offset = 0; offset <= text.size; count++) {
        struct slice part = next_piece(text, '.', &offset);
        unsigned value = 0;
        if (count == 4 || part.size == 0 || part.size > 3 || (part.size > 1 && part.data[0] == '0'))
            return false;
        for (size_t i = 0; i < part.size; i++) {
            if (!ascii_is_digit(part.data[i]))
                return false;
            value = value * 10 + (unsigned)(part.data[i] - '0');
        }
        if (value > 255)
            return false;
        out[count / 2] = (uint16_t)(count % 2 ? out[count / 2] | value : value << 8);
    }
    return count == 4;
}

static bool read_piece(struct slice piece, uint16_t *out)
{
    unsigned value = 0;
    if (piece.size == 0 || piece.size > 4)
        return false;
    for (size_t i = 0; i < piece.size; i++) {
        int digit = ascii_hex(piece.data[i]);
        if (digit < 0)
            return false;
        value = value << 4 | (unsigned)digit;
    }
    *out = (uint16_t)value;
    return true;
}

/* Pieces between colons, on one side of "::"; how many, or -1. Only the address's last piece may be dotted. */
static int read_pieces(struct slice side, bool last_side, uint16_t out[8])
{
    int count = 0;
    for (size_t offset = 0; side.size > 0 && offset <= side.size;) {
        struct slice piece = next_piece(side, ':', &offset);
        bool dotted = last_side && offset > side.size && slice_find_byte(piece, 0, '.') != SLICE_NONE;
        if (count > (dotted ? 6 : 7))
            return -1;
        if (!(dotted ? read_dotted(piece, out + count) : read_piece(piece, &out[count])))
            return -1;
        count += dotted ? 2 : 1;
    }
    return count;
}

bool ipv6_parse(struct slice text, uint16_t out[8])
{
    uint16_t head[8] = {0}, tail[8] = {0};
    size_t gap = slice_find(text, 0, SLICE("::"));
    int heads = read_pieces(slice_sub(text, 0, gap), gap == SLICE_NONE, head);
    int tails = gap == SLICE_NONE ? 0 : read_pieces(slice_from(text, gap + 2), true, tail);
    if (heads < 0 || tails < 0 || (gap == SLICE_NONE ? heads != 8 : heads + tails > 7))
        return false;
    for (int i = 0; i < 8; i++)
        out[i] = i < heads ? head[i] : i >= 8 - tails ? tail[i - (8 - tails)] : 0;
    return true;
}

struct slice ipv6_text(struct arena *arena, const uint16_t address[8])
{
    int best = -1, best_length = 1;
    for (int i = 0, length = 0; i < 8; i++) {
        length = address[i] == 0 ? length + 1 : 0;
        if (length > best_length) {
            best_length = length;
            best = i - length + 1;
        }
    }
    struct buffer out;
    buffer_init(&out, arena, 64);
    buffer_byte(&out, '[');
    for (int i = 0; i < 8; i++) {
        if (i == best) {
            buffer_text(&out, "::");
            i += best_length - 1;
            continue;
        }
        buffer_printf(&out, "%s%x", i > 0 && i != best + best_length ? ":" : "", (unsigned)address[i]);
    }
    buffer_byte(&out, ']');
    return buffer_slice(&out);
}
