/* The suites of this room's test program. */
#ifndef TESTS_UNIT_SCORE_SUITES_H
#define TESTS_UNIT_SCORE_SUITES_H

#include <check.h>

/* Whole messages: locations, sums, a lack of memory at every allocation (test_messages.c). */
Suite *message_suite(void);

#endif
