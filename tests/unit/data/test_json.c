/* The JSON writer. */
#include "data/json.h"

#include "test_data.h"

static void write_sample(struct json *json)
{
    json_object_begin(json);
    json_key(json, "version");
    json_integer(json, 1);
    json_key(json, "scores");
    json_array_begin(json);
    static const int64_t scores[] = {0, 1, -1, 1500, -12345, 1000000};
    for (size_t i = 0; i < COUNT(scores); i++)
        json_thousandths(json, scores[i]);
    json_array_end(json);
    json_key(json, "empty");
    json_object_begin(json);
    json_object_end(json);
    json_key(json, "none");
    json_array_begin(json);
    json_array_end(json);
    json_key(json, "list");
    json_array_begin(json);
    json_object_begin(json);
    json_key(json, "a");
    json_null(json);
    json_object_end(json);
    json_bool(json, true);
    json_bool(json, false);
    json_array_end(json);
    json_object_end(json);
}

START_TEST(one_line_and_pretty)
{
    static const char one_line[] =
        "{\"version\": 1, \"scores\": [0.000, 0.001, -0.001, 1.500, -12.345, 1000.000], \"empty\": {}, "
        "\"none\": [], \"list\": [{\"a\": null}, true, false]}";
    static const char pretty[] =
        "{\n  \"version\": 1,\n  \"scores\": [\n    0.000,\n    0.001,\n    -0.001,\n    1.500,\n    -12.345,\n"
        "    1000.000\n  ],\n  \"empty\": {},\n  \"none\": [],\n  \"list\": [\n    {\n      \"a\": null\n    },\n"
        "    true,\n    false\n  ]\n}";
    struct arena arena;
    arena_init(&arena, 1 << 20);
    for (int i = 0; i < 2; i++) {
        struct buffer out;
        struct json json;
        buffer_init(&out, &arena, 1 << 16);
        json_init(&json, &out, i == 1);
        write_sample(&json);
        expect_text(i ? "pretty" : "one line", buffer_slice(&out), i ? pretty : one_line);
    }
    arena_free(&arena);
}
END_TEST

static const struct {
    const char *row, *text, *json;
} strings[] = {
    {"plain", "abc", "\"abc\""},
    {"empty", "", "\"\""},
    {"quotes", "a\"b\\c", "\"a\\\"b\\\\c\""},
    {"controls", "\b\f\n\r\t\x01\x1f\x7f", "\"\\b\\f\\n\\r\\t\\u0001\\u001f\\u007f\""},
    {"utf-8", "\xC3\xA4\xF0\x9F\x98\x80", "\"\xC3\xA4\xF0\x9F\x98\x80\""},
    {"invalid",
     "a\xFF"
     "b\xC3",
     "\"a\xEF\xBF\xBD"
     "b\xEF\xBF\xBD\""},
    {"surrogate", "\xED\xA0\x80", "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""},
    {"C1",
     "\xC2\x9B"
     "31m",
     "\"\\u009b31m\""},
    {"bidi",
     "\xE2\x80\xAE"
     "x\xE2\x81\xA6",
     "\"\\u202ex\\u2066\""},
    {"tags", "\xF3\xA0\x80\x81\xF0\x9F\x98\x80", "\"\\udb40\\udc01\xF0\x9F\x98\x80\""},
    {"line separators", "\xE2\x80\xA8\xE2\x80\xA9", "\"\\u2028\\u2029\""},
};

START_TEST(escaping)
{
    struct arena arena;
    struct buffer out;
    arena_init(&arena, 1 << 20);
    buffer_init(&out, &arena, 1 << 16);
    json_escape(&out, slice_cstr(strings[_i].text));
    expect_text(strings[_i].row, buffer_slice(&out), strings[_i].json);
    arena_free(&arena);
}
END_TEST

START_TEST(too_deep_fails)
{
    struct arena arena;
    struct buffer out;
    struct json json;
    arena_init(&arena, 1 << 20);
    buffer_init(&out, &arena, 1 << 16);
    json_init(&json, &out, false);
    for (int i = 0; i < JSON_MAX_DEPTH; i++)
        json_array_begin(&json);
    ck_assert(!out.failed);
    json_array_begin(&json);
    ck_assert(out.failed);
    arena_free(&arena);
}
END_TEST

START_TEST(lack_of_memory_is_marked)
{
    struct arena arena;
    struct buffer out;
    struct json json;
    arena_init(&arena, 1 << 20);
    buffer_init(&out, &arena, 40);
    json_init(&json, &out, true);
    write_sample(&json);
    ck_assert(out.failed);
    arena_free(&arena);
}
END_TEST

TCase *json_tests(void)
{
    TCase *tests = tcase_create("json");
    tcase_add_test(tests, one_line_and_pretty);
    tcase_add_loop_test(tests, escaping, 0, (int)COUNT(strings));
    tcase_add_test(tests, too_deep_fails);
    tcase_add_test(tests, lack_of_memory_is_marked);
    return tests;
}
