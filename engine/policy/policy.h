/* The room `policy`: what the user asked for in, an immutable overlay over a rule set out.
 *
 * In:  profile, stage, provider, the time, limits, score limits, overrides of single rules.
 * Out: for each rule: does it apply, with which severity and which score.
 * Never: changes a rule set, looks at a message.
 *
 * Thread safety: immutable once built; may be shared. Tested in tests/unit/policy. */
#ifndef ASSAY_POLICY_POLICY_H
#define ASSAY_POLICY_POLICY_H

#include "ruleset/ruleset.h"

/* The month of this release: evidence more than five years older is historic and alone makes no error (docs/rules.md). */
#define POLICY_RELEASE_MONTH  "2026-11"
#define POLICY_HISTORIC_YEARS 5

#define MILLIPOINTS_NONE INT64_MAX /* no limit */

/* A change of one rule: "RULE=off", "RULE.severity=warn", "RULE.score=1.5". */
struct rule_override {
    bool off;
    bool has_severity, has_score;
    enum severity severity; /* at every stage */
    int32_t millipoints;    /* replaces the whole score specification by this number */
};

struct policy {
    struct arena arena;
    const struct ruleset *rules; /* must outlive the policy */
    enum profile profile;
    int stage;             /* 0: guess; else enum stage + 1 */
    struct slice provider; /* empty: none */
    int64_t fail_millipoints, warn_millipoints;
    enum severity fail_on; /* SEVERITY_NONE: never */
    bool has_now;
    int64_t now;                    /* seconds since 1970; rules about dates are unknown without it */
    bool no_findings;               /* no rule makes one: the message is read for its addresses alone */
    VEC(struct slice) filled_later; /* as in message_options */
    struct limits limits;
    struct rule_override *overrides; /* one per rule of the set */
};

/* The defaults: marketing, stages guessed, 5.0 and 3.0, errors fail. False: no memory. */
bool policy_init(struct policy *policy, const struct ruleset *rules);
void policy_free(struct policy *policy);
/* Reads "RULE=off", "RULE.severity=LEVEL", "RULE.score=NUMBER" (former ids too). Errors go to diagnostics (BAD_OVERRIDE,
 * UNKNOWN_RULE) with a suggestion. */
bool policy_override(struct policy *policy, struct slice text, struct diagnostics *diagnostics);
/* Names a provider; false with a diagnostic if no rule knows it. */
bool policy_provider(struct policy *policy, struct slice name, struct diagnostics *diagnostics);
/* Sets `now` from a time (message/date.h); false with a diagnostic if it cannot be read. */
bool policy_now(struct policy *policy, struct slice text, struct diagnostics *diagnostics);
/* Names one more tag that the sending service fills in later; false with a diagnostic if it is blank. */
bool policy_filled_later(struct policy *policy, struct slice tag, struct diagnostics *diagnostics);

/* Why findings of a rule do not count. */
enum policy_refusal {
    REFUSAL_NONE,
    REFUSAL_HELPER,   /* it has no findings of its own */
    REFUSAL_OFF,      /* an override, or no_findings, says so */
    REFUSAL_PROFILE,  /* it is for other purposes */
    REFUSAL_STAGE,    /* it is for other stages */
    REFUSAL_NOTHING,  /* it has neither a severity at this stage nor points */
    REFUSAL_PROVIDER, /* the provider that was asked for is not known to penalise it */
};
enum policy_refusal policy_refuses(const struct policy *policy, uint32_t rule, enum stage stage);
/* Does a finding of the rule count for this policy and stage? */
bool policy_applies(const struct policy *policy, uint32_t rule, enum stage stage);
/* The severity: the override's, else the rule's for the stage; a reject risk with nothing but historic evidence is at most a
 * warning. */
enum severity policy_severity(const struct policy *policy, uint32_t rule, enum stage stage);
/* True if all evidence of the rule is historic. */
bool policy_historic(const struct policy *policy, uint32_t rule);
/* True if this one provider entry's date is historic: more than POLICY_HISTORIC_YEARS before the release, however its missing
 * month is read. */
bool provider_is_historic(const struct provider *provider);

/* Reads points such as "1.5", "-0.250": at most three decimals, at most MILLIPOINTS_MAX either way. False if it is not that. */
#define MILLIPOINTS_MAX 1000000
bool millipoints_read(struct slice text, int64_t *out_millipoints);
/* The severity, profile or stage of that name; false if there is none. */
bool severity_read(struct slice text, enum severity *out_severity);
bool profile_read(struct slice text, enum profile *out_profile);
bool stage_read(struct slice text, enum stage *out_stage);

#endif
