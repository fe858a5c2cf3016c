/* Diagnostics: what is wrong with a rule file, a configuration or a call, all of it and not only the first.
 *
 * A diagnostic carries a permanent code from the list below, a message that says what was found and what was expected, and a
 * hint that says what to do. Each code has one pair of bad input and expected output in tests/diag. */
#ifndef ASSAY_BASE_DIAGNOSTIC_H
#define ASSAY_BASE_DIAGNOSTIC_H

#include "base/source.h"
#include "base/vec.h"

/* code, text of the code, what it means. */
#define DIAGNOSTIC_CODES(X)                                                                                                      \
    X(FILE_UNREADABLE, "file-unreadable", "a file cannot be opened or read")                                                     \
    X(FILE_TOO_LARGE, "file-too-large", "a file is larger than its limit")                                                       \
    X(YAML_SYNTAX, "yaml-syntax", "the file is not YAML")                                                                        \
    X(YAML_ENCODING, "yaml-encoding", "the file is not UTF-8")                                                                   \
    X(YAML_EMPTY, "yaml-empty", "the file holds no document")                                                                    \
    X(YAML_DOCUMENTS, "yaml-documents", "the file holds more than one document")                                                 \
    X(YAML_ALIAS, "yaml-alias", "anchors and aliases are not accepted")                                                          \
    X(YAML_TAG, "yaml-tag", "tags are not accepted")                                                                             \
    X(YAML_MERGE, "yaml-merge", "merge keys are not accepted")                                                                   \
    X(YAML_DUPLICATE_KEY, "yaml-duplicate-key", "a mapping names a key twice")                                                   \
    X(YAML_KEY, "yaml-key", "a key is not a plain name")                                                                         \
    X(YAML_DEPTH, "yaml-depth", "nesting is deeper than its limit")                                                              \
    X(YAML_SIZE, "yaml-size", "the file holds more nodes than its limit")                                                        \
    X(UNKNOWN_KEY, "unknown-key", "a key that nothing knows")                                                                    \
    X(MISSING_KEY, "missing-key", "a key that must be there is not")                                                             \
    X(WRONG_TYPE, "wrong-type", "a value is of another type than its key wants")                                                 \
    X(BAD_VALUE, "bad-value", "a value is none of those its key allows")                                                         \
    X(OUT_OF_RANGE, "out-of-range", "a number is outside its range or not finite")                                               \
    X(VERSION_NEWER, "version-newer", "the file needs a newer version of the rule language")                                     \
    X(BAD_RULE_ID, "bad-rule-id", "an id does not have the form of a rule id")                                                   \
    X(DUPLICATE_RULE, "duplicate-rule", "two rules have the same id")                                                            \
    X(NO_CONDITION, "no-condition", "a rule has no condition")                                                                   \
    X(MANY_CONDITIONS, "many-conditions", "a rule has more than one condition")                                                  \
    X(UNKNOWN_FIELD, "unknown-field", "a field or fact that does not exist")                                                     \
    X(BAD_FIELD_TEST, "bad-field-test", "a test that does not fit its field's type")                                             \
    X(BAD_PATTERN, "bad-pattern", "a pattern that PCRE2 refuses")                                                                \
    X(UNSAFE_PATTERN, "unsafe-pattern", "a pattern that asks for what rules may not have")                                       \
    X(BAD_EXPRESSION, "bad-expression", "a meta expression that cannot be read")                                                 \
    X(UNKNOWN_RULE, "unknown-rule", "a reference to a rule that does not exist")                                                 \
    X(META_CYCLE, "meta-cycle", "metas that refer to each other in a circle")                                                    \
    X(UNKNOWN_LIST, "unknown-list", "a reference to a list that does not exist")                                                 \
    X(DUPLICATE_LIST, "duplicate-list", "two lists have the same name")                                                          \
    X(BAD_MESSAGE, "bad-message", "a message, why or fix names a field that its condition does not have")                        \
    X(SCORE_LIMIT, "score-limit", "a rule of a shipped pack scores more than one rule may")                                      \
    X(TEST_MISSING, "test-missing", "a rule without a hit or without a miss among its tests")                                    \
    X(SOURCE_MISSING, "source-missing", "a rule or list that does not say where its claim comes from")                           \
    X(TEST_FAILED, "test-failed", "a test of a rule did not come out as it says")                                                \
    X(SLOW_PATTERN, "slow-pattern", "a pattern that can take long")                                                              \
    X(NEVER_FIRES, "never-fires", "a rule that can never fire")                                                                  \
    X(BAD_OVERRIDE, "bad-override", "an override that cannot be read")                                                           \
    X(NO_RULES, "no-rules", "nothing was loaded that could find anything")

enum diagnostic_code {
#define X(name, text, doc) DIAGNOSTIC_##name,
    DIAGNOSTIC_CODES(X)
#undef X
        DIAGNOSTIC_CODE_COUNT
};

enum diagnostic_severity { DIAGNOSTIC_ERROR, DIAGNOSTIC_WARNING, DIAGNOSTIC_NOTE };

struct diagnostic {
    enum diagnostic_code code;
    enum diagnostic_severity severity;
    const struct source *source; /* null: not about a place in a file */
    struct span span;            /* in the source's bytes */
    struct slice message;        /* one sentence, no full stop */
    struct slice hint;           /* what to do; empty if there is nothing to add */
};

struct diagnostics {
    struct arena *arena;
    VEC(struct diagnostic) list;
    uint32_t errors;
};

/* Where a diagnostic points. */
struct place {
    const struct source *source;
    struct span span;
};

void diagnostics_init(struct diagnostics *diagnostics, struct arena *arena);
/* Adds an error (or, with `_warning`, a warning); the text is printf's. The result can be given a hint with
 * diagnostic_hint; it is null when there is no memory, which diagnostic_hint accepts. */
struct diagnostic *diagnostic_error(struct diagnostics *to, enum diagnostic_code code, struct place at, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
struct diagnostic *diagnostic_warning(struct diagnostics *to, enum diagnostic_code code, struct place at, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void diagnostic_hint(struct diagnostics *to, struct diagnostic *diagnostic, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
const char *diagnostic_code_text(enum diagnostic_code code);
/* By file, then offset, then order of arrival. */
void diagnostics_sort(struct diagnostics *diagnostics);
/* The candidate nearest to `word` by edit distance (transpositions count one), or null if none is near enough to be
 * meant: at most a third of the length of the longer one. ASCII case does not count; ties go to the first. */
const char *diagnostic_did_you_mean(struct slice word, const char *const *candidates, size_t count);

#endif
