/* assay_scanner and assay_result: a file in, a result for each of its messages out. Tested in tests/unit/api.
 *
 * A message that is too large, or needs more memory than its limit, gives a result that says so and nothing else: what was found
 * before memory ended is not shown, as nobody could tell what is missing. */
#include "api/api.h"
#include "message/mbox.h"

#define HANDLE_MEMORY 65536

assay_status assay_scanner_new(const assay_policy *policy, assay_scanner **out_scanner)
{
    if (!out_scanner)
        return ASSAY_BAD_ARGUMENT;
    *out_scanner = NULL;
    if (!policy)
        return ASSAY_BAD_ARGUMENT;
    struct assay_scanner *scanner = handle_new(sizeof *scanner, HANDLE_MEMORY);
    if (!scanner)
        return ASSAY_NO_MEMORY;
    scanner->policy = &policy->policy;
    scanner->done = true;
    *out_scanner = scanner;
    return ASSAY_OK;
}

void assay_scanner_free(assay_scanner **scanner)
{
    if (!scanner || !*scanner)
        return;
    handle_free(*scanner);
    *scanner = NULL;
}

/* Reads the kind of an input; false if there is none of that name. */
static bool read_kind(struct assay_scanner *scanner, const char *kind)
{
    static const struct {
        const char *name;
        int kind;
    } kinds[] = {{"eml", KIND_EML + 1}, {"mbox", KIND_EML + 1}, {"html", KIND_HTML + 1}, {"text", KIND_TEXT + 1}};
    scanner->is_mbox = kind ? slice_equal(slice_cstr(kind), SLICE("mbox")) : mbox_detect(scanner->file);
    scanner->kind = scanner->is_mbox ? KIND_EML + 1 : 0;
    for (size_t i = 0; kind && i < sizeof kinds / sizeof kinds[0]; i++)
        if (slice_equal(slice_cstr(kind), slice_cstr(kinds[i].name)))
            scanner->kind = kinds[i].kind;
    return !kind || scanner->kind;
}

assay_status assay_scan_begin(assay_scanner *scanner, const assay_input *input)
{
    if (!scanner || !input || input->size != sizeof *input || (input->data_size && !input->data))
        return ASSAY_BAD_ARGUMENT;
    scanner->name = slice_cstr(input->name ? input->name : "-");
    scanner->file = slice_make(input->data, input->data_size);
    scanner->offset = 0;
    scanner->counted = 0;
    scanner->lines = 0;
    scanner->message = 0;
    scanner->done = !read_kind(scanner, input->kind);
    return scanner->done ? ASSAY_BAD_ARGUMENT : ASSAY_OK;
}

/* Counts line ends up to `offset`, which begins a line: LF, CR LF, and a CR that no LF follows. */
static void count_lines(struct assay_scanner *scanner, size_t offset)
{
    for (; scanner->counted < offset; scanner->counted++) {
        int c = slice_at(scanner->file, scanner->counted);
        scanner->lines += c == '\n' || (c == '\r' && slice_at(scanner->file, scanner->counted + 1) != '\n');
    }
}

/* The next message's bytes and where they stand; false when there is none. */
static bool next_source(struct assay_scanner *scanner, struct source *out)
{
    if (scanner->done)
        return false;
    if (!scanner->is_mbox) {
        scanner->done = true;
        source_init(out, scanner->name, scanner->file);
        return true;
    }
    struct slice bytes;
    if (!mbox_next(scanner->file, &scanner->offset, &bytes)) {
        scanner->done = true;
        return false;
    }
    size_t start = slice_offset(scanner->file, bytes);
    count_lines(scanner, start);
    source_init(out, scanner->name, bytes);
    out->base_offset = start;
    out->base_line = scanner->lines;
    scanner->message++;
    return true;
}

static bool copy_source(struct assay_result *result)
{
    struct source *source = &result->source;
    source->name = result->file.path;
    source->bytes = arena_copy(&result->work, source->bytes);
    return !result->work.failed && source_index(source, &result->work);
}

static bool read_and_score(struct assay_result *result, const struct policy *policy, const struct message_options *options,
                           struct arena *matcher_arena)
{
    struct matcher *matcher = matcher_new(matcher_arena, &policy->rules->patterns, &policy->limits);
    bool read = matcher && copy_source(result) && message_parse(&result->message, &result->work, &result->source, options);
    bool scored = read && (result->message.not_mail || (content_read(&result->content, &result->message) &&
                                                        score_message(&result->outcome, policy, matcher, &result->content)));
    scored = scored && !result->work.failed;
    matcher_free(&matcher);
    return scored;
}

/* Makes the result one without a message. */
static void leave_unread(struct assay_result *result, enum verdict verdict, const char *code, struct slice reason)
{
    result->file.message = NULL;
    result->file.outcome = NULL;
    result->file.verdict = verdict;
    result->file.code = code;
    result->file.reason = reason;
    arena_free(&result->work);
}

assay_status result_score(struct assay_result *result, const struct policy *policy, const struct message_options *options)
{
    const struct limits *limits = &policy->limits;
    result->file.size = result->source.bytes.size;
    if (result->file.size > limits->message_bytes) {
        leave_unread(result, VERDICT_INCOMPLETE, "limit-message_bytes",
                     SLICE("the message is larger than the limit message_bytes"));
        return ASSAY_TOO_LARGE;
    }
    uint64_t room = limits->memory_bytes + result->file.size;
    arena_init(&result->work, room < SIZE_MAX ? (size_t)room : SIZE_MAX);
    struct arena matcher_arena;
    arena_init(&matcher_arena, MATCHER_MEMORY);
    bool scored = read_and_score(result, policy, options, &matcher_arena);
    arena_free(&matcher_arena);
    if (!scored) {
        leave_unread(result, VERDICT_INCOMPLETE, "no-memory",
                     SLICE("reading the message takes more memory than there is or the limit memory_bytes allows"));
        return ASSAY_NO_MEMORY;
    }
    result->file.message = &result->message;
    if (result->message.not_mail) {
        result->file.verdict = VERDICT_SKIPPED;
        result->file.code = "not-mail";
        result->file.reason = arena_printf(&result->arena, "not mail: %s", result->message.not_mail);
    } else {
        result->file.outcome = &result->outcome;
    }
    return ASSAY_OK;
}

/* A result that holds nothing but the name. */
static struct assay_result *result_new(struct slice name)
{
    struct assay_result *result = handle_new(sizeof *result, SIZE_MAX);
    if (!result)
        return NULL;
    result->file.path = arena_copy(&result->arena, name);
    if (result->arena.failed)
        assay_result_free(&result);
    return result;
}

assay_status assay_scan_next(assay_scanner *scanner, assay_result **out_result)
{
    struct source source;
    if (!out_result)
        return ASSAY_BAD_ARGUMENT;
    *out_result = NULL;
    if (!scanner)
        return ASSAY_BAD_ARGUMENT;
    if (!next_source(scanner, &source))
        return ASSAY_END;
    struct assay_result *result = result_new(source.name);
    if (!result)
        return ASSAY_NO_MEMORY;
    result->source = source;
    result->file.message_number = scanner->message;
    const struct message_options options = {
        .limits = &scanner->policy->limits,
        .kind = scanner->kind,
        .stage = scanner->policy->stage,
        .mbox = scanner->is_mbox,
        .has_now = scanner->policy->has_now,
        .now = scanner->policy->now,
        .filled_later = scanner->policy->filled_later.items,
        .filled_later_count = scanner->policy->filled_later.count,
    };
    *out_result = result;
    return result_score(result, scanner->policy, &options);
}

assay_status assay_result_unreadable(const assay_scanner *scanner, const char *name, const char *reason,
                                     assay_result **out_result)
{
    if (!out_result)
        return ASSAY_BAD_ARGUMENT;
    *out_result = NULL;
    if (!scanner || !name || !reason)
        return ASSAY_BAD_ARGUMENT;
    struct assay_result *result = result_new(slice_cstr(name));
    struct slice copy = result ? arena_copy(&result->arena, slice_cstr(reason)) : SLICE("");
    if (!result || result->arena.failed) {
        assay_result_free(&result);
        return ASSAY_NO_MEMORY;
    }
    leave_unread(result, VERDICT_ERROR, "unreadable", copy);
    *out_result = result;
    return ASSAY_OK;
}

void assay_result_free(assay_result **result)
{
    if (!result || !*result)
        return;
    arena_free(&(*result)->work);
    handle_free(*result);
    *result = NULL;
}

static assay_verdict public_verdict(enum verdict verdict)
{
    static const assay_verdict verdicts[] = {
        [VERDICT_PASS] = ASSAY_PASS,        [VERDICT_WARN] = ASSAY_WARN,
        [VERDICT_FAIL] = ASSAY_FAIL,        [VERDICT_INCOMPLETE] = ASSAY_INCOMPLETE,
        [VERDICT_ERROR] = ASSAY_UNREADABLE, [VERDICT_SKIPPED] = ASSAY_SKIPPED,
    };
    return verdicts[verdict];
}

assay_status assay_result_summary(const assay_result *result, assay_summary *out_summary)
{
    if (!result || !out_summary || out_summary->size != sizeof *out_summary)
        return ASSAY_BAD_ARGUMENT;
    const struct outcome *outcome = result->file.outcome;
    *out_summary = (assay_summary)ASSAY_SUMMARY_INIT;
    out_summary->verdict = public_verdict(report_verdict(&result->file));
    out_summary->message = result->file.message_number;
    out_summary->kind = report_kind(&result->file);
    out_summary->complete = out_summary->verdict == ASSAY_SKIPPED;
    if (!outcome)
        return ASSAY_OK;
    out_summary->score = outcome->millipoints;
    out_summary->complete = outcome->complete;
    out_summary->stage = stage_text(outcome->stage);
    for (uint32_t i = 0; i < outcome->findings.count; i++) {
        out_summary->errors += outcome->findings.items[i].severity == SEVERITY_ERROR;
        out_summary->warnings += outcome->findings.items[i].severity == SEVERITY_WARN;
        out_summary->infos += outcome->findings.items[i].severity == SEVERITY_INFO;
    }
    return ASSAY_OK;
}
