/* The room `api`: the public interface, thin.
 *
 * In:  calls of include/mailassay.h. Out: the same, as calls of the rooms before it.
 * Never: decides anything that a room before it could decide; writes, reads a file, asks the environment; keeps global state.
 *
 * Every handle lies in an arena of its own, which is its first member; freeing the handle frees the arena. Tested in
 * tests/unit/api. */
#ifndef ASSAY_API_API_H
#define ASSAY_API_API_H

#include "mailassay.h"

#include "report/report.h"

struct assay_rules {
    struct arena arena;
    struct ruleset set;
    assay_rule_info *infos; /* one per rule; made when loaded, so that a set can be shared between threads */
};

struct assay_policy {
    struct arena arena;
    struct policy policy;
};

struct assay_scanner {
    struct arena arena;
    const struct policy *policy;
    /* The file being read. */
    struct slice name, file;
    size_t offset;    /* mbox: behind the last message */
    size_t counted;   /* mbox: up to where lines are counted */
    uint64_t lines;   /* mbox: line ends before `counted` */
    uint32_t message; /* number of the last message of an mbox */
    bool is_mbox, done;
    int kind; /* as in message_options */
};

struct assay_result {
    struct arena arena;
    struct arena work; /* the message and what was found in it; has the limit memory_bytes */
    struct report_file file;
    struct source source;
    struct message message;
    struct content content;
    struct outcome outcome;
};

/* Where diagnostics go. */
struct diagnostic_target {
    assay_diagnostic_callback *callback; /* null: nowhere */
    void *user;
};

/* A zeroed handle of `size` bytes that begins with its arena; null when there is no memory. */
void *handle_new(size_t size, size_t limit);
/* Frees the arena of the handle, and with it the handle. */
void handle_free(void *handle);

/* Sorts the diagnostics and gives each to the callback, rendered. */
void diagnostics_deliver(struct diagnostics *diagnostics, struct diagnostic_target target);

/* True if one of the texts, or the list of more than none, is null. */
bool any_null(const char *const *texts, size_t count);
/* Sets limits by texts such as "mime_depth=20". */
void limits_read(struct limits *limits, const char *const *texts, size_t count, struct diagnostics *diagnostics);

/* Fills in what assay_rules_get tells of every rule; false when there is no memory. */
bool rule_infos_make(struct assay_rules *rules);
/* The lines of a rule file that make up the rule whose id stands at `place`. */
struct slice rule_source(struct place place);

enum format { FORMAT_TEXT, FORMAT_JSON, FORMAT_JSONL, FORMAT_UNKNOWN };
/* The format of that name; null: text. */
enum format format_read(const char *name);
/* A buffer in an arena of its own, for what a call writes. */
void open_buffer(struct arena *arena, struct buffer *out);
/* Gives what was written to the caller, and frees the arena. */
assay_status hand_over(assay_write_callback *write, void *user, struct arena *arena, const struct buffer *out);

/* A matcher with the policy's limits, in an arena of its own. */
#define MATCHER_MEMORY 268435456

/* Reads and scores bytes into the result's arena `work`, with result->source already set. */
assay_status result_score(struct assay_result *result, const struct policy *policy, const struct message_options *options);

#endif
