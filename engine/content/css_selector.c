/* Selectors (Selectors 4) as far as css_sheet.h says. Tested in tests/unit/content/test_style.c. */
#include "base/ascii.h"
#include "content/css_sheet.h"
#include "message/document.h"

enum { MOST_SIMPLES = 64 };

enum { SPECIFICITY_TYPE = 1, SPECIFICITY_CLASS = 1 << 8, SPECIFICITY_ID = 1 << 16 };

struct selector_reader {
    struct css_sheet *sheet;
    struct css_selector *out;
    struct slice text;
    size_t at;
    struct css_compound compound;
    uint32_t simples;
};

uint64_t css_hash(enum css_simple_kind kind, struct slice name)
{
    uint64_t hash = 14695981039346656037u + (uint64_t)kind;
    for (size_t i = 0; i < name.size; i++)
        hash = (hash ^ name.data[i]) * 1099511628211u;
    hash ^= hash >> 32;
    hash *= 0x9E3779B97F4A7C15u;
    return hash ? hash : 1;
}

struct slice css_next_class(struct slice classes, size_t *at)
{
    while (*at < classes.size && ascii_is_space(classes.data[*at]))
        ++*at;
    size_t start = *at;
    while (*at < classes.size && !ascii_is_space(classes.data[*at]))
        ++*at;
    return slice_sub(classes, start, *at);
}

uint64_t css_bits(const struct css_subject *subject)
{
    uint64_t bits = css_bit(subject->tag);
    struct slice name;
    if (subject->id.size > 0)
        bits |= css_bit(css_hash(CSS_ID, subject->id));
    for (size_t at = 0; name = css_next_class(subject->classes, &at), name.size > 0;)
        bits |= css_bit(css_hash(CSS_CLASS, name));
    return bits;
}

static bool has_class(struct slice classes, struct slice wanted)
{
    struct slice name;
    for (size_t at = 0; name = css_next_class(classes, &at), name.size > 0;)
        if (slice_equal(name, wanted))
            return true;
    return false;
}

bool css_compound_matches(const struct css_sheet *sheet, const struct css_compound *compound, const struct css_subject *subject)
{
    for (uint32_t i = compound->first; i < compound->first + compound->count; i++) {
        const struct css_simple *simple = &sheet->simples.items[i];
        bool found = simple->kind == CSS_TYPE ? simple->hash == subject->tag
                     : simple->kind == CSS_ID ? slice_equal(simple->name, subject->id)
                                              : has_class(subject->classes, simple->name);
        if (!found)
            return false;
    }
    return true;
}

static bool is_name_byte(int c)
{
    return ascii_is_word(c) || c == '-' || c == '\\' || c >= 0x80;
}

/* The name at the position, escapes decoded. */
static struct slice read_name(struct selector_reader *r)
{
    size_t start = r->at;
    while (is_name_byte(slice_at(r->text, r->at)))
        r->at += slice_at(r->text, r->at) == '\\' ? 2 : 1;
    return css_unescape(r->sheet->arena, slice_sub(r->text, start, r->at));
}

static bool add_simple(struct selector_reader *r, enum css_simple_kind kind, uint32_t specificity)
{
    struct slice name = read_name(r);
    struct css_simple *simple = name.size > 0 ? vec_push(r->sheet->arena, &r->sheet->simples) : NULL;
    if (!simple)
        return false;
    *simple = (struct css_simple){kind, css_hash(kind, name), name};
    r->compound.count++;
    r->out->specificity += specificity;
    return true;
}

/* A type selector; HTML's names have no case. */
static bool add_type(struct selector_reader *r)
{
    unsigned char lower[32];
    struct slice name = read_name(r);
    struct css_simple *simple = name.size <= sizeof lower ? vec_push(r->sheet->arena, &r->sheet->simples) : NULL;
    if (!simple)
        return false;
    for (size_t i = 0; i < name.size; i++)
        lower[i] = (unsigned char)ascii_lower(name.data[i]);
    *simple = (struct css_simple){CSS_TYPE, css_hash(CSS_TYPE, slice_make(lower, name.size)), name};
    r->compound.count++;
    r->out->specificity += SPECIFICITY_TYPE;
    return true;
}

/* Goes past a pseudo-class. False for what never holds for an element at rest. */
static bool skip_pseudo(struct selector_reader *r)
{
    static const char *const never[] = {"hover",  "active", "focus",      "visited",      "focus-within", "focus-visible",
                                        "before", "after",  "first-line", "first-letter", "target",       NULL};
    r->at++;
    if (slice_at(r->text, r->at) == ':')
        return false;
    struct slice name = read_name(r);
    if (slice_is_any_nocase(name, never))
        return false;
    if (slice_at(r->text, r->at) == '(')
        r->at = css_find(r->text, r->at + 1, ")") + 1;
    r->out->uncertain =
        r->out->uncertain || !(slice_equal_nocase(name, SLICE("link")) || slice_equal_nocase(name, SLICE("any-link")));
    r->out->specificity += SPECIFICITY_CLASS;
    return name.size > 0;
}

static bool read_simple(struct selector_reader *r)
{
    int c = slice_at(r->text, r->at);
    if (r->simples++ >= MOST_SIMPLES)
        return false;
    if (is_name_byte(c))
        return add_type(r);
    switch (c) {
    case '.': r->at++; return add_simple(r, CSS_CLASS, SPECIFICITY_CLASS);
    case '#': r->at++; return add_simple(r, CSS_ID, SPECIFICITY_ID);
    case ':': return skip_pseudo(r);
    case '*': r->at++; return true;
    case '[':
        r->at = css_find(r->text, r->at + 1, "]") + 1;
        r->out->uncertain = true;
        r->out->specificity += SPECIFICITY_CLASS;
        return true;
    default: return false;
    }
}

static bool end_compound(struct selector_reader *r)
{
    struct css_compound *compound = vec_push(r->sheet->arena, &r->sheet->compounds);
    if (!compound)
        return false;
    *compound = r->compound;
    r->out->compound_count++;
    r->compound = (struct css_compound){r->sheet->simples.count, 0};
    return true;
}

/* The combinator at the position: white space, or one of > + ~ with white space around it; 0 at the end. */
static int read_combinator(struct selector_reader *r)
{
    int combinator = ' ';
    size_t start = r->at;
    for (int c; c = slice_at(r->text, r->at), ascii_is_space(c) || c == '>' || c == '+' || c == '~'; r->at++)
        if (!ascii_is_space(c))
            combinator = c;
    return r->at > start && r->at < r->text.size ? combinator : 0;
}

/* Takes the last compound for the key, the others for the bits. */
static void set_keys(struct selector_reader *r)
{
    struct css_selector *out = r->out;
    const struct css_sheet *sheet = r->sheet;
    uint32_t last = out->first_compound + out->compound_count - 1;
    enum css_simple_kind kind = CSS_TYPE;
    for (uint32_t i = out->first_compound; i <= last; i++) {
        const struct css_compound *compound = &sheet->compounds.items[i];
        for (uint32_t k = compound->first; k < compound->first + compound->count; k++) {
            const struct css_simple *simple = &sheet->simples.items[k];
            if (i < last) {
                out->ancestors |= css_bit(simple->hash);
            } else if (out->key == CSS_ANY || simple->kind > kind) {
                out->key = simple->hash;
                kind = simple->kind;
            }
        }
    }
}

bool css_selector_read(struct css_sheet *sheet, struct slice text, struct css_selector *out)
{
    struct selector_reader r = {.sheet = sheet, .out = out, .text = slice_trim(text)};
    out->first_compound = sheet->compounds.count;
    r.compound.first = sheet->simples.count;
    if (r.text.size == 0 || slice_find_byte(text, 0, MASK_BYTE) != SLICE_NONE)
        return false;
    for (;;) {
        int combinator = read_combinator(&r);
        if (combinator == 0 && r.at >= r.text.size)
            break;
        if (combinator != 0 && !end_compound(&r))
            return false;
        if (combinator == '+' || combinator == '~') {
            out->compound_count--;
            sheet->compounds.count--;
        }
        out->uncertain = out->uncertain || (combinator != 0 && combinator != ' ');
        if (!read_simple(&r))
            return false;
    }
    if (!end_compound(&r))
        return false;
    set_keys(&r);
    return true;
}
