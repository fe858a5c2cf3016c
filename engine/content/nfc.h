/* Unicode's canonical composition, as names need it. Tested in tests/unit/content/test_idna.c. */
#ifndef ASSAY_CONTENT_NFC_H
#define ASSAY_CONTENT_NFC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* More marks than these behind one another are no text (UAX #15 has streams of 30), and are not put in order. */
enum { NFC_MARKS = 64 };

/* Brings text to Normalization Form C in place, in time that is linear in it. It must hold only what NFKC_Casefold leaves as it
 * is, one by one, which is what stands in a name that was mapped: what is not a primary composite is not taken apart. `work` has
 * room for 4 * *size code points. False if there are too many marks in a row; then the text is as it was. */
bool nfc_compose(uint32_t *text, size_t *size, uint32_t *work);

#endif
