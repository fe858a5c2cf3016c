/* The files that a command line means: those it names, those that lists name, and those in directories.
 *
 * Of a directory, files are taken that are mail by their name or, where the name says nothing, by their beginning; in the order
 * of the bytes of their names. What is hidden (a name with a dot in front), a symbolic link or no file is left out, and counted.
 * Symbolic links that the command line or a list names are followed, and files named there are taken whatever they are.
 * Tested in tests/unit/cli and tests/cases. */
#ifndef ASSAY_CLI_FILES_H
#define ASSAY_CLI_FILES_H

#include "cli/cli.h"

/* Why something in a directory was left out. */
enum left_out { LEFT_OTHER, LEFT_HIDDEN, LEFT_LINK, LEFT_SPECIAL, LEFT_COUNT };

/* What a file is by its name alone. */
enum name_kind { NAME_MAIL, NAME_UNKNOWN, NAME_OTHER };

struct file {
    const char *path;
    const char *reason; /* why it cannot be read, if that is known already; or null */
};

struct files {
    VEC(struct file) list;
    VEC(const char *) left; /* what was left out; with --all only */
    uint64_t counts[LEFT_COUNT];
};

/* All files, in the order in which they are named. Complains about a directory without mail and a list that cannot be read, and
 * raises the exit status. False if there is nothing to be read, or no memory. */
bool files_collect(struct cli *cli, struct files *out);
/* On standard error: what of directories was left out, in one line; with --all each. */
void files_say_left_out(struct cli *cli, const struct files *files);
/* By its name; `directory` is the name of the directory it lies in. */
enum name_kind name_kind(struct slice directory, struct slice name);
/* The help topic. */
void files_help(struct buffer *out);

#endif
