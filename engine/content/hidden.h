/* Why a reader does not see text: the reasons, as bits of one number and as texts for rules. Tested in
 * tests/unit/content/test_style.c. */
#ifndef ASSAY_CONTENT_HIDDEN_H
#define ASSAY_CONTENT_HIDDEN_H

/* name, text in rules, what hides */
#define HIDE_REASONS(X)                                                                                                          \
    X(DISPLAY, "display", "display:none")                                                                                        \
    X(VISIBILITY, "visibility", "visibility:hidden or collapse")                                                                 \
    X(OPACITY, "opacity", "opacity of a tenth or less, of the element and those around it together")                             \
    X(SIZE, "size", "a box of next to no size that cuts off what is inside")                                                     \
    X(FONT, "font", "a font of 2 pixels or less")                                                                                \
    X(CLIP, "clip", "clip or clip-path that leaves nothing")                                                                     \
    X(OFF_SCREEN, "off-screen", "a place far outside of the page")                                                               \
    X(COLOUR, "colour", "text in the colour of what is behind it")                                                               \
    X(ATTRIBUTE, "attribute", "the attribute `hidden`")

enum hide_index {
#define X(name, text, doc) HIDE_INDEX_##name,
    HIDE_REASONS(X)
#undef X
        HIDE_COUNT
};

/* The bits. HIDE_ANY is all of them; HIDE_GONE those that leave no room either, so that the line goes on across the element;
 * HIDE_TEXT_ONLY those that hide text but no image. */
enum {
#define X(name, text, doc) HIDE_##name = 1 << HIDE_INDEX_##name,
    HIDE_REASONS(X)
#undef X
        HIDE_ANY = (1 << HIDE_COUNT) - 1,
    HIDE_GONE = HIDE_DISPLAY | HIDE_ATTRIBUTE | HIDE_SIZE | HIDE_CLIP | HIDE_OFF_SCREEN,
    HIDE_TEXT_ONLY = HIDE_FONT | HIDE_COLOUR,
};

/* The texts in the order of the bits; null-terminated. */
extern const char *const hide_texts[];

#endif
