/* Decoding of encoded words, a group of adjacent ones at a time.
 *
 * More lenient than RFC 2047 where mail is: a word may stand inside a quoted string, touch other text, be long, and hold blanks.
 * Tested in tests/unit/message/test_encoded_word.c. */
#include "message/encoded_word.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "message/charset.h"
#include "message/finder.h"
#include "message/transfer.h"

enum { LONGEST_WORD = 75, UNREADABLE = 0x1A };

struct word {
    struct span span; /* in the text */
    struct slice charset;
    int encoding; /* 'b' or 'q' */
    struct slice content;
};

bool encoded_words_possible(struct slice text)
{
    return slice_find(text, 0, SLICE("=?")) != SLICE_NONE;
}

struct scan {
    struct slice text;
    struct finder starts, ends;
};

/* Reads `=?charset?x?`; where the content begins, or 0. */
static size_t read_beginning(struct slice text, size_t at, struct word *out)
{
    size_t mark = at + 2;
    while (mark < text.size && text.data[mark] > ' ' && text.data[mark] < 0x7F && text.data[mark] != '?')
        mark++;
    out->encoding = ascii_lower(slice_at(text, mark + 1));
    out->charset = slice_sub(text, at + 2, mark);
    size_t language = slice_find_byte(out->charset, 0, '*');
    if (language != SLICE_NONE)
        out->charset = slice_sub(out->charset, 0, language);
    bool is_word =
        out->charset.size && slice_at(text, mark) == '?' && slice_at(text, mark + 2) == '?' && ascii_is_alpha(out->encoding);
    return is_word ? mark + 3 : 0;
}

/* Reads the word that begins at `at`. False if nothing like one does; *out_broken if something like one does not end. */
static bool read_word(struct scan *scan, size_t at, struct word *out, bool *out_broken)
{
    size_t content = read_beginning(scan->text, at, out);
    *out_broken = false;
    if (!content)
        return false;
    size_t end = finder_next(&scan->ends, scan->text, content);
    size_t other = finder_next(&scan->starts, scan->text, content);
    /* Base64 may end in `=`, which is no beginning of another word. */
    *out_broken = end == SLICE_NONE || other < end - 1 || (out->encoding != 'b' && out->encoding != 'q');
    if (*out_broken)
        return false;
    out->span = (struct span){(uint32_t)at, (uint32_t)end + 2};
    out->content = slice_sub(scan->text, content, end);
    return true;
}

/* Appends the bytes of a word; false if it cannot be decoded. The text is UTF-8: what is not ASCII in it was never in the word's
 * charset, and comes out as one U+FFFD (which is how U+001A is decoded), unless that charset is UTF-8 too. */
static bool word_bytes(const struct word *word, bool is_utf8, struct sink *bytes)
{
    struct recorder quiet = {0};
    if (word->encoding == 'b') {
        transfer_decode(bytes, TRANSFER_BASE64, word->content, 0, &quiet);
        return !quiet.seen || bytes->out.size > 0;
    }
    for (size_t i = 0; i < word->content.size; i++) {
        int high = ascii_hex(slice_at(word->content, i + 1)), low = ascii_hex(slice_at(word->content, i + 2));
        unsigned char byte = word->content.data[i];
        if (byte == '=' && high >= 0 && low >= 0) {
            byte = (unsigned char)(high << 4 | low);
            i += 2;
        } else if (byte == '_') {
            byte = ' ';
        } else if (byte >= 0x80 && !is_utf8) {
            if ((byte & 0xC0) == 0x80)
                continue;
            byte = UNREADABLE;
        }
        sink_copy(bytes, slice_make(&byte, 1), 0);
    }
    return true;
}

/* Decodes words of one charset as one text, into *out; false if they cannot be, or have characters that are not valid. */
static bool decode_words(const struct word *words, uint32_t count, struct arena *arena, struct sink *out, bool *out_valid)
{
    struct sink bytes;
    struct recorder recorder = {0};
    const struct charset *charset = charset_find(words[0].charset);
    sink_init(&bytes, arena, UINT32_MAX);
    sink_init(out, arena, UINT32_MAX);
    bool is_utf8 = charset && charset->kind == CHARSET_UTF8;
    bool ascii = true;
    for (uint32_t i = 0; i < count; i++) {
        if (!word_bytes(&words[i], is_utf8, &bytes))
            return false;
        for (size_t at = 0; at < words[i].content.size; at++)
            ascii = ascii && words[i].content.data[at] < 0x80;
    }
    if (!charset || !charset_decode(out, charset, buffer_slice(&bytes.out), 0, &recorder))
        return false;
    *out_valid = ascii && !recorder.seen;
    return true;
}

static void put_words(struct sink *out, const struct word *words, uint32_t count, const struct sink *decoded)
{
    sink_unit(out, buffer_slice(&decoded->out), (struct span){words[0].span.start, words[count - 1].span.end});
}

/* Puts words that follow each other, all of one charset and encoding. */
static void put_group(struct sink *out, struct slice text, const struct word *words, uint32_t count, struct recorder *recorder)
{
    struct arena *arena = out->out.arena;
    struct sink decoded;
    bool all_valid = true;
    bool valid = false;
    for (uint32_t i = 0; i < count && all_valid; i++)
        all_valid = decode_words(&words[i], 1, arena, &decoded, &valid) && valid;
    if (!all_valid && count > 1 && decode_words(words, count, arena, &decoded, &valid) && valid) {
        put_words(out, words, count, &decoded);
        return;
    }
    for (uint32_t i = 0; i < count; i++) {
        struct span span = words[i].span;
        if (span_length(span) > LONGEST_WORD)
            record_anomaly(recorder, ANOMALY_ENCODED_WORD_LONG, span.start, span.end);
        bool done = decode_words(&words[i], 1, arena, &decoded, &valid);
        if (!done || !valid)
            record_anomaly(recorder, ANOMALY_ENCODED_WORD_INVALID, span.start, span.end);
        if (done)
            put_words(out, &words[i], 1, &decoded);
        else
            sink_copy(out, slice_sub(text, span.start, span.end), span.start);
    }
}

typedef VEC(struct word) word_list;

/* The word at `at` and those that follow it with nothing but white space between, as long as charset and encoding are the same.
 */
static void read_group(struct scan *scan, struct word first, struct arena *arena, word_list *out)
{
    struct word next = first;
    bool same = true, broken;
    out->count = 0;
    while (same) {
        struct word *word = vec_push(arena, out);
        if (!word)
            return;
        *word = next;
        size_t at = word->span.end;
        while (ascii_is_space(slice_at(scan->text, at)))
            at++;
        same = slice_at(scan->text, at) == '=' && slice_at(scan->text, at + 1) == '?' && read_word(scan, at, &next, &broken) &&
               next.encoding == first.encoding && slice_equal_nocase(next.charset, first.charset);
    }
}

void encoded_words_decode(struct sink *out, struct slice text, struct recorder *recorder)
{
    struct scan scan = {.text = text, .starts.needle = SLICE("=?"), .ends.needle = SLICE("?=")};
    word_list words = {0};
    size_t done = 0; /* up to here everything was put */
    bool after_word = false;
    for (size_t at = finder_next(&scan.starts, text, 0); at != SLICE_NONE; at = finder_next(&scan.starts, text, at)) {
        struct word word;
        bool broken;
        if (!read_word(&scan, at, &word, &broken)) {
            if (broken)
                record_anomaly(recorder, ANOMALY_ENCODED_WORD_INVALID, at, at + 2);
            at += 2;
            continue;
        }
        struct slice between = slice_sub(text, done, at);
        if (!after_word || slice_trim(between).size)
            sink_copy(out, between, (uint32_t)done);
        words.count = 0;
        read_group(&scan, word, out->out.arena, &words);
        if (words.count == 0)
            return;
        put_group(out, text, words.items, words.count, recorder);
        done = at = words.items[words.count - 1].span.end;
        after_word = true;
    }
    sink_copy(out, slice_from(text, done), (uint32_t)done);
}
