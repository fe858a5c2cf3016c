/* IP addresses as the WHATWG URL Standard reads and writes them (sections 3.5 and 3.6). Tested in tests/unit/content. */
#ifndef ASSAY_CONTENT_ADDRESS_H
#define ASSAY_CONTENT_ADDRESS_H

#include "base/arena.h"

/* True if the last label is a number, so that the host is an IPv4 address or nothing ("ends in a number"). */
bool ipv4_expected(struct slice host);
/* Reads an IPv4 address of one to four numbers, decimal, octal or hexadecimal; a dot at the end is allowed. */
bool ipv4_parse(struct slice host, uint32_t *out);
/* Four decimal numbers; the empty slice without memory. */
struct slice ipv4_text(struct arena *arena, uint32_t address);
/* Reads an IPv6 address without its brackets. */
bool ipv6_parse(struct slice text, uint16_t out[8]);
/* The canonical form (RFC 5952) in brackets. */
struct slice ipv6_text(struct arena *arena, const uint16_t address[8]);

#endif
