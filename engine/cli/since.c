/* mailassay links --changed-since: which files git says changed, and what they held before. Tested in tests/cases/links-since*.
 *
 * A file that is named is compared whatever it is called; of a directory, as always, those that are mail by their name or, where
 * that says nothing, by their beginning, now or before. What stands in the index makes no difference: the work tree counts. */
#include "cli/links.h"

#include <sys/stat.h>

#include "data/text.h"

enum { START_BYTES = 16384 };

typedef VEC(struct slice) roots; /* files and directories from the root of the work tree; the empty one is all */

/* The path behind the root; false if it does not lie there. Empty: it is the root. */
static bool is_under(struct slice path, struct slice root, struct slice *out)
{
    if (root.size == 0 || slice_equal(path, root)) {
        *out = slice_from(path, root.size);
        return true;
    }
    *out = slice_from(path, root.size + 1);
    return slice_starts(path, root) && slice_at(path, root.size) == '/';
}

static bool begins_as_mail(struct links *links, const struct git_change *change)
{
    struct arena arena;
    struct slice start = {0};
    arena_init(&arena, SIZE_MAX);
    const char *name = change->exists ? git_name(&links->git, change->path) : NULL;
    bool mail = name && io_read_start(&arena, name, START_BYTES, &start) == IO_OK && assay_begins_as_mail(start.data, start.size);
    if (!mail && change->object && !git_read(&links->git, &arena, change->object, CLI_FILE_BYTES, &start))
        mail = assay_begins_as_mail(start.data, start.size);
    arena_free(&arena);
    return mail;
}

/* Is it, by its path in a directory, what a search of that directory finds? */
static enum name_kind kind_of(struct slice path)
{
    struct slice directory = SLICE("");
    for (;;) {
        size_t slash = slice_find_byte(path, 0, '/');
        if (slice_at(path, 0) == '.')
            return NAME_OTHER;
        if (slash == SLICE_NONE)
            return name_kind(directory, path);
        directory = slice_sub(path, 0, slash);
        path = slice_from(path, slash + 1);
    }
}

static bool is_meant(struct links *links, const struct git_change *change, const roots *from)
{
    bool unknown = false;
    for (uint32_t i = 0; i < from->count; i++) {
        const struct slice names[] = {change->path, change->old_path};
        for (size_t k = 0; k < 2; k++) {
            struct slice rest;
            if (!is_under(names[k], from->items[i], &rest))
                continue;
            enum name_kind kind = rest.size ? kind_of(rest) : NAME_MAIL;
            if (kind == NAME_MAIL)
                return true;
            unknown = unknown || kind == NAME_UNKNOWN;
        }
    }
    return unknown && begins_as_mail(links, change);
}

/* Is there, or was there, anything of that name? */
static bool is_known(const git_changes *changes, const char *name, struct slice root)
{
    struct stat state;
    struct slice rest;
    bool known = lstat(name, &state) == 0;
    for (uint32_t i = 0; i < changes->count && !known; i++)
        known = is_under(changes->items[i].path, root, &rest) || is_under(changes->items[i].old_path, root, &rest);
    return known;
}

/* What the command line names; without names the current directory. */
static bool find_roots(struct links *links, const git_changes *changes, roots *out)
{
    struct cli *cli = links->reading.cli;
    const text_list *operands = &cli->arguments.operands;
    bool good = true;
    for (uint32_t i = 0; i < operands->count || (i == 0 && operands->count == 0); i++) {
        const char *name = operands->count ? operands->items[i] : ".";
        struct slice *root = vec_push(&cli->arena, out);
        if (!root || !git_find(&links->git, name, root))
            return false;
        if (!is_known(changes, name, *root)) {
            cli_complain(cli, "there is no `%s`, neither now nor before", name);
            cli_raise(cli, EXIT_USAGE);
            good = false;
        }
    }
    return good;
}

bool since_collect(struct links *links, const char *revision)
{
    struct cli *cli = links->reading.cli;
    const text_list *operands = &cli->arguments.operands;
    const char *directory = operands->count ? git_directory(&links->git, operands->items[0]) : NULL;
    git_changes all;
    roots from = {0};
    if (directory && slice_is(slice_cstr(directory), "."))
        directory = NULL;
    if (!git_open(&links->git, directory, revision) || !git_list(&links->git, &all) || !find_roots(links, &all, &from))
        return false;
    for (uint32_t i = 0; i < all.count; i++) {
        const struct git_change *change = &all.items[i];
        if (!is_meant(links, change, &from))
            continue;
        struct git_change *to = vec_push(&cli->arena, &links->changes);
        struct file *file = change->exists ? vec_push(&cli->arena, &links->files.list) : NULL;
        if (to)
            *to = *change;
        if (file)
            *file = (struct file){git_name(&links->git, change->path), NULL};
    }
    return !cli->arena.failed;
}

static bool list_old(struct links *links, const struct git_change *change)
{
    struct arena arena;
    struct slice bytes;
    arena_init(&arena, SIZE_MAX);
    const char *name = git_name(&links->git, change->old_path);
    const char *reason = git_read(&links->git, &arena, change->object, CLI_FILE_BYTES, &bytes);
    if (!reason && slice_starts(bytes, SLICE("version https://git-lfs.github.com/spec/")))
        reason = "git has a pointer of Git LFS in its place";
    bool go_on = name && (reason ? reading_failed(&links->reading, name, reason) : reading_bytes(&links->reading, name, bytes));
    arena_free(&arena);
    return go_on;
}

bool since_list(struct links *links)
{
    reading_progress(&links->reading, links->files.list.count);
    links->old = true;
    for (uint32_t i = 0; i < links->changes.count; i++)
        if (links->changes.items[i].object && !list_old(links, &links->changes.items[i]))
            return false;
    links->old = false;
    for (uint32_t i = 0; i < links->files.list.count; i++)
        if (!reading_file(&links->reading, &links->files.list.items[i]))
            return false;
    return true;
}
