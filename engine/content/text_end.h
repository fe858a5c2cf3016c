/* Where an address in plain text ends. Tested in tests/unit/content/test_text_link.c. */
#ifndef ASSAY_CONTENT_TEXT_END_H
#define ASSAY_CONTENT_TEXT_END_H

#include "base/slice.h"

/* The end of the address that begins at start and whose host, or what follows it, begins at body: not behind a blank, and without
 * the punctuation that belongs to the sentence. Not behind body if nothing is there. */
size_t text_end(struct slice s, size_t start, size_t body);
/* The same for an address behind a "<" or "<URL:", up to its ">" (RFC 3986, appendix C): all of what is between belongs to it,
 * and behind its host it may go on in the next line, which sets *wrapped. SLICE_NONE if no such bracket closes it. */
size_t text_end_bracket(struct slice s, size_t start, size_t body, bool *wrapped);
/* True for a byte that no address holds: controls, blanks, angle brackets, quotes. */
bool text_is_stop(int c);

#endif
