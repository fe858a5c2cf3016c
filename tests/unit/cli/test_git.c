/* What git writes, read; and paths made plain. Git itself runs in tests/cases/links-since*. */
#include "cli/git.h"

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

#define A "1111111111111111111111111111111111111111"
#define O "0000000000000000000000000000000000000000"
#define Z "\0"

/* Texts with NUL: each with its size. */
#define TEXT(literal) literal, sizeof(literal) - 1

static const struct {
    const char *text;
    size_t size;
    const char *changes; /* "old>new" of each: the old path in brackets has no content, the new one no file */
} diffs[] = {
    {TEXT(""), ""},
    {TEXT(":100644 100644 " A " " O " M" Z "a b\n.html" Z), "a b\n.html>a b\n.html "},
    {TEXT(":000000 100644 " O " " O " A" Z "a.html" Z), "(a.html)>a.html "},
    {TEXT(":100755 000000 " A " " O " D" Z "a.html" Z), "a.html>(a.html) "},
    {TEXT(":100644 100644 " A " " A " R100" Z "a.html" Z "b.html" Z ":100644 100644 " A " " O " M" Z "c" Z),
     "a.html>b.html c>c "},
    {TEXT(":100644 100644 " A " " A " C075" Z "a.html" Z "b.html" Z), "(b.html)>b.html "},
    {TEXT(":120000 100644 " A " " O " T" Z "a.html" Z), "(a.html)>a.html "},
    {TEXT(":100644 120000 " A " " O " T" Z "a.html" Z), "a.html>(a.html) "},
    {TEXT(":160000 160000 " A " " O " M" Z "module" Z), ""},
    {TEXT(":100644 000000 " A " " O " U" Z "a.html" Z ":100644 100644 " A " " O " M" Z "a.html" Z), "a.html>a.html "},
    {TEXT(":100644 100644 " A " " O " M" Z "a.html"), ""},
    {TEXT(":100644 100644 " A " " O " R100" Z "a.html" Z), ""},
    {TEXT("" Z "" Z), ""},
    {TEXT(":::: M" Z "x" Z), ""},
};

START_TEST(reads_diffs)
{
    git_changes changes = {0};
    struct buffer got;
    buffer_init(&got, &arena, SIZE_MAX);
    git_parse_diff(&arena, slice_make(diffs[_i].text, diffs[_i].size), &changes);
    for (uint32_t i = 0; i < changes.count; i++) {
        const struct git_change *change = &changes.items[i];
        buffer_printf(&got, change->object ? "%.*s>" : "(%.*s)>", SLICE_ARG(change->old_path));
        buffer_printf(&got, change->exists ? "%.*s " : "(%.*s) ", SLICE_ARG(change->path));
        ck_assert(!change->object || slice_equal(slice_cstr(change->object), SLICE(A)));
    }
    ck_assert_msg(slice_equal(buffer_slice(&got), slice_cstr(diffs[_i].changes)), "row %d: <%.*s>", _i,
                  SLICE_ARG(buffer_slice(&got)));
}
END_TEST

static const struct {
    const char *path, *plain; /* null: it leads out */
} paths[] = {
    {"", ""},     {".", ""},    {"a", "a"},        {"a/", "a"},         {"./a//b/./c/", "a/b/c"}, {"a/../b", "b"},
    {"a/..", ""}, {"..", NULL}, {"a/../..", NULL}, {"a/b/../c", "a/c"}, {"...", "..."},           {"a/.b", "a/.b"},
};

START_TEST(makes_paths_plain)
{
    struct slice plain;
    bool inside = git_plain_path(&arena, slice_cstr(paths[_i].path), &plain);
    ck_assert_msg(inside == (paths[_i].plain != NULL), "row %d", _i);
    ck_assert_msg(!inside || slice_equal(plain, slice_cstr(paths[_i].plain)), "row %d: <%.*s>", _i, SLICE_ARG(plain));
}
END_TEST

static const struct {
    const char *directory, *prefix, *path, *name;
} names[] = {
    {NULL, "", "a/b.html", "a/b.html"}, {NULL, "a/", "a/b.html", "b.html"}, {NULL, "a/c/", "a/b.html", "../b.html"},
    {NULL, "a/c/", "x", "../../x"},     {NULL, "ab/", "a/x", "../a/x"},     {"t", "t/", "t/x", "t/x"},
    {"/r/t", "t/", "x", "/r/t/../x"},   {"/r/", "", "x", "/r/x"},
};

START_TEST(names_files)
{
    struct cli cli = {.status = EXIT_GOOD};
    arena_init(&cli.arena, SIZE_MAX);
    struct git git = {.cli = &cli, .directory = names[_i].directory, .prefix = slice_cstr(names[_i].prefix)};
    ck_assert_str_eq(git_name(&git, slice_cstr(names[_i].path)), names[_i].name);
    arena_free(&cli.arena);
}
END_TEST

TCase *git_tests(void)
{
    TCase *tests = tcase_create("git");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, reads_diffs, 0, COUNT(diffs));
    tcase_add_loop_test(tests, makes_paths_plain, 0, COUNT(paths));
    tcase_add_loop_test(tests, names_files, 0, COUNT(names));
    return tests;
}
