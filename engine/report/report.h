/* The room `report`: what was found in, bytes for people or programs out.
 *
 * In:  for each message the outcome of score, or why there is none; the policy; counts.
 * Out: text or JSON, appended to a buffer. Both show the same model (docs/result.md) and the same figures.
 * Never: judges, leaves out what does not fit without saying so, writes anywhere but into the buffer. Mail text, file names and
 * rule texts are hostile: each format has one function that every string passes last.
 *
 * A lack of memory shows as buffer->failed. Thread safety: what is kept between calls is in a report_run, which belongs to one
 * thread at a time. Tested in tests/unit/report.
 */
#ifndef ASSAY_REPORT_REPORT_H
#define ASSAY_REPORT_REPORT_H

#include "base/buffer.h"
#include "score/score.h"

/* One message, or one file that gave none. */
struct report_file {
    struct slice path;
    uint32_t message_number;       /* in an mbox, from 1; 0: not of an mbox */
    uint64_t size;                 /* bytes of the message */
    const struct message *message; /* null: nothing was read */
    const struct outcome *outcome; /* null: nothing was scored; then: */
    enum verdict verdict;
    const char *code; /* a problem's code, such as "unreadable" */
    struct slice reason;
};

/* The versions that a report names. */
struct report_tool {
    const char *version;
    const char *public_suffix_list; /* date, or "" */
    const char *unicode;
};

struct report_counts {
    uint64_t files, passed, warned, failed, incomplete, skipped, unreadable;
};

struct report_style {
    unsigned width; /* columns; 0: 80 */
    bool color, ascii;
    bool all;          /* also the details of what passed, all locations that a finding keeps, all skipped rules, all rows */
    bool quiet;        /* only what does not pass; no infos, no skipped rules, no tables */
    bool list_links;   /* also the addresses of each message; of JSON too */
    bool by_rule;      /* findings of several messages under their rules */
    size_t kept_bytes; /* how much text a run may keep until its end; 0: 64 MB */
};

struct points_text {
    char text[32];
};
/* Thousandths of a point as "1.500", with a plus where `sign` asks for one. */
struct points_text report_points(int64_t millipoints, bool sign);
/* The verdict of a message, scored or not. */
enum verdict report_verdict(const struct report_file *file);
/* "eml", "mbox", "html" or "text"; null if nothing was read. */
const char *report_kind(const struct report_file *file);
/* A link's place: the bytes of the file that hold its address. */
struct report_link {
    const struct link *link;
    struct span place;
    struct position at; /* of its beginning */
};
/* The message's links in the order of their places; *out_count of them. Null when there are none or there is no memory. */
struct report_link *report_links(const struct report_file *file, struct arena *arena, size_t *out_count);
/* What a client requests (the URL standard's form); where a placeholder or a mistake keeps that unknown, the address as decoded.
 */
struct slice report_link_url(struct arena *arena, const struct link *link);
/* Whether the link's host lies under a name of that named list: 0 or 1; -1 where no host is known. */
int report_host_listed(const struct report_file *file, const struct link *link, struct slice list);
/* Is its host a click tracker, by what the message says or by the list tracking-hosts? */
bool report_is_tracker(const struct report_file *file, const struct link *link);
/* False if something was not looked at. */
bool report_complete(const struct report_file *file);
/* The decoded Subject into *out; false if there is none. */
bool report_subject(const struct report_file *file, struct slice *out);
/* The file's bytes of a problem; false if it is nowhere in particular. */
bool report_problem_place(const struct problem *problem, struct span *out);

/* For people: one line for a message that passes without findings, else findings, breakdown and verdict. */
void report_text_file(struct buffer *out, const struct report_file *file, const struct report_style *style);

/* A text report of any number of messages, worst first: verdict, score, errors, order of input. Of each message its text is kept
 * until the end. Where that would be more than the style allows, `out` gets what was kept so far, and worst first begins again.
 */
struct report_run;
/* The style is copied. Null when there is no memory. report_run_free must come before arena_free. */
struct report_run *report_run_new(struct arena *arena, const struct ruleset *rules, const struct report_style *style);
void report_run_add(struct report_run *run, struct buffer *out, const struct report_file *file);
/* The messages, tables of the worst messages and of rules, and a line of totals. */
void report_run_end(struct report_run *run, struct buffer *out, const struct report_counts *counts);
void report_run_free(struct report_run *run);

/* One JSON document: begin, the files, end. `first` is true for the first file. */
void report_json_begin(struct buffer *out, const struct policy *policy, const struct report_tool *tool);
void report_json_file(struct buffer *out, const struct report_file *file, const struct report_style *style, bool first);
void report_json_end(struct buffer *out, const struct report_counts *counts);
/* The same object of one file alone, on a line. */
void report_jsonl_file(struct buffer *out, const struct report_file *file, const struct report_style *style);

#endif
