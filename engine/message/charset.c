/* Decoding of character sets into UTF-8, character by character, so that each keeps its origin.
 *
 * UTF-8, ASCII and windows-1252 are built in. Charsets of one byte a character become a table of 128 code points, filled by
 * iconv once a text; all others are fed to iconv in the smallest pieces that it accepts, its state kept between them. Neither
 * iconv nor anything here depends on the locale. Tested in tests/unit/message/test_charset.c. */
#include "message/charset.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "message/charset_table.h"

enum {
    META_WINDOW = 1024, /* where HTML may declare its charset */
    LONGEST_NAME = 40,
    LONGEST_SEQUENCE = 16, /* bytes that iconv may need before it says something */
};

#define REPLACEMENT SLICE("\xEF\xBF\xBD")

/* A name without what stands around it by mistake. */
static struct slice clean_name(struct slice name)
{
    size_t end = 0;
    while (name.size && (ascii_is_space(name.data[0]) || (name.data[0] && strchr("\"'\\", name.data[0]))))
        name = slice_from(name, 1);
    while (end < name.size && !ascii_is_space(name.data[end]) && name.data[end] != ';')
        end++;
    while (end > 0 && name.data[end - 1] && strchr("\"'\\,", name.data[end - 1]))
        end--;
    return slice_sub(name, 0, end);
}

bool charset_says_nothing(struct slice name)
{
    static const char *const names[] = {"unknown-8bit", "x-unknown", "unknown", "default", "x-default", "default_charset",
                                        "none",         "8bit",      "7bit",    "binary",  NULL};
    return slice_is_any_nocase(clean_name(name), names);
}

const struct charset *charset_find(struct slice name)
{
    name = clean_name(name);
    unsigned char lower[LONGEST_NAME];
    if (name.size > sizeof lower)
        return NULL;
    for (size_t i = 0; i < name.size; i++)
        lower[i] = (unsigned char)ascii_lower(name.data[i]);
    size_t low = 0, high = charset_table_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = slice_compare(slice_make(lower, name.size), slice_cstr(charset_table[middle].name));
        if (order == 0)
            return &charset_table[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

const struct charset *charset_of_mark(struct slice in, size_t *out_size)
{
    static const struct {
        const char *mark;
        size_t size;
        const char *name;
    } marks[] = {
        {"\xEF\xBB\xBF", 3, "utf-8"}, {"\xFF\xFE\0\0", 4, "utf-32le"}, {"\0\0\xFE\xFF", 4, "utf-32be"},
        {"\xFF\xFE", 2, "utf-16le"},  {"\xFE\xFF", 2, "utf-16be"},
    };
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        *out_size = marks[i].size;
        if (slice_starts(in, slice_make(marks[i].mark, marks[i].size)))
            return charset_find(slice_cstr(marks[i].name));
    }
    *out_size = 0;
    return NULL;
}

/* The charset=… in a tag, in both of its forms: by itself, and in content="text/html; charset=…". */
static struct slice charset_in_tag(struct slice tag)
{
    size_t at = slice_find_nocase(tag, 0, SLICE("charset"));
    struct slice value = at == SLICE_NONE ? SLICE("") : slice_trim(slice_from(tag, at + 7));
    if (slice_at(value, 0) != '=')
        return SLICE("");
    value = slice_trim(slice_from(value, 1));
    if (slice_at(value, 0) == '"' || slice_at(value, 0) == '\'')
        value = slice_trim(slice_from(value, 1));
    size_t size = 0;
    while (size < value.size && !strchr(" ;/\"'", value.data[size]))
        size++;
    return slice_sub(value, 0, size);
}

const struct charset *charset_of_meta(struct slice in, struct span *out_span)
{
    in = slice_sub(in, 0, META_WINDOW);
    for (size_t tag = slice_find_nocase(in, 0, SLICE("<meta")); tag != SLICE_NONE;
         tag = slice_find_nocase(in, tag + 1, SLICE("<meta"))) {
        size_t end = slice_find_byte(in, tag, '>');
        struct slice name = charset_in_tag(slice_sub(in, tag, end == SLICE_NONE ? in.size : end));
        if (name.size == 0)
            continue;
        uint32_t start = (uint32_t)slice_offset(in, name);
        *out_span = (struct span){start, start + (uint32_t)name.size};
        return charset_find(name);
    }
    return NULL;
}

const struct charset *charset_guess(struct slice in, bool html)
{
    size_t mark;
    const struct charset *charset = charset_of_mark(in, &mark);
    if (charset)
        return charset;
    if (utf8_is_valid(in))
        return charset_find(SLICE("utf-8"));
    /* A tag that could be read is neither in UTF-16 nor, as it is not valid, in UTF-8. */
    struct span span;
    charset = html ? charset_of_meta(in, &span) : NULL;
    if (charset && (charset->kind == CHARSET_SINGLE || charset->kind == CHARSET_MULTI || charset->kind == CHARSET_STATEFUL))
        return charset;
    return charset_find(SLICE("windows-1252"));
}

bool charset_keeps(const struct charset *charset, struct slice in)
{
    return (charset->kind == CHARSET_UTF8 || charset->kind == CHARSET_ASCII) && slice_find_byte(in, 0, 0) == SLICE_NONE &&
           slice_find_byte(in, 0, MASK_BYTE) == SLICE_NONE && utf8_is_valid(in);
}

/* One text being decoded. */
struct decoder {
    struct sink *out;
    struct slice in;
    uint32_t base;
    size_t at;
    enum anomaly_kind kind;
    struct recorder *recorder;
};

static void put_unit(struct decoder *d, struct slice text, size_t start, size_t end)
{
    bool forbidden = text.size == 1 && (text.data[0] == 0 || text.data[0] == MASK_BYTE);
    sink_unit(d->out, forbidden ? REPLACEMENT : text, (struct span){d->base + (uint32_t)start, d->base + (uint32_t)end});
}

static void replace(struct decoder *d, size_t length)
{
    put_unit(d, REPLACEMENT, d->at, d->at + length);
    d->at += length;
}

static void put_invalid(struct decoder *d, size_t length)
{
    record_anomaly(d->recorder, d->kind, d->at, d->at + length);
    replace(d, length);
}

/* The text ends inside a character, whose bytes are replaced in units of that size. */
static void put_truncated(struct decoder *d, size_t unit)
{
    record_anomaly(d->recorder, d->kind == ANOMALY_CHARSET_INVALID ? ANOMALY_CHARSET_TRUNCATED : d->kind, d->at, d->in.size);
    while (d->at < d->in.size)
        replace(d, unit);
}

/* Copies up to `end` what is valid UTF-8, but for the two forbidden characters. */
static void put_valid(struct decoder *d, size_t end)
{
    size_t nul = d->at, mask = d->at;
    struct slice upto = slice_sub(d->in, 0, end);
    while (d->at < end) {
        if (nul != SLICE_NONE && nul <= d->at)
            nul = slice_find_byte(upto, d->at, 0);
        if (mask != SLICE_NONE && mask <= d->at)
            mask = slice_find_byte(upto, d->at, MASK_BYTE);
        size_t stop = nul < mask ? nul : mask;
        if (stop == SLICE_NONE)
            stop = end;
        sink_copy(d->out, slice_sub(d->in, d->at, stop), d->base + (uint32_t)d->at);
        if (stop < end)
            put_unit(d, REPLACEMENT, stop, stop + 1);
        d->at = stop < end ? stop + 1 : end;
    }
}

/* Copies the ASCII characters at the place. */
static void put_ascii(struct decoder *d)
{
    size_t end = d->at;
    while (end < d->in.size && d->in.data[end] < 0x80)
        end++;
    if (end > d->at)
        put_valid(d, end);
}

/* True for the first bytes of a character whose last are missing; the bytes are one maximal subpart. */
static bool is_utf8_beginning(struct slice s)
{
    size_t needed = s.data[0] >= 0xF0 ? 4 : s.data[0] >= 0xE0 ? 3 : 2;
    return s.data[0] >= 0xC2 && s.data[0] <= 0xF4 && s.size < needed;
}

static void decode_utf8(struct decoder *d)
{
    while (d->at < d->in.size) {
        put_valid(d, d->at + utf8_valid_prefix(slice_from(d->in, d->at)));
        size_t length = d->at < d->in.size ? utf8_decode(d->in, d->at).length : 0;
        if (length && d->at + length == d->in.size && is_utf8_beginning(slice_from(d->in, d->at)))
            put_truncated(d, 1);
        for (size_t i = 0; i < length && d->at < d->in.size; i++)
            put_invalid(d, 1);
    }
}

/* `high` holds the characters of the bytes from 128 on; U+FFFD where there is none. */
static void decode_single(struct decoder *d, const uint32_t *high)
{
    while (d->at < d->in.size) {
        put_ascii(d);
        for (; d->at < d->in.size && d->in.data[d->at] >= 0x80; d->at++) {
            unsigned char bytes[4];
            uint32_t code_point = high[d->in.data[d->at] - 0x80];
            if (code_point == UTF8_REPLACEMENT)
                record_anomaly(d->recorder, d->kind, d->at, d->at + 1);
            put_unit(d, slice_make(bytes, utf8_encode(code_point, bytes)), d->at, d->at + 1);
        }
    }
}

/* WHATWG: the five bytes without a character are C1 controls. */
static void windows_1252(uint32_t *high)
{
    static const uint16_t first[32] = {0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
                                       0x2039, 0x152,  0x8D,   0x17D,  0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                       0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};
    for (uint32_t i = 0; i < 128; i++)
        high[i] = i < 32 ? first[i] : i + 128;
}

/* What iconv makes of the bytes; how many of them it took, 0 if they are not valid or only a beginning (then *out_more). */
static size_t feed(iconv_t cd, struct slice in, unsigned char *out, size_t *out_size, bool *out_more)
{
    char bytes[LONGEST_SEQUENCE], text[LONGEST_SEQUENCE * 2];
    size_t left = in.size < sizeof bytes ? in.size : sizeof bytes, room = sizeof text;
    size_t given = left;
    memcpy(bytes, in.data, given);
    char *from = bytes, *to = text;
    errno = 0;
    size_t status = iconv(cd, &from, &left, &to, &room);
    *out_more = status == (size_t)-1 && errno == EINVAL && left == given;
    *out_size = sizeof text - room;
    memcpy(out, text, *out_size);
    return given - left;
}

static void fill_table(iconv_t cd, uint32_t *high)
{
    for (uint32_t i = 0; i < 128; i++) {
        unsigned char byte = (unsigned char)(i + 128), text[LONGEST_SEQUENCE * 4];
        char rest[LONGEST_SEQUENCE], *to = rest;
        size_t size, room = sizeof rest;
        bool more;
        iconv(cd, NULL, NULL, NULL, NULL);
        size_t taken = feed(cd, slice_make(&byte, 1), text, &size, &more);
        /* A character that could take a combining one is held back until the end. */
        iconv(cd, NULL, NULL, &to, &room);
        memcpy(text + size, rest, sizeof rest - room);
        size += sizeof rest - room;
        high[i] = taken && size ? utf8_decode(slice_make(text, size), 0).code_point : UTF8_REPLACEMENT;
    }
}

static bool is_shift(int c)
{
    return c == 0x1B || c == 0x0E || c == 0x0F;
}

/* Records the last shift if ASCII is not what it leads to: ESC ( B does, and SI. */
static void check_shift(struct decoder *d)
{
    size_t last = SLICE_NONE;
    for (size_t at = 0; at < d->in.size; at++) {
        int c = d->in.data[at];
        struct slice rest = slice_from(d->in, at + 1);
        /* ESC $ ) and the like only say what SO will mean. */
        bool says = c == 0x1B && slice_at(rest, 0) == '$' && slice_at(rest, 1) > '(' && slice_at(rest, 1) <= '/';
        if (c == 0x0F || (c == 0x1B && slice_starts(rest, SLICE("(B"))))
            last = SLICE_NONE;
        else if ((c == 0x0E || c == 0x1B) && !says)
            last = at;
    }
    if (last != SLICE_NONE && d->kind == ANOMALY_CHARSET_INVALID)
        record_anomaly(d->recorder, ANOMALY_CHARSET_SHIFT, last, d->in.size);
}

/* The piece at the place that iconv takes; 0 if there is none. */
static size_t take_piece(struct decoder *d, iconv_t cd, size_t step, unsigned char *text, size_t *size, bool *more)
{
    size_t taken = 0, left = d->in.size - d->at;
    *size = 0;
    *more = left > 0;
    for (size_t n = step; *more && n <= left && n <= LONGEST_SEQUENCE; n += step)
        taken = feed(cd, slice_sub(d->in, d->at, d->at + n), text, size, more);
    return taken;
}

static void decode_pieces(struct decoder *d, iconv_t cd, enum charset_kind kind)
{
    size_t step = kind == CHARSET_UTF32 ? 4 : kind == CHARSET_UTF16 ? 2 : 1;
    size_t start = 0;     /* of bytes that were taken and are still to say something */
    bool pending = false; /* there are such bytes: UTF-7 */
    while (d->at < d->in.size) {
        if (kind == CHARSET_MULTI)
            put_ascii(d);
        unsigned char text[LONGEST_SEQUENCE * 2];
        size_t size, left = d->in.size - d->at;
        bool more;
        size_t taken = take_piece(d, cd, step, text, &size, &more);
        if (left == 0)
            break;
        if (taken == 0 && more && left < LONGEST_SEQUENCE) {
            put_truncated(d, left);
            break;
        }
        if (taken == 0) {
            put_invalid(d, left < step ? left : step);
            pending = false;
            continue;
        }
        if (!pending)
            start = d->at;
        pending = size == 0 && !is_shift(slice_at(d->in, d->at));
        d->at += taken;
        if (size)
            put_unit(d, slice_make(text, size), start, d->at);
    }
    if (kind == CHARSET_STATEFUL)
        check_shift(d);
}

/* The escape of HZ at the place: its length, or 0. It may change the mode. */
static size_t hz_escape(const struct decoder *d, bool *chinese)
{
    int next = slice_at(d->in, d->at + 1);
    if (slice_at(d->in, d->at) != '~' || (*chinese ? next != '}' : next != '{' && next != '~' && next != '\n'))
        return 0;
    if (next == '{' || next == '}')
        *chinese = next == '{';
    return 2;
}

/* A character of GB 2312, without the high bits of its two bytes. */
static void hz_pair(struct decoder *d, iconv_t cd)
{
    unsigned char text[LONGEST_SEQUENCE * 2];
    unsigned char pair[] = {d->in.data[d->at] | 0x80, (unsigned char)(slice_at(d->in, d->at + 1) | 0x80)};
    size_t size = 0;
    bool more = false;
    if (d->in.size - d->at < sizeof pair)
        put_truncated(d, 1);
    else if (feed(cd, slice_make(pair, sizeof pair), text, &size, &more) != sizeof pair || size == 0)
        put_invalid(d, 1);
    else {
        put_unit(d, slice_make(text, size), d->at, d->at + sizeof pair);
        d->at += sizeof pair;
    }
}

/* RFC 1843: ASCII, and between ~{ and ~} pairs of GB 2312 without their high bits. A line end leaves the mode, too. */
static void decode_hz(struct decoder *d, iconv_t cd)
{
    bool chinese = false;
    size_t shift = 0;
    while (d->at < d->in.size) {
        int c = d->in.data[d->at];
        size_t escape = hz_escape(d, &chinese);
        chinese = chinese && c != '\n' && c != '\r';
        if (escape) {
            shift = d->at;
            if (d->in.data[d->at + 1] == '~')
                put_unit(d, SLICE("~"), d->at, d->at + escape);
            d->at += escape;
        } else if (chinese) {
            hz_pair(d, cd);
        } else if (c > 0x7F) {
            put_invalid(d, 1);
        } else {
            put_unit(d, slice_sub(d->in, d->at, d->at + 1), d->at, d->at + 1);
            d->at++;
        }
    }
    if (chinese && d->kind == ANOMALY_CHARSET_INVALID)
        record_anomaly(d->recorder, ANOMALY_CHARSET_SHIFT, shift, d->in.size);
}

static bool decode_iconv(struct decoder *d, const struct charset *charset)
{
    iconv_t cd = iconv_open("UTF-8", charset->iconv);
    if (cd == (iconv_t)-1)
        return false;
    if (charset->kind == CHARSET_SINGLE) {
        uint32_t high[128];
        fill_table(cd, high);
        decode_single(d, high);
    } else if (charset->kind == CHARSET_HZ) {
        decode_hz(d, cd);
    } else {
        decode_pieces(d, cd, charset->kind);
    }
    iconv_close(cd);
    return true;
}

bool charset_decode(struct sink *out, const struct charset *charset, struct slice in, uint32_t base, struct recorder *recorder)
{
    struct decoder d = {.out = out, .in = in, .base = base, .kind = ANOMALY_CHARSET_INVALID, .recorder = recorder};
    if (charset->kind == CHARSET_WINDOWS_1252) {
        uint32_t high[128];
        windows_1252(high);
        decode_single(&d, high);
    } else if (charset->kind == CHARSET_UTF8 || charset->kind == CHARSET_ASCII) {
        decode_utf8(&d);
    } else {
        return decode_iconv(&d, charset);
    }
    return true;
}

void charset_repair(struct sink *out, struct slice in, uint32_t base, enum anomaly_kind kind, struct recorder *recorder)
{
    struct decoder d = {.out = out, .in = in, .base = base, .kind = kind, .recorder = recorder};
    decode_utf8(&d);
}

struct slice charset_text(struct arena *arena, struct slice name, struct slice in)
{
    struct sink out;
    struct recorder quiet = {0};
    sink_init(&out, arena, UINT32_MAX);
    const struct charset *charset = charset_find(name);
    if (!charset || !charset_decode(&out, charset, in, 0, &quiet))
        charset_decode(&out, charset_guess(in, false), in, 0, &quiet);
    return buffer_slice(&out.out);
}
