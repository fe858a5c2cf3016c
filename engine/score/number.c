/* Interval arithmetic for three-valued logic; see number.h. Tested in tests/unit/score. */
#include "score/number.h"

#include <math.h>

struct number number_known(double value)
{
    return (struct number){value, value, UNKNOWN_NONE};
}

/* An infinite bound on both sides of a subtraction has no value: such a range says nothing. */
struct number number_range(double low, double high, enum unknown_reason reason)
{
    if (isnan(low) || isnan(high))
        return (struct number){-INFINITY, INFINITY, reason == UNKNOWN_NONE ? UNKNOWN_NO_VALUE : reason};
    return (struct number){low, high, low < high ? reason : UNKNOWN_NONE};
}

struct number number_truth(bool truth)
{
    return number_known(truth ? 1 : 0);
}
struct number number_unknown_truth(enum unknown_reason reason)
{
    return (struct number){0, 1, reason};
}
bool number_is_true(struct number n)
{
    return n.low > 0 || n.high < 0;
}
bool number_is_false(struct number n)
{
    return n.low >= 0 && n.high <= 0;
}
bool number_is_unknown(struct number n)
{
    return !number_is_true(n) && !number_is_false(n);
}

/* The gravest of two reasons: those that make a verdict incomplete stand last in the list. */
static enum unknown_reason worse(enum unknown_reason a, enum unknown_reason b)
{
    return a > b ? a : b;
}

struct number number_to_truth(struct number n)
{
    if (number_is_unknown(n))
        return number_unknown_truth(n.reason);
    return number_truth(number_is_true(n));
}

struct number number_and(struct number a, struct number b)
{
    a = number_to_truth(a);
    b = number_to_truth(b);
    return number_range(fmin(a.low, b.low), fmin(a.high, b.high), worse(a.reason, b.reason));
}

struct number number_or(struct number a, struct number b)
{
    a = number_to_truth(a);
    b = number_to_truth(b);
    return number_range(fmax(a.low, b.low), fmax(a.high, b.high), worse(a.reason, b.reason));
}

struct number number_not(struct number a)
{
    a = number_to_truth(a);
    return number_range(1 - a.high, 1 - a.low, a.reason);
}

struct number number_add(struct number a, struct number b)
{
    return number_range(a.low + b.low, a.high + b.high, worse(a.reason, b.reason));
}

struct number number_subtract(struct number a, struct number b)
{
    return number_range(a.low - b.high, a.high - b.low, worse(a.reason, b.reason));
}

/* 0 times an unbounded count is 0: there is none of it. */
static double product(double a, double b)
{
    if (fpclassify(a) == FP_ZERO || fpclassify(b) == FP_ZERO)
        return 0;
    return a * b;
}

struct number number_multiply(struct number a, struct number b)
{
    double p = product(a.low, b.low);
    double q = product(a.low, b.high);
    double r = product(a.high, b.low);
    double s = product(a.high, b.high);
    return number_range(fmin(fmin(p, q), fmin(r, s)), fmax(fmax(p, q), fmax(r, s)), worse(a.reason, b.reason));
}

struct number number_divide(struct number a, struct number b)
{
    if (b.low <= 0 && b.high >= 0)
        return number_range(-INFINITY, INFINITY, worse(UNKNOWN_NO_VALUE, worse(a.reason, b.reason)));
    struct number inverse = {1 / b.high, 1 / b.low, b.reason};
    return number_multiply(a, inverse);
}

/* Whether a is less than b for all, none or some of their values. */
static struct number less(struct number a, struct number b, bool or_equal)
{
    bool always = or_equal ? a.high <= b.low : a.high < b.low;
    bool never = or_equal ? a.low > b.high : a.low >= b.high;
    if (always || never)
        return number_truth(always);
    return number_unknown_truth(worse(a.reason, b.reason));
}

struct number number_compare(struct number a, enum comparison how, struct number b)
{
    switch (how) {
    case COMPARE_LESS: return less(a, b, false);
    case COMPARE_LESS_EQUAL: return less(a, b, true);
    case COMPARE_GREATER: return less(b, a, false);
    case COMPARE_GREATER_EQUAL: return less(b, a, true);
    case COMPARE_EQUAL: break;
    }
    return number_and(less(a, b, true), less(b, a, true));
}

void number_append(struct buffer *out, double value)
{
    double rounded = round(value * 1000);
    if (!(fabs(rounded) < 1e15)) {
        buffer_printf(out, "%.0f", value);
        return;
    }
    int64_t thousandths = (int64_t)fabs(rounded);
    int digits = 3;
    int64_t rest = thousandths % 1000;
    for (; digits > 0 && rest % 10 == 0; digits--)
        rest /= 10;
    buffer_printf(out, "%s%lld", rounded < 0 ? "-" : "", (long long)(thousandths / 1000));
    if (digits > 0)
        buffer_printf(out, ".%0*lld", digits, (long long)rest);
}
