/* The room base: what every other room is built from.
 *
 * In here are slices and spans (bytes, and ranges of them), arenas, buffers, vecs and maps (memory with a cap and a sticky
 * failure flag), UTF-8 and ASCII, sources (bytes that know their lines) and excerpts of them, diagnostics, limits, and reading
 * and writing of files. Bytes and numbers come in, the same come out. Base knows nothing about mail, HTML, YAML or rules,
 * includes no other room, keeps no state between calls, and never exits, prints, or asks for the locale, the environment or the
 * time.
 *
 * This header: a slice, a pointer and a length into bytes that somebody else owns.
 *
 * Nothing here is NUL-terminated, nothing here is copied. Every read is checked: an index outside the slice
 * reads as -1, a sub-slice is clamped to its parent, so a wrong offset yields less text and never a wrong address.
 * Case folding is ASCII only, whatever the locale. Tested in tests/unit/base. */
#ifndef ASSAY_BASE_SLICE_H
#define ASSAY_BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct slice {
    const unsigned char *data; /* may be null when size is 0 */
    size_t size;               /* bytes */
};

#define SLICE_NONE ((size_t)-1)
/* A slice of a string literal, without its NUL. */
#define SLICE(literal) ((struct slice){(const unsigned char *)("" literal), sizeof(literal) - 1})
/* For printf's "%.*s". */
#define SLICE_ARG(s) ((int)(s).size), ((const char *)(s).data)

static inline struct slice slice_make(const void *data, size_t size)
{
    return (struct slice){data, size};
}
/* Bytes of a NUL-terminated string; a null pointer gives the empty slice. */
struct slice slice_cstr(const char *text);
/* Bytes [start, end) of s, clamped to s. */
static inline struct slice slice_sub(struct slice s, size_t start, size_t end)
{
    if (start > s.size)
        start = s.size;
    if (end > s.size)
        end = s.size;
    if (end < start)
        end = start;
    /* A null pointer may not be moved, not even by 0. */
    return slice_make(start ? s.data + start : s.data, end - start);
}
static inline struct slice slice_from(struct slice s, size_t start)
{
    return slice_sub(s, start, s.size);
}
/* The byte at index, or -1 outside. */
static inline int slice_at(struct slice s, size_t index)
{
    return index < s.size ? s.data[index] : -1;
}
static inline bool slice_equal(struct slice a, struct slice b)
{
    return a.size == b.size && (a.size == 0 || memcmp(a.data, b.data, a.size) == 0);
}
bool slice_equal_nocase(struct slice a, struct slice b);
/* True for one of the texts, of which the last is followed by null. */
bool slice_is_any_nocase(struct slice s, const char *const *texts);
/* Order of bytes, shorter first where one is the other's beginning: <0, 0, >0. */
int slice_compare(struct slice a, struct slice b);
bool slice_starts(struct slice s, struct slice prefix);
bool slice_starts_nocase(struct slice s, struct slice prefix);
bool slice_ends_nocase(struct slice s, struct slice suffix);
/* Index of the first hit at or after start, or SLICE_NONE. */
size_t slice_find_byte(struct slice s, size_t start, unsigned char byte);
size_t slice_find(struct slice s, size_t start, struct slice needle);
size_t slice_find_nocase(struct slice s, size_t start, struct slice needle);
/* Without ASCII white space (space, tab, CR, LF, FF, VT) at both ends. */
struct slice slice_trim(struct slice s);
/* True if no byte is over 127. */
bool slice_is_ascii(struct slice s);
/* The offset of part inside whole; part must lie in it. */
size_t slice_offset(struct slice whole, struct slice part);

#endif
