/* The facts of a message as fields. Of a fragment (stage `partial`, or a header without its body) none is known; what a limit may
 * have kept out of the count, and text that placeholders add to, is not known either. Where a placeholder may bring markup
 * (content/open_text.h), the markup that is there is a lower bound, so that its numbers are not known, nor that an element is not
 * there. Tested in tests/unit/content/test_fields.c. */
#include "content/content.h"
#include "content/script.h"

static const struct facts *facts_of(const void *record)
{
    return &((const struct content *)record)->facts;
}

static bool is_partial(const void *record, struct value *out)
{
    const struct message *message = ((const struct content *)record)->message;
    bool partial = message->stage == STAGE_PARTIAL || message->headers_only;
    if (partial)
        value_set_unknown(out, UNKNOWN_PARTIAL);
    return partial;
}

static void set_number(const void *record, struct value *out, uint64_t number)
{
    if (!is_partial(record, out))
        value_set_number(out, (double)number);
}

static void set_bool(const void *record, struct value *out, bool truth)
{
    if (!is_partial(record, out))
        value_set_bool(out, truth);
}

/* What is there; what is not may yet come with markup from a placeholder. */
static void set_open_bool(const void *record, struct value *out, bool truth)
{
    set_bool(record, out, truth);
    if (!truth && out->state == VALUE_KNOWN && facts_of(record)->open_markup)
        value_set_unknown(out, UNKNOWN_PLACEHOLDER);
}

static const struct view *view_of(const void *record, enum view_id id)
{
    return &((const struct content *)record)->views[id];
}

static bool has_placeholder(const struct view *view)
{
    for (uint32_t i = 0; i < view->segments.count; i++)
        if (view->segments.items[i].placeholder)
            return true;
    return false;
}

/* True if what is read from the text of a view is not known. */
static bool is_open_view(const void *record, struct value *out, enum view_id id)
{
    const struct view *view = view_of(record, id);
    if (is_partial(record, out))
        return true;
    if (view->limited)
        value_set_unknown(out, UNKNOWN_LIMIT);
    else if (has_placeholder(view))
        value_set_unknown(out, UNKNOWN_PLACEHOLDER);
    return view->limited || has_placeholder(view);
}

/* A size of the text of a view. */
static void set_size(const void *record, struct value *out, enum view_id id, uint64_t size)
{
    if (!is_open_view(record, out, id))
        value_set_number(out, (double)size);
}

/* A number of things in the markup, which is open when placeholders may add to it. */
static void set_open_count(const void *record, struct value *out, double count, bool open)
{
    const struct content *content = record;
    if (is_partial(record, out))
        return;
    if (content->links_limited)
        value_set_unknown(out, UNKNOWN_LIMIT);
    else if (open)
        value_set_unknown(out, UNKNOWN_PLACEHOLDER);
    else
        value_set_number(out, count);
}

static void set_elements(const void *record, struct value *out, uint32_t count)
{
    set_open_count(record, out, count, facts_of(record)->open_markup);
}

static void set_links(const void *record, struct value *out, uint32_t count)
{
    set_open_count(record, out, count, facts_of(record)->open_markup || facts_of(record)->open_text);
}

static void set_domains(const void *record, struct value *out, uint32_t count)
{
    const struct facts *facts = facts_of(record);
    set_open_count(record, out, count, facts->open_markup || facts->open_text || facts->open_host);
}

/* How many hours the Date lies after `now`. */
static void get_date_ahead(const void *record, struct value *out)
{
    const struct message *message = ((const struct content *)record)->message;
    const struct header_field *date = message_field(message, SLICE("Date"), 0);
    if (is_partial(record, out))
        return;
    if (!message->has_headers)
        value_set_unknown(out, UNKNOWN_NO_HEADERS);
    else if (date && document_has_value(&date->unfolded, (struct span){0, UINT32_MAX}))
        value_set_unknown(out, UNKNOWN_PLACEHOLDER);
    else if (!message->has_date)
        value_set_missing(out);
    else if (!message->has_now)
        value_set_unknown(out, UNKNOWN_NO_CLOCK);
    else
        value_set_number(out, ((double)message->date - (double)message->now) / 3600);
}

static void set_sources(const void *record, struct value *out, uint32_t count)
{
    set_open_count(record, out, count, facts_of(record)->open_markup || facts_of(record)->open_image);
}

static void set_pixels(const void *record, struct value *out, uint32_t count)
{
    set_open_count(record, out, count, facts_of(record)->open_markup || facts_of(record)->open_pixel);
}

static void set_without(const void *record, struct value *out, uint32_t count)
{
    set_open_count(record, out, count, facts_of(record)->open_markup || facts_of(record)->open_attributes);
}

static void set_area(const void *record, struct value *out, double area)
{
    const struct facts *facts = facts_of(record);
    set_open_count(record, out, area, facts->open_markup || facts->open_image_size || facts->open_attributes);
}

/* The share is one of text as well. */
static void set_share(const void *record, struct value *out, double share)
{
    if (!is_open_view(record, out, VIEW_VISIBLE))
        set_area(record, out, share);
}

static void get_subject_characters(const void *record, struct value *out)
{
    if (is_open_view(record, out, VIEW_SUBJECT))
        return;
    if (!facts_of(record)->has_headers)
        value_set_unknown(out, UNKNOWN_NO_HEADERS);
    else if (!facts_of(record)->has_subject)
        value_set_missing(out);
    else
        value_set_number(out, (double)facts_of(record)->subject_characters);
}

static void get_text_scripts(const void *record, struct value *out)
{
    const struct facts *facts = facts_of(record);
    if (!is_open_view(record, out, VIEW_VISIBLE))
        *out = (struct value){.state = VALUE_KNOWN, .list = facts->text_scripts, .list_count = facts->text_script_count};
}

static void get_main_text_script(const void *record, struct value *out)
{
    if (is_open_view(record, out, VIEW_VISIBLE))
        return;
    if (facts_of(record)->main_text_script.size > 0)
        value_set_text(out, facts_of(record)->main_text_script);
    else
        value_set_missing(out);
}

/* Known of a fragment, too. */
static void get_enclosed(const void *record, struct value *out)
{
    value_set_bool(out, ((const struct content *)record)->message->scored_part != 0);
}

/* Behind the documentation of what a placeholder may bring. */
#define UNLESS_OPEN  "; not known while a placeholder may bring more"
#define UNLESS_THERE "; that there is none is not known while a placeholder may bring one"

/* Name in C and of the field, setter, documentation. */
#define NUMBERS(X)                                                                                                               \
    X(html_bytes, "html-bytes", set_number, "bytes of the HTML parts, decoded")                                                  \
    X(text_bytes, "text-bytes", set_number, "bytes of the plain text parts, decoded")                                            \
    X(size, "size", set_number, "bytes of the message")                                                                          \
    X(links, "links", set_links, "links that a reader can click and that lead elsewhere" UNLESS_OPEN)                            \
    X(domains, "domains", set_domains, "different registrable domains in all addresses" UNLESS_OPEN ", or is in a host")         \
    X(domains_only_in_text, "domains-only-in-text", set_domains,                                                                 \
      "registrable domains of links in a plain text that no address of the HTML beside it has" UNLESS_OPEN)                      \
    X(images, "images", set_elements, "images: img, input type=image, image in SVG" UNLESS_OPEN)                                 \
    X(images_without_alt, "images-without-alt", set_without,                                                                     \
      "visible images without an alt attribute, tracking pixels aside" UNLESS_OPEN)                                              \
    X(remote_images, "remote-images", set_sources, "images that are loaded when the mail is opened" UNLESS_OPEN)                 \
    X(embedded_images, "embedded-images", set_sources, "images that come with the mail: cid: or data:" UNLESS_OPEN)              \
    X(linked_images, "linked-images", set_elements, "visible images inside a link, tracking pixels aside" UNLESS_OPEN)           \
    X(tracking_pixels, "tracking-pixels", set_pixels,                                                                            \
      "remote images of at most 3 by 3 pixels, or hidden ones that say no greater size" UNLESS_OPEN)                             \
    X(image_area, "image-area", set_area, "square pixels of the visible images that say width and height" UNLESS_OPEN)           \
    X(image_share, "image-share", set_share,                                                                                     \
      "0 to 1: how much of the mail images take, estimated; a character of text takes 168 square pixels, an image that says "    \
      "only "                                                                                                                    \
      "one of its sizes is taken to be twice as wide as high" UNLESS_OPEN)                                                       \
    X(elements, "elements", set_elements, "elements of the HTML" UNLESS_OPEN)                                                    \
    X(conditional_comments, "conditional-comments", set_elements, "conditional comments with content for Outlook" UNLESS_OPEN)   \
    X(forms, "forms", set_elements, "form elements" UNLESS_OPEN)                                                                 \
    X(scripts, "scripts", set_elements, "script elements that a browser would run" UNLESS_OPEN)                                  \
    X(attachments, "attachments", set_number, "MIME parts that are attachments")                                                 \
    X(attachment_bytes, "attachment-bytes", set_number, "bytes of the attachments, decoded")                                     \
    X(parts, "parts", set_number, "MIME parts, the message itself included")                                                     \
    X(placeholders, "placeholders", set_number, "placeholders that become text")                                                 \
    X(anomalies, "anomalies", set_number, "what the parsers found out of order")
#define BOOLEANS(X)                                                                                                              \
    X(has_headers, "has-headers", set_bool, "the input has a mail header")                                                       \
    X(has_html, "has-html", set_open_bool, "there is an HTML part" UNLESS_THERE)                                                 \
    X(has_text, "has-text", set_bool, "there is a plain text part")                                                              \
    X(has_html_root, "has-html-root", set_open_bool, "the HTML has an html element" UNLESS_THERE)                                \
    X(has_base, "has-base", set_open_bool, "a base element says what relative links start from" UNLESS_THERE)
#define SIZES(X)                                                                                                                 \
    X(visible_characters, "visible-characters", VIEW_VISIBLE,                                                                    \
      "characters that a reader sees, without blanks; of alternatives, the HTML's")                                              \
    X(visible_words, "visible-words", VIEW_VISIBLE, "words that a reader sees; of alternatives, the HTML's")                     \
    X(hidden_characters, "hidden-characters", VIEW_HIDDEN, "characters of the HTML that a reader does not see, without blanks")  \
    X(hidden_words, "hidden-words", VIEW_HIDDEN, "words of the HTML that a reader does not see")                                 \
    X(preheader_characters, "preheader-characters", VIEW_PREHEADER,                                                              \
      "characters that an inbox shows beside the subject, 200 at most; a run of blanks counts as one, padding does not count")

#define X(fact, name, setter, doc)                                                                                               \
    static void get_##fact(const void *record, struct value *out)                                                                \
    {                                                                                                                            \
        setter(record, out, facts_of(record)->fact);                                                                             \
    }
NUMBERS(X)
#undef X
#define X(fact, name, setter, doc)                                                                                               \
    static void get_##fact(const void *record, struct value *out)                                                                \
    {                                                                                                                            \
        setter(record, out, facts_of(record)->fact);                                                                             \
    }
BOOLEANS(X)
#undef X
#define X(fact, name, view, doc)                                                                                                 \
    static void get_##fact(const void *record, struct value *out)                                                                \
    {                                                                                                                            \
        set_size(record, out, view, facts_of(record)->fact);                                                                     \
    }
SIZES(X)
#undef X

static const struct field fields[] = {
#define X(fact, name, view, doc) {name, FIELD_NUMBER, NULL, get_##fact, doc},
    SIZES(X)
#undef X
#define X(fact, name, setter, doc) {name, FIELD_NUMBER, NULL, get_##fact, doc},
        NUMBERS(X)
#undef X
#define X(fact, name, setter, doc) {name, FIELD_BOOL, NULL, get_##fact, doc},
            BOOLEANS(X)
#undef X
                {"enclosed", FIELD_BOOL, NULL, get_enclosed, "what is scored is the original that a report encloses"},
    {"date-ahead-hours", FIELD_NUMBER, NULL, get_date_ahead,
     "hours from --now to the Date, negative for the past; not known without --now"},
    {"subject-characters", FIELD_NUMBER, NULL, get_subject_characters,
     "characters of the subject, decoded; a run of blanks counts as one; missing without a Subject"},
    {"text-scripts", FIELD_LIST, script_texts, get_text_scripts,
     "writing systems of the letters that a reader sees, as Unicode names them: Latin, Cyrillic, Han"},
    {"main-text-script", FIELD_CHOICE, script_texts, get_main_text_script,
     "the writing system of the most letters that a reader sees; missing if there is no letter"},
};

const struct field_table message_fields = {"message", fields, sizeof fields / sizeof *fields};
