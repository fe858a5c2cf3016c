/* The end of a text report of several messages: the worst messages, the rules that fired most, a line of totals.
 *
 * What is counted is bounded: of each message that does not pass a row with its name, of each rule a row. */
#ifndef ASSAY_REPORT_TEXT_TOTALS_H
#define ASSAY_REPORT_TEXT_TOTALS_H

#include "report/text.h"

/* One message that does not pass. */
struct message_row {
    enum verdict verdict;
    bool scored;
    int64_t millipoints;
    uint32_t errors, warnings;
    uint64_t index; /* in the order of input */
    struct slice path;
    uint32_t message_number;
};
typedef VEC(struct message_row) message_rows;

/* One rule over all messages. */
struct rule_row {
    uint32_t rule;
    enum severity severity; /* the worst */
    uint64_t hits, messages;
};

/* What a message comes to; the path is not copied. */
struct message_row message_row_of(const struct report_file *file, uint64_t index);
/* Worst first: verdict, score, errors, order of input. */
int message_row_compare(const struct message_row *a, const struct message_row *b);
/* Worst first: severity, messages, hits, order of the rules. */
int rule_row_compare(const struct rule_row *a, const struct rule_row *b);

/* The table of messages, of two and more; they are sorted here, and `unlisted` more do not pass. That of rules, which come
 * sorted. */
void text_message_table(const struct text_report *report, message_rows *rows, uint64_t unlisted);
void text_rule_table(const struct text_report *report, const struct ruleset *rules, const struct rule_row *rows, size_t count);
/* "4 messages: 2 failed, 1 unreadable, 1 passed". */
void text_totals(const struct text_report *report, const struct report_counts *counts);

#endif
