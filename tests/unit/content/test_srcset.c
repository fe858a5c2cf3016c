/* Values that hold addresses in a syntax of their own; control tags are written as 0xFF. */
#include "base/buffer.h"
#include "content/srcset.h"
#include "reading.h"
#include "suites.h"

static const struct {
    const char *value, *addresses;
} srcset_rows[] = {
    {"", ""},
    {" , ,", ""},
    {"a", "a"},
    {"a 1x,b 2x", "a|b"},
    {"a 1x , b", "a|b"},
    {"a,b", "a,b"},
    {"a, b", "a|b"},
    {"a,, b", "a|b"},
    {",a", "a"},
    {"a (1x, 2x), b", "a|b"},
    {"a (1x, b", "a"},
    {"a foo bar, b 1x 2x", "a|b"},
    {"a\t1x,\n\f\r b\n2x", "a|b"},
    {"data:,x 1x, b", "data:,x|b"},
    {"\xFF\xFF"
     "a 1x\xFF\xFF"
     "b 1x\xFF\xFF, c",
     "a|b|c"},
    {"a\xFF\xFF"
     "b 1x",
     "a\xFF\xFF"
     "b"},
    {"a \xFF"
     "2x\xFF"
     "1.5x\xFF, b",
     "a|b"},
    {"a \xFF\xFF", "a"},
};

START_TEST(srcset)
{
    struct arena arena;
    struct buffer out;
    struct span span;
    struct slice value = slice_cstr(srcset_rows[_i].value);
    arena_init(&arena, 1 << 20);
    buffer_init(&out, &arena, 1000);
    for (size_t at = 0; srcset_next(value, &at, &span);) {
        ck_assert(span.start < span.end && span.end <= value.size);
        buffer_text(&out, out.size > 0 ? "|" : "");
        buffer_append(&out, slice_sub(value, span.start, span.end));
    }
    expect(srcset_rows[_i].value, "addresses", arena_cstr(&arena, buffer_slice(&out)), srcset_rows[_i].addresses);
    arena_free(&arena);
}
END_TEST

static const struct {
    const char *value, *address;
} refresh_rows[] = {
    {"5; url=u", "u"},     {"5;url=u", "u"},
    {" 5 , URL = u", "u"}, {"5 u", "u"},
    {"5;u", "u"},          {"0.5; url='u v' w", "u v"},
    {"0;url=\"u", "u"},    {"0; url=http://a?url=b", "http://a?url=b"},
    {"0; urls", "urls"},   {"5", NULL},
    {"5;", NULL},          {"5; url=", NULL},
    {"5; url=''", NULL},   {"", NULL},
    {"url=u", NULL},       {"5u", NULL},
    {"; url=u", NULL},     {"\x1A\x1A;url=u", "u"},
};

START_TEST(refresh)
{
    struct span span;
    struct slice value = slice_cstr(refresh_rows[_i].value);
    bool found = refresh_address(value, &span);
    ck_assert_msg(found == (refresh_rows[_i].address != NULL), "%s", refresh_rows[_i].value);
    if (found)
        ck_assert_msg(slice_equal(slice_sub(value, span.start, span.end), slice_cstr(refresh_rows[_i].address)), "%s",
                      refresh_rows[_i].value);
}
END_TEST

Suite *srcset_suite(void)
{
    Suite *suite = suite_create("srcset");
    TCase *tests = tcase_create("srcset");
    tcase_add_loop_test(tests, srcset, 0, (int)COUNT(srcset_rows));
    tcase_add_loop_test(tests, refresh, 0, (int)COUNT(refresh_rows));
    suite_add_tcase(suite, tests);
    return suite;
}
