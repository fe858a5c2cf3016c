/* The progress line. The clock decides only when it is shown. Tested in tests/unit/cli and tests/cases/terminal. */
#include "cli/progress.h"

#include <time.h>
#include <unistd.h>

#include "base/excerpt.h"
#include "base/io.h"
#include "cli/terminal.h"

enum { FIRST_AFTER = 500, THEN_EVERY = 100, FEWEST_COLUMNS = 20 };

static uint64_t now(void)
{
    struct timespec time;
    if (clock_gettime(CLOCK_MONOTONIC, &time) != 0)
        return 0;
    return (uint64_t)time.tv_sec * 1000 + (uint64_t)time.tv_nsec / 1000000;
}

void progress_begin(struct progress *progress, bool wanted, bool ascii)
{
    unsigned columns = terminal_columns(STDERR_FILENO);
    *progress = (struct progress){
        .wanted = wanted, .ascii = ascii, .next = now() + FIRST_AFTER, .columns = columns < FEWEST_COLUMNS ? 80 : columns};
}

void progress_write(struct buffer *out, const struct progress_state *state, unsigned columns, bool ascii)
{
    size_t start = out->size;
    if (state->files > 1)
        buffer_printf(out, "%llu of %llu files", (unsigned long long)state->done, (unsigned long long)state->files);
    if (state->message)
        buffer_printf(out, "%smessage %llu", out->size > start ? ", " : "", (unsigned long long)state->message);
    buffer_text(out, ": ");
    size_t used = out->size - start;
    size_t room = columns > used ? columns - used : 0;
    struct slice path = slice_cstr(state->path);
    /* Of a long path the end says most. */
    while (excerpt_width(path, ascii) > room) {
        size_t next = 1;
        while ((slice_at(path, next) & 0xC0) == 0x80 && next < path.size)
            next++;
        path = slice_from(path, next);
    }
    excerpt_escape(out, path, ascii);
}

void progress_show(struct progress *progress, const struct progress_state *state)
{
    if (!progress->wanted || (state->files < 2 && state->message < 2))
        return;
    uint64_t time = now();
    if (time < progress->next)
        return;
    progress->next = time + THEN_EVERY;
    struct arena arena;
    struct buffer line;
    arena_init(&arena, SIZE_MAX);
    buffer_init(&line, &arena, SIZE_MAX);
    buffer_text(&line, "\r\x1B[K");
    /* A line as wide as the terminal would wrap on some. */
    progress_write(&line, state, progress->columns - 1, progress->ascii);
    progress->shown = io_write(STDERR_FILENO, buffer_slice(&line));
    arena_free(&arena);
}

void progress_erase(struct progress *progress)
{
    if (progress->shown)
        (void)io_write(STDERR_FILENO, SLICE("\r\x1B[K"));
    progress->shown = false;
}
