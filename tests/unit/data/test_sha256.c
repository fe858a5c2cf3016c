/* SHA-256: the examples of FIPS 180-4, and the same bytes in pieces of every size. */
#include "data/sha256.h"

#include <string.h>

#include "test_data.h"

static const struct {
    const char *text, *digest;
} rows[] = {
    {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
};

START_TEST(known_digests)
{
    struct sha256 hash;
    char digest[65];
    sha256_init(&hash);
    sha256_update(&hash, slice_cstr(rows[_i].text));
    sha256_finish(&hash, digest);
    ck_assert_msg(strcmp(digest, rows[_i].digest) == 0, "%s: %s", rows[_i].text, digest);
}
END_TEST

START_TEST(pieces_of_every_size)
{
    unsigned char bytes[300];
    char whole[65], pieces[65];
    struct sha256 hash;
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)(i * 7);
    for (size_t size = 0; size <= sizeof bytes; size += 13) {
        sha256_init(&hash);
        sha256_update(&hash, slice_make(bytes, size));
        sha256_finish(&hash, whole);
        for (size_t step = 1; step < 130; step += 9) {
            sha256_init(&hash);
            for (size_t at = 0; at < size; at += step)
                sha256_update(&hash, slice_sub(slice_make(bytes, size), at, at + step));
            sha256_finish(&hash, pieces);
            ck_assert_msg(strcmp(whole, pieces) == 0, "size %zu in steps of %zu", size, step);
        }
    }
}
END_TEST

TCase *sha256_tests(void)
{
    TCase *tests = tcase_create("sha256");
    tcase_add_loop_test(tests, known_digests, 0, (int)COUNT(rows));
    tcase_add_test(tests, pieces_of_every_size);
    return tests;
}
