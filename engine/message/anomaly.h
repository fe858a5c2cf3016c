/* What the parsers found out of order. Parsers do not reject: they record, go on, and every anomaly can be a rule's condition. */
#ifndef ASSAY_MESSAGE_ANOMALY_H
#define ASSAY_MESSAGE_ANOMALY_H

#include "message/source_map.h"

/* name, text in rules, what it means */
#define ANOMALIES(X)                                                                                                             \
    X(HEADER_LINE_INVALID, "header-line-invalid", "a line in a header block that is no field and no folding")                    \
    X(HEADER_END_MISSING, "header-end-missing", "a header block that no empty line ends")                                        \
    X(HEADER_NAME_SPACE, "header-name-space", "white space between a field's name and its colon")                                \
    X(HEADER_8BIT, "header-8bit", "bytes over 127 in a header field")                                                            \
    X(HEADER_NOT_UTF8, "header-not-utf8", "raw bytes in a header field that are not UTF-8")                                      \
    X(HEADER_FOLD_EMPTY, "header-fold-empty", "a folded line of white space only")                                               \
    X(BARE_CR, "bare-cr", "a CR that no LF follows")                                                                             \
    X(NUL_BYTE, "nul-byte", "a NUL byte")                                                                                        \
    X(MIXED_LINE_ENDS, "mixed-line-ends", "some lines end in CR LF and some in LF")                                              \
    X(LINE_TOO_LONG, "line-too-long", "a line of more than 998 bytes")                                                           \
    X(MIME_VERSION_MISSING, "mime-version-missing", "MIME fields without MIME-Version")                                          \
    X(CONTENT_TYPE_INVALID, "content-type-invalid", "a Content-Type that cannot be read")                                        \
    X(CONTENT_TYPE_DUPLICATE, "content-type-duplicate", "more than one Content-Type in one header")                              \
    X(PARAMETER_INVALID, "parameter-invalid", "a parameter that cannot be read")                                                 \
    X(PARAMETER_DUPLICATE, "parameter-duplicate", "a parameter named twice")                                                     \
    X(BOUNDARY_MISSING, "boundary-missing", "a multipart without a boundary parameter")                                          \
    X(BOUNDARY_NOT_FOUND, "boundary-not-found", "a multipart whose boundary never occurs")                                       \
    X(BOUNDARY_UNCLOSED, "boundary-unclosed", "a multipart without its closing boundary")                                        \
    X(MULTIPART_ENCODED, "multipart-encoded", "a multipart in base64 or quoted-printable")                                       \
    X(ENCODING_UNKNOWN, "encoding-unknown", "a Content-Transfer-Encoding that does not exist")                                   \
    X(BASE64_INVALID, "base64-invalid", "bytes outside the base64 alphabet")                                                     \
    X(BASE64_TRUNCATED, "base64-truncated", "base64 that ends inside a quantum")                                                 \
    X(QUOTED_PRINTABLE_INVALID, "quoted-printable-invalid", "an = that two hexadecimal digits or a line end do not follow")      \
    X(CHARSET_UNKNOWN, "charset-unknown", "a charset that is not known")                                                         \
    X(CHARSET_INVALID, "charset-invalid", "bytes that are not valid in the declared charset")                                    \
    X(ENCODED_WORD_INVALID, "encoded-word-invalid", "something that looks like an RFC 2047 encoded word and cannot be decoded")  \
    X(ENCODED_WORD_LONG, "encoded-word-long", "an encoded word of more than 75 characters")                                      \
    X(ADDRESS_INVALID, "address-invalid", "an address field that cannot be read")                                                \
    X(PLACEHOLDER_UNCLOSED, "placeholder-unclosed", "a template tag that opens and does not close")

enum anomaly_kind {
#define X(name, text, doc) ANOMALY_##name,
    ANOMALIES(X)
#undef X
        ANOMALY_COUNT
};

struct anomaly {
    enum anomaly_kind kind;
    const struct layer *layer; /* where `span` counts */
    struct span span;
    uint32_t part;
};

/* The names in the order of the list. */
const char *anomaly_text(enum anomaly_kind kind);
const char *anomaly_doc(enum anomaly_kind kind);

#endif
