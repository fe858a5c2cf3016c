/* mailassay links: the inventory of addresses, or what of it changed since a revision. Tested in tests/cases/links*. */
#include "cli/links.h"

#include "data/text.h"

/* The options that are about the report. */
static void read_options(struct links *links)
{
    const struct cli *cli = links->reading.cli;
    const struct arguments *arguments = &cli->arguments;
    links->inventory.format = option_value(arguments, OPTION_FORMAT);
    links->inventory.write = output_write;
    links->inventory.user = &links->output;
    links->inventory.since = option_value(arguments, OPTION_CHANGED_SINCE);
    links->inventory.width = output_width(&links->output);
    links->inventory.color = cli->color;
    links->inventory.ascii = cli->ascii;
    links->inventory.all = option_given(arguments, OPTION_ALL);
    links->inventory.quiet = option_given(arguments, OPTION_QUIET);
}

static bool add_result(void *user, const char *name, assay_result *result)
{
    struct links *links = user;
    struct cli *cli = links->reading.cli;
    assay_summary summary = ASSAY_SUMMARY_INIT;
    assay_status status = assay_result_summary(result, &summary);
    if (status == ASSAY_OK)
        status = assay_inventory_add(&links->inventory, result, links->old);
    reading_raise(cli, &summary);
    bool unsaid = links->inventory.quiet || links->output.path;
    if (unsaid && status == ASSAY_OK && !summary.complete && summary.verdict != ASSAY_UNREADABLE)
        cli_complain(cli, "`%s` was not looked at completely", name);
    return reading_status(cli, status);
}

static bool list_files(struct links *links)
{
    reading_progress(&links->reading, links->files.list.count);
    for (uint32_t i = 0; i < links->files.list.count; i++)
        if (!reading_file(&links->reading, &links->files.list.items[i]))
            return false;
    return true;
}

static void run(struct links *links)
{
    struct cli *cli = links->reading.cli;
    const char *since = links->inventory.since;
    bool ready = reading_begin(&links->reading);
    ready = (since ? since_collect(links, since) : files_collect(cli, &links->files)) && ready;
    if (!output_possible(&links->output, &links->files) || !ready)
        return;
    if (!reading_status(cli, assay_inventory_begin(&links->inventory)) || !(since ? since_list(links) : list_files(links)) ||
        !reading_status(cli, assay_inventory_end(&links->inventory)))
        return;
    if (output_finish(&links->output) && !links->inventory.quiet)
        files_say_left_out(cli, &links->files);
}

void command_links(struct cli *cli)
{
    struct links links = {.reading = {.cli = cli, .take = add_result}, .inventory = ASSAY_INVENTORY_INIT};
    links.reading.user = &links;
    links.git.cli = cli;
    output_init(&links.output, cli);
    read_options(&links);
    run(&links);
    assay_inventory_abandon(&links.inventory);
    reading_end(&links.reading);
    output_free(&links.output);
}
