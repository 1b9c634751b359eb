/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-seen — what is sent again is found, what is new raises no alarm
 *
 * Covers spool/seen.c base/text/overlap.c pipeline/desk/likeness.c on invented reports (prose.h):
 * the same in other clothes, with some characters changed, one paragraph of three, thousands of
 * different ones; and on invented events (accounts.h), each told by two units in other words.
 */
#include "pipeline/desk/likeness.h"

#include "accounts.h"
#include "base/text/fingerprint.h"
#include "base/text/fold.h"
#include "mail/fields.h"
#include "prose.h"
#include "spool-story.h"

#include <locale.h>
#include <stdlib.h>

#define SEED 20261123
#define RECEIVED_US (INT64_C(1795406400) * CLOCK_SECOND_US) /* 2026-11-23T04:00:00Z */
#define STORED 5000
#define TRIED 400
#define EVENTS 5000 /* of three years, four or five a day */
#define TOLD 500    /* of them told again by another unit */
#define HOUR_US (3600 * CLOCK_SECOND_US)

static char *folder;
static Db *db;
static Seen *seen;
static GPtrArray *texts; /* LikenessText of item i + 1 */

/* A letter that came `received_us`: the item's text and the moment it tells of. */
static LikenessText *
letter_text(const char *title, const char *text, int64_t received_us)
{
	g_auto(Fields) fields = { 0 };
	g_autofree char *when = NULL;

	fields_read(text, received_us, ACCOUNTS_ZONE, &fields);
	if (fields.event_time_known)
		when = clock_rfc3339(fields.event_time_us, ACCOUNTS_ZONE);
	return likeness_text(title, text, when);
}

static void
load(const char *text, int64_t received_us)
{
	LikenessText *made = letter_text("关于有关情况的报告", text, received_us);
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
	seen = seen_new(db);
	texts = g_ptr_array_new_with_free_func((GDestroyNotify)likeness_text_free);
}

static void
stop(void)
{
	db_rollback(db);
	g_clear_pointer(&seen, seen_free);
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
look(const char *text, int64_t received_us, const char **ret_relation)
{
	g_autoptr(LikenessText) ours = letter_text("又一份报告", text, received_us);
	g_autoptr(GArray) items = NULL, rare = NULL;
	g_autoptr(GError) error = NULL;
	double most = 0;
	int64_t found = 0;

	seen_find(seen, ours->seen, &items, &rare, &error);
	g_assert_no_error(error);
	seen_same_day(db, ours->seen, items, &error);
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
		int64_t found = look(text, RECEIVED_US, &relation);

		if (found)
			g_test_message("%s: %s\n%s", relation, text,
				       ((LikenessText *)texts->pdata[found - 1])->seen->body);
		n_false += found > 0;
		load(text, RECEIVED_US);
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

			n_found += look(sent, RECEIVED_US, &relation) == (int64_t)n + 1 &&
				   (cases[c].wanted < 1000 || strcmp(relation, "same") == 0);
		}
		g_test_message("%s: %d of %d", cases[c].what, n_found, TRIED);
		g_assert_cmpint(n_found * 1000, >=, TRIED * cases[c].wanted);
	}
}

/* How many items are taken for another account of what a text tells of; is `wanted` one? What
 * is alike in words alone, as all that fills one form, does not count. */
static int
look_event(const char *text, int64_t received_us, int64_t wanted, bool *ret_found)
{
	g_autoptr(LikenessText) ours = letter_text("又一份报告", text, received_us);
	g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(int64_t));
	g_autoptr(GArray) rare = g_array_new(FALSE, FALSE, sizeof(int64_t));
	g_autoptr(GError) error = NULL;
	int n = 0;

	*ret_found = false;
	seen_same_day(db, ours->seen, items, &error);
	g_assert_no_error(error);
	for (guint i = 0; i < items->len; i++) {
		int64_t item = g_array_index(items, int64_t, i);
		g_auto(Likeness) like = likeness_of(ours, rare, texts->pdata[item - 1]);

		n += like.places != NULL;
		*ret_found = *ret_found || (like.places && item == wanted);
		if (like.places && item != wanted && g_getenv("SHOW"))
			g_test_message("false: %s\n%s", text,
				       ((LikenessText *)texts->pdata[item - 1])->seen->body);
	}
	if (wanted && !*ret_found && g_getenv("SHOW"))
		g_test_message("missed: %s\n%s", text,
			       ((LikenessText *)texts->pdata[wanted - 1])->seen->body);
	return n;
}

static const struct {
	Teller teller;
	const char *who;
	int wanted; /* of 1,000 */
} tellers[] = {
	{ TELLER_BUREAU, "a bureau", 900 },
	{ TELLER_OTHER, "somebody else", 900 },
};

static int
events_told(Teller teller)
{
	int n_found = 0;
	bool found;

	for (guint32 i = 0; i < TOLD; i++) {
		guint32 n = i * (EVENTS / TOLD);
		Account account = account_make(SEED, n);
		g_autofree char *text = account_tell(SEED, n, teller);

		(void)look_event(text, account.at_us + HOUR_US, (int64_t)n + 1, &found);
		n_found += found;
	}
	return n_found;
}

/* In other words: an hour after it happened, on the same day. */
static void
test_events(void)
{
	int n_false = 0;
	bool found;

	stop(); /* an archive of its own */
	start();
	for (guint32 i = 0; i < EVENTS; i++) {
		Account account = account_make(SEED, i);
		g_autofree char *text = account_tell(SEED, i, TELLER_TOWN);

		n_false += look_event(text, account.at_us + HOUR_US, 0, &found) > 0;
		load(text, account.at_us + HOUR_US);
	}
	g_test_message("%d false alarms in %d events of three years", n_false, EVENTS);
	g_assert_cmpint(n_false * 1000, <=, EVENTS * 5);
	for (size_t t = 0; t < G_N_ELEMENTS(tellers); t++) {
		int n_found = events_told(tellers[t].teller);

		g_test_message("told by %s: %d of %d", tellers[t].who, n_found, TOLD);
		g_assert_cmpint(n_found * 1000, >=, TOLD * tellers[t].wanted);
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
	g_test_add_func("/seen/events", test_events);
	failed = g_test_run();
	stop();
	return failed;
}
