/* What is known of a link only by looking inside its address, or at the other links of the message. Tested in
 * tests/unit/content/test_link_judge.c. */
#ifndef ASSAY_CONTENT_LINK_JUDGE_H
#define ASSAY_CONTENT_LINK_JUDGE_H

#include "content/content.h"

/* Finds the addresses in the path, query and fragment of a link, as they are or percent-encoded up to NESTED_ENCODINGS times. */
void link_find_nested(struct content *content, struct link *link);
/* Once all links are there: marks the links that a click tracker carries. */
void link_find_trackers(struct content *content);
/* Once all elements are there: looks up the places on the page that "#…" links name. */
void link_find_fragments(struct content *content);
/* Looks up the parts that "cid:" links name (RFC 2392). */
void link_find_attached(struct content *content);
/* Last of all: tells the class of each link (content.h). */
void link_find_classes(struct content *content);

#endif
