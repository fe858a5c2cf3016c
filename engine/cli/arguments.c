/* Reading a command line by the tables of options.c. All mistakes are kept, not only the first. Tested in tests/unit/cli. */
#include <unistd.h>

#include "base/ascii.h"
#include "base/diagnostic.h"
#include "cli/options.h"
#include "data/text.h"

/* Reading, argument after argument. */
struct reader {
    struct arguments *out;
    struct arena *arena;
    int argc;
    char *const *argv;
    int next;
    bool unsure; /* an option that is not understood: what follows may be its value or an operand */
    bool failed; /* no memory */
};

static void __attribute__((format(printf, 2, 3))) refuse(struct reader *reader, const char *format, ...)
{
    struct buffer text;
    va_list arguments;
    buffer_init(&text, reader->arena, SIZE_MAX);
    va_start(arguments, format);
    buffer_vprintf(&text, format, arguments);
    va_end(arguments);
    struct slice *error = vec_push(reader->arena, &reader->out->errors);
    if (error)
        *error = buffer_slice(&text);
}

static void add(struct reader *reader, text_list *list, const char *text)
{
    const char **item = vec_push(reader->arena, list);
    if (item)
        *item = text;
    reader->failed = reader->failed || !item;
}

/* --- options --- */

/* True with an error if there is a file of the name that the unknown option is. */
static bool is_file(struct reader *reader, const char *argument)
{
    if (access(argument, F_OK) != 0)
        return false;
    refuse(reader, "unknown option `%s`; for the file of that name write `./%s`, or `--` before it", argument, argument);
    return true;
}

/* `argument` begins with one dash or two, `name` is without. */
static void unknown_option(struct reader *reader, const char *argument, struct slice name)
{
    reader->unsure = true;
    if (is_file(reader, argument))
        return;
    const char *names[OPTION_COUNT];
    for (int i = 0; i < OPTION_COUNT; i++)
        names[i] = options[i].name;
    const char *meant = name.size > 1 ? diagnostic_did_you_mean(name, names, OPTION_COUNT) : NULL;
    struct slice dashes = slice_sub(slice_cstr(argument), 0, slice_at(slice_cstr(argument), 1) == '-' ? 2 : 1);
    refuse(reader, "unknown option `%.*s%.*s`%s%s%s", SLICE_ARG(dashes), SLICE_ARG(name), meant ? "; did you mean `--" : "",
           meant ? meant : "", meant ? "`?" : "");
}

/* The value that is its own argument; null with an error if there is none. */
static const char *next_value(struct reader *reader, const struct option *option)
{
    if (reader->next < reader->argc)
        return reader->argv[reader->next++];
    reader->unsure = true;
    refuse(reader, "option `--%s` needs a value: %s", option->name, option->value);
    return NULL;
}

static void read_long(struct reader *reader, const char *argument)
{
    struct slice text = slice_cstr(argument + 2);
    size_t equals = slice_find_byte(text, 0, '=');
    struct slice name = slice_sub(text, 0, equals);
    int id = 0;
    while (id < OPTION_COUNT && !slice_equal(name, slice_cstr(options[id].name)))
        id++;
    if (id == OPTION_COUNT) {
        unknown_option(reader, argument, name);
        return;
    }
    const char *value = equals == SLICE_NONE ? NULL : (const char *)text.data + equals + 1;
    if (options[id].kind == VALUE_NONE && value)
        refuse(reader, "option `--%s` takes no value", options[id].name);
    else if (options[id].kind == VALUE_NONE)
        value = options[id].name;
    else if (!value)
        value = next_value(reader, &options[id]);
    if (value)
        add(reader, &reader->out->values[id], value);
}

/* "-q0", "-oFILE", "-o FILE". */
static void read_letters(struct reader *reader, const char *argument)
{
    struct slice letters = slice_cstr(argument);
    for (size_t at = 1; at < letters.size; at++) {
        int id = 0;
        while (id < OPTION_COUNT && options[id].letter != slice_at(letters, at))
            id++;
        if (id == OPTION_COUNT) {
            unknown_option(reader, argument, slice_from(letters, 1));
            return;
        }
        const char *value = options[id].name;
        bool takes_rest = options[id].kind != VALUE_NONE;
        if (takes_rest)
            value = at + 1 < letters.size ? argument + at + 1 : next_value(reader, &options[id]);
        if (value)
            add(reader, &reader->out->values[id], value);
        if (takes_rest)
            return;
    }
}

static void read_all(struct reader *reader)
{
    bool ended = false;
    while (reader->next < reader->argc && !reader->failed) {
        const char *argument = reader->argv[reader->next++];
        struct slice text = slice_cstr(argument);
        if (ended || text.size < 2 || slice_at(text, 0) != '-')
            add(reader, &reader->out->operands, argument);
        else if (slice_is(text, "--"))
            ended = true;
        else if (slice_at(text, 1) == '-')
            read_long(reader, argument);
        else
            read_letters(reader, argument);
    }
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

static void unknown_command(struct reader *reader, const char *group, const char *word)
{
    const char *words[COMMAND_COUNT + 1];
    size_t count = list_words(group, words);
    struct slice list = text_join(reader->arena, words, count);
    const char *what = group ? " after `rules`" : "";
    const char *meant = word ? diagnostic_did_you_mean(slice_cstr(word), words, count) : NULL;
    if (!word && !reader->unsure)
        refuse(reader, "a command is missing%s: one of %.*s", what, SLICE_ARG(list));
    else if (meant)
        refuse(reader, "unknown command `%s`%s; did you mean `%s`?", word, what, meant);
    else if (word && (group || option_given(reader->out, OPTION_HELP)))
        refuse(reader, "unknown command `%s`%s; expected: one of %.*s", word, what, SLICE_ARG(list));
    else if (word)
        refuse(reader, "`%s` is neither a command (%.*s) nor a file", word, SLICE_ARG(list));
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

static void put_back_operand(struct arguments *arguments)
{
    arguments->operands.items--;
    arguments->operands.count++;
    arguments->operands.capacity++;
}

static bool looks_like_file(const char *word)
{
    struct slice text = slice_cstr(word);
    return slice_is(text, "-") || slice_find_byte(text, 0, '.') != SLICE_NONE || slice_find_byte(text, 0, '/') != SLICE_NONE ||
           access(word, F_OK) == 0;
}

/* "help" in front: what comes after it is a command as always, or a topic. */
static const char *take_help(struct reader *reader, const char *word)
{
    struct arguments *out = reader->out;
    if (!word || !slice_is(slice_cstr(word), "help"))
        return word;
    add(reader, &out->values[OPTION_HELP], word);
    word = take_operand(out);
    out->topic = word && text_index(help_topics, slice_cstr(word)) >= 0 ? word : NULL;
    return word;
}

/* Is it `check` without the word? */
static bool is_implied(const struct arguments *out, const char *word)
{
    if (option_given(out, OPTION_HELP))
        return false;
    return word ? looks_like_file(word) : option_given(out, OPTION_FILES_FROM);
}

/* The command of that name, in that group or in none; null if there is none. */
static const struct command *command_of(const char *group, const char *word)
{
    const struct command *found = NULL;
    for (int i = 0; word && i < COMMAND_COUNT; i++)
        if (names(&commands[i], group, slice_cstr(word)))
            found = &commands[i];
    return found;
}

static void find_command(struct reader *reader)
{
    struct arguments *out = reader->out;
    const char *group = NULL;
    const char *word = take_help(reader, take_operand(out));
    if (word && slice_is(slice_cstr(word), "rules")) {
        group = "rules";
        word = take_operand(out);
    }
    out->command = command_of(group, word);
    bool for_help = option_given(out, OPTION_HELP);
    bool just_asked = !word && (for_help || option_given(out, OPTION_VERSION));
    out->group = group && just_asked && for_help ? group : NULL;
    if (out->command || out->topic || just_asked)
        return;
    if (group || !is_implied(out, word)) {
        unknown_command(reader, group, word);
        return;
    }
    out->command = &commands[COMMAND_CHECK];
    if (word)
        put_back_operand(out);
}

/* --- checking --- */

static unsigned read_number(struct slice digits, unsigned most)
{
    unsigned number = 0;
    for (size_t i = 0; i < digits.size; i++) {
        int c = slice_at(digits, i);
        number = ascii_is_digit(c) && number <= most ? number * 10 + (unsigned)(c - '0') : most + 1;
    }
    return number;
}

static void check_choice(struct reader *reader, const struct option *option, const char *value)
{
    size_t count = text_count(option->choices);
    if (text_index(option->choices, slice_cstr(value)) >= 0)
        return;
    const char *meant = diagnostic_did_you_mean(slice_cstr(value), option->choices, count);
    struct slice list = text_join(reader->arena, option->choices, count);
    if (meant)
        refuse(reader, "option `--%s`: there is no `%s`; did you mean `%s`?", option->name, value, meant);
    else
        refuse(reader, "option `--%s`: there is no `%s`; expected: one of %.*s", option->name, value, SLICE_ARG(list));
}

/* A host as it stands in a list: a name, not an address of the web, of mail, or a pattern. */
static void check_host(struct reader *reader, const struct option *option, const char *value)
{
    static const struct {
        const char *part, *why;
    } mistakes[] = {{"://", "without a scheme"}, {"/", "without a path"},
                    {"@", "not a mail address"}, {"*", "which means all hosts below it too"},
                    {":", "without a port"},     {",", "one for each option"},
                    {" ", "without blanks"}};
    struct slice text = slice_cstr(value);
    const char *why = text.size == 0 || slice_at(text, 0) == '.' || slice_at(text, 0) == '-' ? "such as example.com" : NULL;
    for (size_t i = 0; !why && i < sizeof mistakes / sizeof mistakes[0]; i++)
        if (slice_find(text, 0, slice_cstr(mistakes[i].part)) != SLICE_NONE)
            why = mistakes[i].why;
    if (why)
        refuse(reader, "option `--%s`: `%s` is no name of a host; write the name alone, %s", option->name, value, why);
}

/* Other spellings become the choice that they mean. */
static void spell(const struct option *option, text_list *values)
{
    for (uint32_t i = 0; option->also && i < values->count; i++)
        for (size_t k = 0; option->also[k]; k += 2)
            if (slice_equal(slice_cstr(values->items[i]), slice_cstr(option->also[k])))
                values->items[i] = option->also[k + 1];
}

static void check_value(struct reader *reader, const struct option *option, const char *value)
{
    if (option->kind == VALUE_CHOICE)
        check_choice(reader, option, value);
    if (option->kind == VALUE_HOST)
        check_host(reader, option, value);
    if (option->kind != VALUE_NUMBER)
        return;
    unsigned number = read_number(slice_cstr(value), option->most);
    if (number < option->least || number > option->most)
        refuse(reader, "option `--%s`: `%s` is no number from %u to %u", option->name, value, option->least, option->most);
}

static void check_options(struct reader *reader)
{
    const struct command *command = reader->out->command;
    unsigned bit = 1u << (command - commands);
    struct buffer name;
    buffer_init(&name, reader->arena, SIZE_MAX);
    command_write(&name, command);
    for (int i = 0; i < OPTION_COUNT; i++) {
        text_list *values = &reader->out->values[i];
        spell(&options[i], values);
        if (values->count && !(options[i].commands & bit))
            refuse(reader, "option `--%s` does not belong to `%.*s`", options[i].name, SLICE_ARG(buffer_slice(&name)));
        for (uint32_t k = 0; k < values->count; k++)
            check_value(reader, &options[i], values->items[k]);
    }
}

/* A comparison is one of files that git keeps. */
static void check_since(struct reader *reader)
{
    static const enum option_id others[] = {OPTION_FILES_FROM, OPTION_STDIN_NAME};
    const struct arguments *out = reader->out;
    const char *revision = option_value(out, OPTION_CHANGED_SINCE);
    struct slice format = slice_cstr(option_value(out, OPTION_FORMAT));
    if (!revision)
        return;
    if (!*revision || *revision == '-')
        refuse(reader, "option `--changed-since`: `%s` is no revision; expected: one that git knows, such as main or HEAD~1",
               revision);
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (option_given(out, others[i]))
            refuse(reader, "option `--%s` does not go with `--changed-since`", options[others[i]].name);
    if (slice_is(format, "jsonl"))
        refuse(reader, "option `--format`: `jsonl` does not go with `--changed-since`; expected: text or json");
    for (uint32_t i = 0; i < out->operands.count; i++)
        if (slice_is(slice_cstr(out->operands.items[i]), "-"))
            refuse(reader, "standard input has no revision to compare it with");
}

static void check_lists(struct reader *reader)
{
    const text_list *lists = &reader->out->values[OPTION_LIST];
    for (uint32_t i = 0; i < lists->count; i++) {
        size_t equals = slice_find_byte(slice_cstr(lists->items[i]), 0, '=');
        if (equals == SLICE_NONE || equals == 0 || !lists->items[i][equals + 1])
            refuse(reader, "option `--list`: `%s` has not the form NAME=VALUE, such as own-domains=example.com", lists->items[i]);
    }
}

static void check_operands(struct reader *reader)
{
    const struct arguments *out = reader->out;
    const struct command *command = out->command;
    if (command->operand_kind == VALUE_NONE && out->operands.count)
        refuse(reader, "`%s` is one argument too many", out->operands.items[0]);
    bool missing = !out->operands.count && !option_given(out, OPTION_FILES_FROM) && !option_given(out, OPTION_CHANGED_SINCE);
    if (command->operand_missing && missing && !reader->unsure)
        refuse(reader, "%s", command->operand_missing);
    if (option_given(out, OPTION_NULL) && !option_given(out, OPTION_FILES_FROM))
        refuse(reader, "option `--null` is about the list that `--files-from` names, and there is none");
}

bool arguments_read(struct arguments *out, struct arena *arena, int argc, char *const *argv)
{
    *out = (struct arguments){0};
    struct reader reader = {.out = out, .arena = arena, .argc = argc, .argv = argv, .next = 1};
    read_all(&reader);
    if (!reader.failed)
        find_command(&reader);
    bool is_run = !option_given(out, OPTION_HELP) && !option_given(out, OPTION_VERSION);
    if (out->command)
        check_options(&reader);
    if (out->command && is_run) {
        check_operands(&reader);
        check_since(&reader);
        check_lists(&reader);
    }
    return out->errors.count == 0 && !reader.failed && !arena->failed;
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

unsigned option_number(const struct arguments *arguments, enum option_id option)
{
    return read_number(slice_cstr(option_value(arguments, option)), options[option].most);
}
