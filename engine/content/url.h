/* URLs as mail clients read them: the WHATWG URL parser, with or without a base URL, and what is wrong with how they are written.
 *
 * What is written stays findable: components are spans of the text given, so that a report can point into it. What a client makes
 * of it is `normalised`, the standard's serialisation (href), with spans of its own. Placeholders (U+001A bytes) are carried
 * through: a component that holds one is known not to be known, and the rest is judged all the same. */
#ifndef ASSAY_CONTENT_URL_H
#define ASSAY_CONTENT_URL_H

#include "base/arena.h"
#include "base/span.h"

/* What is wrong with how it is written: what the parser objected to, what RFC 3986 would read otherwise or refuse, and what
 * betrays that something else was meant. The texts are what `problems:` in a rule names. */
#define URL_PROBLEMS(X)                                                                                                          \
    X(WHITE_SPACE, "white-space", "blanks, tabs or line ends inside or around the address")                                      \
    X(CONTROL, "control", "control characters")                                                                                  \
    X(INVISIBLE, "invisible", "zero-width, bidi or other invisible characters")                                                  \
    X(BACKSLASH, "backslash", "a backslash where a slash belongs")                                                               \
    X(SLASHES, "slashes", "not exactly two slashes after the scheme, or any after mailto:, tel: or sms:")                        \
    X(SCHEME_DOUBLED, "scheme-doubled", "a scheme twice: http://http://, mailto:mailto:")                                        \
    X(SCHEME_TYPO, "scheme-typo", "a mistyped scheme: htp://, http//, http;//, http:://, maito:")                                \
    X(SCHEME_MISSING, "scheme-missing", "a name of the network without a scheme: www.example.com/x, localhost:3000")             \
    X(MAILTO_MISSING, "mailto-missing", "a mail address without mailto:")                                                        \
    X(ONLY_SCHEME, "only-scheme", "a scheme and nothing behind it: http://, mailto:")                                            \
    X(LOCAL_PATH, "local-path", "a file of a computer or of its network: C:\\logo.png, \\\\server\\logo.png")                    \
    X(HOST_EMPTY, "host-empty", "no host where one belongs")                                                                     \
    X(HOST_INVALID, "host-invalid", "a host that does not parse")                                                                \
    X(HOST_ENCODED, "host-encoded", "percent escapes in the host")                                                               \
    X(HOST_LABEL_EMPTY, "host-label-empty", "two dots in a row in the host, or one in front; no name in DNS")                    \
    X(HOST_LABEL_LONG, "host-label-long", "a label of the host with more than 63 bytes, more than DNS has")                      \
    X(HOST_NAME_LONG, "host-name-long", "a host with more than 253 bytes, more than DNS has")                                    \
    X(HOST_NUMBER, "host-number", "a host that ends in a number and is no IPv4 address")                                         \
    X(HOST_UNDERSCORE, "host-underscore", "an underscore in the host: works, but is no host name")                               \
    X(HOST_HYPHEN, "host-hyphen", "a label of the host that begins or ends with a hyphen")                                       \
    X(HOST_PUNYCODE, "host-punycode", "a label of the host that begins with xn-- and encodes no name")                           \
    X(HOST_IDNA, "host-idna", "a character that names may not have (UTS #46), also inside xn--")                                 \
    X(HOST_MIXED_SCRIPT, "host-mixed-script", "a label of the host in scripts that do not go together (UTS #39)")                \
    X(HOST_INVISIBLE, "host-invisible", "characters that show nothing, in the host or before its @")                             \
    X(PORT_INVALID, "port-invalid", "a port that is no number up to 65535")                                                      \
    X(PORT_EMPTY, "port-empty", "a colon after the host and no port behind it")                                                  \
    X(USERINFO, "userinfo", "a user name or password before the host")                                                           \
    X(AT_SEVERAL, "at-several", "more than one @ before the host")                                                               \
    X(ESCAPE_INVALID, "escape-invalid", "a % that two hexadecimal digits do not follow")                                         \
    X(UNESCAPED, "unescaped", "characters that RFC 3986 wants escaped: \" < > ^ ` { | } and a second #")                         \
    X(NON_ASCII, "non-ascii", "characters outside ASCII after the host")                                                         \
    X(QUOTED, "quoted", "quotation marks or brackets around the address that are a part of it")                                  \
    X(QUOTE_UNCLOSED, "quote-unclosed", "markup in the address, because the quotation mark at its end is missing")               \
    X(IPV4_NON_DECIMAL, "ipv4-non-decimal", "an IPv4 address in octal, hexadecimal or with fewer than four parts")               \
    X(TRAILING_DOT, "trailing-dot", "a host that ends in a dot")

enum url_problem {
#define X(name, text, doc) URL_##name,
    URL_PROBLEMS(X)
#undef X
        URL_PROBLEM_COUNT
};

/* The problem's bit in a set of them. */
#define URL_BIT(name) ((uint64_t)1 << URL_##name)

/* The components of the serialisation, as spans of it; without ":", "//", "@", "?" and "#"; empty where absent. */
struct url_components {
    struct span scheme, username, password, host, port, path, query, fragment;
    bool has_host;    /* "//" stands before it, even if it is empty */
    bool opaque_path; /* mailto:x, data:x: nothing can be relative to it but "#x" */
    bool has_query, has_fragment;
};

struct url {
    struct slice text;               /* as given, white space at both ends trimmed */
    struct slice normalised;         /* the standard's href; for comparing; empty if it does not parse, or needs a base */
    struct url_components canonical; /* where in `normalised` they lie; all empty if that is empty, or `open` */
    struct slice scheme;             /* lower case; empty if none is written and no base lends one */
    bool relative;                   /* no scheme is written, and it is no scheme-less "www." of plain text */
    bool resolved;                   /* what is not written was taken from a base */
    bool open;                       /* a placeholder stands where the scheme would be: nothing in it is known */
    bool has_authority;              /* a host of the network is written, or its place is there */
    struct span userinfo, host_span, port_span, path, query, fragment; /* in `text`; empty spans where absent */
    bool has_userinfo, has_port, has_query, has_fragment;
    /* Canonical: lower case, percent-decoded, A-labels, IPv4 dotted. Empty if there is none, if it is unknown, and for schemes of
     * applications: what stands there in whatsapp://send is no name of the network. With a base it may be the base's. */
    struct slice host;
    struct slice host_unicode; /* the same with U-labels, as a reader sees it; a label that is no A-label stays */
    struct slice host_tail;    /* of an unknown host the labels that are known, with the dot before them: ".corp.internal" */
    uint32_t port;             /* the number, or 0 */
    bool host_unknown;         /* a placeholder is in the host, or in front of it */
    bool port_unknown;         /* a placeholder is in the port, or could bring one */
    bool placeholder;          /* a placeholder is anywhere in the text */
    uint64_t problems;         /* bit set of enum url_problem */
};

/* Parses text. Always fills *out; false only when there is no memory. */
bool url_parse(struct url *out, struct arena *arena, struct slice text);
/* The same with a base (URL Standard, 4.4), which null and a base that did not parse are not. A base with placeholders makes
 * unknown what is taken from it. */
bool url_resolve(struct url *out, struct arena *arena, struct slice text, const struct url *base);
/* The same for a name without a scheme in plain text ("www.example.com/x"): read as if "http://" stood in front of it. */
bool url_parse_bare(struct url *out, struct arena *arena, struct slice text);
/* The problems' texts in the order of the list, null-terminated. */
extern const char *const url_problem_texts[];

#endif
