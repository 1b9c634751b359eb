/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * rules MAILDIR RULES... - verdicts on letters by sets of regexes, beside bare PCRE2
 *
 * MAILDIR holds letters, each RULES file one regex a line. For each set, in one run:
 *   load     text to first letter, all of ruleset_load; and the memory of all so far
 *   verdict  ruleset_match, the folding of the letter and the JSON included
 *   fold     the folding alone
 *   bare     each regex over the folded body by pcre2_match with JIT, nothing else
 *   search   verdict without the literals' index
 * the first three over the same letters in turns, the best of TURNS each; the ratio of bare to
 * verdict, and to verdict without the folding, which bare is spared too;
 * and whether verdict and search said the same of every letter (up to LETTERS_SEARCHED).
 * Then verdicts by 1 and by NUMBERS number clauses (number > 30 万元) of many units.
 */
#include "base/text/fold.h"
#include "filters/ruleset.h"
#include "mail/structure.h"
#include "pipeline/reading/read_letter.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <locale.h>
#include <pcre2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#define LETTERS 2000
#define NUMBERS 200
#define TURNS 3
#define LETTERS_SEARCHED 200 /* without the index, and bare, it takes its time */

typedef struct {
	char *subject, *body;
} Letter;

/* Of this process: what else the machine does is not measured. */
static gint64
cpu_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (gint64)now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static GArray *
load_letters(const char *folder)
{
	GArray *letters = g_array_new(FALSE, FALSE, sizeof(Letter));
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	const char *name;

	while (dir && letters->len < LETTERS && (name = g_dir_read_name(dir))) {
		g_autofree char *path = g_build_filename(folder, name, NULL), *bytes = NULL;
		g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
		Letter letter = { NULL, NULL };
		gsize n;

		if (!g_file_get_contents(path, &bytes, &n, NULL))
			continue;
		letter.body = read_letter_all_text(bytes, n, &letter.subject, names, NULL);
		if (letter.body)
			g_array_append_val(letters, letter);
	}
	return letters;
}

/* Every regex a topic of its own. */
static char *
rules_of(char **regexes, guint n)
{
	GString *rules = g_string_new(NULL);

	for (guint i = 0; i < n; i++) {
		const char *sign = "/!~%@|";

		while (strchr(regexes[i], *sign))
			sign++;
		g_string_append_printf(rules, "[topic 规则%u]\nthreshold = 1\ntext +1 %c%s%c\n", i,
				       *sign, regexes[i], *sign);
	}
	return g_string_free(rules, FALSE);
}

static RuleSet *
load(const char *rules)
{
	RuleFile file = { "bench.rules", rules, strlen(rules) };
	g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
	RuleSet *set = ruleset_load(&file, 1, problems);

	if (!set) {
		fprintf(stderr, "%s\n", (char *)problems->pdata[0]);
		exit(1);
	}
	return set;
}

/* Microseconds a letter; the verdicts into `ret` (of char *), if asked. */
static double
verdicts(const RuleSet *set, const GArray *letters, guint n, GPtrArray *ret)
{
	gint64 began = cpu_us();

	for (guint i = 0; i < n; i++) {
		const Letter *letter = &g_array_index(letters, Letter, i);
		RuleInput input = { .subject = letter->subject, .body = letter->body };
		json_t *verdict = ruleset_match(set, &input);

		if (ret)
			g_ptr_array_add(ret, json_dumps(verdict, JSON_SORT_KEYS));
		json_decref(verdict);
	}
	return (double)(cpu_us() - began) / n;
}

static double
folding(const GArray *letters, guint n)
{
	gint64 began = cpu_us();

	for (guint i = 0; i < n; i++) {
		fold_free(fold_text(g_array_index(letters, Letter, i).subject));
		fold_free(fold_text(g_array_index(letters, Letter, i).body));
	}
	return (double)(cpu_us() - began) / n;
}

static double
bare(char **regexes, guint n_regexes, const GArray *letters, guint n)
{
	pcre2_code **codes = g_new0(pcre2_code *, n_regexes);
	pcre2_match_data *data = pcre2_match_data_create(1, NULL);
	gint64 took = 0;

	for (guint i = 0; i < n_regexes; i++) {
		int code;
		size_t offset;

		codes[i] = pcre2_compile((PCRE2_SPTR)regexes[i], PCRE2_ZERO_TERMINATED,
					 PCRE2_UTF | PCRE2_UCP | PCRE2_NO_UTF_CHECK, &code, &offset,
					 NULL);
		pcre2_jit_compile(codes[i], PCRE2_JIT_COMPLETE);
	}
	for (guint i = 0; i < n; i++) {
		g_autoptr(Folded) folded = fold_text(g_array_index(letters, Letter, i).body);
		gint64 began = cpu_us();

		for (guint j = 0; j < n_regexes; j++)
			pcre2_match(codes[j], (PCRE2_SPTR)folded->text, folded->n_bytes, 0,
				    PCRE2_NO_UTF_CHECK, data, NULL);
		took += cpu_us() - began;
	}
	for (guint i = 0; i < n_regexes; i++)
		pcre2_code_free(codes[i]);
	pcre2_match_data_free(data);
	g_free(codes);
	return (double)took / n;
}

/* MIN would measure once more whenever it is less. */
static void
keep_least(double *least, double us)
{
	*least = MIN(*least, us);
}

static guint
differences(const GPtrArray *a, const GPtrArray *b)
{
	guint n = 0;

	for (guint i = 0; i < MIN(a->len, b->len); i++)
		n += strcmp(a->pdata[i], b->pdata[i]) != 0;
	return n;
}

static void
measure(const char *path, const GArray *letters)
{
	g_autofree char *bytes = NULL, *rules = NULL;
	g_auto(GStrv) regexes = NULL;
	g_autoptr(GPtrArray) with = g_ptr_array_new_with_free_func(free);
	g_autoptr(GPtrArray) without = g_ptr_array_new_with_free_func(free);
	g_autoptr(RuleSet) set = NULL;
	guint n_searched = MIN(letters->len, LETTERS_SEARCHED), n;
	double load_ms, verdict_us = G_MAXDOUBLE, fold_us = G_MAXDOUBLE, bare_us = G_MAXDOUBLE;
	double search_us;
	struct rusage usage;
	gint64 began;

	if (!g_file_get_contents(path, &bytes, NULL, NULL))
		exit(1);
	regexes = g_strsplit(g_strstrip(bytes), "\n", -1);
	n = g_strv_length(regexes);
	rules = rules_of(regexes, n);
	began = cpu_us();
	set = load(rules);
	load_ms = (double)(cpu_us() - began) / 1000;
	getrusage(RUSAGE_SELF, &usage);
	verdicts(set, letters, n_searched, with);
	for (int i = 0; i < TURNS; i++) {
		keep_least(&verdict_us, verdicts(set, letters, n_searched, NULL));
		keep_least(&fold_us, folding(letters, n_searched));
		keep_least(&bare_us, bare(regexes, n, letters, n_searched));
	}
	ruleset_without_index(set);
	search_us = verdicts(set, letters, n_searched, without);
	printf("%6u rules  load %5.0f ms  %3ld MiB  verdict %5.0f us, fold %3.0f  bare %6.0f us"
	       "  bare/verdict %5.1f, without folding %5.1f  search %6.0f us"
	       "  letters that differ %u of %u\n",
	       n, load_ms, usage.ru_maxrss / 1024, verdict_us, fold_us, bare_us,
	       bare_us / verdict_us, bare_us / (verdict_us - fold_us), search_us,
	       differences(with, without), with->len);
}

/* number > N UNIT, each a topic of its own. */
static double
numbers(const GArray *letters, guint n)
{
	static const char *const units[] = { "元", "人", "户", "亩", "家", "吨", "个", "%" };
	g_autoptr(GString) rules = g_string_new(NULL);
	g_autoptr(RuleSet) set = NULL;

	for (guint i = 0; i < n; i++)
		g_string_append_printf(rules, "[topic 数%u]\ntext +1 number > %u %s\n", i,
				       10 + 7 * i, units[i % G_N_ELEMENTS(units)]);
	set = load(rules->str);
	return verdicts(set, letters, letters->len, NULL);
}

int
main(int argc, char **argv)
{
	GArray *letters;

	setlocale(LC_ALL, "C.UTF-8");
	fold_load(NULL);
	structure_load(NULL);
	letters = argc > 2 ? load_letters(argv[1]) : NULL;
	if (!letters || letters->len == 0) {
		fprintf(stderr, "usage: rules MAILDIR RULES...\n");
		return 2;
	}
	for (int i = 2; i < argc; i++)
		measure(argv[i], letters);
	printf("%6d number clause  verdict %6.0f us   %d number clauses  verdict %6.0f us\n", 1,
	       numbers(letters, 1), NUMBERS, numbers(letters, NUMBERS));
	return 0;
}
