/* mailassay rules docs: the pages of the rules into a directory, or one after the other to standard output. Tested in
 * tests/cases. */
#include <errno.h>
#include <sys/stat.h>

#include "cli/cli.h"

struct docs {
    struct cli *cli;
    const char *directory; /* null: standard output */
    uint64_t count;
};

static int write_document(void *user, const char *name, const void *data, size_t data_size)
{
    struct docs *docs = user;
    struct cli *cli = docs->cli;
    struct slice bytes = slice_make(data, data_size);
    if (!docs->directory) {
        bool good = docs->count++ == 0 || cli_output(cli, SLICE("\n"));
        return good && cli_output(cli, bytes) ? 0 : 1;
    }
    struct slice path = arena_printf(&cli->arena, "%s/%s", docs->directory, name);
    if (cli->arena.failed)
        return 1;
    docs->count++;
    if (io_write_file(&cli->arena, (const char *)path.data, bytes))
        return 0;
    cli_unwritable(cli, (const char *)path.data, errno);
    cli_raise(cli, EXIT_INTERNAL);
    return 1;
}

/* The directory may be there already; the one around it must be. */
static bool make_directory(struct docs *docs)
{
    if (!docs->directory || mkdir(docs->directory, 0777) == 0 || errno == EEXIST)
        return true;
    cli_unwritable(docs->cli, docs->directory, errno);
    cli_raise(docs->cli, EXIT_USAGE);
    return false;
}

void command_docs(struct cli *cli)
{
    static const text_list none = {0};
    struct docs docs = {.cli = cli, .directory = cli_output_file(cli)};
    assay_rules *rules = cli_rules(cli, &none, false);
    if (rules && make_directory(&docs)) {
        assay_status status = assay_rules_docs(rules, write_document, &docs);
        if (status != ASSAY_OK && status != ASSAY_IO)
            cli_internal(cli, status);
        if (status == ASSAY_OK && docs.directory)
            cli_complain(cli, "%llu pages are in `%s`", (unsigned long long)docs.count, docs.directory);
    }
    assay_rules_free(&rules);
}
