/* A buffer: bytes that grow inside an arena, up to a cap.
 *
 * After the cap or a lack of memory every append is a no-op and `failed` stays set; what was appended before is intact.
 * The content is not NUL-terminated. Tested in tests/unit/base. */
#ifndef ASSAY_BASE_BUFFER_H
#define ASSAY_BASE_BUFFER_H

#include <stdarg.h>

#include "base/arena.h"

struct buffer {
    struct arena *arena;
    unsigned char *data;
    size_t size;
    size_t capacity;
    size_t limit;
    bool failed;
};

void buffer_init(struct buffer *buffer, struct arena *arena, size_t limit);
/* Makes room for `extra` more bytes; false on failure. */
bool buffer_reserve(struct buffer *buffer, size_t extra);
void buffer_append(struct buffer *buffer, struct slice s);
void buffer_text(struct buffer *buffer, const char *text);
void buffer_byte(struct buffer *buffer, int byte);
/* `count` times the same byte. */
void buffer_fill(struct buffer *buffer, int byte, size_t count);
/* A code point as UTF-8; a surrogate or a value over U+10FFFF becomes U+FFFD. */
void buffer_code_point(struct buffer *buffer, uint32_t code_point);
void buffer_printf(struct buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buffer_vprintf(struct buffer *buffer, const char *format, va_list arguments) __attribute__((format(printf, 2, 0)));
/* What was written so far; valid until the next append. */
struct slice buffer_slice(const struct buffer *buffer);

#endif
