/* The tables of commands and options, and reading a command line by them. Tested in tests/unit/cli. */
#include "cli/options.h"

#include <unistd.h>

#include "base/diagnostic.h"
#include "data/text.h"

const struct command commands[COMMAND_COUNT] = {
    [COMMAND_CHECK] = {NULL, "check", "FILE...", "Score messages and show what is wrong with them; \"-\" is standard input."},
    [COMMAND_LINT] = {"rules", "lint", "[FILE...]", "Look for mistakes in rule files; in the shipped rules if none is named."},
    [COMMAND_TEST] = {"rules", "test", "[ID...]", "Run the tests inside the rules, or inside the named ones."},
    [COMMAND_LIST] = {"rules", "list", "", "List the rules."},
    [COMMAND_SHOW] = {"rules", "show", "ID...", "Show everything about a rule, its YAML too."},
};

#define CHECK (1u << COMMAND_CHECK)
#define RULES (1u << COMMAND_LINT | 1u << COMMAND_TEST | 1u << COMMAND_LIST | 1u << COMMAND_SHOW)
#define EVERY (CHECK | RULES)

const struct option options[OPTION_COUNT] = {
    [OPTION_FORMAT] = {"format", 0, "NAME", "text (default), json, or jsonl: a JSON object a line for each message", CHECK},
    [OPTION_STAGE] = {"stage", 0, "NAME", "template, partial, rendered, pre-mta or delivered; guessed if not given", CHECK},
    [OPTION_PROFILE] = {"profile", 0, "NAME", "marketing (default), transactional or internal", CHECK},
    [OPTION_PROVIDER] = {"provider", 0, "NAME", "only what is broken and what this provider is known to penalise", CHECK},
    [OPTION_RULES] = {"rules", 0, "FILE", "a rule file of your own; may be repeated", EVERY},
    [OPTION_NO_DEFAULT_RULES] = {"no-default-rules", 0, NULL, "leave the shipped rules out", EVERY},
    [OPTION_OVERRIDE] = {"override", 0, "RULE=off", "also RULE.severity=LEVEL and RULE.score=NUMBER; may be repeated", CHECK},
    [OPTION_LIMIT] = {"limit", 0, "NAME=NUMBER", "set a limit (the help of a command lists them); may be repeated", EVERY},
    [OPTION_FAIL_ON] = {"fail-on", 0, "LEVEL", "fail from this severity on: error (default), warn, info or never", CHECK},
    [OPTION_FAIL_SCORE] = {"fail-score", 0, "NUMBER", "fail from this score on; default 5, or none", CHECK},
    [OPTION_WARN_SCORE] = {"warn-score", 0, "NUMBER", "warn from this score on; default 3, or none", CHECK},
    [OPTION_ALLOW_INCOMPLETE] = {"allow-incomplete", 0, NULL, "exit as if what was not looked at were good", CHECK},
    [OPTION_ALL] = {"all", 0, NULL, "show what passed too, all places kept (20 of a finding), skipped rules, helpers",
                    CHECK | 1u << COMMAND_LIST},
    [OPTION_COLOR] = {"color", 0, "WHEN", "auto (default: on a terminal), always or never", CHECK},
    [OPTION_ASCII] = {"ascii", 0, NULL, "write only ASCII; the default where the locale is not UTF-8", EVERY},
    [OPTION_WIDTH] = {"width", 0, "COLUMNS", "columns of the text report; default 80", CHECK},
    [OPTION_HELP] = {"help", 'h', NULL, "show this help", EVERY},
    [OPTION_VERSION] = {"version", 'V', NULL, "show the versions of the program and its data", EVERY},
};

/* Reading, argument after argument. */
struct reader {
    struct arguments *out;
    struct arena *arena;
    int argc;
    char *const *argv;
    int next;
    struct slice error;
};

static bool __attribute__((format(printf, 2, 3))) refuse(struct reader *reader, const char *format, ...)
{
    struct buffer text;
    va_list arguments;
    buffer_init(&text, reader->arena, SIZE_MAX);
    va_start(arguments, format);
    buffer_vprintf(&text, format, arguments);
    va_end(arguments);
    reader->error = buffer_slice(&text);
    return false;
}

static bool add(struct reader *reader, text_list *list, const char *text)
{
    const char **item = vec_push(reader->arena, list);
    if (!item)
        return refuse(reader, "out of memory");
    *item = text;
    return true;
}

/* True with an error if there is a file of the name that the unknown option is. */
static bool is_file(struct reader *reader, const char *argument)
{
    if (access(argument, F_OK) != 0)
        return false;
    refuse(reader, "unknown option `%s`; for the file of that name write `./%s`, or `--` before it", argument, argument);
    return true;
}

static bool unknown_option(struct reader *reader, struct slice name)
{
    const char *names[OPTION_COUNT];
    for (int i = 0; i < OPTION_COUNT; i++)
        names[i] = options[i].name;
    const char *meant = diagnostic_did_you_mean(name, names, OPTION_COUNT);
    return refuse(reader, "unknown option `--%.*s`%s%s%s", SLICE_ARG(name), meant ? "; did you mean `--" : "", meant ? meant : "",
                  meant ? "`?" : "");
}

static bool read_long(struct reader *reader, const char *argument)
{
    struct slice text = slice_cstr(argument + 2);
    size_t equals = slice_find_byte(text, 0, '=');
    struct slice name = slice_sub(text, 0, equals);
    int id = 0;
    while (id < OPTION_COUNT && !slice_equal(name, slice_cstr(options[id].name)))
        id++;
    if (id == OPTION_COUNT)
        return !is_file(reader, argument) && unknown_option(reader, name);
    text_list *values = &reader->out->values[id];
    if (!options[id].value) {
        if (equals != SLICE_NONE)
            return refuse(reader, "option `--%s` takes no value", options[id].name);
        return add(reader, values, options[id].name);
    }
    if (equals != SLICE_NONE)
        return add(reader, values, (const char *)text.data + equals + 1);
    if (reader->next >= reader->argc)
        return refuse(reader, "option `--%s` needs a value: %s", options[id].name, options[id].value);
    return add(reader, values, reader->argv[reader->next++]);
}

static bool read_letters(struct reader *reader, const char *argument)
{
    struct slice letters = slice_cstr(argument + 1);
    for (size_t at = 0; at < letters.size; at++) {
        int id = 0;
        while (id < OPTION_COUNT && options[id].letter != slice_at(letters, at))
            id++;
        if (id == OPTION_COUNT)
            return !is_file(reader, argument) && refuse(reader, "unknown option `%s`", argument);
        if (!add(reader, &reader->out->values[id], options[id].name))
            return false;
    }
    return true;
}

static bool read_all(struct reader *reader)
{
    bool ended = false;
    while (reader->next < reader->argc) {
        const char *argument = reader->argv[reader->next++];
        struct slice text = slice_cstr(argument);
        bool good;
        if (ended || text.size < 2 || slice_at(text, 0) != '-')
            good = add(reader, &reader->out->operands, argument);
        else if (slice_is(text, "--"))
            good = ended = true;
        else if (slice_at(text, 1) == '-')
            good = read_long(reader, argument);
        else
            good = read_letters(reader, argument);
        if (!good)
            return false;
    }
    return true;
}

/* --- commands --- */

static bool names(const struct command *command, const char *group, struct slice name)
{
    struct slice own = slice_cstr(command->group);
    return slice_equal(own, slice_cstr(group)) && slice_equal(slice_cstr(command->name), name);
}

/* The words that can stand where a command or, after `group`, its second word is expected. */
static size_t list_words(const char *group, const char *out[COMMAND_COUNT + 1])
{
    size_t count = 0;
    for (int i = 0; i < COMMAND_COUNT; i++) {
        if (slice_equal(slice_cstr(commands[i].group), slice_cstr(group)))
            out[count++] = commands[i].name;
    }
    if (!group)
        out[count++] = "rules";
    return count;
}

static bool unknown_command(struct reader *reader, const char *group, const char *word)
{
    const char *words[COMMAND_COUNT + 1];
    size_t count = list_words(group, words);
    struct slice list = text_join(reader->arena, words, count);
    const char *what = group ? " after `rules`" : "";
    if (!word)
        return refuse(reader, "a command is missing%s: one of %.*s", what, SLICE_ARG(list));
    const char *meant = diagnostic_did_you_mean(slice_cstr(word), words, count);
    if (meant)
        return refuse(reader, "unknown command `%s`%s; did you mean `%s`?", word, what, meant);
    return refuse(reader, "unknown command `%s`%s; expected: one of %.*s", word, what, SLICE_ARG(list));
}

static const char *take_operand(struct arguments *arguments)
{
    if (arguments->operands.count == 0)
        return NULL;
    const char *first = arguments->operands.items[0];
    arguments->operands.items++;
    arguments->operands.count--;
    arguments->operands.capacity--;
    return first;
}

static bool find_command(struct reader *reader)
{
    const char *group = NULL;
    const char *word = take_operand(reader->out);
    if (word && slice_is(slice_cstr(word), "help")) {
        if (!add(reader, &reader->out->values[OPTION_HELP], word))
            return false;
        word = take_operand(reader->out);
    }
    bool help = option_given(reader->out, OPTION_HELP) || option_given(reader->out, OPTION_VERSION);
    if (word && slice_is(slice_cstr(word), "rules")) {
        group = "rules";
        word = take_operand(reader->out);
    }
    for (int i = 0; word && i < COMMAND_COUNT; i++) {
        if (names(&commands[i], group, slice_cstr(word)))
            reader->out->command = &commands[i];
    }
    if (reader->out->command || (!word && help))
        return true;
    return unknown_command(reader, group, word);
}

static bool check_fit(struct reader *reader)
{
    if (!reader->out->command)
        return true;
    unsigned bit = 1u << (reader->out->command - commands);
    for (int i = 0; i < OPTION_COUNT; i++) {
        if (reader->out->values[i].count == 0 || options[i].commands & bit)
            continue;
        struct buffer name;
        buffer_init(&name, reader->arena, SIZE_MAX);
        command_write(&name, reader->out->command);
        return refuse(reader, "option `--%s` does not belong to `%.*s`", options[i].name, SLICE_ARG(buffer_slice(&name)));
    }
    return true;
}

bool arguments_read(struct arguments *out, struct arena *arena, int argc, char *const *argv, struct slice *error)
{
    *out = (struct arguments){0};
    struct reader reader = {.out = out, .arena = arena, .argc = argc, .argv = argv, .next = 1};
    bool good = read_all(&reader) && find_command(&reader) && check_fit(&reader);
    *error = reader.error;
    return good;
}

bool option_given(const struct arguments *arguments, enum option_id option)
{
    return arguments->values[option].count > 0;
}

const char *option_value(const struct arguments *arguments, enum option_id option)
{
    const text_list *values = &arguments->values[option];
    return values->count ? values->items[values->count - 1] : NULL;
}
