/* The inventory of addresses: all links of any number of messages, put together by address and by the domain they lead to; and
 * two inventories, of an older and a newer state of the same files, compared.
 *
 * Addresses are the same if clients request the same (report_link_url). A domain is the registrable one, or the host where there
 * is none; addresses without a host stand together by why there is none. All is kept until the end but the messages themselves:
 * of an address its text, of each of its places a few numbers. Tested in tests/unit/report. */
#ifndef ASSAY_REPORT_INVENTORY_H
#define ASSAY_REPORT_INVENTORY_H

#include "base/map.h"
#include "report/text.h"

enum inventory_side { SIDE_NEW, SIDE_OLD, SIDE_COUNT };

struct inventory_place {
    uint32_t file;
    uint32_t next; /* of the same address; INDEX_NONE: the last */
    uint64_t line, column;
    enum link_context context;
    struct slice json; /* of a comparison as JSON, where it may be shown */
};

/* An address, or a domain, on one side. */
struct inventory_seen {
    uint64_t places, messages, addresses; /* addresses: of a domain only */
    uint32_t last_file;                   /* + 1; to count messages */
    uint32_t first, last;                 /* places of an address */
};

struct inventory_address {
    struct slice url;
    uint32_t domain;
    uint32_t next; /* of the domain; INDEX_NONE: the last */
    struct inventory_seen sides[SIDE_COUNT];
};

struct inventory_domain {
    struct slice name;
    bool is_host;        /* false: a group of addresses without one */
    enum host_kind kind; /* of the first */
    bool own, tracker;   /* a host of it is in the list of that name */
    uint32_t first, last;
    struct inventory_seen sides[SIDE_COUNT];
};

/* A message that was read, or a file that gave none. */
struct inventory_file {
    struct slice path;
    uint32_t message_number;
    enum inventory_side side;
};

struct inventory {
    struct arena *arena;
    struct report_style style;
    struct slice since; /* what the newer state is compared with; empty: there is only one */
    bool json;          /* places keep their objects */
    VEC(struct inventory_file) files;
    VEC(struct inventory_place) places;
    VEC(struct inventory_address) addresses;
    VEC(struct inventory_domain) domains;
    struct map urls, names;
    struct buffer notes; /* text: what was not looked at */
    uint64_t unreadable, incomplete, skipped;
    uint64_t messages[SIDE_COUNT];
};

/* An empty one in the arena. The style is copied, `since` too. Null when there is no memory. */
struct inventory *inventory_new(struct arena *arena, const struct report_style *style, struct slice since, bool json);
/* Adds a message. In a comparison the old side comes first. */
void inventory_add(struct inventory *inventory, const struct report_file *file, enum inventory_side side);

/* Those that are to be shown, in order; null when there is no memory or nothing. `difference`: only what the other side has not.
 */
const struct inventory_domain **inventory_domains(const struct inventory *inventory, struct arena *arena,
                                                  enum inventory_side side, bool difference, size_t *out_count);
/* Is the address on this side, and, if a difference is asked for, not on the other? */
bool inventory_has(const struct inventory_address *address, enum inventory_side side, bool difference);
/* How many such addresses there are. */
uint64_t inventory_count(const struct inventory *inventory, enum inventory_side side, bool difference);

/* For people. */
void inventory_text(struct buffer *out, const struct inventory *inventory);

/* JSON: one document is begun, then each file written after it was added, then what is known at the end. */
void inventory_json_begin(struct buffer *out, const struct inventory *inventory, const struct report_tool *tool);
void inventory_json_file(struct buffer *out, const struct inventory *inventory, const struct report_file *file);
void inventory_json_end(struct buffer *out, const struct inventory *inventory);
/* The object of one file alone, on a line. */
void inventory_jsonl_file(struct buffer *out, const struct inventory *inventory, const struct report_file *file);
/* The object of a place as it stands in the document of a comparison. */
void inventory_json_place(struct buffer *out, const struct report_file *file, const struct report_link *link);

#endif
