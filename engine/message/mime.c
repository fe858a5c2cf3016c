/* The tree of MIME parts, by one pass over the lines of each layer (RFC 2046).
 *
 * Multiparts that are open lie on an explicit stack, and so do the layers: an encoded message/rfc822 is decoded into a layer of
 * its own and read to its end before its siblings. A boundary ends all parts inside. Preambles and epilogues are no parts.
 * Limits: mime_depth, mime_parts; what lies beyond is not opened, and that is recorded. Tested in tests/unit/message/test_mime.c.
 */
#include "message/boundary.h"
#include "message/header.h"
#include "message/lines.h"
#include "message/part.h"
#include "message/record.h"
#include "message/transfer.h"

/* One layer being read. */
struct scan {
    const struct layer *layer;
    struct line_reader lines;
    uint32_t owner;   /* the encoded message that the layer is the content of, or INDEX_NONE */
    uint32_t current; /* the part whose body is read */
    uint32_t first_frame;
    bool body_read;  /* up to `found`; else it is still to be read */
    uint32_t found;  /* the frame whose boundary ended it; UINT32_MAX: the end of the layer */
    bool is_closing; /* it was the closing boundary */
    bool epilogue;   /* `current` is a multipart whose parts are done */
};

struct tree {
    struct message *message;
    struct frames frames;
    VEC(struct scan) scans;
    bool stopped;
};

static struct part *part_at(const struct tree *tree, uint32_t index)
{
    return &tree->message->parts.items[index];
}

static struct scan *top(struct tree *tree)
{
    return &tree->scans.items[tree->scans.count - 1];
}

static void record(struct tree *tree, enum anomaly_kind kind, uint32_t part, struct span span)
{
    struct recorder recorder = {.message = tree->message, .layer = part_at(tree, part)->layer, .part = part};
    record_anomaly(&recorder, kind, span.start, span.end);
}

/* As IMAP counts: the children of a multipart by number; a message's content, if no multipart itself, is its part 1. */
static struct slice make_path(struct tree *tree, uint32_t parent, enum part_role role)
{
    if (parent == INDEX_NONE)
        return slice_make(NULL, 0);
    const struct part *p = part_at(tree, parent);
    uint32_t number = 1;
    if (p->role == PART_MESSAGE && role == PART_MULTIPART)
        return p->path;
    if (p->role == PART_MULTIPART && tree->frames.open.count)
        number = tree->frames.open.items[tree->frames.open.count - 1].children;
    return arena_printf(tree->message->arena, "%.*s%s%u", SLICE_ARG(p->path), p->path.size ? "." : "", (unsigned)number);
}

static void stop(struct tree *tree)
{
    const struct scan *scan = top(tree);
    uint32_t next = scan->lines.next, end = (uint32_t)scan->layer->text.size;
    message_limit_reached(tree->message, "mime_parts", scan->layer, (struct span){next, end});
    tree->stopped = true;
}

/* Begins a part at the reader's place: its header is read, its body is still to be. */
static void begin_part(struct tree *tree, uint32_t parent)
{
    struct message *message = tree->message;
    struct scan *scan = top(tree);
    if (message->parts.count >= message->limits->mime_parts && parent != INDEX_NONE) {
        stop(tree);
        return;
    }
    struct part *part = vec_push(message->arena, &message->parts);
    if (!part) {
        tree->stopped = true;
        return;
    }
    uint32_t index = message->parts.count - 1;
    bool digest = parent != INDEX_NONE && slice_equal(part_at(tree, parent)->type, SLICE("multipart/digest"));
    part->parent = parent;
    part->depth = parent == INDEX_NONE ? 0 : part_at(tree, parent)->depth + 1;
    part->layer = scan->layer;
    header_read(message, index, &scan->lines, &tree->frames);
    part_describe(message, index, digest ? SLICE("message/rfc822") : SLICE("text/plain"));
    if (parent != INDEX_NONE && part_at(tree, parent)->role == PART_MESSAGE && part_encloses_header(part_at(tree, parent)))
        part_keep_header_only(part);
    part->path = make_path(tree, parent, part->role);
    scan->current = index;
    scan->body_read = false;
    scan->epilogue = false;
}

/* True if the part's own parts may be read; records if not. */
static bool may_open(struct tree *tree, uint32_t index)
{
    const struct part *part = part_at(tree, index);
    if (part->role == PART_LEAF)
        return false;
    if (part->depth < tree->message->limits->mime_depth)
        return true;
    if (!problem_recorded(tree->message, "limit-mime_depth"))
        message_limit_reached(tree->message, "mime_depth", part->layer, part->body);
    return false;
}

static bool is_encoded_message(const struct part *part)
{
    return part->role == PART_MESSAGE && transfer_encodes(part->encoding);
}

/* Records a boundary that one around it has too: it ends both. */
static void check_nested(struct tree *tree, uint32_t index)
{
    const struct part *part = part_at(tree, index);
    for (uint32_t i = tree->frames.first; i < tree->frames.open.count; i++)
        if (slice_equal(tree->frames.open.items[i].boundary, part->boundary)) {
            part_record(tree->message, index, ANOMALY_BOUNDARY_NESTED);
            return;
        }
}

/* Opens what `current` is: an embedded message begins at once, a multipart waits for its boundary. */
static void open_part(struct tree *tree)
{
    uint32_t index = top(tree)->current;
    while (!tree->stopped && part_at(tree, index)->role == PART_MESSAGE && !is_encoded_message(part_at(tree, index)) &&
           may_open(tree, index)) {
        begin_part(tree, index);
        index = top(tree)->current;
    }
    if (tree->stopped || part_at(tree, index)->role != PART_MULTIPART || !may_open(tree, index))
        return;
    check_nested(tree, index);
    struct frame *frame = vec_push(tree->message->arena, &tree->frames.open);
    if (frame)
        *frame = (struct frame){.part = index, .boundary = part_at(tree, index)->boundary};
}

/* Records what may have been meant as a boundary. */
static void check_boundary(struct tree *tree, const struct line *line)
{
    const struct scan *scan = top(tree);
    struct slice text = line_text(&scan->lines, line);
    struct span span = {line->start, line->end};
    if (boundary_looks_alike(&tree->frames, text))
        record(tree, ANOMALY_BOUNDARY_LOOK_ALIKE, scan->current, span);
    enum boundary_line kind = scan->epilogue ? boundary_classify(text, part_at(tree, scan->current)->boundary) : BOUNDARY_NONE;
    if (kind == BOUNDARY_NEXT || kind == BOUNDARY_CLOSE)
        record(tree, ANOMALY_BOUNDARY_AFTER_CLOSE, scan->current, span);
}

static void check_epilogue(struct tree *tree, struct span span)
{
    const struct scan *scan = top(tree);
    struct slice layer = scan->layer->text, text = slice_trim(slice_sub(layer, span.start, span.end));
    uint32_t start = (uint32_t)slice_offset(layer, text);
    if (text.size)
        record(tree, ANOMALY_MULTIPART_EPILOGUE, scan->current, (struct span){start, start + (uint32_t)text.size});
}

/* Reads lines up to a boundary or the end of the layer, and ends the parts that this ends. */
static void read_body(struct tree *tree)
{
    struct scan *scan = top(tree);
    struct line line;
    uint32_t start = scan->lines.next, end = start;
    scan->found = UINT32_MAX;
    while (scan->found == UINT32_MAX && line_read(&scan->lines, &line)) {
        scan->found = boundary_match(&tree->frames, line_text(&scan->lines, &line), &scan->is_closing);
        if (scan->found != UINT32_MAX)
            break;
        end = line.end;
        if (slice_at(scan->layer->text, line.start) == '-')
            check_boundary(tree, &line);
    }
    if (scan->found == UINT32_MAX)
        end = (uint32_t)scan->layer->text.size;
    uint32_t last = scan->found == UINT32_MAX ? scan->owner : tree->frames.open.items[scan->found].part;
    for (uint32_t i = scan->current; i != last; i = part_at(tree, i)->parent) {
        struct part *part = part_at(tree, i);
        part->body.end = end > part->body.start ? end : part->body.start;
    }
    if (scan->epilogue)
        check_epilogue(tree, (struct span){start, end});
    scan->body_read = true;
}

/* Ends open multiparts down to `count`, none of which met its closing boundary. */
static void close_frames(struct tree *tree, uint32_t count)
{
    for (; tree->frames.open.count > count; tree->frames.open.count--) {
        const struct frame *frame = &tree->frames.open.items[tree->frames.open.count - 1];
        struct part *part = part_at(tree, frame->part);
        struct span end = {part->body.end, part->body.end};
        if (frame->seen) {
            record(tree, ANOMALY_BOUNDARY_UNCLOSED, frame->part, end);
            continue;
        }
        part_record(tree->message, frame->part, ANOMALY_BOUNDARY_NOT_FOUND);
        part_read_as_text(part);
        part_find_files(tree->message, frame->part);
    }
}

/* Goes on behind the boundary, or back to the layer outside. */
static void advance(struct tree *tree)
{
    struct scan *scan = top(tree);
    if (scan->found == UINT32_MAX) {
        close_frames(tree, scan->first_frame);
        tree->scans.count--;
        return;
    }
    close_frames(tree, scan->found + 1);
    struct frame *frame = &tree->frames.open.items[scan->found];
    frame->seen = true;
    if (scan->is_closing) {
        if (frame->children == 0)
            part_record(tree->message, frame->part, ANOMALY_MULTIPART_EMPTY);
        scan->current = frame->part;
        scan->epilogue = true;
        scan->body_read = false;
        tree->frames.open.count--;
    } else {
        frame->children++;
        begin_part(tree, frame->part);
    }
}

static void begin_layer(struct tree *tree, const struct layer *layer, uint32_t start, uint32_t owner)
{
    struct scan *scan = vec_push(tree->message->arena, &tree->scans);
    if (!scan)
        return;
    *scan = (struct scan){.layer = layer, .owner = owner, .first_frame = tree->frames.open.count};
    tree->frames.first = scan->first_frame;
    line_reader_init(&scan->lines, layer->text, start);
    begin_part(tree, owner);
}

/* If an encoded message has just been read, goes into its content first. True if so. */
static bool enter_message(struct tree *tree)
{
    uint32_t index = top(tree)->current;
    if (!is_encoded_message(part_at(tree, index)) || !may_open(tree, index))
        return false;
    const struct layer *layer = part_content(tree->message, index);
    if (layer)
        begin_layer(tree, layer, 0, index);
    return layer != NULL;
}

/* Ends all parts that are open when the limit of parts is reached. */
static void end_open_parts(struct tree *tree)
{
    for (; tree->scans.count > 0; tree->scans.count--) {
        const struct scan *scan = top(tree);
        for (uint32_t i = scan->current; i != scan->owner && i < tree->message->parts.count; i = part_at(tree, i)->parent)
            if (part_at(tree, i)->body.end == part_at(tree, i)->body.start)
                part_at(tree, i)->body.end = (uint32_t)scan->layer->text.size;
    }
}

void parts_read(struct message *message, uint32_t start)
{
    struct tree tree = {.message = message};
    begin_layer(&tree, &message->file, start, INDEX_NONE);
    while (tree.scans.count > 0 && !tree.stopped && !message->arena->failed) {
        tree.frames.first = top(&tree)->first_frame;
        if (top(&tree)->body_read) {
            advance(&tree);
            continue;
        }
        if (!top(&tree)->epilogue)
            open_part(&tree);
        if (tree.stopped)
            break;
        bool epilogue = top(&tree)->epilogue;
        read_body(&tree);
        if (!epilogue && !enter_message(&tree))
            part_find_files(message, top(&tree)->current);
    }
    end_open_parts(&tree);
}
