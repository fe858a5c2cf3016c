/* Collecting files: operands, lists, directories. Tested in tests/unit/cli/test_files.c and tests/cases. */
#include "cli/files.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "data/text.h"

enum {
    LIST_BYTES = 67108864,  /* of a list of files */
    START_BYTES = 16384,    /* how much of a file with a name that says nothing is looked at */
    MOST_DIRECTORIES = 100, /* inside one another; symbolic links are not followed, so only a deep tree gets there */
};

/* Collecting, and one directory of the way down. */
struct walk {
    struct cli *cli;
    struct files *out;
    unsigned depth;
};

static const char *const left_texts[LEFT_COUNT] = {
    [LEFT_OTHER] = "not mail by name or content",
    [LEFT_HIDDEN] = "hidden",
    [LEFT_LINK] = "symbolic link",
    [LEFT_SPECIAL] = "not a regular file",
};

static void add_file(struct walk *walk, const char *path, const char *reason)
{
    struct file *file = vec_push(&walk->cli->arena, &walk->out->list);
    if (file)
        *file = (struct file){path, reason};
}

static void leave_out(struct walk *walk, const char *path, enum left_out why)
{
    walk->out->counts[why]++;
    if (!option_given(&walk->cli->arguments, OPTION_ALL))
        return;
    struct slice line = arena_printf(&walk->cli->arena, "left out `%s`: %s", path, left_texts[why]);
    const char *text = arena_cstr(&walk->cli->arena, line);
    const char **left = text ? vec_push(&walk->cli->arena, &walk->out->left) : NULL;
    if (left)
        *left = text;
}

/* --- directories --- */

static const char *join(struct walk *walk, const char *directory, const char *name)
{
    struct slice path = slice_cstr(directory);
    const char *between = slice_at(path, path.size - 1) == '/' ? "" : "/";
    return arena_cstr(&walk->cli->arena, arena_printf(&walk->cli->arena, "%s%s%s", directory, between, name));
}

/* The last name of a path, without slashes behind it. */
static struct slice last_name(const char *path)
{
    struct slice rest = slice_cstr(path);
    while (rest.size > 1 && slice_at(rest, rest.size - 1) == '/')
        rest.size--;
    size_t start = rest.size;
    while (start > 0 && slice_at(rest, start - 1) != '/')
        start--;
    return slice_from(rest, start);
}

static bool begins_as_mail(const char *path, bool *out_readable)
{
    struct arena arena;
    struct slice start;
    arena_init(&arena, SIZE_MAX);
    *out_readable = io_read_start(&arena, path, START_BYTES, &start) == IO_OK;
    bool mail = *out_readable && assay_begins_as_mail(start.data, start.size) != 0;
    arena_free(&arena);
    return mail;
}

static void look_at_file(struct walk *walk, const char *directory, const char *path, const char *name)
{
    enum name_kind kind = name_kind(last_name(directory), slice_cstr(name));
    bool readable = true;
    bool mail = kind == NAME_MAIL || (kind == NAME_UNKNOWN && begins_as_mail(path, &readable));
    /* Nobody knows what an unreadable file is; that is said when it is read. */
    if (mail || !readable)
        add_file(walk, path, NULL);
    else
        leave_out(walk, path, LEFT_OTHER);
}

static void walk_directory(struct walk *walk, const char *path);

static void look_at_entry(struct walk *walk, const char *directory, const char *name)
{
    struct stat state;
    const char *path = join(walk, directory, name);
    if (!path)
        return;
    if (name[0] == '.')
        leave_out(walk, path, LEFT_HIDDEN);
    else if (lstat(path, &state) != 0)
        add_file(walk, path, io_status_text(io_status_of(errno)));
    else if (S_ISLNK(state.st_mode))
        leave_out(walk, path, LEFT_LINK);
    else if (S_ISDIR(state.st_mode))
        walk_directory(walk, path);
    else if (S_ISREG(state.st_mode))
        look_at_file(walk, directory, path, name);
    else
        leave_out(walk, path, LEFT_SPECIAL);
}

/* Looks at all names in a directory; an error text, or null. */
static const char *read_directory(struct walk *walk, const char *path)
{
    DIR *directory = opendir(path);
    if (!directory)
        return io_status_text(io_status_of(errno));
    struct dirent *entry;
    int error;
    while (errno = 0, entry = readdir(directory), error = errno, entry) {
        if (!slice_is(slice_cstr(entry->d_name), ".") && !slice_is(slice_cstr(entry->d_name), ".."))
            look_at_entry(walk, path, entry->d_name);
    }
    closedir(directory);
    return error ? io_status_text(io_status_of(error)) : NULL;
}

static void walk_directory(struct walk *walk, const char *path)
{
    if (walk->depth == MOST_DIRECTORIES) {
        add_file(walk, path, "more than 100 directories inside one another");
        return;
    }
    walk->depth++;
    const char *reason = read_directory(walk, path);
    walk->depth--;
    if (reason)
        add_file(walk, path, reason);
}

static int compare_files(const void *a, const void *b)
{
    const struct file *first = a, *second = b;
    return slice_compare(slice_cstr(first->path), slice_cstr(second->path));
}

static int compare_texts(const void *a, const void *b)
{
    return slice_compare(slice_cstr(*(const char *const *)a), slice_cstr(*(const char *const *)b));
}

/* --- what is named --- */

static uint64_t left_out_in_all(const struct files *files)
{
    uint64_t count = 0;
    for (int i = 0; i < LEFT_COUNT; i++)
        count += files->counts[i];
    return count;
}

static void name_file(struct walk *walk, const char *path)
{
    struct stat state;
    if (slice_is(slice_cstr(path), "-") || stat(path, &state) != 0 || !S_ISDIR(state.st_mode)) {
        add_file(walk, path, *path ? NULL : "the name is empty");
        return;
    }
    struct files *out = walk->out;
    uint32_t before = out->list.count, names_before = out->left.count;
    uint64_t left_before = left_out_in_all(out);
    walk_directory(walk, path);
    if (out->left.count > names_before)
        qsort(out->left.items + names_before, out->left.count - names_before, sizeof *out->left.items, compare_texts);
    if (out->list.count > before) {
        qsort(out->list.items + before, out->list.count - before, sizeof *out->list.items, compare_files);
        return;
    }
    unsigned long long left = left_out_in_all(out) - left_before;
    if (left == 0)
        cli_complain(walk->cli, "there is nothing in the directory `%s`", path);
    else
        cli_complain(walk->cli, "there is no mail in the directory `%s`: %llu left out; `mailassay help files` says why", path,
                     left);
    cli_raise(walk->cli, EXIT_USAGE);
}

/* Names of a list, each ended by `end`; the last one need not be. */
static void name_listed(struct walk *walk, struct slice list, unsigned char end)
{
    while (list.size) {
        size_t size = slice_find_byte(list, 0, end);
        struct slice name = slice_sub(list, 0, size);
        list = size == SLICE_NONE ? SLICE("") : slice_from(list, size + 1);
        const char *path = name.size ? arena_cstr(&walk->cli->arena, name) : NULL;
        if (path)
            name_file(walk, path);
    }
}

static void read_list(struct walk *walk, const char *path)
{
    struct cli *cli = walk->cli;
    struct slice list;
    bool nul = option_given(&cli->arguments, OPTION_NULL);
    const char *reason = cli_read(cli, &cli->arena, path, LIST_BYTES, &list);
    if (reason) {
        cli_unreadable(cli, path, reason);
        cli_raise(cli, EXIT_USAGE);
    } else if (!nul && slice_find_byte(list, 0, '\0') != SLICE_NONE) {
        cli_complain(cli, "the list `%s` holds NUL bytes; option `--null` reads names that end in NUL", path);
        cli_raise(cli, EXIT_USAGE);
    } else if (slice_trim(list).size == 0) {
        cli_complain(cli, "the list `%s` is empty", path);
        cli_raise(cli, EXIT_USAGE);
    } else {
        name_listed(walk, list, nul ? '\0' : '\n');
    }
}

bool files_collect(struct cli *cli, struct files *out)
{
    *out = (struct files){0};
    struct walk walk = {.cli = cli, .out = out};
    const text_list *lists = &cli->arguments.values[OPTION_FILES_FROM];
    for (uint32_t i = 0; i < cli->arguments.operands.count; i++)
        name_file(&walk, cli->arguments.operands.items[i]);
    for (uint32_t i = 0; i < lists->count; i++)
        read_list(&walk, lists->items[i]);
    return out->list.count > 0 && !cli->arena.failed;
}

void files_say_left_out(struct cli *cli, const struct files *files)
{
    static const char *const short_texts[LEFT_COUNT][2] = {
        {"not mail", "not mail"}, {"hidden", "hidden"}, {"symbolic link", "symbolic links"}, {"special file", "special files"}};
    for (uint32_t i = 0; i < files->left.count; i++)
        cli_complain(cli, "%s", files->left.items[i]);
    unsigned long long all = left_out_in_all(files);
    if (all == 0 || files->left.count)
        return;
    struct buffer text;
    buffer_init(&text, &cli->arena, SIZE_MAX);
    for (int i = 0; i < LEFT_COUNT; i++) {
        if (files->counts[i])
            buffer_printf(&text, "%s%llu %s", text.size ? ", " : "", (unsigned long long)files->counts[i],
                          short_texts[i][files->counts[i] != 1]);
    }
    cli_complain(cli, "left out: %.*s; --all names them", SLICE_ARG(buffer_slice(&text)));
}
