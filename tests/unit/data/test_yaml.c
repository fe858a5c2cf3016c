/* YAML: trees with marks, what is refused, hostile files. */
#include "data/yaml.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buffer.h"
#include "test_data.h"

struct reading {
    struct arena arena;
    struct source source;
    struct diagnostics diagnostics;
    struct yaml_node *root;
};

static void read_bytes(struct reading *r, struct slice bytes)
{
    arena_init(&r->arena, (size_t)1 << 28);
    diagnostics_init(&r->diagnostics, &r->arena);
    source_init(&r->source, SLICE("test.yaml"), bytes);
    source_index(&r->source, &r->arena);
    r->root = yaml_read(&r->arena, &r->source, &limits_default, &r->diagnostics);
}

/* The tree as text: scalars in <>, lists in [], mappings in {}. */
static void show(struct buffer *out, const struct yaml_node *node)
{
    if (node->kind == YAML_SCALAR) {
        buffer_printf(out, "<%.*s>", SLICE_ARG(node->text));
        return;
    }
    buffer_text(out, node->kind == YAML_MAPPING ? "{" : node->kind == YAML_SEQUENCE ? "[" : "!");
    for (const struct yaml_node *child = node->first; child; child = child->next) {
        if (node->kind == YAML_MAPPING)
            buffer_printf(out, "%.*s:", SLICE_ARG(child->key->text));
        show(out, child);
    }
    buffer_text(out, node->kind == YAML_MAPPING ? "}" : node->kind == YAML_SEQUENCE ? "]" : "");
}

static const struct {
    const char *row, *yaml, *tree, *codes;
} rows[] = {
    {"scalars", "a: 1\nb: 'it''s'\nc: \"\\u00e4\\n\"\nd: |\n  x\n  y\ne:\n", "{a:<1>b:<it's>c:<\xC3\xA4\n>d:<x\ny\n>e:<>}", ""},
    {"nested", "a: [1, {b: c}]\nd:\n  - e\n  - - f\n", "{a:[<1>{b:<c>}]d:[<e>[<f>]]}", ""},
    {"byte order mark",
     "\xEF\xBB\xBF"
     "a: 1\n",
     "{a:<1>}", ""},
    {"carriage returns", "a: 1\r\nb: 2\r\n", "{a:<1>b:<2>}", ""},
    {"version directive", "%YAML 1.1\n---\na: 1\n...\n", "{a:<1>}", ""},
    {"empty", "", NULL, "yaml-empty"},
    {"comment only", "# nothing\n", NULL, "yaml-empty"},
    {"two documents", "a: 1\n---\nb: 2\n", "{a:<1>}", "yaml-documents"},
    {"anchor and alias", "a: &x 1\nb: *x\n", "{a:<1>b:!}", "yaml-alias yaml-alias"},
    {"tag", "a: !!str 1\nb: !x [1]\n", "{a:<1>b:[<1>]}", "yaml-tag yaml-tag"},
    {"aliases side by side", "a: [*x, *x, 1, *x]\nb: *x\n", "{a:[!!<1>!]b:!}", "yaml-alias yaml-alias yaml-alias"},
    {"merge key", "a: {<<: {b: 1}, c: 2}\n", "{a:{c:<2>}}", "yaml-merge"},
    {"quoted << is a name", "'<<': 1\n", "{<<:<1>}", ""},
    {"duplicate key", "a: 1\nb: 2\na: [3]\n", "{a:<1>b:<2>}", "yaml-duplicate-key"},
    {"list as key", "? [a, b]\n: 1\nc: 2\n", "{c:<2>}", "yaml-key"},
    {"mapping as key", "{{a: b}: 1, c: 2}\n", "{c:<2>}", "yaml-key"},
    {"nothing as key", "? \n: 1\nc: 2\n", "{c:<2>}", "yaml-key"},
    {"tab", "a:\n\tb: 1\n", "{}", "yaml-syntax"},
    {"colon", "a: b: c\n", "{a:<b>}", "yaml-syntax"},
    {"open quote", "a: 1\nb: 'x\n", "{a:<1>}", "yaml-syntax"},
    {"open bracket", "a: [1, 2\n", "{a:[<1><2>]}", "yaml-syntax"},
    {"at sign", "a: 1\nb: @list\n", "{a:<1>}", "yaml-syntax"},
    {"UTF-16",
     "\xFF\xFE"
     "a",
     NULL, "yaml-encoding"},
    {"not UTF-8", "a: \xFF\n", NULL, "yaml-encoding"},
    {"control character", "a: \x01\n", NULL, "yaml-syntax"},
};

START_TEST(trees_and_refusals)
{
    struct reading r;
    struct buffer tree;
    read_bytes(&r, slice_cstr(rows[_i].yaml));
    expect_codes(rows[_i].row, &r.diagnostics, rows[_i].codes);
    ck_assert_msg((r.root != NULL) == (rows[_i].tree != NULL), "%s", rows[_i].row);
    buffer_init(&tree, &r.arena, 1 << 16);
    if (r.root)
        show(&tree, r.root);
    expect_text(rows[_i].row, buffer_slice(&tree), rows[_i].tree ? rows[_i].tree : "");
    for (uint32_t i = 0; i < r.diagnostics.list.count; i++)
        ck_assert_msg(r.diagnostics.list.items[i].hint.size > 0, "%s has no hint", rows[_i].row);
    arena_free(&r.arena);
}
END_TEST

START_TEST(nul_bytes)
{
    struct reading r;
    read_bytes(&r, SLICE("a: 1\0\n"));
    expect_codes("nul", &r.diagnostics, "yaml-encoding");
    ck_assert_uint_eq(r.diagnostics.list.items[0].span.start, 4);
    arena_free(&r.arena);
}
END_TEST

/* Each scalar's span holds the scalar, whatever stands before it. */
static const struct {
    const char *row, *yaml, *key, *raw;
} spans[] = {
    {"plain", "a: xyz # c\n", "a", "xyz"},
    {"after wide characters", "k\xC3\xA4: \xF0\x9F\x98\x80\na: xyz\n", "a", "xyz"},
    {"between long runs of ASCII", "a-key-of-ASCII-alone: \xC3\xA4\nanother-key-of-ASCII-alone: xyz \xC3\xA4\na: xyz\n", "a",
     "xyz"},
    {"wide itself", "a: \xE2\x80\xA6!\n", "a", "\xE2\x80\xA6!"},
    {"quoted", "a: 'x''y'\n", "a", "'x''y'"},
    {"block", "a: |\n  x\n  y\n\nb: 1\n", "a", "|\n  x\n  y"},
    {"byte order mark",
     "\xEF\xBB\xBF"
     "a: xyz\n",
     "a", "xyz"},
    {"block list", "a:\n  - x\n  - y\n\n# c\nb: 1\n", "a", "- x\n  - y"},
    {"flow list", "a: [x,\n y]\nb: 1\n", "a", "[x,\n y]"},
    {"block mapping", "a:\n  b: c\n  d: 'e'\n\nf: g\n", "a", "b: c\n  d: 'e'"},
};

START_TEST(spans_of_nodes)
{
    struct reading r;
    read_bytes(&r, slice_cstr(spans[_i].yaml));
    expect_codes(spans[_i].row, &r.diagnostics, "");
    const struct yaml_node *node = yaml_get(r.root, spans[_i].key);
    ck_assert_msg(node != NULL, "%s", spans[_i].row);
    expect_text(spans[_i].row, slice_sub(r.source.bytes, node->span.start, node->span.end), spans[_i].raw);
    arena_free(&r.arena);
}
END_TEST

/* Of an anchor or a tag only itself is marked, as it stands in the file. */
static const struct {
    const char *row, *yaml, *marked;
} properties[] = {
    {"anchor", "a: &x some text\n", "&x"},
    {"tag", "a: !!float 1\n", "!!float"},
    {"anchor of a list", "a: &x [&y]\n", "&x"},
    {"anchor in a list", "a: [1, &x, 2]\n", "&x"},
    {"anchor of a block", "a: &x\n  b: 1\n", "&x"},
    {"anchor after a tag", "a: !t &x 1\n", "&x"},
    {"tag after an anchor", "a: &x !<tag:example.com,2026:t> 1\n", "&x"},
};

START_TEST(spans_of_properties)
{
    struct reading r;
    read_bytes(&r, slice_cstr(properties[_i].yaml));
    ck_assert_msg(r.diagnostics.errors > 0, "%s", properties[_i].row);
    struct span span = r.diagnostics.list.items[0].span;
    expect_text(properties[_i].row, slice_sub(r.source.bytes, span.start, span.end), properties[_i].marked);
    arena_free(&r.arena);
}
END_TEST

/* Where libyaml gives up says little to people who forgot a quote or a bracket. */
static const struct {
    const char *yaml, *message, *hint;
} words[] = {
    {"a: 1\n\tb: 2\n", "a tab where blanks indent", "help: indent with blanks"},
    {"a: {b: 'it's'}\n", "the text ended with the quote before this", "help: a ' inside"},
    {"a: 'it's'\n", "the text ended with the quote before this", "help: a ' inside"},
    {"a: \"say \"x\"\"\n", "the text ended with the quote before this", "help: a ' inside"},
    {"a:\n  - [b,\n    c\nd: 1\n", "a `,` or the closing `]` of the list is missing",
     "help: close the list that begins in line 2"},
    {"\na: {b: 1\n", "a `,` or the closing `}` of the mapping is missing", "help: close the mapping that begins in line 2"},
    {"a: 'b\n", "this quote is not closed", "help: close it"},
};

START_TEST(words_for_syntax_errors)
{
    struct reading r;
    read_bytes(&r, slice_cstr(words[_i].yaml));
    expect_codes(words[_i].yaml, &r.diagnostics, "yaml-syntax");
    const struct diagnostic *d = r.diagnostics.list.items;
    expect_text(words[_i].yaml, d->message, words[_i].message);
    ck_assert_msg(slice_starts(d->hint, slice_cstr(words[_i].hint)), "%s: %.*s", words[_i].yaml, SLICE_ARG(d->hint));
    arena_free(&r.arena);
}
END_TEST

/* What was not read is known to be missing. */
static const struct {
    const char *yaml;
    bool cut;
} cuts[] = {
    {"a: 1\nb: *x\n", false}, {"a: 1\n", false}, {"a: 1\n b: 2\n", true}, {"a: 1\n\tb: 2\n", true}, {"a: 1\n---\nb: 2\n", true},
};

START_TEST(roots_that_are_cut)
{
    struct reading r;
    read_bytes(&r, slice_cstr(cuts[_i].yaml));
    ck_assert_msg(r.root && r.root->cut == cuts[_i].cut, "%s", cuts[_i].yaml);
    arena_free(&r.arena);
}
END_TEST

static const struct {
    const char *row, *yaml;
    size_t from, to;
    const char *raw;
} inside[] = {
    {"plain", "a: abc def\n", 4, 7, "def"},
    {"single quotes", "a: 'abc def'\n", 4, 7, "def"},
    {"after a doubled quote", "a: 'it''s def'\n", 5, 8, "def"},
    {"the doubled quote", "a: 'it''s def'\n", 2, 3, "''"},
    {"double quotes", "a: \"abc def\"\n", 4, 7, "def"},
    {"escapes", "a: \"a\\tb\"\n", 1, 2, "\"a\\tb\""},
    {"block", "a: |\n  abc\n", 1, 2, "|\n  abc"},
    {"folded", "a: abc\n  def\n", 4, 7, "abc\n  def"},
    {"end", "a: 'abc'\n", 3, 3, ""},
    {"end after a doubled quote", "a: 'a''b'\n", 3, 3, ""},
    {"behind the end", "a: 'abc'\n", 9, 12, ""},
};

START_TEST(spans_inside_scalars)
{
    struct reading r;
    read_bytes(&r, slice_cstr(inside[_i].yaml));
    struct span span = yaml_text_span(&r.source, yaml_get(r.root, "a"), inside[_i].from, inside[_i].to);
    expect_text(inside[_i].row, slice_sub(r.source.bytes, span.start, span.end), inside[_i].raw);
    arena_free(&r.arena);
}
END_TEST

static const struct {
    const char *row, *head, *repeated;
    unsigned times;
    const char *code;
} hostile[] = {
    {"brackets", "", "[", 1000000, "yaml-depth"},      {"open mappings", "", "{a: ", 60000, "yaml-depth"},
    {"nodes", "a: [", "x,", 600000, "yaml-size"},      {"aliases", "a: &a [1]\nb: [", "*a,", 50000, "yaml-alias"},
    {"anchors", "a: [", "&a 1,", 50000, "yaml-alias"}, {"minus signs", "", "- ", 100000, "yaml-depth"},
    {"question marks", "", "? ", 100000, "yaml-key"},
};

START_TEST(hostile_files_are_refused_at_once)
{
    struct reading r;
    size_t head = strlen(hostile[_i].head), step = strlen(hostile[_i].repeated), size = head + step * hostile[_i].times;
    char *bytes = malloc(size);
    ck_assert_ptr_nonnull(bytes);
    memcpy(bytes, hostile[_i].head, head);
    for (size_t at = head; at < size; at += step)
        memcpy(bytes + at, hostile[_i].repeated, step);
    clock_t start = clock();
    read_bytes(&r, slice_make(bytes, size));
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    ck_assert_msg(r.diagnostics.errors > 0 && r.diagnostics.errors <= YAML_MAX_ERRORS + 1, "%s: %u errors", hostile[_i].row,
                  (unsigned)r.diagnostics.errors);
    ck_assert_str_eq(diagnostic_code_text(r.diagnostics.list.items[0].code), hostile[_i].code);
    ck_assert_msg(seconds < 2, "%s took %.2f s", hostile[_i].row, seconds);
    arena_free(&r.arena);
    free(bytes);
}
END_TEST

START_TEST(many_keys_are_refused)
{
    struct reading r;
    struct arena arena;
    struct buffer text;
    arena_init(&arena, 1 << 24);
    buffer_init(&text, &arena, 1 << 20);
    for (int i = 0; i <= YAML_MAX_KEYS; i++)
        buffer_printf(&text, "k%d: 1\n", i);
    read_bytes(&r, buffer_slice(&text));
    expect_codes("keys", &r.diagnostics, "yaml-size");
    ck_assert_uint_eq(r.root->count, YAML_MAX_KEYS);
    ck_assert(r.root->cut);
    arena_free(&r.arena);
    arena_free(&arena);
}
END_TEST

START_TEST(depth_at_its_limit)
{
    char text[256];
    for (unsigned depth = 31; depth <= 33; depth++) {
        struct reading r;
        memset(text, '[', depth);
        memset(text + depth, ']', depth);
        read_bytes(&r, slice_make(text, 2 * (size_t)depth));
        expect_codes("depth", &r.diagnostics, depth <= 32 ? "" : "yaml-depth");
        arena_free(&r.arena);
    }
}
END_TEST

static const char sample[] = "pack: x # \xC3\xA4\nrules:\n  - {id: \"A\\n\", b: 'it''s', c: [1, 2]}\n  - text: |\n      block\n  "
                             "  d: >-\n      x\n      y\n";

START_TEST(truncation_at_every_byte)
{
    for (size_t size = 0; size < sizeof sample; size++) {
        struct reading r;
        char *copy = malloc(size ? size : 1);
        ck_assert_ptr_nonnull(copy);
        memcpy(copy, sample, size);
        read_bytes(&r, slice_make(copy, size));
        ck_assert_msg(r.root || r.diagnostics.errors > 0, "size %zu", size);
        arena_free(&r.arena);
        free(copy);
    }
}
END_TEST

START_TEST(every_allocation_may_fail)
{
    for (uint64_t fail_at = 1;; fail_at++) {
        struct reading r;
        arena_init(&r.arena, 1 << 20);
        r.arena.fail_at = fail_at;
        diagnostics_init(&r.diagnostics, &r.arena);
        source_init(&r.source, SLICE("test.yaml"), slice_cstr(sample));
        yaml_read(&r.arena, &r.source, &limits_default, &r.diagnostics);
        bool failed = r.arena.failed;
        arena_free(&r.arena);
        if (!failed)
            break;
    }
}
END_TEST

TCase *yaml_tests(void)
{
    TCase *tests = tcase_create("yaml");
    tcase_add_loop_test(tests, trees_and_refusals, 0, (int)COUNT(rows));
    tcase_add_test(tests, nul_bytes);
    tcase_add_loop_test(tests, spans_of_nodes, 0, (int)COUNT(spans));
    tcase_add_loop_test(tests, spans_of_properties, 0, (int)COUNT(properties));
    tcase_add_loop_test(tests, words_for_syntax_errors, 0, (int)COUNT(words));
    tcase_add_loop_test(tests, roots_that_are_cut, 0, (int)COUNT(cuts));
    tcase_add_loop_test(tests, spans_inside_scalars, 0, (int)COUNT(inside));
    tcase_add_loop_test(tests, hostile_files_are_refused_at_once, 0, (int)COUNT(hostile));
    tcase_add_test(tests, many_keys_are_refused);
    tcase_add_test(tests, depth_at_its_limit);
    tcase_add_test(tests, truncation_at_every_byte);
    tcase_add_test(tests, every_allocation_may_fail);
    return tests;
}
