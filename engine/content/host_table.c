/* Special-use names and address blocks.
 *
 * Names: RFC 2606 and 6761 (.test, .invalid, .localhost, .example), 6762 (.local, and the private names of its appendix G), 7686
 * (.onion), 8375 (home.arpa), 9462 (resolver.arpa), 9476 (.alt), and .internal, which ICANN reserved in 2024. .mail, .home and .corp are names that
 * ICANN will not delegate because so many private networks use them. That .intranet, .private, .lan and .localdomain count as
 * private is a policy: nothing reserves them. Addresses: the special-purpose registries (RFC 6890). */
#include "content/host_table.h"

const struct special_name special_names[] = {
    {"localhost", HOST_LOOPBACK},
    {"localhost.localdomain", HOST_LOOPBACK},
    {"localdomain", HOST_PRIVATE_SUFFIX},
    {"local", HOST_PRIVATE_SUFFIX},
    {"internal", HOST_PRIVATE_SUFFIX},
    {"intranet", HOST_PRIVATE_SUFFIX},
    {"private", HOST_PRIVATE_SUFFIX},
    {"lan", HOST_PRIVATE_SUFFIX},
    {"corp", HOST_PRIVATE_SUFFIX},
    {"home", HOST_PRIVATE_SUFFIX},
    {"mail", HOST_PRIVATE_SUFFIX},
    {"home.arpa", HOST_PRIVATE_SUFFIX},
    {"resolver.arpa", HOST_PRIVATE_SUFFIX},
    {"test", HOST_PRIVATE_SUFFIX},
    {"invalid", HOST_PRIVATE_SUFFIX},
    {"alt", HOST_PRIVATE_SUFFIX},
    {"onion", HOST_PRIVATE_SUFFIX},
    {"example", HOST_DOCUMENTATION},
    {"example.com", HOST_DOCUMENTATION},
    {"example.net", HOST_DOCUMENTATION},
    {"example.org", HOST_DOCUMENTATION},
    {NULL, HOST_UNKNOWN},
};

const struct ipv4_block ipv4_blocks[] = {
    {0x00000000, 32, HOST_LOOPBACK},        /* 0.0.0.0: this host */
    {0x00000000, 8, HOST_PRIVATE_ADDRESS},  /* 0.0.0.0/8 */
    {0x7F000000, 8, HOST_LOOPBACK},         /* 127.0.0.0/8 */
    {0x0A000000, 8, HOST_PRIVATE_ADDRESS},  /* 10.0.0.0/8 */
    {0xAC100000, 12, HOST_PRIVATE_ADDRESS}, /* 172.16.0.0/12 */
    {0xC0A80000, 16, HOST_PRIVATE_ADDRESS}, /* 192.168.0.0/16 */
    {0x64400000, 10, HOST_PRIVATE_ADDRESS}, /* 100.64.0.0/10: shared by carriers */
    {0xA9FE0000, 16, HOST_PRIVATE_ADDRESS}, /* 169.254.0.0/16: link-local */
    {0xC0000000, 24, HOST_PRIVATE_ADDRESS}, /* 192.0.0.0/24: protocol assignments */
    {0xC6120000, 15, HOST_PRIVATE_ADDRESS}, /* 198.18.0.0/15: benchmarks */
    {0xC0000200, 24, HOST_DOCUMENTATION},   /* 192.0.2.0/24 */
    {0xC6336400, 24, HOST_DOCUMENTATION},   /* 198.51.100.0/24 */
    {0xCB007100, 24, HOST_DOCUMENTATION},   /* 203.0.113.0/24 */
    {0xC0586300, 24, HOST_PRIVATE_ADDRESS}, /* 192.88.99.0/24: 6to4 relays, withdrawn (RFC 7526) */
    {0xE9FC0000, 24, HOST_DOCUMENTATION},   /* 233.252.0.0/24: multicast (RFC 6676) */
    {0xE0000000, 4, HOST_PRIVATE_ADDRESS},  /* 224.0.0.0/4: multicast */
    {0xF0000000, 4, HOST_PRIVATE_ADDRESS},  /* 240.0.0.0/4: reserved, broadcast */
    {0, 0, HOST_UNKNOWN},
};

const struct ipv6_block ipv6_blocks[] = {
    {{0, 0, 0, 0, 0, 0, 0, 1}, 128, HOST_LOOPBACK}, /* ::1 */
    {{0, 0, 0, 0, 0, 0, 0, 0}, 128, HOST_LOOPBACK}, /* :: */
    {{0xFC00}, 7, HOST_PRIVATE_ADDRESS},            /* unique local */
    {{0xFE80}, 10, HOST_PRIVATE_ADDRESS},           /* link-local */
    {{0xFEC0}, 10, HOST_PRIVATE_ADDRESS},           /* site-local, deprecated */
    {{0xFF00}, 8, HOST_PRIVATE_ADDRESS},            /* multicast */
    {{0x0100}, 64, HOST_PRIVATE_ADDRESS},           /* discard */
    {{0x0100, 0, 0, 1}, 64, HOST_PRIVATE_ADDRESS},  /* dummy prefix (RFC 9780) */
    {{0x2001, 0x0002}, 48, HOST_PRIVATE_ADDRESS},   /* benchmarks (RFC 5180) */
    {{0x5F00}, 16, HOST_PRIVATE_ADDRESS},           /* segment identifiers (RFC 9602) */
    {{0x2001, 0x0DB8}, 32, HOST_DOCUMENTATION},
    {{0x3FFF}, 20, HOST_DOCUMENTATION},
    {{0x0064, 0xFF9B, 1}, 48, HOST_PRIVATE_ADDRESS}, /* translation inside of a network (RFC 8215) */
    {{0x0064, 0xFF9B}, 96, HOST_NONE},               /* translation to IPv4 (RFC 6052) */
    {{0x2002}, 16, HOST_NONE},                       /* 6to4 (RFC 3056) */
    {{0, 0, 0, 0, 0, 0xFFFF}, 96, HOST_NONE},        /* IPv4-mapped (RFC 4291) */
    {{0, 0, 0, 0, 0, 0}, 96, HOST_NONE},             /* IPv4-compatible, deprecated */
    {{0}, 0, HOST_UNKNOWN},
};
