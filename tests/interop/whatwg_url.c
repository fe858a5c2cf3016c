/* Runs the URL tests of web-platform-tests against the engine's parser: every case with an absolute URL or a base, its href and
 * all components, or that it fails; and the percent-encoding of UTF-8 in queries and fragments.
 *
 * The tests are read from whatwg-url below the folder that MAILASSAY_CONFORMANCE names, or below ../shared/conformance beside the
 * source tree. What departs from the standard is listed here with its reason; what is listed and passes fails the test, as does
 * what departs and is not listed. Exit status 77: the files are not there. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "content/url.h"

enum { PATH_SIZE = 4096 };

static const char mask[] = "U+001A stands for what a placeholder brings, in every text of the engine";

/* Cases that do not pass, by their input, with the reason. */
static const struct deviation {
    const char *input, *reason;
} deviations[] = {
    {"http://a\x1A"
     "b/",
     mask},
    {"sc://"
     "\x01\x02\x03\x04\x05\x06\x07\x08\x0B\x0C\x0E\x0F\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1A\x1B\x1C\x1D\x1E\x1F\x7F!\"$%&'"
     "()*+,-.;=_`{}~/",
     mask},
    {NULL, NULL},
};

struct tally {
    unsigned passed, listed, failed;
};

static struct slice json_slice(const json_t *string)
{
    return string ? slice_make(json_string_value(string), json_string_length(string)) : slice_make(NULL, 0);
}

static bool same(const char *name, struct slice got, const json_t *test)
{
    struct slice wanted = json_slice(json_object_get(test, name));
    bool equal = slice_equal(got, wanted);
    if (!equal)
        printf("#   %s: got <%.*s>, not <%.*s>\n", name, SLICE_ARG(got), SLICE_ARG(wanted));
    return equal;
}

/* The part with the mark before it that the API shows there; nothing for an empty part. */
static bool same_marked(const char *name, struct slice whole, struct span part, const json_t *test)
{
    bool empty = part.start == part.end;
    return same(name, empty ? SLICE("") : slice_sub(whole, part.start - 1, part.end), test);
}

static bool compare(const struct url *url, const json_t *test)
{
    const struct url_components *c = &url->canonical;
    struct slice href = url->normalised;
    uint32_t host_end = c->port.start < c->port.end ? c->port.end : c->host.end;
    bool ok = same("href", href, test);
    ok &= same("protocol", slice_sub(href, c->scheme.start, c->scheme.end + 1), test);
    ok &= same("username", slice_sub(href, c->username.start, c->username.end), test);
    ok &= same("password", slice_sub(href, c->password.start, c->password.end), test);
    ok &= same("host", slice_sub(href, c->host.start, host_end), test);
    ok &= same("hostname", slice_sub(href, c->host.start, c->host.end), test);
    ok &= same("port", slice_sub(href, c->port.start, c->port.end), test);
    ok &= same("pathname", slice_sub(href, c->path.start, c->path.end), test);
    ok &= same_marked("search", href, c->query, test);
    ok &= same_marked("hash", href, c->fragment, test);
    return ok;
}

static const char *listed_reason(struct slice input)
{
    for (const struct deviation *d = deviations; d->input; d++)
        if (slice_equal(input, slice_cstr(d->input)))
            return d->reason;
    return NULL;
}

static bool run_case(struct arena *arena, const json_t *test)
{
    struct slice input = json_slice(json_object_get(test, "input"));
    const json_t *base_text = json_object_get(test, "base");
    struct url base, url;
    bool has_base = json_is_string(base_text);
    bool failure = json_is_true(json_object_get(test, "failure"));
    if (has_base && !url_parse(&base, arena, json_slice(base_text)))
        return false;
    if (!url_resolve(&url, arena, input, has_base ? &base : NULL))
        return false;
    bool has_failed = url.normalised.size == 0;
    if (has_failed || failure) {
        if (has_failed != failure)
            printf("#   %s\n", failure ? "parses" : "does not parse");
        return has_failed == failure;
    }
    return compare(&url, test);
}

static void count_case(struct tally *tally, const json_t *test)
{
    struct arena arena;
    struct slice input = json_slice(json_object_get(test, "input"));
    const char *reason = listed_reason(input);
    arena_init(&arena, (size_t)1 << 28);
    bool passed = run_case(&arena, test);
    arena_free(&arena);
    if (passed && !reason) {
        tally->passed++;
        return;
    }
    char *shown = json_dumps(test, JSON_COMPACT | JSON_ENSURE_ASCII);
    printf("# %s: %s\n", reason && !passed ? reason : passed ? "passes, but is listed" : "differs", shown ? shown : "");
    free(shown);
    if (reason && !passed)
        tally->listed++;
    else
        tally->failed++;
}

static struct tally run_urls(const json_t *tests)
{
    struct tally tally = {0, 0, 0};
    for (size_t i = 0; i < json_array_size(tests); i++)
        if (json_is_object(json_array_get(tests, i)))
            count_case(&tally, json_array_get(tests, i));
    return tally;
}

static bool run_encoding(struct arena *arena, struct slice input, const json_t *output)
{
    struct url url;
    struct slice wanted = json_slice(json_object_get(output, "utf-8"));
    struct slice text = arena_printf(arena, "https://host.invalid/?%.*s#%.*s", SLICE_ARG(input), SLICE_ARG(input));
    if (!url_parse(&url, arena, text))
        return false;
    struct slice query = slice_sub(url.normalised, url.canonical.query.start, url.canonical.query.end);
    struct slice fragment = slice_sub(url.normalised, url.canonical.fragment.start, url.canonical.fragment.end);
    bool same = slice_equal(query, wanted) && slice_equal(fragment, wanted);
    if (!same)
        printf("# got <%.*s> and <%.*s>, not <%.*s>\n", SLICE_ARG(query), SLICE_ARG(fragment), SLICE_ARG(wanted));
    return same;
}

static struct tally run_encodings(const json_t *tests)
{
    struct tally tally = {0, 0, 0};
    for (size_t i = 0; i < json_array_size(tests); i++) {
        const json_t *test = json_array_get(tests, i);
        struct arena arena;
        if (!json_is_object(test))
            continue;
        arena_init(&arena, 1 << 20);
        bool passed = run_encoding(&arena, json_slice(json_object_get(test, "input")), json_object_get(test, "output"));
        *(passed ? &tally.passed : &tally.failed) += 1;
        arena_free(&arena);
    }
    return tally;
}

/* Null if the file is not there. */
static json_t *load(const char *name)
{
    char path[PATH_SIZE];
    const char *named = getenv("MAILASSAY_CONFORMANCE");
    const char *source_tree = getenv("top_srcdir");
    if (named)
        snprintf(path, sizeof path, "%s/whatwg-url/%s", named, name);
    else
        snprintf(path, sizeof path, "%s/../shared/conformance/whatwg-url/%s", source_tree ? source_tree : ".", name);
    json_error_t error;
    json_t *root = json_load_file(path, JSON_ALLOW_NUL, &error);
    if (!root)
        printf("%s: %s; MAILASSAY_CONFORMANCE names another folder\n", path, error.text);
    return root;
}

static void print_line(unsigned number, const char *name, struct tally tally)
{
    bool ok = tally.failed == 0 && tally.passed > 0;
    printf("%s %u - %s: %u passed, %u differ as listed, %u failed\n", ok ? "ok" : "not ok", number, name, tally.passed,
           tally.listed, tally.failed);
}

int main(void)
{
    json_t *urls = load("urltestdata.json"), *encodings = load("percent-encoding.json");
    if (!urls || !encodings) {
        json_decref(urls);
        json_decref(encodings);
        return 77;
    }
    struct tally url_tally = run_urls(urls), encoding_tally = run_encodings(encodings);
    print_line(1, "urltestdata.json", url_tally);
    print_line(2, "percent-encoding.json", encoding_tally);
    printf("1..2\n");
    json_decref(urls);
    json_decref(encodings);
    return url_tally.failed + encoding_tally.failed > 0;
}
