/* What assay_rules_get tells of a rule: its values as texts, and its lines in the rule file. Tested in tests/unit/api. */
#include "api/api.h"
#include "base/ascii.h"

static const char *text_end(struct buffer *out)
{
    buffer_byte(out, '\0');
    return out->failed ? NULL : (const char *)out->data;
}

/* "error", or by stage: "template warn, rendered error". A fragment reads as a template. */
static const char *severity_words(struct arena *arena, const struct rule *rule)
{
    static const enum stage stages[] = {STAGE_TEMPLATE, STAGE_RENDERED, STAGE_PRE_MTA, STAGE_DELIVERED};
    struct buffer out;
    buffer_init(&out, arena, SIZE_MAX);
    enum severity before = rule->severity[STAGE_TEMPLATE];
    bool same = true;
    for (size_t i = 0; i < sizeof stages / sizeof stages[0]; i++)
        same = same && rule->severity[stages[i]] == before;
    if (same)
        return severity_text(before);
    before = SEVERITY_NONE;
    for (size_t i = 0; i < sizeof stages / sizeof stages[0]; i++) {
        enum severity severity = rule->severity[stages[i]];
        if (severity == before)
            continue;
        buffer_printf(&out, "%s%s %s", out.size ? ", " : "", stage_text(stages[i]), severity_text(severity));
        before = severity;
    }
    return text_end(&out);
}

/* "1.5", without the zeros that say nothing. */
static void append_points(struct buffer *out, int32_t millipoints)
{
    struct points_text points = report_points(millipoints, false);
    struct slice text = slice_cstr(points.text);
    while (slice_at(text, text.size - 1) == '0')
        text.size--;
    if (slice_at(text, text.size - 1) == '.')
        text.size--;
    buffer_append(out, text);
}

static const char *score_words(struct arena *arena, const struct ruleset *set, const struct rule *rule)
{
    struct buffer out;
    buffer_init(&out, arena, SIZE_MAX);
    const struct score *score = &rule->score;
    switch (score->kind) {
    case SCORE_FIXED: append_points(&out, score->millipoints); break;
    case SCORE_EACH:
        append_points(&out, score->millipoints);
        buffer_text(&out, " each");
        if (score->max_millipoints != INT32_MAX && score->max_millipoints != INT32_MIN) {
            buffer_text(&out, ", at most ");
            append_points(&out, score->max_millipoints);
        }
        break;
    case SCORE_SCALE:
        buffer_printf(&out, "by %s:", score->fact ? score->fact->name : "");
        for (uint32_t i = 0; i < score->scale.count; i++) {
            const struct scale_point *point = &set->scale_points.items[score->scale.first + i];
            buffer_printf(&out, "%s %.6g gives ", i ? "," : "", point->x);
            append_points(&out, point->millipoints);
        }
        break;
    }
    return text_end(&out);
}

static const char *join(struct arena *arena, const struct ruleset *set, struct range range, int separator)
{
    struct buffer out;
    buffer_init(&out, arena, SIZE_MAX);
    for (uint32_t i = 0; i < range.count; i++) {
        if (i)
            buffer_byte(&out, separator);
        buffer_append(&out, set->slices.items[range.first + i]);
    }
    return text_end(&out);
}

static const char *provider_lines(struct arena *arena, const struct ruleset *set, const struct rule *rule)
{
    struct buffer out;
    buffer_init(&out, arena, SIZE_MAX);
    for (uint32_t i = 0; i < rule->providers.count; i++) {
        const struct provider *provider = &set->providers.items[rule->providers.first + i];
        if (i)
            buffer_byte(&out, '\n');
        buffer_append(&out, provider->name);
        buffer_text(&out, ", ");
        buffer_append(&out, provider->effect);
        buffer_printf(&out, ", grade %c, ", "ABCD"[provider->grade]);
        buffer_append(&out, provider->date);
        buffer_text(&out, provider_is_historic(provider) ? " (historic), " : ", ");
        buffer_append(&out, provider->source);
    }
    return text_end(&out);
}

/* --- the rule's lines --- */

struct yaml_line {
    size_t start, end, next; /* `end` without its line end */
    size_t indent;
    bool blank; /* nothing but white space, or a comment */
};

static struct yaml_line line_at(struct slice bytes, size_t start)
{
    size_t lf = slice_find_byte(bytes, start, '\n');
    struct yaml_line line = {
        .start = start, .end = lf == SLICE_NONE ? bytes.size : lf, .next = lf == SLICE_NONE ? bytes.size : lf + 1};
    size_t at = start;
    while (at < line.end && slice_at(bytes, at) == ' ')
        at++;
    line.indent = at - start;
    line.blank = at == line.end || slice_at(bytes, at) == '#' || slice_at(bytes, at) == '\r';
    return line;
}

static size_t line_start_before(struct slice bytes, size_t offset)
{
    while (offset > 0 && slice_at(bytes, offset - 1) != '\n')
        offset--;
    return offset;
}

static bool is_item(struct slice bytes, struct yaml_line line)
{
    size_t at = line.start + line.indent;
    return slice_at(bytes, at) == '-' && (ascii_is_space(slice_at(bytes, at + 1)) || at + 1 == bytes.size);
}

/* The line with the dash of the list item that the line is a key of; the line itself if there is none. */
static struct yaml_line find_item(struct slice bytes, struct yaml_line line)
{
    struct yaml_line item = line;
    while (!is_item(bytes, item) || (item.start != line.start && (item.blank || item.indent >= line.indent))) {
        if (item.start == 0)
            return line;
        item = line_at(bytes, line_start_before(bytes, item.start - 1));
    }
    return item;
}

struct slice rule_source(struct place place)
{
    struct slice bytes = place.source->bytes;
    struct yaml_line item = find_item(bytes, line_at(bytes, line_start_before(bytes, place.span.start)));
    size_t end = item.end;
    for (size_t at = item.next; at < bytes.size;) {
        struct yaml_line line = line_at(bytes, at);
        if (!line.blank && line.indent <= item.indent)
            break;
        if (!line.blank)
            end = line.end;
        at = line.next;
    }
    return slice_sub(bytes, item.start, end);
}

static void count_tests(const struct ruleset *set, const struct rule *rule, assay_rule_info *info)
{
    for (uint32_t i = 0; i < rule->tests.count; i++) {
        bool hit = set->tests.items[rule->tests.first + i].hit;
        info->hit_tests += hit;
        info->miss_tests += !hit;
    }
}

static void make_info(struct arena *arena, const struct ruleset *set, const struct rule *rule, assay_rule_info *info)
{
    *info = (assay_rule_info){
        .size = sizeof *info,
        .id = arena_cstr(arena, rule->id),
        .title = arena_cstr(arena, rule->title),
        .pack = arena_cstr(arena, rule->pack),
        .category = category_text(rule->category),
        .severity = severity_words(arena, rule),
        .score = score_words(arena, set, rule),
        .condition = condition_name(rule->condition.kind),
        .tags = join(arena, set, rule->tags, ' '),
        .why = arena_cstr(arena, rule->why),
        .fix = arena_cstr(arena, rule->fix),
        .references = join(arena, set, rule->references, '\n'),
        .providers = provider_lines(arena, set, rule),
        .shipped = rule->builtin,
        .helper = rule->helper,
    };
    if (rule->place.source) {
        info->source = arena_cstr(arena, rule_source(rule->place));
        info->file = arena_cstr(arena, rule->place.source->name);
        info->line = source_position(rule->place.source, rule->place.span.start, COLUMN_CODE_POINTS).line;
    }
    count_tests(set, rule, info);
}

bool rule_infos_make(struct assay_rules *rules)
{
    uint32_t count = rules->set.rules.count;
    rules->infos = arena_new_array(&rules->arena, assay_rule_info, count);
    for (uint32_t i = 0; rules->infos && i < count; i++)
        make_info(&rules->arena, &rules->set, &rules->set.rules.items[i], &rules->infos[i]);
    return !rules->arena.failed;
}
