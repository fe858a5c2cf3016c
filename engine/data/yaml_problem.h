/* Inside the room `data`: what libyaml says of a syntax error, in words for the people who write rule files. */
#ifndef ASSAY_DATA_YAML_PROBLEM_H
#define ASSAY_DATA_YAML_PROBLEM_H

#include "base/slice.h"

enum yaml_problem_place {
    AT_PROBLEM, /* where it went wrong */
    AT_CONTEXT, /* where the thing began, which says more */
    SINCE_LINE, /* where it went wrong, and the hint goes on with the line in which the thing began */
};

struct yaml_problem {
    const char *problem; /* libyaml's */
    enum yaml_problem_place place;
    const char *message; /* one sentence, no full stop */
    const char *hint;    /* what to do, or null */
};

/* The entry for libyaml's text; a general one for what is not in the table. Never null. */
const struct yaml_problem *yaml_problem_find(const char *problem);
/* The same, or a more exact one by the byte at which the error stands and the one before it (-1: none). */
const struct yaml_problem *yaml_problem_refine(const struct yaml_problem *problem, int before, int byte);

#endif
