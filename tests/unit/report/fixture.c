/* The fixture. */
#include "fixture.h"

#include <stdlib.h>

/* What a test cannot go on without. */
static void *must(void *memory)
{
    if (!memory)
        abort();
    return memory;
}

static void start_output(struct fixture *f)
{
    arena_free(&f->out_arena);
    arena_init(&f->out_arena, SIZE_MAX);
    buffer_init(&f->out, &f->out_arena, SIZE_MAX);
}

void fixture_text(struct fixture *f, const char *text)
{
    f->file.size = slice_cstr(text).size;
    source_init(&f->message.source, f->file.path, slice_cstr(text));
    ck_assert(source_index(&f->message.source, &f->arena));
    f->message.file = (struct layer){.text = slice_cstr(text)};
}

void fixture_open(struct fixture *f)
{
    *f = (struct fixture){0};
    arena_init(&f->arena, SIZE_MAX);
    start_output(f);
    f->policy = (struct policy){.rules = &f->rules,
                                .profile = PROFILE_MARKETING,
                                .fail_millipoints = 5000,
                                .warn_millipoints = 3000,
                                .fail_on = SEVERITY_ERROR};
    f->message = (struct message){.kind = KIND_HTML, .stage = STAGE_RENDERED, .complete = true};
    struct part *root = must(vec_push(&f->arena, &f->message.parts));
    *root = (struct part){.parent = INDEX_NONE, .type = SLICE("text/html"), .layer = &f->message.file};
    f->outcome = (struct outcome){.rules = &f->rules,
                                  .policy = &f->policy,
                                  .content = &f->content,
                                  .stage = STAGE_RENDERED,
                                  .verdict = VERDICT_PASS,
                                  .complete = true};
    f->content.message = &f->message;
    f->file = (struct report_file){.path = SLICE("news/july.html"), .message = &f->message, .outcome = &f->outcome};
    fixture_text(f, "<p>Hello</p>\n<a href=\"http://intranet/x\">news</a>\n<p>Bye</p>\n");
}

void fixture_close(struct fixture *f)
{
    arena_free(&f->out_arena);
    arena_free(&f->arena);
}

uint32_t fixture_rule(struct fixture *f, const char *id, enum category category, const char *why, const char *fix)
{
    struct rule *rule = must(vec_push(&f->arena, &f->rules.rules));
    *rule = (struct rule){.id = slice_cstr(id),
                          .title = slice_cstr("A title"),
                          .category = category,
                          .providers = {f->rules.providers.count, 0},
                          .tags = {f->rules.slices.count, 1},
                          .references = {f->rules.slices.count + 1, 1},
                          .why = slice_cstr(why),
                          .fix = slice_cstr(fix)};
    struct slice *tag = must(vec_push(&f->arena, &f->rules.slices));
    *tag = SLICE("links");
    struct slice *reference = must(vec_push(&f->arena, &f->rules.slices));
    *reference = SLICE("rfc:1034");
    return f->rules.rules.count - 1;
}

void fixture_evidence(struct fixture *f, const char *name, enum provider_grade grade, const char *date)
{
    struct provider *provider = must(vec_push(&f->arena, &f->rules.providers));
    *provider = (struct provider){
        .name = slice_cstr(name), .effect = SLICE("reject"), .source = SLICE("a page"), .date = slice_cstr(date), .grade = grade};
    f->rules.rules.items[f->rules.rules.count - 1].providers.count++;
}

struct finding *fixture_finding(struct fixture *f, uint32_t rule, enum severity severity, int64_t millipoints,
                                const char *message)
{
    struct finding *finding = must(vec_push(&f->arena, &f->outcome.findings));
    *finding = (struct finding){.rule = rule,
                                .severity = severity,
                                .millipoints = millipoints,
                                .message = slice_cstr(message),
                                .why = f->rules.rules.items[rule].why,
                                .fix = f->rules.rules.items[rule].fix,
                                .fingerprint = "0123456789abcdef0123456789abcdef"};
    f->outcome.millipoints += millipoints;
    return finding;
}

void fixture_location(struct fixture *f, struct finding *finding, enum location_role role, const char *raw, size_t from,
                      const char *text)
{
    size_t start = slice_find(f->message.source.bytes, from, slice_cstr(raw));
    ck_assert_msg(start != SLICE_NONE, "<%s> is not in the file", raw);
    struct span span = {(uint32_t)start, (uint32_t)(start + slice_cstr(raw).size)};
    struct slice shown = slice_cstr(text ? text : raw);
    finding->count += role != ROLE_SHOWN;
    struct location *location = must(vec_push(&f->arena, &finding->locations));
    *location = (struct location){
        .hit = finding->count, .role = role, .part = 0, .hull = span, .text = shown, .message = finding->message};
    struct location_span *piece = must(vec_push(&f->arena, &location->spans));
    *piece = (struct location_span){span, shown};
}

void fixture_mail(struct fixture *f, const char *type, enum transfer_encoding encoding, uint32_t header, const char *subject)
{
    f->message.kind = KIND_EML;
    f->message.has_headers = true;
    f->outcome.stage = STAGE_PRE_MTA;
    f->message.parts.items[0].type = slice_cstr(type);
    f->message.parts.items[0].encoding = encoding;
    f->message.parts.items[0].header = (struct span){0, header};
    struct header_field *field = must(vec_push(&f->arena, &f->message.fields));
    *field = (struct header_field){.name = SLICE("Subject")};
    field->text.layer.text = slice_cstr(subject);
    f->message.parts.items[0].field_count = 1;
}

void fixture_problem(struct fixture *f, const char *code, const char *message, bool placed, uint32_t offset)
{
    struct problem *problem = must(vec_push(&f->arena, &f->message.problems));
    *problem = (struct problem){
        .code = code, .message = slice_cstr(message), .layer = placed ? &f->message.file : NULL, .span = {offset, offset + 1}};
    f->message.complete = f->outcome.complete = false;
}

void fixture_skipped(struct fixture *f, uint32_t rule, enum unknown_reason reason)
{
    struct skipped_rule *skipped = must(vec_push(&f->arena, &f->outcome.skipped));
    *skipped = (struct skipped_rule){rule, reason};
}

const char *fixture_output(struct fixture *f)
{
    struct buffer kept = f->out;
    buffer_byte(&kept, '\0');
    const char *text = arena_cstr(&f->arena, slice_sub(buffer_slice(&kept), 0, kept.size - 1));
    ck_assert(!f->out.failed);
    start_output(f);
    return text;
}

void expect_text(const char *got, const char *expected)
{
    struct slice a = slice_cstr(got), b = slice_cstr(expected);
    size_t at = 0, line = 0;
    while (at < a.size && slice_at(a, at) == slice_at(b, at)) {
        line = slice_at(a, at) == '\n' ? at + 1 : line;
        at++;
    }
    if (at - line > 300)
        line = at - 100;
    ck_assert_msg(at == a.size && at == b.size, "from byte %zu got <%.200s>, expected <%.200s>", at, got + line, expected + line);
}
