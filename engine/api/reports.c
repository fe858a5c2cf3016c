/* assay_report: results to bytes, one call at a time. Tested in tests/unit/api. */
#include "api/api.h"
#include "data/text.h"

enum format format_read(const char *name)
{
    static const char *const names[] = {[FORMAT_TEXT] = "text", [FORMAT_JSON] = "json", [FORMAT_JSONL] = "jsonl"};
    if (!name)
        return FORMAT_TEXT;
    int format = 0;
    while (format < FORMAT_UNKNOWN && !slice_equal(slice_cstr(name), slice_cstr(names[format])))
        format++;
    return (enum format)format;
}

static enum format format_of(const assay_report *report)
{
    return format_read(report->format);
}

static bool is_good(const assay_report *report)
{
    if (!report || report->size != sizeof *report || !report->write || !report->policy)
        return false;
    struct slice group = slice_cstr(report->group_by ? report->group_by : "file");
    return format_of(report) != FORMAT_UNKNOWN && (slice_is(group, "file") || slice_is(group, "rule"));
}

struct assay_report_state {
    struct arena arena;
    struct report_run *run; /* text only */
};

/* True if the report was begun, in the format that it has now. */
static bool is_begun(const assay_report *report)
{
    return is_good(report) && report->state && (format_of(report) == FORMAT_TEXT) == (report->state->run != NULL);
}

assay_status hand_over(assay_write_callback *write, void *user, struct arena *arena, const struct buffer *out)
{
    assay_status status = ASSAY_OK;
    struct slice bytes = buffer_slice(out);
    if (out->failed || arena->failed)
        status = ASSAY_NO_MEMORY;
    else if (bytes.size && write(user, bytes.data, bytes.size) != 0)
        status = ASSAY_IO;
    arena_free(arena);
    return status;
}

static assay_status flush(const assay_report *report, struct arena *arena, const struct buffer *out)
{
    return hand_over(report->write, report->user, arena, out);
}

void open_buffer(struct arena *arena, struct buffer *out)
{
    arena_init(arena, SIZE_MAX);
    buffer_init(out, arena, SIZE_MAX);
}

static struct report_style style_of(const assay_report *report)
{
    return (struct report_style){.width = report->width,
                                 .color = report->color != 0,
                                 .ascii = report->ascii != 0,
                                 .all = report->all != 0,
                                 .quiet = report->quiet != 0,
                                 .list_links = report->list_links != 0,
                                 .by_rule = report->group_by && slice_is(slice_cstr(report->group_by), "rule")};
}

static struct report_counts counts_of(const assay_report *report)
{
    return (struct report_counts){
        .files = report->files,
        .passed = report->passed,
        .warned = report->warned,
        .failed = report->failed,
        .incomplete = report->incomplete,
        .skipped = report->skipped,
        .unreadable = report->unreadable,
    };
}

void assay_report_abandon(assay_report *report)
{
    if (!report || !report->state)
        return;
    report_run_free(report->state->run);
    handle_free(report->state);
    report->state = NULL;
}

/* Writes the beginning of a JSON document. */
static assay_status begin_json(const assay_report *report)
{
    assay_data_info data = ASSAY_DATA_INFO_INIT;
    assay_status status = assay_data_versions(&data);
    if (status != ASSAY_OK)
        return status;
    const struct report_tool tool = {assay_version(), data.public_suffix_list, data.unicode};
    struct arena arena;
    struct buffer out;
    open_buffer(&arena, &out);
    report_json_begin(&out, &report->policy->policy, &tool);
    return flush(report, &arena, &out);
}

assay_status assay_report_begin(assay_report *report)
{
    if (!is_good(report))
        return ASSAY_BAD_ARGUMENT;
    assay_report_abandon(report);
    report->files = report->passed = report->warned = report->failed = 0;
    report->incomplete = report->skipped = report->unreadable = 0;
    struct assay_report_state *state = report->state = handle_new(sizeof *state, SIZE_MAX);
    if (!state)
        return ASSAY_NO_MEMORY;
    if (format_of(report) == FORMAT_JSON)
        return begin_json(report);
    if (format_of(report) == FORMAT_JSONL)
        return ASSAY_OK;
    const struct report_style style = style_of(report);
    state->run = report_run_new(&state->arena, report->policy->policy.rules, &style);
    return state->run ? ASSAY_OK : ASSAY_NO_MEMORY;
}

static void count(assay_report *report, enum verdict verdict)
{
    report->files++;
    switch (verdict) {
    case VERDICT_PASS: report->passed++; break;
    case VERDICT_WARN: report->warned++; break;
    case VERDICT_FAIL: report->failed++; break;
    case VERDICT_INCOMPLETE: report->incomplete++; break;
    case VERDICT_ERROR: report->unreadable++; break;
    case VERDICT_SKIPPED: report->skipped++; break;
    }
}

assay_status assay_report_add(assay_report *report, const assay_result *result)
{
    if (!is_begun(report) || !result)
        return ASSAY_BAD_ARGUMENT;
    const struct report_style style = style_of(report);
    struct arena arena;
    struct buffer out;
    open_buffer(&arena, &out);
    switch (format_of(report)) {
    case FORMAT_JSON: report_json_file(&out, &result->file, &style, report->files == 0); break;
    case FORMAT_JSONL: report_jsonl_file(&out, &result->file, &style); break;
    case FORMAT_TEXT:
    case FORMAT_UNKNOWN: report_run_add(report->state->run, &out, &result->file); break;
    }
    count(report, report_verdict(&result->file));
    return flush(report, &arena, &out);
}

assay_status assay_report_end(assay_report *report)
{
    if (!is_begun(report))
        return ASSAY_BAD_ARGUMENT;
    const struct report_counts counts = counts_of(report);
    struct arena arena;
    struct buffer out;
    open_buffer(&arena, &out);
    switch (format_of(report)) {
    case FORMAT_JSON: report_json_end(&out, &counts); break;
    case FORMAT_TEXT: report_run_end(report->state->run, &out, &counts); break;
    case FORMAT_JSONL:
    case FORMAT_UNKNOWN: break;
    }
    assay_status status = flush(report, &arena, &out);
    assay_report_abandon(report);
    return status;
}
