/* Checks of the fields that RFC 5322 defines. Tested in tests/unit/message/test_date.c. */
#include "message/field_check.h"

#include "message/address.h"
#include "message/date.h"
#include "message/record.h"

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
    const struct header_field *field = NULL;
    while ((field = message_next_field(message, SLICE("Date"), field))) {
        const struct layer *layer = &field->unfolded.layer;
        struct recorder recorder = {.message = message, .layer = layer->parent, .map = &layer->map, .part = field->part};
        struct date date = date_read(layer->text);
        if (document_has_value(&field->unfolded, (struct span){0, UINT32_MAX}))
            continue;
        if (date.form != DATE_VALID)
            record_anomaly(&recorder, ANOMALY_DATE_INVALID, 0, layer->text.size);
        if (date.weekday_wrong)
            record_anomaly(&recorder, ANOMALY_DATE_WEEKDAY, 0, layer->text.size);
        if (!message->has_date && date.form != DATE_UNREADABLE && field == message_field(message, SLICE("Date"), 0)) {
            message->has_date = true;
            message->date = date.seconds;
        }
    }
}

void fields_check(struct message *message)
{
    check_addresses(message);
    check_dates(message);
}
