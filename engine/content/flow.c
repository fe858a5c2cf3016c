/* White space collapsing. A gap is remembered and written only when text follows it in the same line, so that no line begins or
 * ends with a blank. Tested in tests/unit/content/test_html_text.c. */
#include "content/flow.h"

static bool is_white(int c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

void flow_init(struct flow *flow, struct arena *arena, size_t enough)
{
    *flow = (struct flow){.arena = arena, .enough = enough};
    buffer_init(&flow->text, arena, SIZE_MAX);
}

/* Appends bytes that came, unit by unit, from origin. */
static void append(struct flow *flow, struct slice text, struct map_run origin)
{
    buffer_append(&flow->text, text);
    if (flow->text.failed || !source_map_add(&flow->map, flow->arena, (uint32_t)text.size, origin))
        flow->failed = true;
}

static void close_gap(struct flow *flow, uint32_t next)
{
    struct slice so_far = buffer_slice(&flow->text);
    bool line_start = so_far.size == 0 || so_far.data[so_far.size - 1] == '\n';
    if (flow->gap == GAP_BREAK && !line_start)
        append(flow, SLICE("\n"), (struct map_run){0, next, 1, 0});
    else if (flow->gap == GAP_SPACE && !line_start && flow->blank.start < flow->blank.end)
        append(flow, SLICE(" "), (struct map_run){0, flow->blank.start, 1, span_length(flow->blank)});
    else if (flow->gap == GAP_SPACE && !line_start)
        append(flow, SLICE(" "), (struct map_run){0, next, 1, 0});
    flow->gap = GAP_NONE;
}

static void add_blank(struct flow *flow, struct span origin)
{
    if (flow->gap == GAP_NONE) {
        flow->gap = GAP_SPACE;
        flow->blank = origin;
    } else if (flow->gap == GAP_SPACE && flow->blank.end == origin.start && flow->blank.start < flow->blank.end) {
        flow->blank.end = origin.end;
    }
}

static bool is_full(const struct flow *flow)
{
    return flow->failed || flow->text.size >= flow->enough;
}

static void add_piece(struct flow *flow, struct flow_piece piece)
{
    close_gap(flow, piece.origin.start);
    if (piece.literal)
        append(flow, piece.text, (struct map_run){0, piece.origin.start, 1, 1});
    else
        append(flow, piece.text, (struct map_run){0, piece.origin.start, (uint32_t)piece.text.size, span_length(piece.origin)});
}

/* Where a run of bytes that are all white, or all not white, ends. */
static size_t run_end(struct slice text, size_t start, bool white)
{
    while (start < text.size && is_white(text.data[start]) == white)
        start++;
    return start;
}

static struct flow_piece part_of(struct flow_piece piece, size_t start, size_t end)
{
    struct span origin = {piece.origin.start + (uint32_t)start, piece.origin.start + (uint32_t)end};
    return (struct flow_piece){slice_sub(piece.text, start, end), origin, true};
}

void flow_text(struct flow *flow, struct flow_piece piece)
{
    if (is_full(flow) || piece.text.size == 0)
        return;
    if (!piece.literal) {
        if (run_end(piece.text, 0, true) == piece.text.size)
            add_blank(flow, piece.origin);
        else
            add_piece(flow, piece);
        return;
    }
    for (size_t at = 0; at < piece.text.size;) {
        size_t end = run_end(piece.text, at, true);
        if (end > at)
            add_blank(flow, part_of(piece, at, end).origin);
        at = run_end(piece.text, end, false);
        if (at > end)
            add_piece(flow, part_of(piece, end, at));
    }
}

void flow_keep(struct flow *flow, struct flow_piece piece)
{
    if (!is_full(flow) && piece.text.size > 0)
        add_piece(flow, piece);
}

void flow_break(struct flow *flow)
{
    flow->gap = GAP_BREAK;
}

void flow_space(struct flow *flow)
{
    add_blank(flow, (struct span){0, 0});
}

bool flow_finish(struct flow *flow, const struct layer *parent, struct layer *out)
{
    *out = (struct layer){buffer_slice(&flow->text), flow->map, parent};
    return !flow->failed;
}
