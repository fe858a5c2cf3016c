/* Which names are mail, what is taken of a directory, and the progress line. */
#include "cli/files.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test_cli.h"

static struct arena arena;

static void set_up(void)
{
    arena_init(&arena, SIZE_MAX);
}

static void tear_down(void)
{
    arena_free(&arena);
}

static const struct {
    const char *directory, *name;
    enum name_kind kind;
} names[] = {
    {"mail", "a.eml", NAME_MAIL},
    {"mail", "A.EML", NAME_MAIL},
    {"mail", "archive.mbox", NAME_MAIL},
    {"mail", "july.html", NAME_MAIL},
    {"mail", "july.htm", NAME_MAIL},
    {"mail", "welcome.txt", NAME_MAIL},
    {"mail", "welcome.html.erb", NAME_MAIL},
    {"mail", "welcome.blade.php", NAME_MAIL},
    {"mail", "welcome.liquid", NAME_MAIL},
    {"mail", "welcome.mjml", NAME_MAIL},
    {"mail", "index.php", NAME_OTHER},
    {"mail", "style.css", NAME_OTHER},
    {"mail", "logo.png", NAME_OTHER},
    {"mail", "Inbox.msf", NAME_OTHER},
    {"mail", "data.json", NAME_OTHER},
    {"mail", "eml", NAME_UNKNOWN},
    {"mail", "Inbox", NAME_UNKNOWN},
    {"mail", "Makefile", NAME_UNKNOWN},
    {"mail", "1", NAME_UNKNOWN},
    {"mail", "mail.1", NAME_UNKNOWN},
    {"mail", "note.msg", NAME_UNKNOWN},
    {"mail", "ends.", NAME_UNKNOWN},
    {"mail", "00001.7c53336b37003a9286aba55d2945844c", NAME_UNKNOWN},
    {"cur", "1204680122.27c448_2.example:2,S", NAME_UNKNOWN},
    {"cur", "1204680122.27c448_2.example", NAME_UNKNOWN},
    {"new", "1204680122.27c448_2.com", NAME_UNKNOWN},
    {"cure", "1204680122.27c448_2.com", NAME_OTHER},
    {"mail", "robots.txt", NAME_OTHER},
    {"mail", "requirements.txt", NAME_OTHER},
    {"mail", "Requirements-dev.txt", NAME_OTHER},
    {"mail", "requirements.html", NAME_MAIL},
    {"mail", "CMakeLists.txt", NAME_OTHER},
    {"mail", "LICENSE.txt", NAME_OTHER},
    {"mail", "license-expired.txt", NAME_MAIL},
    {"mail", "", NAME_UNKNOWN},
};

START_TEST(names_say_what_files_are)
{
    enum name_kind kind = name_kind(slice_cstr(names[_i].directory), slice_cstr(names[_i].name));
    ck_assert_msg(kind == names[_i].kind, "%s/%s: %d", names[_i].directory, names[_i].name, (int)kind);
}
END_TEST

START_TEST(help_lists_every_ending)
{
    struct buffer out;
    buffer_init(&out, &arena, SIZE_MAX);
    files_help(&out);
    struct slice text = buffer_slice(&out);
    ck_assert(slice_find(text, 0, SLICE("  .eml .mbox")) != SLICE_NONE);
    ck_assert(slice_find(text, 0, SLICE(" .blade.php")) != SLICE_NONE);
    for (size_t start = 0; start < text.size;) {
        size_t end = slice_find_byte(text, start, '\n');
        ck_assert_msg(end - start <= 80, "a line of %zu columns", end - start);
        start = end + 1;
    }
}
END_TEST

static void make(const char *directory, const char *name, const char *text)
{
    char path[160];
    snprintf(path, sizeof path, "%s/%s", directory, name);
    FILE *file = fopen(path, "w");
    ck_assert(file && fputs(text, file) >= 0 && fclose(file) == 0);
}

/* A tree deeper than the limit: it is said, and the rest is read. */
START_TEST(deep_trees_end)
{
    char root[] = "test_files.XXXXXX";
    struct cli cli = {.ascii = true};
    struct files files;
    ck_assert_ptr_nonnull(mkdtemp(root));
    int start = open(".", O_RDONLY);
    ck_assert(start >= 0 && chdir(root) == 0);
    enum { DEPTH = 120 };
    for (int i = 0; i < DEPTH; i++)
        ck_assert(mkdir("d", 0700) == 0 && chdir("d") == 0);
    ck_assert(fchdir(start) == 0);
    make(root, "z.html", "<p>x");
    arena_init(&cli.arena, SIZE_MAX);
    const char *operand = root;
    cli.arguments.operands.items = &operand;
    cli.arguments.operands.count = 1;
    ck_assert(files_collect(&cli, &files));
    ck_assert_uint_eq(files.list.count, 2);
    ck_assert_str_eq(files.list.items[0].reason, "more than 100 directories inside one another");
    ck_assert_ptr_null(files.list.items[1].reason);
    ck_assert_int_eq(cli.status, EXIT_GOOD);
    arena_free(&cli.arena);
    ck_assert(chdir(root) == 0 && unlink("z.html") == 0);
    for (int i = 0; i < DEPTH; i++)
        ck_assert(chdir("d") == 0);
    for (int i = 0; i < DEPTH; i++)
        ck_assert(chdir("..") == 0 && rmdir("d") == 0);
    ck_assert(fchdir(start) == 0 && rmdir(root) == 0);
    close(start);
}
END_TEST

/* A directory, two files in it, and a list that names one of them and the directory: at each allocation that fails, nothing
 * crashes and nothing is taken for done. */
START_TEST(survives_lack_of_memory)
{
    char root[] = "test_files.XXXXXX", list[64], from[160];
    ck_assert_ptr_nonnull(mkdtemp(root));
    make(root, "a.html", "<p>x");
    make(root, "b.css", "x");
    snprintf(list, sizeof list, "%s/list", root);
    snprintf(from, sizeof from, "%s/a.html\n%s\n", root, root);
    make(root, "list", from);
    const char *operand = root, *file = list, *all = "all";
    bool collected = false;
    for (uint64_t n = 1; !collected; n++) {
        struct cli cli = {.ascii = true};
        struct files files;
        arena_init(&cli.arena, SIZE_MAX);
        cli.arena.fail_at = n;
        cli.arguments.operands.items = &operand;
        cli.arguments.operands.count = 1;
        cli.arguments.values[OPTION_FILES_FROM].items = &file;
        cli.arguments.values[OPTION_FILES_FROM].count = 1;
        cli.arguments.values[OPTION_ALL].items = &all;
        cli.arguments.values[OPTION_ALL].count = 1;
        collected = files_collect(&cli, &files);
        ck_assert_msg(collected == !cli.arena.failed, "allocation %llu", (unsigned long long)n);
        ck_assert(!collected || (files.list.count == 3 && files.left.count == 4 && n > 10));
        arena_free(&cli.arena);
    }
    ck_assert(chdir(root) == 0 && unlink("a.html") == 0 && unlink("b.css") == 0 && unlink("list") == 0);
    ck_assert(chdir("..") == 0 && rmdir(root) == 0);
}
END_TEST

static const struct {
    struct progress_state state;
    unsigned columns;
    const char *line;
} lines[] = {
    {{3, 12, 0, "mail/july.html"}, 79, "3 of 12 files: mail/july.html"},
    {{3, 12, 0, "mail/july.html"}, 29, "3 of 12 files: mail/july.html"},
    {{3, 12, 0, "mail/july.html"}, 28, "3 of 12 files: ail/july.html"},
    {{3, 12, 0, "mail/july.html"}, 16, "3 of 12 files: l"},
    {{3, 12, 0, "mail/july.html"}, 10, "3 of 12 files: "},
    {{0, 1, 234, "all.mbox"}, 79, "message 234: all.mbox"},
    {{1, 2, 234, "all.mbox"}, 79, "1 of 2 files, message 234: all.mbox"},
    {{0, 2, 0, "a\x1B[2J\nb"}, 79, "0 of 2 files: a\\x1B[2J\\x0Ab"},
    {{0, 2, 0, "\xC3\xA4\xC3\xB6"}, 15, "0 of 2 files: \xC3\xB6"},
};

START_TEST(progress_fits_its_columns)
{
    struct buffer out;
    buffer_init(&out, &arena, SIZE_MAX);
    progress_write(&out, &lines[_i].state, lines[_i].columns, false);
    ck_assert_msg(slice_equal(buffer_slice(&out), slice_cstr(lines[_i].line)), "row %d: <%.*s>", _i,
                  SLICE_ARG(buffer_slice(&out)));
}
END_TEST

TCase *files_tests(void)
{
    TCase *tests = tcase_create("files");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, names_say_what_files_are, 0, COUNT(names));
    tcase_add_test(tests, help_lists_every_ending);
    tcase_add_test(tests, deep_trees_end);
    tcase_add_test(tests, survives_lack_of_memory);
    tcase_add_loop_test(tests, progress_fits_its_columns, 0, COUNT(lines));
    return tests;
}
