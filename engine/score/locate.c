/* From a hit in decoded text to the bytes of the file.
 *
 * A hit is cut into pieces that are adjacent in the decoded document (a word split by tags has several; a soft line break of the
 * transfer encoding is inside one). Each piece becomes a span of the file, widened to what the encoding can address, whose text
 * is what these bytes decode to. Pieces whose widened bytes overlap become one span. Tested in tests/unit/score by the property
 * that every span decodes to its text. */
#include "base/buffer.h"
#include "base/utf8.h"
#include "score/evaluate.h"

struct slice unmasked_text(struct arena *arena, const struct layer *layer, const struct document *document, struct span span)
{
    struct slice text = slice_sub(layer->text, span.start, span.end);
    if (slice_find_byte(text, 0, MASK_BYTE) == SLICE_NONE || !document || layer == &document->layer)
        return text;
    struct slice copy = arena_copy(arena, text);
    unsigned char *bytes = (unsigned char *)(uintptr_t)copy.data;
    for (uint32_t i = 0; i < copy.size; i++) {
        if (bytes[i] != MASK_BYTE)
            continue;
        uint32_t at = span.start + i;
        struct span origin = source_map_up(&layer->map, (struct span){at, at + 1});
        int original = slice_at(document->layer.text, origin.start);
        if (original >= 0)
            bytes[i] = (unsigned char)original;
    }
    return copy;
}

/* A piece on its way: where it is in the hit's layer, in the document, and in the file. */
struct piece {
    struct span derived; /* empty once pieces were merged: their text is the document's */
    struct span decoded;
    struct span file;
};
typedef VEC(struct piece) piece_vec;

static bool is_document(const struct hit *hit)
{
    return !hit->document || hit->layer == &hit->document->layer;
}

static const struct layer *document_layer(const struct hit *hit)
{
    return hit->document ? &hit->document->layer : hit->layer;
}

/* What this piece of the document came out as: whole units, so it may begin before the hit and end after it. */
static struct span derived_of(const struct hit *hit, struct span decoded)
{
    return is_document(hit) ? decoded : source_map_down(&hit->layer->map, decoded);
}

static void add_piece(struct arena *arena, piece_vec *pieces, const struct hit *hit, struct span decoded)
{
    struct piece piece = {derived_of(hit, decoded), decoded, layer_to_file(document_layer(hit), decoded)};
    struct piece *last = pieces->count > 0 ? &pieces->items[pieces->count - 1] : NULL;
    if (last && span_overlaps(last->file, piece.file)) {
        last->derived = (struct span){0, 0};
        last->decoded = span_hull(last->decoded, piece.decoded);
        last->file = span_hull(last->file, piece.file);
        return;
    }
    struct piece *place = vec_push(arena, pieces);
    if (place)
        *place = piece;
}

static void cut(struct arena *arena, const struct hit *hit, piece_vec *pieces)
{
    if (is_document(hit) || hit->span.start >= hit->span.end) {
        struct span decoded = is_document(hit) ? hit->span : source_map_up(&hit->layer->map, hit->span);
        add_piece(arena, pieces, hit, decoded);
        return;
    }
    span_list spans = {0};
    source_map_pieces(&hit->layer->map, hit->span, arena, &spans);
    for (uint32_t i = 0; i < spans.count; i++)
        add_piece(arena, pieces, hit, spans.items[i]);
}

/* Widening by bytes can cut a character of the text; the decoder has its other bytes before or gets them after. */
static struct span whole_characters(struct slice text, struct span span)
{
    span.start = (uint32_t)utf8_floor(text, span.start);
    while (span.end < text.size && utf8_floor(text, span.end) != span.end)
        span.end++;
    return span;
}

/* What the piece's widened bytes decode to: the reader's text, and around it what widening took in. */
static struct slice piece_text(struct arena *arena, const struct hit *hit, const struct piece *piece)
{
    const struct layer *layer = document_layer(hit);
    struct span wide = whole_characters(layer->text, layer_from_file(layer, piece->file));
    if (is_document(hit) || piece->derived.start == piece->derived.end)
        return slice_sub(layer->text, wide.start, wide.end);
    struct slice inner = unmasked_text(arena, hit->layer, hit->document, piece->derived);
    if (wide.start >= piece->decoded.start && wide.end <= piece->decoded.end)
        return inner;
    struct buffer text;
    buffer_init(&text, arena, (size_t)span_length(wide) + inner.size + 1);
    buffer_append(&text, slice_sub(layer->text, wide.start, piece->decoded.start));
    buffer_append(&text, inner);
    buffer_append(&text, slice_sub(layer->text, piece->decoded.end, wide.end));
    return buffer_slice(&text);
}

bool locate(struct evaluation *e, const struct hit *hit, struct location *out)
{
    piece_vec pieces = {0};
    cut(e->arena, hit, &pieces);
    *out = (struct location){.hit = hit->number, .role = hit->role, .part = hit->part};
    for (uint32_t i = 0; i < pieces.count; i++) {
        struct location_span *span = vec_push(e->arena, &out->spans);
        if (!span)
            return false;
        span->file = pieces.items[i].file;
        span->text = piece_text(e->arena, hit, &pieces.items[i]);
        out->hull = i == 0 ? span->file : span_hull(out->hull, span->file);
    }
    out->text = unmasked_text(e->arena, hit->layer, hit->document, hit->span);
    return pieces.count > 0;
}
