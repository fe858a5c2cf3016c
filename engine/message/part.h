/* MIME parts: the tree, what their headers say, and their decoded texts. */
#ifndef ASSAY_MESSAGE_PART_H
#define ASSAY_MESSAGE_PART_H

#include "message/message.h"

/* Reads the tree of parts of a mail that begins at `start` of message->file. Texts are not decoded. */
void parts_read(struct message *message, uint32_t start);
/* Fills in what the header of the part says: type, charset, names, encoding. `type` holds for a part that names none. */
void part_describe(struct message *message, uint32_t part, struct slice type);
/* Records what is wrong with the part at its Content-Type, or where its header begins if it has none. */
void part_record(struct message *message, uint32_t part, enum anomaly_kind kind);
/* Makes a multipart whose parts cannot be told apart a text/plain leaf: that is what clients show, and nothing in it is lost. */
void part_read_as_text(struct part *part);
/* True for the part of a report that programs read. */
bool part_says_report(const struct part *part);
/* True for a part that holds the header of a message, without its body: text/rfc822-headers in a report. */
bool part_encloses_header(const struct part *part);
/* Makes the message in such a part one of which nothing but the header is known. */
void part_keep_header_only(struct part *part);
/* Names the part by a file, and takes the extension from the name. */
void part_name(struct part *part, struct slice filename, struct arena *arena);
/* Adds the files inside the part as parts of their own, behind all parts there are. */
void part_find_files(struct message *message, uint32_t part);
/* Decodes the part's text if it has one for reading, and finds its decoded size. */
void part_decode(struct message *message, uint32_t part);
/* The body with its transfer encoding undone, as a layer of its own; null when there is no memory. */
const struct layer *part_content(struct message *message, uint32_t part);

#endif
