/* Inside the room `data`: what libyaml says of a syntax error, in words for the people who write rule files. */
#ifndef ASSAY_DATA_YAML_PROBLEM_H
#define ASSAY_DATA_YAML_PROBLEM_H

#include "base/slice.h"

struct yaml_problem {
    const char *problem; /* libyaml's */
    bool at_context;     /* where the thing began says more than where it went wrong */
    const char *message; /* one sentence, no full stop */
    const char *hint;    /* what to do, or null */
};

/* The entry for libyaml's text; a general one for what is not in the table. Never null. */
const struct yaml_problem *yaml_problem_find(const char *problem);
/* The same, or a more exact one by the byte at which the error stands (-1: none). */
const struct yaml_problem *yaml_problem_refine(const struct yaml_problem *problem, int byte);

#endif
