/* Prints what the room `content` reads in each file named: a JSON object a line, for reading.py to hold against another reader.
 *
 *     {"path": "…", "texts": [{"part": 1, "html": true, "visible": "…", "hidden": "…"}], "links": [{"part": 1, "context": "a",
 *      "url": "…"}]}
 *
 * A mask in a text (a placeholder) is U+001A. Status 1: a file could not be read. */
#include <stdio.h>

#include "base/io.h"
#include "content/content.h"
#include "data/json.h"

/* The segments of a view that are of one part, one after the other. */
static void write_view(struct json *json, const char *key, const struct view *view, uint32_t part)
{
    struct buffer text;
    buffer_init(&text, json->out->arena, SIZE_MAX);
    for (uint32_t i = 0; i < view->segments.count; i++) {
        if (view->segments.items[i].part != part)
            continue;
        buffer_append(&text, view->segments.items[i].layer.text);
        buffer_byte(&text, '\n');
    }
    json_key(json, key);
    json_string(json, buffer_slice(&text));
}

static void write_texts(struct json *json, struct content *content)
{
    json_key(json, "texts");
    json_array_begin(json);
    for (uint32_t i = 0; i < content->message->parts.count; i++) {
        const struct part *part = &content->message->parts.items[i];
        if (!part->document)
            continue;
        json_object_begin(json);
        json_key(json, "part");
        json_integer(json, i);
        json_key(json, "html");
        json_bool(json, slice_equal(part->type, SLICE("text/html")));
        write_view(json, "visible", content_view(content, VIEW_VISIBLE), i);
        write_view(json, "hidden", content_view(content, VIEW_HIDDEN), i);
        json_object_end(json);
    }
    json_array_end(json);
}

static void write_links(struct json *json, const struct content *content)
{
    json_key(json, "links");
    json_array_begin(json);
    for (uint32_t i = 0; i < content->links.count; i++) {
        const struct link *link = &content->links.items[i];
        json_object_begin(json);
        json_key(json, "part");
        json_integer(json, link->part);
        json_key(json, "context");
        json_cstring(json, link_context_texts[link->context]);
        json_key(json, "url");
        json_string(json, link->target.text);
        json_object_end(json);
    }
    json_array_end(json);
}

static bool print_file(struct arena *arena, const char *path)
{
    struct slice bytes;
    struct source source;
    struct message message;
    struct content content;
    struct buffer out;
    struct json json;
    const struct message_options options = {0};
    if (io_read(arena, path, INT32_MAX, &bytes) != IO_OK)
        return false;
    source_init(&source, slice_cstr(path), bytes);
    if (!source_index(&source, arena) || !message_parse(&message, arena, &source, &options) || !content_read(&content, &message))
        return false;
    buffer_init(&out, arena, SIZE_MAX);
    json_init(&json, &out, false);
    json_object_begin(&json);
    json_key(&json, "path");
    json_string(&json, slice_cstr(path));
    write_texts(&json, &content);
    write_links(&json, &content);
    json_object_end(&json);
    buffer_byte(&out, '\n');
    return !out.failed && fwrite(out.data, 1, out.size, stdout) == out.size;
}

int main(int argc, char **argv)
{
    int status = 0;
    for (int i = 1; i < argc; i++) {
        struct arena arena;
        arena_init(&arena, SIZE_MAX);
        if (!print_file(&arena, argv[i])) {
            fprintf(stderr, "%s: cannot be read\n", argv[i]);
            status = 1;
        }
        arena_free(&arena);
    }
    return status;
}
