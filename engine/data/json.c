/* The JSON writer. Deeper than JSON_MAX_DEPTH the buffer is marked as failed. Tested in tests/unit/data/test_json.c. */
#include "data/json.h"

#include <inttypes.h>

#include "base/utf8.h"

void json_init(struct json *json, struct buffer *out, bool pretty)
{
    *json = (struct json){.out = out, .pretty = pretty};
}

static void new_line(struct json *json)
{
    if (!json->pretty)
        return;
    buffer_byte(json->out, '\n');
    buffer_fill(json->out, ' ', (size_t)json->depth * 2);
}

/* What stands between this value (or key) and the one before it. */
static void separate(struct json *json)
{
    uint64_t bit = UINT64_C(1) << json->depth;
    if (json->after_key) {
        json->after_key = false;
        return;
    }
    if (json->used & bit)
        buffer_text(json->out, json->pretty ? "," : ", ");
    if (json->depth > 0)
        new_line(json);
    json->used |= bit;
}

static void begin(struct json *json, int bracket)
{
    separate(json);
    buffer_byte(json->out, bracket);
    if (json->depth < JSON_MAX_DEPTH)
        json->depth++;
    else
        json->out->failed = true;
    json->used &= ~(UINT64_C(1) << json->depth);
}

static void end(struct json *json, int bracket)
{
    bool used = json->used >> json->depth & 1;
    if (json->depth > 0)
        json->depth--;
    if (used)
        new_line(json);
    buffer_byte(json->out, bracket);
}

void json_object_begin(struct json *json)
{
    begin(json, '{');
}

void json_object_end(struct json *json)
{
    end(json, '}');
}

void json_array_begin(struct json *json)
{
    begin(json, '[');
}

void json_array_end(struct json *json)
{
    end(json, ']');
}

void json_key(struct json *json, const char *key)
{
    separate(json);
    json_escape(json->out, slice_cstr(key));
    buffer_text(json->out, ": ");
    json->after_key = true;
}

void json_string(struct json *json, struct slice text)
{
    separate(json);
    json_escape(json->out, text);
}

void json_cstring(struct json *json, const char *text)
{
    json_string(json, slice_cstr(text));
}

void json_integer(struct json *json, int64_t number)
{
    separate(json);
    buffer_printf(json->out, "%" PRId64, number);
}

void json_thousandths(struct json *json, int64_t number)
{
    uint64_t size = number < 0 ? -(uint64_t)number : (uint64_t)number;
    separate(json);
    buffer_printf(json->out, "%s%" PRIu64 ".%03u", number < 0 ? "-" : "", size / 1000, (unsigned)(size % 1000));
}

void json_bool(struct json *json, bool truth)
{
    separate(json);
    buffer_text(json->out, truth ? "true" : "false");
}

void json_null(struct json *json)
{
    separate(json);
    buffer_text(json->out, "null");
}

/* RFC 8259 section 7; also the line separators of Unicode, which some readers take for line ends, and all that must not reach a
 * terminal as it is: the report may be looked at on one. */
static void escape_code_point(struct buffer *out, uint32_t c)
{
    static const char names[] = "\"\"\\\\\bb\ff\nn\rr\tt";
    for (const char *name = names; *name; name += 2) {
        if (c == (unsigned char)name[0]) {
            buffer_byte(out, '\\');
            buffer_byte(out, name[1]);
            return;
        }
    }
    if (!utf8_is_unprintable(c))
        buffer_code_point(out, c);
    else if (c < 0x10000)
        buffer_printf(out, "\\u%04x", (unsigned)c);
    else
        buffer_printf(out, "\\u%04x\\u%04x", (unsigned)(0xD7C0 + (c >> 10)), (unsigned)(0xDC00 + (c & 0x3FF)));
}

static bool is_literal(unsigned char byte)
{
    return byte >= 0x20 && byte < 0x7F && byte != '"' && byte != '\\';
}

void json_escape(struct buffer *out, struct slice text)
{
    buffer_byte(out, '"');
    size_t at = 0;
    while (at < text.size) {
        size_t run = at;
        while (run < text.size && is_literal(text.data[run]))
            run++;
        buffer_append(out, slice_sub(text, at, run));
        if (run == text.size)
            break;
        struct utf8_step step = utf8_decode(text, run);
        escape_code_point(out, step.code_point);
        at = run + step.length;
    }
    buffer_byte(out, '"');
}
