/* Diagnostics: collecting, ordering, and the guess at what was meant.
 *
 * Words over 64 bytes are not guessed at. Tested in tests/unit/base/test_diagnostic.c. */
#include "base/diagnostic.h"

#include <stdarg.h>
#include <stdlib.h>

#include "base/ascii.h"
#include "base/buffer.h"

enum { LONGEST_WORD = 64 };

void diagnostics_init(struct diagnostics *diagnostics, struct arena *arena)
{
    *diagnostics = (struct diagnostics){.arena = arena};
}

static struct slice __attribute__((format(printf, 2, 0))) format_text(struct arena *arena, const char *format, va_list arguments)
{
    struct buffer text;
    buffer_init(&text, arena, SIZE_MAX);
    buffer_vprintf(&text, format, arguments);
    return buffer_slice(&text);
}

static struct diagnostic *__attribute__((format(printf, 3, 0)))
add(struct diagnostics *to, struct diagnostic item, const char *format, va_list arguments)
{
    if (item.severity == DIAGNOSTIC_ERROR)
        to->errors++;
    struct diagnostic *added = vec_push(to->arena, &to->list);
    if (!added)
        return NULL;
    item.message = format_text(to->arena, format, arguments);
    *added = item;
    return added;
}

struct diagnostic *diagnostic_error(struct diagnostics *to, enum diagnostic_code code, struct place at, const char *format, ...)
{
    struct diagnostic item = {.code = code, .severity = DIAGNOSTIC_ERROR, .source = at.source, .span = at.span};
    va_list arguments;
    va_start(arguments, format);
    struct diagnostic *added = add(to, item, format, arguments);
    va_end(arguments);
    return added;
}

struct diagnostic *diagnostic_warning(struct diagnostics *to, enum diagnostic_code code, struct place at, const char *format, ...)
{
    struct diagnostic item = {.code = code, .severity = DIAGNOSTIC_WARNING, .source = at.source, .span = at.span};
    va_list arguments;
    va_start(arguments, format);
    struct diagnostic *added = add(to, item, format, arguments);
    va_end(arguments);
    return added;
}

void diagnostic_hint(struct diagnostics *to, struct diagnostic *diagnostic, const char *format, ...)
{
    if (!diagnostic)
        return;
    va_list arguments;
    va_start(arguments, format);
    diagnostic->hint = format_text(to->arena, format, arguments);
    va_end(arguments);
}

const char *diagnostic_code_text(enum diagnostic_code code)
{
    static const char *const texts[] = {
#define X(name, text, doc) text,
        DIAGNOSTIC_CODES(X)
#undef X
    };
    return (size_t)code < sizeof texts / sizeof texts[0] ? texts[code] : "";
}

/* qsort is not stable: the order of arrival is compared too. */
struct ranked {
    struct diagnostic item;
    uint32_t rank;
};

static int compare_numbers(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

/* What is not about a place in a file comes first. */
static int compare_ranked(const void *left, const void *right)
{
    const struct ranked *a = left, *b = right;
    const struct source *from = a->item.source, *to = b->item.source;
    int order = (from != NULL) - (to != NULL);
    if (order == 0 && from && to) {
        order = slice_compare(from->name, to->name);
        if (order == 0)
            order = compare_numbers(from->base_offset + a->item.span.start, to->base_offset + b->item.span.start);
    }
    return order ? order : compare_numbers(a->rank, b->rank);
}

void diagnostics_sort(struct diagnostics *diagnostics)
{
    uint32_t count = diagnostics->list.count;
    struct ranked *ranked = count ? arena_new_array(diagnostics->arena, struct ranked, count) : NULL;
    if (!ranked)
        return;
    for (uint32_t i = 0; i < count; i++)
        ranked[i] = (struct ranked){diagnostics->list.items[i], i};
    qsort(ranked, count, sizeof *ranked, compare_ranked);
    for (uint32_t i = 0; i < count; i++)
        diagnostics->list.items[i] = ranked[i].item;
}

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

static bool same_letter(struct slice a, size_t i, struct slice b, size_t j)
{
    return ascii_lower(a.data[i]) == ascii_lower(b.data[j]);
}

/* Edit distance with transpositions of neighbours (optimal string alignment), ASCII case aside; both at most LONGEST_WORD. */
static unsigned edit_distance(struct slice a, struct slice b)
{
    unsigned rows[3][LONGEST_WORD + 1] = {{0}};
    unsigned *before = rows[0], *above = rows[1], *row = rows[2];
    for (size_t j = 0; j <= b.size; j++)
        row[j] = (unsigned)j;
    for (size_t i = 1; i <= a.size; i++) {
        unsigned *recycled = before;
        before = above;
        above = row;
        row = recycled;
        row[0] = (unsigned)i;
        for (size_t j = 1; j <= b.size; j++) {
            unsigned replaced = above[j - 1] + !same_letter(a, i - 1, b, j - 1);
            row[j] = least(replaced, least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && same_letter(a, i - 1, b, j - 2) && same_letter(a, i - 2, b, j - 1))
                row[j] = least(row[j], before[j - 2] + 1);
        }
    }
    return row[b.size];
}

const char *diagnostic_did_you_mean(struct slice word, const char *const *candidates, size_t count)
{
    const char *best = NULL;
    unsigned best_distance = 0;
    for (size_t i = 0; i < count; i++) {
        struct slice candidate = slice_cstr(candidates[i]);
        size_t longer = candidate.size > word.size ? candidate.size : word.size;
        if (longer > LONGEST_WORD)
            continue;
        unsigned distance = edit_distance(word, candidate);
        if (distance <= longer / 3 && (!best || distance < best_distance)) {
            best = candidates[i];
            best_distance = distance;
        }
    }
    return best;
}
