/* IDNA, Punycode and NFC. */
#include "content/idna.h"

#include "base/utf8.h"
#include "content/nfc.h"
#include "content/punycode.h"
#include "reading.h"
#include "suites.h"

#define CHARACTER "character"
#define PUNYCODE  "punycode"
#define LONG      "long"

/* The forms, or what was wrong. */
static const struct {
    const char *name, *ascii, *unicode, *problem;
} rows[] = {
    {"", "", "", ""},
    {"www.Example.COM", "www.example.com", "www.example.com", ""},
    {"MÜNCHEN.de", "xn--mnchen-3ya.de", "münchen.de", ""},
    {"mu\u0308nchen.de", "xn--mnchen-3ya.de", "münchen.de", ""},
    {"XN--Mnchen-3ya.de", "xn--mnchen-3ya.de", "münchen.de", ""},
    {"straße.de", "xn--strae-oqa.de", "straße.de", ""},
    {"STRA\u1E9EE.de", "xn--strae-oqa.de", "straße.de", ""},
    {"россия.рф", "xn--h1alffa9f.xn--p1ai", "россия.рф", ""},
    {"東京。jp", "xn--1lqs71d.jp", "東京.jp", ""},
    {"\uFF37\uFF57w．example｡com", "www.example.com", "www.example.com", ""},
    {"한국.kr", "xn--3e0b707e.kr", "한국.kr", ""},
    {"\u1112\u1161\u11AB\u1100\u116E\u11A8.kr", "xn--3e0b707e.kr", "한국.kr", ""},
    {"exam\u00ADple.com", "example.com", "example.com", ""},
    {"\u2665.net", "xn--g6h.net", "\u2665.net", ""},
    {"\uFDFA.com", "", "", CHARACTER}, /* with blanks */
    {"a..b\u00FC", "a..xn--b-eha", "a..bü", ""},
    /* Joiners. */
    {"\u0646\u0627\u0645\u0647\u200C\u0627\u06CC.com", "xn--mgba3gch31f060k.com",
     "\u0646\u0627\u0645\u0647\u200C\u0627\u06CC.com", ""},
    {"\u0DC1\u0DCA\u200D\u0DBB\u0DD3.com", "xn--10cl1a0b660p.com", "\u0DC1\u0DCA\u200D\u0DBB\u0DD3.com", ""},
    {"a\u200Cb.com", "", "", CHARACTER},
    {"\u0628\u200D.com", "", "", CHARACTER},
    {"\u0628\u200C.com", "", "", CHARACTER},
    /* Writing from right to left. */
    {"אב.com", "xn--4dbc.com", "אב.com", ""},
    {"אב1.com", "xn--1-zhcd.com", "אב1.com", ""},
    {"1אב.com", "", "", CHARACTER},
    {"אבa.com", "", "", CHARACTER},
    {"אב.1com", "", "", CHARACTER},
    {"א1\u0661.com", "", "", CHARACTER},
    /* What names may not have. */
    {"exam\u202Eple.com", "", "", CHARACTER},
    {"\u0301a.com", "", "", CHARACTER},
    {"\uFFFD.com", "", "", CHARACTER},
    {"\xFF.com", "", "", CHARACTER},
    {"\uE000.com", "", "", CHARACTER},
    {"\u0378.com", "", "", CHARACTER},
    {"www\u2025ü", "", "", CHARACTER},
    /* Labels that are no A-labels stay as they are. */
    {"xn--", "xn--", "xn--", PUNYCODE},
    {"xn--0.de", "xn--0.de", "xn--0.de", PUNYCODE},
    {"xn--a.de", "xn--a.de", "xn--a.de", CHARACTER}, /* U+0080 */
    {"xn--abc-.de", "xn--abc-.de", "xn--abc-.de", PUNYCODE},
    {"xn--mnchen-3yb=.de", "xn--mnchen-3yb=.de", "xn--mnchen-3yb=.de", PUNYCODE},
    {"xn--zzzzzzzzzzzz.de", "xn--zzzzzzzzzzzz.de", "xn--zzzzzzzzzzzz.de", PUNYCODE},
    {"xn--mnchn-hva\u00E9.de", "", "", PUNYCODE},
    {"xn--mnchen-psa.de", "xn--mnchen-psa.de", "xn--mnchen-psa.de", CHARACTER}, /* MÜNCHEN, not mapped */
    {"xn--wore-yvc.de", "xn--wore-yvc.de", "xn--wore-yvc.de", PUNYCODE},        /* an accent that is not composed */
    {"xn--1ug.de", "xn--1ug.de", "xn--1ug.de", CHARACTER},
    {"xn--mnchen-3ya.xn--0", "xn--mnchen-3ya.xn--0", "münchen.xn--0", PUNYCODE},
};

static const char *problem_text(unsigned problems)
{
    static const char *const texts[] = {"", CHARACTER, PUNYCODE, "both", LONG};
    ck_assert_uint_lt(problems, COUNT(texts));
    return texts[problems];
}

START_TEST(names)
{
    struct arena arena;
    struct idna_name name;
    arena_init(&arena, 1 << 20);
    ck_assert(idna_read(&name, &arena, slice_cstr(rows[_i].name)));
    expect(rows[_i].name, "problem", problem_text(name.problems), rows[_i].problem);
    if (rows[_i].ascii[0])
        expect(rows[_i].name, "ascii", show(&arena, name.ascii), rows[_i].ascii);
    if (rows[_i].unicode[0])
        expect(rows[_i].name, "unicode", show(&arena, name.unicode), rows[_i].unicode);
    arena_free(&arena);
}
END_TEST

START_TEST(without_memory)
{
    bool ok = false;
    for (uint64_t n = 1; !ok && n < 100; n++) {
        struct arena arena;
        struct idna_name name;
        arena_init(&arena, 1 << 20);
        arena.fail_at = n;
        ok = idna_read(&name, &arena, slice_cstr(rows[_i].name));
        ck_assert(ok == !arena.failed);
        arena_free(&arena);
    }
    ck_assert(ok);
}
END_TEST

/* RFC 3492, section 7.1, and more: each of them is one text. */
static const struct {
    const char *text, *encoded;
} punycode_rows[] = {
    {"\u0644\u064A\u0647\u0645\u0627\u0628\u062A\u0643\u0644\u0645\u0648\u0634\u0639\u0631\u0628\u064A\u061F",
     "egbpdaj6bu4bxfgehfvwxn"},
    {"\u4ED6\u4EEC\u4E3A\u4EC0\u4E48\u4E0D\u8BF4\u4E2D\u6587", "ihqwcrb4cv8a8dqg056pqjye"},
    {"3\u5E74B\u7D44\u91D1\u516B\u5148\u751F", "3B-ww4c5e180e575a65lsy2b"},
    {"\u3072\u3068\u3064\u5C4B\u6839\u306E\u4E0B2", "2-u9tlzr9756bt3uc0v"},
    {"-> $1.00 <-", "-> $1.00 <--"},
    {"\U0010FFFF", "dn32g"},
    {"-\u00FC", "--eha"},
};

START_TEST(punycode)
{
    struct arena arena;
    struct buffer out, text;
    uint32_t points[PUNYCODE_MOST], decoded[PUNYCODE_MOST];
    size_t size = 0;
    struct slice s = slice_cstr(punycode_rows[_i].text);
    arena_init(&arena, 1 << 20);
    buffer_init(&out, &arena, 1024);
    buffer_init(&text, &arena, 1024);
    for (size_t i = 0; i < s.size;) {
        struct utf8_step step = utf8_decode(s, i);
        points[size++] = step.code_point;
        i += step.length;
    }
    ck_assert(punycode_encode(&out, points, size));
    expect(punycode_rows[_i].text, "encoded", show(&arena, buffer_slice(&out)), punycode_rows[_i].encoded);
    size = punycode_decode(buffer_slice(&out), decoded);
    for (size_t i = 0; i < size; i++)
        buffer_code_point(&text, decoded[i]);
    expect(punycode_rows[_i].encoded, "decoded", show(&arena, buffer_slice(&text)), punycode_rows[_i].text);
    arena_free(&arena);
}
END_TEST

START_TEST(punycode_limits)
{
    struct arena arena;
    struct buffer out;
    uint32_t points[PUNYCODE_MOST + 1];
    unsigned char digits[PUNYCODE_MOST + 1];
    arena_init(&arena, 1 << 20);
    buffer_init(&out, &arena, 1 << 16);
    for (size_t i = 0; i < COUNT(points); i++)
        points[i] = i % 2 ? 0x10FFFF : 0x80;
    ck_assert(punycode_encode(&out, points, PUNYCODE_MOST));
    ck_assert(!punycode_encode(&out, points, PUNYCODE_MOST + 1));
    for (int digit = 0; digit < 256; digit++) {
        memset(digits, digit, sizeof digits);
        for (size_t size = 0; size <= sizeof digits; size++)
            ck_assert_uint_le(punycode_decode(slice_make(digits, size), points), PUNYCODE_MOST);
        ck_assert_uint_eq(punycode_decode(slice_make(digits, sizeof digits), points), 0);
    }
    arena_free(&arena);
}
END_TEST

static const struct {
    uint32_t text[6], composed[6];
} nfc_rows[] = {
    {{'e', 0x301}, {0xE9}},
    {{0xE9}, {0xE9}},
    {{'a', 0x301, 0x323}, {0x1EA1, 0x301}}, /* the dot below goes first */
    {{0xE1, 0x323}, {0x1EA1, 0x301}},       /* taken apart for it */
    {{'a', 0x302, 0x301}, {0x1EA5}},        /* one mark after the other */
    {{'a', 0x338, 0x301}, {0xE1, 0x338}},   /* over a mark that does not compose */
    {{0x301, 'a'}, {0x301, 'a'}},           /* nothing to compose with */
    {{'a', 0x301, 0x301}, {0xE1, 0x301}},   /* of the same class: the second is blocked */
    {{0x1112, 0x1161, 0x11AB}, {0xD55C}},   /* Hangul */
    {{0xD558, 0x11AB}, {0xD55C}},
    {{0xD55C, 0x11AB}, {0xD55C, 0x11AB}},
    {{0x3B1, 0x313, 0x301, 0x345}, {0x1F84}}, /* as deep as it gets */
    {{0x1F84, 0x323}, {0x1F84, 0x323}},
    {{0x928, 0x93C}, {0x929}},
};

START_TEST(nfc)
{
    uint32_t text[6], work[24];
    size_t size = 0, expected = 0;
    while (size < 6 && nfc_rows[_i].text[size])
        size++;
    while (expected < 6 && nfc_rows[_i].composed[expected])
        expected++;
    memcpy(text, nfc_rows[_i].text, sizeof text);
    ck_assert(nfc_compose(text, &size, work));
    ck_assert_uint_eq(size, expected);
    for (size_t i = 0; i < size; i++)
        ck_assert_msg(text[i] == nfc_rows[_i].composed[i], "U+%04X", (unsigned)text[i]);
}
END_TEST

/* Hostile names end soon, and with a result. */
START_TEST(hostile)
{
    static const char *const pieces[] = {"\u0301", "\u00FC", "\u00AD", "xn--",   "\u3002", "\uFDFA",
                                         "\u200C", "a",      "z-",     "\u0628", "\u1F84"};
    struct arena arena;
    struct idna_name name;
    struct buffer text;
    arena_init(&arena, (size_t)1 << 28);
    buffer_init(&text, &arena, SIZE_MAX);
    while (text.size < 1 << 20)
        buffer_text(&text, pieces[_i]);
    ck_assert(idna_read(&name, &arena, buffer_slice(&text)));
    buffer_text(&text, "\u00FC");
    ck_assert(idna_read(&name, &arena, buffer_slice(&text)));
    bool fine = slice_equal(slice_cstr(pieces[_i]), SLICE("\u3002")) || slice_equal(slice_cstr(pieces[_i]), SLICE("\u00AD"));
    ck_assert(fine ? name.problems == 0 : name.problems != 0);
    arena_free(&arena);
}
END_TEST

Suite *idna_suite(void)
{
    Suite *suite = suite_create("idna");
    TCase *tests = tcase_create("idna");
    tcase_add_loop_test(tests, names, 0, (int)COUNT(rows));
    tcase_add_loop_test(tests, without_memory, 0, (int)COUNT(rows));
    tcase_add_loop_test(tests, punycode, 0, (int)COUNT(punycode_rows));
    tcase_add_test(tests, punycode_limits);
    tcase_add_loop_test(tests, nfc, 0, (int)COUNT(nfc_rows));
    tcase_add_loop_test(tests, hostile, 0, 11);
    suite_add_tcase(suite, tests);
    return suite;
}
