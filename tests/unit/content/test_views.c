/* The views beside visible and hidden text, and pieces of layers. */
#include "content/confusable.h"
#include "content/layer_cut.h"
#include "reading.h"
#include "suites.h"

#define ALTERNATIVE(text, html)                                                                                                  \
    "Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n"               \
    "--b\nContent-Type: text/plain; charset=utf-8\n\n" text "\n--b\nContent-Type: text/html; charset=utf-8\n\n" html "\n--b--\n"

static const struct {
    enum reading_kind kind;
    enum view_id view;
    const char *bytes, *text;
} rows[] = {
    {READ_EML, VIEW_SUBJECT, "Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?= you\n\nx",
     "Gr\xC3\xBC\xC3\x9F"
     "e you"},
    {READ_EML, VIEW_SUBJECT, "To: a@example.com\n\nx", ""},
    {READ_HTML, VIEW_SUBJECT, "<title>x</title>", ""},
    {READ_EML, VIEW_VISIBLE, ALTERNATIVE("plain", "<b>html</b>"), "plain | html"},
    {READ_EML, VIEW_RAW, ALTERNATIVE("plain", "<b>html</b>"), "plain | <b>html</b>"},
    {READ_EML, VIEW_PREHEADER, ALTERNATIVE("plain", "<p hidden>one</p><p>two</p>"), "one two"},
    {READ_TEXT, VIEW_PREHEADER, "one\n  two", "one two"},
    {READ_HTML, VIEW_PREHEADER, "<title>t</title>{{ name }}", "@"},
    {READ_HTML, VIEW_PREHEADER, "<head><title>t</title><style>s</style></head><body><div style='display:none'>one</div><p>two",
     "one two"},
    {READ_HTML, VIEW_PREHEADER, "<!--[if mso]>m<![endif]--><template>t</template>one<td>two<br>three", "one two three"},
    {READ_EML, VIEW_PREHEADER, ALTERNATIVE("plain", "<img src=x alt=y>"), ""},
    {READ_HTML, VIEW_RAW, "<p>{{ name }}{% if x %}", "<p>@          "},
    {READ_HTML, VIEW_SKELETON,
     "V\xD1\x96"
     "\xD0\xB0gr\xCE\xB1 \xEF\xBC\xA1\xEF\xBC\xA2 v&shy;i\xE2\x80\x8B"
     "a \xF0\x9D\x90\x80"
     "X",
     "viagra ab via ax"},
    {READ_HTML, VIEW_SKELETON, "\xC3\x84pfel {{ x }}", "\xC3\x84pfel @"},
    {READ_HTML, VIEW_SOURCE, "<p>{{ name }}", "<p>{{ name }}"},
    {READ_HTML, VIEW_SOURCE,
     "a\xFF"
     "b\x1A"
     "c",
     "a\xEF\xBF\xBD"
     "b\xEF\xBF\xBD"
     "c"},
};

START_TEST(texts)
{
    struct reading r;
    reading_make(&r, rows[_i].kind, rows[_i].bytes);
    expect(rows[_i].bytes, view_texts[rows[_i].view], show_view(&r, rows[_i].view), rows[_i].text);
    const struct view *view = content_view(&r.content, rows[_i].view);
    for (uint32_t i = 0; i < view->segments.count; i++) {
        const struct segment *segment = &view->segments.items[i];
        bool mask = slice_find_byte(segment->layer.text, 0, MASK_BYTE) != SLICE_NONE;
        ck_assert_msg(segment->placeholder == mask, "%s: placeholder", rows[_i].bytes);
        expect_pieces(&r, rows[_i].bytes, &segment->layer, (struct span){0, (uint32_t)segment->layer.text.size});
    }
    reading_free(&r);
}
END_TEST

START_TEST(long_preheader)
{
    struct reading r;
    char text[1000];
    for (size_t i = 0; i + 2 < sizeof text; i += 2) {
        text[i] = '\xC3';
        text[i + 1] = '\xA4';
    }
    text[sizeof text - 2] = '\0';
    reading_make(&r, READ_HTML, text);
    ck_assert_uint_eq(content_view(&r.content, VIEW_PREHEADER)->segments.items[0].layer.text.size, 400);
    reading_free(&r);
}
END_TEST

/* The skeleton's characters lead to the bytes that were folded, through an entity too. */
START_TEST(skeleton_places)
{
    struct reading r;
    reading_make(&r, READ_HTML, "x\xD0\xB0&#1072;y");
    const struct layer *layer = &content_view(&r.content, VIEW_SKELETON)->segments.items[0].layer;
    ck_assert(slice_equal(layer->text, SLICE("xaay")));
    struct span second = layer_to_file(layer, (struct span){1, 2}), third = layer_to_file(layer, (struct span){2, 3});
    ck_assert(second.start == 1 && second.end == 3);
    ck_assert(third.start == 3 && third.end == 10);
    reading_free(&r);
}
END_TEST

START_TEST(undecodable)
{
    struct reading r;
    reading_make(&r, READ_EML, "Content-Type: text/html; charset=x-no-such-charset\n\n<p>caf\xE9</p>");
    bool decoded = r.message.parts.items[0].document != NULL;
    for (int id = 0; id < VIEW_COUNT; id++) {
        bool expected = !decoded && id != VIEW_SUBJECT && id != VIEW_SOURCE;
        ck_assert_msg(content_view(&r.content, (enum view_id)id)->limited == expected, "%s: limited", view_texts[id]);
    }
    reading_free(&r);
}
END_TEST

static const struct {
    uint32_t start, end;
    const char *text;
    uint32_t up_start, up_end;
} cut_rows[] = {
    {0, 5, "a&b c", 0, 9}, {0, 1, "a", 0, 1}, {1, 2, "&", 1, 6}, {1, 3, "&b", 1, 7},
    {2, 5, "b c", 6, 9},   {4, 5, "c", 8, 9}, {2, 2, "", 6, 6},
};

START_TEST(cuts)
{
    struct reading r;
    struct layer cut;
    reading_make(&r, READ_HTML, "a&amp;b c");
    const struct layer *layer = &r.content.views[VIEW_VISIBLE].segments.items[0].layer;
    ck_assert(layer_cut(&cut, &r.arena, layer, (struct span){cut_rows[_i].start, cut_rows[_i].end}));
    expect("cut", "text", show(&r.arena, cut.text), cut_rows[_i].text);
    struct span up = source_map_up(&cut.map, (struct span){0, (uint32_t)cut.text.size});
    ck_assert_uint_eq(up.start, cut_rows[_i].up_start);
    ck_assert_uint_eq(up.end, cut_rows[_i].up_end);
    reading_free(&r);
}
END_TEST

START_TEST(folding)
{
    for (uint32_t c = 0; c < 0x110000; c++) {
        uint32_t folded = confusable_fold(c);
        if (confusable_fold(folded) != folded)
            ck_abort_msg("U+%04X folds to U+%04X, which folds on", (unsigned)c, (unsigned)folded);
    }
}
END_TEST

Suite *views_suite(void)
{
    Suite *suite = suite_create("views");
    TCase *tests = tcase_create("views");
    tcase_add_loop_test(tests, texts, 0, (int)COUNT(rows));
    tcase_add_test(tests, long_preheader);
    tcase_add_test(tests, skeleton_places);
    tcase_add_test(tests, undecodable);
    tcase_add_loop_test(tests, cuts, 0, (int)COUNT(cut_rows));
    tcase_add_test(tests, folding);
    suite_add_tcase(suite, tests);
    return suite;
}
