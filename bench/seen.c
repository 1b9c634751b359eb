/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * seen FOLDER [N...] - looking for what was sent before, in archives of N items
 *
 * The store lies in FOLDER (removed before and after). The archive grows through all N in
 * one run; at each size the same LOOKS texts, half of them new and half an old one with
 * 15 % of its characters changed, are looked up in turn by
 *   seen     seen_find, the index
 *   verdict  seen_find and the comparison with all that it offers
 *   scan     each sketch of the archive in memory beside that of the text, what a program
 *            without an index does; no store, no text
 *   fts5     SQLite's full-text index over the terms of search, any of the text's rarest
 *            FTS_TERMS, by bm25 (up to FTS_MOST items)
 * and the cost of an item more is told: of the last TIMED, in groups of GROUP to a commit.
 * What comes before is put in with a big cache and few commits, which no desk does.
 */
#include "base/text/fold.h"
#include "base/text/terms.h"
#include "pipeline/desk/likeness.h"
#include "tests/unit/prose.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#define SEED 7
#define LOOKS 200
#define GROUP 100
#define TIMED 2000
#define BULK 20000
#define FTS_MOST 10000
#define FTS_TERMS 40

typedef struct {
	Db *db;
	char *path;
	guint n;
	GArray *sketches; /* int32_t, one behind the other */
	GArray *ends;	  /* guint, of each item */
	gint64 add_us;
} Archive;

static void
check(bool ok, GError *error)
{
	if (ok)
		return;
	fprintf(stderr, "seen: %s\n", error ? error->message : "?");
	exit(1);
}

static char *
path_of(const char *folder, const char *end)
{
	return g_strconcat(folder, "/seen.db", end, NULL);
}

static void
sweep(const char *folder)
{
	static const char *const ends[] = { "", "-wal", "-shm" };

	for (size_t i = 0; i < G_N_ELEMENTS(ends); i++) {
		g_autofree char *path = path_of(folder, ends[i]);

		g_unlink(path);
	}
}

static void
remember(Archive *archive, const SeenText *text)
{
	for (guint i = 0; i < text->prints->len; i++) {
		int32_t print = (int32_t)g_array_index(text->prints, int64_t, i);

		g_array_append_val(archive->sketches, print);
	}
	g_array_append_val(archive->ends, archive->sketches->len);
}

/* Grows to n items; what is timed is the index alone, and its commits. */
static void
grow_by(Archive *archive, guint n, guint n_group)
{
	g_autoptr(GPtrArray) group = g_ptr_array_new_with_free_func((GDestroyNotify)seen_text_free);
	guint from = archive->n;

	archive->add_us = 0;
	while (archive->n < n) {
		GError *error = NULL;
		gint64 began;

		g_ptr_array_set_size(group, 0);
		for (guint i = 0; i < n_group && archive->n + i < n; i++) {
			g_autofree char *text = prose_make(SEED, archive->n + i);
			SeenText *made = seen_text("报告", text, NULL);

			g_ptr_array_add(group, made);
			remember(archive, made);
			if (archive->n + i < FTS_MOST) {
				g_autofree char *terms = terms_of(text);

				check(db_run(archive->db, &error, "search_insert", "it",
					     (int64_t)archive->n + i + 1, terms),
				      error);
			}
		}
		began = g_get_monotonic_time();
		check(db_begin(archive->db, &error), error);
		for (guint i = 0; i < group->len; i++)
			check(seen_add(archive->db, (int64_t)archive->n + i + 1, group->pdata[i],
				       &error),
			      error);
		check(db_commit(archive->db, &error), error);
		archive->add_us += g_get_monotonic_time() - began;
		archive->n += group->len;
	}
	if (archive->n > from)
		archive->add_us /= archive->n - from;
}

static void
grow(Archive *archive, guint n)
{
	db_script(archive->db, "PRAGMA cache_size=-1500000", NULL);
	grow_by(archive, n > TIMED ? n - TIMED : 0, BULK);
	db_script(archive->db, "PRAGMA wal_checkpoint(TRUNCATE); PRAGMA cache_size=-16384", NULL);
	grow_by(archive, n, GROUP);
}

static guint
shared(const int32_t *a, guint n_a, const int64_t *b, guint n_b)
{
	guint i = 0, j = 0, n = 0;

	while (i < n_a && j < n_b) {
		bool next_a = a[i] <= b[j], next_b = b[j] <= a[i];

		n += next_a && next_b;
		i += next_a;
		j += next_b;
	}
	return n;
}

/* The item whose sketch shares most, if that is a tenth of the text's. */
static int64_t
scan(const Archive *archive, const SeenText *text)
{
	const int32_t *sketches = (const int32_t *)(const void *)archive->sketches->data;
	const int64_t *prints = (const int64_t *)(const void *)text->prints->data;
	guint best = 0, from = 0;
	int64_t found = 0;

	for (guint i = 0; i < archive->n; i++) {
		guint end = g_array_index(archive->ends, guint, i);
		guint n = shared(sketches + from, end - from, prints, text->prints->len);

		if (n > best) {
			best = n;
			found = i + 1;
		}
		from = end;
	}
	return best * 10 >= text->prints->len ? found : 0;
}

static int64_t
full_text(sqlite3_stmt *statement, const char *terms)
{
	g_auto(GStrv) words = g_strsplit(terms, " ", -1);
	g_autoptr(GString) query = g_string_new(NULL);
	guint n = g_strv_length(words), step = MAX(n / FTS_TERMS, 1);
	int64_t found = 0;

	for (guint i = 0; i < n; i += step)
		if (*words[i])
			g_string_append_printf(query, "%s\"%s\"", query->len ? " OR " : "",
					       words[i]);
	sqlite3_bind_text(statement, 1, query->str, -1, SQLITE_TRANSIENT);
	if (sqlite3_step(statement) == SQLITE_ROW)
		found = sqlite3_column_int64(statement, 0);
	sqlite3_reset(statement);
	return found;
}

/* The texts that are looked up: every second one is item *ret_item again. */
static char *
look_text(GRand *rand, guint i, guint n, guint *ret_item)
{
	g_autofree char *text = NULL;

	*ret_item = 0;
	if (i % 2 == 0)
		return prose_make(SEED + 1, i);
	*ret_item = (guint)g_rand_int_range(rand, 0, (gint32)n) + 1;
	text = prose_make(SEED, *ret_item - 1);
	return prose_changed(rand, text, 15);
}

typedef struct {
	double seen_us, verdict_us, scan_us, fts_us;
	guint n_offered, n_seen, n_false, n_scan, n_fts;
} Figures;

static int64_t
verdict(const Archive *archive, const LikenessText *ours, const GArray *items, const GArray *rare)
{
	double most = 0;
	int64_t found = 0;

	(void)archive;
	for (guint i = 0; i < items->len; i++) {
		int64_t item = g_array_index(items, int64_t, i);
		g_autofree char *text = prose_make(SEED, (guint32)item - 1);
		g_autoptr(LikenessText) theirs = likeness_text("报告", text, NULL);
		g_auto(Likeness) like = likeness_of(ours, rare, theirs);

		if (like.relation && MAX(like.ours, like.theirs) > most) {
			most = MAX(like.ours, like.theirs);
			found = item;
		}
	}
	return found;
}

static void
look(const Archive *archive, sqlite3_stmt *statement, const char *text, guint item,
     Figures *figures)
{
	g_autoptr(LikenessText) ours = likeness_text("报告", text, NULL);
	g_autoptr(GArray) items = NULL, rare = NULL;
	g_autofree char *terms = terms_of(text);
	GError *error = NULL;
	gint64 times[5];
	int64_t found, scanned, searched = 0;

	times[0] = g_get_monotonic_time();
	check(seen_find(archive->db, ours->seen, &items, &rare, &error), error);
	times[1] = g_get_monotonic_time();
	found = verdict(archive, ours, items, rare);
	times[2] = g_get_monotonic_time();
	scanned = scan(archive, ours->seen);
	times[3] = g_get_monotonic_time();
	if (archive->n <= FTS_MOST)
		searched = full_text(statement, terms);
	times[4] = g_get_monotonic_time();
	figures->seen_us += (double)(times[1] - times[0]);
	figures->verdict_us += (double)(times[2] - times[0]);
	figures->scan_us += (double)(times[3] - times[2]);
	figures->fts_us += (double)(times[4] - times[3]);
	for (guint i = 0; i < items->len; i++)
		figures->n_offered += item > 0 && g_array_index(items, int64_t, i) == item;
	figures->n_seen += item > 0 && found == item;
	figures->n_false += item == 0 && found > 0;
	figures->n_scan += item > 0 && scanned == item;
	figures->n_fts += item > 0 && searched == item;
}

static void
measure(const Archive *archive)
{
	g_autoptr(GRand) rand = g_rand_new_with_seed(SEED);
	Figures figures = { 0 };
	GError *error = NULL;
	sqlite3 *handle = NULL;
	sqlite3_stmt *statement = NULL;

	sqlite3_open_v2(archive->path, &handle, SQLITE_OPEN_READWRITE, NULL);
	sqlite3_prepare_v2(handle,
			   "SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rank LIMIT 8",
			   -1, &statement, NULL);
	/* The desk looks in the transaction in which it takes the letter. */
	check(db_begin(archive->db, &error), error);
	for (guint i = 0; i < LOOKS; i++) {
		guint item;
		g_autofree char *text = look_text(rand, i, archive->n, &item);

		look(archive, statement, text, item, &figures);
	}
	db_rollback(archive->db);
	printf("%8u items  add %5.0f us  seen %6.0f us  verdict %6.0f us (offered %u, found %u of "
	       "%u, "
	       "false %u)  scan %8.0f us (%u)  scan/seen %6.1f",
	       archive->n, (double)archive->add_us, figures.seen_us / LOOKS,
	       figures.verdict_us / LOOKS, figures.n_offered, figures.n_seen, LOOKS / 2,
	       figures.n_false, figures.scan_us / LOOKS, figures.n_scan,
	       figures.scan_us / figures.seen_us);
	if (archive->n <= FTS_MOST)
		printf("  fts5 %7.0f us (%u)  fts5/seen %5.1f", figures.fts_us / LOOKS,
		       figures.n_fts, figures.fts_us / figures.seen_us);
	printf("\n");
	fflush(stdout);
	sqlite3_finalize(statement);
	sqlite3_close(handle);
}

int
main(int argc, char **argv)
{
	static const char *const usual[] = { "10000", "100000", "1000000", NULL };
	const char *const *sizes = argc > 2 ? (const char *const *)argv + 2 : usual;
	Archive archive = { .sketches = g_array_new(FALSE, FALSE, sizeof(int32_t)),
			    .ends = g_array_new(FALSE, FALSE, sizeof(guint)) };
	GError *error = NULL;

	setlocale(LC_ALL, "C.UTF-8");
	if (argc < 2) {
		fprintf(stderr, "usage: seen FOLDER [N...]\n");
		return 2;
	}
	check(fold_load(&error), error);
	sweep(argv[1]);
	archive.path = path_of(argv[1], "");
	archive.db = db_open(archive.path, DB_WRITE, &error);
	check(archive.db != NULL, error);
	for (; *sizes; sizes++) {
		grow(&archive, (guint)g_ascii_strtoull(*sizes, NULL, 10));
		measure(&archive);
	}
	db_close(archive.db);
	sweep(argv[1]);
	return 0;
}
