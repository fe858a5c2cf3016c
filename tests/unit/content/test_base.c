/* What a base does to the relative links of its document. */
#include "base/buffer.h"
#include "reading.h"
#include "suites.h"

/* Of each link but the bases: target, host.kind, host, and whether it is resolved. */
static const struct {
    enum reading_kind kind;
    const char *bytes, *links;
} rows[] = {
    {READ_HTML, "<a href=u>x</a>", "u none - false"},
    {READ_HTML, "<base href='https://www.iana.org/a/'><a href=u>x</a>", "u domain www.iana.org true"},
    {READ_HTML, "<a href=u>x</a><base href='http://intranet/'><img src=v>",
     "u single-label intranet true, v single-label intranet true"},
    {READ_HTML, "<base href='http://intranet/'><base href='http://www.iana.org/'><a href=/u>", "/u single-label intranet true"},
    {READ_HTML, "<base target=x><base href='http://intranet/'><a href=u>", "u single-label intranet true"},
    {READ_HTML, "<base href='http://intranet/'><a href=//www.iana.org/x>", "//www.iana.org/x domain www.iana.org true"},
    {READ_HTML, "<base href='http://intranet/'><a href='http://www.iana.org/'>",
     "http://www.iana.org/ domain www.iana.org false"},
    {READ_HTML, "<base href='http://intranet/'><a href=#x><a href=''><a href='mailto:a@b'>",
     "#x none - false,  none - false, mailto:a@b none - false"},
    {READ_HTML, "<base href='http://intranet/'><p style='background:url(u)'>", "u single-label intranet true"},
    {READ_HTML, "<base href='sub/'><a href=u>", "u none - false"},
    {READ_HTML, "<base href=''><a href=u>", "u none - false"},
    {READ_HTML, "<base href='http://'><a href=u>", "u none - false"},
    {READ_HTML, "<base href='mailto:a@b'><a href=u>", "u none - false"},
    {READ_HTML, "<base href='https://{{ h }}/'><a href=u>", "u ?placeholder ?placeholder ?placeholder"},
    {READ_HTML, "<base href='{{ h }}'><a href=u>", "u ?placeholder ?placeholder ?placeholder"},
    {READ_HTML, "<base href='https://www.iana.org/{{ p }}'><a href=u>", "u domain www.iana.org true"},
    {READ_HTML, "<!--[if mso]><base href='http://intranet/'><![endif]--><a href=u>", "u none - false"},
    {READ_HTML, "<base href='http://intranet/'>www.iana.org", "www.iana.org domain www.iana.org false"},
    {READ_HTML, "<mj-navbar base-url='https://www.iana.org'><mj-navbar-link href=/u>x</mj-navbar-link></mj-navbar><a href=v>",
     "/u domain www.iana.org true, v none - false"},
    {READ_EML,
     "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n\n<base href='http://intranet/'><a "
     "href=u>\n--b\n"
     "Content-Type: text/html\n\n<a href=v>\n--b--\n",
     "u single-label intranet true, v none - false"},
};

static const char *field(struct reading *r, const struct link *link, const char *name)
{
    for (size_t i = 0; i < link_fields.count; i++) {
        struct value value = {0};
        const struct field *f = &link_fields.fields[i];
        if (!slice_equal(slice_cstr(f->name), slice_cstr(name)))
            continue;
        f->get(link, &value);
        if (value.state == VALUE_UNKNOWN)
            return "?placeholder";
        if (value.state == VALUE_MISSING)
            return "-";
        if (f->type == FIELD_BOOL)
            return value.truth ? "true" : "false";
        return arena_cstr(&r->arena, value.text);
    }
    return "no such field";
}

START_TEST(resolved)
{
    struct reading r;
    struct buffer out;
    reading_make(&r, rows[_i].kind, rows[_i].bytes);
    buffer_init(&out, &r.arena, 4096);
    for (uint32_t i = 0; i < r.content.links.count; i++) {
        const struct link *link = &r.content.links.items[i];
        if (link->context == LINK_IN_BASE)
            continue;
        buffer_printf(&out, "%s%s %s ", out.size > 0 ? ", " : "", show(&r.arena, link->target.text),
                      field(&r, link, "host.kind"));
        buffer_printf(&out, "%s %s", field(&r, link, "host"), field(&r, link, "resolved"));
    }
    expect(rows[_i].bytes, "links", arena_cstr(&r.arena, buffer_slice(&out)), rows[_i].links);
    reading_free(&r);
}
END_TEST

Suite *base_suite(void)
{
    Suite *suite = suite_create("base");
    TCase *tests = tcase_create("base");
    tcase_add_loop_test(tests, resolved, 0, (int)COUNT(rows));
    suite_add_tcase(suite, tests);
    return suite;
}
