/* One finding as text: where, what, what is to be done, and who says so.
 *
 * The first line begins with the place, as compilers write it, so that editors can jump there. The first hit has an excerpt; of
 * the others MOST_HITS are shown, all that were kept where the user asks for all. Tested in tests/unit/report. */
#include "report/text.h"

#define MOST_HITS  5
#define INDENT     4
#define LEAST_TEXT 12

static const struct rule *rule_of(const struct text_report *report, const struct finding *finding)
{
    return &report->file->outcome->rules->rules.items[finding->rule];
}

/* The place that a finding's line begins with. */
static size_t draw_place(const struct text_report *report, const struct finding *finding)
{
    if (finding->locations.count == 0 || !report->file->message)
        return text_no_place(report);
    return text_place(report, finding->locations.items[0].hull.start);
}

/* "error: Link goes to intranet [LINK_INTRANET +0.500]". */
static void draw_headline(const struct text_report *report, const struct finding *finding)
{
    size_t column = draw_place(report, finding);
    column += text_severity(report, finding->severity) + 2;
    text_put(report, ": ");
    struct buffer line;
    buffer_init(&line, report->out->arena, SIZE_MAX);
    buffer_append(&line, finding->message);
    buffer_text(&line, " [");
    buffer_append(&line, rule_of(report, finding)->id);
    if (finding->millipoints != 0)
        buffer_printf(&line, " %s", report_points(finding->millipoints, true).text);
    buffer_text(&line, "]");
    text_wrapped(report, buffer_slice(&line), column, INDENT);
}

/* --- what stands at a location --- */

/* Do the file's bytes say what the reader sees? */
static bool is_literal(const struct text_report *report, const struct location *location)
{
    struct slice raw = slice_sub(report->file->message->source.bytes, location->hull.start, location->hull.end);
    return location->text.size == 0 || slice_equal(raw, location->text);
}

/* "part 1.2, text/html, base64" or "header of part 2"; nothing for a file that is no mail. */
static struct slice describe_part(const struct text_report *report, const struct location *location)
{
    static const char *const encodings[] = {
        [TRANSFER_QUOTED_PRINTABLE] = "quoted-printable",
        [TRANSFER_BASE64] = "base64",
    };
    const struct message *message = report->file->message;
    if (message->kind != KIND_EML || location->part >= message->parts.count)
        return SLICE("");
    const struct part *part = &message->parts.items[location->part];
    struct span header = layer_to_file(part->layer, part->header);
    bool in_header = span_contains(header, location->hull.start);
    struct buffer text;
    buffer_init(&text, report->out->arena, SIZE_MAX);
    buffer_text(&text, in_header ? "header" : "");
    if (part->path.size) {
        buffer_text(&text, in_header ? " of part " : "part ");
        buffer_append(&text, part->path);
    }
    if (in_header)
        return buffer_slice(&text);
    buffer_text(&text, part->path.size ? ", " : "");
    buffer_append(&text, part->type);
    if (part->encoding < sizeof encodings / sizeof encodings[0] && encodings[part->encoding])
        buffer_printf(&text, ", %s", encodings[part->encoding]);
    return buffer_slice(&text);
}

/* What the bytes read as, and which part they are in: said only where the file does not show it. */
static void draw_reading(const struct text_report *report, const struct location *location)
{
    struct slice part = describe_part(report, location);
    bool ascii = report->style->ascii;
    size_t room = report->width - INDENT;
    bool literal = is_literal(report, location);
    bool whole = !literal && excerpt_width(location->text, ascii) + excerpt_width(part, ascii) + 10 <= room;
    if (!literal) {
        buffer_fill(report->out, ' ', INDENT);
        text_put(report, "reads: ");
        text_middle(report, location->text, room - 7);
    }
    if (part.size && whole) {
        text_put(report, " (");
        text_escaped(report, part, PAINT_COUNT);
        text_put(report, ")\n");
        return;
    }
    if (!literal)
        text_put(report, "\n");
    if (part.size == 0 || (literal && location->part == 0))
        return;
    buffer_fill(report->out, ' ', INDENT);
    text_put(report, "in ");
    text_cut(report, part, room - 3);
    text_put(report, "\n");
}

static void draw_excerpt(const struct text_report *report, const struct location *location)
{
    const struct excerpt_style style = {
        .width = report->width,
        .indent = 1,
        .ascii = report->style->ascii,
        .mark_on = paint_on(report, PAINT_ERROR),
        .mark_off = paint_off(report),
    };
    const struct source *source = &report->file->message->source;
    if (location->spans.count == 0) {
        excerpt_draw(report->out, source, &location->hull, 1, &style);
        return;
    }
    struct span *spans = arena_new_array(report->out->arena, struct span, location->spans.count);
    for (uint32_t i = 0; spans && i < location->spans.count; i++)
        spans[i] = location->spans.items[i].file;
    if (spans)
        excerpt_draw(report->out, source, spans, location->spans.count, &style);
}

/* "news/july.html:14:3: also: http://intranet/y", on one line if it fits. */
static void draw_further(const struct text_report *report, const struct location *location)
{
    static const char *const labels[] = {
        [ROLE_TARGET] = "also", [ROLE_SHOWN] = "shown", [ROLE_MATCH] = "also", [ROLE_PLACE] = "see"};
    size_t column = text_place(report, location->hull.start);
    const char *label = labels[location->role];
    text_put(report, label);
    column += slice_cstr(label).size;
    if (location->text.size) {
        text_put(report, ": ");
        text_cut(report, location->text, report->width > column + 2 ? report->width - column - 2 : LEAST_TEXT);
    }
    text_put(report, "\n");
}

/* All locations but the first: those of the first MOST_HITS hits, or all that were kept. */
static void draw_others(const struct text_report *report, const struct finding *finding)
{
    uint32_t count = finding->locations.count;
    const struct location *locations = finding->locations.items;
    uint32_t shown = 1;
    while (shown < count && (report->style->all || locations[shown].hit <= MOST_HITS))
        draw_further(report, &locations[shown++]);
    uint32_t seen = locations[shown - 1].hit, kept = locations[count - 1].hit;
    text_more(report, finding->count > seen ? finding->count - seen : 0, kept - seen);
}

void text_finding_places(const struct text_report *report, const struct finding *finding, bool excerpt)
{
    size_t column = draw_place(report, finding);
    text_wrapped(report, finding->message, column, INDENT);
    if (finding->locations.count == 0 || !report->file->message)
        return;
    if (excerpt) {
        draw_excerpt(report, &finding->locations.items[0]);
        draw_reading(report, &finding->locations.items[0]);
    }
    draw_others(report, finding);
}

/* --- the reasons --- */

static void draw_evidence(const struct text_report *report, const struct rule *rule)
{
    static const char *const effects[][2] = {
        {"reject", "may refuse the message"},
        {"spam-folder", "may put the message into the spam folder"},
        {"defer", "may delay the message"},
        {"warn", "may warn of the message or change it"},
    };
    static const char *const grades[] = {
        [GRADE_A] = "its own page", [GRADE_B] = "bounce tables", [GRADE_C] = "reports only", [GRADE_D] = "only a name"};
    for (uint32_t i = 0; i < rule->providers.count; i++) {
        const struct provider *provider = &report->file->outcome->rules->providers.items[rule->providers.first + i];
        struct buffer line;
        buffer_init(&line, report->out->arena, SIZE_MAX);
        buffer_append(&line, provider->name);
        for (size_t k = 0; k < sizeof effects / sizeof effects[0]; k++)
            if (slice_equal(provider->effect, slice_cstr(effects[k][0])))
                buffer_printf(&line, " %s", effects[k][1]);
        buffer_printf(&line, " (%s", grades[provider->grade]);
        if (provider->date.size)
            buffer_printf(&line, ", %.*s", SLICE_ARG(provider->date));
        buffer_text(&line, provider_is_historic(provider) ? ", perhaps no longer)" : ")");
        if (provider->source.size)
            buffer_printf(&line, ": %.*s", SLICE_ARG(provider->source));
        text_labelled(report, "provider", buffer_slice(&line));
    }
}

/* What providers do matters where that is the danger, or where somebody asks. */
static bool wants_evidence(const struct text_report *report, const struct finding *finding)
{
    const struct outcome *outcome = report->file->outcome;
    return report->style->all || outcome->policy->provider.size > 0 ||
           (rule_of(report, finding)->category == CATEGORY_REJECT_RISK && finding->severity >= SEVERITY_WARN);
}

void text_explanation(const struct text_report *report, const struct finding *finding)
{
    text_labelled(report, "why", finding->why);
    text_labelled(report, "fix", finding->fix);
    if (wants_evidence(report, finding))
        draw_evidence(report, rule_of(report, finding));
}

void text_finding(const struct text_report *report, const struct finding *finding)
{
    draw_headline(report, finding);
    if (finding->locations.count > 0 && report->file->message) {
        draw_excerpt(report, &finding->locations.items[0]);
        draw_reading(report, &finding->locations.items[0]);
        draw_others(report, finding);
    }
    size_t start = report->out->size;
    text_explanation(report, finding);
    struct explanation *explanation = report->explanations ? vec_push(report->out->arena, report->explanations) : NULL;
    if (explanation)
        *explanation = (struct explanation){finding->rule, start, report->out->size};
    text_put(report, "\n");
}
