/* The frame of a run: reading, writing, complaining, and the exit status. Tested in tests/unit/cli and tests/cases. */
#include "cli/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/diagnostic.h"
#include "base/excerpt.h"
#include "data/text.h"

#define RUN_MEMORY      1073741824
#define RULE_FILE_BYTES 67108864 /* more than the library accepts: it says so with a diagnostic */

void cli_raise(struct cli *cli, enum exit_status status)
{
    if (status > cli->status)
        cli->status = status;
}

/* --- writing --- */

/* There is nothing to be done when standard error takes nothing. */
static void write_error(struct cli *cli, struct slice bytes)
{
    progress_erase(&cli->progress);
    (void)io_write(STDERR_FILENO, bytes);
}

void cli_append_lines(const struct cli *cli, struct buffer *out, const char *text, size_t indent)
{
    struct slice all = slice_cstr(text);
    for (size_t at = 0; at < all.size;) {
        size_t end = slice_find_byte(all, at, '\n');
        if (end == SLICE_NONE)
            end = all.size;
        if (end > at)
            buffer_fill(out, ' ', indent);
        excerpt_escape(out, slice_sub(all, at, end), cli->ascii);
        buffer_byte(out, '\n');
        at = end + 1;
    }
}

void cli_complain(struct cli *cli, const char *format, ...)
{
    struct arena arena;
    struct buffer text, line;
    va_list arguments;
    arena_init(&arena, SIZE_MAX);
    buffer_init(&text, &arena, SIZE_MAX);
    buffer_init(&line, &arena, SIZE_MAX);
    va_start(arguments, format);
    buffer_vprintf(&text, format, arguments);
    va_end(arguments);
    buffer_text(&line, "mailassay: ");
    excerpt_escape(&line, buffer_slice(&text), cli->ascii);
    buffer_byte(&line, '\n');
    write_error(cli, arena.failed ? SLICE("mailassay: out of memory\n") : buffer_slice(&line));
    arena_free(&arena);
}

bool cli_output(struct cli *cli, struct slice bytes)
{
    if (cli->output_ended)
        return false;
    progress_erase(&cli->progress);
    if (io_write(STDOUT_FILENO, bytes))
        return true;
    int error = errno;
    cli->output_ended = true;
    cli_raise(cli, EXIT_INTERNAL);
    if (error != EPIPE)
        cli_complain(cli, "cannot write to standard output: %s", strerror(error));
    return false;
}

const char *cli_output_file(const struct cli *cli)
{
    const char *path = option_value(&cli->arguments, OPTION_OUTPUT);
    return path && slice_is(slice_cstr(path), "-") ? NULL : path;
}

void cli_diagnostic(void *user, const assay_diagnostic *diagnostic)
{
    struct cli *cli = user;
    write_error(cli, slice_cstr(cli->ascii ? diagnostic->rendered_ascii : diagnostic->rendered));
    cli->warnings += slice_is(slice_cstr(diagnostic->severity), "warning");
}

void cli_unreadable(struct cli *cli, const char *path, const char *reason)
{
    struct arena arena;
    struct buffer text;
    arena_init(&arena, SIZE_MAX);
    buffer_init(&text, &arena, SIZE_MAX);
    buffer_printf(&text, "error[%s]: cannot read `", diagnostic_code_text(DIAGNOSTIC_FILE_UNREADABLE));
    excerpt_escape(&text, slice_cstr(path), cli->ascii);
    buffer_printf(&text, "`: %s\n", reason);
    write_error(cli, buffer_slice(&text));
    arena_free(&arena);
}

void cli_unwritable(struct cli *cli, const char *path, int error)
{
    cli_complain(cli, "cannot write `%s`: %s", path, strerror(error));
}

void cli_internal(struct cli *cli, assay_status status)
{
    cli_complain(cli, "%s", assay_status_text(status));
    cli_raise(cli, EXIT_INTERNAL);
}

/* --- reading --- */

const char *cli_read(struct cli *cli, struct arena *arena, const char *path, size_t limit, struct slice *out)
{
    struct stat state;
    bool is_stdin = slice_is(slice_cstr(path), "-");
    if (is_stdin && cli->stdin_used)
        return "standard input can be read only once";
    cli->stdin_used = cli->stdin_used || is_stdin;
    enum io_status status = io_read_named(arena, path, limit, out);
    if (status == IO_NOT_REGULAR && stat(path, &state) == 0 && S_ISDIR(state.st_mode))
        return "it is a directory";
    if (status == IO_TOO_LARGE)
        return arena_cstr(&cli->arena, arena_printf(&cli->arena, "it is larger than %zu bytes", limit));
    return status == IO_OK ? NULL : io_status_text(status);
}

/* Reads the rule files of one list; all that cannot be read are named. */
static bool read_rule_files(struct cli *cli, const text_list *paths, assay_rule_file *files)
{
    bool good = true;
    for (uint32_t i = 0; i < paths->count; i++) {
        struct slice bytes;
        const char *reason = cli_read(cli, &cli->arena, paths->items[i], RULE_FILE_BYTES, &bytes);
        if (reason)
            cli_unreadable(cli, paths->items[i], reason);
        good = good && !reason;
        files[i] = (assay_rule_file){.name = paths->items[i], .data = bytes.data, .data_size = bytes.size};
    }
    return good;
}

/* What options add to named lists. Null without memory; `*out_count` of them. */
static const assay_list_value *read_list_values(struct cli *cli, size_t *out_count)
{
    static const struct {
        enum option_id option;
        const char *list, *origin;
    } ways[] = {
        {OPTION_OWN_DOMAIN, "own-domains", "--own-domain"},
        {OPTION_TRACKING_HOST, "tracking-hosts", "--tracking-host"},
        {OPTION_LIST, NULL, "--list"},
    };
    size_t most = 0, count = 0;
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++)
        most += cli->arguments.values[ways[i].option].count;
    assay_list_value *values = arena_new_array(&cli->arena, assay_list_value, most);
    for (size_t i = 0; values && i < sizeof ways / sizeof ways[0]; i++) {
        const text_list *given = &cli->arguments.values[ways[i].option];
        for (uint32_t k = 0; k < given->count; k++) {
            struct slice text = slice_cstr(given->items[k]);
            size_t equals = ways[i].list ? SLICE_NONE : slice_find_byte(text, 0, '=');
            const char *list = ways[i].list ? ways[i].list : arena_cstr(&cli->arena, slice_sub(text, 0, equals));
            values[count++] = (assay_list_value){list, given->items[k] + (equals == SLICE_NONE ? 0 : equals + 1), ways[i].origin};
        }
    }
    *out_count = count;
    return cli->arena.failed ? NULL : values;
}

assay_rules *cli_rules(struct cli *cli, const text_list *more, bool lint)
{
    const text_list *named = &cli->arguments.values[OPTION_RULES];
    size_t count = (size_t)named->count + more->count;
    assay_rule_file *files = arena_new_array(&cli->arena, assay_rule_file, count);
    if (!files) {
        cli_internal(cli, ASSAY_NO_MEMORY);
        return NULL;
    }
    bool named_good = read_rule_files(cli, named, files);
    bool more_good = read_rule_files(cli, more, files + named->count);
    if (!named_good || !more_good) {
        cli_raise(cli, EXIT_USAGE);
        return NULL;
    }
    assay_rules_options load = ASSAY_RULES_OPTIONS_INIT;
    int command = (int)(cli->arguments.command - commands);
    load.no_default_rules = option_given(&cli->arguments, OPTION_NO_DEFAULT_RULES);
    load.files = files;
    load.file_count = count;
    load.lint = lint;
    load.list_values = read_list_values(cli, &load.list_value_count);
    load.no_shipped_tests = command == COMMAND_CHECK || command == COMMAND_LINKS;
    load.limits = cli->arguments.values[OPTION_LIMIT].items;
    load.limit_count = cli->arguments.values[OPTION_LIMIT].count;
    load.on_diagnostic = cli_diagnostic;
    load.user = cli;
    assay_rules *rules;
    assay_status status = assay_rules_load(&load, &rules);
    if (status == ASSAY_BAD_RULES)
        cli_raise(cli, EXIT_USAGE);
    else if (status != ASSAY_OK)
        cli_internal(cli, status);
    return rules;
}

assay_policy *cli_policy(struct cli *cli, const assay_rules *rules)
{
    const struct arguments *arguments = &cli->arguments;
    const text_list *overrides = &arguments->values[OPTION_OVERRIDE];
    const text_list *limits = &arguments->values[OPTION_LIMIT];
    assay_policy_options make = ASSAY_POLICY_OPTIONS_INIT;
    make.profile = option_value(arguments, OPTION_PROFILE);
    make.stage = option_value(arguments, OPTION_STAGE);
    make.provider = option_value(arguments, OPTION_PROVIDER);
    make.now = option_value(arguments, OPTION_NOW);
    make.fail_on = option_value(arguments, OPTION_FAIL_ON);
    make.fail_score = option_value(arguments, OPTION_FAIL_SCORE);
    make.warn_score = option_value(arguments, OPTION_WARN_SCORE);
    make.overrides = overrides->items;
    make.override_count = overrides->count;
    make.filled_later = arguments->values[OPTION_FILLED_LATER].items;
    make.filled_later_count = arguments->values[OPTION_FILLED_LATER].count;
    make.no_findings = arguments->command == &commands[COMMAND_LINKS];
    make.limits = limits->items;
    make.limit_count = limits->count;
    make.on_diagnostic = cli_diagnostic;
    make.user = cli;
    assay_policy *policy;
    assay_status status = assay_policy_new(rules, &make, &policy);
    if (status == ASSAY_BAD_POLICY)
        cli_raise(cli, EXIT_USAGE);
    else if (status != ASSAY_OK)
        cli_internal(cli, status);
    return policy;
}

/* --- running --- */

static void show_help(struct cli *cli)
{
    struct buffer text;
    buffer_init(&text, &cli->arena, SIZE_MAX);
    if (cli->arguments.group)
        help_write_group(&text, cli->arguments.group);
    else if (!help_write_topic(&text, slice_cstr(cli->arguments.topic)))
        help_write(&text, cli->arguments.command);
    cli_output(cli, buffer_slice(&text));
}

static void show_version(struct cli *cli)
{
    assay_data_info data = ASSAY_DATA_INFO_INIT;
    assay_status status = assay_data_versions(&data);
    if (status != ASSAY_OK) {
        cli_internal(cli, status);
        return;
    }
    struct buffer text;
    buffer_init(&text, &cli->arena, SIZE_MAX);
    buffer_printf(&text, "mailassay %s\nPublic Suffix List %s\nUnicode %s\n", assay_version(),
                  data.public_suffix_list[0] ? data.public_suffix_list : "of unknown date", data.unicode);
    cli_output(cli, buffer_slice(&text));
}

static void run_command(struct cli *cli)
{
    static void (*const runs[COMMAND_COUNT])(struct cli *) = {
        [COMMAND_CHECK] = command_check, [COMMAND_LINT] = command_lint,   [COMMAND_TEST] = command_test,
        [COMMAND_LIST] = command_list,   [COMMAND_SHOW] = command_show,   [COMMAND_EXPLAIN] = command_explain,
        [COMMAND_DOCS] = command_docs,   [COMMAND_LINKS] = command_links,
    };
    if (option_given(&cli->arguments, OPTION_HELP))
        show_help(cli);
    else if (option_given(&cli->arguments, OPTION_VERSION))
        show_version(cli);
    else
        runs[cli->arguments.command - commands](cli);
}

/* What is wrong with the command line; after no word at all, what there is. */
static void refuse_arguments(struct cli *cli, int argc)
{
    struct buffer text;
    buffer_init(&text, &cli->arena, SIZE_MAX);
    cli_raise(cli, EXIT_USAGE);
    if (argc <= 1) {
        help_write_short(&text);
        write_error(cli, buffer_slice(&text));
        return;
    }
    for (uint32_t i = 0; i < cli->arguments.errors.count; i++)
        cli_complain(cli, "%.*s", SLICE_ARG(cli->arguments.errors.items[i]));
    const struct command *command = cli->arguments.command;
    if (command)
        command_write(&text, command);
    cli_complain(cli, "`mailassay %.*s%s--help` shows what there is", SLICE_ARG(buffer_slice(&text)), command ? " " : "");
}

/* A file that is opened must not become one of the standard streams because that was closed. What stands in for them cannot be
 * read or written either, so that it is still an error to need them. */
static bool hold_streams(void)
{
    for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; descriptor++) {
        int other_way = descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY;
        if (fcntl(descriptor, F_GETFD) < 0 && open("/dev/null", other_way) != descriptor)
            return false;
    }
    return true;
}

int cli_run(int argc, char *const *argv)
{
    struct cli cli = {.environment = environment_read()};
    if (!hold_streams())
        return EXIT_INTERNAL;
    arena_init(&cli.arena, RUN_MEMORY);
    bool good = arguments_read(&cli.arguments, &cli.arena, argc, argv);
    const char *color = option_value(&cli.arguments, OPTION_COLOR);
    cli.ascii = environment_is_ascii(&cli.environment) || option_given(&cli.arguments, OPTION_ASCII);
    bool to_terminal = !cli_output_file(&cli) && isatty(STDOUT_FILENO) == 1;
    cli.color = environment_wants_color(&cli.environment, color, to_terminal);
    if (good)
        run_command(&cli);
    else if (!cli.arena.failed)
        refuse_arguments(&cli, argc);
    if (cli.arena.failed)
        cli_internal(&cli, ASSAY_NO_MEMORY);
    arena_free(&cli.arena);
    return (int)cli.status;
}
