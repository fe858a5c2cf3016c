/* Attributes with addresses, sorted by name. In them: HTML (WHATWG HTML, its obsolete elements, and AMP for mail), SVG (its
 * references, and the attributes that are values of CSS), VML ([MS-OE376], part 4.1.2: what Outlook draws), and the sources of
 * mail frameworks, MJML (mj-…) and Inky (button, item). An <input> is taken for an image whatever its type: only images have `src`.
 * What is in no row is not loaded when a mail is read: cite, longdesc, profile, manifest, data-…, names of namespaces.
 * Tested in tests/unit/content/test_html_links.c. */
#include "content/html_link_table.h"

#include <string.h>

const struct link_attribute link_attributes[] = {
    {"action", "form", LINK_IN_FORM, LINK_FORM_ADDRESS, LINK_ALWAYS},
    {"action-xhr", "form", LINK_IN_FORM, LINK_FORM_ADDRESS, LINK_ALWAYS},
    {"archive", "applet", LINK_IN_RESOURCE, LINK_FORM_COMMAS, LINK_IF_ABSOLUTE},
    {"archive", "object", LINK_IN_RESOURCE, LINK_FORM_BLANKS, LINK_IF_ABSOLUTE},
    {"background", NULL, LINK_IN_BACKGROUND, LINK_FORM_ADDRESS, LINK_ALWAYS},
    {"background-url", "mj-*", LINK_IN_BACKGROUND, LINK_FORM_ADDRESS, LINK_ALWAYS},
    {"base-url", "mj-navbar", LINK_IN_BASE, LINK_FORM_ADDRESS, LINK_ALWAYS},
    {"classid", "object", LINK_IN_RESOURCE, LINK_FORM_ADDRESS, LINK_IF_ABSOLUTE},
    {"clip-path", NULL, LINK_IN_CSS, LINK_FORM_STYLE, LINK_ALWAYS},
    {"code", "applet", LINK_IN_RESOURCE, LINK_FORM_ADDRESS, LINK_IF_ABSOLUTE},
    {"codebase", "applet", LINK_IN_RESOURCE, LINK_FORM_ADDRESS, LINK_IF_ABSOLUTE},
    {"codebase", "object", LINK_IN_RESOURCE, LINK_FORM_ADDRESS, LINK_IF_ABSOLUTE},
    {"content", "meta", LINK_IN_REFRESH, LINK_FORM_REFRESH, LINK_IF_REFRESH},
    {"cursor", NULL, LINK_IN_CSS, LINK_FORM_STYLE, LINK_ALWAYS},
    {"data", "object", LINK_IN_MEDIA, LINK_FORM_ADDRESS, LINK_ALWAYS},
    {"fill", NULL, LINK_IN_CSS, LINK_FORM_STYLE, LINK_ALWAYS},
    {"filter", NULL, LINK_IN_CSS, LINK_FORM_STYLE, LINK_ALWAYS},
    {"formaction", "button", LINK_IN_FORM, LINK_FORM_ADDRESS, LINK_ALWAYS},
    {"formaction", "input", LINK_IN_FORM, LINK_FORM_ADDRESS, LINK_ALWAYS},
    {"href", "a", LINK_IN_A, LINK_FORM_ADDRESS, LINK_ALWAYS},
    {"href", "area", LINK_IN_AREA, LINK_FORM_ADDRESS, LINK_ALWAYS},
    {"href", "base", LINK_IN_BASE, LINK_FORM_ADDRESS, LINK_ALWAYS},
    {"href", "button", LINK_IN_A, LINK_FORM_ADDRESS, LINK_ALWAYS},
    {"href", "feimage", LINK_IN_IMG, LINK_FORM_ADDRESS, LINK_IF_OUTSIDE},
    {"href", "image", LINK_IN_IMG, LINK_FORM_ADDRESS, LINK_ALWAYS},
    {"href", "item", LINK_IN_A, LINK_FORM_ADDRESS, LINK_ALWAYS},
    {"href", "link", LINK_IN_RESOURCE, LINK_FORM_ADDRESS, LINK_IF_LOADED},
    {"href", "mj-font", LINK_IN_RESOURCE, LINK_FORM_ADDRESS, LINK_ALWAYS},
    {"href", "mj-*", LINK_IN_A, LINK_FORM_ADDRESS, LINK_ALWAYS},
    {"href", "script", LINK_IN_RESOURCE, LINK_FORM_ADDRESS, LINK_ALWAYS},
    {"href", "use", LINK_IN_IMG, LINK_FORM_ADDRESS, LINK_IF_OUTSIDE},
    {"href", "v:*", LINK_IN_A, LINK_FORM_ADDRESS, LINK_ALWAYS},
    {"icon-unwrapped-url", "mj-*", LINK_IN_IMG, LINK_FORM_ADDRESS, LINK_ALWAYS},
    {"icon-wrapped-url", "mj-*", LINK_IN_IMG, LINK_FORM_ADDRESS, LINK_ALWAYS},
    {"imagesrcset", "link", LINK_IN_RESOURCE, LINK_FORM_SRCSET, LINK_IF_LOADED},
    {"left-icon", "mj-*", LINK_IN_IMG, LINK_FORM_ADDRESS, LINK_ALWAYS},
    {"marker-end", NULL, LINK_IN_CSS, LINK_FORM_STYLE, LINK_ALWAYS},
    {"marker-mid", NULL, LINK_IN_CSS, LINK_FORM_STYLE, LINK_ALWAYS},
    {"marker-start", NULL, LINK_IN_CSS, LINK_FORM_STYLE, LINK_ALWAYS},
    {"mask", NULL, LINK_IN_CSS, LINK_FORM_STYLE, LINK_ALWAYS},
    {"o:href", "v:fill", LINK_IN_BACKGROUND, LINK_FORM_ADDRESS, LINK_ALWAYS},
    {"o:href", "v:imagedata", LINK_IN_IMG, LINK_FORM_ADDRESS, LINK_ALWAYS},
    {"ping", "a", LINK_IN_RESOURCE, LINK_FORM_BLANKS, LINK_ALWAYS},
    {"ping", "area", LINK_IN_RESOURCE, LINK_FORM_BLANKS, LINK_ALWAYS},
    {"poster", "amp-video", LINK_IN_IMG, LINK_FORM_ADDRESS, LINK_ALWAYS},
    {"poster", "video", LINK_IN_IMG, LINK_FORM_ADDRESS, LINK_ALWAYS},
    {"right-icon", "mj-*", LINK_IN_IMG, LINK_FORM_ADDRESS, LINK_ALWAYS},
    {"src", "amp-anim", LINK_IN_IMG, LINK_FORM_ADDRESS, LINK_ALWAYS},
    {"src", "amp-iframe", LINK_IN_FRAME, LINK_FORM_ADDRESS, LINK_ALWAYS},
    {"src", "amp-img", LINK_IN_IMG, LINK_FORM_ADDRESS, LINK_ALWAYS},
    {"src", "amp-list", LINK_IN_RESOURCE, LINK_FORM_ADDRESS, LINK_ALWAYS},
    {"src", "amp-state", LINK_IN_RESOURCE, LINK_FORM_ADDRESS, LINK_ALWAYS},
    {"src", "amp-*", LINK_IN_MEDIA, LINK_FORM_ADDRESS, LINK_ALWAYS},
    {"src", "audio", LINK_IN_MEDIA, LINK_FORM_ADDRESS, LINK_ALWAYS},
    {"src", "bgsound", LINK_IN_MEDIA, LINK_FORM_ADDRESS, LINK_ALWAYS},
    {"src", "embed", LINK_IN_MEDIA, LINK_FORM_ADDRESS, LINK_ALWAYS},
    {"src", "frame", LINK_IN_FRAME, LINK_FORM_ADDRESS, LINK_ALWAYS},
    {"src", "iframe", LINK_IN_FRAME, LINK_FORM_ADDRESS, LINK_ALWAYS},
    {"src", "image", LINK_IN_IMG, LINK_FORM_ADDRESS, LINK_ALWAYS},
    {"src", "img", LINK_IN_IMG, LINK_FORM_ADDRESS, LINK_ALWAYS},
    {"src", "input", LINK_IN_IMG, LINK_FORM_ADDRESS, LINK_ALWAYS},
    {"src", "mj-*", LINK_IN_IMG, LINK_FORM_ADDRESS, LINK_ALWAYS},
    {"src", "script", LINK_IN_RESOURCE, LINK_FORM_ADDRESS, LINK_ALWAYS},
    {"src", "source", LINK_IN_MEDIA, LINK_FORM_ADDRESS, LINK_ALWAYS},
    {"src", "track", LINK_IN_MEDIA, LINK_FORM_ADDRESS, LINK_ALWAYS},
    {"src", "v:fill", LINK_IN_BACKGROUND, LINK_FORM_ADDRESS, LINK_ALWAYS},
    {"src", "v:image", LINK_IN_IMG, LINK_FORM_ADDRESS, LINK_ALWAYS},
    {"src", "v:imagedata", LINK_IN_IMG, LINK_FORM_ADDRESS, LINK_ALWAYS},
    {"src", "v:stroke", LINK_IN_IMG, LINK_FORM_ADDRESS, LINK_ALWAYS},
    {"src", "video", LINK_IN_MEDIA, LINK_FORM_ADDRESS, LINK_ALWAYS},
    {"srcdoc", "iframe", LINK_IN_FRAME, LINK_FORM_HTML, LINK_ALWAYS},
    {"srcset", "amp-anim", LINK_IN_IMG, LINK_FORM_SRCSET, LINK_ALWAYS},
    {"srcset", "amp-img", LINK_IN_IMG, LINK_FORM_SRCSET, LINK_ALWAYS},
    {"srcset", "img", LINK_IN_IMG, LINK_FORM_SRCSET, LINK_ALWAYS},
    {"srcset", "mj-*", LINK_IN_IMG, LINK_FORM_SRCSET, LINK_ALWAYS},
    {"srcset", "source", LINK_IN_IMG, LINK_FORM_SRCSET, LINK_ALWAYS},
    {"stroke", NULL, LINK_IN_CSS, LINK_FORM_STYLE, LINK_ALWAYS},
    {"style", NULL, LINK_IN_CSS, LINK_FORM_STYLE, LINK_ALWAYS},
    {"thumbnails-src", "mj-*", LINK_IN_IMG, LINK_FORM_ADDRESS, LINK_ALWAYS},
    {"usemap", "img", LINK_IN_RESOURCE, LINK_FORM_ADDRESS, LINK_IF_ABSOLUTE},
    {"usemap", "object", LINK_IN_RESOURCE, LINK_FORM_ADDRESS, LINK_IF_ABSOLUTE},
    {"value", "param", LINK_IN_MEDIA, LINK_FORM_ADDRESS, LINK_IF_FILM},
    {"xlink:href", "a", LINK_IN_A, LINK_FORM_ADDRESS, LINK_ALWAYS},
    {"xlink:href", "feimage", LINK_IN_IMG, LINK_FORM_ADDRESS, LINK_IF_OUTSIDE},
    {"xlink:href", "image", LINK_IN_IMG, LINK_FORM_ADDRESS, LINK_ALWAYS},
    {"xlink:href", "script", LINK_IN_RESOURCE, LINK_FORM_ADDRESS, LINK_ALWAYS},
    {"xlink:href", "use", LINK_IN_IMG, LINK_FORM_ADDRESS, LINK_IF_OUTSIDE},
};

const size_t link_attribute_count = sizeof link_attributes / sizeof *link_attributes;

static bool is_for(const struct link_attribute *row, struct slice tag)
{
    size_t size = row->tag ? strlen(row->tag) : 0;
    if (size > 0 && row->tag[size - 1] == '*')
        return slice_starts(tag, slice_make(row->tag, size - 1));
    return !row->tag || slice_equal(tag, slice_make(row->tag, size));
}

const struct link_attribute *link_attribute_find(struct slice attribute, struct slice tag)
{
    size_t low = 0, high = link_attribute_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (slice_compare(slice_cstr(link_attributes[middle].attribute), attribute) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < link_attribute_count && slice_equal(slice_cstr(link_attributes[low].attribute), attribute); low++)
        if (is_for(&link_attributes[low], tag))
            return &link_attributes[low];
    return NULL;
}
