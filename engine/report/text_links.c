/* The addresses of one message: where each stands, what it is for, what kind of host it names. Tested in tests/unit/report. */
#include "report/text.h"
#include "score/evaluate.h"

#define LEAST_ADDRESS 16 /* columns; for the narrowest report */

struct columns {
    size_t place, context, kind;
};

static void widen(size_t *column, size_t width)
{
    if (*column < width)
        *column = width;
}

static struct slice place_text(struct arena *arena, const struct report_link *link)
{
    return arena_printf(arena, "%llu:%llu", (unsigned long long)link->at.line, (unsigned long long)link->at.column);
}

static void draw_link(const struct text_report *report, const struct report_link *place, const struct columns *columns)
{
    const struct link *link = place->link;
    struct arena *arena = report->out->arena;
    struct slice at = place_text(arena, place);
    const char *context = link_context_texts[link->context];
    const char *kind = host_kind_texts[link->host_kind];
    size_t used = 2 + columns->place + 2 + columns->context + 2 + columns->kind + 2;
    bool narrow = used + LEAST_ADDRESS > report->width;
    buffer_fill(report->out, ' ', 2 + columns->place - at.size);
    buffer_append(report->out, at);
    buffer_printf(report->out, "  %-*s  %-*s", (int)columns->context, context, narrow ? 0 : (int)columns->kind, kind);
    text_put(report, narrow ? "\n    " : "  ");
    struct slice address =
        unmasked_text(arena, &link->target, link->document, (struct span){0, (uint32_t)link->target.text.size});
    text_middle(report, address, report->width - (narrow ? 4 : used));
    text_put(report, "\n");
}

void text_links(const struct text_report *report)
{
    struct arena *arena = report->out->arena;
    struct columns columns = {0, 0, 0};
    size_t count;
    const struct report_link *links = report_links(report->file, arena, &count);
    if (count == 0)
        text_put(report, "  no addresses\n");
    else
        buffer_printf(report->out, "  %llu address%s\n", (unsigned long long)count, count == 1 ? "" : "es");
    for (size_t i = 0; i < count; i++) {
        widen(&columns.place, place_text(arena, &links[i]).size);
        widen(&columns.context, slice_cstr(link_context_texts[links[i].link->context]).size);
        widen(&columns.kind, slice_cstr(host_kind_texts[links[i].link->host_kind]).size);
    }
    for (size_t i = 0; i < count; i++)
        draw_link(report, &links[i], &columns);
    text_put(report, "\n");
}
