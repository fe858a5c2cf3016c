/* Internationalized domain names by UTS #46 (revision 33), as the URL Standard asks for them: not transitional, CheckBidi and
 * CheckJoiners, without CheckHyphens, UseSTD3ASCIIRules and VerifyDnsLength. The characters are those of the Unicode version that
 * unicode_table.c names. Tested in tests/unit/content/test_idna.c and tests/interop/whatwg_idna.c. */
#ifndef ASSAY_CONTENT_IDNA_H
#define ASSAY_CONTENT_IDNA_H

#include "base/arena.h"

/* What makes a name invalid; bits. */
enum {
    IDNA_CHARACTER = 1, /* a character that names may not have, or not there: joiners, marks, writing directions */
    IDNA_PUNYCODE = 2,  /* a label that begins with xn-- and is not what Punycode makes of a label */
    IDNA_LABEL_LONG = 4 /* a label that is far longer than DNS has them; it was not looked at further */
};

/* A name in both forms. A label with a problem stays in both as it was mapped. */
struct idna_name {
    struct slice ascii;   /* with A-labels: what DNS is asked for */
    struct slice unicode; /* with U-labels: what a reader sees */
    unsigned problems;
};

/* The name of a UTF-8 text; what is not valid counts as U+FFFD. Linear in its size. False: no memory. */
bool idna_read(struct idna_name *out, struct arena *arena, struct slice name);
/* True if a label begins with "xn--", in any case: an ASCII name without one needs no IDNA. */
bool idna_has_a_label(struct slice name);

#endif
