/* A source map says, for derived text, which bytes of its parent each byte came from.
 *
 * It is a sorted list of runs without gaps in the derived text. In a run, every `derived_unit` bytes of derived text come from
 * `parent_unit` bytes of the parent, unit after unit:
 *
 *     identity                     1 : 1
 *     base64                       3 : 4   (a last quantum: 1 : 4 or 2 : 4)
 *     quoted-printable =XX         1 : 3
 *     Latin-1 over U+007F          2 : 1;   UTF-16, ASCII  1 : 2
 *     an entity, an encoded word   n : m   (one unit)
 *     white space collapsed        1 : m   (one unit)
 *     substituted, no origin       n : 0
 *
 * A unit is the least that can be addressed: what touches a part of it is widened to all of it. Parent bytes that no run covers
 * were skipped (soft line breaks, tags, shift sequences). From one unit to the next the parent's ranges never go back; in a
 * composed map they may overlap (a character that two base64 quanta share). Maps compose by looking up one after the other;
 * each look-up is a binary search. Tested in tests/unit/message. */
#ifndef ASSAY_MESSAGE_SOURCE_MAP_H
#define ASSAY_MESSAGE_SOURCE_MAP_H

#include "base/span.h"
#include "base/vec.h"

struct map_run {
    uint32_t derived; /* where the run begins in the derived text; it ends where the next begins */
    uint32_t parent;  /* where it begins in the parent */
    uint32_t derived_unit;
    uint32_t parent_unit;
};

struct source_map {
    VEC(struct map_run) runs;
    uint32_t derived_size;
};

typedef VEC(struct span) span_list;

/* Appends `length` derived bytes (a multiple of derived_unit) that begin at parent; runs that go on are merged, but a unit of
 * n : m with n > 1 or m > 1 that stands for one indivisible thing stays its own unit. A length of 0 in an empty map only says
 * where in the parent the empty text stands. False when there is no memory. */
bool source_map_add(struct source_map *map, struct arena *arena, uint32_t length, struct map_run origin);
/* The whole of `length` bytes at parent, one to one. */
bool source_map_identity(struct source_map *map, struct arena *arena, uint32_t length, uint32_t parent);
/* *out, empty before: the two steps of `inner` (text -> middle) and `outer` (middle -> parent) as one map. What shares a unit of
 * `outer` is widened to all of it, so that source_map_up gives what the two look-ups would. */
bool source_map_compose(struct source_map *out, struct arena *arena, const struct source_map *outer,
                        const struct source_map *inner);
/* The run that holds the derived offset; the last one for what lies behind; 0 if there is none. */
uint32_t source_map_run(const struct source_map *map, uint32_t derived);
/* The hull in the parent of what a derived range came from, widened to units. An empty range gives an empty range. */
struct span source_map_up(const struct source_map *map, struct span derived);
/* The same as separate pieces: a new piece begins wherever the parent's bytes are not adjacent (n : 0 units give none). */
bool source_map_pieces(const struct source_map *map, struct span derived, struct arena *arena, span_list *out);
/* The derived range whose units touch the parent range. */
struct span source_map_down(const struct source_map *map, struct span parent);

/* Text with its way back. The outermost layer is the file: no parent, no runs. */
struct layer {
    struct slice text;
    struct source_map map;      /* text -> parent->text */
    const struct layer *parent; /* null: the message's bytes in the file */
};

/* A range of the layer's text, as the hull of the file's bytes, through all parents. */
struct span layer_to_file(const struct layer *layer, struct span range);
/* The range of the layer's text whose units touch these bytes of the file: layer_to_file's way back. */
struct span layer_from_file(const struct layer *layer, struct span file);

#endif
