/* Inside the room `score`: what a rule came to, before it is a finding.
 *
 * Each kind of condition has one function (condition_*.c) that finds hits and says how certain it is; evaluate.c runs them in the
 * order that metas need, folds hits that are one, and derives count and truth. */
#ifndef ASSAY_SCORE_EVALUATE_H
#define ASSAY_SCORE_EVALUATE_H

#include "score/number.h"
#include "score/score.h"

/* One place where a condition holds. */
struct hit {
    const struct layer *layer; /* where `span` counts */
    struct span span;
    const struct document *document; /* null: the file itself */
    uint32_t part;
    enum location_role role;
    uint32_t pattern;        /* text, header: which of the condition's patterns; else 0 */
    const struct link *link; /* link conditions */
    const struct image *image;
    const struct element *element; /* image and element conditions */
    const struct header_field *field;
    enum anomaly_kind anomaly;
    struct slice key; /* what makes it the same hit in a sibling alternative */
    uint32_t number;  /* from 1; hits that are one share it */
};
typedef VEC(struct hit) hit_vec;

typedef VEC(uint32_t) rule_list;

struct rule_result {
    bool done;
    struct number truth;
    struct number count; /* hits, folded over exclusive branches */
    uint32_t hit_count;  /* distinct hits, over all branches */
    hit_vec hits;
    rule_list sources; /* metas: the rules that made it true */
};

struct trace;

struct evaluation {
    const struct ruleset *rules;
    const struct policy *policy;
    struct matcher *matcher;
    struct content *content;
    struct arena *arena;
    enum stage stage;
    struct rule_result *results; /* one per rule */
    bool coarse;                 /* of links only what a class has in common is looked at; the rest is unknown */
    unsigned char *under;        /* one per field test: UNDER_…; null until the first is asked for */
    struct gate_text *addresses; /* the trigrams of all addresses; null until they are asked for */
    struct trace *trace;         /* keeps what is looked at (trace.h); null: nobody asks */
    bool traced;                 /* it is for the rule that is being evaluated */
};

/* A condition's raw finding: hits, and what may hide more of them. */
struct search {
    hit_vec hits;
    enum unknown_reason more; /* not UNKNOWN_NONE: there may be hits that were not seen */
    struct number also;       /* what must hold beside the count (all patterns present, `not` absent) */
    bool direct;              /* truth is `also` alone: a condition without hits to count (missing, a message fact) */
};

void condition_text(struct evaluation *e, const struct condition *c, struct search *out);
void condition_header(struct evaluation *e, const struct condition *c, struct search *out);
void condition_link(struct evaluation *e, const struct condition *c, struct search *out);
void condition_image(struct evaluation *e, const struct condition *c, struct search *out);
void condition_element(struct evaluation *e, const struct condition *c, struct search *out);
void condition_part(struct evaluation *e, const struct condition *c, struct search *out);
void condition_message(struct evaluation *e, const struct condition *c, struct search *out);
void condition_anomaly(struct evaluation *e, const struct condition *c, struct search *out);
void condition_meta(struct evaluation *e, const struct condition *c, struct rule_result *out);

/* Tests the record that a field condition is about: true if it is a hit; what is unknown may yet be one. */
struct number record_truth(struct evaluation *e, const struct condition *c, const void *record, struct search *out);
/* Adds the hit; false where there is no room for more, which is noted. */
bool search_add(struct evaluation *e, struct search *search, const struct hit *hit);
/* Notes that hits may have been missed; the gravest reason stays. */
void search_may_miss(struct search *search, enum unknown_reason reason);
/* The reason that goes with a matcher's status; UNKNOWN_NONE when all was seen. */
enum unknown_reason match_reason(enum match_status status);
/* Gives each hit its number: hits with one key in sibling alternatives are one. Returns how many distinct ones there are. */
uint32_t hits_number(const struct message *message, struct arena *arena, hit_vec *hits);
/* How many distinct hits count when of exclusive branches only the one with most is taken. */
uint32_t hits_fold_branches(struct arena *arena, const hit_vec *hits);

/* Evaluates every rule that the policy lets make a finding, and what these refer to. False: no memory. */
bool evaluate(struct evaluation *e);

/* Turns a hit into a location (locate.c). */
bool locate(struct evaluation *e, const struct hit *hit, struct location *out);
/* The layer's text in span, with the placeholders' own text where masks stand. */
struct slice unmasked_text(struct arena *arena, const struct layer *layer, const struct document *document, struct span span);

/* The record that a hit's fields are read from. */
union record {
    struct part_record part;
    struct image_record image;
    struct element_record element;
};
/* What the getters of condition_fields(kind) take, kept in *room where it has to be made; null if the hit is none of that kind.
 */
const void *hit_record(const struct evaluation *e, enum condition_kind kind, const struct hit *hit, union record *room);

/* One of the rule's texts for this hit (null: for none in particular), its names filled in (message.c). */
struct slice render_text(struct evaluation *e, uint32_t rule, const struct hit *hit, struct slice text);

#endif
