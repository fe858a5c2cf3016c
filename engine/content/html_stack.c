/* The stack of open elements. Names are compared by a hash. Elements over
 * the depth limit are counted, not kept. Tested in tests/unit/content/test_html_text.c. */
#include "content/html_stack.h"

unsigned html_stack_effect(const struct html_stack *stack)
{
    return stack->open.count > 0 ? stack->open.items[stack->open.count - 1].effect : 0;
}

void html_stack_imply(struct html_stack *stack, const struct html_tag *tag)
{
    uint32_t cut = stack->open.count;
    if (!tag || tag->closes == 0)
        return;
    for (uint32_t i = stack->open.count; i > 0; i--) {
        const struct html_tag *open = stack->open.items[i - 1].tag;
        unsigned groups = open ? open->groups : 0;
        if (groups & tag->closes)
            cut = i - 1;
        if (groups & tag->stops)
            break;
    }
    stack->open.count = cut;
}

static unsigned tag_effect(const struct html_tag *tag)
{
    unsigned flags = tag ? tag->flags : 0;
    return (flags & TAG_UNSEEN ? TEXT_UNSEEN : 0u) | (flags & TAG_KEPT ? TEXT_KEPT : 0u);
}

/* The style around an element: of its parent, or of the root. */
static const struct style *style_around(const struct html_stack *stack, const struct html_element *parent)
{
    if (parent)
        return &parent->style;
    return stack->root ? stack->root : &style_of_root;
}

/* Works out what depends on the elements around. */
static void inherit(const struct html_stack *stack, uint32_t index)
{
    struct html_element *element = &stack->open.items[index];
    const struct html_element *parent = index > 0 ? element - 1 : NULL;
    unsigned text = (parent ? parent->effect : 0) & ~(unsigned)HIDE_ANY;
    element->style = style_inside(style_around(stack, parent), &element->change);
    element->bits = element->own_bits | (parent ? parent->bits : 0);
    element->effect = style_hides(&element->style) | text | tag_effect(element->tag);
}

bool html_stack_open(struct html_stack *stack, const struct html_tag *tag, const struct css_subject *subject,
                     const struct style_change *change)
{
    struct html_element *element = stack->open.count < stack->limit ? vec_push(stack->arena, &stack->open) : NULL;
    if (!element) {
        stack->over++;
        return false;
    }
    *element = (struct html_element){.subject = *subject, .tag = tag, .own_bits = css_bits(subject), .change = *change};
    inherit(stack, stack->open.count - 1);
    return true;
}

unsigned html_stack_empty(const struct html_stack *stack, const struct style_change *change)
{
    const struct html_element *parent = stack->open.count > 0 ? &stack->open.items[stack->open.count - 1] : NULL;
    struct style style = style_inside(style_around(stack, parent), change);
    unsigned text = (parent ? parent->effect : 0) & ~(unsigned)HIDE_ANY;
    return style_hides(&style) | text;
}

uint64_t html_stack_bits(const struct html_stack *stack)
{
    return stack->open.count > 0 ? stack->open.items[stack->open.count - 1].bits : 0;
}

/* True if an end tag of the one cannot close anything outside the other. */
static bool is_barrier(const struct html_tag *open, const struct html_tag *end)
{
    unsigned flags = open ? open->flags : 0;
    if (end && end->flags & TAG_TABLE)
        return open && open->groups & GROUP_TABLE;
    if (end && end->flags & (TAG_BLOCK | TAG_FORMATTING | TAG_SCOPE))
        return flags & TAG_SCOPE;
    return flags & (TAG_SCOPE | TAG_BLOCK);
}

/* Takes one element out and lets those inside it inherit from the one around it. */
static void take_out(struct html_stack *stack, uint32_t index)
{
    for (uint32_t i = index; i + 1 < stack->open.count; i++) {
        stack->open.items[i] = stack->open.items[i + 1];
        inherit(stack, i);
    }
    stack->open.count--;
}

void html_stack_close(struct html_stack *stack, struct slice name, const struct html_tag *tag)
{
    uint64_t key = css_hash(CSS_TYPE, name);
    if (tag && tag->flags & (TAG_ROOT | TAG_VOID))
        return;
    if (stack->over > 0) {
        stack->over--;
        return;
    }
    for (uint32_t i = stack->open.count; i > 0; i--) {
        const struct html_element *open = &stack->open.items[i - 1];
        if (open->subject.tag == key) {
            if (tag && tag->flags & TAG_FORMATTING)
                take_out(stack, i - 1);
            else
                stack->open.count = i - 1;
            return;
        }
        if (is_barrier(open->tag, tag))
            return;
    }
}
