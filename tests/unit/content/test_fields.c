/* The fields of links and messages: known, missing, unknown. */
#include "reading.h"
#include "suites.h"

static const struct {
    const char *html, *field, *value;
} link_rows[] = {
    {"<a href='http://www.iana.org:81/a?b#c'>Go</a>", "url", "http://www.iana.org:81/a?b#c"},
    {"<a href='HTTP://www.iana.org:81/a?b#c'>Go</a>", "scheme", "http"},
    {"<a href='http://WWW.iana.org:81/a?b#c'>Go</a>", "host", "www.iana.org"},
    {"<a href='http://www.iana.org:81/a?b#c'>Go</a>", "host.kind", "domain"},
    {"<a href='http://www.iana.org:81/a?b#c'>Go</a>", "host.domain", "iana.org"},
    {"<a href='http://www.iana.org:81/a?b#c'>Go</a>", "port", "81"},
    {"<a href='http://www.iana.org/a?b#c'>Go</a>", "port", "-"},
    {"<a href='http://me:x@www.iana.org/a?b#c'>Go</a>", "userinfo", "me:x"},
    {"<a href='http://www.iana.org/a?b#c'>Go</a>", "userinfo", "-"},
    {"<a href='http://www.iana.org/a?b#c'>Go</a>", "path", "/a"},
    {"<a href='http://www.iana.org/a?b#c'>Go</a>", "query", "b"},
    {"<a href='http://www.iana.org/a#c'>Go</a>", "query", "-"},
    {"<a href=' http://example.com '>Go</a>", "length", "18"},
    {"<a href='http://example.com'>Go</a>", "context", "a"},
    {"<a href='http://example.com'> Go </a>", "text", "Go"},
    {"<img src='http://example.com'>", "text", "-"},
    {"<a href='u'>www.a.co.uk</a>", "text.host", "www.a.co.uk"},
    {"<a href='u'>www.a.co.uk</a>", "text.domain", "a.co.uk"},
    {"<a href='u'>Go</a>", "text.host", "-"},
    {"<a href='u'>Go {{ x }}</a>", "text.host", "?placeholder"},
    {"<a href='u'>Go {{ x }}</a>", "text", "?placeholder"},
    {"<a href='u'>Go</a>", "placeholder", "false"},
    {"<a href='http://example.com/?u=https%3A%2F%2Fexample.net'>Go</a>", "nested", "true"},
    {"<a href='http://example.com/https://example.net'>Go</a>", "nested", "true"},
    {"<a href='http://example.com/x'>Go</a>", "nested", "false"},
    {"<a href='http://example.com/{{ x }}'>Go</a>", "nested", "?placeholder"},
    {"<a href='http://me@ex%61mple.com/'>Go</a>", "problems", "host-encoded,userinfo"},
    {"<a href='http://example.com/'>Go</a>", "problems", ""},
    {"<a href='http://example.com/{{ x }}'>Go</a>", "problems", ""},
    {"<a href='http://http://example.com/{{ x }}'>Go</a>", "problems", "scheme-doubled"},
    {"<a href='http://example.com/'>Go</a>", "count", "1"},
    {"<a href='x'>Go</a>", "relative", "true"},
    {"<a href='http://example.com/'>Go</a>", "relative", "false"},
    {"<a href='{{ x }}'>Go</a>", "relative", "?placeholder"},
    {"<a href=' '>Go</a>", "empty", "true"},
    {"<a href='x'>Go</a>", "empty", "false"},
    {"<a href='x'>Go</a>", "bare", "false"},
    {"www.example.com", "bare", "true"},
    {"www.example.com", "scheme", "-"},
    {"www.example.com", "host", "www.example.com"},
    {"www.example.com", "relative", "false"},
    {"<a href='mailto:a@example.com'>Go</a>", "host", "-"},
    {"<a href='mailto:a@example.com'>Go</a>", "host.kind", "none"},
    {"<a href='https://{{ h }}/x'>Go</a>", "host", "?placeholder"},
    {"<a href='https://{{ h }}/x'>Go</a>", "host.kind", "?placeholder"},
    {"<a href='https://{{ h }}/x'>Go</a>", "host.domain", "?placeholder"},
    {"<a href='https://{{ h }}/x'>Go</a>", "port", "?placeholder"},
    {"<a href='https://{{ h }}/x'>Go</a>", "userinfo", "?placeholder"},
    {"<a href='https://{{ h }}/x'>Go</a>", "scheme", "https"},
    {"<a href='https://{{ h }}/x'>Go</a>", "path", "/x"},
    {"<a href='https://{{ h }}/x'>Go</a>", "length", "?placeholder"},
    {"<a href='https://{{ h }}/x'>Go</a>", "url", "?placeholder"},
    {"<a href='https://{{ h }}/x'>Go</a>", "placeholder", "true"},
    {"<a href='https://example.com/{{ p }}'>Go</a>", "host", "example.com"},
    {"<a href='https://example.com/{{ p }}'>Go</a>", "path", "?placeholder"},
    {"<a href='https://example.com/{{ p }}'>Go</a>", "query", "?placeholder"},
    {"<a href='https://example.com/?a={{ p }}'>Go</a>", "query", "?placeholder"},
    {"<a href='{{ base }}/x'>Go</a>", "scheme", "?placeholder"},
    {"<a href='{{ base }}/x'>Go</a>", "host.kind", "?placeholder"},
    {"<a href='{{ base }}/x'>Go</a>", "path", "?placeholder"},
    {"<a href='http://M\u00FCnchen.de/'>Go</a>", "host", "xn--mnchen-3ya.de"},
    {"<a href='http://M\u00FCnchen.de/'>Go</a>", "host.unicode", "m\u00FCnchen.de"},
    {"<a href='http://xn--mnchen-3ya.de/'>Go</a>", "host.unicode", "m\u00FCnchen.de"},
    {"<a href='http://M\u00FCnchen.de/'>Go</a>", "host.domain", "xn--mnchen-3ya.de"},
    {"<a href='http://M\u00FCnchen.de/'>Go</a>", "host.script", "latin"},
    {"<a href='http://www.example.com/'>Go</a>", "host.script", "latin"},
    {"<a href='http://\u043F\u043E\u0447\u0442\u0430.example.com/'>Go</a>", "host.script", "latin"},
    {"<a href='http://xn--80a1acny.com/'>Go</a>", "host.script", "cyrillic"},
    {"<a href='http://ex\u0430mple.com/'>Go</a>", "host.script", "mixed"},
    {"<a href='http://192.0.2.1/'>Go</a>", "host.script", "-"},
    {"<a href='http://[2001:db8::1]/'>Go</a>", "host.script", "-"},
    {"<a href='mailto:a@example.com'>Go</a>", "host.script", "-"},
    {"<a href='http://{{ h }}/'>Go</a>", "host.script", "?placeholder"},
    {"<a href='http://{{ h }}/'>Go</a>", "host.unicode", "?placeholder"},
    {"<a href='http://{{ h }}/'>Go</a>", "host.confusable-with", "?placeholder"},
    {"<a href='http://{{ h }}/'>Go</a>", "host.meant", "?placeholder"},
    {"<a href='http://ex\u0430mple.com/'>Go</a>", "host.confusable-with", "example.com"},
    {"<a href='http://example.com/'>Go</a>", "host.confusable-with", "-"},
    {"<a href='http://www.company.cmo/'>Go</a>", "host.meant", "www.company.com"},
    {"<a href='http://www.company.com/'>Go</a>", "host.meant", "-"},
    {"<a href='http://exa mple.com/'>Go</a>", "host.kind", "invalid"},
    {"<a href='http://www..example.com/'>Go</a>", "host.kind", "invalid"},
    {"<a href='http://a_b.company.com/'>Go</a>", "host.kind", "domain"},
    {"<a href='http://xn--0.company.com/'>Go</a>", "host.kind", "domain"},
    {"<a href='http://exa mple.com/'>Go</a>", "host", "-"},
};

START_TEST(link_values)
{
    struct reading r;
    reading_make(&r, READ_HTML, link_rows[_i].html);
    ck_assert_uint_eq(r.content.links.count, 1);
    expect_field(&r.arena, &link_fields, link_rows[_i].field, &r.content.links.items[0], link_rows[_i].html, link_rows[_i].value);
    reading_free(&r);
}
END_TEST

#define MAIL                                                                                                                     \
    "Subject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=m\n\n"                                               \
    "--m\nContent-Type: multipart/alternative; boundary=b\n\n"                                                                   \
    "--b\nContent-Type: text/plain\n\nplain text\n--b\nContent-Type: text/html\n\n<b>two words</b>\n--b--\n"                     \
    "--m\nContent-Type: application/pdf\nContent-Disposition: attachment\n\nx\n--m--\n"

static const struct {
    enum reading_kind kind;
    const char *bytes, *field, *value;
} message_rows[] = {
    {READ_HTML, "<p>One two&nbsp;three</p>", "visible-characters", "11"},
    {READ_HTML, "<p>One two&nbsp;three</p>", "visible-words", "3"},
    {READ_HTML, "<p hidden>a b</p>", "hidden-characters", "2"},
    {READ_HTML, "<p hidden>a b</p>", "visible-characters", "0"},
    {READ_HTML, "Hi {{ name }}", "visible-characters", "?placeholder"},
    {READ_HTML, "<a href='{{ x }}'>Hi</a>", "visible-characters", "2"},
    {READ_HTML, "<p>x</p>", "html-bytes", "8"},
    {READ_HTML, "<p>x</p>", "size", "8"},
    {READ_TEXT, "12345", "text-bytes", "5"},
    {READ_HTML, "<a href=http://a.example>x</a><a href=#t>y</a><a href=mailto:x@example.com>z</a> http://b.example", "links",
     "2"},
    {READ_HTML, "<a href=http://a.iana.org>x</a><img src=http://b.iana.org><img src=http://bbc.co.uk>", "domains", "2"},
    {READ_HTML, "<img><img>", "images", "2"},
    {READ_HTML, "<img><input type=image><input type=text><svg><image href=x></svg><td background=x>", "images", "3"},
    {READ_HTML, "<!--[if mso]><img><![endif]-->", "images", "0"},
    {READ_HTML, "<img><img alt><img alt=''><img alt=x>", "images-without-alt", "1"},
    {READ_HTML, "<img hidden><img src=http://a.example width=1 height=1>", "images-without-alt", "0"},
    {READ_HTML, "<img {{ x }} alt=a>", "images-without-alt", "?placeholder"},
    {READ_HTML, "<img src=http://a.example><img src=https://a.example><img src=//a.example><img src=cid:x><img>", "remote-images",
     "3"},
    {READ_HTML, "<img src={{ x }}>", "remote-images", "?placeholder"},
    {READ_HTML, "<img src=http://{{ x }}>", "remote-images", "1"},
    {READ_HTML, "<img src=cid:x><img src=data:image/png;base64,AA><img src=http://a.example>", "embedded-images", "2"},
    {READ_HTML, "<img src={{ x }}>", "embedded-images", "?placeholder"},
    {READ_HTML, "<a href=x><img><b><img></b></a><img><a name=x><img>", "linked-images", "2"},
    {READ_HTML, "<img src=http://a.example width=1 height=1><img src=http://a.example width=600 height=1>", "tracking-pixels",
     "1"},
    {READ_HTML, "<img src={{ x }} width=1>", "tracking-pixels", "?placeholder"},
    {READ_HTML, "<img src=http://a.example width={{ x }}>", "tracking-pixels", "?placeholder"},
    {READ_HTML, "<img width=20 height=10><img style='width:5px;height:2px'><img width=9><img hidden width=9 height=9>",
     "image-area", "210"},
    {READ_HTML, "<img width={{ w }} height=10>", "image-area", "?placeholder"},
    {READ_HTML, "<img {{ x }}>", "image-area", "?placeholder"},
    {READ_HTML, "<img width=168 height=10>0123456789", "image-share", "0.5"},
    {READ_HTML, "<img width=168>", "image-share", "1"},
    {READ_HTML, "text", "image-share", "0"},
    {READ_HTML, "", "image-share", "0"},
    {READ_HTML, "<img width=168 height=10>{{ x }}", "image-share", "?placeholder"},
    {READ_HTML, "<p><b>x</b><br></p>", "elements", "3"},
    {READ_HTML, "<p><!--[if mso]><b>x</b><![endif]--></p>", "elements", "1"},
    {READ_HTML, "<body>{{ body }}</body>", "elements", "?placeholder"},
    {READ_HTML, "<!--[if mso]><b><![endif]--><!--[if !mso]><!-->x<!--<![endif]--><!-- y -->", "conditional-comments", "1"},
    {READ_HTML, "<p hidden>a b</p><p hidden>c</p>", "hidden-words", "3"},
    {READ_HTML, "<p>a b</p>", "hidden-words", "0"},
    {READ_HTML, "<p>Caf\xC3\xA9</p>", "text-scripts", "Latin"},
    {READ_HTML, "<p>a \xD0\xB1 1 .</p>", "text-scripts", "Latin,Cyrillic"},
    {READ_HTML, "<p hidden>\xD0\xB1</p>a", "text-scripts", "Latin"},
    {READ_HTML, "1 {{ x }}", "text-scripts", "?placeholder"},
    {READ_HTML, "1", "text-scripts", ""},
    {READ_HTML, "<p>a \xD0\xB1\xD0\xB1</p>", "main-text-script", "Cyrillic"},
    {READ_HTML, "\xE6\x97\xA5\xE6\x9C\xAC a", "main-text-script", "Han"},
    {READ_HTML, "1", "main-text-script", "-"},
    {READ_HTML, "{{ x }}", "main-text-script", "?placeholder"},
    {READ_HTML, "<p> a  &nbsp; b </p>", "preheader-characters", "3"},
    {READ_HTML, "Hi<div hidden>&nbsp;&zwnj;&nbsp;&zwnj;&#847;</div>", "preheader-characters", "2"},
    {READ_HTML, "Hi<div hidden>&nbsp;&zwnj;&nbsp;&#847;&shy;&#8199;</div>", "hidden-characters", "0"},
    {READ_HTML, "Hi {{ x }}", "preheader-characters", "?placeholder"},
    {READ_HTML, "Hi", "subject-characters", "?no-headers"},
    {READ_EML, "Subject: =?utf-8?q?Caf=C3=A9_au_lait?=\n\nx\n", "subject-characters", "12"},
    {READ_EML, "Subject:\nTo: a@example.com\n\nx\n", "subject-characters", "0"},
    {READ_EML, "From: a@example.com\nTo: a@example.com\n\nx\n", "subject-characters", "-"},
    {READ_EML, "From: a@example.com\nSubject: Hi {{ x }}\n\nx\n", "subject-characters", "?placeholder"},
    {READ_HTML, "<form></form>", "forms", "1"},
    {READ_HTML, "<script>a</script><script type='text/javascript'></script><script type=application/ld+json>{}</script>",
     "scripts", "2"},
    {READ_HTML, "<script type=module></script><script type=text/template></script>", "scripts", "1"},
    {READ_HTML, "{{ a }}{{ b }}{% if c %}{% endif %}", "placeholders", "2"},
    {READ_HTML, "<a href='{{ u }}'>x</a>", "domains", "?placeholder"},
    {READ_HTML, "<a href='{{ u }}'>x</a>", "links", "1"},
    {READ_HTML, "<a href='http://a.iana.org/{{ u }}'>x</a>", "domains", "1"},
    {READ_HTML, "<p>Dear {{ first_name }},</p><img>", "images", "1"},
    {READ_HTML, "<p>Dear {{ first_name }},</p>", "domains", "0"},
    {READ_HTML, "<p>Dear {{ first_name }},</p>", "has-base", "false"},
    {READ_HTML, "<body>{{ body }}</body>", "links", "?placeholder"},
    {READ_HTML, "<body>{{ body }}</body>", "domains", "?placeholder"},
    {READ_HTML, "<body>{{ body }}</body>", "images", "?placeholder"},
    {READ_HTML, "<body>{{ body }}</body>", "forms", "?placeholder"},
    {READ_HTML, "<body>{{ body }}</body>", "scripts", "?placeholder"},
    {READ_HTML, "<body>{{ body }}</body>", "has-base", "?placeholder"},
    {READ_HTML, "<body>{{ body }}</body>", "has-html-root", "?placeholder"},
    {READ_HTML, "<body>{{ body }}</body>", "has-html", "true"},
    {READ_HTML, "<html>{{ body }}</html>", "has-html-root", "true"},
    {READ_HTML, "{{{ body }}}", "images", "?placeholder"},
    {READ_TEXT, "{{{ body }}}\n", "images", "?placeholder"},
    {READ_TEXT, "{{{ body }}}\n", "has-html", "?placeholder"},
    {READ_TEXT, "{{{ body }}}\n", "links", "?placeholder"},
    {READ_TEXT, "Dear {{{ name }}}", "links", "0"},
    {READ_TEXT, "Dear {{{ name }}}", "has-html", "false"},
    {READ_EML, "Subject: x\n\n{{ body }}\n", "links", "?placeholder"},
    {READ_EML, "Subject: x\n\n{{ body }}\n", "domains", "?placeholder"},
    {READ_EML, "Subject: x\n\n{{ body }}\n", "images", "0"},
    {READ_EML, "Subject: x\n\n{{ body }}\n", "has-html", "false"},
    {READ_HTML, "<html>", "has-html-root", "true"},
    {READ_HTML, "<p>", "has-html-root", "false"},
    {READ_HTML, "<base href='http://example.com/'>", "has-base", "true"},
    {READ_HTML, "<base href='file:///x'>", "has-base", "false"},
    {READ_HTML, "<base target=_top>", "has-base", "false"},
    {READ_HTML, "<p>", "has-headers", "false"},
    {READ_HTML, "<p>", "has-html", "true"},
    {READ_HTML, "<p>", "has-text", "false"},
    {READ_EML, MAIL, "has-headers", "true"},
    {READ_EML, MAIL, "has-text", "true"},
    {READ_EML, MAIL, "visible-words", "2"},
    {READ_EML, MAIL, "visible-characters", "8"},
    {READ_EML, MAIL, "attachments", "1"},
    {READ_EML, MAIL, "attachment-bytes", "1"},
    {READ_EML, MAIL, "parts", "5"},
    {READ_EML, MAIL, "anomalies", "0"},
};

START_TEST(dates)
{
    static const struct {
        const char *bytes;
        bool has_now;
        int64_t now;
        const char *value;
    } rows[] = {
        {"Date: Mon, 1 Jan 2024 00:00:00 +0000\n\n", true, 1704067200, "0"},
        {"Date: Mon, 1 Jan 2024 01:30:00 +0000\n\n", true, 1704067200, "1.5"},
        {"Date: Mon, 1 Jan 2024 01:30:00 +0200\n\n", true, 1704067200, "-0.5"},
        {"Date: Mon, 1 Jan 2024 00:00:00 +0000\n\n", false, 0, "?no-clock"},
        {"Date: soon\n\n", true, 0, "-"},
        {"Subject: x\n\n", true, 0, "-"},
        {"Subject: x\n\n", false, 0, "-"},
        {"Date: {{ now }}\n\n", true, 0, "?placeholder"},
        {"<p>", true, 0, "?no-headers"},
    };
    struct reading r;
    reading_make(&r, rows[_i].bytes[0] == '<' ? READ_HTML : READ_EML, rows[_i].bytes);
    r.message.has_now = rows[_i].has_now;
    r.message.now = rows[_i].now;
    expect_field(&r.arena, &message_fields, "date-ahead-hours", &r.content, rows[_i].bytes, rows[_i].value);
    reading_free(&r);
}
END_TEST

START_TEST(message_values)
{
    struct reading r;
    reading_make(&r, message_rows[_i].kind, message_rows[_i].bytes);
    expect_field(&r.arena, &message_fields, message_rows[_i].field, &r.content, message_rows[_i].bytes, message_rows[_i].value);
    r.message.stage = STAGE_PARTIAL;
    expect_field(&r.arena, &message_fields, message_rows[_i].field, &r.content, message_rows[_i].bytes, "?partial");
    reading_free(&r);
}
END_TEST

#define REPORT(type)                                                                                                             \
    "From: a@example.com\nMIME-Version: 1.0\nContent-Type: " type "; boundary=b\n\n--b\n\nnot delivered\n--b\n"                  \
    "Content-Type: message/rfc822\n\nFrom: b@example.com\nSubject: x\n\nhello\n--b--\n"

START_TEST(enclosed)
{
    static const struct {
        const char *mail, *value;
    } rows[] = {{REPORT("multipart/report; report-type=delivery-status"), "true"}, {REPORT("multipart/mixed"), "false"}};
    struct reading r;
    reading_make(&r, READ_EML, rows[_i].mail);
    expect_field(&r.arena, &message_fields, "enclosed", &r.content, rows[_i].mail, rows[_i].value);
    reading_free(&r);
}
END_TEST

/* Every field of every kind of link can be read, and its choices are in its list. */
START_TEST(all_fields)
{
    struct reading r;
    reading_make(&r, READ_HTML,
                 "<a href='http://a.example/'>x</a><a href='{{ u }}'>y</a><a href=''>z</a><img src=cid:x> www.example.com");
    for (uint32_t i = 0; i < r.content.links.count; i++)
        for (size_t f = 0; f < link_fields.count; f++) {
            const struct field *field = &link_fields.fields[f];
            struct value value;
            field->get(&r.content.links.items[i], &value);
            bool listed = field->type != FIELD_CHOICE || value.state != VALUE_KNOWN;
            for (const char *const *choice = field->choices; !listed && *choice; choice++)
                listed = slice_equal(value.text, slice_cstr(*choice));
            ck_assert_msg(listed, "%s: not one of its choices", field->name);
        }
    reading_free(&r);
}
END_TEST

Suite *fields_suite(void)
{
    Suite *suite = suite_create("fields");
    TCase *tests = tcase_create("fields");
    tcase_add_loop_test(tests, link_values, 0, (int)COUNT(link_rows));
    tcase_add_loop_test(tests, message_values, 0, (int)COUNT(message_rows));
    tcase_add_loop_test(tests, dates, 0, 9);
    tcase_add_loop_test(tests, enclosed, 0, 2);
    tcase_add_test(tests, all_fields);
    suite_add_tcase(suite, tests);
    return suite;
}
