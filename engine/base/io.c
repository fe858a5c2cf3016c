/* Reading whole files and writing all bytes.
 *
 * Files are opened without blocking and looked at before anything is read. A pipe that came in non-blocking as standard input or
 * output is waited for. Tested in tests/unit/base/test_io.c. */
#include "base/io.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"

/* A pipe says nothing of its size. */
enum { FIRST_READ = 16 * 1024 };

static enum io_status open_status(int error)
{
    switch (error) {
    case ENOENT:
    case ENOTDIR: return IO_NOT_FOUND;
    case EACCES:
    case EPERM: return IO_DENIED;
    case ENXIO:
    case ENODEV: return IO_NOT_REGULAR;
    default: return IO_ERROR;
    }
}

/* After a failed read or write: true when it is worth another try. */
static bool try_again(int descriptor, short events)
{
    if (errno == EINTR)
        return true;
    if (errno != EAGAIN && errno != EWOULDBLOCK)
        return false;
    struct pollfd wait = {.fd = descriptor, .events = events};
    return poll(&wait, 1, -1) >= 0 || errno == EINTR;
}

/* Reads to the end. `expected` is the size the file says it has; one byte more than the limit is asked for to see that the file
 * is larger. */
static enum io_status read_all(struct buffer *buffer, int descriptor, size_t expected, size_t limit)
{
    if (expected > limit)
        return IO_TOO_LARGE;
    size_t room = expected + 1;
    for (;;) {
        if (!buffer_reserve(buffer, room))
            return IO_NO_MEMORY;
        ssize_t got = read(descriptor, buffer->data + buffer->size, buffer->capacity - buffer->size);
        if (got == 0)
            return IO_OK;
        if (got < 0 && !try_again(descriptor, POLLIN))
            return IO_ERROR;
        if (got > 0)
            buffer->size += (size_t)got;
        if (buffer->size > limit)
            return IO_TOO_LARGE;
        room = 1;
    }
}

static enum io_status read_file(struct buffer *buffer, const char *path, size_t limit)
{
    int descriptor = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (descriptor < 0)
        return open_status(errno);
    struct stat state;
    enum io_status status = IO_ERROR;
    if (fstat(descriptor, &state) == 0) {
        if (!S_ISREG(state.st_mode))
            status = IO_NOT_REGULAR;
        else if ((uintmax_t)state.st_size > limit)
            status = IO_TOO_LARGE;
        else
            status = read_all(buffer, descriptor, (size_t)state.st_size, limit);
    }
    close(descriptor);
    return status;
}

enum io_status io_read(struct arena *arena, const char *path, size_t limit, struct slice *out)
{
    *out = slice_make(NULL, 0);
    if (limit >= SIZE_MAX - 1)
        limit = SIZE_MAX - 2;
    struct buffer buffer;
    buffer_init(&buffer, arena, limit + 1);
    enum io_status status;
    if (slice_equal(slice_cstr(path), SLICE("-")))
        status = read_all(&buffer, STDIN_FILENO, limit < FIRST_READ ? limit : FIRST_READ, limit);
    else
        status = read_file(&buffer, path, limit);
    if (status == IO_OK)
        *out = buffer_slice(&buffer);
    return status;
}

const char *io_status_text(enum io_status status)
{
    switch (status) {
    case IO_OK: return "no error";
    case IO_NOT_FOUND: return "no such file";
    case IO_NOT_REGULAR: return "not a regular file";
    case IO_DENIED: return "permission denied";
    case IO_TOO_LARGE: return "larger than its limit";
    case IO_NO_MEMORY: return "out of memory";
    case IO_ERROR: break;
    }
    return "cannot be read";
}

bool io_write(int descriptor, struct slice bytes)
{
    while (bytes.size > 0) {
        ssize_t written = write(descriptor, bytes.data, bytes.size);
        if (written < 0 && !try_again(descriptor, POLLOUT))
            return false;
        if (written > 0)
            bytes = slice_from(bytes, (size_t)written);
    }
    return true;
}
