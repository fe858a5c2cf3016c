/* A span: a range of bytes [start, end) in some text, as offsets. Inside one message offsets are 32 bits. */
#ifndef ASSAY_BASE_SPAN_H
#define ASSAY_BASE_SPAN_H

#include <stdbool.h>
#include <stdint.h>

struct span {
    uint32_t start;
    uint32_t end;
};

static inline uint32_t span_length(struct span s)
{
    return s.end - s.start;
}
static inline bool span_contains(struct span s, uint32_t offset)
{
    return offset >= s.start && offset < s.end;
}
static inline bool span_overlaps(struct span a, struct span b)
{
    return a.start < b.end && b.start < a.end;
}
static inline struct span span_hull(struct span a, struct span b)
{
    return (struct span){a.start < b.start ? a.start : b.start, a.end > b.end ? a.end : b.end};
}

#endif
