/* Flowed text: which lines go together, and where their texts come from. */
#include "reading.h"
#include "suites.h"

#define FLOWED "From: a@example.com\r\nContent-Type: text/plain; format=flowed\r\n\r\n"
#define DELSP  "From: a@example.com\r\nContent-Type: text/plain; format=Flowed; DelSp=Yes\r\n\r\n"
#define FIXED  "From: a@example.com\r\nContent-Type: text/plain\r\n\r\n"

static const struct {
    const char *mail, *visible, *preheader;
} rows[] = {
    {FLOWED "one \r\ntwo\r\nthree", "one two\r\nthree", "one two three"},
    {FLOWED "one \ntwo \n\nthree", "one two \nthree", "one two three"},
    {FLOWED "one\r\ntwo", "one\r\ntwo", "one two"},
    {FIXED "one \r\ntwo", "one \r\ntwo", "one two"},
    {DELSP "http://www.exam \r\nple.com/", "http://www.example.com/", "http://www.example.com/"},
    {DELSP "one  \r\ntwo", "one two", "one two"},
    {FLOWED " stuffed\r\n  twice\r\n From", "stuffed\r\n twice\r\nFrom", "stuffed twice From"},
    {FLOWED "one \r\n two", "one two", "one two"},
    {FLOWED "> one \r\n> two\r\n> three", "> one two\r\n> three", "> one two > three"},
    {FLOWED ">> one \r\n>>two", ">> one two", ">> one two"},
    {FLOWED "> one \r\n>> two", "> one \r\n>> two", "> one >> two"},
    {FLOWED "> one \r\ntwo", "> one \r\ntwo", "> one two"},
    {FLOWED "one \r\n-- \r\nme", "one \r\n-- \r\nme", "one -- me"},
    {FLOWED "> one \r\n> -- \r\n> me", "> one \r\n> -- \r\n> me", "> one > -- > me"},
    {FLOWED "one \r\n", "one \r\n", "one"},
    {FLOWED "one ", "one ", "one"},
    {FLOWED " ", "", ""},
    {FLOWED "", "", ""},
    {FLOWED "one{% if a %}\ntwo{% endif %}", "one          \ntwo           ", "one two"},
    {FLOWED "{{ a }} \r\ntwo", "@ two", "@ two"},
};

START_TEST(lines)
{
    struct reading r;
    reading_make(&r, READ_EML, rows[_i].mail);
    expect(rows[_i].mail, "visible", show_view(&r, VIEW_VISIBLE), rows[_i].visible);
    expect(rows[_i].mail, "preheader", show_view(&r, VIEW_PREHEADER), rows[_i].preheader);
    for (int id = VIEW_PREHEADER; id <= VIEW_VISIBLE; id++)
        for (uint32_t i = 0; i < r.content.views[id].segments.count; i++) {
            const struct layer *layer = &r.content.views[id].segments.items[i].layer;
            ck_assert_uint_eq(layer->map.derived_size, layer->text.size);
            expect_pieces(&r, rows[_i].mail, layer, (struct span){0, (uint32_t)layer->text.size});
        }
    reading_free(&r);
}
END_TEST

/* A link that a soft line break cuts has two places in the file. */
START_TEST(link)
{
    struct reading r;
    reading_make(&r, READ_EML, DELSP "> see http://intra \r\n> net/x now");
    ck_assert_uint_eq(r.content.links.count, 1);
    const struct layer *target = &r.content.links.items[0].target;
    expect("link", "target", show(&r.arena, target->text), "http://intranet/x");
    span_list pieces = {0};
    ck_assert(source_map_pieces(&target->map, (struct span){0, 17}, &r.arena, &pieces));
    ck_assert_uint_eq(pieces.count, 2);
    struct slice text = target->parent->text;
    expect("link", "first", arena_cstr(&r.arena, slice_sub(text, pieces.items[0].start, pieces.items[0].end)), "http://intra");
    expect("link", "second", arena_cstr(&r.arena, slice_sub(text, pieces.items[1].start, pieces.items[1].end)), "net/x");
    reading_free(&r);
}
END_TEST

Suite *flowed_suite(void)
{
    Suite *suite = suite_create("flowed");
    TCase *tests = tcase_create("flowed");
    tcase_add_loop_test(tests, lines, 0, (int)COUNT(rows));
    tcase_add_test(tests, link);
    suite_add_tcase(suite, tests);
    return suite;
}
