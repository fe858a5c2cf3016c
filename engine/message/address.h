/* Mailboxes of address fields (RFC 5322 3.4, RFC 6531). */
#ifndef ASSAY_MESSAGE_ADDRESS_H
#define ASSAY_MESSAGE_ADDRESS_H

#include "message/message.h"

/* One mailbox. Each layer's parent is the field's unfolded layer. */
struct address {
    struct layer display_name; /* decoded (RFC 2047), quotes removed; empty text if none */
    struct layer address;      /* local@domain, as written without comments and white space */
    struct layer domain;       /* after the last @; empty if none */
};
typedef VEC(struct address) address_list;

/* Reads the mailboxes of an address field; groups are opened, comments skipped, what cannot be read is left out. */
bool message_addresses(struct message *message, const struct header_field *field, address_list *out);
/* Records what is wrong with an address field. */
void addresses_check(struct message *message, const struct header_field *field);

#endif
