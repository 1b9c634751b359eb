/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-seen — what is sent again is found, what is new raises no alarm
 *
 * Covers spool/seen.c base/text/overlap.c pipeline/desk/likeness.c on invented reports (prose.h):
 * the same in other clothes, with some characters changed, one paragraph of three, and thousands of
 * different ones.
 */
#include "pipeline/desk/likeness.h"

#include "base/text/fingerprint.h"
#include "base/text/fold.h"
#include "prose.h"
#include "spool-story.h"

#include <locale.h>
#include <stdlib.h>

#define SEED 20261123
#define STORED 5000
#define TRIED 400

static char *folder;
static Db *db;
static GPtrArray *texts; /* LikenessText of item i + 1 */

static void
load(const char *text)
{
	LikenessText *made = likeness_text("关于有关情况的报告", text);
	g_autoptr(GError) error = NULL;

	g_ptr_array_add(texts, made);
	seen_add(db, texts->len, made->seen, &error);
	g_assert_no_error(error);
}

static void
start(void)
{
	g_autofree char *path = NULL;

	folder = story_folder();
	path = story_database(folder);
	db = db_open(path, DB_WRITE, NULL);
	g_assert_true(db && db_begin(db, NULL));
	texts = g_ptr_array_new_with_free_func((GDestroyNotify)likeness_text_free);
}

static void
stop(void)
{
	db_rollback(db);
	g_clear_pointer(&db, db_close);
	g_clear_pointer(&texts, g_ptr_array_unref);
	story_remove(folder);
	g_clear_pointer(&folder, g_free);
}

/* Every fifth report has three paragraphs. */
static char *
report(guint32 n)
{
	g_autofree char *one = prose_make(SEED, n), *two = NULL, *three = NULL;

	if (n % 5 != 0)
		return g_steal_pointer(&one);
	two = prose_make(SEED + 3, n);
	three = prose_make(SEED + 4, n);
	return g_strjoin("\n　　", two, one, three, NULL);
}

/* The item that is shown first for a text, 0 when none is, and what it is to it. */
static int64_t
look(const char *text, const char **ret_relation)
{
	g_autoptr(LikenessText) ours = likeness_text("又一份报告", text);
	g_autoptr(GArray) items = NULL, rare = NULL;
	g_autoptr(GError) error = NULL;
	double most = 0;
	int64_t found = 0;

	seen_find(db, ours->seen, &items, &rare, &error);
	g_assert_no_error(error);
	for (guint i = 0; i < items->len; i++) {
		int64_t item = g_array_index(items, int64_t, i);
		g_auto(Likeness) like = likeness_of(ours, rare, texts->pdata[item - 1]);

		if (!like.relation || MAX(like.ours, like.theirs) <= most)
			continue;
		most = MAX(like.ours, like.theirs);
		found = item;
		*ret_relation = like.relation;
	}
	return found;
}

static void
test_archive(void)
{
	int n_false = 0;

	for (guint32 i = 0; i < STORED; i++) {
		g_autofree char *text = report(i);
		const char *relation = NULL;
		int64_t found = look(text, &relation);

		if (found)
			g_test_message("%s: %s\n%s", relation, text,
				       ((LikenessText *)texts->pdata[found - 1])->seen->body);
		n_false += found > 0;
		load(text);
	}
	g_test_message("%d false alarms in %d", n_false, STORED);
	g_assert_cmpint(n_false * 1000, <=, STORED * 5);
}

typedef char *Again(GRand *rand, guint32 n, const char *text);

static char *
again_same(GRand *rand, guint32 n, const char *text)
{
	(void)rand;
	(void)n;
	return prose_dressed(text);
}

static char *
again_3(GRand *rand, guint32 n, const char *text)
{
	(void)n;
	return prose_changed(rand, text, 3);
}

static char *
again_15(GRand *rand, guint32 n, const char *text)
{
	(void)n;
	return prose_changed(rand, text, 15);
}

static char *
again_third(GRand *rand, guint32 n, const char *text)
{
	g_autofree char *one = prose_make(SEED, n);
	g_autofree char *before = prose_make(SEED + 1, n), *after = prose_make(SEED + 2, n);

	(void)rand;
	(void)text;
	return g_strjoin("\n　　", before, one, after, NULL);
}

static const struct {
	const char *what;
	Again *again;
	int wanted; /* of 1,000 */
} cases[] = {
	{ "in other clothes", again_same, 1000 },
	{ "3 % of the characters changed", again_3, 970 },
	{ "15 % of the characters changed", again_15, 850 },
	{ "one paragraph of three", again_third, 850 },
};

static void
test_again(void)
{
	for (size_t c = 0; c < G_N_ELEMENTS(cases); c++) {
		g_autoptr(GRand) rand = g_rand_new_with_seed(SEED);
		int n_found = 0;

		for (guint32 i = 0; i < TRIED; i++) {
			guint32 n = i * (STORED / TRIED) + i % 2;
			g_autofree char *text = report(n);
			g_autofree char *sent = cases[c].again(rand, n, text);
			const char *relation = NULL;

			n_found += look(sent, &relation) == (int64_t)n + 1 &&
				   (cases[c].wanted < 1000 || strcmp(relation, "same") == 0);
		}
		g_test_message("%s: %d of %d", cases[c].what, n_found, TRIED);
		g_assert_cmpint(n_found * 1000, >=, TRIED * cases[c].wanted);
	}
}

int
main(int argc, char **argv)
{
	int failed;

	setlocale(LC_ALL, "C.UTF-8");
	g_test_init(&argc, &argv, NULL);
	g_test_set_nonfatal_assertions();
	g_assert_true(fold_load(NULL));
	start();
	g_test_add_func("/seen/archive", test_archive);
	g_test_add_func("/seen/again", test_again);
	failed = g_test_run();
	stop();
	return failed;
}
