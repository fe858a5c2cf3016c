/* Dates: of the field Date (RFC 5322 3.3 and 4.3), and times as people give them (RFC 3339). */
#ifndef ASSAY_MESSAGE_DATE_H
#define ASSAY_MESSAGE_DATE_H

#include "base/slice.h"

enum date_form {
    DATE_UNREADABLE,
    DATE_LENIENT, /* not as RFC 5322 has it, but read as mail clients read it */
    DATE_VALID,   /* by RFC 5322, obsolete forms included */
};

struct date {
    enum date_form form;
    bool weekday_wrong; /* it names another day of the week than it falls on */
    int64_t seconds;    /* since 1970-01-01T00:00:00Z, without leap seconds; 0 if unreadable */
};

/* Reads an unfolded Date. Comments are skipped; zones without a known meaning count as UTC (RFC 5322 4.3). */
struct date date_read(struct slice text);
/* Reads "2026-11-23T12:00:00Z", with any offset, fractions cut off; "2026-11-23" for its beginning in UTC; or seconds since 1970.
 * False if it is none of these. */
bool date_read_iso(struct slice text, int64_t *out_seconds);

#endif
