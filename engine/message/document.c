/* Look-ups in a document's tables. Tested in tests/unit/message/test_placeholder.c. */
#include "message/document.h"

static const char *const syntax_texts[] = {
#define X(name, text, doc) text,
    TEMPLATE_SYNTAXES(X)
#undef X
};

const char *template_syntax_text(enum template_syntax syntax)
{
    return syntax_texts[syntax];
}

uint32_t document_branch_at(const struct document *document, uint32_t offset)
{
    uint32_t low = 0, high = document->branches.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (document->branches.items[middle].span.start <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    uint32_t branch = low ? low - 1 : INDEX_NONE;
    while (branch != INDEX_NONE && !span_contains(document->branches.items[branch].span, offset))
        branch = document->branches.items[branch].parent;
    return branch;
}

bool document_has_value(const struct document *document, struct span range)
{
    uint32_t low = 0, high = document->placeholders.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (document->placeholders.items[middle].span.end <= range.start)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < document->placeholders.count; low++) {
        const struct placeholder *placeholder = &document->placeholders.items[low];
        if (placeholder->span.start >= range.end)
            break;
        if (placeholder->kind == PLACEHOLDER_VALUE)
            return true;
    }
    return false;
}
