/* Expressions of metas: "LINK_A and count(LINK_B, LINK_C) >= 2", into reverse Polish.
 *
 * Operators wait on a stack until what follows binds less tightly; nothing recurses. From loose to tight: or, and, not,
 * comparisons (which do not chain), + and -, * and /, the minus of a sign. Rules are found later, when all files are read.
 * Limit: EXPRESSION_MAX_STACK. Tested in tests/unit/ruleset/test_expression.c and tests/diag. */
#include "base/ascii.h"
#include "base/utf8.h"
#include "data/text.h"
#include "ruleset/load.h"

enum token_kind {
    TOKEN_END,
    TOKEN_NUMBER,
    TOKEN_NAME,
    TOKEN_OPERATOR,
    TOKEN_OPEN,
    TOKEN_CLOSE,
    TOKEN_COMMA,
    TOKEN_COLON,
    TOKEN_OTHER
};

struct token {
    enum token_kind kind;
    size_t start, end;
    struct slice text;
    double number;
    const struct operator_entry *entry;
};

static const struct operator_entry {
    const char *text;
    enum expression_op op;
    int binds; /* larger: tighter */
} operators[] = {
    {"or", EX_OR, 1},  {"and", EX_AND, 2},          {"not", EX_NOT, 3},    {"<=", EX_LESS_EQUAL, 4},
    {"<", EX_LESS, 4}, {">=", EX_GREATER_EQUAL, 4}, {">", EX_GREATER, 4},  {"==", EX_EQUAL, 4},
    {"+", EX_ADD, 5},  {"-", EX_SUBTRACT, 5},       {"*", EX_MULTIPLY, 6}, {"/", EX_DIVIDE, 6},
};
enum { OPERATORS = sizeof operators / sizeof operators[0], BINDS_COMPARISON = 4 };
static const struct operator_entry negate_entry = {"-", EX_NEGATE, 7};

struct pending {
    const struct operator_entry *entry; /* null: an open parenthesis */
    size_t start;
};

struct parser {
    struct loader *loader;
    const struct yaml_node *node;
    struct slice text;
    size_t at;
    struct token token;
    VEC(struct pending) stack;
    uint32_t depth; /* values that evaluation holds here */
    bool failed;
};

/* --- errors --- */

static struct span token_span(const struct parser *p, const struct token *token)
{
    return yaml_text_span(p->loader->reader.source, p->node, token->start, token->end);
}

static void fail(struct parser *p, const struct token *token, const char *message, const char *hint)
{
    if (p->failed)
        return;
    p->failed = true;
    struct slice found = token->kind == TOKEN_END ? SLICE("the end") : text_shown(token->text);
    const char *quote = token->kind == TOKEN_END ? "" : "`";
    struct diagnostic *d = load_error(p->loader, DIAGNOSTIC_BAD_EXPRESSION, token_span(p, token), "%s, not %s%.*s%s", message,
                                      quote, SLICE_ARG(found), quote);
    load_hint(p->loader, d, "%s", hint);
}

static void fail_plainly(struct parser *p, size_t start, const char *message, const char *hint)
{
    if (p->failed)
        return;
    p->failed = true;
    struct token token = {.start = start, .end = start + 1};
    struct diagnostic *d = load_error(p->loader, DIAGNOSTIC_BAD_EXPRESSION, token_span(p, &token), "%s", message);
    load_hint(p->loader, d, "%s", hint);
}

/* --- tokens --- */

static bool is_name_byte(int c)
{
    return ascii_is_word(c);
}

static bool is_number_byte(int c)
{
    return ascii_is_digit(c) || c == '.';
}

static size_t run_end(struct slice text, size_t at, bool (*belongs)(int))
{
    while (belongs(slice_at(text, at)))
        at++;
    return at;
}

static enum token_kind mark_kind(int c)
{
    static const char marks[] = "(),:";
    static const enum token_kind kinds[] = {TOKEN_OPEN, TOKEN_CLOSE, TOKEN_COMMA, TOKEN_COLON};
    for (int i = 0; marks[i]; i++)
        if (c == marks[i])
            return kinds[i];
    return TOKEN_OTHER;
}

static const struct operator_entry *word_operator(struct slice word)
{
    for (int i = 0; i < OPERATORS; i++)
        if (slice_is(word, operators[i].text))
            return &operators[i];
    return NULL;
}

static const struct operator_entry *mark_operator(struct slice rest)
{
    for (int i = 0; i < OPERATORS; i++)
        if (!ascii_is_alpha(operators[i].text[0]) && slice_starts(rest, slice_cstr(operators[i].text)))
            return &operators[i];
    return NULL;
}

static void read_mark(struct parser *p, struct token *t)
{
    t->entry = mark_operator(slice_from(p->text, t->start));
    t->kind = t->entry ? TOKEN_OPERATOR : mark_kind(slice_at(p->text, t->start));
    t->end = t->start + (t->entry ? slice_cstr(t->entry->text).size : utf8_decode(p->text, t->start).length);
}

static void read_number(struct parser *p, struct token *t)
{
    struct decimal decimal = {0};
    t->end = run_end(p->text, t->start, is_number_byte);
    t->kind = TOKEN_NUMBER;
    if (decimal_parse(slice_sub(p->text, t->start, t->end), &decimal) != DECIMAL_OK)
        t->kind = TOKEN_OTHER;
    t->number = decimal.value;
}

static void next_token(struct parser *p)
{
    while (ascii_is_space(slice_at(p->text, p->at)))
        p->at++;
    struct token t = {.kind = TOKEN_END, .start = p->at, .end = p->at};
    int c = slice_at(p->text, p->at);
    if (ascii_is_digit(c)) {
        read_number(p, &t);
    } else if (is_name_byte(c)) {
        t.end = run_end(p->text, t.start, is_name_byte);
        t.entry = word_operator(slice_sub(p->text, t.start, t.end));
        t.kind = t.entry ? TOKEN_OPERATOR : TOKEN_NAME;
    } else if (c >= 0) {
        read_mark(p, &t);
    }
    t.text = slice_sub(p->text, t.start, t.end);
    p->at = t.end;
    p->token = t;
}

static bool expect(struct parser *p, enum token_kind kind, const char *message)
{
    if (p->token.kind != kind) {
        fail(p, &p->token, message, "expected: count(RULE), count(RULE_A, RULE_B) or any(tag:name)");
        return false;
    }
    next_token(p);
    return !p->failed;
}

/* --- output --- */

static struct expression_node *emit(struct parser *p, enum expression_op op)
{
    bool pushes = op <= EX_ANY, keeps = op == EX_NOT || op == EX_NEGATE;
    p->depth = pushes ? p->depth + 1 : keeps ? p->depth : p->depth - 1;
    if (p->depth > EXPRESSION_MAX_STACK) {
        fail_plainly(p, p->token.start, "the expression is nested too deep",
                     "help: put a part of it into a helper such as `id: __MY_HELPER`");
        return NULL;
    }
    struct expression_node *node = vec_push(&p->loader->set->arena, &p->loader->set->expression);
    if (node)
        node->op = op;
    else
        p->failed = true;
    return node;
}

static void refer(struct parser *p, struct span span, struct slice name, int target, uint32_t index)
{
    struct reference *reference = vec_push(&p->loader->set->arena, &p->loader->references);
    if (!reference)
        return;
    reference->place = load_place(p->loader, span);
    reference->name = name;
    reference->rule = p->loader->rule;
    reference->index = index;
    reference->target = (unsigned)target;
}

static void emit_rule(struct parser *p, enum expression_op op, const struct token *name)
{
    uint32_t index = p->loader->set->expression.count;
    if (emit(p, op))
        refer(p, token_span(p, name), name->text, REFERENCE_NODE, index);
}

/* --- operands --- */

static bool rule_name(struct parser *p, struct token *out)
{
    *out = p->token;
    if (out->kind == TOKEN_NAME && rule_id_valid(out->text)) {
        next_token(p);
        return true;
    }
    fail(p, out, "the id of a rule belongs here", "expected: capitals, digits and _, such as LINK_HOST_SINGLE_LABEL");
    return false;
}

/* count(A) or count(A, B, ...), after the parenthesis. */
static void read_count(struct parser *p)
{
    struct ruleset *set = p->loader->set;
    struct range rules = {set->rule_references.count, 0};
    struct token first, other;
    if (!rule_name(p, &first))
        return;
    if (p->token.kind != TOKEN_COMMA) {
        if (expect(p, TOKEN_CLOSE, "`,` or `)` belongs here"))
            emit_rule(p, EX_COUNT_HITS, &first);
        return;
    }
    for (other = first;; rules.count++) {
        refer(p, token_span(p, &other), other.text, REFERENCE_LIST, set->rule_references.count);
        vec_push(&set->arena, &set->rule_references);
        if (p->token.kind != TOKEN_COMMA)
            break;
        next_token(p);
        if (!rule_name(p, &other))
            return;
    }
    rules.count++;
    struct expression_node *node = expect(p, TOKEN_CLOSE, "`,` or `)` belongs here") ? emit(p, EX_COUNT_RULES) : NULL;
    if (node)
        node->rules = rules;
}

static bool is_tag_byte(int c)
{
    return ascii_is_word(c) || c == '.' || c == ':' || c == '-';
}

/* any(tag:x), after the parenthesis. */
static void read_any(struct parser *p)
{
    struct token word = p->token;
    if (word.kind == TOKEN_NAME && slice_is(word.text, "tag"))
        next_token(p);
    else
        fail(p, &word, "`tag:` belongs here", "expected: any(tag:name)");
    if (p->failed || p->token.kind != TOKEN_COLON) {
        fail(p, &p->token, "`:` belongs here", "expected: any(tag:name)");
        return;
    }
    struct token tag = {.kind = TOKEN_NAME, .start = p->at, .end = run_end(p->text, p->at, is_tag_byte)};
    tag.text = slice_sub(p->text, tag.start, tag.end);
    p->at = tag.end;
    next_token(p);
    if (tag.text.size == 0) {
        fail(p, &p->token, "the name of a tag belongs here", "expected: any(tag:name)");
        return;
    }
    uint32_t index = p->loader->set->expression.count;
    if (expect(p, TOKEN_CLOSE, "`)` belongs here") && emit(p, EX_ANY))
        refer(p, token_span(p, &tag), tag.text, REFERENCE_TAG, index);
}

static void read_name(struct parser *p)
{
    struct token name = p->token;
    bool count = slice_is(name.text, "count"), any = slice_is(name.text, "any");
    if (!count && !any) {
        if (rule_name(p, &name))
            emit_rule(p, EX_RULE, &name);
        return;
    }
    next_token(p);
    if (!expect(p, TOKEN_OPEN, "`(` belongs here"))
        return;
    if (count)
        read_count(p);
    else
        read_any(p);
}

/* --- operators --- */

static void push(struct parser *p, const struct operator_entry *entry)
{
    struct pending *pending = vec_push(&p->loader->set->arena, &p->stack);
    if (pending)
        *pending = (struct pending){entry, p->token.start};
    else
        p->failed = true;
    next_token(p);
}

static const struct pending *top(const struct parser *p)
{
    return p->stack.count > 0 ? &p->stack.items[p->stack.count - 1] : NULL;
}

/* Writes out what binds at least as tightly; stops at a parenthesis. */
static void pop_tighter(struct parser *p, int binds)
{
    for (const struct pending *last; !p->failed && (last = top(p)) && last->entry && last->entry->binds >= binds;) {
        if (binds == BINDS_COMPARISON && last->entry->binds == BINDS_COMPARISON)
            fail_plainly(p, p->token.start, "comparisons cannot be chained", "help: join two of them with `and`");
        emit(p, last->entry->op);
        p->stack.count--;
    }
}

static void close_parenthesis(struct parser *p)
{
    pop_tighter(p, 0);
    if (p->failed)
        return;
    if (p->stack.count == 0) {
        fail_plainly(p, p->token.start, "this `)` closes nothing", "help: take it out, or open it before");
        return;
    }
    p->stack.count--;
    next_token(p);
}

/* One operand or what stands before it; true when the operand is complete. */
static bool read_operand(struct parser *p)
{
    const struct token *t = &p->token;
    struct expression_node *node;
    if (t->kind == TOKEN_NUMBER) {
        if ((node = emit(p, EX_NUMBER)))
            node->number = t->number;
        next_token(p);
        return true;
    }
    if (t->kind == TOKEN_NAME) {
        read_name(p);
        return true;
    }
    if (t->kind == TOKEN_OPEN)
        push(p, NULL);
    else if (t->kind == TOKEN_OPERATOR && t->entry->op == EX_NOT)
        push(p, t->entry);
    else if (t->kind == TOKEN_OPERATOR && t->entry->op == EX_SUBTRACT)
        push(p, &negate_entry);
    else
        fail(p, t, "a rule, a number, count(...), any(...), not or ( belongs here", "help: such as `RULE_A and not RULE_B`");
    return false;
}

/* What follows an operand; true when an operand must follow it. */
static bool read_operator(struct parser *p)
{
    const struct token *t = &p->token;
    if (t->kind == TOKEN_CLOSE) {
        close_parenthesis(p);
        return false;
    }
    if (t->kind == TOKEN_OPERATOR && t->entry->op != EX_NOT) {
        const struct operator_entry *entry = t->entry;
        pop_tighter(p, entry->binds);
        push(p, entry);
        return true;
    }
    fail(p, t, "an operator belongs here", "expected: one of and, or, <, <=, >, >=, ==, +, -, *, /, )");
    return false;
}

static void finish(struct parser *p)
{
    pop_tighter(p, 0);
    const struct pending *open = top(p);
    if (open)
        fail_plainly(p, open->start, "this `(` is not closed", "help: close it with `)`");
}

void load_meta(struct loader *l, const struct yaml_node *node, struct condition *out)
{
    struct parser p = {.loader = l, .node = node};
    bool operand = true;
    out->expression.first = l->set->expression.count;
    if (!schema_text(&l->reader, node, &p.text))
        return;
    next_token(&p);
    while (!p.failed && (operand || p.token.kind != TOKEN_END))
        operand = operand ? !read_operand(&p) : read_operator(&p);
    finish(&p);
    out->expression.count = l->set->expression.count - out->expression.first;
}
