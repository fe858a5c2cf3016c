/* Diagnostics: collecting, order, suggestions, codes. */
#include "base/diagnostic.h"

#include <string.h>

#include "base/ascii.h"
#include "test_base.h"

static struct arena arena;

static void set_up(void)
{
    arena_init(&arena, 16 * 1024 * 1024);
}

static void tear_down(void)
{
    arena_free(&arena);
}

START_TEST(collecting)
{
    struct diagnostics all;
    diagnostics_init(&all, &arena);
    struct source source;
    source_init(&source, SLICE("a.yaml"), SLICE("scoer: 1\n"));
    struct place at = {&source, {0, 5}};
    struct diagnostic *error = diagnostic_error(&all, DIAGNOSTIC_UNKNOWN_KEY, at, "unknown key %s", "scoer");
    diagnostic_hint(&all, error, "did you mean %s?", "score");
    diagnostic_warning(&all, DIAGNOSTIC_SLOW_PATTERN, (struct place){0}, "slow");
    ck_assert_uint_eq(all.list.count, 2);
    ck_assert_uint_eq(all.errors, 1);
    const struct diagnostic *first = &all.list.items[0], *second = &all.list.items[1];
    expect_text("message", first->message, "unknown key scoer");
    expect_text("hint", first->hint, "did you mean score?");
    ck_assert(first->code == DIAGNOSTIC_UNKNOWN_KEY && first->severity == DIAGNOSTIC_ERROR && first->source == &source);
    ck_assert(first->span.start == 0 && first->span.end == 5);
    ck_assert(second->code == DIAGNOSTIC_SLOW_PATTERN && second->severity == DIAGNOSTIC_WARNING && !second->source);
    ck_assert_uint_eq(second->hint.size, 0);
}
END_TEST

START_TEST(sorting_is_stable)
{
    static struct source a, b, window;
    source_init(&a, SLICE("a.yaml"), SLICE("text"));
    source_init(&b, SLICE("b.yaml"), SLICE("text"));
    source_init(&window, SLICE("a.yaml"), SLICE("text"));
    window.base_offset = 100;
    static const struct {
        const struct source *source;
        uint32_t start;
        const char *message;
    } rows[] = {
        {&b, 1, "7"}, {&a, 9, "5"}, {&a, 3, "3"}, {NULL, 5, "1"}, {&window, 0, "6"}, {&a, 3, "4"}, {NULL, 2, "2"}, {&b, 1, "8"},
    };
    struct diagnostics all;
    diagnostics_init(&all, &arena);
    for (size_t i = 0; i < COUNT(rows); i++)
        diagnostic_error(&all, DIAGNOSTIC_BAD_VALUE, (struct place){rows[i].source, {rows[i].start, rows[i].start}}, "%s",
                         rows[i].message);
    diagnostics_sort(&all);
    for (uint32_t i = 0; i < all.list.count; i++)
        ck_assert_msg(slice_at(all.list.items[i].message, 0) == '1' + (int)i, "place %u has %.*s", i + 1,
                      SLICE_ARG(all.list.items[i].message));
    diagnostics_init(&all, &arena);
    diagnostics_sort(&all);
    for (int i = 0; i < 1000; i++)
        diagnostic_error(&all, DIAGNOSTIC_BAD_VALUE, (struct place){&a, {(uint32_t)i % 3, 3}}, "%03d", i);
    diagnostics_sort(&all);
    for (uint32_t i = 1; i < all.list.count; i++) {
        const struct diagnostic *before = &all.list.items[i - 1], *after = &all.list.items[i];
        ck_assert_msg(before->span.start < after->span.start ||
                          (before->span.start == after->span.start && slice_compare(before->message, after->message) < 0),
                      "places %u and %u", i - 1, i);
    }
}
END_TEST

START_TEST(did_you_mean)
{
    static const char *const candidates[] = {"score", "scope", "severity",  "title",    "tags",
                                             "id",    "not",   "host.kind", "LINK_HOST"};
    static const struct {
        const char *word, *expected;
    } rows[] = {
        {"scoer", "score"},
        {"scor", "score"},
        {"sccore", "score"},
        {"scoe", "score"},
        {"scape", "scope"},
        {"SCORE", "score"},
        {"sevrity", "severity"},
        {"tag", "tags"},
        {"itd", "id"},
        {"x", NULL},
        {"", NULL},
        {"nto", "not"},
        {"nothing", NULL},
        {"host_kind", "host.kind"},
        {"link_hots", "LINK_HOST"},
        {"completely", NULL},
        {"titel", "title"},
        {"eltit", NULL},
        {"scxxe", NULL},
        {"sssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssss", NULL},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        const char *got = diagnostic_did_you_mean(slice_cstr(rows[i].word), candidates, COUNT(candidates));
        bool same = got && rows[i].expected ? strcmp(got, rows[i].expected) == 0 : got == rows[i].expected;
        ck_assert_msg(same, "%s: got %s", rows[i].word, got ? got : "nothing");
    }
    ck_assert_ptr_null(diagnostic_did_you_mean(SLICE("score"), candidates, 0));
}
END_TEST

START_TEST(codes_have_permanent_texts)
{
    for (int i = 0; i < DIAGNOSTIC_CODE_COUNT; i++) {
        const char *text = diagnostic_code_text((enum diagnostic_code)i);
        ck_assert_msg(text[0], "code %d has no text", i);
        for (const char *c = text; *c; c++)
            ck_assert_msg(ascii_is_lower(*c) || *c == '-', "%s", text);
        for (int j = 0; j < i; j++)
            ck_assert_str_ne(text, diagnostic_code_text((enum diagnostic_code)j));
    }
    ck_assert_str_eq(diagnostic_code_text(DIAGNOSTIC_META_CYCLE), "meta-cycle");
    ck_assert_str_eq(diagnostic_code_text(DIAGNOSTIC_CODE_COUNT), "");
}
END_TEST

START_TEST(lack_of_memory)
{
    for (uint64_t n = 1; n <= 6; n++) {
        struct arena small;
        arena_init(&small, 1024 * 1024);
        small.fail_at = n;
        struct diagnostics all;
        diagnostics_init(&all, &small);
        for (int i = 0; i < 2; i++) {
            struct diagnostic *added = diagnostic_error(&all, DIAGNOSTIC_BAD_VALUE, (struct place){0}, "message %d", i);
            diagnostic_hint(&all, added, "hint %d", i);
        }
        diagnostics_sort(&all);
        ck_assert_msg(all.errors == 2, "allocation %d: an error is counted even when it is lost", (int)n);
        ck_assert_uint_eq(all.list.count, n == 1 ? 0 : 2);
        ck_assert_int_eq(small.failed, n <= 6);
        arena_free(&small);
    }
}
END_TEST

TCase *diagnostic_tests(void)
{
    TCase *tests = tcase_create("diagnostic");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, collecting);
    tcase_add_test(tests, sorting_is_stable);
    tcase_add_test(tests, did_you_mean);
    tcase_add_test(tests, codes_have_permanent_texts);
    tcase_add_test(tests, lack_of_memory);
    return tests;
}
