/* Addresses in the code of templates. Tested in tests/unit/content. */
#ifndef ASSAY_CONTENT_CODE_LINK_H
#define ASSAY_CONTENT_CODE_LINK_H

#include "content/link.h"

/* Adds the absolute addresses that are written out in the document's tags, with a mask for what is put into or behind them. */
void code_links_read(const struct place_of_text *from);

#endif
