/* Layers made of layers: masked texts, pieces, and pieces put together. All have the same parent as what they were made of.
 * Tested in tests/unit/content. */
#ifndef ASSAY_CONTENT_LAYER_CUT_H
#define ASSAY_CONTENT_LAYER_CUT_H

#include "message/document.h"

/* The document's masked text, byte for byte over its layer. False: no memory. */
bool layer_masked(struct layer *out, struct arena *arena, const struct document *document);
/* The range of the layer's text as a layer of its own, which borrows the text. A range inside a unit keeps the unit's origin. */
bool layer_cut(struct layer *out, struct arena *arena, const struct layer *layer, struct span range);
/* The layer without `without` (ranges of its text, sorted by start); the text is a copy. */
bool layer_without(struct layer *out, struct arena *arena, const struct layer *layer, const struct span *without, size_t count);
/* The layer without white space at both ends. */
bool layer_trim(struct layer *out, struct arena *arena, const struct layer *layer);

#endif
