/* Parsing of one message, from its bytes to its documents, and what is asked of it as a whole.
 *
 * Tested in tests/unit/message/test_parse.c. */
#include "message/message.h"

#include "message/charset.h"
#include "message/field_check.h"
#include "message/header.h"
#include "message/lines.h"
#include "message/mbox.h"
#include "message/page.h"
#include "message/part.h"
#include "message/placeholder.h"
#include "message/record.h"
#include "message/sniff.h"

enum { LONGEST_LINE = 998 };

static const char *const stage_texts[] = {
#define X(name, text) text,
    STAGES(X)
#undef X
};

const char *stage_text(enum stage stage)
{
    return stage_texts[stage];
}

bool problem_recorded(const struct message *message, const char *code)
{
    for (uint32_t i = 0; i < message->problems.count; i++)
        if (slice_equal(slice_cstr(message->problems.items[i].code), slice_cstr(code)))
            return true;
    return false;
}

/* Without memory there is none for a new problem: the room for this one was made at the beginning. */
static void note_memory(struct message *message)
{
    message->complete = false;
    if (problem_recorded(message, "no-memory"))
        return;
    uint32_t last =
        message->problems.count < message->problems.capacity ? message->problems.count++ : message->problems.count - 1;
    message->problems.items[last] = (struct problem){.code = "no-memory", .message = SLICE("there was not enough memory")};
}

void message_problem(struct message *message, const char *code, struct slice text, const struct layer *layer, struct span span)
{
    message->complete = false;
    struct problem *problem = vec_push(message->arena, &message->problems);
    if (problem)
        *problem = (struct problem){code, text, layer, span};
    else
        note_memory(message);
}

void message_limit_reached(struct message *message, const char *limit, const struct layer *layer, struct span span)
{
    struct slice code = arena_printf(message->arena, "limit-%s", limit);
    struct slice text = arena_printf(message->arena, "the limit %s was reached", limit);
    message_problem(message, code.data ? (const char *)code.data : "limit", text, layer, span);
}

/* Anomalies of lines and bytes, in all of the file that is scored. */
static void check_lines(struct message *message)
{
    const struct part *scored = &message->parts.items[message->scored_part];
    struct line_reader lines;
    struct line line;
    struct recorder recorder = {.message = message, .layer = scored->layer, .part = message->scored_part};
    struct slice text = message->scored_part ? slice_sub(scored->layer->text, 0, scored->body.end) : message->file.text;
    uint32_t start = message->scored_part ? scored->header.start : 0;
    bool lf = false, crlf = false, mixed = false;
    line_reader_init(&lines, text, start);
    while (line_read(&lines, &line)) {
        bool cr = slice_at(text, line.end) == '\r';
        lf = lf || (!cr && line.next > line.end);
        crlf = crlf || line.next - line.end == 2;
        if (cr && line.next - line.end == 1)
            record_anomaly(&recorder, ANOMALY_BARE_CR, line.end, line.next);
        if (lf && crlf && !mixed) {
            record_anomaly(&recorder, ANOMALY_MIXED_LINE_ENDS, line.end, line.next);
            mixed = true;
        }
        if (message->kind == KIND_EML && line.end - line.start > LONGEST_LINE)
            record_anomaly(&recorder, ANOMALY_LINE_TOO_LONG, line.start, line.end);
    }
    for (size_t nul = slice_find_byte(text, start, 0); nul != SLICE_NONE; nul = slice_find_byte(text, nul + 1, 0))
        record_anomaly(&recorder, ANOMALY_NUL_BYTE, nul, nul + 1);
}

/* The one part of a bare HTML or text body. */
static void read_body_only(struct message *message)
{
    struct part *part = vec_push(message->arena, &message->parts);
    if (!part)
        return;
    part->parent = INDEX_NONE;
    part->layer = &message->file;
    part->body = (struct span){0, (uint32_t)message->file.text.size};
    part->type = message->kind == KIND_HTML ? SLICE("text/html") : SLICE("text/plain");
    part->encoding = TRANSFER_8BIT;
    part->is_text = true;
}

static void guess_syntax(struct message *message)
{
    uint32_t counts[TEMPLATE_COUNT] = {0};
    for (uint32_t i = 0; i < message->fields.count; i++)
        if (message_scores(message, message->fields.items[i].part))
            placeholders_count(&message->fields.items[i].text, counts);
    for (uint32_t i = message->scored_part; i < message->scored_end; i++)
        if (message->parts.items[i].document && !message->parts.items[i].client_template)
            placeholders_count(message->parts.items[i].document, counts);
    message->syntax = TEMPLATE_NONE;
    for (int i = 0; i < TEMPLATE_COUNT; i++)
        if (counts[i] > counts[message->syntax])
            message->syntax = (enum template_syntax)i;
}

/* True for a report (RFC 6522), also one that a mailer sent as multipart/mixed before there was a type for it. */
static bool is_report(const struct message *message, uint32_t index)
{
    const struct part *parts = message->parts.items;
    if (slice_equal(parts[index].type, SLICE("multipart/report")))
        return true;
    bool status = false;
    for (uint32_t i = index + 1; i < message->parts.count && parts[i].depth > parts[index].depth && !status; i++)
        status = parts[i].parent == index && part_says_report(&parts[i]);
    return status && slice_equal(parts[index].type, SLICE("multipart/mixed"));
}

/* The report that the message is: as a whole, or beside what a mailing list added; else INDEX_NONE. */
static uint32_t find_report(const struct message *message)
{
    const struct part *parts = message->parts.items;
    bool mixed = slice_equal(parts[0].type, SLICE("multipart/mixed"));
    if (is_report(message, 0))
        return 0;
    for (uint32_t i = 1; mixed && i < message->parts.count; i++)
        if (parts[i].parent == 0 && slice_equal(parts[i].type, SLICE("multipart/report")))
            return i;
    return INDEX_NONE;
}

/* What is scored: of a report the first message, or header of one, that it encloses; else the whole. */
static void choose_scored(struct message *message)
{
    const struct part *parts = message->parts.items;
    uint32_t report = find_report(message);
    for (uint32_t i = 1; report != INDEX_NONE && i + 1 < message->parts.count && message->scored_part == 0; i++)
        if (parts[i].parent == report && parts[i].role == PART_MESSAGE && parts[i + 1].parent == i)
            message->scored_part = i + 1;
    const struct part *scored = &parts[message->scored_part];
    message->scored_end = message->scored_part + 1;
    while (message->scored_end < message->parts.count && parts[message->scored_end].depth > scored->depth)
        message->scored_end++;
    message->has_headers = scored->field_count > 0;
    message->headers_only = scored->header_only;
}

bool message_scores(const struct message *message, uint32_t part)
{
    return part >= message->scored_part && part < message->scored_end;
}

struct slice message_enclosed(const struct message *message)
{
    const struct part *scored = &message->parts.items[message->scored_part];
    return message->scored_part ? message->parts.items[scored->parent].path : slice_make(NULL, 0);
}

static enum stage guess_stage(const struct message *message, bool whole)
{
    const struct document *document = message->parts.items[0].document;
    if (message->has_headers)
        return message_field(message, SLICE("Received"), 0) ? STAGE_DELIVERED : STAGE_PRE_MTA;
    if (message->kind == KIND_HTML && !whole && document && !page_has_root(document->masked))
        return STAGE_PARTIAL;
    return message->syntax == TEMPLATE_NONE ? STAGE_RENDERED : STAGE_TEMPLATE;
}

/* A Content-Length in an mbox that does not hold was left aside. */
static void check_length(struct message *message)
{
    const struct part *root = &message->parts.items[0];
    const struct header_field *field = header_find(message, root, SLICE("Content-Length"));
    struct recorder recorder = {.message = message, .layer = root->layer};
    if (field && message->mbox_quoted)
        record_anomaly(&recorder, ANOMALY_MBOX_LENGTH, field->raw.start, field->raw.end);
}

/* Why an input of which only the bytes are known is no mail; null if it is. */
static const char *not_mail(const struct message *message)
{
    const struct document *document = message->parts.items[0].document;
    if (message->kind == KIND_EML)
        return NULL;
    size_t mark;
    const char *binary = charset_of_mark(message->file.text, &mark) ? NULL : page_binary(message->file.text);
    if (binary)
        return binary;
    bool web = message->kind == KIND_HTML && document && page_is_web(document->layer.text);
    return web ? "a web page with scripts and no mark of mail" : NULL;
}

/* The bytes that are looked at: all, unless a limit cuts them. */
static void take_bytes(struct message *message)
{
    struct slice bytes = message->source.bytes;
    uint64_t limit = message->limits->message_bytes < INT32_MAX ? message->limits->message_bytes : INT32_MAX;
    message->file.text = slice_sub(bytes, 0, (size_t)limit);
    if (bytes.size > limit)
        message_limit_reached(message, "message_bytes", &message->file, (struct span){(uint32_t)limit, (uint32_t)limit});
}

/* Reads the tree of parts, and what is known of them without their texts. */
static bool read_parts(struct message *message)
{
    size_t mark;
    const struct charset *charset = charset_of_mark(message->file.text, &mark);
    if (message->kind == KIND_EML)
        parts_read(message, sniff_mail_start(message->file.text));
    else
        read_body_only(message);
    if (message->parts.count == 0)
        return false;
    check_length(message);
    choose_scored(message);
    if (!charset || charset->kind == CHARSET_UTF8)
        check_lines(message);
    return true;
}

bool message_parse(struct message *out, struct arena *arena, const struct source *source, const struct message_options *options)
{
    static const struct message_options defaults = {0};
    *out = (struct message){.arena = arena, .source = *source, .complete = true};
    if (!options)
        options = &defaults;
    out->has_now = options->has_now;
    out->now = options->now;
    out->limits = options->limits ? options->limits : &limits_default;
    if (!vec_push(arena, &out->problems))
        return false;
    out->problems.count = 0;
    take_bytes(out);
    out->kind = options->kind ? (enum message_kind)(options->kind - 1) : sniff_kind(out->file.text, arena);
    /* Where a Content-Length says where a message ends, nothing need be quoted. */
    out->mbox_quoted = options->mbox && !mbox_length_holds(out->file.text);
    if (!read_parts(out))
        return false;
    for (uint32_t i = 0; i < out->parts.count && !arena->failed; i++)
        part_decode(out, i);
    fields_check(out);
    guess_syntax(out);
    out->stage = options->stage ? (enum stage)(options->stage - 1) : guess_stage(out, options->whole);
    if (!options->kind)
        out->not_mail = not_mail(out);
    if (arena->failed)
        note_memory(out);
    return true;
}

/* True for the name itself, and for what begins as a name does that ends in a star. */
static bool is_named(struct slice field, struct slice name)
{
    if (slice_at(name, name.size - 1) == '*')
        return slice_starts_nocase(field, slice_sub(name, 0, name.size - 1));
    return slice_equal_nocase(field, name);
}

const struct header_field *message_next_field(const struct message *message, struct slice name, const struct header_field *field)
{
    const struct part *root = &message->parts.items[message->scored_part];
    const struct header_field *fields = message->fields.items;
    uint32_t end = root->first_field + root->field_count;
    for (uint32_t i = field ? (uint32_t)(field - fields) + 1 : root->first_field; i < end; i++)
        if (is_named(fields[i].name, name))
            return &fields[i];
    return NULL;
}

const struct header_field *message_field(const struct message *message, struct slice name, uint32_t n)
{
    const struct header_field *field = message_next_field(message, name, NULL);
    while (field && n-- > 0)
        field = message_next_field(message, name, field);
    return field;
}

bool message_alternatives(const struct message *message, uint32_t a, uint32_t b)
{
    const struct part *parts = message->parts.items;
    while (a != b) {
        uint32_t *deeper = parts[a].depth >= parts[b].depth ? &a : &b;
        if (parts[*deeper].parent == INDEX_NONE)
            return false;
        if (parts[a].parent == parts[b].parent)
            return slice_equal(parts[parts[a].parent].type, SLICE("multipart/alternative"));
        *deeper = parts[*deeper].parent;
    }
    return false;
}
