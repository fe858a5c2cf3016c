/* The suite of the HTML tokenizer, and how its tests write tokens down. */
#include "html_token_test.h"

#include "suites.h"

static void show_bytes(struct buffer *out, struct slice s)
{
    for (size_t i = 0; i < s.size; i++)
        if (s.data[i] == 0)
            buffer_text(out, "\\0");
        else
            buffer_byte(out, s.data[i]);
}

static void show_between(struct buffer *out, const char *before, struct slice s, const char *after)
{
    buffer_text(out, before);
    show_bytes(out, s);
    buffer_text(out, after);
}

static void show_start_tag(struct buffer *out, const struct html_token *token)
{
    show_between(out, "<", token->name, "");
    for (uint32_t i = 0; i < token->attributes.count; i++) {
        const struct html_attribute *attribute = &token->attributes.items[i];
        const char *quote = attribute->quote == '"' ? "\"" : attribute->quote == '\'' ? "'" : "";
        show_between(out, " ", attribute->name, "=");
        show_between(out, quote, attribute->value.text, quote);
    }
    buffer_text(out, token->self_closing ? "/>" : ">");
}

static void show_doctype(struct buffer *out, const struct html_token *token)
{
    show_between(out, "<!D ", token->name, "");
    if (token->has_public_id)
        show_between(out, " P\"", token->public_id, "\"");
    if (token->has_system_id)
        show_between(out, " S\"", token->system_id, "\"");
    buffer_text(out, token->force_quirks ? " Q>" : ">");
}

void show_token(struct buffer *out, const struct html_token *token)
{
    switch (token->type) {
    case HTML_TEXT: show_between(out, token->literal ? "[" : "{", token->text, token->literal ? "]" : "}"); break;
    case HTML_START_TAG: show_start_tag(out, token); break;
    case HTML_END_TAG: show_between(out, "</", token->name, token->attributes.count || token->self_closing ? "?>" : ">"); break;
    case HTML_COMMENT: show_between(out, "<!--", token->text, "-->"); break;
    case HTML_DOCTYPE: show_doctype(out, token); break;
    case HTML_END: break;
    }
}

void show_all(struct html_tokenizer *tokenizer, struct buffer *tokens, struct buffer *errors)
{
    struct html_token token;
    do {
        html_tokenizer_next(tokenizer, &token);
        show_token(tokens, &token);
    } while (token.type != HTML_END);
    uint32_t count;
    const struct html_error *error = html_tokenizer_errors(tokenizer, &count);
    for (uint32_t i = 0; i < count; i++)
        buffer_printf(errors, "%s%s@%u", i ? " " : "", error[i].code, (unsigned)error[i].offset);
}

static void expect(const struct token_row *row, struct slice got, const char *expected)
{
    ck_assert_msg(slice_equal(got, slice_cstr(expected)), "%.*s\n     got %.*s\nexpected %s", (int)row->size,
                  (const char *)row->input, SLICE_ARG(got), expected);
}

void check_token_row(const struct token_row *row)
{
    struct arena arena;
    arena_init(&arena, 1024 * 1024);
    struct layer layer = {.text = slice_make(row->input, row->size)};
    struct buffer tokens, errors;
    buffer_init(&tokens, &arena, 4096);
    buffer_init(&errors, &arena, 4096);
    show_all(html_tokenizer_new(&arena, &layer, &limits_default), &tokens, &errors);
    expect(row, buffer_slice(&tokens), row->tokens);
    expect(row, buffer_slice(&errors), row->errors);
    ck_assert(!arena.failed);
    arena_free(&arena);
}

Suite *html_token_suite(void)
{
    Suite *suite = suite_create("html_token");
    suite_add_tcase(suite, html_token_markup_tests());
    suite_add_tcase(suite, html_token_text_tests());
    suite_add_tcase(suite, html_token_place_tests());
    return suite;
}
