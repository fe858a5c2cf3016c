/* What a rule file may hold, as tables. Their texts are shown in messages, and are what the manual says of each key.
 * Tested in tests/unit/ruleset/test_rules.c and tests/diag. */
#include <stddef.h>

#include "ruleset/load.h"

#define KEYS(array) (array), sizeof(array) / sizeof *(array)

enum { ANY_FORM = FORM_SCALAR | FORM_LIST | FORM_MAPPING };

#define MOST_POINTS 1000

/* --- the file --- */

#define AT(member) .target = offsetof(struct file_keys, member)
static const struct schema_key file_keys[] = {
    {.name = "pack",
     .type = SCHEMA_TEXT,
     .required = true,
     AT(pack),
     .example = "pack: links",
     .doc = "the name of the file's pack"},
    {.name = "version",
     .type = SCHEMA_NUMBER,
     .required = true,
     AT(version),
     .whole = true,
     .least = 1,
     .most = 1e6,
     .example = "version: 1",
     .doc = "the version of the rule language"},
    {.name = "lists",
     .type = SCHEMA_NODE,
     AT(lists),
     .forms = FORM_MAPPING,
     .expected = "a mapping of names to lists",
     .example = "lists: {own-hosts: {values: [example.com]}}",
     .doc = "named lists, which rules refer to as '@name'"},
    {.name = "rules",
     .type = SCHEMA_NODE,
     .required = true,
     AT(rules),
     .forms = FORM_LIST,
     .inner = &rule_schema,
     .expected = "a list of rules",
     .example = "rules: [{id: ...}]",
     .doc = "the rules"},
};
#undef AT
const struct schema file_schema = {"a rule file", KEYS(file_keys)};

#define AT(member) .target = offsetof(struct list_keys, member)
static const struct schema_key list_keys[] = {
    {.name = "why",
     .type = SCHEMA_TEXT,
     AT(why),
     .example = "why: Services that hide where a link goes",
     .doc = "what the values have in common"},
    {.name = "source",
     .type = SCHEMA_TEXT,
     AT(source),
     .example = "source: 'https://example.com/list'",
     .doc = "where they come from"},
    {.name = "date", .type = SCHEMA_TEXT, AT(date), .example = "date: 2026-11", .doc = "when they were looked at"},
    {.name = "values",
     .type = SCHEMA_NODE,
     AT(values),
     .forms = FORM_LIST,
     .expected = "a list of texts",
     .example = "values: [one, other]",
     .doc = "the texts of a new list"},
    {.name = "add",
     .type = SCHEMA_NODE,
     AT(add),
     .forms = FORM_LIST,
     .expected = "a list of texts",
     .example = "add: [one, other]",
     .doc = "further texts for a list that stands elsewhere"},
};
#undef AT
const struct schema list_schema = {"a named list", KEYS(list_keys)};

/* --- a rule --- */

#define AT(member) .target = offsetof(struct rule_keys, member)
#define FIELD_MAP  .forms = FORM_MAPPING, .expected = "a mapping of fields to tests"
static const struct schema_key rule_keys[] = {
    {.name = "id",
     .type = SCHEMA_TEXT,
     .required = true,
     AT(id),
     .example = "id: LINK_HOST_SINGLE_LABEL",
     .doc = "capitals, digits and _, permanent; a leading __ marks a helper"},
    {.name = "replaces",
     .type = SCHEMA_TEXTS,
     AT(replaces),
     .example = "replaces: [OLD_ID]",
     .doc = "former ids, which go on working"},
    {.name = "title",
     .type = SCHEMA_TEXT,
     .required = true,
     AT(title),
     .example = "title: What is wrong, in a few words",
     .doc = "what is wrong, in a few words"},
    {.name = "category",
     .type = SCHEMA_CHOICE,
     .required = true,
     AT(category),
     .choices = category_choices,
     .example = "category: broken",
     .doc = "what kind of trouble it is"},
    {.name = "severity",
     .type = SCHEMA_NODE,
     .required = true,
     AT(severity),
     .forms = FORM_SCALAR | FORM_MAPPING,
     .choices = severity_choices,
     .inner = &severity_schema,
     .expected = "error, warn, info or none, or a mapping of stages to them",
     .example = "severity: error",
     .doc = "whether it should stop a build"},
    {.name = "score",
     .type = SCHEMA_NODE,
     AT(score),
     .forms = FORM_SCALAR | FORM_MAPPING,
     .least = -MOST_POINTS,
     .most = MOST_POINTS,
     .inner = &score_schema,
     .expected = "a number, {each: ..., max: ...} or {scale: ..., on: ...}",
     .example = "score: 1.5",
     .doc = "points towards the spam score"},
    {.name = "tags", .type = SCHEMA_TEXTS, AT(tags), .example = "tags: [links]", .doc = "names to group rules by"},
    {.name = "profiles",
     .type = SCHEMA_SET,
     AT(profiles),
     .choices = profile_choices,
     .example = "profiles: [marketing]",
     .doc = "the purposes that it is for; all if not given"},
    {.name = "stages",
     .type = SCHEMA_SET,
     AT(stages),
     .choices = stage_choices,
     .example = "stages: [rendered]",
     .doc = "the stages that it is for; all if not given"},
    {.name = "providers",
     .type = SCHEMA_NODE,
     AT(providers),
     .forms = FORM_LIST,
     .inner = &provider_schema,
     .expected = "a list of providers",
     .example = "providers: [{name: gmail, effect: reject, grade: A, source: ..., date: 2026-01}]",
     .doc = "who is known to penalise it, how that is known, and when"},
    {.name = "text",
     .type = SCHEMA_NODE,
     AT(text),
     .forms = FORM_MAPPING,
     .inner = &text_schema,
     .expected = "a mapping, such as {match: 'pattern'}",
     .example = "text: {match: 'pattern'}",
     .doc = "condition: a text of the message"},
    {.name = "header",
     .type = SCHEMA_NODE,
     AT(header),
     .forms = FORM_MAPPING,
     .inner = &header_schema,
     .expected = "a mapping, such as {name: Subject, match: 'pattern'}",
     .example = "header: {name: Subject, match: 'pattern'}",
     .doc = "condition: header fields of the outermost message"},
    {.name = "link",
     .type = SCHEMA_NODE,
     AT(link),
     FIELD_MAP,
     .example = "link: {host.kind: single-label}",
     .doc = "condition: each link"},
    {.name = "image",
     .type = SCHEMA_NODE,
     AT(image),
     FIELD_MAP,
     .example = "image: {alt: {missing: true}}",
     .doc = "condition: each image"},
    {.name = "element",
     .type = SCHEMA_NODE,
     AT(element),
     FIELD_MAP,
     .example = "element: {tag: form}",
     .doc = "condition: each element of an HTML part"},
    {.name = "part",
     .type = SCHEMA_NODE,
     AT(part),
     FIELD_MAP,
     .example = "part: {type: text/html}",
     .doc = "condition: each MIME part"},
    {.name = "message",
     .type = SCHEMA_NODE,
     AT(message),
     .forms = FORM_SCALAR | FORM_MAPPING,
     .expected = "a text, or as a condition a mapping of facts to tests",
     .example = "message: 'Link goes to {host}'",
     .doc = "as a text: what a finding says, with names in braces; as a mapping: condition on facts of the whole message"},
    {.name = "anomaly",
     .type = SCHEMA_NODE,
     AT(anomaly),
     .forms = FORM_SCALAR | FORM_LIST,
     .expected = "a name or a list of names",
     .example = "anomaly: bare-cr",
     .doc = "condition: what the parsers recorded"},
    {.name = "meta",
     .type = SCHEMA_NODE,
     AT(meta),
     .forms = FORM_SCALAR,
     .expected = "an expression of other rules",
     .example = "meta: RULE_A and not RULE_B",
     .doc = "condition: an expression of other rules"},
    {.name = "why",
     .type = SCHEMA_TEXT,
     .required = true,
     AT(why),
     .example = "why: What happens to recipients",
     .doc = "why it matters"},
    {.name = "fix",
     .type = SCHEMA_TEXT,
     .required = true,
     AT(fix),
     .example = "fix: What to change, and where",
     .doc = "what to do about it"},
    {.name = "references",
     .type = SCHEMA_TEXTS,
     AT(references),
     .example = "references: ['rfc:5322']",
     .doc = "where it is written"},
    {.name = "tests",
     .type = SCHEMA_NODE,
     AT(tests),
     .forms = FORM_MAPPING,
     .inner = &tests_schema,
     .expected = "a mapping {hit: [...], miss: [...]}",
     .example = "tests: {hit: [{text: 'x'}], miss: [{text: 'y'}]}",
     .doc = "what it finds, and what it does not"},
};
#undef AT
const struct schema rule_schema = {"a rule", KEYS(rule_keys)};

#define STAGE_KEY(id, text)                                                                                                      \
    {.name = text,                                                                                                               \
     .type = SCHEMA_CHOICE,                                                                                                      \
     .target = sizeof(int) * STAGE_##id,                                                                                         \
     .choices = severity_choices,                                                                                                \
     .example = text ": warn",                                                                                                   \
     .doc = "the severity from this stage on"},
static const struct schema_key severity_keys[] = {STAGES(STAGE_KEY)};
const struct schema severity_schema = {"a severity by stage", KEYS(severity_keys)};

#define AT(member) .target = offsetof(struct score_keys, member)
static const struct schema_key score_keys[] = {
    {.name = "each",
     .type = SCHEMA_POINTS,
     AT(each),
     .least = -MOST_POINTS,
     .most = MOST_POINTS,
     .example = "each: 0.5",
     .doc = "points for each hit"},
    {.name = "max",
     .type = SCHEMA_POINTS,
     AT(max),
     .least = -MOST_POINTS,
     .most = MOST_POINTS,
     .example = "max: 2",
     .doc = "the most in all"},
    {.name = "scale",
     .type = SCHEMA_NODE,
     AT(scale),
     .forms = FORM_LIST,
     .expected = "a list of pairs [x, points]",
     .example = "scale: [[0.2, 0], [0.8, 1.5]]",
     .doc = "points by a fact, linear between the pairs"},
    {.name = "on", .type = SCHEMA_TEXT, AT(on), .example = "on: links", .doc = "the fact"},
};
#undef AT
const struct schema score_schema = {"a score", KEYS(score_keys)};

static const char *const grades[] = {"A", "B", "C", "D", NULL};

#define AT(member) .target = offsetof(struct provider_keys, member)
static const struct schema_key provider_keys[] = {
    {.name = "name", .type = SCHEMA_TEXT, .required = true, AT(name), .example = "name: gmail", .doc = "who"},
    {.name = "effect",
     .type = SCHEMA_CHOICE,
     .required = true,
     AT(effect),
     .choices = effect_choices,
     .example = "effect: reject",
     .doc = "what it does"},
    {.name = "grade",
     .type = SCHEMA_CHOICE,
     .required = true,
     AT(grade),
     .choices = grades,
     .example = "grade: A",
     .doc = "A its own page, B maintained bounce tables, C one report, D a name only"},
    {.name = "source",
     .type = SCHEMA_TEXT,
     .required = true,
     AT(source),
     .example = "source: 'https://example.com/policy'",
     .doc = "where that is written"},
    {.name = "date",
     .type = SCHEMA_TEXT,
     .required = true,
     AT(date),
     .example = "date: 2026-01",
     .doc = "YYYY, YYYY-MM or YYYY-MM-DD"},
};
#undef AT
const struct schema provider_schema = {"a provider", KEYS(provider_keys)};

/* --- tests --- */

#define AT(member) .target = offsetof(struct tests_keys, member)
#define TEST_LIST  .forms = FORM_LIST, .inner = &test_schema, .expected = "a list of tests"
static const struct schema_key tests_keys[] = {
    {.name = "hit",
     .type = SCHEMA_NODE,
     AT(hit),
     TEST_LIST,
     .example = "hit: [{text: 'x'}]",
     .doc = "inputs in which the rule fires"},
    {.name = "miss",
     .type = SCHEMA_NODE,
     AT(miss),
     TEST_LIST,
     .example = "miss: [{text: 'y'}]",
     .doc = "inputs in which it does not"},
};
#undef AT
const struct schema tests_schema = {"the tests of a rule", KEYS(tests_keys)};

#define AT(member)    .target = offsetof(struct test_keys, member)
#define INPUT(number) .target = offsetof(struct test_keys, input) + (number) * sizeof(struct slice), .may_be_empty = true
static const struct schema_key test_keys[] = {
    {.name = "html", .type = SCHEMA_TEXT, INPUT(RULE_TEST_HTML), .example = "html: '<p>text</p>'", .doc = "an HTML body"},
    {.name = "text", .type = SCHEMA_TEXT, INPUT(RULE_TEST_TEXT), .example = "text: 'text'", .doc = "a text body"},
    {.name = "subject", .type = SCHEMA_TEXT, INPUT(RULE_TEST_SUBJECT), .example = "subject: 'text'", .doc = "a Subject"},
    {.name = "headers",
     .type = SCHEMA_TEXT,
     INPUT(RULE_TEST_HEADERS),
     .example = "headers: 'From: a@example.com'",
     .doc = "header fields"},
    {.name = "eml", .type = SCHEMA_TEXT, INPUT(RULE_TEST_EML), .example = "eml: |", .doc = "a whole message"},
    {.name = "at", .type = SCHEMA_TEXTS, AT(at), .example = "at: ['text']", .doc = "the exact texts marked, in order"},
    {.name = "score",
     .type = SCHEMA_POINTS,
     AT(score),
     .least = -MOST_POINTS,
     .most = MOST_POINTS,
     .example = "score: 1.5",
     .doc = "the points given"},
    {.name = "stage",
     .type = SCHEMA_CHOICE,
     AT(stage),
     .choices = stage_choices,
     .example = "stage: template",
     .doc = "the stage to judge it at"},
    {.name = "profile",
     .type = SCHEMA_CHOICE,
     AT(profile),
     .choices = profile_choices,
     .example = "profile: marketing",
     .doc = "the purpose to judge it for"},
    {.name = "config",
     .type = SCHEMA_REFUSED,
     .doc = "a test runs with the rule and the lists as they stand; `stage`, `profile`, `times` and `now` can be set beside it"},
    {.name = "times",
     .type = SCHEMA_NUMBER,
     AT(times),
     .whole = true,
     .least = 1,
     .most = 10000,
     .example = "times: 1000",
     .doc = "how often the input is written, one after the other"},
    {.name = "now",
     .type = SCHEMA_TEXT,
     AT(now),
     .example = "now: 2026-02-01",
     .doc = "what time it is; without it that is not known"},
};
#undef AT
const struct schema test_schema = {"a test", KEYS(test_keys)};

/* --- conditions --- */

static const char *const cases[] = {"exact", "fold", NULL};
static const char *const header_forms[] = {[HEADER_OF_TEXT] = "text",
                                           [HEADER_OF_RAW] = "raw",
                                           [HEADER_OF_ADDRESS] = "address",
                                           [HEADER_OF_DOMAIN] = "domain",
                                           [HEADER_OF_DISPLAY_NAME] = "display-name",
                                           NULL};

#define AT(member) .target = offsetof(struct search_keys, member)
#define FIND_KEYS                                                                                                                \
    {.name = "match", .type = SCHEMA_TEXT, AT(match), .example = "match: 'pattern'", .doc = "a pattern; each match is a hit"},   \
        {.name = "any",                                                                                                          \
         .type = SCHEMA_TEXTS,                                                                                                   \
         AT(any),                                                                                                                \
         .example = "any: ['one', 'other']",                                                                                     \
         .doc = "patterns; each match is a hit"},                                                                                \
    {                                                                                                                            \
        .name = "words", .type = SCHEMA_NODE, AT(words), .forms = FORM_SCALAR | FORM_LIST,                                       \
        .expected = "a list of words or phrases, or '@name'", .example = "words: [one, other thing]",                            \
        .doc = "words or phrases, in any case"                                                                                   \
    }
#define PATTERN_KEYS                                                                                                             \
    FIND_KEYS,                                                                                                                   \
        {.name = "all",                                                                                                          \
         .type = SCHEMA_TEXTS,                                                                                                   \
         AT(all),                                                                                                                \
         .example = "all: ['one', 'other']",                                                                                     \
         .doc = "patterns that must all match"},                                                                                 \
        {.name = "not",                                                                                                          \
         .type = SCHEMA_TEXT,                                                                                                    \
         AT(not_match),                                                                                                          \
         .example = "not: 'pattern'",                                                                                            \
         .doc = "a pattern that must match nowhere"},                                                                            \
        {.name = "count",                                                                                                        \
         .type = SCHEMA_NODE,                                                                                                    \
         AT(count),                                                                                                              \
         .forms = FORM_SCALAR | FORM_MAPPING,                                                                                    \
         .inner = &count_schema,                                                                                                 \
         .expected = "a whole number, or a mapping such as {above: 2}",                                                          \
         .example = "count: {above: 2}",                                                                                         \
         .doc = "how many hits there must be"},                                                                                  \
    {                                                                                                                            \
        .name = "case", .type = SCHEMA_CHOICE, AT(fold), .choices = cases, .example = "case: fold",                              \
        .doc = "fold: case does not matter"                                                                                      \
    }

static const struct schema_key text_keys[] = {
    {.name = "in", .type = SCHEMA_CHOICE, AT(in), .choices = view_texts, .example = "in: visible", .doc = "the view to look at"},
    PATTERN_KEYS,
    {.name = "near",
     .type = SCHEMA_NODE,
     AT(near),
     .forms = FORM_MAPPING,
     .inner = &near_schema,
     .expected = "a mapping, such as {match: 'pattern', within: 100}",
     .example = "near: {match: 'pattern', within: 100}",
     .doc = "what must stand near a hit for it to count"},
};
const struct schema text_schema = {"a text condition", KEYS(text_keys)};

static const struct schema_key header_keys[] = {
    {.name = "name", .type = SCHEMA_TEXT, .required = true, AT(name), .example = "name: Subject", .doc = "the field's name"},
    {.name = "of",
     .type = SCHEMA_CHOICE,
     AT(of),
     .choices = header_forms,
     .example = "of: domain",
     .doc = "what of the field to look at"},
    PATTERN_KEYS,
    {.name = "missing", .type = SCHEMA_BOOL, AT(missing), .example = "missing: true", .doc = "there is no such field"},
};
#undef AT
const struct schema header_schema = {"a header condition", KEYS(header_keys)};

#define AT(member) .target = offsetof(struct near_keys, member)
static const struct schema_key near_keys[] = {
    FIND_KEYS,
    {.name = "within",
     .type = SCHEMA_NUMBER,
     .required = true,
     AT(within),
     .whole = true,
     .least = 0,
     .most = NEAR_MOST,
     .example = "within: 100",
     .doc = "how many characters may stand between the two"},
};
#undef AT
const struct schema near_schema = {"`near`", KEYS(near_keys)};

#define AT(member) .target = offsetof(struct count_keys, member)
static const struct schema_key count_keys[] = {
    {.name = "above", .type = SCHEMA_NUMBER, AT(above), .least = 0, .most = 1e9, .example = "above: 2", .doc = "more than that"},
    {.name = "below", .type = SCHEMA_NUMBER, AT(below), .least = 0, .most = 1e9, .example = "below: 5", .doc = "less than that"},
};
#undef AT
const struct schema count_schema = {"a count", KEYS(count_keys)};

#define AT(member) .target = offsetof(struct field_test_keys, member)
static const struct schema_key field_test_keys[] = {
    {.name = "matches",
     .type = SCHEMA_NODE,
     AT(matches),
     .forms = FORM_SCALAR,
     .expected = "a pattern",
     .example = "matches: 'pattern'",
     .doc = "a pattern is found in it"},
    {.name = "under",
     .type = SCHEMA_NODE,
     AT(under),
     .forms = FORM_SCALAR | FORM_LIST,
     .expected = "a name, a list of names, or @list",
     .example = "under: example.com",
     .doc = "the name of the host is one of these, or lies below one"},
    {.name = "above",
     .type = SCHEMA_NODE,
     AT(above),
     .forms = FORM_SCALAR,
     .expected = "a number",
     .example = "above: 2",
     .doc = "more than that"},
    {.name = "below",
     .type = SCHEMA_NODE,
     AT(below),
     .forms = FORM_SCALAR,
     .expected = "a number",
     .example = "below: 5",
     .doc = "less than that"},
    {.name = "is",
     .type = SCHEMA_NODE,
     AT(is),
     .forms = FORM_SCALAR,
     .expected = "the word unknown",
     .example = "is: unknown",
     .doc = "its value is not known"},
    {.name = "differs-from",
     .type = SCHEMA_NODE,
     AT(differs),
     .forms = FORM_SCALAR,
     .expected = "the name of a field",
     .example = "differs-from: text.host",
     .doc = "both are there and differ"},
    {.name = "missing",
     .type = SCHEMA_NODE,
     AT(missing),
     .forms = FORM_SCALAR,
     .expected = "true",
     .example = "missing: true",
     .doc = "there is no value"},
    {.name = "not",
     .type = SCHEMA_NODE,
     AT(negated),
     .forms = ANY_FORM,
     .expected = "a test",
     .example = "not: value",
     .doc = "the test does not hold"},
};
#undef AT
const struct schema field_test_schema = {"a field test", KEYS(field_test_keys)};
