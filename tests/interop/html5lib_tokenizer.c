/* Runs the tokenizer tests of html5lib against the engine's tokenizer: tokens, and parse errors with line and column.
 *
 * The tests are read from html5lib-tokenizer below the folder that MAILASSAY_CONFORMANCE names, or below ../shared/conformance
 * beside the source tree. Each file is one TAP line; a test with several initial states counts once for each. Exit status 77:
 * the folder is not there. */
#include <dirent.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/buffer.h"
#include "content/html_token.h"

enum { SHOWN_FAILURES = 20, PATH_SIZE = 4096 };

static const struct {
    const char *name;
    enum html_state_start state;
} initial_states[] = {
    {"Data state", HTML_DATA},           {"RCDATA state", HTML_RCDATA},
    {"RAWTEXT state", HTML_RAWTEXT},     {"Script data state", HTML_SCRIPT_DATA},
    {"PLAINTEXT state", HTML_PLAINTEXT}, {"CDATA section state", HTML_CDATA_SECTION},
};

struct tally {
    unsigned passed, failed;
};

static struct slice json_slice(const json_t *string)
{
    return string ? slice_make(json_string_value(string), json_string_length(string)) : slice_make(NULL, 0);
}

/* Surrogates are kept (WTF-8): the arrays compared are never written as JSON that somebody reads. */
static json_t *json_text(struct slice s)
{
    return json_stringn_nocheck(s.size ? (const char *)s.data : "", s.size);
}

/* The four hexadecimal digits of "\uXXXX" at the index, or -1. */
static long escape_at(struct slice s, size_t index)
{
    if (slice_at(s, index) != '\\' || slice_at(s, index + 1) != 'u')
        return -1;
    long value = 0;
    for (size_t i = index + 2; i < index + 6; i++) {
        int digit = ascii_hex(slice_at(s, i));
        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

static void append_code_point(struct buffer *out, long code_point)
{
    if (code_point < 0xD800 || code_point > 0xDFFF) {
        buffer_code_point(out, (uint32_t)code_point);
        return;
    }
    buffer_byte(out, 0xE0 | (int)(code_point >> 12));
    buffer_byte(out, 0x80 | (int)(code_point >> 6 & 0x3F));
    buffer_byte(out, 0x80 | (int)(code_point & 0x3F));
}

static struct slice unescape(struct arena *arena, struct slice s)
{
    struct buffer out;
    buffer_init(&out, arena, SIZE_MAX);
    for (size_t i = 0; i < s.size;) {
        long unit = escape_at(s, i);
        if (unit < 0) {
            buffer_byte(&out, s.data[i++]);
            continue;
        }
        i += 6;
        long low = unit >= 0xD800 && unit <= 0xDBFF ? escape_at(s, i) : -1;
        if (low >= 0xDC00 && low <= 0xDFFF) {
            unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
            i += 6;
        }
        append_code_point(&out, unit);
    }
    return buffer_slice(&out);
}

/* The expected tokens with their strings unescaped once more. Tokens are arrays of strings and objects of strings. */
static json_t *unescape_json(struct arena *arena, json_t *value)
{
    if (json_is_string(value))
        return json_text(unescape(arena, json_slice(value)));
    if (json_is_array(value)) {
        json_t *out = json_array();
        size_t i;
        json_t *item;
        json_array_foreach(value, i, item) json_array_append_new(out, unescape_json(arena, item));
        return out;
    }
    if (json_is_object(value)) {
        json_t *out = json_object();
        const char *key;
        json_t *item;
        json_object_foreach(value, key, item)
        {
            const char *unescaped = arena_cstr(arena, unescape(arena, slice_cstr(key)));
            json_object_set_new_nocheck(out, unescaped, unescape_json(arena, item));
        }
        return out;
    }
    return json_incref(value);
}

static json_t *attributes_json(struct arena *arena, const struct html_token *token)
{
    json_t *out = json_object();
    for (uint32_t i = 0; i < token->attributes.count; i++) {
        const struct html_attribute *attribute = &token->attributes.items[i];
        json_object_set_new_nocheck(out, arena_cstr(arena, attribute->name), json_text(attribute->value.text));
    }
    return out;
}

static json_t *token_json(struct arena *arena, const struct html_token *token)
{
    static const char *const names[] = {"Character", "StartTag", "EndTag", "Comment", "DOCTYPE"};
    json_t *out = json_array();
    json_array_append_new(out, json_string(names[token->type]));
    bool named = token->type == HTML_START_TAG || token->type == HTML_END_TAG;
    json_array_append_new(out, json_text(named ? token->name : token->text));
    if (token->type == HTML_START_TAG)
        json_array_append_new(out, attributes_json(arena, token));
    if (token->type == HTML_START_TAG && token->self_closing)
        json_array_append_new(out, json_true());
    if (token->type == HTML_DOCTYPE) {
        json_array_set_new(out, 1, token->name.size ? json_text(token->name) : json_null());
        json_array_append_new(out, token->has_public_id ? json_text(token->public_id) : json_null());
        json_array_append_new(out, token->has_system_id ? json_text(token->system_id) : json_null());
        json_array_append_new(out, json_boolean(!token->force_quirks));
    }
    return out;
}

static void flush_text(struct buffer *text, json_t *tokens)
{
    if (text->size > 0)
        json_array_append_new(tokens, json_pack("[s, o]", "Character", json_text(buffer_slice(text))));
    text->size = 0;
}

/* All tokens, adjacent text as one. */
static json_t *read_tokens(struct arena *arena, struct html_tokenizer *tokenizer)
{
    json_t *tokens = json_array();
    struct buffer text;
    buffer_init(&text, arena, SIZE_MAX);
    struct html_token token;
    for (html_tokenizer_next(tokenizer, &token); token.type != HTML_END; html_tokenizer_next(tokenizer, &token)) {
        if (token.type == HTML_TEXT) {
            buffer_append(&text, token.text);
            continue;
        }
        flush_text(&text, tokens);
        json_array_append_new(tokens, token_json(arena, &token));
    }
    flush_text(&text, tokens);
    return tokens;
}

/* Line and column, both from 1, columns in UTF-16 units; CR LF and CR end lines as LF does. */
static struct slice error_text(struct arena *arena, struct slice input, const struct html_error *error)
{
    unsigned line = 1;
    unsigned column = 1;
    for (size_t i = 0; i < error->offset; i++) {
        int c = slice_at(input, i);
        if (c == '\n' || (c == '\r' && slice_at(input, i + 1) != '\n')) {
            line++;
            column = 1;
        } else if (c != '\r' && (c & 0xC0) != 0x80) {
            column += c >= 0xF0 ? 2 : 1;
        }
    }
    return arena_printf(arena, "%04u:%04u %s", line, column, error->code);
}

static int compare_slices(const void *a, const void *b)
{
    return slice_compare(*(const struct slice *)a, *(const struct slice *)b);
}

/* The lines sorted, one after the other: errors of one place have no order between them. */
static struct slice join(struct arena *arena, struct slice *lines, size_t count)
{
    struct buffer out;
    buffer_init(&out, arena, SIZE_MAX);
    if (count > 0)
        qsort(lines, count, sizeof *lines, compare_slices);
    for (size_t i = 0; i < count; i++) {
        buffer_append(&out, lines[i]);
        buffer_byte(&out, '\n');
    }
    return buffer_slice(&out);
}

static struct slice expected_errors(struct arena *arena, const json_t *errors)
{
    size_t count = json_array_size(errors);
    struct slice *lines = arena_new_array(arena, struct slice, count);
    for (size_t i = 0; i < count; i++) {
        const json_t *error = json_array_get(errors, i);
        int line = (int)json_integer_value(json_object_get(error, "line"));
        int column = (int)json_integer_value(json_object_get(error, "col"));
        lines[i] = arena_printf(arena, "%04d:%04d %s", line, column, json_string_value(json_object_get(error, "code")));
    }
    return join(arena, lines, count);
}

static struct slice actual_errors(struct arena *arena, const struct html_tokenizer *tokenizer, struct slice input)
{
    uint32_t count;
    const struct html_error *errors = html_tokenizer_errors(tokenizer, &count);
    struct slice *lines = arena_new_array(arena, struct slice, count);
    for (uint32_t i = 0; i < count; i++)
        lines[i] = error_text(arena, input, &errors[i]);
    return join(arena, lines, count);
}

static void show_failure(const json_t *test, const json_t *got, struct slice got_errors, struct slice wanted_errors)
{
    char *tokens = json_dumps(got, JSON_COMPACT);
    char *wanted = json_dumps(json_object_get(test, "output"), JSON_COMPACT);
    printf("# %s\n#   got      %s\n#   expected %s\n", json_string_value(json_object_get(test, "description")),
           tokens ? tokens : "(not UTF-8)", wanted ? wanted : "(not UTF-8)");
    printf("# errors got\n%.*s# errors expected\n%.*s", SLICE_ARG(got_errors), SLICE_ARG(wanted_errors));
    free(tokens);
    free(wanted);
}

static bool run_test(const json_t *test, enum html_state_start state, bool show)
{
    struct arena arena;
    arena_init(&arena, (size_t)1 << 28);
    bool escaped = json_is_true(json_object_get(test, "doubleEscaped"));
    struct slice input = json_slice(json_object_get(test, "input"));
    struct layer layer = {.text = escaped ? unescape(&arena, input) : input};
    json_t *output = json_object_get(test, "output");
    json_t *wanted = escaped ? unescape_json(&arena, output) : json_incref(output);
    struct html_tokenizer *tokenizer = html_tokenizer_new(&arena, &layer, &limits_default);
    html_tokenizer_start_in(tokenizer, state, json_slice(json_object_get(test, "lastStartTag")));
    json_t *got = read_tokens(&arena, tokenizer);
    struct slice wanted_errors = expected_errors(&arena, json_object_get(test, "errors"));
    struct slice got_errors = actual_errors(&arena, tokenizer, layer.text);
    bool passed = json_equal(got, wanted) && slice_equal(got_errors, wanted_errors) && !arena.failed;
    if (!passed && show)
        show_failure(test, got, got_errors, wanted_errors);
    json_decref(got);
    json_decref(wanted);
    arena_free(&arena);
    return passed;
}

static void count_run(struct tally *tally, const json_t *test, enum html_state_start state)
{
    if (run_test(test, state, tally->failed < SHOWN_FAILURES))
        tally->passed++;
    else
        tally->failed++;
}

static void run_in_states(struct tally *tally, const json_t *test)
{
    const json_t *names = json_object_get(test, "initialStates");
    if (!names) {
        count_run(tally, test, HTML_DATA);
        return;
    }
    for (size_t i = 0; i < json_array_size(names); i++) {
        const char *name = json_string_value(json_array_get(names, i));
        size_t row = 0;
        while (row < sizeof initial_states / sizeof *initial_states && strcmp(name, initial_states[row].name) != 0)
            row++;
        if (row == sizeof initial_states / sizeof *initial_states) {
            printf("# unknown state: %s\n", name);
            tally->failed++;
        } else {
            count_run(tally, test, initial_states[row].state);
        }
    }
}

static struct tally run_file(const char *path)
{
    struct tally tally = {0, 0};
    json_error_t error;
    json_t *root = json_load_file(path, JSON_ALLOW_NUL, &error);
    const json_t *tests = json_object_get(root, "tests");
    if (!json_is_array(tests)) {
        printf("# %s\n", root ? "no tests" : error.text);
        tally.failed++;
    }
    for (size_t i = 0; i < json_array_size(tests); i++)
        run_in_states(&tally, json_array_get(tests, i));
    json_decref(root);
    return tally;
}

static int is_test_file(const struct dirent *entry)
{
    return slice_ends_nocase(slice_cstr(entry->d_name), SLICE(".test"));
}

static void find_folder(char path[PATH_SIZE])
{
    const char *named = getenv("MAILASSAY_CONFORMANCE");
    const char *source_tree = getenv("top_srcdir");
    if (named)
        snprintf(path, PATH_SIZE, "%s/html5lib-tokenizer", named);
    else
        snprintf(path, PATH_SIZE, "%s/../shared/conformance/html5lib-tokenizer", source_tree ? source_tree : ".");
}

int main(void)
{
    char folder[PATH_SIZE];
    find_folder(folder);
    struct dirent **files = NULL;
    int count = scandir(folder, &files, is_test_file, alphasort);
    if (count <= 0) {
        printf("%s: no tests there; MAILASSAY_CONFORMANCE names another folder\n", folder);
        return 77;
    }
    struct tally all = {0, 0};
    for (int i = 0; i < count; i++) {
        char path[2 * PATH_SIZE];
        snprintf(path, sizeof path, "%s/%s", folder, files[i]->d_name);
        struct tally tally = run_file(path);
        printf("%s %d - %s: %u passed, %u failed\n", tally.failed ? "not ok" : "ok", i + 1, files[i]->d_name, tally.passed,
               tally.failed);
        all.passed += tally.passed;
        all.failed += tally.failed;
        free(files[i]);
    }
    free(files);
    printf("1..%d\n# %u passed, %u failed\n", count, all.passed, all.failed);
    return all.failed ? 1 : 0;
}
