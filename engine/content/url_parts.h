/* Inside the URL parser: the text without what clients drop, where its components lie in it, and what comes from the base. */
#ifndef ASSAY_CONTENT_URL_PARTS_H
#define ASSAY_CONTENT_URL_PARTS_H

#include "content/url.h"

/* How much is taken from the base; each includes the ones before it. */
enum url_inherit {
    INHERIT_NOTHING,
    INHERIT_HOST,   /* user name, password, host and port */
    INHERIT_DRIVE,  /* and a drive letter at the beginning of the path */
    INHERIT_FOLDER, /* and the path without its last segment */
    INHERIT_PATH,   /* and its last segment */
    INHERIT_QUERY   /* and the query */
};

struct url_parts {
    struct slice text;      /* url.text */
    struct slice clean;     /* the text without tabs and line ends */
    const uint32_t *origin; /* for each byte of `clean` its place in the text; null: the same */
    struct slice scheme;    /* lower case; "http" for a bare name, the base's if none is written */
    bool special;           /* a scheme whose URLs have a host (URL Standard, "special scheme"), or none is known */
    bool has_host;          /* the result has one, which may be empty; not asked for where it is taken from the base */
    bool opaque_path;
    bool bare;              /* url_parse_bare: no scheme is written, and none is missed */
    bool failed;            /* the standard's parser gives up */
    const struct url *base; /* null if there is none to take from */
    enum url_inherit inherit;
    struct slice opaque_host;                                /* of a scheme that is not special; before its percent-encoding */
    struct span userinfo, host, port, path, query, fragment; /* in `clean` */
};

static inline void url_object(struct url *url, enum url_problem problem)
{
    url->problems |= (uint64_t)1 << problem;
}
static inline bool url_has_problem(const struct url *url, enum url_problem problem)
{
    return url->problems >> problem & 1;
}
static inline bool url_is_slash(int c)
{
    return c == '/' || c == '\\';
}
static inline struct slice url_part(const struct url_parts *parts, struct span span)
{
    return slice_sub(parts->clean, span.start, span.end);
}
/* True if the range of the clean text holds a mask. */
bool url_masked(const struct url_parts *parts, struct span range);
/* True for the name of a special scheme. */
bool url_is_special(struct slice scheme);
/* True if what stands where the host would be is a name of the network: with a special scheme, or one like webcal. */
bool url_is_of_network(const struct url_parts *parts);
/* The length of what could be a scheme's name at offset. */
size_t url_name_length(struct slice s, size_t offset);
/* "www." and a label, or a mask. */
bool url_is_www(struct slice s);
/* True for a letter and ":" or "|" (Windows drive letter). */
bool url_is_drive(struct slice s);
/* Path, query and fragment: the rest of the clean text from start on. */
void url_read_tail(struct url *url, struct url_parts *parts, size_t start);
/* user:password@host:port from start on, and what follows it. False: no memory. */
bool url_read_authority(struct url *url, struct arena *arena, struct url_parts *parts, size_t start);
/* The host of a file: from start on, and what follows it. False: no memory. */
bool url_read_file_host(struct url *url, struct arena *arena, struct url_parts *parts, size_t start);
/* Reads the host and fills url->host; what it objects to is recorded. False: no memory. */
bool url_read_host(struct url *url, struct arena *arena, struct slice raw);
/* True for a character that shows nothing, unless text of its script needs it there: `before` stands in front of it. */
bool url_shows_nothing(uint32_t before, uint32_t code_point);
/* Records that characters which show nothing stand in the host, or in front of it. */
void url_find_invisible(struct url *url, struct slice text);
/* Records what is wrong with how it is written. */
void url_read_problems(struct url *url, const struct url_parts *parts);
/* Fills url->normalised and url->canonical: the URL serializer. False: no memory. */
bool url_normalise(struct url *url, struct arena *arena, const struct url_parts *parts);
/* The text with its percent escapes decoded; *invalid is set where two digits do not follow. */
struct slice url_percent_decode(struct arena *arena, struct slice text, bool *invalid);

#endif
