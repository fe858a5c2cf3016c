/* Charsets: names, what bytes decode to, and that each character keeps its bytes. */
#include "message/charset.h"

#include <string.h>

#include "test_message.h"

#define REPLACED "\xEF\xBF\xBD"

static const struct {
    const char *charset;
    struct slice in;
    const char *out;
    bool invalid;
} rows[] = {
    {"utf-8", {(const unsigned char *)"na\xC3\xAFve", 6}, "na\xC3\xAFve", false},
    {"utf-8", {(const unsigned char *)"a\xC3(\xE2\x82z", 6}, "a" REPLACED "(" REPLACED REPLACED "z", true},
    {"utf-8",
     {(const unsigned char *)"a\0b\x1A"
                             "c",
      5},
     "a" REPLACED "b" REPLACED "c",
     false},
    {"us-ascii", {(const unsigned char *)"plain", 5}, "plain", false},
    {"windows-1252", {(const unsigned char *)"\x80 caf\xE9\x81", 7}, "\xE2\x82\xAC caf\xC3\xA9\xC2\x81", false},
    {"iso-8859-1", {(const unsigned char *)"\x93q\x94", 3}, "\xE2\x80\x9Cq\xE2\x80\x9D", false},
    {"iso-8859-15", {(const unsigned char *)"\xA4", 1}, "\xE2\x82\xAC", false},
    {"iso-8859-2", {(const unsigned char *)"\xB1\xE6", 2}, "\xC4\x85\xC4\x87", false},
    {"koi8-r", {(const unsigned char *)"\xF0\xD2\xC9 x", 5}, "\xD0\x9F\xD1\x80\xD0\xB8 x", false},
    {"windows-1251", {(const unsigned char *)"\xCF\xF0\x98", 3}, "\xD0\x9F\xD1\x80" REPLACED, true},
    {"windows-1258", {(const unsigned char *)"a\xEC", 2}, "a\xCC\x81", false},
    {"gb2312", {(const unsigned char *)"a\xC4\xE3\xBA\xC3z", 6}, "a\xE4\xBD\xA0\xE5\xA5\xBDz", false},
    {"gb18030", {(const unsigned char *)"\x81\x30\x81\x30", 4}, "\xC2\x80", false},
    {"gbk", {(const unsigned char *)"\xC4", 1}, REPLACED, true},
    {"big5", {(const unsigned char *)"\xA7\x41\xA6\x6E", 4}, "\xE4\xBD\xA0\xE5\xA5\xBD", false},
    {"euc-jp", {(const unsigned char *)"\xA4\xA2\x8F\xB0\xA1x", 6}, "\xE3\x81\x82\xE4\xB8\x82x", false},
    {"shift_jis", {(const unsigned char *)"\x82\xA0\xB1\\", 4}, "\xE3\x81\x82\xEF\xBD\xB1\\", false},
    {"euc-kr", {(const unsigned char *)"\xB0\xA1", 2}, "\xEA\xB0\x80", false},
    {"iso-2022-jp",
     {(const unsigned char *)"a\x1B$B$\"$$\x1B(Bb", 12},
     "a\xE3\x81\x82\xE3\x81\x84"
     "b",
     false},
    {"iso-2022-kr",
     {(const unsigned char *)"\x1B$)Ca\x0E"
                             "0!\x0F"
                             "b",
      10},
     "a\xEA\xB0\x80"
     "b",
     false},
    {"utf-7",
     {(const unsigned char *)"a+AOk-b", 7},
     "a\xC3\xA9"
     "b",
     false},
    {"utf-16le", {(const unsigned char *)"h\0i\0=\xD8\x00\xDE", 8}, "hi\xF0\x9F\x98\x80", false},
    {"utf-16be", {(const unsigned char *)"\0h\0i\xD8\x3D\0x", 8}, "hi" REPLACED "x", true},
    {"utf-16le", {(const unsigned char *)"h\0i", 3}, "h" REPLACED, true},
    {"utf-16le", {(const unsigned char *)"h\0=\xD8", 4}, "h" REPLACED, true},
    {"utf-32le", {(const unsigned char *)"h\0\0\0\0\xF6\x01\0", 8}, "h\xF0\x9F\x98\x80", false},
    {"utf-32be", {(const unsigned char *)"\0\0\0h\0\0", 6}, "h" REPLACED, true},
    {"gb18030", {(const unsigned char *)"a\x81\x30\x81", 4}, "a" REPLACED, true},
    {"hz", {(const unsigned char *)"a~{VPND~}~~~\nb", 14}, "a\xE4\xB8\xAD\xE6\x96\x87~b", false},
    {"hz", {(const unsigned char *)"~{VP\nb\x80", 7}, "\xE4\xB8\xAD\nb" REPLACED, true},
    {"iso-2022-kr",
     {(const unsigned char *)"\x1B$)C\x0E"
                             "0!",
      7},
     "\xEA\xB0\x80",
     true},
    {"iso-2022-cn", {(const unsigned char *)"\x1B$)A\x0EVP\x0F", 8}, "\xE4\xB8\xAD", false},
    {"koi8-u", {(const unsigned char *)"\xA4", 1}, "\xD1\x94", false},
    {"x-mac-cyrillic", {(const unsigned char *)"\x80", 1}, "\xD0\x90", false},
    {"big5-hkscs", {(const unsigned char *)"\xA7\x41", 2}, "\xE4\xBD\xA0", false},
};

static void decode(struct sink *sink, struct arena *arena, const char *name, struct slice in, struct recorder *recorder)
{
    const struct charset *charset = charset_find(slice_cstr(name));
    ck_assert_msg(charset != NULL, "%s is not known", name);
    sink_init(sink, arena, 1000);
    ck_assert_msg(charset_decode(sink, charset, in, 0, recorder), "%s is not in iconv", name);
}

START_TEST(decoding)
{
    struct arena arena;
    struct sink sink;
    struct recorder recorder = {0};
    arena_init(&arena, TEST_MEMORY);
    struct slice in = tight_copy(rows[_i].in);
    decode(&sink, &arena, rows[_i].charset, in, &recorder);
    expect_text(rows[_i].charset, buffer_slice(&sink.out), rows[_i].out);
    ck_assert_msg(recorder.seen == rows[_i].invalid, "%s", rows[_i].charset);
    struct layer parent = {.text = in}, layer;
    sink_layer(&sink, &layer, &parent);
    expect_sound(rows[_i].charset, &layer);
    tight_free(in);
    arena_free(&arena);
}
END_TEST

/* In charsets without a state the bytes of a unit decode to the unit. (The units of UTF-8 are bytes.) */
START_TEST(units_decode_alone)
{
    struct arena arena;
    struct sink sink;
    struct recorder quiet = {0};
    arena_init(&arena, TEST_MEMORY);
    struct slice in = rows[_i].in;
    decode(&sink, &arena, rows[_i].charset, in, &quiet);
    enum charset_kind kind = charset_find(slice_cstr(rows[_i].charset))->kind;
    bool alone_is_enough = kind != CHARSET_STATEFUL && kind != CHARSET_UTF8 && kind != CHARSET_HZ;
    for (uint32_t at = 0; alone_is_enough && at < sink.map.derived_size;) {
        struct span up = source_map_up(&sink.map, (struct span){at, at + 1});
        struct span unit = source_map_down(&sink.map, up);
        struct sink alone;
        decode(&alone, &arena, rows[_i].charset, slice_sub(in, up.start, up.end), &quiet);
        bool equal = slice_equal(buffer_slice(&alone.out), slice_sub(buffer_slice(&sink.out), unit.start, unit.end));
        ck_assert_msg(equal, "%s: unit at %u", rows[_i].charset, at);
        at = unit.end;
    }
    arena_free(&arena);
}
END_TEST

START_TEST(truncation)
{
    for (size_t size = 0; size < rows[_i].in.size; size++) {
        struct arena arena;
        struct sink sink;
        struct recorder quiet = {0};
        arena_init(&arena, TEST_MEMORY);
        struct slice in = tight_copy(slice_sub(rows[_i].in, 0, size));
        decode(&sink, &arena, rows[_i].charset, in, &quiet);
        ck_assert_uint_eq(sink.map.derived_size, sink.out.size);
        tight_free(in);
        arena_free(&arena);
    }
}
END_TEST

START_TEST(state_is_kept)
{
    struct arena arena;
    struct sink sink;
    struct recorder quiet = {0};
    arena_init(&arena, TEST_MEMORY);
    /* a, escape, two characters of two bytes, escape, b */
    decode(&sink, &arena, "iso-2022-jp", SLICE("a\x1B$B$\"$$\x1B(Bb"), &quiet);
    static const struct span ups[] = {{0, 1}, {4, 6}, {6, 8}, {11, 12}};
    static const struct span derived[] = {{0, 1}, {1, 4}, {4, 7}, {7, 8}};
    for (size_t i = 0; i < COUNT(ups); i++) {
        struct span up = source_map_up(&sink.map, derived[i]);
        ck_assert_msg(up.start == ups[i].start && up.end == ups[i].end, "%zu: %u-%u", i, up.start, up.end);
    }
    arena_free(&arena);
}
END_TEST

START_TEST(names_of_charsets)
{
    static const struct {
        const char *name, *iconv;
        bool known;
        enum charset_kind kind;
    } names[] = {
        {"UTF-8", NULL, true, CHARSET_UTF8},
        {" 'utf-8' ", NULL, true, CHARSET_UTF8},
        {"\"Latin1\"", NULL, true, CHARSET_WINDOWS_1252},
        {"ISO-8859-9", "CP1254", true, CHARSET_SINGLE},
        {"ks_c_5601-1987", "CP949", true, CHARSET_MULTI},
        {"utf-32", NULL, true, CHARSET_UTF32},
        {"utf-8; x=y", NULL, true, CHARSET_UTF8},
        {"koi8-r more", "KOI8-R", true, CHARSET_SINGLE},
        {"utf-8//IGNORE", NULL, false, CHARSET_UTF8},
        {"/etc/passwd", NULL, false, CHARSET_UTF8},
        {"", NULL, false, CHARSET_UTF8},
        {"a-name-that-is-longer-than-any-name-of-a-charset", NULL, false, CHARSET_UTF8},
    };
    for (size_t i = 0; i < COUNT(names); i++) {
        const struct charset *charset = charset_find(slice_cstr(names[i].name));
        ck_assert_msg((charset != NULL) == names[i].known, "%s", names[i].name);
        if (!charset)
            continue;
        ck_assert_msg(charset->kind == names[i].kind, "%s", names[i].name);
        if (names[i].iconv)
            ck_assert_str_eq(charset->iconv, names[i].iconv);
    }
}
END_TEST

START_TEST(guessing)
{
    static const struct {
        const char *in;
        bool html;
        const char *expected;
    } guesses[] = {
        {"plain", false, "utf-8"},
        {"na\xC3\xAFve", false, "utf-8"},
        {"na\xEFve", false, "windows-1252"},
        {"\xEF\xBB\xBFna\xEFve", false, "utf-8"},
        {"\xFF\xFEh", false, "utf-16le"},
        {"\xFE\xFFh", true, "utf-16be"},
        {"<meta charset=koi8-r>\xF0", true, "koi8-r"},
        {"<META http-equiv=x><meta content='text/html; charset=KOI8-R'>\xF0", true, "koi8-r"},
        {"<meta charset = \"koi8-r\" />\xF0", true, "koi8-r"},
        {"<meta charset=koi8-r>\xF0", false, "windows-1252"},
        {"<meta charset=utf-8>\xF0", true, "windows-1252"},
        {"<meta charset=utf-16le>\xF0", true, "windows-1252"},
        {"<meta charset=nonsense>\xF0", true, "windows-1252"},
        {"<meta charset>\xF0", true, "windows-1252"},
        {"<meta", true, "utf-8"},
    };
    for (size_t i = 0; i < COUNT(guesses); i++) {
        struct slice in = tight_copy(slice_cstr(guesses[i].in));
        const char *got = charset_guess(in, guesses[i].html)->name;
        ck_assert_msg(strcmp(got, guesses[i].expected) == 0, "%s: %s", guesses[i].in, got);
        tight_free(in);
    }
}
END_TEST

TCase *charset_tests(void)
{
    TCase *tests = tcase_create("charset");
    tcase_add_loop_test(tests, decoding, 0, COUNT(rows));
    tcase_add_loop_test(tests, units_decode_alone, 0, COUNT(rows));
    tcase_add_loop_test(tests, truncation, 0, COUNT(rows));
    tcase_add_test(tests, state_is_kept);
    tcase_add_test(tests, names_of_charsets);
    tcase_add_test(tests, guessing);
    return tests;
}
