/* Help, written from the tables of options.c and the library's list of limits, 80 columns wide. Tested in tests/unit/cli. */
#include "cli/files.h"
#include "data/text.h"
#include "mailassay.h"

enum { WIDTH = 80, NAME_COLUMN = 2, TEXT_COLUMN = 26 };

const char *const help_topics[] = {"files", "limits", NULL};

void command_write(struct buffer *out, const struct command *command)
{
    buffer_printf(out, "%s%s%s", command->group ? command->group : "", command->group ? " " : "", command->name);
}

void help_write_words(struct buffer *out, const char *text, size_t column)
{
    struct slice rest = slice_cstr(text);
    size_t at = column;
    while (rest.size) {
        size_t end = slice_find_byte(rest, 0, ' ');
        struct slice word = slice_sub(rest, 0, end);
        if (at > column && at + 1 + word.size > WIDTH) {
            buffer_byte(out, '\n');
            buffer_fill(out, ' ', column);
            at = column;
        } else if (at > column) {
            buffer_byte(out, ' ');
            at++;
        }
        buffer_append(out, word);
        at += word.size;
        rest = end == SLICE_NONE ? SLICE("") : slice_from(rest, end + 1);
    }
    buffer_byte(out, '\n');
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
    help_write_words(out, text, TEXT_COLUMN);
}

static void write_option(struct buffer *out, const struct option *option)
{
    size_t start = out->size;
    buffer_fill(out, ' ', NAME_COLUMN);
    if (option->letter)
        buffer_printf(out, "-%c, ", option->letter);
    buffer_printf(out, "--%s%s%s", option->name, option->value ? " " : "", option->value ? option->value : "");
    struct buffer text;
    buffer_init(&text, out->arena, SIZE_MAX);
    buffer_printf(&text, "%s%s", option->help, option->repeatable ? "; may be repeated" : "");
    buffer_byte(&text, '\0');
    explain(out, start, text.failed ? option->help : (const char *)text.data);
}

static void write_options(struct buffer *out, unsigned of_commands)
{
    static const char *const headings[GROUP_COUNT] = {
        [GROUP_INPUT] = "Input",   [GROUP_RULES] = "Rules", [GROUP_VERDICT] = "Verdict",
        [GROUP_REPORT] = "Report", [GROUP_OTHER] = "Other",
    };
    for (int group = 0; group < GROUP_COUNT; group++) {
        bool first = true;
        for (int i = 0; i < OPTION_COUNT; i++) {
            if ((int)options[i].group != group || (options[i].commands & of_commands) != of_commands)
                continue;
            if (first)
                buffer_printf(out, "\n%s:\n", headings[group]);
            first = false;
            write_option(out, &options[i]);
        }
    }
}

static void write_status(struct buffer *out, const struct command *command)
{
    buffer_text(out, "\nExit status:\n  0  all is well (warnings too)\n");
    if (command == &commands[COMMAND_CHECK])
        buffer_text(out, "  1  a message fails\n");
    else if (command == &commands[COMMAND_TEST])
        buffer_text(out, "  1  a test fails\n");
    buffer_text(out, "  2  a mistake in the command line or in a rule file");
    if (command == &commands[COMMAND_CHECK] || command == &commands[COMMAND_LINKS])
        buffer_text(out, ", or nothing to check\n  3  a message could not be read, or was not looked at completely");
    buffer_text(out, "\n  4  an error of the program, such as no memory\nThe highest that applies counts.\n");
}

static void write_examples(struct buffer *out, const struct command *command)
{
    struct slice rest = slice_cstr(command->examples);
    if (rest.size)
        buffer_text(out, "\nExamples:\n");
    while (rest.size) {
        size_t end = slice_find_byte(rest, 0, '\n');
        buffer_text(out, "  mailassay ");
        buffer_append(out, slice_sub(rest, 0, end));
        buffer_byte(out, '\n');
        rest = end == SLICE_NONE ? SLICE("") : slice_from(rest, end + 1);
    }
}

/* The commands, all or those of one group, and a bit set of them. */
static unsigned write_commands(struct buffer *out, const char *group)
{
    unsigned written = 0;
    buffer_text(out, "\nCommands:\n");
    for (int i = 0; i < COMMAND_COUNT; i++) {
        if (group && !slice_equal(slice_cstr(commands[i].group), slice_cstr(group)))
            continue;
        written |= 1u << i;
        size_t start = out->size;
        buffer_fill(out, ' ', NAME_COLUMN);
        command_write(out, &commands[i]);
        buffer_printf(out, "%s%s", *commands[i].operands ? " " : "", commands[i].operands);
        explain(out, start, commands[i].summary);
    }
    return written;
}

static void write_usage(struct buffer *out)
{
    buffer_text(out, "Usage: mailassay COMMAND [OPTION...] [ARGUMENT...]\n"
                     "       mailassay FILE...\n\n"
                     "Tells what is wrong with a message before it is sent.\n");
}

void help_write_short(struct buffer *out)
{
    write_usage(out);
    buffer_text(out, "\n  mailassay newsletter.html     check a template, HTML, a message or a mailbox\n"
                     "  mailassay templates/          check every mail in a directory\n"
                     "  mailassay - <message.eml      check standard input\n"
                     "  mailassay links templates/    list all addresses in them\n"
                     "  mailassay --help              more\n");
}

static void write_program(struct buffer *out)
{
    write_usage(out);
    write_options(out, write_commands(out, NULL));
    write_examples(out, &commands[COMMAND_CHECK]);
    buffer_text(out, "\n`mailassay COMMAND --help` shows the options and the exit status of a command,\n"
                     "`mailassay help files` which files of a directory are checked,\n"
                     "`mailassay help limits` the limits.\n");
}

void help_write_group(struct buffer *out, const char *group)
{
    buffer_printf(out, "Usage: mailassay %s COMMAND [OPTION...] [ARGUMENT...]\n", group);
    write_options(out, write_commands(out, group));
    buffer_printf(out, "\n`mailassay %s COMMAND --help` shows the options and the exit status of a command.\n", group);
}

void help_write(struct buffer *out, const struct command *command)
{
    if (!command) {
        write_program(out);
        return;
    }
    buffer_text(out, "Usage: mailassay ");
    command_write(out, command);
    buffer_printf(out, " [OPTION...]%s%s\n\n%s\n", *command->operands ? " " : "", command->operands, command->summary);
    if (command->more)
        buffer_printf(out, "%s\n", command->more);
    write_options(out, 1u << (command - commands));
    write_status(out, command);
    write_examples(out, command);
}

static void write_limits(struct buffer *out)
{
    const char *name;
    const char *reason;
    uint64_t value;
    enum { REASON_COLUMN = 32 };
    buffer_text(out, "Limits, their defaults, and what they count or why they are there. What a message\n"
                     "loses to a limit makes its verdict `incomplete`. `--limit NAME=NUMBER` sets one.\n\n");
    for (size_t i = 0; assay_limit_name(i, &name, &value, &reason) == ASSAY_OK; i++) {
        buffer_printf(out, "  %-16s  %10llu  ", name, (unsigned long long)value);
        help_write_words(out, reason, REASON_COLUMN);
    }
}

bool help_write_topic(struct buffer *out, struct slice name)
{
    if (slice_is(name, "limits"))
        write_limits(out);
    else if (slice_is(name, "files"))
        files_help(out);
    else
        return false;
    return true;
}
