/* URLs as mail clients read them: the WHATWG URL parser's components, each with the bytes it was written with.
 *
 * Components are spans of the text given, so that a report can point into it; `host` and `normalised` are what a client makes of
 * it. Placeholders (U+001A bytes) are carried through: a component that holds one is known not to be known. */
#ifndef ASSAY_CONTENT_URL_H
#define ASSAY_CONTENT_URL_H

#include "base/arena.h"
#include "base/span.h"

/* What the parser objected to; the texts are what `problems:` in a rule names. */
#define URL_PROBLEMS(X)                                                                                                          \
    X(WHITE_SPACE, "white-space", "blanks, tabs or line ends inside or around the address")                                      \
    X(CONTROL, "control", "control characters")                                                                                  \
    X(INVISIBLE, "invisible", "zero-width, bidi or other invisible characters")                                                  \
    X(BACKSLASH, "backslash", "a backslash where a slash belongs")                                                               \
    X(SLASHES, "slashes", "not exactly two slashes after the scheme")                                                            \
    X(SCHEME_DOUBLED, "scheme-doubled", "a scheme twice: http://http://")                                                        \
    X(SCHEME_TYPO, "scheme-typo", "a mistyped scheme: htp://, http//")                                                           \
    X(HOST_EMPTY, "host-empty", "no host where one belongs")                                                                     \
    X(HOST_INVALID, "host-invalid", "a host that does not parse")                                                                \
    X(HOST_ENCODED, "host-encoded", "percent escapes in the host")                                                               \
    X(PORT_INVALID, "port-invalid", "a port that is no number up to 65535")                                                      \
    X(USERINFO, "userinfo", "a user name or password before the host")                                                           \
    X(ESCAPE_INVALID, "escape-invalid", "a % that two hexadecimal digits do not follow")                                         \
    X(IPV4_NON_DECIMAL, "ipv4-non-decimal", "an IPv4 address in octal, hexadecimal or with fewer than four parts")               \
    X(TRAILING_DOT, "trailing-dot", "a host that ends in a dot")

enum url_problem {
#define X(name, text, doc) URL_##name,
    URL_PROBLEMS(X)
#undef X
        URL_PROBLEM_COUNT
};

struct url {
    struct slice text;       /* as given, white space at both ends trimmed */
    struct slice normalised; /* what a client requests; for comparing; empty if it does not parse */
    struct slice scheme;     /* lower case; empty if none is written */
    bool relative;           /* no scheme and not scheme-less "www." of plain text */
    bool has_authority;
    struct span userinfo, host_span, port_span, path, query, fragment; /* in `text`; empty spans where absent */
    bool has_userinfo, has_port, has_query, has_fragment;
    struct slice host; /* canonical: lower case, percent-decoded, IPv4 dotted; empty if none or unknown */
    uint32_t port;     /* the number, or 0 */
    bool host_unknown; /* a placeholder is in the authority, or in front of it */
    bool placeholder;  /* a placeholder is anywhere in it */
    uint32_t problems; /* bit set of enum url_problem */
};

/* Parses text. Always fills *out; false only when there is no memory. */
bool url_parse(struct url *out, struct arena *arena, struct slice text);
/* The same for a name without a scheme in plain text ("www.example.com/x"): read as if "http://" stood in front of it. */
bool url_parse_bare(struct url *out, struct arena *arena, struct slice text);
/* The problems' texts in the order of the list, null-terminated. */
extern const char *const url_problem_texts[];

#endif
