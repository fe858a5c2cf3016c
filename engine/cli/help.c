/* Help, written from the tables of options.c and the library's list of limits. Tested in tests/unit/cli. */
#include "cli/options.h"
#include "mailassay.h"

#define NAME_COLUMN 2
#define TEXT_COLUMN 26

void command_write(struct buffer *out, const struct command *command)
{
    buffer_printf(out, "%s%s%s", command->group ? command->group : "", command->group ? " " : "", command->name);
}

/* What began at `start` is filled up to the column where its explanation stands. */
static void explain(struct buffer *out, size_t start, const char *text)
{
    size_t used = out->size - start;
    if (used + 2 > TEXT_COLUMN) {
        buffer_byte(out, '\n');
        used = 0;
    }
    buffer_fill(out, ' ', TEXT_COLUMN - used);
    buffer_printf(out, "%s\n", text);
}

static void write_options(struct buffer *out, unsigned of_commands)
{
    buffer_text(out, "\nOptions:\n");
    for (int i = 0; i < OPTION_COUNT; i++) {
        const struct option *option = &options[i];
        if ((option->commands & of_commands) != of_commands)
            continue;
        size_t start = out->size;
        buffer_fill(out, ' ', NAME_COLUMN);
        if (option->letter)
            buffer_printf(out, "-%c, ", option->letter);
        buffer_printf(out, "--%s%s%s", option->name, option->value ? " " : "", option->value ? option->value : "");
        explain(out, start, option->help);
    }
}

static void write_limits(struct buffer *out)
{
    const char *name;
    const char *reason;
    uint64_t value;
    buffer_text(out, "\nLimits, and their defaults (what a message loses to one makes it incomplete):\n");
    for (size_t i = 0; assay_limit_name(i, &name, &value, &reason) == ASSAY_OK; i++)
        buffer_printf(out, "  %-16s  %10llu  %s\n", name, (unsigned long long)value, reason);
}

static void write_status(struct buffer *out, const struct command *command)
{
    buffer_text(out, "\nExit status:\n  0  all is well (warnings too)\n");
    if (command == &commands[COMMAND_CHECK])
        buffer_text(out, "  1  a message fails\n");
    else if (command == &commands[COMMAND_TEST])
        buffer_text(out, "  1  a test fails\n");
    buffer_text(out, "  2  a mistake in the command line or in a rule file\n");
    if (command == &commands[COMMAND_CHECK])
        buffer_text(out, "  3  a message could not be read, or was not looked at completely\n");
    buffer_text(out, "  4  an error of the program, such as no memory\nThe highest that applies counts.\n");
}

static void write_program(struct buffer *out)
{
    buffer_text(out, "Usage: mailassay COMMAND [OPTION...] [ARGUMENT...]\n\n"
                     "Tells what is wrong with a message before it is sent.\n\nCommands:\n");
    for (int i = 0; i < COMMAND_COUNT; i++) {
        size_t start = out->size;
        buffer_fill(out, ' ', NAME_COLUMN);
        command_write(out, &commands[i]);
        buffer_printf(out, " %s", commands[i].operands);
        explain(out, start, commands[i].summary);
    }
    write_options(out, (1u << COMMAND_COUNT) - 1);
    buffer_text(out, "\n`mailassay COMMAND --help` shows the options of a command.\n");
}

void help_write(struct buffer *out, const struct command *command)
{
    if (!command) {
        write_program(out);
        return;
    }
    buffer_text(out, "Usage: mailassay ");
    command_write(out, command);
    buffer_printf(out, " [OPTION...] %s\n\n%s\n", command->operands, command->summary);
    write_options(out, 1u << (command - commands));
    write_limits(out);
    write_status(out, command);
}
