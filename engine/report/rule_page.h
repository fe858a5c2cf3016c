/* Pages about rules, for people: one for a terminal, and as Markdown one for each rule, an index, and the words of the language.
 *
 * Everything comes from the rules and the tables that the engine itself reads. Tested in tests/cases. */
#ifndef ASSAY_REPORT_RULE_PAGE_H
#define ASSAY_REPORT_RULE_PAGE_H

#include "report/report.h"

/* A rule, and what its page says of it in words. */
struct rule_page {
    const struct ruleset *set;
    uint32_t rule;
    struct slice severity, score; /* "template warn, rendered error"; "0.5 each, at most 2" */
    struct slice source;          /* its lines in the rule file */
    uint64_t line;                /* where they stand */
};

void report_rule_page(struct buffer *out, const struct rule_page *page, const struct report_style *style);
void report_rule_markdown(struct buffer *out, const struct rule_page *page);
/* The index: a table of all rules by pack. `severities` and `scores` stand in the order of the rules. */
void report_rule_index(struct buffer *out, const struct ruleset *set, const struct rule_page *pages);
/* Views, fields, anomalies, named lists, reasons, limits. */
void report_vocabulary(struct buffer *out, const struct ruleset *set);

/* --- for the files of these pages --- */

/* Text in Markdown: what is markup is escaped. */
void markdown_text(struct buffer *out, struct slice text);
/* Text in a fenced block of its own. */
void markdown_block(struct buffer *out, const char *language, struct slice text);
/* "A: the provider's own page". */
const char *grade_words(enum provider_grade grade);

#endif
