/* Where a report goes: to standard output as it comes, or to the file that --output names, whole or not at all. */
#ifndef ASSAY_CLI_OUTPUT_H
#define ASSAY_CLI_OUTPUT_H

#include "cli/files.h"

struct output {
    struct cli *cli;
    const char *path; /* null: standard output */
    struct arena arena;
    struct buffer kept; /* a report that goes to a file */
};

void output_init(struct output *output, struct cli *cli);
void output_free(struct output *output);
/* An assay_write_callback; `user` is the struct output. */
int output_write(void *user, const void *data, size_t data_size);
/* Before the work begins: could the report be written? Not over a file that is to be read. Complains if not. */
bool output_possible(struct output *output, const struct files *files);
/* Writes the file, if it is one; false after a complaint. */
bool output_finish(struct output *output);
/* How wide a text report is, by the option --width or by where it goes. */
unsigned output_width(const struct output *output);

#endif
