/* Names of anomalies, and their recording: the first ANOMALY_LIMIT of each kind with their place, all of them counted.
 *
 * Tested in tests/unit/message/test_anomaly.c. */
#include "message/anomaly.h"

#include "message/record.h"

static const struct {
    const char *text, *doc;
} anomalies[] = {
#define X(name, text, doc) {text, doc},
    ANOMALIES(X)
#undef X
};

const char *anomaly_text(enum anomaly_kind kind)
{
    return anomalies[kind].text;
}

const char *anomaly_doc(enum anomaly_kind kind)
{
    return anomalies[kind].doc;
}

void record_anomaly(struct recorder *recorder, enum anomaly_kind kind, size_t start, size_t end)
{
    recorder->seen = true;
    if (!recorder->message || recorder->message->anomaly_counts[kind]++ >= ANOMALY_LIMIT)
        return;
    struct span span = {recorder->base + (uint32_t)start, recorder->base + (uint32_t)end};
    if (recorder->map)
        span = source_map_up(recorder->map, span);
    struct anomaly *anomaly = vec_push(recorder->message->arena, &recorder->message->anomalies);
    if (anomaly)
        *anomaly = (struct anomaly){kind, recorder->layer, span, recorder->part};
}
