/* Running git. Tested in tests/unit/cli/test_git.c and tests/cases/links-since*. */
#include "cli/git.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "data/text.h"

extern char **environ;

enum {
    MOST_WORDS = 24,
    LIST_BYTES = 67108864,
    WORD_BYTES = 65536, /* of a path or a name */
    SAID_BYTES = 4096,  /* of what git complains of */
    NOT_FOUND = 127,    /* how a child ends that could not be made git */
};

enum run_status { RUN_GOOD, RUN_FAILED, RUN_NO_GIT, RUN_TOO_LARGE, RUN_BROKEN };

/* One run of git. */
struct run {
    struct arena *arena;
    pid_t child;
    int streams[2];           /* to read: its standard output and error */
    struct buffer buffers[2]; /* what it wrote there */
};

/* --- running --- */

/* The arguments, as exec wants them: nobody writes to them. */
static char **make_arguments(struct arena *arena, const struct git *git, const char *const *words)
{
    const char *all[MOST_WORDS] = {"git", "--no-optional-locks", "-c", "diff.relative=false"};
    size_t count = 4;
    if (git->directory) {
        all[count++] = "-C";
        all[count++] = git->directory;
    }
    for (size_t i = 0; words[i] && count < MOST_WORDS - 1; i++)
        all[count++] = words[i];
    char **out = arena_new_array(arena, char *, count + 1);
    for (size_t i = 0; out && i < count; i++) {
        struct slice word = slice_cstr(all[i]);
        out[i] = arena_alloc(arena, word.size + 1);
        if (out[i] && word.size)
            memcpy(out[i], word.data, word.size);
    }
    return arena->failed ? NULL : out;
}

static void close_both(const int *ends)
{
    close(ends[0]);
    close(ends[1]);
}

/* The error number of making the child; 0: it runs. */
static int start(struct run *run, char *const *arguments)
{
    int out[2], err[2];
    posix_spawn_file_actions_t actions;
    if (pipe(out) != 0)
        return errno;
    if (pipe(err) != 0) {
        int error = errno;
        close_both(out);
        return error;
    }
    int error = posix_spawn_file_actions_init(&actions);
    if (error == 0) {
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", 0, 0);
        posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
        posix_spawn_file_actions_adddup2(&actions, err[1], STDERR_FILENO);
        for (int i = 0; i < 2; i++) {
            posix_spawn_file_actions_addclose(&actions, out[i]);
            posix_spawn_file_actions_addclose(&actions, err[i]);
        }
        error = posix_spawnp(&run->child, "git", &actions, NULL, arguments, environ);
        posix_spawn_file_actions_destroy(&actions);
    }
    close(out[1]);
    close(err[1]);
    run->streams[0] = out[0];
    run->streams[1] = err[0];
    if (error != 0)
        close_both(run->streams);
    return error;
}

/* Reads what there is of one stream; false at its end. */
static bool read_some(struct run *run, int which)
{
    unsigned char bytes[16384];
    ssize_t count = read(run->streams[which], bytes, sizeof bytes);
    if (count < 0)
        return errno == EINTR || errno == EAGAIN;
    buffer_append(&run->buffers[which], slice_make(bytes, (size_t)count));
    return count > 0;
}

/* Reads both streams to their ends; false when standard output is larger than its limit. */
static bool read_all(struct run *run)
{
    struct pollfd waits[2] = {{run->streams[0], POLLIN, 0}, {run->streams[1], POLLIN, 0}};
    while (waits[0].fd >= 0 || waits[1].fd >= 0) {
        if (poll(waits, 2, -1) < 0 && errno != EINTR)
            return false;
        for (int i = 0; i < 2; i++)
            if (waits[i].fd >= 0 && waits[i].revents != 0 && !read_some(run, i))
                waits[i].fd = -1;
        if (run->buffers[0].failed)
            return false;
    }
    return true;
}

/* How the child ended; -1 if it was stopped. */
static int finish(struct run *run, bool whole)
{
    int state = 0;
    if (!whole)
        kill(run->child, SIGKILL);
    while (waitpid(run->child, &state, 0) < 0 && errno == EINTR)
        ;
    close_both(run->streams);
    return WIFEXITED(state) ? WEXITSTATUS(state) : -1;
}

/* Runs git with these words, which end in null. `*out` is what it writes, `*said` the first line of what it complains of. */
static enum run_status run_git(struct git *git, struct arena *arena, const char *const *words, size_t limit, struct slice out[2])
{
    struct run run = {.arena = arena};
    char **arguments = make_arguments(arena, git, words);
    out[0] = out[1] = SLICE("");
    if (!arguments)
        return RUN_BROKEN;
    buffer_init(&run.buffers[0], arena, limit);
    buffer_init(&run.buffers[1], arena, SAID_BYTES);
    int error = start(&run, arguments);
    if (error != 0)
        return error == ENOENT ? RUN_NO_GIT : RUN_BROKEN;
    bool whole = read_all(&run);
    int status = finish(&run, whole);
    out[0] = buffer_slice(&run.buffers[0]);
    out[1] = buffer_slice(&run.buffers[1]);
    if (!whole)
        return RUN_TOO_LARGE;
    if (status == NOT_FOUND && out[0].size == 0)
        return RUN_NO_GIT;
    return status == 0 ? RUN_GOOD : RUN_FAILED;
}

/* The first line of what git says, as far as anybody would read it. */
static struct slice first_line(struct slice said)
{
    enum { MOST = 400 };
    struct slice line = slice_sub(said, 0, slice_find_byte(said, 0, '\n'));
    return slice_sub(line, 0, MOST);
}

/* Complains, with what git says. */
static void complain(struct git *git, enum run_status status, const char *what, struct slice said)
{
    cli_raise(git->cli, EXIT_USAGE);
    if (status == RUN_NO_GIT)
        cli_complain(git->cli, "git is not installed, and `--changed-since` asks it");
    else if (status == RUN_TOO_LARGE)
        cli_complain(git->cli, "%s: git's answer is too large", what);
    else if (status == RUN_BROKEN)
        cli_complain(git->cli, "%s: git could not be run", what);
    else
        cli_complain(git->cli, "%s%s%.*s", what, said.size ? "; git says: " : "", SLICE_ARG(first_line(said)));
}

/* Runs it and complains if it fails. The answer lies in the run's arena. */
static bool ask(struct git *git, const char *const *words, size_t limit, const char *what, struct slice *out)
{
    struct slice streams[2];
    enum run_status status = run_git(git, &git->cli->arena, words, limit, streams);
    *out = streams[0];
    if (status != RUN_GOOD)
        complain(git, status, what, streams[1]);
    return status == RUN_GOOD;
}

/* Without the line end, of which git writes one; a path may end in others. */
static struct slice without_end(struct slice line)
{
    return slice_at(line, line.size - 1) == '\n' ? slice_sub(line, 0, line.size - 1) : line;
}

static const char *__attribute__((format(printf, 2, 3))) text(struct git *git, const char *format, ...)
{
    struct buffer line;
    va_list arguments;
    buffer_init(&line, &git->cli->arena, SIZE_MAX);
    va_start(arguments, format);
    buffer_vprintf(&line, format, arguments);
    va_end(arguments);
    buffer_byte(&line, '\0');
    return line.failed ? "" : (const char *)line.data;
}

/* --- the repository and the revision --- */

static bool find_root(struct git *git)
{
    static const char *const top[] = {"rev-parse", "--show-toplevel", NULL};
    static const char *const prefix[] = {"rev-parse", "--show-prefix", NULL};
    const char *what = text(git, "`%s` is in no work tree of git", git->directory ? git->directory : ".");
    if (!ask(git, top, WORD_BYTES, what, &git->top) || !ask(git, prefix, WORD_BYTES, what, &git->prefix))
        return false;
    git->top = without_end(git->top);
    git->prefix = without_end(git->prefix);
    return true;
}

static bool is_shallow(struct git *git)
{
    static const char *const words[] = {"rev-parse", "--is-shallow-repository", NULL};
    struct slice out[2];
    return run_git(git, &git->cli->arena, words, WORD_BYTES, out) == RUN_GOOD && slice_starts(out[0], SLICE("true"));
}

static bool find_tree(struct git *git, const char *revision)
{
    const char *name = text(git, "%s^{tree}", revision);
    const char *const words[] = {"rev-parse", "--verify", "--quiet", name, NULL};
    struct slice out[2];
    struct slice given = slice_cstr(revision);
    enum run_status status = given.size ? run_git(git, &git->cli->arena, words, WORD_BYTES, out) : RUN_FAILED;
    if (status == RUN_GOOD) {
        git->tree = arena_cstr(&git->cli->arena, without_end(out[0]));
        return git->tree != NULL;
    }
    const char *more = "";
    if (slice_find(given, 0, SLICE("..")) != SLICE_NONE)
        more = "; files are compared with one revision, not with a range: `$(git merge-base main HEAD)`";
    else if (status == RUN_FAILED && is_shallow(git))
        more = "; this clone is shallow, and may lack it: `git fetch --unshallow`, or fetch that revision";
    complain(git, status, text(git, "there is no revision `%s` in this repository%s", revision, more), SLICE(""));
    return false;
}

bool git_open(struct git *git, const char *directory, const char *revision)
{
    git->directory = directory;
    return find_root(git) && find_tree(git, revision);
}

/* --- changed files --- */

bool git_next(struct slice *rest, struct slice *out)
{
    size_t end = slice_find_byte(*rest, 0, '\0');
    if (end == SLICE_NONE)
        return false;
    *out = slice_sub(*rest, 0, end);
    *rest = slice_from(*rest, end + 1);
    return true;
}

/* The n-th word of ":100644 100644 OLD NEW M", from 0. */
static struct slice word_of(struct slice record, size_t n)
{
    size_t start = 1;
    for (; n > 0 && start <= record.size; n--) {
        size_t blank = slice_find_byte(record, start, ' ');
        start = blank == SLICE_NONE ? record.size : blank + 1;
    }
    return slice_sub(record, start, slice_find_byte(record, start, ' '));
}

static bool is_regular(struct slice mode)
{
    return slice_starts(mode, SLICE("100"));
}

static void add_change(struct arena *arena, git_changes *out, const struct git_change *change)
{
    struct git_change *to = vec_push(arena, out);
    if (to)
        *to = *change;
}

void git_parse_diff(struct arena *arena, struct slice text, git_changes *out)
{
    struct slice record, path, new_path;
    while (git_next(&text, &record) && git_next(&text, &path)) {
        int status = slice_at(word_of(record, 4), 0);
        bool two = status == 'R' || status == 'C';
        new_path = path;
        if (two && !git_next(&text, &new_path))
            return;
        struct slice object = word_of(record, 2);
        /* A copy leaves the file that it was made of where it is. */
        bool old = is_regular(word_of(record, 0)) && status != 'C';
        const struct git_change change = {.path = new_path,
                                          .old_path = status == 'C' ? new_path : path,
                                          .object = old ? arena_cstr(arena, object) : NULL,
                                          .exists = is_regular(word_of(record, 1))};
        /* Of a file in conflict there is a second record. */
        if (status != 'U' && (change.object || change.exists))
            add_change(arena, out, &change);
    }
}

static int by_path(const void *a, const void *b)
{
    const struct git_change *x = a, *y = b;
    return slice_compare(x->path, y->path);
}

/* Files that git does not know yet. */
static void add_unknown(struct git *git, struct slice list, git_changes *out)
{
    struct slice path;
    struct stat state;
    while (git_next(&list, &path)) {
        const char *name = git_name(git, path);
        if (name && lstat(name, &state) == 0 && S_ISREG(state.st_mode))
            add_change(&git->cli->arena, out, &(const struct git_change){.path = path, .old_path = path, .exists = true});
    }
}

bool git_list(struct git *git, git_changes *out)
{
    const char *const diff[] = {
        "diff",    "--raw", "-z", "--no-abbrev", "--no-ext-diff", "--find-renames", "--ignore-submodules=all",
        git->tree, "--",    NULL};
    static const char *const unknown[] = {"ls-files", "-z", "--others", "--exclude-standard", "--full-name", "--", ":/", NULL};
    struct slice changed, others;
    *out = (git_changes){0};
    if (!ask(git, diff, LIST_BYTES, "the changed files cannot be listed", &changed) ||
        !ask(git, unknown, LIST_BYTES, "the new files cannot be listed", &others))
        return false;
    git_parse_diff(&git->cli->arena, changed, out);
    add_unknown(git, others, out);
    if (out->count > 1)
        qsort(out->items, out->count, sizeof *out->items, by_path);
    return !git->cli->arena.failed;
}

const char *git_read(struct git *git, struct arena *arena, const char *object, size_t limit, struct slice *out)
{
    const char *const words[] = {"cat-file", "blob", object, NULL};
    struct slice streams[2];
    enum run_status status = run_git(git, arena, words, limit, streams);
    *out = streams[0];
    if (status == RUN_TOO_LARGE)
        return "it is too large";
    if (status == RUN_GOOD)
        return NULL;
    struct slice said = first_line(streams[1]);
    return said.size ? text(git, "git says: %s", arena_cstr(arena, said)) : "git cannot read it";
}

/* --- names --- */

const char *git_name(struct git *git, struct slice path)
{
    struct slice prefix = git->prefix;
    struct buffer name;
    buffer_init(&name, &git->cli->arena, SIZE_MAX);
    if (git->directory) {
        buffer_text(&name, git->directory);
        buffer_text(&name, slice_at(buffer_slice(&name), name.size - 1) == '/' ? "" : "/");
    }
    /* Directories that both have stay out; for each further one of `directory` it goes up. */
    for (size_t slash; (slash = slice_find_byte(prefix, 0, '/')) != SLICE_NONE; prefix = slice_from(prefix, slash + 1)) {
        if (!slice_starts(path, slice_sub(prefix, 0, slash + 1)))
            break;
        path = slice_from(path, slash + 1);
    }
    for (size_t i = 0; i < prefix.size; i++)
        buffer_text(&name, prefix.data[i] == '/' ? "../" : "");
    buffer_append(&name, path);
    buffer_byte(&name, '\0');
    return name.failed ? NULL : (const char *)name.data;
}

bool git_plain_path(struct arena *arena, struct slice path, struct slice *out)
{
    struct buffer plain;
    buffer_init(&plain, arena, SIZE_MAX);
    while (path.size) {
        size_t end = slice_find_byte(path, 0, '/');
        struct slice name = slice_sub(path, 0, end);
        path = end == SLICE_NONE ? SLICE("") : slice_from(path, end + 1);
        if (slice_is(name, "..")) {
            if (plain.size == 0)
                return false;
            while (plain.size && plain.data[plain.size - 1] != '/')
                plain.size--;
            plain.size -= plain.size > 0;
        } else if (name.size && !slice_is(name, ".")) {
            buffer_text(&plain, plain.size ? "/" : "");
            buffer_append(&plain, name);
        }
    }
    *out = buffer_slice(&plain);
    return !plain.failed;
}

/* The part of a path that is a directory now; the rest of it into *out_rest. */
static const char *existing_directory(struct git *git, struct slice path, struct slice *out_rest)
{
    struct stat state;
    size_t end = path.size;
    struct slice begin = slice_starts(path, SLICE("/")) ? SLICE("/") : SLICE(".");
    for (;;) {
        const char *directory = arena_cstr(&git->cli->arena, end ? slice_sub(path, 0, end) : begin);
        *out_rest = slice_from(path, end);
        if (!directory || (stat(directory, &state) == 0 && S_ISDIR(state.st_mode)) || end == 0)
            return directory;
        while (end > 0 && slice_at(path, end - 1) == '/')
            end--;
        while (end > 0 && slice_at(path, end - 1) != '/')
            end--;
    }
}

/* Asks git of the directory, unless it was the last one. */
static bool find_again(struct git *git, const char *directory)
{
    struct git_root *last = &git->last;
    struct git there = {.cli = git->cli, .directory = directory};
    if (last->directory && slice_equal(slice_cstr(last->directory), slice_cstr(directory)))
        return true;
    if (!find_root(&there))
        return false;
    *last = (struct git_root){directory, there.top, there.prefix};
    return true;
}

bool git_find(struct git *git, const char *path, struct slice *out)
{
    struct slice rest = slice_cstr(path);
    struct slice prefix = git->prefix;
    bool inside = *path != '/';
    /* Where the environment names the repository, its root may be where git runs. */
    if (!getenv("GIT_DIR")) {
        const char *directory = existing_directory(git, rest, &rest);
        if (!directory || !find_again(git, directory))
            return false;
        prefix = git->last.prefix;
        inside = slice_equal(git->last.top, git->top);
    }
    struct slice whole = arena_printf(&git->cli->arena, "%.*s%.*s", SLICE_ARG(prefix), SLICE_ARG(rest));
    if (inside && git_plain_path(&git->cli->arena, whole, out))
        return true;
    cli_complain(git->cli, "`%s` is in another repository, or in none", path);
    cli_raise(git->cli, EXIT_USAGE);
    return false;
}

const char *git_directory(struct git *git, const char *path)
{
    struct slice rest;
    return getenv("GIT_DIR") ? NULL : existing_directory(git, slice_cstr(path), &rest);
}
