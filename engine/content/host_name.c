/* Scripts and look-alikes in names. A name is judged in Unicode, whether it was written so or with xn--. ASCII is answered at
 * once. Tested in tests/unit/content/test_host_name.c. */
#include "content/host_name.h"

#include "base/ascii.h"
#include "base/buffer.h"
#include "base/utf8.h"
#include "content/confusable.h"

static struct slice next_label(struct slice name, size_t *offset)
{
    size_t end = slice_find_byte(name, *offset, '.');
    end = end == SLICE_NONE ? name.size : end;
    struct slice label = slice_sub(name, *offset, end);
    *offset = end + 1;
    return label;
}

static size_t count_dots(struct slice s)
{
    size_t dots = 0;
    for (size_t i = 0; i < s.size; i++)
        dots += s.data[i] == '.';
    return dots;
}

/* The last labels of the name, as many as the domain has. A dot at the end is no part of it. */
static struct slice domain_of(struct slice unicode, struct slice domain)
{
    struct slice name = slice_at(unicode, unicode.size - 1) == '.' ? slice_sub(unicode, 0, unicode.size - 1) : unicode;
    size_t start = name.size, dots = count_dots(domain) + 1;
    if (domain.size == 0)
        return name;
    while (start > 0 && dots > 0)
        dots -= name.data[--start] == '.';
    return slice_from(name, dots > 0 ? start : start + 1);
}

bool host_mixes_scripts(struct slice unicode)
{
    if (slice_is_ascii(unicode))
        return false;
    for (size_t offset = 0; offset <= unicode.size;)
        if (writing_of(next_label(unicode, &offset)) == WRITING_MIXED)
            return true;
    return false;
}

enum writing host_writing(struct slice unicode, struct slice domain)
{
    size_t offset = 0;
    return writing_of(next_label(domain_of(unicode, domain), &offset));
}

struct slice host_confusable_with(struct arena *arena, struct slice unicode, struct slice domain)
{
    struct slice name = domain_of(unicode, domain);
    struct buffer out;
    if (slice_is_ascii(name))
        return (struct slice){0};
    buffer_init(&out, arena, name.size);
    for (size_t i = 0; i < name.size;) {
        struct utf8_step step = utf8_decode(name, i);
        int letter = step.code_point < 0x80 ? (int)step.code_point : confusable_letter(step.code_point);
        if (letter < 0)
            return (struct slice){0};
        buffer_byte(&out, letter);
        i += step.length;
    }
    return buffer_slice(&out);
}
