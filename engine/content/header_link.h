/* Addresses in the header of what is scored. Tested in tests/unit/content. */
#ifndef ASSAY_CONTENT_HEADER_LINK_H
#define ASSAY_CONTENT_HEADER_LINK_H

#include "content/link.h"

/* Adds the addresses of the fields of mailing lists and archives (RFC 2369, 5064) as they stand, encoded words not decoded, and
 * those that are written out in the Subject. */
void header_links_read(struct content *content);

#endif
