/* The command line: one table of commands and one of options. They drive reading, help, and whatever else is made of them.
 *
 * Options may stand anywhere, as --name VALUE, --name=VALUE or -n VALUE; letters may be put together; "--" ends them. Of an
 * option that is not repeatable the last one counts. "help" in front is as --help. A first word that names no command but looks
 * like a file (it exists, or holds a dot or a slash, or is "-") means `check`. Tested in tests/unit/cli. */
#ifndef ASSAY_CLI_OPTIONS_H
#define ASSAY_CLI_OPTIONS_H

#include "base/buffer.h"
#include "base/vec.h"

enum command_id {
    COMMAND_CHECK,
    COMMAND_LINKS,
    COMMAND_EXPLAIN,
    COMMAND_LINT,
    COMMAND_TEST,
    COMMAND_LIST,
    COMMAND_SHOW,
    COMMAND_DOCS,
    COMMAND_COUNT
};

enum option_id {
    OPTION_FILES_FROM,
    OPTION_NULL,
    OPTION_STDIN_NAME,
    OPTION_KIND,
    OPTION_STAGE,
    OPTION_CHANGED_SINCE,
    OPTION_NOW,
    OPTION_PROFILE,
    OPTION_PROVIDER,
    OPTION_RULES,
    OPTION_NO_DEFAULT_RULES,
    OPTION_OVERRIDE,
    OPTION_OWN_DOMAIN,
    OPTION_TRACKING_HOST,
    OPTION_LIST,
    OPTION_FILLED_LATER,
    OPTION_FAIL_ON,
    OPTION_FAIL_SCORE,
    OPTION_WARN_SCORE,
    OPTION_ALLOW_INCOMPLETE,
    OPTION_REPORT_ONLY,
    OPTION_FORMAT,
    OPTION_OUTPUT,
    OPTION_ALL,
    OPTION_LIST_LINKS,
    OPTION_GROUP_BY,
    OPTION_QUIET,
    OPTION_COLOR,
    OPTION_ASCII,
    OPTION_WIDTH,
    OPTION_LIMIT,
    OPTION_HELP,
    OPTION_VERSION,
    OPTION_COUNT
};

/* Under which heading help shows an option. */
enum option_group { GROUP_INPUT, GROUP_RULES, GROUP_VERDICT, GROUP_REPORT, GROUP_OTHER, GROUP_COUNT };

/* What a value or an operand is: for checking it, and for completing it in a shell. */
enum value_kind { VALUE_NONE, VALUE_TEXT, VALUE_FILE, VALUE_CHOICE, VALUE_NUMBER, VALUE_RULE, VALUE_HOST };

struct command {
    const char *group; /* "rules", or null */
    const char *name;
    const char *operands; /* for the usage line; empty: it takes none */
    enum value_kind operand_kind;
    const char *operand_missing; /* what to say when there is none; null: there need not be any */
    const char *summary;
    const char *more;     /* what else help says, in lines; or null */
    const char *examples; /* the arguments after `mailassay`, a line each; or null */
};
extern const struct command commands[COMMAND_COUNT];

struct option {
    const char *name;
    char letter; /* 0: none */
    enum option_group group;
    enum value_kind kind;       /* VALUE_NONE: a flag */
    const char *value;          /* what help calls it */
    const char *const *choices; /* of VALUE_CHOICE; null-terminated */
    const char *const *also;    /* other spellings, each before the choice that it means; null-terminated, or null */
    unsigned least, most;       /* of VALUE_NUMBER */
    bool repeatable;
    unsigned commands; /* bit set of enum command_id */
    const char *help;
};
extern const struct option options[OPTION_COUNT];

typedef VEC(const char *) text_list;

/* What the command line says. */
struct arguments {
    const struct command *command;  /* null: none was named, so help or the version is asked for */
    text_list values[OPTION_COUNT]; /* of a flag: its name, once for each time it was given */
    text_list operands;
    const char *topic;        /* of `help TOPIC`; or null */
    const char *group;        /* "rules", where help for all its commands is asked for; or null */
    VEC(struct slice) errors; /* all mistakes, each one or two sentences */
};

/* Reads argv[1] and on. False if it is wrong: `errors` (in the arena) then says how; without any there was no memory. */
bool arguments_read(struct arguments *out, struct arena *arena, int argc, char *const *argv);
/* Was the option given? */
bool option_given(const struct arguments *arguments, enum option_id option);
/* Its last value, or null. */
const char *option_value(const struct arguments *arguments, enum option_id option);
/* The last value of a VALUE_NUMBER, or 0. */
unsigned option_number(const struct arguments *arguments, enum option_id option);

/* Help for the program in short, as it is shown to somebody who typed no argument at all. */
void help_write_short(struct buffer *out);
/* Help for one command, or for the whole program where command is null. */
void help_write(struct buffer *out, const struct command *command);
/* Help for the commands of a group. */
void help_write_group(struct buffer *out, const char *group);
/* Words, up to column 80; the first where the line is at, column `column`, and further lines indented as far. Ends in LF. */
void help_write_words(struct buffer *out, const char *text, size_t column);
/* Help for a topic; false if there is none of that name. */
bool help_write_topic(struct buffer *out, struct slice name);
/* The topics, null-terminated. */
extern const char *const help_topics[];
/* "check", "rules lint"; appended. */
void command_write(struct buffer *out, const struct command *command);

#endif
