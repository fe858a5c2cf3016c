/* Files inside a part that are no parts of MIME: uuencoded ones in plain text, and the attachments of TNEF.
 *
 * Each becomes a part of its own below the part that holds it, named and sized; out of the text that is read it is cut.
 * Limit: mime_parts. Tested in tests/unit/message/test_files.c. */
#include "message/charset.h"
#include "message/part.h"
#include "message/record.h"
#include "message/tnef.h"
#include "message/uuencode.h"

/* Where the files of one part go. */
struct file_list {
    struct message *message;
    uint32_t holder;
    const struct layer *content;
    uint32_t count;
};

/* A new part for a file of that name; null when there is no room for it. */
static struct part *add_file(struct file_list *list, enum part_origin origin, struct slice name, struct span body)
{
    struct message *message = list->message;
    if (message->parts.count >= message->limits->mime_parts) {
        if (!problem_recorded(message, "limit-mime_parts"))
            message_limit_reached(message, "mime_parts", list->content, body);
        return NULL;
    }
    struct part *part = vec_push(message->arena, &message->parts);
    if (!part)
        return NULL;
    const struct part *holder = &message->parts.items[list->holder];
    *part = (struct part){.parent = list->holder, .depth = holder->depth + 1, .origin = origin, .layer = list->content};
    part->path = arena_printf(message->arena, "%.*s%s%u", SLICE_ARG(holder->path), holder->path.size ? "." : "1.",
                              (unsigned)++list->count);
    part->header = (struct span){body.start, body.start};
    part->body = body;
    part->first_field = message->fields.count;
    part->type = SLICE("application/octet-stream");
    part->encoding = TRANSFER_BINARY;
    part->attachment = true;
    part_name(part, charset_text(message->arena, slice_make(NULL, 0), name), message->arena);
    return part;
}

static void find_uuencoded(struct message *message, uint32_t index)
{
    const struct layer *content = part_content(message, index);
    if (!content || slice_find(content->text, 0, SLICE("begin ")) == SLICE_NONE)
        return;
    struct recorder recorder = {.message = message, .layer = content, .part = index};
    struct file_list list = {message, index, content, 0};
    struct line_reader lines;
    struct uuencoded file;
    line_reader_init(&lines, content->text, 0);
    while (uuencode_next(&lines, &file)) {
        struct part *part = add_file(&list, PART_OF_UUENCODE, file.name, (struct span){file.data, file.end});
        if (!part)
            return;
        part->header.start = file.start;
        part->encoding = TRANSFER_UUENCODE;
        record_anomaly(&recorder, ANOMALY_UUENCODE, file.start, file.end);
        if (!file.whole)
            record_anomaly(&recorder, ANOMALY_UUENCODE_INVALID, file.end, file.end);
    }
}

static void find_tnef(struct message *message, uint32_t index)
{
    const struct layer *content = part_content(message, index);
    if (!content)
        return;
    struct recorder recorder = {.message = message, .layer = content, .part = index};
    struct file_list list = {message, index, content, 0};
    tnef_list files = {0};
    uint32_t bad;
    part_record(message, index, ANOMALY_TNEF);
    if (!tnef_read(content->text, message->arena, &files, &bad))
        record_anomaly(&recorder, ANOMALY_TNEF_INVALID, bad, bad);
    for (uint32_t i = 0; i < files.count; i++)
        if (!add_file(&list, PART_OF_TNEF, files.items[i].name, files.items[i].data))
            return;
}

void part_find_files(struct message *message, uint32_t index)
{
    const struct part *part = &message->parts.items[index];
    bool plain = part->is_text && !slice_equal(part->type, SLICE("text/html"));
    if (part->role != PART_LEAF || part->depth >= message->limits->mime_depth)
        return;
    if (slice_equal(part->type, SLICE("application/ms-tnef")) || slice_equal(part->type, SLICE("application/vnd.ms-tnef")) ||
        slice_equal_nocase(part->filename, SLICE("winmail.dat")))
        find_tnef(message, index);
    else if (plain)
        find_uuencoded(message, index);
}
