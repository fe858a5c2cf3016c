/* Style sheets (CSS Syntax 5.4): rules, at-rules and their blocks, one pass, without a tree. Limit: css_selectors; blocks of
 * conditions deeper than MOST_BLOCKS are left out. Tested in tests/unit/content/test_style.c. */
#include "content/css_sheet.h"

#include <stdlib.h>

#include "base/ascii.h"
#include "message/document.h"

enum { MOST_BLOCKS = 8 };

struct sheet_reader {
    struct css_sheet *sheet;
    struct slice text;
    size_t at;
    struct css_when when[MOST_BLOCKS]; /* of the blocks that are open, the sheet first */
    uint32_t depth;
};

static bool has(struct slice text, struct slice part)
{
    return slice_find_nocase(text, 0, part) != SLICE_NONE;
}

static struct css_when query_when(struct slice query)
{
    static const char *const others[] = {"print",    "speech", "aural", "braille",    "embossed",
                                         "handheld", "tty",    "tv",    "projection", NULL};
    struct slice word = SLICE("");
    size_t end = 0;
    do {
        query = slice_trim(slice_from(query, end));
        for (end = 0; ascii_is_word(slice_at(query, end)) || slice_at(query, end) == '-';)
            end++;
        word = slice_sub(query, 0, end);
    } while (slice_equal_nocase(word, SLICE("only")));
    if (slice_is_any_nocase(word, others))
        return (struct css_when){.never = true};
    bool everywhere = slice_equal_nocase(word, SLICE("all")) || slice_equal_nocase(word, SLICE("screen"));
    if (slice_trim(slice_from(query, end)).size == 0 && (everywhere || query.size == 0))
        return (struct css_when){0};
    bool dark = has(query, SLICE("prefers-color-scheme")) && has(query, SLICE("dark"));
    return (struct css_when){.uncertain = true, .dark = dark && !slice_equal_nocase(word, SLICE("not"))};
}

struct css_when css_media(struct slice queries)
{
    struct css_when when = {.never = true, .uncertain = true, .dark = true};
    for (size_t at = 0; at <= queries.size;) {
        size_t end = css_find(queries, at, ",");
        struct css_when query = query_when(slice_sub(queries, at, end));
        if (!query.never) {
            when.never = false;
            when.uncertain = when.uncertain && query.uncertain;
            when.dark = when.dark && query.dark;
        }
        at = end + 1;
    }
    return when;
}

/* When rules of a block behind this at-keyword hold; its rules are not rules of elements if `never`. */
static struct css_when at_rule_when(struct slice prelude)
{
    static const char *const conditions[] = {"supports", "layer", "container", "scope", "document", "-moz-document", NULL};
    size_t end = 1;
    while (ascii_is_word(slice_at(prelude, end)) || slice_at(prelude, end) == '-')
        end++;
    struct slice name = slice_sub(prelude, 1, end);
    if (slice_equal_nocase(name, SLICE("media")))
        return css_media(slice_from(prelude, end));
    if (slice_is_any_nocase(name, conditions))
        return (struct css_when){.uncertain = true};
    return (struct css_when){.never = true};
}

/* Where the bracket stands that closes a block, from inside of it. */
static size_t block_end(struct slice text, size_t at)
{
    for (uint32_t depth = 1;; at++) {
        at = css_find(text, at, "{}");
        if (at >= text.size)
            return text.size;
        depth = slice_at(text, at) == '{' ? depth + 1 : depth - 1;
        if (depth == 0)
            return at;
    }
}

static void add_selector(struct sheet_reader *r, struct slice text, uint32_t first_declaration)
{
    struct css_sheet *sheet = r->sheet;
    struct css_when when = r->when[r->depth];
    struct css_selector selector = {.uncertain = when.uncertain, .dark = when.dark, .first_declaration = first_declaration};
    uint32_t compounds = sheet->compounds.count, simples = sheet->simples.count;
    bool full = sheet->selectors.count >= sheet->limits->css_selectors;
    struct css_selector *out = NULL;
    if (!full && css_selector_read(sheet, text, &selector))
        out = vec_push(sheet->arena, &sheet->selectors);
    sheet->limited = sheet->limited || full;
    if (!out) {
        sheet->compounds.count = compounds;
        sheet->simples.count = simples;
        return;
    }
    selector.declaration_count = sheet->declarations.count - first_declaration;
    selector.order = sheet->selectors.count;
    sheet->present[selector.key >> 6 & 63] |= UINT64_C(1) << (selector.key & 63);
    *out = selector;
}

static void add_rule(struct sheet_reader *r, struct slice selectors, struct slice block)
{
    uint32_t first = r->sheet->declarations.count;
    r->sheet->open = r->sheet->open || slice_find_byte(selectors, 0, MASK_BYTE) != SLICE_NONE;
    css_read(r->sheet->arena, block, &r->sheet->declarations);
    if (r->sheet->declarations.count == first)
        return;
    for (size_t at = 0; at < selectors.size;) {
        size_t end = css_find(selectors, at, ",");
        add_selector(r, slice_sub(selectors, at, end), first);
        at = end + 1;
    }
}

/* An at-rule: a statement, a block of rules that hold when its condition does, or a block of something else. */
static void read_at_rule(struct sheet_reader *r)
{
    size_t end = css_find(r->text, r->at, ";{");
    struct css_when outer = r->when[r->depth];
    struct css_when when = at_rule_when(slice_sub(r->text, r->at, end));
    r->at = end + 1;
    if (slice_at(r->text, end) != '{')
        return;
    if (when.never || r->depth + 1 >= MOST_BLOCKS) {
        r->at = block_end(r->text, r->at) + 1;
        return;
    }
    when.uncertain = when.uncertain || outer.uncertain;
    when.dark = when.dark || outer.dark;
    r->when[++r->depth] = when;
}

static void read_rule(struct sheet_reader *r)
{
    size_t open = css_find(r->text, r->at, r->depth > 0 ? "{}" : "{");
    struct slice selectors = slice_sub(r->text, r->at, open);
    if (slice_at(r->text, open) != '{') {
        r->sheet->open = r->sheet->open || slice_find_byte(selectors, 0, MASK_BYTE) != SLICE_NONE;
        r->at = open;
        return;
    }
    size_t close = block_end(r->text, open + 1);
    add_rule(r, selectors, slice_sub(r->text, open + 1, close));
    r->at = close + 1;
}

void css_sheet_add(struct css_sheet *sheet, struct slice text, struct css_when when)
{
    struct sheet_reader r = {.sheet = sheet, .text = css_without_comments(sheet->arena, text), .when = {when}};
    while (r.at < r.text.size && !when.never && !sheet->arena->failed) {
        struct slice rest = slice_from(r.text, r.at);
        int c = slice_at(rest, 0);
        if (ascii_is_space(c)) {
            r.at++;
        } else if (slice_starts(rest, SLICE("<!--"))) {
            r.at += 4;
        } else if (slice_starts(rest, SLICE("-->"))) {
            r.at += 3;
        } else if (c == '}' && r.depth > 0) {
            r.depth--;
            r.at++;
        } else if (c == '@') {
            read_at_rule(&r);
        } else {
            read_rule(&r);
        }
    }
}

static int by_key(const void *a, const void *b)
{
    const struct css_selector *one = a, *other = b;
    if (one->key != other->key)
        return one->key < other->key ? -1 : 1;
    return (one->order > other->order) - (one->order < other->order);
}

void css_sheet_sort(struct css_sheet *sheet)
{
    if (sheet->selectors.count > 0)
        qsort(sheet->selectors.items, sheet->selectors.count, sizeof *sheet->selectors.items, by_key);
}

uint32_t css_sheet_find(const struct css_sheet *sheet, uint64_t key)
{
    uint32_t low = 0, high = sheet->selectors.count;
    if (!(sheet->present[key >> 6 & 63] >> (key & 63) & 1))
        return sheet->selectors.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (sheet->selectors.items[middle].key < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
