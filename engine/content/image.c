/* What images are by their address and size, and what of it is counted. Tested in tests/unit/content/test_elements.c. */
#include "content/content.h"
#include "content/hidden.h"

/* What a character of text takes with its share of the blanks: 7 by 20 pixels at the usual 14 pixels, and a blank for five. */
enum { PIXEL_SIZE = 3, CHARACTER_AREA = 168 };

static const struct link *link_of(const struct content *content, const struct image *image)
{
    return image->link != INDEX_NONE ? &content->links.items[image->link] : NULL;
}

/* Whether the scheme of its address is one of these two. */
static enum image_answer has_scheme(const struct link *link, const char *a, const char *b)
{
    if (!link)
        return IMAGE_NO;
    if (link->url.open)
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

static const struct element *element_of(const struct content *content, const struct image *image)
{
    return &content->elements.items[image->element];
}

bool image_is_visible(const struct content *content, const struct image *image)
{
    const struct element *element = element_of(content, image);
    return !(element->hidden & HIDE_ANY & ~(unsigned)HIDE_TEXT_ONLY) && !element->unseen && !element->conditional;
}

bool image_has_open_size(const struct content *content, const struct image *image)
{
    static const char *const names[] = {"width", "height", "style"};
    const struct element *element = element_of(content, image);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const struct layer *value = element_attribute(content, element, slice_cstr(names[i]));
        if (value && slice_find_byte(value->text, 0, MASK_BYTE) != SLICE_NONE)
            return true;
    }
    return element_has_open_name(content, element);
}

enum image_answer image_is_pixel(const struct content *content, const struct image *image)
{
    bool hidden = !image_is_visible(content, image) && !element_of(content, image)->conditional;
    bool large = (image->has_width && image->width > PIXEL_SIZE) || (image->has_height && image->height > PIXEL_SIZE);
    bool said = image->has_width || image->has_height;
    enum image_answer remote = image_is_remote(content, image);
    if (large || remote == IMAGE_NO)
        return IMAGE_NO;
    if (said || hidden)
        return remote;
    return image_has_open_size(content, image) ? IMAGE_UNKNOWN : IMAGE_NO;
}

/* The area for the share of images: one that says only its width is taken to be half as high. */
static double estimated_area(const struct image *image)
{
    double width = image->has_width ? image->width : image->height * 2;
    double height = image->has_height ? image->height : image->width / 2;
    return width * height;
}

static void count_image(struct content *content, const struct image *image)
{
    struct facts *facts = &content->facts;
    enum image_answer remote = image_is_remote(content, image);
    enum image_answer pixel = image_is_pixel(content, image);
    facts->images++;
    facts->remote_images += remote == IMAGE_YES;
    facts->embedded_images += image_is_embedded(content, image) == IMAGE_YES;
    facts->tracking_pixels += pixel == IMAGE_YES;
    facts->open_image = facts->open_image || remote == IMAGE_UNKNOWN;
    facts->open_pixel = facts->open_pixel || pixel == IMAGE_UNKNOWN;
    if (pixel == IMAGE_YES || !image_is_visible(content, image))
        return;
    facts->linked_images += image->linked;
    facts->images_without_alt += !image->has_alt;
    facts->open_attributes = facts->open_attributes || element_has_open_name(content, element_of(content, image));
    facts->open_image_size = facts->open_image_size || image_has_open_size(content, image);
    if (image->has_width && image->has_height)
        facts->image_area += image->width * image->height;
    facts->image_share += estimated_area(image);
}

void facts_count_images(struct content *content)
{
    struct facts *facts = &content->facts;
    for (uint32_t i = 0; i < content->images.count; i++)
        if (!element_of(content, &content->images.items[i])->conditional)
            count_image(content, &content->images.items[i]);
    double all = facts->image_share + (double)facts->visible_characters * CHARACTER_AREA;
    if (all > 0)
        facts->image_share /= all;
}
