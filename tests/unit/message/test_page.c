/* Fragments, pages of the web, and files that are no text. */
#include "message/page.h"

#include <stdlib.h>

#include "test_message.h"

#define PAGE(head, body) "<!DOCTYPE html><html><head>" head "</head><body>" body "</body></html>"
#define BYTES(text)                                                                                                              \
    {                                                                                                                            \
        (const unsigned char *)(text), sizeof(text) - 1                                                                          \
    }
#define SCRIPT "<script src=\"/app.js\"></script>"

static const struct {
    const char *html;
    bool root;
} roots[] = {
    {"<p>a</p>", false},
    {"<!doctype html><p>a", true},
    {"  <!DOCTYPE HTML PUBLIC '-//W3C//DTD HTML 4.01//EN'>", true},
    {"<html>", true},
    {"<HTML lang=en>", true},
    {"<div></div><body bgcolor=red>", true},
    {"<mjml><mj-body>", true},
    {"<mj-section>", false},
    {"<!-- <html> --><p>a</p>", false},
    {"<!-- <html> --><html>", true},
    {"<!-- <html>", false},
    {"<htmlx>", false},
    {"</html>", false},
    {"a < html", false},
    {"", false},
};

START_TEST(tells_roots)
{
    struct slice html = tight_copy(slice_cstr(roots[_i].html));
    ck_assert_msg(page_has_root(html) == roots[_i].root, "%s", roots[_i].html);
    tight_free(html);
}
END_TEST

static const struct {
    const char *name, *html;
    bool web;
} pages[] = {
    {"scripts and nothing else", PAGE(SCRIPT, "<p>a"), true},
    {"inline script", PAGE("", "<script>run()</script>"), true},
    {"module", PAGE("<script type=module src=a.js></script>", ""), true},
    {"old type", PAGE("<script type='text/javascript'>a</script>", ""), true},
    {"no script", PAGE("", "<p>a"), false},
    {"JSON-LD", PAGE("<script type=\"application/ld+json\">{}</script>", ""), false},
    {"template block", PAGE("<script type='text/x-template'>{}</script>", ""), false},
    {"script in a comment", PAGE("<!-- " SCRIPT " -->", "<p>a"), false},
    {"mso comment", PAGE(SCRIPT "<!--[if mso]><i></i><![endif]-->", ""), false},
    {"comment for Internet Explorer", PAGE(SCRIPT "<!--[if lt IE 9]><i></i><![endif]-->", ""), true},
    {"name space", PAGE(SCRIPT, "<div xmlns:v=\"urn:schemas-microsoft-com:vml\">"), false},
    {"mail width", PAGE(SCRIPT, "<table width=\"600\"><tr>"), false},
    {"mail width in pixels", PAGE(SCRIPT, "<td width='640px'>"), false},
    {"web width", PAGE(SCRIPT, "<table width=\"100%\"><td width=499><td width=701><td width=6000><img width=600>"), true},
    {"bgcolor", PAGE(SCRIPT, "<table bgcolor=#fff>"), false},
    {"name of data", PAGE(SCRIPT, "<table data-bgcolor=#fff>"), true},
    {"centre", PAGE(SCRIPT, "<center>a</center>"), false},
    {"unsubscribe", PAGE(SCRIPT, "<a href=/>Unsubscribe</a>"), false},
    {"embedded image", PAGE(SCRIPT, "<img src=\"cid:a\">"), false},
    {"Mailchimp", PAGE(SCRIPT, "<p>*|FNAME|*"), false},
    {"placeholder of the web", PAGE(SCRIPT, "<p>{{ name }}"), true},
    {"Apple Mail", PAGE(SCRIPT "<meta name=x-apple-disable-message-reformatting>", ""), false},
};

START_TEST(tells_web_pages)
{
    struct slice html = tight_copy(slice_cstr(pages[_i].html));
    ck_assert_msg(page_is_web(html) == pages[_i].web, "%s", pages[_i].name);
    tight_free(html);
}
END_TEST

START_TEST(survives_truncation)
{
    struct slice html = slice_cstr(PAGE("<script type='text/javascript'>a</script><!-- b -->", "<table width = '600'>"));
    for (size_t size = 0; size <= html.size; size++) {
        struct slice cut = tight_copy(slice_sub(html, 0, size));
        page_has_root(cut);
        page_is_web(cut);
        page_binary(cut);
        tight_free(cut);
    }
}
END_TEST

/* Inputs as a whole: what is skipped, and what stage is guessed. */
static const struct {
    const char *name;
    struct slice in;
    const char *not_mail; /* a piece of the reason; null: mail */
    enum stage stage;
} inputs[] = {
    {"whole page", BYTES("<html><p>a"), NULL, STAGE_RENDERED},
    {"fragment", BYTES("<p>a"), NULL, STAGE_PARTIAL},
    {"fragment with a placeholder", BYTES("<p>{{ a }}"), NULL, STAGE_PARTIAL},
    {"template", BYTES("<html><p>{{ a }}"), NULL, STAGE_TEMPLATE},
    {"root in a placeholder", BYTES("<p>{{ x '<html>' }}"), NULL, STAGE_PARTIAL},
    {"root in a comment", BYTES("<!-- <html> --><p>a"), NULL, STAGE_PARTIAL},
    {"text", BYTES("a"), NULL, STAGE_RENDERED},
    {"mail with a fragment", BYTES("Subject: x\nContent-Type: text/html\n\n<p>a"), NULL, STAGE_PRE_MTA},
    {"web page", BYTES("<html><script>a</script><p>a"), "web page", STAGE_RENDERED},
    {"mail with a script", BYTES("Subject: x\nContent-Type: text/html\n\n<html><script>a</script>"), NULL, STAGE_PRE_MTA},
    {"PDF", BYTES("%PDF-1.4\n%\xE2\xE3\xCF\xD3\n"), "PDF", STAGE_RENDERED},
    {"PNG", BYTES("\x89PNG\r\n\x1A\n\0\0\0\rIHDR"), "PNG", STAGE_RENDERED},
    {"Office", BYTES("PK\x03\x04\x14\0"), "ZIP", STAGE_RENDERED},
    {"Outlook", BYTES("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), "Outlook", STAGE_RENDERED},
    {"NULs", BYTES("\0\0\0\0"), "binary", STAGE_RENDERED},
    {"one NUL in a text",
     BYTES("A text of a hundred letters or more, in which there is one byte that is out of place and no "
           "other such byte:\0"),
     NULL, STAGE_RENDERED},
    {"UTF-16", BYTES("\xFF\xFE<\0h\0t\0m\0l\0>\0"), NULL, STAGE_RENDERED},
    {"empty", BYTES(""), NULL, STAGE_RENDERED},
};

START_TEST(sorts_inputs)
{
    struct parsed p;
    parse(&p, inputs[_i].in);
    const char *got = p.message.not_mail;
    ck_assert_msg(!got == !inputs[_i].not_mail, "%s: %s", inputs[_i].name, got ? got : "mail");
    if (got)
        ck_assert_msg(slice_find(slice_cstr(got), 0, slice_cstr(inputs[_i].not_mail)) != SLICE_NONE, "%s: %s", inputs[_i].name,
                      got);
    else
        ck_assert_msg(p.message.stage == inputs[_i].stage, "%s: %s", inputs[_i].name, stage_text(p.message.stage));
    parse_end(&p);
    struct message_options options = {.kind = KIND_HTML + 1, .whole = true};
    parse_with(&p, inputs[_i].in, &options);
    ck_assert_msg(!p.message.not_mail && p.message.stage != STAGE_PARTIAL, "%s as asked for", inputs[_i].name);
    parse_end(&p);
}
END_TEST

TCase *page_tests(void)
{
    TCase *tests = tcase_create("page");
    tcase_add_loop_test(tests, tells_roots, 0, COUNT(roots));
    tcase_add_loop_test(tests, tells_web_pages, 0, COUNT(pages));
    tcase_add_loop_test(tests, sorts_inputs, 0, COUNT(inputs));
    tcase_add_test(tests, survives_truncation);
    return tests;
}
