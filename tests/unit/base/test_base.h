/* What the test files of the room base share: one test case each, and bytes that end where their memory ends. */
#ifndef ASSAY_TEST_BASE_H
#define ASSAY_TEST_BASE_H

#include <check.h>

#include "base/slice.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

TCase *arena_tests(void);
TCase *buffer_tests(void);
TCase *diagnostic_tests(void);
TCase *excerpt_tests(void);
TCase *io_tests(void);
TCase *limits_tests(void);
TCase *map_tests(void);
TCase *slice_tests(void);
TCase *source_tests(void);
TCase *utf8_tests(void);
TCase *vec_tests(void);

/* A copy in memory of exactly that size, so that a read behind it is found under AddressSanitizer; data is to be freed. */
struct slice tight_copy(struct slice s);
void tight_free(struct slice s);
/* Fails with the name of the row when the bytes differ. */
void expect_text(const char *row, struct slice got, const char *expected);

#endif
