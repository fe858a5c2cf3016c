/* Names and addresses that are set aside: see the registries named in host.h. */
#ifndef ASSAY_CONTENT_HOST_TABLE_H
#define ASSAY_CONTENT_HOST_TABLE_H

#include "content/host.h"

struct special_name {
    const char *suffix; /* the name itself and everything under it */
    enum host_kind kind;
};
struct ipv4_block {
    uint32_t address;
    unsigned bits;
    enum host_kind kind;
};
struct ipv6_block {
    uint16_t address[8];
    unsigned bits;
    enum host_kind kind;
};

/* The first entry that fits counts; each ends with an entry of kind HOST_UNKNOWN. An IPv6 block of kind HOST_NONE holds IPv4
 * addresses, in the 32 bits behind its prefix, and is what they are. */
extern const struct special_name special_names[];
extern const struct ipv4_block ipv4_blocks[];
extern const struct ipv6_block ipv6_blocks[];

#endif
