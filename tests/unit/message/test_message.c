/* Runs the tests of the room message. */
#include "test_message.h"

#include <stdlib.h>
#include <string.h>

struct slice tight_copy(struct slice s)
{
    unsigned char *copy = malloc(s.size ? s.size : 1);
    ck_assert_ptr_nonnull(copy);
    if (s.size)
        memcpy(copy, s.data, s.size);
    return slice_make(copy, s.size);
}

void tight_free(struct slice s)
{
    union {
        const unsigned char *borrowed;
        unsigned char *own;
    } data = {s.data};
    free(data.own);
}

void parse_with(struct parsed *parsed, struct slice text, const struct message_options *options)
{
    arena_init(&parsed->arena, TEST_MEMORY);
    source_init(&parsed->source, SLICE("test"), tight_copy(text));
    parsed->done = message_parse(&parsed->message, &parsed->arena, &parsed->source, options);
}

void parse(struct parsed *parsed, struct slice text)
{
    parse_with(parsed, text, NULL);
    ck_assert_msg(parsed->done, "not parsed: %.*s", SLICE_ARG(text));
}

void parse_end(struct parsed *parsed)
{
    tight_free(parsed->source.bytes);
    arena_free(&parsed->arena);
}

void expect_text(const char *row, struct slice got, const char *expected)
{
    ck_assert_msg(slice_equal(got, slice_cstr(expected)), "%s: got <%.*s>, expected <%s>", row, SLICE_ARG(got), expected);
}

void expect_origin(const char *row, const struct message *message, const struct layer *layer, const char *text, const char *raw)
{
    size_t at = slice_find(layer->text, 0, slice_cstr(text));
    ck_assert_msg(at != SLICE_NONE, "%s: <%s> is not in <%.*s>", row, text, SLICE_ARG(layer->text));
    struct span range = {(uint32_t)at, (uint32_t)(at + strlen(text))};
    struct span file = layer_to_file(layer, range);
    struct slice got = slice_sub(message->file.text, file.start, file.end);
    ck_assert_msg(slice_equal(got, slice_cstr(raw)), "%s: <%s> came from <%.*s>, expected <%s>", row, text, SLICE_ARG(got), raw);
}

/* Runs cover the text, and their parents never go back nor leave the parent's text. */
static void expect_runs(const char *row, const struct layer *layer)
{
    const struct source_map *map = &layer->map;
    uint32_t starts = 0, ends = 0;
    ck_assert_msg(layer->text.size == map->derived_size, "%s: text of %zu, map of %u", row, layer->text.size, map->derived_size);
    for (uint32_t i = 0; i < map->runs.count; i++) {
        const struct map_run *run = &map->runs.items[i];
        uint32_t end = i + 1 < map->runs.count ? map->runs.items[i + 1].derived : map->derived_size;
        ck_assert_msg(run->derived_unit > 0 && (end - run->derived) % run->derived_unit == 0, "%s: run %u is not whole", row, i);
        uint32_t parent_end = run->parent + (end - run->derived) / run->derived_unit * run->parent_unit;
        ck_assert_msg(run->parent >= starts && parent_end >= ends, "%s: run %u goes back", row, i);
        ck_assert_msg(parent_end <= layer->parent->text.size, "%s: run %u leaves its parent", row, i);
        starts = run->parent;
        ends = parent_end;
    }
}

void expect_sound(const char *row, const struct layer *layer)
{
    expect_runs(row, layer);
    uint32_t size = (uint32_t)layer->text.size;
    for (uint32_t start = 0; start < size; start++)
        for (uint32_t end = start + 1; end <= size && end < start + 12; end++) {
            struct span up = layer_to_file(layer, (struct span){start, end});
            struct span down = layer_from_file(layer, up);
            ck_assert_msg(up.start < up.end, "%s: %u-%u has no origin", row, start, end);
            ck_assert_msg(down.start <= start && down.end >= end, "%s: %u-%u comes back as %u-%u", row, start, end, down.start,
                          down.end);
        }
}

void expect_anomalies(const char *row, const struct message *message, const char *expected)
{
    struct slice names = slice_cstr(expected);
    for (int kind = 0; kind < ANOMALY_COUNT; kind++) {
        const char *name = anomaly_text((enum anomaly_kind)kind);
        bool wanted = false;
        for (size_t at = slice_find(names, 0, slice_cstr(name)); at != SLICE_NONE;
             at = slice_find(names, at + 1, slice_cstr(name))) {
            int before = at ? slice_at(names, at - 1) : ' ', after = slice_at(names, at + strlen(name));
            wanted = wanted || (before == ' ' && (after == ' ' || after < 0));
        }
        ck_assert_msg(wanted == (message->anomaly_counts[kind] > 0), "%s: %s %s", row, name, wanted ? "missing" : "not expected");
    }
}

int main(void)
{
    TCase *(*const cases[])(void) = {source_map_tests, lines_tests,     transfer_tests,    charset_tests, encoded_word_tests,
                                     parameter_tests,  header_tests,    field_check_tests, date_tests,    address_tests,
                                     mime_tests,       part_text_tests, placeholder_tests, sniff_tests,   field_tests,
                                     anomaly_tests,    page_tests,      file_tests,        parse_tests};
    Suite *suite = suite_create("message");
    for (size_t i = 0; i < COUNT(cases); i++)
        suite_add_tcase(suite, cases[i]());
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
