/* What the test files of the room ruleset share: loading rules from a text, and looking at what came of it. */
#ifndef ASSAY_TEST_RULESET_H
#define ASSAY_TEST_RULESET_H

#include <check.h>

#include "ruleset/ruleset.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

TCase *condition_tests(void);
TCase *expression_tests(void);
TCase *field_test_tests(void);
TCase *file_tests(void);
TCase *hostile_tests(void);
TCase *lint_tests(void);
TCase *list_tests(void);
TCase *reference_tests(void);
TCase *rule_tests(void);

/* Rules in one file after the lines that every file has. */
#define HEAD "pack: x\nversion: 1\nrules:\n"
/* What every rule needs beside its id and its condition. */
#define REST "    title: t\n    category: spam\n    severity: warn\n    why: w\n    fix: f\n"

struct loaded {
    struct arena arena;
    struct diagnostics diagnostics;
    struct ruleset set;
    bool good;
};

void load_text_files(struct loaded *l, const char *const *texts, size_t count, bool builtin);
/* One file of the user's. */
void load_rules_text(struct loaded *l, const char *text);
void loaded_free(struct loaded *l);

void expect_text(const char *row, struct slice got, const char *expected);
/* Fails when the codes of the diagnostics are not these, in order of the file, separated by blanks. */
void expect_codes(const char *row, struct loaded *l, const char *expected);
/* Fails when the first diagnostic does not point at these bytes of its file. */
void expect_marked(const char *row, const struct loaded *l, const char *expected);

#endif
