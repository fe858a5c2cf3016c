/* What was meant by a name with a suffix that does not exist: "www.example.cmo" by "www.example.com".
 *
 * The suffixes are those that mail links to most, the commonest first, for a slip may be near to several. One of two letters is
 * near to nearly everything; diagnostic_did_you_mean() takes it only for three letters, such as "dee". Tested in
 * tests/unit/content/test_host_name.c. */
#include "base/buffer.h"
#include "base/diagnostic.h"
#include "content/host_name.h"

enum { SUFFIX_BYTES = 12 };

/* By the number of labels, from one. */
static const char *const suffixes[][24] = {
    {"com", "net", "org", "de",  "info", "uk",  "fr",  "it",  "es",   "nl",     "ch", "at",
     "io",  "eu",  "be",  "biz", "edu",  "gov", "app", "dev", "shop", "online", NULL},
    {"co.uk", "org.uk", "ac.uk", "com.au", "com.br", "co.jp", "co.nz", "co.za", "co.in", "com.mx", "com.tr", NULL},
};

static size_t count(const char *const *texts)
{
    size_t n = 0;
    while (texts[n])
        n++;
    return n;
}

struct slice host_meant(struct arena *arena, struct slice host)
{
    size_t start = host.size, dots[2] = {0, 0};
    if (slice_at(host, host.size - 1) == '.')
        host = slice_sub(host, 0, --start);
    for (size_t n = 0; n < 2 && start > 0;) {
        if (host.data[--start] == '.')
            dots[n++] = start;
    }
    for (size_t n = 2; n-- > 0;) {
        struct slice suffix = slice_from(host, dots[n] + 1);
        if (dots[n] == 0 || suffix.size > SUFFIX_BYTES)
            continue;
        const char *meant = diagnostic_did_you_mean(suffix, suffixes[n], count(suffixes[n]));
        if (meant)
            return arena_printf(arena, "%.*s.%s", SLICE_ARG(slice_sub(host, 0, dots[n])), meant);
    }
    return (struct slice){0};
}
