/* Word lists: one pattern that finds any of them as a whole word.
 *
 * The pattern is made by us, so it needs no automatic call-outs: it takes text only as far as a phrase reaches, without going
 * back into repeats. One call-out for each start that is tried counts what trying it may cost. Words are put together by their
 * first letter, the longest first, which saves most of the tries. A combining mark belongs to the word that it stands in,
 * whatever \w says in this version of PCRE2. Tested in tests/unit/match/test_words.c. */
#include <stdlib.h>

#include "base/ascii.h"
#include "base/buffer.h"
#include "base/utf8.h"
#include "match/internal.h"

enum { MAX_PATTERN = 1024 * 1024 }; /* far over what PCRE2 compiles */

/* Words that are grouped have an ASCII letter in front; 0 is the group of all others. */
static int group_of(struct slice word)
{
    int first = slice_at(word, 0);
    return ascii_is_alpha(first) ? ascii_lower(first) : 0;
}

static int compare_fold(struct slice a, struct slice b)
{
    for (size_t i = 0; i < a.size && i < b.size; i++) {
        int difference = ascii_lower(a.data[i]) - ascii_lower(b.data[i]);
        if (difference)
            return difference;
    }
    return 0;
}

/* By group, then longest first, then by their letters, so that doubles stand side by side. */
static int compare_words(const void *left, const void *right)
{
    const struct slice *a = left;
    const struct slice *b = right;
    int groups = group_of(*a) - group_of(*b);
    if (groups)
        return groups;
    if (a->size != b->size)
        return a->size > b->size ? -1 : 1;
    int fold = compare_fold(*a, *b);
    return fold ? fold : slice_compare(*a, *b);
}

/* Without white space at its ends and with one blank where there was more. */
static struct slice normalise(struct arena *arena, struct slice word)
{
    word = slice_trim(word);
    struct buffer out;
    buffer_init(&out, arena, word.size + 1);
    if (!buffer_reserve(&out, word.size + 1))
        return slice_make(NULL, 0);
    for (size_t i = 0; i < word.size; i++) {
        bool blank = ascii_is_space(word.data[i]);
        if (!blank || !ascii_is_space(word.data[i - 1]))
            buffer_byte(&out, blank ? ' ' : word.data[i]);
    }
    return buffer_slice(&out);
}

static void append_literal(struct buffer *out, struct slice text)
{
    for (size_t i = 0; i < text.size; i++) {
        int c = text.data[i];
        if (c == ' ')
            buffer_text(out, "\\s+");
        else if (ascii_is_control(c))
            buffer_printf(out, "\\x%02X", (unsigned)c);
        else if (c < 128 && !ascii_is_alnum(c))
            buffer_printf(out, "\\%c", c);
        else
            buffer_byte(out, c);
    }
}

/* The words [start, end) of one group, without their common first letter. */
static void append_group(struct buffer *out, const struct slice *words, uint32_t start, uint32_t end)
{
    int letter = group_of(words[start]);
    if (letter)
        buffer_byte(out, letter);
    buffer_text(out, "(?:");
    for (uint32_t i = start; i < end; i++) {
        if (i > start && slice_equal_nocase(words[i], words[i - 1]))
            continue;
        if (i > start)
            buffer_byte(out, '|');
        append_literal(out, slice_from(words[i], letter != 0));
    }
    buffer_byte(out, ')');
}

/* The pattern for the sorted words; *weight becomes half the branches that one start may try, in steps. */
static void append_pattern(struct buffer *out, const struct slice *words, uint32_t count, uint32_t *weight)
{
    uint32_t groups = 0, largest = 0;
    buffer_text(out, "(?<![\\w\\p{M}])(?C)(?:");
    for (uint32_t start = 0, end; start < count; start = end) {
        for (end = start; end < count && group_of(words[end]) == group_of(words[start]); end++) {
        }
        if (start > 0)
            buffer_byte(out, '|');
        append_group(out, words, start, end);
        groups++;
        largest = end - start > largest ? end - start : largest;
    }
    buffer_text(out, ")(?![\\w\\p{M}])");
    *weight = 1 + (groups + largest) / 2;
}

bool pattern_add_words(struct pattern_set *set, const struct slice *words, uint32_t count, uint32_t *out_number,
                       struct pattern_error *error)
{
    struct slice *sorted = arena_new_array(set->arena, struct slice, count);
    if (count == 0)
        return pattern_refuse(error, 0, false, "the list has no words");
    for (uint32_t i = 0; sorted && i < count; i++) {
        sorted[i] = normalise(set->arena, words[i]);
        if (!set->arena->failed && sorted[i].size == 0)
            return pattern_refuse(error, 0, false, "a word of the list is empty");
        if (!utf8_is_valid(sorted[i]))
            return pattern_refuse(error, 0, false, "a word of the list is not UTF-8");
    }
    struct pattern_source source = {.fold = true, .words = true};
    struct buffer text;
    buffer_init(&text, set->arena, MAX_PATTERN);
    if (!set->arena->failed) {
        qsort(sorted, count, sizeof *sorted, compare_words);
        append_pattern(&text, sorted, count, &source.weight);
    }
    if (set->arena->failed)
        return pattern_refuse(error, 0, false, "no memory for the list of words");
    if (text.failed)
        return pattern_refuse(error, 0, false, "the list of words is too long");
    source.text = buffer_slice(&text);
    return pattern_compile(set, &source, out_number, error);
}
