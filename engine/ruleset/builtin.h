/* The shipped rule files, compiled into the program.
 *
 * The table is written at build time by engine/ruleset/embed.sh from the files that rules/local.mk lists, in the order of
 * their paths, byte for byte; tests/house/embed compares it with them. It is constant and lives as long as the program. */
#ifndef ASSAY_RULESET_BUILTIN_H
#define ASSAY_RULESET_BUILTIN_H

#include <stddef.h>

struct builtin_file {
    const char *path; /* such as "rules/links/host.yaml" */
    const unsigned char *data;
    size_t size;
};

extern const struct builtin_file builtin_files[];
extern const size_t builtin_file_count;

#endif
