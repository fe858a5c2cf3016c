/* Addresses in the code of templates, and what is none: compared, searched for, joined, commented. */
#include "base/buffer.h"
#include "reading.h"
#include "suites.h"

static const struct {
    const char *text, *links;
} rows[] = {
    {"%%[ SET @x = \"http://intranet/a\" ]%%", "code:http://intranet/a"},
    {"%%[\n  VAR @a, @b /* http://no.example/ */\n  SET @a = 'http://a.example/'\n  SET @b = \"http://b.example/\"\n]%%",
     "code:http://a.example/ code:http://b.example/"},
    {"%%[ IF @x == \"http://a.example/\" THEN SET @y = \"http://b.example/\" ELSE SET @y = \"http://c.example/\" ENDIF ]%%",
     "code:http://b.example/ code:http://c.example/"},
    {"%%=RedirectTo(\"http://intranet/x\")=%%", "code:http://intranet/x"},
    {"%%=RedirectTo(Concat(\"https://www.example.com/\", @p))=%% %%=Concat(\"http://\", @h)=%%",
     "code:https://www.example.com/@"},
    {"%%=Concat(@p, \"http://intranet/\")=%%", "code:http://intranet/"},
    {"%%=Replace(@x, \"http://a.example/\", \"http://b.example/\")=%%", "code:http://b.example/"},
    {"{{my.url:default=https://intranet/x}} {{my.b:default='http://b.example/'}}",
     "code:https://intranet/x code:http://b.example/"},
    {"${my.url:default=https://intranet/x}", "code:https://intranet/x"},
    {"{% assign url = \"http://intranet/x\" %}", "code:http://intranet/x"},
    {"{{ x | default: 'http://intranet/x' }} {{ x | default: \"http://a.example/\" | escape }}",
     "code:http://intranet/x code:http://a.example/"},
    {"{{ 'http://intranet/' | append: path }}", "code:http://intranet/@"},
    {"{{ 'http://intranet' | append: path }}", ""},
    {"{{ path | prepend: 'http://intranet/' }} {{ host | prepend: 'http://' }}", "code:http://intranet/@"},
    {"{{ u | replace: 'http://a.example/', 'http://b.example/' }} {{ u | remove: 'http://a.example/' }}",
     "code:http://b.example/"},
    {"{% if u contains 'http://intranet/' or u == \"http://b.example/\" %}x{% endif %}", ""},
    {"{% case u %}{% when 'http://a.example/' %}{% assign v = 'http://b.example/' %}{% endcase %}", "code:http://b.example/"},
    {"{{ 'http://a.example/' if x else 'http://b.example/' }}", "code:http://a.example/ code:http://b.example/"},
    {"{% connected_content https://api.example.com/x?u={{${user_id}}} :save x %}", "code:https://api.example.com/x?u=@"},
    {"{% connected_content https://{{host}}/x :save x %}", ""},
    {"{{ TrackLink \"http://intranet/x\" . }} {{ TrackLink \"http://a.example/\" .Name }}",
     "code:http://intranet/x code:http://a.example/"},
    {"{{ printf \"https://%s/x\" .Host }} {{ printf \"https://www.example.com/%s\" .Path }}", "code:https://www.example.com/@"},
    {"{{#link \"http://intranet/x\"}}a{{/link}} {{#if (eq url \"http://b.example/\")}}b{{/if}}", "code:http://intranet/x"},
    {"{{button url='http://intranet/x' label='a'}} {{concat \"http://\" host}}", "code:http://intranet/x"},
    {"<%= link_to \"x\", \"http://intranet/x\" if ok == \"http://b.example/\" %>", "code:http://intranet/x"},
    {"<%= link_to \"x\", \"http://#{h[\"a\"]}/x\" %><%= \"http://intranet/#{id}/y\" %>", "code:http://intranet/@/y"},
    {"<%= `https://${host}/x` %><%= `http://intranet/${id}` %><%= \"http://\" + host %>", "code:http://intranet/@"},
    {"<% # see http://no.example/\n url = \"http://intranet/x\" // and http://no.example/\n %>", "code:http://intranet/x"},
    {"<%= url = 'https://' . $x %><%= 'http://intranet/' . $y %>", "code:http://intranet/@"},
    {"<%= x || \"http://intranet/x\" %> <%= u.replace(\"http://a.example/\", \"http://b.example/\") %>",
     "code:http://intranet/x code:http://b.example/"},
    {"{{ url('http://intranet/x') }} {{ \"http://\" ~ host }} {{ 'http://intranet/' ~ path }}",
     "code:http://intranet/x code:http://intranet/@"},
    {"{{ \"http://{$host}/x\" }} {{ 'http://$host/x' }} {{ 'http://intranet/$id' }}", "code:http://intranet/@"},
    {"{{ 'http://intranet' }}.example.com {{ 'http://intranet' }}/x {{ 'http://intranet' }}",
     "code:http://intranet code:http://intranet"},
    {"{{!-- 'http://intranet/' --}} {{! \"http://intranet/\" }} {# 'http://intranet/' #} {{ x }}", ""},
    {"{% comment %}{{ 'http://intranet/' }}{% endcomment %} <%# \"http://intranet/\" %> <%-- 'http://intranet/' --%>", ""},
    {"{{/* 'http://intranet/' */}}", ""},
    {"{{ 'http://' }} {{ \"see http://intranet/ now\" }} {{ '/x' }} {{ '//cdn.example.com/x' }} {{ \"hxxp://a\" }}", ""},
    {"{{ 'htp://www.example.com/' }}", "code:htp://www.example.com/"},
    {"{{ it's 'http://intranet/x' \" }}", "code:http://intranet/x"},
    {"{{ 'http://intranet/%20a%2' }} {{ 'http://intranet/%%id%%/x' }}", "code:http://intranet/%20a%2 code:http://intranet/@/x"},
    {"*|URL:http://intranet/x|*", "code:http://intranet/x"},
};

START_TEST(found)
{
    expect_links(READ_TEXT, rows[_i].text, rows[_i].links);
}
END_TEST

static const struct {
    enum reading_kind kind;
    const char *bytes, *links;
} html_rows[] = {
    {READ_HTML, "<a href=\"{{ u | default: 'http://intranet/x' }}\">x</a>", "a:@[x] code:http://intranet/x"},
    {READ_HTML, "<a href=\"{{ u | default: &quot;http://intranet/x&quot; }}\">x</a>", "a:@[x] code:http://intranet/x"},
    {READ_HTML, "<!-- {{ button 'http://intranet/x' }} --><p>{{ 'http://a.example/' }}</p>", "code:http://a.example/"},
    {READ_HTML,
     "<a title='{{ \"http://a.example/\" }}' data-x=\"b {{ 'http://b.example/' }}\" href={{ 'http://c.example/' }}>x</a>",
     "a:@[x] code:http://c.example/"},
    {READ_HTML, "<!-- %%[ SET @x = 'http://intranet/x' ]%% -->", "code:http://intranet/x"},
    {READ_HTML, "<!--[if mso]>{{ 'http://intranet/x' }}<![endif]-->", "code:http://intranet/x"},
};

START_TEST(in_html)
{
    expect_links(html_rows[_i].kind, html_rows[_i].bytes, html_rows[_i].links);
}
END_TEST

START_TEST(places)
{
    expect_places(READ_TEXT, "{{ 'http://intranet/' ~ path }} {{ x | default: \"http://intranet/#{a}/b\" }}",
                  "http://intranet/ | http://intranet/#{a}/b");
}
END_TEST

/* What is put behind a literal makes it longer than it is written. */
START_TEST(open_end)
{
    struct reading r;
    reading_make(&r, READ_TEXT, "{{ 'http://intranet/' ~ path }}");
    expect_field(&r.arena, &link_fields, "host", &r.content.links.items[0], "joined", "intranet");
    expect_field(&r.arena, &link_fields, "path", &r.content.links.items[0], "joined", "?placeholder");
    expect_field(&r.arena, &link_fields, "length", &r.content.links.items[0], "joined", "?placeholder");
    reading_free(&r);
}
END_TEST

/* Quotes that do not close, in a block as long as one can be. */
START_TEST(hostile)
{
    static const char *const units[] = {"\\\"", "'\\'", "\"#{", "(", "&quot;\\", "/*", "http://", "`${", "<!--"};
    struct reading r;
    struct arena arena;
    struct buffer text;
    arena_init(&arena, 1 << 20);
    buffer_init(&text, &arena, 1 << 17);
    buffer_text(&text, "%%[ \" :// ");
    while (text.size < 65000)
        buffer_text(&text, units[_i]);
    buffer_text(&text, " ]%%");
    reading_make_bytes(&r, READ_TEXT, buffer_slice(&text));
    ck_assert_uint_le(r.content.links.count, 1);
    reading_free(&r);
    arena_free(&arena);
}
END_TEST

Suite *code_link_suite(void)
{
    Suite *suite = suite_create("code_link");
    TCase *tests = tcase_create("code_link");
    tcase_add_loop_test(tests, found, 0, (int)COUNT(rows));
    tcase_add_loop_test(tests, in_html, 0, (int)COUNT(html_rows));
    tcase_add_test(tests, places);
    tcase_add_test(tests, open_end);
    tcase_add_loop_test(tests, hostile, 0, 9);
    suite_add_tcase(suite, tests);
    return suite;
}
