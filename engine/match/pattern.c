/* Patterns: the checks that PCRE2 does not make, compiling, and the set that numbers them.
 *
 * Automatic call-outs are compiled in, for the budget. PCRE2's start optimisations stay on: without JIT they depend on nothing
 * but the version of PCRE2, so that steps are the same on every machine, and without them ordinary rules cost five times as much.
 * JIT is not used: one message is too short to pay for it. Auto-possessification stays on too: what it saves in call-outs is
 * counted as distance.
 *
 * A pattern text has at most 16 KB; what a word list becomes is limited by PCRE2 alone. Tested in
 * tests/unit/match/test_pattern.c. */
#include <string.h>

#include "match/internal.h"
#include "match/reader.h"

enum {
    MAX_TEXT = 16 * 1024,
    MAX_NESTING = 200, /* of parentheses; PCRE2 takes stack for each */
    KEY_PREFIX = 1,    /* bytes before the text in a key of the map */
};

static const uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_MULTILINE | PCRE2_NEVER_BACKSLASH_C | PCRE2_USE_OFFSET_LIMIT;

bool pattern_refuse(struct pattern_error *error, size_t offset, bool unsafe, const char *message)
{
    *error = (struct pattern_error){.offset = (uint32_t)offset, .unsafe = unsafe};
    size_t size = strlen(message);
    memcpy(error->message, message, size < sizeof error->message ? size : sizeof error->message - 1);
    return false;
}

static bool refuse_memory(struct pattern_error *error)
{
    return pattern_refuse(error, 0, false, "no memory for the pattern");
}

void pattern_set_init(struct pattern_set *set, struct arena *arena)
{
    *set = (struct pattern_set){.arena = arena};
    map_init(&set->numbers, arena);
}

static const struct pattern_compiler *get_compiler(struct pattern_set *set)
{
    if (set->compiler)
        return set->compiler;
    struct pattern_compiler *compiler = arena_new(set->arena, struct pattern_compiler);
    pcre2_general_context *general = compiler ? heap_context(&compiler->heap, set->arena) : NULL;
    if (!general)
        return NULL;
    compiler->context = pcre2_compile_context_create(general);
    if (!compiler->context)
        return NULL;
    pcre2_set_newline(compiler->context, PCRE2_NEWLINE_ANYCRLF);
    pcre2_set_bsr(compiler->context, PCRE2_BSR_UNICODE);
    pcre2_set_parens_nest_limit(compiler->context, MAX_NESTING);
    set->compiler = compiler;
    return compiler;
}

/* A reason of PCRE2's, which has no full stop. */
static bool refuse_code(struct pattern_error *error, int code, size_t offset)
{
    char message[sizeof error->message];
    if (code == PCRE2_ERROR_HEAP_FAILED)
        return refuse_memory(error);
    if (pcre2_get_error_message(code, (PCRE2_UCHAR *)message, sizeof message) == PCRE2_ERROR_BADDATA)
        return pattern_refuse(error, offset, false, "PCRE2 refuses the pattern");
    return pattern_refuse(error, offset, false, message);
}

static struct pattern *compile(struct pattern_set *set, const struct pattern_source *source, struct pattern_error *error)
{
    const struct pattern_compiler *compiler = get_compiler(set);
    struct pattern *pattern = compiler ? arena_new(set->arena, struct pattern) : NULL;
    if (!pattern) {
        refuse_memory(error);
        return NULL;
    }
    uint32_t more = (source->fold ? PCRE2_CASELESS : 0) | (source->words ? 0 : PCRE2_AUTO_CALLOUT);
    int code;
    size_t offset;
    *pattern = (struct pattern){.text = source->text, .weight = source->weight, .words = source->words};
    pattern->code = pcre2_compile(source->text.data, source->text.size, options | more, &code, &offset, compiler->context);
    if (pattern->code)
        pattern->literals = gate_literals(set->arena, source->text);
    if (!pattern->code)
        refuse_code(error, code, offset);
    else if (set->arena->failed)
        refuse_memory(error);
    return pattern->code && !set->arena->failed ? pattern : NULL;
}

bool pattern_compile(struct pattern_set *set, const struct pattern_source *source, uint32_t *out_number,
                     struct pattern_error *error)
{
    unsigned char *key = arena_alloc(set->arena, KEY_PREFIX + source->text.size + 1);
    if (!key)
        return refuse_memory(error);
    key[0] = (unsigned char)(source->fold | source->words << 1);
    if (source->text.size)
        memcpy(key + KEY_PREFIX, source->text.data, source->text.size);
    struct slice whole = slice_make(key, KEY_PREFIX + source->text.size);
    *out_number = map_get(&set->numbers, whole);
    if (*out_number != MAP_NONE)
        return true;
    struct pattern_source own = *source;
    own.text = slice_from(whole, KEY_PREFIX);
    struct pattern *pattern = compile(set, &own, error);
    if (!pattern)
        return false;
    struct pattern **place = vec_push(set->arena, &set->patterns);
    if (!place)
        return refuse_memory(error);
    *place = pattern;
    *out_number = set->patterns.count - 1;
    return map_add(&set->numbers, whole, *out_number) || refuse_memory(error);
}

/* Whether the pattern asks for nothing that we do not accept; and the largest number of rounds that one item must have. */
static bool is_accepted(struct slice text, uint32_t *rounds, struct pattern_error *error)
{
    struct reader reader;
    reader_init(&reader, text);
    *rounds = 0;
    if (text.size > MAX_TEXT)
        return pattern_refuse(error, MAX_TEXT, true, "the pattern is longer than 16384 bytes");
    struct token token = reader_next(&reader);
    for (; token.kind != TOKEN_END && !reader.refusal; token = reader_next(&reader)) {
        if (token.kind == TOKEN_ITEM && token.min > *rounds)
            *rounds = token.min;
    }
    return !reader.refusal || pattern_refuse(error, reader.refused_at, true, reader.refusal);
}

bool pattern_add(struct pattern_set *set, struct slice text, unsigned flags, uint32_t *out_number, struct pattern_error *error)
{
    struct pattern_source source = {.text = text, .fold = (flags & PATTERN_FOLD) != 0};
    uint32_t rounds;
    if (!is_accepted(text, &rounds, error))
        return false;
    /* An item with a fixed number of rounds can fail in the last of them, which no call-out sees: so each one pays for it. */
    source.weight = 1 + rounds / MATCH_STEP_BYTES;
    return pattern_compile(set, &source, out_number, error);
}

struct slice pattern_text(const struct pattern_set *set, uint32_t number)
{
    return set->patterns.items[number]->text;
}

bool pattern_matches_empty(const struct pattern_set *set, uint32_t number)
{
    uint32_t can = 0;
    return pcre2_pattern_info(set->patterns.items[number]->code, PCRE2_INFO_MATCHEMPTY, &can) == 0 && can != 0;
}

const char *pattern_slow_reason(const struct pattern_set *set, uint32_t number)
{
    const struct pattern *pattern = set->patterns.items[number];
    return pattern->words ? NULL : slow_reason(pattern->text);
}
