/* The page about one rule, in two styles: sections of plain text for a terminal, or Markdown. Tested in tests/cases. */
#include "report/rule_page.h"

#include "base/ascii.h"
#include "report/text.h"

const char *grade_words(enum provider_grade grade)
{
    static const char *const words[] = {[GRADE_A] = "A: the provider's own page",
                                        [GRADE_B] = "B: maintained bounce tables",
                                        [GRADE_C] = "C: one report",
                                        [GRADE_D] = "D: a name only"};
    return words[grade];
}

/* --- Markdown --- */

void markdown_text(struct buffer *out, struct slice text)
{
    size_t from = 0;
    for (size_t i = 0; i < text.size; i++) {
        int c = slice_at(text, i);
        bool markup = slice_find_byte(SLICE("\\`*_[]<>|#&~"), 0, (unsigned char)c) != SLICE_NONE;
        bool blank = ascii_is_space(c);
        if (!markup && !blank)
            continue;
        excerpt_escape(out, slice_sub(text, from, i), false);
        buffer_byte(out, blank ? ' ' : '\\');
        if (markup)
            buffer_byte(out, c);
        from = i + 1;
    }
    excerpt_escape(out, slice_from(text, from), false);
}

/* A fence longer than any run of backticks inside. */
void markdown_block(struct buffer *out, const char *language, struct slice text)
{
    size_t fence = 3, run = 0;
    for (size_t i = 0; i < text.size; i++) {
        run = slice_at(text, i) == '`' ? run + 1 : 0;
        fence = run >= fence ? run + 1 : fence;
    }
    buffer_fill(out, '`', fence);
    buffer_printf(out, "%s\n", language);
    for (size_t at = 0; at < text.size;) {
        size_t end = slice_find_byte(text, at, '\n');
        end = end == SLICE_NONE ? text.size : end;
        excerpt_escape(out, slice_sub(text, at, end), false);
        buffer_byte(out, '\n');
        at = end + 1;
    }
    buffer_fill(out, '`', fence);
    buffer_text(out, "\n");
}

/* --- one writer, two styles --- */

struct writer {
    struct text_report text;
    bool markdown;
};

static void heading(const struct writer *w, const char *title)
{
    buffer_printf(w->text.out, w->markdown ? "\n## %s\n\n" : "\n%s\n", title);
}

static void paragraph(const struct writer *w, struct slice text)
{
    if (!w->markdown) {
        buffer_fill(w->text.out, ' ', 2);
        text_wrapped(&w->text, text, 2, 2);
        return;
    }
    markdown_text(w->text.out, text);
    buffer_byte(w->text.out, '\n');
}

static void item(const struct writer *w, struct slice text)
{
    if (w->markdown)
        buffer_text(w->text.out, "- ");
    paragraph(w, text);
}

static void block(const struct writer *w, const char *language, struct slice text)
{
    if (w->markdown) {
        markdown_block(w->text.out, language, text);
        return;
    }
    for (size_t at = 0; at < text.size;) {
        size_t end = slice_find_byte(text, at, '\n');
        end = end == SLICE_NONE ? text.size : end;
        buffer_fill(w->text.out, ' ', 4);
        text_escaped(&w->text, slice_sub(text, at, end), PAINT_COUNT);
        buffer_byte(w->text.out, '\n');
        at = end + 1;
    }
}

/* --- the condition as it is written --- */

static size_t line_indent(struct slice text, size_t at)
{
    size_t start = at;
    while (slice_at(text, at) == ' ' || (slice_at(text, at) == '-' && slice_at(text, at + 1) == ' '))
        at++;
    return at - start;
}

/* The text, its lines but the first moved to the left. */
static struct slice without_indent(struct arena *arena, struct slice text, size_t indent)
{
    struct buffer out;
    buffer_init(&out, arena, SIZE_MAX);
    for (size_t at = 0, next; at < text.size; at = next) {
        next = slice_find_byte(text, at, '\n');
        next = next == SLICE_NONE ? text.size : next + 1;
        for (size_t blanks = at ? indent : 0; blanks > 0 && slice_at(text, at) == ' '; blanks--)
            at++;
        buffer_append(&out, slice_sub(text, at, next));
    }
    return buffer_slice(&out);
}

/* The lines of the condition in the rule's lines; empty where it does not begin a line. */
static struct slice condition_lines(struct arena *arena, struct slice source, const char *key)
{
    struct slice name = slice_cstr(key);
    size_t start = SLICE_NONE, indent = 0, end = source.size;
    for (size_t at = 0; at < source.size;) {
        size_t next = slice_find_byte(source, at, '\n');
        next = next == SLICE_NONE ? source.size : next + 1;
        size_t own = line_indent(source, at);
        struct slice rest = slice_from(source, at + own);
        bool blank = own + at + 1 >= next;
        if (start == SLICE_NONE && slice_starts(rest, name) && slice_at(rest, name.size) == ':') {
            start = at + own;
            indent = own;
        } else if (start != SLICE_NONE && !blank && own <= indent) {
            end = at;
            break;
        }
        at = next;
    }
    if (start == SLICE_NONE)
        return (struct slice){0};
    return without_indent(arena, slice_trim(slice_sub(source, start, end)), indent);
}

/* --- sections --- */

static void write_facts(const struct writer *w, struct arena *arena, const struct rule_page *page)
{
    const struct rule *rule = &page->set->rules.items[page->rule];
    item(w, arena_printf(arena, "category %s, severity %.*s, score %.*s", category_text(rule->category),
                         SLICE_ARG(page->severity), SLICE_ARG(page->score)));
    struct buffer line;
    buffer_init(&line, arena, SIZE_MAX);
    buffer_printf(&line, "pack %.*s, from %.*s:%llu", SLICE_ARG(rule->pack),
                  SLICE_ARG(rule->place.source ? rule->place.source->name : SLICE("nowhere")), (unsigned long long)page->line);
    item(w, buffer_slice(&line));
    for (uint32_t i = 0; i < rule->replaces.count; i++)
        item(w, arena_printf(arena, "formerly %.*s", SLICE_ARG(page->set->slices.items[rule->replaces.first + i])));
}

/* Where it applies, if that is not everywhere. */
static void write_where(const struct writer *w, struct arena *arena, const struct rule *rule)
{
    struct buffer line;
    buffer_init(&line, arena, SIZE_MAX);
    if (rule->stages != (1u << STAGE_COUNT) - 1)
        for (int i = 0; i < STAGE_COUNT; i++)
            if (rule->stages >> i & 1u)
                buffer_printf(&line, "%s%s", line.size ? ", " : "only at the stages ", stage_text((enum stage)i));
    if (line.size)
        item(w, buffer_slice(&line));
    buffer_init(&line, arena, SIZE_MAX);
    if (rule->profiles != (1u << PROFILE_COUNT) - 1)
        for (int i = 0; i < PROFILE_COUNT; i++)
            if (rule->profiles >> i & 1u)
                buffer_printf(&line, "%s%s", line.size ? ", " : "only for the profiles ", profile_text((enum profile)i));
    if (line.size)
        item(w, buffer_slice(&line));
}

static void write_evidence(const struct writer *w, struct arena *arena, const struct ruleset *set, const struct rule *rule)
{
    if (rule->providers.count + rule->references.count == 0)
        return;
    heading(w, "Evidence");
    for (uint32_t i = 0; i < rule->providers.count; i++) {
        const struct provider *p = &set->providers.items[rule->providers.first + i];
        item(w, arena_printf(arena, "%.*s, %.*s, grade %s, %.*s%s: %.*s", SLICE_ARG(p->name), SLICE_ARG(p->effect),
                             grade_words(p->grade), SLICE_ARG(p->date), provider_is_historic(p) ? " (historic)" : "",
                             SLICE_ARG(p->source)));
    }
    for (uint32_t i = 0; i < rule->references.count; i++)
        item(w, set->slices.items[rule->references.first + i]);
}

static void write_tests(const struct writer *w, const struct ruleset *set, const struct rule *rule, bool hit)
{
    static const char *const forms[] = {[RULE_TEST_HTML] = "html",
                                        [RULE_TEST_TEXT] = "text",
                                        [RULE_TEST_SUBJECT] = "subject",
                                        [RULE_TEST_HEADERS] = "headers",
                                        [RULE_TEST_EML] = "message"};
    bool first = true;
    for (uint32_t i = 0; i < rule->tests.count; i++) {
        const struct rule_test *test = &set->tests.items[rule->tests.first + i];
        if (test->hit != hit)
            continue;
        if (first)
            heading(w, hit ? "It fires in" : "It does not fire in");
        first = false;
        buffer_printf(w->text.out, w->markdown ? "%s%s:\n\n" : "  %s%s:\n", forms[test->form],
                      test->times > 1 ? ", repeated" : "");
        block(w, test->form == RULE_TEST_HTML ? "html" : "", test->input);
        if (w->markdown)
            buffer_byte(w->text.out, '\n');
    }
}

static void write_page(const struct writer *w, const struct rule_page *page)
{
    const struct rule *rule = &page->set->rules.items[page->rule];
    struct arena *arena = w->text.out->arena;
    struct slice condition = condition_lines(arena, page->source, condition_name(rule->condition.kind));
    buffer_text(w->text.out, w->markdown ? "# " : "");
    buffer_append(w->text.out, rule->id);
    buffer_text(w->text.out, w->markdown ? "\n\n" : "\n");
    paragraph(w, rule->title.size ? rule->title : SLICE("a helper: other rules refer to it, and it has no findings of its own"));
    buffer_byte(w->text.out, '\n');
    write_facts(w, arena, page);
    write_where(w, arena, rule);
    if (rule->why.size) {
        heading(w, "Why");
        paragraph(w, rule->why);
    }
    if (rule->fix.size) {
        heading(w, "What to do");
        paragraph(w, rule->fix);
    }
    write_evidence(w, arena, page->set, rule);
    heading(w, "Condition");
    block(w, "yaml", condition.size ? condition : page->source);
    write_tests(w, page->set, rule, true);
    write_tests(w, page->set, rule, false);
}

void report_rule_page(struct buffer *out, const struct rule_page *page, const struct report_style *style)
{
    const struct writer w = {.text = text_open(out, NULL, style)};
    write_page(&w, page);
}

void report_rule_markdown(struct buffer *out, const struct rule_page *page)
{
    static const struct report_style style = {.width = 0};
    const struct writer w = {.text = text_open(out, NULL, &style), .markdown = true};
    write_page(&w, page);
}
