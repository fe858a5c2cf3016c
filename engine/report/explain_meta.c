/* The expression of a meta as a tree, each node with what it came to. Tested in tests/cases. */
#include <math.h>

#include "report/explain.h"

enum { MOST_IDS = 8 };

/* A node of the tree, by its index in the expression. */
struct branch_node {
    uint32_t left, right; /* INDEX_NONE: none */
};

struct tree {
    const struct explained *x;
    struct range expression;
    struct branch_node *nodes;
    const struct trace_event *events; /* one per node */
};

static const char *op_word(enum expression_op op)
{
    static const char *const words[] = {
        [EX_AND] = "and",
        [EX_OR] = "or",
        [EX_NOT] = "not",
        [EX_ADD] = "+",
        [EX_SUBTRACT] = "-",
        [EX_MULTIPLY] = "*",
        [EX_DIVIDE] = "/",
        [EX_NEGATE] = "-",
        [EX_LESS] = "<",
        [EX_LESS_EQUAL] = "<=",
        [EX_GREATER] = ">",
        [EX_GREATER_EQUAL] = ">=",
        [EX_EQUAL] = "==",
        [EX_NUMBER] = "",
        [EX_RULE] = "",
        [EX_COUNT_HITS] = "count",
        [EX_COUNT_RULES] = "count",
        [EX_ANY] = "any",
    };
    return words[op];
}

static bool is_truth(enum expression_op op)
{
    return op == EX_RULE || op == EX_ANY || op == EX_AND || op == EX_OR || op == EX_NOT || op >= EX_LESS;
}

/* Finds the operands of every node: reverse Polish, each node behind its operands. */
static bool build(struct tree *tree)
{
    struct arena *arena = tree->x->arena;
    const struct ruleset *rules = tree->x->trace->evaluation.rules;
    uint32_t stack[EXPRESSION_MAX_STACK + 1];
    uint32_t depth = 0;
    tree->nodes = arena_new_array(arena, struct branch_node, tree->expression.count);
    if (!tree->nodes)
        return false;
    for (uint32_t i = 0; i < tree->expression.count; i++) {
        enum expression_op op = rules->expression.items[tree->expression.first + i].op;
        uint32_t operands = op <= EX_ANY ? 0 : op == EX_NOT || op == EX_NEGATE ? 1 : 2;
        if (depth < operands || depth - operands >= EXPRESSION_MAX_STACK)
            return false;
        tree->nodes[i].right = operands == 2 ? stack[depth - 1] : INDEX_NONE;
        tree->nodes[i].left = operands == 0 ? INDEX_NONE : stack[depth - operands];
        depth -= operands;
        stack[depth++] = i;
    }
    return depth == 1;
}

static void append_rules(struct tree *tree, struct buffer *out, struct range rules)
{
    const struct evaluation *e = &tree->x->trace->evaluation;
    uint32_t shown = 0;
    buffer_byte(out, '(');
    for (uint32_t i = 0; i < rules.count; i++) {
        uint32_t rule = e->rules->rule_references.items[rules.first + i];
        if (shown == MOST_IDS) {
            buffer_printf(out, " and %u more", (unsigned)(rules.count - i));
            break;
        }
        buffer_text(out, shown++ ? ", " : "");
        buffer_append(out, e->rules->rules.items[rule].id);
        buffer_printf(out, " %s", number_is_true(e->results[rule].truth) ? "true" : "not true");
    }
    buffer_byte(out, ')');
}

/* "OWN_RULE", "count(OWN_RULE)", "2", "and". */
static void append_node(struct tree *tree, struct buffer *out, const struct expression_node *node)
{
    const struct ruleset *rules = tree->x->trace->evaluation.rules;
    buffer_text(out, op_word(node->op));
    if (node->op == EX_NUMBER)
        buffer_append(out, number_words(tree->x->arena, number_known(node->number)));
    else if (node->op == EX_RULE)
        buffer_append(out, rules->rules.items[node->rule].id);
    else if (node->op == EX_COUNT_HITS)
        buffer_printf(out, "(%.*s)", SLICE_ARG(rules->rules.items[node->rule].id));
    else if (node->op == EX_COUNT_RULES || node->op == EX_ANY)
        append_rules(tree, out, node->rules);
}

static void write_node(struct tree *tree, uint32_t index, uint32_t depth)
{
    enum { MOST_DEPTH = 12 };
    const struct expression_node *node = &tree->x->trace->evaluation.rules->expression.items[tree->expression.first + index];
    struct number number = tree->events[index].truth;
    struct arena *arena = tree->x->arena;
    struct buffer line;
    buffer_init(&line, arena, SIZE_MAX);
    append_node(tree, &line, node);
    if (node->op != EX_NUMBER) {
        buffer_text(&line, ": ");
        buffer_append(&line, is_truth(node->op) ? truth_words(arena, number) : number_words(arena, number));
    }
    size_t indent = 4 + 2 * (size_t)(depth < MOST_DEPTH ? depth : MOST_DEPTH);
    explain_line(tree->x, indent, indent + 2, buffer_slice(&line));
}

struct visit {
    uint32_t node, depth;
    bool quiet; /* goes on what the node above it says: a and b and c */
};

typedef VEC(struct visit) visit_list;

static void push(struct tree *tree, visit_list *list, uint32_t node, uint32_t depth, bool quiet)
{
    struct visit *place = node == INDEX_NONE ? NULL : vec_push(tree->x->arena, list);
    if (place)
        *place = (struct visit){node, depth, quiet};
}

void explain_meta(const struct explained *x)
{
    const struct ruleset *rules = x->trace->evaluation.rules;
    struct range events = x->trace->events[x->rule];
    struct tree tree = {.x = x, .expression = rules->rules.items[x->rule].condition.expression};
    visit_list stack = {0};
    if (events.count != tree.expression.count || !build(&tree))
        return;
    tree.events = &x->trace->list.items[events.first];
    push(&tree, &stack, tree.expression.count - 1, 0, false);
    while (stack.count > 0) {
        struct visit visit = stack.items[--stack.count];
        enum expression_op op = rules->expression.items[tree.expression.first + visit.node].op;
        const struct branch_node *node = &tree.nodes[visit.node];
        if (!visit.quiet)
            write_node(&tree, visit.node, visit.depth);
        uint32_t depth = visit.depth + !visit.quiet;
        for (int side = 0; side < 2; side++) {
            uint32_t child = side ? node->left : node->right;
            bool chain = child != INDEX_NONE && (op == EX_AND || op == EX_OR) &&
                         rules->expression.items[tree.expression.first + child].op == op;
            push(&tree, &stack, child, depth, chain);
        }
    }
}
