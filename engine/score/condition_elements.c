/* Conditions on the elements and images of HTML parts.
 *
 * A hit points at the start tag; where the tests look at one attribute and no other, at the value of that attribute.
 * Tested in tests/cases. */
#include "score/trace.h"

/* What the fields of an image come from. Those that are not here are of the element, its surroundings or several attributes. */
static const struct {
    const char *field, *attribute;
} image_attributes[] = {
    {"src", "src"}, {"scheme", "src"},     {"host", "src"},    {"domain", "src"},    {"data", "src"},
    {"alt", "alt"}, {"alt-length", "alt"}, {"width", "width"}, {"height", "height"},
};

/* The attribute that a field is read from; empty if there is none. */
static struct slice attribute_of(enum condition_kind kind, const struct field *field)
{
    struct slice name = slice_cstr(field->name);
    if (kind == CONDITION_ELEMENT) {
        if (slice_equal(name, SLICE("id")) || slice_equal(name, SLICE("class")))
            return name;
        return slice_starts(name, SLICE("attribute.")) ? slice_from(name, 10) : (struct slice){0};
    }
    for (size_t i = 0; i < sizeof image_attributes / sizeof image_attributes[0]; i++)
        if (slice_equal(name, slice_cstr(image_attributes[i].field)))
            return slice_cstr(image_attributes[i].attribute);
    return (struct slice){0};
}

/* The attributes that tests look at, as long as they are one. */
struct tested {
    enum condition_kind kind;
    struct slice name;
    bool several;
};

static void look_at(struct tested *tested, const struct field *field)
{
    struct slice name = attribute_of(tested->kind, field);
    tested->several = tested->several || (name.size > 0 && tested->name.size > 0 && !slice_equal(name, tested->name));
    if (name.size > 0)
        tested->name = name;
}

static void walk_tests(struct tested *tested, const struct ruleset *rules, uint32_t test)
{
    const struct field_test *t = &rules->field_tests.items[test];
    if (t->op != TEST_ALL && t->op != TEST_NOT) {
        look_at(tested, t->field);
        if (t->op == TEST_DIFFERS)
            look_at(tested, t->other);
        return;
    }
    for (uint32_t i = 0; i < t->children.count; i++)
        walk_tests(tested, rules, rules->field_children.items[t->children.first + i]);
}

/* The attribute that a condition looks at; empty if it is not exactly one. */
static struct slice tested_attribute(const struct ruleset *rules, const struct condition *c)
{
    struct tested tested = {.kind = c->kind};
    walk_tests(&tested, rules, c->test);
    return tested.several ? (struct slice){0} : tested.name;
}

static struct hit element_hit(const struct content *content, const struct element *element, struct slice attribute)
{
    const struct layer *value = attribute.size > 0 ? element_attribute(content, element, attribute) : NULL;
    struct hit hit = {.document = element->document, .part = element->part, .role = ROLE_PLACE, .element = element};
    hit.layer = &element->document->layer;
    hit.span = element->span;
    hit.key = slice_sub(hit.layer->text, hit.span.start, hit.span.end);
    if (value && value->text.size > 0) {
        hit.layer = value;
        hit.span = (struct span){0, (uint32_t)value->text.size};
        hit.role = ROLE_MATCH;
    }
    return hit;
}

void condition_element(struct evaluation *e, const struct condition *c, struct search *out)
{
    struct slice attribute = tested_attribute(e->rules, c);
    for (uint32_t i = 0; i < e->content->elements.count; i++) {
        struct element_record record = {e->content, &e->content->elements.items[i]};
        struct number truth = record_truth(e, c, &record, out);
        if (!number_is_true(truth) && !e->trace)
            continue;
        struct hit hit = element_hit(e->content, record.element, attribute);
        trace_record(e, &hit, truth);
        if (number_is_true(truth) && !search_add(e, out, &hit))
            return;
    }
}

void condition_image(struct evaluation *e, const struct condition *c, struct search *out)
{
    const struct content *content = e->content;
    struct slice attribute = tested_attribute(e->rules, c);
    for (uint32_t i = 0; i < content->images.count; i++) {
        struct image_record record = {content, &content->images.items[i]};
        struct number truth = record_truth(e, c, &record, out);
        if (!number_is_true(truth) && !e->trace)
            continue;
        struct hit hit = element_hit(content, &content->elements.items[record.image->element], attribute);
        hit.image = record.image;
        if (record.image->link != INDEX_NONE && content->links.items[record.image->link].url.normalised.size > 0)
            hit.key = content->links.items[record.image->link].url.normalised;
        trace_record(e, &hit, truth);
        if (number_is_true(truth) && !search_add(e, out, &hit))
            return;
    }
}
