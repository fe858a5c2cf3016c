/* Source maps: merging, look-ups in both directions, pieces, composition. */
#include "test_message.h"

static void add(struct source_map *map, struct arena *arena, uint32_t length, struct map_run origin)
{
    ck_assert(source_map_add(map, arena, length, origin));
}

static struct map_run origin(uint32_t parent, uint32_t derived_unit, uint32_t parent_unit)
{
    return (struct map_run){.parent = parent, .derived_unit = derived_unit, .parent_unit = parent_unit};
}

START_TEST(merging)
{
    struct arena arena;
    arena_init(&arena, TEST_MEMORY);
    struct source_map map = {0};
    add(&map, &arena, 5, origin(10, 1, 1));
    add(&map, &arena, 3, origin(15, 1, 1)); /* goes on */
    add(&map, &arena, 6, origin(18, 3, 4)); /* two quanta */
    add(&map, &arena, 3, origin(26, 3, 4)); /* a third */
    add(&map, &arena, 3, origin(32, 3, 4)); /* after a line end */
    add(&map, &arena, 0, origin(90, 1, 1)); /* nothing */
    ck_assert_uint_eq(map.runs.count, 3);
    ck_assert_uint_eq(map.derived_size, 20);
    arena_free(&arena);
}
END_TEST

/* abc[QP e][2:1 x 2]-gap-(n:m)(1:0)z */
static void make_mixed(struct source_map *map, struct arena *arena)
{
    add(map, arena, 3, origin(0, 1, 1));   /* 0-3   from 0-3 */
    add(map, arena, 1, origin(3, 1, 3));   /* 3-4   from 3-6 */
    add(map, arena, 4, origin(6, 2, 1));   /* 4-8   from 6-8 */
    add(map, arena, 5, origin(10, 5, 20)); /* 8-13  from 10-30, one unit */
    add(map, arena, 2, origin(30, 2, 0));  /* 13-15 from nothing */
    add(map, arena, 4, origin(31, 1, 1));  /* 15-19 from 31-35 */
}

START_TEST(looking_up)
{
    static const struct {
        const char *name;
        struct span derived, up;
    } rows[] = {
        {"identity", {1, 2}, {1, 2}},
        {"escape", {3, 4}, {3, 6}},
        {"half a unit", {5, 6}, {6, 7}},
        {"across two units", {5, 7}, {6, 8}},
        {"over a gap", {7, 9}, {7, 30}},
        {"inside one unit", {10, 11}, {10, 30}},
        {"no origin", {13, 15}, {30, 30}},
        {"no origin at the end", {12, 14}, {10, 30}},
        {"no origin at the beginning", {14, 16}, {31, 32}},
        {"no origin in the middle", {12, 16}, {10, 32}},
        {"all", {0, 19}, {0, 35}},
        {"empty at a unit", {8, 8}, {10, 10}},
        {"empty at the end", {19, 19}, {35, 35}},
        {"beyond the end", {18, 90}, {34, 35}},
        {"behind the end", {50, 90}, {35, 35}},
    };
    struct arena arena;
    arena_init(&arena, TEST_MEMORY);
    struct source_map map = {0};
    make_mixed(&map, &arena);
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct span up = source_map_up(&map, rows[i].derived);
        ck_assert_msg(up.start == rows[i].up.start && up.end == rows[i].up.end, "%s: %u-%u", rows[i].name, up.start, up.end);
    }
    arena_free(&arena);
}
END_TEST

START_TEST(looking_down)
{
    static const struct {
        const char *name;
        struct span parent, down;
    } rows[] = {
        {"identity", {1, 2}, {1, 2}},
        {"a third of an escape", {4, 5}, {3, 4}},
        {"one of a run of units", {7, 8}, {6, 8}},
        {"part of a unit", {12, 13}, {8, 13}},
        {"gap", {8, 10}, {8, 8}},
        {"gap and more", {7, 11}, {6, 13}},
        {"gap between runs without bytes", {30, 31}, {15, 15}},
        {"over what has no origin", {29, 32}, {8, 16}},
        {"empty", {5, 5}, {3, 3}},
        {"all", {0, 35}, {0, 19}},
        {"behind", {40, 50}, {19, 19}},
    };
    struct arena arena;
    arena_init(&arena, TEST_MEMORY);
    struct source_map map = {0};
    make_mixed(&map, &arena);
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct span down = source_map_down(&map, rows[i].parent);
        bool equal = down.start == rows[i].down.start && down.end == rows[i].down.end;
        ck_assert_msg(equal, "%s: %u-%u", rows[i].name, down.start, down.end);
    }
    arena_free(&arena);
}
END_TEST

START_TEST(pieces)
{
    static const struct {
        const char *name;
        struct span derived;
        uint32_t count;
        struct span pieces[3];
    } rows[] = {
        {"one", {1, 6}, 1, {{1, 7}}},
        {"two", {7, 9}, 2, {{7, 8}, {10, 30}}},
        {"without what has no origin", {7, 17}, 3, {{7, 8}, {10, 30}, {31, 33}}},
        {"only what has no origin", {13, 15}, 0, {{0, 0}}},
        {"empty", {4, 4}, 0, {{0, 0}}},
    };
    struct arena arena;
    arena_init(&arena, TEST_MEMORY);
    struct source_map map = {0};
    make_mixed(&map, &arena);
    for (size_t i = 0; i < COUNT(rows); i++) {
        span_list out = {0};
        ck_assert(source_map_pieces(&map, rows[i].derived, &arena, &out));
        ck_assert_msg(out.count == rows[i].count, "%s: %u pieces", rows[i].name, out.count);
        for (uint32_t k = 0; k < out.count; k++)
            ck_assert_msg(out.items[k].start == rows[i].pieces[k].start && out.items[k].end == rows[i].pieces[k].end,
                          "%s: piece %u is %u-%u", rows[i].name, k, out.items[k].start, out.items[k].end);
    }
    arena_free(&arena);
}
END_TEST

START_TEST(empty_texts_have_a_place)
{
    struct arena arena;
    arena_init(&arena, TEST_MEMORY);
    struct source_map nothing = {0}, map = {0}, composed = {0}, outer = {0};
    ck_assert_uint_eq(source_map_up(&nothing, (struct span){0, 5}).end, 0);
    ck_assert_uint_eq(source_map_down(&nothing, (struct span){0, 5}).end, 0);
    ck_assert(source_map_identity(&map, &arena, 0, 7));
    ck_assert_uint_eq(source_map_up(&map, (struct span){0, 0}).start, 7);
    ck_assert(source_map_identity(&outer, &arena, 20, 100));
    ck_assert(source_map_compose(&composed, &arena, &outer, &map));
    ck_assert_uint_eq(source_map_up(&composed, (struct span){0, 0}).start, 107);
    add(&map, &arena, 3, origin(9, 1, 1));
    ck_assert_uint_eq(map.runs.count, 1);
    ck_assert_uint_eq(source_map_up(&map, (struct span){0, 1}).start, 9);
    arena_free(&arena);
}
END_TEST

/* Numbers that look random and are always the same. */
static uint32_t next_number(uint32_t *state, uint32_t below)
{
    *state = *state * 1664525u + 1013904223u;
    return (*state >> 16) % below;
}

/* A map whose parent is long enough for `derived` bytes at most; returns the parent's size. */
static uint32_t make_any(struct source_map *map, struct arena *arena, uint32_t *state, uint32_t derived)
{
    static const struct {
        uint32_t derived, parent;
    } units[] = {{1, 1}, {3, 4}, {1, 3}, {2, 1}, {3, 1}, {1, 2}, {7, 19}, {1, 5}};
    uint32_t parent = next_number(state, 3);
    while (map->derived_size + 12 < derived) {
        uint32_t kind = next_number(state, COUNT(units)), times = 1 + next_number(state, 12 / units[kind].derived);
        add(map, arena, times * units[kind].derived, origin(parent, units[kind].derived, units[kind].parent));
        parent += times * units[kind].parent + (next_number(state, 3) ? 0 : 1 + next_number(state, 3));
    }
    add(map, arena, derived - map->derived_size, origin(parent, 1, 1));
    return parent + 12;
}

/* A composed map gives what the two look-ups give, and leads back. */
START_TEST(composition)
{
    uint32_t state = (uint32_t)_i;
    struct arena arena;
    arena_init(&arena, TEST_MEMORY);
    struct source_map inner = {0}, outer = {0}, both = {0};
    uint32_t middle = make_any(&inner, &arena, &state, 120);
    make_any(&outer, &arena, &state, middle);
    ck_assert(source_map_compose(&both, &arena, &outer, &inner));
    ck_assert_uint_eq(both.derived_size, inner.derived_size);
    for (uint32_t start = 0; start < inner.derived_size; start++)
        for (uint32_t end = start + 1; end <= inner.derived_size; end++) {
            struct span range = {start, end};
            struct span expected = source_map_up(&outer, source_map_up(&inner, range)), got = source_map_up(&both, range);
            ck_assert_msg(got.start == expected.start && got.end == expected.end, "map %d, %u-%u: %u-%u, expected %u-%u", _i,
                          start, end, got.start, got.end, expected.start, expected.end);
            struct span back = source_map_down(&both, got);
            ck_assert_msg(back.start <= start && back.end >= end, "map %d, %u-%u comes back as %u-%u", _i, start, end, back.start,
                          back.end);
        }
    arena_free(&arena);
}
END_TEST

START_TEST(lack_of_memory)
{
    for (uint64_t n = 1; n <= 3; n++) {
        struct arena arena;
        arena_init(&arena, TEST_MEMORY);
        arena.fail_at = n;
        struct source_map map = {0};
        uint32_t added = 0;
        for (uint32_t i = 0; i < 40; i++)
            added += source_map_add(&map, &arena, 1, origin(i * 10, 1, 2));
        ck_assert_msg(added < 40 && map.derived_size == added && map.runs.count == added, "allocation %d", (int)n);
        arena_free(&arena);
    }
}
END_TEST

/* Three layers: file, base64 message, its quoted-printable text. */
START_TEST(layers)
{
    struct arena arena;
    arena_init(&arena, TEST_MEMORY);
    struct layer file = {.text = SLICE("............................................................")};
    struct layer message = {.text = SLICE("......................"), .parent = &file};
    struct layer text = {.text = SLICE(".........."), .parent = &message};
    add(&message.map, &arena, 21, origin(10, 3, 4));
    add(&text.map, &arena, 2, origin(4, 1, 1));
    add(&text.map, &arena, 1, origin(6, 1, 3));
    add(&text.map, &arena, 7, origin(11, 1, 1));
    struct span up = layer_to_file(&text, (struct span){2, 3});
    ck_assert_msg(up.start == 18 && up.end == 22, "%u-%u", up.start, up.end);
    struct span down = layer_from_file(&text, up);
    ck_assert_msg(down.start == 2 && down.end == 3, "%u-%u", down.start, down.end);
    struct span same = layer_to_file(&file, (struct span){3, 5});
    ck_assert_msg(same.start == 3 && same.end == 5, "%u-%u", same.start, same.end);
    arena_free(&arena);
}
END_TEST

TCase *source_map_tests(void)
{
    TCase *tests = tcase_create("source_map");
    tcase_add_test(tests, merging);
    tcase_add_test(tests, looking_up);
    tcase_add_test(tests, looking_down);
    tcase_add_test(tests, pieces);
    tcase_add_test(tests, empty_texts_have_a_place);
    tcase_add_loop_test(tests, composition, 0, 60);
    tcase_add_test(tests, lack_of_memory);
    tcase_add_test(tests, layers);
    return tests;
}
