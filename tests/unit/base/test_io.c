/* Reading and writing, with files in a directory of their own. */
#include "base/io.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "test_base.h"

static struct arena arena;
static char directory[64];
static char path[80];

static void set_up(void)
{
    arena_init(&arena, 64 * 1024 * 1024);
    snprintf(directory, sizeof directory, "test_io.XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(directory));
    snprintf(path, sizeof path, "%s/file", directory);
}

static void tear_down(void)
{
    unlink(path);
    rmdir(directory);
    arena_free(&arena);
}

static void make_file(struct slice content)
{
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    ck_assert_int_ge(file, 0);
    ck_assert(io_write(file, content));
    close(file);
}

/* Bytes that a shift or a lost block would show. */
static struct slice pattern(size_t size)
{
    unsigned char *bytes = arena_alloc(&arena, size);
    ck_assert_ptr_nonnull(bytes);
    for (size_t i = 0; i < size; i++)
        bytes[i] = (unsigned char)(i * 7 + i / 251);
    return slice_make(bytes, size);
}

START_TEST(files_come_back_whole)
{
    static const size_t sizes[] = {0, 1, 63, 64, 65, 4096, 16384, 16385, 1000000};
    for (size_t i = 0; i < COUNT(sizes); i++) {
        struct slice content = pattern(sizes[i]), got;
        make_file(content);
        ck_assert_msg(io_read(&arena, path, sizes[i], &got) == IO_OK, "size %zu", sizes[i]);
        ck_assert_msg(slice_equal(got, content), "size %zu: got %zu bytes", sizes[i], got.size);
        ck_assert_int_eq(io_read(&arena, path, SIZE_MAX, &got), IO_OK);
        ck_assert_uint_eq(got.size, sizes[i]);
        if (sizes[i] == 0)
            continue;
        ck_assert_msg(io_read(&arena, path, sizes[i] - 1, &got) == IO_TOO_LARGE, "size %zu, one too many", sizes[i]);
        ck_assert_uint_eq(got.size, 0);
    }
}
END_TEST

START_TEST(what_is_not_a_file)
{
    struct slice got;
    ck_assert_int_eq(io_read(&arena, path, 100, &got), IO_NOT_FOUND);
    ck_assert_int_eq(io_read(&arena, directory, 100, &got), IO_NOT_REGULAR);
    ck_assert_int_eq(mkfifo(path, 0600), 0);
    ck_assert_int_eq(io_read(&arena, path, 100, &got), IO_NOT_REGULAR);
    ck_assert_int_eq(unlink(path), 0);
    ck_assert_int_eq(io_read(&arena, "/dev/null", 100, &got), IO_NOT_REGULAR);
    ck_assert_int_eq(io_read(&arena, "", 100, &got), IO_NOT_FOUND);
    make_file(SLICE("x"));
    char below[96];
    snprintf(below, sizeof below, "%s/below", path);
    ck_assert_int_eq(io_read(&arena, below, 100, &got), IO_NOT_FOUND);
    char link[96];
    snprintf(link, sizeof link, "%s/link", directory);
    ck_assert_int_eq(symlink("file", link), 0);
    enum io_status status = io_read(&arena, link, 100, &got);
    unlink(link);
    ck_assert_int_eq(status, IO_OK);
    expect_text("through a link", got, "x");
}
END_TEST

static void expect_success(pid_t child)
{
    int status;
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert_msg(WIFEXITED(status) && WEXITSTATUS(status) == 0, "the writing process failed");
}

/* A FIFO whose writer comes later is waited for, if it was named; a device is not read either way. */
START_TEST(named_streams)
{
    struct slice got, content = pattern(100000);
    ck_assert_int_eq(mkfifo(path, 0600), 0);
    pid_t writer = fork();
    ck_assert_int_ge(writer, 0);
    if (writer == 0) {
        const struct timespec wait = {0, 20000000};
        nanosleep(&wait, NULL);
        int file = open(path, O_WRONLY);
        _exit(file >= 0 && io_write(file, content) ? 0 : 1);
    }
    ck_assert_int_eq(io_read_named(&arena, path, SIZE_MAX, &got), IO_OK);
    expect_success(writer);
    ck_assert(slice_equal(got, content));
    ck_assert_int_eq(io_read_named(&arena, "/dev/null", 100, &got), IO_NOT_REGULAR);
    ck_assert_int_eq(io_read_named(&arena, directory, 100, &got), IO_NOT_REGULAR);
    ck_assert_int_eq(unlink(path), 0);
    make_file(SLICE("x"));
    ck_assert_int_eq(io_read_named(&arena, path, 1, &got), IO_OK);
}
END_TEST

START_TEST(only_the_start)
{
    struct slice got, content = pattern(5000);
    make_file(content);
    ck_assert_int_eq(io_read_start(&arena, path, 100, &got), IO_OK);
    ck_assert(slice_equal(got, slice_sub(content, 0, 100)));
    ck_assert_int_eq(io_read_start(&arena, path, 6000, &got), IO_OK);
    ck_assert(slice_equal(got, content));
    ck_assert_int_eq(io_read_start(&arena, directory, 100, &got), IO_NOT_REGULAR);
    ck_assert_int_eq(io_read_start(&arena, "-", 100, &got), IO_NOT_FOUND);
}
END_TEST

static int names_in_directory(void)
{
    int count = 0;
    DIR *list = opendir(directory);
    ck_assert_ptr_nonnull(list);
    while (readdir(list))
        count++;
    closedir(list);
    return count - 2;
}

static void expect_file(const char *what, const char *text)
{
    struct slice got;
    ck_assert_msg(io_read(&arena, path, 1000, &got) == IO_OK, "%s", what);
    expect_text(what, got, text);
    ck_assert_msg(names_in_directory() == 1, "%s: something was left behind", what);
}

START_TEST(whole_files)
{
    struct stat state;
    ck_assert(io_can_write_file(&arena, path));
    ck_assert_int_eq(names_in_directory(), 0);
    ck_assert(io_write_file(&arena, path, SLICE("one")));
    expect_file("a new file", "one");
    ck_assert_int_eq(chmod(path, 0640), 0);
    ck_assert(io_can_write_file(&arena, path));
    expect_file("looking", "one");
    ck_assert(io_write_file(&arena, path, SLICE("two")));
    expect_file("over a file", "two");
    ck_assert_int_eq(stat(path, &state), 0);
    ck_assert_uint_eq(state.st_mode & 0777, 0640);
    char link[96];
    snprintf(link, sizeof link, "%s.link", directory);
    ck_assert_int_eq(symlink(path, link), 0);
    bool written = io_write_file(&arena, link, SLICE("three"));
    int looked = lstat(link, &state);
    unlink(link);
    ck_assert(written && looked == 0 && S_ISLNK(state.st_mode));
    expect_file("through a link", "three");
}
END_TEST

START_TEST(files_that_cannot_be_written)
{
    make_file(SLICE("x"));
    char below[96];
    snprintf(below, sizeof below, "%s/below", path);
    ck_assert(!io_can_write_file(&arena, below) && errno == ENOTDIR);
    ck_assert(!io_write_file(&arena, below, SLICE("y")) && errno == ENOTDIR);
    ck_assert(!io_write_file(&arena, directory, SLICE("y")) && errno == EISDIR);
    ck_assert(!io_write_file(&arena, "", SLICE("y")) && errno == ENOENT);
    ck_assert(io_write_file(&arena, "/dev/null", SLICE("y")));
    if (access("/dev/full", W_OK) == 0)
        ck_assert(!io_write_file(&arena, "/dev/full", SLICE("y")) && errno == ENOSPC);
    arena.fail_at = arena.allocations + 1;
    ck_assert(!io_write_file(&arena, path, SLICE("y")));
    ck_assert_int_eq(names_in_directory(), 1);
}
END_TEST

START_TEST(lack_of_memory)
{
    struct slice got;
    make_file(pattern(5000));
    struct arena small;
    arena_init(&small, 1000);
    ck_assert_int_eq(io_read(&small, path, 10000, &got), IO_NO_MEMORY);
    ck_assert_uint_eq(got.size, 0);
    arena_free(&small);
}
END_TEST

/* Standard input becomes a pipe that another process fills in pieces; non-blocking if asked for. */
static enum io_status read_piped(struct slice content, size_t limit, int flags, struct slice *got)
{
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    pid_t writer = fork();
    ck_assert_int_ge(writer, 0);
    if (writer == 0) {
        close(ends[0]);
        bool written = true;
        for (size_t at = 0; written && at < content.size; at += 10000)
            written = io_write(ends[1], slice_sub(content, at, at + 10000));
        _exit(written ? 0 : 1);
    }
    int kept = dup(STDIN_FILENO);
    ck_assert_int_ge(dup2(ends[0], STDIN_FILENO), 0);
    close(ends[0]);
    close(ends[1]);
    ck_assert_int_eq(fcntl(STDIN_FILENO, F_SETFL, flags), 0);
    enum io_status status = io_read(&arena, "-", limit, got);
    dup2(kept, STDIN_FILENO);
    close(kept);
    expect_success(writer);
    return status;
}

START_TEST(standard_input)
{
    static const size_t sizes[] = {0, 10, 16384, 16385, 300000};
    static const int flags[] = {0, O_NONBLOCK};
    for (size_t i = 0; i < COUNT(sizes) * COUNT(flags); i++) {
        struct slice content = pattern(sizes[i / 2]), got;
        enum io_status status = read_piped(content, content.size, flags[i % 2], &got);
        ck_assert_msg(status == IO_OK, "size %zu: %s", content.size, io_status_text(status));
        ck_assert_msg(slice_equal(got, content), "size %zu: got %zu bytes", content.size, got.size);
    }
    struct slice got;
    ck_assert_int_eq(read_piped(pattern(101), 100, 0, &got), IO_TOO_LARGE);
    ck_assert_uint_eq(got.size, 0);
}
END_TEST

START_TEST(writing_to_a_full_pipe_waits)
{
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    struct slice content = pattern(300000);
    pid_t writer = fork();
    ck_assert_int_ge(writer, 0);
    if (writer == 0) {
        close(ends[0]);
        bool ready = fcntl(ends[1], F_SETFL, O_NONBLOCK) == 0;
        _exit(ready && io_write(ends[1], content) ? 0 : 1);
    }
    close(ends[1]);
    size_t total = 0;
    unsigned char piece[4096];
    for (ssize_t got; (got = read(ends[0], piece, sizeof piece)) > 0; total += (size_t)got)
        ck_assert(slice_equal(slice_make(piece, (size_t)got), slice_sub(content, total, total + (size_t)got)));
    close(ends[0]);
    expect_success(writer);
    ck_assert_uint_eq(total, content.size);
    ck_assert(!io_write(-1, SLICE("x")));
    ck_assert(io_write(-1, SLICE("")));
}
END_TEST

START_TEST(every_status_has_a_text)
{
    for (int i = IO_OK; i <= IO_NO_MEMORY; i++)
        for (int j = IO_OK; j < i; j++)
            ck_assert_str_ne(io_status_text((enum io_status)i), io_status_text((enum io_status)j));
}
END_TEST

TCase *io_tests(void)
{
    TCase *tests = tcase_create("io");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, files_come_back_whole);
    tcase_add_test(tests, what_is_not_a_file);
    tcase_add_test(tests, named_streams);
    tcase_add_test(tests, only_the_start);
    tcase_add_test(tests, whole_files);
    tcase_add_test(tests, files_that_cannot_be_written);
    tcase_add_test(tests, lack_of_memory);
    tcase_add_test(tests, standard_input);
    tcase_add_test(tests, writing_to_a_full_pipe_waits);
    tcase_add_test(tests, every_status_has_a_text);
    return tests;
}
