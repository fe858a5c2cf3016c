/* TNEF, as Outlook sends it in winmail.dat ([MS-OXTNEF]): which files are in it. */
#ifndef ASSAY_MESSAGE_TNEF_H
#define ASSAY_MESSAGE_TNEF_H

#include "base/span.h"
#include "base/vec.h"

struct tnef_file {
    struct slice name; /* in UTF-8 where TNEF has it in UTF-16, else as it stands; empty if it has none */
    struct span data;
};
typedef VEC(struct tnef_file) tnef_list;

/* Adds the files in the order in which they stand. Offsets count in `in`. False if something cannot be read, from *out_bad on;
 * what was read before is kept. */
bool tnef_read(struct slice in, struct arena *arena, tnef_list *out, uint32_t *out_bad);

#endif
