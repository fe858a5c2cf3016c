/* What images are by their address and size. Tested in tests/unit/content/test_elements.c. */
#include "content/content.h"
#include "content/hidden.h"

enum { PIXEL_SIZE = 3 };

static const struct link *link_of(const struct content *content, const struct image *image)
{
    return image->link != INDEX_NONE ? &content->links.items[image->link] : NULL;
}

/* True if a placeholder stands where the scheme would be. */
static bool has_open_scheme(const struct link *link)
{
    return link->url.host_unknown && !link->url.has_authority;
}

/* Whether the scheme of its address is one of these two. */
static enum image_answer has_scheme(const struct link *link, const char *a, const char *b)
{
    if (!link)
        return IMAGE_NO;
    if (has_open_scheme(link))
        return IMAGE_UNKNOWN;
    struct slice scheme = link->url.scheme;
    return slice_equal(scheme, slice_cstr(a)) || slice_equal(scheme, slice_cstr(b)) ? IMAGE_YES : IMAGE_NO;
}

enum image_answer image_is_remote(const struct content *content, const struct image *image)
{
    const struct link *link = link_of(content, image);
    if (link && link->url.relative && link->url.has_authority)
        return IMAGE_YES;
    return has_scheme(link, "http", "https");
}

enum image_answer image_is_embedded(const struct content *content, const struct image *image)
{
    return has_scheme(link_of(content, image), "cid", "data");
}

/* True if a size may come out of a placeholder. */
static bool has_open_size(const struct content *content, const struct element *element)
{
    static const char *const names[] = {"width", "height", "style"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const struct layer *value = element_attribute(content, element, slice_cstr(names[i]));
        if (value && slice_find_byte(value->text, 0, MASK_BYTE) != SLICE_NONE)
            return true;
    }
    return false;
}

enum image_answer image_is_pixel(const struct content *content, const struct image *image)
{
    const struct element *element = &content->elements.items[image->element];
    bool hidden = element->unseen || (element->hidden & HIDE_ANY) != 0;
    bool large = (image->has_width && image->width > PIXEL_SIZE) || (image->has_height && image->height > PIXEL_SIZE);
    bool said = image->has_width || image->has_height;
    enum image_answer remote = image_is_remote(content, image);
    if (large || remote == IMAGE_NO)
        return IMAGE_NO;
    if (said || hidden)
        return remote;
    return has_open_size(content, element) ? IMAGE_UNKNOWN : IMAGE_NO;
}
