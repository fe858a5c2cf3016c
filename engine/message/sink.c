/* Sinks: a buffer and a map that stay in step, also when there is no room or no memory.
 *
 * Tested through the decoders, in tests/unit/message/test_transfer.c. */
#include "message/sink.h"

void sink_init(struct sink *sink, struct arena *arena, uint64_t limit)
{
    *sink = (struct sink){0};
    buffer_init(&sink->out, arena, limit < INT32_MAX ? (size_t)limit : INT32_MAX);
}

void sink_put(struct sink *sink, struct slice bytes, struct map_run origin)
{
    sink->size += bytes.size;
    size_t room = sink->out.limit - sink->out.size;
    if (bytes.size > room || sink->full) {
        bytes = slice_sub(bytes, 0, sink->full ? 0 : room - room % origin.derived_unit);
        sink->full = true;
    }
    if (bytes.size == 0 || !buffer_reserve(&sink->out, bytes.size))
        return;
    if (source_map_add(&sink->map, sink->out.arena, (uint32_t)bytes.size, origin))
        buffer_append(&sink->out, bytes);
}

void sink_copy(struct sink *sink, struct slice bytes, uint32_t parent)
{
    sink_put(sink, bytes, (struct map_run){.parent = parent, .derived_unit = 1, .parent_unit = 1});
}

void sink_unit(struct sink *sink, struct slice bytes, struct span parent)
{
    if (bytes.size == 0)
        return;
    sink_put(sink, bytes,
             (struct map_run){.parent = parent.start, .derived_unit = (uint32_t)bytes.size, .parent_unit = span_length(parent)});
}

void sink_layer(const struct sink *sink, struct layer *layer, const struct layer *parent)
{
    *layer = (struct layer){.text = buffer_slice(&sink->out), .map = sink->map, .parent = parent};
}
