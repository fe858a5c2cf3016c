/* Diagnostics for callers: the parts, and the whole as a compiler shows it.
 *
 *     error[unknown-key]: unknown key `severty` in a rule
 *       --> rules.yaml:7:5
 *        |
 *      7 |     severty: error
 *        |     ^^^^^^^
 *        = help: did you mean `severity`?
 *
 * Tested in tests/unit/api and tests/diag. */
#include "api/api.h"
#include "base/excerpt.h"

static const char *const severities[] = {
    [DIAGNOSTIC_ERROR] = "error",
    [DIAGNOSTIC_WARNING] = "warning",
    [DIAGNOSTIC_NOTE] = "note",
};

/* The place and the excerpt; returns how far the bar under the line number is indented. */
static size_t draw_place(struct buffer *out, const struct diagnostic *diagnostic, bool ascii)
{
    const struct excerpt_style style = {.indent = 1, .ascii = ascii};
    struct position at = source_position(diagnostic->source, diagnostic->span.start, COLUMN_CODE_POINTS);
    size_t digits = 1;
    for (uint64_t rest = at.line; rest >= 10; rest /= 10)
        digits++;
    buffer_fill(out, ' ', digits + 1);
    buffer_text(out, "--> ");
    excerpt_escape(out, diagnostic->source->name, ascii);
    buffer_printf(out, ":%llu:%llu\n", (unsigned long long)at.line, (unsigned long long)at.column);
    buffer_fill(out, ' ', digits + 2);
    buffer_text(out, "|\n");
    excerpt_draw(out, diagnostic->source, &diagnostic->span, 1, &style);
    return digits + 2;
}

static void draw_hints(struct buffer *out, struct slice hint, size_t indent, bool ascii)
{
    for (size_t at = 0; at < hint.size;) {
        size_t end = slice_find_byte(hint, at, '\n');
        if (end == SLICE_NONE)
            end = hint.size;
        buffer_fill(out, ' ', indent);
        buffer_text(out, "= ");
        excerpt_escape(out, slice_sub(hint, at, end), ascii);
        buffer_byte(out, '\n');
        at = end + 1;
    }
}

static const char *render(struct arena *arena, const struct diagnostic *diagnostic, bool ascii)
{
    struct buffer out;
    buffer_init(&out, arena, SIZE_MAX);
    buffer_printf(&out, "%s[%s]: ", severities[diagnostic->severity], diagnostic_code_text(diagnostic->code));
    excerpt_escape(&out, diagnostic->message, ascii);
    buffer_byte(&out, '\n');
    size_t indent = diagnostic->source ? draw_place(&out, diagnostic, ascii) : 3;
    draw_hints(&out, diagnostic->hint, indent, ascii);
    buffer_byte(&out, '\0');
    return out.failed ? NULL : (const char *)out.data;
}

static void deliver(struct arena *arena, const struct diagnostic *diagnostic, struct diagnostic_target target)
{
    assay_diagnostic public = {
        .size = sizeof public,
        .code = diagnostic_code_text(diagnostic->code),
        .severity = severities[diagnostic->severity],
        .message = arena_cstr(arena, diagnostic->message),
        .hint = diagnostic->hint.size ? arena_cstr(arena, diagnostic->hint) : NULL,
        .rendered = render(arena, diagnostic, false),
        .rendered_ascii = render(arena, diagnostic, true),
    };
    if (diagnostic->source) {
        struct position start = source_position(diagnostic->source, diagnostic->span.start, COLUMN_CODE_POINTS);
        struct position end = source_position(diagnostic->source, diagnostic->span.end, COLUMN_CODE_POINTS);
        public.file = arena_cstr(arena, diagnostic->source->name);
        public.line = start.line;
        public.column = start.column;
        public.end_line = end.line;
        public.end_column = end.column;
    }
    if (!arena->failed)
        target.callback(target.user, &public);
}

void diagnostics_deliver(struct diagnostics *diagnostics, struct diagnostic_target target)
{
    if (!target.callback)
        return;
    diagnostics_sort(diagnostics);
    for (uint32_t i = 0; i < diagnostics->list.count; i++)
        deliver(diagnostics->arena, &diagnostics->list.items[i], target);
}
