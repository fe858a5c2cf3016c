/* Literals of patterns, and trigrams of texts. Tested in tests/unit/match. */
#include "match/gate.h"

#include <string.h>

#include "base/ascii.h"
#include "base/vec.h"
#include "match/reader.h"

enum { MOST_LITERALS = 1024, MOST_RUN = 64, MOST_LEVELS = 32, GATE_SHORT = 512, LONG_SHIFT = 16, SHORT_SHIFT = 19 };

/* --- the literals of a pattern --- */

typedef VEC(struct slice) literal_list;

/* Alternatives of which a match holds one, and how long the shortest is. */
struct choice {
    literal_list list;
    size_t least;
};

/* What is read between two bars or parentheses. */
struct level {
    enum group_kind group;
    unsigned char run[MOST_RUN]; /* literals that stand side by side */
    size_t run_size;
    struct choice best;   /* of this branch */
    struct choice joined; /* of the branches before it */
    bool none;            /* one of these had no literal */
};

struct walk {
    struct arena *arena;
    struct level levels[MOST_LEVELS];
    uint32_t depth;
};

static void take_best(struct level *level, const struct choice *choice)
{
    if (choice->list.count > 0 && choice->list.count <= MOST_LITERALS && choice->least > level->best.least)
        level->best = *choice;
}

static void end_run(struct walk *walk, struct level *level)
{
    struct choice choice = {.least = level->run_size};
    if (level->run_size >= GATE_LEAST && level->run_size > level->best.least) {
        struct slice *literal = vec_push(walk->arena, &choice.list);
        if (literal)
            *literal = arena_copy(walk->arena, slice_make(level->run, level->run_size));
    }
    take_best(level, &choice);
    level->run_size = 0;
}

static void end_branch(struct walk *walk, struct level *level)
{
    end_run(walk, level);
    level->none = level->none || level->best.list.count == 0;
    for (uint32_t i = 0; !level->none && i < level->best.list.count; i++) {
        struct slice *literal = vec_push(walk->arena, &level->joined.list);
        if (literal)
            *literal = level->best.list.items[i];
    }
    if (level->joined.least == 0 || level->best.least < level->joined.least)
        level->joined.least = level->best.least;
    level->none = level->none || level->joined.list.count > MOST_LITERALS;
    level->best = (struct choice){.least = 0};
}

static void close_level(struct walk *walk, const struct token *token)
{
    struct level *inner = &walk->levels[walk->depth];
    end_branch(walk, inner);
    walk->depth--;
    if (!inner->none && inner->group != GROUP_LOOK && token->min > 0)
        take_best(&walk->levels[walk->depth], &inner->joined);
}

/* The number of the lowest bit, of which there is one. */
static int lowest_bit(uint64_t bits)
{
    int number = 0;
    for (int half = 32; half > 0; half /= 2) {
        if (bits & ((UINT64_C(1) << half) - 1))
            continue;
        bits >>= half;
        number += half;
    }
    return number;
}

/* The character that the item is, in lower case; 0 if it is not one ASCII character. */
static int only_character(const struct token *token)
{
    uint64_t low = token->set.bits[0], high = token->set.bits[1];
    bool one = token->literal && (low == 0) != (high == 0) && !(low & (low - 1)) && !(high & (high - 1));
    return one ? ascii_lower(low ? lowest_bit(low) : 64 + lowest_bit(high)) : 0;
}

static void take_item(struct walk *walk, const struct token *token)
{
    struct level *level = &walk->levels[walk->depth];
    int c = only_character(token);
    bool once = token->min == 1 && token->max == 1;
    if (c && token->min > 0 && level->run_size < MOST_RUN)
        level->run[level->run_size++] = (unsigned char)c;
    if (!c || !once || level->run_size == MOST_RUN)
        end_run(walk, level);
}

/* False: the pattern is beyond what can be judged. */
static bool take_token(struct walk *walk, const struct token *token)
{
    switch (token->kind) {
    case TOKEN_OPEN:
        if (walk->depth + 1 >= MOST_LEVELS || token->group == GROUP_CONDITIONAL)
            return false;
        end_run(walk, &walk->levels[walk->depth]);
        walk->levels[++walk->depth] = (struct level){.group = token->group};
        return true;
    case TOKEN_CLOSE:
        if (walk->depth == 0)
            return false;
        close_level(walk, token);
        return true;
    case TOKEN_BAR: end_branch(walk, &walk->levels[walk->depth]); return true;
    case TOKEN_ITEM: take_item(walk, token); return true;
    case TOKEN_EMPTY:
    case TOKEN_ANCHOR: end_run(walk, &walk->levels[walk->depth]); return true;
    case TOKEN_END: break;
    }
    return true;
}

/* Goes past the letters of an option, to the last of them: (?ix). False for (?xx), which not all versions of PCRE2 have; *layout
 * is set where blanks mean nothing from here on. */
static bool skip_options(struct slice pattern, size_t *at, bool *layout)
{
    int before = 0;
    for (*at += 2;; ++*at) {
        int c = slice_at(pattern, *at);
        if (!ascii_is_alpha(c) && c != '^' && c != '-')
            break;
        if (c == 'x' && before == 'x')
            return false;
        *layout = *layout || c == 'x';
        before = c;
    }
    --*at;
    return true;
}

/* True if all that the pattern says is understood here: no quotation, reference or unusual escape, no verb (which can end a match
 * before its literals), no comment in a layout (?x), nothing that versions of PCRE2 read differently. */
static bool is_understood(struct slice pattern)
{
    static const char escapes[] = "dDwWsSbBnrtfeaAzZhHvVxpP";
    bool layout = false;
    for (size_t at = 0; at < pattern.size; at++) {
        int c = slice_at(pattern, at), next = slice_at(pattern, at + 1);
        if (c == '\\') {
            if (ascii_is_alnum(next) && !strchr(escapes, next))
                return false;
            at++;
        } else if ((c == '(' && next == '*') || (c == '{' && next == ',') || (c == '#' && layout)) {
            return false;
        } else if (c == '(' && next == '?' && !skip_options(pattern, &at, &layout)) {
            return false;
        }
    }
    return true;
}

struct literal_set gate_literals(struct arena *arena, struct slice pattern)
{
    struct walk walk = {.arena = arena};
    struct reader reader;
    if (!is_understood(pattern))
        return (struct literal_set){NULL, 0};
    reader_init(&reader, pattern);
    struct token token = reader_next(&reader);
    for (; token.kind != TOKEN_END; token = reader_next(&reader))
        if (!take_token(&walk, &token))
            return (struct literal_set){NULL, 0};
    struct level *level = &walk.levels[0];
    end_branch(&walk, level);
    if (walk.depth > 0 || level->none || arena->failed)
        return (struct literal_set){NULL, 0};
    return (struct literal_set){level->joined.list.items, level->joined.list.count};
}

/* --- the trigrams of a text --- */

static uint32_t bit_of(const struct gate_text *text, uint32_t trigram)
{
    return (trigram & 0xFFFFFFu) * 2654435761u >> text->shift;
}

static bool has(const struct gate_text *text, uint32_t trigram)
{
    uint32_t bit = bit_of(text, trigram);
    return text->bits[bit / 32] >> bit % 32 & 1u;
}

/* The next character without case, its last byte where it has several; those that match an ASCII letter as that letter. */
static size_t fold(struct slice text, size_t at, int *out)
{
    int c = slice_at(text, at);
    *out = ascii_lower(c);
    if (c == 0xC5 && slice_at(text, at + 1) == 0xBF) {
        *out = 's';
        return at + 2;
    }
    if (c == 0xE2 && slice_at(text, at + 1) == 0x84 && slice_at(text, at + 2) == 0xAA) {
        *out = 'k';
        return at + 3;
    }
    return at + 1;
}

void gate_add(struct gate_text *out, struct slice text)
{
    uint32_t trigram = 0;
    if (out->shift == 0)
        out->shift = LONG_SHIFT;
    for (size_t at = 0, count = 0; at < text.size; count++) {
        int c;
        at = fold(text, at, &c);
        trigram = trigram << 8 | (uint32_t)c;
        if (count < 2)
            continue;
        uint32_t bit = bit_of(out, trigram);
        out->bits[bit / 32] |= 1u << bit % 32;
    }
}

void gate_read(struct gate_text *out, struct slice text)
{
    /* A short text, such as an address, needs few bits, and they must be cleared for each. */
    out->shift = text.size < GATE_SHORT ? SHORT_SHIFT : LONG_SHIFT;
    memset(out->bits, 0, ((size_t)1 << (32 - out->shift)) / 8);
    gate_add(out, text);
}

static bool may_hold(const struct gate_text *text, struct slice literal)
{
    uint32_t trigram = 0;
    for (size_t i = 0; i < literal.size; i++) {
        trigram = trigram << 8 | literal.data[i];
        if (i >= 2 && !has(text, trigram))
            return false;
    }
    return true;
}

bool gate_open(const struct gate_text *text, struct literal_set literals)
{
    for (uint32_t i = 0; i < literals.count; i++)
        if (may_hold(text, literals.items[i]))
            return true;
    return literals.count == 0;
}
