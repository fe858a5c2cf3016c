/* The fields of a MIME part that rules may test. Tested in tests/unit/message/test_fields.c. */
#include "message/message.h"
#include "message/transfer.h"

static const struct part *part_of(const void *record)
{
    return ((const struct part_record *)record)->part;
}

static void set_or_missing(struct value *out, struct slice text)
{
    if (text.size)
        value_set_text(out, text);
    else
        value_set_missing(out);
}

static void get_type(const void *record, struct value *out)
{
    value_set_text(out, part_of(record)->type);
}

static void get_charset(const void *record, struct value *out)
{
    set_or_missing(out, part_of(record)->charset);
}

static void get_encoding(const void *record, struct value *out)
{
    value_set_text(out, slice_cstr(transfer_text(part_of(record)->encoding)));
}

static void get_filename(const void *record, struct value *out)
{
    set_or_missing(out, part_of(record)->filename);
}

static void get_extension(const void *record, struct value *out)
{
    set_or_missing(out, part_of(record)->extension);
}

static void get_disposition(const void *record, struct value *out)
{
    set_or_missing(out, part_of(record)->disposition);
}

static void get_size(const void *record, struct value *out)
{
    value_set_number(out, (double)part_of(record)->decoded_size);
}

static void get_depth(const void *record, struct value *out)
{
    value_set_number(out, part_of(record)->depth);
}

static void get_path(const void *record, struct value *out)
{
    value_set_text(out, part_of(record)->path);
}

static void get_attachment(const void *record, struct value *out)
{
    value_set_bool(out, part_of(record)->attachment);
}

static void get_text(const void *record, struct value *out)
{
    value_set_bool(out, part_of(record)->is_text);
}

static const struct field fields[] = {
    {"type", FIELD_TEXT, NULL, get_type, "the media type, such as text/html, in lower case; the default where none is declared"},
    {"charset", FIELD_TEXT, NULL, get_charset, "the charset as declared, in lower case"},
    {"encoding", FIELD_CHOICE, transfer_texts, get_encoding, "the Content-Transfer-Encoding"},
    {"filename", FIELD_TEXT, NULL, get_filename, "the name of the file, decoded"},
    {"extension", FIELD_TEXT, NULL, get_extension, "what follows the last dot of the filename, in lower case"},
    {"disposition", FIELD_TEXT, NULL, get_disposition, "the Content-Disposition, such as inline or attachment"},
    {"size", FIELD_NUMBER, NULL, get_size, "bytes after the transfer encoding was undone"},
    {"depth", FIELD_NUMBER, NULL, get_depth, "how many parts are around it; 0 for the message itself"},
    {"path", FIELD_TEXT, NULL, get_path, "its number as IMAP counts, such as 1.2; empty for the message itself"},
    {"attachment", FIELD_BOOL, NULL, get_attachment, "whether it is declared an attachment"},
    {"text", FIELD_BOOL, NULL, get_text, "whether it is text for reading: plain or HTML, and no attachment"},
};

const struct field_table part_fields = {"part", fields, sizeof fields / sizeof fields[0]};
