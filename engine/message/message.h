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
#include "message/mime.h"

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
    const char *code; /* "limit-<name of the limit>", "charset-unknown", "encoding-unknown", "message-partial", … */
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

struct message {
    struct arena *arena;
    const struct limits *limits;
    struct source source; /* `bytes` are this message's */
    struct layer file;    /* the same bytes as the outermost layer */
    enum message_kind kind;
    enum stage stage;            /* guessed; design.md */
    enum template_syntax syntax; /* of the most value or control tags; TEMPLATE_NONE if there is none */
    bool has_headers;            /* what is scored has a mail header block */
    bool headers_only;           /* of what is scored a report returned the header, and not the body */
    bool complete;               /* false: problems say what was not looked at */
    bool mbox_quoted;            /* it comes from an mbox that says by quoting where messages begin */
    const char *not_mail;        /* null; else why this is not mail, and not to be scored: "a PDF document" */
    uint32_t scored_part;        /* whose header and content are scored: 0, or the message that a report encloses */
    uint32_t scored_end;         /* behind the last part of it */
    bool has_now, has_date;
    int64_t now;            /* seconds since 1970, as the caller said */
    int64_t date;           /* of the field Date, if it can be read (date.h) */
    VEC(struct part) parts; /* at least the root; a part comes after its parent and before its next sibling */
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
    bool mbox;                   /* the message was taken from an mbox */
    bool whole;                  /* a text without an HTML root is no fragment: in the tests of rules */
    bool has_now;
    int64_t now;                      /* seconds since 1970 */
    const struct slice *filled_later; /* tags that the sending service fills in later: no leaks in finished mail */
    size_t filled_later_count;
};

/* Parses source->bytes (of one message) into *out, with all memory from the arena. The bytes must live as long as the message.
 * False only when there is no memory for the beginnings; a lack of memory later is a problem of the message ("no-memory"). */
bool message_parse(struct message *out, struct arena *arena, const struct source *source, const struct message_options *options);

/* Records that something was not looked at; `limit` names the limit. Also for later rooms. */
void message_limit_reached(struct message *message, const char *limit, const struct layer *layer, struct span span);
void message_problem(struct message *message, const char *code, struct slice text, const struct layer *layer, struct span span);

/* True if the part belongs to what is scored. Parts, fields and anomalies of which this is not true are of the report around it.
 */
bool message_scores(const struct message *message, uint32_t part);
/* The path of the part that encloses what is scored ("3"); empty if that is the whole message. */
struct slice message_enclosed(const struct message *message);
/* The n-th field (from 0) of that name, case-insensitively, in the header of what is scored; null if there are not so many. */
const struct header_field *message_field(const struct message *message, struct slice name, uint32_t n);
/* The next field of that name behind `field`; the first one if that is null. "List-*" is each name that begins so. */
const struct header_field *message_next_field(const struct message *message, struct slice name, const struct header_field *field);
/* True if the two parts stand in different children of one multipart/alternative (directly or further down). */
bool message_alternatives(const struct message *message, uint32_t part_a, uint32_t part_b);

/* True for a part that is decoded for the addresses in it alone: a calendar, a text that clients take in place of the plain one
 * and of the HTML if they know its type. Nobody's text is counted twice for it. */
bool part_is_aside(const struct part *part);

/* Fields that rules may test on each part (`part:`); record type: struct part_record. */
struct part_record {
    const struct message *message;
    const struct part *part;
};
extern const struct field_table part_fields;

#endif
