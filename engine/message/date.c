/* Dates, read from tokens: first as RFC 5322 has them, else by what each token can be.
 *
 * What no client could make out stays unread: a month as a number in an order of its own, a year of five digits, a 31st of
 * February. Tested in tests/unit/message/test_date.c. */
#include "message/date.h"

#include "base/ascii.h"

enum { LARGEST_TEXT = 64, DAY_SECONDS = 86400 };

enum token_kind { TOKEN_END, TOKEN_NUMBER, TOKEN_NAME, TOKEN_MARK };

struct token {
    enum token_kind kind;
    bool spaced; /* white space or a comment before it */
    struct slice text;
    int32_t number; /* of up to nine digits; else -1 */
};

struct tokens {
    struct token items[LARGEST_TEXT]; /* the last is TOKEN_END */
    size_t count;
};

/* --- the calendar --- */

struct moment {
    int32_t year, month, day; /* from 1 */
    int32_t hour, minute, second;
    int32_t offset;  /* of the zone, in seconds east */
    int32_t weekday; /* 0: Sunday; -1: not named */
};

static bool is_leap(int32_t year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int32_t month_days(int32_t year, int32_t month)
{
    static const int32_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

static bool is_possible(const struct moment *m)
{
    return m->year >= 0 && m->year <= 9999 && m->month >= 1 && m->month <= 12 && m->day >= 1 &&
           m->day <= month_days(m->year, m->month) && m->hour >= 0 && m->hour <= 23 && m->minute >= 0 && m->minute <= 59 &&
           m->second >= 0 && m->second <= 60;
}

/* Days from 1970-01-01, in the Gregorian calendar. */
static int64_t day_number(const struct moment *m)
{
    int64_t days = m->day - 1;
    for (int32_t month = 1; month < m->month; month++)
        days += month_days(m->year, month);
    int64_t before = (int64_t)m->year - 1; /* whole years since the year 1 */
    int64_t leaps = m->year > 0 ? before / 4 - before / 100 + before / 400 : -1;
    return days + before * 365 + leaps - 719162;
}

static int64_t moment_seconds(const struct moment *m)
{
    return day_number(m) * DAY_SECONDS + m->hour * 3600 + m->minute * 60 + m->second - m->offset;
}

/* 1970-01-01 was a Thursday. */
static int32_t moment_weekday(const struct moment *m)
{
    return (int32_t)(((day_number(m) + 4) % 7 + 7) % 7);
}

/* --- tokens --- */

/* Behind the comment that begins at `at`; comments nest. One that does not close is none: its bracket is a mark. */
static size_t skip_comment(struct slice text, size_t at)
{
    size_t depth = 0;
    for (size_t i = at; i < text.size; i++) {
        depth += text.data[i] == '(';
        depth -= text.data[i] == ')';
        i += text.data[i] == '\\';
        if (depth == 0)
            return i + 1;
    }
    return at;
}

static size_t skip_space(struct slice text, size_t at)
{
    size_t before;
    do {
        before = at;
        while (ascii_is_space(slice_at(text, at)))
            at++;
        if (slice_at(text, at) == '(')
            at = skip_comment(text, at);
    } while (at > before);
    return at;
}

static int32_t read_digits(struct slice digits)
{
    int32_t number = 0;
    for (size_t i = 0; i < digits.size && digits.size < 10; i++)
        number = number * 10 + (digits.data[i] - '0');
    return digits.size < 10 ? number : -1;
}

static struct token read_token(struct slice text, size_t at)
{
    struct token token = {.kind = TOKEN_END, .number = -1};
    size_t end = at;
    if (ascii_is_digit(slice_at(text, at))) {
        token.kind = TOKEN_NUMBER;
        while (ascii_is_digit(slice_at(text, end)))
            end++;
        token.number = read_digits(slice_sub(text, at, end));
    } else if (ascii_is_alpha(slice_at(text, at))) {
        token.kind = TOKEN_NAME;
        while (ascii_is_alpha(slice_at(text, end)))
            end++;
    } else if (at < text.size) {
        token.kind = TOKEN_MARK;
        end++;
    }
    token.text = slice_sub(text, at, end);
    return token;
}

static void read_tokens(struct tokens *out, struct slice text)
{
    size_t at = 0;
    out->count = 0;
    for (bool done = false; !done; out->count++) {
        size_t start = skip_space(text, at);
        struct token *token = &out->items[out->count];
        *token = out->count + 1 < LARGEST_TEXT ? read_token(text, start) : (struct token){.kind = TOKEN_END};
        token->spaced = start > at;
        at = start + token->text.size;
        done = token->kind == TOKEN_END;
    }
}

static bool is_mark(const struct token *token, int mark)
{
    return token->kind == TOKEN_MARK && token->text.data[0] == mark;
}

static bool take_mark(const struct token **at, int mark)
{
    bool taken = is_mark(*at, mark);
    *at += taken;
    return taken;
}

static bool take_number(const struct token **at, size_t fewest, size_t most, int32_t *out)
{
    if ((*at)->kind != TOKEN_NUMBER || (*at)->text.size < fewest || (*at)->text.size > most)
        return false;
    *out = (*at)->number;
    (*at)++;
    return true;
}

/* The index of the name that the token begins with, -1 if it is none; `exactly`: nothing may follow its three letters. */
static int32_t name_index(const struct token *token, const char *const *names, int32_t count, bool exactly)
{
    if (token->kind != TOKEN_NAME || token->text.size < 3 || (exactly && token->text.size > 3))
        return -1;
    for (int32_t i = 0; i < count; i++)
        if (slice_starts_nocase(slice_cstr(names[i]), token->text))
            return i;
    return -1;
}

static int32_t month_of(const struct token *token, bool exactly)
{
    static const char *const names[] = {"January", "February", "March",     "April",   "May",      "June",
                                        "July",    "August",   "September", "October", "November", "December"};
    return name_index(token, names, 12, exactly) + 1;
}

static int32_t weekday_of(const struct token *token, bool exactly)
{
    static const char *const names[] = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
    return name_index(token, names, 7, exactly);
}

/* A zone by name; *out_hours is 0 for those without a known meaning, military ones among them. False if RFC 5322 has it not. */
static bool zone_of(struct slice name, int32_t *out_hours)
{
    static const struct {
        const char *name;
        int32_t hours;
    } zones[] = {{"UT", 0},   {"GMT", 0},  {"EST", -5}, {"EDT", -4}, {"CST", -6},
                 {"CDT", -5}, {"MST", -7}, {"MDT", -6}, {"PST", -8}, {"PDT", -7}};
    *out_hours = 0;
    for (size_t i = 0; i < sizeof zones / sizeof zones[0]; i++)
        if (slice_equal_nocase(name, slice_cstr(zones[i].name))) {
            *out_hours = zones[i].hours;
            return true;
        }
    return name.size == 1 && ascii_lower(name.data[0]) != 'j';
}

/* --- RFC 5322 --- */

/* Years of two and three digits (RFC 5322 4.3). */
static int32_t full_year(int32_t year, size_t digits)
{
    if (digits == 2 && year < 50)
        return year + 2000;
    return digits < 4 ? year + 1900 : year;
}

/* hour ":" minute [":" second] */
static bool take_time(const struct token **at, size_t fewest, struct moment *out)
{
    if (!take_number(at, fewest, 2, &out->hour) || !take_mark(at, ':') || !take_number(at, fewest, 2, &out->minute))
        return false;
    return !take_mark(at, ':') || take_number(at, fewest, 2, &out->second);
}

static bool take_zone(const struct token **at, struct moment *out)
{
    const struct token *t = *at;
    int32_t sign = is_mark(t, '-') ? -1 : 1, hours;
    if (t->kind == TOKEN_NAME && zone_of(t->text, &hours)) {
        out->offset = hours * 3600;
        *at = t + 1;
        return true;
    }
    if (t->kind != TOKEN_MARK || !(is_mark(t, '-') || is_mark(t, '+')) || !t->spaced || t[1].spaced)
        return false;
    int32_t digits = 0;
    *at = t + 1;
    if (!take_number(at, 4, 4, &digits))
        return false;
    out->offset = sign * (digits / 100 * 3600 + digits % 100 * 60);
    return digits % 100 < 60;
}

static bool read_strictly(const struct token *at, struct moment *out)
{
    *out = (struct moment){.weekday = weekday_of(at, true)};
    if (out->weekday >= 0 && !(at++, take_mark(&at, ',')))
        return false;
    if (!take_number(&at, 1, 2, &out->day))
        return false;
    out->month = month_of(at++, true);
    size_t digits = at->text.size;
    if (out->month == 0 || !take_number(&at, 2, 4, &out->year))
        return false;
    out->year = full_year(out->year, digits);
    return take_time(&at, 2, out) && take_zone(&at, out) && at->kind == TOKEN_END;
}

/* --- as it comes --- */

struct guess {
    struct moment moment;
    bool has_time, has_zone;
    const struct token *numbers[3]; /* that are no part of the time */
    size_t count;
};

/* "AM", "PM" or a zone behind the time. */
static void take_name_after_time(struct guess *g, const struct token *token)
{
    bool pm = slice_equal_nocase(token->text, SLICE("pm")), am = slice_equal_nocase(token->text, SLICE("am"));
    int32_t hours;
    if (pm || am) {
        g->moment.hour += pm && g->moment.hour < 12 ? 12 : am && g->moment.hour == 12 ? -12 : 0;
    } else if (!g->has_zone && zone_of(token->text, &hours)) {
        g->moment.offset = hours * 3600;
        g->has_zone = hours != 0;
    }
}

/* "+0200", "+2", "+02:00" behind the time. */
static void take_offset(struct guess *g, const struct token **at)
{
    int32_t sign = is_mark((*at)++, '-') ? -1 : 1;
    size_t digits = (*at)->text.size;
    int32_t number = 0, minutes = 0;
    if (!take_number(at, 1, 4, &number))
        return;
    if (digits > 2) {
        minutes = number % 100;
        number /= 100;
    } else if (is_mark(*at, ':')) {
        (*at)++;
        take_number(at, 2, 2, &minutes);
    }
    g->moment.offset = sign * (number * 3600 + minutes * 60);
    g->has_zone = true;
}

static void take_name(struct guess *g, const struct token *token)
{
    int32_t month = month_of(token, false), weekday = weekday_of(token, false);
    if (month && !g->moment.month)
        g->moment.month = month;
    else if (weekday >= 0)
        g->moment.weekday = weekday;
    else if (g->has_time)
        take_name_after_time(g, token);
}

/* A time where a colon follows, else a day or a year. False if there are too many. */
static bool take_any_number(struct guess *g, const struct token **at)
{
    int32_t fraction;
    if (is_mark(*at + 1, ':') && !g->has_time) {
        g->has_time = true;
        bool valid = take_time(at, 1, &g->moment);
        if (take_mark(at, '.'))
            take_number(at, 1, 9, &fraction);
        return valid;
    }
    if (g->count == 3)
        return false;
    g->numbers[g->count++] = (*at)++;
    return true;
}

/* Day and year by the length of the numbers, in the order in which they are usual. */
static bool settle_day(struct guess *g)
{
    const struct token *day = g->numbers[0], *year = g->numbers[1];
    struct moment *m = &g->moment;
    if (g->count == 3 && m->month == 0 && g->numbers[0]->text.size == 4) { /* year, month, day */
        year = g->numbers[0];
        m->month = g->numbers[1]->number;
        day = g->numbers[2];
    } else if (g->count != 2 || m->month == 0) {
        return false;
    } else if (day->text.size > 2) {
        day = g->numbers[1];
        year = g->numbers[0];
    }
    m->day = day->number;
    m->year = full_year(year->number, year->text.size);
    return true;
}

static bool read_leniently(const struct token *at, struct moment *out)
{
    struct guess g = {.moment.weekday = -1};
    while (at->kind != TOKEN_END) {
        if (at->kind == TOKEN_NUMBER) {
            if (!take_any_number(&g, &at))
                return false;
        } else if (g.has_time && (is_mark(at, '+') || is_mark(at, '-')) && at[1].kind == TOKEN_NUMBER && !g.has_zone) {
            take_offset(&g, &at);
        } else {
            if (at->kind == TOKEN_NAME)
                take_name(&g, at);
            at++;
        }
    }
    bool settled = settle_day(&g);
    *out = g.moment;
    return settled;
}

struct date date_read(struct slice text)
{
    struct date date = {.form = DATE_VALID};
    struct tokens tokens;
    struct moment moment;
    read_tokens(&tokens, text);
    if (!read_strictly(tokens.items, &moment)) {
        date.form = DATE_LENIENT;
        if (!read_leniently(tokens.items, &moment))
            return (struct date){.form = DATE_UNREADABLE};
    }
    if (!is_possible(&moment))
        return (struct date){.form = DATE_UNREADABLE};
    date.seconds = moment_seconds(&moment);
    date.weekday_wrong = moment.weekday >= 0 && moment.weekday != moment_weekday(&moment);
    return date;
}

/* --- RFC 3339 --- */

static bool read_seconds(struct slice text, int64_t *out)
{
    size_t at = slice_at(text, 0) == '-';
    int64_t seconds = 0;
    if (text.size == at || text.size > at + 12)
        return false;
    for (size_t i = at; i < text.size; i++) {
        if (!ascii_is_digit(text.data[i]))
            return false;
        seconds = seconds * 10 + (text.data[i] - '0');
    }
    *out = at ? -seconds : seconds;
    return true;
}

static bool take_iso_zone(const struct token **at, struct moment *out)
{
    int32_t sign = is_mark(*at, '-') ? -1 : 1, hours, minutes;
    if ((*at)->kind == TOKEN_NAME) {
        bool utc = slice_equal_nocase((*at)->text, SLICE("Z"));
        (*at)++;
        return utc;
    }
    if (!take_mark(at, '+') && !take_mark(at, '-'))
        return false;
    if (!take_number(at, 2, 2, &hours) || !take_mark(at, ':') || !take_number(at, 2, 2, &minutes))
        return false;
    out->offset = sign * (hours * 3600 + minutes * 60);
    return hours < 24 && minutes < 60;
}

static bool take_iso_time(const struct token **at, struct moment *out)
{
    int32_t fraction;
    bool separated = (*at)->kind == TOKEN_NAME && slice_equal_nocase((*at)->text, SLICE("T"));
    if (!separated && !(*at)->spaced)
        return false;
    *at += separated;
    return take_time(at, 2, out) && (!take_mark(at, '.') || take_number(at, 1, SLICE_NONE, &fraction)) && take_iso_zone(at, out);
}

bool date_read_iso(struct slice text, int64_t *out_seconds)
{
    struct tokens tokens;
    struct moment moment = {0};
    const struct token *at = tokens.items;
    text = slice_trim(text);
    if (read_seconds(text, out_seconds))
        return true;
    read_tokens(&tokens, text);
    for (size_t i = 0; i < tokens.count; i++)
        if (tokens.items[i].spaced && (i != 5 || text.data[10] != ' ')) /* only between day and time */
            return false;
    if (!take_number(&at, 4, 4, &moment.year) || !take_mark(&at, '-') || !take_number(&at, 2, 2, &moment.month) ||
        !take_mark(&at, '-') || !take_number(&at, 2, 2, &moment.day))
        return false;
    if ((at->kind != TOKEN_END && !take_iso_time(&at, &moment)) || at->kind != TOKEN_END || !is_possible(&moment))
        return false;
    *out_seconds = moment_seconds(&moment);
    return true;
}
