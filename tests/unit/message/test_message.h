/* What the test files of the room message share. */
#ifndef ASSAY_TEST_MESSAGE_H
#define ASSAY_TEST_MESSAGE_H

#include <check.h>

#include "base/buffer.h"
#include "message/message.h"

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

TCase *address_tests(void);
TCase *anomaly_tests(void);
TCase *charset_tests(void);
TCase *date_tests(void);
TCase *encoded_word_tests(void);
TCase *field_check_tests(void);
TCase *field_tests(void);
TCase *file_tests(void);
TCase *header_tests(void);
TCase *lines_tests(void);
TCase *mime_tests(void);
TCase *page_tests(void);
TCase *parameter_tests(void);
TCase *parse_tests(void);
TCase *part_text_tests(void);
TCase *placeholder_tests(void);
TCase *sniff_tests(void);
TCase *source_map_tests(void);
TCase *transfer_tests(void);

/* A message with all that it lives on. */
struct parsed {
    struct arena arena;
    struct source source;
    struct message message;
    bool done;
};

enum { TEST_MEMORY = 64 * 1024 * 1024 };

/* Parses a copy of the text that ends where its memory ends. */
void parse(struct parsed *parsed, struct slice text);
void parse_with(struct parsed *parsed, struct slice text, const struct message_options *options);
void parse_end(struct parsed *parsed);

/* A copy in memory of exactly that size. */
struct slice tight_copy(struct slice s);
void tight_free(struct slice s);

/* Fails with the name of the row when the bytes differ. */
void expect_text(const char *row, struct slice got, const char *expected);
/* Fails unless the layer has `text` once, and its bytes in the file are `raw`. */
void expect_origin(const char *row, const struct message *message, const struct layer *layer, const char *text, const char *raw);
/* Fails unless text and map of the layer fit each other and its parent, and each range goes to the parent and back. */
void expect_sound(const char *row, const struct layer *layer);
/* Fails unless the message has exactly these anomalies, as names separated by blanks, in any order, each at least once. */
void expect_anomalies(const char *row, const struct message *message, const char *expected);

#endif
