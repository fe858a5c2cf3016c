/* Limits by name: for policies, for loading rules, and for help texts. Tested in tests/unit/api. */
#include "api/api.h"
#include "base/ascii.h"
#include "data/text.h"

/* Decoding can double a text, and offsets inside it are 32 bits. */
#define MOST_MESSAGE_BYTES 1073741824
#define MOST_LIMIT         1000000000000

static const struct place NO_PLACE = {0};

static bool read_count(struct slice text, uint64_t *out)
{
    uint64_t value = 0;
    for (size_t i = 0; i < text.size; i++) {
        if (!ascii_is_digit(slice_at(text, i)) || value > MOST_LIMIT)
            return false;
        value = value * 10 + (uint64_t)(slice_at(text, i) - '0');
    }
    *out = value;
    return text.size > 0 && value <= MOST_LIMIT;
}

static bool counts_text_bytes(struct slice name)
{
    return slice_is(name, "message_bytes") || slice_is(name, "text_bytes");
}

static void unknown_limit(struct slice name, struct diagnostics *diagnostics)
{
    size_t count;
    const char *const *names = limits_names(&count);
    const char *meant = diagnostic_did_you_mean(name, names, count);
    struct diagnostic *d =
        diagnostic_error(diagnostics, DIAGNOSTIC_BAD_VALUE, NO_PLACE, "there is no limit `%.*s`", SLICE_ARG(name));
    if (meant)
        diagnostic_hint(diagnostics, d, "help: did you mean `%s`?", meant);
    else
        diagnostic_hint(diagnostics, d, "help: `mailassay help limits` lists them");
}

static void read_limit(struct limits *limits, struct slice text, struct diagnostics *diagnostics)
{
    size_t equals = slice_find_byte(text, 0, '=');
    struct slice name = slice_sub(text, 0, equals);
    uint64_t value;
    if (equals == SLICE_NONE || !read_count(slice_from(text, equals + 1), &value)) {
        struct diagnostic *d =
            diagnostic_error(diagnostics, DIAGNOSTIC_BAD_VALUE, NO_PLACE, "the limit `%.*s` cannot be read", SLICE_ARG(text));
        diagnostic_hint(diagnostics, d, "expected: NAME=NUMBER, such as mime_depth=20; 0 is the default");
    } else if (counts_text_bytes(name) && value > MOST_MESSAGE_BYTES) {
        diagnostic_error(diagnostics, DIAGNOSTIC_OUT_OF_RANGE, NO_PLACE, "the limit `%.*s` is at most %d bytes", SLICE_ARG(name),
                         MOST_MESSAGE_BYTES);
    } else if (!limits_set(limits, name, value)) {
        unknown_limit(name, diagnostics);
    }
}

void limits_read(struct limits *limits, const char *const *texts, size_t count, struct diagnostics *diagnostics)
{
    for (size_t i = 0; i < count; i++)
        read_limit(limits, slice_cstr(texts[i]), diagnostics);
}

assay_status assay_limit_name(size_t index, const char **out_name, uint64_t *out_default, const char **out_reason)
{
    static const struct {
        const char *name;
        uint64_t value;
        const char *reason;
    } limits[] = {
#define X(field, value, unit, reason) {#field, value, unit ": " reason},
        LIMITS(X)
#undef X
    };
    if (!out_name || !out_default || !out_reason)
        return ASSAY_BAD_ARGUMENT;
    bool known = index < sizeof limits / sizeof limits[0];
    *out_name = known ? limits[index].name : NULL;
    *out_default = known ? limits[index].value : 0;
    *out_reason = known ? limits[index].reason : NULL;
    return known ? ASSAY_OK : ASSAY_END;
}
