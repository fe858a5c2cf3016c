/* Parse errors of the HTML tokenizer: those of its states, and those that the input stream has by itself (section 13.2.3.5).
 *
 * At most 1,000 are kept; then nothing is looked for any more. Tested in tests/unit/content/test_html_token.c. */
#include "content/html_internal.h"

#include "base/utf8.h"
#include "content/html_reference.h"

enum { KEPT_ERRORS = 1000 };

/* Bytes that may begin a character that must not be in the stream. */
enum { PLAIN, CONTROL, MASK, LEAD };

static const unsigned char stream_class[256] = {
    [0x01] = CONTROL, [0x02] = CONTROL, [0x03] = CONTROL, [0x04] = CONTROL, [0x05] = CONTROL, [0x06] = CONTROL,
    [0x07] = CONTROL, [0x08] = CONTROL, [0x0B] = CONTROL, [0x0E] = CONTROL, [0x0F] = CONTROL, [0x10] = CONTROL,
    [0x11] = CONTROL, [0x12] = CONTROL, [0x13] = CONTROL, [0x14] = CONTROL, [0x15] = CONTROL, [0x16] = CONTROL,
    [0x17] = CONTROL, [0x18] = CONTROL, [0x19] = CONTROL, [0x1A] = MASK,    [0x1B] = CONTROL, [0x1C] = CONTROL,
    [0x1D] = CONTROL, [0x1E] = CONTROL, [0x1F] = CONTROL, [0x7F] = CONTROL, [0xC2] = LEAD,    [0xED] = LEAD,
    [0xEF] = LEAD,    [0xF0] = LEAD,    [0xF1] = LEAD,    [0xF2] = LEAD,    [0xF3] = LEAD,    [0xF4] = LEAD,
};

/* Keeps the errors in the order of their offsets; among those of one place, in the order of arrival. */
static void add_error(struct html_tokenizer *t, const char *code, uint32_t offset)
{
    if (t->errors.count >= KEPT_ERRORS || !vec_push(t->arena, &t->errors))
        return;
    uint32_t at = t->errors.count - 1;
    for (; at > 0 && t->errors.items[at - 1].offset > offset; at--)
        t->errors.items[at] = t->errors.items[at - 1];
    t->errors.items[at] = (struct html_error){code, offset};
}

void html_error(struct html_tokenizer *t, const char *code)
{
    add_error(t, code, t->position);
}

/* The error of the sequence of two to four bytes at offset, or null. */
static const char *sequence_error(struct slice input, size_t offset)
{
    int lead = slice_at(input, offset);
    int second = slice_at(input, offset + 1);
    if (lead == 0xC2)
        return second >= 0x80 && second < 0xA0 ? "control-character-in-input-stream" : NULL;
    if (lead == 0xED)
        return second >= 0xA0 ? "surrogate-in-input-stream" : NULL;
    uint32_t code_point = utf8_decode(input, offset).code_point;
    return html_is_noncharacter(code_point) ? "noncharacter-in-input-stream" : NULL;
}

void html_stream_errors(struct html_tokenizer *t)
{
    const unsigned char *data = t->input.data;
    uint32_t at = t->errors_searched;
    while (t->errors.count < KEPT_ERRORS) {
        while (at < t->position && stream_class[data[at]] == PLAIN)
            at++;
        if (at == t->position)
            break;
        int class = stream_class[data[at]];
        if (class == CONTROL || (class == MASK && t->bare))
            add_error(t, "control-character-in-input-stream", at);
        const char *code = class == LEAD ? sequence_error(t->input, at) : NULL;
        if (code)
            add_error(t, code, at);
        at++;
    }
    t->errors_searched = t->position;
}
