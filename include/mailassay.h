/* libmailassay: content scoring of mail before it is sent.
 *
 * Four handles:
 *
 *     assay_rules    an immutable rule set, loaded from the shipped packs and from rule files
 *     assay_policy   an immutable overlay: profile, stage, provider, limits, overrides
 *     assay_scanner  made of both; reads messages
 *     assay_result   what was found in one message
 *
 * Conventions, true of every function unless it says otherwise:
 *
 * - What can fail returns an assay_status and puts its results into the last arguments, which it sets to null or zero on failure.
 * - Text is in the diagnostics only: they go to the callback of the options, as they are found, all of them.
 * - Option structs carry their own size in the first field; use the ASSAY_…_INIT initialisers. A zeroed field is the default.
 * - Strings are UTF-8 and NUL-terminated; bytes come with their size and may hold anything.
 * - Destructors accept null and a pointer to null, and set the pointer to null.
 * - Nothing here reads the clock, the environment, the locale or the network, writes to a stream, exits or aborts.
 * - Threads: assay_rules and assay_policy may be shared between threads once made. A scanner and its results belong to one
 *   thread at a time. There is no global state.
 *
 * A program that scores a buffer is in docs/examples/score-buffer.c. */
#ifndef MAILASSAY_H
#define MAILASSAY_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define ASSAY_API __attribute__((visibility("default")))
#else
#define ASSAY_API
#endif

/* What a call came to. */
typedef enum assay_status {
    ASSAY_OK = 0,
    ASSAY_END = 1,          /* there is no further message */
    ASSAY_BAD_ARGUMENT = 2, /* a null pointer, an option out of range, a struct of unknown size */
    ASSAY_BAD_RULES = 3,    /* the rules have errors; the diagnostics say which */
    ASSAY_BAD_POLICY = 4,   /* the policy has errors; the diagnostics say which */
    ASSAY_TEST_FAILED = 5,  /* a test inside a rule failed; the diagnostics say which */
    ASSAY_TOO_LARGE = 6,    /* the message is larger than the limit message_bytes */
    ASSAY_NO_MEMORY = 7,
    ASSAY_IO = 8 /* the writer of a report returned an error */
} assay_status;

/* The verdict on one message, from harmless to severe only in the first three. */
typedef enum assay_verdict {
    ASSAY_PASS = 0,
    ASSAY_WARN = 1,
    ASSAY_FAIL = 2,
    ASSAY_INCOMPLETE = 3, /* nothing failed, but something was not looked at */
    ASSAY_UNREADABLE = 4, /* the input could not be read */
    ASSAY_SKIPPED = 5     /* not mail */
} assay_verdict;

typedef struct assay_rules assay_rules;
typedef struct assay_policy assay_policy;
typedef struct assay_scanner assay_scanner;
typedef struct assay_result assay_result;

/* ---- diagnostics ---- */

/* One thing that is wrong with a rule file, an override or an option. All pointers are valid during the callback only. */
typedef struct assay_diagnostic {
    size_t size;
    const char *code;              /* permanent, such as "unknown-key" */
    const char *severity;          /* "error", "warning" or "note" */
    const char *file;              /* null: not about a file */
    uint64_t line, column;         /* from 1, code points; 0 without a file */
    uint64_t end_line, end_column; /* one past the last character */
    const char *message;           /* a sentence without a full stop */
    const char *hint;              /* what to do, lines separated by LF; null if there is nothing to add */
    const char *rendered;          /* the whole for a terminal, with the line and a caret under it; ends in LF */
    const char *rendered_ascii;    /* the same in ASCII: other characters escaped */
} assay_diagnostic;

/* Called for one diagnostic after the other: first those that are about no file, then by file and place. May be null in options.
 * Must not call the library with the handle that is being made. */
typedef void assay_diagnostic_callback(void *user, const assay_diagnostic *diagnostic);

/* ---- version ---- */

/* The library's version, such as "0.1.0". Never null; static. */
ASSAY_API const char *assay_version(void);
/* A short English text for a status; static. */
ASSAY_API const char *assay_status_text(assay_status status);

/* The versions of the data that verdicts depend on. */
typedef struct assay_data_info {
    size_t size;
    char public_suffix_list[16]; /* the list's date, "YYYY-MM-DD"; empty if it is not known */
    char unicode[16];            /* of the library's own tables, such as "15.0" */
} assay_data_info;
#define ASSAY_DATA_INFO_INIT                                                                                                     \
    {                                                                                                                            \
        sizeof(assay_data_info), "", ""                                                                                          \
    }

/* Fills in *out_info. */
ASSAY_API assay_status assay_data_versions(assay_data_info *out_info);

/* ---- rules ---- */

typedef struct assay_rule_file {
    const char *name; /* shown in diagnostics; null: "rules" */
    const void *data; /* YAML; copied */
    size_t data_size;
} assay_rule_file;

/* A value for a named list of the rules, such as the sender's own domain for "own-domains". */
typedef struct assay_list_value {
    const char *list, *value;
    const char *origin; /* what diagnostics call it, such as "--own-domain"; null: "a list value" */
} assay_list_value;

typedef struct assay_rules_options {
    size_t size;
    int no_default_rules;         /* not 0: leave the shipped packs out */
    const assay_rule_file *files; /* further rule files */
    size_t file_count;
    int lint;             /* not 0: also report what `rules lint` reports */
    int no_shipped_tests; /* not 0: leave the tests inside the shipped rules unread, which is quicker; they cannot be run then */
    const char *const *limits; /* "rule_file_bytes=1000000"; as in assay_policy_options, those of messages have no effect here */
    size_t limit_count;
    const assay_list_value *list_values; /* for lists that some rule file defines, the shipped ones too */
    size_t list_value_count;
    assay_diagnostic_callback *on_diagnostic;
    void *user;
} assay_rules_options;
#define ASSAY_RULES_OPTIONS_INIT                                                                                                 \
    {                                                                                                                            \
        sizeof(assay_rules_options), 0, NULL, 0, 0, 0, NULL, 0, NULL, 0, NULL, NULL                                              \
    }

/* Loads and validates rules. `options` may be null: the shipped packs. ASSAY_BAD_RULES after errors (warnings do not count), and
 * when no rule was loaded at all. The caller owns *out_rules. */
ASSAY_API assay_status assay_rules_load(const assay_rules_options *options, assay_rules **out_rules);
/* Frees the rules; policies and scanners made of them must be gone. */
ASSAY_API void assay_rules_free(assay_rules **rules);

/* What is known of one rule; the strings live as long as the rules. */
typedef struct assay_rule_info {
    size_t size;
    const char *id, *title, *pack, *category;
    const char *severity;  /* by stage, such as "error" or "template warn, rendered error" */
    const char *score;     /* such as "0", "1.5" or "0.5 each, at most 2" */
    const char *condition; /* "text", "header", "link", "part", "message", "anomaly", "meta" */
    const char *tags;      /* separated by blanks */
    const char *why, *fix;
    const char *references; /* lines */
    const char *providers;  /* lines: name, effect, grade, date, source */
    const char *source;     /* the rule as its author wrote it: YAML */
    const char *file;       /* where it stands */
    uint64_t line;
    int shipped; /* not 0: one of the shipped packs */
    int helper;  /* not 0: "__…", no finding of its own */
    uint32_t hit_tests, miss_tests;
} assay_rule_info;
#define ASSAY_RULE_INFO_INIT                                                                                                     \
    {                                                                                                                            \
        sizeof(assay_rule_info), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, 0, 0, \
            0                                                                                                                    \
    }

/* How many rules there are, helpers included. 0 for null. */
ASSAY_API size_t assay_rules_count(const assay_rules *rules);
/* The rule at index, in the order loaded. ASSAY_END past the last. */
ASSAY_API assay_status assay_rules_get(const assay_rules *rules, size_t index, assay_rule_info *out_info);
/* The index of the rule with this id or former id. ASSAY_END if there is none. */
ASSAY_API assay_status assay_rules_find(const assay_rules *rules, const char *id, size_t *out_index);

/* Takes one document; returns 0, or anything else to stop. `name` is a file name such as "LINK_HOST_SINGLE_LABEL.md". */
typedef int assay_document_callback(void *user, const char *name, const void *data, size_t data_size);

/* Gives the manual of the rules as Markdown: "index.md", "vocabulary.md" (all names that rules may use) and a page for every rule
 * but helpers. The same rules give the same bytes. ASSAY_IO when the callback stopped. */
ASSAY_API assay_status assay_rules_docs(const assay_rules *rules, assay_document_callback *add, void *user);

/* Runs the tests inside the rules; those of the rule `id` only, if it is not null. ASSAY_TEST_FAILED if one failed; each failure
 * is a diagnostic at its place in the rule file. ASSAY_BAD_ARGUMENT if there is no rule `id`. The counts are of tests, not of
 * rules; they are right also when a test failed. */
ASSAY_API assay_status assay_rules_test(const assay_rules *rules, const char *id, assay_diagnostic_callback *on_diagnostic,
                                        void *user, uint32_t *out_passed, uint32_t *out_failed);

/* ---- policy ---- */

typedef struct assay_policy_options {
    size_t size;
    const char *profile;    /* "marketing" (default), "transactional", "internal" */
    const char *stage;      /* "template", "partial", "rendered", "pre-mta", "delivered"; null: guessed for each message */
    const char *provider;   /* null: all */
    const char *fail_on;    /* "error" (default), "warn", "info", "never" */
    const char *fail_score; /* "5" by default; "none": never */
    const char *warn_score; /* "3" by default; "none": never */
    const char *now;        /* "2026-11-23T12:00:00Z" (RFC 3339), or seconds since 1970; null: rules about dates say nothing */
    const char *const *overrides; /* "RULE=off", "RULE.severity=warn", "RULE.score=1.5" */
    size_t override_count;
    const char *const *limits; /* "mime_depth=20"; the names are those of assay_limit_name; those of rule files have no effect */
    size_t limit_count;
    const char *const *filled_later; /* tags that the sending service fills in later, which are no leaks in finished mail: a tag
                                        as it is written ("*|UNSUB|*", "{{unsubscribe*}}"), or a syntax ("mailchimp") */
    size_t filled_later_count;
    int no_findings; /* not 0: no rule makes a finding; for reading messages for their addresses alone, which is quicker */
    assay_diagnostic_callback *on_diagnostic;
    void *user;
} assay_policy_options;
#define ASSAY_POLICY_OPTIONS_INIT                                                                                                \
    {                                                                                                                            \
        sizeof(assay_policy_options), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, 0, NULL, 0, 0, NULL, NULL         \
    }

/* Makes a policy over the rules, which must outlive it. `options` may be null. The caller owns *out_policy. */
ASSAY_API assay_status assay_policy_new(const assay_rules *rules, const assay_policy_options *options, assay_policy **out_policy);
/* Frees the policy; scanners made of it must be gone. */
ASSAY_API void assay_policy_free(assay_policy **policy);
/* The n-th limit's name, default and reason, for help texts; ASSAY_END past the last. Static strings. */
ASSAY_API assay_status assay_limit_name(size_t index, const char **out_name, uint64_t *out_default, const char **out_reason);

/* ---- scanning ---- */

typedef struct assay_input {
    size_t size;
    const char *name; /* as it shall appear in reports; null: "-" */
    const void
        *data; /* a whole file: .eml, mbox, HTML or text; name and data must stay until assay_scan_next returns ASSAY_END */
    size_t data_size;
    const char *kind; /* "eml", "mbox", "html" or "text"; null: guessed, and what is not mail is skipped */
} assay_input;
#define ASSAY_INPUT_INIT                                                                                                         \
    {                                                                                                                            \
        sizeof(assay_input), NULL, NULL, 0, NULL                                                                                 \
    }

/* Not 0 if these bytes, the beginning of a file, are those of a message or an mbox: a header block with two well-known fields. To
 * tell mail from other files whose names say nothing; a scanner reads anything. 16 KB are enough. */
ASSAY_API int assay_begins_as_mail(const void *data, size_t data_size);
/* Makes a scanner of a policy and its rules, which must outlive it. The caller owns *out_scanner. */
ASSAY_API assay_status assay_scanner_new(const assay_policy *policy, assay_scanner **out_scanner);
/* Frees the scanner. Its results stay valid as long as rules and policy do. */
ASSAY_API void assay_scanner_free(assay_scanner **scanner);
/* Begins to read a file; an empty one is one empty message. What is left of the file before is forgotten. */
ASSAY_API assay_status assay_scan_begin(assay_scanner *scanner, const assay_input *input);
/* Scores the next message of the file: the only one, or the next of an mbox. ASSAY_END when there is none left. The result holds
 * a copy of its message. The caller owns *out_result. ASSAY_TOO_LARGE and ASSAY_NO_MEMORY still give a result: its verdict is
 * ASSAY_INCOMPLETE, its report says why, and the next message can be asked for. Only when there is no memory for the result
 * itself, *out_result is null. */
ASSAY_API assay_status assay_scan_next(assay_scanner *scanner, assay_result **out_result);

/* The essence of a result; strings live as long as the result. */
typedef struct assay_summary {
    size_t size;
    assay_verdict verdict;
    int64_t score;                    /* thousandths of a point */
    int complete;                     /* 0: something was not looked at */
    uint32_t errors, warnings, infos; /* findings by severity */
    uint32_t message;                 /* number in an mbox, from 1; 0 otherwise */
    const char *kind, *stage;         /* as in reports; null if nothing was read */
} assay_summary;
#define ASSAY_SUMMARY_INIT                                                                                                       \
    {                                                                                                                            \
        sizeof(assay_summary), ASSAY_PASS, 0, 0, 0, 0, 0, 0, NULL, NULL                                                          \
    }

/* Fills in *out_summary. */
ASSAY_API assay_status assay_result_summary(const assay_result *result, assay_summary *out_summary);
/* A result for a file that could not be read, so that reports show it: verdict ASSAY_UNREADABLE. The caller owns *out_result. */
ASSAY_API assay_status assay_result_unreadable(const assay_scanner *scanner, const char *name, const char *reason,
                                               assay_result **out_result);
/* Takes bytes of a report or a page; returns 0, or anything else to stop. */
typedef int assay_write_callback(void *user, const void *data, size_t data_size);

/* Where a text for people goes, and in which form. */
typedef struct assay_page {
    size_t size;
    assay_write_callback *write;
    void *user;
    unsigned width; /* columns; 0: 80 */
    int ascii;      /* not 0: nothing but ASCII */
} assay_page;
#define ASSAY_PAGE_INIT                                                                                                          \
    {                                                                                                                            \
        sizeof(assay_page), NULL, NULL, 0, 0                                                                                     \
    }

/* Writes a page about a rule, for people: what it looks for, why, what to do, the evidence, its YAML and its tests. ASSAY_END if
 * there is no rule with this id or former id; ASSAY_IO when the writer stopped. */
ASSAY_API assay_status assay_explain_rule(const assay_rules *rules, const char *id, const assay_page *page);
/* Writes why the rule did or did not fire in the result's message, for people: whether it applies, the texts and records that
 * were looked at, what each test came to and why something is not known. The message is evaluated again, by the same code.
 * Statuses as above; ASSAY_BAD_ARGUMENT for a result whose message was not scored. */
ASSAY_API assay_status assay_explain_result(assay_result *result, const char *id, const assay_page *page);
/* Frees the result. */
ASSAY_API void assay_result_free(assay_result **result);

/* ---- reports ---- */

/* What a report keeps between begin and end. */
typedef struct assay_report_state assay_report_state;

/* A report over any number of results: assay_report_begin, assay_report_add for each, assay_report_end. The counters are the
 * library's; a program may read them. Results must be of the report's policy; they may be freed once they were added. The writer
 * gets what a call wrote in one piece, before the call returns.
 *
 * JSON is written as results are added, in their order. Text comes worst first, so it is written at the end: until then `state`
 * keeps of each result what will be shown of it, not its message. The struct must not be copied in between. */
typedef struct assay_report {
    size_t size;
    const char *format; /* "text" (default), "json", "jsonl" */
    assay_write_callback *write;
    void *user;
    const assay_policy *policy; /* of the results; must be given for every format */
    unsigned width;             /* text: columns; 0: 80 */
    int color;                  /* text: not 0: with colours */
    int ascii;                  /* text: not 0: nothing but ASCII */
    int all; /* text: not 0: also what passed, all locations kept (at most 20 of a finding), skipped rules, all rows of tables */
    int quiet;      /* text: not 0: only messages that do not pass, without infos and skipped rules; nothing at all if all pass */
    int list_links; /* not 0: also every address of each message */
    const char *group_by; /* text: "file" (default), "rule" */
    uint64_t files, passed, warned, failed, incomplete, skipped, unreadable;
    assay_report_state *state; /* the library's; null before begin and after end or abandon */
} assay_report;
#define ASSAY_REPORT_INIT                                                                                                        \
    {                                                                                                                            \
        sizeof(assay_report), NULL, NULL, NULL, NULL, 0, 0, 0, 0, 0, 0, NULL, 0, 0, 0, 0, 0, 0, 0, NULL                          \
    }

/* Writes what stands before the first result, and sets the counters to 0. ASSAY_BAD_ARGUMENT for an unknown format or grouping.
 * From all three: ASSAY_IO when the writer stopped, ASSAY_NO_MEMORY when there was none; the report is then not whole. A report
 * that was begun must be ended or abandoned, also after an error. */
ASSAY_API assay_status assay_report_begin(assay_report *report);
/* Adds one result and counts it. */
ASSAY_API assay_status assay_report_add(assay_report *report, const assay_result *result);
/* Writes what is left to be written, and frees what the report keeps. */
ASSAY_API assay_status assay_report_end(assay_report *report);
/* Frees what the report keeps and writes nothing. Accepts null, and a report that was not begun or has ended. */
ASSAY_API void assay_report_abandon(assay_report *report);

/* ---- the inventory of addresses ---- */

/* What an inventory keeps between begin and end. */
typedef struct assay_inventory_state assay_inventory_state;

/* All addresses of any number of results, by the domains they lead to: assay_inventory_begin, assay_inventory_add for each
 * result, assay_inventory_end. With `since` it compares two states of the same mail: all results of the old one are added first,
 * then those of the new one, and what is written is the difference. Addresses are the same if clients request the same; domains
 * are registrable ones, or hosts where there is none.
 *
 * Results may be freed once they were added. JSON is written as they are added, the sums and the difference at the end, as all
 * text is. The struct must not be copied in between. */
typedef struct assay_inventory {
    size_t size;
    const char *format; /* "text" (default), "json", "jsonl" (an object a line for each result; not with `since`) */
    assay_write_callback *write;
    void *user;
    const char *since;            /* null: no comparison; else what the old state is called, such as a revision */
    unsigned width;               /* text: columns; 0: 80 */
    int color;                    /* text: not 0: with colours */
    int ascii;                    /* text: not 0: nothing but ASCII */
    int all;                      /* text: not 0: all places of an address, and addresses whole */
    int quiet;                    /* text: not 0: the addresses alone, one a line; of a comparison those that are new */
    assay_inventory_state *state; /* the library's; null before begin and after end or abandon */
} assay_inventory;
#define ASSAY_INVENTORY_INIT                                                                                                     \
    {                                                                                                                            \
        sizeof(assay_inventory), NULL, NULL, NULL, NULL, 0, 0, 0, 0, 0, NULL                                                     \
    }

/* Begins an inventory. ASSAY_BAD_ARGUMENT for an unknown format. From all three: ASSAY_IO when the writer stopped,
 * ASSAY_NO_MEMORY when there was none. What was begun must be ended or abandoned, also after an error. */
ASSAY_API assay_status assay_inventory_begin(assay_inventory *inventory);
/* Adds one result; `old` not 0: of the state that is compared with. */
ASSAY_API assay_status assay_inventory_add(assay_inventory *inventory, const assay_result *result, int old);
/* Writes what is left to be written, and frees what the inventory keeps. */
ASSAY_API assay_status assay_inventory_end(assay_inventory *inventory);
/* Frees what the inventory keeps and writes nothing. Accepts null, and an inventory that was not begun or has ended. */
ASSAY_API void assay_inventory_abandon(assay_inventory *inventory);

#ifdef __cplusplus
}
#endif

#endif
