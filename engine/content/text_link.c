/* What mail clients make clickable in plain text: http://, https://, ftp://, file:// and mailto:, also with the scheme mistyped
 * by one letter or its slashes wrong; tel: and sms: with a whole number; paths of Windows networks (\\server\share), which
 * Outlook links; names that begin with "www."; and names under a known public suffix. Of these last ones only what reads as an
 * address: not a file name, not a time, not two sentences without a blank between them. Where an address ends says text_end.h.
 *
 * A mail address is clickable too, and no link here: it has no host that a client would open, and is well formed by being found.
 * What was made unclickable on purpose (hxxp://, example[.]com) and any other scheme is none. "http://" with nothing behind it is
 * an address that somebody forgot, where it stands alone in its line, in brackets of its own, or before a name with a blank
 * between; in a sentence it is a word. Tested in tests/unit/content/test_text_link.c. */
#include "content/text_link.h"

#include "base/ascii.h"
#include "content/confusable.h"
#include "content/host.h"
#include "content/layer_cut.h"
#include "content/text_end.h"
#include "message/document.h"

enum { HOST_BYTES = 253, PHONE_DIGITS = 7 };

static bool accept(struct slice s, size_t start, size_t body, struct text_link *out)
{
    size_t end = text_end_bracket(s, start, body, &out->wrapped);
    if (end == SLICE_NONE) {
        out->wrapped = false;
        end = text_end(s, start, body);
    }
    if (end <= body)
        return false;
    out->span = (struct span){(uint32_t)start, (uint32_t)end};
    return true;
}

static bool is_name_byte(int c)
{
    return ascii_is_alnum(c) || c >= 0x80 || c == MASK_BYTE;
}

/* One letter too many, too few or wrong in http or https. */
static bool is_mistyped(struct slice name)
{
    static const char *const typos[] = {"htp",   "ttp",   "htttp",  "hhtp",   "hhttp",  "htpp",  "httpp",  "htps", "ttps",
                                        "hhtps", "htpps", "htttps", "hhttps", "httpss", "httsp", "thttps", NULL};
    return slice_is_any_nocase(name, typos);
}

static bool is_web(struct slice name)
{
    static const char *const names[] = {"http", "https", "ftp", NULL};
    return slice_is_any_nocase(name, names);
}

static bool is_before(struct slice s, size_t at, struct slice text)
{
    return slice_ends_nocase(slice_sub(s, 0, at), text);
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

/* What begins at `at` is a name that a client links, such as a host with nothing in front. */
static bool names_host(struct slice s, size_t at)
{
    size_t end = name_end(s, at);
    return end > at && is_address(slice_sub(s, at, end), slice_at(s, end) == '/');
}

/* True if it stands between angle brackets, or in a link of Markdown. */
static bool is_bracketed(struct slice s, size_t start, size_t end)
{
    return (is_before(s, start, SLICE("<")) && slice_at(s, end) == '>') ||
           (is_before(s, start, SLICE("](")) && slice_at(s, end) == ')');
}

/* "http://" and nothing behind it, where an address was meant (see above). */
static bool try_scheme_only(struct slice s, size_t start, size_t end, struct text_link *out)
{
    size_t before = start, after = end;
    while (before > 0 && (ascii_is_blank(s.data[before - 1]) || s.data[before - 1] == '>'))
        before--;
    after += ascii_is_blank(slice_at(s, after)); /* more of them may be the mask of a tag */
    int first = before > 0 ? s.data[before - 1] : '\n', last = slice_at(s, after);
    bool line_ends = last < 0 || last == '\n' || last == '\r';
    bool alone = line_ends && (first == '\n' || first == ':');
    if (!alone && !is_bracketed(s, start, end) && !(after > end && names_host(s, after)))
        return false;
    out->span = (struct span){(uint32_t)start, (uint32_t)end};
    return true;
}

/* Behind the name of a scheme: "://", or what stands there by mistake before what looks like a host. */
static bool try_web(struct slice s, size_t start, size_t at, struct text_link *out)
{
    struct slice rest = slice_from(s, at);
    bool web = is_web(slice_sub(s, start, at)), colon = slice_at(rest, 0) == ':';
    size_t slashes = colon;
    if (slice_starts(rest, SLICE("://")))
        return accept(s, start, at + 3, out) || (web && try_scheme_only(s, start, at + 3, out));
    while (slice_at(rest, slashes) == '/' || slice_at(rest, slashes) == '\\')
        slashes++;
    bool named = names_host(s, at + slashes);
    if (colon && slashes == 1)
        return web && named && slice_starts_nocase(slice_from(rest, 1), SLICE("www.")) && accept(s, start, at + 1, out);
    return (colon || slice_starts(rest, SLICE("//"))) && named && accept(s, start, at + slashes, out);
}

/* A whole number in the international form: one without it may be a word and a number that stand together ("tel:020 7946"). */
static bool try_phone(struct slice s, size_t start, size_t at, struct text_link *out)
{
    size_t digits = 0, end = at + 2;
    if (slice_at(s, at) != ':' || slice_at(s, at + 1) != '+')
        return false;
    for (int c; c = slice_at(s, end), ascii_is_digit(c) || c == '-' || c == '.' || c == '(' || c == ')'; end++)
        digits += ascii_is_digit(c);
    return digits >= PHONE_DIGITS && accept(s, start, at + 1, out);
}

static bool try_scheme(struct slice s, size_t start, size_t name_end, struct text_link *out)
{
    struct slice name = slice_sub(s, start, name_end), rest = slice_from(s, name_end);
    if (slice_equal_nocase(name, SLICE("mailto")) && slice_at(rest, 0) == ':')
        return accept(s, start, name_end + 1, out);
    if (slice_equal(name, SLICE("tel")) || slice_equal(name, SLICE("sms")))
        return try_phone(s, start, name_end, out);
    if (slice_equal_nocase(name, SLICE("file")))
        return (slice_starts(rest, SLICE("://")) || slice_starts(rest, SLICE(":\\\\"))) && accept(s, start, name_end + 3, out);
    return (is_web(name) || is_mistyped(name)) && try_web(s, start, name_end, out);
}

/* \\server\share: a name of two bytes or more, one backslash, and another name. */
static bool try_share(struct slice s, size_t start, struct text_link *out)
{
    int before = start > 0 ? s.data[start - 1] : ' ';
    size_t at = start + 2;
    if (!slice_starts(slice_from(s, start), SLICE("\\\\")) || !ascii_is_alnum(slice_at(s, at)))
        return false;
    if (!ascii_is_space(before) && slice_find_byte(SLICE("\"'(<["), 0, (unsigned char)before) == SLICE_NONE)
        return false;
    for (int c; c = slice_at(s, at), ascii_is_alnum(c) || c == '.' || c == '-' || c == '_';)
        at++;
    bool key = slice_starts_nocase(slice_from(s, start + 2), SLICE("HK")); /* of the registry */
    if (at - start < 4 || key || slice_at(s, at) != '\\' || !ascii_is_word(slice_at(s, at + 1)))
        return false;
    return accept(s, start, at + 1, out);
}

static bool try_www(struct slice s, size_t start, struct text_link *out)
{
    if (!slice_starts_nocase(slice_from(s, start), SLICE("www.")) || !is_name_byte(slice_at(s, start + 4)))
        return false;
    return !is_before(s, start, SLICE("@")) && accept(s, start, start + 4, out);
}

/* True where a name may begin: not behind what it would be a part of, nor behind a dot in brackets, put there so that nobody
 * clicks. */
static bool may_begin(struct slice s, size_t start)
{
    int before = start > 0 ? s.data[start - 1] : ' ';
    if (before >= 0x80 || slice_find_byte(SLICE("@.-_/\\:%&=?#+~$\x1A"), 0, (unsigned char)before) != SLICE_NONE)
        return false;
    return !is_before(s, start, SLICE("[.]")) && !is_before(s, start, SLICE("(.)"));
}

/* A name under a public suffix, with a port or a path or without. */
static bool try_bare(struct slice s, size_t start, struct text_link *out)
{
    size_t end = may_begin(s, start) ? name_end(s, start) : start;
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
    out->span = (struct span){(uint32_t)start, (uint32_t)(has_path ? text_end(s, start, port) : port)};
    return true;
}

/* Behind what has a scheme that no client of mail follows; the same place if it is none. */
static size_t skip_other_scheme(struct slice s, size_t start, size_t name_end)
{
    return slice_starts(slice_from(s, name_end), SLICE("://")) ? text_end(s, start, name_end + 3) : name_end;
}

/* The address that begins at `at`, with a letter or digit of a word that ends at `end`, or with a backslash. */
static bool begins_here(struct slice s, size_t at, size_t end, struct text_link *out)
{
    *out = (struct text_link){.bare = false};
    if (s.data[at] == '\\')
        return try_share(s, at, out);
    bool emphasis = is_before(s, at, SLICE("_")) && !(at > 1 && is_name_byte(s.data[at - 2]));
    if (is_before(s, at, SLICE("_")) && !emphasis)
        return false;
    if (try_scheme(s, at, end, out))
        return true;
    *out = (struct text_link){.bare = true};
    return !emphasis && (try_www(s, at, out) || try_bare(s, at, out));
}

bool text_link_next(struct slice text, size_t *offset, struct text_link *out)
{
    for (size_t i = *offset; i < text.size;) {
        size_t end = i;
        while (ascii_is_alnum(slice_at(text, end)))
            end++;
        if (end == i && text.data[i] != '\\') {
            i++;
            continue;
        }
        if (begins_here(text, i, end, out)) {
            *offset = out->span.end;
            return true;
        }
        if (end > i)
            i = skip_other_scheme(text, i, end);
        else
            while (slice_at(text, i) == '\\')
                i++;
    }
    *offset = text.size;
    return false;
}

bool text_link_is_web(struct slice text)
{
    size_t end = 0;
    while (ascii_is_alnum(slice_at(text, end)))
        end++;
    struct slice name = slice_sub(text, 0, end);
    return slice_starts(slice_from(text, end), SLICE("://")) && (is_web(name) || is_mistyped(name));
}

bool text_link_address(struct layer *out, struct arena *arena, const struct layer *text, const struct text_link *link)
{
    struct layer all;
    span_list breaks = {0};
    if (!layer_cut(&all, arena, text, link->span) || !link->wrapped) {
        *out = all;
        return !arena->failed;
    }
    for (size_t at = 0; at < all.text.size; at++) {
        size_t end = at;
        while (ascii_is_space(slice_at(all.text, end)))
            end++;
        struct span *place = end > at ? vec_push(arena, &breaks) : NULL;
        if (place)
            *place = (struct span){(uint32_t)at, (uint32_t)end};
        at = end > at ? end - 1 : at;
    }
    return layer_without(out, arena, &all, breaks.items, breaks.count);
}
