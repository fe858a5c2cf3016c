/* The skeleton: visible text as a reader takes it in, whatever the characters are. Look-alikes become ASCII letters in lower
 * case, invisible characters are left out. Its map is the folding's, composed with the visible text's. Tested in
 * tests/unit/content/test_views.c. */
#include "base/buffer.h"
#include "base/utf8.h"
#include "content/confusable.h"
#include "content/view.h"

static bool fold(struct layer *out, struct arena *arena, const struct layer *visible)
{
    struct slice text = visible->text;
    struct source_map map = {0};
    struct buffer folded;
    buffer_init(&folded, arena, text.size);
    buffer_reserve(&folded, text.size);
    for (size_t at = 0; at < text.size && !folded.failed;) {
        struct utf8_step step = utf8_decode(text, at);
        uint32_t code_point = confusable_fold(step.code_point);
        size_t before = folded.size;
        if (code_point)
            buffer_code_point(&folded, code_point);
        uint32_t size = (uint32_t)(folded.size - before);
        /* Bytes that stay as many are one to one, so that runs of them are one. */
        bool same = size == step.length;
        struct map_run origin = {0, (uint32_t)at, same ? 1 : size, same ? 1 : step.length};
        if (size > 0 && !source_map_add(&map, arena, size, origin))
            return false;
        at += step.length;
    }
    *out = (struct layer){.text = buffer_slice(&folded), .parent = visible->parent};
    return !folded.failed && source_map_compose(&out->map, arena, &visible->map, &map);
}

void view_skeleton(struct content *content)
{
    for (uint32_t i = 0; i < content->views[VIEW_VISIBLE].segments.count; i++) {
        const struct segment *visible = &content->views[VIEW_VISIBLE].segments.items[i];
        struct layer layer;
        if (!fold(&layer, content->arena, &visible->layer))
            return;
        struct place_of_text from = {content, visible->document, visible->part};
        view_add(&from, VIEW_SKELETON, &layer);
    }
}
