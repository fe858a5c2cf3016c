/* The fields of elements. A value that holds a placeholder is unknown; an attribute that is not there may yet come out of a
 * placeholder between the attributes, or lie behind a limit. Tested in tests/unit/content/test_elements.c. */
#include "base/ascii.h"
#include "content/content.h"
#include "content/hidden.h"

const struct layer *element_attribute(const struct content *content, const struct element *element, struct slice name)
{
    for (uint32_t i = element->first_attribute; i < element->first_attribute + element->attribute_count; i++)
        if (slice_equal(content->attribute_names.items[i], name))
            return &content->attribute_values.items[i];
    return NULL;
}

bool element_is_visible(const struct element *element)
{
    return !(element->hidden & HIDE_ANY) && !element->unseen && !element->conditional;
}

static const struct element *element_of(const void *record)
{
    return ((const struct element_record *)record)->element;
}

static const struct slice *names_of(const struct element_record *record)
{
    const struct element *element = record->element;
    return element->attribute_count > 0 ? &record->content->attribute_names.items[element->first_attribute] : NULL;
}

static bool masked(struct slice s)
{
    return slice_find_byte(s, 0, MASK_BYTE) != SLICE_NONE;
}

bool element_has_open_name(const struct content *content, const struct element *element)
{
    for (uint32_t i = 0; i < element->attribute_count; i++)
        if (masked(content->attribute_names.items[element->first_attribute + i]))
            return true;
    return false;
}

static bool has_open_name(const struct element_record *record)
{
    return element_has_open_name(record->content, record->element);
}

static void set_text(struct value *out, struct slice text)
{
    if (masked(text))
        value_set_unknown(out, UNKNOWN_PLACEHOLDER);
    else
        value_set_text(out, text);
}

/* What is known of something that is not among the attributes. */
static void set_absent(const struct element_record *record, struct value *out)
{
    if (has_open_name(record))
        value_set_unknown(out, UNKNOWN_PLACEHOLDER);
    else if (record->content->elements_limited)
        value_set_unknown(out, UNKNOWN_LIMIT);
    else
        value_set_missing(out);
}

static void set_attribute(const struct element_record *record, struct value *out, struct slice name)
{
    const struct layer *value = element_attribute(record->content, record->element, name);
    if (value)
        set_text(out, value->text);
    else
        set_absent(record, out);
}

static void set_list(struct value *out, const struct slice *list, uint32_t count)
{
    *out = (struct value){.state = VALUE_KNOWN, .list = list, .list_count = count};
}

static void get_tag(const void *record, struct value *out)
{
    set_text(out, element_of(record)->tag);
}

static size_t word_end(struct slice text, size_t start)
{
    while (start < text.size && !ascii_is_space(text.data[start]))
        start++;
    return start;
}

/* The names of a class attribute, which white space sets apart. */
static void set_words(struct arena *arena, struct value *out, struct slice text)
{
    struct slice *words = arena_new_array(arena, struct slice, text.size / 2 + 1);
    uint32_t count = 0;
    for (size_t at = 0, end; at < text.size && words; at = end + 1) {
        end = word_end(text, at);
        if (end > at)
            words[count++] = slice_sub(text, at, end);
    }
    set_list(out, words, count);
    if (!words)
        value_set_unknown(out, UNKNOWN_LIMIT);
}

static void get_class(const void *record, struct value *out)
{
    const struct element_record *r = record;
    set_attribute(r, out, SLICE("class"));
    if (out->state == VALUE_KNOWN)
        set_words(r->content->arena, out, out->text);
}

static void get_attributes(const void *record, struct value *out)
{
    const struct element_record *r = record;
    if (has_open_name(r))
        value_set_unknown(out, UNKNOWN_PLACEHOLDER);
    else
        set_list(out, names_of(r), r->element->attribute_count);
}

static void get_visible(const void *record, struct value *out)
{
    value_set_bool(out, element_is_visible(element_of(record)));
}

static void get_hidden_by(const void *record, struct value *out)
{
    const struct element_record *r = record;
    uint32_t count = 0;
    struct slice *texts = r->element->hidden ? arena_new_array(r->content->arena, struct slice, HIDE_COUNT) : NULL;
    for (size_t i = 0; i < HIDE_COUNT && texts; i++)
        if (r->element->hidden >> i & 1)
            texts[count++] = slice_cstr(hide_texts[i]);
    set_list(out, texts, count);
    if (r->element->hidden && !texts)
        value_set_unknown(out, UNKNOWN_LIMIT);
}

static void get_events(const void *record, struct value *out)
{
    const struct element_record *r = record;
    const struct slice *names = names_of(r);
    bool found = false;
    for (uint32_t i = 0; i < r->element->attribute_count; i++)
        found = found || (names[i].size > 2 && slice_starts(names[i], SLICE("on")));
    value_set_bool(out, found);
    if (!found && has_open_name(r))
        value_set_unknown(out, UNKNOWN_PLACEHOLDER);
}

static void get_placeholder(const void *record, struct value *out)
{
    const struct element_record *r = record;
    bool found = masked(r->element->tag) || has_open_name(r);
    for (uint32_t i = 0; i < r->element->attribute_count && !found; i++)
        found = masked(r->content->attribute_values.items[r->element->first_attribute + i].text);
    value_set_bool(out, found);
}

static void get_conditional(const void *record, struct value *out)
{
    value_set_bool(out, element_of(record)->conditional);
}

static void get_depth(const void *record, struct value *out)
{
    value_set_number(out, element_of(record)->depth);
}

/* Name in C, and of the attribute. */
#define ATTRIBUTES(X)                                                                                                            \
    X(href, "href")                                                                                                              \
    X(src, "src")                                                                                                                \
    X(action, "action")                                                                                                          \
    X(method, "method")                                                                                                          \
    X(type, "type")                                                                                                              \
    X(name, "name")                                                                                                              \
    X(content, "content")                                                                                                        \
    X(http_equiv, "http-equiv")                                                                                                  \
    X(rel, "rel")                                                                                                                \
    X(role, "role")                                                                                                              \
    X(style, "style")                                                                                                            \
    X(width, "width")                                                                                                            \
    X(height, "height")                                                                                                          \
    X(bgcolor, "bgcolor")                                                                                                        \
    X(background, "background")                                                                                                  \
    X(lang, "lang")                                                                                                              \
    X(dir, "dir")                                                                                                                \
    X(align, "align")                                                                                                            \
    X(target, "target")                                                                                                          \
    X(alt, "alt")                                                                                                                \
    X(id, "id")

#define X(c_name, attribute)                                                                                                     \
    static void get_attribute_##c_name(const void *record, struct value *out)                                                    \
    {                                                                                                                            \
        set_attribute(record, out, SLICE(attribute));                                                                            \
    }
ATTRIBUTES(X)
#undef X

static const struct field fields[] = {
    {"tag", FIELD_TEXT, NULL, get_tag, "the element's name in lower case"},
    {"id", FIELD_TEXT, NULL, get_attribute_id, "its id attribute; missing if there is none"},
    {"class", FIELD_LIST, NULL, get_class, "the names in its class attribute; missing if there is none"},
    {"attributes", FIELD_LIST, NULL, get_attributes, "the names of its attributes, in lower case"},
    {"visible", FIELD_BOOL, NULL, get_visible, "nothing hides what is in it, and it is content of the page for every client"},
    {"hidden-by", FIELD_LIST, hide_texts, get_hidden_by, "what hides it, by itself or from the elements around it"},
    {"events", FIELD_BOOL, NULL, get_events, "it has an attribute that runs a script: onclick, onload and the like"},
    {"placeholder", FIELD_BOOL, NULL, get_placeholder, "a placeholder is in its tag: in an attribute, or between them"},
    {"conditional", FIELD_BOOL, NULL, get_conditional, "stands in a conditional comment, for Outlook alone"},
    {"depth", FIELD_NUMBER, NULL, get_depth, "how many elements are open around it"},
#define X(c_name, attribute)                                                                                                     \
    {"attribute." attribute, FIELD_TEXT, NULL, get_attribute_##c_name, "the attribute " attribute "; missing if there is none"},
    ATTRIBUTES(X)
#undef X
};

const struct field_table element_fields = {"element", fields, sizeof fields / sizeof *fields};
