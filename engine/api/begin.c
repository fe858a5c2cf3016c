/* Does a file begin as mail? Stricter than what a scanner takes for mail, for nobody said that it is one: a makefile is made of
 * fields too. Tested in tests/unit/api. */
#include "api/api.h"
#include "message/header.h"
#include "message/lines.h"
#include "message/sniff.h"

enum { FIELDS_NEEDED = 2, MOST_BYTES = 1048576 };

int assay_begins_as_mail(const void *data, size_t data_size)
{
    if (!data)
        return 0;
    struct slice start = slice_sub(slice_make(data, data_size), 0, MOST_BYTES);
    struct line_reader lines;
    struct line line;
    size_t colon, fields = 0, known = 0;
    line_reader_init(&lines, start, sniff_mail_start(start));
    while (known < FIELDS_NEEDED && line_read(&lines, &line)) {
        struct slice text = line_text(&lines, &line);
        enum header_line kind = header_classify(text, &colon);
        if (kind != HEADER_LINE_FIELD && (kind != HEADER_LINE_FOLD || fields == 0))
            break;
        fields += kind == HEADER_LINE_FIELD;
        known += kind == HEADER_LINE_FIELD && header_name_known(slice_trim(slice_sub(text, 0, colon)));
    }
    return known == FIELDS_NEEDED;
}
