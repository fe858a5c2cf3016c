/* The room `message`: bytes of one message in, its structure out.
 *
 * In:  the bytes of an .eml, of one message of an mbox, or of a bare HTML or text body.
 * Out: header fields, MIME parts, decoded texts with their placeholders, anomalies, problems; everything with its way back to
 *      the original bytes (source_map.h).
 * Never: rejects a message, looks at what a text means, changes the input, reads a file. Iterative; every limit is recorded.
 *
 * Thread safety: a message belongs to one thread. Standards: RFC 5322, 2045-2047, 2231, 4155. Tested in tests/unit/message. */
#ifndef ASSAY_MESSAGE_MESSAGE_H
#define ASSAY_MESSAGE_MESSAGE_H

#include "base/limits.h"
#include "base/source.h"
#include "data/field.h"
#include "message/anomaly.h"
#include "message/document.h"

enum message_kind { KIND_EML, KIND_HTML, KIND_TEXT };

/* Where the input stands between being written and being received; design.md, "Stage". In this order. */
#define STAGES(X)                                                                                                                \
    X(TEMPLATE, "template") X(PARTIAL, "partial") X(RENDERED, "rendered") X(PRE_MTA, "pre-mta") X(DELIVERED, "delivered")
enum stage {
#define X(name, text) STAGE_##name,
    STAGES(X)
#undef X
        STAGE_COUNT
};
const char *stage_text(enum stage stage);

/* Something was not looked at completely. */
struct problem {
    const char *code; /* "limit-<name of the limit>", "charset-unknown", "encoding-unknown", "no-memory", … */
    struct slice message;
    const struct layer *layer; /* where `span` counts; null: nowhere in particular */
    struct span span;
};

/* One header field. Both documents have the layer that holds the header as their parent. */
struct header_field {
    struct slice name;        /* as written, without white space */
    struct span raw;          /* name to line end, in the layer of the part whose header it stands in */
    struct span body;         /* after the colon, to the line end or the next field; folding included */
    struct document unfolded; /* RFC 5322 2.2.3, white space trimmed at both ends; not decoded; UTF-8 (what is not: U+FFFD) */
    struct document text;     /* the same with RFC 2047 encoded words decoded */
    uint32_t part;            /* whose header */
};

enum transfer_encoding {
    TRANSFER_7BIT,
    TRANSFER_8BIT,
    TRANSFER_BINARY,
    TRANSFER_QUOTED_PRINTABLE,
    TRANSFER_BASE64,
    TRANSFER_UNKNOWN
};

enum part_role { PART_LEAF, PART_MULTIPART, PART_MESSAGE };

/* One MIME entity. Spans count in `layer`, the bytes in which the entity lies: the file, or the decoded content of an encoded
 * message/rfc822 around it. */
struct part {
    uint32_t parent;   /* index, INDEX_NONE for the root */
    uint32_t depth;    /* 0 for the root */
    struct slice path; /* "1.2" as IMAP counts (RFC 3501 6.4.5); empty for the root */
    enum part_role role;
    const struct layer *layer;
    struct span header;
    struct span body;
    uint32_t first_field, field_count; /* in message.fields */
    struct slice type;                 /* "text/html", lower case; the default where absent or unreadable */
    struct slice charset;              /* as declared, lower case; empty if not */
    struct slice filename;             /* decoded; empty if none */
    struct slice extension;            /* of the filename, after the last dot, lower case; empty if none */
    struct slice disposition;          /* lower case; empty if none */
    struct slice boundary;
    enum transfer_encoding encoding;
    bool is_text; /* a text part for reading: text/plain, text/html (no attachment), whose document was decoded */
    bool attachment;
    uint64_t decoded_size;     /* bytes after the transfer encoding */
    struct document *document; /* for text parts; null otherwise, or when it could not be decoded */
};

/* One mailbox of an address field (RFC 5322 3.4). Each layer's parent is the field's unfolded layer. */
struct address {
    struct layer display_name; /* decoded (RFC 2047), quotes removed; empty text if none */
    struct layer address;      /* local@domain, as written without comments and white space */
    struct layer domain;       /* after the last @; empty if none */
};
typedef VEC(struct address) address_list;

struct message {
    struct arena *arena;
    const struct limits *limits;
    struct source source; /* `bytes` are this message's */
    struct layer file;    /* the same bytes as the outermost layer */
    enum message_kind kind;
    enum stage stage;            /* guessed; design.md */
    enum template_syntax syntax; /* of the most value or control tags; TEMPLATE_NONE if there is none */
    bool has_headers;            /* a mail header block */
    bool complete;               /* false: problems say what was not looked at */
    VEC(struct part) parts;      /* at least the root; a part comes after its parent and before its next sibling */
    VEC(struct header_field) fields;
    VEC(struct anomaly) anomalies;          /* at most ANOMALY_LIMIT of each kind */
    uint32_t anomaly_counts[ANOMALY_COUNT]; /* how many there were of each kind */
    VEC(struct problem) problems;
};

enum { ANOMALY_LIMIT = 100 };

/* What the caller knows; zeroed: guess everything. */
struct message_options {
    const struct limits *limits; /* null: the defaults */
    int kind;                    /* 0: guess; else enum message_kind + 1 */
    int stage;                   /* 0: guess; else enum stage + 1 */
};

/* Parses source->bytes (of one message) into *out, with all memory from the arena. The bytes must live as long as the message.
 * False only when there is no memory for the beginnings; a lack of memory later is a problem of the message ("no-memory"). */
bool message_parse(struct message *out, struct arena *arena, const struct source *source, const struct message_options *options);

/* Records that something was not looked at; `limit` names the limit. Also for later rooms. */
void message_limit_reached(struct message *message, const char *limit, const struct layer *layer, struct span span);
void message_problem(struct message *message, const char *code, struct slice text, const struct layer *layer, struct span span);

/* The n-th field (from 0) of that name, case-insensitively, in the outermost header; null if there are not so many. */
const struct header_field *message_field(const struct message *message, struct slice name, uint32_t n);
/* The next field of that name behind `field`; the first one if that is null. */
const struct header_field *message_next_field(const struct message *message, struct slice name, const struct header_field *field);
/* Reads the mailboxes of an address field; groups are opened, comments skipped. What cannot be read is left out and recorded. */
bool message_addresses(struct message *message, const struct header_field *field, address_list *out);
/* True if the two parts stand in different children of one multipart/alternative (directly or further down). */
bool message_alternatives(const struct message *message, uint32_t part_a, uint32_t part_b);

/* True if the file is an mbox: it begins with a "From " line (RFC 4155). */
bool mbox_detect(struct slice file);
/* The next message of an mbox: the bytes after its "From " line up to the next one (not the empty line before it).
 * `*offset` begins at 0 and is moved on; false at the end. */
bool mbox_next(struct slice file, size_t *offset, struct slice *out_message);

/* Fields that rules may test on each part (`part:`); record type: struct part_record. */
struct part_record {
    const struct message *message;
    const struct part *part;
};
extern const struct field_table part_fields;

#endif
