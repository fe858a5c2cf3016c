/* Links of calendars: of which properties, through folds and escapes, and which bytes they are. */
#include <stdio.h>

#include "reading.h"
#include "suites.h"

#define MAIL "Content-Type: text/calendar; charset=utf-8\r\n\r\n"

static const struct {
    const char *lines, *links;
} rows[] = {
    {"URL:http://intranet/meet\r\n", "calendar:http://intranet/meet"},
    {"url;VALUE=URI:https://www.example.com/a\r\n b\r\n\tc\r\n", "calendar:https://www.example.com/abc"},
    {"URL:\r\nURL:TBD\r\nURL:/event/1\r\nURL:www.example.com\r\n", "calendar:www.example.com"},
    {"DESCRIPTION:See http://intranet/x\\nor https://www.example.com/a\\,b\\; and a.pm\\\\n\r\n",
     "calendar:http://intranet/x calendar:https://www.example.com/a,b"},
    {"DESCRIPTION;ALTREP=\"http://a.example/d\";LANGUAGE=en:x\r\n", "calendar:http://a.example/d"},
    {"DESCRIPTION:<a href=\\\"http://intranet/x\\\">x</a>\r\n", "calendar:http://intranet/x"},
    {"LOCATION:https://meet.example.com/j/1 or room 2.5\r\nLOCATION:Blue.Room\r\n", "calendar:https://meet.example.com/j/1"},
    {"X-ALT-DESC;FMTTYPE=text/html:<html><a href=\"http://intranet/\r\n x?a=1&amp;b=2\">x</a>\\n<img src=\"http://a.example/i\">"
     "<a href=\"#top\">t</a></html>\r\n",
     "calendar:http://intranet/x?a=1&b=2 calendar:http://a.example/i"},
    {"X-ALT-DESC;FMTTYPE=text/html:<a href=\"https://{{ host }}/x\">x</a>\r\n", "calendar:https://@/x"},
    {"STYLED-DESCRIPTION;VALUE=TEXT;FMTTYPE=text/html:<p><a href=\"http://a.example/\">x</a>\r\n", "calendar:http://a.example/"},
    {"CONFERENCE;VALUE=URI;FEATURE=VIDEO:https://meet.example.com/1\r\nSOURCE;VALUE=URI:http://a.example/s\r\n"
     "IMAGE;VALUE=URI;DISPLAY=BADGE:http://a.example/i.png\r\n",
     "calendar:https://meet.example.com/1 calendar:http://a.example/s calendar:http://a.example/i.png"},
    {"ATTACH:http://intranet/a.doc\r\nATTACH;VALUE=URI:Basso\r\nATTACH;ENCODING=BASE64;VALUE=BINARY:http://x\r\n"
     "ATTACH:CID:part1@example.com\r\n",
     "calendar:http://intranet/a.doc calendar:CID:part1@example.com"},
    {"ORGANIZER;CN=\"Ana: http://no.example\":mailto:ana@example.com\r\nATTENDEE;ROLE=CHAIR:MAILTO:bo@example.com\r\n"
     "ATTENDEE:invalid:nomail\r\nATTENDEE;DIR=\"ldap://intranet/o=x\":urn:uuid:1\r\n",
     "calendar:mailto:ana@example.com calendar:MAILTO:bo@example.com calendar:ldap://intranet/o=x"},
    {"X-MICROSOFT-SKYPETEAMSMEETINGURL:https://teams.example.com/l/1\r\nX-GOOGLE-CONFERENCE:https://meet.example.com/a\r\n"
     "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK:\r\nX-OTHER:http://a.example/\r\nX-BLURL:false\r\n",
     "calendar:https://teams.example.com/l/1 calendar:https://meet.example.com/a"},
    {"TZURL:http://zones.example/a\r\nUID:http://uid.example/\r\nSUMMARY:http://a.example/\r\nPRODID:-//a//b//EN\r\n", ""},
    {"URL:http://{{ host }}/x\r\nURL:{{ url }}\r\nDESCRIPTION:{{ text }} {{ 'http://intranet/c' }}\r\n",
     "calendar:http://@/x calendar:@ code:http://intranet/c"},
    {"URL\r\n:x\r\nURL;\r\nURL;A=\":http://a.example\r\n \r\n\r\n:::\r\n\"\r\nURL:http://a.example", "calendar:http://a.example"},
};

START_TEST(found)
{
    char mail[2048];
    snprintf(mail, sizeof mail, MAIL "%s", rows[_i].lines);
    expect_links(READ_EML, mail, rows[_i].links);
}
END_TEST

static const struct {
    const char *lines, *places;
} place_rows[] = {
    {"URL:http://intra\r\n net/x\r\n", "http://intra\r\n net/x"},
    {"DESCRIPTION:a\\nhttp://intranet/a\\,\r\n b now\r\n", "http://intranet/a\\,\r\n b"},
    {"X-ALT-DESC;FMTTYPE=text/html:<p>\\n<a href=\"http://intra\r\n net/?a\\;b&amp;c\">x</a>\r\n",
     "http://intra\r\n net/?a\\;b&amp;c"},
};

START_TEST(places)
{
    char mail[2048];
    snprintf(mail, sizeof mail, MAIL "%s", place_rows[_i].lines);
    expect_places(READ_EML, mail, place_rows[_i].places);
}
END_TEST

/* No view shows a calendar, be it an attachment or an alternative; its addresses are there all the same. */
START_TEST(no_view)
{
    struct reading r;
    reading_make(&r, READ_EML,
                 "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nHello\n"
                 "--b\nContent-Type: text/calendar\nContent-Disposition: attachment; filename=a.ics\n"
                 "Content-Transfer-Encoding: base64\n\nREVTQ1JJUFRJT046aHR0cDovL2ludHJhbmV0L3gK\n--b--\n");
    expect("attached", "visible", show_view(&r, VIEW_VISIBLE), "Hello");
    expect("attached", "raw", show_view(&r, VIEW_RAW), "Hello");
    ck_assert_uint_eq(r.content.links.count, 1);
    ck_assert_uint_eq(r.content.links.items[0].part, 2);
    expect("attached", "link", show(&r.arena, r.content.links.items[0].target.text), "http://intranet/x");
    reading_free(&r);
}
END_TEST

Suite *calendar_suite(void)
{
    Suite *suite = suite_create("calendar");
    TCase *tests = tcase_create("calendar");
    tcase_add_loop_test(tests, found, 0, (int)COUNT(rows));
    tcase_add_loop_test(tests, places, 0, (int)COUNT(place_rows));
    tcase_add_test(tests, no_view);
    suite_add_tcase(suite, tests);
    return suite;
}
