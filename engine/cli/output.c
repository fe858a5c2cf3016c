/* Where a report goes. Tested in tests/cases/output*. */
#include "cli/output.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

void output_init(struct output *output, struct cli *cli)
{
    *output = (struct output){.cli = cli, .path = cli_output_file(cli)};
    arena_init(&output->arena, SIZE_MAX);
    buffer_init(&output->kept, &output->arena, SIZE_MAX);
}

void output_free(struct output *output)
{
    arena_free(&output->arena);
}

int output_write(void *user, const void *data, size_t data_size)
{
    struct output *output = user;
    if (!output->path)
        return cli_output(output->cli, slice_make(data, data_size)) ? 0 : 1;
    buffer_append(&output->kept, slice_make(data, data_size));
    if (!output->kept.failed)
        return 0;
    cli_internal(output->cli, ASSAY_NO_MEMORY);
    return 1;
}

bool output_possible(struct output *output, const struct files *files)
{
    struct stat target, file;
    if (!output->path)
        return true;
    if (!io_can_write_file(&output->arena, output->path)) {
        cli_unwritable(output->cli, output->path, errno);
        cli_raise(output->cli, EXIT_USAGE);
        return false;
    }
    if (stat(output->path, &target) != 0 || !S_ISREG(target.st_mode))
        return true;
    for (uint32_t i = 0; i < files->list.count; i++) {
        if (stat(files->list.items[i].path, &file) == 0 && file.st_dev == target.st_dev && file.st_ino == target.st_ino) {
            cli_complain(output->cli, "`%s` is to be checked, so the report must not replace it", output->path);
            cli_raise(output->cli, EXIT_USAGE);
            return false;
        }
    }
    return true;
}

bool output_finish(struct output *output)
{
    progress_erase(&output->cli->progress);
    if (!output->path || io_write_file(&output->arena, output->path, buffer_slice(&output->kept)))
        return true;
    cli_unwritable(output->cli, output->path, errno);
    cli_raise(output->cli, EXIT_INTERNAL);
    return false;
}

unsigned output_width(const struct output *output)
{
    unsigned width = option_number(&output->cli->arguments, OPTION_WIDTH);
    return width ? width : terminal_report_width(output->path ? 0 : terminal_columns(STDOUT_FILENO));
}
