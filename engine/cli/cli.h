/* The room `cli`: a command line in; a report on standard output, diagnostics on standard error and an exit status out.
 *
 * Uses the library through include/mailassay.h alone, as any program would.
 * Never: scores anything itself, writes to a file but the one that --output names, writes text that it was given without escaping
 *        it. Only this room reads files, the environment and a clock (to know when to show a progress line). Tested in
 * tests/unit/cli, tests/cases and tests/diag. */
#ifndef ASSAY_CLI_CLI_H
#define ASSAY_CLI_CLI_H

#include "base/io.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "cli/terminal.h"
#include "mailassay.h"

enum exit_status { EXIT_GOOD, EXIT_FAILS, EXIT_USAGE, EXIT_INPUT, EXIT_INTERNAL };

/* One run. */
struct cli {
    struct arena arena;
    struct arguments arguments;
    struct environment environment;
    struct progress progress;
    enum exit_status status; /* the highest so far */
    bool ascii, color;
    bool stdin_used;   /* standard input was read */
    bool output_ended; /* standard output takes no more */
    uint32_t warnings; /* diagnostics that are */
};

/* The whole program; returns the exit status. */
int cli_run(int argc, char *const *argv);

/* Raises the status to at least this. */
void cli_raise(struct cli *cli, enum exit_status status);
/* Writes to standard output; false when it takes no more, which is reported once, and not at all if the reader went away. */
bool cli_output(struct cli *cli, struct slice bytes);
/* Where --output wants the report; null: standard output. */
const char *cli_output_file(const struct cli *cli);
/* "mailassay: " and a line on standard error; the text is escaped. */
void cli_complain(struct cli *cli, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* A diagnostic about a file that cannot be read, on standard error. */
void cli_unreadable(struct cli *cli, const char *path, const char *reason);
/* The errno of a file that could not be written, on standard error. */
void cli_unwritable(struct cli *cli, const char *path, int error);
/* For the library: writes a diagnostic to standard error; `user` is the struct cli. */
void cli_diagnostic(void *user, const assay_diagnostic *diagnostic);
/* Complains about a status that only a lack of memory or a mistake in this room explains, and raises the exit status. */
void cli_internal(struct cli *cli, assay_status status);
/* Reads a file of at most `limit` bytes, or a pipe; standard input at most once. Returns why not, or null. */
const char *cli_read(struct cli *cli, struct arena *arena, const char *path, size_t limit, struct slice *out);
/* Appends lines of text, each escaped, with so many blanks before it; ends in LF unless the text is empty. */
void cli_append_lines(const struct cli *cli, struct buffer *out, const char *text, size_t indent);

/* Loads the rules that the options and `more` name; null after an error, which has been shown. */
assay_rules *cli_rules(struct cli *cli, const text_list *more, bool lint);

/* Makes the policy that the options ask for; null after an error, which has been shown. */
assay_policy *cli_policy(struct cli *cli, const assay_rules *rules);
/* The index of the rule; false after a complaint with the id that was perhaps meant. */
bool cli_find_rule(struct cli *cli, const assay_rules *rules, const char *id, size_t *out_index);
#define CLI_FILE_BYTES 2147483647 /* of an mbox; messages have the limit message_bytes */

void command_explain(struct cli *cli);
void command_docs(struct cli *cli);
void command_check(struct cli *cli);
void command_links(struct cli *cli);
void command_lint(struct cli *cli);
void command_test(struct cli *cli);
void command_list(struct cli *cli);
void command_show(struct cli *cli);

#endif
