/* Handles, statuses and versions. Tested in tests/unit/api. */
#include <string.h>

#include "api/api.h"

#define UNICODE_VERSION "15.0" /* of engine/base/utf8_table.c */

void *handle_new(size_t size, size_t limit)
{
    struct arena arena;
    arena_init(&arena, limit);
    struct arena *handle = arena_alloc(&arena, size);
    if (handle)
        *handle = arena;
    else
        arena_free(&arena);
    return handle;
}

void handle_free(void *handle)
{
    struct arena arena = *(struct arena *)handle;
    arena_free(&arena);
}

bool any_null(const char *const *texts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!texts || !texts[i])
            return true;
    }
    return false;
}

const char *assay_version(void)
{
    return PACKAGE_VERSION;
}

const char *assay_status_text(assay_status status)
{
    static const char *const texts[] = {
        [ASSAY_OK] = "no error",
        [ASSAY_END] = "there is nothing more",
        [ASSAY_BAD_ARGUMENT] = "an argument is null, out of range or of unknown size",
        [ASSAY_BAD_RULES] = "the rules have errors",
        [ASSAY_BAD_POLICY] = "the policy has errors",
        [ASSAY_TEST_FAILED] = "a test of a rule failed",
        [ASSAY_TOO_LARGE] = "the message is larger than its limit",
        [ASSAY_NO_MEMORY] = "out of memory",
        [ASSAY_IO] = "the report could not be written",
    };
    return (size_t)status < sizeof texts / sizeof texts[0] ? texts[status] : "unknown status";
}

static void copy_text(char *to, size_t room, struct slice text)
{
    size_t size = text.size < room ? text.size : room - 1;
    if (size)
        memcpy(to, text.data, size);
    to[size] = '\0';
}

assay_status assay_data_versions(assay_data_info *out_info)
{
    if (!out_info || out_info->size != sizeof *out_info)
        return ASSAY_BAD_ARGUMENT;
    *out_info = (assay_data_info)ASSAY_DATA_INFO_INIT;
    struct arena arena;
    arena_init(&arena, 1 << 20);
    copy_text(out_info->public_suffix_list, sizeof out_info->public_suffix_list, host_suffix_list_date(&arena));
    assay_status status = arena.failed ? ASSAY_NO_MEMORY : ASSAY_OK;
    arena_free(&arena);
    copy_text(out_info->unicode, sizeof out_info->unicode, SLICE(UNICODE_VERSION));
    return status;
}
