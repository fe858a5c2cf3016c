/* The room `match`: patterns and text in, hits out.
 *
 * In:    patterns (PCRE2 syntax: UTF, UCP, multiline) compiled once, and texts in valid UTF-8.
 * Out:   the hits, as byte ranges, leftmost first, not overlapping, never empty; or why a text was not looked at whole.
 * Never: says "no hit" when it gave up. Lets a pattern change its limits or depend on where the search began:
 *        call-outs, \C, \G, verbs at the beginning, (*COMMIT) and (*SKIP) are refused.
 *
 * The budget is counted in steps (automatic call-outs of PCRE2, and the distance between them), so that it does not depend on the
 * machine or its load. A clock of the thread's CPU time, ten times as generous, is the backstop; only its result may differ
 * between runs, and it says so.
 *
 * A hit has at most MATCH_MAX_BYTES; a longer match is tried again within that length. A text of more than 64 KB is looked at in
 * chunks: each start sees all text before it and at least MATCH_MAX_BYTES after it, so that hits do not depend on the chunks.
 * What a pattern asks for further ahead may lie outside the chunk and is then not seen. Lines end at LF, CR LF or CR.
 *
 * Patterns are asked for by number. A gate (gate.h) reads each text once for all patterns and keeps those out that cannot match
 * in it; they cost no steps. A text must therefore stay as it is until matcher_reset.
 *
 * Thread safety: a pattern_set is immutable once built and shared; a matcher belongs to one thread.
 * Tested in tests/unit/match. */
#ifndef ASSAY_MATCH_MATCH_H
#define ASSAY_MATCH_MATCH_H

#include "base/limits.h"
#include "base/map.h"
#include "base/span.h"
#include "base/vec.h"

#define MATCH_MAX_BYTES 4096 /* the longest hit */

struct pattern;          /* compiled */
struct pattern_compiler; /* what compiling needs; made when first needed */

/* What was wrong with a pattern. */
struct pattern_error {
    uint32_t offset;   /* in the pattern, bytes */
    bool unsafe;       /* refused by our rules, not by PCRE2 */
    char message[160]; /* a sentence without a full stop */
};

enum pattern_flags { PATTERN_FOLD = 1 /* case does not matter */ };

/* All patterns of a rule set, by number. Memory, PCRE2's too, comes from the arena and goes with it. */
struct pattern_set {
    struct arena *arena;
    VEC(struct pattern *) patterns;
    struct map numbers; /* by flags and text */
    struct pattern_compiler *compiler;
};

void pattern_set_init(struct pattern_set *set, struct arena *arena);
/* Compiles and adds; false and *error filled if it cannot be. The same text and flags give the same number again. */
bool pattern_add(struct pattern_set *set, struct slice text, unsigned flags, uint32_t *out_number, struct pattern_error *error);
/* A pattern for a list of words or phrases: found as whole words (no word character on either side), case folded, any white
 * space where a phrase has a blank. Every other character stands for itself. */
bool pattern_add_words(struct pattern_set *set, const struct slice *words, uint32_t count, uint32_t *out_number,
                       struct pattern_error *error);
/* The pattern's text as given to PCRE2. */
struct slice pattern_text(const struct pattern_set *set, uint32_t number);
/* True if it can match the empty text; such a pattern is useless in a rule. */
bool pattern_matches_empty(const struct pattern_set *set, uint32_t number);
/* For lint: why the pattern can be slow (nested or adjacent unbounded repeats, no required literal), as a sentence; null if it
 * cannot be told to be. */
const char *pattern_slow_reason(const struct pattern_set *set, uint32_t number);

struct matcher;

enum match_status {
    MATCH_COMPLETE, /* all hits were found */
    MATCH_CAPPED,   /* as many hits as were asked for; there may be more */
    MATCH_BUDGET,   /* steps used up: the hits so far are true, there may be more */
    MATCH_CLOCK,    /* the backstop */
    MATCH_LIMIT,    /* PCRE2's heap or depth limit, or a hit longer than MATCH_MAX_BYTES */
    MATCH_NO_MEMORY,
};
const char *match_status_text(enum match_status status);

typedef VEC(struct span) hit_list;

/* One per thread and message; memory from the arena. `limits`: rule_steps, message_steps, match_heap. Null: no memory. */
struct matcher *matcher_new(struct arena *arena, const struct pattern_set *set, const struct limits *limits);
/* Releases what PCRE2 holds outside the arena, if anything; accepts null and nulls the pointer. */
void matcher_free(struct matcher **matcher);
/* A new message: message steps start again. */
void matcher_reset(struct matcher *matcher);
/* A rule's own steps start again. */
void matcher_begin_rule(struct matcher *matcher);
/* All hits of the pattern in the text, appended to *hits (memory from hit_arena), at most `cap` in the list in all. */
enum match_status matcher_find(struct matcher *matcher, uint32_t pattern, struct slice text, struct arena *hit_arena,
                               hit_list *hits, uint32_t cap);
/* Does the pattern match anywhere in the text? */
enum match_status matcher_test(struct matcher *matcher, uint32_t pattern, struct slice text, bool *out_found);
/* The trigrams of many texts; zeroed: of none. */
struct gate_text;
/* Room for them, zeroed; null: no memory. */
struct gate_text *match_texts_new(struct arena *arena);
void match_texts_add(struct gate_text *texts, struct slice text);
/* False: the pattern matches in none of the texts that were added. */
bool match_texts_may(const struct gate_text *texts, const struct pattern_set *set, uint32_t pattern);
/* Steps since matcher_reset. */
uint64_t matcher_steps(const struct matcher *matcher);

#endif
