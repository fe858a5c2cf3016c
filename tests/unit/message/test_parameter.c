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
    {"multipart/mixed; boundary=--=_a=b", "multipart/mixed", "boundary", "--=_a=b", "parameter-unquoted"},
    {"attachment; filename*=utf-8'en'caf%C3%A9.pdf", "attachment", "filename", "caf\xC3\xA9.pdf", ""},
    {"attachment; filename*=iso-8859-1''caf%e9", "attachment", "filename", "caf\xC3\xA9", ""},
    {"attachment; filename=plain; filename*=utf-8''ext%20", "attachment", "filename", "ext ", ""},
    {"attachment; filename*1=b; filename*0=a; filename*2=c", "attachment", "filename", "abc", ""},
    {"attachment; filename*0*=utf-8''%C3; filename*1*=%A9; filename*2=%41", "attachment", "filename", "\xC3\xA9%41", ""},
    {"attachment; filename=\"=?utf-8?Q?caf=C3=A9?=.pdf\"", "attachment", "filename", "caf\xC3\xA9.pdf", "parameter-encoded-word"},
    {"attachment; filename*=broken%zz", "attachment", "filename", "broken%zz", "parameter-invalid parameter-percent"},
    {"attachment; filename*=utf-8''50%", "attachment", "filename", "50%", "parameter-percent"},
    {"attachment; filename*=utf-8''50%25", "attachment", "filename", "50%", ""},
    {"attachment; filename*=''a%20b", "attachment", "filename", "a b", ""},
    {"attachment; filename*=\"utf-8''a%20b\"", "attachment", "filename", "a b", ""},
    {"attachment; filename*=nonsense''a%20b", "attachment", "filename", "a b", "parameter-charset"},
    {"attachment; filename*=nonsense''caf%E9", "attachment", "filename", "caf\xC3\xA9", "parameter-charset"},
    {"attachment; filename*0=a; filename*2=c", "attachment", "filename", "a", "parameter-gap"},
    {"attachment; filename*1=b; filename*2=c", "attachment", "filename", "", "parameter-gap"},
    {"attachment; filename*1=b; filename=a", "attachment", "filename", "a", "parameter-gap parameter-mixed"},
    {"attachment; filename=a; filename*0=b; filename*1=c", "attachment", "filename", "bc", "parameter-mixed"},
    {"attachment; filename*0=b; filename*=utf-8''a", "attachment", "filename", "a", "parameter-mixed"},
    {"attachment; filename*0=a; filename*0=b; filename*1=c", "attachment", "filename", "ac", "parameter-duplicate"},
    {"attachment; filename*0*=utf-8''a; filename*0=b", "attachment", "filename", "a", ""},
    {"attachment; filename*x=a; filename*=b'c'd", "attachment", "filename", "d", "parameter-charset"},
    {"attachment; filename*0=\"a \"; filename*1=\"b.pdf\"", "attachment", "filename", "a b.pdf", ""},
    {"attachment; filename*0*=gb2312''%C4; filename*1*=%E3", "attachment", "filename", "\xE4\xBD\xA0", ""},
    {"attachment; filename=\"50%\"", "attachment", "filename", "50%", ""},
    {"attachment; filename==?utf-8?Q?a?=", "attachment", "filename", "a", "parameter-encoded-word parameter-unquoted"},
    {"attachment; filename=\"=?utf-8?Q?a\"", "attachment", "filename", "=?utf-8?Q?a", ""},
    {"attachment; filename=a/b", "attachment", "filename", "a/b", "parameter-unquoted"},
    {"attachment; filename=\"a/b\"", "attachment", "filename", "a/b", ""},
    {"attachment; filename=my file.pdf", "attachment", "filename", "my file.pdf", "parameter-unquoted"},
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
    ck_assert_uint_eq(message.anomalies.count, 1 + 99);
    arena_free(&arena);
}
END_TEST

static const struct {
    const char *in, *name, *place;
} place_rows[] = {
    {"a; filename=my file.pdf ; x=y", "parameter-unquoted", "my file.pdf"},
    {"a; filename=\"open", "parameter-invalid", "\"open"},
    {"a; filename ; x=y", "parameter-invalid", "filename"},
    {"a; a=\"b\" c; x=y", "parameter-invalid", "a=\"b\" c"},
    {"a  filename=x", "parameter-invalid", "  "},
    {"a; x=1; X=2 ;", "parameter-duplicate", "X=2"},
    {"a; filename*0=x; filename*2=z; filename*3=z", "parameter-gap", "filename*2=z"},
    {"a; filename*0=x; filename*1=y; filename=z", "parameter-mixed", "filename*0=x"},
    {"a; filename*=no''x; y=z", "parameter-charset", "no''x"},
    {"a; filename*=\"utf-8''50% off\"", "parameter-percent", "%"},
    {"a; filename*0*=utf-8''50; filename*1*=%2z", "parameter-percent", "%"},
    {"a; filename*=\"utf-8''\\50%\"", "parameter-percent", "utf-8''\\50%"},
    {"a; filename=\"=?utf-8?Q?a?=\"", "parameter-encoded-word", "=?utf-8?Q?a?="},
};

START_TEST(places)
{
    struct arena arena;
    struct message message = {0};
    struct slice value, in = slice_cstr(place_rows[_i].in);
    const struct anomaly *found = NULL;
    arena_init(&arena, TEST_MEMORY);
    read(&arena, &message, in, "filename", &value);
    for (uint32_t i = 0; i < message.anomalies.count && !found; i++)
        if (strcmp(anomaly_text(message.anomalies.items[i].kind), place_rows[_i].name) == 0)
            found = &message.anomalies.items[i];
    ck_assert_msg(found, "%s: no %s", place_rows[_i].in, place_rows[_i].name);
    expect_text(place_rows[_i].in, slice_sub(in, found->span.start, found->span.end), place_rows[_i].place);
    arena_free(&arena);
}
END_TEST

TCase *parameter_tests(void)
{
    TCase *tests = tcase_create("parameter");
    tcase_add_loop_test(tests, reading, 0, COUNT(rows));
    tcase_add_loop_test(tests, truncation, 0, COUNT(rows));
    tcase_add_loop_test(tests, places, 0, COUNT(place_rows));
    tcase_add_test(tests, too_many);
    return tests;
}
