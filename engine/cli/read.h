/* Files into results, one message after the other, for the commands that look at messages. */
#ifndef ASSAY_CLI_READ_H
#define ASSAY_CLI_READ_H

#include "cli/files.h"

struct reading {
    struct cli *cli;
    assay_rules *rules;
    assay_policy *policy;
    assay_scanner *scanner;
    uint32_t done, files; /* for the line that shows progress */
    /* Takes each result, also of a file that could not be read, which was complained about. False: the run cannot go on. */
    bool (*take)(void *user, const char *name, assay_result *result);
    void *user;
};

/* Makes rules, policy and scanner as the options say; false after a complaint. */
bool reading_begin(struct reading *reading);
void reading_end(struct reading *reading);
/* Shows progress from now on, unless there is to be quiet. */
void reading_progress(struct reading *reading, uint32_t files);
/* Reads a file. False when the run cannot go on. */
bool reading_file(struct reading *reading, const struct file *file);
/* Reads bytes as a file of that name. */
bool reading_bytes(struct reading *reading, const char *name, struct slice bytes);
/* Has a result for a file that cannot be read. */
bool reading_failed(struct reading *reading, const char *name, const char *reason);
/* Raises the exit status for what could not be read or was not looked at. */
void reading_raise(struct cli *cli, const assay_summary *summary);
/* False after a status that ends a run, with a complaint unless a writer made it. */
bool reading_status(struct cli *cli, assay_status status);

#endif
