/* What an input is, by its first bytes. */
#ifndef ASSAY_MESSAGE_SNIFF_H
#define ASSAY_MESSAGE_SNIFF_H

#include "message/message.h"

/* A mail if it begins with a header block: one field with a known name, or two fields; HTML if a tag of HTML stands near the
 * beginning; else text. The arena is for work. */
enum message_kind sniff_kind(struct slice file, struct arena *arena);
/* Where the text begins: after a UTF-8 byte order mark and, in a mail, after a "From " line of an mbox. */
uint32_t sniff_mail_start(struct slice file);

#endif
