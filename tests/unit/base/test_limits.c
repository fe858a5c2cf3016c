/* Limits: setting by name. */
#include "base/limits.h"

#include "test_base.h"

START_TEST(setting_by_name)
{
    struct limits limits = limits_default;
    ck_assert(limits_set(&limits, SLICE("mime_depth"), 7));
    ck_assert_uint_eq(limits.mime_depth, 7);
    ck_assert_uint_eq(limits.mime_parts, limits_default.mime_parts);
    ck_assert(limits_set(&limits, SLICE("mime_depth"), 0));
    ck_assert_uint_eq(limits.mime_depth, 100);
    static const char *const unknown[] = {"", "mime", "mime_depths", "MIME_DEPTH", "mime-depth"};
    for (size_t i = 0; i < COUNT(unknown); i++)
        ck_assert_msg(!limits_set(&limits, slice_cstr(unknown[i]), 1), "%s", unknown[i]);
}
END_TEST

START_TEST(every_name_sets_one_limit)
{
    size_t count;
    const char *const *names = limits_names(&count);
    ck_assert_uint_eq(count * sizeof(uint64_t), sizeof(struct limits));
    ck_assert_str_eq(names[0], "message_bytes");
    ck_assert_str_eq(names[count - 1], "rules");
    struct limits limits = {0};
    for (size_t i = 0; i < count; i++)
        ck_assert_msg(limits_set(&limits, slice_cstr(names[i]), i + 1), "%s", names[i]);
    uint64_t expected = 1;
#define X(field, value, unit, reason)                                                                                            \
    ck_assert_uint_eq(limits.field, expected++);                                                                                 \
    ck_assert_uint_eq(limits_default.field, (value));                                                                            \
    ck_assert_uint_gt(limits_default.field, 0);
    LIMITS(X)
#undef X
}
END_TEST

TCase *limits_tests(void)
{
    TCase *tests = tcase_create("limits");
    tcase_add_test(tests, setting_by_name);
    tcase_add_test(tests, every_name_sets_one_limit);
    return tests;
}
