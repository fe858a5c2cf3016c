/* The words for libyaml's syntax errors. Tested in tests/unit/data/test_yaml.c and tests/diag. */
#include "data/yaml_problem.h"

#include <string.h>

#include "base/ascii.h"

#define CANNOT_START "found character that cannot start any token"

static const struct yaml_problem problems[] = {
    {CANNOT_START, AT_PROBLEM, "this character cannot begin a value", "put the text into quotes: '...'"},
    {"mapping values are not allowed in this context", AT_PROBLEM, "a `:` where no key can stand",
     "put a text that holds `: ` into quotes; check that keys of one mapping begin in the same column"},
    {"could not find expected ':'", AT_CONTEXT, "a key without `:`",
     "write `key: value`, the value indented if it stands in the next line"},
    {"did not find expected key", AT_PROBLEM, "no key begins here, and what stood before it is not finished",
     "check the indentation, and that a text with quotes inside is quoted as a whole"},
    {"did not find expected '-' indicator", AT_PROBLEM, "no `-` for the next item of the list",
     "items of one list begin with `-` in the same column"},
    {"did not find expected ',' or ']'", SINCE_LINE, "a `,` or the closing `]` of the list is missing",
     "close the list that begins"},
    {"did not find expected ',' or '}'", SINCE_LINE, "a `,` or the closing `}` of the mapping is missing",
     "close the mapping that begins"},
    {"did not find expected node content", AT_PROBLEM, "a value is missing", "write a value, or take out the comma or bracket"},
    {"found unexpected end of stream", AT_CONTEXT, "this quote is not closed",
     "close it with the same quote; a ' inside '...' is written ''"},
    {"found unexpected document indicator", AT_CONTEXT, "this quote is not closed before the document ends",
     "close it with the same quote; a ' inside '...' is written ''"},
    {"found unknown escape character", AT_PROBLEM, "no such escape in a text in double quotes",
     "use single quotes, where a backslash is a backslash"},
    {"did not find expected hexdecimal number", AT_PROBLEM, "hexadecimal digits are missing in an escape",
     "use single quotes, where a backslash is a backslash"},
    {"found invalid Unicode character escape code", AT_PROBLEM, "an escape for a character that does not exist", NULL},
    {"found a tab character where an indentation space is expected", AT_PROBLEM, "a tab where blanks indent",
     "indent with blanks"},
    {"found a tab character that violates indentation", AT_PROBLEM, "a tab where blanks indent", "indent with blanks"},
    {"block sequence entries are not allowed in this context", AT_PROBLEM, "a list cannot begin here",
     "begin it in the line after its key; put a text that begins with `- ` into quotes"},
    {"mapping keys are not allowed in this context", AT_PROBLEM, "a key cannot begin here",
     "put a text that begins with `? ` into quotes"},
    {"did not find expected comment or line break", AT_PROBLEM, "only a comment can follow in this line",
     "put the text into the next line, or into quotes"},
    {"did not find expected alphabetic or numeric character", AT_PROBLEM, "a name is missing after `&` or `*`",
     "put a text that begins with `&` or `*` into quotes"},
    {"found an indentation indicator equal to 0", AT_PROBLEM, "a block cannot be indented by 0", NULL},
    {"did not find expected <document start>", AT_PROBLEM, "something follows the end of the document",
     "keys of the file begin in the first column, and lists stand under a key"},
    {"found undefined tag handle", AT_PROBLEM, "a tag that is not declared", "put a text that begins with `!` into quotes"},
    {"found incompatible YAML document", AT_PROBLEM, "this version of YAML is not known", "take the %YAML line out"},
    {"control characters are not allowed", AT_PROBLEM, "a control character",
     "take it out; in a text in double quotes write it as \\xNN"},
};

static const struct yaml_problem other = {NULL, AT_PROBLEM, "this cannot be read as YAML",
                                          "put texts with special characters into quotes: '...'"};
static const struct yaml_problem tab = {CANNOT_START, AT_PROBLEM, "a tab where blanks indent", "indent with blanks"};

static const struct yaml_problem quote = {NULL, AT_PROBLEM, "the text ended with the quote before this",
                                          "a ' inside '...' is written ''; in double quotes write \\\""};

const struct yaml_problem *yaml_problem_find(const char *problem)
{
    for (size_t i = 0; problem && i < sizeof problems / sizeof problems[0]; i++)
        if (strcmp(problem, problems[i].problem) == 0)
            return &problems[i];
    return &other;
}

/* Tabs are by far the most frequent character that cannot start anything. And where something follows a closing quote at once,
 * the quote was meant to belong to the text: 'it's'. */
const struct yaml_problem *yaml_problem_refine(const struct yaml_problem *problem, int before, int byte)
{
    bool at_tab = byte == '\t' && problem->problem && strcmp(problem->problem, CANNOT_START) == 0;
    bool after_quote = (before == '\'' || before == '"') && byte >= 0 && !ascii_is_space(byte);
    return at_tab ? &tab : after_quote && problem->place != AT_CONTEXT ? &quote : problem;
}
