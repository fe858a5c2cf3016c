/* Every limit of the engine, with its default and its reason. A limit reached is recorded as a problem and makes the
 * verdict `incomplete`; it is never silent. Each can be set on the command line: --limit NAME=VALUE. */
#ifndef ASSAY_BASE_LIMITS_H
#define ASSAY_BASE_LIMITS_H

#include "base/slice.h"

/* field, default, unit, reason */
#define LIMITS(X)                                                                                                                \
    X(message_bytes, 134217728, "bytes", "offsets inside a message are 32 bits and it is whole in memory")                       \
    X(memory_bytes, 1073741824, "bytes", "all that one message may take beside its own bytes")                                   \
    X(header_fields, 10000, "fields", "twice what Gmail accepts")                                                                \
    X(field_bytes, 1048576, "bytes", "a header field is decoded whole")                                                          \
    X(mime_depth, 100, "levels", "as Postfix and Dovecot")                                                                       \
    X(mime_parts, 10000, "parts", "as Dovecot and rspamd")                                                                       \
    X(text_bytes, 33554432, "bytes", "decoded text of one part")                                                                 \
    X(placeholders, 100000, "placeholders", "per part")                                                                          \
    X(html_tags, 200000, "tags", "per part")                                                                                     \
    X(html_attributes, 256, "attributes", "per tag; looking for duplicates is quadratic")                                        \
    X(html_depth, 512, "elements", "open elements whose style is inherited")                                                     \
    X(css_selectors, 20000, "selectors", "per part; of rules that can hide or show")                                             \
    X(css_steps, 10000000, "steps", "looking for the rules of the elements of one part")                                         \
    X(links, 20000, "links", "per message")                                                                                      \
    X(url_bytes, 65536, "bytes", "per address")                                                                                  \
    X(hits, 10000, "hits", "per rule and message")                                                                               \
    X(rule_steps, 2000000, "steps", "pattern steps of one rule on one message")                                                  \
    X(message_steps, 20000000, "steps", "pattern steps of all rules on one message")                                             \
    X(match_heap, 67108864, "bytes", "PCRE2's heap for one match")                                                               \
    X(rule_file_bytes, 4194304, "bytes", "libyaml is slow on hostile input")                                                     \
    X(yaml_depth, 32, "levels", "libyaml is quadratic in nesting")                                                               \
    X(yaml_nodes, 500000, "nodes", "per file")                                                                                   \
    X(rules, 20000, "rules", "in all")

struct limits {
#define X(field, value, unit, reason) uint64_t field;
    LIMITS(X)
#undef X
};

extern const struct limits limits_default;

/* Sets the limit of that name; false if there is none. A value of 0 restores the default. */
bool limits_set(struct limits *limits, struct slice name, uint64_t value);
/* The names, for help and did-you-mean; `*out_count` of them, in the order of the list. */
const char *const *limits_names(size_t *out_count);

#endif
