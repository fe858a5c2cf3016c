/* One run of `mailassay links`, which two files share. */
#ifndef ASSAY_CLI_LINKS_H
#define ASSAY_CLI_LINKS_H

#include "cli/git.h"
#include "cli/output.h"
#include "cli/read.h"

struct links {
    struct reading reading;
    struct files files;
    struct output output;
    assay_inventory inventory;
    struct git git;
    git_changes changes; /* with --changed-since: the mail among the changed files */
    bool old;            /* what is read is of the old state */
};

/* The changed files that are mail, of those that the command line means. False after a complaint. */
bool since_collect(struct links *links, const char *revision);
/* Reads them, the old state first. False when the run cannot go on. */
bool since_list(struct links *links);

#endif
