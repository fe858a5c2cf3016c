/* Whole files: what stands around the rules, several files, the shipped and the user's own. */
#include "test_ruleset.h"

#include <string.h>

#define RULE_A "  - id: A\n    text: {match: aaaa}\n" REST

static const struct {
    const char *yaml, *codes, *marked;
} rows[] = {
    {HEAD RULE_A, "", NULL},
    {"", "yaml-empty", ""},
    {"[]", "wrong-type", "[]"},
    {"version: 1\nrules:\n" RULE_A, "missing-key", "version"},
    {"pack: x\nrules:\n" RULE_A, "missing-key", "pack"},
    {"pack: x\nversion: 1\n", "missing-key", "pack"},
    {"pack: X y\nversion: 1\nrules:\n" RULE_A, "bad-value", "X y"},
    {"pack: x\nversion: 1\nrules: []\n", "no-rules", "[]"},
    {"pack: x\nversion: 1\nrules: {}\n", "wrong-type", "{}"},
    {"pack: x\nversion: 2\nrulez: 1\n", "version-newer", "2"},
    {"pack: x\nversion: 0\nrules:\n" RULE_A, "out-of-range", "0"},
    {"pack: x\nversion: one\nrules:\n" RULE_A, "wrong-type", "one"},
    {"pack: x\nversion: 1.5\nrules: []\n", "version-newer", "1.5"},
    {"pack: x\nversion: '2'\nrulez: 1\n", "version-newer", "'2'"},
    {"pack: x\nversion: '1'\nrules: []\n", "wrong-type no-rules", "'1'"},
    {"pack: x\nversion: one\nrules: []\n", "wrong-type no-rules", "one"},
    {"pack: x\nversion: 0\nrules: []\n", "out-of-range no-rules", "0"},
    {"pack: x\nversion: [2]\nrules: []\n", "wrong-type no-rules", "[2]"},
    {"pack: x\nversion: 1\nrules:\n" RULE_A "extra: 1\n", "unknown-key", "extra"},
    {HEAD RULE_A RULE_A, "duplicate-rule", "A"},
    {HEAD "  - x\n", "wrong-type", "x"},
    {HEAD RULE_A "\tx", "yaml-syntax", "\t"},
};

START_TEST(one_file)
{
    struct loaded l;
    load_rules_text(&l, rows[_i].yaml);
    expect_codes(rows[_i].yaml, &l, rows[_i].codes);
    ck_assert_msg(l.good == (rows[_i].marked == NULL), "%s", rows[_i].yaml);
    if (rows[_i].marked && strcmp(rows[_i].codes, "yaml-syntax") != 0)
        expect_marked(rows[_i].yaml, &l, rows[_i].marked);
    loaded_free(&l);
}
END_TEST

START_TEST(packs_and_order)
{
    static const char *const files[] = {
        "pack: one\nversion: 1\nrules:\n  - id: A\n    meta: B\n" REST,
        "pack: two\nversion: 1\nrules:\n  - id: B\n    text: {match: bbbb}\n" REST,
        "pack: one\nversion: 1\nrules:\n  - id: C\n    replaces: [D, E]\n    text: {match: cccc}\n" REST,
    };
    struct loaded l;
    load_text_files(&l, files, COUNT(files), true);
    expect_codes("three files", &l, "");
    ck_assert_uint_eq(l.set.packs.count, 2);
    expect_text("first pack", l.set.packs.items[0], "one");
    ck_assert_uint_eq(l.set.rules.count, 3);
    expect_text("pack of C", l.set.rules.items[2].pack, "one");
    ck_assert_uint_eq(ruleset_find(&l.set, SLICE("C")), 2);
    ck_assert_uint_eq(ruleset_find(&l.set, SLICE("E")), 2);
    ck_assert_uint_eq(ruleset_find(&l.set, SLICE("F")), INDEX_NONE);
    ck_assert_uint_eq(l.set.evaluation_order.count, 3);
    ck_assert_uint_eq(l.set.evaluation_order.items[0], 1);
    ck_assert_uint_eq(l.set.evaluation_order.items[1], 0);
    ck_assert_uint_eq(l.set.sources.count, 3);
    loaded_free(&l);
}
END_TEST

START_TEST(user_files_cannot_redefine_shipped_rules)
{
    static const struct {
        const char *text, *hint;
    } cases[] = {
        {HEAD RULE_A, "change it with --override A.severity=..."},
        {HEAD "  - id: __A\n    text: {match: aaaa}\n", "helpers cannot be changed, so choose another id"},
    };
    struct loaded l = {.good = false};
    const char *text = cases[_i].text;
    struct rule_file files[] = {{SLICE("shipped.yaml"), slice_cstr(text), true, false},
                                {SLICE("own.yaml"), slice_cstr(text), false, false}};
    arena_init(&l.arena, 1 << 20);
    diagnostics_init(&l.diagnostics, &l.arena);
    ck_assert(ruleset_init(&l.set));
    ck_assert(!ruleset_load(&l.set, files, 2, &limits_default, &l.diagnostics));
    expect_codes("own", &l, "duplicate-rule");
    expect_text("file", l.diagnostics.list.items[0].source->name, "own.yaml");
    ck_assert_msg(slice_find(l.diagnostics.list.items[0].hint, 0, slice_cstr(cases[_i].hint)) != SLICE_NONE, "%s", text);
    loaded_free(&l);
}
END_TEST

START_TEST(no_files_at_all)
{
    struct loaded l;
    load_text_files(&l, NULL, 0, false);
    expect_codes("none", &l, "no-rules");
    loaded_free(&l);
}
END_TEST

START_TEST(limits_are_kept)
{
    struct loaded l = {.good = false};
    const char text[] = HEAD RULE_A "  - id: B\n    meta: A\n" REST;
    struct limits limits = limits_default;
    struct rule_file file = {SLICE("rules.yaml"), slice_cstr(text), false, false};
    static const char *const codes[] = {"out-of-range", "file-too-large"};
    for (size_t i = 0; i < COUNT(codes); i++) {
        arena_init(&l.arena, 1 << 20);
        diagnostics_init(&l.diagnostics, &l.arena);
        ck_assert(ruleset_init(&l.set));
        limits.rules = i == 0 ? 1 : 100;
        limits.rule_file_bytes = i == 1 ? 50 : 10000;
        ck_assert(!ruleset_load(&l.set, &file, 1, &limits, &l.diagnostics));
        expect_codes(codes[i], &l, codes[i]);
        loaded_free(&l);
    }
}
END_TEST

START_TEST(the_hash_tells_files_apart)
{
    static const char *const texts[] = {HEAD RULE_A, HEAD RULE_A "\n", HEAD RULE_A " "};
    char hashes[COUNT(texts)][65];
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct loaded l;
        load_rules_text(&l, texts[i]);
        ruleset_sha256(&l.set, hashes[i]);
        ck_assert_uint_eq(strlen(hashes[i]), 64);
        for (size_t before = 0; before < i; before++)
            ck_assert_str_ne(hashes[i], hashes[before]);
        loaded_free(&l);
    }
}
END_TEST

/* So that reports of two versions of the program can be compared: name, a NUL, the size in eight bytes, the bytes. */
START_TEST(the_hash_is_of_names_and_bytes)
{
    static const char text[] = "pack: x\nversion: 1\nrules:\n";
    struct loaded l;
    char hash[65];
    load_rules_text(&l, text);
    ruleset_sha256(&l.set, hash);
    ck_assert_str_eq(hash, "229553a41b58fa4a1570144127cf9c3905db775d37bcee61f86ce672a79ee744");
    loaded_free(&l);
}
END_TEST

TCase *file_tests(void)
{
    TCase *tests = tcase_create("files");
    tcase_add_loop_test(tests, one_file, 0, (int)COUNT(rows));
    tcase_add_test(tests, packs_and_order);
    tcase_add_loop_test(tests, user_files_cannot_redefine_shipped_rules, 0, 2);
    tcase_add_test(tests, no_files_at_all);
    tcase_add_test(tests, limits_are_kept);
    tcase_add_test(tests, the_hash_tells_files_apart);
    tcase_add_test(tests, the_hash_is_of_names_and_bytes);
    return tests;
}
