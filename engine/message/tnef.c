/* The attributes of a TNEF stream, and of the MAPI properties of an attachment its long name.
 *
 * Every length is checked against what is there. The text of a message inside TNEF is not read: it repeats the one beside it.
 * Tested in tests/unit/message/test_files.c. */
#include "message/tnef.h"

#include "base/buffer.h"
#include "base/slice.h"

enum {
    SIGNATURE = 0x223E9F78,
    CHECKSUM_BYTES = 2,
    LEVEL_MESSAGE = 1,
    LEVEL_ATTACHMENT = 2,
    ATTRIBUTE_RENDERING = 0x9002, /* begins an attachment */
    ATTRIBUTE_TITLE = 0x8010,
    ATTRIBUTE_DATA = 0x800F,
    ATTRIBUTE_PROPERTIES = 0x9005,
    PROPERTY_LONG_NAME = 0x3707,
    PROPERTY_NAMED = 0x8000, /* and above: name and kind of name stand before the value */
    TYPE_STRING = 0x1E,
    TYPE_UNICODE = 0x1F,
    TYPE_MULTIPLE = 0x1000,
};

/* Reads numbers in little-endian order; `bad` once something was not there. */
struct reader {
    struct slice in;
    size_t at;
    bool bad;
};

static uint32_t read_number(struct reader *r, size_t bytes)
{
    uint32_t number = 0;
    if (r->in.size - r->at < bytes) {
        r->bad = true;
        return 0;
    }
    for (size_t i = 0; i < bytes; i++)
        number |= (uint32_t)r->in.data[r->at + i] << 8 * i;
    r->at += bytes;
    return number;
}

static struct slice read_bytes(struct reader *r, size_t size)
{
    if (r->bad || r->in.size - r->at < size) {
        r->bad = true;
        return slice_make(NULL, 0);
    }
    r->at += size;
    return slice_sub(r->in, r->at - size, r->at);
}

static struct slice until_nul(struct slice s)
{
    size_t nul = slice_find_byte(s, 0, 0);
    return slice_sub(s, 0, nul == SLICE_NONE ? s.size : nul);
}

static struct slice from_utf16(struct slice s, struct arena *arena)
{
    struct buffer out;
    buffer_init(&out, arena, s.size * 3);
    for (size_t at = 0; at + 1 < s.size; at += 2) {
        uint32_t unit = (uint32_t)s.data[at] | (uint32_t)s.data[at + 1] << 8;
        uint32_t low = at + 3 < s.size ? (uint32_t)s.data[at + 2] | (uint32_t)s.data[at + 3] << 8 : 0;
        if (unit == 0)
            break;
        if (unit >= 0xD800 && unit < 0xDC00 && low >= 0xDC00 && low < 0xE000) {
            unit = 0x10000 + ((unit & 0x3FF) << 10 | (low & 0x3FF));
            at += 2;
        }
        buffer_code_point(&out, unit);
    }
    return buffer_slice(&out);
}

/* The bytes of one value of a fixed size; 0 if its size stands before it. */
static size_t value_size(uint32_t type)
{
    switch (type) {
    case 0x02:
    case 0x03:
    case 0x04:
    case 0x0A:
    case 0x0B: return 4;
    case 0x05:
    case 0x06:
    case 0x07:
    case 0x14:
    case 0x40: return 8;
    case 0x48: return 16;
    default: return 0;
    }
}

/* Steps over the name of a named property. */
static void skip_name(struct reader *r)
{
    read_bytes(r, 16);
    uint32_t by_text = read_number(r, 4), size = read_number(r, 4);
    if (by_text)
        read_bytes(r, ((size_t)size + 3) / 4 * 4);
}

/* Steps over the values of a property; the first of them comes out. */
static struct slice read_values(struct reader *r, uint32_t type)
{
    size_t size = value_size(type & 0xFFF);
    bool counted = size == 0 || (type & TYPE_MULTIPLE);
    uint32_t count = counted ? read_number(r, 4) : 1;
    struct slice first = {0};
    for (uint32_t i = 0; i < count && !r->bad; i++) {
        size_t length = size ? size : read_number(r, 4);
        struct slice value = read_bytes(r, length);
        read_bytes(r, (4 - length % 4) % 4);
        if (i == 0)
            first = value;
    }
    return first;
}

/* The long name of an attachment among its properties; empty if there is none. */
static struct slice long_name(struct slice in, struct arena *arena)
{
    struct reader r = {.in = in};
    uint32_t count = read_number(&r, 4);
    for (uint32_t i = 0; i < count && !r.bad; i++) {
        uint32_t type = read_number(&r, 2), id = read_number(&r, 2);
        if (id >= PROPERTY_NAMED)
            skip_name(&r);
        struct slice value = read_values(&r, type);
        if (id == PROPERTY_LONG_NAME && type == TYPE_UNICODE)
            return from_utf16(value, arena);
        if (id == PROPERTY_LONG_NAME && type == TYPE_STRING)
            return until_nul(value);
    }
    return slice_make(NULL, 0);
}

static void take_attribute(tnef_list *out, struct arena *arena, uint32_t id, struct slice in, struct slice data)
{
    struct tnef_file *file = out->count ? &out->items[out->count - 1] : NULL;
    uint32_t start = (uint32_t)slice_offset(in, data);
    struct slice name;
    switch (id & 0xFFFF) {
    case ATTRIBUTE_RENDERING:
        file = vec_push(arena, out);
        if (file)
            file->data = (struct span){start, start};
        break;
    case ATTRIBUTE_TITLE:
        if (file && file->name.size == 0)
            file->name = until_nul(data);
        break;
    case ATTRIBUTE_DATA:
        if (file)
            file->data = (struct span){start, start + (uint32_t)data.size};
        break;
    case ATTRIBUTE_PROPERTIES:
        name = file ? long_name(data, arena) : (struct slice){0};
        if (name.size)
            file->name = name;
        break;
    default: break;
    }
}

bool tnef_read(struct slice in, struct arena *arena, tnef_list *out, uint32_t *out_bad)
{
    struct reader r = {.in = in};
    *out_bad = 0;
    if (read_number(&r, 4) != SIGNATURE)
        return false;
    read_number(&r, 2);
    while (r.at < in.size && !r.bad) {
        *out_bad = (uint32_t)r.at;
        uint32_t level = read_number(&r, 1), id = read_number(&r, 4), length = read_number(&r, 4);
        struct slice data = read_bytes(&r, length);
        read_bytes(&r, CHECKSUM_BYTES);
        if (r.bad || (level != LEVEL_MESSAGE && level != LEVEL_ATTACHMENT))
            return false;
        if (level == LEVEL_ATTACHMENT)
            take_attribute(out, arena, id, in, data);
    }
    return !r.bad;
}
