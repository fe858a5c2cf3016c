/* How parsers of this room record what is out of order. */
#ifndef ASSAY_MESSAGE_RECORD_H
#define ASSAY_MESSAGE_RECORD_H

#include "message/message.h"

/* Where a parser that knows only offsets in its own input stands. */
struct recorder {
    struct message *message;      /* null: only `seen` is kept */
    const struct layer *layer;    /* where anomalies are recorded */
    uint32_t base;                /* is added to offsets */
    const struct source_map *map; /* then leads them to the layer; null: they count there already */
    uint32_t part;
    bool seen; /* something was recorded */
};

/* Offsets count in the parser's input. */
void record_anomaly(struct recorder *recorder, enum anomaly_kind kind, size_t start, size_t end);

/* True if there is a problem with that code. */
bool problem_recorded(const struct message *message, const char *code);

#endif
