/* The room `content`: decoded parts in, what a reader sees and clicks out.
 *
 * In:  a parsed message (message/message.h).
 * Out: views (text as segments), links, facts; each text with its way back to the original bytes.
 * Never: judges. Nothing here knows a rule, a score or a severity. No tree of the HTML is built; nothing recurses.
 *
 * Thread safety: belongs to the thread of its message. Tested in tests/unit/content. */
#ifndef ASSAY_CONTENT_CONTENT_H
#define ASSAY_CONTENT_CONTENT_H

#include "base/map.h"
#include "content/element.h"
#include "content/facts.h"
#include "content/host.h"
#include "content/url.h"
#include "message/message.h"

/* name, text in rules, what it holds */
#define VIEWS(X)                                                                                                                 \
    X(SUBJECT, "subject", "the decoded Subject")                                                                                 \
    X(PREHEADER, "preheader", "what an inbox shows beside the subject: the first text, hidden or not")                           \
    X(VISIBLE, "visible", "what a reader sees: text parts, and the visible text of HTML parts")                                  \
    X(HIDDEN, "hidden", "text of HTML parts that a reader does not see")                                                         \
    X(ALT, "alt", "alternative texts of images")                                                                                 \
    X(SKELETON, "skeleton", "visible text, confusable characters folded")                                                        \
    X(RAW, "raw", "the decoded parts: for HTML its markup")                                                                      \
    X(SOURCE, "source", "the file as it is; what is not UTF-8 reads as U+FFFD")

enum view_id {
#define X(name, text, doc) VIEW_##name,
    VIEWS(X)
#undef X
        VIEW_COUNT
};
extern const char *const view_texts[]; /* null-terminated */

/* A piece of text that patterns look at; no match crosses its ends. `layer.text` has masks (U+001A) for value placeholders. */
struct segment {
    struct layer layer;              /* parent: &document->layer (source view: the file) */
    const struct document *document; /* null for the source view */
    uint32_t part;                   /* INDEX_NONE for the source view */
    bool placeholder;                /* a value placeholder is in its text: what is not found may yet be there */
};

struct view {
    VEC(struct segment) segments;
    bool built;
    bool limited; /* a limit or an undecodable text kept something out: "not found" is unknown */
};

/* Where a link stands. */
#define LINK_CONTEXTS(X)                                                                                                         \
    X(A, "a")                                                                                                                    \
    X(AREA, "area")                                                                                                              \
    X(IMG, "img")                                                                                                                \
    X(FORM, "form")                                                                                                              \
    X(BACKGROUND, "background")                                                                                                  \
    X(MEDIA, "media")                                                                                                            \
    X(FRAME, "frame")                                                                                                            \
    X(RESOURCE, "resource")                                                                                                      \
    X(BASE, "base")                                                                                                              \
    X(REFRESH, "refresh")                                                                                                        \
    X(CSS, "css")                                                                                                                \
    X(TEXT, "text")                                                                                                              \
    X(HEADER, "header")                                                                                                          \
    X(CODE, "code")                                                                                                              \
    X(CALENDAR, "calendar")
enum link_context {
#define X(name, text) LINK_IN_##name,
    LINK_CONTEXTS(X)
#undef X
        LINK_CONTEXT_COUNT
};
extern const char *const link_context_texts[]; /* null-terminated */

/* Whether the place on the page is there that a link "#…" names. */
enum link_fragment { FRAGMENT_NONE, FRAGMENT_THERE, FRAGMENT_MISSING, FRAGMENT_UNKNOWN };

/* Whether the part is there that a link "cid:…" names. */
enum link_attached { ATTACHED_NONE, ATTACHED_THERE, ATTACHED_MISSING, ATTACHED_OPEN, ATTACHED_LIMIT, ATTACHED_NO_HEADERS };

/* One place with an address that a client would follow or load. */
struct link {
    struct url url;
    struct layer target; /* the address as decoded, masks in it; parent: &document->layer */
    const struct document *document;
    uint32_t part;
    enum link_context context;
    bool bare;            /* plain text without a written scheme ("www.example.com") */
    bool conditional;     /* in a conditional comment: only Outlook for Windows knows it */
    bool leads_elsewhere; /* not an in-page "#…", mailto:, tel:, cid: … : the kinds of host make sense */
    enum host_kind host_kind;
    uint32_t base;       /* index in content.links of the base that it is relative to, or INDEX_NONE */
    bool resolved;       /* relative, and the base gives it a host: host, host_kind and domain are those of the whole address */
    bool base_unknown;   /* relative to a base whose host is not known: so are its own */
    struct slice domain; /* registrable; empty if none */
    struct slice confusable_with, meant; /* see content/host_name.h; empty if none */
    struct layer shown;                  /* what the reader sees of it (a, area: text or alt); parent as above; may be empty */
    bool has_shown;
    struct slice shown_host; /* a host that the shown text names, if it reads as an address; else empty */
    struct slice shown_domain;
    uint32_t count;        /* how many places of the message have the same normalised address */
    uint32_t nested_count; /* addresses in the path, the query and the fragment; 100 at most */
    struct slice nested_host;
    enum host_kind nested_kind; /* that of the first which nobody outside can reach, else of the innermost; UNKNOWN: none */
    enum link_fragment fragment;
    enum link_attached attached;
    bool tracker;                 /* a click tracker carries it (link_judge.h) */
    const struct slice *problems; /* the texts of url.problems */
    uint32_t problem_count;
    uint32_t class_index; /* of content.link_classes */
};

struct content {
    struct message *message;
    struct arena *arena;
    struct view views[VIEW_COUNT];
    VEC(struct link) links;
    VEC(uint32_t) link_classes; /* of each class of links the first; in a class all coarse fields are the same */
    VEC(struct element) elements;
    VEC(struct slice) attribute_names; /* of elements, in lower case; side by side with their values */
    VEC(struct layer) attribute_values;
    VEC(struct image) images;
    bool links_limited;    /* a limit kept links out, or attributes that may be links */
    bool elements_limited; /* a limit kept elements or attributes out */
    struct map hosts;      /* of links, and of what they show: each with its index in these two */
    VEC(struct slice) host_names;
    VEC(struct slice) domains; /* registrable */
    struct facts facts;
};

/* Reads all parts of the message. Limits are recorded in the message's problems. False when there is no memory. */
bool content_read(struct content *out, struct message *message);
/* The view, built when first asked for (SKELETON, RAW and SOURCE cost; the others are there already). */
const struct view *content_view(struct content *content, enum view_id id);

/* Fields for `link:` (record: struct link) and `message:` (record: struct content). The names are those of rule-language.md.
 * Those for `element:` and `image:` stand in content/element.h. */
extern const struct field_table link_fields;
/* True for a field of links that is the same for all links of a class. */
bool link_field_is_coarse(const struct field *field);
/* True for a text field that is a piece of the address, or of its host. */
bool link_field_is_of_address(const struct field *field);
extern const struct field_table message_fields;

#endif
