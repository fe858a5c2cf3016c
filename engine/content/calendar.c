/* Addresses in calendars: what Outlook, Gmail and Apple's Calendar show of an invitation as something to click or to load.
 *
 * Lines are unfolded (RFC 5545, section 3.1) and escapes undone (3.3.11); both keep their way back. Of the properties below, some
 * hold an address, some hold text with addresses in it, and X-ALT-DESC and STYLED-DESCRIPTION hold HTML. Addresses of attendees
 * count when they are mail addresses; parameters when they hold an address (ALTREP, DIR). Values in base64 are no addresses.
 * Alarms' sounds ("ATTACH;VALUE=URI:Basso") and other words are none either. Tested in tests/unit/content/test_calendar.c. */
#include "content/calendar.h"

#include "base/ascii.h"
#include "content/html_text.h"
#include "content/layer_cut.h"
#include "message/placeholder.h"
#include "message/sink.h"

enum property_kind { PROPERTY_OTHER, PROPERTY_ADDRESS, PROPERTY_PERSON, PROPERTY_TEXT, PROPERTY_PLACE, PROPERTY_STYLED };

static const struct {
    const char *name;
    enum property_kind kind;
} properties[] = {
    {"URL", PROPERTY_ADDRESS},       {"ATTACH", PROPERTY_ADDRESS},  {"CONFERENCE", PROPERTY_ADDRESS},
    {"IMAGE", PROPERTY_ADDRESS},     {"SOURCE", PROPERTY_ADDRESS},  {"X-GOOGLE-CONFERENCE", PROPERTY_ADDRESS},
    {"ORGANIZER", PROPERTY_PERSON},  {"ATTENDEE", PROPERTY_PERSON}, {"DESCRIPTION", PROPERTY_TEXT},
    {"LOCATION", PROPERTY_PLACE},    {"COMMENT", PROPERTY_PLACE},   {"X-ALT-DESC", PROPERTY_STYLED},
    {"X-WR-CALDESC", PROPERTY_TEXT}, {"CONTACT", PROPERTY_PLACE},   {"STYLED-DESCRIPTION", PROPERTY_STYLED},
};

/* The calendar with its lines unfolded. */
struct calendar {
    const struct place_of_text *from;
    struct arena *arena;
    struct layer masked, plain; /* the same places in both */
};

/* One line: NAME;PARAMETER="value":value */
struct property {
    enum property_kind kind;
    struct span parameters, value;
};

static enum property_kind kind_of(struct slice name)
{
    for (size_t i = 0; i < sizeof properties / sizeof *properties; i++)
        if (slice_equal_nocase(name, slice_cstr(properties[i].name)))
            return properties[i].kind;
    bool own = slice_starts_nocase(name, SLICE("X-"));
    return own && (slice_ends_nocase(name, SLICE("URL")) || slice_ends_nocase(name, SLICE("LINK"))) ? PROPERTY_ADDRESS
                                                                                                    : PROPERTY_OTHER;
}

/* False for a line that is no property. */
static bool read_property(struct slice line, uint32_t start, struct property *out)
{
    size_t name = 0;
    bool quoted = false;
    while (ascii_is_alnum(slice_at(line, name)) || slice_at(line, name) == '-')
        name++;
    size_t colon = name;
    for (; colon < line.size && (quoted || line.data[colon] != ':'); colon++)
        quoted = quoted != (line.data[colon] == '"');
    if (colon == line.size || (name != colon && line.data[name] != ';'))
        return false;
    out->kind = kind_of(slice_sub(line, 0, name));
    out->parameters = (struct span){start + (uint32_t)name, start + (uint32_t)colon};
    out->value = (struct span){start + (uint32_t)colon + 1, start + (uint32_t)line.size};
    return true;
}

/* The range with its escapes undone. What no escape should stand before loses its backslash too, as in clients. */
static bool unescape(const struct calendar *c, const struct layer *all, struct span range, struct layer *out)
{
    struct layer value;
    struct sink sink;
    size_t copied = 0;
    if (!layer_cut(&value, c->arena, all, range))
        return false;
    struct slice text = value.text;
    *out = value;
    if (slice_find_byte(text, 0, '\\') == SLICE_NONE)
        return true;
    sink_init(&sink, c->arena, text.size);
    for (size_t at = 0; at + 1 < text.size; at++) {
        if (text.data[at] != '\\')
            continue;
        sink_copy(&sink, slice_sub(text, copied, at), (uint32_t)copied);
        bool line_end = ascii_lower(text.data[at + 1]) == 'n';
        if (line_end)
            sink_unit(&sink, SLICE("\n"), (struct span){(uint32_t)at, (uint32_t)at + 2});
        copied = at + 1 + line_end;
        at++;
    }
    sink_copy(&sink, slice_from(text, copied), (uint32_t)copied);
    *out = (struct layer){.text = buffer_slice(&sink.out), .parent = value.parent};
    return source_map_compose(&out->map, c->arena, &value.map, &sink.map) && !sink.out.failed;
}

/* The HTML as a document of its own: its placeholders stand elsewhere than in the calendar's. */
static void read_html(const struct calendar *c, struct span range)
{
    static const enum link_context context = LINK_IN_CALENDAR;
    const struct document *calendar = c->from->document;
    struct document *document = arena_new(c->arena, struct document);
    struct layer text;
    if (!document || !unescape(c, &c->plain, range, &text))
        return;
    document->part = calendar->part;
    document->field = INDEX_NONE;
    document->layer = (struct layer){.text = text.text, .parent = calendar->layer.parent};
    if (!source_map_compose(&document->layer.map, c->arena, &calendar->layer.map, &text.map))
        return;
    placeholders_find(c->from->content->message, document, NULL);
    struct place_of_text from = {c->from->content, document, c->from->part};
    html_read_addresses(&from, &context);
}

static void read_text(const struct calendar *c, struct span range, bool names)
{
    struct layer text;
    if (unescape(c, &c->masked, range, &text))
        link_add_written(c->from, &text, (struct span){0, (uint32_t)text.text.size}, LINK_IN_CALENDAR, names);
}

static void read_address(const struct calendar *c, struct span range)
{
    struct layer value;
    if (unescape(c, &c->masked, range, &value))
        link_add_uri(c->from, &value, source_map_up(&value.map, (struct span){0, (uint32_t)value.text.size}), LINK_IN_CALENDAR);
}

/* Addresses in quotes: ;ALTREP="https://…" and the like. */
static void read_parameters(const struct calendar *c, struct span range)
{
    static const char *const names[] = {"ALTREP", "DIR", NULL};
    struct slice text = slice_sub(c->masked.text, 0, range.end);
    for (size_t at = range.start; at < text.size; at++) {
        size_t open = slice_find_byte(text, at, '"');
        size_t close = open == SLICE_NONE ? SLICE_NONE : slice_find_byte(text, open + 1, '"');
        if (close == SLICE_NONE)
            return;
        size_t name = open > at ? open - 1 : at;
        while (name > at && ascii_is_alpha(slice_at(text, name - 1)))
            name--;
        if (slice_is_any_nocase(slice_sub(text, name, open > 0 ? open - 1 : 0), names))
            read_address(c, (struct span){(uint32_t)open + 1, (uint32_t)close});
        at = close;
    }
}

static void use_property(const struct calendar *c, const struct property *p)
{
    struct slice text = c->masked.text;
    struct slice parameters = slice_sub(text, p->parameters.start, p->parameters.end);
    struct slice value = slice_sub(text, p->value.start, p->value.end);
    bool binary = slice_find_nocase(parameters, 0, SLICE("=BINARY")) != SLICE_NONE ||
                  slice_find_nocase(parameters, 0, SLICE("=BASE64")) != SLICE_NONE;
    bool html = slice_find_nocase(parameters, 0, SLICE("text/html")) != SLICE_NONE || slice_at(slice_trim(value), 0) == '<';
    if (p->kind != PROPERTY_OTHER)
        read_parameters(c, p->parameters);
    if (binary)
        return;
    switch (p->kind) {
    case PROPERTY_ADDRESS: read_address(c, p->value); break;
    case PROPERTY_PERSON:
        if (slice_starts_nocase(value, SLICE("mailto:")))
            read_address(c, p->value);
        break;
    case PROPERTY_TEXT: read_text(c, p->value, true); break;
    case PROPERTY_PLACE: read_text(c, p->value, false); break;
    case PROPERTY_STYLED:
        if (html)
            read_html(c, p->value);
        else
            read_text(c, p->value, true);
        break;
    case PROPERTY_OTHER: break;
    }
}

/* Line ends before a blank or a tab, with it. */
static bool find_folds(span_list *out, struct arena *arena, struct slice text)
{
    for (size_t at = 0; (at = slice_find_byte(text, at, '\n')) != SLICE_NONE; at++) {
        bool pair = at > 0 && text.data[at - 1] == '\r';
        if (!ascii_is_blank(slice_at(text, at + 1)))
            continue;
        struct span *place = vec_push(arena, out);
        if (!place)
            return false;
        *place = (struct span){(uint32_t)at - pair, (uint32_t)at + 2};
    }
    return true;
}

static bool unfold(struct calendar *c)
{
    struct arena *arena = c->arena;
    span_list folds = {0};
    struct layer masked, plain = {.text = c->from->document->layer.text, .parent = &c->from->document->layer};
    return layer_masked(&masked, arena, c->from->document) && find_folds(&folds, arena, masked.text) &&
           source_map_identity(&plain.map, arena, (uint32_t)plain.text.size, 0) &&
           layer_without(&c->masked, arena, &masked, folds.items, folds.count) &&
           layer_without(&c->plain, arena, &plain, folds.items, folds.count);
}

void calendar_read(const struct place_of_text *from)
{
    struct calendar c = {.from = from, .arena = from->content->arena};
    if (!unfold(&c))
        return;
    struct slice text = c.masked.text;
    for (size_t at = 0; at < text.size && !c.arena->failed;) {
        size_t end = slice_find_byte(text, at, '\n');
        size_t next = end == SLICE_NONE ? text.size : end + 1;
        end = end == SLICE_NONE ? text.size : end;
        struct property property;
        struct slice line = slice_sub(text, at, end - (end > at && text.data[end - 1] == '\r'));
        if (read_property(line, (uint32_t)at, &property))
            use_property(&c, &property);
        at = next;
    }
}
