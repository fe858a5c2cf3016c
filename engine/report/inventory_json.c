/* The inventory as JSON: docs/result.md. Tested in tests/unit/report. */
#include "report/inventory.h"
#include "report/json_parts.h"

static const char *const side_texts[SIDE_COUNT] = {[SIDE_NEW] = "new", [SIDE_OLD] = "old"};

void inventory_json_begin(struct buffer *out, const struct inventory *inventory, const struct report_tool *tool)
{
    struct json json;
    json_init(&json, out, true);
    json_object_begin(&json);
    json_write_tool(&json, tool);
    json_write_data(&json, tool);
    if (inventory->since.size)
        key_text(&json, "since", inventory->since);
    json_key(&json, "files");
    json_array_begin(&json);
}

/* The writer as it stands inside "files": two brackets open, something written in the outer ones. */
static struct json resume(struct buffer *out, bool first)
{
    return (struct json){.out = out, .pretty = true, .depth = 2, .used = first ? 3 : 7};
}

static void write_links(struct json *json, const struct report_file *file)
{
    size_t count;
    const struct report_link *links = report_links(file, json->out->arena, &count);
    json_key(json, "links");
    json_array_begin(json);
    for (size_t i = 0; i < count; i++)
        json_write_link(json, file, &links[i], false);
    json_array_end(json);
}

/* In a comparison addresses are shown at the end. */
static void write_file(struct json *json, const struct inventory *inventory, const struct report_file *file)
{
    enum inventory_side side = inventory->files.count ? inventory->files.items[inventory->files.count - 1].side : SIDE_NEW;
    json_object_begin(json);
    json_write_path(json, file);
    if (inventory->since.size)
        key_cstring(json, "side", side_texts[side]);
    json_write_kind(json, file);
    json_key(json, "complete");
    json_bool(json, report_complete(file));
    json_write_problems(json, file);
    if (inventory->since.size == 0)
        write_links(json, file);
    json_object_end(json);
}

void inventory_json_file(struct buffer *out, const struct inventory *inventory, const struct report_file *file)
{
    struct json json = resume(out, inventory->files.count <= 1);
    write_file(&json, inventory, file);
}

void inventory_jsonl_file(struct buffer *out, const struct inventory *inventory, const struct report_file *file)
{
    struct json json;
    json_init(&json, out, false);
    write_file(&json, inventory, file);
    buffer_byte(out, '\n');
}

/* --- the end --- */

static void write_domains(struct json *json, const struct inventory *inventory, enum inventory_side side, bool difference)
{
    size_t count;
    const struct inventory_domain **domains = inventory_domains(inventory, json->out->arena, side, difference, &count);
    json_key(json, "domains");
    json_array_begin(json);
    for (size_t i = 0; i < count && domains[i]->is_host; i++) {
        const struct inventory_domain *domain = domains[i];
        json_object_begin(json);
        key_text(json, "name", domain->name);
        key_cstring(json, "host_kind", host_kind_texts[domain->kind]);
        json_key(json, "own");
        json_bool(json, domain->own);
        json_key(json, "tracker");
        json_bool(json, domain->tracker);
        key_integer(json, "addresses", domain->sides[side].addresses);
        key_integer(json, "count", domain->sides[side].places);
        json_object_end(json);
    }
    json_array_end(json);
}

static void write_raw(struct json *json, struct slice object)
{
    if (object.size == 0)
        return;
    buffer_text(json->out, json->used >> json->depth & 1 ? ",\n" : "\n");
    buffer_fill(json->out, ' ', (size_t)json->depth * 2);
    json->used |= UINT64_C(1) << json->depth;
    buffer_append(json->out, object);
}

void inventory_json_place(struct buffer *out, const struct report_file *file, const struct report_link *link)
{
    /* Where write_raw puts it: in the array of an object of the document; nothing is written before the bracket. */
    struct json json = {.out = out, .pretty = true, .depth = 3, .after_key = true};
    json_write_link(&json, file, link, true);
}

/* "added" or "removed": domains, and each place of its addresses; of removed ones the first. */
static void write_difference(struct json *json, const struct inventory *inventory, enum inventory_side side)
{
    json_key(json, side == SIDE_NEW ? "added" : "removed");
    json_object_begin(json);
    write_domains(json, inventory, side, true);
    json_key(json, "links");
    json_array_begin(json);
    for (uint32_t i = 0; i < inventory->addresses.count; i++) {
        const struct inventory_address *address = &inventory->addresses.items[i];
        uint32_t at = inventory_has(address, side, true) ? address->sides[side].first : INDEX_NONE;
        for (; at != INDEX_NONE; at = inventory->places.items[at].next)
            write_raw(json, inventory->places.items[at].json);
    }
    json_array_end(json);
    json_object_end(json);
}

static void write_counts(struct json *json, const struct inventory *inventory)
{
    key_integer(json, "incomplete", inventory->incomplete);
    key_integer(json, "skipped", inventory->skipped);
    key_integer(json, "unreadable", inventory->unreadable);
}

void inventory_json_end(struct buffer *out, const struct inventory *inventory)
{
    struct json json = resume(out, inventory->files.count == 0);
    bool difference = inventory->since.size > 0;
    json_array_end(&json);
    if (difference) {
        write_difference(&json, inventory, SIDE_NEW);
        write_difference(&json, inventory, SIDE_OLD);
    }
    json_key(&json, "summary");
    json_object_begin(&json);
    key_integer(&json, "files", inventory->messages[SIDE_NEW]);
    if (difference)
        key_integer(&json, "old_files", inventory->messages[SIDE_OLD]);
    write_counts(&json, inventory);
    if (difference) {
        key_integer(&json, "added", inventory_count(inventory, SIDE_NEW, true));
        key_integer(&json, "removed", inventory_count(inventory, SIDE_OLD, true));
    } else {
        key_integer(&json, "links", inventory->places.count);
        key_integer(&json, "addresses", inventory->addresses.count);
        write_domains(&json, inventory, SIDE_NEW, false);
    }
    json_object_end(&json);
    json_object_end(&json);
    buffer_byte(out, '\n');
}
