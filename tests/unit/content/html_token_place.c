/* Where the HTML tokenizer's tokens come from, what it does at limits and without memory, and hostile input. */
#include <stdlib.h>
#include <string.h>

#include "html_token_test.h"

/* Inputs that meet most states. */
static const char *const samples[] = {
    "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0//EN\" 'http://www.w3.org/x.dtd'>\r\n<html lang=en><!-- a -- b --!>",
    "<p CLASS=\"a&amp;b&#65;c\r\nd\" Id='x' hidden title=&lt>one &copy; two &nosuch; &#x1F600;</P>\r\n<br/>text\rmore",
    "<title>a &lt; <b></title ><style>p{}</style><script><!--<script>x</script>--></script>a<svg><![CDATA[x]]>]]></svg>",
    "<![if !mso]><a href=http://www.example.com/?a=1&copy=2 href=2 =x \"=y>z</a b='&quot;'></></ x><?php echo '>' ?> & < >",
    "<textarea></texta</textarea><a b='1'c=\"2\"/d / e=>\xC3\xA9\xE2\x82\xAC<!--x<!--y--><!-->--><plaintext></plaintext>",
};

static struct slice tight(struct slice s)
{
    unsigned char *copy = malloc(s.size ? s.size : 1);
    ck_assert_ptr_nonnull(copy);
    if (s.size)
        memcpy(copy, s.data, s.size);
    return slice_make(copy, s.size);
}

static void tight_free(struct slice s)
{
    union {
        const unsigned char *borrowed;
        unsigned char *own;
    } data = {s.data};
    free(data.own);
}

static void check_value(struct slice input, const struct html_token *token, const struct html_attribute *attribute)
{
    const struct layer *value = &attribute->value;
    ck_assert(attribute->name_span.start > token->span.start && attribute->name_span.end < token->span.end);
    ck_assert(attribute->value_span.start >= attribute->name_span.end && attribute->value_span.end < token->span.end);
    ck_assert_uint_eq(value->map.derived_size, value->text.size);
    ck_assert_ptr_nonnull(value->parent);
    struct span whole = source_map_up(&value->map, (struct span){0, (uint32_t)value->text.size});
    ck_assert_msg(whole.start == attribute->value_span.start, "a value begins where its span begins");
    if (value->text.size > 0)
        ck_assert_msg(whole.end == attribute->value_span.end, "a value ends where its span ends");
    for (uint32_t i = 0; i < value->text.size; i++) {
        struct span up = source_map_up(&value->map, (struct span){i, i + 1});
        ck_assert(up.start < up.end && up.start >= whole.start && up.end <= whole.end);
        int first = slice_at(input, up.start);
        ck_assert_msg(first == '&' || first == '\r' || first == 0 || first == value->text.data[i], "byte %u", (unsigned)i);
    }
}

static void check_token(struct slice input, const struct html_token *token)
{
    struct slice bytes = slice_sub(input, token->span.start, token->span.end);
    if (token->type == HTML_TEXT) {
        ck_assert_uint_gt(token->text.size, 0);
        ck_assert(!token->literal || slice_equal(token->text, bytes));
        ck_assert(token->literal || slice_at(bytes, 0) == '&' || slice_at(bytes, 0) == '\r' || slice_at(bytes, 0) == 0);
        return;
    }
    if (token->type == HTML_END) {
        ck_assert(token->span.start == input.size && token->span.end == input.size);
        return;
    }
    ck_assert_int_eq(slice_at(bytes, 0), '<');
    if (token->type == HTML_START_TAG || token->type == HTML_END_TAG) {
        ck_assert_int_eq(slice_at(bytes, bytes.size - 1), '>');
        struct slice name = slice_sub(input, token->name_span.start, token->name_span.end);
        ck_assert(slice_equal_nocase(token->name, name) || slice_find_byte(name, 0, 0) != SLICE_NONE);
    }
    for (uint32_t i = 0; i < token->attributes.count; i++)
        check_value(input, token, &token->attributes.items[i]);
}

/* Reads all of it, checking each token and that they come in order and do not overlap; the number of tokens. */
static unsigned check_all(struct slice input)
{
    struct arena arena;
    arena_init(&arena, 64 * 1024 * 1024);
    struct layer layer = {.text = input};
    struct html_tokenizer *tokenizer = html_tokenizer_new(&arena, &layer, &limits_default);
    struct html_token token;
    uint32_t end = 0;
    unsigned count = 0;
    do {
        html_tokenizer_next(tokenizer, &token);
        ck_assert_msg(token.span.start >= end && token.span.start <= token.span.end && token.span.end <= input.size, "%u", count);
        end = token.span.end;
        check_token(input, &token);
        count++;
    } while (token.type != HTML_END);
    html_tokenizer_next(tokenizer, &token);
    ck_assert_int_eq(token.type, HTML_END);
    ck_assert(!arena.failed);
    arena_free(&arena);
    return count;
}

START_TEST(spans_hold_at_every_truncation)
{
    struct slice whole = slice_cstr(samples[_i]);
    for (size_t size = 0; size <= whole.size; size++) {
        struct slice input = tight(slice_sub(whole, 0, size));
        check_all(input);
        tight_free(input);
    }
}
END_TEST

/* A NUL, CR, LF, "<", "&" or other special byte in place of every byte. */
START_TEST(spans_hold_with_every_byte_changed)
{
    static const char special[] = "\0\r\n<>&-!\"'=/]; x\x1A";
    struct slice whole = slice_cstr(samples[_i]);
    for (size_t at = 0; at < whole.size; at++) {
        for (size_t i = 0; i < sizeof special - 1; i++) {
            unsigned char changed[256];
            ck_assert_uint_le(whole.size, sizeof changed);
            memcpy(changed, whole.data, whole.size);
            changed[at] = (unsigned char)special[i];
            struct slice input = tight(slice_make(changed, whole.size));
            check_all(input);
            tight_free(input);
        }
    }
}
END_TEST

static void expect_span(const char *what, struct span got, uint32_t start, uint32_t end)
{
    ck_assert_msg(got.start == start && got.end == end, "%s: %u to %u", what, (unsigned)got.start, (unsigned)got.end);
}

static struct span value_up(const struct html_attribute *attribute, uint32_t start, uint32_t end)
{
    return source_map_up(&attribute->value.map, (struct span){start, end});
}

START_TEST(places_are_exact)
{
    struct arena arena;
    arena_init(&arena, 1024 * 1024);
    struct layer layer = {.text = SLICE("ab<A hReF='x&amp;y\r\nz' c>d&lt;")};
    struct html_tokenizer *tokenizer = html_tokenizer_new(&arena, &layer, &limits_default);
    struct html_token token;
    html_tokenizer_next(tokenizer, &token);
    expect_span("text", token.span, 0, 2);
    html_tokenizer_next(tokenizer, &token);
    expect_span("tag", token.span, 2, 25);
    expect_span("its name", token.name_span, 3, 4);
    const struct html_attribute *href = &token.attributes.items[0];
    ck_assert_ptr_eq(href->value.parent, &layer);
    ck_assert(slice_equal(href->value.text, SLICE("x&y\nz")));
    expect_span("name", href->name_span, 5, 9);
    expect_span("value", href->value_span, 11, 21);
    expect_span("reference", value_up(href, 1, 2), 12, 17);
    expect_span("line end", value_up(href, 3, 4), 19, 20);
    expect_span("after the reference", value_up(href, 2, 3), 17, 18);
    const struct html_attribute *bare = &token.attributes.items[1];
    expect_span("no value", bare->value_span, 24, 24);
    expect_span("the place of no value", value_up(bare, 0, 0), 24, 24);
    html_tokenizer_next(tokenizer, &token);
    expect_span("text between", token.span, 25, 26);
    html_tokenizer_next(tokenizer, &token);
    expect_span("reference in text", token.span, 26, 30);
    ck_assert(!token.literal);
    html_tokenizer_next(tokenizer, &token);
    expect_span("end", token.span, 30, 30);
    arena_free(&arena);
}
END_TEST

/* The input may be empty and have no bytes at all. */
START_TEST(empty_input_ends)
{
    ck_assert_uint_eq(check_all(slice_make(NULL, 0)), 1);
}
END_TEST

START_TEST(plain_values_are_not_copied)
{
    struct arena arena;
    arena_init(&arena, 1024 * 1024);
    struct layer layer = {.text = SLICE("<a b=\"c\" d=e>")};
    struct html_tokenizer *tokenizer = html_tokenizer_new(&arena, &layer, &limits_default);
    struct html_token token;
    html_tokenizer_next(tokenizer, &token);
    ck_assert(token.name.data == layer.text.data + 1 && token.attributes.items[0].name.data == layer.text.data + 3);
    ck_assert(token.attributes.items[0].value.text.data == layer.text.data + 6);
    ck_assert(token.attributes.items[1].value.text.data == layer.text.data + 11);
    arena_free(&arena);
}
END_TEST

/* What a token's texts point to stays as it is while the tokenizer reads on. */
START_TEST(texts_outlive_their_token)
{
    struct arena arena;
    arena_init(&arena, 1024 * 1024);
    struct layer layer = {.text = SLICE("<A B='&lt;'>&#65;<!--\r--><DIV C='&gt;'>&#66;<!--\0-->")};
    struct html_tokenizer *tokenizer = html_tokenizer_new(&arena, &layer, &limits_default);
    struct html_token tag, text, comment, later;
    html_tokenizer_next(tokenizer, &tag);
    struct html_attribute attribute = tag.attributes.items[0];
    html_tokenizer_next(tokenizer, &text);
    html_tokenizer_next(tokenizer, &comment);
    do
        html_tokenizer_next(tokenizer, &later);
    while (later.type != HTML_END);
    ck_assert(slice_equal(tag.name, SLICE("a")) && slice_equal(attribute.name, SLICE("b")));
    ck_assert(slice_equal(attribute.value.text, SLICE("<")) && attribute.value.map.runs.items[0].parent == 6);
    ck_assert(slice_equal(text.text, SLICE("A")) && slice_equal(comment.text, SLICE("\n")));
    arena_free(&arena);
}
END_TEST

START_TEST(every_allocation_may_fail)
{
    struct layer layer = {.text = slice_cstr(samples[_i])};
    bool failed = true;
    for (uint64_t n = 1; failed; n++) {
        struct arena arena;
        arena_init(&arena, 1024 * 1024);
        arena.fail_at = n;
        struct html_tokenizer *tokenizer = html_tokenizer_new(&arena, &layer, &limits_default);
        ck_assert_msg(tokenizer || n == 1, "only the first allocation is the tokenizer");
        struct html_token token = {.type = tokenizer ? HTML_TEXT : HTML_END};
        for (unsigned i = 0; token.type != HTML_END; i++) {
            html_tokenizer_next(tokenizer, &token);
            ck_assert_uint_lt(i, 1000);
        }
        failed = arena.failed;
        ck_assert_uint_lt(n, 1000);
        arena_free(&arena);
    }
}
END_TEST

struct limit_row {
    const char *name;
    uint64_t tags, attributes;
    const char *input;
    const char *tokens;
    const char *limit;
    struct span where;
};

static const struct limit_row limit_rows[] = {
    {"as many tags as allowed", 2, 9, "a<b></b>c", "[a]<b></b>[c]", NULL, {0, 0}},
    {"one tag too many", 2, 9, "a<b></b>c<i>d", "[a]<b></b>[c]", "html_tags", {9, 12}},
    {"no tag at all", 0, 9, "a<b>c", "[a]", "html_tags", {1, 4}},
    {"comments are not tags", 1, 9, "<!--a--><b><!--c-->", "<!--a--><b><!--c-->", NULL, {0, 0}},
    {"as many attributes as allowed", 9, 2, "<a b c>", "<a b= c=>", NULL, {0, 0}},
    {"one attribute too many", 9, 2, "<a b c=1 d=2 e=&lt; b>x<i f>", "<a b= c=1>[x]<i f=>", "html_attributes", {9, 10}},
    {"a duplicate is not one too many", 9, 2, "<a b b c>", "<a b= c=>", NULL, {0, 0}},
    {"as many duplicates as attributes", 9, 2, "<a b b b c>", "<a b= c=>", NULL, {0, 0}},
    {"one duplicate too many", 9, 2, "<a b b b b=1 c>", "<a b= c=>", "html_attributes", {9, 10}},
    {"the end of reading counts more", 1, 1, "<a b c>d<i>", "<a b=>[d]", "html_tags", {8, 11}},
};

START_TEST(limits_are_told)
{
    const struct limit_row *row = &limit_rows[_i];
    struct limits limits = limits_default;
    limits.html_tags = row->tags;
    limits.html_attributes = row->attributes;
    struct arena arena;
    arena_init(&arena, 1024 * 1024);
    struct layer layer = {.text = slice_cstr(row->input)};
    struct html_tokenizer *tokenizer = html_tokenizer_new(&arena, &layer, &limits);
    struct buffer tokens, errors;
    buffer_init(&tokens, &arena, 4096);
    buffer_init(&errors, &arena, 4096);
    show_all(tokenizer, &tokens, &errors);
    struct slice got = buffer_slice(&tokens);
    ck_assert_msg(slice_equal(got, slice_cstr(row->tokens)), "%s: got %.*s", row->name, SLICE_ARG(got));
    struct span where;
    const char *limit = html_tokenizer_limit(tokenizer, &where);
    ck_assert_msg(slice_equal(slice_cstr(limit), slice_cstr(row->limit)), "%s: %s", row->name, limit ? limit : "no limit");
    ck_assert_msg(where.start == row->where.start && where.end == row->where.end, "%s: %u", row->name, (unsigned)where.start);
    arena_free(&arena);
}
END_TEST

static const struct {
    enum html_state_start state;
    const char *input, *tokens;
} bare_rows[] = {
    {HTML_DATA, "<title><b>", "<title><b>"},       {HTML_DATA, "<svg><![CDATA[x]]>", "<svg><!--[CDATA[x]]-->"},
    {HTML_RCDATA, "<b>&lt;</x>", "[<b>]{<}</x>"},  {HTML_RAWTEXT, "<b>&lt;</X>", "[<b>&lt;]</x>"},
    {HTML_SCRIPT_DATA, "<!--</x>", "[<!--]</x>"},  {HTML_PLAINTEXT, "<b></x>", "[<b></x>]"},
    {HTML_CDATA_SECTION, "<b>]]><i>", "[<b>]<i>"},
};

START_TEST(starts_in_any_state)
{
    struct arena arena;
    arena_init(&arena, 1024 * 1024);
    struct layer layer = {.text = slice_cstr(bare_rows[_i].input)};
    struct html_tokenizer *tokenizer = html_tokenizer_new(&arena, &layer, &limits_default);
    html_tokenizer_start_in(tokenizer, bare_rows[_i].state, SLICE("x"));
    struct buffer tokens, errors;
    buffer_init(&tokens, &arena, 4096);
    buffer_init(&errors, &arena, 4096);
    show_all(tokenizer, &tokens, &errors);
    struct slice got = buffer_slice(&tokens);
    ck_assert_msg(slice_equal(got, slice_cstr(bare_rows[_i].tokens)), "%s: got %.*s", bare_rows[_i].input, SLICE_ARG(got));
    arena_free(&arena);
}
END_TEST

enum { REPEATS = 100000, MEMORY_PER_BYTE = 24 };

static const char *const hostile[] = {
    "<",     "&",   "<!--",     "</",     "<!",  "<a ", "<a b=", "&#x1",   "&am", "&lt",           "\r",
    "<?",    "]]",  "<script",  "<title", "--!", "=",   "<p>",   "</p a>", "<a/", "<!--<script>x", "<!DOCTYPE a PUBLIC'",
    " b=&l", "<A ", "&notinv;", "\x01",
};

/* Memory grows in proportion to the input at most, and everything that may be long is read once. */
START_TEST(hostile_input_is_cheap)
{
    struct slice part = slice_cstr(hostile[_i]);
    size_t size = part.size * REPEATS;
    unsigned char *data = malloc(size);
    ck_assert_ptr_nonnull(data);
    for (size_t i = 0; i < REPEATS; i++)
        memcpy(data + i * part.size, part.data, part.size);
    struct arena arena;
    arena_init(&arena, size * MEMORY_PER_BYTE + 256 * 1024);
    struct layer layer = {.text = slice_make(data, size)};
    struct html_tokenizer *tokenizer = html_tokenizer_new(&arena, &layer, &limits_default);
    struct html_token token;
    size_t tokens = 0;
    do {
        html_tokenizer_next(tokenizer, &token);
        ck_assert_uint_le(++tokens, size + 1);
    } while (token.type != HTML_END);
    uint32_t errors;
    html_tokenizer_errors(tokenizer, &errors);
    ck_assert_uint_le(errors, 1000);
    ck_assert_msg(!arena.failed, "%s", hostile[_i]);
    arena_free(&arena);
    free(data);
}
END_TEST

TCase *html_token_place_tests(void)
{
    TCase *tests = tcase_create("places");
    tcase_add_loop_test(tests, spans_hold_at_every_truncation, 0, COUNT(samples));
    tcase_add_loop_test(tests, spans_hold_with_every_byte_changed, 0, COUNT(samples));
    tcase_add_test(tests, places_are_exact);
    tcase_add_test(tests, empty_input_ends);
    tcase_add_test(tests, plain_values_are_not_copied);
    tcase_add_test(tests, texts_outlive_their_token);
    tcase_add_loop_test(tests, every_allocation_may_fail, 0, COUNT(samples));
    tcase_add_loop_test(tests, limits_are_told, 0, COUNT(limit_rows));
    tcase_add_loop_test(tests, starts_in_any_state, 0, COUNT(bare_rows));
    tcase_add_loop_test(tests, hostile_input_is_cheap, 0, COUNT(hostile));
    return tests;
}
