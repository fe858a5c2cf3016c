/* What mail clients make clickable in plain text: http://, https://, ftp:// and mailto:, also with the scheme mistyped by one
 * letter; names that begin with "www."; and names under a known public suffix. Of these last ones only what reads as an
 * address: not a file name, not a time, not two sentences without a blank between them. The address goes on to the next blank,
 * quote, angle bracket, or bracket that closes what the address did not open; punctuation at its end belongs to the sentence. An
 * ideographic full stop ends a sentence too, unless it stands in the host and an ASCII letter or digit follows it: sentences in
 * the scripts that use it begin with letters of their own, without a blank before them.
 * Tested in tests/unit/content/test_text_link.c. */
#include "content/text_link.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "content/confusable.h"
#include "content/host.h"
#include "message/document.h"

enum { HOST_BYTES = 253 };

/* Punctuation that ends an address: quotation marks, CJK brackets, commas and full stops. */
static bool is_foreign_stop(uint32_t c)
{
    return is_blank_code_point(c) || (c >= 0x2018 && c <= 0x201F) || c == 0xAB || c == 0xBB || c == 0x3001 ||
           is_label_separator(c) || (c >= 0x3008 && c <= 0x3011) || c == 0x2026 || c == 0xFF08 || c == 0xFF09 || c == 0xFF0C ||
           c == 0xFFFD;
}

/* Which kind of bracket the character is, and whether it opens; -1 if it is none. */
static int bracket_kind(int c, bool *opens)
{
    size_t at = c > 0 && c < 0x80 ? slice_find_byte(SLICE("()[]{}"), 0, (unsigned char)c) : SLICE_NONE;
    *opens = at != SLICE_NONE && at % 2 == 0;
    return at == SLICE_NONE ? -1 : (int)at / 2;
}

static bool is_stop(int c)
{
    return (c <= ' ' && c != MASK_BYTE) || c == '<' || c == '>' || c == '"' || c == '`' || c == 0x7F;
}

/* True if the character is a dot of the host, and not the end of a sentence. */
static bool is_host_dot(struct slice s, size_t i, struct utf8_step step)
{
    return is_label_separator(step.code_point) && ascii_is_alnum(slice_at(s, i + step.length));
}

/* Where the address ends whose host, or what follows it, begins at start, before its end is looked at: also at a bracket that
 * closes what is not open. */
static size_t run_end(struct slice s, size_t start)
{
    size_t i = start, open[3] = {0};
    bool in_host = true;
    while (i < s.size && !is_stop(s.data[i])) {
        bool opens;
        int kind = bracket_kind(s.data[i], &opens);
        struct utf8_step step = {0, 1, true};
        if (kind >= 0 && !opens && open[kind] == 0)
            break;
        if (kind >= 0)
            open[kind] += opens ? 1 : SIZE_MAX;
        if (s.data[i] >= 0x80)
            step = utf8_decode(s, i);
        in_host = in_host && slice_find_byte(SLICE("/\\?#"), 0, s.data[i]) == SLICE_NONE;
        if (is_foreign_stop(step.code_point) && !(in_host && is_host_dot(s, i, step)))
            break;
        i += step.length;
    }
    return i;
}

/* Bytes of an invisible character at the end. */
static size_t invisible_end(struct slice s)
{
    size_t start = s.size > 0 ? utf8_floor(s, s.size - 1) : 0;
    if (s.size == 0 || s.data[start] < 0x80)
        return 0;
    return is_invisible(utf8_decode(s, start).code_point) ? s.size - start : 0;
}

/* Takes off what belongs to the sentence. */
static size_t trim_end(struct slice s, size_t start, size_t end)
{
    struct slice run = slice_sub(s, start, end);
    for (size_t cut = 1; cut > 0; run.size -= cut) {
        bool punctuation = run.size > 0 && slice_find_byte(SLICE(".,;:!?'*|"), 0, run.data[run.size - 1]) != SLICE_NONE;
        cut = punctuation ? 1 : invisible_end(run);
    }
    return start + run.size;
}

static bool accept(struct slice s, size_t start, size_t body, struct text_link *out)
{
    size_t end = trim_end(s, start, run_end(s, body));
    if (end <= body)
        return false;
    out->span = (struct span){(uint32_t)start, (uint32_t)end};
    return true;
}

/* One letter too many, too few or wrong in http or https. */
static bool is_mistyped(struct slice name)
{
    static const char *const typos[] = {"htp",   "ttp",   "htttp",  "hhtp",   "hhttp",  "htpp",  "httpp",  "htps", "ttps",
                                        "hhtps", "htpps", "htttps", "hhttps", "httpss", "httsp", "thttps", NULL};
    return slice_is_any_nocase(name, typos);
}

static bool try_scheme(struct slice s, size_t start, size_t name_end, struct text_link *out)
{
    struct slice name = slice_sub(s, start, name_end), rest = slice_from(s, name_end);
    if (slice_equal_nocase(name, SLICE("mailto")) && slice_at(rest, 0) == ':')
        return accept(s, start, name_end + 1, out);
    if (!slice_starts(rest, SLICE("://")))
        return false;
    bool known = slice_equal_nocase(name, SLICE("http")) || slice_equal_nocase(name, SLICE("https")) ||
                 slice_equal_nocase(name, SLICE("ftp"));
    return (known || is_mistyped(name)) && accept(s, start, name_end + 3, out);
}

static bool is_name_byte(int c)
{
    return ascii_is_alnum(c) || c >= 0x80 || c == MASK_BYTE;
}

static bool try_www(struct slice s, size_t start, struct text_link *out)
{
    if (!slice_starts_nocase(slice_from(s, start), SLICE("www.")) || !is_name_byte(slice_at(s, start + 4)))
        return false;
    return accept(s, start, start + 4, out);
}

/* The end of a name with dots at start, or start if there is none. */
static size_t name_end(struct slice s, size_t start)
{
    size_t end = start, dots = 0;
    for (size_t i = start; i < s.size && i - start <= HOST_BYTES; i++) {
        int c = s.data[i];
        if (ascii_is_alnum(c))
            end = i + 1;
        else if (c == '.' && i == end && ascii_is_alnum(slice_at(s, i + 1)))
            dots++;
        else if (c != '-')
            break;
    }
    return dots > 0 && end - start <= HOST_BYTES ? end : start;
}

/* Suffixes of domains that are also suffixes of files, or that abbreviate hours. */
static bool is_other_word(struct slice host, size_t last_label)
{
    static const char *const files[] = {"cc", "md", "mov", "pl", "pm", "ps", "py", "rs", "sh", "so", "zip"};
    struct slice suffix = slice_from(host, last_label);
    bool two = slice_find_byte(host, 0, '.') + 1 == last_label;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        if (slice_equal(suffix, slice_cstr(files[i])))
            return true;
    bool number = true;
    for (size_t i = 0; i + 1 < last_label; i++)
        number = number && ascii_is_digit(host.data[i]);
    return two && number && last_label <= 3;
}

static bool is_address(struct slice host, bool has_path)
{
    size_t last_label = host.size;
    while (host.data[last_label - 1] != '.')
        last_label--;
    for (size_t i = last_label; i < host.size; i++)
        if (!ascii_is_lower(host.data[i]) && !(has_path && ascii_is_alpha(host.data[i])))
            return false;
    enum host_kind kind = host_classify(host, host);
    return (kind == HOST_DOMAIN || kind == HOST_DOCUMENTATION) && (has_path || !is_other_word(host, last_label));
}

/* A name under a public suffix, with a port or a path or without. */
static bool try_bare(struct slice s, size_t start, struct text_link *out)
{
    int before = start > 0 ? s.data[start - 1] : ' ';
    if (before >= 0x80 || slice_find_byte(SLICE("@.-_/\\:%&=?#+~$\x1A"), 0, (unsigned char)before) != SLICE_NONE)
        return false;
    size_t end = name_end(s, start);
    if (end == start)
        return false;
    size_t port = end;
    if (slice_at(s, end) == ':' && ascii_is_digit(slice_at(s, end + 1)))
        for (port = end + 1; ascii_is_digit(slice_at(s, port));)
            port++;
    int next = slice_at(s, port);
    bool has_path = next == '/' && slice_at(s, port + 1) != '/';
    if (!has_path && (is_name_byte(next) || slice_find_byte(SLICE("@_-(=/\\"), 0, (unsigned char)next) != SLICE_NONE) &&
        next >= 0)
        return false;
    if (!is_address(slice_sub(s, start, end), has_path))
        return false;
    out->span = (struct span){(uint32_t)start, (uint32_t)(has_path ? trim_end(s, start, run_end(s, port)) : port)};
    return true;
}

bool text_link_next(struct slice text, size_t *offset, struct text_link *out)
{
    for (size_t i = *offset; i < text.size;) {
        if (!ascii_is_alnum(text.data[i])) {
            i++;
            continue;
        }
        size_t end = i;
        while (ascii_is_alnum(slice_at(text, end)))
            end++;
        bool begins = i == 0 || text.data[i - 1] != '_';
        *out = (struct text_link){.bare = false};
        bool found = begins && try_scheme(text, i, end, out);
        if (!found && begins) {
            out->bare = true;
            found = try_www(text, i, out) || try_bare(text, i, out);
        }
        if (found) {
            *offset = out->span.end;
            return true;
        }
        i = end;
    }
    *offset = text.size;
    return false;
}
