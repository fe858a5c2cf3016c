/* States of character references (sections 13.2.5.72 to 80), in text and in attribute values alike. What is no reference stays
 * where it is, as text.
 *
 * Tested in tests/unit/content/test_html_token.c and tests/interop/html5lib_tokenizer.c. */
#include "base/utf8.h"
#include "content/html_make.h"
#include "content/html_reference.h"

static bool in_value(const struct html_tokenizer *t)
{
    return t->return_state == STATE_VALUE_DOUBLE_QUOTED || t->return_state == STATE_VALUE_SINGLE_QUOTED ||
           t->return_state == STATE_VALUE_UNQUOTED;
}

/* What was consumed since the "&" stands for `text`. */
static void resolve(struct html_tokenizer *t, struct slice text)
{
    t->state = t->return_state;
    if (in_value(t))
        html_unit_in_value(t, text, t->reference_start);
    else
        html_unit_in_text(t, text, t->reference_start);
}

void html_state_reference(struct html_tokenizer *t)
{
    int c = html_peek(t);
    if (ascii_is_alnum(c))
        t->state = STATE_NAMED_REFERENCE;
    else if (c == '#')
        html_consume_to(t, STATE_NUMERIC_REFERENCE);
    else
        t->state = t->return_state;
}

void html_state_named_reference(struct html_tokenizer *t)
{
    struct slice value;
    uint32_t size = (uint32_t)html_reference_name(slice_from(t->input, t->position), &value);
    if (size == 0) {
        t->state = STATE_AMBIGUOUS_AMPERSAND;
        return;
    }
    t->position += size;
    int next = html_peek(t);
    bool complete = t->input.data[t->position - 1] == ';';
    if (!complete && in_value(t) && (next == '=' || ascii_is_alnum(next))) {
        t->state = t->return_state; /* as in "?a=1&copy=2", for the sake of old pages */
        return;
    }
    if (!complete)
        html_error(t, "missing-semicolon-after-character-reference");
    resolve(t, value);
}

void html_state_ambiguous_ampersand(struct html_tokenizer *t)
{
    while (ascii_is_alnum(html_peek(t)))
        t->position++;
    if (html_peek(t) == ';')
        html_error(t, "unknown-named-character-reference");
    t->state = t->return_state;
}

void html_state_numeric_reference(struct html_tokenizer *t)
{
    if (ascii_lower(html_peek(t)) == 'x')
        html_consume_to(t, STATE_HEXADECIMAL_START);
    else
        t->state = STATE_DECIMAL_START;
}

static bool is_digit(int c, int base)
{
    int digit = ascii_hex(c);
    return digit >= 0 && digit < base;
}

static void number_start(struct html_tokenizer *t, int base, enum html_state digits)
{
    if (is_digit(html_peek(t), base)) {
        t->state = digits;
    } else {
        html_error(t, "absence-of-digits-in-numeric-character-reference");
        t->state = t->return_state;
    }
}

void html_state_hexadecimal_start(struct html_tokenizer *t)
{
    number_start(t, 16, STATE_HEXADECIMAL);
}

void html_state_decimal_start(struct html_tokenizer *t)
{
    number_start(t, 10, STATE_DECIMAL);
}

/* A number too large for Unicode stays so, however long it is. */
static void read_digits(struct html_tokenizer *t, int base)
{
    for (; is_digit(html_peek(t), base); t->position++)
        if (t->reference_code <= 0x10FFFF)
            t->reference_code = t->reference_code * (uint32_t)base + (uint32_t)ascii_hex(html_peek(t));
    if (html_peek(t) == ';')
        html_consume(t);
    else
        html_error(t, "missing-semicolon-after-character-reference");
    t->state = STATE_NUMERIC_END;
}

void html_state_hexadecimal(struct html_tokenizer *t)
{
    read_digits(t, 16);
}

void html_state_decimal(struct html_tokenizer *t)
{
    read_digits(t, 10);
}

void html_state_numeric_end(struct html_tokenizer *t)
{
    const char *code;
    uint32_t code_point = html_reference_number(t->reference_code, &code);
    if (code)
        html_error(t, code);
    unsigned char bytes[4];
    resolve(t, html_keep(t, slice_make(bytes, utf8_encode(code_point, bytes))));
}
