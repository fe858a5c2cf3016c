/* Soft line breaks of RFC 3676. A line that ends in a blank goes on in the next one if that is quoted as deep; the separator of a
 * signature ("-- ") neither goes on nor is gone on to. The quote marks of a line that begins a paragraph stay. Tested in
 * tests/unit/content/test_flowed.c. */
#include "content/flowed.h"

struct line {
    struct span span; /* without its line end */
    uint32_t next;    /* where the next line begins */
    uint32_t text;    /* behind quote marks and the blank that stuffs */
    uint32_t depth;   /* quote marks */
    bool stuffed, signature, soft;
};

static struct line read_line(struct slice text, uint32_t start)
{
    size_t end = slice_find_byte(text, start, '\n');
    struct line line = {.span = {start, (uint32_t)text.size}, .next = (uint32_t)text.size};
    if (end != SLICE_NONE) {
        bool pair = end > start && text.data[end - 1] == '\r';
        line.span.end = (uint32_t)end - pair;
        line.next = (uint32_t)end + 1;
    }
    struct slice whole = slice_sub(text, 0, line.span.end);
    line.text = start;
    while (slice_at(whole, line.text) == '>')
        line.text++;
    line.depth = line.text - start;
    line.stuffed = slice_at(whole, line.text) == ' ';
    line.text += line.stuffed;
    struct slice rest = slice_from(whole, line.text);
    line.signature = slice_equal(rest, SLICE("-- "));
    line.soft = !line.signature && rest.size > 0 && rest.data[rest.size - 1] == ' ' && line.next < text.size;
    return line;
}

static bool skip(span_list *out, struct arena *arena, uint32_t start, uint32_t end)
{
    struct span *place = vec_push(arena, out);
    if (place)
        *place = (struct span){start, end};
    return place != NULL;
}

bool flowed_skipped(span_list *out, struct arena *arena, struct slice text, bool delete_space)
{
    struct line before = {0};
    for (uint32_t at = 0; at < text.size; at = before.next) {
        struct line line = read_line(text, at);
        bool joined = before.soft && line.depth == before.depth && !line.signature;
        bool ok = true;
        if (joined)
            ok = skip(out, arena, before.span.end - delete_space, line.text);
        else if (line.stuffed && line.depth == 0)
            ok = skip(out, arena, line.span.start, line.text);
        if (!ok)
            return false;
        before = line;
    }
    return true;
}
