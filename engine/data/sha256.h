/* SHA-256 (FIPS 180-4): the fingerprint of a rule set and of findings.
 *
 * Our own, because it is sixty lines, and a cryptographic library would cost more to load than a whole run takes. Nothing
 * secret is hashed, so timing does not matter. Tested in tests/unit/data/test_sha256.c. */
#ifndef ASSAY_DATA_SHA256_H
#define ASSAY_DATA_SHA256_H

#include "base/slice.h"

struct sha256 {
    uint32_t state[8];
    uint64_t size; /* bytes so far */
    unsigned char block[64];
};

void sha256_init(struct sha256 *hash);
void sha256_update(struct sha256 *hash, struct slice bytes);
/* 64 lower-case hexadecimal digits and a NUL. The hash must be initialised again before further use. */
void sha256_finish(struct sha256 *hash, char out[65]);

#endif
