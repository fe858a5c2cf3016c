/* Whole runs in a process of their own: exit status, what goes to which stream, and what happens when a stream takes no more. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/cli.h"
#include "test_cli.h"

static struct arena arena;
static struct slice output, errors;

static void set_up(void)
{
    arena_init(&arena, SIZE_MAX);
}

static void tear_down(void)
{
    arena_free(&arena);
}

static struct slice read_back(FILE *file)
{
    struct buffer text;
    buffer_init(&text, &arena, SIZE_MAX);
    rewind(file);
    for (int c; (c = getc(file)) != EOF;)
        buffer_byte(&text, c);
    fclose(file);
    return buffer_slice(&text);
}

/* In the child: becomes a run with these streams. */
static void become(const char *const *words, const char *input, int out, int err)
{
    static char copies[MAX_ARGUMENTS + 1][160];
    static char *argv[MAX_ARGUMENTS + 2];
    int count = count_arguments(words);
    argv[0] = copies[0];
    for (int i = 0; i < count; i++) {
        snprintf(copies[i + 1], sizeof copies[0], "%s", words[i]);
        argv[i + 1] = copies[i + 1];
    }
    FILE *in = tmpfile();
    if (!in || fputs(input, in) == EOF || fflush(in) != 0)
        _exit(99);
    rewind(in);
    if (dup2(fileno(in), 0) < 0 || dup2(out, 1) < 0 || dup2(err, 2) < 0)
        _exit(99);
    unsetenv("LC_ALL");
    unsetenv("LC_CTYPE");
    unsetenv("LANG");
    _exit(cli_run(count + 1, argv));
}

/* Runs with standard output to `out` (-1: a file that is read back); the exit status, or minus the signal. */
static int run_to(const char *const *words, const char *input, int out)
{
    FILE *out_file = tmpfile();
    FILE *err_file = tmpfile();
    ck_assert(out_file && err_file);
    fflush(NULL);
    pid_t child = fork();
    ck_assert(child >= 0);
    if (child == 0)
        become(words, input, out < 0 ? fileno(out_file) : out, fileno(err_file));
    int state = 0;
    ck_assert(waitpid(child, &state, 0) == child);
    output = read_back(out_file);
    errors = read_back(err_file);
    return WIFEXITED(state) ? WEXITSTATUS(state) : -WTERMSIG(state);
}

#define GOOD_MAIL                                                                                                                \
    "From: a@example.com\nTo: b@example.org\nSubject: News\nDate: Mon, 02 Nov 2026 10:00:00 +0000\n"                             \
    "Message-ID: <1@example.com>\nList-Unsubscribe: <https://example.com/u/8c1f5e2a9b>\n"                                        \
    "List-Unsubscribe-Post: List-Unsubscribe=One-Click\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\nHello.\n"

static const struct {
    const char *words[MAX_ARGUMENTS];
    const char *input;
    int status;
    const char *out, *err; /* a part; "" is: nothing at all; null: anything */
} runs[] = {
    {{"--help"}, "", 0, "Usage: mailassay", ""},
    {{"help", "check"}, "", 0, "--allow-incomplete", ""},
    {{"check", "--help"}, "", 0, "--allow-incomplete", ""},
    {{"--version"}, "", 0, "mailassay " PACKAGE_VERSION "\nPublic Suffix List ", ""},
    {{NULL}, "", 2, "", "Usage: mailassay COMMAND"},
    {{"help", "limits"}, "", 0, "\n  mime_depth ", ""},
    {{"--all"}, "", 2, "", "mailassay: a command is missing"},
    {{"-"}, GOOD_MAIL, 0, "eml - pre-mta", ""},
    {{"/nowhere/a.eml"}, "", 3, "ERROR", "no such file"},
    {{"chekc"}, "", 2, "", "did you mean `check`?"},
    {{"check"}, "", 2, "", "mailassay: no file is named"},
    {{"check", "--format=xml", "-"}, "", 2, "", "there is no `xml`; expected: one of text, json, jsonl"},
    {{"check", "--color=maybe", "-"}, "", 2, "", "expected: one of auto, always, never"},
    {{"check", "--width=20", "-"}, "", 2, "", "no number from 40 to 1000"},
    {{"check", "--stage=finished", "-"}, "", 2, "", "option `--stage`: there is no `finished`; expected: one of template"},
    {{"check", "--profile=marketng", "-"}, "", 2, "", "did you mean `marketing`?"},
    {{"check", "--override=X", "-"}, "", 2, "", "error[bad-override]"},
    {{"check", "--limit=mime_dept=3", "-"}, "", 2, "", "did you mean `mime_depth`?"},
    {{"check", "--rules=/nowhere/rules.yaml", "-"},
     "",
     2,
     "",
     "error[file-unreadable]: cannot read `/nowhere/rules.yaml`: no such file"},
    {{"check", "-"}, GOOD_MAIL, 0, "eml - pre-mta", ""},
    {{"check", "--format=jsonl", "-"}, GOOD_MAIL, 0, "{\"path\": \"-\", \"kind\": \"eml\"", ""},
    {{"check", "/nowhere/a.eml", "-"},
     GOOD_MAIL,
     3,
     "2 messages: 1 unreadable, 1 passed",
     "cannot read `/nowhere/a.eml`: no such file"},
    {{"check", "--allow-incomplete", "/nowhere/a.eml"}, "", 3, "ERROR", "no such file"},
    {{"check", "--rules=/", "-"}, "", 2, "", "cannot read `/`: it is a directory"},
    {{"check", "-"}, "", 3, "ERROR", "cannot read `-`: nothing came from standard input"},
    {{"check", "-", "-"}, GOOD_MAIL, 3, "ERROR", "standard input can be read only once"},
    {{"check", "--limit=message_bytes=10", "-"}, GOOD_MAIL, 3, "INCOMPLETE", ""},
    {{"check", "--allow-incomplete", "--limit=message_bytes=10", "-"}, GOOD_MAIL, 0, "INCOMPLETE", ""},
    {{"check", "x\x1B[2J"}, "", 3, "x\\x1B[2J", "`x\\x1B[2J`"},
    {{"rules", "list", "x"}, "", 2, "", "one argument too many"},
    {{"rules", "show"}, "", 2, "", "no rule is named"},
    {{"rules", "show", "NO_SUCH_RULE_AT_ALL"}, "", 2, "", "there is no rule `NO_SUCH_RULE_AT_ALL`"},
    {{"rules", "test", "NO_SUCH_RULE_AT_ALL"}, "", 2, "", "there is no rule `NO_SUCH_RULE_AT_ALL`"},
    {{"rules", "lint", "--no-default-rules"}, "", 2, "", "error[no-rules]"},
    {{"rules", "lint"}, "", 0, " rules, no errors, ", NULL},
    {{"rules", "test"}, "", 0, " 0 failed\n", ""},
    {{"rules", "list"}, "", 0, "LINK_HOST_SINGLE_LABEL", ""},
    {{"rules", "show", "LINK_HOST_SINGLE_LABEL"}, "", 0, "- id: LINK_HOST_SINGLE_LABEL\n", ""},
};

static void expect_part(int row, const char *stream, struct slice got, const char *part)
{
    if (!part)
        return;
    bool there = *part ? slice_find(got, 0, slice_cstr(part)) != SLICE_NONE : got.size == 0;
    ck_assert_msg(there, "row %d: %s is <%.*s>", row, stream, SLICE_ARG(slice_sub(got, 0, 1500)));
}

START_TEST(runs_to_an_end)
{
    int status = run_to(runs[_i].words, runs[_i].input, -1);
    expect_part(_i, "standard output", output, runs[_i].out);
    expect_part(_i, "standard error", errors, runs[_i].err);
    ck_assert_msg(status == runs[_i].status, "row %d: status %d, not %d", _i, status, runs[_i].status);
}
END_TEST

START_TEST(reports_a_full_disk)
{
    static const char *const words[MAX_ARGUMENTS] = {"check", "-"};
    int full = open("/dev/full", O_WRONLY);
    if (full < 0)
        return; /* this system has none */
    ck_assert_int_eq(run_to(words, GOOD_MAIL, full), EXIT_INTERNAL);
    close(full);
    ck_assert(slice_starts(errors, SLICE("mailassay: cannot write to standard output: ")));
    ck_assert_uint_eq(slice_find_byte(errors, 0, '\n'), errors.size - 1);
}
END_TEST

/* Files that are opened do not take the place of closed streams. */
START_TEST(runs_without_standard_streams)
{
    static char program[] = "mailassay", command[] = "check", path[] = "test_run.XXXXXX";
    static char *argv[] = {program, command, path, NULL};
    int file = mkstemp(path);
    ck_assert(file >= 0 && write(file, GOOD_MAIL, sizeof GOOD_MAIL - 1) == sizeof GOOD_MAIL - 1);
    fflush(NULL);
    pid_t child = fork();
    ck_assert(child >= 0);
    if (child == 0) {
        for (int descriptor = 0; descriptor <= 2; descriptor++)
            close(descriptor);
        _exit(cli_run(3, argv));
    }
    int state = 0;
    ck_assert(waitpid(child, &state, 0) == child);
    struct stat after;
    ck_assert(fstat(file, &after) == 0 && close(file) == 0 && unlink(path) == 0);
    ck_assert(WIFEXITED(state) && WEXITSTATUS(state) == EXIT_INTERNAL);
    ck_assert_int_eq(after.st_size, sizeof GOOD_MAIL - 1);
}
END_TEST

START_TEST(goes_quietly_with_its_reader)
{
    static const char *const words[MAX_ARGUMENTS] = {"check", "-"};
    int ends[2];
    ck_assert(pipe(ends) == 0);
    close(ends[0]);
    ck_assert_int_eq(run_to(words, GOOD_MAIL, ends[1]), -SIGPIPE);
    ck_assert_uint_eq(errors.size, 0);
    signal(SIGPIPE, SIG_IGN);
    ck_assert_int_eq(run_to(words, GOOD_MAIL, ends[1]), EXIT_INTERNAL);
    ck_assert_uint_eq(errors.size, 0);
    signal(SIGPIPE, SIG_DFL);
    close(ends[1]);
}
END_TEST

TCase *run_tests(void)
{
    TCase *tests = tcase_create("run");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, runs_to_an_end, 0, COUNT(runs));
    tcase_add_test(tests, reports_a_full_disk);
    tcase_add_test(tests, runs_without_standard_streams);
    tcase_add_test(tests, goes_quietly_with_its_reader);
    return tests;
}
