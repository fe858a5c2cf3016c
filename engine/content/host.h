/* What kind of name or address a host is, decided offline: by form, by the special-use registries (RFC 2606, 6761, 6762, 7686,
 * 8375, 9476, ICANN's .internal; RFC 6890 and its kin for addresses) and by the Public Suffix List (libpsl). */
#ifndef ASSAY_CONTENT_HOST_H
#define ASSAY_CONTENT_HOST_H

#include "base/arena.h"

#define HOST_KINDS(X)                                                                                                            \
    X(UNKNOWN, "unknown", "depends on a placeholder")                                                                            \
    X(NONE, "none", "the address has no host: mailto:, cid:, a relative link")                                                   \
    X(DOMAIN, "domain", "a fully qualified domain name under a public suffix")                                                   \
    X(SINGLE_LABEL, "single-label", "a name without a dot: http://intranet/")                                                    \
    X(LOOPBACK, "loopback", "localhost, *.localhost, 127.0.0.0/8, ::1; also 0.0.0.0 and ::")                                     \
    X(PRIVATE_ADDRESS, "private-address",                                                                                        \
      "an address that no host of the public network has: private, shared, link-local, multicast, reserved, broadcast")          \
    X(PUBLIC_ADDRESS, "public-address", "any other IP address instead of a name; IPv4 inside IPv6 is judged as IPv4")            \
    X(OBFUSCATED_ADDRESS, "obfuscated-address", "an IPv4 address that is not written as four decimal numbers")                   \
    X(PRIVATE_SUFFIX, "private-suffix",                                                                                          \
      "a name under a suffix of private networks (.local, .localdomain, .internal, .intranet, .private, .lan, .corp, .home, "    \
      ".mail, home.arpa: a policy, not all are reserved) or one that is never delegated (.test, .invalid, .alt, .onion)")        \
    X(DOCUMENTATION, "documentation", "example.com and kin, .example, and addresses set aside for documentation")                \
    X(UNKNOWN_SUFFIX, "unknown-suffix", "a name whose last label is not in the Public Suffix List")                              \
    X(PUBLIC_SUFFIX, "public-suffix", "a public suffix itself: http://co.uk/")                                                   \
    X(INVALID, "invalid", "a host that does not parse")

enum host_kind {
#define X(name, text, doc) HOST_##name,
    HOST_KINDS(X)
#undef X
        HOST_KIND_COUNT
};
/* The texts in the order of the list, null-terminated. */
extern const char *const host_kind_texts[];

/* `host` as url.host gives it (canonical, lower case); `as_written` the bytes it was written with (to see obfuscated addresses).
 * example.com, .net and .org are HOST_DOCUMENTATION only by name; they resolve, and no rule calls them broken. */
enum host_kind host_classify(struct slice host, struct slice as_written);
/* What the end of a name says of it when its beginning is not known: `tail` is what stands behind a placeholder, in ASCII, and
 * only labels after its first dot are whole. HOST_PRIVATE_SUFFIX, HOST_LOOPBACK or HOST_UNKNOWN_SUFFIX whatever the beginning is;
 * else HOST_UNKNOWN. */
enum host_kind host_classify_tail(struct slice tail);
/* The registrable domain (eTLD+1) as a part of host; empty for addresses, suffixes and single labels. Thread-safe. */
struct slice host_registrable(struct slice host);
/* The date of the Public Suffix List in use, "YYYY-MM-DD", or "" if the library does not know. */
struct slice host_suffix_list_date(struct arena *arena);

#endif
