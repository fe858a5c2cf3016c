/* ASCII classes and case, independent of the locale; arguments are bytes as int, -1 (outside a slice) is in no class. */
#ifndef ASSAY_BASE_ASCII_H
#define ASSAY_BASE_ASCII_H

#include <stdbool.h>

static inline bool ascii_is_upper(int c)
{
    return c >= 'A' && c <= 'Z';
}
static inline bool ascii_is_lower(int c)
{
    return c >= 'a' && c <= 'z';
}
static inline bool ascii_is_alpha(int c)
{
    return ascii_is_upper(c) || ascii_is_lower(c);
}
static inline bool ascii_is_digit(int c)
{
    return c >= '0' && c <= '9';
}
static inline bool ascii_is_alnum(int c)
{
    return ascii_is_alpha(c) || ascii_is_digit(c);
}
/* Space, tab, LF, VT, FF, CR. */
static inline bool ascii_is_space(int c)
{
    return c == ' ' || (c >= 9 && c <= 13);
}
/* Space or tab: white space inside a header line (RFC 5322, WSP). */
static inline bool ascii_is_blank(int c)
{
    return c == ' ' || c == '\t';
}
static inline bool ascii_is_control(int c)
{
    return (c >= 0 && c < 32) || c == 127;
}
static inline bool ascii_is_word(int c)
{
    return ascii_is_alnum(c) || c == '_';
}
static inline int ascii_lower(int c)
{
    return ascii_is_upper(c) ? c + 32 : c;
}
static inline int ascii_upper(int c)
{
    return ascii_is_lower(c) ? c - 32 : c;
}
/* Value of a hexadecimal digit, or -1. */
static inline int ascii_hex(int c)
{
    if (ascii_is_digit(c))
        return c - '0';
    c = ascii_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

#endif
