/* Where an address in plain text ends: at the next blank, quote, angle bracket, CJK punctuation, or bracket that closes what the
 * address did not open; punctuation before that end belongs to the sentence, as Gmail, Outlook and Thunderbird have it.
 *
 * An ideographic full stop ends a sentence too, unless it stands in the host and an ASCII letter or digit follows it: sentences
 * in the scripts that use it begin with letters of their own, without a blank before them. For the same reason a letter of
 * another script that follows a whole domain name is the sentence's. Each byte is looked at a fixed number of times. Tested in
 * tests/unit/content/test_text_link.c. */
#include "content/text_end.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "content/confusable.h"
#include "content/host.h"
#include "message/document.h"

struct range {
    uint32_t first, last;
};

/* Quotation marks, brackets, commas and full stops beyond ASCII, in ascending order. */
static const struct range foreign_stops[] = {
    {0xAB, 0xAB},     {0xBB, 0xBB},     {0x2018, 0x201F}, {0x2026, 0x2026}, {0x2039, 0x203A}, {0x2329, 0x232A},
    {0x27E6, 0x27EF}, {0x3001, 0x3002}, {0x3008, 0x3011}, {0x3014, 0x301B}, {0x301D, 0x301F}, {0xFF01, 0xFF02},
    {0xFF07, 0xFF09}, {0xFF0C, 0xFF0C}, {0xFF0E, 0xFF0E}, {0xFF1A, 0xFF1C}, {0xFF1E, 0xFF1F}, {0xFF3B, 0xFF3B},
    {0xFF3D, 0xFF3D}, {0xFF5B, 0xFF5B}, {0xFF5D, 0xFF5D}, {0xFF5F, 0xFF64}, {0xFFFD, 0xFFFD},
};

static bool is_foreign_stop(uint32_t c)
{
    if (c < 0x80)
        return false;
    for (size_t i = 0; i < sizeof foreign_stops / sizeof *foreign_stops && c >= foreign_stops[i].first; i++)
        if (c <= foreign_stops[i].last)
            return true;
    return is_blank_code_point(c);
}

bool text_is_stop(int c)
{
    return (c <= ' ' && c != MASK_BYTE) || c == '<' || c == '>' || c == '"' || c == '`' || c == 0x7F;
}

/* Which kind of bracket the character is, and whether it opens; -1 if it is none. */
static int bracket_kind(int c, bool *opens)
{
    size_t at = c > 0 && c < 0x80 ? slice_find_byte(SLICE("()[]{}"), 0, (unsigned char)c) : SLICE_NONE;
    *opens = at != SLICE_NONE && at % 2 == 0;
    return at == SLICE_NONE ? -1 : (int)at / 2;
}

static bool ends_host(int c)
{
    return slice_find_byte(SLICE("/\\?#"), 0, (unsigned char)c) != SLICE_NONE;
}

/* Another address begins here. */
static bool begins_address(struct slice s, size_t at)
{
    struct slice rest = slice_from(s, at);
    return slice_starts_nocase(rest, SLICE("http://")) || slice_starts_nocase(rest, SLICE("https://"));
}

/* An address on its way. */
struct run {
    struct slice s;
    size_t start, body, at;
    size_t open[3]; /* brackets of each kind */
    bool in_host;
    bool domain_asked; /* whether the host so far is a whole domain name */
    bool other_script; /* it was, and another script follows it */
    int quote;         /* that stands before the address, or 0 */
};

/* A comma or a semicolon between two addresses, or behind a host with a dot, is one of the text. */
static bool is_list(const struct run *r)
{
    int c = r->s.data[r->at];
    if (c == '|')
        return r->in_host;
    if (c != ',' && c != ';')
        return false;
    return begins_address(r->s, r->at + 1) ||
           (r->in_host && slice_find_byte(slice_sub(r->s, r->body, r->at), 0, '.') != SLICE_NONE);
}

/* True if the letter beyond ASCII follows a whole domain name, in its last label: then that name is the host. */
static bool follows_domain(struct run *r)
{
    if (!r->in_host || r->domain_asked || r->at == r->body || !ascii_is_alnum(r->s.data[r->at - 1]))
        return false;
    r->domain_asked = true;
    size_t end = r->at;
    while (end < r->s.size && !text_is_stop(r->s.data[end]) && !ends_host(r->s.data[end]))
        if (r->s.data[end++] == '.')
            return false;
    struct slice host = slice_sub(r->s, r->body, r->at);
    enum host_kind kind = host.size <= 253 ? host_classify(host, host) : HOST_INVALID;
    return kind == HOST_DOMAIN || kind == HOST_DOCUMENTATION;
}

/* True if the address ends before the byte, which is ASCII. */
static bool ends_at_ascii(struct run *r)
{
    int c = r->s.data[r->at];
    bool opens;
    int kind = bracket_kind(c, &opens);
    if (text_is_stop(c) || (c == r->quote && !ascii_is_alnum(slice_at(r->s, r->at + 1))) || is_list(r))
        return true;
    if (kind < 0)
        return false;
    if (!opens && r->open[kind] == 0)
        return true;
    r->open[kind] += opens ? 1 : SIZE_MAX;
    return false;
}

/* A full stop of another script is a dot of the host if it is not the end of a sentence. */
static bool ends_at_foreign(struct run *r, struct utf8_step step)
{
    bool dot = r->in_host && is_label_separator(step.code_point) && ascii_is_alnum(slice_at(r->s, r->at + step.length));
    if (dot || is_invisible(step.code_point))
        return false;
    return is_foreign_stop(step.code_point) || is_label_separator(step.code_point) || follows_domain(r);
}

static size_t run_end(struct slice s, size_t start, size_t body)
{
    int before = start > 0 ? s.data[start - 1] : 0;
    struct run r = {.s = s, .start = start, .body = body, .at = body, .in_host = true, .quote = before == '\'' ? before : -1};
    while (r.at < s.size) {
        struct utf8_step step = {0, 1, true};
        if (s.data[r.at] >= 0x80)
            step = utf8_decode(s, r.at);
        if (s.data[r.at] >= 0x80 ? ends_at_foreign(&r, step) : ends_at_ascii(&r))
            break;
        r.in_host = r.in_host && !ends_host(s.data[r.at]);
        r.at += step.length;
    }
    return r.at;
}

/* Bytes of an invisible character, or of a dash, at the end. */
static size_t foreign_end(struct slice s)
{
    size_t start = s.size > 0 ? utf8_floor(s, s.size - 1) : 0;
    if (s.size == 0 || s.data[start] < 0x80)
        return 0;
    uint32_t c = utf8_decode(s, start).code_point;
    return is_invisible(c) || c == 0x2013 || c == 0x2014 || c == 0x2022 || c == 0xB7 ? s.size - start : 0;
}

size_t text_end(struct slice s, size_t start, size_t body)
{
    struct slice run = slice_sub(s, start, run_end(s, start, body));
    int before = start > 0 ? s.data[start - 1] : 0;
    bool marked = before == '_' || before == '~';
    for (size_t cut = 1; cut > 0; run.size -= cut) {
        int last = run.size > 0 ? run.data[run.size - 1] : -1;
        bool punctuation = last > 0 && slice_find_byte(SLICE(".,;:!?'*|([{"), 0, (unsigned char)last) != SLICE_NONE;
        cut = punctuation || (marked && last == before) ? 1 : foreign_end(run);
    }
    return start + run.size;
}

/* Behind a line end and the blanks that indent the next line; the same place if there is none, or nothing in the next line. */
static size_t next_line(struct slice s, size_t at)
{
    size_t next = at + (slice_at(s, at) == '\r');
    if (slice_at(s, next) != '\n')
        return at;
    next++;
    while (ascii_is_blank(slice_at(s, next)))
        next++;
    return next < s.size && !text_is_stop(s.data[next]) && !begins_address(s, next) ? next : at;
}

size_t text_end_bracket(struct slice s, size_t start, size_t body, bool *wrapped)
{
    bool behind_host = false;
    *wrapped = false;
    struct slice before = slice_sub(s, 0, start);
    if (!slice_ends_nocase(before, SLICE("<")) && !slice_ends_nocase(before, SLICE("<url:")))
        return SLICE_NONE;
    for (size_t at = body; at < s.size; at++) {
        int c = s.data[at];
        behind_host = behind_host || ends_host(c);
        if (c == '>')
            return at > body ? at : SLICE_NONE;
        size_t next = behind_host ? next_line(s, at) : at;
        if (next > at) {
            *wrapped = true;
            at = next - 1;
        } else if (text_is_stop(c)) {
            return SLICE_NONE;
        }
    }
    return SLICE_NONE;
}
