/* Reads the parts of what is scored in their order. The preheader is taken from the first HTML part, or from the first text part
 * if there is no HTML. Tested in tests/unit/content/test_views.c. */
#include "content/content.h"

#include "base/utf8.h"
#include "content/calendar.h"
#include "content/code_link.h"
#include "content/flowed.h"
#include "content/header_link.h"
#include "content/layer_cut.h"
#include "content/link_judge.h"
#include "content/open_text.h"
#include "content/view.h"

/* What an inbox shows beside the subject is never longer. */
enum { PREHEADER_CODE_POINTS = 200, CODE_POINT_BYTES = 4 };

#define X(name, text, doc) text,
const char *const view_texts[] = {VIEWS(X) NULL};
#undef X

bool part_is_readable(const struct part *part)
{
    return part->role == PART_LEAF && part->is_text;
}

static bool is_html(const struct part *part)
{
    return slice_equal(part->type, SLICE("text/html"));
}

/* The part that the preheader comes from, or INDEX_NONE. */
static uint32_t preheader_part(const struct message *message)
{
    uint32_t found = INDEX_NONE;
    for (uint32_t i = message->scored_part; i < message->scored_end; i++) {
        const struct part *part = &message->parts.items[i];
        if (!part_is_readable(part))
            continue;
        if (is_html(part))
            return i;
        if (found == INDEX_NONE)
            found = i;
    }
    return found;
}

static void add_preheader(const struct place_of_text *from, struct flow *flow)
{
    struct layer all, cut;
    size_t end = 0;
    if (!flow_finish(flow, &from->document->layer, &all))
        return;
    for (int i = 0; i < PREHEADER_CODE_POINTS && end < all.text.size; i++)
        end += utf8_decode(all.text, end).length;
    if (layer_cut(&cut, from->content->arena, &all, (struct span){0, (uint32_t)end}))
        view_add(from, VIEW_PREHEADER, &cut);
}

/* A bare text that is nothing but placeholders may as well become HTML; a part that says what it is may not. */
static void note_open_text(const struct place_of_text *from)
{
    struct facts *facts = &from->content->facts;
    bool all = open_text_is_all(from->document);
    facts->open_text = facts->open_text || all;
    facts->open_markup = facts->open_markup || (all && from->content->message->kind == KIND_TEXT);
}

/* A part that nobody reads as text, for its addresses (part_is_aside). */
static void read_aside(const struct place_of_text *from)
{
    const struct part *part = &from->content->message->parts.items[from->part];
    struct layer masked;
    if (slice_equal(part->type, SLICE("text/calendar")))
        calendar_read(from);
    else if (slice_ends_nocase(part->type, SLICE("-html")))
        html_read_addresses(from, NULL);
    else if (layer_masked(&masked, from->content->arena, from->document))
        link_add_text(from, &masked, (struct span){0, (uint32_t)masked.text.size});
    if (!part->client_template)
        code_links_read(from);
}

/* The ranges of the masked text that are no text (content/flowed.h). The blanks that masks of control tags are break no line. */
static span_list skipped_text(const struct place_of_text *from)
{
    const struct part *part = &from->content->message->parts.items[from->part];
    span_list skipped = {0};
    if (part->flowed && !flowed_skipped(&skipped, from->content->arena, from->document->layer.text, part->delete_space))
        skipped.count = 0;
    return skipped;
}

static void add_to_preheader(struct flow *preheader, struct slice text, const span_list *skipped)
{
    struct span piece = {0, 0};
    for (uint32_t i = 0; i <= skipped->count; i++) {
        piece.end = i < skipped->count ? skipped->items[i].start : (uint32_t)text.size;
        flow_text(preheader, (struct flow_piece){slice_sub(text, piece.start, piece.end), piece, true});
        piece.start = i < skipped->count ? skipped->items[i].end : piece.end;
    }
}

static void read_plain(const struct place_of_text *from, struct flow *preheader)
{
    struct arena *arena = from->content->arena;
    struct layer masked, text;
    span_list skipped = skipped_text(from);
    if (!layer_masked(&masked, arena, from->document))
        return;
    text = masked;
    if (skipped.count > 0 && !layer_without(&text, arena, &masked, skipped.items, skipped.count))
        return;
    if (preheader)
        add_to_preheader(preheader, masked.text, &skipped);
    link_add_text(from, &text, (struct span){0, (uint32_t)text.text.size});
    note_open_text(from);
    view_add(from, VIEW_VISIBLE, &text);
}

static void read_part(struct content *content, uint32_t index, bool has_preheader)
{
    struct part *part = &content->message->parts.items[index];
    if (part_is_aside(part) && part->document)
        read_aside(&(struct place_of_text){content, part->document, index});
    if (!part_is_readable(part))
        return;
    if (!part->document) {
        view_limit(content, ~(1u << VIEW_SUBJECT | 1u << VIEW_SOURCE));
        content->links_limited = true;
        return;
    }
    struct place_of_text from = {content, part->document, index};
    struct flow preheader;
    flow_init(&preheader, content->arena, (size_t)PREHEADER_CODE_POINTS * CODE_POINT_BYTES);
    if (is_html(part))
        html_read(&from, has_preheader ? &preheader : NULL);
    else
        read_plain(&from, has_preheader ? &preheader : NULL);
    code_links_read(&from);
    if (has_preheader)
        add_preheader(&from, &preheader);
}

bool content_read(struct content *out, struct message *message)
{
    *out = (struct content){.message = message, .arena = message->arena};
    map_init(&out->hosts, out->arena);
    uint32_t preheader = preheader_part(message);
    view_subject(out);
    header_links_read(out);
    for (uint32_t i = message->scored_part; i < message->scored_end; i++)
        read_part(out, i, i == preheader);
    for (unsigned i = 0; i < VIEW_COUNT; i++)
        out->views[i].built = i != VIEW_SKELETON && i != VIEW_RAW && i != VIEW_SOURCE;
    link_count(out);
    link_find_trackers(out);
    link_find_fragments(out);
    link_find_attached(out);
    link_find_classes(out);
    facts_count(out);
    return !message->arena->failed;
}

const struct view *content_view(struct content *content, enum view_id id)
{
    struct view *view = &content->views[id];
    if (view->built)
        return view;
    view->built = true;
    if (id == VIEW_SKELETON)
        view_skeleton(content);
    else if (id == VIEW_RAW)
        view_raw(content);
    else
        view_source(content);
    view->limited = view->limited || content->arena->failed;
    return view;
}
