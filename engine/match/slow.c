/* What lint says of patterns that can be slow, told from the text alone.
 *
 * For each branch of a group two sets of ASCII characters are kept. `common`: those of which every item that must be there can be
 * made; a run of one of them can be the whole branch. `loops`: those that an unbounded repeat in it takes. Where both meet and
 * the group is repeated without bound, a run of that character can be divided among the rounds in exponentially many ways; the
 * same where two branches share such a character. Two unbounded repeats side by side that share a character divide a run in
 * quadratically many ways. Only what is certain is said: case folding, back references, recursion and characters outside ASCII
 * are not followed, and a pattern with conditions or too many levels is not judged. Tested in tests/unit/match/test_slow.c. */
#include "match/internal.h"
#include "match/reader.h"

enum { MAX_LEVELS = 64 };

static const struct ascii_set none = {{0, 0}};
static const struct ascii_set all = {{UINT64_MAX, UINT64_MAX}};

struct branch {
    struct ascii_set common;
    struct ascii_set loops;
    struct ascii_set tail; /* taken by unbounded repeats that end where the branch has got to */
    bool required;         /* has an item that must be there */
    bool literal;          /* a character or line start that must be there */
};

struct level {
    enum group_kind group;
    struct branch branch;    /* being read */
    struct ascii_set before; /* the tail where the group began */
    /* Of the branches that ended. */
    struct ascii_set commons, loops, tails;
    bool required, literal; /* all have it */
    bool ambiguous;         /* two share a character of which both can be made */
};

struct walk {
    struct level levels[MAX_LEVELS];
    uint32_t depth;
    const char *reason;
};

static void begin_branch(struct level *level)
{
    level->branch = (struct branch){.common = all, .tail = level->before};
}

static void begin_level(struct level *level, enum group_kind group, struct ascii_set before)
{
    *level = (struct level){.group = group, .before = before, .required = true, .literal = true};
    begin_branch(level);
}

static void end_branch(struct level *level)
{
    const struct branch *branch = &level->branch;
    struct ascii_set common = branch->required ? branch->common : branch->loops;
    level->ambiguous = level->ambiguous || set_meets(level->commons, common);
    level->commons = set_or(level->commons, common);
    level->loops = set_or(level->loops, set_and(branch->loops, branch->common));
    level->tails = set_or(level->tails, branch->tail);
    level->required = level->required && branch->required;
    level->literal = level->literal && branch->literal;
}

/* An item, or a whole group seen as one. */
struct part {
    struct ascii_set set;   /* what one round can be made of */
    struct ascii_set loops; /* of it, what unbounded repeats inside it take */
    struct ascii_set tail;  /* left over at its end */
    bool literal;
    bool required;
};

static void add_part(struct walk *walk, const struct part *part, const struct token *token)
{
    struct branch *branch = &walk->levels[walk->depth].branch;
    bool unbounded = token->max == READER_MANY;
    bool required = part->required && token->min > 0;
    struct ascii_set loops = part->loops;
    struct ascii_set tail = part->tail;
    if (unbounded) {
        loops = set_or(loops, part->set);
        tail = set_or(tail, part->set);
        if (set_meets(branch->tail, part->set))
            walk->reason = "two unbounded repeats that stand side by side can take the same characters";
    }
    if (token->possessive)
        loops = tail = none;
    branch->tail = required ? tail : set_or(branch->tail, tail);
    branch->loops = set_or(branch->loops, loops);
    if (required) {
        branch->required = true;
        branch->literal = branch->literal || part->literal;
        branch->common = set_and(branch->common, part->set);
    }
}

static void open_level(struct walk *walk, enum group_kind group)
{
    struct ascii_set before = group == GROUP_LOOK ? none : walk->levels[walk->depth].branch.tail;
    walk->depth++;
    begin_level(&walk->levels[walk->depth], group, before);
}

static void close_level(struct walk *walk, const struct token *token)
{
    struct level *level = &walk->levels[walk->depth];
    end_branch(level);
    walk->depth--;
    if (level->group == GROUP_LOOK)
        return;
    if (token->max == READER_MANY && !token->possessive && level->group != GROUP_ATOMIC) {
        if (level->ambiguous)
            walk->reason = "an unbounded repeat of a choice whose branches can take the same characters";
        if (set_meets(level->loops, all))
            walk->reason = "an unbounded repeat stands inside another one and both can take the same characters";
    }
    bool atomic = level->group == GROUP_ATOMIC;
    struct part part = {
        .set = level->commons,
        .loops = atomic ? none : level->loops,
        .tail = atomic ? none : level->tails,
        .literal = level->literal,
        .required = level->required,
    };
    add_part(walk, &part, token);
}

/* False: the pattern is beyond what can be judged. */
static bool take_token(struct walk *walk, const struct token *token)
{
    struct level *level = &walk->levels[walk->depth];
    struct part part = {.set = token->set, .literal = token->literal, .required = true};
    switch (token->kind) {
    case TOKEN_OPEN:
        if (walk->depth + 1 >= MAX_LEVELS || token->group == GROUP_CONDITIONAL)
            return false;
        open_level(walk, token->group);
        return true;
    case TOKEN_CLOSE:
        if (walk->depth == 0)
            return false;
        close_level(walk, token);
        return true;
    case TOKEN_BAR:
        end_branch(level);
        begin_branch(level);
        return true;
    case TOKEN_ANCHOR: level->branch.literal = true; return true;
    case TOKEN_ITEM: add_part(walk, &part, token); return true;
    case TOKEN_EMPTY:
    case TOKEN_END: break;
    }
    return true;
}

const char *slow_reason(struct slice text)
{
    struct reader reader;
    reader_init(&reader, text);
    struct walk walk = {.depth = 0};
    begin_level(&walk.levels[0], GROUP_PLAIN, none);
    struct token token = reader_next(&reader);
    for (; token.kind != TOKEN_END && !walk.reason; token = reader_next(&reader)) {
        if (!take_token(&walk, &token))
            return NULL;
    }
    if (walk.reason)
        return walk.reason;
    end_branch(&walk.levels[0]);
    return walk.levels[0].literal ? NULL : "no fixed text of it must occur, so it has to be tried at every place of a text";
}
