/* Columns of code points on a terminal, as ranges in ascending order; what is in none takes one column. */
#ifndef ASSAY_BASE_UTF8_TABLE_H
#define ASSAY_BASE_UTF8_TABLE_H

#include <stddef.h>
#include <stdint.h>

struct utf8_width_range {
    uint32_t first;
    uint32_t last;
    uint32_t width;
};

extern const struct utf8_width_range utf8_width_table[];
extern const size_t utf8_width_table_count;

#endif
