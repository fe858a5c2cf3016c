/* What the test files of the room data share. */
#ifndef ASSAY_TEST_DATA_H
#define ASSAY_TEST_DATA_H

#include <check.h>

#include "base/diagnostic.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

TCase *field_tests(void);
TCase *json_tests(void);
TCase *schema_tests(void);
TCase *sha256_tests(void);
TCase *text_tests(void);
TCase *yaml_tests(void);

/* Fails with the name of the row when the bytes differ. */
void expect_text(const char *row, struct slice got, const char *expected);
/* Fails when the codes of the diagnostics are not these, in order of arrival, separated by blanks. */
void expect_codes(const char *row, const struct diagnostics *diagnostics, const char *expected);

#endif
