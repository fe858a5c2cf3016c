/* Encoded words: decoding, their units, and what stays as it is. */
#include "message/encoded_word.h"

#include <string.h>

#include "test_message.h"

static const struct {
    const char *in, *out, *anomalies;
} rows[] = {
    {"plain", "plain", ""},
    {"=?utf-8?Q?caf=C3=A9?=", "caf\xC3\xA9", ""},
    {"=?iso-8859-1?Q?a\xC3\xB6\xEF\xBF\xBD?=", "a\xEF\xBF\xBD\xEF\xBF\xBD", "encoded-word-invalid"},
    {"=?UTF-8?q?a_b?= c", "a b c", ""},
    {"=?utf-8?B?aGVsbG8=?=", "hello", ""},
    {"=?iso-8859-1?Q?a?= =?utf-8?Q?b?=", "ab", ""},
    {"=?utf-8?Q?a?=\t \t=?utf-8?Q?b?= c", "ab c", ""},
    {"=?utf-8?Q?a?= x =?utf-8?Q?b?=", "a x b", ""},
    {"=?utf-8?Q?a?==?utf-8?Q?b?=", "ab", "encoded-word-attached"},
    {"x=?utf-8?Q?a?=", "xa", "encoded-word-attached"},
    {"=?utf-8?Q?a?=,", "a,", "encoded-word-attached"},
    {"x\n =?utf-8?Q?a?=\t,", "x\n a\t,", ""},
    {"=?utf-8?B?w6k?= =?utf-8?B?w6k=?=", "\xC3\xA9\xC3\xA9", ""},
    {"=?utf-8?B?ww==?= =?utf-8?B?qQ==?=", "\xC3\xA9", "encoded-word-split-character"},
    {"=?utf-8?B?4oI=?= =?utf-8?Q?=ACb?= =?utf-8?Q?c?=",
     "\xE2\x82\xAC"
     "bc",
     "encoded-word-split-character"},
    {"=?utf-8?Q?=E2?= =?utf-8?Q?=82?= =?utf-8?Q?=AC?=", "\xE2\x82\xAC", "encoded-word-split-character"},
    {"=?utf-8?Q?=C3?= =?utf-8?Q?\?= =?utf-8?Q?=A9?=", "\xC3\xA9", "encoded-word-split-character encoded-word-empty"},
    {"=?utf-8?Q?=C3?= x =?utf-8?Q?=A9?=", "\xEF\xBF\xBD x \xEF\xBF\xBD", "encoded-word-invalid"},
    {"=?utf-8?Q?=C3?= =?iso-8859-1?Q?=A9?=", "\xEF\xBF\xBD\xC2\xA9", "encoded-word-invalid"},
    {"=?utf-8?Q?=FF=C3?= =?utf-8?Q?=A9?= =?utf-8?Q?b?=",
     "\xEF\xBF\xBD\xC3\xA9"
     "b",
     "encoded-word-split-character encoded-word-invalid"},
    {"=?utf-8?Q?=C3=A9=E2=82=AC?= =?utf-8?Q?=F0=9F=98=80?=", "\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80", ""},
    {"=?gb2312?B?xOM=?= =?gb2312?B?usM=?=", "\xE4\xBD\xA0\xE5\xA5\xBD", ""},
    {"=?gb2312?Q?=C4=E3=BA?= =?gb2312?Q?=C3?=", "\xE4\xBD\xA0\xE5\xA5\xBD", "encoded-word-split-character"},
    {"=?iso-2022-jp?B?GyRCJCI=?= =?iso-2022-jp?B?JCIbKEI=?=", "\xE3\x81\x82\xE3\x81\x82", ""},
    {"=?iso-2022-jp?B?GyRCJA==?= =?iso-2022-jp?B?IhsoQg==?=", "\xE3\x81\x82", "encoded-word-split-character"},
    {"=?iso-2022-jp?B?GyRCJCIbKEI=?= =?iso-2022-jp?Q?$=22?=", "\xE3\x81\x82$\"", ""},
    {"=?iso-2022-jp?B?GyRCJCI=?= =?iso-2022-jp?B?GyRCJCIbKEI=?=", "\xE3\x81\x82\xE3\x81\x82", ""},
    {"=?utf-8*en?Q?a?=", "a", ""},
    {"=?iso-2022-jp?B?GyRCJCIbKEI=?=", "\xE3\x81\x82", ""},
    {"=?koi8-r?B?8NLJ?=", "\xD0\x9F\xD1\x80\xD0\xB8", ""},
    {"\"=?utf-8?Q?a?=\" <x@example.com>", "\"a\" <x@example.com>", "encoded-word-attached"},
    {"=?utf-8?Q?a b?=", "a b", "encoded-word-space"},
    {"=?utf-8?Q?a\tb?=", "a\tb", "encoded-word-space"},
    {"=?utf-8?B?aGVs bG8=?=", "hello", "encoded-word-space"},
    {"=?utf-8?B?aGVsbG8?=", "hello", ""},
    {"=?utf-8?B?aGVsbG8gdGhlcmU?=", "hello there", ""},
    {"=?utf-8?B?====?=", "=?utf-8?B?====?=", "encoded-word-invalid"},
    {"=?utf-8?b?aGVsbG8=?=", "hello", ""},
    {"=?utf-8?Q?a=0D=0ABcc:?=", "a  Bcc:", "encoded-word-control"},
    {"=?utf-8?Q?a=0Ab=C3?= =?utf-8?Q?=A9?=", "a b\xC3\xA9", "encoded-word-control encoded-word-split-character"},
    {"=?utf-8?Q?a=00?=", "a\xEF\xBF\xBD", "encoded-word-control"},
    {"=?utf-8?Q?a=09b?=", "a\tb", ""},
    {"=?iso-2022-jp?B?GyRCJCIbKEIH?=", "\xE3\x81\x82\a", "encoded-word-control"},
    {"=?utf-8?Q?\?=", "", "encoded-word-empty"},
    {"=?utf-8?B?ICA=?=", "  ", ""},
    {"=?utf-8?Q?_?=", " ", ""},
    {"=?utf-8?Q?why?\?=", "why?", ""},
    {"=?utf-8?Q?\?=x", "x", "encoded-word-empty encoded-word-attached"},
    {"=?nonsense?Q?a?=", "a", "encoded-word-charset"},
    {"=?nonsense?Q?=C3=A9?=", "\xC3\xA9", "encoded-word-charset"},
    {"=?nonsense?Q?=E9?=", "\xC3\xA9", "encoded-word-charset"},
    {"=?nonsense?Q?=C3?= =?nonsense?Q?=A9?=", "\xC3\x83\xC2\xA9", "encoded-word-charset"},
    {"=?utf-8?X?a?=", "=?utf-8?X?a?=", "encoded-word-invalid"},
    {"=?utf-8?Q?=C3?=", "\xEF\xBF\xBD", "encoded-word-invalid"},
    {"=?utf-8?Q?open", "=?utf-8?Q?open", "encoded-word-invalid"},
    {"=?utf-8?Q?open =?utf-8?Q?a?=", "=?utf-8?Q?open a", "encoded-word-invalid"},
    {"=?utf-8?Q?open?", "=?utf-8?Q?open?", "encoded-word-invalid"},
    {"=?utf-8?Q?open=", "=?utf-8?Q?open=", "encoded-word-invalid"},
    {"=? a ?= =?utf-8? =?=", "=? a ?= =?utf-8? =?=", ""},
    {"=?utf-8?Q?aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa?=",
     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", ""},
    {"=?utf-8?Q?aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa?=",
     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "encoded-word-long"},
    {"=?utf-8?Q?aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa?=",
     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "encoded-word-long"},
    {"=?utf-8?Q?a=1Ab?=",
     "a\xEF\xBF\xBD"
     "b",
     ""},
};

static void decode(struct sink *sink, struct arena *arena, struct message *message, struct slice in)
{
    struct layer layer = {.text = in};
    struct recorder recorder = {.message = message, .layer = &layer};
    message->arena = arena;
    sink_init(sink, arena, 1000);
    encoded_words_decode(sink, in, WORDS_IN_TEXT, &recorder);
}

START_TEST(decoding)
{
    struct arena arena;
    struct sink sink;
    struct message message = {0};
    arena_init(&arena, TEST_MEMORY);
    struct slice in = tight_copy(slice_cstr(rows[_i].in));
    decode(&sink, &arena, &message, in);
    expect_text(rows[_i].in, buffer_slice(&sink.out), rows[_i].out);
    expect_anomalies(rows[_i].in, &message, rows[_i].anomalies);
    struct layer parent = {.text = in}, layer;
    sink_layer(&sink, &layer, &parent);
    expect_sound(rows[_i].in, &layer);
    tight_free(in);
    arena_free(&arena);
}
END_TEST

START_TEST(truncation)
{
    for (size_t size = 0; size < strlen(rows[_i].in); size++) {
        struct arena arena;
        struct sink sink;
        struct message message = {0};
        arena_init(&arena, TEST_MEMORY);
        struct slice in = tight_copy(slice_sub(slice_cstr(rows[_i].in), 0, size));
        decode(&sink, &arena, &message, in);
        ck_assert_uint_eq(sink.map.derived_size, sink.out.size);
        tight_free(in);
        arena_free(&arena);
    }
}
END_TEST

START_TEST(units_of_words)
{
    static const struct {
        const char *in;
        struct span derived, up;
    } units[] = {
        {"ab =?utf-8?Q?xyz?= cd", {4, 5}, {3, 18}},
        {"ab =?utf-8?Q?xyz?= cd", {2, 4}, {2, 18}},
        {"ab =?utf-8?Q?xyz?= cd", {6, 8}, {18, 20}},
        {"=?utf-8?Q?a?= =?utf-8?Q?b?=", {0, 1}, {0, 13}},
        {"=?utf-8?Q?a?= =?utf-8?Q?b?=", {1, 2}, {14, 27}},
        {"=?utf-8?Q?a?= =?utf-8?Q?b?=", {0, 2}, {0, 27}},
        {"=?utf-8?B?ww==?= =?utf-8?B?qQ==?=", {0, 2}, {0, 33}},
        {"=?utf-8?Q?a=C3?= =?utf-8?Q?=A9b?= =?utf-8?Q?c?=", {0, 1}, {0, 33}},
        {"=?utf-8?Q?a=C3?= =?utf-8?Q?=A9b?= =?utf-8?Q?c?=", {1, 3}, {0, 33}},
        {"=?utf-8?Q?a=C3?= =?utf-8?Q?=A9b?= =?utf-8?Q?c?=", {3, 4}, {0, 33}},
        {"=?utf-8?Q?a=C3?= =?utf-8?Q?=A9b?= =?utf-8?Q?c?=", {4, 5}, {34, 47}},
    };
    for (size_t i = 0; i < COUNT(units); i++) {
        struct arena arena;
        struct sink sink;
        struct message message = {0};
        arena_init(&arena, TEST_MEMORY);
        decode(&sink, &arena, &message, slice_cstr(units[i].in));
        struct span up = source_map_up(&sink.map, units[i].derived);
        ck_assert_msg(up.start == units[i].up.start && up.end == units[i].up.end, "%s: %u-%u", units[i].in, up.start, up.end);
        arena_free(&arena);
    }
}
END_TEST

TCase *encoded_word_tests(void)
{
    TCase *tests = tcase_create("encoded_word");
    tcase_add_loop_test(tests, decoding, 0, COUNT(rows));
    tcase_add_loop_test(tests, truncation, 0, COUNT(rows));
    tcase_add_test(tests, units_of_words);
    return tests;
}
