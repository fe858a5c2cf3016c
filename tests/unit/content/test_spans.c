/* The property that everything rests on: the bytes of the file that a word or a link is said to come from decode to its text, by
 * decoders that are written here once more. */
#include "base/ascii.h"
#include "base/buffer.h"
#include "reading.h"
#include "suites.h"

static const char html[] = "<html><body><p>Caf\xC3\xA9 &amp; V<b>i</b>agra,\n  two\t words&nbsp;here</p><a "
                           "href=\"http://intranet/a?b=c&amp;d=\xC3\xA9\">see "
                           "<i>www.example.com</i></a><img src='http://127.0.0.1/x.png' alt='a b'><pre>\n kept  text "
                           "</pre>http://exam<b>ple.com/x</b> end";

enum encoding { PLAIN, QUOTED, BASE64 };
static const char *const encoding_names[] = {"7bit", "quoted-printable", "base64"};
static const char base64_digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static void encode_quoted(struct buffer *out, struct slice text)
{
    for (size_t i = 0, column = 0; i < text.size; i++, column++) {
        int c = text.data[i];
        if (column > 20) {
            buffer_text(out, "=\r\n");
            column = 0;
        }
        if (c == '=' || c > 126 || (c < 32 && c != '\n'))
            buffer_printf(out, "=%02X", (unsigned)c);
        else if (c == '\n')
            buffer_text(out, "\r\n");
        else
            buffer_byte(out, c);
    }
}

static void encode_base64(struct buffer *out, struct slice text)
{
    for (size_t i = 0; i < text.size; i += 3) {
        unsigned bits = 0;
        for (size_t k = 0; k < 3; k++)
            bits = bits << 8 | (i + k < text.size ? text.data[i + k] : 0u);
        for (unsigned k = 0; k < 4; k++)
            buffer_byte(out, i + k > text.size ? '=' : base64_digits[bits >> (18 - 6 * k) & 63]);
        if (i % 30 == 27)
            buffer_text(out, "\r\n");
    }
}

static void decode_quoted(struct buffer *out, struct slice bytes)
{
    for (size_t i = 0; i < bytes.size; i++) {
        if (bytes.data[i] != '=') {
            buffer_byte(out, bytes.data[i]);
        } else if (ascii_hex(slice_at(bytes, i + 1)) >= 0) {
            buffer_byte(out, ascii_hex(slice_at(bytes, i + 1)) << 4 | ascii_hex(slice_at(bytes, i + 2)));
            i += 2;
        } else {
            i += slice_at(bytes, i + 1) == '\r' ? 2 : 1;
        }
    }
}

static void decode_base64(struct buffer *out, struct slice bytes)
{
    unsigned bits = 0, count = 0;
    for (size_t i = 0; i < bytes.size; i++) {
        size_t digit = slice_find_byte(slice_cstr(base64_digits), 0, bytes.data[i]);
        if (digit == SLICE_NONE)
            continue;
        bits = (bits << 6 | (unsigned)digit) & 0xFFFFFF;
        count += 6;
        if (count >= 8) {
            count -= 8;
            buffer_byte(out, (int)(bits >> count & 255));
        }
    }
}

static struct slice decode(struct arena *arena, enum encoding encoding, struct slice bytes)
{
    struct buffer out;
    buffer_init(&out, arena, 4096);
    if (encoding == QUOTED)
        decode_quoted(&out, bytes);
    else if (encoding == BASE64)
        decode_base64(&out, bytes);
    else
        buffer_append(&out, bytes);
    return buffer_slice(&out);
}

/* The pieces of the range, each looked up in the file and decoded there, hold the document's text at that place. */
static void check_range(struct reading *r, enum encoding encoding, const struct layer *layer, struct span range)
{
    const struct layer *document = layer->parent;
    span_list pieces = {0};
    ck_assert(source_map_pieces(&layer->map, range, &r->arena, &pieces));
    ck_assert_msg(pieces.count > 0, "%s: <%s> comes from nowhere", encoding_names[encoding],
                  show(&r->arena, slice_sub(layer->text, range.start, range.end)));
    for (uint32_t i = 0; i < pieces.count; i++) {
        struct span file = layer_to_file(document, pieces.items[i]);
        struct span wide = layer_from_file(document, file);
        struct slice decoded = decode(&r->arena, encoding, slice_sub(r->message.file.text, file.start, file.end));
        struct slice text = slice_sub(document->text, wide.start, wide.end);
        ck_assert_msg(slice_equal(decoded, text), "%s: <%.*s>, not <%.*s>", encoding_names[encoding], SLICE_ARG(decoded),
                      SLICE_ARG(text));
        ck_assert(wide.start <= pieces.items[i].start && wide.end >= pieces.items[i].end);
        ck_assert_msg(encoding == BASE64 || span_length(wide) == span_length(pieces.items[i]), "%s: wider than it must be",
                      encoding_names[encoding]);
    }
}

static unsigned check_words(struct reading *r, enum encoding encoding, const struct layer *layer)
{
    unsigned words = 0;
    for (uint32_t at = 0; at < layer->text.size;) {
        uint32_t end = at;
        while (end < layer->text.size && !ascii_is_space(layer->text.data[end]))
            end++;
        if (end > at) {
            check_range(r, encoding, layer, (struct span){at, end});
            words++;
        }
        at = end + 1;
    }
    return words;
}

START_TEST(words_and_links)
{
    enum encoding encoding = (enum encoding)_i;
    struct arena arena;
    struct buffer mail;
    struct reading r;
    arena_init(&arena, 1 << 20);
    buffer_init(&mail, &arena, 65536);
    buffer_printf(&mail, "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: %s\r\n\r\n",
                  encoding_names[encoding]);
    if (encoding == QUOTED)
        encode_quoted(&mail, slice_cstr(html));
    else if (encoding == BASE64)
        encode_base64(&mail, slice_cstr(html));
    else
        buffer_text(&mail, html);
    reading_make_bytes(&r, READ_EML, buffer_slice(&mail));
    static const enum view_id views[] = {VIEW_VISIBLE, VIEW_ALT, VIEW_SKELETON, VIEW_RAW};
    static const unsigned expected[] = {11, 2, 12, 14};
    for (size_t i = 0; i < COUNT(views); i++) {
        const struct view *view = content_view(&r.content, views[i]);
        ck_assert_uint_eq(view->segments.count, 1);
        unsigned words = check_words(&r, encoding, &view->segments.items[0].layer);
        ck_assert_msg(words == expected[i], "%s: %u words in %s", encoding_names[encoding], words, view_texts[views[i]]);
    }
    ck_assert_uint_eq(r.content.links.count, 3);
    for (uint32_t i = 0; i < r.content.links.count; i++) {
        const struct link *link = &r.content.links.items[i];
        check_range(&r, encoding, &link->target, (struct span){0, (uint32_t)link->target.text.size});
        if (link->has_shown)
            check_words(&r, encoding, &link->shown);
    }
    reading_free(&r);
    arena_free(&arena);
}
END_TEST

Suite *spans_suite(void)
{
    Suite *suite = suite_create("spans");
    TCase *tests = tcase_create("spans");
    tcase_add_loop_test(tests, words_and_links, 0, (int)COUNT(encoding_names));
    suite_add_tcase(suite, tests);
    return suite;
}
