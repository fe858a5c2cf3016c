/* The fields of links. What touches a placeholder is unknown, and what is not there may yet come out of one. Tested in
 * tests/unit/content/test_fields.c. */
#include "base/ascii.h"
#include "content/address.h"
#include "content/content.h"
#include "content/host_name.h"

static struct slice component(const struct url *url, struct span span)
{
    return slice_sub(url->text, span.start, span.end);
}

static bool masked(struct slice s)
{
    return slice_find_byte(s, 0, MASK_BYTE) != SLICE_NONE;
}

static void set_unmasked(struct value *out, struct slice text)
{
    if (masked(text))
        value_set_unknown(out, UNKNOWN_PLACEHOLDER);
    else
        value_set_text(out, text);
}

/* A value that is empty if there is none. */
static void set_text_or_missing(struct value *out, struct slice text)
{
    if (text.size == 0)
        value_set_missing(out);
    else
        set_unmasked(out, text);
}

static void get_url(const void *record, struct value *out)
{
    set_unmasked(out, ((const struct link *)record)->url.text);
}

static void get_scheme(const void *record, struct value *out)
{
    const struct url *url = &((const struct link *)record)->url;
    if (url->open)
        value_set_unknown(out, UNKNOWN_PLACEHOLDER);
    else
        set_text_or_missing(out, url->scheme);
}

static void get_bare(const void *record, struct value *out)
{
    value_set_bool(out, ((const struct link *)record)->bare);
}

static void get_host(const void *record, struct value *out)
{
    const struct link *link = record;
    if (link->host_kind == HOST_UNKNOWN)
        value_set_unknown(out, UNKNOWN_PLACEHOLDER);
    else
        set_text_or_missing(out, link->url.host);
}

static void get_host_unicode(const void *record, struct value *out)
{
    const struct url *url = &((const struct link *)record)->url;
    if (url->host_unknown)
        value_set_unknown(out, UNKNOWN_PLACEHOLDER);
    else
        set_text_or_missing(out, url->host_unicode);
}

/* Addresses are in no script. */
static void get_host_script(const void *record, struct value *out)
{
    const struct link *link = record;
    struct slice host = link->url.host_unicode;
    if (link->url.host_unknown)
        value_set_unknown(out, UNKNOWN_PLACEHOLDER);
    else if (host.size == 0 || host.data[0] == '[' || ipv4_expected(link->url.host))
        value_set_missing(out);
    else
        value_set_text(out, slice_cstr(writing_texts[host_writing(host, link->domain)]));
}

static void get_host_confusable_with(const void *record, struct value *out)
{
    const struct link *link = record;
    if (link->url.host_unknown)
        value_set_unknown(out, UNKNOWN_PLACEHOLDER);
    else
        set_text_or_missing(out, link->confusable_with);
}

static void get_host_meant(const void *record, struct value *out)
{
    const struct link *link = record;
    if (link->url.host_unknown)
        value_set_unknown(out, UNKNOWN_PLACEHOLDER);
    else
        set_text_or_missing(out, link->meant);
}

static void get_host_kind(const void *record, struct value *out)
{
    const struct link *link = record;
    if (link->host_kind == HOST_UNKNOWN)
        value_set_unknown(out, UNKNOWN_PLACEHOLDER);
    else
        value_set_text(out, slice_cstr(host_kind_texts[link->host_kind]));
}

static void get_host_domain(const void *record, struct value *out)
{
    const struct link *link = record;
    if (link->host_kind == HOST_UNKNOWN)
        value_set_unknown(out, UNKNOWN_PLACEHOLDER);
    else
        set_text_or_missing(out, link->domain);
}

/* What stands in front of the registrable domain: "www" of www.example.com. */
static void get_host_subdomain(const void *record, struct value *out)
{
    const struct link *link = record;
    struct slice host = link->url.host, domain = link->domain;
    if (link->url.host_unknown)
        value_set_unknown(out, UNKNOWN_PLACEHOLDER);
    else if (domain.size == 0 || host.size <= domain.size + 1)
        value_set_missing(out);
    else
        value_set_text(out, slice_sub(host, 0, host.size - domain.size - 1));
}

static void get_port(const void *record, struct value *out)
{
    const struct url *url = &((const struct link *)record)->url;
    if (url->has_port)
        value_set_number(out, url->port);
    else if (url->port_unknown)
        value_set_unknown(out, UNKNOWN_PLACEHOLDER);
    else
        value_set_missing(out);
}

static void get_userinfo(const void *record, struct value *out)
{
    const struct url *url = &((const struct link *)record)->url;
    if (url->has_userinfo)
        set_unmasked(out, component(url, url->userinfo));
    else if (url->host_unknown)
        value_set_unknown(out, UNKNOWN_PLACEHOLDER);
    else
        value_set_missing(out);
}

static void get_path(const void *record, struct value *out)
{
    const struct url *url = &((const struct link *)record)->url;
    if (url->open)
        value_set_unknown(out, UNKNOWN_PLACEHOLDER);
    else
        set_unmasked(out, component(url, url->path));
}

static void get_query(const void *record, struct value *out)
{
    const struct url *url = &((const struct link *)record)->url;
    if (url->open || (!url->has_query && url->placeholder))
        value_set_unknown(out, UNKNOWN_PLACEHOLDER);
    else if (url->has_query)
        set_unmasked(out, component(url, url->query));
    else
        value_set_missing(out);
}

static void get_length(const void *record, struct value *out)
{
    const struct link *link = record;
    if (masked(link->target.text))
        value_set_unknown(out, UNKNOWN_PLACEHOLDER);
    else
        value_set_number(out, (double)link->target.text.size);
}

static void get_context(const void *record, struct value *out)
{
    value_set_text(out, slice_cstr(link_context_texts[((const struct link *)record)->context]));
}

static void get_text(const void *record, struct value *out)
{
    const struct link *link = record;
    if (link->has_shown)
        set_unmasked(out, link->shown.text);
    else
        value_set_missing(out);
}

/* What the shown text names; a placeholder in it may yet name something. */
static void set_shown(const struct link *link, struct value *out, struct slice name)
{
    if (name.size > 0)
        value_set_text(out, name);
    else if (masked(link->shown.text))
        value_set_unknown(out, UNKNOWN_PLACEHOLDER);
    else
        value_set_missing(out);
}

static void get_text_host(const void *record, struct value *out)
{
    const struct link *link = record;
    set_shown(link, out, link->shown_host);
}

static void get_text_domain(const void *record, struct value *out)
{
    const struct link *link = record;
    set_shown(link, out, link->shown_domain);
}

static void get_placeholder(const void *record, struct value *out)
{
    value_set_bool(out, masked(((const struct link *)record)->target.text));
}

static void get_nested(const void *record, struct value *out)
{
    const struct link *link = record;
    if (link->nested_count > 0)
        value_set_bool(out, true);
    else if (masked(link->target.text))
        value_set_unknown(out, UNKNOWN_PLACEHOLDER);
    else
        value_set_bool(out, false);
}

/* A value that an address inside the address gives. */
static void set_nested(const struct link *link, struct value *out, struct slice text)
{
    if (link->nested_kind != HOST_UNKNOWN)
        value_set_text(out, text);
    else if (masked(link->target.text))
        value_set_unknown(out, UNKNOWN_PLACEHOLDER);
    else
        value_set_missing(out);
}

static void get_nested_host(const void *record, struct value *out)
{
    const struct link *link = record;
    set_nested(link, out, link->nested_host);
}

static void get_nested_kind(const void *record, struct value *out)
{
    const struct link *link = record;
    set_nested(link, out, slice_cstr(host_kind_texts[link->nested_kind]));
}

static void get_tracker(const void *record, struct value *out)
{
    const struct link *link = record;
    if (link->url.host_unknown)
        value_set_unknown(out, UNKNOWN_PLACEHOLDER);
    else
        value_set_bool(out, link->tracker);
}

static void get_fragment_there(const void *record, struct value *out)
{
    enum link_fragment fragment = ((const struct link *)record)->fragment;
    if (fragment == FRAGMENT_NONE)
        value_set_missing(out);
    else if (fragment == FRAGMENT_UNKNOWN)
        value_set_unknown(out, UNKNOWN_PLACEHOLDER);
    else
        value_set_bool(out, fragment == FRAGMENT_THERE);
}

/* What was seen is known; that nothing else is wrong is not, while a placeholder is in the host or in front of it. What one
 * behind the host may bring is no reason to leave the host unjudged. */
static void get_problems(const void *record, struct value *out)
{
    const struct link *link = record;
    *out = (struct value){.state = VALUE_KNOWN, .list = link->problems, .list_count = link->problem_count};
    if (link->problem_count == 0 && (link->url.open || link->url.host_unknown))
        value_set_unknown(out, UNKNOWN_PLACEHOLDER);
}

static void get_count(const void *record, struct value *out)
{
    value_set_number(out, ((const struct link *)record)->count);
}

static void get_relative(const void *record, struct value *out)
{
    const struct url *url = &((const struct link *)record)->url;
    if (url->open)
        value_set_unknown(out, UNKNOWN_PLACEHOLDER);
    else
        value_set_bool(out, url->relative);
}

static void get_resolved(const void *record, struct value *out)
{
    const struct link *link = record;
    if (link->base_unknown || link->url.open)
        value_set_unknown(out, UNKNOWN_PLACEHOLDER);
    else
        value_set_bool(out, link->resolved);
}

static void get_empty(const void *record, struct value *out)
{
    value_set_bool(out, ((const struct link *)record)->target.text.size == 0);
}

static void get_conditional(const void *record, struct value *out)
{
    value_set_bool(out, ((const struct link *)record)->conditional);
}

static void get_attached(const void *record, struct value *out)
{
    enum link_attached attached = ((const struct link *)record)->attached;
    switch (attached) {
    case ATTACHED_NONE: value_set_missing(out); return;
    case ATTACHED_OPEN: value_set_unknown(out, UNKNOWN_PLACEHOLDER); return;
    case ATTACHED_LIMIT: value_set_unknown(out, UNKNOWN_LIMIT); return;
    case ATTACHED_NO_HEADERS: value_set_unknown(out, UNKNOWN_NO_HEADERS); return;
    case ATTACHED_THERE:
    case ATTACHED_MISSING: break;
    }
    value_set_bool(out, attached == ATTACHED_THERE);
}

static const struct field fields[] = {
    {"url", FIELD_TEXT, NULL, get_url, "the address as written, decoded, without white space around it"},
    {"scheme", FIELD_TEXT, NULL, get_scheme, "in lower case; missing if none is written"},
    {"bare", FIELD_BOOL, NULL, get_bare, "a name in plain text without a scheme: www.example.com"},
    {"host", FIELD_TEXT, NULL, get_host,
     "as clients ask for it: lower case, percent-decoded, xn-- for what is not ASCII, IPv4 with four decimal numbers"},
    {"host.unicode", FIELD_TEXT, NULL, get_host_unicode, "the same as a reader sees it, without xn--"},
    {"host.kind", FIELD_CHOICE, host_kind_texts, get_host_kind, "what kind of name or address the host is"},
    {"host.domain", FIELD_TEXT, NULL, get_host_domain, "the registrable domain of the host, by the Public Suffix List"},
    {"host.script", FIELD_CHOICE, writing_texts, get_host_script,
     "how the domain's name is written: latin, cyrillic, mixed … (UTS #39); missing for addresses"},
    {"host.confusable-with", FIELD_TEXT, NULL, get_host_confusable_with,
     "the ASCII name that the domain looks like, if each of its characters does; else missing"},
    {"host.meant", FIELD_TEXT, NULL, get_host_meant,
     "for a suffix that is not known: the host with the common suffix that is one slip away; else missing"},
    {"host.subdomain", FIELD_TEXT, NULL, get_host_subdomain,
     "what stands in front of that domain: www of www.example.com; missing if nothing does"},
    {"port", FIELD_NUMBER, NULL, get_port, "as written; missing if none is"},
    {"userinfo", FIELD_TEXT, NULL, get_userinfo, "what stands before an @ in front of the host"},
    {"path", FIELD_TEXT, NULL, get_path, "as written"},
    {"query", FIELD_TEXT, NULL, get_query, "as written, without the question mark"},
    {"length", FIELD_NUMBER, NULL, get_length, "of the address, in bytes"},
    {"context", FIELD_CHOICE, link_context_texts, get_context, "where the address stands"},
    {"text", FIELD_TEXT, NULL, get_text, "what the reader sees of the link: its text, or the alternative text of its image"},
    {"text.host", FIELD_TEXT, NULL, get_text_host, "the host of the first address in the link's text"},
    {"text.domain", FIELD_TEXT, NULL, get_text_domain, "the registrable domain of that host"},
    {"placeholder", FIELD_BOOL, NULL, get_placeholder, "a placeholder is in the address"},
    {"nested", FIELD_BOOL, NULL, get_nested, "another http address is in the path, the query or the fragment, encoded or not"},
    {"nested.host", FIELD_TEXT, NULL, get_nested_host,
     "the host of the address inside: of several, one that nobody outside can reach, else the innermost"},
    {"nested.kind", FIELD_CHOICE, host_kind_texts, get_nested_kind, "what kind of name or address that host is"},
    {"tracker", FIELD_BOOL, NULL, get_tracker,
     "a click tracker carries it: its host has most links, with tokens, or stands in List-Unsubscribe or under a DKIM domain"},
    {"fragment.there", FIELD_BOOL, NULL, get_fragment_there,
     "of a link that begins with #: the place that it names is on the page; missing for others"},
    {"problems", FIELD_LIST, url_problem_texts, get_problems, "what the URL parser objected to"},
    {"count", FIELD_NUMBER, NULL, get_count, "how many places of the message have the same address"},
    {"relative", FIELD_BOOL, NULL, get_relative, "no scheme, so that it needs a base that mail does not have"},
    {"resolved", FIELD_BOOL, NULL, get_resolved, "relative, and a base element of its part says to what"},
    {"empty", FIELD_BOOL, NULL, get_empty, "nothing is written as the address"},
    {"attached", FIELD_BOOL, NULL, get_attached,
     "a part of the message has the Content-ID that cid: names; missing if it is no cid:"},
    {"conditional", FIELD_BOOL, NULL, get_conditional, "stands in a conditional comment, for Outlook alone"},
};

static bool is_one_of(const struct field *field, const char *const *names)
{
    bool known = field >= fields && field < fields + sizeof fields / sizeof *fields;
    return known && slice_is_any_nocase(slice_cstr(field->name), names);
}

/* What link_class.c makes classes of. */
bool link_field_is_coarse(const struct field *field)
{
    static const char *const names[] = {"scheme",      "bare",     "host.kind",      "context",     "placeholder",
                                        "problems",    "relative", "empty",          "conditional", "nested",
                                        "nested.kind", "tracker",  "fragment.there", NULL};
    return is_one_of(field, names);
}

bool link_field_is_of_address(const struct field *field)
{
    static const char *const names[] = {"url", "host", "host.domain", "host.subdomain", "userinfo", "path", "query", NULL};
    return is_one_of(field, names);
}

const struct field_table link_fields = {"link", fields, sizeof fields / sizeof *fields};
