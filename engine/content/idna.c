/* UTS #46: mapping, normalizing, breaking into labels, converting and validating, and the ASCII form (sections 4 to 4.3).
 *
 * Labels are mapped one by one: a full stop is a starter that composes with nothing, so that a label can be normalized by itself.
 * Tested in tests/unit/content/test_idna.c and tests/interop/whatwg_idna.c. */
#include "content/idna.h"

#include <string.h>

#include "base/ascii.h"
#include "base/utf8.h"
#include "content/idna_internal.h"
#include "content/nfc.h"
#include "content/punycode.h"

enum {
    MAPPED_MOST = 4 * PUNYCODE_MOST, /* of a label, before it is composed: the longest decomposition has 4 code points */
    PREFIX = 4                       /* the size of "xn--" */
};

struct reader {
    struct idna_name *name;
    struct buffer ascii, unicode;
    uint32_t label[MAPPED_MOST]; /* the label that is being mapped */
    size_t size;
    bool overlong;         /* it is longer than can be kept */
    bool rtl, bidi_broken; /* of all labels so far */
};

static void put(struct reader *r, uint32_t code_point)
{
    r->overlong = r->overlong || r->size == MAPPED_MOST;
    if (!r->overlong)
        r->label[r->size++] = code_point;
}

/* Appends what the character becomes. True if that is a full stop: the end of a label. */
static bool put_mapped(struct reader *r, uint32_t code_point)
{
    if (code_point < 0x80) {
        if (code_point != '.')
            put(r, (uint32_t)ascii_lower((int)code_point));
        return code_point == '.';
    }
    const struct idna_mapping *mapping = idna_mapping_of(code_point);
    if (!mapping)
        put(r, code_point);
    else if (mapping->size == 1) {
        uint32_t mapped = (uint32_t)((int32_t)code_point + mapping->value);
        if (mapped == '.')
            return true;
        put(r, mapped);
    } else if (mapping->size > 1) {
        struct slice text = slice_make(idna_texts + mapping->value, mapping->size);
        for (size_t i = 0; i < text.size;) {
            struct utf8_step step = utf8_decode(text, i);
            put(r, step.code_point);
            i += step.length;
        }
    }
    return false;
}

static void append(struct buffer *out, const uint32_t *text, size_t size)
{
    for (size_t i = 0; i < size; i++)
        buffer_code_point(out, text[i]);
}

static bool is_ascii(const uint32_t *text, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (text[i] >= 0x80)
            return false;
    return true;
}

static bool is_composed(const uint32_t *text, size_t size)
{
    uint32_t copy[PUNYCODE_MOST], work[4 * PUNYCODE_MOST];
    size_t length = size;
    memcpy(copy, text, size * sizeof *text);
    return nfc_compose(copy, &length, work) && length == size && memcmp(copy, text, size * sizeof *text) == 0;
}

static void object(struct reader *r, unsigned problem)
{
    r->name->problems |= problem;
    append(&r->ascii, r->label, r->size);
    append(&r->unicode, r->label, r->size);
}

static void note_direction(struct reader *r, const uint32_t *label, size_t size)
{
    r->rtl = r->rtl || idna_is_rtl(label, size);
    r->bidi_broken = r->bidi_broken || !idna_bidi_valid(label, size);
}

static bool has_prefix(const uint32_t *label, size_t size)
{
    return size >= PREFIX && label[0] == 'x' && label[1] == 'n' && label[2] == '-' && label[3] == '-';
}

/* A label that begins with xn--. */
static void read_a_label(struct reader *r, struct arena *arena)
{
    unsigned char bytes[PUNYCODE_MOST + PREFIX];
    uint32_t decoded[PUNYCODE_MOST];
    if (r->size > sizeof bytes || !is_ascii(r->label, r->size)) {
        object(r, IDNA_PUNYCODE);
        return;
    }
    for (size_t i = 0; i < r->size; i++)
        bytes[i] = (unsigned char)r->label[i];
    struct slice encoded = slice_make(bytes + PREFIX, r->size - PREFIX);
    size_t size = punycode_decode(encoded, decoded);
    struct buffer again;
    buffer_init(&again, arena, 1024);
    if (size == 0 || is_ascii(decoded, size) || has_prefix(decoded, size) || !punycode_encode(&again, decoded, size) ||
        !slice_equal(buffer_slice(&again), encoded)) {
        object(r, IDNA_PUNYCODE);
    } else if (!idna_label_valid(decoded, size)) {
        object(r, IDNA_CHARACTER);
    } else if (!is_composed(decoded, size)) {
        object(r, IDNA_PUNYCODE);
    } else {
        note_direction(r, decoded, size);
        append(&r->ascii, r->label, r->size);
        append(&r->unicode, decoded, size);
    }
}

static void end_label(struct reader *r, struct arena *arena)
{
    uint32_t work[4 * MAPPED_MOST];
    bool ascii = is_ascii(r->label, r->size);
    if (!r->overlong && !ascii && !nfc_compose(r->label, &r->size, work))
        r->overlong = true;
    ascii = is_ascii(r->label, r->size);
    if (r->overlong || (!ascii && r->size > PUNYCODE_MOST)) {
        object(r, IDNA_LABEL_LONG);
    } else if (has_prefix(r->label, r->size)) {
        read_a_label(r, arena);
    } else if (!ascii && !idna_label_valid(r->label, r->size)) {
        object(r, IDNA_CHARACTER);
    } else {
        note_direction(r, r->label, r->size);
        append(&r->unicode, r->label, r->size);
        if (!ascii)
            buffer_text(&r->ascii, "xn--");
        if (ascii)
            append(&r->ascii, r->label, r->size);
        else
            punycode_encode(&r->ascii, r->label, r->size);
    }
    r->size = 0;
    r->overlong = false;
}

bool idna_read(struct idna_name *out, struct arena *arena, struct slice name)
{
    struct reader r;
    *out = (struct idna_name){.problems = 0};
    r = (struct reader){.name = out};
    buffer_init(&r.ascii, arena, SIZE_MAX);
    buffer_init(&r.unicode, arena, SIZE_MAX);
    for (size_t i = 0; i < name.size;) {
        struct utf8_step step = utf8_decode(name, i);
        if (put_mapped(&r, step.code_point)) {
            end_label(&r, arena);
            buffer_byte(&r.ascii, '.');
            buffer_byte(&r.unicode, '.');
        }
        i += step.length;
    }
    end_label(&r, arena);
    if (r.rtl && r.bidi_broken)
        out->problems |= IDNA_CHARACTER;
    out->ascii = buffer_slice(&r.ascii);
    out->unicode = buffer_slice(&r.unicode);
    return !arena->failed;
}

bool idna_has_a_label(struct slice name)
{
    for (size_t at = 0; at < name.size;) {
        if (slice_starts_nocase(slice_from(name, at), SLICE("xn--")))
            return true;
        at = slice_find_byte(name, at, '.');
        at = at == SLICE_NONE ? name.size : at + 1;
    }
    return false;
}
