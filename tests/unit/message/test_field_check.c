/* What is wrong with a header and its well-known fields, each with an innocent twin and its exact place. */
#include <string.h>

#include "message/field_check.h"

#include "test_message.h"

#define FROM_FOLLOWS "\r\nFrom: a@example.com\r\n\r\n"

static const struct {
    const char *in, *anomalies, *place; /* of the first anomaly */
} rows[] = {
    {"Subject: x" FROM_FOLLOWS, "", ""},
    {" folded" FROM_FOLLOWS, "header-fold-first", " folded"},
    {"Subject: x\r\n folded" FROM_FOLLOWS, "", ""},
    {"Subject: x\r\nFrom a@example.com Mon Jan  1 00:00:00 2024" FROM_FOLLOWS, "header-from-line",
     "From a@example.com Mon Jan  1 00:00:00 2024"},
    {"Subject: x\r\n>From a@example.com Mon Jan  1 00:00:00 2024" FROM_FOLLOWS, "header-from-line",
     ">From a@example.com Mon Jan  1 00:00:00 2024"},
    {"From a@example.com Mon Jan  1 00:00:00 2024" FROM_FOLLOWS, "", ""},
    {"Subject: x\r\n: y" FROM_FOLLOWS, "header-name-empty", ": y"},
    {"Subject: x\r\n : y" FROM_FOLLOWS, "", ""},
    {"Subject: x\r\nX Mailer: y" FROM_FOLLOWS, "header-name-invalid", "X Mailer"},
    {"Subject: x\r\nX-M\xC3\xA4iler: y\r\n z" FROM_FOLLOWS, "header-name-invalid", "X-M\xC3\xA4iler"},
    {"Subject: x\r\nX-Mailer: y" FROM_FOLLOWS, "", ""},
    {"Subject: x\r\nand then some words: y" FROM_FOLLOWS, "header-line-invalid", "and then some words: y"},
    {"Subject: x\r\nwords\r\n folded\r\n twice" FROM_FOLLOWS, "header-line-invalid", "words"},
    {"Subject: x\r\n\t \r\n y" FROM_FOLLOWS, "header-fold-empty", "\t "},
    {"Subject : x" FROM_FOLLOWS, "header-name-space", " "},
    {"Subject: x\x1B[1m" FROM_FOLLOWS, "header-control", "\x1B"},
    {"Subject: x\ty" FROM_FOLLOWS, "", ""},
    {"Subject: \xC3\xA9" FROM_FOLLOWS, "header-8bit", "Subject: \xC3\xA9"},
    {"Subject: x\r\nSubject: y" FROM_FOLLOWS, "header-duplicate", "Subject: y"},
    {"subject: x\r\nSUBJECT: y\r\n z" FROM_FOLLOWS, "header-duplicate", "SUBJECT: y\r\n z"},
    {"Received: x\r\nReceived: y" FROM_FOLLOWS, "", ""},
    {"Message-ID: <a@example.com>" FROM_FOLLOWS, "", ""},
    {"Message-ID:\r\n <a@example.com>" FROM_FOLLOWS, "", ""},
    {"Message-ID: <a@[192.0.2.1]> (added by b@example.com)" FROM_FOLLOWS, "", ""},
    {"Message-ID: <\"a b@c\"@example.com>" FROM_FOLLOWS, "", ""},
    {"Message-ID: <{{ id }}>" FROM_FOLLOWS, "", ""},
    {"Message-ID: a@example.com" FROM_FOLLOWS, "message-id-invalid", "a@example.com"},
    {"Message-ID: <a>" FROM_FOLLOWS, "message-id-invalid", "<a>"},
    {"Message-ID: <@example.com>" FROM_FOLLOWS, "message-id-invalid", "<@example.com>"},
    {"Message-ID: <a@>" FROM_FOLLOWS, "message-id-invalid", "<a@>"},
    {"Message-ID: <a@b@example.com>" FROM_FOLLOWS, "message-id-invalid", "<a@b@example.com>"},
    {"Message-ID: <a b@example.com>" FROM_FOLLOWS, "message-id-invalid", "<a b@example.com>"},
    {"Message-ID: <\"a@example.com>" FROM_FOLLOWS, "", ""},
    {"Message-ID: <a@example.com> <b@example.com>" FROM_FOLLOWS, "message-id-invalid", "<a@example.com> <b@example.com>"},
    {"Message-ID: <a@example.com> b" FROM_FOLLOWS, "message-id-invalid", "<a@example.com> b"},
    {"Message-ID: <" FROM_FOLLOWS, "message-id-invalid", "<"},
    {"Message-ID:" FROM_FOLLOWS, "message-id-invalid", ""},
    {"Date: 1 Jan 2024 00:00:00 GMT" FROM_FOLLOWS, "", ""},
    {"Date: 1 Jan\r\n 24" FROM_FOLLOWS, "date-invalid", "1 Jan\r\n 24"},
    {"Date: Tue, 1 Jan 2024 00:00:00 GMT" FROM_FOLLOWS, "date-weekday", "Tue, 1 Jan 2024 00:00:00 GMT"},
    {"To: a@example.com, nobody" FROM_FOLLOWS, "address-invalid", "nobody"},
    {"Cc: nobody" FROM_FOLLOWS, "address-invalid", "nobody"},
    {"Reply-To: nobody" FROM_FOLLOWS, "address-invalid", "nobody"},
    {"X-To: nobody" FROM_FOLLOWS, "", ""},
    {"Bcc:" FROM_FOLLOWS, "", ""},
    {"To:" FROM_FOLLOWS, "address-empty", ""},
    {"To: T: \"=?utf-8?Q?a?=\" <@b.example:c@d..example>, e@\xC3\xA9.example, \"f" FROM_FOLLOWS,
     "header-8bit encoded-word-quoted address-route address-dot address-not-ascii address-quote-unclosed address-group-unclosed "
     "address-invalid",
     "To: T: \"=?utf-8?Q?a?=\" <@b.example:c@d..example>, e@\xC3\xA9.example, \"f"},
    {"Subject: a =?utf-8?Q?b=C3?=\r\n =?utf-8?Q?=A9?= c" FROM_FOLLOWS, "encoded-word-split-character",
     "=?utf-8?Q?b=C3?=\r\n =?utf-8?Q?=A9?="},
    {"Subject: a =?utf-8?Q?b=C3=A9?=\r\n =?utf-8?Q?=C3=A9?= c" FROM_FOLLOWS, "", ""},
    {"Subject: a =?iso-2022-jp?B?GyRCJCI=?= =?iso-2022-jp?B?JCIbKEI=?=" FROM_FOLLOWS, "", ""},
    {"MIME-Version: 1.0\r\nContent-Disposition: attachment;\r\n filename*0*=utf-8''%zz; filename*2=b" FROM_FOLLOWS,
     "parameter-gap parameter-percent", "filename*2=b"},
    {"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8" FROM_FOLLOWS, "", ""},
    {"MIME-Version: 1.0\r\nContent-Type: text; charset=utf-8" FROM_FOLLOWS, "content-type-invalid", "text; charset=utf-8"},
    {"MIME-Version: 1.0\r\nContent-Type: text/" FROM_FOLLOWS, "content-type-invalid", "text/"},
    {"MIME-Version: 1.0\r\nContent-Type: text/html\r\nContent-type: text/plain" FROM_FOLLOWS, "content-type-duplicate",
     "Content-type: text/plain"},
    {"MIME-Version: 1.0\r\nContent-Disposition: inline" FROM_FOLLOWS, "", ""},
    {"MIME-Version: 1.0\r\nContent-Disposition: filename=x" FROM_FOLLOWS, "content-disposition-invalid", "filename=x"},
    {"MIME-Version: 1.0\r\nContent-Disposition: \"inline\"" FROM_FOLLOWS, "content-disposition-invalid", "\"inline\""},
    {"MIME-Version: 1.0\r\nContent-Type: a/b; name=x.pdf\r\nContent-Disposition: inline; filename=x.pdf" FROM_FOLLOWS, "", ""},
    {"MIME-Version: 1.0\r\nContent-Type: a/b; name*=utf-8''x%2Epdf\r\nContent-Disposition: inline; filename=x.pdf" FROM_FOLLOWS,
     "", ""},
    {"MIME-Version: 1.0\r\nContent-Type: a/b; name=x.pdf\r\nContent-Disposition: inline; filename=x.exe" FROM_FOLLOWS,
     "filename-conflict", "filename=x.exe"},
};

START_TEST(places)
{
    struct message_options options = {.kind = KIND_EML + 1};
    struct parsed p;
    parse_with(&p, slice_cstr(rows[_i].in), &options);
    expect_anomalies(rows[_i].in, &p.message, rows[_i].anomalies);
    if (p.message.anomalies.count) {
        const struct anomaly *first = &p.message.anomalies.items[0];
        struct span span = layer_to_file(first->layer, first->span);
        expect_text(rows[_i].in, slice_sub(p.message.file.text, span.start, span.end), rows[_i].place);
    }
    parse_end(&p);
}
END_TEST

START_TEST(truncation)
{
    for (size_t size = 0; size < strlen(rows[_i].in); size++) {
        struct parsed p;
        parse(&p, slice_sub(slice_cstr(rows[_i].in), 0, size));
        parse_end(&p);
    }
}
END_TEST

START_TEST(long_fields)
{
    static const struct {
        size_t size;
        const char *anomalies;
    } sizes[] = {{65536, "line-too-long"}, {65537, "line-too-long header-too-long"}};
    for (size_t i = 0; i < COUNT(sizes); i++) {
        struct parsed p;
        struct arena arena;
        struct buffer in;
        arena_init(&arena, TEST_MEMORY);
        buffer_init(&in, &arena, 100000);
        buffer_text(&in, "From: a@example.com\nX-Long:");
        buffer_fill(&in, 'x', sizes[i].size - strlen("X-Long:"));
        buffer_text(&in, "\n\n");
        parse(&p, buffer_slice(&in));
        expect_anomalies("long", &p.message, sizes[i].anomalies);
        parse_end(&p);
        arena_free(&arena);
    }
}
END_TEST

/* A lack of memory anywhere ends in an incomplete message or in none. */
START_TEST(no_memory)
{
    bool failed = true;
    for (uint64_t fail_at = 1; failed; fail_at++) {
        struct arena arena;
        struct source source;
        struct message message;
        arena_init(&arena, TEST_MEMORY);
        arena.fail_at = fail_at;
        source_init(&source, SLICE("test"), slice_cstr(rows[_i].in));
        bool done = message_parse(&message, &arena, &source, NULL);
        failed = arena.failed;
        ck_assert_msg(!failed || !done || !message.complete, "%s: %d", rows[_i].in, (int)fail_at);
        arena_free(&arena);
    }
}
END_TEST

TCase *field_check_tests(void)
{
    TCase *tests = tcase_create("field_check");
    tcase_add_loop_test(tests, places, 0, COUNT(rows));
    tcase_add_loop_test(tests, truncation, 0, COUNT(rows));
    tcase_add_loop_test(tests, no_memory, 0, COUNT(rows));
    tcase_add_test(tests, long_fields);
    return tests;
}
