/* Writing systems: the Unicode property Script of letters, as far as mail uses them. Tested in tests/unit/content. */
#ifndef ASSAY_CONTENT_SCRIPT_H
#define ASSAY_CONTENT_SCRIPT_H

#include "content/script_table.h"

/* The letter's script; SCRIPT_COUNT if it is no letter, or of a script that is not in the table. */
enum script script_of(uint32_t code_point);

#endif
