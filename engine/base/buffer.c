/* Buffers: appending bytes and formatted text up to a cap.
 *
 * One byte more than `capacity` is kept, so that vsnprintf's NUL has a place even when the buffer is full to its cap.
 * Tested in tests/unit/base/test_buffer.c. */
#include "base/buffer.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

enum { FIRST_CAPACITY = 63 };

void buffer_init(struct buffer *buffer, struct arena *arena, size_t limit)
{
    *buffer = (struct buffer){.arena = arena, .limit = limit < SIZE_MAX ? limit : SIZE_MAX - 1};
}

bool buffer_reserve(struct buffer *buffer, size_t extra)
{
    if (buffer->failed)
        return false;
    if (buffer->data && extra <= buffer->capacity - buffer->size)
        return true;
    if (extra > buffer->limit - buffer->size) {
        buffer->failed = true;
        return false;
    }
    size_t wanted = buffer->size + extra;
    size_t doubled = buffer->capacity < buffer->limit / 2 ? buffer->capacity * 2 + 1 : buffer->limit;
    if (wanted < doubled)
        wanted = doubled;
    if (wanted < FIRST_CAPACITY)
        wanted = FIRST_CAPACITY;
    if (wanted > buffer->limit)
        wanted = buffer->limit;
    size_t old_size = buffer->data ? buffer->capacity + 1 : 0;
    unsigned char *data = arena_grow(buffer->arena, buffer->data, old_size, wanted + 1);
    if (!data) {
        buffer->failed = true;
        return false;
    }
    buffer->data = data;
    buffer->capacity = wanted;
    return true;
}

void buffer_append(struct buffer *buffer, struct slice s)
{
    if (s.size == 0 || !buffer_reserve(buffer, s.size))
        return;
    memcpy(buffer->data + buffer->size, s.data, s.size);
    buffer->size += s.size;
}

void buffer_text(struct buffer *buffer, const char *text)
{
    buffer_append(buffer, slice_cstr(text));
}

void buffer_byte(struct buffer *buffer, int byte)
{
    if (buffer_reserve(buffer, 1))
        buffer->data[buffer->size++] = (unsigned char)byte;
}

void buffer_fill(struct buffer *buffer, int byte, size_t count)
{
    if (count == 0 || !buffer_reserve(buffer, count))
        return;
    memset(buffer->data + buffer->size, byte, count);
    buffer->size += count;
}

void buffer_code_point(struct buffer *buffer, uint32_t code_point)
{
    unsigned char bytes[4];
    buffer_append(buffer, slice_make(bytes, utf8_encode(code_point, bytes)));
}

void buffer_printf(struct buffer *buffer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    buffer_vprintf(buffer, format, arguments);
    va_end(arguments);
}

void buffer_vprintf(struct buffer *buffer, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    if (length < 0)
        buffer->failed = true;
    if (length > 0 && buffer_reserve(buffer, (size_t)length)) {
        vsnprintf((char *)buffer->data + buffer->size, (size_t)length + 1, format, again);
        buffer->size += (size_t)length;
    }
    va_end(again);
}

struct slice buffer_slice(const struct buffer *buffer)
{
    return slice_make(buffer->data, buffer->size);
}
