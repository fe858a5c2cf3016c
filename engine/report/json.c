/* The JSON report: docs/result.md, key after key. JSON strings are escaped by the writer of the room data, and by nothing else.
 *
 * The document is written in pieces: the writer's state between two pieces is always the same two open brackets. Tested in
 * tests/unit/report. */
#include "report/json_parts.h"

static void key_points(struct json *json, const char *key, int64_t millipoints)
{
    json_key(json, key);
    if (millipoints == MILLIPOINTS_NONE)
        json_null(json);
    else
        json_thousandths(json, millipoints);
}

static void key_texts(struct json *json, const char *key, const struct ruleset *rules, struct range range)
{
    json_key(json, key);
    json_array_begin(json);
    for (uint32_t i = 0; i < range.count; i++)
        json_string(json, rules->slices.items[range.first + i]);
    json_array_end(json);
}

static void key_empty(struct json *json, const char *key)
{
    json_key(json, key);
    json_array_begin(json);
    json_array_end(json);
}

/* --- places --- */

static void write_spans(struct json *json, const struct source *source, const struct location *location)
{
    json_key(json, "spans");
    json_array_begin(json);
    for (uint32_t i = 0; i < location->spans.count; i++) {
        json_object_begin(json);
        json_write_span(json, source, location->spans.items[i].file);
        key_text(json, "text", location->spans.items[i].text);
        json_object_end(json);
    }
    json_array_end(json);
}

static void write_location(struct json *json, const struct message *message, const struct location *location)
{
    const struct source *source = &message->source;
    struct position start = source_position(source, location->hull.start, COLUMN_CODE_POINTS);
    struct position end = source_position(source, location->hull.end, COLUMN_CODE_POINTS);
    json_object_begin(json);
    key_integer(json, "hit", location->hit);
    key_cstring(json, "role", location_role_text(location->role));
    json_key(json, "part");
    if (location->part < message->parts.count && message->parts.items[location->part].path.size)
        json_string(json, message->parts.items[location->part].path);
    else
        json_null(json);
    json_write_span(json, source, location->hull);
    key_integer(json, "line", start.line);
    key_integer(json, "column", start.column);
    key_integer(json, "end_line", end.line);
    key_integer(json, "end_column", end.column);
    key_text(json, "text", location->text);
    key_text(json, "message", location->message);
    write_spans(json, source, location);
    json_object_end(json);
}

/* --- findings --- */

static void write_providers(struct json *json, const struct ruleset *rules, struct range range)
{
    json_key(json, "providers");
    json_array_begin(json);
    for (uint32_t i = 0; i < range.count; i++) {
        static const char *const grades[] = {[GRADE_A] = "A", [GRADE_B] = "B", [GRADE_C] = "C", [GRADE_D] = "D"};
        const struct provider *provider = &rules->providers.items[range.first + i];
        json_object_begin(json);
        key_text(json, "name", provider->name);
        key_text(json, "effect", provider->effect);
        key_cstring(json, "grade", grades[provider->grade]);
        key_text(json, "source", provider->source);
        key_text(json, "date", provider->date);
        json_object_end(json);
    }
    json_array_end(json);
}

static void write_finding(struct json *json, const struct report_file *file, const struct finding *finding)
{
    const struct ruleset *rules = file->outcome->rules;
    const struct rule *rule = &rules->rules.items[finding->rule];
    json_object_begin(json);
    key_text(json, "rule", rule->id);
    key_text(json, "title", rule->title);
    key_cstring(json, "category", category_text(rule->category));
    key_cstring(json, "severity", severity_text(finding->severity));
    key_points(json, "score", finding->millipoints);
    key_texts(json, "tags", rules, rule->tags);
    write_providers(json, rules, rule->providers);
    key_text(json, "message", finding->message);
    key_text(json, "why", finding->why);
    key_text(json, "fix", finding->fix);
    key_texts(json, "references", rules, rule->references);
    key_cstring(json, "fingerprint", finding->fingerprint);
    key_integer(json, "count", finding->count);
    json_key(json, "locations");
    json_array_begin(json);
    for (uint32_t i = 0; i < finding->locations.count; i++)
        write_location(json, file->message, &finding->locations.items[i]);
    json_array_end(json);
    key_empty(json, "edits");
    json_object_end(json);
}

static void write_findings(struct json *json, const struct report_file *file)
{
    json_key(json, "findings");
    json_array_begin(json);
    for (uint32_t i = 0; file->outcome && i < file->outcome->findings.count; i++)
        write_finding(json, file, &file->outcome->findings.items[i]);
    json_array_end(json);
}

/* --- one file --- */

static void write_skipped(struct json *json, const struct outcome *outcome)
{
    json_key(json, "skipped");
    json_array_begin(json);
    for (uint32_t i = 0; outcome && i < outcome->skipped.count; i++) {
        const struct skipped_rule *skipped = &outcome->skipped.items[i];
        json_object_begin(json);
        key_text(json, "rule", outcome->rules->rules.items[skipped->rule].id);
        key_cstring(json, "reason", unknown_reason_text(skipped->reason));
        json_object_end(json);
    }
    json_array_end(json);
}

/* What the input is. */
static void write_identity(struct json *json, const struct report_file *file)
{
    const struct message *message = file->message;
    json_write_path(json, file);
    json_write_kind(json, file);
    key_cstring(json, "template", message && message->syntax != TEMPLATE_NONE ? template_syntax_text(message->syntax) : NULL);
    key_integer(json, "size", file->size);
    struct slice subject;
    if (report_subject(file, &subject))
        key_text(json, "subject", subject);
    else
        key_cstring(json, "subject", NULL);
    struct slice enclosed = message ? message_enclosed(message) : (struct slice){0};
    if (enclosed.size)
        key_text(json, "enclosed", enclosed);
    else
        key_cstring(json, "enclosed", NULL);
}

static void write_verdict(struct json *json, const struct report_file *file)
{
    const struct outcome *outcome = file->outcome;
    key_cstring(json, "verdict", verdict_text(report_verdict(file)));
    json_key(json, "failed_by");
    json_array_begin(json);
    if (outcome && outcome->failed_by_severity)
        json_cstring(json, "severity");
    if (outcome && outcome->failed_by_score)
        json_cstring(json, "score");
    json_array_end(json);
    key_points(json, "score", outcome ? outcome->millipoints : 0);
    json_key(json, "complete");
    json_bool(json, report_complete(file));
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

static void write_file(struct json *json, const struct report_file *file, const struct report_style *style)
{
    json_object_begin(json);
    write_identity(json, file);
    write_verdict(json, file);
    json_write_problems(json, file);
    write_findings(json, file);
    write_skipped(json, file->outcome);
    key_empty(json, "ignored");
    if (style->list_links)
        write_links(json, file);
    json_object_end(json);
}

/* --- the document --- */

static void write_ruleset(struct json *json, const struct ruleset *rules)
{
    char sha256[65];
    ruleset_sha256(rules, sha256);
    json_key(json, "ruleset");
    json_object_begin(json);
    key_integer(json, "rules", rules->rules.count);
    json_key(json, "packs");
    json_array_begin(json);
    for (uint32_t i = 0; i < rules->packs.count; i++)
        json_string(json, rules->packs.items[i]);
    json_array_end(json);
    key_cstring(json, "sha256", sha256);
    json_object_end(json);
}

static void write_policy(struct json *json, const struct policy *policy)
{
    json_key(json, "policy");
    json_object_begin(json);
    key_cstring(json, "profile", profile_text(policy->profile));
    if (policy->provider.size)
        key_text(json, "provider", policy->provider);
    else
        key_cstring(json, "provider", NULL);
    key_points(json, "fail_score", policy->fail_millipoints);
    key_points(json, "warn_score", policy->warn_millipoints);
    key_cstring(json, "fail_on", policy->fail_on == SEVERITY_NONE ? "never" : severity_text(policy->fail_on));
    json_object_end(json);
}

void report_json_begin(struct buffer *out, const struct policy *policy, const struct report_tool *tool)
{
    struct json json;
    json_init(&json, out, true);
    json_object_begin(&json);
    json_write_tool(&json, tool);
    write_ruleset(&json, policy->rules);
    json_write_data(&json, tool);
    write_policy(&json, policy);
    json_key(&json, "files");
    json_array_begin(&json);
}

/* The writer as it stands inside "files": two brackets open, something written in the outer ones. */
static struct json resume(struct buffer *out, bool first)
{
    return (struct json){.out = out, .pretty = true, .depth = 2, .used = first ? 3 : 7};
}

void report_json_file(struct buffer *out, const struct report_file *file, const struct report_style *style, bool first)
{
    struct json json = resume(out, first);
    write_file(&json, file, style);
}

void report_json_end(struct buffer *out, const struct report_counts *counts)
{
    struct json json = resume(out, counts->files == 0);
    json_array_end(&json);
    json_key(&json, "summary");
    json_object_begin(&json);
    key_integer(&json, "files", counts->files);
    key_integer(&json, "passed", counts->passed);
    key_integer(&json, "warned", counts->warned);
    key_integer(&json, "failed", counts->failed);
    key_integer(&json, "incomplete", counts->incomplete);
    key_integer(&json, "skipped", counts->skipped);
    key_integer(&json, "unreadable", counts->unreadable);
    json_object_end(&json);
    json_object_end(&json);
    buffer_byte(out, '\n');
}

void report_jsonl_file(struct buffer *out, const struct report_file *file, const struct report_style *style)
{
    struct json json;
    json_init(&json, out, false);
    write_file(&json, file, style);
    buffer_byte(out, '\n');
}
