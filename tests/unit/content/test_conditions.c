/* Conditional comments: what only Outlook reads, and what has marks around it but is read by all. */
#include "base/buffer.h"
#include "reading.h"
#include "suites.h"

/* Links as "context target shown", with a "!" before those for Outlook alone. */
static const char *show_links(struct reading *r)
{
    struct buffer out;
    buffer_init(&out, &r->arena, 4096);
    for (uint32_t i = 0; i < r->content.links.count; i++) {
        const struct link *link = &r->content.links.items[i];
        buffer_printf(&out, "%s%s%s %s", i > 0 ? ", " : "", link->conditional ? "!" : "", link_context_texts[link->context],
                      show(&r->arena, link->target.text));
        if (link->shown.text.size > 0)
            buffer_printf(&out, " %s", show(&r->arena, link->shown.text));
    }
    return arena_cstr(&r->arena, buffer_slice(&out));
}

static const struct {
    const char *html, *visible, *links;
} rows[] = {
    {"a<!--[if mso]>b<a href=x>c</a><![endif]-->d", "ad", "!a x c"},
    {"a<!--[if (gte mso 9)|(IE)]><a href=x>c</a><![endif]-->d", "ad", "!a x c"},
    {"a<!--[IF GTE MSO 9]><a href=x>c</a><![ENDIF]-->d", "ad", "!a x c"},
    {"a<!--[if !IE & mso]><a href=x>c</a><![endif]-->d", "ad", "!a x c"},
    {"a<!--[if !mso]><a href=x>c</a><![endif]-->d", "ad", ""},
    {"a<!--[if !(mso)]><a href=x>c</a><![endif]-->d", "ad", ""},
    {"a<!--[if lt IE 9]><a href=x>c</a><![endif]-->d", "ad", ""},
    {"a<!--[if msox]><a href=x>c</a><![endif]-->d", "ad", ""},
    {"a<!--[if mso]><a href=x>c</a>-->d", "ad", ""},
    {"a<!-- [if mso]><a href=x>c</a><![endif]-->d", "ad", ""},
    {"a<!--[if mso <a href=x>c</a><![endif]-->d", "ad", ""},
    {"a<!--<a href=x>c</a>-->d", "ad", ""},
    {"a<!--[if mso]><a href=x>c", "a", ""},
    {"a<!--[if !mso]><!-->b<a href=x>c</a><!--<![endif]-->d", "abcd", "a x c"},
    {"a<!--[if !mso]>-->b<a href=x>c</a><!--<![endif]-->d", "abcd", "a x c"},
    {"a<![if !mso]>b<a href=x>c</a><![endif]>d", "abcd", "a x c"},
    {"<!--[if mso]><table><tr><td><a href=x>c<![endif]-->a<!--[if mso]></td></tr></table><![endif]-->", "a", "!a x c"},
    {"<!--[if mso]><div style='display:none'><script><!-- <![endif]-->a", "a", ""},
    {"<!--[if mso]>http://a.example www.b.example<![endif]-->", "", ""},
    {"<a href=x>a<!--[if mso]><img src=y alt=z><![endif]--></a>", "a", "a x a, !img y"},
    {"<!--[if mso]><v:roundrect href='x'><v:fill src=y /><center>Buy <b>now</b></center></v:roundrect><![endif]-->", "",
     "!a x Buy now, !background y"},
    {"<!--[if mso]><v:rect><v:imagedata src=y /></v:rect><![endif]-->", "", "!img y"},
    {"<!--[if mso]><a href=x>a</a><![endif]--><!--[if mso]><a href=y>b</a><![endif]-->", "", "!a x a, !a y b"},
    {"<!--[if mso]><a href='{{ u }}'>a</a><![endif]-->", "", "!a @ a"},
};

START_TEST(read)
{
    struct reading r;
    reading_make(&r, READ_HTML, rows[_i].html);
    expect(rows[_i].html, "visible", show_view(&r, VIEW_VISIBLE), rows[_i].visible);
    expect(rows[_i].html, "hidden", show_view(&r, VIEW_HIDDEN), "");
    expect(rows[_i].html, "alt", show_view(&r, VIEW_ALT), "");
    expect(rows[_i].html, "preheader", show_view(&r, VIEW_PREHEADER), rows[_i].visible);
    expect(rows[_i].html, "links", show_links(&r), rows[_i].links);
    for (uint32_t i = 0; i < r.content.links.count; i++) {
        const struct layer *target = &r.content.links.items[i].target;
        expect_pieces(&r, rows[_i].html, target, (struct span){0, (uint32_t)target->text.size});
    }
    reading_free(&r);
}
END_TEST

/* The comment is read where it stands: offsets are those of the file. */
START_TEST(places)
{
    struct reading r;
    reading_make(&r, READ_EML,
                 "Subject: x\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n"
                 "<p>=C3=A9</p><!--[if mso]><a href=3D\"http://intra=\nnet/&amp;\">x</a><![endif]-->\n");
    ck_assert_uint_eq(r.content.links.count, 1);
    const struct layer *target = &r.content.links.items[0].target;
    expect("places", "target", show(&r.arena, target->text), "http://intranet/&");
    struct span up = layer_to_file(target, (struct span){7, 15});
    expect("places", "file", arena_cstr(&r.arena, slice_sub(r.message.file.text, up.start, up.end)), "intra=\nnet");
    reading_free(&r);
}
END_TEST

Suite *conditions_suite(void)
{
    Suite *suite = suite_create("conditions");
    TCase *tests = tcase_create("conditions");
    tcase_add_loop_test(tests, read, 0, (int)COUNT(rows));
    tcase_add_test(tests, places);
    suite_add_tcase(suite, tests);
    return suite;
}
