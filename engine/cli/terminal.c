/* The environment. Tested in tests/unit/cli. */
#include "cli/terminal.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/slice.h"

struct environment environment_read(void)
{
    return (struct environment){
        .lc_all = getenv("LC_ALL"),
        .lc_ctype = getenv("LC_CTYPE"),
        .lang = getenv("LANG"),
        .no_color = getenv("NO_COLOR"),
        .clicolor = getenv("CLICOLOR"),
        .clicolor_force = getenv("CLICOLOR_FORCE"),
        .force_color = getenv("FORCE_COLOR"),
        .term = getenv("TERM"),
    };
}

/* Set, and not to the empty text. */
static bool is_set(const char *variable)
{
    return variable && *variable;
}

static bool is_text(const char *variable, const char *text)
{
    return variable && slice_equal(slice_cstr(variable), slice_cstr(text));
}

bool environment_is_ascii(const struct environment *environment)
{
    const char *locale = is_set(environment->lc_all)     ? environment->lc_all
                         : is_set(environment->lc_ctype) ? environment->lc_ctype
                                                         : environment->lang;
    struct slice name = slice_cstr(locale);
    return slice_find_nocase(name, 0, SLICE("UTF-8")) == SLICE_NONE && slice_find_nocase(name, 0, SLICE("UTF8")) == SLICE_NONE;
}

bool environment_wants_color(const struct environment *environment, const char *option, bool is_terminal)
{
    if (is_text(option, "always") || is_text(option, "never"))
        return is_text(option, "always");
    if (is_set(environment->no_color))
        return false;
    const char *const forces[] = {environment->clicolor_force, environment->force_color};
    for (int i = 0; i < 2; i++) {
        if (is_set(forces[i]) && !is_text(forces[i], "0"))
            return true;
    }
    return !is_text(environment->clicolor, "0") && !is_text(environment->term, "dumb") && is_terminal;
}

bool environment_can_erase(const struct environment *environment, bool is_terminal)
{
    return is_terminal && is_set(environment->term) && !is_text(environment->term, "dumb");
}

unsigned terminal_columns(int descriptor)
{
    struct winsize size;
    return isatty(descriptor) == 1 && ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

unsigned terminal_report_width(unsigned columns)
{
    enum { DEFAULT = 80, FEWEST = 40, MOST = 100 };
    if (columns == 0)
        return DEFAULT;
    return columns < FEWEST ? FEWEST : columns > MOST ? MOST : columns;
}
