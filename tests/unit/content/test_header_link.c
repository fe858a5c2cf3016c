/* Links of header fields: which there are, and which bytes they are. */
#include "reading.h"
#include "suites.h"

#define BODY "\n\nHello.\n"

static const struct {
    const char *mail, *links;
} rows[] = {
    {"List-Unsubscribe: <https://www.example.com/u/1>" BODY, "header:https://www.example.com/u/1"},
    {"LIST-UNSUBSCRIBE: <http://intranet/u>, <mailto:leave@example.com>" BODY,
     "header:http://intranet/u header:mailto:leave@example.com"},
    {"List-Unsubscribe:\n <https://www.example.com/u>,\n\t<mailto:leave@example.com>" BODY,
     "header:https://www.example.com/u header:mailto:leave@example.com"},
    {"List-Unsubscribe: (<http://a.example/> and (b)) <http://intranet/u> (by web)" BODY, "header:http://intranet/u"},
    {"List-Unsubscribe: <https://www.example.com/a b>" BODY, "header:https://www.example.com/a b"},
    {"List-Unsubscribe: < https://www.example.com/a >" BODY, "header:https://www.example.com/a"},
    {"List-Unsubscribe: <https://www.exam\n ple.com/>" BODY, "header:https://www.exam ple.com/"},
    {"List-Unsubscribe: https://www.example.com/u, http://intranet/v" BODY,
     "header:https://www.example.com/u header:http://intranet/v"},
    {"List-Unsubscribe: https://www.example.com/u (web)" BODY, "header:https://www.example.com/u"},
    {"List-Unsubscribe: <https://www.example.com/u" BODY, "header:https://www.example.com/u"},
    {"List-Unsubscribe: <www.example.com/u>" BODY, "header:www.example.com/u"},
    {"List-Unsubscribe: <leave@example.com>, <>, < >" BODY, ""},
    {"List-Unsubscribe: <htp://www.example.com/>" BODY, "header:htp://www.example.com/"},
    {"List-Unsubscribe: =?utf-8?Q?=3Chttps=3A=2F=2Fwww.example.com=3E?=" BODY, ""},
    {"List-Unsubscribe: <{{ url }}>, <https://{{ host }}/u>" BODY, "header:@ header:https://@/u"},
    {"List-Unsubscribe: <{% if a %}http://a.example/{% else %}http://b.example/{% endif %}>" BODY,
     "header:http://a.example/ header:http://b.example/"},
    {"List-Unsubscribe: <{{ url | default: 'http://intranet/u' }}>" BODY, "header:@ code:http://intranet/u"},
    {"List-Post: NO (posting not allowed)\nList-Help: <http://a.example/h>\nList-Owner: <mailto:o@example.com>" BODY,
     "header:http://a.example/h header:mailto:o@example.com"},
    {"List-Post: <NO>\nList-Subscribe: <http://b.example/>\nList-Archive: <http://c.example/>\nArchived-At: "
     "<http://d.example/1>" BODY,
     "header:http://b.example/ header:http://c.example/ header:http://d.example/1"},
    {"List-Unsubscribe: <http://a.example/>\nList-Unsubscribe: <http://b.example/>" BODY,
     "header:http://a.example/ header:http://b.example/"},
    {"List-Id: <news.example.com>\nX-Link: <http://a.example/>\nContent-Location: http://a.example/\n"
     "List-Unsubscribe-Post: List-Unsubscribe=One-Click\nMessage-ID: <1@www.example.com>" BODY,
     ""},
    {"Subject: See http://intranet/x or www.example.com, not example.com or a.pm" BODY,
     "header:http://intranet/x header:www.example.com"},
    {"Subject: =?utf-8?q?See_http=3A//intranet/x?=" BODY, "header:http://intranet/x"},
    {"Subject: The http:// scheme" BODY, ""},
    {"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: message/rfc822\n\n"
     "List-Unsubscribe: <http://inner.example/>\nContent-Type: text/html\n\n<a href='http://intranet/n'>n</a>\n--b--\n",
     "a:http://intranet/n[n]"},
    {"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: message/rfc822\n\n"
     "Subject: http://inner.example/\n\nSee http://intranet/n\n--b--\n",
     "text:http://intranet/n"},
};

START_TEST(found)
{
    expect_links(READ_EML, rows[_i].mail, rows[_i].links);
}
END_TEST

static const struct {
    const char *mail, *places;
} place_rows[] = {
    {"List-Unsubscribe:\r\n <http://intra\r\n net/u>,\r\n <mailto:a@example.com>\r\n\r\n",
     "http://intra\r\n net/u | mailto:a@example.com"},
    {"List-Unsubscribe: < http://intranet/u >\n\n", "http://intranet/u"},
    {"Subject: =?utf-8?q?See_http=3A//intranet/x?= now\n\n", "=?utf-8?q?See_http=3A//intranet/x?="},
    {"List-Help: <{{ url | default: 'http://intranet/h' }}>\n\n", "{{ url | default: 'http://intranet/h' }} | http://intranet/h"},
};

START_TEST(places)
{
    expect_places(READ_EML, place_rows[_i].mail, place_rows[_i].places);
}
END_TEST

/* What is objected to stays: blanks inside the brackets, and a missing scheme is not made up. */
START_TEST(problems)
{
    struct reading r;
    reading_make(&r, READ_EML,
                 "List-Unsubscribe: < https://www.example.com/a b>, <www.example.com>, <https://www.example.com/>\n\n");
    ck_assert_uint_eq(r.content.links.count, 3);
    expect_field(&r.arena, &link_fields, "problems", &r.content.links.items[0], "blanks", "white-space");
    expect_field(&r.arena, &link_fields, "bare", &r.content.links.items[1], "bare", "true");
    expect_field(&r.arena, &link_fields, "problems", &r.content.links.items[2], "none", "");
    reading_free(&r);
}
END_TEST

Suite *header_link_suite(void)
{
    Suite *suite = suite_create("header_link");
    TCase *tests = tcase_create("header_link");
    tcase_add_loop_test(tests, found, 0, (int)COUNT(rows));
    tcase_add_loop_test(tests, places, 0, (int)COUNT(place_rows));
    tcase_add_test(tests, problems);
    suite_add_tcase(suite, tests);
    return suite;
}
