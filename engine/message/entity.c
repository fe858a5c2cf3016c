/* What the header of a MIME part says about it (RFC 2045, 2183, 2231).
 *
 * Of two fields of one name the first counts. A Content-Type that cannot be read is text/plain (RFC 2045 5.2).
 * Tested in tests/unit/message/test_mime.c. */
#include "base/ascii.h"
#include "message/charset.h"
#include "message/header.h"
#include "message/parameter.h"
#include "message/part.h"
#include "message/transfer.h"

enum { LONGEST_BOUNDARY = 70 };

/* One field of the part, read. */
struct structured {
    const struct header_field *field; /* null: there is none */
    struct parameter_list list;
    struct recorder recorder;
};

static void read_field(struct structured *out, struct message *message, uint32_t part, struct slice name)
{
    const struct part *own = &message->parts.items[part];
    *out = (struct structured){.field = header_find(message, own, name)};
    if (!out->field)
        return;
    out->recorder =
        (struct recorder){.message = message, .layer = own->layer, .map = &out->field->unfolded.layer.map, .part = part};
    parameter_read(&out->list, out->field->unfolded.layer.text, message->arena, &out->recorder);
}

static void record_field(struct structured *s, enum anomaly_kind kind)
{
    record_anomaly(&s->recorder, kind, 0, s->field->unfolded.layer.text.size);
}

void part_record(struct message *message, uint32_t index, enum anomaly_kind kind)
{
    const struct part *part = &message->parts.items[index];
    const struct header_field *field = header_find(message, part, SLICE("Content-Type"));
    struct recorder recorder = {.message = message, .layer = part->layer, .part = index};
    struct span where =
        field ? source_map_up(&field->unfolded.layer.map, (struct span){0, (uint32_t)field->unfolded.layer.text.size})
              : (struct span){part->header.start, part->header.start};
    record_anomaly(&recorder, kind, where.start, where.end);
}

static struct slice get(struct structured *s, const char *name, struct arena *arena)
{
    return s->field ? parameter_get(&s->list, slice_cstr(name), arena, &s->recorder) : slice_make(NULL, 0);
}

/* RFC 2045 5.1. */
static bool is_token(struct slice s)
{
    for (size_t i = 0; i < s.size; i++)
        if (s.data[i] <= ' ' || s.data[i] >= 0x7F || slice_find_byte(SLICE("()<>@,;:\\\"/[]?="), 0, s.data[i]) != SLICE_NONE)
            return false;
    return s.size > 0;
}

/* type "/" subtype */
static bool is_type(struct slice s)
{
    size_t slash = slice_find_byte(s, 0, '/');
    return slash != SLICE_NONE && is_token(slice_sub(s, 0, slash)) && is_token(slice_from(s, slash + 1));
}

/* Records the fields of the same name that do not count. */
static void check_duplicates(struct message *message, const struct part *part, struct structured *first, enum anomaly_kind kind)
{
    struct recorder recorder = first->recorder;
    recorder.map = NULL;
    for (uint32_t i = 0; i < part->field_count; i++) {
        const struct header_field *field = &message->fields.items[part->first_field + i];
        if (field != first->field && slice_equal_nocase(field->name, first->field->name))
            record_anomaly(&recorder, kind, field->raw.start, field->raw.end);
    }
}

bool part_says_report(const struct part *part)
{
    return slice_equal(part->type, SLICE("message/delivery-status")) ||
           slice_equal(part->type, SLICE("message/global-delivery-status")) ||
           slice_equal(part->type, SLICE("message/feedback-report"));
}

bool part_encloses_header(const struct part *part)
{
    static const char *const types[] = {"text/rfc822-headers", "text/rfc822-header", "message/rfc822-headers",
                                        "message/global-headers"};
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (slice_equal(part->type, slice_cstr(types[i])))
            return true;
    return false;
}

void part_keep_header_only(struct part *part)
{
    part->role = PART_LEAF;
    part->is_text = false;
    part->header_only = true;
}

static enum part_role role_of(const struct message *message, const struct part *part)
{
    if (slice_starts(part->type, SLICE("multipart/")))
        return PART_MULTIPART;
    const struct part *before = part - 1;
    bool in_report =
        part->parent != INDEX_NONE && (slice_equal(message->parts.items[part->parent].type, SLICE("multipart/report")) ||
                                       (before->parent == part->parent && part_says_report(before)));
    bool is_message = slice_equal(part->type, SLICE("message/rfc822")) || slice_equal(part->type, SLICE("message/global")) ||
                      (in_report && part_encloses_header(part));
    return is_message ? PART_MESSAGE : PART_LEAF;
}

/* RFC 2046, section 5.1.1: at most 70 of these characters, no blank at the end. */
static bool is_boundary(struct slice s)
{
    for (size_t i = 0; i < s.size; i++)
        if (!ascii_is_alnum(s.data[i]) && slice_find_byte(SLICE("'()+_,-./:=? "), 0, s.data[i]) == SLICE_NONE)
            return false;
    return s.size > 0 && s.size <= LONGEST_BOUNDARY && s.data[s.size - 1] != ' ';
}

static void describe_boundary(struct message *message, struct part *part, struct structured *type)
{
    struct slice boundary = get(type, "boundary", message->arena);
    part->boundary = slice_trim(boundary);
    if (part->boundary.size == 0)
        record_field(type, ANOMALY_BOUNDARY_MISSING);
    else if (!is_boundary(boundary))
        record_field(type, ANOMALY_BOUNDARY_INVALID);
}

static void describe_type(struct message *message, struct part *part, struct structured *type, struct slice unnamed)
{
    part->type = unnamed;
    if (type->field) {
        check_duplicates(message, part, type, ANOMALY_CONTENT_TYPE_DUPLICATE);
        bool valid = is_type(type->list.value);
        if (!valid)
            record_field(type, ANOMALY_CONTENT_TYPE_INVALID);
        part->type = valid ? arena_copy_lower(message->arena, type->list.value) : SLICE("text/plain");
    }
    part->role = role_of(message, part);
    part->charset = arena_copy_lower(message->arena, slice_trim(get(type, "charset", message->arena)));
    if (part->role == PART_MULTIPART)
        describe_boundary(message, part, type);
    if (slice_equal(part->type, SLICE("message/partial")))
        record_field(type, ANOMALY_MESSAGE_PARTIAL);
    if (slice_equal(part->type, SLICE("message/external-body")))
        record_field(type, ANOMALY_MESSAGE_EXTERNAL);
}

static void describe_encoding(struct message *message, uint32_t index, struct part *part)
{
    struct structured encoding;
    read_field(&encoding, message, index, SLICE("Content-Transfer-Encoding"));
    part->encoding = TRANSFER_7BIT;
    if (!encoding.field)
        return;
    check_duplicates(message, part, &encoding, ANOMALY_ENCODING_DUPLICATE);
    if (encoding.list.value.size == 0)
        return;
    part->encoding = transfer_find(encoding.list.value);
    if (part->encoding >= TRANSFER_UUENCODE ||
        !slice_equal_nocase(encoding.list.value, slice_cstr(transfer_text(part->encoding))))
        record_field(&encoding, ANOMALY_ENCODING_UNKNOWN);
    if (part->role == PART_MULTIPART && transfer_encodes(part->encoding))
        record_field(&encoding, ANOMALY_MULTIPART_ENCODED);
    if (part->role == PART_MESSAGE && transfer_encodes(part->encoding))
        record_field(&encoding, ANOMALY_MESSAGE_ENCODED);
}

/* What is no inline is an attachment, whatever it is called (RFC 2183 2.8). */
static void describe_disposition(struct message *message, struct part *part, struct structured *disposition)
{
    if (!disposition->field)
        return;
    bool valid = is_token(disposition->list.value);
    if (!valid)
        record_field(disposition, ANOMALY_CONTENT_DISPOSITION_INVALID);
    part->disposition = arena_copy_lower(message->arena, disposition->list.value);
    part->attachment = valid && !slice_equal(part->disposition, SLICE("inline"));
}

void part_name(struct part *part, struct slice filename, struct arena *arena)
{
    part->filename = filename;
    for (size_t i = part->filename.size; i > 0 && part->extension.size == 0; i--)
        if (part->filename.data[i - 1] == '.' || part->filename.data[i - 1] == '/' || part->filename.data[i - 1] == '\\') {
            struct slice extension = slice_trim(slice_from(part->filename, i));
            if (part->filename.data[i - 1] == '.')
                part->extension = arena_copy_lower(arena, extension);
            break;
        }
}

static void describe_filename(struct message *message, struct part *part, struct structured *type, struct structured *disposition)
{
    struct slice name = slice_trim(get(type, "name", message->arena));
    part->filename = slice_trim(get(disposition, "filename", message->arena));
    if (part->filename.size == 0) {
        part->filename = name;
    } else if (name.size && !slice_equal(name, part->filename)) {
        const struct parameter *filename = parameter_find(&disposition->list, SLICE("filename"));
        record_anomaly(&disposition->recorder, ANOMALY_FILENAME_CONFLICT, filename->span.start, filename->span.end);
    }
    part_name(part, part->filename, message->arena);
}

/* RFC 2045, section 7: a Message-ID by its form. Mailers that forget the angle brackets are understood all the same. */
static void describe_id(struct message *message, struct part *part)
{
    const struct header_field *field = header_find(message, part, SLICE("Content-ID"));
    if (!field)
        return;
    struct slice text = slice_trim(field->unfolded.layer.text);
    size_t open = slice_find_byte(text, 0, '<'), close = slice_find_byte(text, 0, '>');
    if (open != SLICE_NONE && close != SLICE_NONE && open < close)
        text = slice_sub(text, open + 1, close);
    part->content_id = slice_trim(text);
}

/* RFC 3676, section 4. */
static void describe_flow(struct message *message, struct part *part, struct structured *type)
{
    if (!slice_equal(part->type, SLICE("text/plain")))
        return;
    part->flowed = slice_equal_nocase(slice_trim(get(type, "format", message->arena)), SLICE("flowed"));
    part->delete_space = part->flowed && slice_equal_nocase(slice_trim(get(type, "delsp", message->arena)), SLICE("yes"));
}

/* True for 1.0, comments aside. */
static bool is_version(struct slice text)
{
    static const char wanted[] = "1.0";
    uint32_t depth = 0;
    size_t found = 0;
    for (size_t i = 0; i < text.size; i++) {
        int c = text.data[i];
        if (c == '(')
            depth++;
        else if (c == ')' && depth)
            depth--;
        else if (!depth && !ascii_is_space(c) && (found > 2 || c != wanted[found++]))
            return false;
    }
    return found == 3;
}

/* Where a message begins, its version of MIME belongs. */
static void check_version(struct message *message, uint32_t index, const struct part *part)
{
    struct recorder recorder = {.message = message, .layer = part->layer, .part = index};
    const struct header_field *version = header_find(message, part, SLICE("MIME-Version"));
    if (version && !is_version(version->unfolded.layer.text))
        record_anomaly(&recorder, ANOMALY_MIME_VERSION_INVALID, version->raw.start, version->raw.end);
    bool begins = part->parent == INDEX_NONE || message->parts.items[part->parent].role == PART_MESSAGE;
    if (!begins || version)
        return;
    if (header_find(message, part, SLICE("Content-Type")) || header_find(message, part, SLICE("Content-Transfer-Encoding")))
        part_record(message, index, ANOMALY_MIME_VERSION_MISSING);
}

/* Clients show a text of a type that they do not know as text/plain (RFC 2046 4.1.4), but not as one of several alternatives, of
 * which they take one that they know. */
static bool is_readable(const struct message *message, const struct part *part)
{
    static const char *const others[] = {"text/calendar",   "text/vcard", "text/x-vcard",    "text/directory", "text/css",
                                         "text/javascript", "text/rtf",   "text/x-amp-html", "text/watch-html"};
    if (slice_equal(part->type, SLICE("text/plain")) || slice_equal(part->type, SLICE("text/html")))
        return true;
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (slice_equal(part->type, slice_cstr(others[i])))
            return false;
    bool alternative =
        part->parent != INDEX_NONE && slice_equal(message->parts.items[part->parent].type, SLICE("multipart/alternative"));
    return slice_starts(part->type, SLICE("text/")) && part->role == PART_LEAF && !alternative;
}

bool part_is_aside(const struct part *part)
{
    static const char *const types[] = {"text/x-amp-html", "text/watch-html", "text/enriched", "text/richtext", NULL};
    if (part->role != PART_LEAF || part->is_text)
        return false;
    return slice_equal(part->type, SLICE("text/calendar")) || (!part->attachment && slice_is_any_nocase(part->type, types));
}

void part_read_as_text(struct part *part)
{
    part->role = PART_LEAF;
    part->type = SLICE("text/plain");
    part->is_text = !part->attachment;
}

void part_describe(struct message *message, uint32_t index, struct slice unnamed)
{
    struct part *part = &message->parts.items[index];
    struct structured type, disposition;
    read_field(&type, message, index, SLICE("Content-Type"));
    read_field(&disposition, message, index, SLICE("Content-Disposition"));
    describe_type(message, part, &type, unnamed);
    describe_encoding(message, index, part);
    describe_disposition(message, part, &disposition);
    describe_filename(message, part, &type, &disposition);
    describe_id(message, part);
    describe_flow(message, part, &type);
    check_version(message, index, part);
    if (part->role == PART_MULTIPART && part->boundary.size == 0)
        part_read_as_text(part);
    part->is_text = !part->attachment && is_readable(message, part);
    part->client_template = slice_equal(part->type, SLICE("text/x-amp-html"));
}
