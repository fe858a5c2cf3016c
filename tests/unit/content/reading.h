/* What the tests of the room content share: a message that was read, and its texts as C strings with marks for masks. */
#ifndef ASSAY_TEST_CONTENT_READING_H
#define ASSAY_TEST_CONTENT_READING_H

#include <check.h>

#include "content/content.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

struct reading {
    struct arena arena;
    struct source source;
    struct message message;
    struct content content;
};

enum reading_kind { READ_HTML, READ_TEXT, READ_EML };

/* Parses and reads; fails the test if that cannot be done. */
void reading_make(struct reading *r, enum reading_kind kind, const char *bytes);
void reading_make_bytes(struct reading *r, enum reading_kind kind, struct slice bytes);
void reading_free(struct reading *r);

/* The text with each run of mask bytes as one '@'. */
const char *show(struct arena *arena, struct slice text);
/* The texts of the view's segments, joined by " | ". */
const char *show_view(struct reading *r, enum view_id id);
/* Fails, naming the row, if the texts differ. */
void expect(const char *row, const char *what, const char *got, const char *expected);
/* Fails, naming the row, if the record's field does not read so: "-" for missing, "?reason" for unknown, a list with commas. */
void expect_field(struct arena *arena, const struct field_table *table, const char *name, const void *record, const char *row,
                  const char *expected);
/* Fails if a piece of the layer's range, from adjacent bytes of the document, does not decode to its text. */
void expect_pieces(struct reading *r, const char *row, const struct layer *layer, struct span range);
/* Reads the message and fails if its links are others: each as context:target, in order; a shown text in brackets, a shown host
 * behind it; or if a piece of one does not lead back to the file. */
void expect_links(enum reading_kind kind, const char *bytes, const char *links);
/* Reads the message and fails if its links, in order, are other bytes of the file; joined by " | ". */
void expect_places(enum reading_kind kind, const char *bytes, const char *places);

#endif
