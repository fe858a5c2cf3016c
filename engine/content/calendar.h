/* Addresses in calendars (RFC 5545). Tested in tests/unit/content. */
#ifndef ASSAY_CONTENT_CALENDAR_H
#define ASSAY_CONTENT_CALENDAR_H

#include "content/link.h"

/* Adds the addresses of a text/calendar part. Its text is in no view. */
void calendar_read(const struct place_of_text *from);

#endif
