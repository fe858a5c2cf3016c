/* assay_inventory: what is counted and compared, in which order it may be called, writers that fail. */
#include "test_api.h"

static struct arena arena;
static struct buffer written;
static assay_rules *rules;
static assay_policy *policy;
static assay_scanner *scanner;

static int take(void *user, const void *data, size_t data_size)
{
    buffer_append(user, slice_make(data, data_size));
    return 0;
}

static int refuse(void *user, const void *data, size_t data_size)
{
    (void)user;
    (void)data;
    return data_size > 0;
}

static void set_up(void)
{
    assay_policy_options options = ASSAY_POLICY_OPTIONS_INIT;
    options.no_findings = 1;
    arena_init(&arena, SIZE_MAX);
    buffer_init(&written, &arena, SIZE_MAX);
    rules = load_rules(two_rules);
    ck_assert_int_eq(assay_policy_new(rules, &options, &policy), ASSAY_OK);
    ck_assert_int_eq(assay_scanner_new(policy, &scanner), ASSAY_OK);
}

static void tear_down(void)
{
    assay_scanner_free(&scanner);
    assay_policy_free(&policy);
    assay_rules_free(&rules);
    arena_free(&arena);
}

static assay_inventory new_inventory(const char *format, const char *since)
{
    assay_inventory inventory = ASSAY_INVENTORY_INIT;
    inventory.format = format;
    inventory.since = since;
    inventory.write = take;
    inventory.user = &written;
    inventory.ascii = 1;
    return inventory;
}

static assay_status add(assay_inventory *inventory, const char *text, int old)
{
    assay_input input = ASSAY_INPUT_INIT;
    assay_result *result = NULL;
    input.name = "mail";
    input.data = text;
    input.data_size = slice_cstr(text).size;
    ck_assert_int_eq(assay_scan_begin(scanner, &input), ASSAY_OK);
    ck_assert_int_eq(assay_scan_next(scanner, &result), ASSAY_OK);
    assay_status status = assay_inventory_add(inventory, result, old);
    assay_result_free(&result);
    return status;
}

START_TEST(makes_no_findings)
{
    assay_input input = ASSAY_INPUT_INIT;
    assay_result *result = NULL;
    assay_summary summary = ASSAY_SUMMARY_INIT;
    input.data = "A prize at http://intranet/x\n";
    input.data_size = slice_cstr(input.data).size;
    ck_assert_int_eq(assay_scan_begin(scanner, &input), ASSAY_OK);
    ck_assert_int_eq(assay_scan_next(scanner, &result), ASSAY_OK);
    ck_assert_int_eq(assay_result_summary(result, &summary), ASSAY_OK);
    ck_assert_int_eq(summary.verdict, ASSAY_PASS);
    ck_assert_uint_eq(summary.errors + summary.warnings + summary.infos, 0);
    assay_result_free(&result);
}
END_TEST

START_TEST(writes_text)
{
    assay_inventory inventory = new_inventory(NULL, NULL);
    ck_assert_int_eq(assay_inventory_begin(&inventory), ASSAY_OK);
    ck_assert_int_eq(add(&inventory, "http://intranet/x and http://INTRANET/x\n", 0), ASSAY_OK);
    ck_assert_int_eq(add(&inventory, "https://www.example.com/ and http://intranet/x\n", 0), ASSAY_OK);
    ck_assert_uint_eq(written.size, 0);
    ck_assert_int_eq(assay_inventory_end(&inventory), ASSAY_OK);
    ck_assert_ptr_null(inventory.state);
    struct slice text = buffer_slice(&written);
    expect_part("table", text, "  intranet             1       3         2  single-label\n");
    expect_part("place", text, "  http://intranet/x\n    mail:1:1  text\n    and 2 more; --all shows them\n");
    expect_part("total", text, "2 messages: 2 addresses in 4 places, 2 domains\n");
}
END_TEST

START_TEST(compares)
{
    assay_inventory inventory = new_inventory(NULL, "main");
    ck_assert_int_eq(assay_inventory_begin(&inventory), ASSAY_OK);
    ck_assert_int_eq(add(&inventory, "https://www.example.com/ https://a.example.net/\n", 1), ASSAY_OK);
    ck_assert_int_eq(add(&inventory, "https://WWW.example.com https://b.example.net/ http://intranet/x\n", 0), ASSAY_OK);
    /* The old side is complete when the new one begins. */
    ck_assert_int_eq(add(&inventory, "x\n", 1), ASSAY_BAD_ARGUMENT);
    ck_assert_int_eq(assay_inventory_end(&inventory), ASSAY_OK);
    struct slice text = buffer_slice(&written);
    expect_part("domain", text, "1 new domain\n  domain    addresses  places\n  intranet          1       1  single-label\n");
    expect_part("added", text, "2 new addresses\n\nintranet\n  http://intranet/x\n    mail:1:48  text\n\nexample.net\n");
    expect_part("gone", text, "1 address that is gone\n\nexample.net\n  https://a.example.net/\n    main:mail:1:26  text\n");
    expect_part("total", text, "1 message compared with 1 in main: 2 new addresses, 1 gone\n");
}
END_TEST

START_TEST(writes_json)
{
    static const char *const since[] = {NULL, "main"};
    assay_inventory inventory = new_inventory("json", since[_i]);
    ck_assert_int_eq(assay_inventory_begin(&inventory), ASSAY_OK);
    ck_assert_int_eq(add(&inventory, "http://intranet/x\n", 0), ASSAY_OK);
    ck_assert_int_eq(assay_inventory_end(&inventory), ASSAY_OK);
    struct slice text = buffer_slice(&written);
    expect_part("link", text, "      {\n");
    expect_part("link", text, "\"url\": \"http://intranet/x\",\n");
    expect_part("domain", text, "\"name\": \"intranet\",\n");
    if (since[_i])
        expect_part("added", text,
                    "    \"links\": [\n      {\n        \"path\": \"mail\",\n        \"url\": \"http://intranet/x\",\n");
}
END_TEST

START_TEST(refuses)
{
    assay_inventory inventory = new_inventory("xml", NULL);
    ck_assert_int_eq(assay_inventory_begin(NULL), ASSAY_BAD_ARGUMENT);
    ck_assert_int_eq(assay_inventory_begin(&inventory), ASSAY_BAD_ARGUMENT);
    inventory = new_inventory("jsonl", "main");
    ck_assert_int_eq(assay_inventory_begin(&inventory), ASSAY_BAD_ARGUMENT);
    inventory = new_inventory("json", "");
    ck_assert_int_eq(assay_inventory_begin(&inventory), ASSAY_BAD_ARGUMENT);
    inventory = new_inventory("json", NULL);
    inventory.size--;
    ck_assert_int_eq(assay_inventory_begin(&inventory), ASSAY_BAD_ARGUMENT);
    inventory = new_inventory("json", NULL);
    ck_assert_int_eq(add(&inventory, "x\n", 0), ASSAY_BAD_ARGUMENT);
    ck_assert_int_eq(assay_inventory_end(&inventory), ASSAY_BAD_ARGUMENT);
    ck_assert_int_eq(assay_inventory_begin(&inventory), ASSAY_OK);
    ck_assert_int_eq(assay_inventory_begin(&inventory), ASSAY_BAD_ARGUMENT);
    ck_assert_int_eq(assay_inventory_add(&inventory, NULL, 0), ASSAY_BAD_ARGUMENT);
    ck_assert_int_eq(add(&inventory, "x\n", 1), ASSAY_BAD_ARGUMENT);
    assay_inventory_abandon(&inventory);
    assay_inventory_abandon(&inventory);
    assay_inventory_abandon(NULL);
}
END_TEST

START_TEST(stops_when_the_writer_does)
{
    assay_inventory inventory = new_inventory("json", NULL);
    inventory.write = refuse;
    ck_assert_int_eq(assay_inventory_begin(&inventory), ASSAY_IO);
    assay_inventory_abandon(&inventory);
    inventory.format = "text";
    ck_assert_int_eq(assay_inventory_begin(&inventory), ASSAY_OK);
    ck_assert_int_eq(assay_inventory_end(&inventory), ASSAY_IO);
}
END_TEST

TCase *inventory_tests(void)
{
    TCase *tests = tcase_create("inventories");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, makes_no_findings);
    tcase_add_test(tests, writes_text);
    tcase_add_test(tests, compares);
    tcase_add_loop_test(tests, writes_json, 0, 2);
    tcase_add_test(tests, refuses);
    tcase_add_test(tests, stops_when_the_writer_does);
    return tests;
}
