/* HTML that is read for its addresses alone: the page of an AMP part, the description of an event. No view shows its text and no
 * element of it is kept: a client shows it in place of the HTML part or not at all, AMP hides the whole page until its script
 * runs, and demands that script.
 *
 * What AMP has in {{ }} is filled in by the reader's client: it is no leak, and up to there an address is known. A place on the
 * page
 * ("#top") is no address here, as nothing is known of the page. Tested in tests/unit/content/test_aside.c. */
#include "content/html_reader.h"
#include "content/layer_cut.h"

/* Makes an address end before what the client fills in. False if its host is not known then. */
static bool cut_at_placeholder(const struct place_of_text *from, struct link *link)
{
    struct content *content = from->content;
    uint32_t count = content->links.count;
    struct layer known;
    size_t mask = slice_find_byte(link->target.text, 0, MASK_BYTE);
    if (link->url.host_unknown || !link->url.has_authority)
        return false;
    if (!layer_cut(&known, content->arena, &link->target, (struct span){0, (uint32_t)mask}))
        return false;
    link_add(from, &known, link->context, link->bare);
    if (content->links.count == count)
        return false;
    *link = content->links.items[--content->links.count];
    return true;
}

/* Of the links from `first` on keeps those that are addresses, with their place. */
static void settle(const struct place_of_text *from, uint32_t first, const enum link_context *context)
{
    struct content *content = from->content;
    bool client = content->message->parts.items[from->part].client_template;
    uint32_t kept = first;
    for (uint32_t i = first; i < content->links.count; i++) {
        struct link link = content->links.items[i];
        if (slice_at(link.url.text, 0) == '#')
            continue;
        if (client && link.url.placeholder && !cut_at_placeholder(from, &link))
            continue;
        if (context)
            link.context = *context;
        content->links.items[kept++] = link;
    }
    content->links.count = kept;
}

void html_read_addresses(const struct place_of_text *from, const enum link_context *context)
{
    struct content *content = from->content;
    struct layer masked;
    struct html_token token = {.type = HTML_TEXT};
    if (!layer_masked(&masked, content->arena, from->document))
        return;
    struct html_reader r = {.from = from, .content = content, .arena = content->arena, .input = &masked};
    r.tokenizer = html_tokenizer_new(r.arena, &masked, content->message->limits);
    while (r.tokenizer && !r.arena->failed && (html_tokenizer_next(r.tokenizer, &token), token.type != HTML_END)) {
        uint32_t first = content->links.count;
        if (token.type != HTML_START_TAG)
            continue;
        html_read_links(&r, &token);
        settle(from, first, context);
    }
    struct span where;
    const char *limit = r.tokenizer ? html_tokenizer_limit(r.tokenizer, &where) : NULL;
    if (limit)
        link_limit(from, limit, where);
}
