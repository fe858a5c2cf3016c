/* What the test files of the room api share. */
#ifndef ASSAY_TEST_API_H
#define ASSAY_TEST_API_H

#include <check.h>

#include "base/buffer.h"
#include "mailassay.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

/* What was complained about, for as long as the arena lives. */
struct complaints {
    struct arena arena;
    struct buffer codes;    /* "bad-value bad-override " */
    struct buffer rendered; /* all of them */
    assay_diagnostic last;  /* only its numbers are valid */
    unsigned count;
};

void complaints_open(struct complaints *complaints);
void complaints_close(struct complaints *complaints);
/* The callback; `user` is the struct. */
void complain(void *user, const assay_diagnostic *diagnostic);

/* The rules of one rule file alone, named "rules.yaml"; fails the test if they do not load. */
assay_rules *load_rules(const char *yaml);
/* Fails unless part is in whole. */
void expect_part(const char *row, struct slice whole, const char *part);

/* Two rules: LINK_INTRANET (link, error, no points), WORD_PRIZE (text "prize", warn, 1.5 points). */
extern const char two_rules[];

TCase *rules_tests(void);
TCase *rule_tests_tests(void);
TCase *policy_tests(void);
TCase *scan_tests(void);
TCase *inventory_tests(void);
TCase *report_tests(void);
TCase *explain_tests(void);

#endif
