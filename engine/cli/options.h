/* The command line: one table of commands and one of options, which drive parsing and help.
 *
 * Options may stand anywhere, as --name VALUE or --name=VALUE; "--" ends them. Of an option that is not repeatable the last one
 * counts. "help" in front is as --help. Tested in tests/unit/cli. */
#ifndef ASSAY_CLI_OPTIONS_H
#define ASSAY_CLI_OPTIONS_H

#include "base/buffer.h"
#include "base/vec.h"

enum command_id { COMMAND_CHECK, COMMAND_LINT, COMMAND_TEST, COMMAND_LIST, COMMAND_SHOW, COMMAND_COUNT };

struct command {
    const char *group; /* "rules", or null */
    const char *name;
    const char *operands; /* for the usage line */
    const char *summary;
};
extern const struct command commands[COMMAND_COUNT];

enum option_id {
    OPTION_FORMAT,
    OPTION_STAGE,
    OPTION_PROFILE,
    OPTION_PROVIDER,
    OPTION_RULES,
    OPTION_NO_DEFAULT_RULES,
    OPTION_OVERRIDE,
    OPTION_LIMIT,
    OPTION_FAIL_ON,
    OPTION_FAIL_SCORE,
    OPTION_WARN_SCORE,
    OPTION_ALLOW_INCOMPLETE,
    OPTION_ALL,
    OPTION_COLOR,
    OPTION_ASCII,
    OPTION_WIDTH,
    OPTION_HELP,
    OPTION_VERSION,
    OPTION_COUNT
};

typedef VEC(const char *) text_list;

/* What the command line says. */
struct arguments {
    const struct command *command;  /* null: none was named, so help or the version is asked for */
    text_list values[OPTION_COUNT]; /* of a flag: its name, once for each time it was given */
    text_list operands;
};

/* Reads argv[1] and on. False if it is wrong; *error (in the arena) then says how, as one or two sentences. */
bool arguments_read(struct arguments *out, struct arena *arena, int argc, char *const *argv, struct slice *error);
/* Was the option given? */
bool option_given(const struct arguments *arguments, enum option_id option);
/* Its last value, or null. */
const char *option_value(const struct arguments *arguments, enum option_id option);

/* Help for one command, or for the whole program where command is null. */
void help_write(struct buffer *out, const struct command *command);
/* "check", "rules lint"; appended. */
void command_write(struct buffer *out, const struct command *command);

/* For help.c: the options in the order of enum option_id. */
struct option {
    const char *name;
    int letter;        /* 0: none */
    const char *value; /* null: a flag */
    const char *help;
    unsigned commands; /* bit set of enum command_id */
};
extern const struct option options[OPTION_COUNT];

#endif
