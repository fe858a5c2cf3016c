/* The text report's pen: what report/text.c and report/text_finding.c draw with.
 *
 * Every string from outside goes through text_escaped, text_cut or text_wrapped, which end in excerpt_escape; what text_put
 * writes are literals of this program. */
#ifndef ASSAY_REPORT_TEXT_H
#define ASSAY_REPORT_TEXT_H

#include "base/excerpt.h"
#include "report/report.h"

enum paint { PAINT_ERROR, PAINT_WARN, PAINT_INFO, PAINT_STRONG, PAINT_GOOD, PAINT_FAINT, PAINT_COUNT };

struct text_report {
    struct buffer *out;
    const struct report_file *file;
    const struct report_style *style;
    unsigned width;
};

/* A literal. */
void text_put(const struct text_report *report, const char *literal);
/* The codes that begin and end a colour; empty without colours. */
const char *paint_on(const struct text_report *report, enum paint paint);
const char *paint_off(const struct text_report *report);
/* A string from outside, escaped; unless `painted` is PAINT_COUNT, in that colour. */
void text_escaped(const struct text_report *report, struct slice text, enum paint painted);
/* The same, cut to so many columns. */
void text_cut(const struct text_report *report, struct slice text, size_t columns);
/* Words that go on at a column of the line, further lines indented; escaped; ends the line. No line begins with what a CI service
 * takes for a command ("::", "##"). */
void text_wrapped(const struct text_report *report, struct slice text, size_t column, size_t indent);
/* The path, with "./" in front where a line that begins with it could be taken for a command. */
void text_path(const struct text_report *report, enum paint painted);
/* "12:10", of the message's bytes at offset. */
void text_position(const struct text_report *report, uint32_t offset);

/* One finding: its line, place, excerpt, reasons and evidence. */
void text_finding(const struct text_report *report, const struct finding *finding);

#endif
