/* Bounded reads of regular files or standard input, and complete writes. Tested in tests/unit/base. */
#ifndef ASSAY_BASE_IO_H
#define ASSAY_BASE_IO_H

#include "base/arena.h"

enum io_status { IO_OK, IO_NOT_FOUND, IO_NOT_REGULAR, IO_DENIED, IO_TOO_LARGE, IO_ERROR, IO_NO_MEMORY };

/* Reads a whole file ("-": standard input) of at most `limit` bytes into the arena. Never blocks on a FIFO or a device: these
 * are IO_NOT_REGULAR unless named by "-". */
enum io_status io_read(struct arena *arena, const char *path, size_t limit, struct slice *out);
/* A short reason in English, without a full stop, the same on every system. */
const char *io_status_text(enum io_status status);
/* Writes all bytes to the descriptor, again after an interruption; false on error. */
bool io_write(int descriptor, struct slice bytes);

#endif
