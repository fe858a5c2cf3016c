/* Telling apart what lies beside mail: fragments of templates, pages of the web, files that are no text.
 *
 * A page of the web is known by a script that a browser runs, since no mail client runs one; but a mail that was saved from a
 * browser, or brings a counting script, is a mail. So any mark of mail outweighs the script. Marks are what mail needs and the
 * web does not: what Outlook alone reads (conditional comments of mso, its name spaces, VML), Apple Mail's and old Hotmail's
 * hooks, images by cid:, tags of mail services, tables laid out in the widths of mail, attributes that HTML dropped long ago, and
 * words about leaving the list. Roles of tables, viewports, text-size-adjust and format-detection are none: the web has them too.
 * One pass over the tags and one for each mark. Tested in tests/unit/message/test_page.c. */
#include "message/page.h"

#include "base/ascii.h"
#include "base/utf8.h"

enum {
    BINARY_WINDOW = 8192,
    LEAST_WIDTH = 500, /* of a mail's main table, in pixels */
    MOST_WIDTH = 700,
};

/* A start tag, or what opens like one. */
struct tag {
    struct slice name;   /* may begin with ! */
    struct slice inside; /* from behind the name up to the > */
};

/* The next tag at or after *at, which is moved behind its name; comments are stepped over. False if there is none. */
static bool next_tag(struct slice html, size_t *at, struct tag *out)
{
    for (size_t open = slice_find_byte(html, *at, '<'); open != SLICE_NONE; open = slice_find_byte(html, *at, '<')) {
        *at = open + 1;
        if (slice_starts(slice_from(html, *at), SLICE("!--"))) {
            size_t close = slice_find(html, open + 4, SLICE("-->"));
            if (close == SLICE_NONE)
                return false;
            *at = close + 3;
            continue;
        }
        size_t end = *at + (slice_at(html, *at) == '!');
        while (ascii_is_alnum(slice_at(html, end)) || slice_at(html, end) == ':')
            end++;
        if (end == *at)
            continue;
        size_t close = slice_find_byte(slice_sub(html, 0, end + 4096), end, '>');
        out->name = slice_sub(html, *at, end);
        out->inside = slice_sub(html, end, close == SLICE_NONE ? end + 4096 : close);
        *at = end;
        return true;
    }
    return false;
}

bool page_has_root(struct slice html)
{
    static const char *const roots[] = {"!doctype", "html", "body", "mjml"};
    struct tag tag;
    for (size_t at = 0; next_tag(html, &at, &tag);)
        for (size_t i = 0; i < sizeof roots / sizeof roots[0]; i++)
            if (slice_equal_nocase(tag.name, slice_cstr(roots[i])))
                return true;
    return false;
}

/* The value of an attribute, if the tag has it; quotes are left out. */
static bool attribute(const struct tag *tag, struct slice name, struct slice *out)
{
    for (size_t at = slice_find_nocase(tag->inside, 0, name); at != SLICE_NONE;
         at = slice_find_nocase(tag->inside, at + 1, name)) {
        size_t end = at + name.size;
        while (ascii_is_space(slice_at(tag->inside, end)))
            end++;
        if (at == 0 || !ascii_is_space(slice_at(tag->inside, at - 1)) || slice_at(tag->inside, end) != '=')
            continue;
        struct slice value = slice_trim(slice_from(tag->inside, end + 1));
        int quote = slice_at(value, 0) == '"' || slice_at(value, 0) == '\'' ? slice_at(value, 0) : ' ';
        if (quote != ' ')
            value = slice_from(value, 1);
        size_t close = slice_find_byte(value, 0, (unsigned char)quote);
        *out = slice_trim(slice_sub(value, 0, close == SLICE_NONE ? value.size : close));
        return true;
    }
    return false;
}

/* Data blocks (JSON-LD, templates, maps of imports) are no scripts. */
static bool runs(const struct tag *tag)
{
    struct slice type;
    if (!slice_equal_nocase(tag->name, SLICE("script")))
        return false;
    if (!attribute(tag, SLICE("type"), &type) || type.size == 0 || slice_equal_nocase(type, SLICE("module")))
        return true;
    return slice_find_nocase(type, 0, SLICE("javascript")) != SLICE_NONE ||
           slice_find_nocase(type, 0, SLICE("ecmascript")) != SLICE_NONE;
}

/* True for a width of the main table of a mail. */
static bool has_mail_width(const struct tag *tag)
{
    struct slice width;
    bool cell = slice_equal_nocase(tag->name, SLICE("table")) || slice_equal_nocase(tag->name, SLICE("td"));
    if (!cell || !attribute(tag, SLICE("width"), &width))
        return false;
    uint32_t number = 0;
    size_t at = 0;
    for (; at < 4 && ascii_is_digit(slice_at(width, at)); at++)
        number = number * 10 + (uint32_t)(width.data[at] - '0');
    bool pixels = at == width.size || slice_equal_nocase(slice_from(width, at), SLICE("px"));
    return pixels && number >= LEAST_WIDTH && number <= MOST_WIDTH;
}

/* A tag that mail has and the web no more. */
static bool is_mail_tag(const struct tag *tag)
{
    static const char *const names[] = {"center", "o:p", "v:rect", "v:roundrect", "v:fill", "v:image", "mjml", NULL};
    struct slice value;
    return slice_is_any_nocase(tag->name, names) || has_mail_width(tag) || attribute(tag, SLICE("bgcolor"), &value) ||
           attribute(tag, SLICE("background"), &value);
}

static bool has_mail_words(struct slice html)
{
    static const char *const words[] = {
        "<!--[if mso",
        "<!--[if !mso",
        "<!--[if gte mso",
        "<!--[if (mso",
        "<!--[if (gte mso",
        "mso-table",
        "mso-line",
        "mso-hide",
        "mso-padding",
        "urn:schemas-microsoft-com:",
        "x-apple-",
        ".externalclass",
        "#outlook",
        ".readmsgbody",
        "yshortcuts",
        "\"cid:",
        "'cid:",
        "unsubscribe",
        "preheader",
        "view in browser",
        "view this email",
        "view in your browser",
        "update your preferences",
        "*|",
        "%%=",
        "%%[",
        "[unsubscribe",
    };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (slice_find_nocase(html, 0, slice_cstr(words[i])) != SLICE_NONE)
            return true;
    return false;
}

bool page_is_web(struct slice html)
{
    bool scripts = false;
    struct tag tag;
    for (size_t at = 0; next_tag(html, &at, &tag);) {
        if (is_mail_tag(&tag))
            return false;
        scripts = scripts || runs(&tag);
    }
    return scripts && !has_mail_words(html);
}

/* True if more than one byte in a hundred is a control that texts do not have; UTF-16 and UTF-32 are known by their marks. */
static bool is_noise(struct slice bytes)
{
    size_t noise = 0;
    for (size_t i = 0; i < bytes.size; i++)
        noise += ascii_is_control(bytes.data[i]) && !ascii_is_space(bytes.data[i]) && bytes.data[i] != 0x1B;
    return noise * 100 > bytes.size;
}

const char *page_binary(struct slice file)
{
    static const struct {
        const char *magic, *what;
    } kinds[] = {
        {"%PDF-", "a PDF document"},
        {"\x89PNG\r\n", "a PNG image"},
        {"\xFF\xD8\xFF", "a JPEG image"},
        {"GIF87a", "a GIF image"},
        {"GIF89a", "a GIF image"},
        {"PK\x03\x04", "a ZIP archive, or a document stored as one"},
        {"Rar!\x1A", "a RAR archive"},
        {"7z\xBC\xAF", "a 7z archive"},
        {"\x1F\x8B", "a file compressed with gzip"},
        {"BZh9", "a file compressed with bzip2"},
        {"\xFD\x37zXZ", "a file compressed with xz"},
        {"(\xB5/\xFD", "a file compressed with zstd"},
        {"\xD0\xCF\x11\xE0", "an OLE file, such as Outlook's .msg; save the message as .eml"},
        {"x\x9F>\x22", "a TNEF file"},
        {"\x7F"
         "ELF",
         "a program"},
        {"SQLite format 3", "a database"},
        {"{\\rtf", "an RTF document"},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (slice_starts(file, slice_cstr(kinds[i].magic)))
            return kinds[i].what;
    return is_noise(slice_sub(file, 0, BINARY_WINDOW)) ? "binary data" : NULL;
}
