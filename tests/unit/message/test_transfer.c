/* Base64 and quoted-printable: what they decode to, and that each unit of the map decodes by itself. */
#include "message/transfer.h"

#include <string.h>

#include "test_message.h"

static const struct {
    const char *name;
    enum transfer_encoding encoding;
    const char *in, *out, *anomalies; /* names, separated by blanks */
} rows[] = {
    {"base64", TRANSFER_BASE64, "aGVsbG8gd29ybGQh", "hello world!", ""},
    {"base64 in odd lines", TRANSFER_BASE64, "aGVsb\r\nG8gd2\r\n9ybG\r\nQh\r\n", "hello world!", ""},
    {"base64 byte by byte", TRANSFER_BASE64, "a\nG\nV\ns\nb\nG\n8\n=\n", "hello", ""},
    {"base64 padded once", TRANSFER_BASE64, "aGVsbG8=\n", "hello", ""},
    {"base64 padded twice", TRANSFER_BASE64, "aGVsbA==\n", "hell", ""},
    {"base64 padding broken by a line end", TRANSFER_BASE64, "aGVsbA=\n=\n", "hell", ""},
    {"base64 padded too much", TRANSFER_BASE64, "aGVsbG8===", "hello", "base64-invalid"},
    {"base64 padding alone", TRANSFER_BASE64, "====", "", "base64-invalid"},
    {"base64 padding after one", TRANSFER_BASE64, "aGVsb===", "hel", "base64-invalid"},
    {"base64 going on after padding", TRANSFER_BASE64, "aGVsbA==\nbyE=", "hello!", "base64-padding"},
    {"base64 without padding", TRANSFER_BASE64, "aGVsbG8", "hello", "base64-truncated"},
    {"base64 ending after one", TRANSFER_BASE64, "aGVsb", "hel", "base64-truncated"},
    {"base64 with junk", TRANSFER_BASE64, "aGV*!sbG8=", "hello", "base64-invalid"},
    {"base64 empty", TRANSFER_BASE64, "", "", ""},
    {"qp", TRANSFER_QUOTED_PRINTABLE, "a=3Db", "a=b", ""},
    {"qp lower case", TRANSFER_QUOTED_PRINTABLE, "=c3=a9", "\xC3\xA9", ""},
    {"qp soft break", TRANSFER_QUOTED_PRINTABLE, "intra=\r\nnet", "intranet", ""},
    {"qp soft break, LF", TRANSFER_QUOTED_PRINTABLE, "intra=\nnet", "intranet", ""},
    {"qp soft break, CR", TRANSFER_QUOTED_PRINTABLE, "intra=\rnet", "intranet", ""},
    {"qp soft break and blanks", TRANSFER_QUOTED_PRINTABLE, "intra= \t\r\nnet", "intranet", ""},
    {"qp soft break at the end", TRANSFER_QUOTED_PRINTABLE, "intra=", "intra", ""},
    {"qp blanks at line end", TRANSFER_QUOTED_PRINTABLE, "a \t\r\nb ", "a\r\nb", ""},
    {"qp encoded blank at line end", TRANSFER_QUOTED_PRINTABLE, "a=20\r\nb", "a \r\nb", ""},
    {"qp escaped equals at line end", TRANSFER_QUOTED_PRINTABLE, "a=3D\nb", "a=\nb", ""},
    {"qp bad escape", TRANSFER_QUOTED_PRINTABLE, "a=zz=4", "a=zz=4", "quoted-printable-invalid"},
    {"7bit", TRANSFER_7BIT, "a=3Db", "a=3Db", ""},
};

/* Each unit of the map, decoded alone, gives its derived bytes. */
static void expect_units(const char *name, enum transfer_encoding encoding, struct slice in, const struct sink *sink)
{
    struct slice out = buffer_slice(&sink->out);
    for (uint32_t at = 0; at < sink->map.derived_size;) {
        struct span up = source_map_up(&sink->map, (struct span){at, at + 1});
        struct span unit = source_map_down(&sink->map, up);
        struct slice raw = slice_sub(in, up.start, up.end);
        struct recorder quiet = {0};
        struct sink again;
        sink_init(&again, sink->out.arena, 1000);
        transfer_decode(&again, encoding, raw, 0, &quiet);
        struct slice expected = slice_sub(out, unit.start, unit.end);
        ck_assert_msg(unit.start <= at && unit.end > at, "%s: %u is in no unit", name, at);
        ck_assert_msg(slice_equal(buffer_slice(&again.out), expected), "%s: <%.*s> decodes to <%.*s>, not <%.*s>", name,
                      SLICE_ARG(raw), SLICE_ARG(buffer_slice(&again.out)), SLICE_ARG(expected));
        at = unit.end;
    }
}

START_TEST(decoding)
{
    struct message message = {0};
    struct sink sink;
    struct arena arena;
    arena_init(&arena, TEST_MEMORY);
    message.arena = &arena;
    struct layer layer = {.text = slice_cstr(rows[_i].in)};
    struct recorder recorder = {.message = &message, .layer = &layer};
    sink_init(&sink, &arena, 1000);
    transfer_decode(&sink, rows[_i].encoding, layer.text, 0, &recorder);
    expect_text(rows[_i].name, buffer_slice(&sink.out), rows[_i].out);
    ck_assert_uint_eq(sink.size, strlen(rows[_i].out));
    ck_assert_uint_eq(sink.map.derived_size, strlen(rows[_i].out));
    expect_anomalies(rows[_i].name, &message, rows[_i].anomalies);
    /* An `=` that stays as it is would alone be a soft line break. */
    if (!message.anomaly_counts[ANOMALY_QUOTED_PRINTABLE_INVALID])
        expect_units(rows[_i].name, rows[_i].encoding, layer.text, &sink);
    arena_free(&arena);
}
END_TEST

/* Every length of line and of text. */
START_TEST(base64_of_all_lengths)
{
    static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    struct arena arena;
    arena_init(&arena, TEST_MEMORY);
    for (size_t size = 0; size < 40; size++) {
        unsigned char bytes[40];
        struct buffer in;
        buffer_init(&in, &arena, 1000);
        for (size_t i = 0; i < size; i++)
            bytes[i] = (unsigned char)(i * 37 + size);
        size_t column = 0;
        for (size_t i = 0; i < (size + 2) / 3 * 4; i++) {
            size_t bit = i * 6, byte = bit / 8;
            unsigned pair = byte < size ? bytes[byte] * 256u + (byte + 1 < size ? bytes[byte + 1] : 0u) : 0;
            buffer_byte(&in, byte < size ? alphabet[pair >> (10 - bit % 8) & 63] : '=');
            if (++column == (size_t)_i) {
                buffer_text(&in, "\r\n");
                column = 0;
            }
        }
        struct sink sink;
        struct recorder recorder = {0};
        sink_init(&sink, &arena, 1000);
        transfer_decode(&sink, TRANSFER_BASE64, buffer_slice(&in), 0, &recorder);
        ck_assert_msg(slice_equal(buffer_slice(&sink.out), slice_make(bytes, size)), "%zu bytes in lines of %d", size, _i);
        ck_assert_msg(!recorder.seen, "%zu bytes in lines of %d", size, _i);
        expect_units("all lengths", TRANSFER_BASE64, buffer_slice(&in), &sink);
    }
    arena_free(&arena);
}
END_TEST

START_TEST(maps)
{
    struct arena arena;
    struct recorder quiet = {0};
    struct sink sink;
    arena_init(&arena, TEST_MEMORY);
    sink_init(&sink, &arena, 1000);
    transfer_decode(&sink, TRANSFER_BASE64, SLICE("aGVsbG8gd29y\r\nbGQ="), 100, &quiet);
    ck_assert_uint_eq(sink.map.runs.count, 2);
    const struct map_run *last = &sink.map.runs.items[1];
    ck_assert_msg(last->parent == 114, "the second line begins at %u", last->parent);
    ck_assert_msg(last->derived_unit == 2 && last->parent_unit == 4, "%u:%u", last->derived_unit, last->parent_unit);
    sink_init(&sink, &arena, 1000);
    transfer_decode(&sink, TRANSFER_BASE64, SLICE("aG\r\nVs"), 0, &quiet);
    ck_assert_uint_eq(sink.map.runs.items[0].parent_unit, 6);
    sink_init(&sink, &arena, 1000);
    transfer_decode(&sink, TRANSFER_BASE64, SLICE("YQ\n=="), 0, &quiet);
    ck_assert_uint_eq(sink.map.runs.items[0].parent_unit, 2);
    arena_free(&arena);
}
END_TEST

START_TEST(limits_and_counting)
{
    struct arena arena;
    struct recorder quiet = {0};
    struct sink sink;
    arena_init(&arena, TEST_MEMORY);
    sink_init(&sink, &arena, 7);
    transfer_decode(&sink, TRANSFER_BASE64, SLICE("aGVsbG8gd29ybGQh"), 0, &quiet);
    ck_assert(sink.full);
    expect_text("whole quanta only", buffer_slice(&sink.out), "hello ");
    ck_assert_uint_eq(sink.size, 12);
    sink_init(&sink, &arena, 0);
    uint64_t before = arena.allocations;
    transfer_decode(&sink, TRANSFER_QUOTED_PRINTABLE, SLICE("a=3D=\nb"), 0, &quiet);
    ck_assert_uint_eq(sink.size, 3);
    ck_assert_uint_eq(arena.allocations, before);
    arena_free(&arena);
}
END_TEST

START_TEST(names)
{
    ck_assert_int_eq(transfer_find(SLICE("Base64")), TRANSFER_BASE64);
    ck_assert_int_eq(transfer_find(SLICE("QUOTED-PRINTABLE")), TRANSFER_QUOTED_PRINTABLE);
    ck_assert_int_eq(transfer_find(SLICE("x-uuencode")), TRANSFER_UUENCODE);
    ck_assert_int_eq(transfer_find(SLICE("unknown")), TRANSFER_UNKNOWN);
    ck_assert_str_eq(transfer_text(TRANSFER_8BIT), "8bit");
}
END_TEST

TCase *transfer_tests(void)
{
    TCase *tests = tcase_create("transfer");
    tcase_add_loop_test(tests, decoding, 0, COUNT(rows));
    tcase_add_loop_test(tests, base64_of_all_lengths, 1, 12);
    tcase_add_test(tests, maps);
    tcase_add_test(tests, limits_and_counting);
    tcase_add_test(tests, names);
    return tests;
}
