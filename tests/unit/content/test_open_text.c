/* Placeholders that may bring markup. */
#include "reading.h"
#include "suites.h"

static const struct {
    const char *html;
    bool open;
} rows[] = {
    {"<p>Dear {{ first_name }},</p>", false},
    {"<p>Dear {{{ first_name }}},</p>", true},
    {"<p>Dear {{& first_name }},</p>", true},
    {"<p>x {{> footer }}</p>", true},
    {"<p>x {{ a | raw }}</p>", true},
    {"<p>x {{ a | default: 'b' |safe}}</p>", true},
    {"<p>x {{ a | Raw }}</p>", true},
    {"<p>x {{ a | rawest }}</p>", false},
    {"<p>x {{ a.raw }}</p>", false},
    {"<p>x {{ safety }}</p>", false},
    {"<p>x {{ include('footer') }}</p>", true},
    {"<p>x {% include 'footer' %}</p>", true},
    {"<p>x {%- render 'footer' -%}</p>", true},
    {"<p>x {% unsubscribe_url %}</p>", false},
    {"<p>x <%- body %></p>", true},
    {"<p>x <%= name %></p>", false},
    {"<p>x <%= raw body %></p>", true},
    {"<p>x <%== body %></p>", true},
    {"<p>x %%=ContentBlockByKey('a')=%%</p>", true},
    {"<p>x %%=v(@name)=%%</p>", false},
    {"<td>{{ body }}</td>", true},
    {"<td> \n {{ body }} &nbsp; </td>", true},
    {"<td>{% if a %}{{ body }}{% endif %}</td>", true},
    {"<td>{{ header }} {{ body }}</td>", true},
    {"<td><!-- body -->{{ body }}<!-- end --></td>", true},
    {"</table>{{ body }}<table>", true},
    {"</style>*|BODY|*<div>", true},
    {"<td>{{ body }}", true},
    {"{{ body }}<p>x</p>", true},
    {"<p>x</p>{{ body }}", true},
    {"<p>Dear <b>{{ name }}</b>,</p>", false},
    {"<td><b>{{ name }}</b></td>", false},
    {"<td>{{ street }}<br>{{ city }}</td>", false},
    {"<td>{{ body }}.</td>", false},
    {"<td>.{{ body }}</td>", false},
    {"<td>{{ body }}&amp;</td>", false},
    {"<td>{{ body }}<i>x</i></td>", false},
    {"<td><i>x</i>{{ body }}</td>", false},
    {"<title>{{ title }}</title>", false},
    {"<title>{{{ title }}}</title>", false},
    {"<style>{{{ css }}}</style><p>x {{ y }}</p>", false},
    {"<script>{{{ json }}}</script>", false},
    {"<p hidden>{{ preheader }}</p>", true},
    {"<a href='{{{ url }}}'>x</a>", false},
    {"<a {{{ attributes }}}>x</a>", false},
    {"<!-- {{{ note }}} -->x", false},
    {"<p>{{!-- note --}}</p>", false},
    {"<p>x</p>", false},
    {"", false},
};

START_TEST(is_open)
{
    struct reading r;
    reading_make(&r, READ_HTML, rows[_i].html);
    ck_assert_msg(r.content.facts.open_markup == rows[_i].open, "%s: %s", rows[_i].html, rows[_i].open ? "not open" : "open");
    reading_free(&r);
}
END_TEST

Suite *open_text_suite(void)
{
    Suite *suite = suite_create("open_text");
    TCase *tests = tcase_create("open_text");
    tcase_add_loop_test(tests, is_open, 0, (int)COUNT(rows));
    suite_add_tcase(suite, tests);
    return suite;
}
