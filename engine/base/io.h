/* Bounded reads of files and standard input, and complete writes. Tested in tests/unit/base. */
#ifndef ASSAY_BASE_IO_H
#define ASSAY_BASE_IO_H

#include "base/arena.h"

enum io_status { IO_OK, IO_NOT_FOUND, IO_NOT_REGULAR, IO_DENIED, IO_LOOP, IO_NAME, IO_TOO_LARGE, IO_ERROR, IO_NO_MEMORY };

/* Reads a whole file ("-": standard input) of at most `limit` bytes into the arena. Never blocks on a FIFO or a device: these
 * are IO_NOT_REGULAR unless named by "-". */
enum io_status io_read(struct arena *arena, const char *path, size_t limit, struct slice *out);
/* The same, but waits for a FIFO or a terminal, for that is what somebody meant who named one: `<(command)`, /dev/stdin. Other
 * devices, which may have no end, stay IO_NOT_REGULAR. */
enum io_status io_read_named(struct arena *arena, const char *path, size_t limit, struct slice *out);
/* The first bytes of a regular file, at most `count`. */
enum io_status io_read_start(struct arena *arena, const char *path, size_t count, struct slice *out);
/* What an errno of opening a file or a directory means. */
enum io_status io_status_of(int error);
/* A short reason in English, without a full stop, the same on every system. */
const char *io_status_text(enum io_status status);
/* Writes all bytes to the descriptor, again after an interruption; false on error. */
bool io_write(int descriptor, struct slice bytes);
/* Writes a file whole or not at all: beside it first, then over it. A symbolic link is followed, the permissions stay. What
 * exists and is no regular file, such as /dev/stdout, is written to. False on error; errno says which. The arena is for work. */
bool io_write_file(struct arena *arena, const char *path, struct slice bytes);
/* Would io_write_file be able to begin? False if not; errno says why. */
bool io_can_write_file(struct arena *arena, const char *path);

#endif
