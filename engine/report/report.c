/* What all formats ask of a message. Tested in tests/unit/report. */
#include "report/report.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "score/evaluate.h"

enum verdict report_verdict(const struct report_file *file)
{
    return file->outcome ? file->outcome->verdict : file->verdict;
}

const char *report_kind(const struct report_file *file)
{
    if (!file->message)
        return NULL;
    if (file->message_number)
        return "mbox";
    switch (file->message->kind) {
    case KIND_EML: return "eml";
    case KIND_HTML: return "html";
    case KIND_TEXT: break;
    }
    return "text";
}

bool report_subject(const struct report_file *file, struct slice *out)
{
    const struct header_field *field = file->message ? message_field(file->message, SLICE("subject"), 0) : NULL;
    if (!field)
        return false;
    *out = field->text.layer.text;
    return true;
}

bool report_problem_place(const struct problem *problem, struct span *out)
{
    if (!problem->layer)
        return false;
    *out = layer_to_file(problem->layer, problem->span);
    return true;
}

/* By place; links at one place stay in the order in which they were found. */
static int by_place(const void *a, const void *b)
{
    const struct report_link *x = a;
    const struct report_link *y = b;
    if (x->place.start != y->place.start)
        return x->place.start < y->place.start ? -1 : 1;
    if (x->place.end != y->place.end)
        return x->place.end < y->place.end ? -1 : 1;
    return x->link < y->link ? -1 : x->link > y->link;
}

/* Fills in where the links stand, which come in the order of their places: on one line each column is counted from the one
 * before, as a mail may be one line. */
static void place_links(const struct source *source, struct report_link *links, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct report_link *before = i > 0 ? &links[i - 1] : NULL;
        uint32_t start = links[i].place.start;
        struct slice between = before ? slice_sub(source->bytes, before->place.start, start) : SLICE("");
        bool same_line = before && slice_find_byte(between, 0, '\n') == SLICE_NONE &&
                         slice_find_byte(between, 0, '\r') == SLICE_NONE && source->units == UNITS_BYTES;
        if (!same_line) {
            links[i].at = source_position(source, start, COLUMN_CODE_POINTS);
            continue;
        }
        links[i].at = before->at;
        links[i].at.offset = source->base_offset + start;
        links[i].at.column += utf8_count(slice_sub(between, 0, utf8_floor(between, between.size)));
    }
}

struct report_link *report_links(const struct report_file *file, struct arena *arena, size_t *out_count)
{
    const struct content *content = file->outcome ? file->outcome->content : NULL;
    *out_count = 0;
    if (!content || content->links.count == 0)
        return NULL;
    struct report_link *links = arena_new_array(arena, struct report_link, content->links.count);
    for (uint32_t i = 0; links && i < content->links.count; i++) {
        const struct link *link = &content->links.items[i];
        links[i].link = link;
        links[i].place = layer_to_file(&link->target, (struct span){0, (uint32_t)link->target.text.size});
    }
    if (!links)
        return NULL;
    qsort(links, content->links.count, sizeof *links, by_place);
    place_links(&content->message->source, links, content->links.count);
    *out_count = content->links.count;
    return links;
}

struct slice report_link_url(struct arena *arena, const struct link *link)
{
    if (!link->url.placeholder && link->url.normalised.size > 0)
        return link->url.normalised;
    return unmasked_text(arena, &link->target, link->document, (struct span){0, (uint32_t)link->target.text.size});
}

int report_host_listed(const struct report_file *file, const struct link *link, struct slice list)
{
    if (link->url.host_unknown || link->url.host.size == 0)
        return -1;
    return ruleset_lists_host(file->outcome->rules, list, link->url.host);
}

bool report_is_tracker(const struct report_file *file, const struct link *link)
{
    return link->tracker || report_host_listed(file, link, SLICE("tracking-hosts")) > 0;
}

bool report_complete(const struct report_file *file)
{
    return file->outcome ? file->outcome->complete : report_verdict(file) == VERDICT_SKIPPED;
}

struct points_text report_points(int64_t millipoints, bool sign)
{
    struct points_text points = {.text = {0}};
    char digits[24];
    size_t count = 0, at = 0;
    uint64_t rest = millipoints < 0 ? 0 - (uint64_t)millipoints : (uint64_t)millipoints;
    for (; (rest > 0 || count < 4) && count < sizeof digits; rest /= 10)
        digits[count++] = (char)('0' + (char)(rest % 10));
    if (millipoints < 0 || sign)
        points.text[at++] = millipoints < 0 ? '-' : '+';
    while (count > 0) {
        if (count == 3)
            points.text[at++] = '.';
        points.text[at++] = digits[--count];
    }
    return points;
}
