/* The text report's pen, and what of one message report/text_run.c asks for.
 *
 * Every string from outside goes through text_escaped, text_cut, text_middle or text_wrapped, which end in excerpt_escape; what
 * text_put writes are literals of this program. No line is wider than the report but one that begins with a path and a place:
 * these are for editors to jump to. */
#ifndef ASSAY_REPORT_TEXT_H
#define ASSAY_REPORT_TEXT_H

#include "base/excerpt.h"
#include "report/report.h"

enum paint { PAINT_ERROR, PAINT_WARN, PAINT_INFO, PAINT_STRONG, PAINT_GOOD, PAINT_FAINT, PAINT_COUNT };

/* A stretch of the text that says why a rule exists and what is to be done; it is shown once in a run. */
struct explanation {
    uint32_t rule;
    size_t start, end; /* in the text */
};
typedef VEC(struct explanation) explanation_list;

struct text_report {
    struct buffer *out;
    const struct report_file *file; /* null between messages */
    const struct report_style *style;
    unsigned width;
    explanation_list *explanations; /* null: nobody asks */
};

/* A report of one message into the buffer, with the width that the style asks for. */
struct text_report text_open(struct buffer *out, const struct report_file *file, const struct report_style *style);

/* --- the pen --- */

/* A literal. */
void text_put(const struct text_report *report, const char *literal);
/* The codes that begin and end a colour; empty without colours. */
const char *paint_on(const struct text_report *report, enum paint paint);
const char *paint_off(const struct text_report *report);
/* A string from outside, escaped; unless `painted` is PAINT_COUNT, in that colour. */
void text_escaped(const struct text_report *report, struct slice text, enum paint painted);
/* The same, cut at its end, or in its middle, to so many columns. Both return the columns taken. */
size_t text_cut(const struct text_report *report, struct slice text, size_t columns);
size_t text_middle(const struct text_report *report, struct slice text, size_t columns);
/* Words that go on at a column of the line, further lines indented; escaped; ends the line. Words longer than a line are broken.
 * No line begins with what a CI service takes for a command ("::", "##"). */
void text_wrapped(const struct text_report *report, struct slice text, size_t column, size_t indent);
/* The text whole, over several lines if it is longer than one, from a column of the line; ends the line. */
void text_whole(const struct text_report *report, struct slice text, size_t column);
/* A label in front of a wrapped text: "    why: …"; nothing if the text is empty. */
void text_labelled(const struct text_report *report, const char *label, struct slice text);
/* The path, with "./" in front where a line that begins with it could be taken for a command; the columns taken. */
size_t text_path(const struct text_report *report);
/* The path, and the number of a message in an mbox, from a column of the line; what it has no room for goes on in further lines,
 * indented, as paths may differ anywhere. The column behind it. */
size_t text_name(const struct text_report *report, size_t column, size_t indent);
/* "news/july.html:12:10: ", of the message's bytes at offset; without them, "news/july.html: ". The columns taken. */
size_t text_place(const struct text_report *report, uint32_t offset);
size_t text_no_place(const struct text_report *report);
/* Could a CI service take a line that begins so for a command? */
bool text_is_command(struct slice text);
/* What a severity and a verdict are called, in their colours. The columns taken. */
size_t text_severity(const struct text_report *report, enum severity severity);
size_t text_verdict(const struct text_report *report, enum verdict verdict);

/* --- one message --- */

/* The whole text of a message; with `findings` false without these. */
void text_message(const struct text_report *report, bool findings);
/* Why nothing was read, or what was not looked at; nothing if all was. */
void text_not_read(const struct text_report *report);
/* True if the message passes with infos at most, and nothing asks for more than that: of several messages it is only counted. */
bool text_is_good(const struct text_report *report);
/* One finding: its places with the message, and the reasons. */
void text_finding(const struct text_report *report, const struct finding *finding);
/* Its places alone, for a list under the rule; an excerpt of the first if asked for. */
void text_finding_places(const struct text_report *report, const struct finding *finding, bool excerpt);
/* Why and fix; what providers do, where that is the danger or asked for. */
void text_explanation(const struct text_report *report, const struct finding *finding);
/* The message's addresses, a line each. */
void text_links(const struct text_report *report);

/* --- all messages --- */

/* A number and what it counts, a line of its own: "3 more messages were skipped". */
void text_counted(const struct text_report *report, uint64_t count, size_t indent, const char *one, const char *many);
/* "and 12 more; --all shows them"; `kept` of them can be shown. Nothing for 0. */
void text_more(const struct text_report *report, uint64_t count, uint64_t kept);

#endif
