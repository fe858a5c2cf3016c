/* Expressions of metas: precedence, errors and their places. */
#include "test_ruleset.h"

#include <string.h>

#include "base/buffer.h"

#define OTHERS                                                                                                                   \
    "  - id: A\n    tags: [x]\n    text: {match: aaaa}\n" REST "  - id: B\n    tags: [x]\n    text: {match: bbbb}\n" REST

static void load_meta_text(struct loaded *l, const char *meta)
{
    struct arena arena;
    arena_init(&arena, 1 << 20);
    struct slice text = arena_printf(&arena, HEAD OTHERS "  - id: M\n    meta: %s\n" REST, meta);
    load_rules_text(l, (const char *)text.data);
    arena_free(&arena);
}

static void show_node(struct buffer *out, const struct ruleset *set, const struct expression_node *node)
{
    static const char *const ops[] = {"",  "",  "hits", "rules", "any", "and", "or", "not", "+",
                                      "-", "*", "/",    "neg",   "<",   "<=",  ">",  ">=",  "=="};
    buffer_text(out, out->size ? " " : "");
    if (node->op == EX_NUMBER)
        buffer_printf(out, "%g", node->number);
    if (node->op == EX_RULE || node->op == EX_COUNT_HITS)
        buffer_printf(out, "%.*s", SLICE_ARG(set->rules.items[node->rule].id));
    for (uint32_t i = 0; i < node->rules.count; i++)
        buffer_printf(out, "%.*s,", SLICE_ARG(set->rules.items[set->rule_references.items[node->rules.first + i]].id));
    buffer_text(out, ops[node->op]);
}

static const struct {
    const char *meta, *polish;
} good[] = {
    {"A", "A"},
    {"A and B", "A B and"},
    {"A or B and A", "A B A and or"},
    {"not A and B", "A not B and"},
    {"not A < B", "A B < not"},
    {"not not A", "A not not"},
    {"A + B * 2 >= 3", "A B 2 * + 3 >="},
    {"A - B - 1 > 0", "A B - 1 - 0 >"},
    {"A / B / 2 == 1", "A B / 2 / 1 =="},
    {"-A * B < 0", "A neg B * 0 <"},
    {"'- (A + B) <= -1.5'", "A B + neg 1.5 neg <="},
    {"(A or B) and A", "A B or A and"},
    {"((A))", "A"},
    {"count(A) > 1", "Ahits 1 >"},
    {"count(A, B) >= 2", "A,B,rules 2 >="},
    {"any(tag:x)", "A,B,any"},
    {"A<B or A>B", "A B < A B > or"},
    {"1 < (A < B)", "1 A B < <"},
    {"A and not B or not (A or B)", "A B not and A B or not or"},
};

START_TEST(precedence)
{
    struct loaded l;
    struct buffer out;
    load_meta_text(&l, good[_i].meta);
    expect_codes(good[_i].meta, &l, "");
    buffer_init(&out, &l.arena, 1 << 12);
    struct range expression = l.set.rules.items[2].condition.expression;
    for (uint32_t i = 0; i < expression.count; i++)
        show_node(&out, &l.set, &l.set.expression.items[expression.first + i]);
    expect_text(good[_i].meta, buffer_slice(&out), good[_i].polish);
    loaded_free(&l);
}
END_TEST

static const struct {
    const char *meta, *marked;
} bad[] = {
    {"A and", ""},          {"and A", "and"},    {"A B", "B"},
    {"A and (B", "("},      {"A and B)", ")"},   {"A < B < 1", "<"},
    {"A ! B", "!"},         {"a and B", "a"},    {"count()", ")"},
    {"count(A", ""},        {"count(A,)", ")"},  {"count A", "A"},
    {"any(x)", "x"},        {"any(tag x)", "x"}, {"any(tag:)", ")"},
    {"any(tag:x", ""},      {"A = B", "="},      {"1.2.3 < A", "1.2.3"},
    {"A and 'x'", "'"},     {"()", ")"},         {"A and \xC3\xA4", "\xC3\xA4"},
    {"'A and B''s'", "''"}, {"+A", "+"},         {"A not B", "not"},
};

START_TEST(errors_and_their_places)
{
    struct loaded l;
    load_meta_text(&l, bad[_i].meta);
    expect_codes(bad[_i].meta, &l, "bad-expression");
    expect_marked(bad[_i].meta, &l, bad[_i].marked);
    loaded_free(&l);
}
END_TEST

/* How deep evaluation goes is limited; parentheses alone cost nothing. */
START_TEST(depth_is_limited)
{
    char text[2000];
    for (unsigned depth = EXPRESSION_MAX_STACK - 1; depth <= EXPRESSION_MAX_STACK; depth++) {
        struct loaded l;
        memset(text, 0, sizeof text);
        for (unsigned i = 0; i < depth; i++)
            memcpy(text + (size_t)i * 5, "A + (", 5);
        text[depth * 5] = 'A';
        memset(text + depth * 5 + 1, ')', depth);
        load_meta_text(&l, text);
        expect_codes("depth", &l, depth < EXPRESSION_MAX_STACK ? "" : "bad-expression");
        loaded_free(&l);
    }
    struct loaded l;
    memset(text, 0, sizeof text);
    memset(text, '(', 900);
    text[900] = 'A';
    memset(text + 901, ')', 900);
    load_meta_text(&l, text);
    expect_codes("parentheses", &l, "");
    loaded_free(&l);
}
END_TEST

TCase *expression_tests(void)
{
    TCase *tests = tcase_create("expression");
    tcase_add_loop_test(tests, precedence, 0, (int)COUNT(good));
    tcase_add_loop_test(tests, errors_and_their_places, 0, (int)COUNT(bad));
    tcase_add_test(tests, depth_is_limited);
    return tests;
}
