/* The inventory for people: a table of domains, then each address with its places; of a comparison what was added, domains
 * first, and what was removed. Addresses and names are hostile; all pass the pen of report/text.h. Tested in tests/unit/report.
 */
#include "report/inventory.h"

#define LEAST_NAME   16 /* columns of a domain, before other columns are left out */
#define COUNT_WIDTHS 19 /* "  addresses  places" */
#define MORE_WIDTH   10 /* "  messages" */

static void pad(const struct text_report *report, size_t taken, size_t columns)
{
    buffer_fill(report->out, ' ', columns > taken ? columns - taken : 0);
}

/* What is worth knowing of a domain; null: nothing. */
static const char *remark(const struct inventory_domain *domain)
{
    if (domain->own)
        return "own";
    if (domain->tracker)
        return "tracker";
    return domain->is_host && domain->kind != HOST_DOMAIN ? host_kind_texts[domain->kind] : NULL;
}

/* Addresses and names at the beginning of a line, where a CI service might take them for a command. */
static size_t guarded(const struct text_report *report, struct slice text)
{
    bool command = text_is_command(text);
    text_put(report, command ? "\\" : "");
    return command;
}

static struct slice heading(struct buffer *line, uint64_t count, const char *one, const char *many)
{
    buffer_printf(line, "%llu %s", (unsigned long long)count, count == 1 ? one : many);
    return buffer_slice(line);
}

/* --- domains --- */

struct columns {
    size_t name, remark;
    bool messages;
};

static struct columns measure(const struct text_report *report, const struct inventory_domain **domains, size_t count,
                              bool messages)
{
    struct columns columns = {.name = 6, .messages = messages};
    for (size_t i = 0; i < count; i++) {
        size_t name = excerpt_width(domains[i]->name, report->style->ascii);
        size_t said = slice_cstr(remark(domains[i])).size;
        columns.name = name > columns.name ? name : columns.name;
        columns.remark = said > columns.remark ? said : columns.remark;
    }
    size_t used = 2 + COUNT_WIDTHS + (columns.remark ? 2 + columns.remark : 0);
    if (used + MORE_WIDTH + LEAST_NAME > report->width)
        columns.messages = false;
    used += columns.messages ? MORE_WIDTH : 0;
    if (used + LEAST_NAME > report->width) {
        used -= 2 + columns.remark;
        columns.remark = 0;
    }
    size_t room = report->width - used;
    columns.name = columns.name > room ? room : columns.name;
    return columns;
}

static void draw_domain(const struct text_report *report, const struct inventory_domain *domain, enum inventory_side side,
                        const struct columns *columns)
{
    const struct inventory_seen *seen = &domain->sides[side];
    text_put(report, "  ");
    pad(report, text_middle(report, domain->name, columns->name), columns->name);
    buffer_printf(report->out, "  %9llu  %6llu", (unsigned long long)seen->addresses, (unsigned long long)seen->places);
    if (columns->messages)
        buffer_printf(report->out, "  %8llu", (unsigned long long)seen->messages);
    if (columns->remark && remark(domain)) {
        text_put(report, "  ");
        text_escaped(report, slice_cstr(remark(domain)), PAINT_STRONG);
    }
    text_put(report, "\n");
}

static void draw_table(const struct text_report *report, const struct inventory *inventory,
                       const struct inventory_domain **domains, size_t count, enum inventory_side side)
{
    struct columns columns = measure(report, domains, count, inventory->messages[side] > 1);
    text_put(report, "  domain");
    pad(report, 6, columns.name);
    text_put(report, columns.messages ? "  addresses  places  messages\n" : "  addresses  places\n");
    for (size_t i = 0; i < count; i++)
        draw_domain(report, domains[i], side, &columns);
    text_put(report, "\n");
}

/* --- addresses --- */

/* "    news/july.html:12:10  a". */
static void draw_place(const struct text_report *report, const struct inventory *inventory, const struct inventory_place *place)
{
    const struct inventory_file *file = &inventory->files.items[place->file];
    const struct report_file named = {.path = file->path};
    struct text_report line = *report;
    line.file = &named;
    text_put(report, "    ");
    text_put(report, paint_on(report, PAINT_FAINT));
    if (file->side == SIDE_OLD) {
        text_escaped(report, inventory->since, PAINT_COUNT);
        text_put(report, ":");
    }
    text_path(&line);
    buffer_printf(report->out, ":%llu:%llu", (unsigned long long)place->line, (unsigned long long)place->column);
    text_put(report, paint_off(report));
    buffer_printf(report->out, "  %s\n", link_context_texts[place->context]);
}

static void draw_address(const struct text_report *report, const struct inventory *inventory,
                         const struct inventory_address *address, enum inventory_side side)
{
    const struct inventory_seen *seen = &address->sides[side];
    text_put(report, "  ");
    if (report->style->all) {
        text_whole(report, address->url, 2);
    } else {
        size_t used = 2 + guarded(report, address->url);
        text_middle(report, address->url, report->width - used);
        text_put(report, "\n");
    }
    uint32_t at = seen->first;
    for (uint64_t shown = 0; shown < (report->style->all ? seen->places : 1); shown++) {
        draw_place(report, inventory, &inventory->places.items[at]);
        at = inventory->places.items[at].next;
    }
    if (!report->style->all)
        text_more(report, seen->places - 1, seen->places - 1);
}

/* The addresses of one domain under its name. */
static void draw_addresses(const struct text_report *report, const struct inventory *inventory,
                           const struct inventory_domain *domain, enum inventory_side side, bool difference)
{
    bool first = true;
    for (uint32_t i = domain->first; i != INDEX_NONE; i = inventory->addresses.items[i].next) {
        const struct inventory_address *address = &inventory->addresses.items[i];
        if (!inventory_has(address, side, difference))
            continue;
        if (first) {
            size_t used = guarded(report, domain->name);
            text_put(report, paint_on(report, PAINT_STRONG));
            text_middle(report, domain->name, report->width - used);
            text_put(report, paint_off(report));
            text_put(report, "\n");
        }
        draw_address(report, inventory, address, side);
        first = false;
    }
    if (!first)
        text_put(report, "\n");
}

/* Nothing but addresses, each once on a line, whole. */
static void draw_bare(const struct text_report *report, const struct inventory *inventory)
{
    for (uint32_t i = 0; i < inventory->addresses.count; i++) {
        const struct inventory_address *address = &inventory->addresses.items[i];
        if (!inventory_has(address, SIDE_NEW, inventory->since.size > 0))
            continue;
        guarded(report, address->url);
        text_escaped(report, address->url, PAINT_COUNT);
        text_put(report, "\n");
    }
}

/* --- totals --- */

static void append_unread(struct buffer *line, const struct inventory *inventory)
{
    const struct {
        uint64_t count;
        const char *text;
    } parts[] = {{inventory->unreadable, "unreadable"}, {inventory->incomplete, "incomplete"}, {inventory->skipped, "skipped"}};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (parts[i].count)
            buffer_printf(line, ", %llu %s", (unsigned long long)parts[i].count, parts[i].text);
}

static void draw_notes(const struct text_report *report, const struct inventory *inventory)
{
    buffer_append(report->out, buffer_slice(&inventory->notes));
    text_put(report, inventory->notes.size ? "\n" : "");
}

static void draw_totals(const struct text_report *report, const struct inventory *inventory, size_t hosts)
{
    struct buffer line;
    buffer_init(&line, report->out->arena, SIZE_MAX);
    heading(&line, inventory->messages[SIDE_NEW], "message", "messages");
    append_unread(&line, inventory);
    buffer_text(&line, ": ");
    heading(&line, inventory->addresses.count, "address", "addresses");
    buffer_text(&line, " in ");
    heading(&line, inventory->places.count, "place", "places");
    buffer_text(&line, ", ");
    heading(&line, hosts, "domain", "domains");
    text_wrapped(report, buffer_slice(&line), 0, 4);
}

static void draw_inventory(const struct text_report *report, const struct inventory *inventory)
{
    size_t count, hosts = 0;
    const struct inventory_domain **domains = inventory_domains(inventory, report->out->arena, SIDE_NEW, false, &count);
    while (hosts < count && domains[hosts]->is_host)
        hosts++;
    if (count > 0)
        draw_table(report, inventory, domains, count, SIDE_NEW);
    for (size_t i = 0; i < count; i++)
        draw_addresses(report, inventory, domains[i], SIDE_NEW, false);
    draw_notes(report, inventory);
    draw_totals(report, inventory, hosts);
}

/* --- a comparison --- */

/* "2 new domains", over a table of them. */
static void draw_new_domains(const struct text_report *report, const struct inventory *inventory, enum inventory_side side)
{
    bool added = side == SIDE_NEW;
    size_t count;
    const struct inventory_domain **domains = inventory_domains(inventory, report->out->arena, side, true, &count);
    struct buffer line;
    if (count == 0)
        return;
    buffer_init(&line, report->out->arena, SIZE_MAX);
    heading(&line, count, added ? "new domain" : "domain that is gone", added ? "new domains" : "domains that are gone");
    text_escaped(report, buffer_slice(&line), PAINT_STRONG);
    text_put(report, "\n");
    draw_table(report, inventory, domains, count, side);
}

/* "3 new addresses", under their domains, the new ones first. */
static void draw_new_addresses(const struct text_report *report, const struct inventory *inventory, enum inventory_side side)
{
    bool added = side == SIDE_NEW;
    uint64_t number = inventory_count(inventory, side, true);
    size_t fresh, count;
    struct arena *arena = report->out->arena;
    const struct inventory_domain **only = inventory_domains(inventory, arena, side, true, &fresh);
    const struct inventory_domain **all = inventory_domains(inventory, arena, side, false, &count);
    struct buffer line;
    if (number == 0)
        return;
    buffer_init(&line, arena, SIZE_MAX);
    heading(&line, number, added ? "new address" : "address that is gone", added ? "new addresses" : "addresses that are gone");
    text_escaped(report, buffer_slice(&line), PAINT_STRONG);
    text_put(report, "\n\n");
    for (size_t i = 0; i < fresh; i++)
        draw_addresses(report, inventory, only[i], side, true);
    for (size_t i = 0; i < count; i++) {
        enum inventory_side other = added ? SIDE_OLD : SIDE_NEW;
        if (!all[i]->is_host || all[i]->sides[other].places > 0)
            draw_addresses(report, inventory, all[i], side, true);
    }
}

static void draw_comparison(const struct text_report *report, const struct inventory *inventory)
{
    struct buffer line;
    buffer_init(&line, report->out->arena, SIZE_MAX);
    draw_new_domains(report, inventory, SIDE_NEW);
    draw_new_addresses(report, inventory, SIDE_NEW);
    draw_new_domains(report, inventory, SIDE_OLD);
    draw_new_addresses(report, inventory, SIDE_OLD);
    draw_notes(report, inventory);
    if (inventory->files.count == 0) {
        buffer_text(&line, "no mail changed since ");
        buffer_append(&line, inventory->since);
    } else {
        heading(&line, inventory->messages[SIDE_NEW], "message", "messages");
        buffer_printf(&line, " compared with %llu in ", (unsigned long long)inventory->messages[SIDE_OLD]);
        buffer_append(&line, inventory->since);
        append_unread(&line, inventory);
        buffer_text(&line, ": ");
        heading(&line, inventory_count(inventory, SIDE_NEW, true), "new address", "new addresses");
        buffer_printf(&line, ", %llu gone", (unsigned long long)inventory_count(inventory, SIDE_OLD, true));
    }
    text_wrapped(report, buffer_slice(&line), 0, 4);
}

void inventory_text(struct buffer *out, const struct inventory *inventory)
{
    struct text_report report = text_open(out, NULL, &inventory->style);
    if (inventory->style.quiet)
        draw_bare(&report, inventory);
    else if (inventory->since.size)
        draw_comparison(&report, inventory);
    else
        draw_inventory(&report, inventory);
}
