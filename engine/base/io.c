/* Reading whole files and writing all bytes.
 *
 * Files are opened without blocking, but for a FIFO that a caller wants, and looked at before anything is read. A pipe that came
 * in non-blocking as standard input or output is waited for. Tested in tests/unit/base/test_io.c. */
#include "base/io.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"

/* A pipe says nothing of its size. */
enum { FIRST_READ = 16 * 1024 };

enum io_status io_status_of(int error)
{
    switch (error) {
    case ENOENT:
    case ENOTDIR: return IO_NOT_FOUND;
    case EACCES:
    case EPERM: return IO_DENIED;
    case ENXIO:
    case ENODEV: return IO_NOT_REGULAR;
    case ELOOP: return IO_LOOP;
    case ENAMETOOLONG: return IO_NAME;
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

/* What kinds of files a caller wants, and how much. */
struct wish {
    size_t limit;
    bool start_only; /* the first `limit` bytes are enough */
    bool streams;    /* pipes and terminals too */
};

static enum io_status read_start(struct buffer *buffer, int descriptor, size_t count)
{
    if (!buffer_reserve(buffer, count))
        return IO_NO_MEMORY;
    while (buffer->size < count) {
        ssize_t got = read(descriptor, buffer->data + buffer->size, count - buffer->size);
        if (got == 0)
            break;
        if (got < 0 && !try_again(descriptor, POLLIN))
            return IO_ERROR;
        if (got > 0)
            buffer->size += (size_t)got;
    }
    return IO_OK;
}

static enum io_status read_descriptor(struct buffer *buffer, int descriptor, const struct wish *wish)
{
    struct stat state;
    if (fstat(descriptor, &state) != 0)
        return IO_ERROR;
    if (wish->streams && (S_ISFIFO(state.st_mode) || isatty(descriptor) == 1))
        return read_all(buffer, descriptor, wish->limit < FIRST_READ ? wish->limit : FIRST_READ, wish->limit);
    if (!S_ISREG(state.st_mode))
        return IO_NOT_REGULAR;
    if (wish->start_only)
        return read_start(buffer, descriptor, wish->limit);
    return (uintmax_t)state.st_size > wish->limit ? IO_TOO_LARGE
                                                  : read_all(buffer, descriptor, (size_t)state.st_size, wish->limit);
}

static enum io_status read_path(struct buffer *buffer, const char *path, const struct wish *wish)
{
    /* A FIFO that is opened without blocking looks empty before its writer comes. */
    struct stat state;
    bool waits = wish->streams && stat(path, &state) == 0 && S_ISFIFO(state.st_mode);
    int descriptor = open(path, O_RDONLY | O_NOCTTY | O_CLOEXEC | (waits ? 0 : O_NONBLOCK));
    if (descriptor < 0)
        return io_status_of(errno);
    enum io_status status = read_descriptor(buffer, descriptor, wish);
    close(descriptor);
    return status;
}

static enum io_status read_wish(struct arena *arena, const char *path, struct wish wish, struct slice *out)
{
    *out = slice_make(NULL, 0);
    if (wish.limit >= SIZE_MAX - 1)
        wish.limit = SIZE_MAX - 2;
    struct buffer buffer;
    buffer_init(&buffer, arena, wish.limit + 1);
    enum io_status status;
    if (slice_equal(slice_cstr(path), SLICE("-")) && !wish.start_only)
        status = read_all(&buffer, STDIN_FILENO, wish.limit < FIRST_READ ? wish.limit : FIRST_READ, wish.limit);
    else
        status = read_path(&buffer, path, &wish);
    if (status == IO_OK)
        *out = buffer_slice(&buffer);
    return status;
}

enum io_status io_read(struct arena *arena, const char *path, size_t limit, struct slice *out)
{
    return read_wish(arena, path, (struct wish){.limit = limit}, out);
}

enum io_status io_read_named(struct arena *arena, const char *path, size_t limit, struct slice *out)
{
    return read_wish(arena, path, (struct wish){.limit = limit, .streams = true}, out);
}

enum io_status io_read_start(struct arena *arena, const char *path, size_t count, struct slice *out)
{
    return read_wish(arena, path, (struct wish){.limit = count, .start_only = true}, out);
}

const char *io_status_text(enum io_status status)
{
    switch (status) {
    case IO_OK: return "no error";
    case IO_NOT_FOUND: return "no such file";
    case IO_NOT_REGULAR: return "not a regular file";
    case IO_DENIED: return "permission denied";
    case IO_LOOP: return "too many symbolic links";
    case IO_NAME: return "the name is too long";
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

/* --- whole files --- */

struct target {
    const char *path;   /* with symbolic links followed */
    bool exists, whole; /* whole: a regular file, or none yet */
    mode_t mode;
};

/* The file that a path stands for, its last name being a symbolic link or not; null on error. */
static const char *follow_links(struct arena *arena, const char *path)
{
    enum { MOST_LINKS = 40, MOST_BYTES = 4096 };
    char *link = arena_alloc(arena, MOST_BYTES);
    for (int i = 0; link && i < MOST_LINKS; i++) {
        ssize_t size = readlink(path, link, MOST_BYTES);
        if (size < 0)
            return errno == EINVAL || errno == ENOENT ? path : NULL;
        struct slice directory = slice_cstr(path);
        while (directory.size && slice_at(directory, directory.size - 1) != '/')
            directory.size--;
        if (size > 0 && link[0] == '/')
            directory.size = 0;
        struct buffer joined;
        buffer_init(&joined, arena, SIZE_MAX);
        buffer_append(&joined, directory);
        buffer_append(&joined, slice_make(link, (size_t)size));
        path = arena_cstr(arena, buffer_slice(&joined));
        if (!path)
            break;
    }
    errno = link && path ? ELOOP : ENOMEM;
    return NULL;
}

static bool look_at_target(struct arena *arena, const char *path, struct target *out)
{
    struct stat state;
    *out = (struct target){.path = path, .whole = true};
    out->exists = stat(path, &state) == 0;
    if (!out->exists && errno != ENOENT)
        return false;
    if (out->exists) {
        out->whole = S_ISREG(state.st_mode);
        out->mode = state.st_mode & (S_IRWXU | S_IRWXG | S_IRWXO);
    }
    if (out->whole)
        out->path = follow_links(arena, path);
    return out->path != NULL;
}

/* A new file beside the target; -1 on error. */
static int open_beside(struct arena *arena, const struct target *target, const char **out_name)
{
    enum { TRIES = 100 };
    for (int i = 0; i < TRIES; i++) {
        struct slice name = arena_printf(arena, "%s.%ld-%d.tmp", target->path, (long)getpid(), i);
        *out_name = arena_cstr(arena, name);
        if (!*out_name) {
            errno = ENOMEM;
            return -1;
        }
        int descriptor = open(*out_name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (descriptor >= 0 || errno != EEXIST)
            return descriptor;
    }
    return -1;
}

static bool fill(int descriptor, const struct target *target, struct slice bytes)
{
    bool good = !target->exists || fchmod(descriptor, target->mode) == 0;
    good = good && io_write(descriptor, bytes) && fsync(descriptor) == 0;
    int error = errno;
    if (close(descriptor) != 0 && good)
        return false;
    errno = error;
    return good;
}

/* After a failure: takes away what was begun, and leaves errno alone. */
static bool abandon(const char *name)
{
    int error = errno;
    unlink(name);
    errno = error;
    return false;
}

static bool write_directly(const char *path, struct slice bytes)
{
    int descriptor = open(path, O_WRONLY | O_NOCTTY | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    bool good = io_write(descriptor, bytes);
    int error = errno;
    close(descriptor);
    errno = error;
    return good;
}

bool io_write_file(struct arena *arena, const char *path, struct slice bytes)
{
    struct target target;
    const char *name;
    if (!look_at_target(arena, path, &target))
        return false;
    if (!target.whole)
        return write_directly(path, bytes);
    int descriptor = open_beside(arena, &target, &name);
    if (descriptor < 0)
        return false;
    if (!fill(descriptor, &target, bytes) || rename(name, target.path) != 0)
        return abandon(name);
    return true;
}

bool io_can_write_file(struct arena *arena, const char *path)
{
    struct target target;
    const char *name;
    if (!look_at_target(arena, path, &target))
        return false;
    if (!target.whole)
        return access(path, W_OK) == 0;
    int descriptor = open_beside(arena, &target, &name);
    if (descriptor < 0)
        return false;
    close(descriptor);
    return unlink(name) == 0;
}
