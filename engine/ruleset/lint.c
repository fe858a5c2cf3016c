/* Lint: what is no mistake of form and still makes a rule useless: no tests, patterns that are slow or match nothing at all,
 * rules that can never fire. Tested in tests/unit/ruleset/test_lint.c and tests/diag. */
#include "data/text.h"
#include "ruleset/load.h"

/* --- tests --- */

static bool can_find(const struct rule *rule)
{
    for (int i = 0; i < STAGE_COUNT; i++)
        if (rule->severity[i] != SEVERITY_NONE)
            return true;
    return rule->score.kind != SCORE_FIXED || rule->score.millipoints != 0;
}

static void lint_tests(const struct ruleset *set, const struct rule *rule, struct diagnostics *to)
{
    uint32_t hits = 0, misses = 0;
    for (uint32_t i = 0; i < rule->tests.count; i++)
        *(set->tests.items[rule->tests.first + i].hit ? &hits : &misses) += 1;
    if (rule->helper || !can_find(rule) || (hits > 0 && misses > 0))
        return;
    const char *lacks = hits > 0 ? "a `miss`" : misses > 0 ? "a `hit`" : "a `hit` and a `miss`";
    struct diagnostic *d =
        diagnostic_error(to, DIAGNOSTIC_TEST_MISSING, rule->place, "`%.*s` needs %s among its tests", SLICE_ARG(rule->id), lacks);
    diagnostic_hint(to, d, "help: add `tests: {hit: [{text: 'fires here'}], miss: [{text: 'not here'}]}`");
}

/* --- sources --- */

/* What is shipped claims nothing without saying who says so; of their own rules people are reminded. */
static void source_missing(const char *what, struct slice name, bool builtin, struct place place, struct diagnostics *to)
{
    struct diagnostic *d =
        builtin ? diagnostic_error(to, DIAGNOSTIC_SOURCE_MISSING, place, "%s `%.*s` names no source", what, SLICE_ARG(name))
                : diagnostic_warning(to, DIAGNOSTIC_SOURCE_MISSING, place, "%s `%.*s` names no source", what, SLICE_ARG(name));
    diagnostic_hint(to, d, "help: say who says so: %s",
                    slice_is(slice_cstr(what), "the rule") ? "`references: ['rfc:5322']`, or `providers` with their `source`"
                                                           : "`source: 'https://example.com/list'`");
}

static void lint_sources(const struct ruleset *set, struct diagnostics *to)
{
    for (uint32_t i = 0; i < set->rules.count; i++) {
        const struct rule *rule = &set->rules.items[i];
        if (!rule->helper && rule->references.count == 0 && rule->providers.count == 0)
            source_missing("the rule", rule->id, rule->builtin, rule->place, to);
    }
    for (uint32_t i = 0; i < set->lists.count; i++) {
        const struct named_list *list = &set->lists.items[i];
        if (list->builtin && list->source.size == 0)
            source_missing("the list", list->name, true, list->place, to);
    }
}

/* --- patterns --- */

static void lint_pattern(const struct ruleset *set, const struct pattern_use *use, struct diagnostics *to)
{
    struct diagnostic *d;
    const char *slow = pattern_slow_reason(&set->patterns, use->pattern);
    if (slow) {
        d = diagnostic_warning(to, DIAGNOSTIC_SLOW_PATTERN, use->place, "the pattern can be slow: %s", slow);
        diagnostic_hint(to, d,
                        "help: let a fixed text of three letters or more stand in it, and give repeats an end such as {1,40}");
    }
    if (pattern_matches_empty(&set->patterns, use->pattern)) {
        d = diagnostic_warning(to, DIAGNOSTIC_BAD_PATTERN, use->place,
                               "the pattern can match the empty text, which is never a hit");
        diagnostic_hint(to, d, "help: make a part of it obligatory, such as + for *");
    }
}

/* --- rules that never fire --- */

static bool same_value(const struct field *field, const struct test_value *a, const struct test_value *b)
{
    if (field->type == FIELD_BOOL)
        return a->truth == b->truth;
    if (field->type == FIELD_NUMBER)
        return a->number >= b->number && a->number <= b->number;
    return slice_equal_nocase(a->text, b->text);
}

/* Two lists of values without a common one. */
static bool disjoint(const struct ruleset *set, const struct field_test *a, const struct field_test *b)
{
    const struct test_value *values = set->values.items;
    for (uint32_t i = 0; i < a->values.count; i++)
        for (uint32_t j = 0; j < b->values.count; j++)
            if (same_value(a->field, &values[a->values.first + i], &values[b->values.first + j]))
                return false;
    return true;
}

static bool meets_bound(double number, const struct field_test *bound)
{
    return bound->op == TEST_ABOVE ? number > bound->bound : number < bound->bound;
}

static bool none_meets(const struct ruleset *set, const struct field_test *equals, const struct field_test *bound)
{
    for (uint32_t i = 0; i < equals->values.count; i++)
        if (meets_bound(set->values.items[equals->values.first + i].number, bound))
            return false;
    return true;
}

/* Two tests of one field that no value passes; of a list, one item may pass one and another the other. */
static bool contradict(const struct ruleset *set, const struct field_test *a, const struct field_test *b)
{
    bool a_state = a->op == TEST_MISSING || a->op == TEST_UNKNOWN, b_state = b->op == TEST_MISSING || b->op == TEST_UNKNOWN;
    if (a_state || b_state)
        return a->op != b->op;
    if (a->field->type == FIELD_LIST)
        return false;
    if (a->op == TEST_EQUALS && b->op == TEST_EQUALS)
        return disjoint(set, a, b);
    if (a->op == TEST_EQUALS && (b->op == TEST_ABOVE || b->op == TEST_BELOW))
        return none_meets(set, a, b);
    return a->op == TEST_ABOVE && b->op == TEST_BELOW && a->bound >= b->bound;
}

/* True if it must hold for the whole condition to hold: only TEST_ALL stands around it. */
static bool is_required(const struct ruleset *set, uint32_t index, uint32_t root)
{
    while (index != root) {
        index = set->field_tests.items[index].parent;
        if (set->field_tests.items[index].op == TEST_NOT)
            return false;
    }
    return true;
}

static bool is_leaf(const struct field_test *test)
{
    return test->op != TEST_ALL && test->op != TEST_NOT;
}

/* Where the tests of the next condition begin. */
static uint32_t tests_end(const struct ruleset *set, uint32_t root)
{
    uint32_t end = root + 1;
    while (end < set->field_tests.count && set->field_tests.items[end].parent != end)
        end++;
    return end;
}

static bool fields_contradict(const struct ruleset *set, uint32_t root)
{
    const struct field_test *tests = set->field_tests.items;
    uint32_t end = tests_end(set, root);
    for (uint32_t i = root; i < end; i++) {
        if (!is_leaf(&tests[i]) || !is_required(set, i, root))
            continue;
        for (uint32_t j = root; j < end; j++)
            if (i != j && is_leaf(&tests[j]) && tests[i].field == tests[j].field && is_required(set, j, root) &&
                contradict(set, &tests[i], &tests[j]))
                return true;
    }
    return false;
}

static double calculate(enum expression_op op, double a, double b)
{
    switch (op) {
    case EX_AND: return a < 0 || a > 0 ? b < 0 || b > 0 : 0;
    case EX_OR: return a < 0 || a > 0 || b < 0 || b > 0;
    case EX_ADD: return a + b;
    case EX_SUBTRACT: return a - b;
    case EX_MULTIPLY: return a * b;
    case EX_LESS: return a < b;
    case EX_LESS_EQUAL: return a <= b;
    case EX_GREATER: return a > b;
    case EX_GREATER_EQUAL: return a >= b;
    case EX_EQUAL: return a >= b && a <= b;
    case EX_NUMBER:
    case EX_RULE:
    case EX_COUNT_HITS:
    case EX_COUNT_RULES:
    case EX_ANY:
    case EX_NOT:
    case EX_DIVIDE:
    case EX_NEGATE: break;
    }
    return 0;
}

/* An expression of numbers alone has one value. Division is left alone: it may have none. */
static bool is_constantly_false(const struct ruleset *set, struct range expression)
{
    double stack[EXPRESSION_MAX_STACK + 1] = {0};
    uint32_t depth = 0;
    for (uint32_t i = 0; i < expression.count; i++) {
        const struct expression_node *node = &set->expression.items[expression.first + i];
        if ((node->op != EX_NUMBER && node->op <= EX_ANY) || node->op == EX_DIVIDE)
            return false;
        if (node->op == EX_NUMBER)
            stack[depth++] = node->number;
        else if (node->op == EX_NEGATE)
            stack[depth - 1] = -stack[depth - 1];
        else if (node->op == EX_NOT)
            stack[depth - 1] = !(stack[depth - 1] < 0 || stack[depth - 1] > 0);
        else {
            depth--;
            stack[depth - 1] = calculate(node->op, stack[depth - 1], stack[depth]);
        }
    }
    return !(stack[0] < 0 || stack[0] > 0);
}

static const char *never_fires(const struct ruleset *set, const struct rule *rule)
{
    const struct condition *c = &rule->condition;
    if (rule->profiles == 0)
        return "`profiles` is empty";
    if (rule->stages == 0)
        return "`stages` is empty";
    if (c->count.given && c->count.above + 1 >= c->count.below)
        return "no count is within its bounds";
    if (condition_fields(c->kind) && fields_contradict(set, c->test))
        return "its tests of one field contradict each other";
    if (c->kind == CONDITION_META && is_constantly_false(set, c->expression))
        return "its expression is always false";
    return NULL;
}

static void lint_firing(const struct ruleset *set, const struct rule *rule, struct diagnostics *to)
{
    const char *why = never_fires(set, rule);
    if (!why)
        return;
    struct diagnostic *d =
        diagnostic_warning(to, DIAGNOSTIC_NEVER_FIRES, rule->place, "`%.*s` can never fire: %s", SLICE_ARG(rule->id), why);
    diagnostic_hint(to, d, "help: correct that, or take the rule out");
}

void ruleset_lint(const struct ruleset *set, struct diagnostics *diagnostics)
{
    for (uint32_t i = 0; i < set->rules.count; i++) {
        lint_tests(set, &set->rules.items[i], diagnostics);
        lint_firing(set, &set->rules.items[i], diagnostics);
    }
    lint_sources(set, diagnostics);
    for (uint32_t i = 0; i < set->pattern_uses.count; i++)
        lint_pattern(set, &set->pattern_uses.items[i], diagnostics);
}
