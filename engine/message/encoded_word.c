/* Decoding of encoded words, a group of adjacent ones at a time.
 *
 * More lenient than RFC 2047 where mail is: a word may stand inside a quoted string, touch other text, be long, hold blanks, and
 * end inside a character that goes on in the next word. What is wrong is recorded with the word.
 * Tested in tests/unit/message/test_encoded_word.c. */
#include "message/encoded_word.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "message/charset.h"
#include "message/finder.h"
#include "message/transfer.h"

enum { LONGEST_WORD = 75, UNREADABLE = 0x1A };

struct word {
    struct span span;   /* in the text */
    uint32_t beginning; /* the end of its `=?charset?x?` */
    struct slice charset;
    int encoding; /* 'b' or 'q' */
    struct slice content;
    uint32_t start, end;   /* of its bytes among those of its group */
    bool invalid, control; /* what it decodes to */
};

bool encoded_words_possible(struct slice text)
{
    return slice_find(text, 0, SLICE("=?")) != SLICE_NONE;
}

struct scan {
    struct slice text;
    enum word_place place;
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
    out->beginning = (uint32_t)content;
    size_t end = finder_next(&scan->ends, scan->text, content);
    size_t other = finder_next(&scan->starts, scan->text, content);
    /* Base64 may end in `=`, which is no beginning of another word. */
    *out_broken = end == SLICE_NONE || other < end - 1 || (out->encoding != 'b' && out->encoding != 'q');
    if (*out_broken)
        return false;
    out->span = (struct span){(uint32_t)at, (uint32_t)end + 2};
    out->invalid = out->control = false;
    out->content = slice_sub(scan->text, content, end);
    return true;
}

typedef VEC(struct word) word_list;

bool encoded_word_find(struct slice text, size_t at, struct span *out)
{
    struct scan scan = {.text = text, .starts.needle = SLICE("=?"), .ends.needle = SLICE("?=")};
    struct word word;
    bool broken;
    for (at = finder_next(&scan.starts, text, at); at != SLICE_NONE; at = finder_next(&scan.starts, text, at + 2))
        if (read_word(&scan, at, &word, &broken)) {
            *out = word.span;
            return true;
        }
    return false;
}

/* Appends the bytes of a word; false if it cannot be decoded. The text is UTF-8: what is not ASCII in it was never in the word's
 * charset, and comes out as one U+FFFD (which is how U+001A is decoded), unless that charset is UTF-8 too. */
static bool word_bytes(const struct word *word, bool is_utf8, struct sink *bytes)
{
    struct recorder quiet = {0};
    size_t before = bytes->out.size;
    if (word->encoding == 'b') {
        transfer_decode(bytes, TRANSFER_BASE64, word->content, 0, &quiet);
        return !quiet.seen || bytes->out.size > before;
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

/* Adjacent words of one charset, being decoded. */
struct group {
    word_list words;
    struct sink bytes;   /* of some of the words, one after the other */
    struct sink decoded; /* the same as text, mapped to `bytes` */
    const struct charset *charset;
    bool known; /* the charset is */
    bool valid; /* all bytes could be read */
};

/* Reads `bytes` in the charset; in the one that it looks like, where the declared one is not known here. */
static void read_bytes(struct group *g, struct arena *arena)
{
    struct recorder quiet = {0};
    struct slice bytes = buffer_slice(&g->bytes.out);
    sink_init(&g->decoded, arena, UINT32_MAX);
    if (!g->known || !charset_decode(&g->decoded, g->charset, bytes, 0, &quiet)) {
        g->known = false;
        charset_decode(&g->decoded, charset_guess(bytes, false), bytes, 0, &quiet);
    }
    g->valid = g->valid && !quiet.seen;
}

/* Decodes words [first, end) as one text; false if they cannot be. */
static bool decode_words(struct group *g, uint32_t first, uint32_t end, struct arena *arena)
{
    bool is_utf8 = g->known && g->charset->kind == CHARSET_UTF8;
    sink_init(&g->bytes, arena, UINT32_MAX);
    g->valid = true;
    for (uint32_t i = first; i < end; i++) {
        struct word *word = &g->words.items[i];
        word->start = (uint32_t)g->bytes.out.size;
        if (!word_bytes(word, is_utf8, &g->bytes))
            return false;
        word->end = (uint32_t)g->bytes.out.size;
        g->valid = g->valid && slice_is_ascii(word->content);
    }
    read_bytes(g, arena);
    return true;
}

/* True if a word of the group as decoded holds a control character. In some charsets the bytes always do, so it is the text that
 * counts; in the others the bytes, for not all of them come out in the text. */
static bool has_control(const struct group *g, const struct word *word)
{
    struct slice s = slice_sub(buffer_slice(&g->bytes.out), word->start, word->end);
    if (g->charset && g->charset->kind >= CHARSET_STATEFUL)
        s = buffer_slice(&g->decoded.out);
    for (size_t i = 0; i < s.size; i++)
        if (ascii_is_control(s.data[i]) && s.data[i] != '\t' && s.data[i] != UNREADABLE)
            return true;
    return false;
}

/* Puts decoded text that came from words [first, last]. A line end would break the field: it is a space, as in mail clients. */
static void put_text(struct sink *out, const struct group *g, struct span text, uint32_t first, uint32_t last)
{
    unsigned char *bytes = g->decoded.out.data;
    if (span_length(text) == 0)
        return;
    for (uint32_t i = text.start; i < text.end; i++)
        if (bytes[i] == '\r' || bytes[i] == '\n')
            bytes[i] = ' ';
    sink_unit(out, slice_make(bytes + text.start, span_length(text)),
              (struct span){g->words.items[first].span.start, g->words.items[last].span.end});
}

/* One character of the text that was decoded, and the words that its bytes stand in. */
struct character {
    uint32_t end;
    uint32_t first, last;
    bool invalid;
};

/* The character at `at`; `word` is one at or before its first. */
static struct character read_character(const struct group *g, uint32_t at, uint32_t word)
{
    struct slice text = buffer_slice(&g->decoded.out);
    struct character c = {.end = at + utf8_decode(text, at).length};
    struct span bytes = source_map_up(&g->decoded.map, (struct span){at, c.end});
    while (word + 1 < g->words.count && bytes.start >= g->words.items[word].end)
        word++;
    c.first = c.last = word;
    while (c.last + 1 < g->words.count && bytes.end > g->words.items[c.last].end)
        c.last++;
    int byte = slice_at(buffer_slice(&g->bytes.out), bytes.start);
    c.invalid =
        utf8_decode(text, at).code_point == UTF8_REPLACEMENT && span_length(bytes) == 1 && byte != 0 && byte != UNREADABLE;
    return c;
}

/* Puts what the words read together: words that share a character are one unit, for only together do they decode to it; with
 * states all words are. */
static void put_together(struct sink *out, struct group *g, struct recorder *recorder)
{
    uint32_t at = 0, size = (uint32_t)g->decoded.out.size;
    struct character c = {.end = 0};
    bool stateful = g->charset && g->charset->kind >= CHARSET_STATEFUL;
    while (at < size) {
        uint32_t first = 0, last = 0, end = at;
        for (bool open = false; end < size; end = c.end, open = true) {
            c = read_character(g, end, c.first);
            if (open && c.first > last && !stateful)
                break;
            if (c.first < c.last)
                record_anomaly(recorder, ANOMALY_ENCODED_WORD_SPLIT_CHARACTER, g->words.items[c.first].span.start,
                               g->words.items[c.last].span.end);
            first = open ? first : c.first;
            last = c.last;
            g->words.items[c.first].invalid |= c.invalid;
        }
        put_text(out, g, (struct span){at, end}, first, last);
        at = end;
    }
}

/* Puts word by word; what cannot be decoded stays as it is. */
static void put_alone(struct sink *out, struct slice text, struct group *g)
{
    for (uint32_t i = 0; i < g->words.count; i++) {
        struct word *word = &g->words.items[i];
        bool done = decode_words(g, i, i + 1, out->out.arena);
        word->invalid = !done || !g->valid;
        word->control = done && has_control(g, word);
        if (done)
            put_text(out, g, (struct span){0, (uint32_t)g->decoded.out.size}, i, i);
        else
            sink_copy(out, slice_sub(text, word->span.start, word->span.end), word->span.start);
    }
}

/* True if the word that `bytes` holds leaves ASCII and does not come back (ISO-2022). */
static bool ends_shifted(const struct group *g)
{
    struct slice bytes = buffer_slice(&g->bytes.out);
    size_t escape = bytes.size;
    while (escape > 0 && bytes.data[escape - 1] != 0x1B)
        escape--;
    struct slice last = slice_from(bytes, escape);
    return escape > 0 && !slice_starts(last, SLICE("(B")) && !slice_starts(last, SLICE("(J"));
}

/* True if the words make a text only together: a character is cut between two of them, or a word goes on in the state in which
 * the one before it ended. That is taken for meant only where nothing is lost by it. */
static bool belong_together(struct group *g, struct arena *arena)
{
    bool alone = true;
    bool stateful = g->known && g->charset->kind >= CHARSET_STATEFUL;
    for (uint32_t i = 0; i < g->words.count && alone; i++) {
        alone = decode_words(g, i, i + 1, arena) && g->valid;
        alone = alone && !(stateful && i + 1 < g->words.count && ends_shifted(g));
    }
    if (alone || g->words.count < 2 || !decode_words(g, 0, g->words.count, arena))
        return false;
    return g->valid || (g->known && !stateful);
}

/* True if a byte may stand beside a word. */
static bool sets_apart(int c, enum word_place place)
{
    return c < 0 || ascii_is_space(c) || (place == WORDS_IN_STRUCTURE && (c == '"' || c == '(' || c == ')'));
}

/* Records what can be seen of a word. */
static void check_word(const struct group *g, const struct word *word, const struct scan *scan, struct recorder *recorder)
{
    struct slice text = scan->text;
    const bool found[] = {
        word->invalid,
        span_length(word->span) > LONGEST_WORD,
        !g->known,
        slice_trim(word->content).size == 0,
        slice_find_byte(word->content, 0, ' ') != SLICE_NONE || slice_find_byte(word->content, 0, '\t') != SLICE_NONE,
        !sets_apart(word->span.start ? slice_at(text, word->span.start - 1) : -1, scan->place) ||
            !sets_apart(slice_at(text, word->span.end), scan->place),
        word->control,
    };
    static const enum anomaly_kind kinds[] = {
        ANOMALY_ENCODED_WORD_INVALID, ANOMALY_ENCODED_WORD_LONG,     ANOMALY_ENCODED_WORD_CHARSET, ANOMALY_ENCODED_WORD_EMPTY,
        ANOMALY_ENCODED_WORD_SPACE,   ANOMALY_ENCODED_WORD_ATTACHED, ANOMALY_ENCODED_WORD_CONTROL};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (found[i])
            record_anomaly(recorder, kinds[i], word->span.start, word->span.end);
}

static void put_group(struct sink *out, struct group *g, const struct scan *scan, struct recorder *recorder)
{
    g->charset = charset_find(g->words.items[0].charset);
    g->known = g->charset != NULL;
    if (belong_together(g, out->out.arena)) {
        for (uint32_t i = 0; i < g->words.count; i++)
            g->words.items[i].control = has_control(g, &g->words.items[i]);
        put_together(out, g, recorder);
    } else {
        put_alone(out, scan->text, g);
    }
    for (uint32_t i = 0; i < g->words.count; i++)
        check_word(g, &g->words.items[i], scan, recorder);
}

/* The word at `at` and those that follow it with nothing but white space between, as long as the charset is the same. */
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
               slice_equal_nocase(next.charset, first.charset);
    }
}

/* The end of a word that has none: where white space or the next one begins. */
static size_t broken_end(struct slice text, size_t at)
{
    while (at < text.size && !ascii_is_space(text.data[at]) && !(text.data[at] == '=' && slice_at(text, at + 1) == '?'))
        at++;
    return at;
}

void encoded_words_decode(struct sink *out, struct slice text, enum word_place place, struct recorder *recorder)
{
    struct scan scan = {.text = text, .place = place, .starts.needle = SLICE("=?"), .ends.needle = SLICE("?=")};
    struct group group = {0};
    size_t done = 0; /* up to here everything was put */
    bool after_word = false;
    for (size_t at = finder_next(&scan.starts, text, 0); at != SLICE_NONE; at = finder_next(&scan.starts, text, at)) {
        struct word word;
        bool broken;
        if (!read_word(&scan, at, &word, &broken)) {
            if (broken)
                record_anomaly(recorder, ANOMALY_ENCODED_WORD_INVALID, at, broken_end(text, word.beginning));
            at += 2;
            continue;
        }
        struct slice between = slice_sub(text, done, at);
        if (!after_word || slice_trim(between).size)
            sink_copy(out, between, (uint32_t)done);
        read_group(&scan, word, out->out.arena, &group.words);
        if (group.words.count == 0)
            return;
        put_group(out, &group, &scan, recorder);
        done = at = group.words.items[group.words.count - 1].span.end;
        after_word = true;
    }
    sink_copy(out, slice_from(text, done), (uint32_t)done);
}
