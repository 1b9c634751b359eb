/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * seen FOLDER [N...] - looking for what was sent before, in archives of N items
 *
 * The store lies in FOLDER (removed before and after). The archive grows through all N in
 * one run; at each size the same LOOKS texts, half of them new and half an old one with
 * 15 % of its characters changed, are looked up in turn by
 *   seen     seen_find, the index
 *   verdict  the comparison with all that it offers, whose texts lie ready
 *   rows     a plain inverted index in SQLite: a row for each print and item, of each print the
 *            newest ROWS_MOST counted; the same prints, and nothing around it
 *   scan     each sketch of the archive in memory beside that of the text, what a program
 *            without an index does; no store, no text
 *   fts5     SQLite's full-text index over the terms of search, any of the text's rarest
 *            FTS_TERMS, by bm25 (up to FTS_MOST items)
 * in short letters of one paragraph, then in long ones of LONG bytes (seen, verdict and rows).
 * Before, LEARNT letters are looked up, as a desk has that runs for some days; `first` is seen for
 * the first LOOKS of a desk that has just started. The cost of an item more is told: of the last
 * TIMED, in groups of GROUP to a commit. What comes before is put in at once in the order of the
 * pages, which no desk does.
 *
 * Times are of the processor: what else the machine does is not counted. The scan between two
 * look-ups leaves nothing in its caches, as a letter's reading does not either.
 */
#include "bench/seen_rows.h"

#include "base/text/fold.h"
#include "base/text/terms.h"
#include "pipeline/desk/likeness.h"
#include "tests/unit/prose.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

#define SEED 7
#define LOOKS 200
#define GROUP 100
#define TIMED 2000
#define FTS_MOST 10000
#define FTS_TERMS 40
#define LONG 5000
#define LEARNT 2000

typedef struct {
	Db *db;
	char *path;
	Rows rows;
	guint n;
	GArray *sketches; /* int32_t, one behind the other */
	GArray *ends;	  /* guint, of each item */
	double add_us;	  /* of one item */
} Archive;

static void
check(bool ok, GError *error)
{
	if (ok)
		return;
	fprintf(stderr, "seen: %s\n", error ? error->message : "?");
	exit(1);
}

/* ---- the archive ---- */

static void
remember(Archive *archive, SeenText *text)
{
	const GArray *prints = seen_prints(text);

	for (guint i = 0; i < prints->len; i++) {
		int32_t print = (int32_t)g_array_index(prints, int64_t, i);

		g_array_append_val(archive->sketches, print);
	}
	g_array_append_val(archive->ends, archive->sketches->len);
}

static SeenText *
item_made(Archive *archive, guint n)
{
	g_autofree char *text = prose_make(SEED, n);
	SeenText *made = seen_text("报告", text, NULL);
	GError *error = NULL;

	remember(archive, made);
	if (n < FTS_MOST) {
		g_autofree char *terms = terms_of(text);

		check(db_run(archive->db, &error, "search_insert", "it", (int64_t)n + 1, terms),
		      error);
	}
	return made;
}

/* The row of the print at `from`, as spool/holders writes it. Gives where the next print begins. */
static guint
fill_row(Archive *archive, const RowsPair *pairs, guint from, guint n)
{
	g_autoptr(GString) row = g_string_new(NULL);
	GError *error = NULL;
	guint end = from;
	int64_t before = 0;

	while (end < n && pairs[end].print == pairs[from].print)
		end++;
	for (guint i = end, held = 0; i-- > from && held < HOLDERS_MOST;) {
		if (before == pairs[i].item)
			continue;
		g_string_append_printf(row, held > 0 ? " %" G_GINT64_FORMAT : "%" G_GINT64_FORMAT,
				       held > 0 ? before - pairs[i].item : pairs[i].item);
		before = pairs[i].item;
		held++;
	}
	check(db_run(archive->db, &error, "holders_set", "it", pairs[from].print, row->str), error);
	return end;
}

/* Both indexes of all items so far, anew, in the order of their pages. */
static void
fill(Archive *archive)
{
	g_autoptr(GArray) pairs = g_array_new(FALSE, FALSE, sizeof(RowsPair));
	GError *error = NULL;

	for (guint item = 0, at = 0; item < archive->n; item++)
		for (; at < g_array_index(archive->ends, guint, item); at++) {
			RowsPair pair = { g_array_index(archive->sketches, int32_t, at), item + 1 };

			g_array_append_val(pairs, pair);
		}
	g_array_sort(pairs, rows_compare);
	rows_run(&archive->rows, "DELETE FROM held");
	rows_put(&archive->rows, pairs);
	check(db_begin(archive->db, &error) && db_run(archive->db, &error, "holders_clear", ""),
	      error);
	for (guint i = 0; i < pairs->len;)
		i = fill_row(archive, (const RowsPair *)(const void *)pairs->data, i, pairs->len);
	check(db_commit(archive->db, &error), error);
}

/* Grows to n items without counting the time. */
static void
grow_bulk(Archive *archive, guint n)
{
	GError *error = NULL;

	check(db_begin(archive->db, &error), error);
	for (; archive->n < n; archive->n++) {
		g_autoptr(SeenText) made = item_made(archive, archive->n);

		check(db_run(archive->db, &error, "seen_insert", "ii", seen_content(made),
			     (int64_t)archive->n + 1),
		      error);
	}
	check(db_commit(archive->db, &error), error);
	fill(archive);
}

/* The last of them as a desk puts them in; what is timed is the index alone, and its commits. */
static void
grow_timed(Archive *archive, guint n)
{
	g_autoptr(GPtrArray) group = g_ptr_array_new_with_free_func((GDestroyNotify)seen_text_free);
	guint from = archive->n;

	archive->add_us = archive->rows.add_us = 0;
	while (archive->n < n) {
		GError *error = NULL;
		double began;

		g_ptr_array_set_size(group, 0);
		for (guint i = 0; i < GROUP && archive->n + i < n; i++)
			g_ptr_array_add(group, item_made(archive, archive->n + i));
		began = now_us();
		check(db_begin(archive->db, &error), error);
		for (guint i = 0; i < group->len; i++)
			check(seen_add(archive->db, (int64_t)archive->n + i + 1, group->pdata[i],
				       &error),
			      error);
		check(db_commit(archive->db, &error), error);
		archive->add_us += now_us() - began;
		rows_add(&archive->rows, group, archive->n);
		archive->n += group->len;
	}
	archive->add_us /= n - from;
	archive->rows.add_us /= n - from;
}

static void
grow(Archive *archive, guint n)
{
	db_script(archive->db, "PRAGMA cache_size=-1500000", NULL);
	rows_run(&archive->rows, "PRAGMA cache_size=-1500000");
	grow_bulk(archive, n > TIMED ? n - TIMED : 0);
	db_script(archive->db, "PRAGMA wal_checkpoint(TRUNCATE); PRAGMA cache_size=-16384", NULL);
	rows_run(&archive->rows, "PRAGMA wal_checkpoint(TRUNCATE); PRAGMA cache_size=-16384");
	grow_timed(archive, n);
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
scan(const Archive *archive, SeenText *text)
{
	const int32_t *sketches = (const int32_t *)(const void *)archive->sketches->data;
	const int64_t *prints = (const int64_t *)(const void *)seen_prints(text)->data;
	guint best = 0, from = 0;
	int64_t found = 0;

	for (guint i = 0; i < archive->n; i++) {
		guint end = g_array_index(archive->ends, guint, i);
		guint n = shared(sketches + from, end - from, prints, seen_prints(text)->len);

		if (n > best) {
			best = n;
			found = i + 1;
		}
		from = end;
	}
	return best * 10 >= seen_prints(text)->len ? found : 0;
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

/* New paragraphs around it until it is long. */
static char *
lengthened(char *text, guint n)
{
	GString *made = g_string_new(NULL);

	for (guint32 k = 0; made->len + strlen(text) < LONG; k++) {
		g_autofree char *before = prose_make(SEED + 2 + k, n);

		g_string_append_printf(made, "%s\n", before);
	}
	g_string_append(made, text);
	g_free(text);
	return g_string_free(made, FALSE);
}

/* The texts that are looked up: every second one is item *ret_item again, or has it as one of its
 * paragraphs. */
static char *
look_text(GRand *rand, guint i, guint n, bool is_long, guint *ret_item)
{
	char *text;

	*ret_item = 0;
	if (i % 2 == 0) {
		text = prose_make(SEED + 1, i);
	} else {
		g_autofree char *old = NULL;

		*ret_item = (guint)g_rand_int_range(rand, 0, (gint32)n) + 1;
		old = prose_make(SEED, *ret_item - 1);
		text = prose_changed(rand, old, 15);
	}
	return is_long ? lengthened(text, i) : text;
}

typedef struct {
	bool is_long;
	double seen_us, verdict_us, rows_us, scan_us, fts_us;
	guint n_prints, n_offered, n_seen, n_false, n_rows, n_scan, n_fts;
} Figures;

/* The texts of what is offered: a store has them, here they are made. */
static GPtrArray *
offered_texts(const GArray *items)
{
	GPtrArray *texts = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; i < items->len; i++)
		g_ptr_array_add(texts,
				prose_make(SEED, (guint32)g_array_index(items, int64_t, i) - 1));
	return texts;
}

static int64_t
verdict(LikenessText *ours, const GArray *items, const GPtrArray *texts, const GArray *rare)
{
	double most = 0;
	int64_t found = 0;

	for (guint i = 0; i < items->len; i++) {
		int64_t item = g_array_index(items, int64_t, i);
		g_autoptr(LikenessText) theirs = likeness_text("报告", texts->pdata[i], NULL);
		g_auto(Likeness) like = likeness_of(ours, rare, theirs);

		if (like.relation && MAX(like.ours, like.theirs) > most) {
			most = MAX(like.ours, like.theirs);
			found = item;
		}
	}
	return found;
}

static void
look(const Archive *archive, Seen *seen, const char *text, guint item, Figures *figures)
{
	g_autoptr(LikenessText) ours = likeness_text("报告", text, NULL);
	g_autoptr(GArray) items = NULL, rare = NULL;
	g_autoptr(GPtrArray) texts = NULL;
	GError *error = NULL;
	double times[5];
	int64_t found, scanned, of_rows;

	seen_content(ours->seen); /* what the item needs in any case */
	times[0] = now_us();
	check(seen_find(seen, ours->seen, &items, &rare, &error), error);
	figures->seen_us += now_us() - times[0];
	texts = offered_texts(items);
	times[1] = now_us();
	found = verdict(ours, items, texts, rare);
	times[2] = now_us();
	scanned = figures->is_long ? 0 : scan(archive, ours->seen);
	times[3] = now_us();
	of_rows = rows_look(&archive->rows, ours->seen);
	times[4] = now_us();
	figures->verdict_us += times[2] - times[1];
	figures->scan_us += times[3] - times[2];
	figures->rows_us += times[4] - times[3];
	figures->n_prints += seen_prints(ours->seen)->len;
	for (guint i = 0; i < items->len; i++)
		figures->n_offered += item > 0 && g_array_index(items, int64_t, i) == item;
	figures->n_seen += item > 0 && found == item;
	figures->n_false += item == 0 && found > 0;
	figures->n_scan += item > 0 && scanned == item;
	figures->n_rows += item > 0 && of_rows == item;
}

static void
look_fts(const Archive *archive, const char *text, guint item, Figures *figures)
{
	g_autofree char *terms = terms_of(text);
	sqlite3_stmt *statement = NULL;
	sqlite3 *handle = NULL;
	double began;

	sqlite3_open_v2(archive->path, &handle, SQLITE_OPEN_READWRITE, NULL);
	sqlite3_prepare_v2(handle,
			   "SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rank LIMIT 8",
			   -1, &statement, NULL);
	began = now_us();
	figures->n_fts += item > 0 && full_text(statement, terms) == item;
	figures->fts_us += now_us() - began;
	sqlite3_finalize(statement);
	sqlite3_close(handle);
}

/* A desk that has just started; then it sees many letters. Gives what the first ones took. */
static double
learn(Seen *seen)
{
	GError *error = NULL;
	double first_us = 0;

	for (guint i = 0; i < LEARNT; i++) {
		g_autofree char *text = prose_make(SEED - 1, i);
		g_autoptr(SeenText) made = seen_text("报告", text, NULL);
		g_autoptr(GArray) items = NULL, rare = NULL;
		double began;

		seen_content(made);
		began = now_us();
		check(seen_find(seen, made, &items, &rare, &error), error);
		if (i < LOOKS)
			first_us += now_us() - began;
	}
	return first_us / LOOKS;
}

static void
tell(const Archive *archive, double first_us, const Figures *figures)
{
	printf("%8u items  %s %5.1f prints  seen %5.0f us", archive->n,
	       figures->is_long ? "long " : "short", (double)figures->n_prints / LOOKS,
	       figures->seen_us / LOOKS);
	if (!figures->is_long)
		printf(" (first %.0f us)", first_us);
	printf("  verdict %5.0f us (offered %u, found %u of %u, false %u)  rows %6.0f us (%u)  "
	       "rows/seen %5.1f",
	       figures->verdict_us / LOOKS, figures->n_offered, figures->n_seen, LOOKS / 2,
	       figures->n_false, figures->rows_us / LOOKS, figures->n_rows,
	       figures->rows_us / figures->seen_us);
	if (figures->scan_us > 0 && !figures->is_long)
		printf("  scan %8.0f us (%u)  scan/seen %6.1f", figures->scan_us / LOOKS,
		       figures->n_scan, figures->scan_us / figures->seen_us);
	if (figures->fts_us > 0)
		printf("  fts5 %7.0f us (%u)  fts5/seen %5.1f", figures->fts_us / LOOKS,
		       figures->n_fts, figures->fts_us / figures->seen_us);
	printf("\n");
	fflush(stdout);
}

static void
measure(const Archive *archive)
{
	g_autoptr(Seen) seen = seen_new(archive->db);
	GError *error = NULL;
	double first_us;

	printf("%8u items  add %5.0f us, rows %5.0f us\n", archive->n, archive->add_us,
	       archive->rows.add_us);
	/* The desk looks in the transaction in which it takes the letter. */
	check(db_begin(archive->db, &error), error);
	sqlite3_exec(archive->rows.handle, "BEGIN", NULL, NULL, NULL);
	first_us = learn(seen);
	for (int is_long = 0; is_long < 2; is_long++) {
		g_autoptr(GRand) rand = g_rand_new_with_seed(SEED);
		Figures figures = { .is_long = is_long };

		for (guint i = 0; i < LOOKS; i++) {
			guint item;
			g_autofree char *text = look_text(rand, i, archive->n, is_long, &item);

			look(archive, seen, text, item, &figures);
			if (archive->n <= FTS_MOST && !is_long)
				look_fts(archive, text, item, &figures);
		}
		tell(archive, first_us, &figures);
	}
	sqlite3_exec(archive->rows.handle, "COMMIT", NULL, NULL, NULL);
	db_rollback(archive->db);
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
	archive.path = g_strconcat(argv[1], "/seen.db", NULL);
	archive.rows.path = g_strconcat(argv[1], "/rows.db", NULL);
	sweep(archive.path);
	sweep(archive.rows.path);
	archive.db = db_open(archive.path, DB_WRITE, &error);
	check(archive.db != NULL, error);
	rows_open(&archive.rows);
	for (; *sizes; sizes++) {
		grow(&archive, (guint)g_ascii_strtoull(*sizes, NULL, 10));
		measure(&archive);
	}
	db_close(archive.db);
	rows_close(&archive.rows);
	sweep(archive.path);
	sweep(archive.rows.path);
	return 0;
}
