/* Numbers that may not be known exactly: a closed range [low, high], and why it is open.
 *
 * A truth is such a number inside [0, 1]: false is [0, 0], true is [1, 1], unknown is [0, 1]. `and`, `or` and `not` by minimum,
 * maximum and complement are then Kleene's three-valued logic, and a count with unseen hits is a range like any other. */
#ifndef ASSAY_SCORE_NUMBER_H
#define ASSAY_SCORE_NUMBER_H

#include "base/buffer.h"
#include "data/field.h"

struct number {
    double low, high;
    enum unknown_reason reason; /* UNKNOWN_NONE when low == high */
};

enum comparison { COMPARE_LESS, COMPARE_LESS_EQUAL, COMPARE_GREATER, COMPARE_GREATER_EQUAL, COMPARE_EQUAL };

struct number number_known(double value);
struct number number_range(double low, double high, enum unknown_reason reason);
struct number number_truth(bool truth);
struct number number_unknown_truth(enum unknown_reason reason);
bool number_is_true(struct number n);
bool number_is_false(struct number n);
bool number_is_unknown(struct number n);

/* What a number is worth as a condition: any value but 0 holds. */
struct number number_to_truth(struct number n);
struct number number_and(struct number a, struct number b);
struct number number_or(struct number a, struct number b);
struct number number_not(struct number a);
struct number number_add(struct number a, struct number b);
struct number number_subtract(struct number a, struct number b);
struct number number_multiply(struct number a, struct number b);
/* Unknown (UNKNOWN_NO_VALUE) where the divisor can be 0. */
struct number number_divide(struct number a, struct number b);
struct number number_compare(struct number a, enum comparison how, struct number b);

/* Writes a value with at most three decimals, and none that say nothing; whatever the locale. */
void number_append(struct buffer *out, double value);

#endif
