/* What the tests of the room report share: a message, rules and an outcome made by hand. */
#ifndef ASSAY_TEST_REPORT_FIXTURE_H
#define ASSAY_TEST_REPORT_FIXTURE_H

#include <check.h>

#include "report/report.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

struct fixture {
    struct arena arena;
    struct arena out_arena;
    struct buffer out;
    struct ruleset rules;
    struct policy policy;
    struct message message;
    struct content content;
    struct outcome outcome;
    struct report_file file;
};

/* One HTML file at "news/july.html", three lines, no finding, verdict pass. */
void fixture_open(struct fixture *f);
void fixture_close(struct fixture *f);
/* Another text of the file. */
void fixture_text(struct fixture *f, const char *text);
/* Adds a rule; the texts are used for all its strings. */
uint32_t fixture_rule(struct fixture *f, const char *id, enum category category, const char *why, const char *fix);
/* Adds evidence to the last rule. */
void fixture_evidence(struct fixture *f, const char *name, enum provider_grade grade, const char *date);
/* Adds a finding of the rule. */
struct finding *fixture_finding(struct fixture *f, uint32_t rule, enum severity severity, int64_t millipoints,
                                const char *message);
/* Adds a location to the finding: where `raw` first stands in the file at or after `from`; `text` as decoded (null: `raw`). */
void fixture_location(struct fixture *f, struct finding *finding, enum location_role role, const char *raw, size_t from,
                      const char *text);
/* Makes the file mail: one part of this type and encoding, whose header is so long; a Subject. */
void fixture_mail(struct fixture *f, const char *type, enum transfer_encoding encoding, uint32_t header, const char *subject);
void fixture_problem(struct fixture *f, const char *code, const char *message, bool placed, uint32_t offset);
void fixture_skipped(struct fixture *f, uint32_t rule, enum unknown_reason reason);
/* Fails with the first line that differs. */
void expect_text(const char *got, const char *expected);
/* Ends the output with a NUL and gives it as text; the next report begins anew. */
const char *fixture_output(struct fixture *f);

TCase *text_tests(void);
TCase *json_tests(void);
TCase *run_tests(void);

#endif
