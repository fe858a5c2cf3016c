/* What fields of the header mean that every message has: addresses, dates, identifiers. */
#ifndef ASSAY_MESSAGE_FIELD_CHECK_H
#define ASSAY_MESSAGE_FIELD_CHECK_H

#include "message/message.h"

/* Reads these fields of what is scored once, so that what is wrong with them is recorded whatever is asked later, and sets the
 * message's date. */
void fields_check(struct message *message);

#endif
