/* One HTML part: its tokens become visible text, hidden text, alternative texts, links and facts. Tested in tests/unit/content.
 */
#ifndef ASSAY_CONTENT_HTML_TEXT_H
#define ASSAY_CONTENT_HTML_TEXT_H

#include "content/flow.h"
#include "content/link.h"

/* Reads the part's masked text. `preheader`, unless null, takes the text in its order, hidden or not. */
void html_read(const struct place_of_text *from, struct flow *preheader);
/* Adds the addresses in the tags of the document, and nothing else; `context` unless null is where they are said to stand. */
void html_read_addresses(const struct place_of_text *from, const enum link_context *context);
/* Adds a segment to a view, unless its text is empty. */
void view_add(const struct place_of_text *from, enum view_id view, const struct layer *layer);
/* Records that the limit kept something out of these views: bits 1 << VIEW_…. */
void view_limit(struct content *content, unsigned views);

#endif
