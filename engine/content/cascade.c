/* Which declaration counts. What attributes say of looks has the priority of a sheet's rule without specificity before all others
 * (WHATWG HTML 15); the attribute `hidden` and the colour of links stand in the browser's own sheet, but nothing here has less.
 * Tested in tests/unit/content/test_style.c. */
#include "content/cascade.h"

#include "content/style_elements.h"
#include "message/document.h"

#define PRIORITY_IMPORTANT (UINT64_C(1) << 63)
#define PRIORITY_INLINE    (UINT64_C(1) << 62)

enum { CLASS_BYTES_PER_STEP = 16, PLAIN_FONT = 16 };

void cascade_init(struct cascade *cascade, struct arena *arena, struct slice html, const struct limits *limits)
{
    struct style_element element;
    *cascade = (struct cascade){.arena = arena, .limits = limits, .sheet = {.arena = arena, .limits = limits}};
    cascade->link = (struct css_value){.kind = CSS_UNKNOWN};
    for (size_t at = 0; style_element_next(html, &at, &element);) {
        struct slice type = slice_trim(style_element_attribute(&element, SLICE("type")));
        if (type.size == 0 || slice_equal_nocase(type, SLICE("text/css")))
            css_sheet_add(&cascade->sheet, element.text, css_media(style_element_attribute(&element, SLICE("media"))));
    }
    css_sheet_sort(&cascade->sheet);
}

const char *cascade_limit(const struct cascade *cascade)
{
    if (cascade->sheet.limited)
        return "css_selectors";
    return cascade->steps > cascade->limits->css_steps ? "css_steps" : NULL;
}

static void apply(struct cascade *c, const struct css_declaration *declaration, uint64_t priority)
{
    struct css_value *value = &c->values[declaration->property];
    uint64_t *has = &c->priorities[declaration->property];
    priority |= declaration->important ? PRIORITY_IMPORTANT : 0;
    if (value->kind != CSS_UNSET && priority < *has)
        return;
    *value = declaration->value;
    *has = priority;
}

static void apply_rule(struct cascade *c, const struct css_selector *selector)
{
    const struct css_declaration *declarations = &c->sheet.declarations.items[selector->first_declaration];
    uint64_t priority = (uint64_t)selector->specificity << 32 | selector->order;
    for (uint32_t i = 0; i < selector->declaration_count; i++) {
        struct css_declaration declaration = declarations[i];
        if (selector->dark && css_is_colour(declaration.property))
            continue;
        if (!selector->uncertain || css_soften(&declaration))
            apply(c, &declaration, priority);
    }
    c->steps += selector->declaration_count;
}

/* True if elements around match the other compounds, from the innermost on. */
static bool has_ancestors(struct cascade *c, const struct html_stack *stack, const struct css_selector *selector)
{
    uint32_t open = stack->open.count;
    for (uint32_t i = selector->compound_count - 1; i > 0; i--) {
        const struct css_compound *compound = &c->sheet.compounds.items[selector->first_compound + i - 1];
        bool found = false;
        while (!found && open > 0) {
            const struct css_subject *subject = &stack->open.items[--open].subject;
            c->steps += 1 + subject->classes.size / CLASS_BYTES_PER_STEP;
            found = css_compound_matches(&c->sheet, compound, subject);
        }
        if (!found)
            return false;
    }
    return true;
}

static void apply_key(struct cascade *c, const struct html_stack *stack, const struct css_subject *subject, uint64_t key)
{
    const struct css_sheet *sheet = &c->sheet;
    uint64_t around = html_stack_bits(stack);
    for (uint32_t i = css_sheet_find(sheet, key); i < sheet->selectors.count; i++) {
        const struct css_selector *selector = &sheet->selectors.items[i];
        if (selector->key != key || c->steps > c->limits->css_steps)
            return;
        c->steps += 1 + subject->classes.size / CLASS_BYTES_PER_STEP;
        const struct css_compound *last = &sheet->compounds.items[selector->first_compound + selector->compound_count - 1];
        if ((selector->ancestors & ~around) == 0 && css_compound_matches(sheet, last, subject) &&
            has_ancestors(c, stack, selector))
            apply_rule(c, selector);
    }
}

static void apply_sheets(struct cascade *c, const struct html_stack *stack, const struct css_subject *subject)
{
    struct slice name;
    if (c->sheet.open) {
        apply(c, &(struct css_declaration){.property = CSS_COLOUR, .value.kind = CSS_UNKNOWN}, 0);
        apply(c, &(struct css_declaration){.property = CSS_BACKGROUND_COLOUR, .value.kind = CSS_UNKNOWN}, 0);
    }
    apply_key(c, stack, subject, CSS_ANY);
    apply_key(c, stack, subject, subject->tag);
    if (subject->id.size > 0)
        apply_key(c, stack, subject, css_hash(CSS_ID, subject->id));
    for (size_t at = 0; name = css_next_class(subject->classes, &at), name.size > 0;)
        apply_key(c, stack, subject, css_hash(CSS_CLASS, name));
}

static struct css_value colour_of(struct slice text)
{
    struct css_value value = {.kind = CSS_COLOURED};
    if (!css_colour_read_attribute(text, &value.colour))
        value.kind = CSS_UNKNOWN;
    return value;
}

/* Attributes that look like style, and the element that they are for. */
enum hint {
    HINT_STYLE,
    HINT_ID,
    HINT_CLASS,
    HINT_HIDDEN,
    HINT_COLOUR,
    HINT_BEHIND,
    HINT_PICTURE,
    HINT_LINK,
    HINT_HREF,
    HINT_SIZE
};

static const struct {
    const char *attribute, *tag;
    enum hint hint;
} hints[] = {
    {"style", NULL, HINT_STYLE},    {"class", NULL, HINT_CLASS},        {"id", NULL, HINT_ID},
    {"bgcolor", NULL, HINT_BEHIND}, {"background", NULL, HINT_PICTURE}, {"hidden", NULL, HINT_HIDDEN},
    {"color", "font", HINT_COLOUR}, {"size", "font", HINT_SIZE},        {"text", "body", HINT_COLOUR},
    {"link", "body", HINT_LINK},    {"href", "a", HINT_HREF},
};

/* What is known of one element. */
struct reading {
    struct css_subject *subject;
    struct slice style;
    struct css_declaration hints[8];
    uint32_t hint_count;
};

static void add_hint(struct reading *r, enum css_property property, struct css_value value)
{
    if (r->hint_count < sizeof r->hints / sizeof *r->hints)
        r->hints[r->hint_count++] = (struct css_declaration){property, false, value};
}

static void read_hint(struct cascade *c, struct reading *r, enum hint hint, struct slice value)
{
    switch (hint) {
    case HINT_STYLE: r->style = value; break;
    case HINT_ID: r->subject->id = value; break;
    case HINT_CLASS: r->subject->classes = value; break;
    case HINT_HIDDEN: add_hint(r, CSS_DISPLAY, (struct css_value){.kind = CSS_KEYWORD, .keyword = CSS_ATTRIBUTE}); break;
    case HINT_COLOUR: add_hint(r, CSS_COLOUR, colour_of(value)); break;
    case HINT_BEHIND: add_hint(r, CSS_BACKGROUND_COLOUR, colour_of(value)); break;
    case HINT_PICTURE:
        if (value.size > 0)
            add_hint(r, CSS_BACKGROUND_IMAGE, (struct css_value){.kind = CSS_KEYWORD, .keyword = CSS_SOMETHING});
        break;
    case HINT_LINK: c->link = colour_of(value); break;
    case HINT_HREF: add_hint(r, CSS_COLOUR, c->link); break;
    case HINT_SIZE: add_hint(r, CSS_FONT_SIZE, (struct css_value){.kind = CSS_NUMBER, .number = PLAIN_FONT}); break;
    }
}

static void read_attribute(struct cascade *c, struct reading *r, const struct html_token *token, uint32_t index)
{
    const struct html_attribute *attribute = &token->attributes.items[index];
    int first = slice_at(attribute->name, 0);
    for (size_t i = 0; i < sizeof hints / sizeof *hints; i++)
        if (hints[i].attribute[0] == first && slice_equal(attribute->name, slice_cstr(hints[i].attribute)) &&
            (!hints[i].tag || slice_equal(token->name, slice_cstr(hints[i].tag))))
            read_hint(c, r, hints[i].hint, attribute->value.text);
}

static enum css_keyword display_of(const struct html_tag *tag)
{
    unsigned flags = tag ? tag->flags : 0;
    return flags & TAG_TABLE ? CSS_TABLE : flags & TAG_BLOCK ? CSS_BLOCK : CSS_INLINE;
}

struct style_change cascade_read(struct cascade *c, const struct html_stack *stack, const struct html_token *token,
                                 const struct html_tag *tag, struct css_subject *out_subject)
{
    struct reading r = {.subject = out_subject};
    *out_subject = (struct css_subject){.tag = css_hash(CSS_TYPE, token->name)};
    for (uint32_t i = 0; i < token->attributes.count; i++)
        read_attribute(c, &r, token, i);
    memset(c->values, 0, sizeof c->values);
    for (uint32_t i = 0; i < r.hint_count; i++)
        apply(c, &r.hints[i], 0);
    if (c->sheet.selectors.count > 0 || c->sheet.open)
        apply_sheets(c, stack, out_subject);
    c->declarations.count = 0;
    if (r.style.size > 0)
        css_read(c->arena, css_without_comments(c->arena, r.style), &c->declarations);
    for (uint32_t i = 0; i < c->declarations.count; i++)
        apply(c, &c->declarations.items[i], PRIORITY_INLINE);
    return style_change_of(c->values, display_of(tag));
}
