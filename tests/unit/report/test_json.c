/* The JSON report: one whole document, the order of keys, strings that are no text. */
#include "base/utf8.h"
#include "fixture.h"

static struct fixture f;
static const struct report_style plain = {0};

static void set_up(void)
{
    fixture_open(&f);
}

static void tear_down(void)
{
    fixture_close(&f);
}

static void add_finding(void)
{
    uint32_t rule = fixture_rule(&f, "LINK_A", CATEGORY_BROKEN, "Why", "Fix");
    fixture_evidence(&f, "aol", GRADE_C, "2016-08");
    struct finding *finding = fixture_finding(&f, rule, SEVERITY_ERROR, -250, "Message");
    fixture_location(&f, finding, ROLE_TARGET, "http://intranet/x", 0, NULL);
    f.outcome.verdict = VERDICT_FAIL;
    f.outcome.failed_by_severity = true;
}

#define FILE_HEAD                                                                                                                \
    "{\"path\": \"news/july.html\", \"kind\": \"html\", \"stage\": \"rendered\", \"template\": null, \"size\": 61, "             \
    "\"subject\": null, \"enclosed\": null, "

START_TEST(writes_a_pass)
{
    report_jsonl_file(&f.out, &f.file, &plain);
    expect_text(fixture_output(&f), FILE_HEAD "\"verdict\": \"pass\", \"failed_by\": [], \"score\": 0.000, \"complete\": true, "
                                              "\"problems\": [], \"findings\": [], \"skipped\": [], \"ignored\": []}\n");
}
END_TEST

START_TEST(writes_a_finding)
{
    add_finding();
    fixture_skipped(&f, 0, UNKNOWN_PLACEHOLDER);
    fixture_problem(&f, "limit-hits", "too many", true, 13);
    report_jsonl_file(&f.out, &f.file, &plain);
    expect_text(
        fixture_output(&f), FILE_HEAD
        "\"verdict\": \"fail\", \"failed_by\": [\"severity\"], \"score\": -0.250, \"complete\": false, "
        "\"problems\": [{\"code\": \"limit-hits\", \"message\": \"too many\", \"line\": 2, \"column\": 1, \"offset\": 13}], "
        "\"findings\": [{\"rule\": \"LINK_A\", \"title\": \"A title\", \"category\": \"broken\", \"severity\": \"error\", "
        "\"score\": -0.250, \"tags\": [\"links\"], \"providers\": [{\"name\": \"aol\", \"effect\": \"reject\", "
        "\"grade\": \"C\", \"source\": \"a page\", \"date\": \"2016-08\"}], \"message\": \"Message\", \"why\": \"Why\", "
        "\"fix\": \"Fix\", \"references\": [\"rfc:1034\"], \"fingerprint\": \"0123456789abcdef0123456789abcdef\", "
        "\"count\": 1, \"locations\": [{\"hit\": 1, \"role\": \"target\", \"part\": null, \"offset\": 22, \"length\": 17, "
        "\"line\": 2, \"column\": 10, \"end_line\": 2, \"end_column\": 27, \"text\": \"http://intranet/x\", "
        "\"message\": \"Message\", \"spans\": [{\"offset\": 22, \"length\": 17, \"text\": \"http://intranet/x\"}]}], "
        "\"edits\": []}], \"skipped\": [{\"rule\": \"LINK_A\", \"reason\": \"placeholder\"}], \"ignored\": []}\n");
}
END_TEST

START_TEST(writes_places_of_the_whole_file)
{
    fixture_text(&f, "Subject: x\n\n\xF0\x9F\x98\x80 intranet\n");
    fixture_mail(&f, "text/plain", TRANSFER_8BIT, 11, "x");
    f.message.parts.items[0].path = SLICE("1.2");
    f.file.message_number = 2;
    f.message.source.base_offset = 1000;
    f.message.source.base_line = 50;
    struct finding *finding = fixture_finding(&f, fixture_rule(&f, "A", CATEGORY_BROKEN, "", ""), SEVERITY_WARN, 0, "m");
    fixture_location(&f, finding, ROLE_MATCH, "intranet", 0, NULL);
    report_jsonl_file(&f.out, &f.file, &plain);
    struct slice line = slice_cstr(fixture_output(&f));
    ck_assert(slice_starts(line, SLICE("{\"path\": \"news/july.html\", \"message\": 2, \"kind\": \"mbox\", ")));
    ck_assert(slice_find(line, 0, SLICE("\"subject\": \"x\"")) != SLICE_NONE);
    ck_assert(slice_find(line, 0, SLICE("\"part\": \"1.2\", \"offset\": 1017, \"length\": 8, \"line\": 53, \"column\": 3, ")) !=
              SLICE_NONE);
}
END_TEST

START_TEST(writes_the_unreadable)
{
    f.file = (struct report_file){
        .path = SLICE("gone"), .verdict = VERDICT_ERROR, .code = "unreadable", .reason = SLICE("no such file")};
    report_jsonl_file(&f.out, &f.file, &plain);
    expect_text(fixture_output(&f),
                "{\"path\": \"gone\", \"kind\": null, \"stage\": null, \"template\": null, \"size\": 0, \"subject\": null, "
                "\"enclosed\": null, "
                "\"verdict\": \"error\", \"failed_by\": [], \"score\": 0.000, \"complete\": false, \"problems\": [{\"code\": "
                "\"unreadable\", \"message\": \"no such file\", \"line\": null, \"column\": null, \"offset\": null}], "
                "\"findings\": [], \"skipped\": [], \"ignored\": []}\n");
}
END_TEST

/* The keys of a document in order, each after the one before. */
static const char *const order[] = {
    "{\n  \"version\": 1,\n",
    "\"tool\"",
    "\"name\": \"mailassay\"",
    "\"version\": \"1.2.3\"",
    "\"ruleset\"",
    "\"rules\": 1",
    "\"packs\"",
    "\"links\"",
    "\"sha256\": \"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\"",
    "\"data\"",
    "\"public_suffix_list\": \"2026-10-01\"",
    "\"unicode\": \"16.0\"",
    "\"policy\"",
    "\"profile\": \"marketing\"",
    "\"provider\": null",
    "\"fail_score\": 5.000",
    "\"warn_score\": null",
    "\"fail_on\": \"never\"",
    "\"files\": [\n    {\n",
    "\"path\"",
    "    },\n    {\n",
    "\"path\"",
    "\n  ],\n  \"summary\": {",
    "\"files\": 2",
    "\"passed\": 1",
    "\"warned\": 0",
    "\"failed\": 1",
    "\"incomplete\": 0",
    "\"skipped\": 0",
    "\"unreadable\": 0\n  }\n}\n",
};

static void write_document(struct buffer *out)
{
    const struct report_tool tool = {"1.2.3", "2026-10-01", "16.0"};
    const struct report_counts counts = {.files = 2, .passed = 1, .failed = 1};
    report_json_begin(out, &f.policy, &tool);
    report_json_file(out, &f.file, &plain, true);
    report_json_file(out, &f.file, &plain, false);
    report_json_end(out, &counts);
}

static void fill_document(void)
{
    add_finding();
    f.policy.warn_millipoints = MILLIPOINTS_NONE;
    f.policy.fail_on = SEVERITY_NONE;
    static struct slice pack;
    pack = SLICE("links");
    f.rules.packs.items = &pack;
    f.rules.packs.count = 1;
}

START_TEST(writes_a_document)
{
    fill_document();
    write_document(&f.out);
    struct slice text = slice_cstr(fixture_output(&f));
    size_t at = 0;
    for (size_t i = 0; i < COUNT(order); i++) {
        size_t found = slice_find(text, at, slice_cstr(order[i]));
        ck_assert_msg(found != SLICE_NONE, "%s does not stand after %s", order[i], i ? order[i - 1] : "the beginning");
        at = found + slice_cstr(order[i]).size;
    }
    ck_assert_uint_eq(at, text.size);
}
END_TEST

START_TEST(writes_no_files)
{
    const struct report_tool tool = {"1.2.3", "", "16.0"};
    const struct report_counts counts = {0};
    report_json_begin(&f.out, &f.policy, &tool);
    report_json_end(&f.out, &counts);
    struct slice text = slice_cstr(fixture_output(&f));
    ck_assert(slice_find(text, 0, SLICE("\"public_suffix_list\": null")) != SLICE_NONE);
    ck_assert(slice_find(text, 0, SLICE("\"files\": [],\n  \"summary\"")) != SLICE_NONE);
}
END_TEST

START_TEST(writes_valid_utf8)
{
    static const char bad[] = "\x1B[2J\xFF\xC0\x80\n\x7F\"\\";
    f.file.path = slice_cstr(bad);
    fixture_mail(&f, "text/plain", TRANSFER_8BIT, 0, bad);
    struct finding *finding = fixture_finding(&f, fixture_rule(&f, bad, CATEGORY_BROKEN, bad, bad), SEVERITY_WARN, 0, bad);
    fixture_location(&f, finding, ROLE_MATCH, "Hello", 0, bad);
    fixture_problem(&f, "limit-hits", bad, false, 0);
    report_jsonl_file(&f.out, &f.file, &plain);
    struct slice text = slice_cstr(fixture_output(&f));
    ck_assert(utf8_is_valid(text));
    for (size_t i = 0; i + 1 < text.size; i++)
        ck_assert_msg(slice_at(text, i) >= 0x20 && slice_at(text, i) != 0x7F, "byte %zu", i);
    ck_assert_int_eq(slice_at(text, text.size - 1), '\n');
}
END_TEST

START_TEST(survives_lack_of_memory)
{
    fill_document();
    for (uint64_t n = 1; n < 40; n++) {
        struct arena small;
        struct buffer out;
        arena_init(&small, SIZE_MAX);
        small.fail_at = n;
        buffer_init(&out, &small, SIZE_MAX);
        write_document(&out);
        ck_assert_msg(small.allocations < n || out.failed, "allocation %llu", (unsigned long long)n);
        arena_free(&small);
    }
}
END_TEST

TCase *json_tests(void)
{
    TCase *tests = tcase_create("json");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, writes_a_pass);
    tcase_add_test(tests, writes_a_finding);
    tcase_add_test(tests, writes_places_of_the_whole_file);
    tcase_add_test(tests, writes_the_unreadable);
    tcase_add_test(tests, writes_a_document);
    tcase_add_test(tests, writes_no_files);
    tcase_add_test(tests, writes_valid_utf8);
    tcase_add_test(tests, survives_lack_of_memory);
    return tests;
}
