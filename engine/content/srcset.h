/* Attributes that hold addresses in a syntax of their own: where in the value each of them stands.
 *
 * A control tag of a template becomes nothing; its bytes are marked by LINK_CONTROL (link.h), which no text in UTF-8 holds. It
 * joins what is beside it, as it will when it is gone. Tested in tests/unit/content/test_srcset.c. */
#ifndef ASSAY_CONTENT_SRCSET_H
#define ASSAY_CONTENT_SRCSET_H

#include "base/slice.h"
#include "base/span.h"

/* The next candidate's address of a srcset (WHATWG HTML 4.8.4.2.1, "parse a srcset attribute") at *at; false at the end. What is
 * wrong with a candidate's descriptors is not looked at. */
bool srcset_next(struct slice value, size_t *at, struct span *out);
/* The next address in a list with white space, or else with commas, between them (ping, archive). */
bool address_list_next(struct slice value, bool commas, size_t *at, struct span *out);
/* The address in the content of <meta http-equiv=refresh> (WHATWG HTML 4.2.5.3, "shared declarative refresh steps"); false if it
 * only names a time. A time that is a placeholder is one. */
bool refresh_address(struct slice value, struct span *out);

#endif
