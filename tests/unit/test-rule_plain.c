/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-rule_plain — random clauses over random letters, against PCRE2 one by one
 *
 * The reference is as plain as can be: each regex, or the words as an alternation with
 * the longest first, matched from the start of the folded text by the interpreter, no
 * JIT, no index, no windows. Hit for hit and place for place the same: none is missed,
 * none is extra. Clauses come from shapes that rules have and from a grammar of regexes.
 * RULE_PLAIN_PAIRS says how many pairs of clause and letter (make plain: a million). Covers
 * filters/rule_pattern.c, rule_starts.c.
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
#define PAIRS 60000
#define DEPTH 3 /* of a random regex */

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

static void add_alternatives(GRand *random, GString *regex, int depth);

static void
add_word(GRand *random, GString *regex)
{
	g_autofree char *word = g_regex_escape_string(pick(random), -1);

	g_string_append(regex, word);
}

static void
add_repeat(GRand *random, GString *regex)
{
	static const char *const repeats[] = { "",     "",   "",    "",	     "?",
					       "*",    "+",  "{2}", "{0,3}", "{1,4}",
					       "{2,}", "??", "*?",  "+?",    "{0,9}?" };

	g_string_append(regex, repeats[g_rand_int_range(random, 0, G_N_ELEMENTS(repeats))]);
}

/* One piece of a chain: a word, some characters, a place, or brackets. */
static void
add_piece(GRand *random, GString *regex, int depth)
{
	static const char *const some[] = {
		".",	    ".{0,12}", "\\d", "\\d+", "[^。\n]{0,8}", "[春备]",	 "[^春]",
		"\\p{Han}", "\\s*",    ".*?", "\\W",  "[一-龥]",      "[0-9.]+", "\\w{1,3}"
	};
	static const char *const places[] = { "^",   "$",      "\\b",	 "\\B",
					      "\\A", "(?m:^)", "(?m:$)", "\\K" };
	static const char *const open[] = { "(",   "(?:",  "(?:",  "(?>",  "(?=",
					    "(?!", "(?<=", "(?<!", "(?i:", "(?|" };
	int what = g_rand_int_range(random, 0, depth > 0 ? 20 : 15);

	if (what < 8) {
		add_word(random, regex);
	} else if (what < 13) {
		g_string_append(regex, some[g_rand_int_range(random, 0, G_N_ELEMENTS(some))]);
	} else if (what < 15) {
		g_string_append(regex, places[g_rand_int_range(random, 0, G_N_ELEMENTS(places))]);
	} else {
		const char *begin = open[g_rand_int_range(random, 0, G_N_ELEMENTS(open))];

		g_string_append(regex, begin);
		if (strstr(begin, "<") != NULL) /* of a fixed length */
			add_word(random, regex);
		else
			add_alternatives(random, regex, depth - 1);
		g_string_append_c(regex, ')');
		if (begin[1] != '?' || strchr("=!<", begin[2]) == NULL)
			add_repeat(random, regex);
	}
}

static void
add_alternatives(GRand *random, GString *regex, int depth)
{
	for (int n = g_rand_int_range(random, 0, 5) == 0 ? 3 : g_rand_int_range(random, 1, 3);
	     n > 0; n--) {
		for (int k = g_rand_int_range(random, 1, 4); k > 0; k--)
			add_piece(random, regex, depth);
		if (n > 1)
			g_string_append_c(regex, '|');
	}
}

static char *
random_grammar(GRand *random)
{
	GString *regex = g_string_new(NULL);

	add_alternatives(random, regex, DEPTH);
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
		regex = g_rand_boolean(random) ? random_regex(random) : random_grammar(random);
		plain.clause = g_strdup_printf("!%s!", regex);
		/* ! is the clause's own sign */
		if (strchr(regex, '!') != NULL) {
			g_free(plain.clause);
			plain.clause = g_strdup_printf("~%s~", regex);
		}
	}
	/* NULL: the grammar made one that PCRE2 refuses; so do the rules */
	plain.code = pcre2_compile((PCRE2_SPTR)regex, PCRE2_ZERO_TERMINATED, PCRE2_UTF | PCRE2_UCP,
				   &code, &offset, NULL);
	return plain;
}

/* A place as characters of the original. */
typedef struct {
	size_t from, to;
} Place;

/* All places, one behind the other, an empty one once. Yours. */
static GArray *
plain_places(const Plain *plain, const Folded *folded, pcre2_match_data *data)
{
	GArray *places = g_array_new(FALSE, FALSE, sizeof(Place));
	size_t at = 0, end = 0;
	uint32_t options = 0;

	while (places->len < MOST) {
		const size_t *found = pcre2_get_ovector_pointer(data);
		bool stuck;
		size_t from;
		Place place;

		if (pcre2_match(plain->code, (PCRE2_SPTR)folded->text, folded->n_bytes, at, options,
				data, NULL) < 0)
			break;
		/* \K may put the start behind the end, or before the last one's. */
		from = MAX(MIN(found[0], found[1]), end);
		end = MAX(found[1], end);
		stuck = options != 0 && end <= at;
		fold_span(folded, from, end, &place.from, &place.to);
		g_array_append_val(places, place);
		options = !stuck && from == end ? PCRE2_NOTEMPTY_ATSTART : 0;
		at = MAX(at, end);
		if (stuck && at++ >= folded->n_bytes)
			break;
		while (at < folded->n_bytes && ((unsigned char)folded->text[at] & 0xc0) == 0x80)
			at++;
	}
	return places;
}

/* The hits of each topic of a verdict, by its name. Yours. */
static GHashTable *
verdict_places(const json_t *verdict)
{
	GHashTable *all =
		g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_array_unref);
	json_t *one, *hit;
	size_t i, j;

	json_array_foreach (json_object_get(verdict, "topics"), i, one) {
		GArray *places = g_array_new(FALSE, FALSE, sizeof(Place));

		json_array_foreach (json_object_get(one, "hits"), j, hit) {
			Place place = { (size_t)json_integer_value(json_object_get(hit, "from")),
					(size_t)json_integer_value(json_object_get(hit, "to")) };

			g_array_append_val(places, place);
		}
		g_hash_table_insert(all, (void *)json_string_value(json_object_get(one, "topic")),
				    places);
	}
	return all;
}

/* How many places of `a` are none of `b`. */
static size_t
not_in(const GArray *a, const GArray *b)
{
	size_t n = 0;

	for (guint i = 0; a != NULL && i < a->len; i++) {
		const Place *one = &g_array_index(a, Place, i);
		bool there = false;

		for (guint j = 0; b != NULL && j < b->len; j++)
			there |= memcmp(one, &g_array_index(b, Place, j), sizeof *one) == 0;
		n += !there;
	}
	return n;
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

		if (plain.code == NULL || !is_accepted(&plain)) {
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

typedef struct {
	size_t n_pairs, n_hits, n_missed, n_extra, n_order, n_told;
} Tally;

/* Is the clause one that met a limit, and says so? Bare PCRE2 has higher ones. */
static bool
is_told(const json_t *verdict, guint n)
{
	g_autofree char *rule = g_strdup_printf("a.rules:%u", 2 * n + 2);
	json_t *one;
	size_t i;

	json_array_foreach (json_object_get(verdict, "rule_errors"), i, one)
		if (strcmp(json_string_value(json_object_get(one, "rule")), rule) == 0)
			return true;
	return false;
}

static void
try_letter(const RuleSet *set, const GArray *plain, const char *text, pcre2_match_data *data,
	   Tally *tally)
{
	RuleInput input = { .body = text };
	json_t *verdict = ruleset_match(set, &input);
	g_autoptr(GHashTable) all = verdict_places(verdict);
	g_autoptr(Folded) folded = fold_text(text);

	for (guint i = 0; i < plain->len; i++) {
		const Plain *one = &g_array_index(plain, Plain, i);
		g_autofree char *topic = g_strdup_printf("%u", i);
		const GArray *found = g_hash_table_lookup(all, topic);
		g_autoptr(GArray) wanted = plain_places(one, folded, data);
		size_t n_missed = not_in(wanted, found), n_extra = not_in(found, wanted);

		if (is_told(verdict, i)) {
			tally->n_told++;
			continue;
		}
		if (n_missed + n_extra > 0)
			g_test_message("%s on %s", one->clause, folded->text);
		tally->n_pairs++;
		tally->n_hits += wanted->len;
		tally->n_missed += n_missed;
		tally->n_extra += n_extra;
		tally->n_order += (found != NULL ? found->len : 0) != wanted->len;
	}
	json_decref(verdict);
}

static void
test_plain(void)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(20261130);
	const char *asked = g_getenv("RULE_PLAIN_PAIRS");
	size_t n_pairs = asked != NULL ? strtoul(asked, NULL, 10) : PAIRS;
	pcre2_match_data *data = pcre2_match_data_create(8, NULL);
	Tally tally = { 0, 0, 0, 0, 0, 0 };

	while (tally.n_pairs < n_pairs) {
		g_autoptr(GArray) plain = g_array_new(FALSE, FALSE, sizeof(Plain));
		g_autoptr(RuleSet) set = random_set(random, plain);

		g_array_set_clear_func(plain, plain_clear);
		/* the last ones without the index */
		for (int i = 0; set != NULL && i < 50; i++) {
			g_autofree char *text = random_text(random);

			if (i == 40)
				ruleset_without_index(set);
			try_letter(set, plain, text, data, &tally);
		}
	}
	pcre2_match_data_free(data);
	g_test_message("%zu pairs of clause and letter, %zu hits, %zu missed, %zu extra; %zu "
		       "more met a limit and were told",
		       tally.n_pairs, tally.n_hits, tally.n_missed, tally.n_extra, tally.n_told);
	g_assert_cmpuint(tally.n_hits, >, n_pairs / 10);
	g_assert_cmpuint(tally.n_missed, ==, 0);
	g_assert_cmpuint(tally.n_extra, ==, 0);
	g_assert_cmpuint(tally.n_order, ==, 0);
	g_assert_cmpuint(tally.n_told, <, n_pairs / 1000);
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
