/* Hostile and broken files: truncation at every byte, a byte changed, no memory, errors without end. */
#include "test_ruleset.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"

static const char sample[] =
    HEAD "  - id: LINK_X\n    replaces: [OLD_X]\n    title: 't \xC3\xA4 {host}'\n    category: broken\n    severity: {template: "
         "warn}\n"
         "    score: {scale: [[0, 0], [5, 1.5]], on: links}\n    tags: [links]\n    stages: [rendered]\n"
         "    providers: [{name: x, effect: defer, grade: B, source: s, date: 2026}]\n"
         "    link: {host.kind: [single-label, loopback], not: {bare: true}, host: {matches: 'a+', not: {missing: true}}}\n"
         "    why: w\n    fix: >-\n      f\n      g\n    tests:\n      hit: [{html: h, at: [a]}]\n      miss: [{text: t}]\n"
         "  - id: __T\n    text: {in: subject, any: ['x{2}', y], count: {above: 1}}\n"
         "  - id: __H\n    header: {name: From, of: domain, words: [one two]}\n"
         "  - id: M\n" REST
         "    meta: count(LINK_X, __T) >= 1 and not (any(tag:links) or -__H * 2 < 1)\n    score: {each: 0.5, max: 2}\n";

START_TEST(the_sample_is_good)
{
    struct loaded l;
    load_rules_text(&l, sample);
    expect_codes("sample", &l, "");
    loaded_free(&l);
}
END_TEST

static bool load_bytes(struct loaded *l, struct slice bytes, uint64_t fail_at)
{
    struct rule_file file = {SLICE("rules.yaml"), bytes, true, false};
    *l = (struct loaded){.good = false};
    arena_init(&l->arena, 1 << 24);
    diagnostics_init(&l->diagnostics, &l->arena);
    ck_assert(ruleset_init(&l->set));
    l->set.arena.fail_at = fail_at;
    l->good = ruleset_load(&l->set, &file, 1, &limits_default, &l->diagnostics);
    l->set.arena.fail_at = 0;
    if (l->good)
        ruleset_lint(&l->set, &l->diagnostics);
    return l->good;
}

START_TEST(truncation_at_every_byte)
{
    for (size_t size = 0; size < sizeof sample; size++) {
        struct loaded l;
        unsigned char *copy = malloc(size ? size : 1);
        ck_assert_ptr_nonnull(copy);
        memcpy(copy, sample, size);
        bool good = load_bytes(&l, slice_make(copy, size), 0);
        ck_assert_msg(good ? l.set.rules.count > 0 : l.diagnostics.errors > 0, "size %zu", size);
        loaded_free(&l);
        free(copy);
    }
}
END_TEST

START_TEST(any_byte_may_be_wrong)
{
    static const char bytes[] = "'\"[]{}:-# @&*!|>\n\t\x01\xFF(,A0";
    unsigned char copy[sizeof sample - 1];
    for (size_t at = 0; at < sizeof copy; at++) {
        struct loaded l;
        memcpy(copy, sample, sizeof copy);
        copy[at] = (unsigned char)bytes[at % (sizeof bytes - 1)];
        bool good = load_bytes(&l, slice_make(copy, sizeof copy), 0);
        ck_assert_msg(good == (l.diagnostics.errors == 0) || good, "at %zu", at);
        loaded_free(&l);
    }
}
END_TEST

START_TEST(every_allocation_may_fail)
{
    bool failed = true;
    for (uint64_t fail_at = 1; failed; fail_at++) {
        struct loaded l;
        bool good = load_bytes(&l, slice_make(sample, sizeof sample - 1), fail_at);
        failed = l.set.arena.failed;
        ck_assert_msg(good != failed, "allocation %u", (unsigned)fail_at);
        ck_assert_msg(!failed || l.diagnostics.errors > 0, "allocation %u", (unsigned)fail_at);
        loaded_free(&l);
    }
}
END_TEST

START_TEST(diagnostics_may_run_out_of_memory)
{
    static const char bad[] = HEAD "  - id: a\n    titel: no\n    link: {hots: x}\n    meta: A and (\n    message: '{x}'\n";
    bool failed = true;
    for (uint64_t fail_at = 1; failed; fail_at++) {
        struct loaded l = {.good = false};
        struct rule_file file = {SLICE("rules.yaml"), slice_cstr(bad), false, false};
        arena_init(&l.arena, 1 << 20);
        l.arena.fail_at = fail_at;
        diagnostics_init(&l.diagnostics, &l.arena);
        ck_assert(ruleset_init(&l.set));
        ck_assert(!ruleset_load(&l.set, &file, 1, &limits_default, &l.diagnostics));
        failed = l.arena.failed;
        loaded_free(&l);
    }
}
END_TEST

/* What is repeated so often that saying it each time helps nobody. */
static const struct {
    const char *row, *head, *repeated, *tail;
} floods[] = {
    {"unknown keys", HEAD, "  - {x: 1, y: 2, z: 3}\n", ""},
    {"no rules", HEAD, "  - x\n", ""},
    {"bad fields", HEAD "  - id: A\n    link: {not: {host: [", "[a],", "x]}}\n"},
    {"bad tests", HEAD "  - id: A\n    tests: {hit: [", "{x: 1},", "]}\n"},
    {"bad words", HEAD "  - id: A\n    text: {words: [", "[],", "]}\n"},
    {"unknown rules", HEAD "  - id: A\n    meta: count(", "X,", "X) > 1\n"},
};

START_TEST(floods_of_errors_end)
{
    struct loaded l;
    struct arena arena;
    struct buffer text;
    arena_init(&arena, 1 << 24);
    buffer_init(&text, &arena, 1 << 22);
    buffer_text(&text, floods[_i].head);
    for (int i = 0; i < 5000; i++)
        buffer_text(&text, floods[_i].repeated);
    buffer_text(&text, floods[_i].tail);
    ck_assert_msg(!load_bytes(&l, buffer_slice(&text), 0), "%s", floods[_i].row);
    ck_assert_msg(l.diagnostics.errors > 100 && l.diagnostics.errors < 1100, "%s: %u errors", floods[_i].row,
                  (unsigned)l.diagnostics.errors);
    loaded_free(&l);
    arena_free(&arena);
}
END_TEST

TCase *hostile_tests(void)
{
    TCase *tests = tcase_create("hostile");
    tcase_add_test(tests, the_sample_is_good);
    tcase_add_test(tests, truncation_at_every_byte);
    tcase_add_test(tests, any_byte_may_be_wrong);
    tcase_add_test(tests, every_allocation_may_fail);
    tcase_add_test(tests, diagnostics_may_run_out_of_memory);
    tcase_add_loop_test(tests, floods_of_errors_end, 0, (int)COUNT(floods));
    return tests;
}
