/* The stack of open elements. Names are compared by their place in the table, or by a hash where they are unknown. Elements over
 * the depth limit are counted, not kept. Tested in tests/unit/content/test_html_text.c. */
#include "content/html_stack.h"

/* FNV-1a for names that the table does not have; the high bit keeps them apart from the others. */
static uint64_t key_of(struct slice name, const struct html_tag *tag)
{
    uint64_t hash = 14695981039346656037u;
    if (tag)
        return (uint64_t)(uintptr_t)tag >> 1;
    for (size_t i = 0; i < name.size; i++)
        hash = (hash ^ name.data[i]) * 1099511628211u;
    return hash | (uint64_t)1 << 63;
}

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

static unsigned inherited(const struct html_element *element, unsigned parent)
{
    return (parent & ~element->clear) | element->set;
}

bool html_stack_open(struct html_stack *stack, struct slice name, const struct html_tag *tag, struct css_effect style)
{
    unsigned parent = html_stack_effect(stack);
    struct html_element *element = stack->open.count < stack->limit ? vec_push(stack->arena, &stack->open) : NULL;
    if (!element) {
        stack->over++;
        return false;
    }
    *element = (struct html_element){key_of(name, tag), tag, style.set | tag_effect(tag), style.clear, 0};
    element->effect = inherited(element, parent);
    return true;
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
        unsigned parent = i > 0 ? stack->open.items[i - 1].effect : 0;
        stack->open.items[i] = stack->open.items[i + 1];
        stack->open.items[i].effect = inherited(&stack->open.items[i], parent);
    }
    stack->open.count--;
}

void html_stack_close(struct html_stack *stack, struct slice name, const struct html_tag *tag)
{
    uint64_t key = key_of(name, tag);
    if (tag && tag->flags & (TAG_ROOT | TAG_VOID))
        return;
    if (stack->over > 0) {
        stack->over--;
        return;
    }
    for (uint32_t i = stack->open.count; i > 0; i--) {
        const struct html_element *open = &stack->open.items[i - 1];
        if (open->key == key) {
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
