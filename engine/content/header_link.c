/* Links of the header: what clients offer as buttons ("Unsubscribe") and what a reader sees in the Subject.
 *
 * RFC 2369, section 2: each address stands in angle brackets, several are set apart by commas, text in parentheses is a comment.
 * White space between the brackets is to be ignored, and forbidden to write: it stays in the address, so that the parser of URLs
 * objects. An address without brackets is one all the same if a scheme is written, as some clients take it for one. What is
 * no address (NO in List-Post, a bare mail address, encoded words) is no link. Tested in tests/unit/content/test_header_link.c.
 */
#include "content/header_link.h"

#include "base/ascii.h"
#include "content/code_link.h"
#include "content/layer_cut.h"
#include "content/text_link.h"

static const char *const address_fields[] = {"list-unsubscribe", "list-help", "list-subscribe", "list-owner",
                                             "list-archive",     "list-post", "archived-at"};

/* Adds what stands in angle brackets. */
static void add_bracketed(const struct place_of_text *from, const struct layer *field, struct span inside)
{
    struct layer cut;
    if (layer_cut(&cut, from->content->arena, field, inside))
        link_add_uri(from, &cut, inside, LINK_IN_HEADER);
}

/* Behind the comment that begins at `at`; they nest (RFC 5322, 3.2.2). */
static size_t comment_end(struct slice text, size_t at)
{
    size_t depth = 0;
    for (; at < text.size; at++) {
        int c = text.data[at];
        depth += c == '(';
        depth -= c == ')';
        at += c == '\\';
        if (depth == 0)
            return at + 1;
    }
    return text.size;
}

static void read_field(const struct place_of_text *from, const struct layer *field)
{
    struct slice text = field->text;
    for (size_t at = 0; at < text.size;) {
        size_t end = at;
        if (text.data[at] == '(') {
            at = comment_end(text, at);
        } else if (text.data[at] == '<') {
            size_t close = slice_find_byte(text, at, '>');
            end = close == SLICE_NONE ? text.size : close;
            add_bracketed(from, field, (struct span){(uint32_t)at + 1, (uint32_t)end});
            at = end + 1;
        } else {
            while (end < text.size && text.data[end] != '<' && !slice_starts(slice_from(text, end), SLICE(" (")))
                end++;
            end += slice_at(text, end) == ' ';
            link_add_written(from, field, (struct span){(uint32_t)at, (uint32_t)end}, LINK_IN_HEADER, false);
            at = end;
        }
    }
}

static void read_fields(struct content *content, struct slice name, bool subject)
{
    const struct header_field *field = NULL;
    while ((field = message_next_field(content->message, name, field))) {
        const struct document *document = subject ? &field->text : &field->unfolded;
        struct place_of_text from = {content, document, field->part};
        struct layer masked;
        if (!layer_masked(&masked, content->arena, document))
            return;
        if (subject)
            link_add_written(&from, &masked, (struct span){0, (uint32_t)masked.text.size}, LINK_IN_HEADER, false);
        else
            read_field(&from, &masked);
        code_links_read(&from);
    }
}

void header_links_read(struct content *content)
{
    for (size_t i = 0; i < sizeof address_fields / sizeof *address_fields; i++)
        read_fields(content, slice_cstr(address_fields[i]), false);
    read_fields(content, SLICE("subject"), true);
}
