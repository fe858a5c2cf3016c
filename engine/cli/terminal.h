/* What the environment says of the terminal. Only the command reads the environment; the library never does. */
#ifndef ASSAY_CLI_TERMINAL_H
#define ASSAY_CLI_TERMINAL_H

#include <stdbool.h>

/* The variables that count; null where one is not set. */
struct environment {
    const char *lc_all, *lc_ctype, *lang;
    const char *no_color, *clicolor, *clicolor_force, *force_color, *term;
};

struct environment environment_read(void);
/* False where the locale, by the first of LC_ALL, LC_CTYPE and LANG that is set, names UTF-8. */
bool environment_is_ascii(const struct environment *environment);
/* Colours? `option` is the value of --color ("auto", "always", "never") or null. The first that speaks decides: the option,
 * NO_COLOR (https://no-color.org), CLICOLOR_FORCE and FORCE_COLOR, CLICOLOR=0, TERM=dumb, and whether it is a terminal. */
bool environment_wants_color(const struct environment *environment, const char *option, bool is_terminal);
/* The columns of the terminal that this descriptor is; 0 if it is none or does not know. */
unsigned terminal_columns(int descriptor);
/* How wide a report is by default: 80 columns, on a terminal as many as it has, from 40 to 100. */
unsigned terminal_report_width(unsigned columns);
/* Can a line be erased there? */
bool environment_can_erase(const struct environment *environment, bool is_terminal);

#endif
