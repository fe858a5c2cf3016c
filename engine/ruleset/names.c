/* The names of categories, severities, profiles, stages, and what providers do. Tested in tests/unit/ruleset. */
#include "ruleset/load.h"

#define X(name, text) text,
const char *const category_choices[] = {CATEGORIES(X) NULL};
const char *const severity_choices[] = {SEVERITIES(X) NULL};
const char *const profile_choices[] = {PROFILES(X) NULL};
const char *const stage_choices[] = {STAGES(X) NULL};
#undef X
const char *const effect_choices[] = {"reject", "spam-folder", "defer", "warn", NULL};

const char *condition_name(enum condition_kind kind)
{
    static const char *const names[] = {
        [CONDITION_TEXT] = "text",       [CONDITION_HEADER] = "header",   [CONDITION_LINK] = "link",
        [CONDITION_IMAGE] = "image",     [CONDITION_ELEMENT] = "element", [CONDITION_PART] = "part",
        [CONDITION_MESSAGE] = "message", [CONDITION_ANOMALY] = "anomaly", [CONDITION_META] = "meta",
    };
    return names[kind];
}

const char *category_text(enum category category)
{
    return (unsigned)category < CATEGORY_COUNT ? category_choices[category] : "";
}

const char *severity_text(enum severity severity)
{
    return (unsigned)severity < SEVERITY_COUNT ? severity_choices[severity] : "";
}

const char *profile_text(enum profile profile)
{
    return (unsigned)profile < PROFILE_COUNT ? profile_choices[profile] : "";
}
