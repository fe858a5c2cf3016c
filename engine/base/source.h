/* A source: the bytes of one file, or of one message inside a large file, with what is needed to say where a byte stands.
 *
 * Lines and columns count from 1. A line ends after LF, after CR LF, or after a CR that no LF follows. In bytes that begin with a
 * byte order mark of UTF-16 these are its units of two bytes; offsets and columns are still those of bytes. Columns of bytes
 * that are not UTF-8 count one each. Offsets given to these functions are relative to `bytes`; positions that come out belong to
 * the whole file. Tested in tests/unit/base. */
#ifndef ASSAY_BASE_SOURCE_H
#define ASSAY_BASE_SOURCE_H

#include "base/arena.h"
#include "base/span.h"

enum source_units { UNITS_BYTES, UNITS_UTF16_LE, UNITS_UTF16_BE };
enum column_unit { COLUMN_BYTES, COLUMN_CODE_POINTS, COLUMN_UTF16 };

struct source {
    struct slice name;       /* as the user gave it; "-" is standard input */
    struct slice bytes;      /* borrowed */
    uint64_t base_offset;    /* where `bytes` begins in the file */
    uint64_t base_line;      /* lines of the file before `bytes`; it must begin at a line's beginning */
    enum source_units units; /* what line ends are made of; known with the index */
    uint32_t *line_starts;
    uint32_t line_count;
};

struct position {
    uint64_t offset; /* in the file, from 0 */
    uint64_t line;   /* in the file, from 1 */
    uint64_t column; /* from 1, in the unit asked for */
};

void source_init(struct source *source, struct slice name, struct slice bytes);
/* Builds the line index, once; false when there is no memory (positions are then on line 1). Not thread-safe. */
bool source_index(struct source *source, struct arena *arena);
struct position source_position(const struct source *source, uint32_t offset, enum column_unit unit);
/* The line that holds the byte at offset, without its end; and where it begins in `bytes`. */
struct slice source_line(const struct source *source, uint32_t offset, uint32_t *out_start);

#endif
