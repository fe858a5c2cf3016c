/* Inside the URL parser: the text without what clients drop, and where its components lie in it. */
#ifndef ASSAY_CONTENT_URL_PARTS_H
#define ASSAY_CONTENT_URL_PARTS_H

#include "content/url.h"

struct url_parts {
    struct slice text;      /* url.text */
    struct slice clean;     /* the text without tabs and line ends */
    const uint32_t *origin; /* for each byte of `clean` its place in the text; null: the same */
    struct slice scheme;    /* lower case; "http" for a bare name */
    bool special;           /* a scheme whose URLs have a host (URL Standard, "special scheme"), or none is written */
    struct span userinfo, host, port, path, query, fragment; /* in `clean` */
};

static inline void url_object(struct url *url, enum url_problem problem)
{
    url->problems |= 1u << problem;
}
/* True if the range of the clean text holds a mask. */
bool url_masked(const struct url_parts *parts, struct span range);
/* Reads the host and fills url->host; what it objects to is recorded. False: no memory. */
bool url_read_host(struct url *url, struct arena *arena, struct slice raw);
/* Records what is wrong with the characters of the text. */
void url_read_characters(struct url *url, const struct url_parts *parts);
/* Fills url->normalised: the URL serializer. False: no memory. */
bool url_normalise(struct url *url, struct arena *arena, const struct url_parts *parts);
/* The text with its percent escapes decoded; *invalid is set where two digits do not follow. */
struct slice url_percent_decode(struct arena *arena, struct slice text, bool *invalid);

#endif
