/* Character sets: which ones are known by which names, and decoding into UTF-8 with a map of every character.
 *
 * Names are WHATWG's labels where it has them, with its readings (iso-8859-1 is windows-1252, gb2312 is gb18030). What iconv
 * decodes it is given by a name from the list only. */
#ifndef ASSAY_MESSAGE_CHARSET_H
#define ASSAY_MESSAGE_CHARSET_H

#include "message/record.h"
#include "message/sink.h"

enum charset_kind {
    CHARSET_UTF8,
    CHARSET_ASCII,
    CHARSET_WINDOWS_1252,
    CHARSET_SINGLE,   /* one byte a character, ASCII below 128 */
    CHARSET_MULTI,    /* several bytes a character; a byte below 128 where a character begins is ASCII */
    CHARSET_STATEFUL, /* escape sequences or shifts */
    CHARSET_UTF16,    /* units of two bytes */
    CHARSET_UTF32,    /* units of four bytes */
    CHARSET_HZ,       /* RFC 1843; decoded here, through GB 18030 */
};

struct charset {
    const char *name;  /* lower case */
    const char *iconv; /* what iconv calls it; null where it is built in */
    enum charset_kind kind;
};

/* The charset of that name, case-insensitively; quotes and backslashes around it and what follows white space are ignored. Null
 * if it is not known. */
const struct charset *charset_find(struct slice name);
/* True for a name by which software says that it does not know the charset: unknown-8bit (RFC 1428), default, binary. */
bool charset_says_nothing(struct slice name);
/* For text that declares none: a byte order mark, else UTF-8 if it is valid, else for HTML its <meta> in the first 1024 bytes,
 * else windows-1252. */
const struct charset *charset_guess(struct slice in, bool html);
/* The charset that a <meta> in the first 1024 bytes of HTML names, and where in `in` its name stands; null if none is named. */
const struct charset *charset_of_meta(struct slice in, struct span *out_span);
/* UTF-8, UTF-16 or UTF-32 by its byte order mark, whose size is stored; null if there is none. */
const struct charset *charset_of_mark(struct slice in, size_t *out_size);
/* True if decoding changes no byte: valid UTF-8 or ASCII without NUL and U+001A. */
bool charset_keeps(const struct charset *charset, struct slice in);
/* Decodes `in`, which begins at `base` of its layer. What is not valid becomes U+FFFD and is recorded, as truncated where the
 * text ends inside a character; so is a text that does not end in ASCII where the charset has shifts. NUL and U+001A become
 * U+FFFD. False if this system's iconv does not have it; nothing was put then. */
bool charset_decode(struct sink *out, const struct charset *charset, struct slice in, uint32_t base, struct recorder *recorder);
/* The same without a map. What is not known is read as by charset_guess. */
struct slice charset_text(struct arena *arena, struct slice name, struct slice in);
/* Valid UTF-8 from bytes that ought to be: each byte that is not becomes one U+FFFD and is recorded as `kind`. */
void charset_repair(struct sink *out, struct slice in, uint32_t base, enum anomaly_kind kind, struct recorder *recorder);

#endif
