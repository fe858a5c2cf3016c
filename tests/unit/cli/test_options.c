/* Command lines: what they mean, what is refused and how, and that help names every option. */
#include "cli/options.h"

#include <stdlib.h>

#include "base/io.h"
#include "test_cli.h"

static struct arena arena;
static struct arguments arguments;

static void set_up(void)
{
    arena_init(&arena, SIZE_MAX);
}

static void tear_down(void)
{
    arena_free(&arena);
}

/* All mistakes of the command line, " | " between them. */
static struct slice mistakes(void)
{
    struct buffer text;
    buffer_init(&text, &arena, SIZE_MAX);
    for (uint32_t i = 0; i < arguments.errors.count; i++) {
        buffer_text(&text, i ? " | " : "");
        buffer_append(&text, arguments.errors.items[i]);
    }
    return buffer_slice(&text);
}

/* argv wants strings that may be written to; nobody does. */
static bool read(const char *const *words)
{
    static char copies[MAX_ARGUMENTS + 1][64];
    static char *argv[MAX_ARGUMENTS + 2];
    int count = count_arguments(words);
    argv[0] = copies[0];
    for (int i = 0; i < count; i++) {
        size_t at = 0;
        for (; words[i][at] && at < sizeof copies[0] - 1; at++)
            copies[i + 1][at] = words[i][at];
        copies[i + 1][at] = '\0';
        argv[i + 1] = copies[i + 1];
    }
    argv[count + 1] = NULL;
    return arguments_read(&arguments, &arena, count + 1, argv);
}

static const struct {
    const char *words[MAX_ARGUMENTS];
    int command; /* -1: none */
    enum option_id option;
    const char *value; /* null: not given */
    uint32_t operands;
} good[] = {
    {{"check", "a.eml"}, COMMAND_CHECK, OPTION_FORMAT, NULL, 1},
    {{"check", "--format", "json", "a.eml"}, COMMAND_CHECK, OPTION_FORMAT, "json", 1},
    {{"check", "--format=json", "a.eml"}, COMMAND_CHECK, OPTION_FORMAT, "json", 1},
    {{"check", "a.eml", "b.eml", "--format=json"}, COMMAND_CHECK, OPTION_FORMAT, "json", 2},
    {{"--format=json", "check", "a.eml"}, COMMAND_CHECK, OPTION_FORMAT, "json", 1},
    {{"check", "--format=text", "--format=json", "-"}, COMMAND_CHECK, OPTION_FORMAT, "json", 1},
    {{"check", "--provider=", "-"}, COMMAND_CHECK, OPTION_PROVIDER, "", 1},
    {{"check", "--override", "A.score=1", "x"}, COMMAND_CHECK, OPTION_OVERRIDE, "A.score=1", 1},
    {{"check", "--override=A.score=1", "x"}, COMMAND_CHECK, OPTION_OVERRIDE, "A.score=1", 1},
    {{"check", "--all", "--", "--format", "-x"}, COMMAND_CHECK, OPTION_ALL, "all", 2},
    {{"check", "--", "--"}, COMMAND_CHECK, OPTION_ALL, NULL, 1},
    {{"check", "--rules", "--all", "x"}, COMMAND_CHECK, OPTION_RULES, "--all", 1},
    {{"rules", "lint"}, COMMAND_LINT, OPTION_RULES, NULL, 0},
    {{"rules", "lint", "a.yaml", "--no-default-rules"}, COMMAND_LINT, OPTION_NO_DEFAULT_RULES, "no-default-rules", 1},
    {{"rules", "--rules", "a.yaml", "test", "ID"}, COMMAND_TEST, OPTION_RULES, "a.yaml", 1},
    {{"--help"}, -1, OPTION_HELP, "help", 0},
    {{"-h"}, -1, OPTION_HELP, "help", 0},
    {{"rules", "--help"}, -1, OPTION_HELP, "help", 0},
    {{"-Vh"}, -1, OPTION_VERSION, "version", 0},
    {{"help"}, -1, OPTION_HELP, "help", 0},
    {{"help", "check"}, COMMAND_CHECK, OPTION_HELP, "help", 0},
    {{"help", "rules"}, -1, OPTION_HELP, "help", 0},
    {{"help", "rules", "show"}, COMMAND_SHOW, OPTION_HELP, "help", 0},
    {{"check", "help"}, COMMAND_CHECK, OPTION_HELP, NULL, 1},
    {{"rules", "show", "-h"}, COMMAND_SHOW, OPTION_HELP, "help", 0},
    {{"help", "limits"}, -1, OPTION_HELP, "help", 0},
    {{"check", "-q", "x"}, COMMAND_CHECK, OPTION_QUIET, "quiet", 1},
    {{"check", "-q0", "--files-from=l"}, COMMAND_CHECK, OPTION_NULL, "null", 0},
    {{"check", "-o", "r", "x"}, COMMAND_CHECK, OPTION_OUTPUT, "r", 1},
    {{"check", "-or", "x"}, COMMAND_CHECK, OPTION_OUTPUT, "r", 1},
    {{"check", "-qor", "x"}, COMMAND_CHECK, OPTION_OUTPUT, "r", 1},
    {{"check", "-o-", "x"}, COMMAND_CHECK, OPTION_OUTPUT, "-", 1},
    {{"check", "--width=40", "x"}, COMMAND_CHECK, OPTION_WIDTH, "40", 1},
    {{"check", "--width=1000", "x"}, COMMAND_CHECK, OPTION_WIDTH, "1000", 1},
    {{"a.eml", "--all"}, COMMAND_CHECK, OPTION_ALL, "all", 1},
    {{"--all", "./x", "y"}, COMMAND_CHECK, OPTION_ALL, "all", 2},
    {{"-", "-q"}, COMMAND_CHECK, OPTION_QUIET, "quiet", 1},
    {{"--files-from=list"}, COMMAND_CHECK, OPTION_FILES_FROM, "list", 0},
    {{"./rules"}, COMMAND_CHECK, OPTION_ALL, NULL, 1},
    {{"check", "--fail-on=warning", "x"}, COMMAND_CHECK, OPTION_FAIL_ON, "warn", 1},
    {{"check", "--fail-on=information", "x"}, COMMAND_CHECK, OPTION_FAIL_ON, "info", 1},
    {{"links", "x"}, COMMAND_LINKS, OPTION_CHANGED_SINCE, NULL, 1},
    {{"links", "--changed-since", "HEAD~1"}, COMMAND_LINKS, OPTION_CHANGED_SINCE, "HEAD~1", 0},
    {{"links", "--changed-since=main", "a", "b"}, COMMAND_LINKS, OPTION_CHANGED_SINCE, "main", 2},
    {{"check", "--list", "a=b=c", "x"}, COMMAND_CHECK, OPTION_LIST, "a=b=c", 1},
    {{"check", "--own-domain", "example.com", "x"}, COMMAND_CHECK, OPTION_OWN_DOMAIN, "example.com", 1},
    {{"check", "--tracking-host=click.example.com", "x"}, COMMAND_CHECK, OPTION_TRACKING_HOST, "click.example.com", 1},
    {{"check", "--filled-later", "*|UNSUB|*", "x"}, COMMAND_CHECK, OPTION_FILLED_LATER, "*|UNSUB|*", 1},
};

START_TEST(understands)
{
    bool understood = read(good[_i].words);
    ck_assert_msg(understood, "row %d: %.*s", _i, SLICE_ARG(mistakes()));
    int command = arguments.command ? (int)(arguments.command - commands) : -1;
    ck_assert_msg(command == good[_i].command, "row %d: command %d", _i, command);
    const char *value = option_value(&arguments, good[_i].option);
    ck_assert_msg(!value == !good[_i].value && slice_equal(slice_cstr(value), slice_cstr(good[_i].value)), "row %d: <%s>", _i,
                  value ? value : "null");
    ck_assert_msg(option_given(&arguments, good[_i].option) == (value != NULL), "row %d", _i);
    ck_assert_msg(arguments.operands.count == good[_i].operands, "row %d: %u operands", _i, arguments.operands.count);
}
END_TEST

START_TEST(keeps_repeated_values)
{
    static const char *const words[MAX_ARGUMENTS] = {"check", "--rules=a", "x", "--rules", "b", "y"};
    ck_assert(read(words));
    ck_assert_uint_eq(arguments.values[OPTION_RULES].count, 2);
    ck_assert_str_eq(arguments.values[OPTION_RULES].items[0], "a");
    ck_assert_str_eq(arguments.values[OPTION_RULES].items[1], "b");
    ck_assert_str_eq(arguments.operands.items[0], "x");
    ck_assert_str_eq(arguments.operands.items[1], "y");
}
END_TEST

static const struct {
    const char *words[MAX_ARGUMENTS];
    const char *error;
} bad[] = {
    {{NULL}, "a command is missing: one of check, links, explain, rules"},
    {{"chekc", "a.eml"}, "unknown command `chekc`; did you mean `check`?"},
    {{"frobnicate"}, "`frobnicate` is neither a command (check, links, explain, rules) nor a file"},
    {{"rules"}, "a command is missing after `rules`: one of lint, test, list, show, docs"},
    {{"rules", "lnit"}, "unknown command `lnit` after `rules`; did you mean `lint`?"},
    {{"rules", "check"}, "unknown command `check` after `rules`; expected: one of lint, test, list, show, docs"},
    {{"help", "frobnicate"}, "unknown command `frobnicate`; expected: one of check, links, explain, rules"},
    {{"lint"}, "`lint` is neither a command (check, links, explain, rules) nor a file"},
    {{"check", "--fromat=json", "x"}, "unknown option `--fromat`; did you mean `--format`?"},
    {{"check", "--frobnicate", "x"}, "unknown option `--frobnicate`"},
    {{"check", "-x", "x"}, "unknown option `-x`"},
    {{"-version"}, "unknown option `-version`; did you mean `--version`?"},
    {{"--frobnicate"}, "unknown option `--frobnicate`"},
    {{"check", "-hx"}, "unknown option `-hx`"},
    {{"check", "x", "--format"}, "option `--format` needs a value: FORMAT"},
    {{"check", "--all=yes", "x"}, "option `--all` takes no value"},
    {{"rules", "lint", "--format=json"}, "option `--format` does not belong to `rules lint`"},
    {{"check", "--format=xml", "x"}, "option `--format`: there is no `xml`; expected: one of text, json, jsonl"},
    {{"check", "--format=jsno", "x"}, "option `--format`: there is no `jsno`; did you mean `json`?"},
    {{"check", "--format=", "x"}, "option `--format`: there is no ``; expected: one of text, json, jsonl"},
    {{"check", "--format=xml", "--format=text", "x"}, "option `--format`: there is no `xml`; expected: one of text, json, jsonl"},
    {{"check", "--width=39", "x"}, "option `--width`: `39` is no number from 40 to 1000"},
    {{"check", "--width=1001", "x"}, "option `--width`: `1001` is no number from 40 to 1000"},
    {{"check", "--width=", "x"}, "option `--width`: `` is no number from 40 to 1000"},
    {{"check", "--width=99999999999999999999", "x"}, "option `--width`: `99999999999999999999` is no number from 40 to 1000"},
    {{"check", "--width=5O", "x"}, "option `--width`: `5O` is no number from 40 to 1000"},
    {{"check", "--width=-50", "x"}, "option `--width`: `-50` is no number from 40 to 1000"},
    {{"check", "-o"}, "option `--output` needs a value: FILE"},
    {{"check"}, "no file is named; `-` is standard input"},
    {{"rules", "show"}, "no rule is named"},
    {{"rules", "list", "x"}, "`x` is one argument too many"},
    {{"check", "-0", "x"}, "option `--null` is about the list that `--files-from` names, and there is none"},
    {{"check", "--fromat=x", "--color=allways", "--all=1", "x"},
     "unknown option `--fromat`; did you mean `--format`? | option `--all` takes no value | option `--color`: there is no "
     "`allways`; did you mean `always`?"},
    {{"links"}, "no file is named; `-` is standard input"},
    {{"check", "--changed-since=main", "x"}, "option `--changed-since` does not belong to `check`"},
    {{"links", "--changed-since=main", "-"}, "standard input has no revision to compare it with"},
    {{"links", "--changed-since=main", "--files-from=l"}, "option `--files-from` does not go with `--changed-since`"},
    {{"links", "--changed-since=-p"},
     "option `--changed-since`: `-p` is no revision; expected: one that git knows, such as main or HEAD~1"},
    {{"links", "--no-default-rules", "x"}, "option `--no-default-rules` does not belong to `links`"},
    {{"check", "--list=a", "x"}, "option `--list`: `a` has not the form NAME=VALUE, such as own-domains=example.com"},
    {{"check", "--own-domain=http://a.example/", "x"},
     "option `--own-domain`: `http://a.example/` is no name of a host; write the name alone, without a scheme"},
    {{"check", "--tracking-host=.a.example", "x"},
     "option `--tracking-host`: `.a.example` is no name of a host; write the name alone, such as example.com"},
    {{"help", "limit"}, "unknown command `limit`; expected: one of check, links, explain, rules"},
};

START_TEST(refuses)
{
    ck_assert_msg(!read(bad[_i].words), "row %d is accepted", _i);
    struct slice got = mistakes();
    ck_assert_msg(slice_equal(got, slice_cstr(bad[_i].error)), "row %d: <%.*s>", _i, SLICE_ARG(got));
}
END_TEST

/* Help of the program (index COMMAND_COUNT) and of each command. */
START_TEST(helps)
{
    struct buffer out;
    buffer_init(&out, &arena, SIZE_MAX);
    help_write(&out, _i == COMMAND_COUNT ? NULL : &commands[_i]);
    struct slice text = buffer_slice(&out);
    ck_assert(slice_starts(text, SLICE("Usage: mailassay ")));
    ck_assert_int_eq(slice_at(text, text.size - 1), '\n');
    for (int option = 0; option < OPTION_COUNT; option++) {
        struct slice name = arena_printf(&arena, "--%s ", options[option].name);
        bool belongs =
            _i == COMMAND_COUNT ? option == OPTION_HELP || option == OPTION_VERSION : options[option].commands >> _i & 1;
        bool listed = slice_find(text, 0, name) != SLICE_NONE;
        ck_assert_msg(!belongs || listed, "--%s is missing", options[option].name);
    }
    for (size_t start = 0; start < text.size;) {
        size_t end = slice_find_byte(text, start, '\n');
        ck_assert_msg(end - start <= 80, "a line of %zu columns: %.*s", end - start, SLICE_ARG(slice_sub(text, start, end)));
        start = end + 1;
    }
}
END_TEST

START_TEST(helps_for_a_group)
{
    struct buffer out;
    buffer_init(&out, &arena, SIZE_MAX);
    static const char *const words[MAX_ARGUMENTS] = {"rules", "--help"};
    ck_assert(read(words));
    ck_assert_str_eq(arguments.group, "rules");
    help_write_group(&out, arguments.group);
    struct slice text = buffer_slice(&out);
    ck_assert(slice_find(text, 0, SLICE("\n  rules lint [FILE...]")) != SLICE_NONE);
    ck_assert(slice_find(text, 0, SLICE("  check ")) == SLICE_NONE);
    ck_assert(slice_find(text, 0, SLICE("--rules FILE")) != SLICE_NONE);
    ck_assert(slice_find(text, 0, SLICE("--format")) == SLICE_NONE);
}
END_TEST

START_TEST(names_limits_in_help)
{
    struct buffer out;
    buffer_init(&out, &arena, SIZE_MAX);
    ck_assert(help_write_topic(&out, SLICE("limits")));
    ck_assert(slice_find(buffer_slice(&out), 0, SLICE("\n  mime_depth               100  levels")) != SLICE_NONE);
    ck_assert(!help_write_topic(&out, SLICE("limit")));
}
END_TEST

/* The manual; false where the tests are not run by make. */
static bool read_manual(struct slice *out)
{
    const char *tree = getenv("top_srcdir");
    if (!tree)
        return false;
    const char *path = arena_cstr(&arena, arena_printf(&arena, "%s/docs/command.md", tree));
    ck_assert_msg(io_read(&arena, path, SIZE_MAX, out) == IO_OK, "%s cannot be read", path);
    return true;
}

static void expect_in_manual(struct slice manual, struct slice text)
{
    ck_assert_msg(slice_find(manual, 0, text) != SLICE_NONE, "docs/command.md lacks %.*s", SLICE_ARG(text));
}

START_TEST(manual_names_everything)
{
    struct slice manual;
    if (!read_manual(&manual))
        return;
    for (int i = 0; i < OPTION_COUNT; i++) {
        const struct option *option = &options[i];
        struct buffer row;
        buffer_init(&row, &arena, SIZE_MAX);
        buffer_text(&row, "\n| ");
        if (option->letter)
            buffer_printf(&row, "`-%c`, ", option->letter);
        buffer_printf(&row, "`--%s%s%s` |", option->name, option->value ? " " : "", option->value ? option->value : "");
        expect_in_manual(manual, buffer_slice(&row));
    }
    for (int i = 0; i < COMMAND_COUNT; i++) {
        struct buffer line;
        buffer_init(&line, &arena, SIZE_MAX);
        if (i != COMMAND_CHECK) {
            buffer_text(&line, "\n    mailassay ");
            command_write(&line, &commands[i]);
            buffer_printf(&line, "%s%s\n", *commands[i].operands ? " " : "", commands[i].operands);
        }
        expect_in_manual(manual, buffer_slice(&line));
    }
}
END_TEST

/* Each row of its tables that begins with an option names one that is there. */
START_TEST(manual_names_nothing_else)
{
    struct slice manual, row = SLICE("\n| `-");
    if (!read_manual(&manual))
        return;
    int rows = 0;
    for (size_t at = 0; (at = slice_find(manual, at, row)) != SLICE_NONE; at++) {
        size_t start = slice_find(manual, at, SLICE("`--")) + 3, end = start;
        while (slice_at(manual, end) == '-' || (slice_at(manual, end) >= 'a' && slice_at(manual, end) <= 'z'))
            end++;
        int option = 0;
        while (option < OPTION_COUNT && !slice_equal(slice_cstr(options[option].name), slice_sub(manual, start, end)))
            option++;
        ck_assert_msg(option < OPTION_COUNT, "there is no --%.*s", SLICE_ARG(slice_sub(manual, start, end)));
        rows++;
    }
    ck_assert_int_eq(rows, OPTION_COUNT);
}
END_TEST

START_TEST(survives_lack_of_memory)
{
    static const char *const words[MAX_ARGUMENTS] = {"check", "--rules=a", "--limit=b", "--all", "x"};
    for (uint64_t n = 1; n < 12; n++) {
        arena_free(&arena);
        arena_init(&arena, SIZE_MAX);
        arena.fail_at = n;
        bool understood = read(words);
        ck_assert_msg(understood == (arena.allocations < n), "allocation %llu", (unsigned long long)n);
    }
}
END_TEST

TCase *options_tests(void)
{
    TCase *tests = tcase_create("options");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, understands, 0, COUNT(good));
    tcase_add_test(tests, keeps_repeated_values);
    tcase_add_loop_test(tests, refuses, 0, COUNT(bad));
    tcase_add_loop_test(tests, helps, 0, COMMAND_COUNT + 1);
    tcase_add_test(tests, helps_for_a_group);
    tcase_add_test(tests, names_limits_in_help);
    tcase_add_test(tests, manual_names_everything);
    tcase_add_test(tests, manual_names_nothing_else);
    tcase_add_test(tests, survives_lack_of_memory);
    return tests;
}
