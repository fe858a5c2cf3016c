/* What git says of changed files. The program `git` is run with a list of arguments, never by a shell; nothing in the repository
 * is changed, its environment is left alone, and what it answers is read up to limits. */
#ifndef ASSAY_CLI_GIT_H
#define ASSAY_CLI_GIT_H

#include "cli/cli.h"

/* A file that differs between a revision and the work tree. */
struct git_change {
    struct slice path;     /* from the root of the work tree; of what is gone its old one */
    struct slice old_path; /* before it was renamed; else as `path` */
    const char *object;    /* git's name for the old content; null: there was no file */
    bool exists;           /* there is a file now */
};
typedef VEC(struct git_change) git_changes;

/* What git says of a directory. */
struct git_root {
    const char *directory;
    struct slice top;    /* the root of the work tree */
    struct slice prefix; /* from there to the directory: empty, or it ends in a slash */
};

struct git {
    struct cli *cli;
    const char *directory; /* git runs there; null: in the current directory */
    struct slice top;      /* the root of the work tree */
    struct slice prefix;   /* from there to `directory`: empty, or it ends in a slash */
    const char *tree;      /* git's name for what the revision holds */
    struct git_root last;  /* what was asked last for git_find */
};

/* Finds the repository of that directory, and the revision in it. False after a complaint. */
bool git_open(struct git *git, const char *directory, const char *revision);
/* The directory of a file, or itself, to open the repository there; null: where the program runs. `git` needs its `cli` only. */
const char *git_directory(struct git *git, const char *path);
/* All regular files that differ, in the order of the bytes of their paths; those that git does not know, and does not ignore,
 * too. False after a complaint. */
bool git_list(struct git *git, git_changes *out);
/* An old content of at most `limit` bytes; returns why not, or null. */
const char *git_read(struct git *git, struct arena *arena, const char *object, size_t limit, struct slice *out);
/* A path from the root as it is called from the current directory, and may be opened. */
const char *git_name(struct git *git, struct slice path);
/* The path from the root of a file or directory that may not be there. False after a complaint: it is in another repository. */
bool git_find(struct git *git, const char *path, struct slice *out);
/* The next of git's words in a list where each ends in NUL; false at the end. Here for tests. */
bool git_next(struct slice *rest, struct slice *out);
/* Reads `git diff --raw -z`. */
void git_parse_diff(struct arena *arena, struct slice text, git_changes *out);
/* "./a//b/../c" becomes "a/c"; false if it leads out of where it begins. */
bool git_plain_path(struct arena *arena, struct slice path, struct slice *out);

#endif
