/* assay_inventory: addresses of results to bytes. Tested in tests/unit/api. */
#include "api/api.h"
#include "report/inventory.h"

struct assay_inventory_state {
    struct arena arena;
    struct inventory *inventory;
};

static bool is_good(const assay_inventory *inventory)
{
    if (!inventory || inventory->size != sizeof *inventory || !inventory->write)
        return false;
    enum format format = format_read(inventory->format);
    bool compares = inventory->since != NULL;
    return format != FORMAT_UNKNOWN && !(compares && (format == FORMAT_JSONL || !*inventory->since));
}

static bool is_begun(const assay_inventory *inventory)
{
    return is_good(inventory) && inventory->state;
}

static assay_status flush(const assay_inventory *inventory, struct arena *arena, const struct buffer *out)
{
    if (inventory->state->arena.failed)
        arena->failed = true;
    return hand_over(inventory->write, inventory->user, arena, out);
}

void assay_inventory_abandon(assay_inventory *inventory)
{
    if (!inventory || !inventory->state)
        return;
    handle_free(inventory->state);
    inventory->state = NULL;
}

assay_status assay_inventory_begin(assay_inventory *inventory)
{
    if (!is_good(inventory) || inventory->state)
        return ASSAY_BAD_ARGUMENT;
    const struct report_style style = {.width = inventory->width,
                                       .color = inventory->color != 0,
                                       .ascii = inventory->ascii != 0,
                                       .all = inventory->all != 0,
                                       .quiet = inventory->quiet != 0};
    assay_data_info data = ASSAY_DATA_INFO_INIT;
    struct assay_inventory_state *state = handle_new(sizeof *state, SIZE_MAX);
    if (!state)
        return ASSAY_NO_MEMORY;
    inventory->state = state;
    assay_status status = assay_data_versions(&data);
    enum format format = format_read(inventory->format);
    state->inventory = inventory_new(&state->arena, &style, slice_cstr(inventory->since), format == FORMAT_JSON);
    if (status != ASSAY_OK || !state->inventory) {
        assay_inventory_abandon(inventory);
        return ASSAY_NO_MEMORY;
    }
    const struct report_tool tool = {assay_version(), data.public_suffix_list, data.unicode};
    struct arena arena;
    struct buffer out;
    open_buffer(&arena, &out);
    if (format == FORMAT_JSON)
        inventory_json_begin(&out, state->inventory, &tool);
    return flush(inventory, &arena, &out);
}

assay_status assay_inventory_add(assay_inventory *inventory, const assay_result *result, int old)
{
    if (!is_begun(inventory) || !result || (old && !inventory->since))
        return ASSAY_BAD_ARGUMENT;
    struct inventory *to = inventory->state->inventory;
    if (old && to->messages[SIDE_NEW] > 0)
        return ASSAY_BAD_ARGUMENT;
    struct arena arena;
    struct buffer out;
    open_buffer(&arena, &out);
    inventory_add(to, &result->file, old ? SIDE_OLD : SIDE_NEW);
    switch (format_read(inventory->format)) {
    case FORMAT_JSON: inventory_json_file(&out, to, &result->file); break;
    case FORMAT_JSONL: inventory_jsonl_file(&out, to, &result->file); break;
    case FORMAT_TEXT:
    case FORMAT_UNKNOWN: break;
    }
    return flush(inventory, &arena, &out);
}

assay_status assay_inventory_end(assay_inventory *inventory)
{
    if (!is_begun(inventory))
        return ASSAY_BAD_ARGUMENT;
    struct arena arena;
    struct buffer out;
    open_buffer(&arena, &out);
    switch (format_read(inventory->format)) {
    case FORMAT_JSON: inventory_json_end(&out, inventory->state->inventory); break;
    case FORMAT_TEXT: inventory_text(&out, inventory->state->inventory); break;
    case FORMAT_JSONL:
    case FORMAT_UNKNOWN: break;
    }
    assay_status status = flush(inventory, &arena, &out);
    assay_inventory_abandon(inventory);
    return status;
}
