/* The room `score`: rules, policy and a read message in; findings, a breakdown and a verdict out.
 *
 * Everything is evaluated in three values (docs/rules.md): a truth is a range of numbers inside [0, 1] (number.h), so that
 * counts, comparisons and Kleene's logic are one mechanism. Unknown never fires.
 *
 * Never: reads a file, formats a report, changes a rule set or a policy.
 *
 * Thread safety: an outcome belongs to the thread of its message. Tested in tests/unit/score and tests/cases. */
#ifndef ASSAY_SCORE_SCORE_H
#define ASSAY_SCORE_SCORE_H

#include "policy/policy.h"

#define FINDING_MAX_LOCATIONS 20

enum location_role { ROLE_TARGET, ROLE_SHOWN, ROLE_MATCH, ROLE_PLACE };
const char *location_role_text(enum location_role role);

/* A stretch of the file's bytes, widened to what its encoding can address, and what these bytes decode to. */
struct location_span {
    struct span file;
    struct slice text;
};

struct location {
    uint32_t hit; /* from 1 */
    enum location_role role;
    uint32_t part;     /* index, or INDEX_NONE */
    struct span hull;  /* of the spans, in the message's bytes */
    struct slice text; /* what the reader or the mail client sees there */
    struct slice message;
    VEC(struct location_span) spans;
};

/* One rule in one message. */
struct finding {
    uint32_t rule;
    enum severity severity;
    int64_t millipoints;
    bool historic;                  /* all its evidence is */
    struct slice message;           /* of the first hit */
    struct slice why, fix;          /* with the first hit's values filled in */
    char fingerprint[33];           /* hexadecimal; the same when lines move */
    uint32_t count;                 /* hits */
    VEC(struct location) locations; /* at most FINDING_MAX_LOCATIONS */
};

struct skipped_rule {
    uint32_t rule;
    enum unknown_reason reason;
};

enum verdict { VERDICT_PASS, VERDICT_WARN, VERDICT_FAIL, VERDICT_INCOMPLETE, VERDICT_ERROR, VERDICT_SKIPPED };
const char *verdict_text(enum verdict verdict);

struct outcome {
    const struct ruleset *rules;
    const struct policy *policy;
    struct content *content;
    enum stage stage;
    enum verdict verdict;
    bool failed_by_severity, failed_by_score;
    bool complete;
    int64_t millipoints;              /* the sum of the findings' */
    VEC(struct finding) findings;     /* worst first: severity, points, place, order of the rules */
    VEC(struct skipped_rule) skipped; /* in the order of the rules */
};

/* Scores the message. Memory comes from content->arena; steps and limits from the matcher and the policy. What cannot be
 * completed is recorded in the message's problems. False when there is no memory. */
bool score_message(struct outcome *out, const struct policy *policy, struct matcher *matcher, struct content *content);

#endif
