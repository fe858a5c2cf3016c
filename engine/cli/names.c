/* Which names of files are mail, and what help says of it. Tested in tests/unit/cli/test_files.c. */
#include "base/ascii.h"
#include "cli/files.h"

/* Names end so, in any case. Written with blanks between them, in the order of help. */
static const struct {
    const char *what;
    const char *endings;
} known[] = {
    {"Messages and mailboxes", ".eml .mbox .mbx .mht .mhtml"},
    {"HTML", ".html .htm .xhtml .shtml"},
    {"Plain text, the other half of a template", ".txt .text"},
    {"Templates", ".mjml .liquid .hbs .handlebars .mustache .njk .nunjucks .twig .erb .ejs .eta .eex .heex .j2 .jinja .jinja2 "
                  ".mako .tmpl .gohtml .gotmpl .tpl .tpl.php .html.php .blade.php .phtml .ctp .latte .ftl .ftlh .vm .vtl .jsp "
                  ".cshtml .razor .swig"},
};

/* Texts that are made for programs and programmers, though they end in .txt; `*` stands for anything. */
static const char not_mail[] = "robots.txt humans.txt ads.txt llms.txt requirements*.txt constraints*.txt CMakeLists.txt "
                               "LICENSE.txt LICENCE.txt COPYING.txt README.txt CHANGELOG.txt";

/* The next of words with blanks between them; empty at the end. */
static struct slice next_word(struct slice *rest)
{
    size_t end = slice_find_byte(*rest, 0, ' ');
    struct slice word = slice_sub(*rest, 0, end);
    *rest = end == SLICE_NONE ? SLICE("") : slice_from(*rest, end + 1);
    return word;
}

static bool ends_in_one_of(struct slice name, const char *endings)
{
    struct slice rest = slice_cstr(endings);
    while (rest.size) {
        struct slice ending = next_word(&rest);
        if (name.size > ending.size && slice_ends_nocase(name, ending))
            return true;
    }
    return false;
}

static bool is_excepted(struct slice name)
{
    struct slice rest = slice_cstr(not_mail);
    while (rest.size) {
        struct slice word = next_word(&rest);
        size_t star = slice_find_byte(word, 0, '*');
        struct slice end = star == SLICE_NONE ? SLICE("") : slice_from(word, star + 1);
        bool fits = star == SLICE_NONE ? slice_equal_nocase(name, word)
                                       : slice_starts_nocase(name, slice_sub(word, 0, star)) && slice_ends_nocase(name, end);
        if (fits)
            return true;
    }
    return false;
}

/* An ending as programs give it: a letter and up to seven more letters or digits. What Maildir, MH and collections of mail write
 * behind the last dot (":2,S", "1", a hash) is none. ".msg" says nothing: Outlook writes its own format, others write mail. */
static bool has_ordinary_ending(struct slice name)
{
    enum { MOST = 8 };
    size_t start = name.size;
    while (start > 0 && ascii_is_alnum(slice_at(name, start - 1)))
        start--;
    size_t size = name.size - start;
    if (start < 2 || slice_at(name, start - 1) != '.' || size == 0 || size > MOST || !ascii_is_alpha(slice_at(name, start)))
        return false;
    return !slice_ends_nocase(name, SLICE(".msg"));
}

enum name_kind name_kind(struct slice directory, struct slice name)
{
    if (is_excepted(name))
        return NAME_OTHER;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (ends_in_one_of(name, known[i].endings))
            return NAME_MAIL;
    }
    /* A Maildir: "1204680122.27c448_2.mail" ends in the name of a host. */
    bool in_maildir = slice_equal(directory, SLICE("cur")) || slice_equal(directory, SLICE("new"));
    return in_maildir || !has_ordinary_ending(name) ? NAME_UNKNOWN : NAME_OTHER;
}

void files_help(struct buffer *out)
{
    buffer_text(out, "A file that is named, on the command line or in a list, is checked whatever it\n"
                     "is. Of a directory and those inside it, files with these endings are checked:\n");
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        buffer_printf(out, "\n%s:\n  ", known[i].what);
        help_write_words(out, known[i].endings, 2);
    }
    buffer_text(out, "\nNot these, which are for programs and programmers:\n  ");
    help_write_words(out, not_mail, 2);
    buffer_text(out, "\nA file without an ending, or with one that only a Maildir, an MH folder or a\n"
                     "collection of mail would give it, is checked if it begins as a message or an\n"
                     "mbox does: with a header block that holds well-known fields.\n\n"
                     "Hidden files and directories, symbolic links found inside a directory, and what\n"
                     "is no file (a pipe, a socket, a device) are left out. How many files were left\n"
                     "out is said at the end; `--all` names them. A directory in which there is\n"
                     "nothing to check is an error.\n");
}
