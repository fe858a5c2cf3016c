/* One line on standard error that says how far a long run is: only on a terminal, only after half a second, and taken away before
 * anything else is written. Tested in tests/unit/cli and tests/cases/terminal. */
#ifndef ASSAY_CLI_PROGRESS_H
#define ASSAY_CLI_PROGRESS_H

#include "base/buffer.h"

struct progress {
    bool wanted; /* standard error is a terminal that can erase a line, and nobody asked for quiet */
    bool shown;  /* the line stands there now */
    bool ascii;
    uint64_t next; /* milliseconds of the monotonic clock: not before */
    unsigned columns;
};

/* How far it is. */
struct progress_state {
    uint64_t done, files; /* files done, and in all */
    uint64_t message;     /* of the file's messages, from 1; 0: there is only one */
    const char *path;
};

void progress_begin(struct progress *progress, bool wanted, bool ascii);
/* Shows the line if it is time. */
void progress_show(struct progress *progress, const struct progress_state *state);
/* Takes the line away. */
void progress_erase(struct progress *progress);
/* The line itself, at most so many columns. */
void progress_write(struct buffer *out, const struct progress_state *state, unsigned columns, bool ascii);

#endif
