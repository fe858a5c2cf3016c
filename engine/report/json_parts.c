/* Parts of JSON that several formats share; docs/result.md, key after key. Tested in tests/unit/report. */
#include "report/json_parts.h"

#include "score/evaluate.h"

#define RESULT_VERSION 1

void key_text(struct json *json, const char *key, struct slice text)
{
    json_key(json, key);
    json_string(json, text);
}

void key_cstring(struct json *json, const char *key, const char *text)
{
    json_key(json, key);
    if (text)
        json_cstring(json, text);
    else
        json_null(json);
}

void key_integer(struct json *json, const char *key, uint64_t number)
{
    json_key(json, key);
    json_integer(json, (int64_t)number);
}

void json_write_span(struct json *json, const struct source *source, struct span span)
{
    key_integer(json, "offset", source->base_offset + span.start);
    key_integer(json, "length", span_length(span));
}

static void write_problem(struct json *json, const char *code, struct slice text, const struct position *at)
{
    json_object_begin(json);
    key_cstring(json, "code", code);
    key_text(json, "message", text);
    if (at) {
        key_integer(json, "line", at->line);
        key_integer(json, "column", at->column);
        key_integer(json, "offset", at->offset);
    } else {
        key_cstring(json, "line", NULL);
        key_cstring(json, "column", NULL);
        key_cstring(json, "offset", NULL);
    }
    json_object_end(json);
}

void json_write_problems(struct json *json, const struct report_file *file)
{
    json_key(json, "problems");
    json_array_begin(json);
    if (!file->outcome)
        write_problem(json, file->code, file->reason, NULL);
    for (uint32_t i = 0; file->message && i < file->message->problems.count; i++) {
        const struct problem *problem = &file->message->problems.items[i];
        struct position at;
        struct span span;
        bool placed = report_problem_place(problem, &span);
        if (placed)
            at = source_position(&file->message->source, span.start, COLUMN_CODE_POINTS);
        write_problem(json, problem->code, problem->message, placed ? &at : NULL);
    }
    json_array_end(json);
}

static void key_text_or_null(struct json *json, const char *key, struct slice text)
{
    if (text.size)
        key_text(json, key, text);
    else
        key_cstring(json, key, NULL);
}

/* True, false, or null where no host is known. */
static void key_listed(struct json *json, const char *key, int listed)
{
    json_key(json, key);
    if (listed < 0)
        json_null(json);
    else
        json_bool(json, listed > 0);
}

/* What stands where, and in which form. */
static void write_written(struct json *json, const struct report_file *file, const struct report_link *place)
{
    const struct link *link = place->link;
    struct arena *arena = json->out->arena;
    key_cstring(json, "context", link_context_texts[link->context]);
    json_key(json, "shown");
    if (link->has_shown)
        json_string(json, unmasked_text(arena, &link->shown, link->document, (struct span){0, (uint32_t)link->shown.text.size}));
    else
        json_null(json);
    json_key(json, "placeholder");
    json_bool(json, link->url.placeholder);
    key_listed(json, "own", report_host_listed(file, link, SLICE("own-domains")));
    json_key(json, "tracker");
    if (link->url.host_unknown)
        json_null(json);
    else
        json_bool(json, report_is_tracker(file, link));
    json_key(json, "problems");
    json_array_begin(json);
    for (uint32_t i = 0; i < link->problem_count; i++)
        json_string(json, link->problems[i]);
    json_array_end(json);
    key_integer(json, "line", place->at.line);
    key_integer(json, "column", place->at.column);
    json_write_span(json, &file->message->source, place->place);
}

void json_write_link(struct json *json, const struct report_file *file, const struct report_link *place, bool with_path)
{
    const struct link *link = place->link;
    const struct url *url = &link->url;
    json_object_begin(json);
    if (with_path)
        json_write_path(json, file);
    key_text(json, "url", report_link_url(json->out->arena, link));
    key_text(json, "raw", slice_sub(file->message->source.bytes, place->place.start, place->place.end));
    key_text_or_null(json, "scheme", url->scheme);
    key_text_or_null(json, "host", url->host_unknown ? SLICE("") : url->host);
    key_cstring(json, "host_kind", host_kind_texts[link->host_kind]);
    key_text_or_null(json, "domain", url->host_unknown ? SLICE("") : link->domain);
    write_written(json, file, place);
    json_object_end(json);
}

void json_write_path(struct json *json, const struct report_file *file)
{
    key_text(json, "path", file->path);
    if (file->message_number)
        key_integer(json, "message", file->message_number);
}

void json_write_kind(struct json *json, const struct report_file *file)
{
    key_cstring(json, "kind", report_kind(file));
    key_cstring(json, "stage", file->outcome ? stage_text(file->outcome->stage) : NULL);
}

void json_write_tool(struct json *json, const struct report_tool *tool)
{
    key_integer(json, "version", RESULT_VERSION);
    json_key(json, "tool");
    json_object_begin(json);
    key_cstring(json, "name", "mailassay");
    key_cstring(json, "version", tool->version);
    json_object_end(json);
}

void json_write_data(struct json *json, const struct report_tool *tool)
{
    json_key(json, "data");
    json_object_begin(json);
    key_cstring(json, "public_suffix_list", tool->public_suffix_list[0] ? tool->public_suffix_list : NULL);
    key_cstring(json, "unicode", tool->unicode);
    json_object_end(json);
}
