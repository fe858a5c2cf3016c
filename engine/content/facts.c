/* Facts of the whole message. Of sibling alternatives a reader sees one, so visible text is counted once: the HTML's. Tested in
 * tests/unit/content/test_fields.c. */
#include "base/ascii.h"
#include "base/map.h"
#include "base/utf8.h"
#include "content/confusable.h"
#include "content/script.h"
#include "content/view.h"

struct text_size {
    uint64_t characters; /* that are not white */
    uint64_t words;
    uint64_t shown; /* characters, and one for each gap between them */
    uint64_t letters[SCRIPT_COUNT + 1];
};

/* Masks are no characters, but part of a word. */
static void count_text(struct slice text, struct text_size *size)
{
    bool in_word = false, gap = false;
    for (size_t at = 0; at < text.size;) {
        struct utf8_step step = {text.data[at], 1, true};
        if (step.code_point >= 0x80)
            step = utf8_decode(text, at);
        bool white = step.code_point < 0x80 ? ascii_is_space((int)step.code_point) : is_blank_code_point(step.code_point);
        bool nothing = step.code_point == MASK_BYTE || is_invisible(step.code_point);
        at += step.length;
        if (!white && !nothing) {
            size->words += !in_word;
            size->shown += 1u + (gap && size->characters > 0);
            size->characters++;
            size->letters[script_of(step.code_point)]++;
            gap = false;
        }
        gap = gap || white;
        in_word = !white && (in_word || !nothing);
    }
}

/* For each multipart/alternative the child in which its HTML is, else INDEX_NONE; null without memory. */
static uint32_t *html_children(struct content *content)
{
    const struct message *message = content->message;
    uint32_t *children = arena_new_array(content->arena, uint32_t, message->parts.count);
    if (!children)
        return NULL;
    for (uint32_t i = 0; i < message->parts.count; i++)
        children[i] = INDEX_NONE;
    for (uint32_t i = message->scored_part; i < message->scored_end; i++) {
        const struct part *part = &message->parts.items[i];
        if (!part_is_readable(part) || !slice_equal(part->type, SLICE("text/html")))
            continue;
        for (uint32_t at = i; message->parts.items[at].parent != INDEX_NONE; at = message->parts.items[at].parent)
            if (children[message->parts.items[at].parent] == INDEX_NONE)
                children[message->parts.items[at].parent] = at;
    }
    return children;
}

/* True if the part is an alternative to HTML that stands in another child of a multipart/alternative. */
static bool has_html_sibling(const struct message *message, const uint32_t *children, uint32_t part)
{
    if (slice_equal(message->parts.items[part].type, SLICE("text/html")))
        return false;
    for (uint32_t at = part; message->parts.items[at].parent != INDEX_NONE; at = message->parts.items[at].parent) {
        uint32_t parent = message->parts.items[at].parent;
        bool alternative = slice_equal(message->parts.items[parent].type, SLICE("multipart/alternative"));
        if (alternative && children[parent] != INDEX_NONE && children[parent] != at)
            return true;
    }
    return false;
}

static struct text_size count_view(struct content *content, enum view_id id, const uint32_t *children)
{
    const struct view *view = &content->views[id];
    struct text_size size = {0};
    for (uint32_t i = 0; i < view->segments.count; i++)
        if (!children || !has_html_sibling(content->message, children, view->segments.items[i].part))
            count_text(view->segments.items[i].layer.text, &size);
    return size;
}

/* The scripts in their order, and the one with the most letters. */
static void name_scripts(struct content *content, const struct text_size *visible)
{
    struct slice *texts = arena_new_array(content->arena, struct slice, SCRIPT_COUNT);
    uint64_t most = 0;
    content->facts.text_scripts = texts;
    for (size_t i = 0; i < SCRIPT_COUNT && texts; i++) {
        if (visible->letters[i] == 0)
            continue;
        struct slice name = slice_cstr(script_texts[i]);
        texts[content->facts.text_script_count++] = name;
        if (visible->letters[i] > most)
            content->facts.main_text_script = name;
        most = visible->letters[i] > most ? visible->letters[i] : most;
    }
}

static void count_views(struct content *content)
{
    const uint32_t *children = html_children(content);
    struct text_size visible = {0};
    if (children)
        visible = count_view(content, VIEW_VISIBLE, children);
    struct text_size hidden = count_view(content, VIEW_HIDDEN, NULL);
    struct facts *facts = &content->facts;
    facts->visible_characters = visible.characters;
    facts->visible_words = visible.words;
    facts->hidden_characters = hidden.characters;
    facts->hidden_words = hidden.words;
    facts->subject_characters = count_view(content, VIEW_SUBJECT, NULL).shown;
    facts->preheader_characters = count_view(content, VIEW_PREHEADER, NULL).shown;
    facts->has_subject = message_field(content->message, SLICE("subject"), 0) != NULL;
    name_scripts(content, &visible);
}

static bool is_clickable(const struct link *link)
{
    bool place = link->context == LINK_IN_A || link->context == LINK_IN_AREA || link->context == LINK_IN_TEXT;
    return place && link->leads_elsewhere && !link->conditional;
}

static void count_links(struct content *content)
{
    struct map domains;
    map_init(&domains, content->arena);
    for (uint32_t i = 0; i < content->links.count; i++) {
        const struct link *link = &content->links.items[i];
        content->facts.links += is_clickable(link);
        content->facts.open_host = content->facts.open_host || link->url.host_unknown;
        if (link->context == LINK_IN_BASE && !link->conditional && !link->url.relative && link->host_kind != HOST_NONE)
            content->facts.has_base = true;
        if (link->domain.size > 0)
            map_add(&domains, link->domain, i);
    }
    content->facts.domains = domains.count;
}

/* Domains that only the readers of the plain text are led to, where there is HTML beside it. */
static void compare_alternatives(struct content *content)
{
    const uint32_t *children = html_children(content);
    struct map known;
    map_init(&known, content->arena);
    for (uint32_t i = 0; i < content->links.count && children; i++) {
        const struct link *link = &content->links.items[i];
        if (link->domain.size > 0 && !has_html_sibling(content->message, children, link->part))
            map_add(&known, link->domain, i);
    }
    for (uint32_t i = 0; i < content->links.count && children; i++) {
        const struct link *link = &content->links.items[i];
        if (is_clickable(link) && link->domain.size > 0 && has_html_sibling(content->message, children, link->part))
            content->facts.domains_only_in_text += map_add(&known, link->domain, i);
    }
}

static uint32_t count_values(const struct document *document)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < document->placeholders.count; i++)
        count += document->placeholders.items[i].kind == PLACEHOLDER_VALUE;
    return count;
}

static void count_parts(struct content *content)
{
    const struct message *message = content->message;
    struct facts *facts = &content->facts;
    for (uint32_t i = message->scored_part; i < message->scored_end; i++) {
        const struct part *part = &message->parts.items[i];
        facts->attachments += part->attachment;
        facts->attachment_bytes += part->attachment ? part->decoded_size : 0;
        if (part->document && !part->client_template)
            facts->placeholders += count_values(part->document);
        if (!part_is_readable(part))
            continue;
        bool html = slice_equal(part->type, SLICE("text/html"));
        facts->has_html = facts->has_html || html;
        facts->has_text = facts->has_text || !html;
        if (html)
            facts->html_bytes += part->decoded_size;
        else
            facts->text_bytes += part->decoded_size;
    }
    for (uint32_t i = 0; i < message->fields.count; i++)
        if (message_scores(message, message->fields.items[i].part))
            facts->placeholders += count_values(&message->fields.items[i].text);
}

void facts_count(struct content *content)
{
    struct message *message = content->message;
    struct facts *facts = &content->facts;
    count_views(content);
    count_links(content);
    compare_alternatives(content);
    facts_count_images(content);
    count_parts(content);
    const struct part *scored = &message->parts.items[message->scored_part];
    facts->size = message->scored_part ? scored->body.end - scored->header.start : message->source.bytes.size;
    facts->parts = message->scored_end - message->scored_part;
    for (uint32_t i = 0; i < message->anomalies.count; i++)
        facts->anomalies += message_scores(message, message->anomalies.items[i].part);
    facts->has_headers = message->has_headers;
}
