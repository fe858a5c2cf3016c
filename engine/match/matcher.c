/* The matcher: looks for a pattern in a text, within a budget.
 *
 * Steps. A call-out counts one (for a word list, what a start may cost there), and one more for every 8 bytes between its place
 * and that of the call-out before, since one item can run through the whole text without another call-out. What is not seen is
 * a back reference to a long text that fails near its end; for that there is the clock.
 *
 * Chunks. PCRE2 tries the starts of one chunk in a call, on a text that ends a little more than MATCH_MAX_BYTES behind the chunk.
 * So every start sees as much as a hit may be long, and hits do not depend on where chunks end. A match that is longer is tried
 * again on a text that ends there; if that gives no hit, MATCH_LIMIT says so in the end.
 *
 * Texts must be valid UTF-8: PCRE2 does not check them again. Tested in tests/unit/match/test_matcher.c and test_budget.c. */
#include <time.h>

#include "base/utf8.h"
#include "match/internal.h"

enum {
    CHUNK_BYTES = 64 * 1024,
    TAIL_BYTES = MATCH_MAX_BYTES + 8, /* so that a hit of MATCH_MAX_BYTES never ends where the text was cut */
    STEP_NANOSECONDS = 50,            /* several times what was measured */
    CLOCK_FACTOR = 10,
    LOOK_STEPS = 4096, /* between two looks at the clock */
};

static uint64_t cpu_nanoseconds(void)
{
    struct timespec time;
    if (clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time) != 0)
        return 1;
    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec + 1;
}

static uint64_t minimum(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

static uint64_t add_capped(uint64_t a, uint64_t b)
{
    return a > UINT64_MAX - b ? UINT64_MAX : a + b;
}

/* The number of steps at which the budget is used up. */
static uint64_t steps_end(const struct matcher *matcher)
{
    return minimum(add_capped(matcher->rule_began, matcher->rule_steps), matcher->message_steps);
}

static bool clock_is_over(struct matcher *matcher)
{
    uint64_t now = cpu_nanoseconds();
    uint64_t passed = matcher->last_look && now > matcher->last_look ? now - matcher->last_look : 0;
    uint64_t step = (uint64_t)matcher->step_nanoseconds * CLOCK_FACTOR;
    matcher->last_look = now;
    matcher->rule_time += passed;
    matcher->message_time += passed;
    return (step && matcher->rule_time / step > matcher->rule_steps) ||
           (step && matcher->message_time / step > matcher->message_steps);
}

static void set_pause(struct matcher *matcher)
{
    matcher->look_at = add_capped(matcher->steps, LOOK_STEPS);
    matcher->pause_at = minimum(matcher->look_at, steps_end(matcher));
}

static int pause(struct matcher *matcher)
{
    if (matcher->steps >= steps_end(matcher))
        matcher->stop = MATCH_BUDGET;
    else if (clock_is_over(matcher))
        matcher->stop = MATCH_CLOCK;
    set_pause(matcher);
    return matcher->stop == MATCH_COMPLETE ? 0 : PCRE2_ERROR_CALLOUT;
}

/* The call-out of PCRE2: runs for nearly every item of a pattern that is tried, so it does little. */
static int count_step(pcre2_callout_block *block, void *context)
{
    struct matcher *matcher = context;
    size_t position = block->current_position;
    size_t distance = position > matcher->position ? position - matcher->position : matcher->position - position;
    matcher->position = position;
    matcher->steps += matcher->weight + distance / MATCH_STEP_BYTES;
    return matcher->steps < matcher->pause_at ? 0 : pause(matcher);
}

struct matcher *matcher_new(struct arena *arena, const struct pattern_set *set, const struct limits *limits)
{
    struct matcher *matcher = arena_new(arena, struct matcher);
    pcre2_general_context *general = matcher ? heap_context(&matcher->heap, arena) : NULL;
    if (!general)
        return NULL;
    matcher->set = set;
    matcher->arena = arena;
    matcher->context = pcre2_match_context_create(general);
    matcher->data = pcre2_match_data_create(1, general);
    if (!matcher->context || !matcher->data)
        return NULL;
    matcher->rule_steps = limits->rule_steps;
    matcher->message_steps = limits->message_steps;
    matcher->chunk = CHUNK_BYTES;
    matcher->step_nanoseconds = STEP_NANOSECONDS;
    pcre2_set_callout(matcher->context, count_step, matcher);
    /* The steps decide, not these, which count for each start anew. */
    pcre2_set_match_limit(matcher->context, UINT32_MAX);
    pcre2_set_depth_limit(matcher->context, UINT32_MAX);
    pcre2_set_heap_limit(matcher->context, (uint32_t)minimum(limits->match_heap / 1024, UINT32_MAX));
    matcher_reset(matcher);
    return matcher;
}

void matcher_free(struct matcher **matcher)
{
    *matcher = NULL;
}

void matcher_reset(struct matcher *matcher)
{
    matcher->steps = 0;
    matcher->message_time = 0;
    matcher->kept_count = 0;
    matcher_begin_rule(matcher);
}

void matcher_begin_rule(struct matcher *matcher)
{
    matcher->rule_began = matcher->steps;
    matcher->rule_time = 0;
}

uint64_t matcher_steps(const struct matcher *matcher)
{
    return matcher->steps;
}

/* One pattern in one text. */
struct search {
    struct matcher *matcher;
    const pcre2_code *code;
    struct slice text;
    uint32_t options; /* of PCRE2, for every call */
    size_t start;     /* where to go on */
    struct span hit;  /* what was found last */
    bool too_long;    /* a match was left out */
};

/* The largest place <= offset where the text can be cut: not in a character, and not in a line end, which PCRE2 takes as one
 * when it moves on to the next start. */
static size_t floor_cut(struct slice text, size_t offset)
{
    offset = utf8_floor(text, offset);
    return offset > 0 && slice_at(text, offset) == '\n' && slice_at(text, offset - 1) == '\r' ? offset - 1 : offset;
}

/* Tries the starts in [search->start, next) on the text up to `end`. */
static int try_starts(const struct search *search, size_t next, size_t end, uint32_t more)
{
    struct matcher *matcher = search->matcher;
    const unsigned char *data = search->text.data ? search->text.data : (const unsigned char *)"";
    uint32_t options = search->options | more | PCRE2_NO_UTF_CHECK | (end < search->text.size ? PCRE2_NOTEOL : 0);
    matcher->position = search->start;
    pcre2_set_offset_limit(matcher->context, next - 1);
    return pcre2_match(search->code, data, end, search->start, options, matcher->data, matcher->context);
}

static enum match_status status_of_error(const struct matcher *matcher, int error)
{
    if (error == PCRE2_ERROR_CALLOUT)
        return matcher->stop;
    return error == PCRE2_ERROR_NOMEMORY ? MATCH_NO_MEMORY : MATCH_LIMIT;
}

static struct span matched(const struct matcher *matcher)
{
    const size_t *range = pcre2_get_ovector_pointer(matcher->data);
    return (struct span){(uint32_t)range[0], (uint32_t)range[1]};
}

static bool is_too_long(const struct matcher *matcher)
{
    return matched(matcher).end - pcre2_get_startchar(matcher->data) > MATCH_MAX_BYTES;
}

/* A match that is too long: looks for a shorter one at its start, else passes over that start. */
static int shorten(struct search *search)
{
    const struct slice text = search->text;
    search->start = pcre2_get_startchar(search->matcher->data);
    size_t end = utf8_floor(text, minimum(search->start + TAIL_BYTES, text.size));
    int result = try_starts(search, search->start + 1, end, PCRE2_ANCHORED);
    if (result >= 0 && !is_too_long(search->matcher))
        return result;
    if (result >= 0)
        result = PCRE2_ERROR_NOMATCH;
    if (result == PCRE2_ERROR_NOMATCH) {
        search->too_long = true;
        search->start += utf8_decode(text, search->start).length;
    }
    return result;
}

/* The next match in what is left of the text: PCRE2's result, with search->hit and search->start set. */
static int next_match(struct search *search, bool any_length)
{
    struct matcher *matcher = search->matcher;
    const struct slice text = search->text;
    for (bool last = false; !last;) {
        last = text.size - search->start <= matcher->chunk;
        size_t next = last ? text.size + 1 : floor_cut(text, search->start + matcher->chunk);
        size_t end = utf8_floor(text, minimum(next + TAIL_BYTES, text.size));
        int result = try_starts(search, next, end, 0);
        bool cut = result >= 0 && !any_length && is_too_long(matcher);
        if (cut)
            result = shorten(search);
        if (result >= 0) {
            search->hit = matched(matcher);
            search->start = search->hit.end;
        }
        if (result != PCRE2_ERROR_NOMATCH)
            return result;
        if (cut)
            last = false;
        else
            search->start = next;
    }
    return PCRE2_ERROR_NOMATCH;
}

/* False: the budget is used up already. */
static bool begin_search(struct search *search, struct matcher *matcher, uint32_t pattern, struct slice text)
{
    const struct pattern *compiled = matcher->set->patterns.items[pattern];
    *search = (struct search){.matcher = matcher, .code = compiled->code, .text = text};
    matcher->weight = compiled->weight;
    matcher->last_look = 0;
    matcher->stop = MATCH_COMPLETE;
    set_pause(matcher);
    return matcher->steps < steps_end(matcher);
}

/* The trigrams of the text. */
static const struct gate_text *trigrams(struct matcher *matcher, struct slice text)
{
    struct gated_text **free = &matcher->kept[matcher->kept_count < GATE_KEPT ? matcher->kept_count : 0];
    for (uint32_t i = 0; i < matcher->kept_count; i++)
        if (matcher->kept[i]->text.data == text.data && matcher->kept[i]->text.size == text.size)
            return &matcher->kept[i]->trigrams;
    if (text.size >= GATE_KEPT_BYTES && matcher->kept_count < GATE_KEPT && !*free)
        *free = arena_new(matcher->arena, struct gated_text);
    if (text.size < GATE_KEPT_BYTES || matcher->kept_count == GATE_KEPT || !*free) {
        gate_read(&matcher->scratch, text);
        return &matcher->scratch;
    }
    matcher->kept_count++;
    (*free)->text = text;
    gate_read(&(*free)->trigrams, text);
    return &(*free)->trigrams;
}

/* False: the pattern cannot match in the text. */
static bool can_match(struct matcher *matcher, uint32_t pattern, struct slice text)
{
    struct literal_set literals = matcher->set->patterns.items[pattern]->literals;
    return matcher->no_gate || literals.count == 0 || gate_open(trigrams(matcher, text), literals);
}

struct gate_text *match_texts_new(struct arena *arena)
{
    return arena_new(arena, struct gate_text);
}

void match_texts_add(struct gate_text *texts, struct slice text)
{
    gate_add(texts, text);
}

bool match_texts_may(const struct gate_text *texts, const struct pattern_set *set, uint32_t pattern)
{
    struct literal_set literals = set->patterns.items[pattern]->literals;
    return literals.count == 0 || gate_open(texts, literals);
}

enum match_status matcher_find(struct matcher *matcher, uint32_t pattern, struct slice text, struct arena *hit_arena,
                               hit_list *hits, uint32_t cap)
{
    struct search search;
    if (!can_match(matcher, pattern, text))
        return hits->count < cap ? MATCH_COMPLETE : MATCH_CAPPED;
    if (!begin_search(&search, matcher, pattern, text))
        return MATCH_BUDGET;
    search.options = PCRE2_NOTEMPTY;
    while (hits->count < cap) {
        int result = next_match(&search, false);
        if (result == PCRE2_ERROR_NOMATCH)
            return search.too_long ? MATCH_LIMIT : MATCH_COMPLETE;
        if (result < 0)
            return status_of_error(matcher, result);
        struct span *hit = vec_push(hit_arena, hits);
        if (!hit)
            return MATCH_NO_MEMORY;
        *hit = search.hit;
    }
    return search.too_long ? MATCH_LIMIT : MATCH_CAPPED;
}

enum match_status matcher_test(struct matcher *matcher, uint32_t pattern, struct slice text, bool *out_found)
{
    struct search search;
    *out_found = false;
    if (!can_match(matcher, pattern, text))
        return MATCH_COMPLETE;
    if (!begin_search(&search, matcher, pattern, text))
        return MATCH_BUDGET;
    int result = next_match(&search, true);
    *out_found = result >= 0;
    return result >= 0 || result == PCRE2_ERROR_NOMATCH ? MATCH_COMPLETE : status_of_error(matcher, result);
}

const char *match_status_text(enum match_status status)
{
    static const char *const texts[] = {
        [MATCH_COMPLETE] = "complete",
        [MATCH_CAPPED] = "as many hits as were asked for",
        [MATCH_BUDGET] = "the budget of pattern steps was used up",
        [MATCH_CLOCK] = "the pattern took too much processor time",
        [MATCH_LIMIT] = "the pattern met a limit of PCRE2, or a hit was too long",
        [MATCH_NO_MEMORY] = "there was no memory",
    };
    return texts[status];
}
