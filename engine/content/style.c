/* From declarations to reasons. Numbers with their reasons: text of 2 pixels is a line of specks; what is 900 pixels left of or
 * above its place is outside of every page that mail is laid out for; black at an opacity of a tenth
 * is #e6e6e6 on white. Tested in tests/unit/content/test_style.c. */
#include "content/style.h"

#define FAINT       0.1f
#define FAR_AWAY    (-900.0f)
#define ROOT_PIXELS 16.0f

#define X(name, text, doc) text,
const char *const hide_texts[] = {HIDE_REASONS(X) NULL};
#undef X

#define ROOT(known)                                                                                                              \
    {                                                                                                                            \
        .colour_known = true, .behind_known = known, .opacity = 1, .font = ROOT_PIXELS, .colour = CSS_BLACK, .behind = CSS_WHITE \
    }
const struct style style_of_root = ROOT(true);
const struct style style_on_anything = ROOT(false);
#undef ROOT

static bool is(const struct css_value values[], enum css_property property, enum css_keyword keyword)
{
    return values[property].kind == CSS_KEYWORD && values[property].keyword == keyword;
}

static bool is_tiny(const struct css_value values[], enum css_property property)
{
    return css_is_at_most(values[property], CSS_TINY);
}

/* True if the property is not there, or leaves next to nothing. */
static bool gives_no_room(const struct css_value values[], enum css_property property)
{
    return values[property].kind == CSS_UNSET || is_tiny(values, property);
}

static bool is_flat(const struct css_value values[])
{
    return (is_tiny(values, CSS_HEIGHT) || is_tiny(values, CSS_MAX_HEIGHT)) && gives_no_room(values, CSS_PADDING_TOP) &&
           gives_no_room(values, CSS_PADDING_BOTTOM) && gives_no_room(values, CSS_MIN_HEIGHT);
}

static bool is_narrow(const struct css_value values[])
{
    return (is_tiny(values, CSS_WIDTH) || is_tiny(values, CSS_MAX_WIDTH)) && gives_no_room(values, CSS_PADDING_LEFT) &&
           gives_no_room(values, CSS_PADDING_RIGHT) && gives_no_room(values, CSS_MIN_WIDTH);
}

static bool is_far(const struct css_value values[], enum css_property first, enum css_property second)
{
    return css_is_at_most(values[first], FAR_AWAY) || css_is_at_most(values[second], FAR_AWAY);
}

static enum css_keyword display_of(const struct css_value values[], enum css_keyword display)
{
    const struct css_value *value = &values[CSS_DISPLAY];
    if (value->kind == CSS_UNKNOWN)
        display = CSS_INLINE;
    else if (value->kind == CSS_KEYWORD)
        display = value->keyword;
    return display == CSS_INLINE && is(values, CSS_POSITION, CSS_POSITIONED) ? CSS_BLOCK : display;
}

static unsigned boxes_of(const struct css_value values[], enum css_keyword display)
{
    bool positioned = is(values, CSS_POSITION, CSS_POSITIONED), moved = is(values, CSS_POSITION, CSS_MOVED);
    bool block = display == CSS_BLOCK && is(values, CSS_OVERFLOW, CSS_HIDDEN);
    bool clipped = positioned && is(values, CSS_CLIP, CSS_NOTHING);
    unsigned boxes = 0;
    if (display == CSS_NONE)
        boxes |= HIDE_DISPLAY;
    if (display == CSS_ATTRIBUTE)
        boxes |= HIDE_ATTRIBUTE;
    if (block && (is_flat(values) || is_narrow(values)))
        boxes |= HIDE_SIZE;
    if (clipped || is(values, CSS_CLIP_PATH, CSS_NOTHING))
        boxes |= HIDE_CLIP;
    if ((positioned || moved) && (is_far(values, CSS_LEFT, CSS_TOP) || is_far(values, CSS_RIGHT, CSS_BOTTOM)))
        boxes |= HIDE_OFF_SCREEN;
    if (is_far(values, CSS_MARGIN_LEFT, CSS_MARGIN_TOP))
        boxes |= HIDE_OFF_SCREEN;
    return boxes;
}

static enum style_switch switch_of(struct css_value value, bool on)
{
    if (value.kind == CSS_UNSET || value.kind == CSS_INHERITED)
        return STYLE_KEEP;
    return on ? STYLE_ON : STYLE_OFF;
}

/* True if the element may lie over others: positioned, or pulled over what is beside it. */
static bool is_moved(const struct css_value values[])
{
    if (is(values, CSS_POSITION, CSS_POSITIONED) || values[CSS_POSITION].kind == CSS_UNKNOWN)
        return true;
    for (int i = CSS_MARGIN_TOP; i <= CSS_MARGIN_LEFT; i++)
        if (css_is_at_most(values[i], -CSS_TINY))
            return true;
    static const enum css_property offsets[] = {CSS_LEFT, CSS_TOP, CSS_RIGHT, CSS_BOTTOM};
    for (int i = 0; i < 4 && is(values, CSS_POSITION, CSS_MOVED); i++)
        if (values[offsets[i]].kind == CSS_NUMBER &&
            (values[offsets[i]].number > CSS_TINY || values[offsets[i]].number < -CSS_TINY))
            return true;
    return false;
}

struct style_change style_change_of(const struct css_value values[CSS_PROPERTY_COUNT], enum css_keyword display)
{
    struct style_change change = {0};
    display = display_of(values, display);
    change.boxes = boxes_of(values, display);
    change.invisible = switch_of(values[CSS_VISIBILITY], is(values, CSS_VISIBILITY, CSS_HIDDEN));
    change.thin_line = switch_of(values[CSS_LINE_HEIGHT], is_tiny(values, CSS_LINE_HEIGHT));
    change.indented = switch_of(values[CSS_TEXT_INDENT], css_is_at_most(values[CSS_TEXT_INDENT], FAR_AWAY));
    change.cut = display == CSS_BLOCK && is(values, CSS_OVERFLOW, CSS_HIDDEN) && gives_no_room(values, CSS_HEIGHT) &&
                 gives_no_room(values, CSS_MIN_HEIGHT) && gives_no_room(values, CSS_PADDING_TOP) &&
                 gives_no_room(values, CSS_PADDING_BOTTOM);
    change.moved = is_moved(values);
    change.opacity = values[CSS_OPACITY];
    change.font = values[CSS_FONT_SIZE];
    change.colour = values[CSS_COLOUR];
    change.behind = values[CSS_BACKGROUND_COLOUR];
    change.picture = values[CSS_BACKGROUND_IMAGE];
    return change;
}

static bool switched(bool parent, enum style_switch change)
{
    return change == STYLE_KEEP ? parent : change == STYLE_ON;
}

static float font_inside(float parent, struct css_value value)
{
    if (value.kind == CSS_NUMBER)
        return value.number;
    if (value.kind == CSS_FACTOR)
        return parent * value.number;
    return value.kind == CSS_UNSET ? parent : -1;
}

static void colour_inside(struct style *style, const struct style_change *change)
{
    bool coloured = change->behind.kind == CSS_COLOURED;
    if (change->colour.kind == CSS_COLOURED)
        style->colour = change->colour.colour;
    if (change->colour.kind == CSS_COLOURED || change->colour.kind == CSS_UNKNOWN)
        style->colour_known = change->colour.kind == CSS_COLOURED;
    if (change->moved)
        style->behind_known = false;
    if (coloured && (change->behind.colour & 0xFF) == 0xFF)
        style->behind_known = true;
    if (coloured)
        style->behind = css_colour_over(change->behind.colour, style->behind);
    if (change->behind.kind == CSS_UNKNOWN || change->picture.kind == CSS_UNKNOWN ||
        (change->picture.kind == CSS_KEYWORD && change->picture.keyword == CSS_SOMETHING))
        style->behind_known = false;
    style->lost = style->colour_known && style->behind_known &&
                  css_colour_is_lost(css_colour_over(style->colour, style->behind), style->behind);
}

static bool changes_colour(const struct style_change *change)
{
    return change->moved || change->colour.kind != CSS_UNSET || change->behind.kind != CSS_UNSET ||
           change->picture.kind != CSS_UNSET;
}

struct style style_inside(const struct style *parent, const struct style_change *change)
{
    struct style style = *parent;
    style.boxes |= change->boxes;
    style.invisible = switched(parent->invisible, change->invisible);
    style.thin_line = switched(parent->thin_line, change->thin_line);
    style.indented = switched(parent->indented, change->indented);
    style.cut = parent->cut || change->cut;
    if (change->opacity.kind == CSS_NUMBER)
        style.opacity = parent->opacity * (change->opacity.number > 0 ? change->opacity.number : 0);
    style.font = font_inside(parent->font, change->font);
    if (changes_colour(change))
        colour_inside(&style, change);
    return style;
}

unsigned style_hides(const struct style *style)
{
    unsigned reasons = style->boxes;
    reasons |= style->invisible ? HIDE_VISIBILITY : 0u;
    reasons |= style->opacity <= FAINT ? HIDE_OPACITY : 0u;
    reasons |= style->font >= 0 && style->font <= CSS_TINY ? HIDE_FONT : 0u;
    reasons |= style->cut && style->thin_line ? HIDE_SIZE : 0u;
    reasons |= style->indented ? HIDE_OFF_SCREEN : 0u;
    reasons |= style->lost ? HIDE_COLOUR : 0u;
    return reasons;
}
