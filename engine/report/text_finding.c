/* One finding as text: what, where, what is to be done, and who says so.
 *
 * Locations: the first with an excerpt, then at most MORE_LOCATIONS in a line each (all where the user asks for all).
 * Tested in tests/unit/report. */
#include "report/text.h"

#define MORE_LOCATIONS 5
#define LABEL_INDENT   4

static const struct rule *rule_of(const struct text_report *report, const struct finding *finding)
{
    return &report->file->outcome->rules->rules.items[finding->rule];
}

static void draw_headline(const struct text_report *report, const struct finding *finding)
{
    static const struct {
        const char *text;
        enum paint paint;
    } levels[SEVERITY_COUNT] = {
        [SEVERITY_NONE] = {"note", PAINT_STRONG},
        [SEVERITY_INFO] = {"info", PAINT_INFO},
        [SEVERITY_WARN] = {"warn", PAINT_WARN},
        [SEVERITY_ERROR] = {"error", PAINT_ERROR},
    };
    const struct rule *rule = rule_of(report, finding);
    struct slice level = slice_cstr(levels[finding->severity].text);
    text_escaped(report, level, levels[finding->severity].paint);
    text_put(report, " ");
    text_escaped(report, rule->id, PAINT_STRONG);
    size_t column = level.size + 1 + excerpt_width(rule->id, report->style->ascii);
    if (finding->millipoints != 0) {
        struct points_text points = report_points(finding->millipoints, true);
        buffer_printf(report->out, " %s", points.text);
        column += 1 + slice_cstr(points.text).size;
    }
    text_put(report, ": ");
    text_wrapped(report, finding->message, column + 2, LABEL_INDENT);
}

/* " (part 1.2, text/html, base64)": nothing for a file that is no mail. */
static void draw_part(const struct text_report *report, const struct location *location)
{
    static const char *const encodings[] = {
        [TRANSFER_QUOTED_PRINTABLE] = "quoted-printable",
        [TRANSFER_BASE64] = "base64",
    };
    const struct message *message = report->file->message;
    if (message->kind != KIND_EML || location->part >= message->parts.count)
        return;
    const struct part *part = &message->parts.items[location->part];
    struct span header = layer_to_file(part->layer, part->header);
    text_put(report, " (");
    if (part->path.size) {
        text_put(report, "part ");
        text_escaped(report, part->path, PAINT_COUNT);
        text_put(report, ", ");
    }
    if (span_contains(header, location->hull.start)) {
        text_put(report, "header)");
        return;
    }
    text_escaped(report, part->type, PAINT_COUNT);
    if (part->encoding < sizeof encodings / sizeof encodings[0] && encodings[part->encoding])
        buffer_printf(report->out, ", %s", encodings[part->encoding]);
    text_put(report, ")");
}

static unsigned count_digits(uint64_t number)
{
    unsigned digits = 1;
    for (; number >= 10; number /= 10)
        digits++;
    return digits;
}

static void draw_place(const struct text_report *report, const struct location *location)
{
    const struct source *source = &report->file->message->source;
    unsigned digits = count_digits(source_position(source, location->hull.start, COLUMN_BYTES).line);
    buffer_fill(report->out, ' ', digits + 1);
    text_put(report, "--> ");
    text_path(report, PAINT_COUNT);
    text_put(report, ":");
    text_position(report, location->hull.start);
    draw_part(report, location);
    text_put(report, "\n");
    buffer_fill(report->out, ' ', digits + 2);
    text_put(report, "|\n");
}

/* Do the file's bytes say what the reader sees? */
static bool is_literal(const struct text_report *report, const struct location *location)
{
    struct slice raw = slice_sub(report->file->message->source.bytes, location->hull.start, location->hull.end);
    return location->text.size == 0 || slice_equal(raw, location->text);
}

static void draw_labelled(const struct text_report *report, const char *label, struct slice text)
{
    if (text.size == 0)
        return;
    buffer_fill(report->out, ' ', LABEL_INDENT);
    buffer_printf(report->out, "%s: ", label);
    text_wrapped(report, text, LABEL_INDENT + slice_cstr(label).size + 2, LABEL_INDENT);
}

static void draw_reads(const struct text_report *report, struct slice text)
{
    buffer_fill(report->out, ' ', LABEL_INDENT);
    text_put(report, "reads: ");
    text_cut(report, text, report->width - LABEL_INDENT - 7);
    text_put(report, "\n");
}

static void draw_first(const struct text_report *report, const struct location *location)
{
    const struct excerpt_style style = {
        .width = report->width,
        .indent = 1,
        .ascii = report->style->ascii,
        .mark_on = paint_on(report, PAINT_ERROR),
        .mark_off = paint_off(report),
    };
    struct span hull = location->hull;
    draw_place(report, location);
    if (location->spans.count == 0) {
        excerpt_draw(report->out, &report->file->message->source, &hull, 1, &style);
    } else {
        struct span *spans = arena_new_array(report->out->arena, struct span, location->spans.count);
        for (uint32_t i = 0; spans && i < location->spans.count; i++)
            spans[i] = location->spans.items[i].file;
        if (spans)
            excerpt_draw(report->out, &report->file->message->source, spans, location->spans.count, &style);
    }
    if (!is_literal(report, location))
        draw_reads(report, location->text);
}

static void draw_further(const struct text_report *report, const struct location *location)
{
    static const char *const labels[] = {
        [ROLE_TARGET] = "also", [ROLE_SHOWN] = "shown", [ROLE_MATCH] = "also", [ROLE_PLACE] = "see"};
    size_t start = report->out->size;
    buffer_fill(report->out, ' ', LABEL_INDENT);
    buffer_printf(report->out, "%s at ", labels[location->role]);
    text_position(report, location->hull.start);
    if (location->text.size) {
        size_t used = report->out->size - start + 2;
        text_put(report, ": ");
        text_cut(report, location->text, report->width > used ? report->width - used : 0);
    }
    text_put(report, "\n");
}

static void draw_locations(const struct text_report *report, const struct finding *finding)
{
    uint32_t count = finding->locations.count;
    if (count == 0 || !report->file->message)
        return;
    draw_first(report, &finding->locations.items[0]);
    uint32_t shown = 1;
    while (shown < count && (report->style->all || shown <= MORE_LOCATIONS))
        draw_further(report, &finding->locations.items[shown++]);
    uint32_t hits_kept = finding->locations.items[count - 1].hit;
    uint32_t more = count - shown + (finding->count > hits_kept ? finding->count - hits_kept : 0);
    if (more) {
        buffer_fill(report->out, ' ', LABEL_INDENT);
        buffer_printf(report->out, "and %u more\n", (unsigned)more);
    }
}

static void draw_evidence(const struct text_report *report, const struct rule *rule)
{
    static const char *const grades[] = {
        [GRADE_A] = "the provider's own page", [GRADE_B] = "bounce tables", [GRADE_C] = "one report", [GRADE_D] = "a name only"};
    for (uint32_t i = 0; i < rule->providers.count; i++) {
        const struct provider *provider = &report->file->outcome->rules->providers.items[rule->providers.first + i];
        struct buffer line;
        buffer_init(&line, report->out->arena, SIZE_MAX);
        buffer_append(&line, provider->name);
        buffer_text(&line, ", ");
        buffer_append(&line, provider->effect);
        buffer_printf(&line, "; grade %c, %s", "ABCD"[provider->grade], grades[provider->grade]);
        if (provider->date.size) {
            buffer_text(&line, "; ");
            buffer_append(&line, provider->date);
        }
        if (provider_is_historic(provider))
            buffer_text(&line, ", historic");
        if (provider->source.size) {
            buffer_text(&line, "; ");
            buffer_append(&line, provider->source);
        }
        draw_labelled(report, "evidence", buffer_slice(&line));
    }
}

void text_finding(const struct text_report *report, const struct finding *finding)
{
    const struct rule *rule = rule_of(report, finding);
    draw_headline(report, finding);
    draw_locations(report, finding);
    draw_labelled(report, "why", finding->why);
    draw_labelled(report, "fix", finding->fix);
    draw_evidence(report, rule);
    text_put(report, "\n");
}
