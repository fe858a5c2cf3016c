/* Elements and images: what is kept of start tags, and what rules are told of them. */
#include "content/css.h"
#include "reading.h"
#include "suites.h"

/* The row's last element is the one that is looked at. */
static const struct {
    const char *html, *field, *value;
} element_rows[] = {
    {"<P>", "tag", "p"},
    {"<h{{ n }}>", "tag", "?placeholder"},
    {"<p ID=a>", "id", "a"},
    {"<p>", "id", "-"},
    {"<p {{ x }}>", "id", "?placeholder"},
    {"<p id='{{ x }}'>", "id", "?placeholder"},
    {"<p class=' a  b\n'>", "class", "a,b"},
    {"<p class=''>", "class", ""},
    {"<p>", "class", "-"},
    {"<p class='a {{ x }}'>", "class", "?placeholder"},
    {"<p B=1 a b=2>", "attributes", "b,a"},
    {"<p>", "attributes", ""},
    {"<p {{ x }}>", "attributes", "?placeholder"},
    {"<a href=' x&amp;y'>", "attribute.href", " x&y"},
    {"<a>", "attribute.href", "-"},
    {"<meta http-equiv=refresh content='0;url=x'>", "attribute.http-equiv", "refresh"},
    {"<meta http-equiv=refresh content='0;url=x'>", "attribute.content", "0;url=x"},
    {"<td bgcolor=#fff>", "attribute.bgcolor", "#fff"},
    {"<p style='{% if x %}color:red{% endif %}'>", "attribute.style", "          color:red           "},
    {"<p>", "visible", "true"},
    {"<p hidden>", "visible", "false"},
    {"<div style='display:none'><p>", "visible", "false"},
    {"<div style='display:none'></div><p>", "visible", "true"},
    {"<script>", "visible", "false"},
    {"<template><p>", "visible", "false"},
    {"<!--[if mso]><p><![endif]-->", "visible", "false"},
    {"<!--[if !mso]><!--><p><!--<![endif]-->", "visible", "true"},
    {"<img style='display:none'>", "visible", "false"},
    {"<p>", "hidden-by", ""},
    {"<p style='visibility:hidden'><b style='font-size:0'>", "hidden-by", "visibility,font"},
    {"<p onclick=x>", "events", "true"},
    {"<p on=x one>", "events", "true"},
    {"<p title=x>", "events", "false"},
    {"<p {{ x }}>", "events", "?placeholder"},
    {"<p {{ x }} onload=y>", "events", "true"},
    {"<p title='{{ x }}'>", "placeholder", "true"},
    {"<p {{ x }}>", "placeholder", "true"},
    {"<p title='x'>", "placeholder", "false"},
    {"<div><p>", "depth", "1"},
    {"<p><p>", "depth", "0"},
    {"<div><br>", "depth", "1"},
    {"<div><!--[if mso]><table><td><![endif]-->", "depth", "2"},
    {"<!--[if mso]><p><![endif]-->", "conditional", "true"},
    {"<p>", "conditional", "false"},
};

START_TEST(element_values)
{
    struct reading r;
    reading_make(&r, READ_HTML, element_rows[_i].html);
    ck_assert_uint_gt(r.content.elements.count, 0);
    struct element_record record = {&r.content, &r.content.elements.items[r.content.elements.count - 1]};
    expect_field(&r.arena, &element_fields, element_rows[_i].field, &record, element_rows[_i].html, element_rows[_i].value);
    reading_free(&r);
}
END_TEST

/* Elements stand in the order of their tags, with the place of the tag; attributes with the place of the value. */
START_TEST(places)
{
    struct reading r;
    static const char html[] = "<div><p title='a&amp;b'>x</p><br/><!--[if mso]><td width=9><![endif]--></div>";
    static const char *const tags[] = {"<div>", "<p title='a&amp;b'>", "<br/>", "<td width=9>"};
    reading_make(&r, READ_HTML, html);
    ck_assert_uint_eq(r.content.elements.count, COUNT(tags));
    for (uint32_t i = 0; i < COUNT(tags); i++) {
        const struct element *element = &r.content.elements.items[i];
        struct slice text = slice_sub(element->document->layer.text, element->span.start, element->span.end);
        expect(tags[i], "place", arena_cstr(&r.arena, text), tags[i]);
    }
    const struct layer *title = element_attribute(&r.content, &r.content.elements.items[1], SLICE("title"));
    ck_assert_ptr_nonnull(title);
    expect("title", "value", arena_cstr(&r.arena, title->text), "a&b");
    struct span up = layer_to_file(title, (struct span){1, 2});
    ck_assert_uint_eq(up.start, 16);
    ck_assert_uint_eq(up.end, 21);
    expect_pieces(&r, "title", title, (struct span){0, 3});
    ck_assert_ptr_null(element_attribute(&r.content, &r.content.elements.items[1], SLICE("width")));
    reading_free(&r);
}
END_TEST

/* The row's last image. */
static const struct {
    const char *html, *field, *value;
} image_rows[] = {
    {"<img src=' http://www.iana.org/x.png '>", "src", "http://www.iana.org/x.png"},
    {"<img>", "src", "-"},
    {"<img {{ x }}>", "src", "?placeholder"},
    {"<img src='{{ x }}'>", "src", "?placeholder"},
    {"<input type=image src=x>", "src", "x"},
    {"<svg><image xlink:href=x></svg>", "src", "x"},
    {"<svg><image href=x></svg>", "src", "x"},
    {"<img background=y>", "src", "-"},
    {"<img src=HTTP://www.iana.org/x.png>", "scheme", "http"},
    {"<img src=x.png>", "scheme", "-"},
    {"<img src={{ x }}/x.png>", "scheme", "?placeholder"},
    {"<img src=http://WWW.iana.org/x.png>", "host", "www.iana.org"},
    {"<img src=http://www.iana.org/x.png>", "domain", "iana.org"},
    {"<img src=http://{{ x }}/x.png>", "domain", "?placeholder"},
    {"<img src=cid:x>", "domain", "-"},
    {"<img width=600>", "width", "600"},
    {"<img width=600px>", "width", "600"},
    {"<img width='1.5'>", "width", "1.5"},
    {"<img width=100%>", "width", "-"},
    {"<img width=auto>", "width", "-"},
    {"<img>", "width", "-"},
    {"<img width={{ w }}>", "width", "?placeholder"},
    {"<img title={{ w }}>", "width", "-"},
    {"<img width=600 style='WIDTH: 300PX !important; height:10px'>", "width", "300"},
    {"<img width=600 style='width:100%;max-width:300px'>", "width", "600"},
    {"<img style='width:75pt'>", "width", "100"},
    {"<img width=600 style='/* x */width:0'>", "width", "0"},
    {"<img width=-1>", "width", "-"},
    {"<img width='+5.5 px'>", "width", "5.5"},
    {"<img style='width:9em'>", "width", "144"},
    {"<img width=99999999999999999999999>", "width", "-"},
    {"<img height=7>", "height", "7"},
    {"<img width=6 height=7>", "area", "42"},
    {"<img width=6>", "area", "-"},
    {"<img alt=' a&amp;b'>", "alt", " a&b"},
    {"<img alt>", "alt", ""},
    {"<img>", "alt", "-"},
    {"<img {{ x }}>", "alt", "?placeholder"},
    {"<img alt='a {{ x }}'>", "alt", "?placeholder"},
    {"<img alt=' Caf\xC3\xA9 '>", "alt-length", "4"},
    {"<img>", "alt-length", "-"},
    {"<a href=x><b><img>", "linked", "true"},
    {"<a href=x></a><img>", "linked", "false"},
    {"<a name=x><img>", "linked", "false"},
    {"<a href=x><!--[if mso]><img><![endif]-->", "linked", "true"},
    {"<img hidden>", "visible", "false"},
    {"<td style='font-size:0'><img>", "visible", "true"},
    {"<img>", "visible", "true"},
    {"<!--[if mso]><img><![endif]-->", "conditional", "true"},
    {"<img src=http://a.example width=1 height=1>", "pixel", "true"},
    {"<img src=http://a.example style='width:1px;height:1px'>", "pixel", "true"},
    {"<img src=http://a.example width=3>", "pixel", "true"},
    {"<img src=http://a.example width=4>", "pixel", "false"},
    {"<img src=http://a.example width=1 height=40>", "pixel", "false"},
    {"<img src=cid:x width=1 height=1>", "pixel", "false"},
    {"<img width=1 height=1>", "pixel", "false"},
    {"<img src=http://a.example>", "pixel", "false"},
    {"<img src=http://a.example style='display:none'>", "pixel", "true"},
    {"<img src=http://a.example width=600 style='display:none'>", "pixel", "false"},
    {"<td style='font-size:0'><img src=http://a.example>", "pixel", "false"},
    {"<img src={{ x }} width=1 height=1>", "pixel", "?placeholder"},
    {"<img src={{ x }} width=9 height=1>", "pixel", "false"},
    {"<img src=http://a.example width={{ w }}>", "pixel", "?placeholder"},
    {"<img src='data:image/png;base64,AA'>", "data", "true"},
    {"<img src=http://a.example>", "data", "false"},
    {"<img>", "data", "false"},
    {"<img src='{{ x }}'>", "data", "?placeholder"},
};

START_TEST(image_values)
{
    struct reading r;
    reading_make(&r, READ_HTML, image_rows[_i].html);
    ck_assert_uint_gt(r.content.images.count, 0);
    struct image_record record = {&r.content, &r.content.images.items[r.content.images.count - 1]};
    expect_field(&r.arena, &image_fields, image_rows[_i].field, &record, image_rows[_i].html, image_rows[_i].value);
    reading_free(&r);
}
END_TEST

/* What may lie behind a limit is not missing. */
START_TEST(limited)
{
    struct reading r;
    reading_make(&r, READ_HTML, "<img>");
    struct element_record element = {&r.content, &r.content.elements.items[0]};
    struct image_record image = {&r.content, &r.content.images.items[0]};
    expect_field(&r.arena, &element_fields, "id", &element, "whole", "-");
    r.content.elements_limited = true;
    expect_field(&r.arena, &element_fields, "id", &element, "limited", "?limit");
    expect_field(&r.arena, &image_fields, "src", &image, "limited", "?limit");
    reading_free(&r);
}
END_TEST

Suite *elements_suite(void)
{
    Suite *suite = suite_create("elements");
    TCase *tests = tcase_create("elements");
    tcase_add_loop_test(tests, element_values, 0, (int)COUNT(element_rows));
    tcase_add_test(tests, places);
    tcase_add_loop_test(tests, image_values, 0, (int)COUNT(image_rows));
    tcase_add_test(tests, limited);
    suite_add_tcase(suite, tests);
    return suite;
}
