/* The views that are built beside reading the parts. Tested in tests/unit/content. */
#ifndef ASSAY_CONTENT_VIEW_H
#define ASSAY_CONTENT_VIEW_H

#include "content/html_text.h"

/* True for a part whose text a reader reads, decoded or not. */
bool part_is_readable(const struct part *part);
void view_subject(struct content *content);
void view_raw(struct content *content);
void view_source(struct content *content);
void view_skeleton(struct content *content);

#endif
