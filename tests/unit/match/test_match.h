/* What the test files of the room match share: one test case each, and a set and a matcher with their memory. */
#ifndef ASSAY_TEST_MATCH_H
#define ASSAY_TEST_MATCH_H

#include <check.h>

#include "match/match.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

TCase *pattern_tests(void);
TCase *slow_tests(void);
TCase *words_tests(void);
TCase *matcher_tests(void);
TCase *budget_tests(void);
TCase *memory_tests(void);
TCase *gate_tests(void);

/* A set, a matcher with the default limits, and hits. */
struct bench {
    struct arena set_arena, arena;
    struct pattern_set set;
    struct matcher *matcher;
    hit_list hits;
};

void bench_open(struct bench *bench);
void bench_close(struct bench *bench);
/* The pattern's number; fails the test if it is refused. */
uint32_t bench_pattern(struct bench *bench, const char *pattern, unsigned flags);
/* New hits of a new rule; the text must be UTF-8. */
enum match_status bench_find(struct bench *bench, uint32_t number, struct slice text, uint32_t cap);
/* "3-5 7-9" in memory of the bench. */
const char *bench_hits(struct bench *bench);
/* A text of `size` bytes, all the same but the last, in memory of the bench. */
struct slice bench_run(struct bench *bench, size_t size, int byte, int last);

#endif
