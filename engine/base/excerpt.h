/* Draws one line of a source with marks under it, for people: what a compiler shows under an error.
 *
 *     12 | see http://intranet/x
 *        |     ^^^^^^^^^^^^^^^^^
 *
 * Carets stand under what they mean on a terminal that gives wide characters two columns. Tabs become one space; what must not
 * reach a terminal is shown as \xNN or \u{NNNN}. Long lines are cut around the first mark. Tested in tests/unit/base. */
#ifndef ASSAY_BASE_EXCERPT_H
#define ASSAY_BASE_EXCERPT_H

#include "base/buffer.h"
#include "base/source.h"

struct excerpt_style {
    unsigned width;                 /* columns in all; 0: 80 */
    unsigned indent;                /* blanks before the line number */
    bool ascii;                     /* show only ASCII; everything else as \u{NNNN} */
    const char *mark_on, *mark_off; /* around the carets, such as colour; null: none */
};

/* Draws the line of the first span, and marks under it all spans (sorted) as far as they lie on that line; a span that goes on
 * past the line's end is marked to its end. At least one caret is drawn, also for an empty span. */
void excerpt_draw(struct buffer *out, const struct source *source, const struct span *spans, size_t count,
                  const struct excerpt_style *style);
/* Appends text for a terminal: unprintable code points and bytes that are not UTF-8 escaped, as above. */
void excerpt_escape(struct buffer *out, struct slice text, bool ascii);
/* Columns that excerpt_escape's output takes. */
size_t excerpt_width(struct slice text, bool ascii);
/* Bytes of the longest beginning, or end, of the text that takes at most so many columns and cuts no character from the marks
 * that combine with it. */
size_t excerpt_fit(struct slice text, size_t columns, bool ascii);
size_t excerpt_fit_end(struct slice text, size_t columns, bool ascii);

#endif
