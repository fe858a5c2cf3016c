/* A MIME entity, as the rest of the engine sees it. */
#ifndef ASSAY_MESSAGE_MIME_H
#define ASSAY_MESSAGE_MIME_H

#include "message/document.h"

enum transfer_encoding {
    TRANSFER_7BIT,
    TRANSFER_8BIT,
    TRANSFER_BINARY,
    TRANSFER_QUOTED_PRINTABLE,
    TRANSFER_BASE64,
    TRANSFER_UUENCODE,
    TRANSFER_UNKNOWN
};

enum part_role { PART_LEAF, PART_MULTIPART, PART_MESSAGE };

/* What a part is found in. Parts that are not MIME's own have no header; their parent is the part that holds them. */
enum part_origin { PART_OF_MIME, PART_OF_UUENCODE, PART_OF_TNEF };

/* One MIME entity. Spans count in `layer`, the bytes in which the entity lies: the file, or the decoded content of an encoded
 * message/rfc822 around it. */
struct part {
    uint32_t parent;   /* index, INDEX_NONE for the root */
    uint32_t depth;    /* 0 for the root */
    struct slice path; /* "1.2" as IMAP counts (RFC 3501 6.4.5); empty for the root */
    enum part_role role;
    enum part_origin origin;
    const struct layer *layer;
    struct span header;
    struct span body;
    uint32_t first_field, field_count; /* in message.fields */
    struct slice type;                 /* "text/html", lower case; the default where absent or unreadable */
    struct slice charset;              /* as declared, lower case; empty if not */
    struct slice filename;             /* decoded; empty if none */
    struct slice extension;            /* of the filename, after the last dot, lower case; empty if none */
    struct slice disposition;          /* lower case; empty if none */
    struct slice content_id;           /* without its angle brackets; empty if none */
    struct slice boundary;
    enum transfer_encoding encoding;
    bool is_text;                /* a text for reading: text/html, or any text that clients show as text/plain; no attachment */
    bool attachment;             /* declared as one, or a file inside a text or TNEF */
    bool flowed;                 /* text/plain; format=flowed (RFC 3676) */
    bool delete_space;           /* delsp=yes: the blank that marks a soft line break is none of the text */
    bool header_only;            /* the header of a message whose body was not returned (text/rfc822-headers in a report) */
    const struct layer *content; /* the body with its transfer encoding undone; null where nobody asked for it yet */
    uint64_t decoded_size;       /* bytes after the transfer encoding */
    struct document
        *document;        /* of texts for reading, and of those that part_is_aside names; null otherwise, or without memory */
    bool client_template; /* text/x-amp-html: what stands in {{ }} is filled in by the reader's client */
};

#endif
