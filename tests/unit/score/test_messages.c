/* Whole messages through the room `score`: where findings point, what they add up to, and a lack of memory at every allocation.
 */
#include <string.h>

#include "score/score.h"
#include "score/suites.h"

static const char rules_text[] = "pack: t\n"
                                 "version: 1\n"
                                 "rules:\n"
                                 "  - id: __A\n"
                                 "    text: {match: alpha}\n"
                                 "  - id: T_EACH\n"
                                 "    title: Each\n"
                                 "    category: spam\n"
                                 "    severity: info\n"
                                 "    score: {each: 0.333, max: 0.9}\n"
                                 "    text: {match: alpha}\n"
                                 "    why: Test.\n"
                                 "    fix: None.\n"
                                 "  - id: T_META\n"
                                 "    title: Meta\n"
                                 "    category: spam\n"
                                 "    severity: warn\n"
                                 "    score: 1.5\n"
                                 "    meta: __A and count(T_EACH) > 1\n"
                                 "    why: Test.\n"
                                 "    fix: None.\n"
                                 "  - id: T_LINK\n"
                                 "    title: Link\n"
                                 "    category: broken\n"
                                 "    severity: error\n"
                                 "    link: {host.kind: single-label}\n"
                                 "    message: 'To {host}'\n"
                                 "    why: Test.\n"
                                 "    fix: None.\n"
                                 "  - id: T_FROM\n"
                                 "    title: From\n"
                                 "    category: hygiene\n"
                                 "    severity: warn\n"
                                 "    header: {name: From, of: domain, match: 'example'}\n"
                                 "    why: Test.\n"
                                 "    fix: None.\n";

static const char message_text[] =
    "From: Ana <ana@example.com>\r\n"
    "Subject: =?utf-8?q?alpha?=\r\n"
    "MIME-Version: 1.0\r\n"
    "Content-Type: multipart/alternative; boundary=b\r\n"
    "\r\n"
    "--b\r\n"
    "\r\n"
    "alpha alpha alpha http://intranet/x\r\n"
    "--b\r\n"
    "Content-Type: text/html; charset=utf-8\r\n"
    "Content-Transfer-Encoding: quoted-printable\r\n"
    "\r\n"
    "<p>al=\r\npha <a href=3D\"http://intranet/x\">{% if a %}alpha{% else %}beta{% endif %}</a></p>\r\n"
    "--b--\r\n";

/* One run, from parsing to the verdict; false when memory ran out on the way. */
static bool run(struct arena *arena, const struct policy *policy, struct outcome *out)
{
    static struct message_options options;
    struct source source;
    source_init(&source, SLICE("t.eml"), slice_make(message_text, sizeof message_text - 1));
    struct message *message = arena_new(arena, struct message);
    struct content *content = arena_new(arena, struct content);
    struct matcher *matcher = matcher_new(arena, &policy->rules->patterns, &policy->limits);
    bool good = message && content && matcher && message_parse(message, arena, &source, &options) &&
                content_read(content, message) && score_message(out, policy, matcher, content);
    matcher_free(&matcher);
    return good && !arena->failed;
}

static void load(struct ruleset *rules, struct policy *policy)
{
    struct arena arena;
    struct diagnostics diagnostics;
    struct rule_file file = {SLICE("t.yaml"), slice_make(rules_text, sizeof rules_text - 1), false, false};
    arena_init(&arena, 1 << 20);
    diagnostics_init(&diagnostics, &arena);
    ck_assert(ruleset_init(rules));
    bool loaded = ruleset_load(rules, &file, 1, &limits_default, &diagnostics);
    ck_assert_msg(loaded, "%.*s",
                  SLICE_ARG(diagnostics.list.count > 0 ? diagnostics.list.items[0].message : SLICE("not loaded")));
    ck_assert(policy_init(policy, rules));
    arena_free(&arena);
}

static const struct finding *find(const struct outcome *outcome, const char *id)
{
    for (uint32_t i = 0; i < outcome->findings.count; i++)
        if (slice_equal(outcome->rules->rules.items[outcome->findings.items[i].rule].id, slice_cstr(id)))
            return &outcome->findings.items[i];
    return NULL;
}

START_TEST(findings_add_up)
{
    struct ruleset rules;
    struct policy policy;
    struct arena arena;
    struct outcome outcome;
    load(&rules, &policy);
    arena_init(&arena, 1 << 26);
    ck_assert(run(&arena, &policy, &outcome));
    int64_t sum = 0;
    for (uint32_t i = 0; i < outcome.findings.count; i++)
        sum += outcome.findings.items[i].millipoints;
    ck_assert_int_eq(sum, outcome.millipoints);
    ck_assert_int_eq(outcome.millipoints, 900 + 1500);
    ck_assert_int_eq(outcome.verdict, VERDICT_FAIL);
    ck_assert(outcome.failed_by_severity && !outcome.failed_by_score);
    const struct finding *link = find(&outcome, "T_LINK");
    ck_assert_ptr_nonnull(link);
    ck_assert_uint_eq(link->count, 1);
    ck_assert_uint_eq(link->locations.count, 2);
    ck_assert(slice_equal(link->message, SLICE("To intranet")));
    const struct finding *each = find(&outcome, "T_EACH");
    ck_assert_ptr_nonnull(each);
    ck_assert_uint_eq(each->count, 3);
    arena_free(&arena);
    policy_free(&policy);
    ruleset_free(&rules);
}
END_TEST

/* The bytes of each span, with soft line breaks and =3D taken out, are its text: the message has nothing else encoded there. */
START_TEST(spans_hold_their_texts)
{
    struct ruleset rules;
    struct policy policy;
    struct arena arena;
    struct outcome outcome;
    load(&rules, &policy);
    arena_init(&arena, 1 << 26);
    ck_assert(run(&arena, &policy, &outcome));
    for (uint32_t i = 0; i < outcome.findings.count; i++) {
        const struct finding *finding = &outcome.findings.items[i];
        for (uint32_t l = 0; l < finding->locations.count; l++) {
            const struct location *location = &finding->locations.items[l];
            ck_assert_uint_gt(location->spans.count, 0);
            for (uint32_t s = 0; s < location->spans.count; s++) {
                struct span at = location->spans.items[s].file;
                char decoded[256];
                size_t size = 0;
                for (uint32_t o = at.start; o < at.end; o++) {
                    if (strncmp(message_text + o, "=\r\n", 3) == 0)
                        o += 2;
                    else
                        decoded[size++] = message_text[o];
                }
                ck_assert(slice_equal(slice_make(decoded, size), location->spans.items[s].text));
            }
        }
    }
    arena_free(&arena);
    policy_free(&policy);
    ruleset_free(&rules);
}
END_TEST

START_TEST(memory_fails_anywhere)
{
    struct ruleset rules;
    struct policy policy;
    load(&rules, &policy);
    bool done = false;
    for (uint64_t n = 1; !done; n++) {
        struct arena arena;
        struct outcome outcome;
        arena_init(&arena, 1 << 26);
        arena.fail_at = n;
        done = run(&arena, &policy, &outcome);
        ck_assert(done == (arena.allocations < n));
        arena_free(&arena);
    }
    policy_free(&policy);
    ruleset_free(&rules);
}
END_TEST

Suite *message_suite(void)
{
    Suite *suite = suite_create("score: messages");
    TCase *tcase = tcase_create("messages");
    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, findings_add_up);
    tcase_add_test(tcase, spans_hold_their_texts);
    tcase_add_test(tcase, memory_fails_anywhere);
    suite_add_tcase(suite, tcase);
    return suite;
}
