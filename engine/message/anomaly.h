/* What the parsers found out of order. Parsers do not reject: they record, go on, and every anomaly can be a rule's condition. */
#ifndef ASSAY_MESSAGE_ANOMALY_H
#define ASSAY_MESSAGE_ANOMALY_H

#include "message/source_map.h"

/* name, text in rules, what it means */
#define ANOMALIES(X)                                                                                                             \
    X(HEADER_LINE_INVALID, "header-line-invalid", "a line in a header block that is no field and no folding")                    \
    X(HEADER_END_MISSING, "header-end-missing", "a header block that no empty line ends")                                        \
    X(HEADER_FOLD_FIRST, "header-fold-first", "a folded line before the first field")                                            \
    X(HEADER_FOLD_EMPTY, "header-fold-empty", "a folded line of white space only")                                               \
    X(HEADER_FROM_LINE, "header-from-line", "a line \"From \" inside a header block")                                            \
    X(HEADER_NAME_EMPTY, "header-name-empty", "a field without a name")                                                          \
    X(HEADER_NAME_INVALID, "header-name-invalid", "a field name with characters other than printable ASCII")                     \
    X(HEADER_NAME_SPACE, "header-name-space", "white space between a field's name and its colon")                                \
    X(HEADER_8BIT, "header-8bit", "bytes over 127 in a header field")                                                            \
    X(HEADER_NOT_UTF8, "header-not-utf8", "raw bytes in a header field that are not UTF-8")                                      \
    X(HEADER_CONTROL, "header-control", "a control character in a header field")                                                 \
    X(HEADER_TOO_LONG, "header-too-long", "a field of more than 64 KB")                                                          \
    X(HEADER_DUPLICATE, "header-duplicate", "a second field of a kind that a message has once (RFC 5322 3.6)")                   \
    X(DATE_INVALID, "date-invalid", "a Date that is not as RFC 5322 has it")                                                     \
    X(DATE_WEEKDAY, "date-weekday", "a Date that falls on another day of the week than it says")                                 \
    X(MESSAGE_ID_INVALID, "message-id-invalid", "a Message-ID that is not one identifier in angle brackets")                     \
    X(BARE_CR, "bare-cr", "a CR that no LF follows")                                                                             \
    X(NUL_BYTE, "nul-byte", "a NUL byte")                                                                                        \
    X(MIXED_LINE_ENDS, "mixed-line-ends", "some lines end in CR LF and some in LF")                                              \
    X(LINE_TOO_LONG, "line-too-long", "a line of more than 998 bytes")                                                           \
    X(ENCODED_WORD_INVALID, "encoded-word-invalid", "something that looks like an RFC 2047 encoded word and cannot be decoded")  \
    X(ENCODED_WORD_LONG, "encoded-word-long", "an encoded word of more than 75 characters")                                      \
    X(ENCODED_WORD_CHARSET, "encoded-word-charset", "an encoded word in a charset that is not known")                            \
    X(ENCODED_WORD_EMPTY, "encoded-word-empty", "an encoded word without text")                                                  \
    X(ENCODED_WORD_SPACE, "encoded-word-space", "white space inside an encoded word")                                            \
    X(ENCODED_WORD_ATTACHED, "encoded-word-attached", "an encoded word that white space does not set apart")                     \
    X(ENCODED_WORD_QUOTED, "encoded-word-quoted", "an encoded word inside a quoted string")                                      \
    X(ENCODED_WORD_SPLIT_CHARACTER, "encoded-word-split-character",                                                              \
      "a character that begins in one encoded word and ends in the next")                                                        \
    X(ENCODED_WORD_CONTROL, "encoded-word-control", "an encoded word that decodes to a line end or another control character")   \
    X(ENCODED_WORD_IN_ADDRESS, "encoded-word-in-address", "an encoded word where an address stands")                             \
    X(ADDRESS_INVALID, "address-invalid", "an address field that cannot be read")                                                \
    X(ADDRESS_EMPTY, "address-empty", "an address list with nothing between two commas, or empty angle brackets")                \
    X(ADDRESS_COMMENT_UNCLOSED, "address-comment-unclosed", "a comment in an address field that does not close")                 \
    X(ADDRESS_QUOTE_UNCLOSED, "address-quote-unclosed", "a quoted string in an address field that does not close")               \
    X(ADDRESS_ANGLE_UNCLOSED, "address-angle-unclosed", "an angle bracket in an address field that does not close")              \
    X(ADDRESS_GROUP_UNCLOSED, "address-group-unclosed", "a group in an address field that no semicolon ends")                    \
    X(ADDRESS_ROUTE, "address-route", "a route before an address (RFC 5322 4.4)")                                                \
    X(ADDRESS_AT_COUNT, "address-at-count", "an address with more than one @")                                                   \
    X(ADDRESS_DOT, "address-dot", "a dot at the beginning or end of a local part or domain, or two in a row")                    \
    X(ADDRESS_NOT_ASCII, "address-not-ascii", "an address that needs SMTPUTF8 (RFC 6531)")                                       \
    X(CONTENT_TYPE_INVALID, "content-type-invalid", "a Content-Type that cannot be read")                                        \
    X(CONTENT_TYPE_DUPLICATE, "content-type-duplicate", "more than one Content-Type in one header")                              \
    X(CONTENT_DISPOSITION_INVALID, "content-disposition-invalid", "a Content-Disposition that cannot be read")                   \
    X(PARAMETER_INVALID, "parameter-invalid", "a parameter that cannot be read")                                                 \
    X(PARAMETER_DUPLICATE, "parameter-duplicate", "a parameter named twice")                                                     \
    X(PARAMETER_UNQUOTED, "parameter-unquoted", "a parameter with blanks or special characters that is not quoted")              \
    X(PARAMETER_GAP, "parameter-gap", "an RFC 2231 continuation of which a piece is missing")                                    \
    X(PARAMETER_MIXED, "parameter-mixed", "a parameter given both whole and in RFC 2231 pieces")                                 \
    X(PARAMETER_CHARSET, "parameter-charset", "an RFC 2231 value in a charset that is not known")                                \
    X(PARAMETER_PERCENT, "parameter-percent", "an RFC 2231 value with a % that two hexadecimal digits do not follow")            \
    X(PARAMETER_ENCODED_WORD, "parameter-encoded-word", "an RFC 2047 encoded word as the value of a parameter")                  \
    X(FILENAME_CONFLICT, "filename-conflict", "a filename and a name that differ")                                               \
    X(MIME_VERSION_MISSING, "mime-version-missing", "MIME fields without MIME-Version")                                          \
    X(MIME_VERSION_INVALID, "mime-version-invalid", "a MIME-Version other than 1.0")                                             \
    X(BOUNDARY_MISSING, "boundary-missing", "a multipart without a boundary parameter")                                          \
    X(BOUNDARY_INVALID, "boundary-invalid", "a boundary with characters that RFC 2046 does not allow, or of more than 70")       \
    X(BOUNDARY_NOT_FOUND, "boundary-not-found", "a multipart whose boundary never occurs")                                       \
    X(BOUNDARY_UNCLOSED, "boundary-unclosed", "a multipart without its closing boundary")                                        \
    X(BOUNDARY_NESTED, "boundary-nested", "a multipart with the boundary of one around it")                                      \
    X(BOUNDARY_LOOK_ALIKE, "boundary-look-alike", "a line that begins like a boundary and goes on")                              \
    X(BOUNDARY_AFTER_CLOSE, "boundary-after-close", "a boundary after the closing one")                                          \
    X(MULTIPART_EMPTY, "multipart-empty", "a multipart without parts")                                                           \
    X(MULTIPART_EPILOGUE, "multipart-epilogue", "text after the closing boundary")                                               \
    X(MULTIPART_ENCODED, "multipart-encoded", "a multipart in base64 or quoted-printable")                                       \
    X(MESSAGE_ENCODED, "message-encoded", "a message/rfc822 in base64 or quoted-printable")                                      \
    X(MESSAGE_PARTIAL, "message-partial", "a message/partial: a fragment of a message")                                          \
    X(MESSAGE_EXTERNAL, "message-external", "a message/external-body: the content is elsewhere")                                 \
    X(ENCODING_UNKNOWN, "encoding-unknown", "a Content-Transfer-Encoding that does not exist")                                   \
    X(ENCODING_DUPLICATE, "encoding-duplicate", "more than one Content-Transfer-Encoding in one header")                         \
    X(ENCODING_8BIT, "encoding-8bit", "bytes over 127 where the encoding is 7bit")                                               \
    X(BASE64_INVALID, "base64-invalid", "bytes outside the base64 alphabet")                                                     \
    X(BASE64_TRUNCATED, "base64-truncated", "base64 that ends inside a quantum")                                                 \
    X(BASE64_PADDING, "base64-padding", "base64 that goes on after its padding")                                                 \
    X(QUOTED_PRINTABLE_INVALID, "quoted-printable-invalid", "an = that two hexadecimal digits or a line end do not follow")      \
    X(QUOTED_PRINTABLE_LONG, "quoted-printable-long", "a line of quoted-printable of more than 76 characters")                   \
    X(UUENCODE, "uuencode", "a uuencoded file in a text")                                                                        \
    X(UUENCODE_INVALID, "uuencode-invalid", "a uuencoded file with lines that cannot be read, or without its end")               \
    X(TNEF, "tnef", "an attachment in TNEF (winmail.dat)")                                                                       \
    X(TNEF_INVALID, "tnef-invalid", "a TNEF attachment that cannot be read")                                                     \
    X(CHARSET_UNKNOWN, "charset-unknown", "a charset that is not known")                                                         \
    X(CHARSET_INVALID, "charset-invalid", "bytes that are not valid in the declared charset")                                    \
    X(CHARSET_TRUNCATED, "charset-truncated", "a text that ends inside a character")                                             \
    X(CHARSET_MISSING, "charset-missing", "bytes over 127 in a text without a charset")                                          \
    X(CHARSET_WRONG, "charset-wrong", "a charset label that cannot be true: the bytes are those of another")                     \
    X(CHARSET_MARK, "charset-mark", "a byte order mark that contradicts the declared charset")                                   \
    X(CHARSET_CONFLICT, "charset-conflict", "HTML that declares another charset than its part")                                  \
    X(CHARSET_UTF_7, "charset-utf-7", "a text in UTF-7")                                                                         \
    X(CHARSET_SHIFT, "charset-shift", "a text in ISO-2022 or HZ that does not end in ASCII")                                     \
    X(MBOX_LENGTH, "mbox-length", "a Content-Length in an mbox that does not lead to the next message")                          \
    X(PLACEHOLDER_UNCLOSED, "placeholder-unclosed", "a template tag that opens and does not close")                              \
    X(BLOCK_UNCLOSED, "block-unclosed", "a template block without its end")                                                      \
    X(BLOCK_UNOPENED, "block-unopened", "the end of a template block that did not begin")

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
