/* What kind of name or address a host is.
 *
 * The Public Suffix List is the one built into libpsl, so that the same build says the same everywhere. Its functions want
 * NUL-terminated names: a host is at most 253 bytes (RFC 1035 2.3.4) and is copied to the stack. Tested in
 * tests/unit/content/test_host.c. */
#include "content/host.h"

#include <libpsl.h>
#include <string.h>

#include "base/ascii.h"
#include "content/address.h"
#include "content/host_table.h"

#define X(name, text, doc) text,
const char *const host_kind_texts[] = {HOST_KINDS(X) NULL};
#undef X

enum { NAME_BYTES = 253, LABEL_BYTES = 63 };

/* Known as a suffix: the list's own rules, without the rule "*" for what it does not know. A host that is itself one of the
 * list's private suffixes (s3.amazonaws.com) is a site like others. */
enum { SUFFIX_KNOWN = PSL_TYPE_ANY | PSL_TYPE_NO_STAR_RULE, SUFFIX_OF_REGISTRY = PSL_TYPE_ICANN | PSL_TYPE_NO_STAR_RULE };

static enum host_kind classify_ipv4(uint32_t address)
{
    for (const struct ipv4_block *block = ipv4_blocks; block->kind != HOST_UNKNOWN; block++)
        if ((uint64_t)(address ^ block->address) >> (32 - block->bits) == 0)
            return block->kind;
    return HOST_PUBLIC_ADDRESS;
}

static bool ipv6_in_block(const uint16_t address[8], const struct ipv6_block *block)
{
    unsigned bits = block->bits;
    for (unsigned i = 0; i < 8 && bits > 0; i++) {
        unsigned here = bits < 16 ? bits : 16;
        if (((unsigned)(address[i] ^ block->address[i]) & 0xFFFFu) >> (16 - here) != 0)
            return false;
        bits -= here;
    }
    return true;
}

static enum host_kind classify_ipv6(struct slice host)
{
    const struct ipv6_block *block = ipv6_blocks;
    uint16_t address[8];
    if (!ipv6_parse(slice_sub(host, 1, host.size - 1), address))
        return HOST_INVALID;
    while (block->kind != HOST_UNKNOWN && !ipv6_in_block(address, block))
        block++;
    if (block->kind == HOST_UNKNOWN)
        return HOST_PUBLIC_ADDRESS;
    const uint16_t *embedded = address + block->bits / 16;
    return block->kind == HOST_NONE ? classify_ipv4((uint32_t)embedded[0] << 16 | embedded[1]) : block->kind;
}

static struct slice without_last_dot(struct slice host)
{
    return slice_at(host, host.size - 1) == '.' ? slice_sub(host, 0, host.size - 1) : host;
}

static enum host_kind classify_address(struct slice host, struct slice as_written)
{
    uint32_t address;
    char canonical[16] = "";
    if (!ipv4_parse(host, &address))
        return HOST_INVALID;
    size_t size = 0;
    for (int shift = 24; shift >= 0; shift -= 8) {
        unsigned part = address >> shift & 255;
        if (part > 99)
            canonical[size++] = (char)('0' + part / 100);
        if (part > 9)
            canonical[size++] = (char)('0' + part / 10 % 10);
        canonical[size++] = (char)('0' + part % 10);
        if (shift > 0)
            canonical[size++] = '.';
    }
    bool plain = slice_equal(without_last_dot(as_written), slice_make(canonical, size));
    return plain ? classify_ipv4(address) : HOST_OBFUSCATED_ADDRESS;
}

static bool labels_valid(struct slice name)
{
    for (size_t start = 0; start <= name.size;) {
        size_t end = slice_find_byte(name, start, '.');
        end = end == SLICE_NONE ? name.size : end;
        if (end == start || end - start > LABEL_BYTES)
            return false;
        start = end + 1;
    }
    return true;
}

static bool is_under(struct slice name, struct slice suffix)
{
    return slice_ends_nocase(name, suffix) && (name.size == suffix.size || name.data[name.size - suffix.size - 1] == '.');
}

/* A copy for libpsl: lower case and NUL-terminated. */
struct name {
    char text[NAME_BYTES + 1];
};

static struct name name_copy(struct slice host)
{
    struct name name = {""};
    for (size_t i = 0; i < host.size && i < NAME_BYTES; i++)
        name.text[i] = (char)ascii_lower(host.data[i]);
    return name;
}

/* The kind of a special-use name, or HOST_UNKNOWN. */
static enum host_kind classify_special(struct slice name)
{
    for (const struct special_name *s = special_names; s->suffix; s++)
        if (is_under(name, slice_cstr(s->suffix)))
            return s->kind;
    return HOST_UNKNOWN;
}

static bool suffix_known(const struct name *name)
{
    const char *dot = strrchr(name->text, '.');
    return psl_is_public_suffix2(psl_builtin(), dot ? dot + 1 : name->text, SUFFIX_KNOWN);
}

static enum host_kind classify_name(struct slice name)
{
    if (name.size > NAME_BYTES || !labels_valid(name))
        return HOST_INVALID;
    bool single = slice_find_byte(name, 0, '.') == SLICE_NONE;
    enum host_kind special = classify_special(name);
    if (special == HOST_LOOPBACK || (special != HOST_UNKNOWN && !single))
        return special;
    if (single)
        return HOST_SINGLE_LABEL;
    struct name copy = name_copy(name);
    if (!suffix_known(&copy))
        return HOST_UNKNOWN_SUFFIX;
    return psl_is_public_suffix2(psl_builtin(), copy.text, SUFFIX_OF_REGISTRY) ? HOST_PUBLIC_SUFFIX : HOST_DOMAIN;
}

enum host_kind host_classify(struct slice host, struct slice as_written)
{
    if (host.size == 0)
        return HOST_NONE;
    if (host.data[0] == '[')
        return classify_ipv6(host);
    if (ipv4_expected(host))
        return classify_address(host, as_written);
    return classify_name(without_last_dot(host));
}

enum host_kind host_classify_tail(struct slice tail)
{
    size_t dot = slice_find_byte(tail, 0, '.');
    struct slice name = without_last_dot(slice_from(tail, dot == SLICE_NONE ? tail.size : dot + 1));
    if (name.size == 0 || name.size > NAME_BYTES || !labels_valid(name) || ipv4_expected(name))
        return HOST_UNKNOWN;
    for (size_t i = 0; i < name.size; i++)
        if (!ascii_is_word(name.data[i]) && name.data[i] != '-' && name.data[i] != '.')
            return HOST_UNKNOWN;
    enum host_kind special = classify_special(name);
    struct name copy = name_copy(name);
    if (special == HOST_UNKNOWN && !suffix_known(&copy))
        return HOST_UNKNOWN_SUFFIX;
    return special == HOST_LOOPBACK || special == HOST_PRIVATE_SUFFIX ? special : HOST_UNKNOWN;
}

struct slice host_registrable(struct slice host)
{
    struct slice name = without_last_dot(host);
    if (name.size == 0 || name.size > NAME_BYTES || name.data[0] == '[' || ipv4_expected(name) || !labels_valid(name))
        return (struct slice){0};
    struct name copy = name_copy(name);
    const char *domain = psl_registrable_domain(psl_builtin(), copy.text);
    return domain ? slice_from(name, name.size - strlen(domain)) : (struct slice){0};
}

struct slice host_suffix_list_date(struct arena *arena)
{
    long long seconds = (long long)psl_builtin_file_time();
    if (seconds <= 0)
        return SLICE("");
    /* Days to a date of the Gregorian calendar, in years that begin in March, so that the leap day comes last. */
    long long days = seconds / 86400 + 719468;
    long long era = days / 146097, day = days % 146097;
    long long year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
    day -= 365 * year + year / 4 - year / 100;
    long long month = (5 * day + 2) / 153;
    day -= (153 * month + 2) / 5;
    year += era * 400 + (month >= 10);
    month += month < 10 ? 3 : -9;
    return arena_printf(arena, "%04d-%02d-%02d", (int)year, (int)month, (int)day + 1);
}
