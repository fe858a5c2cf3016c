/* What the files of the room share. Nothing outside the room but its tests includes this. */
#ifndef ASSAY_MATCH_INTERNAL_H
#define ASSAY_MATCH_INTERNAL_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "match/gate.h"
#include "match/match.h"

#define MATCH_STEP_BYTES 8 /* text that counts as one step */

/* Memory for PCRE2 out of an arena. What PCRE2 frees is kept for its next request, largest first, so that the blocks it grows and
 * replaces do not pile up. */
struct heap_block;
struct heap {
    struct arena *arena;
    struct heap_block *spare;
};
/* A context whose memory comes from the heap, which must not move; null without memory. */
pcre2_general_context *heap_context(struct heap *heap, struct arena *arena);

struct pattern {
    pcre2_code *code;
    struct slice text;
    uint32_t weight; /* steps that one call-out stands for */
    bool words;      /* made by pattern_add_words */
    struct literal_set literals;
};

struct pattern_compiler {
    struct heap heap;
    pcre2_compile_context *context;
};

/* A pattern text ready to be compiled. */
struct pattern_source {
    struct slice text; /* is copied */
    uint32_t weight;
    bool fold;
    bool words;
};
/* Compiles and adds, or finds the number that it has already. */
bool pattern_compile(struct pattern_set *set, const struct pattern_source *source, uint32_t *out_number,
                     struct pattern_error *error);
/* Fills *error; always false. */
bool pattern_refuse(struct pattern_error *error, size_t offset, bool unsafe, const char *message);
/* For pattern_slow_reason, from the text alone. */
const char *slow_reason(struct slice text);

/* A text whose trigrams are known. */
struct gated_text {
    struct slice text;
    struct gate_text trigrams;
};

#define GATE_KEPT       64   /* texts of a message whose trigrams are kept */
#define GATE_KEPT_BYTES 1024 /* shorter ones are read again for each pattern */

struct matcher {
    const struct pattern_set *set;
    struct heap heap;
    pcre2_match_data *data;
    pcre2_match_context *context;
    struct arena *arena;
    bool no_gate; /* for tests: PCRE2 is asked about every text */
    struct gate_text scratch;
    struct gated_text *kept[GATE_KEPT]; /* memory stays for the next message */
    uint32_t kept_count;
    uint64_t rule_steps, message_steps; /* the budgets */
    uint32_t chunk;                     /* bytes of a text whose starts one call of PCRE2 tries; at least 8 */
    uint32_t step_nanoseconds;          /* what a step may take before the backstop, a tenth of it */
    /* The count. */
    uint64_t steps;      /* since matcher_reset */
    uint64_t rule_began; /* steps when the rule began */
    uint64_t pause_at;   /* the callout has more to do than count from here on */
    uint64_t look_at;    /* the clock is looked at from here on */
    size_t position;     /* of the last callout, in the text */
    uint32_t weight;
    enum match_status stop; /* why the callout stopped PCRE2 */
    /* The clock, in nanoseconds. */
    uint64_t last_look; /* 0: none yet in this search */
    uint64_t rule_time, message_time;
};

#endif
