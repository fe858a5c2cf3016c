/* Why a rule did or did not fire in a message, for people: what was kept while it was evaluated (score/trace.h), as text.
 *
 * Tested in tests/cases. */
#ifndef ASSAY_REPORT_EXPLAIN_H
#define ASSAY_REPORT_EXPLAIN_H

#include "report/text.h"
#include "score/trace.h"

/* The rule, and behind it those that its meta refers to. */
void report_explain(struct buffer *out, const struct trace *trace, const struct report_file *file,
                    const struct report_style *style);

/* --- for the files of explain --- */

struct explained {
    struct text_report text;
    const struct trace *trace;
    struct arena *arena;
    uint32_t rule; /* the one whose section is written */
};

/* "true", "false", "unknown (placeholder)"; in the arena. */
struct slice truth_words(struct arena *arena, struct number truth);
/* "2", "2 or more (placeholder)", "0 to 3 (limit)". */
struct slice number_words(struct arena *arena, struct number number);
/* The tree of a meta's expression, a line each. */
void explain_meta(const struct explained *x);
/* A line of text from outside at an indent, wrapped. */
void explain_line(const struct explained *x, size_t indent, size_t hang, struct slice text);

#endif
