/* Parameters: quoting, comments, pieces, charsets, and what is wrong with them. */
#include "message/parameter.h"

#include <string.h>

#include "test_message.h"

static const struct {
    const char *in, *value, *name, *parameter, *anomalies;
} rows[] = {
    {"text/plain", "text/plain", "charset", "", ""},
    {"text/plain; charset=utf-8", "text/plain", "charset", "utf-8", ""},
    {"text/plain;charset=\"utf-8\";", "text/plain", "CHARSET", "utf-8", ""},
    {" text/plain ; Charset = utf-8 ; x=y", "text/plain", "charset", "utf-8", ""},
    {"text/plain (a (nested) comment); charset=us-ascii (plain)", "text/plain", "charset", "us-ascii", ""},
    {"attachment; filename=\"a \\\"b\\\" c.pdf\"", "attachment", "filename", "a \"b\" c.pdf", ""},
    {"attachment; filename=\"a;b.pdf\"; x=1", "attachment", "x", "1", ""},
    {"multipart/mixed; boundary=--=_a=b", "multipart/mixed", "boundary", "--=_a=b", ""},
    {"attachment; filename*=utf-8'en'caf%C3%A9.pdf", "attachment", "filename", "caf\xC3\xA9.pdf", ""},
    {"attachment; filename*=iso-8859-1''caf%e9", "attachment", "filename", "caf\xC3\xA9", ""},
    {"attachment; filename=plain; filename*=utf-8''ext%20", "attachment", "filename", "ext ", ""},
    {"attachment; filename*1=b; filename*0=a; filename*2=c", "attachment", "filename", "abc", ""},
    {"attachment; filename*0*=utf-8''%C3; filename*1*=%A9; filename*2=%41", "attachment", "filename", "\xC3\xA9%41", ""},
    {"attachment; filename=\"=?utf-8?Q?caf=C3=A9?=.pdf\"", "attachment", "filename", "caf\xC3\xA9.pdf", ""},
    {"attachment; filename*=broken%zz", "attachment", "filename", "broken%zz", ""},
    {"attachment; filename=my file.pdf", "attachment", "filename", "my file.pdf", "parameter-invalid"},
    {"attachment; filename=\"open", "attachment", "filename", "open", "parameter-invalid"},
    {"attachment; filename", "attachment", "filename", "", "parameter-invalid"},
    {"attachment; =x; a=b", "attachment", "a", "b", "parameter-invalid"},
    {"attachment; a=\"b\" c", "attachment", "a", "b", "parameter-invalid"},
    {"text/plain; charset=a; charset=b", "text/plain", "charset", "a", "parameter-duplicate"},
    {"text/plain charset=utf-8; x=y", "text/plain", "charset", "utf-8", "parameter-invalid"},
    {"", "", "a", "", ""},
    {";;;", "", "a", "", ""},
    {"(open", "", "a", "", ""},
};

static struct slice read(struct arena *arena, struct message *message, struct slice in, const char *name, struct slice *out_value)
{
    struct layer layer = {.text = in};
    struct recorder recorder = {.message = message, .layer = &layer};
    struct parameter_list list;
    message->arena = arena;
    parameter_read(&list, in, arena, &recorder);
    *out_value = list.value;
    return parameter_get(&list, slice_cstr(name), arena, &recorder);
}

START_TEST(reading)
{
    struct arena arena;
    struct message message = {0};
    struct slice value;
    arena_init(&arena, TEST_MEMORY);
    struct slice in = tight_copy(slice_cstr(rows[_i].in));
    struct slice parameter = read(&arena, &message, in, rows[_i].name, &value);
    expect_text(rows[_i].in, value, rows[_i].value);
    expect_text(rows[_i].in, parameter, rows[_i].parameter);
    expect_anomalies(rows[_i].in, &message, rows[_i].anomalies);
    tight_free(in);
    arena_free(&arena);
}
END_TEST

START_TEST(truncation)
{
    for (size_t size = 0; size < strlen(rows[_i].in); size++) {
        struct arena arena;
        struct message message = {0};
        struct slice value;
        arena_init(&arena, TEST_MEMORY);
        struct slice in = tight_copy(slice_sub(slice_cstr(rows[_i].in), 0, size));
        struct slice parameter = read(&arena, &message, in, rows[_i].name, &value);
        ck_assert_msg(parameter.size <= 100 && value.size <= size, "%s: %zu bytes", rows[_i].in, size);
        tight_free(in);
        arena_free(&arena);
    }
}
END_TEST

START_TEST(too_many)
{
    struct arena arena;
    struct message message = {0};
    struct buffer in;
    struct slice value;
    arena_init(&arena, TEST_MEMORY);
    buffer_init(&in, &arena, 100000);
    for (int i = 0; i < 5000; i++)
        buffer_text(&in, ";a=b");
    struct slice parameter = read(&arena, &message, buffer_slice(&in), "a", &value);
    expect_text("first", parameter, "b");
    expect_anomalies("too many", &message, "parameter-invalid parameter-duplicate");
    ck_assert_uint_eq(message.anomalies.count, 1 + ANOMALY_LIMIT);
    arena_free(&arena);
}
END_TEST

TCase *parameter_tests(void)
{
    TCase *tests = tcase_create("parameter");
    tcase_add_loop_test(tests, reading, 0, COUNT(rows));
    tcase_add_loop_test(tests, truncation, 0, COUNT(rows));
    tcase_add_test(tests, too_many);
    return tests;
}
