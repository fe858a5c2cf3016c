/* Base64 and quoted-printable, with maps (RFC 2045, sections 6.7 and 6.8).
 *
 * White space inside base64 is skipped; so is everything else that is not in the alphabet, which is recorded. After padding
 * decoding begins anew, so that nothing behind it stays unseen. In quoted-printable a soft line break and white space at the end
 * of a line have no derived text. Tested in tests/unit/message/test_transfer.c. */
#include "message/transfer.h"

#include "base/ascii.h"
#include "message/lines.h"
#include "message/uuencode.h"

const char *const transfer_texts[] = {"7bit", "8bit", "binary", "quoted-printable", "base64", "uuencode", "unknown", NULL};

enum transfer_encoding transfer_find(struct slice name)
{
    static const struct {
        const char *name;
        enum transfer_encoding encoding;
    } others[] = {
        {"7-bit", TRANSFER_7BIT},          {"7bits", TRANSFER_7BIT},     {"8-bit", TRANSFER_8BIT},   {"8bits", TRANSFER_8BIT},
        {"x-uuencode", TRANSFER_UUENCODE}, {"x-uue", TRANSFER_UUENCODE}, {"uue", TRANSFER_UUENCODE},
    };
    int encoding = TRANSFER_7BIT;
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (slice_equal_nocase(name, slice_cstr(others[i].name)))
            return others[i].encoding;
    while (encoding < TRANSFER_UNKNOWN && !slice_equal_nocase(name, slice_cstr(transfer_texts[encoding])))
        encoding++;
    return (enum transfer_encoding)encoding;
}

const char *transfer_text(enum transfer_encoding encoding)
{
    return transfer_texts[encoding];
}

bool transfer_encodes(enum transfer_encoding encoding)
{
    return encoding == TRANSFER_BASE64 || encoding == TRANSFER_QUOTED_PRINTABLE || encoding == TRANSFER_UUENCODE;
}

/* Value of a base64 character plus 1, or 0. */
static const unsigned char base64_values[256] = {
    ['A'] = 1,  ['B'] = 2,  ['C'] = 3,  ['D'] = 4,  ['E'] = 5,  ['F'] = 6,  ['G'] = 7,  ['H'] = 8,  ['I'] = 9,  ['J'] = 10,
    ['K'] = 11, ['L'] = 12, ['M'] = 13, ['N'] = 14, ['O'] = 15, ['P'] = 16, ['Q'] = 17, ['R'] = 18, ['S'] = 19, ['T'] = 20,
    ['U'] = 21, ['V'] = 22, ['W'] = 23, ['X'] = 24, ['Y'] = 25, ['Z'] = 26, ['a'] = 27, ['b'] = 28, ['c'] = 29, ['d'] = 30,
    ['e'] = 31, ['f'] = 32, ['g'] = 33, ['h'] = 34, ['i'] = 35, ['j'] = 36, ['k'] = 37, ['l'] = 38, ['m'] = 39, ['n'] = 40,
    ['o'] = 41, ['p'] = 42, ['q'] = 43, ['r'] = 44, ['s'] = 45, ['t'] = 46, ['u'] = 47, ['v'] = 48, ['w'] = 49, ['x'] = 50,
    ['y'] = 51, ['z'] = 52, ['0'] = 53, ['1'] = 54, ['2'] = 55, ['3'] = 56, ['4'] = 57, ['5'] = 58, ['6'] = 59, ['7'] = 60,
    ['8'] = 61, ['9'] = 62, ['+'] = 63, ['/'] = 64,
};

enum { CHUNK_QUANTA = 256, LONGEST_QUOTED_LINE = 76 };

struct base64 {
    struct sink *out;
    struct slice in;
    struct recorder *recorder;
    uint32_t base;
    size_t at;
    /* The quantum that is open: */
    uint32_t bits;
    uint32_t count; /* characters of it so far */
    size_t start;   /* of its first character */
    size_t last;    /* behind its last character */
    uint32_t owed;  /* padding that may still follow the former quantum */
    bool padded;    /* nothing but white space came since padding */
    bool junk;      /* padding where none belongs */
};

/* Whole quanta without anything between them, as many as there are at the place. */
static void base64_quanta(struct base64 *b)
{
    unsigned char chunk[CHUNK_QUANTA * 3];
    size_t quanta = CHUNK_QUANTA;
    while (quanta == CHUNK_QUANTA) {
        size_t start = b->at;
        for (quanta = 0; quanta < CHUNK_QUANTA && b->in.size - b->at >= 4; quanta++, b->at += 4) {
            const unsigned char *in = b->in.data + b->at;
            uint32_t v0 = base64_values[in[0]], v1 = base64_values[in[1]];
            uint32_t v2 = base64_values[in[2]], v3 = base64_values[in[3]];
            if (!v0 || !v1 || !v2 || !v3)
                break;
            uint32_t bits = (v0 - 1) << 18 | (v1 - 1) << 12 | (v2 - 1) << 6 | (v3 - 1);
            chunk[quanta * 3] = (unsigned char)(bits >> 16 & 0xFF);
            chunk[quanta * 3 + 1] = (unsigned char)(bits >> 8 & 0xFF);
            chunk[quanta * 3 + 2] = (unsigned char)(bits & 0xFF);
        }
        struct map_run origin = {.parent = b->base + (uint32_t)start, .derived_unit = 3, .parent_unit = 4};
        sink_put(b->out, slice_make(chunk, quanta * 3), origin);
    }
}

/* Puts what the open quantum has so far (2 to 4 characters) as one unit up to `end`, and closes it. */
static void base64_flush(struct base64 *b, size_t end)
{
    uint32_t bits = b->bits << (4 - b->count) * 6;
    unsigned char bytes[3] = {(unsigned char)(bits >> 16 & 0xFF), (unsigned char)(bits >> 8 & 0xFF),
                              (unsigned char)(bits & 0xFF)};
    struct span origin = {b->base + (uint32_t)b->start, b->base + (uint32_t)end};
    sink_unit(b->out, slice_make(bytes, b->count ? b->count - 1 : 0), origin);
    b->count = 0;
    b->bits = 0;
}

static void base64_character(struct base64 *b, uint32_t value)
{
    if (b->padded)
        record_anomaly(b->recorder, ANOMALY_BASE64_PADDING, b->at, b->at + 1);
    b->padded = false;
    if (b->count == 0)
        b->start = b->at;
    b->bits = b->bits << 6 | value;
    b->count++;
    b->at++;
    b->last = b->at;
    b->owed = 0;
    if (b->count == 4)
        base64_flush(b, b->at);
}

/* A run of `=`: what ends the open quantum, and what is too much. */
static void base64_padding(struct base64 *b)
{
    size_t start = b->at;
    if (b->count >= 2) {
        b->padded = true;
        b->owed = 4 - b->count;
        bool adjacent = b->last == start;
        while (b->owed && slice_at(b->in, b->at) == '=') {
            b->owed--;
            b->at++;
        }
        base64_flush(b, adjacent ? b->at : b->last);
        return;
    }
    for (; slice_at(b->in, b->at) == '='; b->at++) {
        if (b->count == 0 && b->owed)
            b->owed--;
        else
            b->junk = true;
    }
    if (b->junk)
        record_anomaly(b->recorder, ANOMALY_BASE64_INVALID, b->count ? b->start : start, b->at);
    b->junk = false;
    b->count = 0;
    b->bits = 0;
}

static void base64_junk(struct base64 *b)
{
    size_t start = b->at;
    for (int c = slice_at(b->in, b->at); c >= 0 && !base64_values[c] && c != '=' && !ascii_is_space(c);
         c = slice_at(b->in, b->at))
        b->at++;
    record_anomaly(b->recorder, ANOMALY_BASE64_INVALID, start, b->at);
}

static void decode_base64(struct base64 *b)
{
    if (b->out->out.limit)
        buffer_reserve(&b->out->out, b->in.size / 4 * 3 < b->out->out.limit ? b->in.size / 4 * 3 : b->out->out.limit);
    while (b->at < b->in.size) {
        if (b->count == 0 && !b->padded)
            base64_quanta(b);
        int c = slice_at(b->in, b->at);
        if (c < 0)
            break;
        if (base64_values[c])
            base64_character(b, base64_values[c] - 1u);
        else if (ascii_is_space(c))
            b->at++;
        else if (c == '=')
            base64_padding(b);
        else
            base64_junk(b);
    }
    if (b->count) {
        record_anomaly(b->recorder, ANOMALY_BASE64_TRUNCATED, b->start, b->at);
        base64_flush(b, b->last);
    }
}

/* The content of one line. What cannot be an escape stays as it is. */
static void quoted_line(struct sink *out, struct slice in, struct span line, uint32_t base, struct recorder *recorder)
{
    size_t at = line.start;
    struct slice upto = slice_sub(in, 0, line.end);
    while (at < line.end) {
        size_t escape = slice_find_byte(upto, at, '=');
        if (escape == SLICE_NONE)
            escape = line.end;
        sink_copy(out, slice_sub(in, at, escape), base + (uint32_t)at);
        at = escape;
        if (at == line.end)
            break;
        int high = ascii_hex(slice_at(upto, at + 1)), low = ascii_hex(slice_at(upto, at + 2));
        size_t length = 3;
        unsigned char byte = '=';
        if (high < 0 || low < 0) {
            length = 1;
            record_anomaly(recorder, ANOMALY_QUOTED_PRINTABLE_INVALID, at, at + 1);
        } else {
            byte = (unsigned char)(high << 4 | low);
        }
        sink_unit(out, slice_make(&byte, 1), (struct span){base + (uint32_t)at, base + (uint32_t)(at + length)});
        at += length;
    }
}

static void decode_quoted_printable(struct sink *out, struct slice in, uint32_t base, struct recorder *recorder)
{
    struct line_reader lines;
    struct line line;
    line_reader_init(&lines, in, 0);
    if (out->out.limit)
        buffer_reserve(&out->out, in.size < out->out.limit ? in.size : out->out.limit);
    while (line_read(&lines, &line)) {
        struct span content = {line.start, line.end};
        while (content.end > content.start && ascii_is_blank(in.data[content.end - 1]))
            content.end--;
        bool soft = content.end > content.start && in.data[content.end - 1] == '=';
        if (soft)
            content.end--;
        if (line.end - line.start > LONGEST_QUOTED_LINE)
            record_anomaly(recorder, ANOMALY_QUOTED_PRINTABLE_LONG, line.start, line.end);
        quoted_line(out, in, content, base, recorder);
        if (!soft)
            sink_copy(out, slice_sub(in, line.end, line.next), base + line.end);
    }
}

void transfer_decode(struct sink *out, enum transfer_encoding encoding, struct slice in, uint32_t base, struct recorder *recorder)
{
    if (encoding == TRANSFER_BASE64) {
        struct base64 b = {.out = out, .in = in, .recorder = recorder, .base = base};
        decode_base64(&b);
    } else if (encoding == TRANSFER_QUOTED_PRINTABLE) {
        decode_quoted_printable(out, in, base, recorder);
    } else if (encoding == TRANSFER_UUENCODE) {
        uuencode_decode(out, in, base);
    } else {
        sink_copy(out, in, base);
    }
}
