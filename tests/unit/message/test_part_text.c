/* Decoded texts of parts, and the way back to the bytes of the file. */
#include "test_message.h"

#define TOP   "From: a@example.com\nMIME-Version: 1.0\n"
#define TOP8  TOP "Content-Transfer-Encoding: 8bit\n"
#define PLAIN "Content-Type: text/plain; charset="
#define HTML  "Content-Type: text/html; charset="

static const struct {
    const char *name, *in, *text;
    const char *find, *raw; /* bytes of the file that `find` came from */
    const char *anomalies;
} rows[] = {
    {"plain", TOP "\nsee intranet here", "see intranet here", "intranet", "intranet", ""},
    {"utf-8", TOP8 "Content-Type: text/plain; charset=utf-8\n\ncaf\xC3\xA9!", "caf\xC3\xA9!", "\xC3\xA9", "\xC3\xA9", ""},
    {"latin-1", TOP8 "Content-Type: text/plain; charset=iso-8859-1\n\ncaf\xE9!", "caf\xC3\xA9!", "f\xC3\xA9!", "f\xE9!", ""},
    {"undeclared utf-8", TOP8 "\ncaf\xC3\xA9!", "caf\xC3\xA9!", "\xC3\xA9", "\xC3\xA9", "charset-missing"},
    {"undeclared 1252", TOP8 "\ncaf\xE9!", "caf\xC3\xA9!", "\xC3\xA9", "\xE9", "charset-missing"},
    {"ascii that is not", TOP8 "Content-Type: text/plain; charset=us-ascii\n\ncaf\xE9!", "caf\xC3\xA9!", "\xC3\xA9", "\xE9",
     "charset-invalid"},
    {"utf-8 that is not", TOP8 "Content-Type: text/plain; charset=utf-8\n\na\xE9z", "a\xEF\xBF\xBDz", "\xEF\xBF\xBD", "\xE9",
     "charset-invalid"},
    {"html with meta", TOP8 "Content-Type: text/html\n\n<meta charset=koi8-r>\xF0\xD2\xC9",
     "<meta charset=koi8-r>\xD0\x9F\xD1\x80\xD0\xB8", "\xD1\x80", "\xD2", "charset-missing"},
    {"quoted-printable", TOP "Content-Transfer-Encoding: quoted-printable\n\nsee intra=\nnet =3D>", "see intranet =>", "intranet",
     "intra=\nnet", ""},
    {"quoted-printable utf-8",
     TOP "Content-Transfer-Encoding: quoted-printable\nContent-Type: text/plain; charset=utf-8\n\ncaf=C3=\n=A9!", "caf\xC3\xA9!",
     "\xC3\xA9", "=C3=\n=A9", ""},
    {"quoted-printable latin-1",
     TOP "Content-Transfer-Encoding: quoted-printable\nContent-Type: text/plain; charset=iso-8859-1\n\ncaf=E9=E8!",
     "caf\xC3\xA9\xC3\xA8!", "\xC3\xA8", "=E8", ""},
    {"base64", TOP "Content-Transfer-Encoding: base64\n\nc2VlIGludHJhbmV0\nIGhlcmU=", "see intranet here", "intranet",
     "IGludHJhbmV0", ""},
    {"base64 over a line end", TOP "Content-Transfer-Encoding: base64\n\nc2VlIGludH\nJhbmV0IGhlcmU=", "see intranet here",
     "intranet", "IGludH\nJhbmV0", ""},
    {"base64 latin-1", TOP "Content-Transfer-Encoding: base64\nContent-Type: text/plain; charset=iso-8859-1\n\nY2Fm6SE=",
     "caf\xC3\xA9!", "\xC3\xA9", "6SE=", ""},
    {"base64 utf-16", TOP "Content-Transfer-Encoding: base64\nContent-Type: text/plain; charset=utf-16\n\n//5oAGkAIQA=", "hi!",
     "i", "AGkA", ""},
    {"base64 iso-2022-jp",
     TOP "Content-Transfer-Encoding: base64\nContent-Type: text/plain; charset=iso-2022-jp\n\nYRskQiQiJCQbKEJi\n",
     "a\xE3\x81\x82\xE3\x81\x84"
     "b",
     "\xE3\x81\x84", "JCQb", ""},
    {"iso-2022-jp", TOP "Content-Type: text/plain; charset=iso-2022-jp\n\na\x1B$B$\"$$\x1B(Bb",
     "a\xE3\x81\x82\xE3\x81\x84"
     "b",
     "\xE3\x81\x82\xE3\x81\x84", "$\"$$", ""},
    {"byte order mark", TOP8 "\n\xEF\xBB\xBFhello", "hello", "hello", "hello", ""},
    {"byte order mark and bad bytes", TOP8 "Content-Type: text/plain; charset=utf-8\n\n\xEF\xBB\xBFhel\xFFlo",
     "hel\xEF\xBF\xBDlo", "l\xEF\xBF\xBD", "l\xFF", "charset-invalid"},
    {"ascii that is utf-8", TOP8 PLAIN "us-ascii\n\ncaf\xC3\xA9!", "caf\xC3\xA9!", "\xC3\xA9", "\xC3\xA9", "charset-wrong"},
    {"latin-1 that is utf-8", TOP8 PLAIN "iso-8859-1\n\ncaf\xC3\xA9!", "caf\xC3\x83\xC2\xA9!", "\xC3\x83", "\xC3",
     "charset-wrong"},
    {"koi8-r that is utf-8", TOP8 PLAIN "koi8-r\n\n\xD0\x9F", "\xD0\xBF\xC3\xB7", "\xD0\xBF", "\xD0", "charset-wrong"},
    {"koi8-r", TOP8 PLAIN "koi8-r\n\n\xF0\xD2", "\xD0\x9F\xD1\x80", "\xD0\x9F", "\xF0", ""},
    {"mark of utf-8 against the label", TOP8 PLAIN "iso-8859-1\n\n\xEF\xBB\xBF\xC3\xA9", "\xC3\xA9", "\xC3\xA9", "\xC3\xA9",
     "charset-mark"},
    {"mark of utf-8 and the label", TOP8 PLAIN "utf-8\n\n\xEF\xBB\xBF\xC3\xA9", "\xC3\xA9", "\xC3\xA9", "\xC3\xA9", ""},
    {"letters that look like a mark", TOP8 PLAIN "iso-8859-1\n\n\xFF\xFE!", "\xC3\xBF\xC3\xBE!", "!", "!", ""},
    {"html against its part", TOP8 HTML "iso-8859-2\n\n<meta charset=koi8-r>\xB1", "<meta charset=koi8-r>\xC4\x85", "\xC4\x85",
     "\xB1", "charset-conflict"},
    {"html with its part", TOP8 HTML "koi8-r\n\n<meta charset=koi8-r>\xF0", "<meta charset=koi8-r>\xD0\x9F", "\xD0\x9F", "\xF0",
     ""},
    {"html against its part, in ascii", TOP8 HTML "iso-8859-2\n\n<meta charset=koi8-r>a", "<meta charset=koi8-r>a", "a", "a", ""},
    {"utf-7", TOP PLAIN "utf-7\n\na+AOk-b",
     "a\xC3\xA9"
     "b",
     "\xC3\xA9", "+AOk", "charset-utf-7"},
    {"truncated utf-8", TOP8 PLAIN "utf-8\n\na\xE2\x82", "a\xEF\xBF\xBD\xEF\xBF\xBD", "a", "a", "charset-truncated"},
    {"truncated gbk", TOP8 PLAIN "gbk\n\na\xC4", "a\xEF\xBF\xBD", "\xEF\xBF\xBD", "\xC4", "charset-truncated"},
    {"iso-2022-jp without its end", TOP PLAIN "iso-2022-jp\n\na\x1B$B$\"", "a\xE3\x81\x82", "\xE3\x81\x82", "$\"",
     "charset-shift"},
    {"hz", TOP PLAIN "hz-gb-2312\n\na~{VPND~}~~\n~{VP\nb", "a\xE4\xB8\xAD\xE6\x96\x87~\n\xE4\xB8\xAD\nb", "\xE6\x96\x87", "ND",
     ""},
    {"hz without its end", TOP PLAIN "hz-gb-2312\n\na~{VP", "a\xE4\xB8\xAD", "\xE4\xB8\xAD", "VP", "charset-shift"},
    {"unknown label, ascii", TOP PLAIN "nonsense\n\ncafe", "cafe", "cafe", "cafe", "charset-unknown"},
    {"a label that says nothing", TOP8 PLAIN "unknown-8bit\n\ncaf\xE9!", "caf\xC3\xA9!", "\xC3\xA9", "\xE9", "charset-unknown"},
    {"a label with more behind it", TOP8 PLAIN "\"utf-8 nonsense\"\n\ncaf\xC3\xA9!", "caf\xC3\xA9!", "\xC3\xA9", "\xC3\xA9", ""},
    {"8bit in 7bit", TOP "Content-Type: text/plain; charset=utf-8\n\ncaf\xC3\xA9!", "caf\xC3\xA9!", "\xC3\xA9", "\xC3\xA9",
     "encoding-8bit"},
    {"unknown text", TOP "Content-Type: text/x-odd\n\nhello", "hello", "hello", "hello", ""},
    {"a calendar", TOP "Content-Type: text/calendar\n\nBEGIN:VCALENDAR", "BEGIN:VCALENDAR", "B", "B", ""},
    {"mask byte", TOP "\na\x1Az", "a\xEF\xBF\xBDz", "\xEF\xBF\xBD", "\x1A", ""},
    {"unknown charset", TOP8 "Content-Type: text/plain; charset=nonsense\n\ncaf\xC3\xA9", "caf\xC3\xA9", "\xC3\xA9", "\xC3\xA9",
     "charset-unknown"},
    {"unknown encoding", TOP "Content-Transfer-Encoding: x-odd\n\na=3Db", "a=3Db", "=", "=", "encoding-unknown"},
    {"html alone", "<p>caf\xC3\xA9</p>", "<p>caf\xC3\xA9</p>", "\xC3\xA9", "\xC3\xA9", ""},
    {"html alone, 1252", "<p>caf\xE9</p>", "<p>caf\xC3\xA9</p>", "\xC3\xA9", "\xE9", ""},
    {"text alone with a mark", "\xEF\xBB\xBFhello", "hello", "hello", "hello", ""},
    {"empty", "", "", "", "", ""},
};

START_TEST(decoding)
{
    struct parsed p;
    parse(&p, slice_cstr(rows[_i].in));
    const struct part *part = &p.message.parts.items[0];
    ck_assert_msg(part->document != NULL, "%s", rows[_i].name);
    expect_text(rows[_i].name, part->document->layer.text, rows[_i].text);
    ck_assert_ptr_eq(part->document->layer.parent, part->layer);
    expect_sound(rows[_i].name, &part->document->layer);
    expect_anomalies(rows[_i].name, &p.message, rows[_i].anomalies);
    if (rows[_i].find[0])
        expect_origin(rows[_i].name, &p.message, &part->document->layer, rows[_i].find, rows[_i].raw);
    parse_end(&p);
}
END_TEST

START_TEST(problems)
{
    static const struct {
        const char *in, *code; /* null: complete */
    } inputs[] = {
        {TOP "\nx", NULL},
        {TOP "Content-Type: text/plain; charset=nonsense\n\nx\xE9", "charset-unknown"},
        {TOP "Content-Type: text/plain; charset=nonsense\n\nx", NULL},
        {TOP "Content-Type: text/plain; charset=nonsense\n\nx\xC3\xA9", NULL},
        {TOP "Content-Type: text/plain; charset=unknown-8bit\n\nx\xE9", NULL},
        {TOP "Content-Transfer-Encoding: x-odd\n\nx", "encoding-unknown"},
        {TOP "Content-Type: image/png; charset=nonsense\n\nx", NULL},
        {TOP "Content-Type: image/png\nContent-Transfer-Encoding: x-odd\n\nx", NULL},
        {TOP "Content-Type: text/plain; charset=us-ascii\n\n\xE9", NULL},
    };
    for (size_t i = 0; i < COUNT(inputs); i++) {
        struct parsed p;
        parse(&p, slice_cstr(inputs[i].in));
        ck_assert_msg(p.message.complete == !inputs[i].code, "%s", inputs[i].in);
        if (inputs[i].code)
            ck_assert_str_eq(p.message.problems.items[0].code, inputs[i].code);
        parse_end(&p);
    }
}
END_TEST

START_TEST(text_limit)
{
    static const char *const inputs[] = {
        TOP "\n12345678",
        TOP "Content-Transfer-Encoding: base64\n\nMTIzNDU2Nzg=",
        TOP "Content-Transfer-Encoding: quoted-printable\n\n1234567=\n8",
        TOP "Content-Type: text/plain; charset=iso-8859-1\n\n\xE9\xE9\xE9\xE9",
    };
    for (size_t i = 0; i < COUNT(inputs); i++) {
        struct limits limits = limits_default;
        struct message_options options = {.limits = &limits};
        struct parsed p;
        limits.text_bytes = 6;
        parse_with(&p, slice_cstr(inputs[i]), &options);
        ck_assert_msg(p.message.problems.count == 1, "%s: %u problems", inputs[i], p.message.problems.count);
        ck_assert_str_eq(p.message.problems.items[0].code, "limit-text_bytes");
        ck_assert_uint_eq(p.message.parts.items[0].document->layer.text.size, 6);
        parse_end(&p);
    }
}
END_TEST

/* Texts that are stored as they read are not copied. */
START_TEST(identity_is_not_copied)
{
    struct parsed p;
    parse(&p, SLICE(TOP "\ncaf\xC3\xA9"));
    const struct layer *layer = &p.message.parts.items[0].document->layer;
    ck_assert_ptr_eq(layer->text.data, p.source.bytes.data + p.message.parts.items[0].body.start);
    ck_assert_uint_eq(layer->map.runs.count, 1);
    ck_assert_ptr_eq(p.message.parts.items[0].document->masked.data, layer->text.data);
    parse_end(&p);
}
END_TEST

/* UTF-16 needs NUL bytes and cannot stand in a table of strings. */
START_TEST(utf16_file)
{
    static const unsigned char bytes[] = {0xFF, 0xFE, '<', 0, 'p', 0, '>', 0, 0xE9, 0, '!', 0};
    struct parsed p;
    parse(&p, slice_make(bytes, sizeof bytes));
    ck_assert_int_eq(p.message.kind, KIND_HTML);
    const struct document *document = p.message.parts.items[0].document;
    expect_text("utf-16", document->layer.text, "<p>\xC3\xA9!");
    struct span up = layer_to_file(&document->layer, (struct span){3, 5});
    ck_assert_msg(up.start == 8 && up.end == 10, "%u-%u", up.start, up.end);
    expect_anomalies("utf-16", &p.message, "");
    parse_end(&p);
}
END_TEST

TCase *part_text_tests(void)
{
    TCase *tests = tcase_create("part_text");
    tcase_add_loop_test(tests, decoding, 0, COUNT(rows));
    tcase_add_test(tests, problems);
    tcase_add_test(tests, text_limit);
    tcase_add_test(tests, identity_is_not_copied);
    tcase_add_test(tests, utf16_file);
    return tests;
}
