/* What the test files of the room cli share. */
#ifndef ASSAY_TEST_CLI_H
#define ASSAY_TEST_CLI_H

#include <check.h>

#define COUNT(table)  (sizeof(table) / sizeof(table)[0])
#define MAX_ARGUMENTS 8

/* How many of a null-terminated list. */
int count_arguments(const char *const *arguments);

TCase *options_tests(void);
TCase *terminal_tests(void);
TCase *run_tests(void);
TCase *files_tests(void);
TCase *git_tests(void);

#endif
