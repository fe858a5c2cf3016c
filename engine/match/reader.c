/* The reader of pattern text: one function per construct, tables for the letters and names.
 *
 * It reads to the end whatever the text is, in one pass. Case folding is not considered: sets only say what an item surely takes.
 * Tested in tests/unit/match/test_pattern.c and test_slow.c. */
#include "match/reader.h"

#include <string.h>

#include "base/ascii.h"
#include "base/utf8.h"

/* Sets are written as pairs of first and last character. */
#define DIGITS "09"
#define WORD   "09AZaz__"
#define SPACE  "\t\r  "
#define BLANK  "\t\t  "
#define BREAK  "\n\r"

static struct ascii_set set_one(uint32_t code_point)
{
    struct ascii_set set = {{0, 0}};
    if (code_point < 128)
        set.bits[code_point / 64] = (uint64_t)1 << code_point % 64;
    return set;
}

static struct ascii_set set_range(uint32_t first, uint32_t last)
{
    struct ascii_set set = {{0, 0}};
    for (uint32_t c = first; c <= last && c < 128; c++)
        set = set_or(set, set_one(c));
    return set;
}

static struct ascii_set set_pairs(const char *pairs)
{
    struct ascii_set set = {{0, 0}};
    for (; *pairs; pairs += 2)
        set = set_or(set, set_range((unsigned char)pairs[0], (unsigned char)pairs[1]));
    return set;
}

void reader_init(struct reader *reader, struct slice text)
{
    *reader = (struct reader){.text = text};
}

static int peek(const struct reader *reader, size_t ahead)
{
    return slice_at(reader->text, reader->at + ahead);
}

static bool accept(struct reader *reader, int byte)
{
    bool is = peek(reader, 0) == byte;
    reader->at += is;
    return is;
}

/* To after the byte, or to the end. */
static void skip_past(struct reader *reader, int byte)
{
    while (reader->at < reader->text.size && !accept(reader, byte))
        reader->at++;
}

static uint32_t take_code_point(struct reader *reader)
{
    if (reader->at >= reader->text.size)
        return 0;
    struct utf8_step step = utf8_decode(reader->text, reader->at);
    reader->at += step.length;
    return step.code_point;
}

/* Only the first refusal is kept. */
static void refuse(struct reader *reader, const char *reason)
{
    if (!reader->refusal) {
        reader->refusal = reason;
        reader->refused_at = reader->token_start;
    }
}

/* What a backslash and what follows it are. */
enum escape_kind { ESCAPE_LITERAL, ESCAPE_SET, ESCAPE_NOT_SET, ESCAPE_EMPTY, ESCAPE_ANCHOR, ESCAPE_NAMED, ESCAPE_REFUSED };

struct escape {
    enum escape_kind kind;
    uint32_t literal;
    struct ascii_set set;
};

static const struct escape_letter {
    char letter;
    unsigned char kind;
    const char *value; /* the literal, pairs of a set, or the reason of a refusal */
} escape_letters[] = {
    {'a', ESCAPE_LITERAL, "\a"},
    {'e', ESCAPE_LITERAL, "\x1B"},
    {'f', ESCAPE_LITERAL, "\f"},
    {'n', ESCAPE_LITERAL, "\n"},
    {'r', ESCAPE_LITERAL, "\r"},
    {'t', ESCAPE_LITERAL, "\t"},
    {'d', ESCAPE_SET, DIGITS},
    {'w', ESCAPE_SET, WORD},
    {'s', ESCAPE_SET, SPACE},
    {'h', ESCAPE_SET, BLANK},
    {'v', ESCAPE_SET, BREAK},
    {'R', ESCAPE_SET, BREAK},
    {'D', ESCAPE_NOT_SET, DIGITS},
    {'W', ESCAPE_NOT_SET, WORD},
    {'S', ESCAPE_NOT_SET, SPACE},
    {'H', ESCAPE_NOT_SET, BLANK},
    {'V', ESCAPE_NOT_SET, BREAK},
    {'b', ESCAPE_EMPTY, ""},
    {'B', ESCAPE_EMPTY, ""},
    {'Z', ESCAPE_EMPTY, ""},
    {'z', ESCAPE_EMPTY, ""},
    {'K', ESCAPE_EMPTY, ""},
    {'E', ESCAPE_EMPTY, ""},
    {'A', ESCAPE_ANCHOR, ""},
    {'C', ESCAPE_REFUSED, "\\C is not accepted: it takes one byte out of a character"},
    {'G', ESCAPE_REFUSED, "\\G is not accepted: where a search begins is not for a pattern to know"},
};

static const struct escape_letter *find_letter(int letter)
{
    for (size_t i = 0; i < sizeof escape_letters / sizeof *escape_letters; i++) {
        if (escape_letters[i].letter == letter)
            return &escape_letters[i];
    }
    return NULL;
}

/* \x, \x{…}: a value that cannot be read is as good as one outside ASCII. */
static uint32_t take_hex(struct reader *reader)
{
    bool braces = accept(reader, '{');
    uint32_t value = 0;
    for (int i = 0; (i < 2 || braces) && ascii_hex(peek(reader, 0)) >= 0; i++, reader->at++)
        value = (value & 0xFFFFFF) << 4 | (uint32_t)ascii_hex(peek(reader, 0));
    if (braces)
        skip_past(reader, '}');
    return value;
}

/* What follows \p, \g, \k, \o, \N, \c or a digit: a name in brackets, a number, or one character. */
static void skip_name(struct reader *reader, int letter)
{
    static const char brackets[] = "{}<>''";
    for (const char *pair = brackets; *pair; pair += 2) {
        if (accept(reader, pair[0])) {
            skip_past(reader, pair[1]);
            return;
        }
    }
    if (letter == 'p' || letter == 'P' || letter == 'c')
        take_code_point(reader);
    else if (letter == 'g')
        reader->at += peek(reader, 0) == '-' || peek(reader, 0) == '+';
    while ((letter == 'g' || ascii_is_digit(letter)) && ascii_is_digit(peek(reader, 0)))
        reader->at++;
}

/* After the backslash. */
static struct escape read_escape(struct reader *reader)
{
    struct escape escape = {.kind = ESCAPE_LITERAL};
    int letter = peek(reader, 0);
    const struct escape_letter *known = find_letter(letter);
    escape.literal = take_code_point(reader);
    if (known) {
        escape.kind = known->kind;
        escape.literal = (unsigned char)known->value[0];
        if (known->kind == ESCAPE_SET || known->kind == ESCAPE_NOT_SET)
            escape.set = set_pairs(known->value);
        if (known->kind == ESCAPE_NOT_SET)
            escape.set = set_not(escape.set);
        if (known->kind == ESCAPE_REFUSED)
            refuse(reader, known->value);
    } else if (letter == 'x') {
        escape.literal = take_hex(reader);
    } else if (ascii_is_alnum(letter)) {
        escape.kind = ESCAPE_NAMED;
        skip_name(reader, letter);
    }
    if (escape.kind == ESCAPE_LITERAL)
        escape.set = set_one(escape.literal);
    return escape;
}

static const struct {
    const char *name;
    const char *pairs;
} posix_classes[] = {
    {"alpha", "AZaz"}, {"digit", DIGITS}, {"alnum", "09AZaz"},  {"upper", "AZ"}, {"lower", "az"},
    {"space", SPACE},  {"blank", BLANK},  {"xdigit", "09AFaf"}, {"word", WORD},  {"punct", "!/:@[`{~"},
};

struct class
{
    struct ascii_set set;
    bool known; /* nothing in it that we do not understand */
};

/* [:name:] inside a class; false if it is not one. */
static bool read_posix(struct reader *reader, struct class *class)
{
    if (peek(reader, 0) != '[' || peek(reader, 1) != ':')
        return false;
    size_t end = slice_find(reader->text, reader->at + 2, SLICE(":]"));
    size_t close = slice_find_byte(reader->text, reader->at + 2, ']');
    if (end == SLICE_NONE || close != end + 1)
        return false;
    struct slice name = slice_sub(reader->text, reader->at + 2, end);
    bool negated = slice_at(name, 0) == '^';
    name = slice_from(name, negated);
    reader->at = end + 2;
    for (size_t i = 0; i < sizeof posix_classes / sizeof *posix_classes; i++) {
        if (slice_equal(name, slice_cstr(posix_classes[i].name))) {
            struct ascii_set members = set_pairs(posix_classes[i].pairs);
            class->set = set_or(class->set, negated ? set_not(members) : members);
            return true;
        }
    }
    class->known = false;
    return true;
}

/* One member of a class that is no POSIX class and no range yet. */
static struct escape read_member(struct reader *reader)
{
    struct escape member = {.kind = ESCAPE_LITERAL};
    if (!reader->quoted && accept(reader, '\\')) {
        if (accept(reader, 'Q')) {
            reader->quoted = true;
            member.kind = ESCAPE_EMPTY;
            return member;
        }
        if (!accept(reader, 'b'))
            return read_escape(reader);
        member.literal = '\b';
    } else {
        member.literal = take_code_point(reader);
    }
    member.set = set_one(member.literal);
    return member;
}

static bool end_quotation(struct reader *reader)
{
    bool ends = reader->quoted && peek(reader, 0) == '\\' && peek(reader, 1) == 'E';
    if (ends) {
        reader->quoted = false;
        reader->at += 2;
    }
    return ends;
}

/* A member or a range of members. */
static void read_members(struct reader *reader, struct class *class)
{
    struct escape member = read_member(reader);
    bool range = member.kind == ESCAPE_LITERAL && !reader->quoted && peek(reader, 0) == '-' && peek(reader, 1) != ']';
    class->set = set_or(class->set, member.set);
    class->known = class->known && member.kind != ESCAPE_NAMED;
    if (!range)
        return;
    reader->at++;
    struct escape last = read_member(reader);
    class->known = class->known && last.kind == ESCAPE_LITERAL;
    if (last.kind == ESCAPE_LITERAL)
        class->set = set_or(class->set, set_range(member.literal, last.literal));
}

/* After the opening bracket. */
static struct ascii_set read_class(struct reader *reader)
{
    struct class class = {.known = true};
    bool negated = accept(reader, '^');
    for (bool first = true; reader->at < reader->text.size; first = false) {
        if (end_quotation(reader))
            continue;
        if (!reader->quoted && !first && accept(reader, ']'))
            break;
        if (reader->quoted || !read_posix(reader, &class))
            read_members(reader, &class);
    }
    if (!negated)
        return class.set;
    return class.known ? set_not(class.set) : (struct ascii_set){{0, 0}};
}

static void open_group(struct reader *reader, struct token *token, enum group_kind kind)
{
    token->kind = TOKEN_OPEN;
    token->group = kind;
    if (reader->depth + 1 < READER_MAX_DEPTH) {
        reader->extended[reader->depth + 1] = reader->extended[reader->depth];
        reader->depth++;
    }
}

/* Verbs that do their work at one start; all others change limits, options, or where the search goes on. */
static bool is_local_verb(struct slice name)
{
    static const char *const verbs[] = {"ACCEPT", "F", "FAIL", "MARK", "PRUNE", "THEN", ""};
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        if (slice_equal(name, slice_cstr(verbs[i])))
            return true;
    }
    return false;
}

/* After "(*": a verb, or a group with a name in small letters such as (*pla:…). */
static void read_verb(struct reader *reader, struct token *token)
{
    size_t start = reader->at;
    while (ascii_is_word(peek(reader, 0)))
        reader->at++;
    struct slice name = slice_sub(reader->text, start, reader->at);
    if (ascii_is_lower(slice_at(name, 0)) && accept(reader, ':')) {
        bool plain = slice_equal(name, SLICE("sr")) || slice_equal(name, SLICE("script_run"));
        bool atomic = slice_equal(name, SLICE("atomic")) || slice_equal(name, SLICE("asr")) ||
                      slice_equal(name, SLICE("atomic_script_run"));
        open_group(reader, token, plain ? GROUP_PLAIN : atomic ? GROUP_ATOMIC : GROUP_LOOK);
        return;
    }
    if (!is_local_verb(name))
        refuse(reader, "this verb is not accepted; (*ACCEPT), (*FAIL), (*PRUNE) and (*THEN) are");
    skip_past(reader, ')');
    token->kind = TOKEN_EMPTY;
}

/* After "(?" where option letters stand. */
static void read_options(struct reader *reader, struct token *token)
{
    bool extended = reader->extended[reader->depth];
    bool on = true;
    for (int c = peek(reader, 0); ascii_is_alpha(c) || c == '-' || c == '^'; c = peek(reader, 0)) {
        on = on && c != '-';
        if (c == 'x' || c == '^')
            extended = on && c == 'x';
        reader->at++;
    }
    if (accept(reader, ':'))
        open_group(reader, token, GROUP_PLAIN);
    else
        skip_past(reader, ')');
    reader->extended[reader->depth] = extended;
}

/* After "(?". */
static void read_special_group(struct reader *reader, struct token *token)
{
    static const struct {
        const char *text;
        enum group_kind kind;
        int ends_name; /* 0: no name follows */
    } groups[] = {
        {":", GROUP_PLAIN, 0}, {"|", GROUP_PLAIN, 0},   {">", GROUP_ATOMIC, 0},   {"=", GROUP_LOOK, 0},
        {"!", GROUP_LOOK, 0},  {"*", GROUP_LOOK, 0},    {"<=", GROUP_LOOK, 0},    {"<!", GROUP_LOOK, 0},
        {"<*", GROUP_LOOK, 0}, {"<", GROUP_PLAIN, '>'}, {"P<", GROUP_PLAIN, '>'}, {"'", GROUP_PLAIN, '\''},
    };
    struct slice rest = slice_from(reader->text, reader->at);
    int next = slice_at(rest, 0);
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
        struct slice text = slice_cstr(groups[i].text);
        if (slice_starts(rest, text)) {
            reader->at += text.size;
            if (groups[i].ends_name)
                skip_past(reader, groups[i].ends_name);
            open_group(reader, token, groups[i].kind);
            return;
        }
    }
    if (next == '(') {
        open_group(reader, token, GROUP_CONDITIONAL);
        return;
    }
    if (next == 'C')
        refuse(reader, "call-outs are not accepted");
    bool reference = (next > 0 && strchr("R&P+0123456789", next)) || (next == '-' && ascii_is_digit(peek(reader, 1)));
    token->kind = reference ? TOKEN_ITEM : TOKEN_EMPTY;
    if (reference)
        skip_past(reader, ')');
    else
        read_options(reader, token);
}

/* White space and comments that (?x) allows, and (?#…). */
static void skip_comments(struct reader *reader)
{
    bool extended = reader->extended[reader->depth];
    for (;;) {
        int c = peek(reader, 0);
        if (c == '(' && peek(reader, 1) == '?' && peek(reader, 2) == '#') {
            skip_past(reader, ')');
        } else if (extended && ascii_is_space(c)) {
            reader->at++;
        } else if (extended && c == '#') {
            while (reader->at < reader->text.size && peek(reader, 0) != '\n' && peek(reader, 0) != '\r')
                reader->at++;
        } else {
            return;
        }
    }
}

static uint32_t read_number(struct reader *reader)
{
    uint32_t value = 0;
    for (; ascii_is_digit(peek(reader, 0)); reader->at++)
        value = value < 100000 ? value * 10 + (uint32_t)(peek(reader, 0) - '0') : value;
    return value;
}

/* {n}, {n,} or {n,m}; anything else stands for itself. */
static bool read_braces(struct reader *reader, struct token *token)
{
    size_t start = reader->at++;
    bool valid = ascii_is_digit(peek(reader, 0));
    uint32_t min = read_number(reader);
    uint32_t max = min;
    if (accept(reader, ','))
        max = ascii_is_digit(peek(reader, 0)) ? read_number(reader) : READER_MANY;
    if (!valid || !accept(reader, '}')) {
        reader->at = start;
        return false;
    }
    token->min = min;
    token->max = max;
    return true;
}

static void read_repeat(struct reader *reader, struct token *token)
{
    token->min = token->max = 1;
    end_quotation(reader);
    if (reader->quoted)
        return;
    skip_comments(reader);
    int c = peek(reader, 0);
    if (c == '*' || c == '+' || c == '?') {
        reader->at++;
        token->min = c == '+';
        token->max = c == '?' ? 1 : READER_MANY;
    } else if (c != '{' || !read_braces(reader, token)) {
        return;
    }
    token->possessive = accept(reader, '+');
    accept(reader, '?');
}

static void read_escape_token(struct reader *reader, struct token *token)
{
    if (accept(reader, 'Q')) {
        reader->quoted = true;
        token->kind = TOKEN_EMPTY;
        return;
    }
    struct escape escape = read_escape(reader);
    token->kind = escape.kind == ESCAPE_ANCHOR ? TOKEN_ANCHOR : TOKEN_ITEM;
    if (escape.kind == ESCAPE_EMPTY || escape.kind == ESCAPE_REFUSED)
        token->kind = TOKEN_EMPTY;
    token->literal = escape.kind == ESCAPE_LITERAL;
    token->set = escape.set;
}

static void read_open(struct reader *reader, struct token *token)
{
    if (accept(reader, '*'))
        read_verb(reader, token);
    else if (accept(reader, '?'))
        read_special_group(reader, token);
    else
        open_group(reader, token, GROUP_PLAIN);
}

static void read_literal(struct reader *reader, struct token *token)
{
    token->kind = TOKEN_ITEM;
    token->literal = true;
    token->set = set_one(take_code_point(reader));
}

/* A token that begins with one of the characters that mean something; anything else is a literal. */
static void read_token(struct reader *reader, struct token *token)
{
    int c = peek(reader, 0);
    if (c < 0 || c >= 128 || !strchr("\\[()|^$.", c)) {
        read_literal(reader, token);
        return;
    }
    reader->at++;
    switch (c) {
    case '\\': read_escape_token(reader, token); break;
    case '[':
        token->kind = TOKEN_ITEM;
        token->set = read_class(reader);
        break;
    case '(': read_open(reader, token); break;
    case ')':
        token->kind = TOKEN_CLOSE;
        reader->depth -= reader->depth > 0;
        break;
    case '|': token->kind = TOKEN_BAR; break;
    case '^': token->kind = TOKEN_ANCHOR; break;
    case '$': token->kind = TOKEN_EMPTY; break;
    default: /* the dot */
        token->kind = TOKEN_ITEM;
        token->set = set_not(set_pairs(BREAK));
        break;
    }
}

struct token reader_next(struct reader *reader)
{
    while (end_quotation(reader)) {
    }
    if (!reader->quoted)
        skip_comments(reader);
    struct token token = {.kind = TOKEN_END, .min = 1, .max = 1};
    reader->token_start = reader->at;
    if (reader->at >= reader->text.size)
        return token;
    if (reader->quoted)
        read_literal(reader, &token);
    else
        read_token(reader, &token);
    if (token.kind == TOKEN_ITEM || token.kind == TOKEN_CLOSE)
        read_repeat(reader, &token);
    return token;
}
