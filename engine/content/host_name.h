/* What a reader takes a host's name for: how it is written, and what it looks like (UTS #39). Names are judged as a reader sees
 * them: `unicode` is url.host_unicode. Tested in tests/unit/content/test_host_name.c. */
#ifndef ASSAY_CONTENT_HOST_NAME_H
#define ASSAY_CONTENT_HOST_NAME_H

#include "base/arena.h"
#include "content/script.h"

/* True if a label mixes scripts beyond the level "highly restrictive" (UTS #39, section 5.2). */
bool host_mixes_scripts(struct slice unicode);
/* How the labels of the domain are written, without its public suffix; WRITING_MIXED if they differ. `domain` is
 * host_registrable() of the same host; without one it is the whole name. */
enum writing host_writing(struct slice unicode, struct slice domain);
/* The ASCII name that the domain is confusable with: it is not ASCII, and each of its characters looks like one ASCII letter or
 * is one. Empty if there is none, or no memory. Letters of Latin that languages in use have are no others in disguise. */
struct slice host_confusable_with(struct arena *arena, struct slice unicode, struct slice domain);
/* The name that was likely meant by one whose suffix is not known: with the common suffix that is one slip of the fingers away.
 * Empty if none is near, or no memory. */
struct slice host_meant(struct arena *arena, struct slice host);

#endif
