/* The named character references of the HTML standard (section 13.5), sorted by name. */
#ifndef ASSAY_CONTENT_HTML_ENTITY_TABLE_H
#define ASSAY_CONTENT_HTML_ENTITY_TABLE_H

#include <stddef.h>
#include <stdint.h>

#define HTML_ENTITY_LONGEST 31 /* letters of the longest name */

struct html_entity {
    uint16_t name;             /* where its name, without "&" and ";", begins in html_entity_names */
    uint8_t name_size;         /* bytes */
    uint8_t without_semicolon; /* whether it is one also without ";" */
    uint8_t value_size;        /* bytes of its value in UTF-8 */
    char value[7];
};

extern const unsigned char html_entity_names[];
extern const struct html_entity html_entity_table[];
extern const size_t html_entity_table_count;

#endif
