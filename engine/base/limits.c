/* The limits by name, from the one list. Tested in tests/unit/base/test_limits.c. */
#include "base/limits.h"

const struct limits limits_default = {
#define X(field, value, unit, reason) .field = (value),
    LIMITS(X)
#undef X
};

static const char *const names[] = {
#define X(field, value, unit, reason) #field,
    LIMITS(X)
#undef X
};

static uint64_t *limit_by_index(struct limits *limits, size_t index)
{
    uint64_t *const fields[] = {
#define X(field, value, unit, reason) &limits->field,
        LIMITS(X)
#undef X
    };
    return fields[index];
}

bool limits_set(struct limits *limits, struct slice name, uint64_t value)
{
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (!slice_equal(name, slice_cstr(names[i])))
            continue;
        struct limits defaults = limits_default;
        *limit_by_index(limits, i) = value ? value : *limit_by_index(&defaults, i);
        return true;
    }
    return false;
}

const char *const *limits_names(size_t *out_count)
{
    *out_count = sizeof names / sizeof names[0];
    return names;
}
