/* Placeholders and branches: what is masked, what is not, and which text excludes which. */
#include "message/placeholder.h"

#include <string.h>

#include "test_message.h"

/* `mask` is the text with V for each byte of a value and c for each byte of a control tag. */
static const struct {
    const char *in, *mask;
    enum template_syntax syntax;
} rows[] = {
    {"a {{ x }} b", "a VVVVVVV b", TEMPLATE_BRACES},
    {"{{x}}{{y}}", "VVVVVVVVVV", TEMPLATE_BRACES},
    {"{{{ x }}}", "VVVVVVVVV", TEMPLATE_BRACES},
    {"{{{x}}", "{VVVVV", TEMPLATE_BRACES},
    {"{{#if x}}a{{else}}b{{/if}}", "cccccccccaccccccccbccccccc", TEMPLATE_BRACES},
    {"{{^x}}{{! no }}{{/x}}", "ccccccccccccccccccccc", TEMPLATE_BRACES},
    {"{{!-- {{ x }} --}}y", "ccccccccccccccccccy", TEMPLATE_BRACES},
    {"{{> part}}{{&x}}", "VVVVVVVVVVVVVVVV", TEMPLATE_BRACES},
    {"{{~#if x~}}", "ccccccccccc", TEMPLATE_BRACES},
    {"{{\nx\n}}", "VVVVVVV", TEMPLATE_BRACES},
    {"{{ \"}}\" }}a", "VVVVVVVVVVa", TEMPLATE_BRACES},
    {"{{ '}} \\'}}' }}a", "VVVVVVVVVVVVVVVa", TEMPLATE_BRACES},
    {"{{{ \"}}}\" }}}a", "VVVVVVVVVVVVVa", TEMPLATE_BRACES},
    {"{% x '%}' %}a", "VVVVVVVVVVVVa", TEMPLATE_BRACES},
    {"{% if x == '%}' %}a", "cccccccccccccccccca", TEMPLATE_BRACES},
    {"{{ \"}}\na\" }}", "VVVVVV\na\" }}", TEMPLATE_BRACES},
    {"{{ it's }} a {{ it's }}", "VVVVVVVVVV a VVVVVVVVVV", TEMPLATE_BRACES},
    {"{{ it's }} it's", "VVVVVVVVVV it's", TEMPLATE_BRACES},
    {"{% it's %} a {% it's %}", "VVVVVVVVVV a VVVVVVVVVV", TEMPLATE_BRACES},
    {"{{ \"}}\" {{ x }}", "VVVVVV\" VVVVVVV", TEMPLATE_BRACES},
    {"{{ \"{{\" }}.Name {{ \"}}\" }}a", "VVVVVVVVVV.Name VVVVVVVVVVa", TEMPLATE_BRACES},
    {"{{ \"{{ x }}a", "{{ \"VVVVVVVa", TEMPLATE_BRACES},
    {"{{ if x }}a{{ end }}", "ccccccccccaccccccccc", TEMPLATE_BRACES},
    {"{{- if .X -}}a{{- else if $y -}}b{{- else -}}c{{- end -}}", "cccccccccccccaccccccccccccccccccbcccccccccccccccccccccccc",
     TEMPLATE_BRACES},
    {"{{range .X}}a{{end}}{{with (f 1)}}b{{end}}", "ccccccccccccacccccccccccccccccccccbccccccc", TEMPLATE_BRACES},
    {"{{define \"x\"}}a{{end}}{{block `y` .}}b{{end}}", "ccccccccccccccaccccccccccccccccccccccbccccccc", TEMPLATE_BRACES},
    {"{{template \"x\" .}}{{if .}}{{/* end */}}{{- /* a */ -}}{{end}}",
     "VVVVVVVVVVVVVVVVVVccccccccccccccccccccccccccccccccccccccccccc", TEMPLATE_BRACES},
    {"{{ end }}{{ if x }}a", "VVVVVVVVVVVVVVVVVVVa", TEMPLATE_BRACES},
    {"{{ if x }}{{ end.day }}{{ end | upper }}{{ _end }}{{ End }}", "VVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVV",
     TEMPLATE_BRACES},
    {"{{ range }}{{ if }}{{ with | x }}{{ range(3) }}{{ block x }}{{ end }}",
     "VVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVV", TEMPLATE_BRACES},
    {"{{- x -}}{{-1}}", "VVVVVVVVVVVVVVV", TEMPLATE_BRACES},
    {"{{ elsewhere }}", "VVVVVVVVVVVVVVV", TEMPLATE_BRACES},
    {"{{}} {{ }}", "{{}} {{ }}", TEMPLATE_NONE},
    {"a {{ b", "a {{ b", TEMPLATE_NONE},
    {"a }} b", "a }} b", TEMPLATE_NONE},
    {"{{ a {{ b }}", "{{ a VVVVVVV", TEMPLATE_BRACES},
    {"{% if x %}", "cccccccccc", TEMPLATE_BRACES},
    {"{%- endif -%}", "ccccccccccccc", TEMPLATE_BRACES},
    {"{% unsubscribe %}", "VVVVVVVVVVVVVVVVV", TEMPLATE_BRACES},
    {"{% endmystery %}", "cccccccccccccccc", TEMPLATE_BRACES},
    {"{% comment %}a {{ x }}{% endcomment %}b", "ccccccccccccccccccccccccccccccccccccccb", TEMPLATE_BRACES},
    {"{% raw %}{{ x }}{% endraw %}", "ccccccccc{{ x }}cccccccccccc", TEMPLATE_BRACES},
    {"{% raw %}{{ x }}", "cccccccccVVVVVVV", TEMPLATE_BRACES},
    {"{%} {% 5 %}", "{%} {% 5 %}", TEMPLATE_NONE},
    {"{# a #}", "{# a #}", TEMPLATE_NONE},
    {"{# a #}{{x}}", "cccccccVVVVV", TEMPLATE_BRACES},
    {"<%= x %><%- y %>", "VVVVVVVVVVVVVVVV", TEMPLATE_ERB},
    {"<% x %><%# y %><%- if z -%>", "ccccccccccccccccccccccccccc", TEMPLATE_ERB},
    {"<%% x %>", "<%% x %>", TEMPLATE_NONE},
    {"*|FNAME|* *|LIST:NAME|*", "VVVVVVVVV VVVVVVVVVVVVV", TEMPLATE_MAILCHIMP},
    {"*|IF:X > 1|*a*|ELSE:|*b*|END:IF|*", "ccccccccccccacccccccccbcccccccccc", TEMPLATE_MAILCHIMP},
    {"*|a b|* *|5|* *|a\n|*", "*|a b|* *|5|* *|a\n|*", TEMPLATE_NONE},
    {"%%NAME%% %%_x1%%", "VVVVVVVV VVVVVVV", TEMPLATE_AMPSCRIPT},
    {"%%=v(@x)=%%", "VVVVVVVVVVV", TEMPLATE_AMPSCRIPT},
    {"%%=\"=%%\"=%%a", "VVVVVVVVVVVa", TEMPLATE_AMPSCRIPT},
    {"%%=\"=%%a%%=\"=%%", "VVVVVVVaVVVVVVV", TEMPLATE_AMPSCRIPT},
    {"%%[ SET @a = \"b\" ]%%", "cccccccccccccccccccc", TEMPLATE_AMPSCRIPT},
    {"100%% sure, 50%%, %%first name%%, %%20%%", "100%% sure, 50%%, %%first name%%, %%20%%", TEMPLATE_NONE},
    {"${user.name} ${_x!\"y\"}", "VVVVVVVVVVVV VVVVVVVVV", TEMPLATE_DOLLAR},
    {"$5 ${5} ${ x} ${a\nb} ${a", "$5 ${5} ${ x} ${a\nb} ${a", TEMPLATE_NONE},
    {"caf\xC3\xA9 {{\xC3\xA9}}", "caf\xC3\xA9 VVVVVV", TEMPLATE_BRACES},
};

static struct message_options as_text(void)
{
    return (struct message_options){.kind = KIND_TEXT + 1};
}

START_TEST(masking)
{
    struct parsed p;
    struct message_options options = as_text();
    char got[200];
    parse_with(&p, slice_cstr(rows[_i].in), &options);
    const struct document *document = p.message.parts.items[0].document;
    ck_assert_uint_eq(document->masked.size, document->layer.text.size);
    for (size_t i = 0; i < document->masked.size; i++)
        got[i] = (char)(document->masked.data[i] == MASK_BYTE ? 'V' : document->layer.text.data[i]);
    for (uint32_t i = 0; i < document->placeholders.count; i++) {
        const struct placeholder *placeholder = &document->placeholders.items[i];
        for (uint32_t at = placeholder->span.start; at < placeholder->span.end; at++) {
            int expected = placeholder->kind == PLACEHOLDER_VALUE ? MASK_BYTE : ' ';
            ck_assert_msg(document->masked.data[at] == expected, "%s: byte %u", rows[_i].in, at);
            if (expected == ' ')
                got[at] = 'c';
        }
    }
    expect_text(rows[_i].in, slice_make(got, document->masked.size), rows[_i].mask);
    ck_assert_msg(p.message.syntax == rows[_i].syntax, "%s: %s", rows[_i].in, template_syntax_text(p.message.syntax));
    ck_assert_msg((p.message.stage == STAGE_TEMPLATE) == (rows[_i].syntax != TEMPLATE_NONE), "%s: stage", rows[_i].in);
    parse_end(&p);
}
END_TEST

START_TEST(truncation)
{
    for (size_t size = 0; size < strlen(rows[_i].in); size++) {
        struct parsed p;
        struct message_options options = as_text();
        parse_with(&p, slice_make(rows[_i].in, size), &options);
        ck_assert_uint_eq(p.message.parts.items[0].document->masked.size, p.message.parts.items[0].document->layer.text.size);
        parse_end(&p);
    }
}
END_TEST

START_TEST(unclosed_tags)
{
    static const struct {
        const char *in;
        bool recorded;
    } inputs[] = {
        {"a {{ b", true}, {"{{ a {{ b }}", true}, {"{% if x", true}, {"<% x", true},    {"%%[ x", true},    {"%%= x", true},
        {"*|a", false},   {"${a", false},         {"{#", false},     {"a }} b", false}, {"100%% a", false},
    };
    for (size_t i = 0; i < COUNT(inputs); i++) {
        struct parsed p;
        struct message_options options = as_text();
        parse_with(&p, slice_cstr(inputs[i].in), &options);
        expect_anomalies(inputs[i].in, &p.message, inputs[i].recorded ? "placeholder-unclosed" : "");
        parse_end(&p);
    }
}
END_TEST

START_TEST(longest_tag)
{
    struct arena arena;
    struct buffer in;
    arena_init(&arena, TEST_MEMORY);
    for (size_t size = 4093; size <= 4094; size++) {
        struct parsed p;
        buffer_init(&in, &arena, 10000);
        buffer_text(&in, "{{");
        buffer_fill(&in, 'x', size);
        buffer_text(&in, "}}");
        parse(&p, buffer_slice(&in));
        ck_assert_uint_eq(p.message.parts.items[0].document->placeholders.count, size == 4093);
        parse_end(&p);
    }
    arena_free(&arena);
}
END_TEST

/* Marks the branches: each letter of `in` outside of tags is looked up; `branches` names its group and branch, or - for none. */
static const struct {
    const char *in, *branches; /* two characters per letter: group, index of the branch */
} nestings[] = {
    {"a{% if x %}b{% else %}c{% endif %}d", "--0001--"},
    {"{% if x %}a{% elsif y %}b{% else %}c{% endif %}", "000102"},
    {"{% unless x %}a{% endunless %}b", "00--"},
    {"{% case x %}{% when 1 %}a{% when 2 %}b{% else %}c{% endcase %}", "010203"},
    {"{% if x %}a{% if y %}b{% else %}c{% endif %}d{% else %}e{% endif %}", "0011120003"},
    {"{% for i in x %}a{% if y %}b{% endif %}{% else %}c{% endfor %}", "001102"},
    {"{% endif %}a{% else %}b", "----"},
    {"{% if x %}a", "00"},
    {"{% if x %}a{% for i in y %}b{% endif %}c", "0011--"},
    {"{{#if x}}a{{else}}b{{/if}}c", "0001--"},
    {"{{#each x}}a{{^}}b{{/each}}", "0001"},
    {"{{#x}}a{{/x}}{{^x}}b{{/x}}c", "0001--"},
    {"{{^x}}a{{/x}} {{# x }}b{{/x}}", "00--01"},
    {"{{#x}}a{{#y}}b{{/y}}\n\t{{^y}}c{{/y}}d{{/x}}{{^x}}e{{/x}}", "00110000120003"},
    {"{{#x}}a{{/x}}{{^y}}b{{/y}}", "0011"},
    {"{{#x}}a{{/x}}{{#x}}b{{/x}}", "0011"},
    {"{{#x}}a{{/x}}c{{^x}}b{{/x}}", "00--11"},
    {"{{#x}}a{{/x}}{{#y}}{{/y}}{{^x}}b{{/x}}", "0022"},
    {"{{#x}}a{{/x}}{{^x}}b{{/x}}{{#x}}c{{/x}}", "000112"},
    {"{{#x}}a{{else}}b{{/x}}{{^x}}c{{/x}}", "000112"},
    {"{{#x}}a{{/x}}{{^x}}b{{else}}c{{/x}}{{#if y}}d{{/if}}{{^if y}}e{{/if}}", "0001021314"},
    {"{{ if x }}a{{ else if y }}b{{ else }}c{{ end }}d", "000102--"},
    {"{{range .}}a{{if .x}}b{{- else -}}c{{end}}d{{else}}e{{end}}", "0011120003"},
    {"{{define \"x\"}}a{{if .}}b{{end}}{{else}}c{{end}}d", "--00----"},
    {"{{if .}}a{{/* b */}}c{{end}}d", "0000--"},
    {"<% if x %>a<% else %>b<% end %>c", "0001--"},
    {"<% x.each do |y| %>a<% if z %>b<% end %>c<% end %>d", "--00----"},
    {"<% if (x) { %>a<% } else { %>b<% } %>c", "0001--"},
    {"<% x.forEach(function(y) { %>a<% }) %>b", "----"},
    {"*|IF:X|*a*|ELSEIF:Y|*b*|ELSE:|*c*|END:IF|*d", "000102--"},
    {"%%[ IF @a == \"if\" THEN ]%%a%%[ ELSEIF @if THEN ]%%b%%[ ELSE ]%%c%%[ ENDIF ]%%d", "000102--"},
    {"{% if x %}a{% comment %}{% endif %}{% endcomment %}b{% endif %}", "0000"},
};

START_TEST(branches)
{
    struct parsed p;
    struct message_options options = as_text();
    char got[40];
    size_t size = 0;
    parse_with(&p, slice_cstr(nestings[_i].in), &options);
    const struct document *document = p.message.parts.items[0].document;
    for (uint32_t i = 0, tag = 0; i < document->layer.text.size; i++) {
        while (tag < document->placeholders.count && document->placeholders.items[tag].span.end <= i)
            tag++;
        if (tag < document->placeholders.count && span_contains(document->placeholders.items[tag].span, i))
            continue;
        uint32_t branch = document_branch_at(document, i);
        got[size++] = branch == INDEX_NONE ? '-' : (char)('0' + document->branches.items[branch].group);
        got[size++] = branch == INDEX_NONE ? '-' : (char)('0' + branch);
    }
    expect_text(nestings[_i].in, slice_make(got, size), nestings[_i].branches);
    for (uint32_t i = 0; i < document->branches.count; i++) {
        const struct branch *branch = &document->branches.items[i];
        ck_assert_msg(branch->span.start <= branch->span.end, "%s: branch %u", nestings[_i].in, i);
        ck_assert_msg(i == 0 || document->branches.items[i - 1].span.start <= branch->span.start, "%s: order", nestings[_i].in);
        ck_assert_msg(branch->parent == INDEX_NONE || branch->parent < i, "%s: parent of %u", nestings[_i].in, i);
    }
    parse_end(&p);
}
END_TEST

START_TEST(values_in_ranges)
{
    struct parsed p;
    struct message_options options = as_text();
    parse_with(&p, SLICE("ab{{x}}cd{% if y %}e{{z}}"), &options);
    const struct document *document = p.message.parts.items[0].document;
    static const struct {
        struct span range;
        bool expected;
    } ranges[] = {{{0, 2}, false},  {{1, 3}, true},  {{3, 4}, true}, {{7, 9}, false},
                  {{8, 20}, false}, {{6, 20}, true}, {{8, 22}, true}};
    for (size_t i = 0; i < COUNT(ranges); i++)
        ck_assert_msg(document_has_value(document, ranges[i].range) == ranges[i].expected, "range %zu", i);
    parse_end(&p);
}
END_TEST

START_TEST(fields_and_syntax)
{
    struct parsed p;
    parse(&p, SLICE("From: {{ a }}@example.com\nSubject: =?utf-8?Q?Hi_{{name}}?=\n\n*|X|* *|Y|* {{ z }}"));
    const struct header_field *subject = message_field(&p.message, SLICE("Subject"), 0);
    ck_assert_uint_eq(subject->text.placeholders.count, 1);
    ck_assert_uint_eq(subject->text.placeholders.items[0].span.start, 3);
    expect_text("subject", subject->text.masked, "Hi \x1A\x1A\x1A\x1A\x1A\x1A\x1A\x1A");
    ck_assert_int_eq(p.message.syntax, TEMPLATE_BRACES);
    ck_assert_int_eq(p.message.stage, STAGE_PRE_MTA);
    parse_end(&p);
}
END_TEST

START_TEST(limit)
{
    struct limits limits = limits_default;
    struct message_options options = {.limits = &limits, .kind = KIND_TEXT + 1};
    struct parsed p;
    limits.placeholders = 2;
    parse_with(&p, SLICE("{{a}} {{b}} {{c}} {{d}}"), &options);
    ck_assert_uint_eq(p.message.parts.items[0].document->placeholders.count, 2);
    ck_assert_uint_eq(p.message.problems.count, 1);
    ck_assert_str_eq(p.message.problems.items[0].code, "limit-placeholders");
    ck_assert_uint_eq(p.message.problems.items[0].span.start, 12);
    parse_end(&p);
}
END_TEST

TCase *placeholder_tests(void)
{
    TCase *tests = tcase_create("placeholder");
    tcase_add_loop_test(tests, masking, 0, COUNT(rows));
    tcase_add_loop_test(tests, truncation, 0, COUNT(rows));
    tcase_add_loop_test(tests, branches, 0, COUNT(nestings));
    tcase_add_test(tests, unclosed_tags);
    tcase_add_test(tests, longest_tag);
    tcase_add_test(tests, values_in_ranges);
    tcase_add_test(tests, fields_and_syntax);
    tcase_add_test(tests, limit);
    return tests;
}
