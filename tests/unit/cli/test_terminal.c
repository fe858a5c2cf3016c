/* The environment: when to write colours, and when only ASCII. */
#include "cli/terminal.h"
#include "test_cli.h"

static const struct {
    const char *row;
    struct environment environment;
    const char *option;
    bool terminal, wanted;
} colors[] = {
    {"terminal", {0}, NULL, true, true},
    {"no terminal", {0}, NULL, false, false},
    {"auto", {0}, "auto", true, true},
    {"always", {.no_color = "1", .term = "dumb"}, "always", false, true},
    {"never", {.clicolor_force = "1"}, "never", true, false},
    {"NO_COLOR", {.no_color = "1"}, NULL, true, false},
    {"NO_COLOR empty", {.no_color = ""}, NULL, true, true},
    {"NO_COLOR before CLICOLOR_FORCE", {.no_color = "1", .clicolor_force = "1"}, NULL, true, false},
    {"CLICOLOR_FORCE", {.clicolor_force = "1"}, NULL, false, true},
    {"FORCE_COLOR", {.force_color = "3"}, "auto", false, true},
    {"FORCE_COLOR=0", {.force_color = "0"}, NULL, false, false},
    {"CLICOLOR_FORCE empty", {.clicolor_force = ""}, NULL, false, false},
    {"CLICOLOR_FORCE before CLICOLOR", {.clicolor_force = "1", .clicolor = "0"}, NULL, true, true},
    {"CLICOLOR=0", {.clicolor = "0"}, NULL, true, false},
    {"CLICOLOR=1", {.clicolor = "1"}, NULL, true, true},
    {"TERM=dumb", {.term = "dumb"}, NULL, true, false},
    {"TERM=xterm", {.term = "xterm"}, NULL, true, true},
};

START_TEST(chooses_colors)
{
    bool wanted = environment_wants_color(&colors[_i].environment, colors[_i].option, colors[_i].terminal);
    ck_assert_msg(wanted == colors[_i].wanted, "%s: %d", colors[_i].row, wanted);
}
END_TEST

static const struct {
    const char *row;
    struct environment environment;
    bool ascii;
} locales[] = {
    {"nothing", {0}, true},
    {"C", {.lang = "C"}, true},
    {"UTF-8", {.lang = "en_US.UTF-8"}, false},
    {"utf8", {.lang = "de_DE.utf8"}, false},
    {"Latin-1", {.lang = "de_DE.ISO-8859-1"}, true},
    {"LC_ALL before LANG", {.lc_all = "C", .lang = "en_US.UTF-8"}, true},
    {"LC_ALL empty", {.lc_all = "", .lang = "en_US.UTF-8"}, false},
    {"LC_CTYPE", {.lc_ctype = "C.UTF-8", .lang = "C"}, false},
    {"LC_ALL before LC_CTYPE", {.lc_all = "C.UTF-8", .lc_ctype = "C"}, false},
};

START_TEST(chooses_ascii)
{
    bool ascii = environment_is_ascii(&locales[_i].environment);
    ck_assert_msg(ascii == locales[_i].ascii, "%s: %d", locales[_i].row, ascii);
}
END_TEST

TCase *terminal_tests(void)
{
    TCase *tests = tcase_create("terminal");
    tcase_add_loop_test(tests, chooses_colors, 0, COUNT(colors));
    tcase_add_loop_test(tests, chooses_ascii, 0, COUNT(locales));
    return tests;
}
