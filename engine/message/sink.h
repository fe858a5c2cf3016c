/* A sink: where decoders write derived text together with its source map. */
#ifndef ASSAY_MESSAGE_SINK_H
#define ASSAY_MESSAGE_SINK_H

#include "base/buffer.h"
#include "message/source_map.h"

struct sink {
    struct buffer out;
    struct source_map map;
    uint64_t size; /* of everything that was put, also of what there was no room for */
    bool full;     /* something did not fit */
};

/* At most `limit` bytes are kept; with a limit of 0 the sink only counts. */
void sink_init(struct sink *sink, struct arena *arena, uint64_t limit);
/* Bytes that came, unit by unit, from `origin` (its `derived` is ignored). */
void sink_put(struct sink *sink, struct slice bytes, struct map_run origin);
/* Bytes that were copied from `parent` on. */
void sink_copy(struct sink *sink, struct slice bytes, uint32_t parent);
/* Bytes that as a whole came from these of the parent. */
void sink_unit(struct sink *sink, struct slice bytes, struct span parent);
/* The text and its map; *layer must not have other parents than `parent`. */
void sink_layer(const struct sink *sink, struct layer *layer, const struct layer *parent);

#endif
