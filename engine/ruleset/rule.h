/* A rule: its condition and all that is said about it. Ranges refer to arrays of the rule set (ruleset.h). */
#ifndef ASSAY_RULESET_RULE_H
#define ASSAY_RULESET_RULE_H

#include "base/diagnostic.h"
#include "ruleset/condition.h"

#define RULE_MAX_MILLIPOINTS 3000 /* of a shipped rule: one misfire breaks no build (design.md) */
#define RULE_MAX_ID          40
/* The test of filters that nobody sends by accident: the one rule that may score more and fail a message alone. */
#define RULE_GTUBE "GTUBE"

#define CATEGORIES(X) X(BROKEN, "broken") X(REJECT_RISK, "reject-risk") X(SPAM, "spam") X(HYGIENE, "hygiene")
#define SEVERITIES(X) X(NONE, "none") X(INFO, "info") X(WARN, "warn") X(ERROR, "error")
#define PROFILES(X)   X(MARKETING, "marketing") X(TRANSACTIONAL, "transactional") X(INTERNAL, "internal")

#define X(name, text) CATEGORY_##name,
enum category { CATEGORIES(X) CATEGORY_COUNT };
#undef X
#define X(name, text) SEVERITY_##name,
enum severity { SEVERITIES(X) SEVERITY_COUNT };
#undef X
#define X(name, text) PROFILE_##name,
enum profile { PROFILES(X) PROFILE_COUNT };
#undef X
const char *category_text(enum category category);
const char *severity_text(enum severity severity);
const char *profile_text(enum profile profile);

/* --- scores --- */
enum score_kind { SCORE_FIXED, SCORE_EACH, SCORE_SCALE };
struct scale_point {
    double x;
    int32_t millipoints;
};
struct score {
    enum score_kind kind;
    int32_t millipoints;      /* fixed, or each; 1,000 are one point */
    int32_t max_millipoints;  /* each: the most in all (same sign as each); INT32_MAX/MIN where not given */
    struct range scale;       /* in scale_points, ascending x; linear between, constant outside */
    const struct field *fact; /* of message_fields */
};

enum provider_grade { GRADE_A, GRADE_B, GRADE_C, GRADE_D };
struct provider {
    struct slice name, effect, source, date; /* date: "2016-08" or "2016" or "2016-08-03" */
    enum provider_grade grade;
};

/* --- tests inside rules --- */
struct rule_test {
    bool hit;           /* or miss */
    struct place place; /* of the entry in the rule file */
    enum { RULE_TEST_HTML, RULE_TEST_TEXT, RULE_TEST_SUBJECT, RULE_TEST_HEADERS, RULE_TEST_EML } form;
    struct slice input;
    struct range at; /* in slices: the exact texts marked, in order */
    bool has_at, has_score;
    int32_t millipoints;
    int stage, profile; /* 0: default; else enum + 1 */
    uint32_t times;     /* how often the input is written, one after the other */
    bool has_now;
    int64_t now; /* seconds since 1970 */
};

struct rule {
    struct slice id, title, pack;
    struct place place; /* of the id in the rule file */
    bool builtin;       /* shipped */
    bool helper;        /* "__": never a finding */
    enum category category;
    enum severity severity[STAGE_COUNT]; /* resolved for every stage */
    struct score score;
    uint32_t profiles, stages;               /* bit sets; all bits where not given */
    struct range tags, references, replaces; /* in slices */
    struct range providers;
    struct range tests;
    struct condition condition;
    struct slice message; /* template with {field}; empty: the title */
    struct slice why, fix;
};

#endif
