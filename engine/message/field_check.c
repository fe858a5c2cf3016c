/* Checks of the fields that RFC 5322 defines. Tested in tests/unit/message/test_field_check.c. */
#include "message/field_check.h"

#include "base/ascii.h"
#include "message/address.h"
#include "message/date.h"
#include "message/record.h"

/* Counts in the field's unfolded text. */
static struct recorder recorder_of(struct message *message, const struct header_field *field)
{
    const struct layer *layer = &field->unfolded.layer;
    return (struct recorder){.message = message, .layer = layer->parent, .map = &layer->map, .part = field->part};
}

/* True if a part of the field is not known yet. */
static bool has_value(const struct header_field *field)
{
    return document_has_value(&field->unfolded, (struct span){0, UINT32_MAX});
}

/* Reads address fields once, so that what is wrong with them is recorded whatever is asked later. */
static void check_addresses(struct message *message)
{
    static const char *const names[] = {"from", "sender", "reply-to", "to", "cc", "bcc"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const struct header_field *field = NULL;
        while ((field = message_next_field(message, slice_cstr(names[i]), field)))
            addresses_check(message, field);
    }
}

/* The date of the first Date; anomalies of all of them. */
static void check_dates(struct message *message)
{
    const struct header_field *first = message_field(message, SLICE("Date"), 0), *field = NULL;
    while ((field = message_next_field(message, SLICE("Date"), field))) {
        struct recorder recorder = recorder_of(message, field);
        struct slice text = field->unfolded.layer.text;
        struct date date = date_read(text);
        if (has_value(field))
            continue;
        if (date.form != DATE_VALID)
            record_anomaly(&recorder, ANOMALY_DATE_INVALID, 0, text.size);
        if (date.weekday_wrong)
            record_anomaly(&recorder, ANOMALY_DATE_WEEKDAY, 0, text.size);
        if (field == first && date.form != DATE_UNREADABLE) {
            message->has_date = true;
            message->date = date.seconds;
        }
    }
}

/* Fields that may stand once and stand more often (RFC 5322 3.6). */
static void check_duplicates(struct message *message)
{
    static const char *const names[] = {"date", "from",       "sender",      "reply-to",   "to",     "cc",
                                        "bcc",  "message-id", "in-reply-to", "references", "subject"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const struct header_field *field = message_field(message, slice_cstr(names[i]), 0);
        while (field && (field = message_next_field(message, slice_cstr(names[i]), field))) {
            struct recorder recorder = recorder_of(message, field);
            recorder.map = NULL;
            record_anomaly(&recorder, ANOMALY_HEADER_DUPLICATE, field->raw.start, field->raw.end);
        }
    }
}

static bool is_id_side(struct slice s)
{
    for (size_t i = 0; i < s.size; i++) {
        int c = s.data[i];
        if (c == '<' || c == '>' || c == '@' || c == ' ' || ascii_is_control(c))
            return false;
    }
    return s.size > 0;
}

/* "<" left "@" right ">"; stricter about what may stand in them nobody is. */
static bool is_message_id(struct slice s)
{
    if (s.size < 2 || s.data[0] != '<' || s.data[s.size - 1] != '>')
        return false;
    struct slice inside = slice_sub(s, 1, s.size - 1);
    size_t quote = slice_at(inside, 0) == '"' ? slice_find(inside, 1, SLICE("\"@")) : SLICE_NONE;
    size_t at = quote == SLICE_NONE ? slice_find_byte(inside, 0, '@') : quote + 1;
    if (at == SLICE_NONE || !is_id_side(slice_from(inside, at + 1)))
        return false;
    return quote != SLICE_NONE || is_id_side(slice_sub(inside, 0, at));
}

/* Comments may stand behind an identifier. */
static struct slice without_comment(struct slice s)
{
    size_t end = slice_find_byte(s, 0, '>');
    struct slice rest = end == SLICE_NONE ? s : slice_trim(slice_from(s, end + 1));
    bool comment = slice_at(rest, 0) == '(' && slice_at(rest, rest.size - 1) == ')';
    return comment ? slice_sub(s, 0, end + 1) : s;
}

static void check_ids(struct message *message)
{
    const struct header_field *field = NULL;
    while ((field = message_next_field(message, SLICE("Message-ID"), field))) {
        struct recorder recorder = recorder_of(message, field);
        struct slice text = field->unfolded.layer.text;
        if (!has_value(field) && !is_message_id(without_comment(text)))
            record_anomaly(&recorder, ANOMALY_MESSAGE_ID_INVALID, 0, text.size);
    }
}

void fields_check(struct message *message)
{
    check_addresses(message);
    check_dates(message);
    check_ids(message);
    check_duplicates(message);
}
