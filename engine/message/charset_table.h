/* The names of character sets. */
#ifndef ASSAY_MESSAGE_CHARSET_TABLE_H
#define ASSAY_MESSAGE_CHARSET_TABLE_H

#include "message/charset.h"

extern const struct charset charset_table[];
extern const size_t charset_table_count;

#endif
