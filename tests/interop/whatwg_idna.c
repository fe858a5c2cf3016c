/* Runs the IDNA tests of the Web Platform Tests against the URL parser: toascii.json, and IdnaTestV2.json, which is made of
 * Unicode's own tests. As there, each input becomes the host of a URL.
 *
 * The tests are read from whatwg-url below the folder that MAILASSAY_CONFORMANCE names, or below ../shared/conformance beside the
 * source tree. Each file is one TAP line. Where we depart stands in `deviations`, with the reason; a test that fails and is not
 * there, or is there and passes, fails the file. Exit status 77: the folder is not there. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "content/url.h"

enum { PATH_SIZE = 4096, FILE_SIZE = 1 << 22 };

static const struct deviation {
    const char *input, *reason;
} deviations[] = {
    {"", "a URL cannot have it: in https:///x clients take x for the host, and so the other tests' runners leave it out"},
    {"\U0003293120.\u97F3.\uA8661.", "U+32931 came with Unicode 17; the tables have Unicode 15"},
    {"\U00032B9A9\uA369\u17D3.ss", "U+32B9A came with Unicode 17"},
    {"\U00032B9A9\uA369\u17D3.SS", "U+32B9A came with Unicode 17"},
    {NULL, NULL},
};

static struct slice json_slice(const json_t *string)
{
    return slice_make(json_string_value(string), json_string_length(string));
}

/* The value of the \uXXXX at the index if it is a surrogate, else 0. */
static unsigned surrogate_at(const char *text, size_t index)
{
    unsigned value = 0;
    if (sscanf(text + index, "\\u%4x", &value) != 1 || value < 0xD800 || value > 0xDFFF)
        return 0;
    return value;
}

/* Lone surrogates, which jansson does not read, become U+FFFD, as URLs have it (a USVString). */
static void replace_surrogates(char *text)
{
    for (size_t i = 0; text[i]; i++) {
        unsigned first = surrogate_at(text, i), second = first ? surrogate_at(text, i + 6) : 0;
        if (first && first < 0xDC00 && second >= 0xDC00)
            i += 11;
        else if (first)
            memcpy(text + i + 2, "FFFD", 4);
        else if (text[i] == '\\')
            i++;
    }
}

static json_t *load(const char *path, json_error_t *error)
{
    FILE *file = fopen(path, "rb");
    char *text = calloc(1, FILE_SIZE + 16);
    size_t size = file && text ? fread(text, 1, FILE_SIZE, file) : 0;
    if (file)
        fclose(file);
    if (text)
        replace_surrogates(text);
    json_t *tests = json_loadb(text ? text : "", size, JSON_ALLOW_NUL, error);
    free(text);
    return tests;
}

/* The input as a host: what would end it is percent-encoded. */
static struct slice host_of(struct arena *arena, struct slice input)
{
    struct buffer text;
    buffer_init(&text, arena, SIZE_MAX);
    buffer_text(&text, "https://");
    for (size_t i = 0; i < input.size; i++) {
        if (slice_find_byte(SLICE(":/?#\\"), 0, input.data[i]) != SLICE_NONE)
            buffer_printf(&text, "%%%02X", input.data[i]);
        else
            buffer_byte(&text, input.data[i]);
    }
    buffer_text(&text, "/x");
    return buffer_slice(&text);
}

static const struct deviation *find_deviation(struct slice input)
{
    const struct deviation *row = deviations;
    while (row->input && !slice_equal(slice_cstr(row->input), input))
        row++;
    return row->input ? row : NULL;
}

static struct slice or_failure(struct slice host)
{
    return host.size > 0 ? host : SLICE("(failure)");
}

/* True if the host is what is expected: the output, or none for null. */
static bool passes(const json_t *test, char *shown, size_t shown_size)
{
    struct arena arena;
    struct url url;
    const json_t *output = json_object_get(test, "output");
    struct slice expected = json_is_string(output) ? json_slice(output) : SLICE("");
    arena_init(&arena, (size_t)1 << 24);
    bool passed = url_parse(&url, &arena, host_of(&arena, json_slice(json_object_get(test, "input"))));
    passed = passed && slice_equal(url.host, expected);
    snprintf(shown, shown_size, "got %.*s, expected %.*s", SLICE_ARG(or_failure(url.host)), SLICE_ARG(or_failure(expected)));
    arena_free(&arena);
    return passed;
}

struct tally {
    unsigned passed, deviating, wrong;
};

static void run_test(struct tally *tally, const json_t *test)
{
    char shown[PATH_SIZE];
    const struct deviation *deviation = find_deviation(json_slice(json_object_get(test, "input")));
    bool passed = passes(test, shown, sizeof shown);
    tally->passed += passed;
    tally->deviating += !passed && deviation;
    if (passed == !deviation)
        return;
    tally->wrong++;
    printf("# %s: %s%s\n", json_string_value(json_object_get(test, "input")), shown,
           deviation ? "; it is in the list of deviations" : "");
}

static bool run_file(const char *folder, const char *name, unsigned number)
{
    char path[2 * PATH_SIZE];
    struct tally tally = {0, 0, 0};
    json_error_t error;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    json_t *tests = load(path, &error);
    if (!json_is_array(tests)) {
        printf("# %s: %s\n", path, tests ? "no tests" : error.text);
        tally.wrong++;
    }
    for (size_t i = 0; i < json_array_size(tests); i++)
        if (json_is_object(json_array_get(tests, i)))
            run_test(&tally, json_array_get(tests, i));
    json_decref(tests);
    printf("%s %u - %s: %u of %u passed, %u listed deviations\n", tally.wrong ? "not ok" : "ok", number, name, tally.passed,
           tally.passed + tally.deviating + tally.wrong, tally.deviating);
    return tally.wrong == 0;
}

int main(void)
{
    char folder[PATH_SIZE], path[2 * PATH_SIZE];
    const char *named = getenv("MAILASSAY_CONFORMANCE");
    const char *source_tree = getenv("top_srcdir");
    if (named)
        snprintf(folder, sizeof folder, "%s/whatwg-url", named);
    else
        snprintf(folder, sizeof folder, "%s/../shared/conformance/whatwg-url", source_tree ? source_tree : ".");
    snprintf(path, sizeof path, "%s/toascii.json", folder);
    FILE *file = fopen(path, "rb");
    if (!file) {
        printf("%s: no tests there; MAILASSAY_CONFORMANCE names another folder\n", folder);
        return 77;
    }
    fclose(file);
    bool passed = run_file(folder, "toascii.json", 1);
    passed = run_file(folder, "IdnaTestV2.json", 2) && passed;
    printf("1..2\n");
    return passed ? 0 : 1;
}
