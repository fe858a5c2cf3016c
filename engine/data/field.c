/* Fields: looking one up by name, and the names of reasons. Tables are short; they are searched from the front.
 * Tested in tests/unit/data/test_field.c. */
#include "data/field.h"

#include "data/text.h"

const struct field *field_find(const struct field_table *table, struct slice name)
{
    for (size_t i = 0; i < table->count; i++)
        if (slice_is(name, table->fields[i].name))
            return &table->fields[i];
    return NULL;
}

const char *unknown_reason_text(enum unknown_reason reason)
{
    static const char *const texts[] = {
#define X(name, text) text,
        UNKNOWN_REASONS(X)
#undef X
    };
    return (size_t)reason < sizeof texts / sizeof texts[0] ? texts[reason] : "";
}
