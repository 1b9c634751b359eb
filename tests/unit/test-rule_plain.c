/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-rule_plain — random clauses over random letters, against PCRE2 one by one
 *
 * The reference is as plain as can be: each regex, or the words as an alternation with
 * the longest first, matched from the start of the folded text by the interpreter, no
 * JIT, no index, no windows. Every hit and its place are the same, none is missed and
 * none is extra. Covers filters/rule_pattern.c, rule_starts.c.
 */
#define PCRE2_CODE_UNIT_WIDTH 8
#include "base/text/fold.h"
#include "filters/ruleset.h"

#include <locale.h>
#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

#define CLAUSES 60
#define MOST 100

static const char *const words[] = { "春耕",  "备耕",	"春耕备耕", "农资", "化肥", "供应", "短缺",
				     "死亡",  "受伤",	"好好",	    "耕备", "万元", "人",   "增长",
				     "PM2.5", "青禾县", "信访",	    "回升", "不畅", "镇" };
static const char *const shapes[] = {
	"(%s|%s).{0,10}(%s|%s)",
	"%s.*%s",
	"(?:%s|%s)+%s",
	"\\d+(\\.\\d+)?\\s*(%s|%s)",
	"(?<!%s)%s",
	"%s(?!%s)",
	"[^。\\n]{0,8}%s[^。\\n]{0,8}%s",
	"(?m)^.{0,6}%s",
	"%s|%s|%s",
	"(?i)pm2\\.5|%s",
	"\\b%s\\b|%s",
	"(%s)(%s)?\\1?",
	"\\p{Han}{2,4}(%s|%s)",
	"[春夏秋冬]耕?|%s",
	"%s$",
};

static const char *
pick(GRand *random)
{
	return words[g_rand_int_range(random, 0, G_N_ELEMENTS(words))];
}

/* A shape with words for its %s. */
static char *
random_regex(GRand *random)
{
	const char *shape = shapes[g_rand_int_range(random, 0, G_N_ELEMENTS(shapes))];
	GString *regex = g_string_new(NULL);

	for (const char *at = shape; *at != '\0'; at++) {
		if (at[0] == '%' && at[1] == 's') {
			g_autofree char *word = g_regex_escape_string(pick(random), -1);

			g_string_append(regex, word);
			at++;
		} else {
			g_string_append_c(regex, *at);
		}
	}
	return g_string_free(regex, FALSE);
}

static char *
random_text(GRand *random)
{
	static const char *const between[] = { "，", "。", "\n",    " ",    "１２", "3.5",
					       "好", "的", "pm2.5", "關於", "　" };
	GString *text = g_string_new(NULL);

	for (int i = g_rand_int_range(random, 0, 80); i > 0; i--)
		g_string_append(
			text,
			g_rand_boolean(random)
				? pick(random)
				: between[g_rand_int_range(random, 0, G_N_ELEMENTS(between))]);
	return g_string_free(text, FALSE);
}

typedef struct {
	char *clause; /* as in the rules */
	pcre2_code *code;
} Plain;

static void
plain_clear(void *data)
{
	Plain *plain = data;

	g_free(plain->clause);
	pcre2_code_free(plain->code);
}

static int
longest_first(const void *a, const void *b)
{
	return (int)strlen(*(char *const *)b) - (int)strlen(*(char *const *)a);
}

static Plain
random_clause(GRand *random)
{
	g_autofree char *regex = NULL;
	const char *some[3] = { pick(random), pick(random), pick(random) };
	Plain plain = { NULL, NULL };
	int code;
	size_t offset;

	if (g_rand_int_range(random, 0, 4) == 0) {
		plain.clause = g_strjoin(" ", some[0], some[1], some[2], NULL);
		qsort(some, 3, sizeof *some, longest_first);
		regex = g_strdup_printf("\\Q%s\\E|\\Q%s\\E|\\Q%s\\E", some[0], some[1], some[2]);
	} else {
		regex = random_regex(random);
		plain.clause = g_strdup_printf("!%s!", regex);
		/* ! is the clause's own sign */
		if (strchr(regex, '!') != NULL) {
			g_free(plain.clause);
			plain.clause = g_strdup_printf("~%s~", regex);
		}
	}
	plain.code = pcre2_compile((PCRE2_SPTR)regex, PCRE2_ZERO_TERMINATED, PCRE2_UTF | PCRE2_UCP,
				   &code, &offset, NULL);
	g_assert_nonnull(plain.code);
	return plain;
}

/* All places, one behind the other, as characters of the original: "3-5 9-11". */
static char *
plain_places(const Plain *plain, const Folded *folded, pcre2_match_data *data)
{
	GString *shown = g_string_new(NULL);
	size_t at = 0;

	for (int n = 0; n < MOST; n++) {
		const size_t *place = pcre2_get_ovector_pointer(data);
		size_t from, to;

		if (pcre2_match(plain->code, (PCRE2_SPTR)folded->text, folded->n_bytes, at, 0, data,
				NULL) < 0)
			break;
		fold_span(folded, place[0], place[1], &from, &to);
		g_string_append_printf(shown, "%zu-%zu ", from, to);
		at = place[1];
		if (place[1] == place[0] && at++ >= folded->n_bytes)
			break;
	}
	return g_string_free(shown, FALSE);
}

/* The hits of each topic of a verdict, by its name; "" where there is none. */
static char *
verdict_places(const json_t *verdict, const char *topic)
{
	GString *shown = g_string_new(NULL);
	json_t *one, *hit;
	size_t i, j;

	json_array_foreach (json_object_get(verdict, "topics"), i, one) {
		if (strcmp(json_string_value(json_object_get(one, "topic")), topic) != 0)
			continue;
		json_array_foreach (json_object_get(one, "hits"), j, hit)
			g_string_append_printf(
				shown, "%d-%d ",
				(int)json_integer_value(json_object_get(hit, "from")),
				(int)json_integer_value(json_object_get(hit, "to")));
	}
	return g_string_free(shown, FALSE);
}

/* Is it no regex that could stall: (?:春耕|春耕备耕)+? */
static bool
is_accepted(const Plain *plain)
{
	g_autofree char *rules = g_strdup_printf("[topic 甲]\nbody +1 %s\n", plain->clause);
	g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
	RuleFile file = { "a.rules", rules, strlen(rules) };
	g_autoptr(RuleSet) set = ruleset_load(&file, 1, problems);

	return set != NULL;
}

static RuleSet *
random_set(GRand *random, GArray *ret_plain)
{
	g_autoptr(GString) rules = g_string_new(NULL);
	g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
	RuleFile file = { "a.rules", NULL, 0 };
	RuleSet *set;

	for (int i = 0; i < CLAUSES; i++) {
		Plain plain = random_clause(random);

		if (!is_accepted(&plain)) {
			plain_clear(&plain);
			continue;
		}
		g_string_append_printf(rules, "[topic %u]\nbody +1 %s max %d\n", ret_plain->len,
				       plain.clause, MOST);
		g_array_append_val(ret_plain, plain);
	}
	file.bytes = rules->str;
	file.n_bytes = rules->len;
	set = ruleset_load(&file, 1, problems);
	for (guint i = 0; i < problems->len; i++)
		g_test_message("%s", (char *)problems->pdata[i]);
	g_assert_nonnull(set);
	return set;
}

static size_t
try_letter(const RuleSet *set, const GArray *plain, const char *text, pcre2_match_data *data)
{
	RuleInput input = { .body = text };
	json_t *verdict = ruleset_match(set, &input);
	g_autoptr(Folded) folded = fold_text(text);
	size_t n_hits = 0;

	for (guint i = 0; i < plain->len; i++) {
		const Plain *one = &g_array_index(plain, Plain, i);
		g_autofree char *topic = g_strdup_printf("%u", i);
		g_autofree char *found = verdict_places(verdict, topic);
		g_autofree char *wanted = plain_places(one, folded, data);

		if (strcmp(found, wanted) != 0)
			g_test_message("%s on %s", one->clause, folded->text);
		g_assert_cmpstr(found, ==, wanted);
		n_hits += *wanted != '\0';
	}
	g_assert_cmpuint(json_array_size(json_object_get(verdict, "rule_errors")), ==, 0);
	json_decref(verdict);
	return n_hits;
}

static void
test_plain(void)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(20261130);
	pcre2_match_data *data = pcre2_match_data_create(8, NULL);
	size_t n_hits = 0;

	for (int round = 0; round < 25; round++) {
		g_autoptr(GArray) plain = g_array_new(FALSE, FALSE, sizeof(Plain));
		g_autoptr(RuleSet) set = random_set(random, plain);

		g_array_set_clear_func(plain, plain_clear);
		for (int i = 0; set != NULL && i < 40; i++) {
			g_autofree char *text = random_text(random);

			n_hits += try_letter(set, plain, text, data);
		}
		/* the same without the index */
		ruleset_without_index(set);
		for (int i = 0; set != NULL && i < 10; i++) {
			g_autofree char *text = random_text(random);

			n_hits += try_letter(set, plain, text, data);
		}
	}
	pcre2_match_data_free(data);
	g_assert_cmpuint(n_hits, >, 10000);
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	fold_load(NULL);
	g_test_add_func("/rule_plain/one-by-one", test_plain);
	return g_test_run();
}
